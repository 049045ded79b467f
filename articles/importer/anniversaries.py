"""Anniversaries: what they count from, and the year in which they are celebrated."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from . import dateforms
from .dateforms import Mention

_NEAR = 120  # days between an anniversary and the dispatch that celebrates it
_REACH = 140  # characters between the word "anniversaire" and its founding date
_ASIDE = 60  # characters around it in which the words of a well-known founding are looked for
_ANNIVERSARY = re.compile(
    r"(?P<number>\d{1,4}) ?(?:e|è|ᵉ|ème|eme|er|ᵉʳ|re)s? (?:anniversaire|fête nationale|jubilé)"
    r"|(?P<noun>bicentenaire|tricentenaire|quadricentenaire|cinquantenaire|centenaire|millénaire)"
    r"|(?P<ordinal>dixième|quinzième|vingtième|trentième|quarantième|cinquantième|soixantième|centième)"
    r" anniversaire|(?:ses|les|fête|fêté|fêtent) (?P<count>\d{2,3}) ans",
    re.IGNORECASE,
)
_NUMBERS = {
    "bicentenaire": 200,
    "tricentenaire": 300,
    "quadricentenaire": 400,
    "cinquantenaire": 50,
    "centenaire": 100,
    "millénaire": 1000,
    "dixième": 10,
    "quinzième": 15,
    "vingtième": 20,
    "trentième": 30,
    "quarantième": 40,
    "cinquantième": 50,
    "soixantième": 60,
    "centième": 100,
}
_CELEBRATED_BEFORE = re.compile(
    r"\b(?:avait|avaient) (?:été )?(?:fêté|célébré|marqué|commémoré|organisé)"
    r"|\b(?:lors|depuis|après) (?:du|le|de son) \d",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:prépar\w+|prévision|approche|en vue|prochain\w*|futur\w*|dernière?)\b|\w+er(?:a|ont)\b"
)
_SPAN = re.compile(
    r"\((?:(?:\d{1,2}(?:er)? )?[a-zéû]{3,9} )?(?P<first>1[0-9]\d\d|20\d\d) ?[-–—/] ?"
    r"(?:(?:\d{1,2}(?:er)? )?[a-zéû]{3,9} )?(?P<last>1[0-9]\d\d|20\d\d)\)"
)
_CREATED = re.compile(
    r"\b(?:créé|fondé|né|ouvert|lancé|inauguré|établi|institué|instauré)e?s? "
    r"(?:en|le \d{1,2}(?:er)? [a-zéû]{3,9}) (?P<year>1[5-9]\d\d|20\d\d)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
LAST_YEAR = r"(?:l['’]an (?:dernier|passé)|l['’]année (?:dernière|passée))"
THIS_YEAR = r"(?:cette année|l['’]année en cours)"
NEXT_YEAR = r"(?:l['’]an prochain|l['’]année prochaine)"


@dataclass(frozen=True, slots=True)
class YearClue:
    """``kind``: is (the year itself), about (it or one beside it), among (``years``), from, until.

    ``from`` says not before ``day``, ``until`` not after ``year``.

    ``words`` are quoted from the text; ``reason`` says in French what they mean.
    """

    kind: str
    year: int
    day: date | None
    words: str
    reason: str
    firm: bool = True  # enough by itself when the dispatch has no day
    years: tuple[int, ...] = ()


def said(year: int, words: str, reason: str, *, firm: bool = True) -> YearClue:
    return YearClue("is", year, None, words, f"{reason} donne {year}", firm)


@dataclass(frozen=True, slots=True)
class _Known:
    """A founding day that everybody can look up: what the anniversary is called, what stands near it."""

    of: re.Pattern[str]
    near: re.Pattern[str]
    day: Mention


@functools.cache
def _foundings() -> tuple[re.Pattern[str], tuple[_Known, ...]]:
    """A pattern that finds any of them, for a quick look, and each by itself."""
    text = resources.files(__package__).joinpath("data/firsts.toml").read_text("utf-8")
    entries = tomllib.loads(text)["foundings"]
    known = []
    for entry in entries:
        day = date.fromisoformat(entry["day"])
        mention = Mention(0, 0, day.day, day.month, day.year)
        known.append(_Known(_words(entry["of"]), _words(entry["near"]), mention))
    return _words("|".join(entry["of"] for entry in entries)), tuple(known)


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def anniversaries(sentence: str, month: int, day: int, latest: int) -> Iterator[YearClue]:
    for match in _ANNIVERSARY.finditer(sentence):
        if _CELEBRATED_BEFORE.search(sentence):
            return
        if match["number"] or match["count"]:
            number = int(match["number"] or match["count"])
        else:
            number = _NUMBERS[(match["noun"] or match["ordinal"]).lower()]
        words = match.group()
        span = _SPAN.search(sentence, match.end(), match.end() + _REACH)
        if span:
            year = _of_life(sentence[match.end() : span.start()], span, number)
            if year:
                yield said(year, words, f"« {words} » et « {span.group()} »")
            continue
        founding = _founding(sentence, match)
        created = _CREATED.search(sentence, max(0, match.start() - _REACH), match.start())
        if founding is None and created:
            founding = Mention(0, 0, year=int(created["year"]))
        elif founding is None or (match["count"] and founding.month == 0):
            continue
        if founding.year + number > latest + 1:  # not the founding: the year in which it was celebrated
            continue
        if str(founding.year + number) in sentence:  # the year is said: it need not be the dispatch's
            continue
        year = _celebrated(founding, number, sentence, month, day)
        if year:
            since = dateforms.in_words(founding.year, founding.month, founding.day)
            since = f"le {since}" if founding.day else since
            yield said(year, words, f"le « {words} » compté depuis {since}", firm=False)
        elif founding.day and founding.month and not _AHEAD.search(sentence):
            year = founding.year + number
            since = dateforms.in_words(founding.year, founding.month, founding.day)
            reason = f"le « {words} » compté depuis le {since} tombe en {year}"
            yield YearClue("about", year, None, words, reason)


def _of_life(between: str, span: re.Match[str], number: int) -> int:
    """The year that ``number`` years after the first or last year of ``(1921-2007)`` make; 0: neither."""
    first, last = int(span["first"]), int(span["last"])
    if re.search(r"\bnaissance\b", between):
        return first + number
    if re.search(r"\b(?:mort|décès|disparition|assassinat)\b", between):
        return last + number
    return last if last - first == number else 0


def _founding(sentence: str, match: re.Match[str]) -> Mention | None:
    """What the anniversary counts from: a date in the sentence, else a well-known one."""
    after = sentence[match.end() : match.end() + _REACH]
    closed = re.match(r"[^()]*\(([^()]{4,60})\)", after)
    for place in (closed[1] if closed else "", after):
        for form in (dateforms.days, dateforms.months):
            dated = [mention for mention in form(place) if mention.year and mention.valid]
            if dated:
                return dated[0]
    if closed and re.fullmatch(r"(?:en )?(1\d{3}|20\d\d)", closed[1]):
        return Mention(0, 0, year=int(closed[1][-4:]))
    since = re.search(r"\b(?:en|de|depuis) (1[5-9]\d\d|20\d\d)\b", after)
    if since and re.search(
        r"fond|cré|établ|indépend|naissance|mort|ouvert|sign|inaugur|inscri|relation", after
    ):
        return Mention(0, 0, year=int(since[1]))
    return _well_known(sentence, match)


def _well_known(sentence: str, match: re.Match[str]) -> Mention | None:
    """The founding day that the anniversary's own words name, the nearest country deciding."""
    any_of, known = _foundings()
    called = match.group() + sentence[match.end() : match.end() + _ASIDE]
    if not any_of.search(called):
        return None
    first = max(0, match.start() - _ASIDE)
    near = sentence[first : match.end() + _ASIDE]
    best: tuple[int, Mention] | None = None
    for founding in known:
        if not founding.of.search(called):
            continue
        gaps = [
            min(abs(found.start() + first - match.end()), abs(match.start() - found.end() - first))
            for found in founding.near.finditer(near)
        ]
        if gaps and (best is None or min(gaps) < best[0]):
            best = (min(gaps), founding.day)
    return best[1] if best else None


def _celebrated(founding: Mention, number: int, sentence: str, month: int, day: int) -> int:
    """The year of the dispatch when it celebrates the ``number``-th return of ``founding``; 0: unclear."""
    year = founding.year + number
    shift = 0
    if re.search(NEXT_YEAR, sentence, re.IGNORECASE):
        shift = -1
    elif re.search(LAST_YEAR, sentence, re.IGNORECASE):
        shift = 1
    if not (founding.month and founding.day and month and day):
        return year + shift if shift or not _AHEAD.search(sentence) else 0
    returns = date(year, founding.month, min(founding.day, 28))
    near = [
        other
        for other in (year - 1, year, year + 1)
        if abs((date(other, month, min(day, 28)) - returns).days) <= _NEAR
    ]
    if near:
        return near[0] if not shift or near[0] == year + shift else 0
    if shift:
        return year + shift
    return year if re.search(THIS_YEAR + "|toute l['’]année", sentence, re.IGNORECASE) else 0
