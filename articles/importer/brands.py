"""Common words in a row of capitals: part of a name in "Bertrand Ville", a firm's in "WinMart"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .candidates import HYPHENS
from .names import inner_capital, is_common_word, is_family_first, is_french_given, is_known_name
from .offices import is_epithet, is_office
from .phrases import Words, fold
from .wordlists import vocabulary


@dataclass(frozen=True, slots=True)
class Row:
    """Indexes of the words that hang together, those of the name so far, and its title (-1 for none)."""

    run: Sequence[int]
    upper: Sequence[bool]
    pending: Sequence[int]
    title: int

    def goes_on(self, index: int) -> bool:
        """Whether a capitalised word of the row follows the one at ``index``."""
        return index < self.run[-1] and self.upper[index + 1]


def is_surname(words: Words, row: Row, index: int) -> bool:
    """Whether the word of a body is part of a name: "Bertrand Ville", "Rose Mboma", "le Dr Kidong Park"."""
    form, ahead = words.forms[index], row.goes_on(index)
    if not row.pending:
        after_of = index > 0 and words.forms[index - 1] in ("de", "du", "d", "des", "la", "le", "l", "en")
        return ahead and words.joint(index) == " " and not after_of and is_french_given(form)
    if words.joint(index - 1) != " ":
        return False
    if form in vocabulary("closing") and form != "ville":
        return row.title >= 0 and not ahead and len(row.pending) == 1 and is_family_first(form)
    hyphened = ahead and words.joint(index) in HYPHENS
    return (hyphened or not ahead) and all(is_french_given(words.forms[i]) for i in row.pending)


def is_brand(words: Words, row: Row, index: int) -> bool:
    """Whether a capital inside a word says a firm's ("WinMart", "VNExpress"), not two names stuck."""
    written = words.text[words.starts[index] : words.ends[index]]
    inner = inner_capital(written)
    if not inner:
        return False
    head, tail = written[:inner], written[inner:]
    if head.isupper() and len(head) > 1:
        return True
    return (is_common_word(tail) and not is_known_name(fold(tail))) or _stands_alone(words, row, index)


def _stands_alone(words: Words, row: Row, index: int) -> bool:
    """Whether neither another part of a name nor an office stands beside the word."""
    if row.pending or row.title >= 0 or row.goes_on(index):
        return False
    position = index - 1
    while position >= 0 and words.joint(position) == " ":
        form = words.forms[position]
        if is_office(form):
            return form in vocabulary("also_bodies")
        if form in vocabulary("honorifics"):
            return False
        if not is_epithet(form) or index - position > 2:
            break
        position -= 1
    return True
