"""Countries named in a text: by name, adjective, compound or name of the past.

The words of each country are data (``data/countries.toml`` and the French names of CLDR), and so
are the phrases where such a word names something else (``data/country_traps.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

from .phrases import Phrases, Words, fold
from .wordlists import vocabulary

_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"^([^()]+) \(([^()]+)\)$")
_GENERIC = frozenset(["ile", "iles", "republique", "royaume", "etat", "etats", "union", "territoire", "deux"])
_STREETS = frozenset(["rue", "avenue", "boulevard", "place", "quai", "hotel", "gare", "porte", "square"])
_OF = frozenset(("de", "du", "d", "des", "la", "l"))
# "en russe", "le vietnamien": a language when no noun and no name follows.
_BEFORE_LANGUAGE = frozenset(
    ["en", "le", "du", "au", "l", "parler", "parle", "parlent", "apprendre", "enseigner"]
)
_OF_LANGUAGE = frozenset(("langue", "langues", "mot", "mots", "terme", "termes"))
_JOINED = (" ", "'", "’", ", ")
_BEFORE_PERSON = frozenset(("m", "mme", "mlle", "a", "par", "avec", "selon", "chez"))


@dataclass(frozen=True, slots=True)
class CountryNames:
    """One country of ISO 3166-1: its CLDR name, other names in use or of the past, demonyms."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryWord:
    """What a phrase means. ``kind``: name, former, demonym, prefix, together or elsewhere."""

    kind: str
    codes: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A phrase of the text (words ``first`` to ``last``, exclusive) and the countries it may mean.

    Several ``codes`` of kind "together" are all meant; of another kind, one of them is.
    """

    first: int
    last: int
    kind: str
    codes: tuple[str, ...]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text("utf-8"))


@cache
def all_countries() -> tuple[CountryNames, ...]:
    """All 249 countries of ISO 3166-1, in the order of their codes."""
    names = Locale("fr").territories
    return tuple(
        CountryNames(
            code,
            names[code],
            tuple(
                dict.fromkeys(
                    name
                    for key in ("aliases", "official", "former")
                    for name in entry.get(key, ())
                    if name != names[code]
                )
            ),
            tuple(dict.fromkeys(entry.get("demonyms", ()))),
        )
        for code, entry in sorted(_data("countries.toml").items())
    )


@cache
def _traps() -> dict[str, Any]:
    return _data("country_traps.toml")


@cache
def _lexicon() -> Phrases[CountryWord]:
    meanings: dict[tuple[str, str], list[str]] = {}
    entries = _data("countries.toml")

    def add(kind: str, phrase: str, code: str) -> None:
        codes = meanings.setdefault((kind, phrase), [])
        if code not in codes:
            codes.append(code)

    for country in all_countries():
        entry = entries[country.code]
        match = _PARENTHESIS.match(country.name)
        cldr = match.groups() if match and match[1] == "Myanmar" else (country.name,)
        for name in (*cldr, *entry.get("aliases", ()), *entry.get("official", ())):
            add("name", name, country.code)
        for name in entry.get("former", ()):
            add("former", name, country.code)
        for demonym in country.demonyms:
            add("demonym", demonym, country.code)
        for prefix in entry.get("prefixes", ()):
            add("prefix", prefix, country.code)
    for shared in _traps()["shared"]:
        for word in shared["words"]:
            kind = "name" if word[0].isupper() else "demonym"
            meanings[(kind, word)] = list(shared["codes"])
    for phrase, codes in _traps()["together"].items():
        meanings[("together", phrase)] = list(codes)
    for phrase in _traps()["elsewhere"]:
        meanings[("elsewhere", phrase)] = []
    # "République populaire de Chine" also stands in names whose accents or articles differ: the
    # short name within is found then, so only the span suffers.
    return Phrases(
        (phrase.replace("’", "'"), CountryWord(kind, tuple(codes), phrase))
        for (kind, phrase), codes in meanings.items()
    )


@cache
def _demonym_forms() -> frozenset[str]:
    """First folded words of demonyms and prefixes: what may follow ``sino-``."""
    entries = _data("countries.toml").values()
    return frozenset(
        fold(word).split("-")[0].split(" ")[0]
        for entry in entries
        for word in (*entry.get("demonyms", ()), *entry.get("prefixes", ()))
    )


@cache
def _folded_traps(key: str) -> dict[str, frozenset[str]]:
    return {fold(name): frozenset(words) for name, words in _traps()[key].items()}


@cache
def _languages() -> frozenset[str]:
    return frozenset(fold(word) for word in _traps()["languages"])


def country_mentions(words: Words) -> list[CountryMention]:
    """Every phrase of ``words`` that names a country, longest first at each place."""
    lexicon = _lexicon()
    found: list[CountryMention] = []
    free = 0
    for index in lexicon.starts_in(words):
        if index < free:
            continue
        for last, word in lexicon.at(words, index):
            if _meant(words, index, last, word):
                free = last
                if word.kind != "elsewhere":
                    found.append(CountryMention(index, last, word.kind, word.codes))
                break
    return found


def _meant(words: Words, first: int, last: int, word: CountryWord) -> bool:
    text, forms = words.text, words.forms
    if word.kind == "elsewhere":
        return True
    if last - first == 1 and not _accents_agree(text[words.starts[first] : words.ends[first]], word.written):
        return False
    if word.kind == "prefix":
        return last < len(forms) and words.joint(last - 1) == "-" and forms[last] in _demonym_forms()
    if word.kind == "demonym":
        return last - first > 1 or not (_is_language(words, first) or _is_foreign(words, first))
    if not _capitals_kept(words, first, last, word.written):
        return False
    before = forms[first - 1] if first else ""
    after = forms[last] if last < len(forms) else ""
    name = forms[last - 1]
    needed = _folded_traps("needs_before").get(name)
    if needed is not None and last - first == 1:
        if before not in needed or text[words.starts[last - 1]].islower():
            return False
        if name == "maurice" and after and _starts_upper(words, last) and words.joint(first) == " ":
            return False
    if last - first == 1 and before in _folded_traps("refuses_before").get(name, ()):
        return False
    refused = _folded_traps("refuses_after").get(name)
    if refused is not None and after in refused and last - first <= 2:
        return False
    if first and _closes_firm(words, first):
        return False
    return not (before in _OF and first > 1 and _on_a_street(forms, first))


def _closes_firm(words: Words, first: int) -> bool:
    """ "AFG Bank Madagascar", "Kia Motors Vietnam": the country of a firm's name is none of the story."""
    if words.joint(first - 1) != " " or not _starts_upper(words, first - 1):
        return False
    return words.forms[first - 1] in vocabulary("closing_firms")


