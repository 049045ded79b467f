"""One run of letters that is no French word: the words that were stuck together in it, if any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .lexicon import Lexicon, lexicon
from .wordforms import is_formed, words_of

LONGEST = 40  # letters; no longer run is looked into
_MOST_PARTS = 4
_KEPT = 4  # readings kept at each place while searching
_BOUNDARY = 1.6  # what one more part costs, in powers of ten
_COMMON = 6.3  # the cost of a word met some two hundred times in the frequency list
_FREQUENT = 5.5  # that of a word met some thousand times
_UNACCENTED = 4.2  # of a word so common that its accents may have been left out
_FORMED_LENGTH = 7

_SINGULAR = words_of("le la un une ce cet cette son sa notre votre du au chaque aucun aucune")
_PLURAL = words_of(
    "les des ces ses mes nos vos leurs aux deux trois quatre cinq six sept huit neuf dix plusieurs quelques "
    "certains certaines divers diverses"
)
_PLURAL_VERBS = words_of(
    "sont ont étaient avaient seront auront furent eurent doivent peuvent vont font devront pourront"
)
_SINGULAR_VERBS = words_of("est a était avait sera aura fut eut doit peut va fait")
_SINGULAR_PRONOUNS = words_of("il elle on")
_PLURAL_PRONOUNS = words_of("ils elles")
_OPEN = words_of("le la de que ne je me se ce")  # elided before a vowel
_VOWELS = frozenset("aeiouyâàéèêëîïôöûùœ")
_UNELIDED = words_of("onze oui y ont")
# Words that end like plurals though what is left without the end is a word too.
_INVARIABLE = words_of("bras cas cours dos fils fois fonds mois pays sens tours vis")
# What may follow the verb "a".
_AFTER_A = tuple(words_of("é ée és ées i is it u us ue ert eint ait ment ut ort"))
_AFTER_A_WORDS = words_of(
    "ainsi alors aussi beaucoup besoin bien cinq cours deux déjà dix donc encore enfin ensuite huit "
    "jamais lieu neuf onze ouvert parfois pas permis peu plus pour pris quatre sept six souvent surtout "
    "toujours tout trois un une"
)
_SMALL_ENDINGS = words_of("en et le")
_SHORT_VERBS = words_of("met dit lit vend rend sert suit tient vient")
_BEFORE_Y = words_of("il n on qui s ils elle")
_AFTER_Y = words_of("lit vit va voit dit met fait a avait aura ait compris est sont ont était étaient")
_LEADING = words_of(
    "le la les des du de en et un une ce cette ces sa son ses leur leurs aux au par pour dans"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a run, how sure it is (0 to 1), and why (French)."""

    parts: tuple[str, ...]
    confidence: float
    evidence: str


def segment(
    run: str, spoken: frozenset[str] = frozenset(), before: str = "", *, in_french: bool = False
) -> Reading | None:
    """The most likely reading of the lower-case ``run`` as several words; None when there is none.

    ``spoken`` are lower-case words that the document uses by themselves; ``before`` is the word
    that stands before the run. ``in_french`` says that the words on both sides are French.
    """
    if not 3 <= len(run) <= LONGEST:
        return None
    words = lexicon()
    best: tuple[float, float, tuple[str, ...]] | None = None
    for cost, parts in _readings(run, words, spoken):
        discord = sum(_discord(a, b, words) for a, b in pairwise(parts))
        if parts[0] not in words.grammar:
            discord += _discord(before, parts[0], words)
        if best is None or cost + discord < best[0]:
            best = (cost + discord, discord, parts)
    if best is None:
        return _before_formed(run, words, spoken)
    _, discord, parts = best
    if words.unaccented.get(run, words.floor) < _UNACCENTED and parts[0] not in ("de", "des"):
        return None  # "etait"
    first, *others = pairwise(parts)
    confidence = min(
        _pair(*first, words, spoken, leads=True), *(_pair(a, b, words, spoken) for a, b in others), 1.0
    )
    if discord >= 2.5:
        confidence = min(confidence, 0.7)
    by_grammar = all(part in words.grammar for part in parts)
    if (run in words.foreign and not (by_grammar and (in_french or len(run) > 5))) or _can_be_one_word(
        run, parts, words
    ):
        confidence = min(confidence, 0.6)
    return Reading(parts, confidence, "mots français : " + " ".join(f"« {part} »" for part in parts))


