"""Seams inside one run of letters: ``duParti``, ``lesdeux``, ``sourced'encouragement``, ``CubaMiguel``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .capitals import acronym_end, at_capitals, in_capitalised, inner_capitals
from .lexicon import Lexicon, lexicon
from .seams import Seam, of_reading
from .segment import LONGEST, segment
from .vocabulary import Vocabulary
from .wordforms import words_of

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_RUN_BEFORE = re.compile(r"[^\W\d_]{1,40}\Z")
_ROMAN = re.compile(r"[IVXLC]+(?:ers?|ères?|es?)")
_ELISIONS = ("jusqu", "lorsqu", "puisqu", "quelqu", "qu", "l", "d", "s", "n", "c", "j", "m", "t")
_BEFORE_HYPHEN = words_of(
    "ci elle elles eux ex lui moi nous soi mi non nord sous sud vice est ouest sino anti co auto multi inter "
    "demi semi socio agro"
)
_SMALL_LEADS = words_of(
    "à au aux ce ces cette d dans de des du en et l la le les leur leurs ou par pour que sa ses son un une"
)
_SURE = 0.9


def at_apostrophes(text: str, own: Vocabulary) -> Iterator[Seam]:
    """``sourced'encouragement``, ``ils'agit``: more than an elision stands before the apostrophe."""
    known = lexicon()
    for match in _APOSTROPHE.finditer(text):
        end = match.start()
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
        yield from _before_elision(run, start, text[end], own, known)


def _before_elision(run: str, start: int, sign: str, own: Vocabulary, known: Lexicon) -> Iterator[Seam]:
    low = run.lower()
    for elision in _ELISIONS:
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


def in_run(text: str, start: int, end: int, own: Vocabulary) -> Iterator[Seam]:
    """The seams of ``text[start:end]``, a run of letters that is no known word."""
    run = text[start:end]
    known = lexicon()
    before = text[start - 1] if start else " "
    after = text[end : end + 1]
    if before.isdigit() or before == "_" or after == "_" or (after.isdigit() and not run.islower()):
        return
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
    before = text[max(0, start - 14) : start].rsplit(" ", 2)
    word = before[-2].lower() if len(before) > 1 and before[-1] == "" else ""
    reading = segment(run, own.spoken, word)
    if reading is None:
        return
    most = 1.0
    if text[end : end + 1] == "-":
        most = 0.97 if reading.parts[-1] in _BEFORE_HYPHEN or reading.parts[0] in _SMALL_LEADS else 0.8
    yield from of_reading(reading, start, most)
