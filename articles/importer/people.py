"""Persons of the story: names found, weighed by what stands around them, and joined.

A name counts when the look of its words (``names.likeness``) and its surroundings (``offices``)
together reach ``_ACCEPTED``. Once a person is known, every other mention of that name belongs to
it, unless a street, a ship or a prize bears it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .candidates import Candidate
from .countries import CountryMention
from .names import (
    family_names,
    given_names,
    inner_capital,
    is_family_first,
    is_french_word,
    is_known_name,
    is_vietnamese,
    likeness,
)
from .namesakes import bears_name, is_placed
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
from .phrases import Words, fold
from .record import KnownPerson
from .runs import candidates
from .titles import is_nickname
from .variants import best_spelling, call_names, fullness, same_person, sound
from .wordlists import places, vocabulary

_ACCEPTED = 2.5
_SURE = 3.4
_WEAK = 2.5  # look of a name that could as well be a place's or a firm's
_COORDINATED = 1.5
_OFFICE = 2.0  # of a clue: an office, an age, an honorific
_COMPARED = 60  # persons with a word in common that a mention is compared with
_OPENING, _CLOSING = ("«", '"', "“"), ("»", '"', "”")
_OTHER_NAME = re.compile(
    r"^ ?[(,] ?(?:alias|dite?|surnommée?|née?|de son (?:vrai )?nom|nom de plume)\b[^.;]*$"
    r"|\b(?:nom de plume|pseudonyme|vrai nom|nom de naissance)(?: de)? ?[«\"“]? ?$"
)
_LINKS = ("et", ",", ", et", "et de", "et d'", "ou", "&", "-", "–", "et M.", "et Mme")


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


@dataclass(slots=True)
class Person:
    """Mentions of one person and their sorted places; ``forms`` is the longest folded spelling."""

    forms: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return _parted(best_spelling([(m.forms, m.name) for m in self.mentions]))

    @property
    def sure(self) -> bool:
        return max(mention.score for mention in self.mentions) >= _SURE

    @property
    def spellings(self) -> tuple[str, ...]:
        spelled = {m.name: m.forms for m in self.mentions}
        return tuple(sorted(spelled, key=lambda name: fullness(spelled[name], name), reverse=True))


def clean_name(text: str) -> str:
    return " ".join(text.split())


def _parted(name: str) -> str:
    """``name`` with the space that it lost between two of its words: "Van Duê" for "VanDuê"."""
    if name.isupper() or name.istitle():
        return name
    words = []
    for word in name.split(" "):
        inner = inner_capital(word) if word.isalpha() else 0
        words.append(f"{word[:inner]} {word[inner:]}" if inner > 1 and len(word) - inner > 1 else word)
    return " ".join(words)


class _KnownKeys:
    """Folded spellings of the archive's people, kept while the same tuple is given."""

    def __init__(self) -> None:
        self._last: tuple[tuple[KnownPerson, ...], frozenset[tuple[str, ...]]] = ((), frozenset())

    def of(self, people: tuple[KnownPerson, ...]) -> frozenset[tuple[str, ...]]:
        given, keys = self._last
        if people is not given:
            spellings = (spelling for person in people for spelling in person.spellings)
            keys = frozenset(key for spelling in spellings if (key := folded_key(spelling)))
            self._last = (people, keys)
        return keys


_known = _KnownKeys()


def folded_key(name: str) -> tuple[str, ...]:
    """The words of ``name`` without accents, case, hyphens and particles, as candidates have them."""
    particles = vocabulary("particles")
    words = name.replace("-", " ").replace("’", " ").replace("'", " ").replace(".", " ").split()
    return tuple(fold(word) for word in words if not (word.islower() and fold(word) in particles))


def find_people(
    texts: Sequence[Words],
    countries: Sequence[Mapping[int, CountryMention]],
    people: tuple[KnownPerson, ...],
) -> list[Person]:
    """Persons of the document in the order of their first mention."""
    known = _known.of(people)
    mentions = [
        _weigh(piece, candidate, known)
        for piece, words in enumerate(texts)
        for candidate in candidates(words, countries[piece])
    ]
    _coordinate(mentions)
    _pair(mentions)
    _drop_other_names(mentions)
    _refuse_things(mentions)
    return _join(mentions)


