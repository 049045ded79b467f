"""What belongs to an article, edited in its form: photos, people, countries, proposed tags, teasers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article, CountryMention, MentionState, PersonMention, Photo, Related, TagProposal

from .lines import PlainLines
from .publishing import may_write

# accept and refuse first: they are what a review decides between
_STATES = [
    (MentionState.ACCEPTED, "accepté"),
    (MentionState.REFUSED, "refusé"),
    (MentionState.PROPOSED, "proposé"),
]


class KnownSelect(AutocompleteSelect):
    """An autocompleting choice that shows what the row already holds without asking for it again."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.known.pk, str(self.known), True, 1))
        return [(None, options, 0)]


class PartForm(PlainLines):
    """Gives its choices the rows that came along with the part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            select = getattr(field.widget, "widget", field.widget)
            if isinstance(select, KnownSelect) and self.instance.pk:
                select.known = getattr(self.instance, name)


class PartInline(admin.options.InlineModelAdmin):
    """A part of an article. Whoever may only propose changes nothing that readers see."""

    form = PartForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """One way to the person or country chosen, and none to delete it from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget: Any = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = False
            widget.can_view_related = widget.can_view_related and not widget.can_change_related
        return field

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_write(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_write(request.user, obj)

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_add_permission(request, obj) and may_write(request.user, obj)


class PhotoInline(PartInline, admin.StackedInline):
    model = Photo
    one_more = "Ajouter une photo"
    extra = 0
    fields = [("caption", "credit", "rights"), ("image", "alternative", "position")]
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
    }


class ProposalForm(PartForm):
    """A mention or a proposed tag, with its state as buttons."""

    state = forms.ChoiceField(
        label="État", choices=_STATES, initial=MentionState.ACCEPTED, widget=forms.RadioSelect
    )


class MentionInline(PartInline, admin.TabularInline):
    """People and countries: whoever may only propose adds them as proposals."""

    form = ProposalForm
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return admin.options.InlineModelAdmin.has_add_permission(self, request, obj)

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if may_write(request.user, obj):
            return formset

        class Proposing(formset):  # type: ignore[misc,valid-type]
            def save_new(self, form, commit=True):  # type: ignore[no-untyped-def]
                form.instance.state = MentionState.PROPOSED
                return super().save_new(form, commit)

        return Proposing


class PersonMentionInline(MentionInline):
    model = PersonMention
    one_more = "Ajouter une personne citée"
    fields = ["person", "role", "state"]
    autocomplete_fields = ["person"]


class CountryMentionInline(MentionInline):
    model = CountryMention
    one_more = "Ajouter un pays cité"
    fields = ["country", "state"]
    autocomplete_fields = ["country"]


class TagProposalInline(PartInline, admin.TabularInline):
    """Tags that the vocabulary suggests, or somebody who may only propose; accepted ones join the tags."""

    model = TagProposal
    form = ProposalForm
    extra = 0
    fields = ["subject", "state"]
    readonly_fields = ["subject"]
    can_delete = False
    verbose_name = "sujet proposé"
    verbose_name_plural = "sujets proposés"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TagProposal]:
        return super().get_queryset(request).select_related("tag").order_by("state", "id")

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    @admin.display(description="sujet")
    def subject(self, proposal: TagProposal) -> str:
        return proposal.tag.name


class RelatedInline(PartInline, admin.StackedInline):
    model = Related
    one_more = "Ajouter un article annoncé"
    fk_name = "article"
    extra = 0
    classes = ["collapse"]
    fields = ["headline", "summary", ("caption", "credit"), "target"]
    autocomplete_fields = ["target"]
