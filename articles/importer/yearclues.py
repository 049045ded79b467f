"""Clues in a story to the year it was written in: anniversaries, years named, first possible years."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from . import dateforms
from .dateforms import Mention

_DIGIT = re.compile(r"\d\d")
_LONGEST = 2000  # characters of a sentence that are looked at
_NEAR = 120  # days between an anniversary and the dispatch that celebrates it
_REACH = 140  # characters between the word "anniversaire" and its founding date
_ASIDE = 60  # characters around it in which the words of a well-known founding are looked for
_OPENING = 4  # pieces that tell the news itself: headline, lead, first paragraphs
_OLD = 1990  # a year before it, named by a dispatch, is past

_SENTENCE = re.compile(r"(?<=[.!?…»])\s+(?=[A-ZÀ-Þ«\"“])")
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
_CELEBRATED_BEFORE = re.compile(
    r"\b(?:avait|avaient) (?:été )?(?:fêté|célébré|marqué|commémoré|organisé)"
    r"|\b(?:lors|depuis|après) (?:du|le|de son) \d",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:prépar\w+|prévision|approche|en vue|prochain\w*|futur\w*|dernière?)\b|\w+er(?:a|ont)\b"
)
_REMEMBERED = re.compile(
    r"anniversaire|commémor|mémoire|ans après|il y a \w+ ans|ans plus tard", re.IGNORECASE
)
_SPAN = re.compile(r"\((?P<first>1[0-9]\d\d|20\d\d) ?[-–—/] ?(?P<last>1[0-9]\d\d|20\d\d)\)")
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
_LAST = r"(?:l['’]an (?:dernier|passé)|l['’]année (?:dernière|passée))"
_THIS = r"(?:cette année|l['’]année en cours)"
_NEXT = r"(?:l['’]an prochain|l['’]année prochaine)"
_RELATIVE = tuple(
    (
        re.compile(
            rf"\b{words}(?:,? (?:soit )?en (?P<year>(?:19|20)\d\d)\b"
            r"| \((?:en )?(?P<closed>(?:19|20)\d\d)\))",
            re.IGNORECASE,
        ),
        shift,
    )
    for words, shift in ((_LAST, 1), (_THIS, 0), (_NEXT, -1))
)
_RELATIVE_AFTER = tuple(
    (re.compile(pattern, re.IGNORECASE), shift)
    for pattern, shift in (
        (rf"\ben (?P<year>(?:19|20)\d\d),? {_LAST}\b", 1),
        (rf"\ben (?P<year>(?:19|20)\d\d),? {_THIS}\b", 0),
        (rf"\ben (?P<year>(?:19|20)\d\d),? {_NEXT}\b", -1),
        (r"\bcette année (?P<year>20\d\d)\b(?! (?:tonnes|personnes|euros|dollars|hectares))", 0),
    )
)
# Participles of what is over: "signé en 2018". Others may look ahead: "convenu", "prévu", "réduit".
_DONE = (
    r"(?:achev|adopt|assassin|atterr|baptis|class|commenc|compos|condamn|cré|décéd|débarqu|début|démarr|dépos"
    r"|effectu|élimin|emport|enregistr|érig|exil|ferm|film|fond|fusionn|gagn|grav|inaugur|instaur|invent|lanc|libér"
    r"|nomm|normalis|nou|occup|organis|plant|proclam|promulgu|publi|ratifi|remport|rénov|restaur|retrouv|sign"
    r"|suspend|termin|trac|tu|vot)ée?s?"
    r"|(?:abol|bât|démol|établ|fin)ie?s?|(?:constru|détru|tradu|écr|inscr)ite?s?"
    r"|n[ée]e?s?|morte?s?|conclue?s?|ouverts?|découverts?|arrivés?|entrés?|sortis?|tenus?|venus?"
    r"|(?:devenu|disparu|élu|interrompu|obtenu|paru|perdu|reçu|rompu|suspendu|survenu|vaincu)e?s?"
)
_PAST_YEAR = re.compile(
    r"(?:\bdepuis (?:le |l['’])?(?:an |année |début de |début d['’]|mois de |mois d['’])?"
    r"(?:\d{1,2}(?:er)? )?(?:[a-zéû]{3,9} )?(?:de )?"
    r"|\b(?:remont(?:e|ent|ait|aient) à|dat(?:e|ent|ait|aient) de) (?:[a-zéû]{3,9} )?"
    rf"|\b(?P<done>{_DONE}) "
    r"(?:(?:à|au|aux|par|avec|le|la|les|l['’]|sous|chez|dans|près|[A-ZÀ-Þ])[\w'’-]* ){0,3}?"
    r"(?:en |le \d{1,2}(?:er)? )(?:[a-zéû]{3,9} )?)(?P<year>1[5-9]\d\d|20\d\d)\b"
    r"(?![-–/]\d| ?%| (?:ans|années|jours|heures|mètres|kilomètres|personnes|tonnes|hectares|habitants))"
)
_JUST_DONE = re.compile(rf"\b(?:{_DONE})\b[^,;]{{0,30}}$")
_FUTURE = re.compile(
    r"\b(?:horizon|d['’]ici|prochain\w*|prévu\w*|prévoi\w+|attendu\w*|objectif\w*|vis\w+|program\w+"
    r"|planifi\w+|annonc\w+|envisag\w+|devra\w*|doi\w+|devant|fix\w+|espér\w+|projet\w*|report\w+|échéance|futur\w*"
    r"|candidat\w*|stratégie|vision|plan|jusqu\w*|avant|\w+r(?:a|ont|ait|aient))\b",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"(?:loi|accord|décret|résolution|arrêté|traité|convention|déclaration|circulaire|ordonnance|discours"
    r"|lettre|séisme|référendum|coup d['’]État|attentats?|élections?|révolution|victoire|soulèvement"
    r"|insurrection)s? (?:\w+ ){0,3}du $"
)
_HISTORY = re.compile(
    r"anniversaire|fond(?:é|ation)|créé|création|établi|naissance|\bné\b|\bnée\b|mort|décéd|disparu|depuis"
    r"|histor|indépendan|victoire|signature|sign[éa]|révolution|guerre|commémor|mémoire|libération|ans après"
    r"|remont",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class YearClue:
    """``kind``: is (the year itself), from (not before the day), until (not after the year).

    ``words`` are quoted from the text; ``reason`` says in French what they mean.
    """

    kind: str
    year: int
    day: date | None
    words: str
    reason: str
    firm: bool = True  # enough by itself when the dispatch has no day


def year_clues(texts: Sequence[str], month: int, day: int, latest: int) -> Iterator[YearClue]:
    """All clues in ``texts`` to the year of a dispatch of that ``day`` of ``month`` (0: not known).

    ``latest`` is the last year that the dispatch may be of.
    """
    remembered = any(_REMEMBERED.search(text) for text in texts[:_OPENING])
    for number, text in enumerate(texts):
        yield from _first_possible(text)
        if not _DIGIT.search(text):
            continue
        for sentence in (sentence[:_LONGEST] for sentence in _SENTENCE.split(text)):
            if not _DIGIT.search(sentence):
                continue
            yield from _anniversaries(sentence, month, day, latest)
            yield from _counted(sentence, opening=number < _OPENING)
            yield from _relative(sentence)
            yield from _past(sentence)
            if number < _OPENING and not remembered:
                yield from _day_itself(sentence, month, day)


@functools.cache
def _firsts() -> tuple[re.Pattern[str], dict[str, date], tuple[dict[str, str], ...]]:
    data = tomllib.loads(resources.files(__package__).joinpath("data/firsts.toml").read_text("utf-8"))
    days = {
        word.strip(): date.fromisoformat(day)
        for day, words in data["firsts"].items()
        for word in words.split("|")
    }
    longest_first = sorted(days, key=len, reverse=True)
    pattern = re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return pattern, days, tuple(data["foundings"])


def _first_possible(text: str) -> Iterator[YearClue]:
    pattern, days, _ = _firsts()
    found = {
        match.group(): None  # in the order of the text
        for match in pattern.finditer(text)
        if not match.start() or not (text[match.start() - 1].isalnum() or text[match.start() - 1] == "-")
    }
    for word in found:
        first = days[word]
        yield YearClue("from", first.year, first, word, f"« {word} » n’existe pas avant {first.year}")


def _anniversaries(sentence: str, month: int, day: int, latest: int) -> Iterator[YearClue]:
    if _CELEBRATED_BEFORE.search(sentence):
        return
    for match in _ANNIVERSARY.finditer(sentence):
        if match["number"] or match["count"]:
            number = int(match["number"] or match["count"])
        else:
            number = _NUMBERS[(match["noun"] or match["ordinal"]).lower()]
        words = match.group()
        span = _SPAN.search(sentence, match.end(), match.end() + _REACH)
        if span and int(span["last"]) - int(span["first"]) == number:
            yield _is(int(span["last"]), words, f"« {words} {span.group()} »")
            continue
        founding = _founding(sentence, match)
        if founding is None or (match["count"] and founding.month == 0):
            continue
        if founding.year + number > latest + 1:  # not the founding: the year in which it was celebrated
            continue
        if str(founding.year + number) in sentence:  # the year is said: it need not be the dispatch's
            continue
        year = _celebrated(founding, number, sentence, month, day)
        if year:
            since = dateforms.in_words(founding.year, founding.month, founding.day)
            since = f"le {since}" if founding.day else since
            yield _is(year, words, f"le « {words} » compté depuis {since}", firm=False)


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
    after = sentence[match.end() : match.end() + _REACH]
    first = max(0, match.start() - _ASIDE)
    near = sentence[first : match.end() + _ASIDE]
    best: tuple[int, date] | None = None
    for entry in _firsts()[2]:
        if not _holds(match.group() + after[:_ASIDE], entry["of"]):
            continue
        gaps = [
            min(abs(found.start() + first - match.end()), abs(match.start() - found.end() - first))
            for found in re.finditer(r"(?<!\w)(?:" + entry["near"] + r")(?!\w)", near)
        ]
        if gaps and (best is None or min(gaps) < best[0]):
            best = (min(gaps), date.fromisoformat(entry["day"]))
    return Mention(0, 0, best[1].day, best[1].month, best[1].year) if best else None


def _holds(text: str, words: str) -> bool:
    return re.search(r"(?<!\w)(?:" + words + r")(?!\w)", text) is not None


def _celebrated(founding: Mention, number: int, sentence: str, month: int, day: int) -> int:
    """The year of the dispatch when it celebrates the ``number``-th return of ``founding``; 0: unclear."""
    year = founding.year + number
    shift = 0
    if re.search(_NEXT, sentence, re.IGNORECASE):
        shift = -1
    elif re.search(_LAST, sentence, re.IGNORECASE):
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
    return year if re.search(_THIS + "|toute l['’]année", sentence, re.IGNORECASE) else 0


def _counted(sentence: str, *, opening: bool) -> Iterator[YearClue]:
    """``quinze ans après le match de 2003``, ``il y a dix ans, en 2008``."""
    years = {mention.year for mention in dateforms.years(sentence)}
    for match in _YEARS_AGO.finditer(sentence):
        yield _is(int(match["year"]) + _number(match["count"]), match.group(), f"« {match.group()} »")
    if (
        not opening
        or len(years) != 1
        or re.search(r"\b(?:avait|avaient|était|étaient) \w+[éiu]", sentence[:60])
    ):
        return
    for match in _YEARS_AFTER.finditer(sentence):
        if _JUST_DONE.search(sentence[max(0, match.start() - 60) : match.start()]):
            continue  # "fondée cinq ans après l'indépendance de 1962" is the past of the past
        yield _is(int(match["year"]) + _number(match["count"]), match.group(), f"« {match.group()} »")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT[word.lower()]


def _relative(sentence: str) -> Iterator[YearClue]:
    for pattern, shift in (*_RELATIVE, *_RELATIVE_AFTER):
        for match in pattern.finditer(sentence):
            year = next(int(found) for found in match.groups() if found)
            yield _is(year + shift, match.group(), f"« {match.group()} »")


def _past(sentence: str) -> Iterator[YearClue]:
    """Years that the sentence tells as past; none when it may look ahead."""
    for match in _PAST_YEAR.finditer(sentence):
        year = int(match["year"])
        if match["done"] and year >= _OLD and _FUTURE.search(sentence):
            continue
        yield YearClue(
            "from", year, date(year, 1, 1), match.group(), f"{year} y est déjà passé (« {match.group()} »)"
        )


def _day_itself(sentence: str, month: int, day: int) -> Iterator[YearClue]:
    """The dispatch's own day, written once with its year: ``Le 27 juillet 2021, …``."""
    mentions = list(dateforms.days(sentence)) if month else []
    if not any(mention.year for mention in mentions) or _HISTORY.search(sentence):
        return
    for mention in mentions:
        if not mention.year or not mention.valid or mention.ranged or mention.year < _OLD:
            continue
        before = sentence[: mention.start]
        if (
            before.endswith("(")
            or _ATTRIBUTED.search(before)
            or re.search(r"\b(?:du|au|dès|jusqu\w+) $", before)
        ):
            continue
        told = date(mention.year, mention.month, mention.day)
        try:
            written = date(mention.year, month, day)
        except ValueError:
            continue
        if 0 <= (written - told).days <= 7:
            words = sentence[mention.start : mention.end]
            yield _is(mention.year, words, f"« {words} »")


def _is(year: int, words: str, reason: str, *, firm: bool = True) -> YearClue:
    return YearClue("is", year, None, words, f"{reason} donne {year}", firm)
