"""Seams at capitals: ``duParti``, ``CubaMiguel``, ``MiguelDíaz``, ``PCVa``, ``Vietnamet``, ``Lesdeux``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .lexicon import Lexicon, fold, lexicon
from .seams import Seam, of_reading
from .segment import Reading, segment
from .vocabulary import Vocabulary
from .wordforms import words_of

_SENTENCE_HEADS = words_of(
    "à afin après au aux avec ce cela celui celle ces cet cette dans de depuis des du durant elle elles en "
    "entre et il ils je la le les leur leurs lors mais nos notre nous on où par parmi pendant plusieurs pour "
    "quand que quelles quels qui selon ses si son sous sur tous toutes un une"
)
_ARTICLES = words_of("le la les du de des")
# What may follow a name without being the end of a longer name.
_AFTER_NAME = words_of(
    "à ainsi après aussi avait avant avec cette chez comme contre dans depuis dont entre est et était leur "
    "lors mais ont pas pendant plus pour puis que qui selon sera sont vers"
)
_AFTER_COUNTRY = _AFTER_NAME | words_of("a au aux de des du en la les ne par se sous sur un une")
_PLACE_ENDINGS = words_of("bourg champ champs château fort land mont pont port val vallée ville villes")
_VERB_ENDINGS = ("ait", "aient", "ront", "era", "ira")
# After the verb "a": a participle, perhaps behind an adverb.
_PARTICIPLE = re.compile(
    r" (?:[\w-]+ment |bien |déjà |aussi |été )?\w+(?:é|ée|és|ées|i|is|it|u|us|ert|eint)\b"
)
_ROMAN = re.compile(r"[IVX]{2,5}")
_ORDINAL = re.compile(r"[IVX][IVXLC]{1,6}es?(?=[a-zàâéèêîôû]{4})")
_SURE = 0.9


def inner_capitals(run: str) -> list[int]:
    """Places of capitals after small letters, and after « À »."""
    return [
        place
        for place in range(1, len(run))
        if run[place].isupper() and (run[place - 1].islower() or (place == 1 and run[0] == "À"))
    ]


def acronym_end(run: str, own: Vocabulary, known: Lexicon) -> int:
    """Where a known acronym ends that a word follows: ``PCVa``, ``ONUde``, ``VNAHanoi``; 0 when none."""
    if not run[1].isupper():
        return 0
    century = _ORDINAL.match(run)
    if century and run[century.end() :] in known.cost:
        return century.end()
    size = next((place for place in range(len(run)) if not run[place].isupper()), len(run))
    for end in (size, size - 1):
        head, rest = run[:end], run[end:]
        if len(head) < 2 or not rest or not (head in known.acronyms or own.has_name(head)):
            continue
        if (own.has_name(rest) and len(rest) > 2) or (rest in known.grammar and rest != "es"):
            return end
    return 0


def at_capitals(text: str, start: int, run: str, inner: list[int], own: Vocabulary) -> Iterator[Seam]:
    """The seams of a run with capitals inside; made-up names such as ``TikTok`` have none."""
    known = lexicon()
    brand = next(
        (
            run[:size]
            for size in range(len(run) - 1, 3, -1)
            if run[:size] in own.camels or run[:size] in known.brands
        ),
        "",
    )
    if brand:
        if run[len(brand) :] in known.cost:
            yield Seam(start + len(brand), 0.93, f"nom « {brand} » suivi d’un mot")
        return
    edges = [0, *inner, len(run)]
    parts = [run[first:last] for first, last in pairwise(edges)]
    once = own.counts[run] < 2
    for (left, right), place in zip(pairwise(parts), inner, strict=True):
        if left.islower():
            yield from _after_small_word(left, right, start, start + place, own, known)
        else:
            opens = place == len(parts[0]) and opens_sentence(text, start)
            person = opens_name(text, start + place - len(left), known)
            confidence, worn, why = _between_names(
                left, right, own, known, once=once, opens=opens, person=person
            )
            if confidence:
                yield Seam(start + place, confidence, f"« {left} » et « {right} » : {why}", worn)
    for part, place in zip(parts, edges, strict=False):
        acronym = acronym_end(part, own, known) if place and len(part) > 2 else 0
        if acronym:
            yield Seam(start + place + acronym, 0.95, f"sigle « {part[:acronym]} » suivi d’un mot")
        elif (
            part[0].isupper()
            and part[1:].islower()
            and not own.has_name(part)
            and part.lower() not in known.cost
        ):
            yield from in_capitalised(text, start + place, part, own)


def _after_small_word(
    left: str, right: str, start: int, place: int, own: Vocabulary, known: Lexicon
) -> Iterator[Seam]:
    evidence = f"« {left} » collé à « {right} »"
    if (left in known.grammar and (len(left) > 1 or left in "àa")) or (
        left in known.particles and right[1:].islower()
    ):
        yield Seam(place, 0.98, evidence)
    elif left in known.short or (left in known.cost and len(left) > 3):
        yield Seam(place, 0.96, evidence)
    else:
        reading = segment(left, own.spoken)
        if reading and reading.confidence >= _SURE:
            yield from of_reading(reading, start)
            yield Seam(place, 0.95, evidence)


def _between_names(
    left: str, right: str, own: Vocabulary, known: Lexicon, *, once: bool, opens: bool, person: bool
) -> tuple[float, float, str]:
    """Confidence, in a sound and in a worn document, that a space was lost between two capitals."""
    low, folded = left.lower(), (fold(left), fold(right))
    if own.has_pair(left, right):
        return 0.99, 0.99, "côte à côte ailleurs"
    if folded in known.pairs:
        return 0.97, 0.97, "nom connu en deux mots"
    if once and folded[0] in known.vietnamese and folded[1] in known.vietnamese:
        return 0.95, 0.97, "syllabes vietnamiennes"
    if low in _SENTENCE_HEADS and low not in _ARTICLES:
        return (0.95, 0.97, "petit mot devant un nom") if opens else (0.7, 0.93, "petit mot devant un nom")
    if low in _ARTICLES:
        if right not in known.names and not own.has_name(right):
            return 0.0, 0.0, ""
        return (0.95, 0.97, "article devant un nom") if opens else (0.7, 0.93, "article devant un nom")
    if left in known.name_heads:
        return 0.0, 0.0, ""
    if right in known.name_heads or _ROMAN.fullmatch(right):
        known_name = own.has_name(left) or folded[0] in known.people
        return 0.7, 0.93 if known_name else 0.7, "particule ou rang après un nom"
    people = (folded[0] in known.people) + (folded[1] in known.people)
    long = min(len(left), len(right)) > 2
    if long and people == 2 and len(right) > 4 and folded[1] not in known.brand_halves:
        return 0.95, 0.97, "noms de personne"
    if long and person and not (folded[0] in known.brand_halves or folded[1] in known.brand_halves):
        return 0.95, 0.97, "nom de personne"
    attested = (own.has_name(left)) + (own.has_name(right))
    if folded[0] in known.brand_halves or folded[1] in known.brand_halves or not once:
        return (0.7, 0.93, "ailleurs séparés") if attested == 2 and once else (0.6, 0.7, "marque possible")
    if attested == 2 and min(len(left), len(right)) > 2:
        return 0.95, 0.97, "tous deux ailleurs"
    if left in known.institutions or left in known.names:
        return 0.95, 0.96, "nom commun ou pays devant un nom"
    if people == 2:
        return 0.95, 0.97, "noms de personne"
    if min(len(left), len(right)) < 3:
        return 0.6, 0.7, "partie trop courte"
    if attested or people:
        return 0.85, 0.96, "nom connu"
    return 0.7, 0.92, "document aux espaces perdus"


def in_capitalised(text: str, start: int, run: str, own: Vocabulary) -> Iterator[Seam]:
    """``Vietnamet`` after a known name, ``Particommuniste``, ``Lesdeux`` at the head of a sentence."""
    known = lexicon()
    if run.lower() in known.foreign or run.lower() in known.people:
        return
    for size in range(len(run) - 1, 2, -1):
        name, rest = run[:size], run[size:]
        if name in known.institutions and rest not in known.cost and len(rest) > 4:
            reading = segment(rest, own.spoken)
            if reading and reading.confidence >= _SURE:
                yield Seam(start + size, reading.confidence, f"« {name} » suivi de « {rest} »")
                yield from of_reading(reading, start + size)
                return
        if rest not in known.cost and rest not in known.particles:
            continue
        if name in known.institutions:
            confidence = _after_institution(rest, known)
        elif rest == "a" and fold(name) in known.vietnamese:  # "Ngana salué"
            confidence = 0.92 if _PARTICIPLE.match(text[start + len(run) : start + len(run) + 30]) else 0.0
        elif own.counts[run] < (4 if name in known.names else 2) and (
            own.has_name(name)
            or (len(rest) > 5 and fold(name) in known.people and opens_name(text, start, known))
        ):
            confidence = _after_name(name, rest, text[start + len(run) : start + len(run) + 30], known)
        else:
            continue
        if confidence:
            yield Seam(start + size, confidence, f"« {name} » suivi de « {rest} »")
            return
    if opens_sentence(text, start):
        reading = segment(run.lower(), own.spoken)
        if reading:
            sound, worn = _at_head(run, reading, known)
            for seam in of_reading(reading, start):
                yield Seam(seam.place, min(sound, seam.confidence), seam.evidence, min(worn, seam.confidence))


def _after_institution(rest: str, known: Lexicon) -> float:
    if rest in known.grammar:
        return 0.94 if len(rest) > 1 and rest != "es" else 0.0
    return 0.94 if len(rest) > 4 and known.cost.get(rest, known.floor) < known.floor else 0.0


def _after_name(name: str, rest: str, following: str, known: Lexicon) -> float:
    """How sure it is that ``rest`` is a word after a name and not the end of another name."""
    if name in known.names and rest in _AFTER_COUNTRY:
        return 0.95
    if rest == "à" or (rest == "a" and _PARTICIPLE.match(following)):
        return 0.95 if rest == "à" or len(name) > 3 else 0.92
    if rest in known.particles and rest != "y" and following[1:2].isupper() and len(name) > 3:
        return 0.92
    if len(name) < 4:
        return 0.92 if rest in ("et", "est", "ont") else 0.0
    if rest in _AFTER_NAME or (rest in known.grammar and len(rest) > 4):
        return 0.95
    if len(rest) > 4 and rest not in _PLACE_ENDINGS and rest not in known.grammar:
        cost = known.cost.get(rest)
        if cost is not None and (cost < known.floor - 0.3 or rest.endswith(_VERB_ENDINGS)):
            return 0.93
    return 0.0


def _at_head(run: str, reading: Reading, known: Lexicon) -> tuple[float, float]:
    """How sure a reading of a run at the head of a sentence is, in a sound and in a worn document.

    Names stand there too, and some look like an article and a noun: Lafontaine, Dubois.
    """
    first, second = reading.parts[:2]
    if run in known.family_names:
        return 0.0, 0.0
    if first not in _SENTENCE_HEADS and not (first in known.grammar and len(first) > 3):
        follows = len(first) > 4 and all(part in known.grammar for part in reading.parts[1:])
        return (0.93, 0.93) if follows else (0.6, 0.93 if len(first) > 5 and len(second) > 4 else 0.6)
    if second in known.grammar:
        return (0.96, 0.96) if len(second) > 2 and first not in ("de", "la") else (0.8, 0.93)
    if first in _ARTICLES:
        if first == "les":
            return (0.94, 0.96) if second.endswith(("s", "x", "z")) and len(second) > 4 else (0.7, 0.7)
        return (
            (0.93, 0.95)
            if len(second) > 8
            else (0.7, 0.93 if len(second) > 3 or second in known.short else 0.7)
        )
    return (0.95 if len(first) > 3 else 0.94, 0.96) if len(second) > 3 else (0.7, 0.92)


_ADDRESSED = re.compile(r"(?:^|[^\w.])(?:MM?\.|M(?:me|lle)s?|Mr|Dr|Pr|Mgr) $")
_NAME_BEFORE = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{2,20}) $")


def opens_name(text: str, start: int, known: Lexicon) -> bool:
    """Whether a form of address or a known name stands right before ``text[start]``."""
    head = text[max(0, start - 24) : start]
    name = _NAME_BEFORE.search(head)
    if name:
        return fold(name[1]) in known.people and name[1] not in known.names
    return _ADDRESSED.search(head) is not None


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at ``text[start]``."""
    head = text[max(0, start - 12) : start].rstrip(" «“\"'’(")
    return not head or head[-1] in ".!?…:–—"
