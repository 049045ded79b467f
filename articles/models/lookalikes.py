"""Which people, or which tags, may be the same: found by blocks of like names, scored, with reasons.

Only names that share a block are compared (the same words, the same words but for vowels, two words
in common, one word and the other's initial), so that a hundred thousand people take seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import search
from articles.folding import fold

from .countries import Country
from .merging import Pair
from .people import Person, PersonMention, PersonName
from .topics import Tag
from .writing import Author

LEAST = 60  # score from which two names are worth an editor's look
MOST_IN_A_BLOCK = 40  # a block of more names says nothing: too many share it
_NO_VOWELS = str.maketrans("wcqzj", "vkksi", "aeiouyh")


@dataclass(slots=True)
class Candidate:
    """A person or a tag with all its folded names and what else tells two of them apart."""

    key: int
    names: set[str] = field(default_factory=set)
    country: str | None = None
    offices: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)


def scan() -> int:
    """Look again for people and tags that may be the same; returns how many pairs wait.

    Pairs declared different stay so, and hold for whoever was merged into either since.
    """
    with transaction.atomic():
        countries = dict(Country.objects.values_list("code", "name"))
        return _store("person", _people_pairs(countries), _roots(Person)) + scan_tags()


def scan_people(keys: Collection[int]) -> int:
    """Compare these people with all others; how many pairs of theirs wait.

    Reads every name once, whoever is asked for: 20,000 people take a quarter of a second.
    """
    wanted = frozenset(keys)
    if not wanted:
        return 0
    with transaction.atomic():
        countries = dict(Country.objects.values_list("code", "name"))
        return _store("person", _people_pairs(countries, wanted), _roots(Person), wanted)


def scan_tags() -> int:
    """Compare all tags: there are hundreds, not thousands."""
    with transaction.atomic():
        return _store("tag", _tag_pairs(), _roots(Tag))


def _people_pairs(
    countries: dict[str, str], keys: frozenset[int] | None = None
) -> dict[tuple[int, int], tuple[int, list[str]]]:
    people = {
        pk: Candidate(pk, {fold(name)}, country)
        for pk, name, country in Person.objects.filter(merged_into=None).values_list("id", "name", "country")
    }
    for pk, key in PersonName.objects.values_list("person", "key").iterator():
        if pk in people:
            people[pk].names.add(key)
    likely = {
        (one, other): likeness
        for one, other in _pairs(people.values(), keys)
        if (likeness := best_likeness(people[one].names, people[other].names))
    }
    wanted = sorted({key for pair in likely for key in pair})
    for begin in range(0, len(wanted), 500):
        rows = PersonMention.objects.filter(person__in=wanted[begin : begin + 500], state="accepted")
        for pk, article, role in rows.values_list("person", "article", "role").iterator():
            people[pk].articles.add(article)
            people[pk].offices.update(word for word in fold(role).split() if len(word) > 4)
    found = {}
    for (one, other), likeness in likely.items():
        score, reasons = weigh(people[one], people[other], likeness, countries)
        if score >= LEAST:
            found[one, other] = score, reasons
    return found


def _tag_pairs() -> dict[tuple[int, int], tuple[int, list[str]]]:
    tags = {
        pk: Candidate(pk, {key}) for pk, key in Tag.objects.filter(merged_into=None).values_list("id", "key")
    }
    found = {}
    for one, other in _pairs(tags.values(), None, stems=True):
        likeness = best_likeness(tags[one].names, tags[other].names)
        if search.tokens(tags[one].names) == search.tokens(tags[other].names):
            likeness = 85, "les mêmes mots, au pluriel ou autrement accordés"
        if likeness and likeness[0] >= LEAST:
            found[one, other] = likeness[0], [likeness[1]]
    return found


def _pairs(
    candidates: Collection[Candidate], keys: frozenset[int] | None, stems: bool = False
) -> Iterator[tuple[int, int]]:
    """The pairs that share a block; with ``keys`` those of which one is among them."""
    blocks: dict[str, set[int]] = {}
    some = [candidate for candidate in candidates if keys is None or candidate.key in keys]
    for candidate in some:
        for name in candidate.names:
            for block in blocks_of(name, stems):
                blocks.setdefault(block, set()).add(candidate.key)
    for candidate in candidates if keys is not None else ():
        for name in candidate.names:
            for block in blocks_of(name, stems):
                if block in blocks:
                    blocks[block].add(candidate.key)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= MOST_IN_A_BLOCK:
            for pair in combinations(sorted(members), 2):
                if pair not in seen and (keys is None or not keys.isdisjoint(pair)):
                    seen.add(pair)
                    yield pair


def blocks_of(name: str, stems: bool = False) -> Iterator[str]:
    """Under what a folded name is looked up; names that share none are never compared."""
    words = sorted(name.split())[:6]
    yield "= " + " ".join(words)
    bare = ["".join(dict.fromkeys(word.translate(_NO_VOWELS))) or word for word in words]
    yield "~ " + " ".join(sorted(bare))
    if stems:
        yield "+ " + search.tokens([name])
    for one, other in combinations(words, 2):
        yield f"2 {one} {other}"
    if len(words) == 2:
        yield f"1 {words[0]} {words[1][0]}"
        yield f"1 {words[1]} {words[0][0]}"


@dataclass(frozen=True, slots=True)
class _Name:
    """A folded name ready to be compared: its words in order, and a bit for each letter in it."""

    text: str
    words: tuple[str, ...]
    sorted: str
    letters: int


@lru_cache(maxsize=200_000)
def _name(text: str) -> _Name:
    words = tuple(sorted(text.split()))
    letters = 0
    for letter in text:
        letters |= 1 << (ord(letter) & 63)
    return _Name(text, words, " ".join(words), letters)


def best_likeness(names: Iterable[str], others: Iterable[str]) -> tuple[int, str] | None:
    """The strongest likeness between two people's folded names: points and why, in French."""
    right = [_name(name) for name in others]
    found = [likeness for a in map(_name, names) for b in right if (likeness := _likeness(a, b))]
    return max(found, default=None)


