"""Articles: the list, the form with all that belongs to an article, the raw text beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import search
from articles.models import (
    Article,
    CountryMention,
    PersonMention,
    Photo,
    Related,
    Review,
    SourceDocument,
    Tag,
)
from articles.models.article import Basis, Precision
from articles.models.writing import Author, articles_before, record_articles

from .actions import ArticleActions
from .documents import problem_items
from .raw import LABELS, marked
from .recording import RecordedAdmin


class PhotoInline(admin.StackedInline):
    model = Photo
    extra = 0
    fields = [("caption", "credit"), ("image", "alternative", "position")]
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
    }


class PersonMentionInline(admin.TabularInline):
    model = PersonMention
    extra = 0
    fields = ["person", "role", "state", "read_as"]
    readonly_fields = ["read_as"]
    autocomplete_fields = ["person"]


class CountryMentionInline(admin.TabularInline):
    model = CountryMention
    extra = 0
    fields = ["country", "state"]
    autocomplete_fields = ["country"]


class RelatedInline(admin.StackedInline):
    model = Related
    fk_name = "article"
    extra = 0
    classes = ["collapse"]
    fields = ["headline", "summary", ("caption", "credit"), "target"]
    autocomplete_fields = ["target"]


class ArticleForm(forms.ModelForm):
    """``opened_version`` is the article's when the form was opened: a newer one is never written over."""

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tags = forms.ModelMultipleChoiceField(Tag.objects.all(), required=False, label="Sujets")

    class Meta:
        model = Article
        fields = [
            "headline",
            "provisional_headline",
            "lead",
            "body",
            "place",
            "agency",
            "published_on",
            "date_precision",
            "date_reason",
            "partial_date",
            "undated",
            "status",
            "embargo_until",
            "review",
        ]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "body": forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tags" in self.fields:
            self.fields["tags"].widget = AutocompleteSelectMultiple(
                Article._meta.get_field("tags"),  # type: ignore[arg-type]
                admin.site,
            )
            self.fields["tags"].widget.choices = self.fields["tags"].choices  # type: ignore[attr-defined]
            if self.instance.pk:
                self.initial["tags"] = list(self.instance.tags.all())
        if self.instance.pk:
            self.initial["opened_version"] = self.instance.version

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_body(self) -> str:
        """Paragraphs with one blank line between, however they were typed."""
        text = self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n")
        paragraphs = (" ".join(p.split()) for p in text.split("\n\n"))
        return "\n\n".join(p for p in paragraphs if p)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opened_at = data.get("opened_version")
        if self.instance.pk and opened_at is not None and opened_at != self.instance.version:
            raise ValidationError(
                "Cet article a été modifié depuis que vous l'avez ouvert. Rien n'a été enregistré ; "
                "votre saisie est encore dans ce formulaire : ouvrez l'article dans un autre onglet "
                "pour comparer."
            )
        self._clean_date(data)
        return data

    def _clean_date(self, data: dict[str, Any]) -> None:
        if not {"published_on", "date_precision"} & set(self.changed_data):
            return
        day = data.get("published_on")
        if day is None:
            data["date_precision"] = self.instance.date_basis = data["date_reason"] = ""
            return
        data["date_precision"] = data.get("date_precision") or Precision.DAY
        if data["date_precision"] != Precision.DAY:
            first = day.replace(day=1)
            data["published_on"] = first.replace(month=1) if data["date_precision"] == "year" else first
        self.instance.date_basis = Basis.EDITED
        data["partial_date"] = ""


class HasProblems(admin.SimpleListFilter):
    title = "problèmes"
    parameter_name = "problemes"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("oui", "avec problème"), ("non", "sans problème")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if self.value() == "oui":
            return queryset.filter(problem_count__gt=0)
        return queryset.filter(problem_count=0) if self.value() == "non" else queryset


class HasPhotos(admin.SimpleListFilter):
    title = "photos"
    parameter_name = "photos"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("oui", "avec photo"), ("non", "sans photo")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        if self.value() == "oui":
            return queryset.filter(photo_count__gt=0)
        return queryset.filter(photo_count=0) if self.value() == "non" else queryset


@admin.register(Article)
class ArticleAdmin(ArticleActions, RecordedAdmin):
    form = ArticleForm
    inlines = [PhotoInline, PersonMentionInline, CountryMentionInline, RelatedInline]
    change_form_template = "admin/articles/article/change_form.html"
    list_display = [
        "headline",
        "status",
        "review",
        "date",
        "countries",
        "photo_count",
        "problem_count",
    ]
    list_filter = [
        "status",
        "review",
        "date_precision",
        "date_basis",
        HasProblems,
        HasPhotos,
        ("country_mentions__country", admin.RelatedOnlyFieldListFilter),
    ]
    date_hierarchy = "published_on"
    search_fields = ["headline"]
    search_help_text = 'Mots du texte, noms, sujets ; "expression exacte", -mot exclu'
    readonly_fields = ["date_origin", "reviewed_by", "reviewed_at", "created_at", "updated_at"]
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
                    ("status", "embargo_until"),
                    ("review", "reviewed_by", "reviewed_at"),
                    ("created_at", "updated_at"),
                ]
            },
        ),
    ]
    save_on_top = True

    class Media:
        css = {"all": ["articles/desk.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = super().get_queryset(request).filter(trashed_at=None)
        if request.resolver_match and request.resolver_match.url_name == "articles_article_changelist":
            return articles.defer("body", "page", "search_head", "search_text", "counted")
        return articles

    def get_search_results(self, request, queryset, search_term):  # type: ignore[no-untyped-def]
        return search.matching(queryset, search.parse_query(search_term)), False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), **_received(object_id)}
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        form.before = articles_before([obj.pk]) if change else {}
        if "review" in form.changed_data:
            reviewed = obj.review == Review.REVIEWED
            obj.reviewed_by = request.user if reviewed else None
            obj.reviewed_at = timezone.now() if reviewed else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:  # type: ignore[no-untyped-def]
        super().save_related(request, form, formsets, change)
        article = form.instance
        if "tags" in form.cleaned_data:
            article.tags.set(form.cleaned_data["tags"])
        record_articles([article.pk], form.before, Author(request.user, "form"))

    @admin.display(description="date", ordering="listed_on")
    def date(self, article: Article) -> str:
        return article.date_words

    @admin.display(description="pays")
    def countries(self, article: Article) -> str:
        return ", ".join(name for _, name, _ in article.card.get("countries", ()))

    @admin.display(description="origine de la date")
    def date_origin(self, article: Article) -> SafeString | str:
        if not article.date_basis:
            return "—"
        return format_html("{}", article.get_date_basis_display())


def _received(object_id: str) -> dict[str, Any]:
    """The raw text of an article, marked, and its problems, for beside the form."""
    if not object_id.isdigit():
        return {}
    document = SourceDocument.objects.filter(article=object_id).first()
    if document is None:
        return {}
    return {
        "document": document,
        "raw": marked(document.text, document.parsed),
        "problems": problem_items(document),
        "labels": LABELS,
    }
