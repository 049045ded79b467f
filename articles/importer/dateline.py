"""Recognises a dateline: the place, the day and the agency that open a dispatch.

The forms: ``Hanoï (VNA) – ``, ``Hanoi, 28 juillet (VNA) - ``, ``ALGER - Samedi, 21 mai 2016 (APS) - ``,
``La Havane, 15 août, (RHC).- ``, ``(VOVWORLD) - ``, ``Hanoï, 1er juil. – ``, ``Agadir - ``,
``AKP Phnom Penh, le 6 mai 2021 -- ``.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from .agencies import CAPITALS, is_agency

MONTH = (
    r"(?:janv(?:ier|\.)?|f[ée]v(?:rier|r?\.?)|mars|avr(?:il|\.)?|mai|juin|juil(?:let|l?\.?)|"
    r"ao[ûu]t|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DAY = (
    rf"(?:{WEEKDAY},?\s*)?(?:(?:le|ce)\s+)?(?:{WEEKDAY}\s+)?"
    rf"(?:\d{{1,2}}\s?(?:er|ᵉʳ)?\s?{MONTH}(?:\s?\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)"
)
# The longest dateline looked for, in characters.
REACH = 140
PLACE = r"[^\W\d_][^()\[\]\d:;«»\"“”!?|]{1,60}?"
# what may part place, day and agency; bounded, like everything here
GAP = r"[\s,./–—-]{0,6}"
DASH = r"(?:[-–—]{1,3}|:)"

WITH_AGENCY = re.compile(
    rf"(?:(?P<place>{PLACE}(?:\s?\([^\W\d_][^()\d]{{2,30}}\)(?=.{{0,40}}\())?){GAP})?(?P<day>{DAY})?{GAP}"
    rf"[(\[]\s?(?P<agency>[^()\[\]]{{2,40}}?)\s?[)\]][\s,.:]{{0,3}}(?P<later>{DAY})?"
    rf"(?P<dash>[.,\s]{{0,3}}{DASH})?\s{{0,3}}",
    re.IGNORECASE,
)
WITHOUT_PARENTHESES = re.compile(
    rf"(?P<place>{PLACE}){GAP}(?:(?P<day>(?i:{DAY})){GAP})?"
    rf"(?P<agency>[A-Z][\w/+]{{1,20}})\s{{0,2}}[-–—]{{1,3}}\s"
)
WITH_DAY = re.compile(
    rf"(?P<place>{PLACE}){GAP}(?P<day>{DAY})[.,\s]{{0,3}}{DASH}{{1,2}}\s{{0,3}}", re.IGNORECASE
)
# ``AKP Phnom Penh, le 6 septembre 2021 -- ``
AGENCY_THEN_PLACE = re.compile(
    rf"[(\[]?(?P<agency>[A-Z][A-Z0-9]{{1,12}}(?:/[A-Z0-9]{{2,12}})?)[)\]]?[\s,:/–-]{{1,3}}(?P<place>{PLACE}){GAP}"
    rf"(?P<day>(?i:{DAY}))"
    rf"[.,\s]{{0,3}}{DASH}{{1,2}}\s{{0,3}}"
)
# ``AA / Rabat / Khaled Mejdoub`` on a line of its own: agency, place, writer
SLASHED = re.compile(rf"(?P<agency>[A-Z]{{2,8}}) ?/ ?(?P<place>{PLACE})(?: ?/ ?[^/\d.]{{3,50}})?")
# ``Séoul (Corée du Sud), de notre correspondant. – ``, also on a line of its own
OUR_OWN = re.compile(
    rf"(?P<place>{PLACE}(?:\s?\([^\W\d_][^()\d]{{2,30}}\))?),?\s(?:de |par )?(?:notre|nos)\s"
    r"(?:correspondante?s?|envoyée?s? spéciale?s?)(?: permanente?s?)?\s?(?:[.,:]{0,2}\s?[-–—]{1,2}\s|[.,:]?$)"
)
DAY_FIRST = re.compile(rf"(?P<day>(?i:{DAY}))[.,\s]{{0,3}}[-–—]{{1,3}}\s")
AGENCY_FIRST = re.compile(r"(?P<agency>[A-Z][A-Z0-9/+]{1,12})\s?[-–—]{1,2}\s")
PLACE_ALONE = re.compile(r"(?P<place>[^\W\d_][^()\d:;«»\"“”!?|.,–—]{1,40}?)(?:\s-{1,3}|\s?[–—]|--)\s")
# ``ADDIS ABEBA- Le président …``: in capitals the dash may lack its space
CAPITALS_ALONE = re.compile(r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,30}?)\s?[-–—]{1,2}\s(?=[A-ZÀ-Þ«\"“])")
# the mark by which a dateline is found in the middle of a line
INSIDE = re.compile(rf"\(\s?([^()]{{2,40}}?)\s?\)[\s.,]{{0,3}}(?:{DASH}|(?=[A-ZÀ-ÞĐ«]))")
# ``Vietnam - Laos : …`` is a headline's beginning, not a place and a dash
COLON_SOON = re.compile(r"[^:.]{1,60}\s?:\s")

# ``Rabat — L'Agence Maghreb Arabe Presse (MAP) vient de …``: the place ends at the dash
BROKEN = re.compile(r"[—–] ?(?:L['’]|L[ea]s? |Un|Des )")
# ``Sa Pa``, ``Son La``, ``Tu Son`` begin with what is a small word in French
SYLLABLES = ("Sa", "Son", "Tu", "Or", "On")
PLACE_WORD = re.compile(r"[ '’/(),.–—-]+")
MAX_PLACE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Dateline:
    """Spans in the text that was searched; ``end`` is where the story goes on."""

    start: int
    end: int
    place: tuple[int, int] | None
    agency: tuple[int, int] | None
    rule: str


def read_dateline(text: str, *, lone_place: bool) -> Dateline | None:
    """The dateline at the beginning of ``text``.

    ``lone_place`` allows the weakest form, a place and a dash (``Agadir - ``), which is only
    safe where the first paragraph of the story is expected.
    """
    head = text[:REACH]
    match = AGENCY_THEN_PLACE.match(head)
    if match and is_agency(match["agency"]) and is_place(match["place"]):
        return _dateline(match, 0, "dateline-agency-then-place")
    match = SLASHED.fullmatch(text) if len(text) <= REACH and "/" in text else None
    if match and is_agency(match["agency"]) and _is_town(match["place"]):
        return _dateline(match, 0, "dateline-slashed")
    match = OUR_OWN.match(head) if "notre " in head or "nos " in head else None
    if match and is_place(match["place"]):
        return _dateline(match, 0, "dateline-correspondent")
    match = WITH_AGENCY.match(head)
    if match and _stands(match) and (match["dash"] or not text[match.end() : match.end() + 1].islower()):
        return _dateline(match, 0, "dateline")
    match = DAY_FIRST.match(head)
    if match:
        return _dateline(match, 0, "dateline-day-alone")
    match = WITH_DAY.match(head)
    if match and is_place(match["place"]):
        return _dateline(match, 0, "dateline-without-agency")
    match = WITHOUT_PARENTHESES.match(head)
    if match and is_agency(match["agency"]) and is_place(match["place"]):
        return _dateline(match, 0, "dateline-without-parentheses")
    match = AGENCY_FIRST.match(head)
    if match and is_agency(match["agency"]) and _goes_on(text[match.end() :]):
        return _dateline(match, 0, "dateline-agency-first")
    if lone_place:
        match = PLACE_ALONE.match(head) or CAPITALS_ALONE.match(head)
        if match and is_place(match["place"]) and _goes_on(text[match.end() :]):
            return _dateline(match, 0, "dateline-place-alone")
    return None


def find_dateline(text: str) -> Dateline | None:
    """A dateline inside ``text``, after a lead that lost its line end."""
    for mark in INSIDE.finditer(text[: 20 * REACH]):
        if not is_agency(mark[1]):
            continue
        floor = max(0, mark.start() - 80)
        start = _place_start(text, floor, mark.start())
        start += _credit_before(text[start : mark.start()])
        match = WITH_AGENCY.match(text[start : mark.end() + 4])
        if match is None or match.end() < mark.end() - start or not _stands(match):
            continue
        if match["dash"] or (match["day"] and match["place"]):
            return _dateline(match, start, "dateline-inside")
    return None


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads(resources.files(__package__).joinpath("data/datelines.toml").read_text("utf-8"))
    return frozenset(data["small"]), frozenset(data["never_first"])


def is_place(text: str) -> bool:
    """Whether ``text`` has the form of a place's name (it is not looked up anywhere)."""
    words = [word for word in PLACE_WORD.split(text) if word]
    if not 1 <= len(words) <= 2 * MAX_PLACE_WORDS or not words[0][0].isupper():
        return False
    small, never_first = _words()
    named_so = words[0] in SYLLABLES and len(words) > 1 and words[1][0].isupper()
    if (words[0].casefold() in never_first and not named_so) or BROKEN.search(text):
        return False
    loose = [word for word in words if not word[0].isupper() and word not in small]
    return not loose and len(text) <= 60


