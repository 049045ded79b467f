"""Filters of the desk's list of articles."""

from __future__ import annotations

import calendar
import datetime

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.dates import MONTHS

from articles.models import Article, Country, CountryMention, MentionState, Period
from articles.models.article import Precision
from articles.models.periods import UNDATED


class HasProblems(admin.SimpleListFilter):
    title = "problèmes"
    parameter_name = "problemes"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("oui", "avec problème"), ("non", "sans problème")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if self.value() == "oui":
            return queryset.filter(problem_count__gt=0)
        return queryset.filter(problem_count=0) if self.value() == "non" else queryset


class HasPhotos(admin.SimpleListFilter):
    title = "photos"
    parameter_name = "photos"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("oui", "avec photo"), ("non", "sans photo")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if self.value() == "oui":
            return queryset.filter(photo_count__gt=0)
        return queryset.filter(photo_count=0) if self.value() == "non" else queryset


class SelectFilter(admin.SimpleListFilter):
    """A filter of many choices, as a list that opens."""

    template = "admin/articles/select_filter.html"

    def choices(self, changelist):  # type: ignore[no-untyped-def]
        """The choices, and first what the rest of the address must keep."""
        kept = changelist.get_filters_params()
        kept.pop(self.parameter_name, None)
        yield {"kept": [(name, value) for name, values in kept.items() for value in values]}
        for value, shown in self.lookup_choices:
            yield {"value": value, "display": shown, "selected": self.value() == str(value)}


class YearFilter(SelectFilter):
    """The years between the first and the last date: Django's own date hierarchy reads every row."""

    title = "année"
    parameter_name = "annee"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        dated = Article.objects.filter(listed_on__gt=UNDATED).values_list("listed_on", flat=True)
        first, last = dated.order_by("listed_on").first(), dated.order_by("-listed_on").first()
        if first is None or last is None:
            return [("0", "sans date")]
        years = range(last.year, first.year - 1, -1)
        return [*((str(year), str(year)) for year in years), ("0", "sans date")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        year = self.value() or ""
        if not year.isdecimal() or int(year) > datetime.MAXYEAR:
            return queryset
        if int(year) == 0:
            return queryset.filter(listed_on=UNDATED)
        days = datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)
        return queryset.filter(listed_on__range=days)


class MonthFilter(SelectFilter):
    """The months of the chosen year."""

    title = "mois"
    parameter_name = "mois"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        if not request.GET.get("annee", "").strip("0"):
            return []
        return [(str(number), name) for number, name in MONTHS.items()]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        year, month = request.GET.get("annee", ""), self.value() or ""
        try:
            first = datetime.date(int(year), int(month), 1)
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        except ValueError:
            return queryset
        # what is dated to the year stands on its first of January, and is in no month
        months = queryset.filter(listed_on__range=(first, last))
        return months.exclude(date_precision=Precision.YEAR)


class OneCountry(SelectFilter):
    """One country out of two hundred, without asking all rows which there are."""

    title = "pays"
    parameter_name = "pays"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return list(Country.objects.order_by("sort_key").values_list("code", "name"))


class CountryFilter(OneCountry):
    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if not self.value():
            return queryset
        mentions = CountryMention.objects.filter(country=self.value()).exclude(state=MentionState.REFUSED)
        if is_common(self.value()):
            # the first ones by date are soon met; gathering them all would cost more on SQLite
            return queryset.filter(Exists(mentions.filter(article=OuterRef("pk"))))
        return queryset.filter(pk__in=mentions.values("article"))


def is_common(code: str) -> bool:
    """Whether a quarter of the public articles name this country."""
    number = Country.objects.filter(code=code).values_list("article_count", flat=True).first() or 0
    whole = Period.objects.filter(key="").values_list("article_count", flat=True).first() or 0
    return 4 * number > whole
