"""Conflicts of a re-import: what the text said, what the newsroom wrote, what the new text says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from articles.models import Conflict
from articles.models.settling import is_text, settle, value_now
from articles.models.writing import Author

from .publishing import may_publish
from .recording import ReadOnlyAdmin
from .threeway import Line, field_name, line

AT_ONCE = 2_000
SHOWN = 50  # conflicts on one page of choices
OUTCOMES = {"kept", "taken", "edited"}


class OpenFilter(admin.SimpleListFilter):
    title = "état"
    parameter_name = "etat"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("regles", "réglés")]

    def choices(self, changelist):  # type: ignore[no-untyped-def]
        first, *others = super().choices(changelist)
        return [{**first, "display": "à régler"}, *others]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        return queryset.filter(settled_at__isnull=self.value() != "regles")


@admin.register(Conflict)
class ConflictAdmin(ReadOnlyAdmin):
    list_display = ["about", "what", "came_with", "since", "outcome"]
    list_display_links = None
    list_filter = [OpenFilter]
    list_select_related = ["article", "batch"]
    actions = ["keep_all", "take_all", "choose"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.settle_view)
        return [path("regler/", view, name="articles_conflict_settle"), *super().get_urls()]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup in {
            "batch",
            "batch__id__exact",
            "article",
            "article__id__exact",
        } or super().lookup_allowed(lookup, value, request)

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.change_conflict")) and may_publish(request.user)

    @admin.display(description="article")
    def about(self, conflict: Conflict) -> SafeString:
        address = f"{reverse('admin:articles_conflict_settle')}?article={conflict.article_id}"
        return format_html('<a href="{}">{}</a>', address, conflict.article.headline)

    @admin.display(description="champ")
    def what(self, conflict: Conflict) -> str:
        return field_name(conflict.field)

    @admin.display(description="lot", ordering="batch")
    def came_with(self, conflict: Conflict) -> str:
        return str(conflict.batch)

    @admin.display(description="depuis le", ordering="created_at")
    def since(self, conflict: Conflict) -> datetime:
        return conflict.created_at

    @admin.action(description="Garder les valeurs de la rédaction", permissions=["settle"])
    def keep_all(self, request: HttpRequest, queryset: QuerySet[Conflict]) -> None:
        self._settle_all(request, queryset, "kept")

    @admin.action(description="Prendre les nouvelles lectures", permissions=["settle"])
    def take_all(self, request: HttpRequest, queryset: QuerySet[Conflict]) -> None:
        self._settle_all(request, queryset, "taken")

    @admin.action(description="Choisir un par un…", permissions=["settle"])
    def choose(self, request: HttpRequest, queryset: QuerySet[Conflict]) -> HttpResponse:
        keys = [("ids", key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)]
        return HttpResponseRedirect(f"{reverse('admin:articles_conflict_settle')}?{urlencode(keys)}")

    def _settle_all(self, request: HttpRequest, queryset: QuerySet[Conflict], outcome: str) -> None:
        rows = queryset.filter(settled_at=None)
        conflicts = list(rows.order_by("pk")[: AT_ONCE + 1])
        if len(conflicts) > AT_ONCE:
            self.message_user(
                request, f"Au plus {AT_ONCE} conflits à la fois : rien n'a été fait.", messages.ERROR
            )
            return
        left = settle(conflicts, outcome, Author(request.user, "conflict"))
        self._say(request, len(conflicts) - len(left), left)

    def settle_view(self, request: HttpRequest) -> HttpResponse:
        """The open conflicts of one article (``?article=``), of a batch (``?batch=``), or ``?ids=``."""
        if not self.has_settle_permission(request):
            raise PermissionDenied
        conflicts = self._asked(request)
        if request.method == "POST":
            self._settle_chosen(request, conflicts)
            return HttpResponseRedirect(request.get_full_path())
        lines = [_line(conflict) for conflict in conflicts[:SHOWN]]
        if not lines:
            self.message_user(request, "Il ne reste aucun conflit à régler ici.", messages.INFO)
            return HttpResponseRedirect(reverse("admin:articles_conflict_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Régler les conflits",
            "opts": self.opts,
            "lines": lines,
            "more": max(0, len(conflicts) - SHOWN),
        }
        return TemplateResponse(request, "admin/articles/conflicts.html", context)

    def _asked(self, request: HttpRequest) -> list[Conflict]:
        rows = (
            Conflict.objects.filter(settled_at=None)
            .select_related("article", "batch")
            .order_by("article", "pk")
        )
        given = request.GET
        for name in ("article", "batch"):
            if given.get(name, "").isdigit():
                rows = rows.filter(**{name: given[name]})
        if ids := [key for key in given.getlist("ids") if key.isdigit()]:
            rows = rows.filter(pk__in=ids)
        return list(rows[:AT_ONCE])

    def _settle_chosen(self, request: HttpRequest, conflicts: list[Conflict]) -> None:
        everything = request.POST.get("tout", "")
        by_outcome: dict[str, list[Conflict]] = {}
        texts = {}
        for conflict in conflicts:
            outcome = everything or request.POST.get(f"choix-{conflict.pk}", "")
            if outcome in OUTCOMES:
                by_outcome.setdefault(outcome, []).append(conflict)
                texts[conflict.pk] = request.POST.get(f"texte-{conflict.pk}", "").replace("\r\n", "\n")
        done, left = 0, []
        for outcome, own in by_outcome.items():
            own = [conflict for conflict in own if outcome != "edited" or is_text(conflict)]
            refused = settle(own, outcome, Author(request.user, "conflict"), texts)
            done += len(own) - len(refused)
            left += refused
        self._say(request, done, left)

    def _say(self, request: HttpRequest, done: int, left: list[str]) -> None:
        plural = "s" if done > 1 else ""
        self.message_user(request, f"{done} conflit{plural} : réglé{plural}.", messages.SUCCESS)
        for sentence in left[:10]:
            self.message_user(request, sentence, messages.WARNING)


def _line(conflict: Conflict) -> Line:
    now = value_now(conflict)
    return line(
        str(conflict.pk),
        conflict.field,
        [
            ("Lu la dernière fois", "", conflict.base),
            ("Rédaction", "kept", now),
            ("Nouvelle lecture", "taken", conflict.incoming),
        ],
        text=now if is_text(conflict) and isinstance(now, str) else None,
        about=conflict.article,
    )
