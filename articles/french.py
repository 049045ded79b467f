"""Numbers and dates in French words, with the spaces that French typography wants."""

from __future__ import annotations

import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

NARROW = "\u202f"  # no-break thin space: in numbers, before ; ! ?
NO_BREAK = "\u00a0"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: int) -> str:
    """``12345`` gives ``12 345``; four digits stay together only below 1 000."""
    return f"{value:,}".replace(",", NARROW)


def counted(value: int, one: str, many: str = "") -> str:
    """``counted(2, "article")`` gives ``2 articles``; nought and one are singular in French."""
    return f"{number(value)}{NO_BREAK}{one if value < 2 else many or one + 's'}"


_SPACED = [(f" {sign}", f"{NARROW}{sign}") for sign in ";!?"]
_SPACED += [(" :", f"{NO_BREAK}:"), (" »", f"{NO_BREAK}»"), ("« ", f"«{NO_BREAK}"), (" %", f"{NO_BREAK}%")]


def typeset(text: str) -> str:
    """``text``, plain or HTML, with no line break before the signs that stand after a space."""
    for plain, fixed in _SPACED:
        if plain in text:
            text = text.replace(plain, fixed)
    return text


def quoted(text: str) -> str:
    return f"«{NO_BREAK}{text}{NO_BREAK}»"


def month_words(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}"


def day_words(day: datetime.date) -> str:
    """``1er janvier 2021`` in plain text, for titles and descriptions."""
    return f"{day.day}{'er' if day.day == 1 else ''}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


def day_html(day: datetime.date, with_year: bool = True) -> SafeString:
    """The same with the ordinal raised."""
    first = mark_safe("<sup>er</sup>") if day.day == 1 else ""
    year = f" {day.year}" if with_year else ""
    return format_html("{}{}{}{}{}", day.day, first, NO_BREAK, MONTHS[day.month - 1], year)


def partial_day(text: str) -> datetime.date | None:
    """The day of ``--10-16`` in a leap year, so that every day exists; None when it is no day."""
    try:
        return datetime.date(2000, int(text[2:4]), int(text[5:7]))
    except ValueError:
        return None


def period_words(day: datetime.date, precision: str) -> str:
    """``28 juillet 2021``, ``juillet 2021`` or ``2021``: no more than what is known."""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return month_words(day.year, day.month)
    return day_words(day)
