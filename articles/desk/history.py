"""The history of the whole archive, read-only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.models import Change

from .differences import readable
from .recording import ReadOnlyAdmin


class WayFilter(admin.ChoicesFieldListFilter):
    """ "Par" stands before every title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "voie"


class DayFilter(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "date"


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "kind", "label", "path", "actor_name", "what"]
    list_filter = ["kind", ("path", WayFilter), ("at", DayFilter)]
    search_fields = ["label", "actor_name"]
    fields = ["at", "kind", "label", "path", "actor_name", "reason", "batch", "difference"]
    readonly_fields = fields

    def render_change_form(self, request, context, *args, **kwargs):  # type: ignore[no-untyped-def]
        if kwargs.get("obj"):
            context |= {"title": "Modification", "subtitle": kwargs["obj"].label or None}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="champs")
    def what(self, change: Change) -> str:
        return ", ".join(dict.fromkeys(name for name, _, _ in readable(change))) or "création"

    @admin.display(description="différence")
    def difference(self, change: Change) -> SafeString:
        return format_html_join(
            "",
            "<p><strong>{}</strong><br><del>{}</del><br><ins>{}</ins></p>",
            readable(change),
        )
