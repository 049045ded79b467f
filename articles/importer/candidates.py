"""A stretch of words that could be one person's name, with its small words told apart."""

from __future__ import annotations

from dataclasses import dataclass

from .names import (
    family_names,
    folded_units,
    given_names,
    inner_capital,
    is_family_first,
    is_french_word,
    is_known_name,
    is_vietnamese_syllable,
)
from .phrases import Words, fold
from .wordlists import vocabulary

_VERB_ENDS = ("ait", "aient", "èrent", "eront", "erait")
HYPHENS = ("-", "‑")
# Little words that lose the space before them.
_STUCK = (
    "et",
    "a",
    "ont",
    "est",
    "qui",
    "dont",
    "dans",
    "pour",
    "lors",
    "avec",
    "sur",
    "par",
    "en",
    "au",
    "aux",
)


@dataclass(slots=True)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) of a text, perhaps a name.

    ``forms`` are its folded words without particles, ``units`` the same between blanks.
    ``particles`` weighs the small words inside (1.2 for "al", "van" and the like, 0.4 for "de").
    ``title`` is the index of a capitalised title right before it, else -1. ``bars`` says why it
    stands in another name: "named" (a street, a ship), "firm" (it closes with "Group", "Bank"), "body" (a
    company, a ministry) or "".
    ``short`` counts letters at its end that belong to the next word.
    """

    words: Words
    first: int
    last: int
    forms: tuple[str, ...]
    units: list[list[str]]
    written: list[str]
    particles: float
    title: int
    bars: str
    short: int = 0

    @property
    def text(self) -> str:
        return self.words.text[self.start : self.end]

    @property
    def start(self) -> int:
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        return self.words.ends[self.last - 1] - self.short


def is_particle(words: Words, indexes: list[int], index: int) -> bool:
    """A small word inside a name; not the second half of "Shin Dong-bin"."""
    if words.forms[index] not in vocabulary("particles"):
        return False
    return index != indexes[-1] or words.joint(index - 1) not in HYPHENS


def _particle_weight(form: str) -> float:
    return 0.4 if form in ("de", "du", "d", "des", "la", "los", "las", "del", "e", "i", "y") else 1.2


def candidate_of(words: Words, upper: list[bool], indexes: list[int], title: int, bars: str) -> Candidate:
    first, last = indexes[0], indexes[-1] + 1
    kept = [i for i in indexes if upper[i] or not is_particle(words, indexes, i)]
    written: list[str] = []
    previous = -1
    forms: list[str] = []
    short = 0
    for index in kept:
        piece = words.text[words.starts[index] : words.ends[index]]
        if index == kept[-1] and len(kept) > 1:
            short = stuck_end(forms, piece)
            piece = piece[: len(piece) - short]
        parts = _parts(piece)
        forms.extend(fold(part) for part in parts)
        if len(parts) > 1:
            written.append(parts[0])
            piece = parts[1]
            previous = -1
        tight = previous == index - 1 and previous >= 0 and words.joint(previous).strip(" .") != ""
        if tight and words.joint(previous) != " & ":
            written[-1] += words.joint(previous) + piece
        else:
            written.append(piece)
        previous = index
    return Candidate(
        words=words,
        first=first,
        last=last,
        forms=tuple(forms),
        units=folded_units(written),
        written=written,
        particles=max((_particle_weight(words.forms[i]) for i in set(indexes) - set(kept)), default=0.0),
        title=title,
        bars=bars,
        short=short,
    )


def _parts(piece: str) -> tuple[str, ...]:
    """The two names of "VanDuê", which have lost the space between them, or the piece alone."""
    inner = inner_capital(piece)
    return (piece[:inner], piece[inner:]) if inner > 1 and len(piece) - inner > 1 else (piece,)


def stuck_end(forms: list[str], piece: str) -> int:
    """How many letters of the last word of a name are the next word: 2 in "Phan Bôi Châuet", else 0."""
    if len(piece) < 4 or not piece[1:].islower() or is_known_name(fold(piece)):
        return 0
    if is_family_first(forms[0]) and all(map(is_vietnamese_syllable, forms)):
        if is_vietnamese_syllable(fold(piece)):
            return 0
        tails = (tail for tail in _STUCK if piece.endswith(tail))
        return next((len(tail) for tail in tails if is_vietnamese_syllable(fold(piece[: -len(tail)]))), 0)
    if forms[0] not in given_names() or len(piece) < 9:
        return 0
    for cut in range(max(4, len(piece) - 10), len(piece) - 4):
        head, tail = fold(piece[:cut]), piece[cut:]
        if (head in family_names() or tail.endswith(_VERB_ENDS)) and is_french_word(tail):
            return len(tail)
    return 0