def _is_town(text: str) -> bool:
    """A place that is no second agency: the ``Rabat`` of ``AA / Rabat``, not the ``CVN`` of ``VNA/CVN``."""
    return is_place(text) and not text.isupper() and not is_agency(text)


def _stands(match: re.Match[str]) -> bool:
    """Whether the pieces of a parenthesised dateline hold together."""
    place, agency, day = match["place"], match["agency"], match["day"] or match["later"]
    if place is not None and not is_place(place):
        return False
    if is_agency(agency):
        return True
    if match["dash"] is None or (place is None and day is None):
        return False
    # an unknown agency: (PCV) after "Le Parti communiste" was excluded by the place's form
    return day is not None or (
        CAPITALS.fullmatch(agency) is not None and not place.casefold().startswith(("le ", "la ", "l'"))
    )


def _goes_on(rest: str) -> bool:
    """Whether a sentence, not a headline, follows a lone place."""
    if COLON_SOON.match(rest):
        return False
    return len(rest) > 80 and (rest[0].isupper() or rest[0] in '«"“') and rest.rstrip()[-1:] in '.»"”!?…'


def _credit_before(place: str) -> int:
    """How much of ``VNA Hanoï`` is the end of the credit that stands before the place."""
    agency, blank, rest = place.partition(" ")
    return (
        len(agency) + 1 if blank and agency.isupper() and is_agency(agency) and is_place(rest.strip()) else 0
    )


