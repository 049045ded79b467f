"""A stretch of words that could be one person's name, with its small words told apart."""

from __future__ import annotations

from dataclasses import dataclass

from .names import folded_units
from .phrases import Words
from .wordlists import vocabulary

HYPHENS = ("-", "‑")


@dataclass(slots=True)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) of a text, perhaps a name.

    ``forms`` are its folded words without particles, ``units`` the same between blanks.
    ``particles`` weighs the small words inside (1.2 for "al", "van" and the like, 0.4 for "de").
    ``title`` is the index of a capitalised title right before it, else -1. ``bars`` says why it
    stands in another name: "named" (a street, a ship), "body" (a company, a ministry) or "".
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

    @property
    def text(self) -> str:
        return self.words.text[self.start : self.end]

    @property
    def start(self) -> int:
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        return self.words.ends[self.last - 1]


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
    for index in kept:
        piece = words.text[words.starts[index] : words.ends[index]]
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
        forms=tuple(words.forms[i] for i in kept),
        units=folded_units(written),
        written=written,
        particles=max((_particle_weight(words.forms[i]) for i in set(indexes) - set(kept)), default=0.0),
        title=title,
        bars=bars,
    )
