"""How many public articles each year, month and day has."""

from __future__ import annotations

from django.db import models


class Period(models.Model):
    """``key`` is ``""`` (the whole archive), ``2021``, ``2021-07``, ``2021-07-28`` or ``undated``.

    An article dated to the month counts in its year and month, one to the year in its year only.
    """

    key = models.CharField(max_length=10, primary_key=True)
    article_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "période"
        verbose_name_plural = "périodes"

    def __str__(self) -> str:
        return self.key
