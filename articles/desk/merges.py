"""The merges and splits that were made, each with what taking it back would do."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from articles.models import Merge, Overshadowed, Person, PersonName, Split, Tag
from articles.models.joining import LINKS, Impossible, members_of, undo_merge
from articles.models.splitting import undo_split
from articles.models.writing import Author

from .merging import MANY
from .recording import ReadOnlyAdmin, look_again


class StandingFilter(admin.SimpleListFilter):
    title = "état"
    parameter_name = "etat"

    def lookups(self, request, model_admin):  # type: ignore[no-untyped-def]
        return [("tient", "en vigueur"), ("annulee", "annulées")]

    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        wanted = {"tient": True, "annulee": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(undone_at__isnull=wanted)


class UndoableAdmin(ReadOnlyAdmin):
    """A record that can be taken back by whoever may change what it concerns."""

    change_form_template = "admin/articles/undoable.html"
    list_filter = [StandingFilter]

    def get_urls(self) -> list[URLPattern]:
        undo = require_POST(self.undo_view)
        name = f"articles_{self.opts.model_name}_undo"
        return [
            path("<int:key>/annuler/", self.admin_site.admin_view(undo), name=name),
            *super().get_urls(),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.view_person"))

    def may_undo(self, request: HttpRequest, record: Any) -> bool:
        return bool(request.user.has_perm(f"articles.change_{getattr(record, 'kind', 'person')}"))

    def undo(self, record: Any, author: Author) -> Any:
        raise NotImplementedError

    def effects(self, record: Any) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def render_change_form(self, request, context, *args: Any, **kwargs: Any):  # type: ignore[no-untyped-def]
        record = kwargs.get("obj")
        standing = record is not None and record.undone_at is None
        context["undo"] = standing and self.may_undo(request, record)
        context["undo_address"] = f"admin:articles_{self.opts.model_name}_undo"
        context["effects"] = self.effects(record) if standing else []
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, key: int) -> HttpResponse:
        record = self.get_object(request, str(key))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(key))
        if not self.may_undo(request, record):
            raise PermissionDenied
        here = HttpResponseRedirect(reverse(f"admin:articles_{self.opts.model_name}_change", args=[key]))
        try:
            thing = self.undo(record, Author(request.user, "undo", request.POST.get("reason", "").strip()))
        except Impossible as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return here
        self.message_user(
            request, f"C'est annulé : « {thing} » a retrouvé ce qui était à lui.", messages.SUCCESS
        )
        return here


@admin.register(Merge)
class MergeAdmin(UndoableAdmin):
    list_display = ["__str__", "kind", "reason", "actor", "at", "undone_at"]
    list_filter = [StandingFilter, "kind"]
    list_select_related = ["actor"]
    search_fields = ["source_name", "target_name"]
    fields = ["kind", "source_name", "target_name", "reason", "actor", "at", "undone_by", "undone_at"]
    readonly_fields = fields

    def undo(self, record: Merge, author: Author) -> Person | Tag:
        with transaction.atomic():
            source = undo_merge(record, author)
            target = type(source)._default_manager.get(pk=record.target_id)
            look_again([source, target.current()])
        return source  # type: ignore[no-any-return]

    def effects(self, record: Merge) -> list[tuple[str, Any]]:
        model: Any = Person if record.kind == "person" else Tag
        source = model.objects.filter(pk=record.source_id).first()
        if source is None:
            return []
        members = members_of(source)
        links = LINKS[model]
        shown = sum(link.rows(came_from__in=members).count() for link in links[:1])
        tables = [link.model._meta.model_name for link in links[:1]]
        hidden = Overshadowed.objects.filter(table__in=tables, owner_id__in=members).count()
        what = "mentions" if model is Person else "articles"
        rows = [
            (f"{what} qui lui reviennent", shown),
            (f"{what} où les deux se trouvaient, et où il réapparaît", hidden),
            ("adresse qui ne redirige plus", source.get_absolute_url()),
        ]
        if model is Person:
            names = PersonName.objects.filter(person=source).values_list("name", flat=True)
            rows.append(("graphies", " · ".join(names)))
        if shown + hidden > MANY:
            rows.append(("durée", "jusqu’à une minute ; l’annulation est faite en entier ou pas du tout"))
        return rows


@admin.register(Split)
class SplitAdmin(UndoableAdmin):
    list_display = ["__str__", "reason", "actor", "at", "undone_at"]
    list_select_related = ["person", "actor"]
    fields = ["person", "made_name", "reason", "actor", "at", "undone_at"]
    readonly_fields = fields

    def undo(self, record: Split, author: Author) -> Person:
        with transaction.atomic():
            person = undo_split(record, author)
            look_again([person, *Person.objects.filter(pk=record.made_id)])
        return person

    def effects(self, record: Split) -> list[tuple[str, Any]]:
        return [
            (f"mentions rendues à « {record.person.current()} »", len(record.mentions)),
            ("graphies rendues", " · ".join(dict.fromkeys(name for _, name, *_ in record.names)) or "—"),
        ]
