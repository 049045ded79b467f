"""Words in capitals among names: an acronym in "l'ASEAN", a family name in "M. NGAKOSSO Parfait"."""

from __future__ import annotations

import re

from .brands import Row
from .names import given_names, is_family_first, is_known_name
from .phrases import Words
from .wordlists import vocabulary

_ROMAN = re.compile(r"[IVX]{1,5}")


def is_acronym(words: Words, row: Row, index: int, *, begun: bool) -> bool:
    """Whether the word at ``index`` is an acronym; ``begun`` says that a name has begun before it."""
    written = words.text[words.starts[index] : words.ends[index]]
    if len(written) < 2 or not written.isupper():
        return False
    if row.pending and _ROMAN.fullmatch(written):
        return False
    form = words.forms[index]
    if len(written) > 2 and (is_known_name(form) or is_family_first(form)):
        return False
    if begun and len(written) > 3:
        return False  # Emmanuel DURAND-MOREL
    return not (_is_initials(words, row, index) or (len(written) > 3 and _is_family_name(words, row, index)))


def _is_family_name(words: Words, row: Row, index: int) -> bool:
    """ "M. NGAKOSSO Parfait", "NGAKOSSO Parfait": the family name stands first, in capitals."""
    following = index + 1
    ahead = following in row.run and words.joint(index) in (" ", "-")
    if index and words.forms[index - 1] in ("de", "du", "d", "des", "la", "le", "l", "en"):
        return False  # "secrétaire général de l'ASEAN Kao Kim Hourn"
    if ahead and not words.text[words.ends[following] - 1].isupper():
        if words.forms[following] in given_names():
            return True
    elif ahead and not words.text[words.ends[following] - 1].islower():
        ahead = False
    title = words.forms[row.title] if row.title >= 0 else ""
    return title in vocabulary("honorifics")


def _is_initials(words: Words, row: Row, index: int) -> bool:
    """ "JK Rowling": two letters before a capitalised word that is not all capitals."""
    following = index + 1
    if following not in row.run or words.ends[index] - words.starts[index] != 2:
        return False
    return is_known_name(words.forms[following]) and not words.text[words.ends[following] - 1].isupper()
