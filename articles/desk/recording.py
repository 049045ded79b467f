"""Admin classes whose every writing path ends in the archive's own history."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles.models import Person, Tag
from articles.models.lookalikes import scan_people, scan_tags
from articles.models.writing import Author, record, thing_before

from .headings import OwnHeadings
from .restoring import HistoryViews


class CappedPaginator(Paginator):
    """A count that stops at ``CAP``: a list of a million rows costs no more than a short one."""

    CAP = 10_000

    @cached_property
    def count(self) -> int:
        # a slice must not keep the list's order: sorting is what a capped count saves
        return self.object_list.order_by().values("pk")[: self.CAP].count()  # type: ignore[union-attr]


class RecordedAdmin(HistoryViews, OwnHeadings):
    """Shows the archive's history, and never counts more than a reader could page through."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50


class RecordedThingAdmin(RecordedAdmin):
    """For people, tags and countries: a form's whole writing is one change of the thing."""

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        form.before = thing_before(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:  # type: ignore[no-untyped-def]
        super().save_related(request, form, formsets, change)
        record(form.instance, form.before, Author(request.user, "form"))
        look_again([form.instance])

    def after_restore(self, thing: models.Model) -> None:
        look_again([thing])


def look_again(things: Sequence[models.Model]) -> None:
    """Look for whom these people or tags, whose names have changed, may be the same as now."""
    scan_people([thing.pk for thing in things if isinstance(thing, Person)])
    if any(isinstance(thing, Tag) for thing in things):
        scan_tags()


class ReadOnlyAdmin(RecordedAdmin):
    """For what the desk reads but never writes by hand; ``has_history`` for what the history tells of."""

    has_history = False

    def render_change_form(self, request, context, *args, **kwargs):  # type: ignore[no-untyped-def]
        context["no_history"] = not self.has_history
        return super().render_change_form(request, context, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
