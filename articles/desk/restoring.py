"""The history of one thing, and the way back to any earlier state of it or of one of its fields."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.models import Article, Change, Country, Person, Tag
from articles.models.history import difference
from articles.models.restoring import (
    State,
    article_now,
    restore_article,
    restore_thing,
    state_after,
    units_of,
)
from articles.models.writing import Author, thing_snapshot
from articles.publishable import Unpublishable

from .differences import rows_of
from .publishing import may_publish, may_write

PER_PAGE = 50
# A merge is taken back from its own page, the trash has its own; what is decided is decided anew.
NOT_HERE = {"merged_into", "trashed_at", "made", "conflict", "suggestions", "alike", "reports", "different"}


class HistoryViews(admin.ModelAdmin):
    """Shows the archive's history of a thing, and leaves Django's log to Django."""

    def get_urls(self) -> list[URLPattern]:
        urls = super().get_urls()
        if self.model in {Article, Person, Tag, Country}:
            view = self.admin_site.admin_view(self.restore_view)
            name = f"articles_{self.opts.model_name}_restore"
            urls.insert(0, path("<path:object_id>/history/<int:change>/", view, name=name))
        return urls

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        # what stands in the trash is an article
        kind = self.opts.concrete_model._meta.model_name
        changes = Change.objects.filter(kind=kind, object_id=str(thing.pk))
        page = Paginator(changes.select_related("actor", "batch"), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Historique : {thing}",
            "changes": [(change, rows_of(change.fields)) for change in page],
            "page": page,
            "object": thing,
            "opts": self.opts,
            "not_here": NOT_HERE,
            "restore": f"admin:articles_{self.opts.model_name}_restore"
            if kind == self.opts.model_name and self.has_change_permission(request, thing)
            else "",
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, change: int) -> HttpResponse:
        """What would come back, field by field to choose from; ``?avant=1`` goes to before the change."""
        thing = self.get_object(request, object_id)
        found = Change.objects.filter(kind=self.opts.model_name, object_id=object_id, pk=change).first()
        if thing is None or found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, thing) or not self._may_write(request, thing):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        before = bool(given.get("avant"))
        now = article_now(thing.pk) if isinstance(thing, Article) else thing_snapshot(thing)
        then = state_after(found.kind, thing.pk, now, found.pk - 1 if before else found.pk)
        fields = {name: pair for name, pair in difference(now, then).items() if name not in NOT_HERE}
        if not may_publish(request.user) and "published" in fields.get("status", ()):
            del fields["status"]
        wanted = set(given.getlist("champ")) & fields.keys()
        latest = self._latest(thing)
        moved = request.method == "POST" and given.get("dernier") != str(latest)
        error = ""
        if request.method == "POST" and wanted and not moved:
            try:
                return self._restore(request, thing, found, then, wanted)
            except Unpublishable as refusal:
                error = f"Rien n’a été rétabli. {refusal}"
        rows = rows_of(fields)
        first = {row.field: row for row in reversed(rows)}
        context = {
            **self.admin_site.each_context(request),
            "title": f"Revenir en arrière : {thing}",
            "object": thing,
            "opts": self.opts,
            "change": found,
            "before": before,
            "latest": latest,
            "moved": moved,
            "error": error,
            "rows": rows,
            "choices": [(field, row.name, not wanted or field in wanted) for field, row in first.items()],
        }
        return TemplateResponse(request, "admin/articles/restore.html", context)

    def after_restore(self, thing: Any) -> None:
        """What has to follow when a person, tag or country has an earlier state back."""

    def _may_write(self, request: HttpRequest, thing: Any) -> bool:
        return not isinstance(thing, Article) or may_write(request.user, thing)

    def _latest(self, thing: Any) -> int:
        changes = Change.objects.filter(kind=self.opts.model_name, object_id=str(thing.pk))
        return changes.values_list("pk", flat=True).first() or 0

    def _restore(
        self, request: HttpRequest, thing: Any, found: Change, then: State, wanted: set[str]
    ) -> HttpResponse:
        reason = request.POST.get("reason", "").strip()
        author = Author(request.user, "restore", reason or f"Retour à l'état du {found.at:%d/%m/%Y %H:%M}")
        if isinstance(thing, Article):
            missing = restore_article(thing.pk, then, units_of(wanted), author)
        else:
            missing = restore_thing(thing, then, wanted, author)
            self.after_restore(thing)
        for sentence in missing:
            self.message_user(request, sentence, messages.WARNING)
        self.message_user(request, "L'état choisi est rétabli ; l'historique garde tout.", messages.SUCCESS)
        name = f"admin:articles_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(name, args=[thing.pk]))