def _can_be_one_word(run: str, parts: tuple[str, ...], words: Lexicon) -> bool:
    """Whether ``run`` looks like a French word that no list holds, more than like ``parts``."""
    if all(part in words.grammar for part in parts):
        return False
    if len(parts) > 2 and any(
        a not in words.grammar and b not in words.grammar and is_formed(a + b, words.cost)
        for a, b in pairwise(parts)
    ):
        return True  # "décortiqueuses plus"
    costs = [words.cost.get(part, words.floor) for part in parts[1:]]
    if parts[0] == "a" and len(parts) == 2 and parts[1].endswith("é") and costs[0] <= _FREQUENT:
        return False  # "avisité"
    if parts[0] in _LEADING and all(len(part) > 3 for part in parts[1:]) and max(costs) <= _FREQUENT:
        return False
    return run not in words.unlisted and is_formed(run, words.cost)


def _before_formed(run: str, words: Lexicon, spoken: frozenset[str]) -> Reading | None:
    """``lavirtualisation``: a small word before one that no list holds but that is well formed."""
    for size in (2, 3, 4, 5):
        head, rest = run[:size], run[size:]
        if head not in _LEADING or len(rest) < _FORMED_LENGTH:
            continue
        if not (is_formed(rest, words.cost) or rest in spoken or _is_compound(rest, words)):
            continue
        if _discord(head, rest, words) < 2 and run not in words.foreign:
            return Reading((head, rest), 0.92, f"« {head} » devant un mot bien formé")
    return None


def _is_compound(word: str, words: Lexicon) -> bool:
    """``visioconférence``, ``nanosatellites``: a learned beginning before a common word."""
    return any(
        word[:size] in words.prefixes
        and word[:size] not in words.grammar
        and words.cost.get(word[size:], words.floor) < words.floor
        for size in range(4, min(8, len(word) - 4))
    )


def _readings(run: str, words: Lexicon, spoken: frozenset[str]) -> Iterable[tuple[float, tuple[str, ...]]]:
    """The cheapest ways to cut ``run`` into two to four words."""
    length = len(run)
    ends: list[list[tuple[float, tuple[str, ...]]]] = [[] for _ in range(length + 1)]
    ends[0] = [(0.0, ())]
    for start in range(length):
        if not ends[start]:
            continue
        heads = sorted(ends[start])[:_KEPT]
        for stop in range(start + 1, length + 1):
            if start == 0 and stop == length:
                continue
            part = run[start:stop]
            cost = _cost(part, words, spoken)
            if cost is None:
                continue
            for spent, parts in heads:
                if len(parts) < _MOST_PARTS:
                    ends[stop].append((spent + cost + _BOUNDARY, (*parts, part)))
    return sorted(ends[length])[:_KEPT]


def _cost(part: str, words: Lexicon, spoken: frozenset[str]) -> float | None:
    if part in words.grammar:
        return words.cost[part]
    if len(part) < 4 and part not in words.short:
        return None
    cost = words.cost.get(part)
    if part in spoken:
        return min(cost or 5.0, 5.0)
    return cost


