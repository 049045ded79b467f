"""Clean text that still knows where each of its characters stood in the raw text."""

from __future__ import annotations

import re
import unicodedata
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
        next_begin = self.clean_starts[run + 1] if run + 1 < len(self.clean_starts) else len(self.text)
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


_BLANK = r"[\s\u00a0\u180e\u2000-\u200a\u202f\u205f\u3000]"
_MARK = r"[\u0300-\u036f]"
# What is not read: control characters, soft hyphens, zero-width and bidirectional marks.
_DROPPED = (
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_DEFECT = re.compile(
    rf"(?P<blank>(?:(?! ){_BLANK}| (?:{_BLANK}|{_DROPPED}))(?:{_BLANK}|{_DROPPED})*"
    rf"| (?=[,.])|(?<=['’]) (?=\w)|(?<=[0-9IVXLC]) (?=(?:e|es|er|ers|re|res|ème|èmes|ᵉ)\b)"
    rf"|(?<=\() | (?=\)))"
    rf"|(?P<mark>\w{_MARK}+)|(?P<dropped>{_DROPPED}+)|(?P<other>[\u212a\u212b\u0340-\u0341])"
)
_ELISION_BEFORE = re.compile(r"(?:^|[^\w])(?:[ldsncjmt]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]$", re.I)
_NUMBER_BEFORE = re.compile(r"(?:^|[^\w,.])(?:[0-9]{1,4}|[IVX][IVXLC]{0,6})$")
_ORDINAL_AFTER = re.compile(r"(?:e|es|er|ers|re|res|ème|èmes|ᵉ)(?![\w'’])")
_BLANKS = re.compile(_BLANK)
# What a neat line is made of, and what it must not hold: see ``_is_neat``.
_UNUSUAL = re.compile("[^ -~\u00a1-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9–—‘’“”…€]")
_TORN = re.compile("[0-9IVXLC] [eèr]")
_UNTIDY = ("  ", " ,", " .", "' ", "’ ", "( ", " )")
_EDGE = re.compile(rf"{_BLANK}|{_DROPPED}")


def tidy(raw: str, start: int, end: int) -> Clean:
    """``raw[start:end]`` as a reader sees it, with the origin of every character.

    Blanks of every kind become one space, none at either end, none before a comma or full stop
    nor after an elision; torn ordinals (``13 es``) are joined; accents are composed; characters
    that nobody sees are dropped. Lost spaces are left to ``repair``.
    """
    while start < end and _EDGE.match(raw, start):
        start += 1
    while start < end and _EDGE.match(raw, end - 1):
        end -= 1
    if _is_neat(raw, start, end):
        return build([(raw[start:end], start, end - start)])
    runs: list[tuple[str, int, int]] = []
    position = start
    for defect in _DEFECT.finditer(raw, start, end):
        begin, stop = defect.span()
        if begin > position:
            runs.append((raw[position:begin], position, begin - position))
        position = stop
        kind = defect.lastgroup
        if kind == "dropped":
            continue
        if kind == "blank":
            replacement = " " if _keeps_blank(raw, begin, stop, start, end) else ""
        else:
            replacement = unicodedata.normalize("NFC", defect.group())
        runs.append((replacement, begin, stop - begin))
    if position < end:
        runs.append((raw[position:end], position, end - position))
    return build(runs)


def _is_neat(raw: str, start: int, end: int) -> bool:
    """Whether nothing needs a look in ``raw[start:end]``: most lines, found out ten times faster."""
    if _UNUSUAL.search(raw, start, end) or _TORN.search(raw, start, end):
        return False
    text = raw[start:end]
    return not any(pair in text for pair in _UNTIDY)


def _keeps_blank(raw: str, begin: int, stop: int, start: int, end: int) -> bool:
    """Whether the blanks ``raw[begin:stop]`` part two words (or a word and its punctuation)."""
    before, after = raw[begin - 1], raw[stop]
    if after == ",":
        return False
    if after == ".":  # « l’ONU . » loses its blank, « .5 » and « ... » keep theirs
        return stop + 1 < end and not _BLANKS.match(raw, stop + 1)
    if before == "(" or after == ")":
        return False
    context = raw[max(start, begin - 10) : begin]
    if before in "'’":
        return not (after.isalpha() and _ELISION_BEFORE.search(context))
    if _ORDINAL_AFTER.match(raw, stop, end):
        return not _NUMBER_BEFORE.search(context)
    return True
