"""Tags. What django-taggit brings for its own tags, its merge action above all, is not used."""

from __future__ import annotations

import taggit.admin  # noqa: F401 - registers, so that it can be unregistered for good
from django import forms
from django.contrib import admin
from taggit.models import Tag as TaggitTag

from articles.folding import fold
from articles.models import OldAddress, Tag

from .recording import RecordedThingAdmin

# Its merge action drops the target from articles that had it; our tags are articles.Tag.
admin.site.unregister(TaggitTag)


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ["name", "slug", "note", "triggers"]
        help_texts = {"slug": "Fait d'après le nom si vous le laissez vide ; l'ancienne adresse redirige."}

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        same = Tag.objects.filter(key=fold(name)).exclude(pk=self.instance.pk).first()
        if same:
            raise forms.ValidationError(f"Ce sujet existe déjà : « {same.name} ».")
        if not fold(name):
            raise forms.ValidationError("Un sujet se nomme avec des lettres ou des chiffres.")
        return name


@admin.register(Tag)
class TagAdmin(RecordedThingAdmin):
    form = TagForm
    list_display = ["name", "article_count"]
    search_fields = ["name", "key"]
    search_help_text = "Nom du sujet"
    readonly_fields = ["article_count"]

    def get_search_results(self, request, queryset, search_term):  # type: ignore[no-untyped-def]
        for word in fold(search_term).split():
            queryset = queryset.filter(key__contains=word)
        return queryset, False

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        before = form.initial.get("slug") if change else None
        super().save_model(request, obj, form, change)
        OldAddress.objects.filter(kind="tag", slug=obj.slug).delete()
        if before and before != obj.slug:
            OldAddress.objects.update_or_create(kind="tag", slug=before, defaults={"target_id": obj.pk})
