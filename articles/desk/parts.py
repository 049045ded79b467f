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
from articles.models.writing import Author

from .by_name import ByNameMixin, CountryByName, NamingFormSet, PersonByName, to_make
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


class NamedSelect(ByNameMixin, KnownSelect):
    """The same, where without script a name can be typed instead."""


# How the rows that can be named are given: the field, and the label of its text.
_BY_NAME = {
    "person": (PersonByName, "ou par son nom"),
    "country": (CountryByName, "ou par son nom ou son code"),
}


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

    def _get_validation_exclusions(self) -> set[str]:
        """A person still to be made has no id that could be looked at."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | ({"person"} if to_make(self) else set())


def may_make(request: HttpRequest, name: str) -> bool:
    return name == "person" and bool(request.user.has_perm("articles.add_person"))


class MentionInline(PartInline, admin.TabularInline):
    """People and countries: whoever may only propose adds them as proposals."""

    form = ProposalForm
    extra = 0
    one_more_by_name = ""

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return admin.options.InlineModelAdmin.has_add_permission(self, request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in _BY_NAME:
            field_class, label = _BY_NAME[db_field.name]
            widget = NamedSelect(db_field, self.admin_site, using=kwargs.get("using"))
            widget.label = label
            widget.may_make = may_make(request, db_field.name)
            return db_field.formfield(**kwargs, form_class=field_class, widget=widget)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        kwargs.setdefault("formset", NamingFormSet)
        formset = super().get_formset(request, obj, **kwargs)
        stands = may_write(request.user, obj)

        class Taking(formset):  # type: ignore[misc,valid-type]
            choice_field = self.autocomplete_fields[0]
            one_more = self.one_more_by_name
            may_make = may_make(request, choice_field)
            author = Author(request.user, "form")

            def save_new(self, form, commit=True):  # type: ignore[no-untyped-def]
                if not stands:
                    form.instance.state = MentionState.PROPOSED
                return super().save_new(form, commit)

        return Taking


class PersonMentionInline(MentionInline):
    model = PersonMention
    one_more = "Ajouter une personne citée"
    one_more_by_name = "Une personne citée de plus, par son nom"
    fields = ["person", "role", "state"]
    autocomplete_fields = ["person"]


class CountryMentionInline(MentionInline):
    model = CountryMention
    one_more = "Ajouter un pays cité"
    one_more_by_name = "Un pays cité de plus, par son nom ou son code"
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
