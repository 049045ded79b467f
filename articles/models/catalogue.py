"""The catalogue: one narrow row for each article with all by which readers narrow and count.

The articles' own rows hold whole texts; a hundred thousand entries are read in the time of a few
thousand of those. The database itself keeps the entries (triggers, see ``articles.indexes``), so
that no path that writes articles can leave one behind.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from django.db import models
from django.utils import timezone

from articles import indexes

from .periods import UNDATED

COUNTRY, PERSON, TAG, STATE = range(1, 5)  # kinds of values
_BITS = 28  # of a value; the kind stands above them
_WITHIN, _BETWEEN = "\x1e", "\x1f"  # no text holds these signs
DATINGS = ("stated", "inferred", "edited", "partial", "none")


class EntryQuerySet(models.QuerySet["Entry"]):
    def public(self) -> EntryQuerySet:
        return self.filter(public_from__lte=timezone.now())


class Entry(models.Model):
    """Copies of an article's columns, under the article's id. ``facets`` is what ``facets_of`` made."""

    id = models.BigAutoField(primary_key=True)  # a plain number: SQLite reads it fastest
    public_from = models.DateTimeField(null=True)
    listed_on = models.DateField(default=UNDATED)
    published_on = models.DateField(null=True)
    date_precision = models.CharField(max_length=5)
    date_basis = models.CharField(max_length=8)
    partial_date = models.CharField(max_length=7)
    place = models.CharField(max_length=120)
    agency = models.CharField(max_length=120)
    review = models.CharField(max_length=10)
    photo_count = models.PositiveIntegerField(default=0)
    facets = models.TextField(default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche"
        verbose_name_plural = "fiches"

    def __str__(self) -> str:
        return str(self.pk)


COPIED = [column.name for column in Entry._meta.local_concrete_fields if column.name != "id"]


def facets_of(article: Any, countries: Iterable[str], people: Iterable[int], tags: Iterable[int]) -> str:
    """What ``article`` counts for, as numbers of eight hexadecimal digits.

    Its countries (codes), people and tags (ids), and one number for its year, how it is dated,
    whether it is reviewed and whether it has a photo: fewer numbers are counted faster.
    """
    values = [(COUNTRY, ord(code[0]) << 8 | ord(code[1])) for code in countries]
    values += [(PERSON, pk) for pk in people]
    values += [(TAG, pk) for pk in tags]
    year = article.published_on.year if article.published_on is not None else 0
    dating = DATINGS.index(article.date_basis or ("partial" if article.partial_date else "none"))
    state = year << 5 | dating << 2 | (article.review == "reviewed") << 1 | (article.photo_count > 0)
    values.append((STATE, state))
    return "".join(f"{kind << _BITS | value:08x}" for kind, value in values)


@dataclass(slots=True)
class Counts:
    """How many articles a result has, and of what. ``total`` is None when they are too many to count.

    ``ids`` are the articles' own, with blanks between.
    """

    total: int | None = 0
    ids: str = ""
    places: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    values: dict[int, dict[int, int]] = field(default_factory=dict)

    def top(self, kind: int, number: int) -> list[tuple[int, int]]:
        """The most frequent ids of a kind with their counts."""
        found = self.values.get(kind, {})
        return nsmallest(number, found.items(), key=lambda item: (-item[1], item[0]))

    def years(self) -> Counter[int]:
        """The articles by year, without those of no known year."""
        years: Counter[int] = Counter()
        for value, n in self.values.get(STATE, {}).items():
            years[value >> 5] += n
        years.pop(0, None)
        return years

    def states(self) -> tuple[Counter[str], Counter[bool], Counter[bool]]:
        """The articles by how they are dated, by whether they are reviewed, by whether they have a photo."""
        dating: Counter[str] = Counter()
        reviewed: Counter[bool] = Counter()
        photo: Counter[bool] = Counter()
        for value, n in self.values.get(STATE, {}).items():
            dating[DATINGS[value >> 2 & 7]] += n
            reviewed[bool(value & 2)] += n
            photo[bool(value & 1)] += n
        return dating, reviewed, photo


def country_code(value: int) -> str:
    return chr(value >> 8) + chr(value & 255)


def counts_of(entries: models.QuerySet[Entry], most: int, by_text: bool) -> Counts:
    """Count what ``entries`` have, in one query; with more than ``most`` of them, nothing is counted.

    ``by_text`` says that words are searched.
    """
    counts = _counted(entries.order_by()[: most + 1], by_text)
    return counts if counts.total is not None and counts.total <= most else Counts(total=None)


def sample_of(entries: models.QuerySet[Entry], number: int, by_text: bool) -> Counts:
    """What the newest ``number`` of ``entries`` have."""
    return _counted(entries.order_by("-listed_on", "-id")[:number], by_text)


def _counted(entries: models.QuerySet[Entry], by_text: bool) -> Counts:
    total, ids, facets, named = indexes.gathered(entries, _WITHIN, _BETWEEN, by_text)
    numbers = array("I", bytes.fromhex(facets))
    if sys.byteorder == "little":
        numbers.byteswap()
    values: dict[int, dict[int, int]] = {kind: {} for kind in (COUNTRY, PERSON, TAG, STATE)}
    mask = (1 << _BITS) - 1
    for number, n in Counter(numbers).items():
        values[number >> _BITS][number & mask] = n
    counts = Counts(total, ids, values=values)
    for pair, n in Counter(named.split(_BETWEEN) if total else ()).items():
        place, _, agency = pair.partition(_WITHIN)
        counts.places[place] += n
        counts.agencies[agency] += n
    return counts