def _weigh(piece: int, candidate: Candidate, known: frozenset[tuple[str, ...]]) -> Mention:
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
        return Mention(
            piece, candidate, score - (2.0 if is_family_first(candidate.forms[0]) else 0.8), bears, None
        )
    if not single and score < _WEAK and candidate.title < 0 and is_head_of_body(candidate):
        return Mention(piece, candidate, min(score - 1.0, 0.8), "body", None)
    before = NOTHING if no_office_before(candidate) else clue_before(candidate)
    after = clue_after(candidate)
    if bears == "body" and not (before.role and score >= _least_in_body(candidate)):
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
    if before.weight < 2.0 and is_placed(candidate):
        return Mention(piece, candidate, total - 2.0, "site", None)
    return Mention(piece, candidate, total, bears, _role(before, after), before.weight + after.weight)


def _least_in_body(candidate: Candidate) -> float:
    """How much like a person's the name behind a body's head must look, where an office stands before."""
    words, first = candidate.words, candidate.first
    small = first > 0 and words.text[words.starts[first - 1]].islower()
    return 3.0 if small and words.forms[first - 1] in vocabulary("groups") else 2.2


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
    if form in vocabulary("mononyms"):
        return 2.6
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
        elif not between or not ({"de", "du", "des", "d"} & set(between)) or between[-1] == "republique":
            weight = before.weight
    if after.weight >= 2.5 and not _shared_with_bodies(candidate, after):
        weight += 2.3
    return weight


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


def _coordinate(mentions: list[Mention]) -> None:
    """A likely name joined by "et" or a comma to an accepted one is taken with it."""
    for ordered in (mentions, list(reversed(mentions))):
        for one, other in pairwise(ordered):
            if one.bears == "named" and _linked(one.candidate, other.candidate, ("et",)):
                other.bears, other.score = "named", 0.0  # "la fondation Bill et Melinda Gates"
            if one.score < _ACCEPTED or other.score >= _ACCEPTED or other.score < 0.9:
                continue
            if one.piece == other.piece and not other.bears and _linked(one.candidate, other.candidate):
                other.score += _COORDINATED


def _pair(mentions: Sequence[Mention]) -> None:
    """ "Emmanuel et Brigitte Macron": a given name alone shares the family name that follows."""
    for one, other in pairwise(mentions):
        if len(one.forms) > 1 or len(other.forms) < 2 or other.score < _ACCEPTED or other.bears or one.bears:
            continue
        candidate, full = one.candidate, other.candidate
        given, family = one.forms[0], other.forms[-1]
        if given not in given_names() or other.forms[0] not in given_names() or family in given_names():
            continue
        if one.piece == other.piece and _linked(candidate, full, ("et",)) and candidate.title < 0:
            unit = len(full.units[-1])
            one.written = f"{candidate.text} {full.written[-1]}"
            one.known_as = (given, *other.forms[-unit:])
            one.score = max(one.score, other.score)


def _drop_other_names(mentions: Sequence[Mention]) -> None:
    """ "X (alias Y)", "X, de son vrai nom Y": Y is no further person."""
    for one, other in pairwise(mentions):
        if one.piece != other.piece or one.score < _ACCEPTED or len(one.forms) < 2:
            continue
        between = one.candidate.words.text[one.candidate.end : other.candidate.start]
        if len(between) < 60 and _OTHER_NAME.search(between):
            other.score = 0.0


def _refuse_things(mentions: Sequence[Mention]) -> None:
    """What the document calls a commune or a film elsewhere is no person of it, unless it has an office."""
    things = {m.forms for m in mentions if m.bears in ("site", "body") and m.score < _ACCEPTED}
    persons = {m.forms for m in mentions if m.forms in things and not m.bears and m.clue >= _OFFICE}
    for mention in mentions:
        if mention.forms in things and mention.forms not in persons and mention.score >= _ACCEPTED:
            mention.score = 0.0


def _linked(one: Candidate, other: Candidate, links: Sequence[str] = _LINKS) -> bool:
    left, right = (one, other) if one.first < other.first else (other, one)
    between = left.words.text[left.end : right.start].strip()
    return between in links or (
        between.startswith("(") and between.endswith((",", "et")) and len(between) < 40
    )


