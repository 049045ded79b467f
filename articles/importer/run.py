"""Runs an import: documents in, outcomes out, a bounded number of them in memory.

Documents go through in groups: looked up, read, written in one transaction. When a group cannot be
written its documents are written one by one, so that a failure costs only itself; a crash leaves
each document whole or absent.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Batch, BatchEntry, Change, Country, SourceDocument
from articles.models.bulk import insert
from articles.models.lookalikes import scan_people

from .amend import amend
from .database import Error, failure_of
from .decode import decode
from .likeness import Likenesses
from .merge import natural_status
from .parse import parse
from .reading import excess, reading_of, record_of
from .record import Context, Decoded, ParsedArticle, Problem, Refused
from .rows import Shelf
from .sources import Document, Limits, Unreadable
from .store import Incoming, create

GROUP = 100  # documents in one transaction
GROUP_CHARS = 500_000  # and characters: a long document goes alone

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """``source`` names where documents come from; a name is an identity within it.

    ``records`` asks for the stored reading of documents that are skipped as unchanged.
    """

    source: str = ""
    status: str = ""  # draft or published, instead of what the reading asks for
    dry_run: bool = False
    records: bool = False

    def as_json(self, context: Context) -> dict[str, Any]:
        return {
            "source": self.source,
            "status": self.status,
            "year": context.year,
            "not_after": context.not_after,
        }


@dataclass(slots=True)
class Outcome:
    """What became of one document. ``parsed`` and ``text`` only when it was read in this run."""

    name: str
    outcome: str  # created | updated | unchanged | duplicate | refused
    reason: str = ""
    held: bool = False
    record: dict[str, Any] | None = None
    parsed: ParsedArticle | None = None
    text: str = ""
    document_id: int | None = None


@dataclass(slots=True)
class _Received:
    """One document on its way; ``done`` once it is known what becomes of it."""

    name: str
    number: int
    decoded: Decoded | None = None
    sha256: str = ""
    document: SourceDocument | None = None
    parsed: ParsedArticle | None = None
    incoming: Incoming | None = None
    done: Outcome | None = None


def limits_from_settings() -> Limits:
    return Limits(
        max_bytes=settings.IMPORT_MAX_BYTES,
        max_chars=settings.IMPORT_MAX_CHARS,
        max_lines=settings.IMPORT_MAX_LINES,
        max_archive_bytes=settings.IMPORT_MAX_ARCHIVE_BYTES,
        max_archive_ratio=settings.IMPORT_MAX_ARCHIVE_RATIO,
        max_documents=settings.IMPORT_MAX_DOCUMENTS,
    )


@dataclass(slots=True)
class Run:
    """One import. ``counts`` and ``stopped`` (a French sentence) are read after ``outcomes``.

    With ``archive`` false no database is asked: every document counts as new.
    """

    context: Context
    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=limits_from_settings)
    user: User | None = None
    origin: str = ""
    archive: bool = True
    counts: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    batch: Batch | None = None
    _names: dict[int, int] = field(default_factory=dict)  # hashes of this run's names and texts
    _texts: dict[str, tuple[int, str]] = field(default_factory=dict)  # those no table holds yet
    _number: int = 0
    _countries: dict[str, Country] = field(default_factory=dict)

    def outcomes(self, documents: Iterable[Document | Unreadable]) -> Iterator[Outcome]:
        """One outcome a document, in their order, as soon as its group is written."""
        group: list[_Received] = []
        size = 0
        for document in documents:
            received = self._receive(document)
            length = len(received.decoded.text) if received.decoded else 0
            if group and (len(group) >= GROUP or size + length > GROUP_CHARS):
                yield from self._finish_group(group)
                group, size = [], 0
            if self.stopped:
                break
            group.append(received)
            size += length
        if group and not self.stopped:
            yield from self._finish_group(group)
        self._finish()

    def _receive(self, document: Document | Unreadable) -> _Received:
        self._number += 1
        received = _Received(document.name, self._number)
        if isinstance(document, Unreadable):
            received.done = Outcome(document.name, "refused", document.reason)
            return received
        try:
            received.decoded = decode(
                document.data, max_chars=self.limits.max_chars, max_lines=self.limits.max_lines
            )
        except Refused as refusal:
            received.done = Outcome(document.name, "refused", str(refusal))
            return received
        # of the text, not of the bytes: the same dispatch in another encoding is the same dispatch
        digest = hashlib.sha256(received.decoded.text.encode("utf-8", "surrogatepass"))
        received.sha256 = digest.hexdigest()
        mark = hash(received.sha256)
        if self._names.setdefault(hash(received.name), mark) != mark:
            reason = "Un autre document de ce lot porte le même nom."
            received.done = Outcome(document.name, "refused", reason)
        return received

    def _finish_group(self, group: list[_Received]) -> Iterator[Outcome]:
        try:
            self._process(group)
        except Error as error:
            self._one_by_one(group, error)
        if self.archive and not self.options.dry_run:
            self._texts.clear()  # the tables know them now
        for received in group:
            done = received.done
            if done is None:  # the run stopped before this one
                continue
            self.counts[done.outcome] += 1
            self.counts["held"] += done.held
            yield done

    def _one_by_one(self, group: list[_Received], error: BaseException) -> None:
        """Write again what could not be written together; refuse what cannot be written alone."""
        for received in group:
            if received.incoming is not None or received.done is None:
                received.done = received.document = received.incoming = None
        for received in group:
            if self.stopped:
                return
            if len(group) > 1:
                try:
                    self._process([received])
                    continue
                except Error as own:
                    error = own
            failure = failure_of(error)
            log.debug("%s: %s", received.name, failure.reason, exc_info=error)
            received.done = Outcome(received.name, "refused", failure.reason)
            received.incoming = None
            if failure.fatal:
                self.stopped = failure.reason
            else:
                self._note_refusal(received)

    def _note_refusal(self, received: _Received) -> None:
        try:
            self._write([received])
        except Error as error:
            self.stopped = failure_of(error).reason

    def _process(self, group: Sequence[_Received]) -> None:
        waiting = [received for received in group if received.done is None]
        if self.archive:
            self._look_up(waiting)
        self._compare(waiting)
        for received in waiting:
            if received.decoded is not None and (received.done is None or self.options.dry_run):
                self._read(received, received.decoded)
        if not self.options.dry_run:
            self._write(group)
        elif self.archive:  # tells what each document almost repeats
            Likenesses([received.incoming for received in waiting if received.incoming is not None])

    def _look_up(self, group: Sequence[_Received]) -> None:
        """Tell unchanged documents and duplicates from those to be read."""
        rows = SourceDocument.objects.filter(source=self.options.source, name__in=[r.name for r in group])
        by_name = {row.name: row for row in rows.only("name", "sha256", "article")}
        fields = ("sha256", "id", "name")
        known = SourceDocument.objects.filter(sha256__in=[r.sha256 for r in group]).values_list(*fields)
        by_text = {sha256: (pk, name) for sha256, pk, name in known}
        for received in group:
            row = by_name.get(received.name)
            if row is not None and row.sha256 == received.sha256:
                received.done = Outcome(received.name, "unchanged", document_id=row.pk)
            elif received.sha256 in by_text:
                pk, name = by_text[received.sha256]
                received.done = Outcome(received.name, "duplicate", _same_as(name), document_id=pk)
            else:
                received.document = row
        if self.options.records and not self.options.dry_run:
            self._load_records([received.done for received in group if received.done])

    def _compare(self, group: Sequence[_Received]) -> None:
        """Tell what this run has met already from what is new in it."""
        for received in group:
            if received.done is None:
                number, name = self._texts.setdefault(received.sha256, (received.number, received.name))
                if number != received.number and name == received.name:
                    received.done = Outcome(name, "unchanged", "Déjà lu dans ce lot.")
                elif number != received.number:
                    received.done = Outcome(received.name, "duplicate", _same_as(name))

    def _load_records(self, outcomes: Sequence[Outcome]) -> None:
        ids = [outcome.document_id for outcome in outcomes if outcome.document_id]
        records = dict(SourceDocument.objects.filter(pk__in=ids).values_list("pk", "parsed"))
        for outcome in outcomes:
            outcome.record = records.get(outcome.document_id or 0)

    def _read(self, received: _Received, decoded: Decoded) -> None:
        try:
            parsed = received.parsed or _read_text(decoded, self.context)
        except Exception as fault:  # ours, in one document: it is told, and the others go on
            log.error("%s could not be read: %r", received.name, fault)
            log.debug("where it happened", exc_info=fault)
            reason = f"La lecture a échoué ({type(fault).__name__}) ; merci de signaler ce document."
            received.done = Outcome(received.name, "refused", reason)
            return
        received.parsed = parsed
        record = record_of(parsed)
        reading = reading_of(record, decoded.text)
        status = natural_status(reading, self.options.status)
        done = received.done
        if done is not None:  # a dry run shows the reading of what it would skip
            done.record, done.parsed, done.text = record, parsed, decoded.text
            return
        standing = received.document is not None and received.document.article_id is not None
        outcome = "updated" if standing else "created"
        held = status == "draft" and self.options.status != "draft"
        received.done = Outcome(
            received.name, outcome, held=held, record=record, parsed=parsed, text=decoded.text
        )
        received.incoming = Incoming(
            name=received.name,
            text=decoded.text,
            sha256=received.sha256,
            encoding=decoded.encoding,
            record={**record, "status": status},
            reading=reading,
            status=status,
            document=received.document,
        )

    def _write(self, group: Sequence[_Received]) -> None:
        """Everything that a group changes, in one transaction."""
        noted = [r for r in group if r.done is not None and r.done.outcome != "unchanged"]
        if not noted:
            return
        batch = self._open_batch()
        incoming = [received.incoming for received in noted if received.incoming is not None]
        with transaction.atomic():
            if incoming:
                self._store(incoming, batch)
            for received in noted:
                if received.done and received.incoming and received.incoming.document:
                    received.done.document_id = received.incoming.document.pk
            insert(
                BatchEntry(
                    batch=batch,
                    name=received.name,
                    outcome=received.done.outcome,
                    reason=received.done.reason,
                    document_id=received.done.document_id,
                )
                for received in noted
                if received.done is not None
            )

    def _store(self, incoming: Sequence[Incoming], batch: Batch) -> None:
        if not self._countries:
            self._countries = Country.objects.in_bulk()
        likenesses = Likenesses(incoming)
        shelf = Shelf([document.reading for document in incoming], batch, self._countries)
        standing = [document for document in incoming if document.document and document.document.article_id]
        if standing:
            amend(standing, batch, shelf)
        fresh = [document for document in incoming if document not in standing]
        if fresh:
            create(fresh, batch, self.options.source, shelf)
        likenesses.save()

    def _open_batch(self) -> Batch:
        """The batch's row, made when there is something to write: a run without news leaves none."""
        if self.batch is None:
            self.batch = Batch.objects.create(
                user=self.user, origin=self.origin, options=self.options.as_json(self.context)
            )
        return self.batch

    def _finish(self) -> None:
        if self.batch is not None:
            self.batch.counts = dict(self.counts)
            self.batch.finished_at = timezone.now()
            try:
                self.batch.save(update_fields=["counts", "finished_at"])
                compare_people(self.batch)
            except Error as error:
                self.stopped = self.stopped or failure_of(error).reason


def compare_people(batch: Batch) -> None:
    """Look once for whom the people that a batch made, or taught a spelling, may be the same as."""
    changes = Change.objects.filter(kind="person", batch=batch)
    keys = {int(key) for key in changes.values_list("object_id", flat=True)}
    if keys:
        scan_people(keys)


def _read_text(decoded: Decoded, context: Context) -> ParsedArticle:
    parsed = parse(decoded.text, context)
    problems: tuple[Problem, ...] = (*parsed.problems, *decoded.problems, *excess(parsed))
    return replace(parsed, problems=tuple(sorted(problems, key=lambda problem: problem.line)))


def _same_as(name: str) -> str:
    return f"Même contenu que « {name} »."
