"""Seams inside one run of letters: ``duParti``, ``lesdeux``, ``sourced'encouragement``, ``CubaMiguel``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .lexicon import Lexicon, fold, lexicon
from .seams import Seam
from .segment import LONGEST, Reading, segment

_RUN = re.compile(r"[^\W\d_]+")
_CAPITALISED_PAIR = re.compile(r"(?<![\w-])([^\W\d_a-z][^\W\d_]*)(?= ([^\W\d_a-z][^\W\d_]*))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_RUN_BEFORE = re.compile(r"[^\W\d_]{1,40}\Z")
_ROMAN = re.compile(r"[IVXLC]+(?:ers?|ères?|es?)")
_ELISIONS = ("jusqu", "lorsqu", "puisqu", "quelqu", "qu", "l", "d", "s", "n", "c", "j", "m", "t")
_SENTENCE_HEADS = frozenset(
    [
        "à",
        "afin",
        "après",
        "au",
        "aux",
        "avec",
        "ces",
        "cet",
        "cette",
        "dans",
        "de",
        "depuis",
        "des",
        "du",
        "durant",
        "elle",
        "elles",
        "en",
        "entre",
        "il",
        "ils",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lors",
        "mais",
        "notre",
        "nous",
        "on",
        "où",
        "par",
        "parmi",
        "pendant",
        "plusieurs",
        "pour",
        "quand",
        "que",
        "selon",
        "ses",
        "si",
        "son",
        "sous",
        "sur",
        "tous",
        "toutes",
        "un",
        "une",
    ]
)
_ARTICLES = frozenset(["le", "la", "du", "de", "des", "les"])
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the document and the archive themselves say about words."""

    plain: frozenset[str]  # runs of letters that need no look
    spoken: frozenset[str]  # lower-case words that stand by themselves
    names: frozenset[str]  # capitalised words that stand by themselves, or that the archive knows
    pairs: frozenset[tuple[str, str]]  # capitalised words that stand side by side
    counts: Counter[str]


def vocabulary(texts: Sequence[str], words: frozenset[str]) -> Vocabulary:
    """The words of ``texts``, with the names in ``words`` that the archive knows."""
    known = lexicon()
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_RUN.findall(text))
    cost = known.cost
    plain = frozenset(run for run in counts if run in cost or (run[1:].islower() and run.lower() in cost))
    names = {
        run for run in counts if len(run) > 1 and run[0].isupper() and (run[1:].islower() or run.isupper())
    }
    names.update(part for word in words for part in _RUN.findall(word) if part[0].isupper())
    pairs = {match.groups() for text in texts for match in _CAPITALISED_PAIR.finditer(text)}
    for word in words:
        parts = _RUN.findall(word)
        pairs.update(zip(parts, parts[1:], strict=False))
    spoken = {run for run in plain if run.islower()}
    spoken.update(run for run, count in counts.items() if count > 1 and len(run) > 3 and run.islower())
    return Vocabulary(plain, frozenset(spoken), frozenset(names | known.names), frozenset(pairs), counts)


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
        if word in known.grammar or (len(stem) > 2 and (word in known.cost or stem in own.names)):
            yield Seam(place, 0.98, evidence)
            return
        reading = segment(word, own.spoken)
        if reading and reading.confidence >= _SURE:
            yield from _seams_of(reading, start)
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
    inner = [place for place in range(1, len(run)) if run[place].isupper() and run[place - 1].islower()]
    acronym = _acronym_end(run, own, known)
    if acronym:
        yield Seam(start + acronym, 0.94, f"sigle « {run[:acronym]} » collé à « {run[acronym:]} »")
    elif inner:
        yield from _at_capitals(text, start, run, inner, own)
    elif run[0].isupper():
        if not run.isupper():
            yield from _in_capitalised(text, start, run, own, known)
    else:
        yield from _seams_of(segment(run, own.spoken, _word_before(text, start)), start)


