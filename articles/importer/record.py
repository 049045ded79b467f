"""What the importer reads out of one dispatch: frozen values, each with its place and its rule.

All spans are half-open ``(start, end)`` in characters of the decoded raw text. All strings
are clean: repairs applied, no-break spaces as spaces, decomposed accents composed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Value:
    """One string read from the text."""

    value: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body paragraph; an intertitle is a paragraph whose kind says so."""

    text: str
    span: Span
    rule: str
    kind: str = "paragraph"  # paragraph | intertitle | list


@dataclass(frozen=True, slots=True)
class ReadDate:
    """The article's date. ``value`` is ISO: ``2021-07-28``, ``2025-07`` or ``2025``.

    ``reason`` is one French sentence for editors and readers; empty when the date is stated.
    """

    value: str
    precision: str  # day | month | year
    basis: str  # stated | inferred
    reason: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """A caption with its credit. ``after`` counts the body paragraphs above it (0: before all).

    ``caption`` is empty when the text holds a credit alone; ``credit`` is empty when none is given.
    """

    caption: str
    credit: str
    after: int
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """One person of the document, in its fullest spelling."""

    name: str
    role: str  # as the text words it, "" when it says none
    country: str  # ISO 3166-1 alpha-2, "" when the text does not say
    sure: bool
    spans: tuple[Span, ...]
    spellings: tuple[str, ...]  # every spelling met, the fullest first
    rule: str


@dataclass(frozen=True, slots=True)
class ReadCountry:
    code: str  # ISO 3166-1 alpha-2
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """Another article announced under this one; absent parts are empty strings."""

    headline: str
    summary: str
    caption: str
    credit: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A lost space put back. Applied when ``applied``; otherwise proposed to the editor."""

    raw: str
    text: str
    span: Span
    confidence: float  # 0 to 1
    evidence: str  # in French, for the editor
    applied: bool = True


@dataclass(frozen=True, slots=True)
class TagProposal:
    """A subject suggested by trigger words of the vocabulary."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt or defect. ``line`` is 1-based in the raw text, 0 when it concerns the whole."""

    line: int
    field: str
    message: str  # in French
    severity: str  # note | warning | error


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the raw text with the kind that was decided for it and the rule that did.

    Kinds: prefix, headline, alternate, lead, dateline, paragraph, intertitle, list, caption,
    credit, link, signature, source, furniture, teaser.
    """

    kind: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person the archive already has, given to the reader as an argument."""

    key: int
    spellings: tuple[str, ...]
    country: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One tag of the editors' vocabulary with the words that suggest it."""

    name: str
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """All that the reader may know besides the text; no clock, no database.

    ``today`` and ``not_after`` are ISO days; ``year`` is the batch's own year or 0.
    """

    today: str
    year: int = 0
    not_after: str = ""
    people: tuple[KnownPerson, ...] = ()
    words: frozenset[str] = frozenset()  # extra lexicon: names of the archive
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """The whole reading of one dispatch. ``as_json`` is the contract of ``import_articles``."""

    headline: Value | None = None
    lead: Value | None = None
    place: Value | None = None
    agency: Value | None = None
    date: ReadDate | None = None
    partial_date: str | None = None  # "--10-16"
    paragraphs: tuple[Paragraph, ...] = ()
    photos: tuple[ReadPhoto, ...] = ()
    people: tuple[ReadPerson, ...] = ()
    countries: tuple[ReadCountry, ...] = ()
    related: tuple[Teaser, ...] = ()
    repairs: tuple[Repair, ...] = ()
    tags: tuple[TagProposal, ...] = ()
    problems: tuple[Problem, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def has_error(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def with_problems(self, problems: tuple[Problem, ...]) -> ParsedArticle:
        return replace(self, problems=self.problems + problems)

    def as_json(self) -> dict[str, Any]:
        """Plain lists, dictionaries, strings and numbers, ready for ``json.dumps``."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text decoded from bytes, with what had to be done to get it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = field(default_factory=tuple)


class Refused(Exception):
    """A document that cannot be read at all; the message is French and names the reason."""
