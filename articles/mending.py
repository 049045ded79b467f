"""Lost spaces, decided by editors: which spelling of a glued word an article holds.

Works on a stored reading (``ParsedArticle`` as plain JSON) and on plain texts; pure, open to the
importer and to the desk alike. A decision maps the word as received to the spelling that an editor
chose: ``{"duParti": "duParti"}`` refuses the repair, ``{"duParti": "du Parti"}`` accepts it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

Record = Mapping[str, Any]
Decisions = Mapping[str, str]

MOST_TOKENS = 400  # words of one document that can be decided; the form must stay usable
MOST_PLACES = 200  # of one word
_CONTEXT = 60  # characters on each side by which a place is known again
_ENOUGH = 8  # of them must agree, where there are that many


@dataclass(frozen=True, slots=True)
class Token:
    """A word as received, with the spellings that the reader offers for it.

    ``places`` pairs each span in the raw text with the spelling that the reading holds there.
    """

    raw: str
    texts: tuple[str, ...]
    places: tuple[tuple[tuple[int, int], str], ...]
    evidence: str
    confidence: float

    @property
    def read(self) -> str:
        """What the reading holds: the word as received where nothing was sure enough."""
        return self.places[0][1]

    def is_open(self, decisions: Decisions) -> bool:
        """Whether the reader only proposed something and nobody has decided."""
        return self.raw not in decisions and any(text != self.read for text in self.texts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands in a text: ``text[offset:]`` starts with ``old``, to become ``new``."""

    text: str
    offset: int
    old: str
    new: str


def tokens_of(record: Record) -> list[Token]:
    """The repairs of a reading, applied and proposed, one entry a word, in the order of the text."""
    found: dict[str, Token] = {}
    for repair in record.get("repairs") or ():
        raw, text = repair["raw"], repair["text"]
        span = (repair["span"][0], repair["span"][1])
        token = found.get(raw)
        if token is None:
            if len(found) >= MOST_TOKENS:
                continue
            token = Token(raw, (), (), repair.get("evidence", ""), repair.get("confidence", 1.0))
        read = dict(token.places)
        if repair.get("applied", True):
            read[span] = text
        else:
            read.setdefault(span, raw)
        found[raw] = replace(
            token,
            texts=tuple(dict.fromkeys([*token.texts, text])),
            places=tuple(sorted(read.items())[:MOST_PLACES]),
        )
    return list(found.values())


def open_count(record: Record, decisions: Decisions) -> int:
    """How many proposed repairs wait for a decision."""
    return sum(token.is_open(decisions) for token in tokens_of(record))


def put_back(record: Record, decisions: Decisions) -> list[dict[str, Any]]:
    """The repairs that stand after the editors' decisions, as ``{"span": …, "text": …, "raw": …}``."""
    standing = (
        {"span": list(span), "text": decisions.get(token.raw, read), "raw": token.raw}
        for token in tokens_of(record)
        for span, read in token.places
    )
    return [repair for repair in standing if repair["text"] != repair["raw"]]


def decided(record: Record, raw: str, decisions: Decisions) -> Record:
    """The reading as if the reader had known what the editors decided. ``raw`` is its text."""
    wanted = [token for token in tokens_of(record) if token.raw in decisions] if decisions else []
    if not wanted:
        return record
    changed: dict[str, Any] = dict(record)
    changed["paragraphs"] = list(record.get("paragraphs") or ())
    changed["photos"] = list(record.get("photos") or ())
    for part, places in _places(record, raw, wanted, {}, decisions):
        text = part.text
        for place in sorted(places, key=lambda place: -place.offset):
            text = text[: place.offset] + place.new + text[place.offset + len(place.old) :]
        if part.index is None:
            changed[part.field] = {**record[part.field], part.name: text}
        else:
            changed[part.field][part.index] = {**record[part.field][part.index], part.name: text}
    return changed