def _place_start(text: str, floor: int, end: int) -> int:
    """Where the place before a parenthesis begins: the last sentence end, or a lost line end."""
    position = end
    for start in range(end - 1, floor - 1, -1):
        character = text[start]
        before = text[start - 1] if start else " "
        if character.isupper() and (before in ' .!?…»"”)' or before.islower() or not start):
            head = text[start:end].strip(" ,")
            if WITH_AGENCY.match(text[start : end + 60]) and is_place(_without_day(head)):
                position = start
                if before != " " or (start >= 2 and text[start - 2] in '.!?…»"”'):
                    break
        elif character in ".!?…" and text[start + 1 : start + 2].isspace() and position < end:
            break
    return position


def _without_day(text: str) -> str:
    return re.sub(rf"[\s,]*{DAY}[\s,.]*$", "", text, count=1, flags=re.IGNORECASE)


def _dateline(match: re.Match[str], offset: int, rule: str) -> Dateline:
    groups = match.groupdict()
    place = _span(match, "place", offset) if groups.get("place") else None
    agency = _span(match, "agency", offset) if groups.get("agency") else None
    return Dateline(offset, offset + match.end(), place, agency, rule)


def _span(match: re.Match[str], group: str, offset: int) -> tuple[int, int]:
    text = match[group]
    stripped = text.rstrip(" ,.-–—/")
    return (match.start(group) + offset, match.start(group) + offset + len(stripped))
