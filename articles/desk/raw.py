"""The raw text with every value marked where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

LABELS = {
    "headline": "titre",
    "lead": "chapô",
    "place": "lieu",
    "agency": "agence",
    "date": "date",
    "photos": "photo",
    "people": "personne",
    "countries": "pays",
    "related": "article annoncé",
    "repairs": "espace rétablie",
}
# A mark inside another is drawn above it, in this order.
_OUTERMOST_FIRST = tuple(LABELS)


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    field: str
    value: str
    rule: str


def marks_of(parsed: dict[str, Any]) -> Iterator[Mark]:
    """Every value of a stored ``ParsedArticle`` that has a place in the text."""
    for field in ("headline", "lead", "place", "agency", "date"):
        value = parsed.get(field)
        if value and value.get("span"):
            yield Mark(*value["span"], field, value["value"], value.get("rule", ""))
    for field in ("photos", "related"):
        for item in parsed.get(field) or ():
            if item.get("span"):
                text = item.get("caption") or item.get("headline") or item.get("credit") or ""
                yield Mark(*item["span"], field, text, item.get("rule", ""))
    for field in ("people", "countries"):
        for item in parsed.get(field) or ():
            for span in item.get("spans") or ():
                yield Mark(*span, field, item.get("name") or item["code"], item.get("rule", ""))
    for item in parsed.get("repairs") or ():
        yield Mark(*item["span"], "repairs", item["text"], item.get("evidence", ""))


def marked(text: str, parsed: dict[str, Any]) -> SafeString:
    """``text`` as HTML: escaped, each stretch inside the marks that cover it."""
    marks = sorted(
        (m for m in marks_of(parsed) if 0 <= m.start < m.end <= len(text)),
        key=lambda m: (_OUTERMOST_FIRST.index(m.field), m.start),
    )
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    open_marks: list[Mark] = []
    pieces: list[str] = []
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            open_marks.remove(mark)
        open_marks += opening.get(start, [])
        pieces.append(_stretch(text[start:end], open_marks, start))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped in _stretch


def _stretch(text: str, marks: list[Mark], start: int) -> str:
    if not marks:
        return escape(text)
    top = max(marks, key=lambda m: (_OUTERMOST_FIRST.index(m.field), -m.end))
    return format_html(
        '<mark class="desk-mark desk-mark-{}" title="{} : {}{}"{}>{}</mark>',
        top.field,
        LABELS[top.field],
        top.value[:200],
        f" — {top.rule}" if top.rule else "",
        format_html(' data-label="{}"', LABELS[top.field]) if start == top.start else "",
        text,
    )
