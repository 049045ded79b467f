"""The page where an article is reviewed: raw text beside the form, from one waiting article to the next."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from django.contrib import messages
from django.contrib.admin.helpers import InlineAdminFormSet
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from articles.models import (
    Article,
    CountryMention,
    PersonMention,
    Photo,
    Related,
    SourceDocument,
    Status,
    TagProposal,
)

from .article_form import ArticleForm
from .documents import problem_items
from .publishing import CHANGE, REVIEW, may_publish, may_write
from .queues import PARAMETER, QUEUES, Queue
from .raw import Value, marked, values_of
from .recording import RecordedAdmin
from .repairs import anchor_of

# Where the form edits the plain values of the reading.
_FIELDS = {
    "headline": "id_headline",
    "lead": "id_lead",
    "place": "id_place",
    "agency": "id_agency",
    "date": "id_published_on",
}
_AND_ON = ("_next", "_reviewed", "_publish")  # buttons that lead to the next article


class ReviewPage(RecordedAdmin):
    change_form_template = "admin/articles/article/change_form.html"

    class Media:
        css = {"all": ["articles/desk.css"]}
        js = [Script("articles/review.js", defer=True)]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm(CHANGE) or request.user.has_perm(REVIEW)

    def has_write_permission(self, request: HttpRequest) -> bool:
        """For list actions that write into articles of any status."""
        return bool(request.user.has_perm(CHANGE) and may_publish(request.user))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def get_urls(self) -> list[Any]:
        start = path(
            "file/<slug:key>/", self.admin_site.admin_view(self.start), name="articles_article_queue"
        )
        return [start, *super().get_urls()]

    def start(self, request: HttpRequest, key: str) -> HttpResponse:
        """The first article of a queue, or its empty list."""
        queue = QUEUES.get(key)
        if queue is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        first = queue.after(None)
        return HttpResponseRedirect(queue.address_of(first) if first else queue.address)

    def get_form(self, request, obj=None, change=False, **kwargs):  # type: ignore[no-untyped-def]
        form = super().get_form(request, obj, change, **kwargs)
        form.may_add_tags = request.user.has_perm("articles.add_tag")
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # type: ignore[no-untyped-def]
        if obj is not None:
            form: ArticleForm = context["adminform"].form
            queue = queue_of(request)
            context |= {
                "queue": queue,
                "upcoming": queue.after(obj),
                "may_publish": may_publish(request.user),
                "stands": may_write(request.user, obj),
                "is_draft": obj.status != Status.PUBLISHED,
                "repairs": form.repairs,
                "alike": form.alike,
                "conflicts": obj.conflicts.filter(settled_at=None).count(),
                "suggestions": form.suggestions if may_publish(request.user) else None,
                "is_nav_sidebar_enabled": False,  # the text needs the room
            }
            if context["upcoming"] is not None:
                context["upcoming_address"] = queue.address_of(context["upcoming"])
            if form.document is not None:
                context |= received(form.document, targets_of(context["inline_admin_formsets"], form))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if not any(name in request.POST for name in _AND_ON):
            return super().response_change(request, obj)
        queue = queue_of(request)
        upcoming = queue.after(obj)
        self.message_user(request, f"Enregistré : « {obj.headline} ».", messages.SUCCESS)
        if upcoming is None:
            self.message_user(request, f"{queue.title} : la file est vide.", messages.INFO)
            return HttpResponseRedirect(queue.address)
        return HttpResponseRedirect(queue.address_of(upcoming))


def queue_of(request: HttpRequest) -> Queue:
    """The queue from which an article was opened; the one to review when it was from none."""
    filters = parse_qs(request.GET.get("_changelist_filters", ""))
    return QUEUES.get(filters.get(PARAMETER, [""])[0]) or QUEUES["relire"]


def received(document: SourceDocument, targets: dict[tuple[str, str], str]) -> dict[str, Any]:
    """The raw text, marked, with its values and problems, for beside the form."""
    values: list[Value] = values_of(document.parsed, targets)
    lines = [problem["line"] for problem in document.problems if problem.get("line")]
    return {
        "document": document,
        "values": values,
        "raw": marked(document.text, values, lines),
        "problems": problem_items(document),
    }


def targets_of(formsets: list[InlineAdminFormSet], form: ArticleForm) -> dict[tuple[str, str], str]:
    """The id of what edits each value of the reading, by field and key."""
    targets = {(field, ""): anchor for field, anchor in _FIELDS.items()}
    for inline in formsets:
        formset = inline.formset
        for index, row in enumerate(formset.initial_forms):
            key = _key_of(row.instance)
            if key is not None:
                targets[key] = f"{formset.prefix}-{index}"
    if form.repairs is not None:
        targets |= {("repairs", token.raw): anchor_of(token.raw) for token in form.repairs.tokens}
    return targets


def _key_of(row: Any) -> tuple[str, str] | None:
    if isinstance(row, PersonMention):
        return ("people", row.read_as)
    if isinstance(row, CountryMention):
        return ("countries", row.country_id)
    if isinstance(row, TagProposal):
        return ("tags", row.tag.name)
    if isinstance(row, Photo) and row.origin is not None:
        return ("photos", str(row.origin))
    if isinstance(row, Related):
        return ("related", str(row.position))
    return None
