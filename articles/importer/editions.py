"""Editions that tell the year: ``le Championnat 2023 aura lieu du 17 au 26 août``, ``SEA Games 31``.

A number or a year in the name says little by itself; with the days of the edition, told without their
year because they are near, it says of which year the dispatch is.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from . import dateforms
from .anniversaries import YearClue, said
from .dateforms import MONTH_NAME

_TO_COME = re.compile(
    r"(?P<name>\b[^\W\d_][\w'’-]{2,20} (?P<year>20\d\d)) (?:aur(?:a|ont) lieu|se tiend(?:ra|ront)"
    r"|se dérouler(?:a|ont)|débuter(?:a|ont)|s['’]ouvrir(?:a|ont)) "
    r"(?:[^.;:!?()\d]{0,60}? )?(?:du|le|les|à partir du) (?P<day>\d{1,2})(?:er)? (?:(?:au|et) \d{1,2} )?"
    rf"(?P<month>{MONTH_NAME})\b(?! \d{{4}})"
)
# Editions of these years were held a year late and kept their names.
_PUT_OFF = (2020, 2021)
_SOON = 6  # months within which a day needs no year
_TO_BE = re.compile(r"\b(?:\w{2,}r(?:a|ont)|prévue?s?)\b")


def editions(sentence: str, month: int, day: int) -> Iterator[YearClue]:
    """The year of a dispatch of ``day`` of ``month`` that announces an edition within the next months."""
    if not month:
        return
    for match in _TO_COME.finditer(sentence):
        year, first = int(match["year"]), (dateforms.month_number(match["month"]), int(match["day"]))
        if first == (month, day):
            continue  # no other day is told: when it was announced is not known
        ahead = (first[0] - month) % 12
        if year not in _PUT_OFF and ahead <= _SOON:
            in_next_year = first[0] < month
            words = match["name"]
            yield said(year - in_next_year, words, f"« {words} » est encore à venir, ce qui")


@dataclass(frozen=True, slots=True)
class _Held:
    """One edition: what it is called, its days as the press writes them, and the days themselves."""

    called: re.Pattern[str]
    told: re.Pattern[str]
    first: date
    last: date


@functools.cache
def _all_held() -> tuple[re.Pattern[str], tuple[_Held, ...]]:
    """A pattern that finds any series, for a quick look, and every edition."""
    text = resources.files(__package__).joinpath("data/editions.toml").read_text("utf-8")
    series = tomllib.loads(text)["series"]
    held = [
        _edition(entry["name"], number, *map(date.fromisoformat, days))
        for entry in series
        for number, days in entry["held"].items()
    ]
    return re.compile("|".join(entry["name"] for entry in series), re.IGNORECASE), tuple(held)


def _edition(name: str, number: str, first: date, last: date) -> _Held:
    nth = r"(?:es?|ᵉ|èmes?|ème)?"
    one = rf"{number} ?{nth}(?: et (?:les? )?\d{{1,2}} ?{nth})?"  # "38e et 39e"
    called = rf"\b(?:{one}|\d{{1,2}} ?{nth} et (?:les? )?{number} ?{nth}) {name}"
    month = dateforms.MONTHS[first.month - 1]
    told = (
        rf"\b{first.day}(?: {month})? (?:au|et) {last.day} {dateforms.MONTHS[last.month - 1]}\b(?! \d{{4}})"
    )
    behind = rf"{name}[ -]{number}\b"  # « SEA Games 31 »
    return _Held(re.compile(f"{called}|{behind}", re.IGNORECASE), re.compile(told), first, last)


def held_editions(sentence: str, month: int, day: int) -> Iterator[YearClue]:
    """The year of a dispatch that names a known edition together with the days it was held on."""
    any_series, known = _all_held()
    if not month or not ("ommet" in sentence or "SEA" in sentence or "Sud-Est" in sentence):
        return
    if not any_series.search(sentence):
        return
    for edition in known:
        called, told = edition.called.search(sentence), edition.told.search(sentence)
        if called is None or told is None:
            continue
        first, last = (edition.first.month, edition.first.day), (edition.last.month, edition.last.day)
        if first <= (month, day) <= last and _TO_BE.search(sentence):
            continue  # the only day told may be one of its own, still to come
        if (first[0] - month) % 12 <= _SOON:
            year = edition.first.year - (first[0] < month)
        else:
            year = edition.first.year + (first[0] > month)
        words = f"{called.group()}, {told.group()}"
        yield said(year, called.group(), f"« {words} », en {edition.first.year},")
