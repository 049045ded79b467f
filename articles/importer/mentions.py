"""One name of the text, weighed: the look of its words and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .candidates import Candidate
from .names import (
    family_names,
    given_names,
    is_common_word,
    is_family_first,
    is_french_word,
    is_known_name,
    is_vietnamese,
    likeness,
)
from .namesakes import bears_name, is_among_places, is_placed
from .offices import (
    DONE,
    NOTHING,
    Clue,
    clue_after,
    clue_before,
    clue_left,
    is_direction,
    is_head_of_body,
    no_office_before,
)
from .phrases import fold
from .titles import is_nickname
from .wordlists import places, vocabulary

ACCEPTED = 2.5  # from this score on a name is a person's
_WEAK = 2.5  # look of a name that could as well be a place's or a firm's
_MINISTERS = frozenset(("ministre", "ministres"))
_PRESS = frozenset(("quotidien", "hebdomadaire", "magazine", "journal", "chaine"))  # "quotidien marocain X"
_OPENING, _CLOSING = ("«", '"', "“"), ("»", '"', "”")


@dataclass(slots=True)
class Mention:
    """One candidate in its piece, with the evidence for a person and the office that it gives."""

    piece: int
    candidate: Candidate
    score: float
    bears: str
    role: tuple[int, int] | None
    clue: float = 0.0  # what stands around the name for a person
    known_as: tuple[str, ...] = ()  # forms with the family name that is said once for two
    written: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return self.known_as or self.candidate.forms

    @property
    def name(self) -> str:
        return self.written or clean_name(self.candidate.text)

    @property
    def place(self) -> tuple[int, int]:
        return (self.piece, self.candidate.first)


def clean_name(text: str) -> str:
    return " ".join(text.split())


def weigh(piece: int, candidate: Candidate, known: frozenset[tuple[str, ...]]) -> Mention:
    """``candidate`` with its evidence; ``known`` are the folded spellings of the archive's people."""
    bears = bears_name(candidate)
    if bears != "named" and is_nickname(candidate.words, candidate.first):
        bears = "named"
    if bears == "named":
        return Mention(piece, candidate, 0.0, bears, None)
    score = likeness(candidate.units, candidate.written, candidate.particles)
    single = len(candidate.units) == 1
    if single:
        score = _single(candidate)
    if candidate.forms in known:
        score = max(score + 1.5, 3.5 if len(candidate.forms) > 1 else 0.0)
    if score <= 0 and single:
        return Mention(piece, candidate, 0.0, bears, None)
    if bears == "site" and candidate.title < 0:
        sure = is_family_first(candidate.forms[0]) or is_among_places(candidate.words, candidate.first)
        return Mention(piece, candidate, score - (2.0 if sure else 0.8), bears, None)
    if not single and score < _WEAK and candidate.title < 0 and is_head_of_body(candidate):
        return Mention(piece, candidate, min(score - 1.0, 0.8), "body", None)
    before = NOTHING if no_office_before(candidate) else clue_before(candidate)
    after = clue_after(candidate)
    if bears == "body" and not (before.role and score >= _least_in_body(candidate, before.role)):
        return Mention(piece, candidate, 0.0, bears, None)
    if single:
        total = score + _single_clue(candidate, before, after)
        if score > 2 and total < 4:
            total += 0.0 if before.weight else min(0.0, clue_left(candidate))
    else:
        total = score + before.weight + after.weight + (0.0 if before.weight else clue_left(candidate))
        if score < _WEAK and after is DONE and is_vietnamese(candidate.units):
            total -= 0.8  # "Vinh Hoàn a racheté" may be a firm
        if score < _WEAK and is_direction(candidate):
            total -= 0.8
        if score < 0.7:
            total = min(total, before.weight)
        if _quoted(candidate):
            total -= 1.0
        if not before.weight and after.weight < 2 and _is_foreign_phrase(candidate):
            total -= 1.0
        if not before.weight and _has_article_of_place(candidate):
            total -= 2.2
    if before.weight < 2.0 and is_placed(candidate):
        return Mention(piece, candidate, total - 2.0, "site", None)
    return Mention(piece, candidate, total, bears, _role(before, after), before.weight + after.weight)


def _is_foreign_phrase(candidate: Candidate) -> bool:
    """ "Human Rights Watch", "Foreign Policy": words of another language, none of them a name's."""
    if any(is_known_name(form) or is_family_first(form) for form in candidate.forms):
        return False
    return sum(is_common_word(form) for form in candidate.forms) * 2 > len(candidate.forms)


