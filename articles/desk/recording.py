"""Admin classes whose every writing path ends in the archive's own history."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import Change
from articles.models.writing import Author, record, thing_before


class CappedPaginator(Paginator):
    """A count that stops at ``CAP``: a list of a million rows costs no more than a short one."""

    CAP = 10_000

    @cached_property
    def count(self) -> int:
        # a slice must not keep the list's order: sorting is what a capped count saves
        return self.object_list.order_by().values("pk")[: self.CAP].count()  # type: ignore[union-attr]


class RecordedAdmin(admin.ModelAdmin):
    """Shows the archive's history of a thing, and leaves Django's log to Django."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        changes = Change.objects.filter(kind=self.opts.model_name, object_id=str(thing.pk))
        page = Paginator(changes.select_related("actor"), 50).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Historique : %s") % thing,
            "changes": [(change, readable(change)) for change in page],
            "page": page,
            "object": thing,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/history.html", context)


class RecordedThingAdmin(RecordedAdmin):
    """For people, tags and countries: a form's whole writing is one change of the thing."""

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        form.before = thing_before(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:  # type: ignore[no-untyped-def]
        super().save_related(request, form, formsets, change)
        record(form.instance, form.before, Author(request.user, "form"))


NAMES = {
    "headline": _("titre"),
    "provisional_headline": _("titre provisoire"),
    "lead": _("chapô"),
    "body": _("texte"),
    "place": _("lieu"),
    "agency": _("agence"),
    "published_on": _("date"),
    "date_precision": _("précision"),
    "date_basis": _("origine de la date"),
    "date_reason": _("raison de la date"),
    "partial_date": _("jour et mois sans année"),
    "undated": _("sans date"),
    "status": _("statut"),
    "embargo_until": _("embargo"),
    "trashed_at": _("corbeille"),
    "review": _("relecture"),
    "photos": _("photos"),
    "people": _("personnes"),
    "countries": _("pays"),
    "tags": _("sujets"),
    "related": _("articles annoncés"),
    "name": _("nom"),
    "names": _("graphies"),
    "slug": _("adresse"),
    "note": _("note"),
    "country": _("pays"),
    "triggers": _("mots qui le suggèrent"),
    "merged_into": _("fusionnée dans"),
}


def readable(change: Change) -> list[tuple[str, str, str]]:
    """``(field, before, after)`` rows in words, one per entry of a list that differs."""
    rows = []
    for field, (before, after) in change.fields.items():
        name = str(NAMES.get(field, field))
        if isinstance(before, dict) and isinstance(after, dict):
            for key in dict.fromkeys([*before, *after]):
                if before.get(key) != after.get(key):
                    rows.append((name, _words(before.get(key), key), _words(after.get(key), key)))
        else:
            rows.append((name, _words(before), _words(after)))
    return rows


def _words(value: Any, key: str = "") -> str:
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return " ; ".join(_words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{k} : {_words(v)}" for k, v in value.items() if v not in ("", None))
    if key and len(key) == 2:
        return f"{key} : {value}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class ReadOnlyAdmin(RecordedAdmin):
    """For what the desk reads but never writes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
