"""The trash: articles are put there instead of being deleted, and come back whole; then the purge."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article, Photo
from .history import Change
from .together import DraftFile
from .writing import Author, changing_articles


class TrashedArticle(Article):
    """An article in the trash, for the desk's list of them."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("article à la corbeille")
        verbose_name_plural = _("corbeille")
        ordering = ["-trashed_at", "-id"]


def trash(keys: Sequence[int], author: Author) -> int:
    """Put articles in the trash: nobody reads, counts or finds them any more. Returns how many."""
    wanted = list(Article.objects.filter(pk__in=keys, trashed_at=None).values_list("pk", flat=True))
    with changing_articles(wanted, author):
        return Article.objects.filter(pk__in=wanted).update(trashed_at=timezone.now())


def take_out(keys: Sequence[int], author: Author) -> int:
    """Take articles out of the trash, as they were. Returns how many."""
    wanted = list(Article.objects.exclude(trashed_at=None).filter(pk__in=keys).values_list("pk", flat=True))
    with changing_articles(wanted, author):
        return Article.objects.filter(pk__in=wanted).update(trashed_at=None)


def purge(keys: Sequence[int], author: Author) -> int:
    """Delete trashed articles for good, with their photos and what their history says of them.

    The text received and one line of history (who, when, why) stay. Returns how many went.
    """
    with transaction.atomic():
        rows = Article.objects.select_for_update().exclude(trashed_at=None).filter(pk__in=keys)
        articles = list(rows.only("id", "headline"))
        gone = [article.pk for article in articles]
        photos = Photo.objects.filter(article__in=gone).exclude(image="")
        files = [(photo.image.storage, photo.image.name) for photo in photos]
        files += [(f.file.storage, f.file.name) for f in DraftFile.objects.filter(draft__article__in=gone)]
        texts = [str(key) for key in gone]
        Change.objects.filter(kind="article", object_id__in=texts).delete()
        Change.objects.bulk_create(
            author.change("article", article.pk, article.headline, {"made": [article.headline, None]})
            for article in articles
        )
        Article.objects.filter(pk__in=gone).delete()
        transaction.on_commit(lambda: _delete_files(files))
    return len(gone)


def _delete_files(files: Sequence[tuple[Storage, str]]) -> None:
    names = [name for _storage, name in files]
    used = set(Photo.objects.filter(image__in=names).values_list("image", flat=True))
    for storage, name in files:
        if name not in used:
            storage.delete(name)