def _has_article_of_place(candidate: Candidate) -> bool:
    """ "de La Pan Tan", "à La Vang": behind a preposition the word is the article of a place."""
    first = candidate.first
    if candidate.forms[0] != "la" or candidate.title >= 0 or not first or len(candidate.forms) < 2:
        return False
    if candidate.forms[1] in ("thi", "van"):
        return False
    return candidate.words.forms[first - 1] in ("de", "a", "vers", "pour")


def _least_in_body(candidate: Candidate, role: tuple[int, int]) -> float:
    """How much like a person's the name behind a body's head must look, where an office stands before."""
    words, first = candidate.words, candidate.first
    head = fold(words.text[role[0] : role[1]]).replace("-", " ").split()[:3]
    if not _MINISTERS.isdisjoint(head) and len(candidate.units) > 1:
        return 1.2  # "le ministre des Mines X": a ministry bears no name
    small = first > 0 and words.text[words.starts[first - 1]].islower()
    if small and words.forms[first - 1] in vocabulary("firms"):
        return 9.0 if is_vietnamese(candidate.units) else 3.0
    if small and words.forms[first - 1] in vocabulary("groups"):
        return 3.0
    return 3.4 if small and first > 1 and words.forms[first - 2] in _PRESS else 2.2


def _role(before: Clue, after: Clue) -> tuple[int, int] | None:
    spans = [clue.role for clue in (before, after) if clue.role]
    return max(spans, key=lambda span: span[1] - span[0]) if spans else None


def _single(candidate: Candidate) -> float:
    """Look of a name of one word: worth asking about, or 0."""
    form, written = candidate.forms[0], candidate.written[0]
    if len(form) < 2 or (len(form) == 2 and written.isupper()):
        return 0.0
    if places().longest(candidate.words, candidate.first):
        return 0.0
    words, first = candidate.words, candidate.first
    behind = first > 0 and words.joint(first - 1) == " " and words.text[words.starts[first - 1]].isupper()
    if form in vocabulary("mononyms"):
        return 0.6 if behind and candidate.title < 0 else 2.6  # "l'université Paris Diderot"
    if form in given_names() or form in family_names():
        return 0.6
    if is_french_word(written):
        return 0.0
    return 0.3 if len(candidate.forms) == 1 else 0.6


def _single_clue(candidate: Candidate, before: Clue, after: Clue) -> float:
    """A word alone is a name only right after an office or a form of address, or with an age."""
    weight = 0.0
    words, first = candidate.words, candidate.first
    if first and words.forms[first - 1] in vocabulary("plural_kin") and words.joint(first - 1) == " ":
        return -1.0
    if before.weight:
        span = before.role
        between = fold("" if span is None else candidate.words.text[span[0] : span[1]]).split()
        unsaid = between and not (set(between[:2]) & vocabulary("offices") - vocabulary("also_bodies"))
        if unsaid and before.weight < 3 and not is_known_name(candidate.forms[0]):
            weight = 0.0  # "l'opérateur Movitel"
        elif before.weight >= 3 or _ends_in_office(between):
            weight = before.weight
    if after.weight >= 2.5 and not _shared_with_bodies(candidate, after):
        weight += 2.3
    return weight


def _ends_in_office(between: Sequence[str]) -> bool:
    """Whether nothing but the office is worded: "le ministre", not "le directeur de la société"."""
    return not {"de", "du", "des", "d"} & set(between) or between[-1] == "republique"


def _shared_with_bodies(candidate: Candidate, after: Clue) -> bool:
    """ "Viettel, leader des télécoms": an apposition that says nothing, unless the word is a name."""
    if is_known_name(candidate.forms[0]):
        return False
    if clue_left(candidate) < 0 or after.role is None:
        return True
    head = fold(candidate.words.text[after.role[0] : after.role[1]]).split(" ")
    return any(word in vocabulary("also_bodies") for word in head[:2])


def _quoted(candidate: Candidate) -> bool:
    """Whether quotation marks hold the name and nothing else, as they hold a ship's or a book's."""
    words, first = candidate.words, candidate.first
    text, start, end = words.text, candidate.start, candidate.end
    while first > 0 and words.joint(first - 1) == " " and text[words.starts[first - 1]].isupper():
        first -= 1
        if candidate.first - first > 4:
            return False
    start = words.starts[first]
    before, after = text[max(0, start - 2) : start].strip(), text[end : end + 2].strip()
    return before[-1:] in _OPENING and after[:1] in _CLOSING and bool(before and after)