def _join(mentions: list[Mention]) -> list[Person]:
    """Persons from accepted mentions, longest names first; then all that is left over."""
    people = _People()
    accepted = [m for m in mentions if m.score >= _ACCEPTED and len(m.forms) > 1]
    for mention in sorted(accepted, key=lambda m: -len(m.forms)):
        people.put(mention, people.named_by(mention))
    placed = {id(mention) for mention in accepted}
    for mention in mentions:
        if id(mention) in placed or mention.bears == "named":
            continue
        person = people.named_by(mention)
        if person is not None and (len(mention.forms) > 1 or _calls(mention, person)):
            people.put(mention, person)
        elif mention.score >= _ACCEPTED and len(mention.forms) == 1:
            people.put(mention, None)
    for person in people.all:
        person.mentions.sort(key=lambda m: m.place)
    return sorted(people.all, key=lambda person: person.mentions[0].place)


class _People:
    """Persons so far, found again by any word of their names or by what sounds like it."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_forms: dict[tuple[str, ...], Person] = {}
        self._by_sound: dict[str, list[Person]] = {}

    def put(self, mention: Mention, person: Person | None) -> None:
        """Adds ``mention`` to ``person``, or to a new person when there is none."""
        if person is None:
            person = Person(mention.forms)
            self.all.append(person)
            for key in self._keys(mention.forms):
                self._by_sound.setdefault(key, []).append(person)
        person.mentions.append(mention)
        insort(person.places, mention.place)
        if len(mention.forms) > 1:
            self._by_forms.setdefault(mention.forms, person)

    def named_by(self, mention: Mention) -> Person | None:
        """The person whom ``mention`` names; of several the one named last before it."""
        if mention.forms in self._by_forms:
            return self._by_forms[mention.forms]
        near: dict[int, Person] = {}
        for key in self._keys(mention.forms):
            for person in self._by_sound.get(key, ())[-_COMPARED:]:
                near[id(person)] = person
        fits = [person for person in near.values() if _fits(person, mention)]
        if not fits:
            fits = [person for person in near.values() if _fits_loosely(person, mention)]
            return fits[0] if len(fits) == 1 else None
        if len(fits) < 2:
            return fits[0] if fits else None
        return max(fits, key=lambda person: _nearness(person, mention))

    @staticmethod
    def _keys(forms: tuple[str, ...]) -> set[str]:
        return {sound(form) for form in forms} | {"".join(forms)}


def _fits(person: Person, mention: Mention) -> bool:
    short, full = sorted((mention.forms, person.forms), key=len)
    return same_person(short, full)


def _fits_loosely(person: Person, mention: Mention) -> bool:
    """ "la petite Awa" for Awa Sow, "M. Nguyen" for the only Nguyen; "M. Martin" is not Martin Dupont.

    Of two family names one spelling may leave out the last: "David Choquehuanca", "M. Choquehuanca Céspedes".
    """
    form, candidate = mention.forms[0], mention.candidate
    if len(mention.forms) > 1:
        one, other = (
            (mention.forms, person.forms) if form in person.forms[1:] else (person.forms, mention.forms)
        )
        shared = len(one[0]) > 3 and one[0] == other[-1] and one[0] not in given_names()
        return shared and other[0] in given_names() and not is_family_first(one[0])
    if form not in person.forms or len(form) < 2 or len(person.forms) < 2:
        return False
    title = candidate.words.forms[candidate.title] if candidate.title >= 0 else ""
    addressed = title in vocabulary("honorifics")
    both = form in family_names() and form in given_names()  # "Mme Suzuki" is Suzuki Akane
    return not (addressed and form == person.forms[0] and both)


def _nearness(person: Person, mention: Mention) -> tuple[int, int, int]:
    before = bisect_left(person.places, mention.place)
    if before:
        return (1, *person.places[before - 1])
    piece, first = person.places[0]
    return (0, -piece, -first)


def _calls(mention: Mention, person: Person) -> bool:
    """Whether a single word stands for a person named in full elsewhere."""
    form = mention.forms[0]
    if len(form) < 2:
        return False
    if mention.score >= _ACCEPTED:
        return True
    candidate = mention.candidate
    if mention.bears or places().longest(candidate.words, candidate.first):
        return False
    if form not in call_names(person.forms):
        return False
    return len(form) > 2 and not is_french_word(candidate.written[0])


def spans_of(person: Person) -> Iterator[tuple[int, int, int]]:
    """(piece, start, end) of every mention, in the order of the text."""
    for mention in person.mentions:
        yield mention.piece, mention.candidate.start, mention.candidate.end
