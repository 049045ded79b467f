"""Lost spaces put back: ``duParti`` → ``du Parti``, each with its evidence and its confidence."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .lexicon import lexicon
from .record import Repair
from .segment import LONGEST, Reading, segment
from .text import Clean, splice

THRESHOLD = 0.9  # below it a repair is proposed to the editor instead of applied

_RUN = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?:|www\.|//|@)", re.I)
_NUMBER_THEN_LETTER = re.compile(r"\d(?=[^\W\d_])")
_LETTER_THEN_NUMBER = re.compile(r"[^\W\d_](?=\d)")
_STUCK_MARK = re.compile(
    r"(?<=[^\W_%])[,;](?=[^\W\d_])|(?<=[)»”%])[,;.](?=[^\W\d_])|(?<=[^\W\d_]),(?=\d)"
    r"|(?<=[^\W_])[.!?…](?=[^\W\d_a-zà-öø-ÿ])|(?<=[^\W\d_]{3}):(?=[^\W\d_])"
    r"|[)»”%](?=[^\W\d_])|(?<=[^\W\d_])(?=[(«“])"
)
_ORDINAL = re.compile(r"(?:ère|er|res|re|èmes|ème|es|e|ᵉ)(?=(.))")
_ROMAN = re.compile(r"[IVXLC]+(?:er|es|e)")
_OUTER = "()[]{}«»“”\"'’.,;:!?…–—-|*"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A space to put before ``text[place]``."""

    place: int
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What the document itself says about words."""

    spoken: frozenset[str]  # lower-case words that stand by themselves
    names: frozenset[str]  # capitalised words that stand by themselves inside a sentence
    counts: Counter[str]  # every run of letters
    pairs: frozenset[tuple[str, str]]  # capitalised words that stand side by side
    plain: frozenset[str]  # every run that needs no look


def repair(pieces: Sequence[Clean], words: frozenset[str]) -> list[tuple[Clean, tuple[Repair, ...]]]:
    """Each piece with its lost spaces put back, in the order given.

    ``words`` are names that the archive knows; the names of the document are found here.
    """
    vocabulary = _vocabulary([piece.text for piece in pieces], words)
    return [_repair_piece(piece, vocabulary) for piece in pieces]


def _vocabulary(texts: Sequence[str], words: frozenset[str]) -> _Vocabulary:
    known = lexicon()
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_RUN.findall(text))
    cost = known.cost
    plain = frozenset(run for run in counts if run in cost or (run.istitle() and run.lower() in cost))
    names = {run for run in counts if len(run) > 1 and run[0].isupper() and _is_one_word(run)}
    names |= known.names | {word for word in words if word[:1].isupper()}
    pairs = frozenset(
        (match.group(1), match.group(2))
        for text in texts
        for match in re.finditer(r"(?<![\w-])([^\W\d_a-z][^\W\d_]*)(?= ([^\W\d_a-z][^\W\d_]*))", text)
    )
    spoken = frozenset(run for run in plain if run.islower())
    return _Vocabulary(spoken, frozenset(names), counts, pairs, plain)


def _is_one_word(run: str) -> bool:
    return run.isupper() or run[1:].islower()


def _repair_piece(piece: Clean, vocabulary: _Vocabulary) -> tuple[Clean, tuple[Repair, ...]]:
    text = piece.text
    cuts = sorted(_cuts(text, vocabulary), key=lambda cut: (cut.place, -cut.confidence))
    if not cuts:
        return piece, ()
    tokens: dict[tuple[int, int], dict[int, _Cut]] = {}
    for cut in cuts:
        tokens.setdefault(_token(text, cut.place), {}).setdefault(cut.place, cut)
    repairs: list[Repair] = []
    changes: list[tuple[int, int, str]] = []
    for (start, end), places in tokens.items():
        if _ADDRESS.search(text, start, end):
            continue
        sure = [cut for cut in places.values() if cut.confidence >= THRESHOLD]
        doubtful = [cut for cut in places.values() if cut.confidence < THRESHOLD]
        if sure:
            repairs.append(_as_repair(piece, start, end, sure, applied=True))
            changes.extend((cut.place, cut.place, " ") for cut in sure)
        if doubtful:
            repairs.append(_as_repair(piece, start, end, sure + doubtful, applied=False))
    return (splice(piece, sorted(changes)) if changes else piece), tuple(repairs)


def _token(text: str, place: int) -> tuple[int, int]:
    """The blank-delimited token around ``place``, without its outer punctuation."""
    start = text.rfind(" ", 0, place) + 1
    end = text.find(" ", place)
    end = len(text) if end < 0 else end
    while start < place - 1 and text[start] in _OUTER:
        start += 1
    while end > place + 1 and text[end - 1] in _OUTER:
        end -= 1
    return start, end


def _as_repair(piece: Clean, start: int, end: int, cuts: Iterable[_Cut], *, applied: bool) -> Repair:
    ordered = sorted(cuts, key=lambda cut: cut.place)
    edges = [start, *(cut.place for cut in ordered), end]
    text = " ".join(piece.text[a:b] for a, b in itertools.pairwise(edges))
    return Repair(
        raw=piece.text[start:end],
        text=text,
        span=piece.raw_span(start, end),
        confidence=min(cut.confidence for cut in ordered),
        evidence=" ; ".join(dict.fromkeys(cut.evidence for cut in ordered)),
        applied=applied,
    )


def _cuts(text: str, vocabulary: _Vocabulary) -> Iterator[_Cut]:
    yield from _cuts_at_marks(text)
    yield from _cuts_at_numbers(text, vocabulary)
    plain = vocabulary.plain
    for match in _RUN.finditer(text):
        run = match.group()
        if run in plain or len(run) > LONGEST:
            continue
        yield from _cuts_in_run(text, match.start(), match.end(), vocabulary)


def _cuts_at_marks(text: str) -> Iterator[_Cut]:
    for match in _STUCK_MARK.finditer(text):
        start, end = match.span()
        mark = match.group()
        before = _RUN.search(text[max(0, start - LONGEST) : start][::-1])
        left = before.group()[::-1] if before and before.start() == 0 else ""
        after = _RUN.match(text, end)
        right = after.group() if after else ""
        if mark == ".":
            if right.lower() in lexicon().domains or (len(left) < 3 and left != "M"):
                continue
            if len(left) == 1 and len(right) < 3:
                continue
            if right.isupper() and left.isupper() and len(right) < 5 and len(left) < 5:
                continue
        elif mark == "":  # before an opening bracket or quotation mark
            inside = text[end + 1 : end + 5]
            if text[end] == "(" and (not left or re.match(r"[^\W\d_]{1,3}\)", inside)):
                continue
        elif mark == ")":
            opening = text.rfind("(", 0, start)
            if opening > 0 and start - opening <= 4 and text[opening - 1].isalpha():
                continue
        elif mark == "," and right.isdigit():
            continue
        yield _Cut(end, 0.98, f"signe « {mark or text[end]} » sans espace")


def _cuts_at_numbers(text: str, vocabulary: _Vocabulary) -> Iterator[_Cut]:
    known = lexicon()
    for match in _LETTER_THEN_NUMBER.finditer(text):
        place = match.end()
        start = place
        while start > 0 and text[start - 1].isalpha() and place - start <= LONGEST:
            start -= 1
        run = text[start:place]
        if not run.islower() or (start and (text[start - 1].isdigit() or text[start - 1] in "-'’_")):
            continue
        if run in known.before_numbers or run not in known.cost:
            continue
        if run in known.grammar or (len(run) > 3 and run in known.cost):
            yield _Cut(place, 0.97, f"« {run} » devant un nombre")
    for match in _NUMBER_THEN_LETTER.finditer(text):
        place = match.end()
        after = _RUN.match(text, place)
        run = after.group() if after else ""
        if place > 1 and re.search(r"[^\W\d_]\d+$", text[max(0, place - 12) : place]):
            left = re.search(r"([^\W\d_]+)\d+$", text[max(0, place - 40) : place])
            if left is None or left.group(1).lower() not in known.grammar:
                continue
        if run in known.units or not run:
            continue
        if run in known.grammar or (run in known.cost and len(run) > 3):
            yield _Cut(place, 0.96, f"« {run} » après un nombre")
            continue
        ordinal = _ORDINAL.match(run)
        if ordinal:
            rest = run[ordinal.end() :]
            if ordinal.group(1).isupper() or rest in known.cost:
                yield _Cut(place + ordinal.end(), 0.96, "nombre ordinal devant un mot")


def _cuts_in_run(text: str, start: int, end: int, vocabulary: _Vocabulary) -> Iterator[_Cut]:
    run = text[start:end]
    known = lexicon()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isdigit() or after.isdigit() or before == "_" or after == "_":
        return
    if after in "'’" and end + 1 < len(text) and text[end + 1].isalpha():
        yield from _cuts_before_elision(text, start, end, vocabulary)
        return
    inner = [i for i in range(1, len(run)) if run[i].isupper() and not run[i - 1].isupper()]
    if run.isupper():
        return
    if inner:
        yield from _cuts_at_capitals(run, start, inner, vocabulary)
        return
    low = run.lower()
    if low in known.cost or low in known.elisions:
        return
    if run[0].isupper():
        yield from _cuts_in_capitalised(text, start, run, vocabulary)
        return
    reading = segment(run, vocabulary.spoken, _plural_before(text, start))
    yield from _cuts_of(reading, start)


def _plural_before(text: str, start: int) -> bool:
    word = text[max(0, start - 12) : start].rsplit(" ", 2)
    return (
        len(word) > 1
        and word[-1] == ""
        and word[-2].lower() in ("les", "des", "deux", "ces", "ses", "leurs", "aux")
    )


def _cuts_of(reading: Reading | None, start: int, limit: float = 1.0) -> Iterator[_Cut]:
    if reading is None or reading.confidence <= 0.5:
        return
    place = start
    for part in reading.parts[:-1]:
        place += len(part)
        yield _Cut(place, min(limit, reading.confidence), reading.evidence)


def _cuts_before_elision(text: str, start: int, end: int, vocabulary: _Vocabulary) -> Iterator[_Cut]:
    """``sourced'encouragement``: what stands before the apostrophe is more than an elision."""
    run = text[start:end]
    known = lexicon()
    low = run.lower()
    if low in known.elisions or low in known.whole_before_apostrophe or not run[1:].islower():
        return
    if text[end + 1 : end + 3].rstrip(" .,;)") == "s":
        return
    for elision in ("jusqu", "lorsqu", "puisqu", "quelqu", "qu", "l", "d", "s", "n", "c", "j", "m", "t"):
        stem = run[: -len(elision)]
        if not stem or not low.endswith(elision):
            continue
        place = end - len(elision)
        if stem in vocabulary.names or (stem.lower() in known.cost and len(stem) > 1) or stem == "à":
            yield _Cut(place, 0.98, f"élision « {elision}{text[end]} » collée à « {stem} »")
            return
        reading = segment(stem.lower(), vocabulary.spoken)
        if reading and reading.confidence >= THRESHOLD:
            yield from _cuts_of(reading, start)
            yield _Cut(place, reading.confidence, f"élision « {elision}{text[end]} » collée")
            return


