"""Base, theirs, mine: one line per field that two sides changed, with a choice for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from articles.models.periods import in_words

from .differences import NAMES, PARTS, Segments, segments, words

_ONE = {
    "photos": "photo",
    "people": "personne",
    "countries": "pays",
    "tags": "sujet",
    "related": "article annoncé",
    "proposals": "sujet proposé",
    "repairs": "espace",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the three values of a line. ``choice`` is what choosing it sends; "" when it cannot be."""

    title: str
    choice: str
    parts: Segments
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A field with its three sides; ``text`` is what an editor may write instead, None when not."""

    key: str
    name: str
    sides: Sequence[Side]
    text: str | None = None
    about: Any = None


def line(
    key: str,
    field: str,
    values: Sequence[tuple[str, str, Any]],
    *,
    chosen: str = "",
    text: str | None = None,
    about: Any = None,
) -> Line:
    """``values`` are (title, choice, value), the base first; the others show how they differ from it."""
    base = _shown(values[0][2])
    sides = []
    for number, (title, choice, value) in enumerate(values):
        shown = _shown(value)
        parts: Segments = [("same", shown)] if number == 0 or shown == base else segments(base, shown)[1]
        sides.append(Side(title, choice, parts, chosen == choice and bool(choice)))
    return Line(key, field_name(field), sides, text, about)


def _shown(value: Any) -> str:
    """A value in words; a headline and a date with what belongs to them as one."""
    if isinstance(value, dict) and "provisional_headline" in value:
        return f"{value['headline']}{' (titre provisoire)' if value['provisional_headline'] else ''}"
    if isinstance(value, dict) and "date_precision" in value:
        day = date.fromisoformat(value["published_on"]) if value["published_on"] else None
        said = in_words(day, value["date_precision"], value.get("partial_date") or "")
        reasons = (words(value.get("date_basis")), value.get("date_reason"))
        return ", ".join([said, *(reason for reason in reasons if reason and reason != "—")])
    return words(value)


def field_name(field: str) -> str:
    """``photos.2.caption`` as an editor says it: ``photo 3, légende``."""
    kind, _, rest = field.partition(".")
    name = str(NAMES["published_on" if kind == "date" else kind]) if kind in NAMES or kind == "date" else kind
    if not rest:
        return name
    label, _, part = rest.rpartition(".")
    if not label or part not in PARTS:
        label, part = rest, ""
    if label.isdigit():
        label = str(int(label) + 1)
    return f"{_ONE.get(kind, name)} {label}{', ' + PARTS[part] if part else ''}"
