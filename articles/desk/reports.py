"""Errors that readers report: their list, and where the article is reviewed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, ErrorReport
from articles.models.reports import notes_of, reopen_reports, settle_reports
from articles.models.writing import Author, record_notes

from .recording import ReadOnlyAdmin

SHOWN = 50  # open reports beside an article's form
SETTLED = "report_settled"
_SETTLE = "articles.change_errorreport"


class OpenFilter(admin.SimpleListFilter):
    title = "état"
    parameter_name = "etat"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("regles", "réglés"), ("tous", "tous")]

    def choices(self, changelist):  # type: ignore[no-untyped-def]
        first, *others = super().choices(changelist)
        return [{**first, "display": "ouverts"}, *others]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if self.value() == "tous":
            return queryset
        return queryset.filter(settled_at__isnull=self.value() != "regles")


@admin.register(ErrorReport)
class ErrorReportAdmin(ReadOnlyAdmin):
    list_display = ["message", "about", "place_and_passage", "created_at"]
    list_filter = [OpenFilter]
    list_select_related = ["article", "settled_by"]
    fields = ["about", "where", "passage", "message", "created_at", "settled"]
    readonly_fields = fields
    actions = ["settle", "reopen"]

    def get_list_display(self, request: HttpRequest) -> list[str]:
        settled = [] if OpenFilter.parameter_name not in request.GET else ["settled"]
        return [*self.list_display, *settled]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErrorReport]:
        long = ["body", "page", "card", "search_head", "search_text", "counted"]
        rows = super().get_queryset(request).filter(article__trashed_at=None)
        return rows.defer(*(f"article__{name}" for name in long))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup == "article__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(_SETTLE))

    def has_delete_permission(self, request: HttpRequest, obj: ErrorReport | None = None) -> bool:
        """What somebody wrote about a person may have to go for good."""
        return bool(request.user.has_perm("articles.delete_errorreport"))

    @admin.display(description="article")
    def about(self, report: ErrorReport) -> SafeString:
        address = reverse("admin:articles_article_change", args=[report.article_id])
        return format_html('<a href="{}">{}</a>', address, report.article.headline)

    @admin.display(description="endroit")
    def where(self, report: ErrorReport) -> str:
        return report.place_words

    @admin.display(description="endroit et passage", ordering="place")
    def place_and_passage(self, report: ErrorReport) -> SafeString | str:
        if not report.passage:
            return report.place_words
        return format_html(
            '{}\u00a0: <span class="desk-passage">«\u00a0{}\u00a0»</span>', report.place_words, report.passage
        )

    @admin.display(description="réglé")
    def settled(self, report: ErrorReport) -> str:
        if report.settled_at is None:
            return "—"
        by = f" par {report.settled_by}" if report.settled_by else ""
        return f"le {timezone.localtime(report.settled_at):%d/%m/%Y à %H:%M}{by}"

    @admin.action(description="Marquer comme réglés", permissions=["settle"])
    def settle(self, request: HttpRequest, queryset: QuerySet[ErrorReport]) -> None:
        with transaction.atomic():
            settled = settle_reports(queryset, request.user)
            record_notes(notes_of(settled, "réglée"), Author(request.user, "action"))
        self._say(request, len(settled), "réglé")

    @admin.action(description="Rouvrir", permissions=["settle"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[ErrorReport]) -> None:
        with transaction.atomic():
            reopened = reopen_reports(queryset)
            record_notes(notes_of(reopened, "rouverte"), Author(request.user, "action"))
        self._say(request, len(reopened), "rouvert")

    def delete_model(self, request: HttpRequest, obj: ErrorReport) -> None:
        record_notes(notes_of([obj], "supprimée"), Author(request.user, "purge"))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ErrorReport]) -> None:
        record_notes(notes_of(queryset, "supprimée"), Author(request.user, "purge"))
        super().delete_queryset(request, queryset)

    def _say(self, request: HttpRequest, number: int, what: str) -> None:
        plural = "s" if number > 1 else ""
        self.message_user(request, f"{number} signalement{plural} {what}{plural}.", messages.SUCCESS)


class ReportedArticles(admin.ModelAdmin):
    """The article's form shows its open reports, and closes those that are ticked as it is saved."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # type: ignore[no-untyped-def]
        if obj is not None and request.user.has_perm("articles.view_errorreport"):
            reports = obj.error_reports.filter(settled_at=None).order_by("pk")[:SHOWN]
            context["reports"] = [(report, report.still_reads_so(obj)) for report in reports]
            context["may_settle_reports"] = request.user.has_perm(_SETTLE)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change) -> None:  # type: ignore[no-untyped-def]
        super().save_related(request, form, formsets, change)
        settled = [key for key in request.POST.getlist(SETTLED) if key.isdecimal() and len(key) < 19]
        if settled and request.user.has_perm(_SETTLE):
            article: Article = form.instance
            closed = settle_reports(article.error_reports.filter(pk__in=settled), request.user)
            form.notes |= notes_of(closed, "réglée").get(article.pk, {})
