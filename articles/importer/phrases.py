"""Words of a text and the search for fixed phrases among them, blind to accents and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one phrase: "Viet-Nam", "Viet Nam", "d'Ivoire", "R. de Corée".
_JOINTS = frozenset((" ", "-", "'", "’", ". ", ".", "‑", "–", " (", ", ", ".-", " & "))

_SHORT = 20_000  # characters of a text whose words are kept for the next who asks

_UNDECOMPOSED = {"Đ": "d", "đ": "d", "Ð": "d", "ð": "d", "Ø": "o", "ø": "o", "Ł": "l", "ł": "l"}
_UNDECOMPOSED |= {"ı": "i", "Ħ": "h", "ħ": "h"}

Payload = TypeVar("Payload")


@cache
def _folding() -> dict[str, str]:
    """Accented Latin letters to their bare lower-case letter, one for one."""
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    return {letter: bare for letter in letters if (bare := _bare(letter)) != letter}


def _bare(letter: str) -> str:
    if letter in _UNDECOMPOSED:
        return _UNDECOMPOSED[letter]
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def fold(text: str) -> str:
    """``text`` in lower case and without accents, character for character as long."""
    if text.isascii():
        return text.lower()
    folded = text
    bare = _folding()
    for letter in set(text):  # a handful; much quicker than translating letter by letter
        if letter in bare:
            folded = folded.replace(letter, bare[letter])
    folded = folded.lower()
    if len(folded) != len(text):  # a foreign letter whose lower case is longer
        folded = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return folded


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: folded forms with their places in the text."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def joint(self, index: int) -> str:
        """What stands between word ``index`` and the next one."""
        return self.text[self.ends[index] : self.starts[index + 1]]


def words_of(text: str) -> Words:
    """The words of ``text``; several readers ask for the same texts one after the other."""
    return _remembered(text) if len(text) <= _SHORT else _split(text)


def _split(text: str) -> Words:
    folded = fold(text)
    spans = [match.span() for match in _WORD.finditer(folded)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return Words(text, [folded[start:end] for start, end in spans], starts, ends)


_remembered = lru_cache(maxsize=128)(_split)


class Phrases(Generic[Payload]):
    """Phrases with a payload each; at one place the longest phrase is found first."""

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        for phrase, payload in entries:
            forms = _WORD.findall(fold(phrase))
            if forms:
                self._by_first.setdefault(forms[0], []).append((tuple(forms[1:]), payload))
        for rests in self._by_first.values():
            rests.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Words, index: int) -> Iterator[tuple[int, Payload]]:
        """Phrases that start at word ``index``: (index after the last word, payload), longest first."""
        rests = self._by_first.get(words.forms[index])
        if rests is None:
            return
        forms = words.forms
        for rest, payload in rests:
            end = index + 1 + len(rest)
            if not rest or (
                tuple(forms[index + 1 : end]) == rest
                and all(words.joint(i) in _JOINTS for i in range(index, end - 1))
            ):
                yield end, payload

    def starts_in(self, words: Words) -> list[int]:
        """Indexes of the words that open a phrase, whether or not the rest of it follows."""
        firsts = self._by_first
        return [index for index, form in enumerate(words.forms) if form in firsts]

    def longest(self, words: Words, index: int) -> int:
        """Index after the last word of the longest phrase that starts at ``index``, else 0."""
        if words.forms[index] not in self._by_first:
            return 0
        return next((end for end, _ in self.at(words, index)), 0)
