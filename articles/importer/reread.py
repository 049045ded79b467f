"""Reads the whole archive again with the rules of today, and shows or writes what that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Batch, BatchEntry, Country, SourceDocument

from .amend import Merged, amend, merge_into, plan_shows, whole_with_import
from .likeness import Likenesses
from .merge import UNITS, ItemPlan, Kind, natural_status
from .parse import parse
from .reading import Item, Reading, excess, reading_of, record_of
from .record import Context
from .rows import Shelf
from .run import compare_people
from .store import Incoming

GROUP = 50
# Problems that are not of the reading: they say how the bytes were decoded.
_OF_THE_FILE = "document"


@dataclass(frozen=True, slots=True)
class Example:
    document: str
    before: str
    after: str


@dataclass(slots=True)
class Reread:
    """One pass over the archive. ``fields`` counts the documents in which each field would change,
    ``kept`` those in which an editor's value stands against a new reading."""

    context: Context
    apply: bool = False
    user: User | None = None
    examples: int = 3
    documents: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    shown: dict[str, list[Example]] = field(default_factory=dict)
    batch: Batch | None = None

    def run(self) -> Iterator[int]:
        """Yields how many documents are done, group by group."""
        last = 0
        rows = SourceDocument.objects.filter(article__trashed_at=None, article__isnull=False)
        while group := list(rows.filter(pk__gt=last).select_related("batch").order_by("pk")[:GROUP]):
            last = group[-1].pk
            self.documents += len(group)
            found = [incoming for row in group if (incoming := self._read(row)) is not None]
            if found:
                self._compare(found)
                if self.apply:
                    self._write(found)
            yield self.documents
        if self.batch is not None:
            self.batch.counts = {"updated": self.changed}
            self.batch.finished_at = timezone.now()
            self.batch.save(update_fields=["counts", "finished_at"])
            compare_people(self.batch)

    def _read(self, row: SourceDocument) -> Incoming | None:
        """The document with its new reading; None when it reads as before."""
        options = row.batch.options
        context = replace(
            self.context,
            # as on the day it came: what was plain then has not become doubtful since
            today=row.batch.started_at.date().isoformat(),
            year=options.get("year") or 0,
            not_after=options.get("not_after") or "",
        )
        parsed = parse(row.text, context)
        record = record_of(parsed.with_problems(excess(parsed)))
        of_file = [p for p in row.problems if p["field"] == _OF_THE_FILE and p not in record["problems"]]
        record["problems"] = sorted([*record["problems"], *of_file], key=lambda problem: problem["line"])
        base = reading_of(row.parsed)
        reading = reading_of(record, row.text)
        status = row.parsed.get("status") or natural_status(base)
        if status == natural_status(base):  # nobody asked for another one at the import
            status = natural_status(reading)
        record["status"] = status
        if _read_part(record) == _read_part(row.parsed):
            return None
        return Incoming(row.name, row.text, row.sha256, row.encoding, record, reading, status, row)

    def _compare(self, found: Sequence[Incoming]) -> None:
        ids = [d.document.article_id for d in found if d.document and d.document.article_id]
        articles = {article.pk: article for article in whole_with_import().filter(pk__in=ids)}
        for incoming in found:
            row = incoming.document
            if row is None or row.article_id not in articles:
                continue
            article = articles[row.article_id]
            merged = merge_into(article, row, incoming)
            self.changed += merged.shows
            self.kept.update({clash.field.split(".")[0] for clash in merged.clashes})
            self._note(article, row, incoming.reading, merged)

    def _note(self, article: Article, row: SourceDocument, new: Reading, merged: Merged) -> None:
        changes: dict[str, tuple[str, str]] = {}
        for name in (*UNITS, "status"):
            members = [member for member in UNITS.get(name, (name,)) if member in merged.values]
            if members:
                main = name if name in members else members[0]
                changes[name] = (str(getattr(article, main) or ""), str(merged.values[main] or ""))
        for kind, plan in merged.plans.items():
            if plan_shows(kind, plan):
                changes[kind.name] = _described(article, kind, plan, getattr(new, kind.name))
        for name, (before, after) in changes.items():
            self.fields[name] += 1
            examples = self.shown.setdefault(name, [])
            if len(examples) < self.examples:
                examples.append(Example(row.name, before, after))

    def _write(self, found: Sequence[Incoming]) -> None:
        if self.batch is None:
            self.batch = Batch.objects.create(
                user=self.user, origin="relecture des archives", options={"reread": True}
            )
        with transaction.atomic():
            likenesses = Likenesses(found)
            shelf = Shelf([document.reading for document in found], self.batch, Country.objects.in_bulk())
            amend(found, self.batch, shelf, path="reread")
            likenesses.save()
            BatchEntry.objects.bulk_create(
                BatchEntry(batch=self.batch, name=d.name, outcome="updated", document=d.document)
                for d in found
            )


def _read_part(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what the archive, and not the text, has to say."""
    problems = [problem for problem in record.get("problems") or [] if problem["field"] != "duplicate"]
    return {**record, "problems": sorted(problems, key=lambda problem: sorted(map(str, problem.items())))}


def _described(article: Article, kind: Kind, plan: ItemPlan, incoming: Sequence[Item]) -> tuple[str, str]:
    """What items go (or change) and what items come, in words."""
    rows = {"photos": "photos", "people": "person_mentions", "countries": "country_mentions"}
    rows |= {"related": "related", "tags": "tag_proposals"}
    standing = {row.pk: row for row in getattr(article, rows[kind.name]).all()}
    before = [str(standing[pk]) for pk in plan.remove]
    after = [_named(incoming[index]) for index in plan.add]
    for pk, values in plan.change.items():
        for name in (*kind.merged, *kind.quiet):
            if name in values:
                before.append(f"{standing[pk]} ({name} : {getattr(standing[pk], name)})")
                after.append(f"{standing[pk]} ({name} : {values[name]})")
    return ", ".join(before), ", ".join(after)


def _named(item: Item) -> str:
    values = item.values
    names = ("read_as", "caption", "headline", "country", "name", "credit")
    return next((str(values[name]) for name in names if values.get(name)), item.keys[0])
