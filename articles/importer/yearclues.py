"""Clues in a story to the year it was written in: anniversaries, years named, first possible years."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources

from . import dateforms
from .anniversaries import LAST_YEAR, NEXT_YEAR, THIS_YEAR, YearClue, anniversaries, said
from .editions import editions, held_editions
from .nearyears import near_years, near_years_of
from .pandemic import pandemic
from .pastyears import DONE, OLD, past_years
from .phrases import words_of

_DIGIT = re.compile(r"\d\d")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_LONGEST = 2000  # characters of a sentence that are looked at
_OPENING = 4  # pieces that tell the news itself: headline, lead, first paragraphs

_SENTENCE = re.compile(r"(?<=[.!?…»])\s+(?=[A-ZÀ-Þ«\"“])")
_COUNT = {
    "un": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "vingt-cinq": 25,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cent": 100,
    "une": 1,
}
_COUNTED = "|".join(sorted(_COUNT, key=len, reverse=True))
_REMEMBERED = re.compile(
    r"anniversaire|commémor|mémoire|ans après|il y a \w+ ans|ans plus tard", re.IGNORECASE
)
# A year that the text looks ahead to: the dispatch is no younger.
_UNTIL = re.compile(
    r"\b(?:d['’]ici(?: à)?(?: la)?(?: fin)?(?: de)?|(?:à|pour) l['’]horizon(?: de)?)"
    r"(?: l['’]an| l['’]année)? (?P<year>20\d\d)\b"
)
_WILL_BE = re.compile(
    r"\b(?:aur(?:a|ont) lieu|se (?:tiendra|tiendront|déroulera|dérouleront|poursuivra)|sera(?: \w+)? \w+ée?"
    r"|seront(?: \w+)? \w+ées?|prévue?s?|accueillera|organisera) (?:[^,;:.!?()]{0,60}? )?"
    r"(?:en|jusqu['’]en|(?:jusqu['’])?au \d{1,2}|du \d{1,2} [^,;:.!?()]{0,20}? \d{1,2}"
    r"|les? \d{1,2}(?:er)?(?: (?:et|au|-) \d{1,2})?) "
    r"(?:[a-zéû]{3,9} )?(?P<year>20\d\d)\b"
)
_PUT_OFF = re.compile(r"\b(?:initialement|report\w+|annul\w+|d['’]abord|retard\w*)\b", re.IGNORECASE)
_LUNAR = (
    "Singe",
    "Coq",
    "Chien",
    "Cochon",
    "Rat",
    "Buffle",
    "Tigre",
    "Chat",
    "Dragon",
    "Serpent",
    "Cheval",
    "Chèvre",
)
# "le Têt du Dragon", "le Nouvel An lunaire (Têt) de 2022", but not "que lors du Têt 2021"
_TET = re.compile(
    r"(?<!lors du )(?<!rapport au )(?<!celui du )(?<!depuis le )(?<!contre le )\b(?:T[êe]t|Nouvel An lunaire)"
    r"(?: \([^()]{2,20}\))?(?: traditionnel)?"
    rf"(?: (?:de l['’]année )?(?:du|de la) (?P<animal>{'|'.join(_LUNAR)}))?"
    r"(?:,? (?:de )?(?P<year>20\d\d))?\b(?![-–/]\d)"
)
_HAD_PROMISED = re.compile(
    r"\b(?:avai(?:t|ent)|étai(?:t|ent)|eut|visai(?:t|ent)|prévoyai(?:t|ent)|devai(?:t|ent)|fixai(?:t|ent)"
    r"|espérai(?:t|ent)|comptai(?:t|ent))\b",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{_COUNTED}) ans? (?P<kind>après|plus tard que)\b(?P<what>[^.;!?]{{3,110}}?)"
    r"\b(?P<year>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_YEARS_AGO = re.compile(
    rf"\b(?:il y a|voilà|voici) (?:déjà |tout juste |exactement )?(?P<count>\d{{1,3}}|{_COUNTED}) ans?, "
    r"(?:en |le \d{1,2} \w{3,9} )(?P<year>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_RELATIVE = tuple(
    (
        re.compile(
            rf"\b{words}(?:,? (?:soit )?en (?P<year>(?:19|20)\d\d)\b"
            r"| \((?:en )?(?P<closed>(?:19|20)\d\d)\))",
            re.IGNORECASE,
        ),
        shift,
    )
    for words, shift in ((LAST_YEAR, 1), (THIS_YEAR, 0), (NEXT_YEAR, -1))
)
# "l'année dernière (77 700 tonnes à la fin août 2022)", but not "(contre 70 000 en 2021)"
_FIGURE_OF_LAST_YEAR = (
    rf"\b{LAST_YEAR} \(\d[\d., ]{{0,12}}[a-zé%€$ ]{{1,30}}? (?:à la fin|à fin|fin|en) "
    r"(?:de |d['’])?(?:[a-zéû]{3,9} )?(?P<year>20\d\d)\)"
)
_RELATIVE_AFTER = tuple(
    (re.compile(pattern, re.IGNORECASE), shift)
    for pattern, shift in (
        (rf"\ben (?P<year>(?:19|20)\d\d),? {LAST_YEAR}\b", 1),
        # "par rapport à 2022, l'année dernière." and no further word that it could begin
        (rf"\b(?:à|sur|de) (?P<year>(?:19|20)\d\d), {LAST_YEAR}(?= ?(?:[.;!?)]|$))", 1),
        (_FIGURE_OF_LAST_YEAR, 1),
        (rf"\ben (?P<year>(?:19|20)\d\d),? {THIS_YEAR}\b", 0),
        (rf"\ben (?P<year>(?:19|20)\d\d),? {NEXT_YEAR}\b", -1),
        (r"\bcette année (?P<year>20\d\d)\b(?! (?:tonnes|personnes|euros|dollars|hectares))", 0),
    )
)
_JUST_DONE = re.compile(rf"\b(?:{DONE})\b[^,;]{{0,30}}$")
_ATTRIBUTED = re.compile(
    r"(?:loi|accord|décret|résolution|arrêté|traité|convention|déclaration|circulaire|ordonnance|discours"
    r"|lettre|séisme|référendum|coup d['’]État|attentats?|élections?|révolution|victoire|soulèvement"
    r"|insurrection)s? (?:\w+ ){0,3}du $"
)
# "l'accord du 5 mai 2018" names a thing; "la nuit du 5 mai 2018" tells when
_NAMED_BY_DAY = re.compile(r"\b(?:du|au|dès|jusqu\w+) $")
_PART_OF_DAY = re.compile(r"\b(?:nuit|matin|matinée|après-midi|soir|soirée|journée) du $")
_HISTORY = re.compile(
    r"anniversaire|fond(?:é|ation)|créé|création|établi|naissance|\bné\b|\bnée\b|mort|décéd|disparu|depuis"
    r"|histor|indépendan|victoire|signature|sign[éa]|révolution|guerre|commémor|mémoire|libération|ans après"
    r"|remont",
    re.IGNORECASE,
)


def year_clues(texts: Sequence[str], month: int, day: int, latest: int) -> Iterator[YearClue]:
    """All clues in ``texts`` to the year of a dispatch of that ``day`` of ``month`` (0: not known).

    ``latest`` is the last year that the dispatch may be of.
    """
    remembered = any(_REMEMBERED.search(text) for text in texts[:_OPENING])
    yield from near_years(texts)
    yield from pandemic(texts)
    for number, text in enumerate(texts):
        yield from _first_possible(text)
        if number < _OPENING and month in (1, 2):
            yield from _lunar_new_year(text, latest)
        if not _DIGIT.search(text):
            continue
        for sentence in (sentence[:_LONGEST] for sentence in _SENTENCE.split(text)):
            if not _DIGIT.search(sentence):
                continue
            yield from anniversaries(sentence, month, day, latest)
            yield from held_editions(sentence, month, day)
            if not _YEAR.search(sentence):
                continue
            yield from _counted(sentence, opening=number < _OPENING)
            yield from _relative(sentence)
            yield from past_years(sentence)
            yield from _ahead(sentence)
            yield from near_years_of(sentence, month, day)
            yield from editions(sentence, month, day)
            if number < _OPENING and not remembered:
                yield from _day_itself(sentence, month, day)


@functools.cache
def _firsts() -> tuple[re.Pattern[str], frozenset[str], dict[str, date]]:
    """A pattern of the phrases, the longest word of each (folded), and their first days."""
    data = tomllib.loads(resources.files(__package__).joinpath("data/firsts.toml").read_text("utf-8"))
    days = {
        word.strip(): date.fromisoformat(day)
        for day, words in data["firsts"].items()
        for word in words.split("|")
    }
    longest_first = sorted(days, key=len, reverse=True)
    pattern = re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return pattern, frozenset(max(words_of(word).forms, key=len) for word in days), days


def _first_possible(text: str) -> Iterator[YearClue]:
    pattern, telling, days = _firsts()
    if telling.isdisjoint(words_of(text).forms):
        return
    found = {
        match.group(): None  # in the order of the text
        for match in pattern.finditer(text)
        if not match.start() or not (text[match.start() - 1].isalnum() or text[match.start() - 1] == "-")
    }
    for word in found:
        first = days[word]
        yield YearClue("from", first.year, first, word, f"« {word} » n’existe pas avant {first.year}")


def _counted(sentence: str, *, opening: bool) -> Iterator[YearClue]:
    """``quinze ans après le match de 2003``, ``il y a dix ans, en 2008``."""
    years = {mention.year for mention in dateforms.years(sentence)}
    for match in _YEARS_AGO.finditer(sentence):
        yield said(int(match["year"]) + _number(match["count"]), match.group(), f"« {match.group()} »")
    if (
        not opening
        or len(years) != 1
        or re.search(r"\b(?:avait|avaient|était|étaient) \w+[éiu]", sentence[:60])
    ):
        return
    for match in _YEARS_AFTER.finditer(sentence):
        if _JUST_DONE.search(sentence[max(0, match.start() - 60) : match.start()]):
            continue  # "fondée cinq ans après l'indépendance de 1962" is the past of the past
        yield said(int(match["year"]) + _number(match["count"]), match.group(), f"« {match.group()} »")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT[word.lower()]


def _relative(sentence: str) -> Iterator[YearClue]:
    for pattern, shift in (*_RELATIVE, *_RELATIVE_AFTER):
        for match in pattern.finditer(sentence):
            year = next(int(found) for found in match.groups() if found)
            yield said(year + shift, match.group(), f"« {match.group()} »")


def _ahead(sentence: str) -> Iterator[YearClue]:
    """``d'ici 2025``, ``à l'horizon 2030``, unless the sentence tells an old promise."""
    if _HAD_PROMISED.search(sentence):
        return
    coming = () if _PUT_OFF.search(sentence) else _WILL_BE.finditer(sentence)
    for match in (*_UNTIL.finditer(sentence), *coming):
        year, words = int(match["year"]), match.group()
        yield YearClue("until", year, None, words, f"{year} y est encore à venir (« {words} »)")


def _lunar_new_year(text: str, latest: int) -> Iterator[YearClue]:
    """``le Têt du Dragon``, ``le Têt 2024``: a dispatch of January or February is of that year."""
    for match in _TET.finditer(text):
        words = match.group()
        if match["year"]:
            yield said(int(match["year"]), words, f"« {words} »")
        elif match["animal"]:
            place = _LUNAR.index(match["animal"])
            years = tuple(year for year in range(OLD, latest + 1) if year % 12 == place)
            yield YearClue(
                "among", years[-1], None, words, f"« {words} » revient tous les douze ans", years=years
            )


def _day_itself(sentence: str, month: int, day: int) -> Iterator[YearClue]:
    """The dispatch's own day, written once with its year: ``Le 27 juillet 2021, …``."""
    mentions = list(dateforms.days(sentence)) if month else []
    if not any(mention.year for mention in mentions) or _HISTORY.search(sentence):
        return
    for mention in mentions:
        if not mention.year or not mention.valid or mention.ranged or mention.year < OLD:
            continue
        before = sentence[: mention.start]
        if (
            before.endswith("(")
            or _ATTRIBUTED.search(before)
            or (_NAMED_BY_DAY.search(before) and not _PART_OF_DAY.search(before))
        ):
            continue
        told = date(mention.year, mention.month, mention.day)
        try:
            written = date(mention.year, month, day)
        except ValueError:
            continue
        if 0 <= (written - told).days <= 7:
            words = sentence[mention.start : mention.end]
            yield said(mention.year, words, f"« {words} »")