def _acronym_end(run: str, own: Vocabulary, known: Lexicon) -> int:
    """Where a known acronym ends that a word follows: ``PCVa``, ``ONUde``, ``VNAHanoi``; 0 when none."""
    size = next((place for place in range(len(run)) if not run[place].isupper()), len(run))
    for end in (size, size - 1):
        head, rest = run[:end], run[end:]
        if len(head) < 2 or not rest or not (head in known.acronyms or head in own.names):
            continue
        if (rest in own.names and len(rest) > 2) or (rest in known.grammar and rest not in ("s", "es")):
            return end
    return 0


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 14) : start].rsplit(" ", 2)
    return words[-2].lower() if len(words) > 1 and words[-1] == "" else ""


def _seams_of(reading: Reading | None, start: int, most: float = 1.0) -> Iterator[Seam]:
    if reading is None or reading.confidence < 0.6:
        return
    place = start
    for part in reading.parts[:-1]:
        place += len(part)
        yield Seam(place, min(most, reading.confidence), reading.evidence)


def _at_capitals(text: str, start: int, run: str, inner: list[int], own: Vocabulary) -> Iterator[Seam]:
    edges = [0, *inner, len(run)]
    parts = [run[first:last] for first, last in zip(edges, edges[1:], strict=False)]
    known = lexicon()
    once = own.counts[run] == 1
    for left, right, place in zip(parts, parts[1:], inner, strict=False):
        if left.islower():
            yield from _after_small_word(left, right, start, start + place, own, known)
        else:
            opens = place == len(parts[0]) and _opens_sentence(text, start)
            confidence, worn, why = _between_names(left, right, own, known, once=once, opens=opens)
            if confidence:
                yield Seam(start + place, confidence, f"« {left} » et « {right} » : {why}", worn)


def _after_small_word(
    left: str, right: str, start: int, place: int, own: Vocabulary, known: Lexicon
) -> Iterator[Seam]:
    evidence = f"« {left} » collé à « {right} »"
    if left in known.grammar and (len(left) > 1 or left in "àa"):
        yield Seam(place, 0.98, evidence)
    elif (
        (left in known.cost and len(left) > 3)
        or left in known.short
        or (left in own.spoken and len(left) > 2)
    ):
        yield Seam(place, 0.96, evidence)
    else:
        reading = segment(left, own.spoken)
        if reading and reading.confidence >= _SURE:
            yield from _seams_of(reading, start)
            yield Seam(place, 0.95, evidence)


def _between_names(
    left: str, right: str, own: Vocabulary, known: Lexicon, *, once: bool, opens: bool
) -> tuple[float, float, str]:
    """Confidence in a sound and in a worn document that a space was lost between two capitals."""
    low, folded = left.lower(), (fold(left), fold(right))
    if (left, right) in own.pairs:
        return 0.99, 0.99, "côte à côte ailleurs"
    if folded in known.pairs:
        return 0.97, 0.97, "nom connu en deux mots"
    if left in known.name_heads and not (low in _ARTICLES and (right in known.names or right in own.names)):
        return 0.0, 0.0, ""
    if low in _ARTICLES:
        return (0.95, 0.97, "article devant un nom") if opens else (0.7, 0.93, "article devant un nom")
    if folded[0].title() in known.vietnamese and folded[1].title() in known.vietnamese and once:
        return 0.92, 0.97, "syllabes vietnamiennes"
    attested = (left in own.names, right in own.names)
    if folded[0] in known.brand_halves or folded[1] in known.brand_halves or not once:
        return (
            (0.7, 0.93, "ailleurs séparés")
            if all(attested) and once
            else (0.6, 0.7, "nom de marque possible")
        )
    if all(attested) and len(left) > 2 and len(right) > 2:
        return 0.94, 0.97, "tous deux ailleurs"
    if left in known.institutions or left in known.names:
        return 0.93, 0.96, "nom commun ou pays devant un nom"
    if min(len(left), len(right)) < 3:
        return 0.6, 0.7, "partie trop courte"
    return (
        (0.8, 0.95, "l’un des deux ailleurs") if any(attested) else (0.7, 0.92, "document aux espaces perdus")
    )


