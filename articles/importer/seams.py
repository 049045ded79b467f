"""Seams: places where a space was lost at a punctuation mark or at a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import lexicon
from .segment import Reading, segment

REACH = 40  # letters looked at on each side of a place

_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,40}\Z")
_MARK = re.compile(
    r"(?<=[^\W_])[,;](?=[^\W\d_])|(?<=\w\.),(?=[^\W\d_])|(?<=[)»”%\"])[,;](?=[^\W\d_])|(?<=[^\W\d_])[,;](?=\d)"
    r"|(?<=[^\W_])(?:\.{1,3}|[!?…])(?=[^\W\d_a-zà-öø-ÿ])|(?<=[)»”%\"])\.(?=[^\W\d_a-zà-öø-ÿ])"
    r"|(?<=[^\W\d_])(?:\.{3}|…)(?=[^\W\d_])|(?<=[^\W_])[,;.!?…](?=[«“])|(?<= )[;:!?](?=[^\W_])"
    r"|(?<=[^\W\d_]{3}):(?=[^\W_]|[«“\"])|[)»”](?=[^\W\d_])|(?:(?<=\d)|(?<=\d ))%(?=[^\W\d_])"
    r"|(?<=[^\W\d_])(?=[«“]\w)|(?<=[^\W\d_])(?=\([^\W\d_]{3})|(?<=[»”\"])(?=\([^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\([+-]?\d)"
    r"|(?<=[^\W\d_]{2})(?=« )|(?<=[^\W\d_]{3})(?=n° ?\d)"
)
# ``R.de Corée``, ``R.tchèque``: the republic, abbreviated
_REPUBLIC = re.compile(
    r"(?<![^\W_])R\.(?=(?:de|du|tchèque|slovaque|démocratique|populaire|arabe|centrafricaine|dominicaine"
    r"|sud-africaine|islamique|lao)(?![^\W_])|d['’])"
)
_QUOTE = re.compile(r"\"|''(?!')|’’(?!’)")
_SIGN = re.compile(r"[,;.!?…:)»”%«“(]|n(?=°)")
_COUNTED = frozenset(("bus", "but", "cas", "élu", "jeu", "lit", "lot", "sac", "vol"))  # of three letters
_ORDINALS = ("es", "e", "èmes", "ème", "è", "ᵉ")
_FIRST = ("ers", "er", "ères", "ère", "res", "re", "ᵉʳ")
_SURE = 0.95
_NUMBER = re.compile(r"\d+")
_CODE_BEFORE = re.compile(r"([^\W\d_]{1,40})\d{1,12}\Z")
_DATELINE_END = re.compile(r"\([^()]{2,40}\) ?[.,]* ?[-–—:]")
_DATELINE_REACH = 80
_MOST_QUOTES = 200
_AUXILIARY_SUFFIX = 4  # « député(e)s » and the like: the letters of the bracket and its signs


@dataclass(frozen=True, slots=True)
class Seam:
    """A space to put before ``text[place]``.

    ``worn`` is the confidence instead when the document has lost many spaces.
    """

    place: int
    confidence: float
    evidence: str  # French
    worn: float = 0.0


def of_reading(reading: Reading | None, start: int, most: float = 1.0) -> Iterator[Seam]:
    """The seams of a run that begins at ``start`` and is read so."""
    if reading is None:
        return
    place = start
    for part in reading.parts[:-1]:
        place += len(part)
        yield Seam(place, min(most, reading.confidence), reading.evidence)


def at_marks(text: str) -> Iterator[Seam]:
    """``noyau,et``, ``Mozambique.Elle``, ``(PCV)Nguyen``."""
    for sign in _SIGN.finditer(text):  # far fewer than the places where the full pattern would be tried
        match = _MARK.match(text, sign.start())
        if match is None:
            continue
        start, end = match.span()
        mark = match.group()
        left, right = _word_before(text, start), _word_after(text, end)
        if _parts_words(text, mark, start, left, right):
            yield Seam(end, 0.98, f"signe « {mark or text[end]} » sans espace")


def at_republics(text: str) -> Iterator[Seam]:
    for match in _REPUBLIC.finditer(text):
        yield Seam(match.end(), 0.97, "abréviation « R. » sans espace")


def at_quotes(text: str) -> Iterator[Seam]:
    """``troisième"Force``, ``politique''ouverte``: between letters, a mark opens or closes by its rank."""
    marks = [match.span() for match in _QUOTE.finditer(text)]
    if len(marks) % 2 or len(marks) > _MOST_QUOTES:
        return
    for rank, (start, end) in enumerate(marks):
        if start and text[start - 1].isalpha() and text[end : end + 1].isalpha():
            yield Seam(end if rank % 2 else start, 0.96, "guillemet sans espace")


