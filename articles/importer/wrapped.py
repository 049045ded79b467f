"""Paragraphs that hard line ends cut into lines: people and countries are read across the cuts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .phrases import fold
from .text import Clean
from .wordlists import vocabulary

_LEAST = 40  # characters of a line that was cut because it was full
_TELLING = 2  # lines that go on in small letters say that the whole text was cut so
_BLANKS = 3  # characters between two lines: a line end, perhaps blanks before it


def whole(pieces: Sequence[Clean]) -> list[Clean]:
    """``pieces`` with the lines of one sentence joined by a blank, where the text is hard-wrapped.

    Nothing is joined unless some lines go on in small letters: a headline, the rows of a table
    and the items of a list end without a full stop, too, and what follows is another matter.
    """
    joined = list(pieces)
    pairs = [(one, other) for one, other in pairwise(pieces) if _is_cut(one, other)]
    if sum(other.text[:1].islower() for _, other in pairs) < _TELLING:
        return joined
    joined = []
    for piece in pieces:
        if joined and _is_cut(joined[-1], piece):
            joined[-1] = _join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _is_cut(one: Clean, other: Clean) -> bool:
    """Whether ``other`` is the very next line and ``one`` is full and ends within a sentence."""
    if len(one.text) < _LEAST or not other.text or not (one.text[-1].isalnum() or one.text[-1] in ",-"):
        return False
    word = other.text.split(" ", 1)[0]
    if word[:1].isupper() and fold(word) in vocabulary("function"):
        return False  # a sentence begins: "Le", "Il"
    gap = other.raw_span(0, 1)[0] - one.raw_span(len(one.text) - 1, len(one.text))[1]
    return 0 < gap <= _BLANKS


def _join(one: Clean, other: Clean) -> Clean:
    """One text; the line end between them stands for the blank, as folded blanks do."""
    end = one.raw_span(len(one.text) - 1, len(one.text))[1]
    begin = other.raw_span(0, 1)[0]
    blank = "" if one.text.endswith("-") else " "
    shift = len(one.text) + len(blank)
    return Clean(
        one.text + blank + other.text,
        (*one.clean_starts, *([len(one.text)] if blank else []), *(s + shift for s in other.clean_starts)),
        (*one.raw_starts, *([end] if blank else []), *other.raw_starts),
        (*one.lengths, *([begin - end] if blank else []), *other.lengths),
    )
