"""Persons of the story: names found, weighed by what stands around them, and joined.

A name counts when the look of its words (``names.likeness``) and its surroundings (``offices``)
together reach ``ACCEPTED``. Once a person is known, every other mention of that name belongs to
it, unless a street, a ship or a prize bears it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from .countries import CountryMention
from .mentions import ACCEPTED, Mention, weigh
from .names import (
    family_names,
    given_names,
    inner_capital,
    is_family_first,
    is_french_word,
)
from .neighbours import settle_neighbours
from .phrases import Words, fold
from .record import KnownPerson
from .runs import candidates
from .variants import best_spelling, call_names, fullness, is_slip, same_person, sound
from .wordlists import places, vocabulary

_SURE = 3.4
_CANDIDATES = 10_000  # names weighed of one document; a dispatch has some forty
_COMPARED = 60  # persons with a word in common that a mention is compared with
_COMPARISONS = 20_000  # of one document; then only the same words, or what sounds like them, are one name


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
    found = (
        (piece, candidate)
        for piece, words in enumerate(texts)
        for candidate in candidates(words, countries[piece])
    )
    mentions = [weigh(piece, candidate, known) for piece, candidate in islice(found, _CANDIDATES)]
    settle_neighbours(mentions)
    return _join(mentions)


def _join(mentions: list[Mention]) -> list[Person]:
    """Persons from accepted mentions, longest names first; then all that is left over."""
    people = _People()
    accepted = [m for m in mentions if m.score >= ACCEPTED and len(m.forms) > 1]
    for mention in sorted(accepted, key=lambda m: -len(m.forms)):
        people.put(mention, people.named_by(mention))
    placed = {id(mention) for mention in accepted}
    for mention in mentions:
        if id(mention) in placed or mention.bears == "named":
            continue
        person = people.named_by(mention)
        if person is not None and (len(mention.forms) > 1 or _calls(mention, person)):
            people.put(mention, person)
        elif mention.score >= ACCEPTED and len(mention.forms) == 1:
            people.put(mention, people.misspelt_by(mention))
    for person in people.all:
        person.mentions.sort(key=lambda m: m.place)
    return sorted(people.all, key=lambda person: person.mentions[0].place)


class _People:
    """Persons so far, found again by any word of their names or by what sounds like it."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_forms: dict[tuple[str, ...], Person] = {}
        self._by_sound: dict[str, list[Person]] = {}
        self._left = _COMPARISONS

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
            for person in self._by_sound.get(key, ())[-_COMPARED if self._left > 0 else -1 :]:
                near[id(person)] = person
        self._left -= len(near)
        fits = [person for person in near.values() if _fits(person, mention)]
        if not fits:
            fits = [person for person in near.values() if _fits_loosely(person, mention)]
            return fits[0] if len(fits) == 1 else None
        if len(fits) < 2:
            return fits[0] if fits else None
        return max(fits, key=lambda person: _nearness(person, mention))

    def misspelt_by(self, mention: Mention) -> Person | None:
        """The one person named in full whose name the single word of ``mention`` misspells."""
        form = mention.forms[0]
        if self._left <= 0 or len(form) < 6:
            return None
        self._left -= len(self.all)
        slips = [p for p in self.all if any(is_slip(form, name) for name in call_names(p.forms)[-2:])]
        return slips[0] if len(slips) == 1 else None

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
    if len(form) < 2 or len(person.forms) < 2 or not _is_among(form, person.forms):
        return False
    title = candidate.words.forms[candidate.title] if candidate.title >= 0 else ""
    addressed = title in vocabulary("honorifics")
    both = form in family_names() and form in given_names()  # "Mme Suzuki" is Suzuki Akane
    return not (addressed and form == person.forms[0] and both)


def _is_among(form: str, forms: tuple[str, ...]) -> bool:
    """Whether ``form`` is one of ``forms`` or sounds like the first: "Thongloun" for Tongloun Sisoulith."""
    return form in forms or (len(form) > 5 and sound(form) == sound(forms[0]))


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
    if mention.score >= ACCEPTED:
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
