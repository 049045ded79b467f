"""Articles: the list, and the page where one is reviewed: its form beside the raw text."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, MentionState, Review, Status, Tag, TagProposal, finding
from articles.models.writing import Author, articles_before, record_articles

from .actions import ArticleActions
from .article_filters import CountryFilter, HasPhotos, HasProblems, MonthFilter, YearFilter
from .article_form import ArticleForm
from .corrections import CorrectionInline
from .parts import (
    CountryMentionInline,
    PersonMentionInline,
    PhotoInline,
    RelatedInline,
    TagProposalInline,
)
from .publishing import may_publish, may_write
from .queues import QueueFilter
from .reports import ReportedArticles
from .review import ReviewPage
from .suggestions import suggest
from .together import TogetherAdmin
from .trash import TrashActions

_NOT_FOUND = "Espaces : {} endroit(s) ont été récrits depuis, le texte y reste comme il est."


@admin.register(Article)
class ArticleAdmin(ReportedArticles, TogetherAdmin, TrashActions, ReviewPage, ArticleActions):
    form = ArticleForm
    inlines = [
        PersonMentionInline,
        CountryMentionInline,
        TagProposalInline,
        PhotoInline,
        RelatedInline,
        CorrectionInline,
    ]
    new_heading = "Nouvel article"
    list_display = [
        "headline",
        "state",
        "review",
        "date",
        "countries",
        "photo_count",
        "problem_count",
    ]
    list_filter = [
        QueueFilter,
        "status",
        "review",
        "date_precision",
        "date_basis",
        HasProblems,
        HasPhotos,
        YearFilter,
        MonthFilter,
        CountryFilter,
    ]
    search_fields = ["headline"]
    search_help_text = 'Mots du texte, noms, sujets ; "expression exacte", -mot exclu'
    readonly_fields = ["date_origin", "reviewed", "created_at", "updated_at"]
    fieldsets = [
        (None, {"fields": ["opened_version", "headline", "provisional_headline", "lead", "body", "tags"]}),
        (
            "Date et lieu",
            {
                "fields": [
                    ("place", "agency"),
                    ("published_on", "date_precision"),
                    ("partial_date", "undated"),
                    "date_origin",
                    "date_reason",
                ]
            },
        ),
        (
            "Publication",
            {
                "fields": [
                    "status",
                    "embargo_until",
                    ("review", "reviewed"),
                    ("created_at", "updated_at"),
                ]
            },
        ),
    ]
    save_on_top = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = super().get_queryset(request).filter(trashed_at=None)
        if request.resolver_match and request.resolver_match.url_name == "articles_article_changelist":
            return articles.defer("body", "page", "search_head", "search_text", "counted")
        return articles

    def get_search_results(self, request, queryset, search_term):  # type: ignore[no-untyped-def]
        query = finding.with_spellings(finding.parse_query(search_term), hidden=True)
        return finding.matching(queryset, query), False

    def get_inlines(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        if obj is not None and obj.tag_proposals.exists():
            return self.inlines
        return [inline for inline in self.inlines if inline is not TagProposalInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        kept = [] if may_publish(request.user) else ["status", "embargo_until"]
        return [*self.readonly_fields, *kept]

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        form.before = articles_before([obj.pk]) if change else {}
        form.reason, form.notes = "", {}
        form.stands = may_write(request.user, obj)
        if not form.stands:
            made = suggest(obj, form, request.user)
            review = obj.review
            obj.refresh_from_db()
            obj.review = review
            if made:
                self.message_user(request, "Vos corrections sont proposées à la rédaction.", messages.SUCCESS)
                form.notes |= made
        elif form.repairs is not None:
            missing = form.repairs.decide(obj)
            if missing:
                self.message_user(request, _NOT_FOUND.format(missing), messages.WARNING)
        if form.suggestions is not None and may_publish(request.user):
            form.reason, settled = form.suggestions.settle(request.user)
            form.notes |= settled
        if form.alike is not None:
            form.notes |= form.alike.settle(request.user)
        if "review" in form.changed_data or "_reviewed" in request.POST or "_publish" in request.POST:
            if "_reviewed" in request.POST or "_publish" in request.POST:
                obj.review = Review.REVIEWED
            reviewed = obj.review == Review.REVIEWED
            obj.reviewed_by = request.user if reviewed else None
            obj.reviewed_at = timezone.now() if reviewed else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:  # type: ignore[no-untyped-def]
        # taken out: Django would write them as they were sent, whoever sent them
        tags = form.cleaned_data.pop("tags", None)
        super().save_related(request, form, formsets, change)
        article = form.instance
        if tags is not None:
            _save_tags(article, form, set(tags), formsets)
        if form.stands and form.repairs is not None:
            form.repairs.save(article)
        author = Author(request.user, "form", form.reason)
        record_articles([article.pk], form.before, author, {article.pk: form.notes})

    @admin.display(description="date", ordering="listed_on")
    def date(self, article: Article) -> str:
        return article.date_words

    @admin.display(description="pays")
    def countries(self, article: Article) -> str:
        names = [name for _, name, _ in article.card.get("countries", ())]
        others = len(names) - 3
        return ", ".join(names[:3]) + (f" et {others} autre{'s' if others > 1 else ''}" if others > 0 else "")

    @admin.display(description="statut", ordering="status")
    def state(self, article: Article) -> str:
        if article.status == Status.PUBLISHED and article.due_at and article.due_at > timezone.now():
            return f"programmé, {timezone.localtime(article.due_at):%d/%m/%Y %H:%M}"
        return article.get_status_display()

    @admin.display(description="relu")
    def reviewed(self, article: Article) -> str:
        if article.reviewed_at is None:
            return "—"
        by = f" par {article.reviewed_by}" if article.reviewed_by else ""
        return f"le {timezone.localtime(article.reviewed_at):%d/%m/%Y à %H:%M}{by}"

    @admin.display(description="origine de la date")
    def date_origin(self, article: Article) -> SafeString | str:
        if not article.date_basis:
            return "—"
        return format_html("{}", article.get_date_basis_display())


def _save_tags(article: Article, form: ArticleForm, chosen: set[Tag], formsets: list[Any]) -> None:
    """The tags of the form with the proposals just accepted; proposals alone from who only proposes."""
    if form.stands:
        rows = [row for formset in formsets if formset.model is TagProposal for row in formset.forms]
        for row in rows:
            if "state" in row.changed_data and row.instance.state == MentionState.ACCEPTED:
                chosen.add(row.instance.tag)
        article.tags.set(chosen)
        return
    for tag in chosen - set(form.initial.get("tags") or ()):
        TagProposal.objects.get_or_create(article=article, tag=tag)