def _likeness(one: _Name, other: _Name) -> tuple[int, str] | None:
    if one.text == other.text:
        return 80, f"même graphie, aux accents près (« {one.text} »)"
    both = f"(« {one.text} », « {other.text} »)"
    if one.words == other.words:
        return 76, f"mêmes mots dans un autre ordre {both}"
    if len(one.words) != len(other.words):
        shorter, longer = sorted((one.words, other.words), key=len)
        if len(shorter) > 1 and set(shorter) < set(longer):
            return 68, f"un nom contient l'autre {both}"
    # each letter more or less leaves a bit that only one of them has
    if (one.letters ^ other.letters).bit_count() > 4:
        return None
    shortest = min(len(one.text), len(other.text))
    away = distance(one.sorted, other.sorted, 2 if shortest >= 9 else 1)
    if away == 1 and shortest >= 6:
        return 72, f"une lettre de différence {both}"
    if away == 2 and shortest >= 9:
        return 62, f"deux lettres de différence {both}"
    return None


def distance(one: str, other: str, most: int = 2) -> int:
    """Letters to add, drop, change or swap to get from one to the other; ``most + 1`` when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    while one and other and one[-1] == other[-1]:  # what both end and begin with costs nothing
        one, other = one[:-1], other[:-1]
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if not one or not other:
        return len(one) + len(other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, another in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def weigh(
    one: Candidate, other: Candidate, likeness: tuple[int, str], countries: dict[str, str]
) -> tuple[int, list[str]]:
    """The score of two people (0 to 100) from their names, countries, offices and articles."""
    score, reason = likeness
    reasons = [reason]
    if one.country and other.country:
        if one.country == other.country:
            score += 10
            reasons.append(f"même pays ({countries.get(one.country, one.country)})")
        else:
            score -= 40
            reasons.append("pays différents")
    if shared := sorted(one.offices & other.offices):
        score += 5
        reasons.append(f"même qualité ({', '.join(shared[:3])})")
    if together := len(one.articles & other.articles):
        score -= 25
        reasons.append(f"cités ensemble dans {together} article{'s' if together > 1 else ''}")
    elif one.articles and other.articles:
        score += 5
        reasons.append("jamais cités dans le même article")
    return max(0, min(100, score)), reasons


def _roots(model: type[Any]) -> dict[int, int]:
    """Where each merged person or tag leads."""
    into = dict(model.objects.exclude(merged_into=None).values_list("id", "merged_into"))
    roots = {}
    for key in into:
        end = key
        while end in into:
            end = into[end]
        roots[key] = end
    return roots


def _store(
    kind: str,
    found: dict[tuple[int, int], tuple[int, list[str]]],
    roots: dict[int, int],
    keys: frozenset[int] | None = None,
) -> int:
    """Keep the pairs ``found`` in place of those that waited, of ``keys`` or of all."""
    different = set()
    open_pairs = {}
    for pair in Pair.objects.filter(kind=kind):
        ends = tuple(sorted(roots.get(key, key) for key in (pair.first_id, pair.second_id)))
        if pair.different:
            different.add(ends)
        elif keys is None or pair.first_id in keys or pair.second_id in keys:
            open_pairs[pair.first_id, pair.second_id] = pair
    wanted = {ends: value for ends, value in found.items() if ends not in different}
    Pair.objects.filter(pk__in=[p.pk for ends, p in open_pairs.items() if ends not in wanted]).delete()
    fresh, changed = [], []
    for ends, (score, reasons) in wanted.items():
        pair = open_pairs.get(ends)
        if pair is None:
            fresh.append(Pair(kind=kind, first_id=ends[0], second_id=ends[1], score=score, reasons=reasons))
        elif (pair.score, pair.reasons) != (score, reasons):
            pair.score, pair.reasons = score, reasons
            changed.append(pair)
    # somebody else may be looking at the same moment
    Pair.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    Pair.objects.bulk_update(changed, ["score", "reasons"], batch_size=200)
    return len(wanted)


def declare_different(kind: str, keys: Sequence[int], author: Author, note: str = "") -> None:
    """Remember that these two are not the same; they are not proposed again."""
    first, second = sorted(keys)
    Pair.objects.update_or_create(
        kind=kind,
        first_id=first,
        second_id=second,
        defaults={
            "different": True,
            "decided_by": author.user,
            "decided_at": timezone.now(),
            "note": note,
        },
    )
    _record_decision(kind, (first, second), author, different=True)


def take_back_difference(kind: str, keys: Sequence[int], author: Author) -> None:
    """Forget that these two were declared different, if they were."""
    first, second = sorted(keys)
    declared = Pair.objects.filter(kind=kind, first_id=first, second_id=second, different=True)
    if declared.delete()[0]:
        _record_decision(kind, (first, second), author, different=False)


def _record_decision(kind: str, keys: Sequence[int], author: Author, different: bool) -> None:
    model: type[Any] = Person if kind == "person" else Tag
    names = dict(model.objects.filter(pk__in=keys).values_list("pk", "name"))
    for key, other in (keys, reversed(keys)):
        if key in names:
            said = [None, names.get(other, "")]
            fields = {"different": said if different else said[::-1]}
            author.change(kind, key, names[key], fields).save()
