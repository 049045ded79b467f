"""Countries: a list given by ISO and CLDR; the desk adds a note."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Country

from .lines import PlainLines
from .recording import RecordedThingAdmin


@admin.register(Country)
class CountryAdmin(RecordedThingAdmin):
    form = PlainLines
    list_display = ["name", "code", "article_count"]
    search_fields = ["name", "sort_key", "code"]
    search_help_text = "Nom ou code"
    fields = ["code", "name", "note", "article_count"]
    readonly_fields = ["code", "name", "article_count"]
    list_per_page = 100

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Country | None = None) -> bool:
        return False
