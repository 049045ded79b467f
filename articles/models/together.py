"""Several editors at one article: what each is typing, kept until saved, and who has it open."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article

AWAY_AFTER = datetime.timedelta(minutes=10)  # without a sign, somebody has left


class Draft(models.Model):
    """What ``user`` typed into an article's form and has not saved; ``article`` is none for a new one.

    ``key`` tells apart the forms for new articles that one editor has open. ``data`` maps each field
    of the form to the list of its values. ``opened_version`` and ``opened_change`` (the last change on
    record) say what the form was opened on.
    """

    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=32, blank=True)
    opened_version = models.PositiveIntegerField(default=0)
    opened_change = models.BigIntegerField(default=0)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("saisie en attente")
        verbose_name_plural = _("saisies en attente")
        default_permissions = ()
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="one_draft_an_editor"),
            models.UniqueConstraint(
                fields=["user", "key"],
                condition=models.Q(article__isnull=True),
                name="one_draft_of_a_new_article",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.article_id}"


def draft_file_path(row: DraftFile, name: str) -> str:
    """Without a suffix: nothing has looked into the file yet, and no server is to show it."""
    return f"saisies/{secrets.token_urlsafe(16)}"


class DraftFile(models.Model):
    """A file sent with a draft in the form's ``field``, under the ``name`` it had."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    field = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=draft_file_path)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "field"], name="one_file_a_field"),
        ]

    def __str__(self) -> str:
        return self.name


class OpenForm(models.Model):
    """Somebody has an article's form open; ``seen_at`` is the last sign from there."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="open_forms")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="one_open_form_an_editor"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.article_id}"


def drop_drafts(drafts: models.QuerySet[Draft]) -> None:
    """Forget ``drafts``, their files once that is certain."""
    drop_files(DraftFile.objects.filter(draft__in=drafts))
    drafts.delete()


def drop_files(files: models.QuerySet[DraftFile]) -> None:
    rows = list(files)
    files.delete()
    transaction.on_commit(lambda: _delete(rows))


def _delete(rows: Iterable[DraftFile]) -> None:
    for row in rows:
        row.file.storage.delete(row.file.name)


def sign_of_life(article: int, user: int) -> None:
    OpenForm.objects.update_or_create(article_id=article, user_id=user, defaults={"seen_at": timezone.now()})


def others_with_open(article: int, user: int) -> list[tuple[str, datetime.datetime]]:
    """The other editors who have the article open: their names, and when each was last seen."""
    rows = OpenForm.objects.filter(article=article, seen_at__gte=timezone.now() - AWAY_AFTER)
    return list(rows.exclude(user=user).order_by("seen_at").values_list("user__username", "seen_at"))
