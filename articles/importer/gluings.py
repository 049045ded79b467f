"""Seams inside one run of letters: ``duParti``, ``lesdeux``, ``sourced'encouragement``, ``CubaMiguel``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .capitalised import PARTICIPLE, in_capitalised, opens_sentence
from .capitals import acronym_end, at_capitals, inner_capitals
from .lexicon import Lexicon, lexicon
from .seams import Seam, of_reading
from .segment import LONGEST, Reading, segment
from .vocabulary import Vocabulary
from .wordforms import words_of

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_APOSTROPHES = ("'", "’")
_WORD_AFTER = re.compile(r" ([^\W\d_]{1,20})(?![^\W_])")
_RUN_BEFORE = re.compile(r"[^\W\d_]{1,40}\Z")
_ROMAN = re.compile(r"[IVXLC]+(?:ers?|ères?|es?)")
_ELISIONS = ("jusqu", "lorsqu", "puisqu", "quelqu", "qu", "l", "d", "s", "n", "c", "j", "m", "t")
_BEFORE_HYPHEN = words_of(
    "ci elle elles eux ex lui moi nous soi mi non nord sous sud vice est ouest sino anti co auto multi inter "
    "après au avant par là delà deux trois quatre dix vingt trente quarante cinquante soixante soi start télé"
    "demi semi socio agro"
)
_SURE = 0.9


_FIRST_HALVES = {(half,) for half in ("vice", "ex", "demi", "sous", "non", "mini", "semi")}


def at_apostrophes(text: str, own: Vocabulary) -> Iterator[Seam]:
    """``sourced'encouragement``, ``ils'agit``: more than an elision stands before the apostrophe."""
    known = lexicon()
    for match in _APOSTROPHE.finditer(text):
        end = match.start()
        if end < 2 or not text[end - 2].isalpha():
            continue  # an elision of one letter: most of them
        before = _RUN_BEFORE.search(text, max(0, end - LONGEST), end)
        if before is None:
            continue
        run, start = before.group(), before.start()
        low = run.lower()
        if (
            low in known.elisions
            or low in known.whole_before_apostrophe
            or not (len(run) == 1 or run[1:].islower())
        ):
            continue
        after = text[end + 1 : end + 3]
        if (start and text[start - 1].isdigit()) or (after[:1] == "s" and not after[1:].isalpha()):
            continue
        today = low.endswith("aujourd") and text.startswith("hui", end + 1)
        yield from _before_elision(run, start, text[end], own, known, today=today)


def _before_elision(
    run: str, start: int, sign: str, own: Vocabulary, known: Lexicon, *, today: bool
) -> Iterator[Seam]:
    low = run.lower()
    for elision in ("aujourd", *_ELISIONS) if today else _ELISIONS:
        stem = run[: -len(elision)]
        if not stem or not low.endswith(elision):
            continue
        place = start + len(stem)
        evidence = f"élision « {elision}{sign} » collée à « {stem} »"
        word = stem.lower()
        if word in known.grammar or (len(stem) > 2 and (word in known.cost or own.has_name(stem))):
            yield Seam(place, 0.98, evidence)
            return
        reading = segment(word, own.spoken)
        if reading and reading.confidence >= _SURE:
            yield from of_reading(reading, start)
            yield Seam(place, reading.confidence, evidence)
            return


# No French word begins so: the verb "a" and a participle, rightly spelt or not
_DOUBLED_A = re.compile(r"aa[^\W\d_]{3,12}(?:é|i|it|is|u)")


def in_run(text: str, start: int, end: int, own: Vocabulary) -> Iterator[Seam]:
    """The seams of ``text[start:end]``, a run of letters that is no known word."""
    run = text[start:end]
    known = lexicon()
    before = text[start - 1] if start else " "
    after = text[end : end + 1]
    if before.isdigit() or before == "_" or after in ("_", "°"):
        return
    if after.isdigit() and not run.islower() and not (run.istitle() and opens_sentence(text, start)):
        return  # "Ariane5"
    if after in ("'", "’") and text[end + 1 : end + 2].isalpha():
        return  # at_apostrophes
    if run in known.brands or _ROMAN.fullmatch(run):
        return
    inner = inner_capitals(run)
    acronym = acronym_end(run, own, known)
    if acronym:
        yield Seam(start + acronym, 0.95, f"sigle « {run[:acronym]} » collé à « {run[acronym:]} »")
    elif inner:
        yield from at_capitals(text, start, run, inner, own)
    elif run[0].isupper():
        if not run.isupper():
            yield from in_capitalised(text, start, run, own)
    else:
        yield from _in_small_letters(text, start, end, own)


def _in_small_letters(text: str, start: int, end: int, own: Vocabulary) -> Iterator[Seam]:
    run = text[start:end]
    split = _fixed(text, start, run) or (1 if _DOUBLED_A.fullmatch(run) else 0)
    if split:
        yield Seam(start + split, 0.95, f"« {run[:split]} » collé à « {run[split:]} »")
        return
    before, after = _words_around(text, start, end)
    words = lexicon().cost
    in_french = bool(after) and (before in words or before[:-1] in words) and after in words
    reading = segment(run, own.spoken, before, in_french=in_french)
    if reading is None:
        return
    reading = _before_participle(reading, text[end : end + 30])
    most = 1.0
    if text[end : end + 1] == "-":
        small = {reading.parts[0], reading.parts[-2]} & lexicon().grammar
        most = 0.97 if reading.parts[-1] in _BEFORE_HYPHEN or small else 0.8
        if reading.parts[0] in lexicon().grammar and reading.parts[1:] in _FIRST_HALVES:
            reading = replace(reading, confidence=0.97)  # "les vice-ministres"
    elif text[start - 1 : start] in _APOSTROPHES and _is_idiom(reading, words):
        reading = replace(reading, confidence=0.95)
    yield from of_reading(reading, start, most)


def _words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words that a single blank parts from ``text[start:end]``, in small letters; "" for none."""
    left = text[max(0, start - 14) : start].rsplit(" ", 2)
    before = left[-2].lower() if len(left) > 1 and left[-1] == "" else ""
    after = _WORD_AFTER.match(text, end)
    return before, after[1].lower() if after else ""


