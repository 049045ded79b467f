"""What can be done to many articles at once; each goes on record for each article."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.models import Article, Review, Status, Tag, TaggedArticle
from articles.models.writing import Author, changing_articles
from articles.publishable import NEEDED, missing

AT_ONCE = 2_000  # articles of one action; more are refused with a message


class TagChoice(forms.Form):
    tag = forms.ModelChoiceField(
        Tag.objects.all(),
        label="Sujet",
        widget=AutocompleteSelect(TaggedArticle._meta.get_field("tag"), admin.site),  # type: ignore[arg-type]
    )


class ArticleActions(admin.ModelAdmin):
    actions = ["publish", "withdraw", "mark_reviewed", "add_tag", "remove_tag"]

    def get_actions(self, request: HttpRequest):  # type: ignore[no-untyped-def]
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # a hard delete would lose what editors wrote
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    @admin.action(description="Publier", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Those that have what publication asks for; the others are named with what they lack."""
        ids = self._ids(request, queryset)
        lacking = {}
        for row in Article.objects.filter(pk__in=ids).exclude(status=Status.PUBLISHED).values("pk", *NEEDED):
            lacks = missing(row)
            if lacks:
                lacking[row["pk"]] = f"« {row['headline']} » : il manque {' et '.join(lacks)}"
        self._update(
            request,
            queryset.exclude(pk__in=lacking) if lacking else queryset,
            "publié",
            status=Status.PUBLISHED,
        )
        for sentence in list(lacking.values())[:10]:
            self.message_user(request, f"Non publié, {sentence}.", messages.ERROR)
        if len(lacking) > 10:
            self.message_user(request, f"Et {len(lacking) - 10} autres, non publiés.", messages.ERROR)

    @admin.action(description="Retirer de la publication", permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._update(request, queryset, "retiré", status=Status.WITHDRAWN)

    @admin.action(description="Marquer comme relus", permissions=["change"])
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._update(
            request,
            queryset,
            "marqué comme relu",
            review=Review.REVIEWED,
            reviewed_by=request.user,
            reviewed_at=timezone.now(),
        )

    @admin.action(description="Ajouter un sujet…", permissions=["write"])
    def add_tag(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return self._with_tag(request, queryset, "add_tag", "Ajouter un sujet")

    @admin.action(description="Enlever un sujet…", permissions=["write"])
    def remove_tag(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return self._with_tag(request, queryset, "remove_tag", "Enlever un sujet")

    def _ids(self, request: HttpRequest, queryset: QuerySet[Article]) -> list[int]:
        ids = list(queryset.order_by().values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(ids) > AT_ONCE:
            self.message_user(
                request, f"Au plus {AT_ONCE} articles à la fois : rien n'a été fait.", messages.ERROR
            )
            return []
        return ids

    def _update(self, request: HttpRequest, queryset: QuerySet[Article], done: str, **fields) -> None:  # type: ignore[no-untyped-def]
        ids = self._ids(request, queryset)
        if not ids:
            return
        with changing_articles(ids, Author(request.user, "action")):
            Article.objects.filter(pk__in=ids).update(**fields, updated_at=timezone.now())
        self._say(request, len(ids), done)

    def _with_tag(
        self, request: HttpRequest, queryset: QuerySet[Article], action: str, title: str
    ) -> HttpResponse | None:
        form = TagChoice(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "title": title,
                "form": form,
                "action": action,
                "opts": self.opts,
                "articles": queryset[:50],
                "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
                "everything": request.POST.get("select_across", "0"),
                "media": self.media + form.media,
            }
            return TemplateResponse(request, "admin/articles/article/choose_tag.html", context)
        ids = self._ids(request, queryset)
        if not ids:
            return None
        tag = form.cleaned_data["tag"]
        with changing_articles(ids, Author(request.user, "action")):
            if action == "add_tag":
                TaggedArticle.objects.bulk_create(
                    [TaggedArticle(tag=tag, content_object_id=pk) for pk in ids],
                    ignore_conflicts=True,
                )
            else:
                TaggedArticle.objects.filter(tag=tag, content_object__in=ids).delete()
        self._say(request, len(ids), f"traité pour le sujet « {tag.name} »")
        return None

    def _say(self, request: HttpRequest, count: int, done: str) -> None:
        plural = "s" if count > 1 else ""
        self.message_user(request, f"{count} article{plural} : {done}{plural}.", messages.SUCCESS)
