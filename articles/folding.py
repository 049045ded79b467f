"""One way to compare words: without accents, case, hyphens and typographic signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, as the archive's languages write them.
_LETTERS = {
    "đ": "d",
    "Đ": "D",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "ß": "ss",
    "ı": "i",
    "’": "'",
    "ʼ": "'",
    "‘": "'",
}
# faster than str.translate, which looks at every character
_ANY_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
_NOT_WORD = re.compile(r"[\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NAME = 60  # characters: what is longer is a text and hardly comes again
_OTHER_SCRIPT = re.compile("[^\x00-\u02ff\u2000-\u206f]")


def _letter(found: re.Match[str]) -> str:
    return _LETTERS[found.group()]


def unaccent(text: str) -> str:
    """``text`` without diacritics; its case stays. The length may change (``œ`` gives ``oe``)."""
    if text.isascii():
        return text
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", _ANY_LETTER.sub(_letter, text)))
    if not _OTHER_SCRIPT.search(decomposed):  # the rule: no mark of another script to look for
        return decomposed
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """The key under which two spellings are the same: ``Díaz-Canel`` gives ``diaz canel``."""
    return _fold_name(text) if len(text) <= _NAME else _fold(text)


def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", unaccent(text).casefold()).strip()


_fold_name = lru_cache(maxsize=1 << 14)(_fold)  # a name is folded at each step of its way