def places_of(
    record: Record, raw: str, before: Decisions, after: Decisions
) -> dict[str | tuple[str, int], list[Place]]:
    """What changes in the reading's texts between two states of the decisions.

    Keys are ``"headline"``, ``"lead"``, ``"body"`` and ``("photos", index)``.
    """
    wanted = [t for t in tokens_of(record) if before.get(t.raw, t.read) != after.get(t.raw, t.read)]
    found: dict[str | tuple[str, int], list[Place]] = {}
    for part, places in _places(decided(record, raw, before), raw, wanted, before, after):
        key: str | tuple[str, int] = part.field
        if part.field == "paragraphs":
            key = "body"
        elif part.index is not None:
            key = (part.field, part.index)
        found.setdefault(key, []).extend(places)
    return found


def mended(text: str, places: Sequence[Place]) -> tuple[str, int]:
    """``text``, which editors may have changed since, with the words put in; and how many were found."""
    at: dict[int, Place] = {}
    for place in places:
        offset = _found_again(text, place)
        if offset is not None:
            at.setdefault(offset, place)
    for offset in sorted(at, reverse=True):
        text = text[:offset] + at[offset].new + text[offset + len(at[offset].old) :]
    return text, len(at)


@dataclass(frozen=True, slots=True)
class _Part:
    """A text of the reading, with its span in the raw text and where the record has it."""

    field: str
    index: int | None
    name: str
    text: str
    start: int
    end: int


def _parts(record: Record) -> Iterator[_Part]:
    for field in ("headline", "lead"):
        value = record.get(field)
        if value:
            yield _Part(field, None, "value", value["value"], *value["span"])
    for index, paragraph in enumerate(record.get("paragraphs") or ()):
        yield _Part("paragraphs", index, "text", paragraph["text"], *paragraph["span"])
    for index, photo in enumerate(record.get("photos") or ()):
        yield _Part("photos", index, "caption", photo["caption"], *photo["span"])


def _places(
    record: Record, raw: str, tokens: Sequence[Token], before: Decisions, after: Decisions
) -> Iterator[tuple[_Part, list[Place]]]:
    spans = [
        (span, token, before.get(token.raw, read), after.get(token.raw, read))
        for token in tokens
        for span, read in token.places
    ]
    for part in _parts(record):
        inside = [entry for entry in spans if part.start <= entry[0][0] and entry[0][1] <= part.end]
        if not inside:
            continue
        # spaces are all that a repair changes, so the other characters number both texts alike
        in_raw = _letters_before(raw[part.start : part.end])
        in_text = _letters_before(part.text)
        places: dict[int, Place] = {}
        for span, _, old, new in inside:
            offset = _nearest(part.text, old, in_text, in_raw[span[0] - part.start])
            if offset is not None and old != new:
                places[offset] = Place(part.text, offset, old, new)
        if places:
            yield part, list(places.values())


def _letters_before(text: str) -> list[int]:
    return list(accumulate((not c.isspace() for c in text), initial=0))


def _nearest(text: str, word: str, letters: Sequence[int], number: int) -> int | None:
    """Where ``word`` stands in ``text`` closest to its letter ``number``."""
    middle = min(bisect_left(letters, number), len(text))
    after = text.find(word, max(0, middle - 1))
    before = text.rfind(word, 0, middle + len(word))
    standing = [offset for offset in (before, after) if offset >= 0]
    return min(standing, key=lambda offset: abs(letters[offset] - number), default=None)


def _found_again(text: str, place: Place) -> int | None:
    """The offset in ``text`` whose surroundings are most like those of ``place``."""
    left = place.text[max(0, place.offset - _CONTEXT) : place.offset]
    right = place.text[place.offset + len(place.old) :][:_CONTEXT]
    best, where = min(_ENOUGH, len(left) + len(right)) - 1, None
    offset = text.find(place.old)
    for _ in range(MOST_PLACES * 2):
        if offset < 0:
            break
        like = _same_length(left[::-1], text[max(0, offset - _CONTEXT) : offset][::-1])
        like += _same_length(right, text[offset + len(place.old) :][:_CONTEXT])
        if like > best:
            best, where = like, offset
        offset = text.find(place.old, offset + 1)
    return where


def _same_length(one: str, other: str) -> int:
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number
