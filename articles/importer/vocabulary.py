"""What a document and the archive themselves say about words, to tell names from words stuck together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lexicon import lexicon
from .segment import LONGEST

_RUN = re.compile(r"[^\W\d_]+")
_CAPITALISED_PAIR = re.compile(r"(?<![\w-])([^\W\d_a-z][^\W\d_]*)(?= ([^\W\d_a-z][^\W\d_]*))")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the document and the archive themselves say about words."""

    plain: frozenset[str]  # runs of letters that need no look
    spoken: frozenset[str]  # lower-case words that stand by themselves
    names: frozenset[str]  # capitalised words that stand by themselves, or that the archive knows
    pairs: frozenset[tuple[str, str]]  # capitalised words that stand side by side
    camels: frozenset[str]  # brands, and words with a capital inside that come back
    counts: Counter[str]


def vocabulary(texts: Sequence[str], words: frozenset[str]) -> Vocabulary:
    """The words of ``texts``, with the names in ``words`` that the archive knows."""
    known = lexicon()
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_RUN.findall(text))
    cost = known.cost
    plain = frozenset(run for run in counts if run in cost or (run[1:].islower() and run.lower() in cost))
    names = {
        run for run in counts if len(run) > 1 and run[0].isupper() and (run[1:].islower() or run.isupper())
    }
    names.update(part for word in words for part in _RUN.findall(word) if part[0].isupper())
    pairs = {(match[1], match[2]) for text in texts for match in _CAPITALISED_PAIR.finditer(text)}
    for word in words:
        pairs.update(pairwise(_RUN.findall(word)))
    spoken = {run for run in plain if run.islower()}
    spoken.update(run for run, count in counts.items() if count > 1 and len(run) > 3 and run.islower())
    camels = {
        run for run, count in counts.items() if count > 1 and not run[1:].islower() and not run.isupper()
    } - {left + right for left, right in pairs}
    return Vocabulary(
        plain=plain,
        spoken=frozenset(spoken),
        names=frozenset(names | known.names),
        pairs=frozenset(pairs),
        camels=frozenset(camels | known.brands),
        counts=counts,
    )


def runs_to_look_at(text: str, own: Vocabulary) -> Iterator[tuple[int, int]]:
    """Spans of the runs of letters that are no known word."""
    plain = own.plain
    for match in _RUN.finditer(text):
        if match.group() not in plain and 2 < match.end() - match.start() <= LONGEST:
            yield match.span()
