"""Finds the dates that French text words: ``mardi soir, 27 juillet``, ``1er sept. 2019``, ``en 1998``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
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
MONTH_NAME = rf"(?:{'|'.join(MONTHS)})"  # written out, in small letters
_STEMS = {
    "jan": 1, "fev": 2, "fév": 2, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "jui": 7, "aou": 8, "aoû": 8,
    "sep": 9, "oct": 10, "nov": 11, "dec": 12, "déc": 12,
}  # fmt: skip
_MONTH = (
    r"(?:janv(?:ier|\.)?|jan\.?|f[ée]v(?:rier|r)?\.?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|l?\.?)|ao[ûu]t"
    r"|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_PART = r"(?:matin|matinée|après-midi|midi|soir|soirée|nuit|dernier|prochain)"
_WRITTEN = re.compile(
    rf"(?<![\w/])(?<!\d[.,-])(?:(?P<weekday>{_WEEKDAY})(?: {_PART})?(?:,? | \()(?:le )?)?"
    rf"(?:(?P<first>1er|1ᵉʳ|[0-3]?\d)(?: ?(?:et|au|-|–|/|,|ou|à) ?)(?:le )?(?:{_WEEKDAY} )?)?"
    rf"(?P<day>1er|1ᵉʳ|[0-3]?\d) ?(?P<month>{_MONTH})(?![\w])"
    rf"(?: (?:de l'an |de l’an )?(?P<year>[12]\d\d\d)(?![\w%]|[.,]\d))?",
    re.IGNORECASE,
)
_SHORT = 20_000  # characters of a text whose days are kept for the next who asks
_DIGIT = re.compile(r"\d")
_MONTH_YEAR = re.compile(rf"(?<!\w)(?P<month>{_MONTH}) (?P<year>[12]\d\d\d)(?![\w%]|[.,]\d)", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:(?P<y>[12]\d\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    r"|(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d\d))?)(?![\w/]|[.,-]\d)"
    r"|(?<![\w/.-])(?P<dd>\d{1,2})-(?P<mm>\d{1,2})-(?P<yyyy>[12]\d\d\d)(?![\w/-])"
)
_YEAR = re.compile(
    r"(?<![\w/.,-])(?<!n° )(1[5-9]\d\d|20\d\d)(?![\w%]|[.,]\d| ?(?:%|km|ha|m²|tonnes|dollars|euros))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One date as worded; 0 where the text does not say. ``text[start:end]`` are its words.

    ``weekday`` counts from Monday = 0, -1 when not said. ``ranged`` marks ``du 2 au 4 mai``: the
    day is the first of them. ``valid`` is false for a day that no calendar has.
    """

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1
    ranged: bool = False
    valid: bool = True


def days(text: str) -> Iterator[Mention]:
    """Days written with the month's name, with or without weekday and year, in order."""
    if not _DIGIT.search(text):
        return iter(())
    return iter(_remembered(text)) if len(text) <= _SHORT else _days(text)


@lru_cache(maxsize=128)
def _remembered(text: str) -> tuple[Mention, ...]:
    return tuple(_days(text))


def _days(text: str) -> Iterator[Mention]:
    for match in _WRITTEN.finditer(text):
        first, last = match["first"], _number(match["day"])
        day = _number(first) if first else last
        month = month_number(match["month"])
        year = int(match["year"] or 0)
        weekday = WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else -1
        valid = exists(year, month, day) and exists(year, month, last)
        yield Mention(match.start(), match.end(), day, month, year, weekday, bool(first), valid)


def numeric(text: str) -> Iterator[Mention]:
    """``2026-01-27``, ``05/08/2017``, ``5-8-2017``, ``27/7``: day before month, as the French write."""
    for match in _NUMERIC.finditer(text):
        if match["y"]:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        elif match["yyyy"]:
            year, month, day = int(match["yyyy"]), int(match["mm"]), int(match["dd"])
        else:
            year, month, day = int(match["year"] or 0), int(match["month"]), int(match["day"])
            year += 2000 if match["year"] and year < 100 else 0
        yield Mention(match.start(), match.end(), day, month, year, valid=exists(year, month, day))


def months(text: str) -> Iterator[Mention]:
    """``septembre 2024``: a month with its year (a day before it may have been said)."""
    for match in _MONTH_YEAR.finditer(text):
        yield Mention(match.start(), match.end(), 0, month_number(match["month"]), int(match["year"]))


def years(text: str) -> Iterator[Mention]:
    """Years from 1500 to 2099 standing by themselves."""
    for match in _YEAR.finditer(text):
        yield Mention(match.start(), match.end(), year=int(match[1]))


def month_number(name: str) -> int:
    low = name.lower()
    return 6 if low == "juin" else _STEMS[low[:3]]


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day; without a year (0), in some year."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def in_words(year: int, month: int, day: int) -> str:
    """``28 juillet 2021``, without what is 0."""
    number = "1er" if day == 1 else str(day or "")
    name = MONTHS[month - 1] if month else ""
    return " ".join(part for part in (number, name, str(year or "")) if part)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))
