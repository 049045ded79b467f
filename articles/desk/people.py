"""People with all their spellings."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.folding import fold
from articles.models import OldAddress, Person, PersonName

from .article_filters import OneCountry
from .lines import PlainLines
from .splitting import SplittableAdmin


class CountryFilter(OneCountry):
    def queryset(self, request, queryset):  # type: ignore[no-untyped-def]
        return queryset.filter(country=self.value()) if self.value() else queryset


class PersonNameInline(admin.StackedInline):
    model = PersonName
    one_more = "Ajouter une graphie"
    extra = 1
    verbose_name_plural = "graphies rencontrées"


class PersonForm(PlainLines):
    class Meta:
        model = Person
        fields = ["name", "slug", "country", "note"]
        help_texts = {"slug": "Fait d'après le nom si vous le laissez vide ; l'ancienne adresse redirige."}

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if not slug:
            return Person.objects.free_slug(self.cleaned_data.get("name", ""))
        taken = OldAddress.objects.filter(kind="person", slug=slug).exclude(target_id=self.instance.pk or 0)
        if taken.exists():
            raise forms.ValidationError("Cette adresse mène déjà à une autre personne.")
        return slug


@admin.register(Person)
class PersonAdmin(SplittableAdmin):
    form = PersonForm
    new_heading = "Nouvelle personne"
    inlines = [PersonNameInline]
    list_display = ["name", "spellings", "country", "article_count"]
    list_select_related = ["country"]
    list_filter = [CountryFilter]
    search_fields = ["name"]
    search_help_text = "Nom, dans n'importe quelle graphie"
    readonly_fields = ["article_count"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("names")

    def get_search_results(self, request, queryset, search_term):  # type: ignore[no-untyped-def]
        words = fold(search_term).split()
        for word in words:
            queryset = queryset.filter(
                pk__in=PersonName.objects.filter(key__contains=word).values("person")
            ) | queryset.filter(sort_key__contains=word)
        return queryset, False

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        before = form.initial.get("slug") if change else None
        super().save_model(request, obj, form, change)
        OldAddress.objects.filter(kind="person", slug=obj.slug).delete()
        if before and before != obj.slug:
            OldAddress.objects.update_or_create(kind="person", slug=before, defaults={"target_id": obj.pk})

    @admin.display(description="graphies")
    def spellings(self, person: Person) -> str:
        return " · ".join(n.name for n in person.names.all() if n.name != person.name)
