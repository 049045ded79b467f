"""The front page of the desk: what waits, what came in last, what I did last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Batch, Change, Draft, Pair
from articles.models.documents import Outcome

from .drafts import waiting
from .queues import CAP, QUEUES, Queue


def front(request: HttpRequest) -> HttpResponse:
    """A constant number of queries, each bounded: nothing here counts the archive."""
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Le bureau",
        "app_list": admin.site.get_app_list(request),
        "is_nav_sidebar_enabled": False,
    }
    if request.user.has_perm("articles.view_article"):
        context["waiting"] = list(_waiting())
        context["drafts"] = [(draft, _address_of_draft(draft)) for draft in waiting(request.user)]
    if request.user.has_perm("articles.view_batch"):
        context["batches"] = [(batch, _outcome(batch)) for batch in Batch.objects.select_related("user")[:5]]
    if request.user.has_perm("articles.view_change"):
        mine = Change.objects.filter(actor=request.user).defer("fields").order_by("-pk")[:10]
        context["changes"] = [(change, _address(change)) for change in mine]
    return TemplateResponse(request, "admin/index.html", context)


def _waiting() -> Iterator[dict[str, Any]]:
    for queue in QUEUES.values():
        number = queue.count()
        yield {
            "title": queue.title,
            "number": in_words(number),
            "some": bool(number),
            "address": reverse(queue.listing) if queue.listing else queue.address,
            "begin": _begin(queue) if number else "",
        }
    pairs = Pair.objects.filter(different=False)[: CAP + 1].count()
    yield {
        "title": "Noms peut-être en double",
        "number": in_words(pairs),
        "some": bool(pairs),
        "address": reverse("admin:articles_pair_changelist"),
        "begin": "",
    }


def _begin(queue: Queue) -> str:
    """Where to begin: conflicts have a page of their own, the rest is settled in the article's form."""
    if queue.key == "conflits":
        return reverse("admin:articles_conflict_changelist")
    return reverse("admin:articles_article_queue", args=[queue.key])


def in_words(number: int) -> str:
    return "plus de 1 000" if number > CAP else str(number)


def _outcome(batch: Batch) -> str:
    names = {**dict(Outcome.choices), "held": "retenus"}
    return ", ".join(f"{names.get(key, key)} : {number}" for key, number in batch.counts.items() if number)


def _address_of_draft(draft: Draft) -> str:
    if draft.article_id:
        return f"{reverse('admin:articles_article_change', args=[draft.article_id])}?reprendre=1"
    return f"{reverse('admin:articles_article_add')}?reprendre={draft.pk}"


def _address(change: Change) -> str:
    return reverse(f"admin:articles_{change.kind}_history", args=[change.object_id])
