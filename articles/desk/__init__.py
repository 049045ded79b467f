"""The editors' side: the Django admin in French, one module per concern."""

from django.contrib import admin

from . import (
    accounts,
    articles,
    conflicts,
    countries,
    documents,
    duplicates,
    history,
    merges,
    people,
    reports,
    tags,
    trash,
)

admin.site.site_header = "Archives — rédaction"
admin.site.site_title = "Rédaction"
admin.site.index_title = "Le bureau"
admin.site.empty_value_display = "—"

__all__ = [
    "accounts",
    "articles",
    "conflicts",
    "countries",
    "documents",
    "duplicates",
    "history",
    "merges",
    "people",
    "reports",
    "tags",
    "trash",
]
