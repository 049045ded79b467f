"""Merging people or tags from the desk, with all that they are used in shown before."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from articles.models import Article, Merge, Pair, Person, PersonMention, TaggedArticle
from articles.models.joining import Impossible, Thing, kind_of, merge
from articles.models.writing import Author

from .recording import CappedPaginator, RecordedThingAdmin, look_again

MOST = 20  # names on one merge page
FOUND = 20  # names that a search on it offers
MANY = 2_000  # articles from which a merge takes more than some seconds
SAMPLE = 5  # articles of each name shown on it


class JoinableAdmin(RecordedThingAdmin):
    """People and tags: merge, where used, and never deleted while anything uses them."""

    actions = ["merge_chosen"]
    change_form_template = "admin/articles/thing_change_form.html"
    delete_confirmation_template = "admin/articles/thing_delete.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(merged_into=None)

    def get_urls(self) -> list[URLPattern]:
        model = self.opts.model_name
        wrap = self.admin_site.admin_view
        return [
            path("fusionner/", wrap(self.merge_view), name=f"articles_{model}_merge"),
            path("<int:key>/emplois/", wrap(self.where_view), name=f"articles_{model}_where"),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest):  # type: ignore[no-untyped-def]
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # one at a time, each with what it is used in
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not used_in(obj).exists())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        change = Author(request.user, "purge").change(
            kind_of(obj), obj.pk, obj.name, {"name": [obj.name, None]}
        )
        either = Q(first_id=obj.pk) | Q(second_id=obj.pk)
        Pair.objects.filter(either, kind=kind_of(obj)).delete()
        super().delete_model(request, obj)
        change.save()

    def change_view(  # type: ignore[no-untyped-def]
        self, request, object_id, form_url="", extra_context=None
    ) -> HttpResponse:
        if object_id.isdigit():
            kind = self.opts.model_name
            gone = Merge.objects.filter(kind=kind, source_id=int(object_id), undone_at=None).first()
            if gone is not None:
                return HttpResponseRedirect(reverse("admin:articles_merge_change", args=[gone.pk]))
            extra_context = {
                **(extra_context or {}),
                "merges": Merge.objects.filter(kind=kind, target_id=int(object_id), undone_at=None),
                "where": f"admin:articles_{kind}_where",
                "merge": f"admin:articles_{kind}_merge",
                "is_person": kind == "person",
            }
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.action(description="Fusionner…", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        keys = [("ids", key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)]
        address = reverse(f"admin:articles_{self.opts.model_name}_merge")
        return HttpResponseRedirect(f"{address}?{urlencode(keys)}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Choose which name stays and why; a search adds names to those that came along."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        keys = [int(key) for key in given.getlist("ids") if key.isdigit()][:MOST]
        things = list(self.get_queryset(request).filter(pk__in=keys))
        error = ""
        if request.method == "POST":
            try:
                return self._merge(request, things)
            except Impossible as refusal:
                error = str(refusal)
        rows = described(things)
        context = {
            **self.admin_site.each_context(request),
            "title": "Fusionner des personnes" if self.model is Person else "Fusionner des sujets",
            "opts": self.opts,
            "rows": rows,
            "many": sum(row["count"] for row in rows) > MANY,
            "found": self._found(request, keys),
            "q": request.GET.get("q", ""),
            "chosen": given.get("target", ""),
            "reason": given.get("reason", ""),
            "error": error,
            **togetherness(things),
        }
        return TemplateResponse(request, "admin/articles/merge.html", context)

    def _merge(self, request: HttpRequest, things: list[Thing]) -> HttpResponse:
        target = next((thing for thing in things if str(thing.pk) == request.POST.get("target")), None)
        if target is None:
            raise Impossible("Choisissez le nom qui reste.")
        sources = [thing for thing in things if thing.pk != target.pk]
        author = Author(request.user, "merge", request.POST.get("reason", "").strip())
        with transaction.atomic():
            done = merge(target, sources, author)
            look_again([target])
        names = ", ".join(f"« {one.source_name} »" for one in done)
        self.message_user(
            request,
            f"{names} : fusionné dans « {target} ». Chaque fusion peut être annulée.",
            messages.SUCCESS,
        )
        return HttpResponseRedirect(
            reverse(f"admin:articles_{self.opts.model_name}_change", args=[target.pk])
        )

    def _found(self, request: HttpRequest, keys: list[int]) -> list[Any]:
        words = request.GET.get("q", "").strip()
        if not words:
            return []
        things, _ = self.get_search_results(request, self.get_queryset(request), words)
        return list(things.exclude(pk__in=keys)[:FOUND])

    def where_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Every article that mentions the person or carries the tag, whatever its state."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        thing = self.get_object(request, str(key))
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(key))
        page = CappedPaginator(used_in(thing).order_by("-listed_on", "-pk"), 50).get_page(
            request.GET.get("p")
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"Où se trouve « {thing} »",
            "opts": self.opts,
            "object": thing,
            "uses": uses(page),
            "page": page,
        }
        return TemplateResponse(request, "admin/articles/where.html", context)


def used_in(thing: Thing) -> QuerySet[Any]:
    """The rows that join articles with ``thing``; what was merged into it counts as its own."""
    if isinstance(thing, Person):
        return PersonMention.objects.filter(person=thing)
    return TaggedArticle.objects.filter(tag=thing)


def uses(rows: Any) -> list[dict[str, Any]]:
    """The articles of ``used_in`` rows, in their order: one query."""
    rows = list(rows)
    keys = [getattr(row, "article_id", None) or row.content_object_id for row in rows]
    headlines = Article.objects.only("id", "headline", "status", "trashed_at", "listed_on", "published_on")
    articles = headlines.in_bulk(keys)
    return [
        {
            "article": articles[key],
            "mention": row.pk,
            "state": row.get_state_display() if hasattr(row, "get_state_display") else "",
            "role": getattr(row, "role", ""),
            "read_as": getattr(row, "read_as", ""),
        }
        for key, row in zip(keys, rows, strict=True)
    ]


def described(things: list[Any]) -> list[dict[str, Any]]:
    """What an editor compares before merging: names, country, note, numbers, latest articles."""
    rows = []
    for thing in things:
        latest = used_in(thing).order_by("-listed_on", "-pk")[:SAMPLE]
        names = thing.names if isinstance(thing, Person) else thing.aliases
        rows.append(
            {
                "thing": thing,
                "names": [name.name for name in names.all() if name.name != thing.name],
                "country": getattr(thing, "country", None),
                "count": used_in(thing).count(),
                "latest": uses(latest),
            }
        )
    return rows


def togetherness(things: list[Any]) -> dict[str, Any]:
    """What speaks against a merge: articles that have several of them, pairs declared different."""
    if len(things) < 2:
        return {}
    keys = [thing.pk for thing in things]
    if isinstance(things[0], Person):
        rows = PersonMention.objects.filter(person__in=keys, state="accepted").values("article")
        together = rows.annotate(n=Count("person", distinct=True)).filter(n__gt=1).order_by("-article")
        articles = [row["article"] for row in together[:SAMPLE]]
    else:
        articles = []  # two tags on one article are no reason to keep both
    names = {thing.pk: str(thing) for thing in things}
    pairs = Pair.objects.filter(
        kind=kind_of(things[0]), first_id__in=keys, second_id__in=keys, different=True
    ).select_related("decided_by")
    return {
        "together": Article.objects.filter(pk__in=articles).only("id", "headline"),
        "different": [(names[p.first_id], names[p.second_id], p) for p in pairs],
    }
