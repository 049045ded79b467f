"""The raw text with every value marked and its rule beside it, for whoever tunes a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .record import ParsedArticle, Section, Span

# One colour per kind of value inside the text: ANSI foreground codes.
COLOURS = {
    "place": "36",
    "agency": "36",
    "date": "35",
    "person": "33",
    "country": "32",
    "repair": "31",
    "proposal": "31;2",
    "tag": "34",
}
KIND_COLOUR = "1;34"
RULE_COLOUR = "2"
# a raw text may hold terminal commands; none of them may reach the terminal
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
KIND_WIDTH, RULE_WIDTH = 11, 28


@dataclass(frozen=True, slots=True)
class _Mark:
    """A value inside the text; ``label`` names what it is and what was made of it."""

    span: Span
    kind: str
    label: str


def explain(raw: str, article: ParsedArticle, *, colour: bool = False) -> str:
    """``raw`` piece by piece with kind and rule, values in brackets, then date and problems."""
    marks = sorted(_marks(article), key=lambda mark: (mark.span[0], -mark.span[1]))
    lines = list(_pieces(raw, article.sections, marks, colour))
    lines.append("")
    lines.extend(_summary(article))
    return "\n".join(lines) + "\n"


def _marks(article: ParsedArticle) -> Iterator[_Mark]:
    for kind, value in (("place", article.place), ("agency", article.agency)):
        if value is not None:
            yield _Mark(value.span, kind, f"{kind} {value.rule}")
    if article.date is not None:
        yield _Mark(article.date.span, "date", f"date {article.date.value} {article.date.rule}")
    for person in article.people:
        sure = "" if person.sure else " ?"
        for span in person.spans:
            yield _Mark(span, "person", f"{person.name}{sure} {person.rule}")
    for country in article.countries:
        for span in country.spans:
            yield _Mark(span, "country", f"{country.code} {country.rule}")
    for repair in article.repairs:
        kind = "repair" if repair.applied else "proposal"
        yield _Mark(repair.span, kind, f"{repair.text} {repair.confidence:.2f} {repair.evidence}")
    for tag in article.tags:
        for span in tag.spans:
            yield _Mark(span, "tag", f"#{tag.name}")


def _pieces(raw: str, sections: tuple[Section, ...], marks: list[_Mark], colour: bool) -> Iterator[str]:
    position = 0
    line = 1
    counted = 0
    for section in sections:
        start, end = section.span
        line += raw.count("\n", counted, start)
        counted = start
        inside: list[_Mark] = []
        while position < len(marks) and marks[position].span[0] < end:
            if marks[position].span[0] >= start:
                inside.append(marks[position])
            position += 1
        kind = _painted(f"{section.kind:<{KIND_WIDTH}}", KIND_COLOUR, colour)
        rule = _painted(f"{section.rule:<{RULE_WIDTH}}", RULE_COLOUR, colour)
        yield f"{line:>5} {kind} {rule} {_marked(raw, section.span, inside, colour)}"


def _marked(raw: str, span: Span, marks: list[_Mark], colour: bool) -> str:
    """The raw text of ``span`` with each value in brackets; of overlapping values the first."""
    pieces: list[str] = []
    position, end = span
    for mark in marks:
        start, stop = mark.span
        if start < position or stop > end:
            continue
        pieces.append(_shown(raw[position:start]))
        value = _painted(_shown(raw[start:stop]), COLOURS[mark.kind], colour)
        pieces.append(f"[{value}|{_painted(_shown(mark.label), RULE_COLOUR, colour)}]")
        position = stop
    pieces.append(_shown(raw[position:end]))
    return "".join(pieces)


def _summary(article: ParsedArticle) -> Iterator[str]:
    if article.date is not None:
        reason = f" : {article.date.reason}" if article.date.reason else ""
        yield _shown(f"date {article.date.value} ({article.date.precision}, {article.date.basis}){reason}")
    elif article.partial_date:
        yield f"date partielle {article.partial_date}"
    for problem in article.problems:
        where = f"ligne {problem.line}" if problem.line else "document"
        yield _shown(f"{problem.severity:<8} {where:<10} {problem.field:<10} {problem.message}")


def _shown(text: str) -> str:
    """``text`` on one line, with control and direction marks made visible and harmless."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", "⏎").replace("\t", " "))


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
