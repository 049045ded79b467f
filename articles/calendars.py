"""Days as calendars: plain counts in, cells or coordinates out."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles import french

_SHADES = 4


@dataclass(frozen=True, slots=True)
class Squares:
    """A year of days, a column a week, from Monday down. ``shades`` are paths in units of a day.

    ``ticks`` gives the column in which each month begins.
    """

    shades: Sequence[tuple[int, str]]
    bare: str
    ticks: Sequence[tuple[int, str]]
    width: int
    summary: str


def weeks(year: int, month: int, counts: Mapping[str, int]) -> list[list[dict[str, Any] | None]]:
    """The month as weeks from Monday; a day is ``{number, address, count, density 0-4}`` or None.

    ``counts`` is ``{2021-07-28: articles}``.
    """
    most = max(counts.values(), default=0)
    return [
        [_cell(datetime.date(year, month, number), counts, most) if number else None for number in week]
        for week in calendar.monthcalendar(year, month)
    ]


def _cell(date: datetime.date, counts: Mapping[str, int], most: int) -> dict[str, Any]:
    count = counts.get(date.isoformat(), 0)
    return {
        "number": date.day,
        "address": f"/dates/{date.isoformat().replace('-', '/')}/",
        "count": count,
        "density": density(count, most),
    }


def density(count: int, most: int) -> int:
    """0 for none, else 1 to 4 up to ``most``."""
    return -(-_SHADES * count // most) if most else 0


def squares(year: int, counts: Mapping[str, int]) -> Squares | None:
    """The days of ``year`` by density; None when none has an article."""
    most = max(counts.values(), default=0)
    if not most:
        return None
    first = datetime.date(year, 1, 1)
    before = first.weekday()
    number = 366 if calendar.isleap(year) else 365
    paths: dict[int, str] = {}
    ticks = []
    for index in range(number):
        # by ordinal: the last year of the calendar has no day after it
        date = datetime.date.fromordinal(first.toordinal() + index)
        column, row = divmod(before + index, 7)
        if date.day == 1:
            ticks.append((column, french.MONTHS[date.month - 1]))
        level = density(counts.get(date.isoformat(), 0), most)
        paths[level] = paths.get(level, "") + f"M{column} {row}h.8v.8h-.8z"
    best = max(counts, key=lambda day: (counts[day], day))
    days = len([count for count in counts.values() if count])
    summary = (
        f"{french.counted(days, 'jour a', 'jours ont')} des articles, le plus le "
        f"{french.day_words(datetime.date.fromisoformat(best))} ({french.counted(counts[best], 'article')})."
    )
    bare = paths.pop(0, "")
    return Squares(sorted(paths.items()), bare, ticks, (before + number - 1) // 7 + 1, summary)