def _discord(a: str, b: str, words: Lexicon) -> float:
    """What it costs that ``b`` follows ``a`` against the grammar."""
    plural = b.endswith(("s", "x"))
    several = a.endswith("s") and a not in words.grammar and _is_plural(a, words)
    cost = 0.0
    if a in _SINGULAR and plural and b not in words.grammar and _is_plural(b, words):
        cost += 2.5
    adverb = b.endswith("ment") and len(b) > 6
    if a == "les" and b.endswith(("er", "ir", "re")):
        several = False  # "les surpasser"
    elif a in _PLURAL and ((not plural and not adverb and b not in words.grammar) or b == "a"):
        cost += 2.5
    if b in _PLURAL_VERBS and a in _PLURAL and a != "les":
        cost += 2.5
    if b == "on" and several:
        cost += 1.0
    if a in _OPEN and b[0] in _VOWELS and b not in _UNELIDED:
        cost += 2.0
    if b in _PLURAL_VERBS:
        if a in _SINGULAR_PRONOUNS or (a in _SINGULAR and a != "ce"):
            cost += 2.5
        elif a not in words.grammar and not a.endswith(("s", "x", "z")):
            cost += 1.2 if len(a) > 4 and a[-1] != "r" else 2.5  # « le maire et sa délégation ont »
    if b in _SINGULAR_VERBS:
        if a in _PLURAL_PRONOUNS:
            cost += 2.5
        elif several:
            cost += 1.0
    if several and b not in words.grammar and not b.endswith(("s", "x", "z", "nt")):
        cost += 1.2
    if a in words.prefixes and b not in words.grammar and a + b in words.cost:
        cost += 1.5
    if b.startswith("quel") and a in ("du", "au", "aux", "le", "la", "les"):
        cost += 4.0  # "duquel les"
    if a in ("sa", "ma", "la") and b in ("été", "eu", "fait", "mis", "pris"):
        cost += 2.5  # "poèmes a été"
    if a == "par" and b == "mieux":
        cost += 4.0  # "parmi eux"
    if a == "a" and not (b.endswith(_AFTER_A) or b in _AFTER_A_WORDS):
        cost += 2.5
    if b == "a" and a.endswith(("er", "ir")) and a not in words.grammar:
        cost += 2.5
    if b == "y" and a not in _BEFORE_Y:
        cost += 4.0
    if a == "y" and b not in _AFTER_Y:
        cost += 1.0 if len(b) > 3 and b.endswith("t") else 4.0  # "y voit", "y seront"
    return cost


def _is_plural(word: str, words: Lexicon) -> bool:
    """Whether ``word``, which ends like a plural, is the plural of a word at least as common."""
    single = words.cost.get(word[:-1])
    return single is not None and word not in _INVARIABLE and single < words.cost.get(word, words.floor) + 0.4


def _pair(a: str, b: str, words: Lexicon, spoken: frozenset[str], *, leads: bool = False) -> float:
    """How sure it is that ``a`` and ``b`` are two words and not one that the lexicon lacks."""
    weak = a in words.weak or b in words.weak
    if a in words.grammar and b in words.grammar:
        return 0.92 if weak and len(a) + len(b) < 6 and "à" not in (a, b) else 0.99
    cost_a, cost_b = (words.cost.get(part, words.floor) for part in (a, b))
    if not leads and a in words.prefixes and a not in words.grammar and b not in words.grammar:
        return 0.6  # "unemicrocoupure"
    if leads and a in words.prefixes and b not in words.grammar:
        if a in words.loose_prefixes and (len(b) > 3 or cost_b < _FREQUENT):
            sure = b in spoken or cost_b <= _COMMON or (a in ("par", "pour") and len(b) > 5)
            if cost_b <= _FREQUENT and len(b) > 4:
                return 0.95
            return 0.93 if sure else 0.6
        return 0.6
    if b in words.endings and a in _SHORT_VERBS:
        return 0.93
    if b in words.endings and a not in words.grammar:
        if a in spoken or (cost_a <= _COMMON and len(a) > 3):
            sure = len(a) > 4 and (len(b) > 2 or (cost_a <= _FREQUENT and b in _SMALL_ENDINGS))
            return 0.95 if sure else 0.93
        return 0.92 if len(a) > 5 and (a[-1] not in _VOWELS or a.endswith(("é", "ée"))) else 0.5
    if a in words.grammar or b in words.grammar:
        other, cost = (b, cost_b) if a in words.grammar else (a, cost_a)
        if cost > _COMMON and len(other) < 6 and other not in spoken:
            return 0.9 if len(other) > 3 else 0.8
        return 0.93 if weak and len(other) < 6 else 0.98
    if len(a) < 4 or len(b) < 4:
        long_cost = cost_a if len(a) > len(b) else cost_b
        if len(a) + len(b) > 8 and long_cost <= _COMMON and not (b in ("nés", "nul") or a in ("air", "eau")):
            return 0.92
        return 0.7
    if cost_a + cost_b <= 11.6 or min(len(a), len(b)) >= 6:
        return 0.96
    return 0.85 if len(a) + len(b) < 10 else 0.92
