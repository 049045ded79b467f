"""Takes a batch back: what it made goes, what it changed returns, what editors did since stays.

An update is undone by the same three-way merge that made it, with the earlier reading as the new
one. A new article that an editor has worked on since is not deleted but put into the trash.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from articles.models import (
    Article,
    Batch,
    BatchEntry,
    Change,
    Conflict,
    Country,
    Pair,
    Person,
    PersonMention,
    PersonName,
    SourceDocument,
    SupersededText,
)
from articles.models.derived import rederive

from .amend import amend
from .known import change_of_person
from .likeness import Likenesses
from .reading import reading_of
from .rows import Shelf, change_of
from .store import Incoming


@dataclass(slots=True)
class Undone:
    """What became of the documents of a batch: their names, by what was done."""

    deleted: list[str] = field(default_factory=list)
    trashed: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # a later batch changed them: undo that one first


@transaction.atomic
def undo_batch(batch: Batch, actor: User | None) -> Undone:
    """Undo ``batch`` as a whole, or nothing; a batch that was undone is left alone."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    undone = Undone()
    if batch.undone_at is not None:
        return undone
    # a batch of its own keeps the history of the undoing
    own = Batch.objects.create(user=actor, origin=f"annulation du lot {batch.pk}", options={"undo": batch.pk})
    entries = list(
        batch.entries.filter(outcome__in=["created", "updated"], document__isnull=False).select_related(
            "document"
        )
    )
    later = dict(
        BatchEntry.objects.filter(
            document__in=[entry.document_id for entry in entries],
            outcome__in=["created", "updated"],
            batch__undone_at=None,
        )
        .values_list("document")
        .annotate(Max("batch"))
    )
    for entry in sorted(entries, key=lambda entry: -entry.pk):
        document = entry.document
        if document is None:
            continue
        if later.get(document.pk, batch.pk) > batch.pk:
            undone.skipped.append(entry.name)
        elif entry.outcome == "created":
            _undo_creation(document, batch, own, undone)
        else:
            _undo_update(document, batch, own, undone)
    Conflict.objects.filter(batch=batch, settled_at=None).delete()
    _undo_people(batch, own)
    batch.undone_at = own.finished_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    own.counts = {
        "updated": len(undone.restored),
        "deleted": len(undone.deleted),
        "trashed": len(undone.trashed),
    }
    own.save(update_fields=["counts", "finished_at"])
    return undone


def _undo_creation(document: SourceDocument, batch: Batch, own: Batch, undone: Undone) -> None:
    article = document.article
    if article is None:
        document.delete()
        undone.deleted.append(document.name)
        return
    changes = Change.objects.filter(kind="article", object_id=str(article.pk))
    if changes.exclude(batch=batch).exists():
        if article.trashed_at is None:
            Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
            rederive([article.pk])
            article.refresh_from_db()
            fields = {"trashed_at": [None, article.trashed_at.isoformat() if article.trashed_at else None]}
            change_of(article, own, "undo", fields=fields).save()
        # the name is free again: the same document may come anew
        document.sha256 = f"undone-{document.pk}"
        document.name = f"{document.name[:450]} (lot {batch.pk} annulé)"
        document.save(update_fields=["sha256", "name"])
        undone.trashed.append(document.name)
        return
    announcers = list(article.announced_by.values_list("article", flat=True))
    reason = f"Supprimé avec le lot {batch.pk}, qui l’avait créé."
    change_of(article, own, "undo", reason=reason, fields={"made": [article.headline, None]}).save()
    # out of every count first, as by withdrawing it
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
    rederive([article.pk])
    document.delete()
    article.delete()
    rederive(announcers)
    undone.deleted.append(document.name)


def _undo_update(document: SourceDocument, batch: Batch, own: Batch, undone: Undone) -> None:
    old = SupersededText.objects.filter(document=document).order_by("-id").first()
    if old is None or document.article_id is None:
        undone.skipped.append(document.name)
        return
    text = old.text or document.text  # a re-read keeps the text where it was
    reading = reading_of(old.parsed, text)
    incoming = Incoming(
        name=document.name,
        text=text,
        sha256=old.sha256,
        encoding=old.encoding,
        record=old.parsed,
        reading=reading,
        status=old.parsed.get("status", ""),
        document=document,
    )
    likenesses = Likenesses([incoming], tell=False)  # the earlier reading has told of them already
    amend([incoming], own, Shelf([reading], own, Country.objects.in_bulk()), path="undo", conflicts=False)
    likenesses.save()
    _restore_review(document, batch, own)
    SourceDocument.objects.filter(pk=document.pk).update(batch=old.batch)
    # the text that was undone is gone for good, the earlier one is the document's again
    SupersededText.objects.filter(document=document, pk__gte=old.pk).delete()
    undone.restored.append(document.name)


def _restore_review(document: SourceDocument, batch: Batch, own: Batch) -> None:
    """What the batch sent back to review was reviewed before, and says again what it said."""
    article = document.article
    if article is None:
        return
    article.refresh_from_db()
    changes = Change.objects.filter(kind="article", object_id=str(article.pk), batch=batch)
    for change in changes:
        before, after = change.fields.get("review", (None, None))
        if before and article.review == after:
            article.review = before
            article.save(update_fields=["review", "updated_at"])
            change_of(article, own, "undo", fields={"review": [after, before]}).save()


def _undo_people(batch: Batch, own: Batch) -> None:
    """Persons whom the batch made and nobody has mentioned or touched since; what it learnt of others."""
    changes = Change.objects.filter(kind="person", batch=batch)
    made = [change.object_id for change in changes if not change.fields]
    others = Change.objects.filter(kind="person", object_id__in=made).exclude(batch=batch)
    touched = set(others.values_list("object_id", flat=True))
    ids = [int(pk) for pk in made if pk not in touched]
    mentioned = PersonMention.objects.filter(person__in=ids).values("person")
    gone = Person.objects.filter(pk__in=ids, merged_people=None).exclude(pk__in=mentioned)
    for person in gone:
        change_of_person(person.pk, person.name, own, "undo", {"made": [person.name, None]}).save()
    keys = [person.pk for person in gone]
    Pair.objects.filter(Q(first_id__in=keys) | Q(second_id__in=keys), kind="person").delete()
    gone.delete()
    for change in changes.exclude(fields={}):
        if "country" in change.fields:
            before, after = change.fields["country"]
            Person.objects.filter(pk=change.object_id, country=after).update(country=before)
        if "names" in change.fields:
            before, after = change.fields["names"]
            fresh = set(after) - set(before)
            PersonName.objects.filter(person=int(change.object_id), name__in=fresh, borrowed=False).delete()
        undone = {name: [after, before] for name, (before, after) in change.fields.items()}
        change_of_person(change.object_id, change.label, own, "undo", undone).save()
