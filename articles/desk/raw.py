"""The raw text with every value marked where it was read, and the list of those values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.mending import tokens_of

from .rules import in_french

# What a mark says before the words; a mark inside another is drawn above it, in this order.
LABELS = {
    "related": "annonce",
    "photos": "photo",
    "headline": "titre",
    "lead": "chapô",
    "date": "date",
    "place": "lieu",
    "agency": "agence",
    "tags": "sujet",
    "countries": "pays",
    "people": "personne",
    "repairs": "espace",
}
_OUTERMOST_FIRST = tuple(LABELS)
MOST_MARKS = 3_000  # of one text; a page with more would not open


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the reading with its places in the text.

    ``key`` tells it from the others of its field; ``target`` is the id of what edits it in the form.
    """

    number: int
    field: str
    key: str
    text: str
    rule: str
    spans: tuple[tuple[int, int], ...]
    target: str = ""
    open: bool = False  # waits for a decision

    @property
    def label(self) -> str:
        return LABELS[self.field]


def values_of(parsed: Mapping[str, Any], targets: Mapping[tuple[str, str], str] | None = None) -> list[Value]:
    """Every value of a stored ``ParsedArticle`` that has a place in the text.

    ``targets`` maps ``(field, key)`` to the id of what edits the value.
    """
    targets = targets or {}
    found: list[Value] = []

    def add(field: str, key: str, text: str, rule: str, spans: Iterable[Any], **more: Any) -> None:
        places = tuple((start, end) for start, end in spans if 0 <= start < end)
        if places:
            target = targets.get((field, key), "")
            found.append(Value(len(found) + 1, field, key, text, in_french(rule), places, target, **more))

    for field in ("headline", "lead", "place", "agency", "date"):
        value = parsed.get(field)
        if value:
            add(field, "", value["value"], value.get("rule", ""), [value["span"]])
    for field in ("photos", "related"):
        for index, item in enumerate(parsed.get(field) or ()):
            text = item.get("caption") if field == "photos" else item.get("headline")
            text = text or item.get("credit") or item.get("caption") or ""
            add(field, str(index), text, item.get("rule", ""), [item["span"]] if item.get("span") else [])
    for item in parsed.get("people") or ():
        add("people", item["name"], item["name"], item.get("rule", ""), item["spans"], open=not item["sure"])
    for item in parsed.get("countries") or ():
        add("countries", item["code"], item["code"], item.get("rule", ""), item["spans"])
    for item in parsed.get("tags") or ():
        add("tags", item["name"], item["name"], "tag.triggers", item["spans"], open=True)
    for token in tokens_of(parsed):
        text = f"{token.raw} → {' ou '.join(token.texts)}"
        add("repairs", token.raw, text, token.evidence, [s for s, _ in token.places], open=token.is_open({}))
    return found


def marked(text: str, values: Iterable[Value], lines: Iterable[int] = ()) -> SafeString:
    """``text`` as HTML: escaped, each stretch inside the marks that cover it.

    ``lines`` (from 1) get an anchor ``ligne-N``; the first place of value N is ``marque-N``.
    """
    marks = [
        (start, min(end, len(text)), value)
        for value in values
        for start, end in value.spans
        if start < len(text)
    ][:MOST_MARKS]
    starts = _line_starts(text, set(lines))
    cuts = sorted({0, len(text), *starts, *(m[0] for m in marks), *(m[1] for m in marks)})
    opening: dict[int, list[tuple[int, int, Value]]] = {}
    closing: dict[int, list[tuple[int, int, Value]]] = {}
    for mark in marks:
        opening.setdefault(mark[0], []).append(mark)
        closing.setdefault(mark[1], []).append(mark)
    standing: list[tuple[int, int, Value]] = []
    pieces: list[str] = []
    named: set[int] = set()
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            standing.remove(mark)
        standing += opening.get(start, [])
        if start in starts:
            pieces.append(
                format_html('<span class="desk-line" id="ligne-{}" tabindex="-1"></span>', starts[start])
            )
        pieces.append(_stretch(text[start:end], standing, start, named))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped in _stretch


def _line_starts(text: str, lines: set[int]) -> dict[int, int]:
    found, start = {}, 0
    for number in range(1, max(lines, default=0) + 1):
        if number in lines:
            found[start] = number
        start = text.find("\n", start) + 1
        if start == 0:
            break
    return found


def _stretch(text: str, marks: list[tuple[int, int, Value]], start: int, named: set[int]) -> str:
    if not marks:
        return escape(text)
    ordered = sorted(marks, key=lambda m: (_OUTERMOST_FIRST.index(m[2].field), -m[1]))
    top = ordered[-1][2]
    begins = ordered[-1][0] == start
    label: str | SafeString = ""
    if begins and top.target and top.number not in named:
        label = format_html('<a class="desk-label" href="#{}">{}</a>', top.target, top.label)
    elif begins:
        label = format_html('<span class="desk-label">{}</span>', top.label)
    new = [value for at, _, value in ordered if at == start and value.number not in named]
    named.update(value.number for value in new)
    anchors = "".join(format_html('<span id="marque-{}"></span>', value.number) for value in new)
    return format_html(
        '{}<mark class="desk-mark desk-mark-{}{}" data-v="{}" title="{} : {} — {}">{}{}</mark>',
        mark_safe(anchors),  # noqa: S308 - made of numbers
        top.field,
        " desk-open" if top.open else "",
        " ".join(str(value.number) for _, _, value in ordered),
        top.label,
        top.text[:200],
        top.rule,
        label,
        text,
    )
