"""Tags. What django-taggit brings for its own tags, its merge action above all, is not used."""

from __future__ import annotations

import taggit.admin  # noqa: F401 - registers, so that it can be unregistered for good
from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from taggit.models import Tag as TaggitTag

from articles.folding import fold
from articles.models import OldAddress, Tag, TagAlias

from .lines import PlainLines
from .merging import JoinableAdmin

# Its merge action drops the target from articles that had it; our tags are articles.Tag.
admin.site.unregister(TaggitTag)


class TagForm(PlainLines):
    class Meta:
        model = Tag
        fields = ["name", "slug", "note", "triggers"]
        labels = {"slug": "Adresse"}
        help_texts = {"slug": "Fait d'après le nom si vous le laissez vide ; l'ancienne adresse redirige."}

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        same = Tag.objects.by_key([fold(name)]).get(fold(name))
        if same and same.pk != self.instance.pk:
            raise forms.ValidationError(f"Ce sujet existe déjà : « {same.name} ».")
        if not fold(name):
            raise forms.ValidationError("Un sujet se nomme avec des lettres ou des chiffres.")
        return name


class AliasForm(forms.ModelForm):
    class Meta:
        model = TagAlias
        fields = ["name"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        taken = Tag.objects.by_key([fold(name)]).get(fold(name))
        if not fold(name) or (taken and fold(name) != self.instance.key):
            raise forms.ValidationError(f"« {name} » mène déjà à « {taken} »." if taken else "Nom vide.")
        return name


class AliasInline(admin.StackedInline):
    """Whoever may change the tag may change its other names."""

    model = TagAlias
    form = AliasForm
    one_more = "Ajouter un autre nom"
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return bool(request.user.has_perm("articles.view_tag"))

    def has_change_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return bool(request.user.has_perm("articles.change_tag"))

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(Tag)
class TagAdmin(JoinableAdmin):
    form = TagForm
    new_heading = "Nouveau sujet"
    inlines = [AliasInline]
    list_display = ["name", "article_count"]
    search_fields = ["name", "key"]
    search_help_text = "Nom du sujet"
    readonly_fields = ["article_count"]

    def get_search_results(self, request, queryset, search_term):  # type: ignore[no-untyped-def]
        for word in fold(search_term).split():
            aliases = TagAlias.objects.filter(key__contains=word).values("tag")
            queryset = queryset.filter(Q(key__contains=word) | Q(pk__in=aliases))
        return queryset, False

    def save_model(self, request, obj, form, change) -> None:  # type: ignore[no-untyped-def]
        before = form.initial.get("slug") if change else None
        super().save_model(request, obj, form, change)
        OldAddress.objects.filter(kind="tag", slug=obj.slug).delete()
        if before and before != obj.slug:
            OldAddress.objects.update_or_create(kind="tag", slug=before, defaults={"target_id": obj.pk})
        TagAlias.objects.filter(tag=obj, key=obj.key).delete()
        named = form.initial.get("name") if change else None
        if named and fold(named) != obj.key:  # whoever still enters the old name gets this tag
            TagAlias.objects.get_or_create(key=fold(named), defaults={"tag": obj, "name": named})