def _parts_words(text: str, mark: str, start: int, left: str, right: str) -> bool:
    if mark == ".":
        if right.lower() in lexicon().domains and not right.istitle():
            return False
        if left.isupper() and (right.isupper() or len(left) < 2):
            return left == "M" and right.istitle() and len(right) > 2
        return len(left) > 2 or not left
    if mark == "" and text[start] == "(":  # a dateline may be written that way
        return start > _DATELINE_REACH or not _DATELINE_END.match(text, start)
    if mark == ")":
        opening = text.rfind("(", max(0, start - _AUXILIARY_SUFFIX), start)
        return opening < 1 or not text[opening - 1].isalpha()
    if text[start - 1] == " " and mark in (";", ":", "!", "?"):
        return True
    if mark in ("!", "?", ":"):
        return len(left) > 2 and len(right) != 1  # a quotation mark or a number may follow, no initial
    return True


def at_numbers(text: str) -> Iterator[Seam]:
    """``de92.000``, ``2juin``, ``68eanniversaire``; not ``COVID19``, ``5e``, ``12km``, ``H5N1``."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start and text[start - 1].isalpha():
            yield from _before_number(text, start)
        if end < len(text) and text[end].isalpha():
            yield from _after_number(text, end)


def _before_number(text: str, place: int) -> Iterator[Seam]:
    known = lexicon()
    word = _word_before(text, place)
    around = text[place - len(word) - 1] if place > len(word) else " "
    if word.istitle() and word.lower() in known.grammar and word != "A" and around == " ":
        yield Seam(place, 0.96, f"« {word} » devant un nombre")
        return
    if not word.islower() or around.isdigit() or around in "-_/":
        return
    if word in known.before_numbers or word not in known.cost:
        return
    if word in known.grammar or len(word) > 3 or word == "mai":
        yield Seam(place, 0.97, f"« {word} » devant un nombre")


def _after_number(text: str, place: int) -> Iterator[Seam]:
    known = lexicon()
    word = _word_after(text, place)
    code = _CODE_BEFORE.search(text, max(0, place - REACH), place)
    if code and code[1] == "h" and text[code.start() - 1 : code.start()].isdigit():
        code = None  # "17h30"
    if code and code[1].lower() not in known.grammar and (code[1] not in known.cost or len(code[1]) < 4):
        return
    if not word or word in known.units:
        return
    if word in known.grammar or word == "mai" or word in _COUNTED or (word in known.cost and len(word) > 3):
        yield Seam(place, 0.96, f"« {word} » après un nombre")
        return
    if word in known.names and len(word) > 3 and code is None:  # "100.000Russes"
        yield Seam(place, 0.96, f"« {word} » après un nombre")
        return
    first = text[place - 1] == "1" and not text[max(0, place - 2) : place - 1].isdigit()
    for ordinal in _FIRST if first else _ORDINALS:
        rest = word[len(ordinal) :]
        if rest and word.startswith(ordinal) and (rest[0].isupper() or rest in known.cost):
            yield Seam(place + len(ordinal), 0.96, "mot collé à un nombre ordinal")
            return
    reading = segment(word)
    if reading and reading.confidence >= _SURE and len(reading.parts[0]) > 2:
        yield Seam(place, reading.confidence, f"« {reading.parts[0]} » après un nombre")
        yield from of_reading(reading, place)


def _word_before(text: str, place: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, place - REACH), place)
    return match.group() if match else ""


def _word_after(text: str, place: int) -> str:
    match = _WORD.match(text, place, place + REACH)
    return match.group() if match else ""
