"""Titles, letters and quotes beside a name that are no part of it: ``S.E.``, ``Tan Sri``, ``dit « Ba »``."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import cache

from .countries import CountryMention
from .names import given_names, is_known_name, likeness
from .offices import is_office
from .phrases import Words
from .wordlists import vocabulary

# Son Excellence, Sa Majesté, Son Altesse royale, Leurs Altesses …, with "M." or "Mme" right behind.
_SPELLED = frozenset(("se", "sm", "sa", "sar", "sas", "sai", "ss", "sem", "llmm", "llee"))
_NUMERAL = re.compile("[IVX]{2,5}")
_OPENING, _CLOSING = ("«", '"', "“", "‘", "'"), ("»", '"', "”", "’", "'")
_NICKNAME = 4  # words in quotation marks between a given and a family name
_NICKNAMED = frozenset(("surnomme", "surnommee", "dit", "dite", "alias", "pseudonyme", "surnom", "sobriquet"))


def spelled_title(words: Words, run: Sequence[int], index: int) -> int:
    """The index after ``S.E.``, ``S.M.``, ``S.A.R.`` at ``index``, when a name stands behind it; else 0."""
    letters = ""
    position = index
    while position in run and len(words.forms[position]) <= 2 and position - index < 4:
        written = words.text[words.starts[position] : words.ends[position]]
        if not written.isupper() or position + 1 not in run:
            break
        letters += words.forms[position]
        gap = words.joint(position)
        position += 1
        if not gap.startswith("."):
            break
    title = letters.removesuffix("m") if len(letters) > 2 else letters
    if not position or (letters not in _SPELLED and title not in _SPELLED) or len(letters) < 2:
        return 0
    behind = [i for i in run if i >= position]
    return position if len(behind) > 1 and len(words.forms[position]) > 1 else 0


@cache
def _paired_firsts() -> frozenset[str]:
    return frozenset(pair.split("-")[0] for pair in vocabulary("paired"))


def title_end(words: Words, run: Sequence[int], upper: Sequence[bool], index: int) -> int:
    """The index after a title of several words or letters at ``index`` that opens a name; else 0."""
    return spelled_title(words, run, index) or paired_title(words, run, upper, index)


def paired_title(words: Words, run: Sequence[int], upper: Sequence[bool], index: int) -> int:
    """The index after "Tan Sri", "Dato' Seri", "Preah Bat" that open a name; else 0."""
    following = index + 1
    if words.forms[index] not in _paired_firsts() or following + 1 not in run or not upper[following]:
        return 0
    if words.joint(index) not in (" ", "' ", "’ ", "-") or words.joint(following) != " ":
        return 0
    paired = f"{words.forms[index]}-{words.forms[following]}" in vocabulary("paired")
    return following + 1 if paired else 0


def is_sheikh(words: Words, run: Sequence[int], index: int) -> bool:
    """A title in "Cheikh Tamim ben Hamad", a given name in "Cheikh Anta Diop"."""
    return any(words.forms[i] in ("ben", "bin", "al") for i in run if i > index)


def opens_initials(words: Words, run: Sequence[int], index: int) -> bool:
    """Whether the "M." at ``index`` is no Monsieur: "M. A. Weerasinghe"."""
    following = index + 1
    return (
        following + 1 in run
        and len(words.forms[following]) == 1
        and words.joint(index).startswith(".")
        and words.joint(following).startswith(".")
    )


def closes_sentence(words: Words, index: int) -> bool:
    """Whether the letter at ``index`` belongs to the word before it: "le réseau X.", "le groupe B."."""
    if index == 0 or words.joint(index - 1) not in (" ", "/", "-", " - "):
        return False
    before = words.forms[index - 1]
    if before in vocabulary("honorifics"):
        return False
    if words.forms[index] == "x":
        return True
    return before in vocabulary("lettered") or (
        index > 1 and words.forms[index - 2] in vocabulary("lettered")
    )


def nickname_end(words: Words, upper: Sequence[bool], last: int) -> int:
    """The index of the family name behind ``« Kar Kar »`` that follows word ``last``; 0 when none does."""
    if words.joint(last).strip() not in _OPENING or words.forms[last] not in given_names():
        return 0
    for index in range(last + 1, min(last + 1 + _NICKNAME, len(words.forms) - 1)):
        gap = words.joint(index).strip()
        if gap:
            closed = gap in _CLOSING and upper[index + 1] and words.joint(index)[-1] == " "
            return index + 1 if closed else 0
    return 0


def is_nickname(words: Words, first: int) -> bool:
    """Whether what begins at word ``first`` is quoted after "dit", "surnommé", "alias"."""
    if not first or words.joint(first - 1).strip() not in _OPENING:
        return False
    return any(form in _NICKNAMED for form in words.forms[max(0, first - 3) : first])


def inhabitant_before(words: Words, run: Container[int], upper: Sequence[bool], index: int) -> bool:
    """ "le Grison Nino Schurter": any capitalised noun between an article and a likely name."""
    if index == 0 or words.forms[index - 1] not in ("le", "la", "l"):
        return False
    form, first, second = words.forms[index], index + 1, index + 2
    if is_known_name(form) and form not in vocabulary("inhabitants"):
        return False
    if not (first in run and second in run and upper[first] and upper[second]):
        return False
    if words.joint(index) != " " or words.joint(first) not in (" ", "-"):
        return False
    if form in vocabulary("inhabitants"):
        return True
    names = words.forms[first], words.forms[second]
    written = [words.text[words.starts[i] : words.ends[i]] for i in (first, second)]
    return names[0] in given_names() and likeness([[name] for name in names], written, 0.0) >= 2.5


def halved_inhabitant(words: Words, run: Sequence[int], countries: Mapping[int, CountryMention]) -> int:
    """The first word of "Sud-africain" in "le Sud-africain Klaasen Raven", before ``run``; else -1."""
    before = run[0] - 1
    mention = countries.get(before)
    if mention is None or mention.kind != "demonym" or mention.last - mention.first < 2 or len(run) < 2:
        return -1
    noun = words.text[words.starts[mention.first]].isupper() and words.joint(before) == " "
    article = mention.first > 0 and words.forms[mention.first - 1] in vocabulary("articles")
    return mention.first if noun and article else -1


def is_office_behind(words: Words, pending: Sequence[int], index: int) -> bool:
    """ "Mohammed VI Roi du Maroc": a whole name, then the office that it bears, without a comma."""
    if len(pending) < 2 or index + 1 >= len(words.forms) or is_known_name(words.forms[index]):
        return False
    last = words.text[words.starts[pending[-1]] : words.ends[pending[-1]]]
    if _NUMERAL.fullmatch(last):
        return True
    return words.joint(index) == " " and words.forms[index + 1] in ("de", "du", "des", "d")


def is_office_holder(words: Words, run: Sequence[int], countries: Container[int], index: int) -> bool:
    """ "avec Sanya Praseuth, président de la commission": somebody bears a town's name."""
    after = index + 2
    if index in countries or index + 1 != run[-1] or after >= len(words.forms):
        return False
    if words.joint(index + 1) != ", " or not is_office(words.forms[after]):
        return False
    return index > 0 and words.forms[index - 1] in ("avec", "par", "et", "selon", "de", "que")