def _before_participle(reading: Reading, following: str) -> Reading:
    """« poèmes a été », not « poème sa été »."""
    *others, last = reading.parts
    verb = {"sa": "a", "savait": "avait"}.get(last)
    noun = others[-1]
    match = PARTICIPLE.match(following)
    if verb is None or match is None or len(noun) < 4 or noun in lexicon().grammar:
        return reading
    word = match.group().split()[-1]
    if word == "été" or not word.endswith("té") or f"{word[:-1]}er" in lexicon().cost:  # not « sa volonté »
        return replace(reading, parts=(*others[:-1], f"{noun}s", verb), confidence=0.96)
    return reading


def _is_idiom(reading: Reading, words: dict[str, float]) -> bool:
    """« l'an passé », « d'eau salée »: a short noun that an elision introduces, and a word."""
    first, second, *others = reading.parts
    if not lexicon().grammar.issuperset(others):
        return False
    return len(first) in (2, 3) and first in lexicon().short and len(second) > 4 and second in words


def _fixed(text: str, start: int, run: str) -> int:
    """Where a word ends that only its left neighbour explains: ``aujourd'huiet``, ``celles-cisont``."""
    words = lexicon().cost
    left = text[max(0, start - 9) : start].lower()
    for tail, head in (
        ("aujourd'", "hui"),
        ("aujourd’", "hui"),
        ("celle-", "ci"),
        ("celles-", "ci"),
        ("ceux-", "ci"),
    ):
        if left.endswith(tail) and run.startswith(head) and run[len(head) :] in words:
            return len(head)
    if left.endswith(("s'", "s’", "n'", "n’")) and run[0] == "y" and len(run) > 2 and run[1:] in words:
        return 1
    return 0
