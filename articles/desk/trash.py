"""The trash at the desk: in, out, and for administrators the purge."""

from __future__ import annotations

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

from articles.models import Article, Related
from articles.models.trash import TrashedArticle, purge, take_out, trash
from articles.models.writing import Author

from .publishing import may_publish
from .recording import ReadOnlyAdmin

AT_ONCE = 2_000
PURGED_AT_ONCE = 100


class TrashActions(admin.ModelAdmin):
    """For the articles' list and form: into the trash, by who decides what readers see."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.trash_view)
        return [path("<int:key>/corbeille/", view, name="articles_article_trash"), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if (
            object_id.isdigit()
            and TrashedArticle.objects.exclude(trashed_at=None).filter(pk=object_id).exists()
        ):
            return HttpResponseRedirect(reverse("admin:articles_trashedarticle_history", args=[object_id]))
        return super().history_view(request, object_id, extra_context)

    def get_actions(self, request: HttpRequest):  # type: ignore[no-untyped-def]
        actions = super().get_actions(request)
        if may_publish(request.user) and actions:
            actions["trash_chosen"] = self.get_action("trash_chosen")
        return actions

    @admin.action(description="Mettre à la corbeille")
    def trash_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        if not may_publish(request.user):
            raise PermissionDenied
        keys = list(queryset.order_by().values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(keys) > AT_ONCE:
            self.message_user(
                request, f"Au plus {AT_ONCE} articles à la fois : rien n'a été fait.", messages.ERROR
            )
            return
        number = trash(keys, Author(request.user, "trash"))
        plural = "s" if number > 1 else ""
        self.message_user(request, f"{number} article{plural} : à la corbeille.", messages.SUCCESS)

    def trash_view(self, request: HttpRequest, key: int) -> HttpResponse:
        article = self.get_object(request, str(key))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(key))
        if not may_publish(request.user):
            raise PermissionDenied
        if request.method == "POST":
            trash([article.pk], Author(request.user, "trash", request.POST.get("reason", "").strip()))
            self.message_user(request, f"« {article} » est à la corbeille.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Mettre à la corbeille",
            "opts": self.opts,
            "articles": [article],
            "announced": announcers([article.pk]),
            "sentence": "Les lecteurs ne le verront plus. Il se reprend dans la corbeille, tel qu’il est.",
            "submit": "Mettre à la corbeille",
            "back": reverse("admin:articles_article_change", args=[article.pk]),
        }
        return TemplateResponse(request, "admin/articles/trash.html", context)


@admin.register(TrashedArticle)
class TrashAdmin(ReadOnlyAdmin):
    list_display = ["about", "status", "trashed_at"]
    list_display_links = None
    has_history = True
    search_fields = ["headline"]
    actions = ["take_out_chosen", "purge_chosen"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.purge_view)
        return [path("purger/", view, name="articles_trashedarticle_purge"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrashedArticle]:
        trashed = super().get_queryset(request).exclude(trashed_at=None)
        return trashed.only("id", "headline", "status", "trashed_at")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_publish(request.user)

    def has_purge_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.delete_article"))

    @admin.display(description="titre, avec son historique", ordering="headline")
    def about(self, article: TrashedArticle) -> SafeString:
        address = reverse("admin:articles_trashedarticle_history", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, article.headline)

    @admin.action(description="Reprendre", permissions=["view"])
    def take_out_chosen(self, request: HttpRequest, queryset: QuerySet[TrashedArticle]) -> None:
        keys = list(queryset.order_by().values_list("pk", flat=True)[:AT_ONCE])
        number = take_out(keys, Author(request.user, "restore", "repris de la corbeille"))
        plural = "s" if number > 1 else ""
        self.message_user(request, f"{number} article{plural} : repris.", messages.SUCCESS)

    @admin.action(description="Supprimer définitivement…", permissions=["purge"])
    def purge_chosen(self, request: HttpRequest, queryset: QuerySet[TrashedArticle]) -> HttpResponse:
        keys = [("ids", key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)]
        return HttpResponseRedirect(f"{reverse('admin:articles_trashedarticle_purge')}?{urlencode(keys)}")

    def purge_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_purge_permission(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        keys = [int(key) for key in given.getlist("ids") if key.isdigit()][:PURGED_AT_ONCE]
        articles = list(self.get_queryset(request).filter(pk__in=keys))
        reason = given.get("reason", "").strip()
        if request.method == "POST" and reason and articles:
            number = purge([article.pk for article in articles], Author(request.user, "purge", reason))
            plural = "s" if number > 1 else ""
            self.message_user(request, f"{number} article{plural} : plus dans l'archive.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:articles_trashedarticle_changelist"))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "Supprimer définitivement",
            "opts": self.opts,
            "articles": articles,
            "announced": announcers(keys),
            "error": "Une suppression demande une raison." if request.method == "POST" else "",
            "sentence": "Leurs photos et leur historique partent avec eux, et rien ne les rendra. "
            "Restent le texte reçu et une ligne d’historique : qui, quand, pourquoi.",
            "reason_needed": True,
            "final": True,
            "submit": "Supprimer définitivement",
            "back": reverse("admin:articles_trashedarticle_changelist"),
        }
        return TemplateResponse(request, "admin/articles/trash.html", context)


def announcers(keys: list[int]) -> list[Article]:
    """The articles that announce one of these: they lose the link, not the words."""
    ids = Related.objects.filter(target__in=keys).values("article")
    return list(Article.objects.filter(pk__in=ids).only("id", "headline")[:20])
