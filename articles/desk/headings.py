"""Headings in our own words; Django's are made for any model in any language and sound like it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst


class OwnHeadings(admin.ModelAdmin):
    """A list is headed by what it lists, a form by what it is about; ``new_heading`` for a new one.

    An inline's ``one_more`` is what its link for one more row says.
    """

    new_heading = ""
    show_facets = admin.ShowFacets.NEVER  # numbers beside filters would count the archive

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        heading = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": heading, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        name = str(self.opts.verbose_name)
        heading = capfirst(name) if object_id else self.new_heading or f"{capfirst(name)} : ajouter"
        return super().changeform_view(
            request, object_id, form_url, {"title": heading, **(extra_context or {})}
        )
