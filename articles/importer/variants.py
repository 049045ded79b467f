"""Whether two spellings name one person, and which spelling is the fullest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .names import (
    given_names,
    is_chinese,
    is_known_name,
    is_korean,
    is_vietnamese,
    is_vietnamese_syllable,
)
from .wordlists import vocabulary

_REMEMBERED = 65_536
Forms = tuple[str, ...]

# Sounds that French, English and Spanish spellings of one name write differently, in this order.
_SOUNDS = (
    *(("tch", "ch"), ("sch", "ch"), ("dj", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("gu", "g")),
    *(("ei", "i"), ("ey", "i")),
    *(("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("sh", "ch"), ("cz", "ch"), ("ck", "k")),
    *(("qu", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("z", "s"), ("x", "ks")),
)
_OWN_LETTERS = frozenset("đĐðÐøØłŁıŋŊħĦæÆœŒßþÞəƏ")  # letters that no accent is taken off
_QUOTES = re.compile('[«»“”"]')
_INNER_VOWEL = re.compile("(?<=.)[aeo](?=.)")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=_REMEMBERED)
def sound(form: str) -> str:
    """A rough key of how ``form`` sounds: Zelensky, Zelenski; Poutine, Putin."""
    for spelled, heard in _SOUNDS:
        form = form.replace(spelled, heard)
    form = _DOUBLED.sub(r"\1", form)
    return form.removesuffix("e") if len(form) > 3 else form


def is_family_name_first(forms: Forms) -> bool:
    units = [[form] for form in forms]
    return is_vietnamese(units) or is_chinese(units) or is_korean(units)


def same_person(short: Forms, full: Forms) -> bool:
    """Whether ``short`` (no longer than ``full``) can be another spelling of ``full``."""
    if short == full or "".join(short) == "".join(full):
        return True
    if len(short) < len(full):
        return _is_part(short, full)
    if len(short) < 2:
        return False
    if sorted(short) == sorted(full):
        return True
    return _is_misspelling(short, full)


def _is_part(short: Forms, full: Forms) -> bool:
    if len(short) == 1:
        return any(_alike(short[0], name) and len(name) > 1 for name in call_names(full))
    if not _in_order(short, full):
        alone = short[1:] if short[0] in vocabulary("particles") else ()
        return len(alone) == 1 and len(alone[0]) > 2 and alone[0] in full[1:]  # "Da Silva"
    if is_family_name_first(full):
        return short == full[-len(short) :] or (short[0] == full[0] and short[-1] == full[-1])
    return True


def _in_order(short: Forms, full: Forms) -> bool:
    position = 0
    for form in full:
        if position < len(short) and _alike(short[position], form):
            position += 1
    return position == len(short)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return len(one) > 3 and sound(one) == sound(other) and not is_vietnamese_syllable(one)


def _is_misspelling(one: Forms, other: Forms) -> bool:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if all(_alike(a, b) for a, b in pairs) and any(len(a) > 1 for a in one):
        return True
    if len(pairs) != 1:
        return False
    a, b = pairs[0]
    if _INNER_VOWEL.sub("a", a) == _INNER_VOWEL.sub("a", b) and min(len(a), len(b)) > 4:
        return True  # Ahmed, Ahmad
    if is_vietnamese_syllable(a) and is_vietnamese_syllable(b):
        return False
    if is_known_name(a) and is_known_name(b):
        return False
    allowed = 1 if min(len(a), len(b)) < 7 else 2
    return min(len(a), len(b)) >= 4 and distance_within(a, b, allowed)


def is_slip(form: str, name: str) -> bool:
    """Whether the word ``form`` is ``name`` with one letter wrong inside: Tebbounbe, Tebboune.

    Another last letter is another name: Ivanov and Ivanova, Nasser and Nassera.
    """
    if min(len(form), len(name)) < 6 or form[0] != name[0] or form[-1] != name[-1]:
        return False
    return not is_known_name(form) and distance_within(form, name, 1)


def distance_within(a: str, b: str, limit: int) -> bool:
    """Whether at most ``limit`` letters must be put in, left out, changed or swapped."""
    if abs(len(a) - len(b)) > limit or len(a) > 40:
        return False
    # what both begin and end with does not count, and most names differ in a letter or two
    start, length = 0, min(len(a), len(b))
    while start < length and a[start] == b[start]:
        start += 1
    end = 0
    while end < length - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if max(len(a), len(b)) <= limit or (len(a) == len(b) == 2 and a == b[::-1]):
        return True
    if not a or not b:
        return False
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i] + [0] * len(b)
        for j, y in enumerate(b, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
        if min(row) > limit:
            return False
    return row[-1] <= limit


def call_names(full: Forms) -> Forms:
    """The single words by which a text may call ``full`` later."""
    if len(full) < 2:
        return full
    if is_vietnamese([[form] for form in full]):
        return (full[-1],)
    if is_chinese([[form] for form in full]) or is_korean([[form] for form in full]):
        return (full[0],)
    if full[-1] in given_names() and full[0] not in given_names():
        return full  # "Ngakosso Parfait", "Ishiba Shigeru": the family name stands first
    return full[1:]


def fullness(forms: Forms, written: str) -> tuple[int, bool, bool, int, int, bool]:
    """Sorts spellings: more words, no nickname, a given name first, more accents, longer, no capitals."""
    decomposed = unicodedata.normalize("NFD", written)
    accents = sum(1 for letter in decomposed if unicodedata.combining(letter))
    accents += sum(1 for letter in written if letter in _OWN_LETTERS)
    shouted = any(len(word) > 2 and word.isupper() for word in written.split())
    return (
        len(forms),
        not _QUOTES.search(written),
        forms[0] in given_names(),
        accents,
        len(written),
        not shouted,
    )


def best_spelling(spellings: Sequence[tuple[Forms, str]]) -> str:
    """The fullest; one that only says its last word twice, "Oshima Oshima", is no fuller."""
    forms = {form for form, _ in spellings}
    true = [s for s in spellings if not (s[0][-1:] == s[0][-2:-1] and s[0][:-1] in forms)]
    return max(true or spellings, key=lambda spelling: fullness(*spelling))[1]
