"""Years between which a dispatch must lie, by what it counts, swears in or says to be in office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from . import dateforms
from .anniversaries import YearClue, said

_OPENING = 3  # pieces that tell whose birthday is kept
_REACH = 400  # characters from a birthday to the year of the birth
_FOUNDED = (
    r"(?:établ|nou|fond|cré|instaur|inaugur|lanc|ouver|sign|indépendan|naiss|née?s?\b|vu le jour"
    r"|sortie?s? |début|débuté)"
)
# "Les relations ont été établies en 1954. Au cours des 67 dernières années, …"
_COUNTED = re.compile(
    rf"\b{_FOUNDED}[^.;!?]{{0,120}}?\b(?P<year>1[89]\d\d|20\d\d)\b[^.!?\d]{{0,80}}[.!?,] ?"
    r"(?:Au cours|Durant|Pendant|Depuis|Après|Tout au long|Au long|En)"
    r" (?:des |de ces |ces |les |de )?(?P<count>\d\d) (?:dernières années|années|ans)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_BIRTHDAY = re.compile(
    r"\b(?:fête|fêtent|célèbre|célèbrent|souffle|soufflent)(?: aujourd['’]hui| cette année)?"
    r" ses (?P<count>\d{2,3}) ans\b"
)
_OATH = re.compile(r"assermentation|investiture|prestation de serment|prêt(?:é|er) serment", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:mandat|quinquennat|législature)(?: de| du| pour)? (?P<first>20\d\d) ?[-–—/] ?20\d\d\b"
)
_SIGNED = re.compile(r"\b(?:sign|adopt|approuv|conclu|paraph|lanc)\w*\b", re.IGNORECASE)
_PERIOD = re.compile(r"\bpour la période (?P<first>20\d\d) ?[-–—/] ?20\d\d\b")
_IN_OFFICE = re.compile(
    r"\b(?:est (?:le |la )?(?:président|présidente|hôte|pays hôte)(?: tournante?| en exercice)?"
    r"|ass(?:um|ur)e la présidence(?: tournante)?) (?:de |du |d['’]|des )"
    r"[^.;:!?,«»\"()]{1,40}? en (?P<year>20\d\d)\b"
)


def near_years(texts: Sequence[str]) -> Iterator[YearClue]:
    """Clues to the year from what stands in two sentences or names an office held."""
    yield from _birthday(texts)
    for text in texts:
        if not _YEAR.search(text):
            continue  # nothing is counted from a year, no office is dated
        for match in _COUNTED.finditer(text):
            yield from _counted(int(match["year"]), int(match["count"]), match.group())
        for match in _IN_OFFICE.finditer(text):
            year, words = int(match["year"]), match.group()
            yield _not_before(year - 1, words)
            yield _not_after(year, words)


def near_years_of(sentence: str, month: int, day: int) -> Iterator[YearClue]:
    """Clues from one sentence that names a year, to that of a dispatch of ``day`` of ``month``."""
    if not any((told.month, told.day) == (month, day) for told in dateforms.days(sentence)):
        return
    period = _PERIOD.search(sentence)
    if period and _SIGNED.search(sentence) and len(_YEAR.findall(sentence)) == 2:
        first, words = int(period["first"]), period.group()
        yield _not_before(first - 2, words)
        yield _not_after(first + 1, words)
    term = _TERM.search(sentence)
    if term and _OATH.search(sentence):
        yield said(int(term["first"]), term.group(), f"le serment prêté pour le « {term.group()} »")


def _counted(founded: int, count: int, words: str) -> Iterator[YearClue]:
    """A count goes on until the day of its next year; a round one is often a little out."""
    slack = 3 if count % 5 == 0 else 0
    told = words[-60:].split(" ", 1)[1] if len(words) > 60 else words
    yield _not_before(founded + count - (1 if slack else 0), told)
    yield _not_after(founded + count + 1 + slack, told)


def _birthday(texts: Sequence[str]) -> Iterator[YearClue]:
    """``fête ses 58 ans``, and the only year named right behind is that of the birth."""
    for number, text in enumerate(texts[:_OPENING]):
        match = _BIRTHDAY.search(text)
        if match is None:
            continue
        behind = " ".join((text[match.end() :], *texts[number + 1 : number + 3]))[:_REACH]
        years = {mention.year for mention in dateforms.years(behind)}
        if len(years) == 1 and re.search(_FOUNDED, behind):
            (year,) = years
            words = match.group()
            yield said(year + int(match["count"]), words, f"« {words} » compté depuis {year}", firm=False)
        return


def _not_before(year: int, words: str) -> YearClue:
    return YearClue("from", year, date(year, 1, 1), words, f"« {words} » ne se dit pas avant {year}")


def _not_after(year: int, words: str) -> YearClue:
    return YearClue("until", year, None, words, f"« {words} » ne se dit plus après {year}")