def _in_capitalised(text: str, start: int, run: str, own: Vocabulary, known: Lexicon) -> Iterator[Seam]:
    """``Vietnamet`` after a known name, ``Particommuniste``, ``Lesdeux`` at the head of a sentence."""
    if run.lower() in known.foreign:
        return
    for size in range(len(run) - 1, 2, -1):
        name, rest = run[:size], run[size:]
        if name in own.names and own.counts[run] == 1:
            confidence = _after_name(name, rest, own, known)
            if confidence:
                yield Seam(start + size, confidence, f"nom connu « {name} » suivi de « {rest} »")
                return
        elif name in known.institutions and own.counts[run] < 3:
            if (rest in known.grammar and len(rest) > 1 and rest not in ("s", "es")) or (
                len(rest) > 5 and known.cost.get(rest, 9) < known.floor
            ):
                yield Seam(start + size, 0.94, f"« {name} » suivi de « {rest} »")
                return
    if _opens_sentence(text, start):
        reading = segment(run.lower(), own.spoken)
        if reading:
            yield from _seams_of(reading, start, _at_head(reading, known))


def _after_name(name: str, rest: str, own: Vocabulary, known: Lexicon) -> float:
    """How sure it is that ``rest`` is a word after a name and not the end of another name."""
    country = name in known.names
    if rest in known.grammar and (country or len(name) > 3):
        if rest in ("à", "ont", "est", "sont", "dans", "pour", "avec", "sur", "qui", "que", "des", "par"):
            return 0.95
        if rest == "a" or rest in known.endings or len(rest) < 2:
            return 0.93 if rest in ("et", "se", "les", "elle", "un", "une") and len(name) > 4 else 0.6
        return 0.94
    if len(rest) > 4 and len(name) > 3 and known.cost.get(rest, 9) < known.floor - 0.1:
        return 0.93
    if (
        len(rest) > 4
        and len(name) > 3
        and rest in known.cost
        and rest.endswith(("ait", "aient", "ront", "ra"))
    ):
        return 0.93
    return 0.0


def _at_head(reading: Reading, known: Lexicon) -> float:
    """How sure a reading is of a capitalised run at the head of a sentence, where names stand too."""
    first, rest = reading.parts[0], reading.parts[1:]
    if first not in _SENTENCE_HEADS:
        long_enough = len(first) > 4 and first in known.cost and all(part in known.grammar for part in rest)
        return 0.93 if long_enough else 0.6
    second = rest[0]
    if second in known.grammar and len(second) > 2 and first not in ("de", "la"):
        return 0.96
    if first in ("il", "ils", "elle", "elles", "on") and len(second) > (3 if first == "on" else 0):
        return 0.94 if second in known.grammar or len(second) > 4 else 0.8
    if first in _ARTICLES:  # Lafontaine, Dubois, Desjardins are names
        if first == "les":
            return 0.94 if second.endswith(("s", "x", "z")) and len(second) > 4 else 0.7
        return 0.93 if len(second) > 8 or (second in known.grammar and len(second) > 2) else 0.7
    return 0.94 if len(second) > 3 else 0.7


def _opens_sentence(text: str, start: int) -> bool:
    head = text[max(0, start - 12) : start].rstrip(" «“\"'’(")
    return not head or head[-1] in ".!?…:–—"


def runs_to_look_at(text: str, own: Vocabulary) -> Iterable[tuple[int, int]]:
    """Spans of the runs of letters that are no known word."""
    plain = own.plain
    for match in _RUN.finditer(text):
        if match.group() not in plain and 2 < match.end() - match.start() <= LONGEST:
            yield match.span()
