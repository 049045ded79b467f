"""How many public articles each year, month and day has."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models.functions import Length
from django.utils.dates import MONTHS

UNDATED = datetime.date.min  # sorts behind every date, and is an index key where NULL is not


def in_words(day: datetime.date | None, precision: str = "day", partial: str = "") -> str:
    """A date as French text says it: ``1er juillet 2021``, ``juillet 2025``, ``2025``.

    Without a day, ``partial`` (``--10-16``) gives ``16 octobre, année inconnue``.
    """
    if day is None:
        if not partial:
            return "sans date"
        return f"{_day_and_month(int(partial[5:7]), int(partial[2:4]))}, année inconnue"
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{MONTHS[day.month]} {day.year}"
    return f"{_day_and_month(day.day, day.month)} {day.year}"


def _day_and_month(day: int, month: int) -> str:
    return f"{'1er' if day == 1 else day} {MONTHS[month]}"


class PeriodQuerySet(models.QuerySet["Period"]):
    def years(self) -> models.QuerySet[Period, tuple[str, int]]:
        """``(year, count)`` of every year that has articles, in order."""
        rows = self.annotate(length=Length("key")).filter(length=4, article_count__gt=0)
        return rows.order_by("key").values_list("key", "article_count")


class Period(models.Model):
    """``key`` is ``""`` (the whole archive), ``2021``, ``2021-07``, ``2021-07-28`` or ``undated``.

    An article dated to the month counts in its year and month, one to the year in its year only.
    """

    key = models.CharField(max_length=10, primary_key=True)
    article_count = models.PositiveIntegerField(default=0)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "période"
        verbose_name_plural = "périodes"

    def __str__(self) -> str:
        return self.key
