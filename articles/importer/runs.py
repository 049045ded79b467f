"""Rows of capitalised words that hang together, particles included: where names may stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .candidates import Candidate
from .countries import CountryMention
from .cuts import Cutter
from .names import is_common_word, is_family_first, is_french_word, is_vietnamese_syllable
from .phrases import Words
from .titles import closes_sentence, nickname_end
from .wordlists import vocabulary

_HYPHENS = ("-", "‑")
_APOSTROPHES = ("'", "’")
_MIDDLE = frozenset(("chi", "thi", "huu", "quoc", "duc", "xuan", "ngoc", "minh", "thanh", "phu", "dinh"))
_LONGEST = 40  # words of one row: a page in capitals is no name


def candidates(words: Words, countries: Mapping[int, CountryMention]) -> Iterator[Candidate]:
    """Every stretch that could be a name. ``countries``: each word of a country mention to it."""
    upper = [words.text[start].isupper() for start in words.starts]
    function = vocabulary("function")
    free = 0
    for index in [index for index, capital in enumerate(upper) if capital]:
        if index < free:
            continue
        run, quoted = _run(words, upper, index)
        free = run[-1] + 1
        if len(run) > 1 or words.forms[index] not in function:
            yield from Cutter(words, upper, countries, run, quoted).cut()


def _run(words: Words, upper: list[bool], start: int) -> tuple[list[int], frozenset[int]]:
    """Indexes of the words that hang together from ``start`` on, particles included.

    The second part are those of a nickname in quotation marks: "José « Pepe » Mujica".
    """
    run = [start]
    quoted: frozenset[int] = frozenset()
    last, count = start, len(words.forms)
    while last + 1 < count and len(run) < _LONGEST:
        following = last + 1
        gap = words.joint(last)
        named = 0 if gap.isspace() or quoted else nickname_end(words, upper, last)
        if named:
            quoted = frozenset(range(following, named))
            run.extend(range(following, named + 1))
            last = named
            continue
        if upper[following]:
            if not _joins(words, last, gap) or (gap[0] == "." and closes_sentence(words, last)):
                break
            run.append(following)
            last = following
            continue
        end = _particles_end(words, upper, following, gap)
        if end:
            run.extend(range(following, end + 1))
            last = end
        elif _goes_on_small(words, run, following, gap):
            run.append(following)
            last = following
        else:
            break
    return run, quoted


def _joins(words: Words, last: int, gap: str) -> bool:
    if gap == " " or gap in _HYPHENS or gap == " & ":
        return True
    form = words.forms[last]
    if gap in ("' ", "’ ") and form == "dato":
        return True  # the title of Malaysia
    if gap in (". ", "."):
        initial = len(form) == 1 or (len(form) == 2 and form[1] in "hr" and form not in ("jr", "sr"))
        return initial or form in vocabulary("honorifics")
    return gap in _APOSTROPHES and len(form) <= 2 and form not in ("l", "c", "j", "qu")


def _particles_end(words: Words, upper: list[bool], following: int, gap: str) -> int:
    """Index of the capitalised word after one to three particles, 0 when there is none."""
    if gap != " " and gap not in _HYPHENS:
        return 0
    particles = vocabulary("particles")
    index = following
    while index < len(upper) and index - following < 3 and not upper[index]:
        form = words.forms[index]
        if form not in particles and not (index == following and _is_small_syllable(words, upper, index)):
            return 0
        if form in ("la", "los", "las") and (index == following or words.forms[index - 1] != "de"):
            return 0
        index += 1
        if index == len(upper):
            return 0
        gap = words.joint(index - 1)
        if gap in _APOSTROPHES:
            return index if form == "d" and upper[index] else 0
        if gap != " " and gap not in _HYPHENS:
            return 0
    return index if index < len(upper) and upper[index] else 0


def _is_small_syllable(words: Words, upper: list[bool], index: int) -> bool:
    """ "Hô chi Minh", "Lê thi Hoa": a middle name in small letters."""
    if words.forms[index] not in _MIDDLE or not is_family_first(words.forms[index - 1]):
        return False
    return index + 1 < len(upper) and upper[index + 1] and is_vietnamese_syllable(words.forms[index + 1])


def _goes_on_small(words: Words, run: list[int], following: int, gap: str) -> bool:
    """Whether a small letter goes on with the name: "Kim Jong-un", "Fa'amoana"."""
    form = words.forms[following]
    if gap in _HYPHENS and len(words.forms[run[-1]]) == 1 and following - run[0] > 2:
        return form == "cha"  # "Prayut Chan-o-cha"
    if gap in _HYPHENS and len(form) <= 6 and len(run) >= 2 and words.joint(run[-2]) == " ":
        return is_family_first(words.forms[run[-2]]) or not is_common_word(form)  # "Hirokazu Kore-eda"
    if gap in _APOSTROPHES:
        last = words.forms[run[-1]]
        begun = len(run) > 1 and last in ("m", "n", "h", "k", "r", "b")  # "Larbi Ben M'hidi"
        whole = len(last) > 1 and last not in vocabulary("elisions")  # "Fa'amoana"
        written = words.text[words.starts[following] : words.ends[following]]
        return (begun or whole) and not is_french_word(written)
    return False
