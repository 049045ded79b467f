"""French words with their frequencies: what is a word, and how common it is.

Frequencies: pyspellchecker's French list (139,905 forms with counts, from subtitles). Forms that it
lacks: simplemma's French table (249,548 inflected forms). Neither holds words stuck together.
English and Spanish words come from pyspellchecker too: they are no French words stuck together.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from importlib import resources

from babel import Locale
from simplemma.strategies import DefaultDictionaryFactory

from .countries import all_countries

_FLOOR = 50  # the count that the frequency list gives to words it holds for completeness
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``cost`` maps a lower-case form to -log10 of its share; the sets come from lexicon.toml."""

    cost: dict[str, float]
    floor: float  # the cost of the rarest words
    unaccented: dict[str, float]  # what a form without its accents, itself no word, would cost with them
    foreign: frozenset[str]  # English and Spanish words that are not French
    names: frozenset[str]  # capitalised words of country names and demonyms
    people: frozenset[str]  # given and family names, folded
    towns: frozenset[str]  # places of one word that are no French words, folded
    pairs: frozenset[tuple[str, str]]  # names of two words, folded
    acronyms: frozenset[str]
    before_numbers: frozenset[str]
    brand_halves: frozenset[str]
    brands: frozenset[str]
    domains: frozenset[str]
    elisions: frozenset[str]
    endings: frozenset[str]
    family_names: frozenset[str]
    grammar: frozenset[str]
    institutions: frozenset[str]
    loose_prefixes: frozenset[str]
    modern: frozenset[str]
    name_heads: frozenset[str]
    particles: frozenset[str]
    prefixes: frozenset[str]
    short: frozenset[str]
    units: frozenset[str]
    unlisted: frozenset[str]
    vietnamese: frozenset[str]
    weak: frozenset[str]
    whole_before_apostrophe: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once (about a second, some 90 MB)."""
    text = resources.files(__package__).joinpath("data/lexicon.toml").read_text("utf-8")
    data: dict[str, str] = tomllib.loads(text)
    couples = [couple.split() for couple in data.pop("pairs").replace("\n", " ").split(",")]
    sets = {name: frozenset(words.split()) for name, words in data.items()}
    sets["vietnamese"] = frozenset(map(fold, sets["vietnamese"]))
    counts = _french()
    demonyms = _demonyms()
    for word in sets["grammar"] | sets["short"] | sets["modern"] | demonyms:
        counts[word] = max(counts.get(word, 0), 4 * _FLOOR)
    for word in _languages():
        counts.setdefault(word, _FLOOR)
    for word in sets["unlisted"]:
        counts.pop(word, None)
    total = sum(counts.values())
    named = [name for country in all_countries() for name in (country.name, *country.aliases)]
    couples += [words for name in named if len(words := _WORD.findall(name)) == 2]
    cost = {word: math.log10(total / count) for word, count in counts.items()}
    return Lexicon(
        cost=cost,
        unaccented=_unaccented(cost),
        floor=math.log10(total / _FLOOR),
        foreign=frozenset(word for word in _foreign() if word not in counts) - sets["unlisted"],
        names=frozenset(_names(named, counts)) | {word.title() for word in demonyms},
        people=_people(),
        towns=frozenset(fold(town) for town in _towns() if town.lower() not in counts),
        pairs=frozenset((fold(left), fold(right)) for left, right in couples),
        **sets,
    )


def fold(word: str) -> str:
    """``word`` without accents, in lower case."""
    plain = unicodedata.normalize("NFD", word.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


_ACCENTS = str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")


def _unaccented(cost: dict[str, float]) -> dict[str, float]:
    forms: dict[str, float] = {}
    for word, own in cost.items():
        plain = word.translate(_ACCENTS)
        if plain is not word and plain not in cost:
            forms[plain] = min(own, forms.get(plain, own))
    return forms


def _counts(language: str) -> dict[str, int]:
    packed = resources.files("spellchecker").joinpath(f"resources/{language}.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return counts


def _french() -> dict[str, int]:
    counts = {word: count for word, count in _counts("fr").items() if word.isalpha() and word.islower()}
    for word in DefaultDictionaryFactory().get_dictionary("fr"):
        if word.isalpha() and word.islower():
            counts.setdefault(word, _FLOOR)
    for word in [word for word in counts if "oe" in word]:
        ligature = word.replace("oe", "œ")
        counts[ligature] = max(counts[word], counts.get(ligature, 0))
    for word in [word for word in counts if "î" in word or "û" in word]:
        counts.setdefault(word.replace("î", "i").replace("û", "u"), _FLOOR)  # as spelled since 1990
    return counts


def _foreign() -> Iterable[str]:
    for language in ("en", "es"):
        for word, count in _counts(language).items():
            if len(word) > 3 and (count > 2 * _FLOOR or (len(word) > 6 and language == "en")):
                yield word


def _demonyms() -> set[str]:
    return {
        word
        for country in all_countries()
        for demonym in country.demonyms
        for word in _WORD.findall(demonym)
        if word.islower() and len(word) > 2
    }


def _languages() -> set[str]:
    names = Locale("fr").languages.values()
    return {word for name in names for word in _WORD.findall(name) if word.islower() and len(word) > 2}


def _names(named: Iterable[str], counts: Container[str]) -> Iterable[str]:
    """The words of country names, without such as « Haute » in « Haute-Volta »."""
    for name in named:
        words = _WORD.findall(name)
        for word in words:
            if word[0].isupper() and len(word) > 2 and (len(words) == 1 or word.lower() not in counts):
                yield word


def _people() -> frozenset[str]:
    text = resources.files(__package__).joinpath("data/names.toml").read_text("utf-8")
    groups: dict[str, dict[str, str]] = tomllib.loads(text)
    return frozenset(
        name
        for cultures in groups.values()
        for names in cultures.values()
        for name in names.split()
        if len(name) > 2
    )


_COUNTRYSIDE = ("vietnam", "asia", "africa", "americas", "europe_oceania")


def _towns() -> Iterable[str]:
    text = resources.files(__package__).joinpath("data/places.toml").read_text("utf-8")
    groups: dict[str, list[str]] = tomllib.loads(text)
    return (name for group in _COUNTRYSIDE for name in groups[group] if _WORD.fullmatch(name))
