"""Base, theirs, mine: one line per field that two sides changed, with a choice for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .differences import NAMES, PARTS, Segments, segments, words


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
    base = words(values[0][2])
    sides = []
    for number, (title, choice, value) in enumerate(values):
        shown = words(value)
        parts: Segments = [("same", shown)] if number == 0 or shown == base else segments(base, shown)[1]
        sides.append(Side(title, choice, parts, chosen == choice and bool(choice)))
    return Line(key, field_name(field), sides, text, about)


def field_name(field: str) -> str:
    """``photos.2.caption`` as an editor says it: ``photo 3, légende``."""
    kind, _, rest = field.partition(".")
    name = str(NAMES.get(kind, kind))
    if not rest:
        return name
    label, _, part = rest.rpartition(".")
    if not label or part not in PARTS:
        label, part = rest, ""
    if label.isdigit():
        label = str(int(label) + 1)
    return f"{name} : {label}{', ' + PARTS[part] if part else ''}"