def _cuts_at_capitals(run: str, start: int, inner: list[int], vocabulary: _Vocabulary) -> Iterator[_Cut]:
    known = lexicon()
    if run in known.brands or _ROMAN.fullmatch(run):
        return
    edges = [0, *inner, len(run)]
    parts = [run[a:b] for a, b in itertools.pairwise(edges)]
    for number, place in enumerate(inner):
        left, right = parts[number], parts[number + 1]
        if left.islower():
            if (left in known.grammar and len(left) > 1) or left in ("à",):
                yield _Cut(start + place, 0.98, f"« {left} » collé à « {right} »")
            elif left in known.cost and len(left) > 2:
                yield _Cut(start + place, 0.96, f"« {left} » collé à « {right} »")
            else:
                reading = segment(left, vocabulary.spoken)
                if reading and reading.confidence >= THRESHOLD:
                    yield from _cuts_of(reading, start)
                    yield _Cut(start + place, 0.95, f"« {left} » collé à « {right} »")
            continue
        if (left, right) in vocabulary.pairs:
            yield _Cut(start + place, 0.99, f"« {left} {right} » ailleurs dans le document")
        elif left in vocabulary.names and right in vocabulary.names and len(left) > 2 and len(right) > 2:
            sure = vocabulary.counts[run] == 1
            yield _Cut(
                start + place, 0.95 if sure else 0.7, f"« {left} » et « {right} » ailleurs dans le document"
            )
        elif left in vocabulary.names or left.lower() in known.cost:
            yield _Cut(start + place, 0.7, f"« {left} » et « {right} »")


def _cuts_in_capitalised(text: str, start: int, run: str, vocabulary: _Vocabulary) -> Iterator[_Cut]:
    """``Lesdeux`` at the head of a sentence, ``Vietnamet`` after a known name."""
    known = lexicon()
    for size in range(len(run) - 1, 2, -1):
        name, rest = run[:size], run[size:]
        if name in vocabulary.names and rest in known.grammar:
            if len(rest) > 1 and rest not in known.endings:
                yield _Cut(start + size, 0.95, f"nom connu « {name} » suivi de « {rest} »")
                return
    if _opens_sentence(text, start):
        reading = segment(run.lower(), vocabulary.spoken)
        if reading and (reading.parts[0] in known.grammar or reading.parts[0] in vocabulary.spoken):
            yield from _cuts_of(reading, start, 0.96)


def _opens_sentence(text: str, start: int) -> bool:
    head = text[:start].rstrip(" «“\"'’(")
    return not head or head[-1] in ".!?…:–-"
