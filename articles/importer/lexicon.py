"""French words with their frequencies: what is a word, and how common it is.

Frequencies: pyspellchecker's French list (139,905 forms with counts, from subtitles). Forms that it
lacks: simplemma's French table (249,548 inflected forms). Neither holds words stuck together.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
import tomllib
from dataclasses import dataclass
from importlib import resources

from babel import Locale
from simplemma.strategies import DefaultDictionaryFactory

_FLOOR = 50  # the count that the frequency list gives to words it holds for completeness


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``cost`` maps a lower-case form to -log10 of its share; ``sets`` come from lexicon.toml."""

    cost: dict[str, float]
    floor: float  # the cost of the rarest words
    grammar: frozenset[str]
    short: frozenset[str]
    prefixes: frozenset[str]
    endings: frozenset[str]
    units: frozenset[str]
    before_numbers: frozenset[str]
    brands: frozenset[str]
    domains: frozenset[str]
    elisions: frozenset[str]
    whole_before_apostrophe: frozenset[str]
    names: frozenset[str]  # capitalised words of country names


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once (about 0.4 s, 40 MB)."""
    counts = _counts()
    total = sum(counts.values())
    text = resources.files(__package__).joinpath("data/lexicon.toml").read_text("utf-8")
    sets = {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}
    for word in sets["grammar"] | sets["short"]:
        counts.setdefault(word, _FLOOR)
    return Lexicon(
        cost={word: math.log10(total / count) for word, count in counts.items()},
        floor=math.log10(total / _FLOOR),
        names=_country_words(),
        **sets,
    )


def _counts() -> dict[str, int]:
    packed = resources.files("spellchecker").joinpath("resources/fr.json.gz").read_bytes()
    counts: dict[str, int] = {}
    for word, count in json.loads(gzip.decompress(packed)).items():
        if word.isalpha():
            counts[word] = count
    for word in DefaultDictionaryFactory().get_dictionary("fr"):
        if word.isalpha() and word.islower():
            counts.setdefault(word, _FLOOR)
    for word in [word for word in counts if "oe" in word]:
        ligature = word.replace("oe", "œ")
        counts[ligature] = max(counts[word], counts.get(ligature, 0))
    return counts


def _country_words() -> frozenset[str]:
    territories = Locale.parse("fr").territories
    return frozenset(
        word
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha()
        for word in name.replace("-", " ").replace("’", " ").replace("'", " ").split()
        if word[0].isupper() and len(word) > 2
    )
