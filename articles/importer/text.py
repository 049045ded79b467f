"""Clean text that still knows where each of its characters stood in the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from .record import Span


@dataclass(frozen=True, slots=True)
class Clean:
    """``text`` as it is read, with an origin for every character.

    ``clean_starts[i]`` and ``raw_starts[i]`` open the i-th run; within a run ``lengths[i]`` raw
    characters stand for the run's clean characters one to one (when the two lengths are equal) or
    as one block (when they differ: an inserted space, a composed accent, folded blanks).
    """

    text: str
    clean_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> Span:
        """The span in the raw text of ``text[start:end]``; needs ``start < end``."""
        return (self._raw(start, closing=False), self._raw(end - 1, closing=True))

    def _raw(self, position: int, *, closing: bool) -> int:
        run = bisect_right(self.clean_starts, position) - 1
        begin, raw, length = self.clean_starts[run], self.raw_starts[run], self.lengths[run]
        next_begin = (
            self.clean_starts[run + 1] if run + 1 < len(self.clean_starts) else len(self.text)
        )
        if next_begin - begin == length:
            return raw + (position - begin) + (1 if closing else 0)
        return raw + length if closing else raw


def build(runs: Iterable[tuple[str, int, int]]) -> Clean:
    """Join ``(clean text, raw start, raw length)`` runs, in order, into one ``Clean``."""
    texts: list[str] = []
    clean_starts: list[int] = []
    raw_starts: list[int] = []
    lengths: list[int] = []
    position = 0
    for text, raw_start, raw_length in runs:
        if not text:
            continue
        texts.append(text)
        clean_starts.append(position)
        raw_starts.append(raw_start)
        lengths.append(raw_length)
        position += len(text)
    return Clean("".join(texts), tuple(clean_starts), tuple(raw_starts), tuple(lengths))


def splice(clean: Clean, changes: Iterable[tuple[int, int, str]]) -> Clean:
    """``clean`` with each ``(start, end, replacement)`` (sorted, disjoint) put in place."""
    runs: list[tuple[str, int, int]] = []
    position = 0
    for start, end, replacement in changes:
        runs.extend(_runs(clean, position, start))
        if start < end:
            raw_start, raw_end = clean.raw_span(start, end)
        else:  # an insertion stands for no raw character: it sits before the next one
            raw_start = raw_end = (
                clean.raw_span(start, start + 1)[0]
                if start < len(clean.text)
                else clean.raw_span(start - 1, start)[1]
            )
        runs.append((replacement, raw_start, raw_end - raw_start))
        position = end
    runs.extend(_runs(clean, position, len(clean.text)))
    return build(runs)


def _runs(clean: Clean, start: int, end: int) -> Iterable[tuple[str, int, int]]:
    if start >= end:
        return
    run = bisect_right(clean.clean_starts, start) - 1
    position = start
    while position < end:
        begin = clean.clean_starts[run]
        last = run + 1 == len(clean.clean_starts)
        next_begin = len(clean.text) if last else clean.clean_starts[run + 1]
        stop = min(end, next_begin)
        raw, length = clean.raw_starts[run], clean.lengths[run]
        if next_begin - begin == length:
            yield clean.text[position:stop], raw + position - begin, stop - position
        else:
            yield clean.text[position:stop], raw, length
        position = stop
        run += 1