def _on_a_street(forms: Sequence[str], first: int) -> bool:
    """ "rue de Russie", "place d'Italie", "avenue de la Chine"."""
    return forms[first - 2] in _STREETS or (
        first > 2 and forms[first - 2] in _OF and forms[first - 3] in _STREETS
    )


def _is_language(words: Words, index: int) -> bool:
    form = words.forms[index]
    if words.text[words.starts[index]].isupper() or not index or words.joint(index - 1) not in _JOINED:
        return False
    before = words.forms[index - 1]
    if before in _OF_LANGUAGE and words.joint(index - 1) == " ":
        return True
    if form not in _languages():
        return False
    if before == "et" and index > 1:  # "parle anglais et chinois"
        return words.forms[index - 2] in _languages() and _is_language(words, index - 2)
    if words.joint(index - 1) == ", ":
        return before in _languages() and _is_language(words, index - 1)
    if before not in _BEFORE_LANGUAGE:
        return False
    follows_name = (
        index + 1 < len(words.forms) and words.joint(index) == " " and _starts_upper(words, index + 1)
    )
    return before == "en" or not follows_name


def _is_foreign(words: Words, index: int) -> bool:
    """ "Thai Nguyen", "Lao Cai": a short word that lacks its accent and opens another name."""
    written = words.text[words.starts[index] : words.ends[index]]
    if len(written) > 4 or not written[0].isupper() or not written.isascii():
        return False
    if not index or words.joint(index - 1).strip(" ") or words.forms[index - 1] in _BEFORE_PERSON:
        return True  # "M. Thai", "Thai m'en promet": no article, as an inhabitant has
    return (
        index + 1 < len(words.forms) and words.joint(index) in (" ", "-") and _starts_upper(words, index + 1)
    )


def _accents_agree(written: str, name: str) -> bool:
    """Whether no letter of ``written`` has an accent of its own: "Thái" is not Thai, "Lào Cai" not Laos.

    An accent left out ("Perou") says nothing.
    """
    if written.isascii() or len(written) != len(name):
        return True
    pairs = zip(written.lower(), name.lower(), strict=True)
    return all(one == other or one.isascii() for one, other in pairs)


def _starts_upper(words: Words, index: int) -> bool:
    return words.text[words.starts[index]].isupper()


def _capitals_kept(words: Words, first: int, last: int, written: str) -> bool:
    """Whether a name keeps its capitals: "Chili" but not "chili", "US" but not "us"."""
    if written.replace(".", "").replace("-", "").isupper():
        return words.text[words.starts[first] : words.ends[last - 1]].isupper()
    if words.text[words.starts[first] : words.ends[last - 1]] == written:
        return True
    capitals = [
        (fold(part) in _GENERIC or len(part) < 3, _starts_upper(words, index))
        for index, part in zip(range(first, last), _WORD.findall(written), strict=False)
        if part[0].isupper()
    ]
    telling = [upper for generic, upper in capitals if not generic]
    return any(telling or [upper for _, upper in capitals])


def settle(
    texts: Sequence[Words], mentions: Sequence[Sequence[CountryMention]]
) -> list[list[tuple[CountryMention, tuple[str, ...]]]]:
    """Each mention with the codes that it means, shared words decided by the whole document."""
    certain = {mention.codes[0] for found in mentions for mention in found if len(mention.codes) == 1} | {
        code
        for found in mentions
        for mention in found
        if mention.kind == "together"
        for code in mention.codes
    }
    chosen: dict[tuple[str, ...], tuple[str, ...]] = {}
    settled: list[list[tuple[CountryMention, tuple[str, ...]]]] = []
    for found in mentions:
        row = []
        for mention in found:
            codes = mention.codes
            if len(codes) > 1 and mention.kind != "together":
                if codes not in chosen:
                    chosen[codes] = _choose(codes, certain, texts)
                codes = chosen[codes]
            row.append((mention, codes))
        settled.append(row)
    return settled


def _choose(codes: tuple[str, ...], certain: set[str], texts: Sequence[Words]) -> tuple[str, ...]:
    named = tuple(code for code in codes if code in certain)
    if len(named) == 1:
        return named
    clues: dict[str, list[str]] = next(
        (shared["clues"] for shared in _traps()["shared"] if tuple(shared["codes"]) == codes), {}
    )
    hinted = tuple(code for code in named or codes if any(_has(texts, clue) for clue in clues.get(code, ())))
    if len(hinted) == 1:
        return hinted
    return () if named else (hinted or codes)[:1]


def _has(texts: Iterable[Words], clue: str) -> bool:
    folded = fold(clue).replace("-", " ").split()
    return any(folded[0] in words.forms and all(part in words.forms for part in folded) for words in texts)
