"""Seams at capitals inside a run: ``duParti``, ``CubaMiguel``, ``MiguelDíaz``, ``PCVa``, ``MmeLê``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .capitalised import ARTICLES, SENTENCE_HEADS, in_capitalised, opens_name, opens_sentence
from .lexicon import Lexicon, fold, lexicon
from .names import is_vietnamese_syllable
from .seams import Seam, of_reading
from .segment import segment
from .vocabulary import Vocabulary
from .wordforms import words_of

_ADDRESS = words_of("Mme Mmes Mlle Mlles MM Dr Pr Mgr")
_VOWELS = "aeiouyàâéêèíóôúý"
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
        if len(head) > 2 and len(rest) > 1 and rest[1:].islower() and fold(head) in known.people:
            return end  # "JEONHa"
        if len(head) < 2 or not rest or not (head in known.acronyms or own.has_name(head)):
            continue
        if (own.has_name(rest) and len(rest) > 2) or (rest in known.grammar and rest != "es"):
            return end
        if head in known.acronyms and len(rest) > 4 and (rest in known.cost or fold(rest) in known.people):
            return end  # "ONUconformément", "ANTrân"
    return 0


def at_capitals(text: str, start: int, run: str, inner: list[int], own: Vocabulary) -> Iterator[Seam]:
    """The seams of a run with capitals inside; made-up names such as ``TikTok`` have none."""
    known = lexicon()
    brand = _brand(run, own, known)
    if brand:
        head, rest = run.split(brand, 1)
        if head.lower() in known.cost:
            yield Seam(start + len(head), 0.95, f"« {head} » devant le nom « {brand} »")
        if rest in known.cost:
            yield Seam(start + len(head) + len(brand), 0.93, f"nom « {brand} » suivi d’un mot")
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


def _brand(run: str, own: Vocabulary, known: Lexicon) -> str:
    """The made-up name that ``run`` opens or ends with, perhaps stuck to words: ``deChatGPTet``."""
    for start in range(1, min(6, len(run) - 3)):
        if run[start:] in known.brands and run[:start].lower() in known.cost:
            return run[start:]  # "UniPhone"
    for capital in (0, next(place for place, letter in enumerate(run) if letter.isupper())):
        for size in range(len(run), capital + 3, -1):
            part = run[capital:size]
            if part != run and (part in own.camels or part in known.brands):
                return part
    return ""


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


def _is_vietnamese(word: str, folded: str, known: Lexicon) -> bool:
    """Whether ``word`` is a listed syllable, or has the accents and the shape of one."""
    return folded in known.vietnamese or (not word.isascii() and is_vietnamese_syllable(folded))


def _between_names(
    left: str, right: str, own: Vocabulary, known: Lexicon, *, once: bool, opens: bool, person: bool
) -> tuple[float, float, str]:
    """Confidence, in a sound and in a worn document, that a space was lost between two capitals."""
    low, folded = left.lower(), (fold(left), fold(right))
    if left in _ADDRESS or (left == "Me" and folded[1] in known.people):
        return 0.97, 0.97, "titre devant un nom"
    if own.has_pair(left, right):
        return 0.99, 0.99, "côte à côte ailleurs"
    if folded in known.pairs:
        return 0.97, 0.97, "nom connu en deux mots"
    if once and folded[0] in known.vietnamese and _is_vietnamese(right, folded[1], known):
        return 0.95, 0.97, "syllabes vietnamiennes"
    if low in SENTENCE_HEADS and low not in ARTICLES:
        return (0.95, 0.97, "petit mot devant un nom") if opens else (0.7, 0.93, "petit mot devant un nom")
    if low in ARTICLES:
        if right not in known.names and not own.has_name(right):
            return 0.0, 0.0, ""
        return (0.95, 0.97, "article devant un nom") if opens else (0.7, 0.93, "article devant un nom")
    if left in ("Las", "Los", "San") and len(right) > 4:
        return 0.95, 0.96, "article espagnol devant un nom"
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
        return 0.6, 0.92 if len(left) == 2 and low[1] in _VOWELS and len(right) > 4 else 0.7, "partie courte"
    if attested or people:
        return 0.85, 0.96, "nom connu"
    return 0.7, 0.92, "document aux espaces perdus"
