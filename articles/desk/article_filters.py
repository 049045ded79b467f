"""Filters of the desk's list of articles."""

from __future__ import annotations

from django.contrib import admin

from articles.models import Country, CountryMention, MentionState


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


class CountryFilter(admin.SimpleListFilter):
    """One country out of two hundred, from a list that opens; without asking all mentions which."""

    title = "pays"
    parameter_name = "pays"
    template = "admin/articles/select_filter.html"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return list(Country.objects.order_by("sort_key").values_list("code", "name"))

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if not self.value():
            return queryset
        mentions = CountryMention.objects.filter(country=self.value()).exclude(state=MentionState.REFUSED)
        return queryset.filter(pk__in=mentions.values("article"))

    def choices(self, changelist):  # type: ignore[no-untyped-def]
        """The choices, and first what the rest of the address must keep."""
        kept = changelist.get_filters_params()
        kept.pop(self.parameter_name, None)
        yield {"kept": [(k, v) for k, values in kept.items() for v in values]}
        for code, name in self.lookup_choices:
            yield {"value": code, "display": name, "selected": self.value() == code}
