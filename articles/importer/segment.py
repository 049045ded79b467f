"""One run of letters that is no French word: the words that were stuck together in it, if any."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from .lexicon import Lexicon, lexicon

LONGEST = 40  # letters; no run longer than this is looked into
_MOST_PARTS = 4
_KEPT = 4  # readings kept at each place while searching
_BOUNDARY = 1.0  # what one more part costs, in powers of ten

_SINGULAR = frozenset(
    [
        "le",
        "la",
        "un",
        "une",
        "ce",
        "cet",
        "cette",
        "son",
        "sa",
        "mon",
        "ma",
        "ton",
        "notre",
        "votre",
        "leur",
        "du",
        "au",
        "chaque",
        "aucun",
        "aucune",
    ]
)
_PLURAL = frozenset(
    [
        "les",
        "des",
        "ces",
        "ses",
        "mes",
        "nos",
        "vos",
        "leurs",
        "aux",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "plusieurs",
        "quelques",
        "certains",
        "certaines",
        "divers",
        "diverses",
        "lesdits",
    ]
)
_PLURAL_VERBS = frozenset(
    [
        "sont",
        "ont",
        "étaient",
        "avaient",
        "seront",
        "auront",
        "furent",
        "eurent",
        "doivent",
        "peuvent",
        "vont",
        "font",
        "devront",
        "pourront",
    ]
)
_SINGULAR_VERBS = frozenset(
    ["est", "a", "était", "avait", "sera", "aura", "fut", "eut", "doit", "peut", "va", "fait"]
)
_BEFORE_CONSONANT = frozenset(["le", "la", "de", "que", "ne", "je", "me", "te", "se", "ce"])
_VOWELS = frozenset("aeiouyâàéèêëîïôöûùœh")
_AFTER_A = ("é", "ée", "és", "ées", "i", "is", "it", "u", "us", "ue", "ert", "eint", "ait", "ment", "t")


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a run, how sure it is (0 to 1), and why (French)."""

    parts: tuple[str, ...]
    confidence: float
    evidence: str


def segment(run: str, spoken: frozenset[str] = frozenset(), plural_before: bool = False) -> Reading | None:
    """The most likely reading of the lower-case ``run`` as several words; None when there is none.

    ``spoken`` are lower-case words that the document uses by themselves; ``plural_before`` says
    that the word before the run is a plural determiner.
    """
    if not 3 <= len(run) <= LONGEST:
        return None
    words = lexicon()
    best: tuple[float, tuple[str, ...]] | None = None
    for cost, parts in _readings(run, words, spoken):
        cost += sum(_discord(a, b) for a, b in itertools.pairwise(parts))
        if plural_before and not parts[0].endswith(("s", "x", "z")):
            cost += 2.5
        if best is None or cost < best[0]:
            best = (cost, parts)
    if best is None:
        return None
    cost, parts = best
    confidence = _confidence(parts, words, spoken)
    return Reading(parts, confidence, "mots français : " + ", ".join(f"« {part} »" for part in parts))


def _readings(run: str, words: Lexicon, spoken: frozenset[str]) -> Iterable[tuple[float, tuple[str, ...]]]:
    """The cheapest ways to cut ``run`` into two to four words."""
    length = len(run)
    ends: list[list[tuple[float, tuple[str, ...]]]] = [[] for _ in range(length + 1)]
    ends[0] = [(0.0, ())]
    for start in range(length):
        if not ends[start]:
            continue
        ends[start] = sorted(ends[start])[:_KEPT]
        for stop in range(start + 1, length + 1):
            if start == 0 and stop == length:
                continue
            part = run[start:stop]
            cost = _cost(part, words, spoken)
            if cost is None:
                continue
            for before, parts in ends[start]:
                if len(parts) < _MOST_PARTS:
                    ends[stop].append((before + cost + _BOUNDARY, (*parts, part)))
    return sorted(ends[length])[:_KEPT]


def _cost(part: str, words: Lexicon, spoken: frozenset[str]) -> float | None:
    cost = words.cost.get(part)
    if part in words.grammar:
        return cost
    if len(part) < 4 and part not in words.short:
        return None
    if part in spoken:
        return min(cost or 5.0, 5.0)
    return cost


def _discord(a: str, b: str) -> float:
    """What it costs that ``b`` follows ``a`` against the grammar."""
    plural = b.endswith(("s", "x", "z"))
    cost = 0.0
    if a in _SINGULAR and plural and len(b) > 3 and b[:-1] in lexicon().cost:
        cost += 2.5
    if a in _PLURAL and not plural:
        cost += 2.5
    if a in _BEFORE_CONSONANT and b[0] in _VOWELS and b[0] != "h" and b not in ("onze", "oui", "y"):
        cost += 2.0
    if a not in lexicon().grammar:
        if b in _PLURAL_VERBS and not a.endswith(("s", "x", "z")):
            cost += 2.0
        if b in _SINGULAR_VERBS and a.endswith("s") and a[:-1] in lexicon().cost:
            cost += 1.0
    if a == "a" and not b.endswith(_AFTER_A):
        cost += 3.0
    return cost


def _confidence(parts: tuple[str, ...], words: Lexicon, spoken: frozenset[str]) -> float:
    return min(_pair(a, b, words, spoken) for a, b in itertools.pairwise(parts))


def _pair(a: str, b: str, words: Lexicon, spoken: frozenset[str]) -> float:
    """How sure it is that ``a`` and ``b`` are two words and not one that the lexicon lacks."""
    rare = words.floor - 0.3
    if a in words.grammar and b in words.grammar:
        return 0.99 if len(a) + len(b) > 3 or "à" in (a, b) else 0.8
    if a in words.prefixes and b not in words.grammar:
        return 0.95 if a in ("en", "sur", "par", "pour", "sans", "tout", "non") and b in spoken else 0.6
    if b in words.endings and a not in words.grammar:
        if words.cost.get(a, words.floor) > rare and a not in spoken:
            return 0.5
        return 0.93
    if a == "a":
        return 0.95 if b.endswith(_AFTER_A) else 0.5
    if a in words.grammar or b in words.grammar:
        return 0.98
    return 0.96
