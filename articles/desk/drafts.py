"""What an editor typed and has not saved, with the pictures sent along: kept on the server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from articles.models import Draft
from articles.models.together import DraftFile, drop_drafts, drop_files

SALT = "articles.desk.together"
KEPT_FOR = 14 * 24 * 3600  # seconds after which an opened form is nobody's any more
FILES = "kept_files"  # sent by a form that shows which files are kept with it
WAITS = "draft_waits"  # sent by a form that offers an earlier draft: another one's, not to be written over
# What a form sends that nobody typed.
_NOT_TYPED = {"csrfmiddlewaretoken", "_reunir", "_resume", "opened_token", FILES, WAITS}


@dataclass(frozen=True, slots=True)
class Opened:
    """An open form: of which article (none for a new one), by whom, and ``key`` for a new one's."""

    article: int | None
    user: int
    key: str = ""

    def token(self) -> str:
        return signing.dumps([self.article, self.user, self.key], salt=SALT)

    def drafts(self) -> QuerySet[Draft]:
        return Draft.objects.filter(article=self.article, user=self.user, key=self.key)


def opened_by(token: str) -> Opened | None:
    """Who opened the form that sends this token; None when it is not ours."""
    try:
        article, user, key = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Opened(article, user, key)


def opened_now(request: HttpRequest, article: int | None) -> Opened:
    """The form that sent the request; another one for a new article when it came from none."""
    user: int = request.user.pk  # type: ignore[assignment]
    sent = opened_by(request.POST.get("opened_token", ""))
    if article is None and sent is not None and (sent.article, sent.user) == (None, user):
        return sent
    return Opened(article, user, "" if article else secrets.token_urlsafe(12))


def keep(opened: Opened, data: QueryDict, files: MultiValueDict[str, Any] | None = None) -> Draft:
    """Keep what was typed, and the files sent, in place of what was kept before.

    Files kept earlier stay while the form says that it knows of them.
    """
    typed_in = {name: values for name, values in data.lists() if name not in _NOT_TYPED}
    draft, _ = Draft.objects.update_or_create(
        article_id=opened.article,
        user_id=opened.user,
        key=opened.key,
        defaults={
            "data": typed_in,
            "opened_version": _number(data.get("opened_version")),
            "opened_change": _number(data.get("opened_change")),
        },
    )
    sent = {name: file for name, file in (files or {}).items() if file}
    stale = draft.files.all() if FILES not in data else draft.files.filter(field__in=sent)
    drop_files(stale)
    for name, file in sent.items():
        file.seek(0)
        DraftFile.objects.create(draft=draft, field=name[:100], name=file.name[-255:], file=file)
    return draft


def drop(opened: Opened) -> None:
    drop_drafts(opened.drafts())


def typed(draft: Draft) -> QueryDict:
    """What was typed, as the form sends it."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def files_of(draft: Draft) -> MultiValueDict[str, UploadedFile]:
    """The files kept with a draft, as if they had just been sent."""
    return MultiValueDict(
        {
            row.field: [UploadedFile(row.file.open("rb"), row.name, size=row.file.size)]
            for row in draft.files.all()
            if row.file.storage.exists(row.file.name)
        }
    )


def with_kept_files(request: HttpRequest, opened: Opened) -> None:
    """Add to what was sent the files that its form knows to be kept."""
    if FILES not in request.POST:
        return
    draft = opened.drafts().first()
    files = request.FILES.copy()
    for name, file in files_of(draft).items() if draft else ():
        if name not in files:
            files[name] = file
    request._files = files  # type: ignore[attr-defined]


def waiting(user: Any) -> list[Draft]:
    """What an editor has typed and neither saved nor abandoned, the latest first."""
    rows = Draft.objects.filter(user=user.pk, article__trashed_at=None).select_related("article")
    return list(rows.defer("article__body", "article__page", "article__search_text")[:20])


def _number(text: Any) -> int:
    return int(text) if str(text).isdigit() and len(str(text)) < 19 else 0
