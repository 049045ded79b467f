"""How many public articles a year has of each country, each pair of countries, each tag and state.

Kept by difference with the other counts (``articles.models.derived``), so that a map, a relation
over sixty years or the state of the archive costs one short range of an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Any

from django.db import connections, models, router, transaction

_ROWS = 500  # written at a time


class TallyQuerySet(models.QuerySet["Tally"]):
    def some(self) -> TallyQuerySet:
        return self.filter(article_count__gt=0)

    def add(self, changes: Iterable[tuple[tuple[str, str, int], int]]) -> None:
        """Add to the counts of ``((of, key, year), by)``; rows that are missing are made.

        In the order of their keys, so that two writers never wait for each other. One statement
        that both databases know, since ``bulk_create`` can replace a count but not add to it.
        """
        rows = sorted((key, by) for key, by in changes if by)
        using = router.db_for_write(self.model)
        with transaction.atomic(using), connections[using].cursor() as cursor:
            for begin in range(0, len(rows), _ROWS):
                part = rows[begin : begin + _ROWS]
                marks = ", ".join(["(%s, %s, %s, %s)"] * len(part))
                cursor.execute(
                    'INSERT INTO articles_tally ("of", "key", "year", article_count) '  # noqa: S608
                    f'VALUES {marks} ON CONFLICT ("of", "key", "year") DO UPDATE '
                    "SET article_count = articles_tally.article_count + excluded.article_count",
                    [value for key, by in part for value in (*key, by)],
                )


class Tally(models.Model):
    """``of`` says what ``key`` is:

    ``country`` (its code), ``tag`` (its id), ``review`` (a state of ``Article.review``), ``basis``
    (of ``Article.date_basis``, empty for no date), ``precision`` (day, month, year, ``partial``, or
    empty); or ``of`` is the code of a country, ``key`` that of another in the same article.
    ``year`` is 0 for articles of no known year.
    """

    of = models.CharField(max_length=9)
    key = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    article_count = models.IntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "compte par an"
        verbose_name_plural = "comptes par an"
        constraints = [models.UniqueConstraint(fields=["of", "key", "year"], name="one_tally_a_year")]
        indexes = [models.Index(fields=["of", "year", "key"], name="tallies_of_a_year")]

    def __str__(self) -> str:
        return f"{self.of} {self.key} {self.year}"


def tallies_of(counted: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str, int]]:
    """The ``(of, key, year)`` of an article that counts as ``counted`` (``Article.counted``) says."""
    counted = list(counted)
    years = [key for kind, key in counted if kind == "period" and len(key) == 4]
    if not counted:
        return
    year = int(years[0]) if years else 0
    countries = [key for kind, key in counted if kind == "country"]
    for code in countries:
        yield "country", code, year
    for one, other in permutations(countries, 2):
        yield one, other, year
    for kind, key in counted:
        if kind == "tag":
            yield "tag", str(key), year
        elif kind == "fact":
            of, _, value = key.partition(":")
            yield of, value, year
