"""Batches and source documents: what came in, what became of it, what is doubtful. Read-only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Batch, BatchEntry, SourceDocument
from articles.models.documents import Outcome

from .raw import marked, values_of
from .recording import CappedPaginator, ReadOnlyAdmin


class BatchEntryInline(admin.TabularInline):
    model = BatchEntry
    fields = readonly_fields = ["received", "outcome", "reason", "article"]
    extra = 0
    can_delete = False
    verbose_name_plural = "les 200 premiers documents du lot qui ne sont pas inchangés"

    def get_queryset(self, request: HttpRequest) -> QuerySet[BatchEntry]:
        # the refused come first; a batch may hold a hundred thousand documents
        entries = super().get_queryset(request).exclude(outcome=Outcome.UNCHANGED)
        read = [
            "document__id",
            "document__article__id",
            "document__article__headline",
            "document__article__trashed_at",
        ]
        own = ["id", "batch", "name", "outcome", "reason"]
        return entries.select_related("document__article").only(*own, *read)

    def get_formset(self, request, obj=None, **kwargs):  # type: ignore[no-untyped-def]
        formset = super().get_formset(request, obj, **kwargs)

        class First(formset):  # type: ignore[misc,valid-type]
            def get_queryset(self):  # type: ignore[no-untyped-def]
                if not hasattr(self, "_first"):
                    self._first = super().get_queryset().order_by("-outcome", "id")[:200]
                return self._first

        return First

    def has_add_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return False

    @admin.display(description="document")
    def received(self, entry: BatchEntry) -> SafeString | str:
        if entry.document_id is None:
            return entry.name
        address = reverse("admin:articles_sourcedocument_change", args=[entry.document_id])
        return format_html('<a href="{}">{}</a>', address, entry.name)

    @admin.display(description="article")
    def article(self, entry: BatchEntry) -> SafeString | None:
        article = entry.document and entry.document.article
        if article is None or article.trashed_at is not None:
            return None
        address = reverse("admin:articles_article_change", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, article.headline)


# What an import may be told, as its command names it.
_OPTIONS = {"source": "source", "status": "statut", "year": "année supposée", "not_after": "au plus tard le"}


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "started_at", "finished_at", "user", "origin", "outcome"]
    list_select_related = ["user"]
    fields = ["started_at", "finished_at", "user", "origin", "asked", "outcome"]
    readonly_fields = fields
    inlines = [BatchEntryInline]

    def render_change_form(self, request, context, *args, **kwargs):  # type: ignore[no-untyped-def]
        batch = kwargs.get("obj")
        context["open_conflicts"] = batch.conflicts.filter(settled_at=None).count() if batch else 0
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="options")
    def asked(self, batch: Batch) -> str:
        given = [f"{_OPTIONS.get(key, key)} : {value}" for key, value in batch.options.items() if value]
        return ", ".join(given) or "aucune"

    @admin.display(description="résultat")
    def outcome(self, batch: Batch) -> str:
        names = {**dict(Outcome.choices), "held": "retenus"}
        return ", ".join(f"{names.get(key, key)} : {n}" for key, n in batch.counts.items() if n)


class ProblemFilter(admin.SimpleListFilter):
    title = "problèmes"
    parameter_name = "problemes"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("erreurs", "avec erreur"), ("oui", "avec problème"), ("non", "sans problème")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        wanted = {
            "erreurs": {"error_count__gt": 0},
            "oui": {"problem_count__gt": 0},
            "non": {"problem_count": 0},
        }.get(self.value() or "")
        return queryset.filter(**wanted) if wanted else queryset


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ["name", "to_article", "problems_told", "batch", "received_at", "source"]
    list_filter = [ProblemFilter]
    list_select_related = ["article", "batch"]
    search_fields = ["name"]
    paginator = CappedPaginator
    fields = [
        "name",
        "source",
        "to_article",
        "batch",
        "received_at",
        "encoding",
        "sha256",
        "problem_list",
        "raw_text",
    ]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceDocument]:
        documents = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            return documents.defer("text", "parsed", "problems", "shingles", "decisions")
        return documents

    @admin.display(description="problèmes", ordering="problem_count")
    def problems_told(self, document: SourceDocument) -> str:
        errors = document.error_count
        plural = "s" if errors > 1 else ""
        return f"{document.problem_count}" + (f", dont {errors} erreur{plural}" if errors else "")

    @admin.display(description="article")
    def to_article(self, document: SourceDocument) -> SafeString | None:
        if document.article is None:
            return None
        address = reverse("admin:articles_article_change", args=[document.article_id])
        return format_html('<a href="{}">{}</a>', address, document.article.headline)

    @admin.display(description="problèmes")
    def problem_list(self, document: SourceDocument) -> SafeString | str:
        return problem_items(document)

    @admin.display(description="texte reçu")
    def raw_text(self, document: SourceDocument) -> SafeString:
        lines = [problem["line"] for problem in document.problems if problem.get("line")]
        raw = marked(document.text, values_of(document.parsed), lines)
        return format_html('<div class="desk-raw" lang="fr" tabindex="0">{}</div>', raw)


SEVERITIES = {"error": "erreur", "warning": "attention", "note": "note"}


def problem_items(document: SourceDocument) -> SafeString | str:
    """The problems of a document as a list, each with its severity in words and a link to its line."""
    if not document.problems:
        return "aucun"
    return format_html(
        '<ul class="desk-problems">{}</ul>',
        format_html_join(
            "",
            '<li class="desk-{}"><strong>{}</strong>{} — {}</li>',
            (
                (
                    p["severity"],
                    SEVERITIES.get(p["severity"], p["severity"]),
                    format_html(', <a href="#ligne-{0}">ligne {0}</a>', p["line"]) if p.get("line") else "",
                    p["message"],
                )
                for p in document.problems
            ),
        ),
    )
