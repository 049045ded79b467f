"""Seams in a run that opens with its only capital: ``Vietnamet``, ``Tourismede``, ``Lesdeux``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .lexicon import Lexicon, fold, lexicon
from .seams import Seam, of_reading
from .segment import Reading, segment
from .vocabulary import Vocabulary
from .wordforms import is_formed, words_of

SENTENCE_HEADS = words_of(
    "à afin après au aux avec ce cela celui celle ces cet cette dans de depuis des du durant elle elles en "
    "entre et il ils je la le les leur leurs lors mais nos notre nous on où par parmi pendant plusieurs pour "
    "quand que quelles quels qui selon ses si son sous sur tous toutes un une"
)
ARTICLES = words_of("le la les du de des")
# After the verb "a": a participle, perhaps behind an adverb.
PARTICIPLE = re.compile(
    r" (?:[\w-]+ment |bien |déjà |aussi |été )?\w+(?:é|ée|és|ées|i|is|it|u|us|ert|eint)\b"
)
# What may follow a name without being the end of a longer name.
_AFTER_NAME = words_of(
    "à ainsi après aussi avait avant avec cette chez comme contre dans depuis dont entre est et était leur "
    "lors mais ont pas pendant plus pour puis que qui selon sera sont vers"
)
_AFTER_COUNTRY = _AFTER_NAME | words_of(
    "a afin au aux de des dès doit du en fait font fut la les lui ne par peut se ses sous sur un une va vont"
)
# What may follow a town that the document does not name elsewhere.
_AFTER_TOWN = _AFTER_COUNTRY - words_of("ne se les la pas puis lors a")
_CLEAR_AFTER_SYLLABLE = words_of("à et est ont avec dans pour sont")
_AFTER_SYLLABLE = words_of("à au aux avec dans de des du en est et ont par pour qui sont sur un une")
# What may follow a name that nothing attests: hardly a name ends so.
_AFTER_ANY = words_of(
    "à ainsi après avaient avait avec depuis devra doivent durant étaient était pendant "
    "peuvent selon seront veulent"
)
# What may follow a French noun with a capital: ``Tourismede``, ``Transportsdu``.
_AFTER_NOUN = words_of("a à au aux avec dans de des du en est et ont par pour que qui sont sur vers")
# A Vietnamese syllable that no list holds, without its accents: ``Triet``, ``Kiet``, ``Quyet``.
_SYLLABLE = re.compile(
    r"(?:ngh?|[gkpt]h|ch|gi|nh|qu|tr|[bcdghklmnrstvxp])?(?:[ie]|[iuy]e|uye|[uo]a|oe|uy)t", re.IGNORECASE
)
_WEEKDAYS = words_of("lundi mardi mercredi jeudi vendredi samedi dimanche")
_BEHIND_CAPITAL_A = words_of("ce cet cette leur leurs notre partir travers")  # ``Acette occasion``
_PLACE_ENDINGS = words_of("bourg champ champs château fort land mont pont port val vallée ville villes")
_VERB_ENDINGS = ("ait", "aient", "ront", "era", "ira")
_LONG_VERB_ENDINGS = ("ait", "aient", "èrent", "eront")
_HYPHENATED = words_of("ex non sous vice")
_DETERMINED = re.compile(
    r"(?:\b(?:la|les?|des|du|aux?|ces?|cette|cet|notre|leurs?|sa|son|ses|une?) |\b[dlDL]['’])$"
)
# What only the verb "a" can stand before, so that the letter is no part of a name.
_AFTER_AUXILIARY = re.compile(
    r" (été|eu|dû|pu) "
    r"|(?: [\w-]+ment)? (\w+(?:é|i|is|u|ert)|dit|écrit|(?:con|pro)duit|construit|interdit|inscrit)"
    r" (?:que|qu['’]|l['’]|les|un|une|son|sa|ses|leurs?|(?:le|la) (?!\d))"
)
_NAME_AFTER = re.compile(r" [^\W\d_a-zà-ÿ]")
_AFTER_PREPOSITION = re.compile(r" (?:[^\W\d_a-zà-ÿ]|\d|la |l['’])")
_FREQUENT = 5.5  # the cost of a word met some thousand times
_ACCENTED = {"e": "é", "i": "î"}
_SURE = 0.9


def in_capitalised(text: str, start: int, run: str, own: Vocabulary) -> Iterator[Seam]:
    """``Vietnamet`` after a known name, ``Particommuniste``, ``Lesdeux`` at the head of a sentence."""
    known = lexicon()
    low = run.lower()
    if low in known.foreign or low in known.people or (len(run) > 4 and fold(run) in known.people):
        return
    if _SYLLABLE.fullmatch(run):
        return
    accented = _ACCENTED.get(low[0], low[0]) + low[1:]
    if accented in known.cost:
        return  # "Etaient": capitals lose their accents
    following = text[start + len(run) : start + len(run) + 30]
    before = _NAME_BEFORE.search(text[max(0, start - 24) : start])
    goes_on = before is not None and fold(before[1]) in known.vietnamese
    for size in _ends(run):
        name, rest = run[:size], run[size:]
        chain = _chain(name, rest, own, known, goes_on)
        if chain is not None:
            yield Seam(start + size, chain.confidence, f"« {name} » suivi de « {rest} »")
            yield from of_reading(chain, start + size)
            return
        if rest not in known.cost and rest not in known.particles:
            continue
        if name in known.institutions or name.removesuffix("s") in known.institutions:
            confidence = _after_institution(rest, known)
        else:
            confidence = _after_syllable(name, run, following, known, goes_on)
            if not confidence and own.counts[run] < (4 if name in known.names else 2):
                confidence = _after_known(text, start, name, rest, following, own)
        if confidence:
            yield Seam(start + size, confidence, f"« {name} » suivi de « {rest} »")
            return
    if opens_sentence(text, start):
        yield from _at_head(run, low, accented, start, following, own)
    elif own.counts[run] < 2:
        yield from _after_noun(text, start, low, own) or _after_unknown(text, start, run, known)


@functools.lru_cache(maxsize=65_536)
def _ends(run: str) -> tuple[int, ...]:
    """Where a name could end in ``run`` before a word or several; longest first."""
    known = lexicon()
    return tuple(
        size
        for size in range(len(run) - 1, 2, -1)
        if run[size:] in known.cost
        or run[size:] in known.particles
        or (len(run) - size > 3 and _takes_chain(run[:size], known))
    )


def _takes_chain(name: str, known: Lexicon) -> bool:
    """Whether several words may be stuck to ``name`` at once: ``leVietnametle Japon``."""
    if name in known.institutions or (len(name) > 3 and name in known.names):
        return True
    folded = fold(name)
    return (len(name) > 3 and folded in known.towns) or folded in known.vietnamese


def _chain(name: str, rest: str, own: Vocabulary, known: Lexicon, goes_on: bool) -> Reading | None:
    """The words stuck to ``name`` when they are several: ``leVietnametle Japon``."""
    if rest in known.cost or len(rest) < 4 or rest.startswith("ne") or not _takes_chain(name, known):
        return None
    institution = name in known.institutions
    if not (institution or goes_on or name in known.names or fold(name) in known.towns):
        return None
    reading = segment(rest, own.spoken)
    if reading is None or reading.confidence < (_SURE if institution else 0.95):
        return None
    small = known.grammar - known.weak | _AFTER_COUNTRY
    return reading if institution or small.issuperset(reading.parts) else None


def _after_institution(rest: str, known: Lexicon) -> float:
    if rest in known.grammar:
        return 0.95 if len(rest) > 1 and rest != "es" else 0.0
    return 0.95 if len(rest) > 4 and known.cost.get(rest, known.floor) < known.floor else 0.0


def _after_syllable(name: str, run: str, following: str, known: Lexicon, goes_on: bool) -> float:
    """``Châuet``, ``Ngana salué``: a word after the last syllable of a Vietnamese name."""
    rest = run[len(name) :]
    if fold(name) not in known.vietnamese or fold(run) in known.vietnamese:
        return 0.0
    if rest == "a":
        return 0.92 if PARTICIPLE.match(following) else 0.0
    if rest not in _AFTER_SYLLABLE:
        return 0.0
    clear = rest in _CLEAR_AFTER_SYLLABLE
    if not name.isascii():
        return 0.96 if clear else 0.93
    return 0.96 if clear and goes_on else 0.0


def _after_known(text: str, start: int, name: str, rest: str, following: str, own: Vocabulary) -> float:
    """How sure it is that a name ends before ``rest``, by what is known of the name."""
    known = lexicon()
    is_word = name.lower() in known.cost and name not in known.names
    if not is_word and (
        own.has_name(name)
        or (len(rest) > 5 and fold(name) in known.people and opens_name(text, start, known))
    ):
        return _after_name(name, rest, following, known)
    if is_word or len(name) < 4:
        return 0.0
    if len(name) > 4 and rest in ("le", "la", "les") and fold(name) in known.towns and following[:1] == " ":
        return 0.95  # "lundi à Séoulle rehaussement"
    if (fold(name) in known.towns or name in known.brands) and (
        rest in _AFTER_TOWN or (rest == "a" and PARTICIPLE.match(following))
    ):
        return 0.95
    if (
        fold(name) in known.people
        and rest in known.particles
        and rest != "y"
        and _NAME_AFTER.match(following)
    ):
        return 0.93  # "Mariade Fátima"
    return 0.0


def _after_unknown(text: str, start: int, run: str, known: Lexicon) -> Iterator[Seam]:
    """``Khanavait``, ``Machelaccédait``: after a name that nothing attests, what no name ends with."""
    following = text[start + len(run) : start + len(run) + 40]
    participle = _AFTER_AUXILIARY.match(following) if run.endswith("a") and len(run) > 3 else None
    if participle and (participle[1] or participle[2]) in known.cost:
        yield Seam(start + len(run) - 1, 0.95, f"« {run[:-1]} » suivi du verbe « a »")
        return
    if len(run) > 6 and run.endswith(("aet", "éet", "oet")):
        yield Seam(start + len(run) - 2, 0.95, f"« {run[:-2]} » suivi de « et »")
        return
    sizes: list[int] = []
    formed: list[int] = []
    follows_name = _NAME_BEFORE.search(text[max(0, start - 24) : start]) is not None
    for size in range(3 if follows_name else 4, len(run)):
        rest = run[size:]
        if rest == "à" and (not _AFTER_PREPOSITION.match(following) or run[size - 1] == "t"):
            continue  # "Città di", "Università"
        is_verb = len(rest) > 5 and rest.endswith(_LONG_VERB_ENDINGS)
        if rest in _AFTER_ANY or (is_verb and rest in known.cost):
            sizes.append(size)
        elif is_verb and is_formed(rest, known.cost):
            formed.append(size)
    named = [size for size in sizes + formed if _is_attested(run[:size], known)]
    found = named or sizes or formed
    for size in found[:1]:
        confidence = 0.95 if named or len(found) == 1 else 0.8
        yield Seam(start + size, confidence, f"« {run[:size]} » suivi de « {run[size:]} »")


def _is_attested(name: str, known: Lexicon) -> bool:
    return name in known.names or fold(name) in known.people or fold(name) in known.towns


def _after_name(name: str, rest: str, following: str, known: Lexicon) -> float:
    """How sure it is that ``rest`` is a word after a name and not the end of another name."""
    if name in known.names and rest in _AFTER_COUNTRY:
        return 0.95
    if rest == "à" or (rest == "a" and PARTICIPLE.match(following)):
        return 0.95 if rest == "à" or len(name) > 3 else 0.92
    if rest in known.particles and rest != "y" and _NAME_AFTER.match(following) and len(name) > 3:
        return 0.92
    if len(name) < 4:
        return 0.92 if rest in ("et", "est", "ont") else 0.0
    country = name in known.names
    if rest in _AFTER_NAME or (rest in known.grammar and len(rest) > 4):
        return 0.95
    if country and len(rest) > 3 and known.cost.get(rest, known.floor) <= _FREQUENT and following[:1] == " ":
        return 0.93 if rest in _PLACE_ENDINGS else 0.95
    least = 3 if country else 4
    if len(rest) > least and rest not in _PLACE_ENDINGS and rest not in known.grammar:
        cost = known.cost.get(rest)
        if cost is not None and (cost < known.floor - 0.3 or rest.endswith(_VERB_ENDINGS)):
            return 0.93
    return 0.0


def _after_noun(text: str, start: int, low: str, own: Vocabulary) -> list[Seam]:
    """``la Bibliothèquenationale``, ``des Transportsdu``: a noun that only its rank gives a capital."""
    if text[start - 1 : start] != "-" and not _DETERMINED.search(text[max(0, start - 8) : start]):
        return []
    reading = segment(low, own.spoken)
    if reading is None or reading.confidence < _SURE:
        return []
    noun, *others = reading.parts
    grammar = all(part in _AFTER_NOUN for part in others)
    if len(noun) > 4 and (
        (grammar and (others[0] not in ("a", "et") or noun.endswith("e") or len(noun) > 6))
        or (len(others) == 1 and len(noun) > 5 and len(others[0]) > 6)
    ):
        return list(of_reading(reading, start, 0.95))
    return []


def _at_head(
    run: str, low: str, accented: str, start: int, following: str, own: Vocabulary
) -> Iterator[Seam]:
    """``Lesdeux``: a run at the head of a sentence, read as words."""
    if low[0] == "a" and low[1:] in _BEHIND_CAPITAL_A:
        yield Seam(start + 1, 0.96, f"« A » collé à « {low[1:]} »")
        return
    reading = segment(accented, own.spoken) if accented != low else None
    reading = reading or segment(low, own.spoken)
    if reading is None:
        return
    sound, worn = _sureness_at_head(run, reading, following, lexicon())
    for seam in of_reading(reading, start):
        yield Seam(seam.place, min(sound, seam.confidence), seam.evidence, min(worn, seam.confidence))


def _sureness_at_head(run: str, reading: Reading, following: str, known: Lexicon) -> tuple[float, float]:
    """How sure a reading of a run at the head of a sentence is, in a sound and in a worn document.

    Names stand there too, and some look like an article and a noun: Lafontaine, Dubois.
    """
    first, second = reading.parts[:2]
    if run in known.family_names:
        return 0.0, 0.0
    if following[:1] == "-" and second in _HYPHENATED:
        return 0.95, 0.96  # "Levice-ministre"
    if first not in SENTENCE_HEADS | _WEEKDAYS and not (first in known.grammar and len(first) > 3):
        follows = len(first) > 4 and all(part in known.grammar for part in reading.parts[1:])
        return (0.93, 0.93) if follows else (0.6, 0.93 if len(first) > 5 and len(second) > 4 else 0.6)
    if first in _WEEKDAYS and len(second) > 3:
        return 0.95, 0.96
    if second in known.grammar:
        return (0.96, 0.96) if len(second) > 2 and first not in ("de", "la") else (0.8, 0.93)
    if first in ARTICLES:
        if first == "les":
            plural = second.endswith(("s", "x"))
            return (0.95, 0.96) if plural and len(second) > 3 and following[:1] != "-" else (0.7, 0.7)
        return (
            (0.95, 0.96)
            if len(second) > 8 or (len(second) > 6 and known.cost.get(second, known.floor) <= _FREQUENT)
            else (0.7, 0.93 if len(second) > 3 or second in known.short else 0.7)
        )
    return (0.95 if len(first) > 3 else 0.94, 0.96) if len(second) > 3 else (0.7, 0.92)


_ADDRESSED = re.compile(r"(?:^|[^\w.])(?:MM?\.|M(?:me|lle)s?|Mr|Dr|Pr|Mgr) $")
_NAME_BEFORE = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{1,20}) $")
_AFTER_DATELINE = re.compile(r"\) ?[.,]? ?[-–—]{1,2} ?$")


def opens_name(text: str, start: int, known: Lexicon) -> bool:
    """Whether a form of address or a known name stands right before ``text[start]``."""
    head = text[max(0, start - 24) : start]
    name = _NAME_BEFORE.search(head)
    if name:
        return fold(name[1]) in known.people and name[1] not in known.names
    return _ADDRESSED.search(head) is not None


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at ``text[start]``."""
    before = text[max(0, start - 12) : start]
    head = before.rstrip(" «“\"'’(")
    return not head or head[-1] in ".!?…:–—" or _AFTER_DATELINE.search(before) is not None
