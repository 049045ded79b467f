"""What a document and the archive themselves say about words, to tell names from words stuck together."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .lexicon import lexicon
from .segment import LONGEST

_JUDGED = 30  # different words from which on a text without any accent is one that lost them
_FEW = 20  # unknown runs that are searched one by one
_RUN = re.compile(r"[^\W\d_]+")
_CAPITALISED_PAIR = re.compile(r"(?<![\w-])([^\W\d_a-z][^\W\d_]*)(?= ([^\W\d_a-z][^\W\d_]*))")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one document and the archive say about words."""

    counts: Counter[str]  # every run of letters of the document
    unknown: frozenset[str]  # runs to be looked at: no French word, no acronym
    spoken: frozenset[str]  # lower-case words that stand by themselves
    names: frozenset[str]  # capitalised words that stand by themselves
    pairs: frozenset[tuple[str, str]]  # capitalised words that stand side by side
    camels: frozenset[str]  # words with a capital inside that come back
    archive_names: frozenset[str]
    archive_pairs: frozenset[tuple[str, str]]

    def has_name(self, word: str) -> bool:
        """Whether ``word`` stands by itself as a name, here, in the archive or among the countries."""
        return word in self.names or word in self.archive_names or word in lexicon().names

    def with_freed(self, texts: Sequence[str]) -> Vocabulary:
        """This vocabulary for a second look at ``texts``, with the words that a first one has parted."""
        if not texts:
            return self
        own = vocabulary(texts, frozenset())
        return replace(
            self, unknown=own.unknown, spoken=self.spoken | own.spoken, names=self.names | own.names
        )

    def has_pair(self, left: str, right: str) -> bool:
        """Whether the two stand side by side elsewhere, here or in the archive."""
        return (left, right) in self.pairs or (left, right) in self.archive_pairs


def vocabulary(texts: Sequence[str], words: frozenset[str]) -> Vocabulary:
    """The words of ``texts``, with the names in ``words`` that the archive knows."""
    cost = lexicon().cost
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_RUN.findall(text))
    unknown: set[str] = set()
    spoken: set[str] = set(counts.keys() & cost.keys())
    names: set[str] = set()
    mixed: set[str] = set()
    for run in counts.keys() - spoken:
        low = run.lower()
        if run == low:
            unknown.add(run)
            if len(run) > 3 and (counts[run] > 1 or len(run) > 7):
                spoken.add(run)
        elif run[1:] == low[1:]:
            names.add(run)
            if low not in cost:
                unknown.add(run)
        elif run.isupper():
            names.add(run)
        else:
            mixed.add(run)
            unknown.add(run)
    if len(spoken) > _JUDGED and all(
        run.isascii() for run in spoken
    ):  # a text without accents: "presente" is one word in it
        unknown.difference_update(lexicon().unaccented)
    pairs: set[tuple[str, str]] = set()
    if mixed:
        pairs = {(match[1], match[2]) for text in texts for match in _CAPITALISED_PAIR.finditer(text)}
    joined = {left + right for left, right in pairs}
    archive_names, archive_pairs = _archive(words)
    return Vocabulary(
        counts=counts,
        unknown=frozenset(run for run in unknown if 2 < len(run) <= LONGEST),
        spoken=frozenset(spoken),
        names=frozenset(name for name in names if len(name) > 1),
        pairs=frozenset(pairs),
        camels=frozenset(run for run in mixed if counts[run] > 1 and run not in joined),
        archive_names=archive_names,
        archive_pairs=archive_pairs,
    )


@functools.lru_cache(maxsize=2)
def _archive(words: frozenset[str]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The capitalised words of the archive's names, and those that stand side by side; split once a run."""
    names: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for word in words:
        parts = _RUN.findall(word)
        names.update(part for part in parts if part[0].isupper())
        pairs.update(pairwise(parts))
    return frozenset(names), frozenset(pairs)


def runs_to_look_at(text: str, own: Vocabulary) -> Iterator[tuple[int, int]]:
    """Spans of the runs of letters that are no known word, in order."""
    unknown = own.unknown.intersection(_RUN.findall(text))
    if len(unknown) > _FEW:  # one walk over the text instead of one search for each
        yield from (match.span() for match in _RUN.finditer(text) if match.group() in unknown)
        return
    spans = []
    for run in unknown:
        start = text.find(run)
        while start >= 0:
            end = start + len(run)
            if not (start and _is_letter(text[start - 1])) and not _is_letter(text[end : end + 1]):
                spans.append((start, end))
            start = text.find(run, end)
    yield from sorted(spans)


def _is_letter(character: str) -> bool:
    """Whether ``character`` goes on with a run (neither digit nor underscore)."""
    return character.isalnum() and not character.isdecimal()
