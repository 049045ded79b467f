"""Two editors at one article: nothing is written over, nothing typed is lost, each sees the other."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from articles.models import Article, Change, Draft, OpenForm
from articles.models.history import difference
from articles.models.restoring import State, article_now, restore_article, state_after
from articles.models.reuniting import Part, differing, reunited
from articles.models.together import DraftFile, drop_drafts, others_with_open, sign_of_life
from articles.models.writing import Author
from articles.publishable import Unpublishable

from .drafts import WAITS, Opened, drop, files_of, keep, opened_by, opened_now, typed, with_kept_files
from .publishing import may_write
from .threeway import Line, line

_KEPT = "Votre connexion a expiré. Ce que vous avez tapé est gardé : connectez-vous, il vous sera proposé."


def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form whose token is of an earlier log-in: an article's is kept for whoever opened it."""
    opened = opened_by(request.POST.get("opened_token", ""))
    if opened is not None:
        keep(opened, request.POST, request.FILES)
    address = request.get_full_path() if opened is not None else ""
    return TemplateResponse(request, "403_csrf.html", {"kept_for": address}, status=403)


class TogetherAdmin(admin.ModelAdmin):
    """The article's form, guarded: its newer version is never written over, its drafts are kept."""

    class Media:
        js = [Script("articles/together.js", defer=True)]
        css = {"all": ["articles/comparing.css"]}

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("add/", self.guarded_view, name="articles_article_add"),
            path("add/saisie/", wrap(require_POST(self.keep_view)), name="articles_article_keep_new"),
            path("add/abandon/", wrap(require_POST(self.drop_view)), name="articles_article_drop_new"),
            path("<int:key>/saisie/", wrap(require_POST(self.keep_view)), name="articles_article_keep"),
            path("<int:key>/abandon/", wrap(require_POST(self.drop_view)), name="articles_article_drop"),
            path("<path:object_id>/change/", self.guarded_view, name="articles_article_change"),
            *super().get_urls(),
        ]

    @method_decorator(csrf_protect)
    def guarded_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The form; what somebody sends whose log-in has expired is kept for them first."""
        if request.method == "POST" and not self.admin_site.has_permission(request):
            opened = opened_by(request.POST.get("opened_token", ""))
            if opened is not None and (str(opened.article) if opened.article else None) == object_id:
                keep(opened, request.POST, request.FILES)
                messages.info(request, _KEPT)
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if object_id is None:
            return self.admin_site.admin_view(self.add_view)(request)
        return self.admin_site.admin_view(self.change_view)(request, object_id)

    def changeform_view(  # type: ignore[no-untyped-def]
        self, request, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        if object_id is not None and not object_id.isdigit():
            return super().changeform_view(request, object_id, form_url, extra_context)
        article = int(object_id) if object_id else None
        if request.method == "POST":
            with_kept_files(request, opened_now(request, article))
            with transaction.atomic():
                if article is None:
                    return super().changeform_view(request, None, form_url, extra_context)
                return self._save(request, article, form_url, extra_context)
        asked = request.GET.get("reprendre", "")
        drafts = Draft.objects.filter(user=request.user, article=article)
        if article is None:
            drafts = drafts.filter(pk=asked if asked.isdecimal() and len(asked) < 19 else 0)
        if asked and (draft := drafts.first()):
            # the form as it was typed, its errors shown, nothing saved
            request._load_post_and_files()  # once, as what it is; Django would read the body again
            request.method, request.POST = "POST", typed(draft)
            request.resuming = draft
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):  # type: ignore[no-untyped-def]
        form = super().get_form(request, obj, change=change, **kwargs)
        if not hasattr(request, "resuming"):
            return form

        class Resumed(form):  # type: ignore[misc,valid-type]
            def is_valid(self) -> bool:
                super().is_valid()
                return False

        return Resumed

    def _save(self, request: HttpRequest, key: int, form_url: str, extra: Any) -> HttpResponse:
        # locked before it is compared: on PostgreSQL somebody else may be saving right now
        article = Article.objects.select_for_update().filter(pk=key, trashed_at=None).first()
        if article is None or not self.has_change_permission(request, article):
            return super().changeform_view(request, str(key), form_url, extra)
        if "_reunir" in request.POST:
            return self._reunite(request, article, form_url, extra)
        opened = request.POST.get("opened_version", "")
        if not opened.isdigit() or int(opened) == article.version:
            return super().changeform_view(request, str(key), form_url, extra)
        if not may_write(request.user, article):  # proposals are made on what stands
            request.POST = request.POST.copy()
            request.POST["opened_version"] = str(article.version)
            return super().changeform_view(request, str(key), form_url, extra)
        draft = keep(Opened(key, request.user.pk), request.POST, request.FILES)
        return self._compare(request, article, draft, form_url, extra)

    def _compare(
        self, request: HttpRequest, article: Article, draft: Draft, form_url: str, extra: Any, error: str = ""
    ) -> HttpResponse:
        """Base, theirs and mine, found by saving what was typed into the base, and taking that back."""
        theirs = article_now(article.pk)
        base = mine = state_after("article", article.pk, theirs, draft.opened_change)
        queued = list(messages.get_messages(request)._queued_messages)  # type: ignore[attr-defined]
        with transaction.atomic():
            response = self._save_into(request, article, base, draft, form_url, extra)
            if response.status_code == 302:
                mine = article_now(article.pk)
            elif hasattr(response, "render"):
                response.render()
            transaction.set_rollback(True)
        discard_pictures(base, theirs, mine)
        messages.get_messages(request)._queued_messages[:] = queued  # type: ignore[attr-defined]
        if response.status_code != 302:
            return response  # what was typed has errors: those first
        changes = Change.objects.filter(
            kind="article", object_id=str(article.pk), pk__gt=draft.opened_change
        ).order_by("-pk")
        context = {
            **self.admin_site.each_context(request),
            "title": "Cet article a changé pendant que vous écriviez",
            "opts": self.opts,
            "original": article,
            "lines": [_line(part) for part in differing(base, theirs, mine)],
            "others": list(
                dict.fromkeys(change.actor_name or change.get_path_display() for change in changes)
            ),
            "seen": article.version,
            "files": [file.name for file in draft.files.all()],
            "error": error,
        }
        return TemplateResponse(request, "admin/articles/article/reunite.html", context)

    def _save_into(
        self, request: HttpRequest, article: Article, base: State, draft: Draft, form_url: str, extra: Any
    ) -> HttpResponse:
        author = Author(request.user, "form")
        restore_article(article.pk, base, base.keys(), author)
        version = Article.objects.values_list("version", flat=True).get(pk=article.pk)
        request.POST = typed(draft)
        request.POST["opened_version"] = str(version)
        request._files, request.kept = files_of(draft), True  # type: ignore[attr-defined]
        return super().changeform_view(request, str(article.pk), form_url, extra)

    def _reunite(self, request: HttpRequest, article: Article, form_url: str, extra: Any) -> HttpResponse:
        draft = Opened(article.pk, request.user.pk).drafts().first()
        if draft is None:
            self.message_user(request, "Cette saisie est déjà enregistrée ou abandonnée.", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        choices = {
            name.removeprefix("choix-"): value
            for name, value in request.POST.items()
            if name.startswith("choix-") and value in {"base", "theirs", "mine"}
        }
        seen = request.POST.get("vu", "")
        if seen != str(article.version):
            return self._compare(
                request, article, draft, form_url, extra, "L'article a encore changé entre-temps."
            )
        theirs = article_now(article.pk)
        base = state_after("article", article.pk, theirs, draft.opened_change)
        last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        sid = transaction.savepoint()
        response = self._save_into(request, article, base, draft, form_url, extra)
        mine = article_now(article.pk)
        unsettled = [p for p in differing(base, theirs, mine) if not p.chosen and p.key not in choices]
        if response.status_code != 302 or unsettled:
            if hasattr(response, "render"):
                response.render()
            transaction.savepoint_rollback(sid)
            discard_pictures(base, theirs, mine)
            if unsettled and response.status_code == 302:
                error = "Choisissez pour chaque champ que vous avez changé tous les deux."
                return self._compare(request, article, draft, form_url, extra, error)
            return response
        final = reunited(base, theirs, mine, choices)
        author = Author(request.user, "form", "réuni avec ce que d'autres avaient changé entre-temps")
        try:
            restore_article(article.pk, final, final.keys(), author)
        except Unpublishable as refusal:
            transaction.savepoint_rollback(sid)
            discard_pictures(base, theirs, mine)
            return self._compare(request, article, draft, form_url, extra, str(refusal))
        # one change on record: from what stood to what stands now
        own = Change.objects.filter(kind="article", object_id=str(article.pk), pk__gt=last)
        own.delete()
        now = article_now(article.pk)
        if fields := difference(theirs, now):
            author.change("article", article.pk, now["headline"], fields).save()
        discard_pictures(base, theirs, mine, now)
        return response

    def save_related(self, request, form, formsets, change) -> None:  # type: ignore[no-untyped-def]
        super().save_related(request, form, formsets, change)
        if WAITS not in request.POST:
            drop(opened_now(request, form.instance.pk if change else None))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # type: ignore[no-untyped-def]
        if obj is None and add:
            context["together"] = self._together(request, None)
        elif obj is not None and self.has_change_permission(request, obj):
            sign_of_life(obj.pk, request.user.pk)
            context["together"] = {
                **self._together(request, obj.pk),
                "others": others_with_open(obj.pk, request.user.pk),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _together(self, request: HttpRequest, article: int | None) -> dict[str, Any]:
        """What the form of ``article`` (none: of a new one) needs to keep what is typed into it."""
        resumed = getattr(request, "resuming", None)
        opened = Opened(article, resumed.user_id, resumed.key) if resumed else opened_now(request, article)
        sent = request.method == "POST"
        if sent and request.FILES and not resumed and not hasattr(request, "kept"):
            keep(opened, request.POST, request.FILES)  # errors come back, a browser's files would not
        kept = DraftFile.objects.filter(draft__in=opened.drafts()) if sent else []
        pending = [] if sent else Draft.objects.filter(article=article, user=request.user)
        return {
            "drafts": list(pending),
            "resumed": resumed is not None,
            "files": [file.name for file in kept],
            "token": opened.token(),
            "change": (sent and request.POST.get("opened_change")) or str(last_change(article)),
            "address": reverse("admin:articles_article_keep", args=[article])
            if article
            else reverse("admin:articles_article_keep_new"),
            "drop": reverse("admin:articles_article_drop", args=[article])
            if article
            else reverse("admin:articles_article_drop_new"),
        }

    def keep_view(self, request: HttpRequest, key: int | None = None) -> HttpResponse:
        """What is being typed, sent by the page every few seconds; answers who else is there.

        ``_partir`` says that the page is closed. Without a field of the form it is a sign of life.
        ``draft_waits`` says that the page still offers an earlier draft: that one stays as it is.
        """
        if key is None:
            return self._keep_new(request)
        article = self.get_object(request, str(key))
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        mine = Opened(key, request.user.pk)  # type: ignore[arg-type]
        waits = WAITS in request.POST and mine.drafts().exists()
        if "headline" in request.POST and not waits:
            keep(mine, request.POST)
        if "_partir" in request.POST:
            OpenForm.objects.filter(article=key, user=request.user).delete()
        else:
            sign_of_life(key, request.user.pk)
        opened = request.POST.get("opened_version", "")
        return JsonResponse(
            {
                "kept_at": timezone.localtime().strftime("%H:%M:%S"),
                "others": [name for name, _ in others_with_open(key, request.user.pk)],
                "newer": opened.isdigit() and int(opened) != article.version,
                "waits": waits,
            }
        )

    def _keep_new(self, request: HttpRequest) -> HttpResponse:
        opened = opened_by(request.POST.get("opened_token", ""))
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "headline" in request.POST and opened is not None and opened == opened_now(request, None):
            keep(opened, request.POST)
        kept_at = timezone.localtime().strftime("%H:%M:%S")
        return JsonResponse({"kept_at": kept_at, "others": [], "newer": False})

    def drop_view(self, request: HttpRequest, key: int | None = None) -> HttpResponse:
        drafts = Draft.objects.filter(article=key, user=request.user)
        if key is None:
            asked = request.POST.get("saisie", "")
            drafts = drafts.filter(pk=asked if asked.isdecimal() and len(asked) < 19 else 0)
        drop_drafts(drafts)
        self.message_user(request, "La saisie en attente est abandonnée.", messages.SUCCESS)
        if key is None:
            return HttpResponseRedirect(reverse("admin:articles_article_add"))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[key]))


def discard_pictures(base: State, theirs: State, mine: State, stands: State | None = None) -> None:
    """Delete, once that is certain, the pictures saved for a trial that nothing refers to now."""
    kept = {photo["image"] for state in (base, theirs, stands or base) for photo in state["photos"].values()}
    tried = {photo["image"] for photo in mine["photos"].values()} - kept
    transaction.on_commit(lambda: [default_storage.delete(name) for name in tried])


def last_change(article: int | None) -> int:
    changes = Change.objects.filter(kind="article", object_id=str(article))
    return changes.values_list("pk", flat=True).first() or 0


def _line(part: Part) -> Line:
    values = [("À l'ouverture", "base", part.base), ("Les autres", "theirs", part.theirs)]
    values.append(("Vous", "mine", part.mine))
    kind, _, row = part.key.partition(".")
    if kind in {"people", "photos"}:
        stored = part.mine or part.theirs or part.base
        row = str(stored.get("name") or stored.get("caption") or "sans légende")[:60]
    return line(part.key, f"{kind}.{row}" if row else kind, values, chosen=part.chosen)
