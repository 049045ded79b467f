"""People and tags that may be the same: merge them, or say once that they are not."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from articles.models import Pair, Person, Tag
from articles.models.lookalikes import declare_different, scan, take_back_difference
from articles.models.writing import Author

from .recording import ReadOnlyAdmin


class DecisionFilter(admin.SimpleListFilter):
    title = "décision"
    parameter_name = "decision"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("differents", "déclarés différents")]

    def choices(self, changelist):  # type: ignore[no-untyped-def]
        for choice in super().choices(changelist):
            yield {**choice, "display": "à décider"} if choice["display"] in {"Tout", "All"} else choice

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        return queryset.filter(different=self.value() == "differents")


@admin.register(Pair)
class PairAdmin(ReadOnlyAdmin):
    change_list_template = "admin/articles/pairs.html"
    list_display = ["names", "kind", "likeness", "why", "decide"]
    list_display_links = None
    list_filter = [DecisionFilter, "kind"]
    list_select_related = ["decided_by"]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("chercher/", wrap(require_POST(self.scan_view)), name="articles_pair_scan"),
            path("<int:key>/differents/", wrap(require_POST(self.differ_view)), name="articles_pair_differ"),
            path("<int:key>/rouvrir/", wrap(require_POST(self.reopen_view)), name="articles_pair_reopen"),
            *super().get_urls(),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Pair | None = None) -> bool:
        return bool(request.user.has_perm("articles.view_person"))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Names for all rows of the page at once; rights and token for the buttons in them."""
        changelist = super().get_changelist_instance(request)
        keys: dict[str, set[int]] = {"person": set(), "tag": set()}
        for pair in changelist.result_list:
            keys[pair.kind] |= {pair.first_id, pair.second_id}
        people = Person.objects.select_related("country").in_bulk(keys["person"]) if keys["person"] else {}
        tags = Tag.objects.in_bulk(keys["tag"]) if keys["tag"] else {}
        known: dict[str, dict[int, Any]] = {"person": people, "tag": tags}
        for pair in changelist.result_list:
            pair.ends = [known[pair.kind].get(key) for key in (pair.first_id, pair.second_id)]
            pair.may_decide = request.user.has_perm(f"articles.change_{pair.kind}")
        return changelist

    @admin.display(description="noms")
    def names(self, pair: Pair) -> SafeString:
        return format_html(
            "<ul><li>{}</li><li>{}</li></ul>", *(_linked(thing, pair.kind) for thing in pair.ends)
        )  # type: ignore[attr-defined]

    @admin.display(description="ressemblance", ordering="score")
    def likeness(self, pair: Pair) -> str:
        return f"{pair.score:.0f}\u00a0%"

    @admin.display(description="raisons")
    def why(self, pair: Pair) -> str:
        return " ; ".join(pair.reasons) or pair.note

    @admin.display(description="décider")
    def decide(self, pair: Pair) -> SafeString | str:
        if not pair.may_decide:  # type: ignore[attr-defined]
            return "—"
        if pair.different:
            address = reverse("admin:articles_pair_reopen", args=[pair.pk])
            return format_html(
                '<button type="submit" class="button" form="desk-decide" formaction="{}">Rouvrir</button>',
                address,
            )
        merge = reverse(f"admin:articles_{pair.kind}_merge")
        differ = reverse("admin:articles_pair_differ", args=[pair.pk])
        return format_html(
            '<a class="button" href="{}?ids={}&amp;ids={}">Comparer et fusionner…</a> '
            '<button type="submit" class="button desk-second" form="desk-decide" formaction="{}">'
            'Ce n’est pas le même<span class="visually-hidden"> : {}</span></button>',
            merge,
            pair.first_id,
            pair.second_id,
            differ,
            " / ".join(str(thing) for thing in pair.ends),  # type: ignore[attr-defined]
        )

    def scan_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("articles.change_person"):
            raise PermissionDenied
        number = scan()
        self.message_user(request, f"Recherche faite : {number} doublons possibles.", messages.SUCCESS)
        return self._back(request)

    def differ_view(self, request: HttpRequest, key: int) -> HttpResponse:
        pair = self._pair(request, key)
        if pair is not None:
            declare_different(pair.kind, (pair.first_id, pair.second_id), Author(request.user, "action"))
            self.message_user(request, "C'est retenu : ils ne seront plus proposés.", messages.SUCCESS)
        return self._back(request)

    def reopen_view(self, request: HttpRequest, key: int) -> HttpResponse:
        pair = self._pair(request, key)
        if pair is not None:
            with transaction.atomic():
                author = Author(request.user, "action")
                take_back_difference(pair.kind, (pair.first_id, pair.second_id), author)
                scan()
        return self._back(request)

    def _pair(self, request: HttpRequest, key: int) -> Pair | None:
        pair = Pair.objects.filter(pk=key).first()
        if pair is not None and not request.user.has_perm(f"articles.change_{pair.kind}"):
            raise PermissionDenied
        return pair

    def _back(self, request: HttpRequest) -> HttpResponse:
        address = reverse("admin:articles_pair_changelist")
        filters = request.POST.get("_changelist_filters", "")
        return HttpResponseRedirect(f"{address}?{filters}" if filters else address)


def _linked(thing: Any, kind: str) -> SafeString | str:
    if thing is None:
        return "—"
    address = reverse(f"admin:articles_{kind}_change", args=[thing.pk])
    country = f" ({thing.country})" if getattr(thing, "country", None) else ""
    plural = "s" if thing.article_count > 1 else ""
    return format_html(
        '<a href="{}">{}</a>{}, {} article{}', address, thing, country, thing.article_count, plural
    )
