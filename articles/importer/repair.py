"""Lost spaces put back: ``duParti`` → ``du Parti``, each with its evidence and its confidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .gluings import at_apostrophes, in_run
from .homographs import at_homographs
from .record import Repair
from .seams import Seam, at_marks, at_numbers, at_quotes, at_republics
from .text import Clean, splice
from .vocabulary import Vocabulary, runs_to_look_at, vocabulary

# Below it a repair is proposed to the editor instead of applied. A document that has lost other spaces
# needs less evidence for one more than a sound one, where an unknown word is rather a foreign one.
THRESHOLD_SOUND = 0.95
THRESHOLD_WORN = 0.9
PROPOSED = 0.65  # below that it is not worth the editor's time

# Addresses, file names, code: nothing in them is a French word.
_CODE = re.compile(r"://|www\.|[@_=\\{}<>]|::|%\(|^/")
_DOTTED = re.compile(r"[a-z0-9]\.([a-z]{2,})", re.ASCII)
_OUTER = "()[]{}«»“”\"'’.,;:!?…–—-|*"
_LONGEST_TOKEN = 200  # characters
_LONG_TEXT = 10_000
_MOST_RUNS = 10_000  # runs of letters looked into; a text with more unknown words is not French
_MORE_LOOKS = 2
_BEFORE = 30  # characters that tell what a word is, before it
_AROUND = 60  # characters on each side of a space put back that are looked at again
_WORN_AT_LEAST = 2
_WORN_EVERY = 4000  # characters
_SURE = 0.95


def repair(pieces: Sequence[Clean], words: frozenset[str]) -> list[tuple[Clean, tuple[Repair, ...]]]:
    """Each piece with its lost spaces put back, and what was done, in the order given.

    ``words`` are names that the archive knows; those of the document are found here. A repair
    whose ``applied`` is false is only proposed: the text does not hold it.
    """
    budget = iter(range(_MOST_RUNS))
    own = vocabulary([piece.text for piece in pieces], words)
    found = [_seams(piece.text, own, budget) for piece in pieces]
    sure = sum(seam.confidence >= _SURE for seams in found for seam in seams)
    length = sum(len(piece.text) for piece in pieces)
    worn = sure >= max(_WORN_AT_LEAST, length / _WORN_EVERY)
    _look_again(pieces, found, own, budget, worn=worn)
    return [_repair_piece(piece, seams, worn) for piece, seams in zip(pieces, found, strict=True)]


def _look_again(
    pieces: Sequence[Clean],
    found: Sequence[list[Seam]],
    own: Vocabulary,
    budget: Iterator[int],
    *,
    worn: bool,
) -> None:
    """Add to ``found`` what shows only when other lost spaces are back: ``suivi.Prèsde80.000``."""
    changed = [position for position, seams in enumerate(found) if seams]
    for _ in range(_MORE_LOOKS):
        windows = [
            (position, window)
            for position in changed
            for window in _windows(
                pieces[position].text, _sure_places(pieces[position].text, found[position], worn)
            )
        ]
        own = own.with_freed([window.text for _, window in windows])
        following: list[int] = []
        for position, window in windows:
            known = {seam.place: seam.confidence for seam in found[position]}
            for seam in _seams(window.text, own, budget, whole=False):
                if window.start and seam.place < _BEFORE:
                    continue  # what stands before it is cut off
                place = window.start + seam.place - bisect_right(window.inserted, seam.place)
                if seam.confidence > known.get(place, 0.0):
                    found[position].append(replace(seam, place=place))
                    following.append(position)
        changed = list(dict.fromkeys(following))


@dataclass(frozen=True, slots=True)
class _Window:
    """Part of a text with its lost spaces put back; ``inserted`` are the places after each."""

    start: int  # in the text that lacks them
    text: str
    inserted: list[int]


def _windows(text: str, places: Sequence[int]) -> Iterator[_Window]:
    """The surroundings of ``places``, each place in one window."""
    position = 0
    while position < len(places):
        start = max(0, text.rfind(" ", 0, max(0, places[position] - _AROUND)) + 1)
        last = position
        end = places[position] + _AROUND
        while last + 1 < len(places) and places[last + 1] <= end:
            last += 1
            end = places[last] + _AROUND
        end = text.find(" ", end)
        end = len(text) if end < 0 else end
        cuts = places[position : last + 1]
        parts = [text[first:second] for first, second in pairwise((start, *cuts, end))]
        yield _Window(start, " ".join(parts), [cut - start + rank for rank, cut in enumerate(cuts, start=1)])
        position = last + 1


def _sure_places(text: str, seams: Iterable[Seam], worn: bool) -> list[int]:
    threshold = THRESHOLD_WORN if worn else THRESHOLD_SOUND
    places = {seam.place for seam in seams if _confidence(seam, worn=worn) >= threshold}
    return sorted(place for place in places if 0 < place < len(text))


def _confidence(seam: Seam, *, worn: bool) -> float:
    return max(seam.confidence, seam.worn) if worn else seam.confidence


def _seams(text: str, own: Vocabulary, budget: Iterator[int], *, whole: bool = True) -> list[Seam]:
    if len(text) > _LONG_TEXT and text.count(" ") * _LONGEST_TOKEN < len(text):
        return []  # no prose: nothing in it is delimited by blanks
    seams = [
        *at_marks(text),
        *at_numbers(text),
        *at_apostrophes(text, own),
        *at_homographs(text),
    ]
    if whole:
        seams.extend(at_quotes(text))
    if "R." in text:
        seams.extend(at_republics(text))
    for (start, end), _ in zip(runs_to_look_at(text, own), budget, strict=False):
        seams.extend(in_run(text, start, end, own))
    return seams


def _repair_piece(piece: Clean, seams: Iterable[Seam], worn: bool) -> tuple[Clean, tuple[Repair, ...]]:
    text = piece.text
    threshold = THRESHOLD_WORN if worn else THRESHOLD_SOUND
    tokens: dict[tuple[int, int], dict[int, tuple[float, str]]] = {}
    for seam in seams:
        confidence = _confidence(seam, worn=worn)
        token = _token(text, seam.place)
        if token is None:
            continue
        places = tokens.setdefault(token, {})
        if confidence >= PROPOSED and confidence > places.get(seam.place, (0.0, ""))[0]:
            places[seam.place] = (confidence, seam.evidence)
    repairs: list[Repair] = []
    changes: list[tuple[int, int, str]] = []
    for (start, end), places in sorted(tokens.items()):
        if not places or _is_untouched(text[start:end]):
            continue
        sure = {place: why for place, why in places.items() if why[0] >= threshold}
        if sure:
            repairs.append(_as_repair(piece, start, end, sure, applied=True))
            changes.extend((place, place, " ") for place in sorted(sure))
        if len(sure) < len(places):
            repairs.append(_as_repair(piece, start, end, places, applied=False))
    return (splice(piece, changes) if changes else piece), tuple(repairs)


def _is_untouched(token: str) -> bool:
    return _CODE.search(token) is not None or _DOTTED.search(token) is not None


def _token(text: str, place: int) -> tuple[int, int] | None:
    """The blank-delimited token around ``place``, without its outer punctuation; None when endless."""
    start = text.rfind(" ", max(0, place - _LONGEST_TOKEN), place) + 1
    end = text.find(" ", place, place + _LONGEST_TOKEN)
    if (start == 0 and place > _LONGEST_TOKEN) or (end < 0 and place + _LONGEST_TOKEN < len(text)):
        return None
    end = len(text) if end < 0 else end
    while start < place - 1 and text[start] in _OUTER:
        start += 1
    while end > place + 1 and text[end - 1] in _OUTER:
        end -= 1
    return start, end


def _as_repair(
    piece: Clean, start: int, end: int, places: dict[int, tuple[float, str]], *, applied: bool
) -> Repair:
    edges = [start, *sorted(places), end]
    return Repair(
        raw=piece.text[start:end],
        text=" ".join(piece.text[first:last] for first, last in pairwise(edges)),
        span=piece.raw_span(start, end),
        confidence=min(confidence for confidence, _ in places.values()),
        evidence=" ; ".join(dict.fromkeys(evidence for _, evidence in places.values())),
        applied=applied,
    )
