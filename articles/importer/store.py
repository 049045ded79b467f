"""Writes new documents into the archive: a group at a time, in bulk, in the caller's transaction.

Everything that needs a look-up is looked up for the whole group, so the number of queries does not
depend on what the documents name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from articles.mending import open_count
from articles.models import (
    Article,
    Batch,
    PersonMention,
    Related,
    SourceDocument,
    TagProposal,
)
from articles.models.bulk import insert
from articles.models.derived import Parts, apply_counts, derive, rederive, repaired_words

from .known import Known
from .reading import Reading
from .rows import (
    Shelf,
    article_values,
    change_of,
    country_mention_of,
    people_of,
    photo_of,
    proposals_of,
    related_of,
)


@dataclass(slots=True)
class Incoming:
    """One document, read and ready to be written. ``record`` is what is stored as ``parsed``.

    ``document`` is the row of the same name, when the archive has one.
    """

    name: str
    text: str
    sha256: str
    encoding: str
    record: dict[str, Any]
    reading: Reading
    status: str
    document: SourceDocument | None = None
    article: Article | None = None
    shingles: tuple[int, ...] = ()

    @property
    def problems(self) -> list[dict[str, Any]]:
        return self.record["problems"]  # type: ignore[no-any-return]


@dataclass(slots=True)
class Draft:
    """An article being made, with its parts, before any of it has a row."""

    article: Article
    parts: Parts
    people: list[tuple[PersonMention, Known]]
    proposals: list[TagProposal]


def create(incoming: Sequence[Incoming], batch: Batch, source: str, shelf: Shelf) -> None:
    """Write new articles with all that belongs to them, and their documents."""
    drafts = [_draft(document, shelf) for document in incoming]
    shelf.people.save()
    changes: Counter[tuple[str, Any]] = Counter()
    for draft in drafts:
        draft.parts.people = [(mention, known.person) for mention, known in draft.people]
        changes.update(derive(draft.article, draft.parts))
    insert((draft.article for draft in drafts), ids=True)
    insert(photo for draft in drafts for photo in draft.parts.photos)
    insert(mention for draft in drafts for mention, _ in draft.people)
    insert(m for draft in drafts for m, _ in draft.parts.countries)
    insert(row for draft in drafts for row, _ in draft.parts.related)
    insert(p for draft in drafts for p in draft.proposals)
    apply_counts(changes)
    for document, draft in zip(incoming, drafts, strict=True):
        document.article = draft.article
    _create_documents(incoming, batch, source)
    insert(change_of(draft.article, batch) for draft in drafts)
    link_announcers([draft.article for draft in drafts])


def _draft(document: Incoming, shelf: Shelf) -> Draft:
    reading = document.reading
    article = Article(
        **article_values(reading.values),
        status=document.status,
        problem_count=len(document.problems),
        created_at=timezone.now(),  # here, because what is derived holds it too
    )
    related = [related_of(article, item, shelf.announced) for item in reading.related]
    parts = Parts(
        photos=[photo_of(article, item) for item in reading.photos],
        countries=[
            (country_mention_of(article, item, shelf.countries[item.keys[0]]), shelf.countries[item.keys[0]])
            for item in reading.countries
            if item.keys[0] in shelf.countries
        ],
        related=[(row, row.target) for row in related],
        received=repaired_words(document.record, {}),
    )
    people = people_of(article, reading.people, shelf.people)
    return Draft(article, parts, people, list(proposals_of(article, reading.tags, shelf.tags)))


def _create_documents(incoming: Sequence[Incoming], batch: Batch, source: str) -> None:
    fresh: list[SourceDocument] = []
    for document in incoming:
        row = document.document
        if row is None:
            row = document.document = SourceDocument(source=source, name=document.name, first_batch=batch)
            fresh.append(row)
        row.article = document.article
        fill_document(row, document, batch.pk)
        if row.pk:  # its article was purged; a newer text makes another
            row.save()
    insert(fresh, ids=True)


FILLED = (
    "sha256",
    "encoding",
    "batch_id",
    "received_at",
    "text",
    "parsed",
    "shingles",
    "problems",
    "problem_count",
    "error_count",
    "open_repairs",
)


def fill_document(row: SourceDocument, document: Incoming, batch: int) -> None:
    """Put the text and its reading, and the id of the batch, into the row: ``FILLED``, not saved."""
    row.sha256 = document.sha256
    row.encoding = document.encoding
    row.batch_id = batch
    row.received_at = timezone.now()
    row.text = document.text
    row.parsed = document.record
    row.shingles = list(document.shingles)
    row.problems = document.problems
    row.problem_count = len(document.problems)
    row.error_count = sum(problem["severity"] == "error" for problem in document.problems)
    row.open_repairs = open_count(document.record, row.decisions.get("repairs") or {})


def link_announcers(articles: Sequence[Article]) -> None:
    """Link the teasers that announced these articles before the archive had them."""
    by_key = {article.headline_key: article for article in articles if article.headline_key}
    waiting = Related.objects.filter(headline_key__in=list(by_key), target=None)
    linked = []
    for row in waiting.only("id", "article", "headline_key"):
        target = by_key[row.headline_key]
        if target.pk != row.article_id:
            row.target = target
            linked.append(row)
    Related.objects.bulk_update(linked, ["target"], batch_size=200)
    rederive({row.article_id for row in linked})
