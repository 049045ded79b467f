"""How much a row of capitalised words looks like a person's name, whatever stands around it.

Lists of given and family names by culture are data (``data/names.toml``); Vietnamese and Chinese
names are also known by the shape of their syllables. Folded forms throughout: no accents, no case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from .lexicon import lexicon
from .phrases import fold

_REMEMBERED = 65_536
_VIETNAMESE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:ieu|oai|oay|uay|uoi|uou|uya|uye|uyu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy"
    r"|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|er"
    r"|[aeiouv]))'?"
)


@cache
def _names() -> dict[str, dict[str, frozenset[str]]]:
    text = resources.files(__package__).joinpath("data", "names.toml").read_text("utf-8")
    return {
        section: {culture: frozenset(words.split()) for culture, words in lists.items()}
        for section, lists in tomllib.loads(text).items()
    }


@cache
def given_names() -> frozenset[str]:
    return frozenset().union(*_names()["given"].values())


def is_french_given(form: str) -> bool:
    return form in _names()["given"]["french"]


@cache
def family_names() -> frozenset[str]:
    return frozenset().union(*_names()["surname"].values())


@cache
def _family_endings() -> tuple[str, ...]:
    return tuple(_names()["endings"]["family"])


@cache
def is_family_name(form: str) -> bool:
    """Whether ``form`` is a listed family name or is made like one: Morozov, Roustaveli, Enkhbayar."""
    return form in family_names() or (len(form) >= 6 and form.endswith(_family_endings()))


@cache
def _family_first(culture: str) -> frozenset[str]:
    return _names()["family_first"][culture]


@lru_cache(maxsize=_REMEMBERED)
def is_vietnamese_syllable(form: str) -> bool:
    return len(form) <= 7 and _VIETNAMESE.fullmatch(form) is not None


@lru_cache(maxsize=_REMEMBERED)
def pinyin_syllables(form: str) -> int:
    """1 or 2 when ``form`` is that many Chinese syllables, else 0."""
    if len(form) > 12:
        return 0
    if _PINYIN.fullmatch(form):
        return 1
    cuts = range(1, len(form))
    if any(_PINYIN.fullmatch(form[:cut]) and _PINYIN.fullmatch(form[cut:]) for cut in cuts):
        return 2
    return 0


@lru_cache(maxsize=_REMEMBERED)
def is_french_word(word: str) -> bool:
    """Whether ``word``, in small letters, is a word of ordinary French (accents count)."""
    return word.lower() in lexicon().cost


def is_common_word(word: str) -> bool:
    """Whether ``word`` is a word of French, English or Spanish."""
    return is_french_word(word) or word.lower() in lexicon().foreign


# First parts of names with a capital inside: McDonald, DiCaprio, LeBron.
_CAPITAL_FOLLOWS = frozenset(("mc", "mac", "de", "del", "di", "da", "du", "la", "le", "fitz", "o", "san"))


def inner_capital(word: str) -> int:
    """Where a second word seems to begin inside ``word``: 3 in "WinMart", 2 in "VNExpress"; else 0."""
    if word[1:].islower() or word.isupper() or word.islower():
        return 0
    for index in range(1, len(word) - 1):
        if word[index].isupper() and (word[index - 1].islower() or word[index + 1].islower()):
            return 0 if fold(word[:index]) in _CAPITAL_FOLLOWS else index
    return 0


def is_known_name(form: str) -> bool:
    """Whether a list of given or family names holds ``form``."""
    return form in given_names() or form in family_names()


def starts_name(form: str) -> bool:
    """Whether a name may begin with ``form``: a given name, or a family name that comes first."""
    return form in given_names() or is_family_first(form)


def is_family_first(form: str) -> bool:
    return any(form in families for families in _names()["family_first"].values())


def is_vietnamese(units: Sequence[Sequence[str]]) -> bool:
    """Family name, then one to four syllables: Nguyen Phu Trong."""
    return (
        2 <= len(units) <= 5
        and units[0][0] in _family_first("vietnamese")
        and all(is_vietnamese_syllable(form) for unit in units for form in unit)
    )


def is_chinese(units: Sequence[Sequence[str]]) -> bool:
    """Family name, then one or two syllables: Xi Jinping, Wang Yi, Lai Ching-te."""
    if not 2 <= len(units) <= 3 or units[0][0] not in _family_first("chinese"):
        return False
    return sum(pinyin_syllables(form) or 9 for unit in units[1:] for form in unit) <= 2


def is_korean(units: Sequence[Sequence[str]]) -> bool:
    """Family name, then two syllables: Kim Jong-un, Yoon Suk Yeol."""
    if units[0][0] not in _family_first("korean") or len(units[0]) > 1:
        return False
    if len(units) == 2:
        return len(units[1]) == 2 and all(len(form) <= 6 for form in units[1]) and len(units[1][0]) > 1
    return len(units) == 3 and all(2 <= len(form) <= 5 for unit in units[1:] for form in unit)


def likeness(units: Sequence[Sequence[str]], written: Sequence[str], particles: float) -> float:
    """0 (a row of French words) to 4 (no doubt): how much the words look like a person's name.

    ``units`` are the words between blanks, each split at its hyphens; ``written`` the same words
    as they stand; ``particles`` is the weight of the small words inside, which are not in ``units``.
    """
    count = len(units)
    if count < 2:
        return 0.0
    if is_korean(units) and len(units) == 2:
        return 3.5
    if is_vietnamese(units):
        return 3.5 if count > 2 else 2.2
    if is_chinese(units):
        two = sum(pinyin_syllables(form) for unit in units[1:] for form in unit) > 1
        return 3.0 if two else 2.0
    if is_korean(units):
        return 2.6
    given, family = given_names(), family_names()
    ordinary = sum(is_french_word(word) for word in written)
    score = 0.0 if ordinary == count else 0.75 if ordinary else 1.5
    first, last = units[0][0], units[-1][-1]
    if first in given:
        score = 2.6 if not is_french_word(written[0]) or ordinary <= 1 else 1.75
        if is_family_name(last) or (last in given and not is_french_word(written[-1])):
            score += 0.8
        elif any(unit[0] in given or is_family_name(unit[0]) for unit in units[1:]):
            score += 0.6
    elif len(first) == 1 or (len(first) == 2 and written[0].isupper()):
        score = 2.6 if count > 2 and len(units[1][0]) == 1 else 1.75 if ordinary < count - 1 else 1.0
    elif is_family_name(last) or any(unit[0] in family for unit in units[1:]):
        score = 2.5 if ordinary == 0 else 1.75
    elif any(unit[0] in given for unit in units):
        score = 2.2 if ordinary == 0 else 1.5
    elif first in family and ordinary == 0:
        score = 2.0  # Yamada Takio
    elif all(is_vietnamese_syllable(form) for unit in units for form in unit) and count <= 4:
        score = 1.5
    if score >= 1.0:
        score += particles
    return score - 1.0 if count > 6 else score


def folded_units(words: Sequence[str]) -> list[list[str]]:
    """``Jean-Bosco Mabiala`` as ``[["jean", "bosco"], ["mabiala"]]``."""
    return [[part for part in re.split(r"[-‑'’.]", fold(word)) if part] for word in words]
