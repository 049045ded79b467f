"""The form of an article, with the rules that its values obey together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError

from articles.folding import fold
from articles.models import Article, SourceDocument, Status, Tag
from articles.models.article import Basis, Precision
from articles.publishable import NEEDED, why_not

from .alike import AlikeForm
from .lines import PlainLines, plain_lines
from .repairs import RepairsForm
from .suggestions import SuggestionsForm

TAGS_BY_NAME = "tags_by_name"


class ArticleForm(PlainLines):
    """``opened_version`` is the article's when the form was opened: a newer one is never written over.

    ``repairs``, ``suggestions`` and ``alike`` are forms of their own, sent along; none when there is nothing
    to decide. ``may_add_tags`` offers to make a tag that the vocabulary lacks.
    """

    may_add_tags = False
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tags = forms.ModelMultipleChoiceField(Tag.objects.all(), required=False, label="Sujets")

    class Meta:
        model = Article
        fields = [
            "headline",
            "provisional_headline",
            "lead",
            "body",
            "place",
            "agency",
            "published_on",
            "date_precision",
            "date_reason",
            "partial_date",
            "undated",
            "status",
            "embargo_until",
            "review",
        ]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "lead": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "body": forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField"}),
            "date_reason": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        article = kwargs.get("instance")
        self.suggestions = SuggestionsForm.of(article, data)
        if self.suggestions is not None and data is not None:
            data = self.suggestions.taken_into(data)
        super().__init__(data, *args, **kwargs)
        self.alike = AlikeForm.of(article, data)
        self.repairs: RepairsForm | None = None
        self.document: SourceDocument | None = None
        if self.instance.pk:
            self.document = SourceDocument.objects.filter(article=self.instance).first()
            if self.document is not None and self.document.parsed.get("repairs"):
                self.repairs = RepairsForm(self.document, data)
            self.initial["opened_version"] = self.instance.version
        if "tags" in self.fields:
            field: Any = Article._meta.get_field("tags")
            widget: Any = AutocompleteSelectMultiple(field, admin.site)
            if self.may_add_tags:
                widget = RelatedFieldWidgetWrapper(widget, field.remote_field, admin.site, True)
            self.fields["tags"].widget = widget
            self.fields["tags"].widget.choices = self.fields["tags"].choices  # type: ignore[attr-defined]
            if self.instance.pk:
                self.initial["tags"] = list(self.instance.tags.all())

    def is_valid(self) -> bool:
        valid = super().is_valid()
        parts = [
            part
            for part in (self.repairs, self.suggestions, self.alike)
            if part is not None and self.is_bound
        ]
        for part in parts:
            valid = part.is_valid() and valid
        return valid

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_body(self) -> str:
        """Paragraphs with one blank line between, however they were typed; lines of a list stay."""
        text = plain_lines(self.cleaned_data["body"])
        paragraphs: list[list[str]] = [[]]
        for line in (" ".join(line.split()) for line in text.split("\n")):
            if line:
                paragraphs[-1].append(line)
            elif paragraphs[-1]:
                paragraphs.append([])
        return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        opened_at = data.get("opened_version")
        if self.instance.pk and opened_at is not None and opened_at != self.instance.version:
            raise ValidationError(
                "Cet article a été modifié depuis que vous l'avez ouvert. Rien n'a été enregistré ; "
                "votre saisie est encore dans ce formulaire : ouvrez l'article dans un autre onglet "
                "pour comparer."
            )
        self._clean_date(data)
        self._clean_status(data)
        self._clean_tags(data)
        return data

    def _clean_tags(self, data: dict[str, Any]) -> None:
        """Tags by their names, as the plain form sends them: its list offers none without a script."""
        names = {
            fold(name): name.strip() for name in self.data.get(TAGS_BY_NAME, "").split(",") if fold(name)
        }
        if not names or "tags" not in data:
            return
        found = Tag.objects.by_key(names)
        if unknown := [name for key, name in names.items() if key not in found]:
            self.add_error("tags", f"Aucun sujet ne s’appelle « {' », « '.join(unknown)} ».")
        else:
            data["tags"] = {*data["tags"], *found.values()}

    def _clean_date(self, data: dict[str, Any]) -> None:
        if data.get("published_on") and data.get("undated"):
            self.add_error("undated", "Une date est donnée : l'article n'est pas « sans date ».")
        if not {"published_on", "date_precision"} & set(self.changed_data):
            return
        day = data.get("published_on")
        if day is None:
            data["date_precision"] = self.instance.date_basis = data["date_reason"] = ""
            return
        data["date_precision"] = data.get("date_precision") or Precision.DAY
        if data["date_precision"] != Precision.DAY:
            first = day.replace(day=1)
            data["published_on"] = first.replace(month=1) if data["date_precision"] == "year" else first
        self.instance.date_basis = Basis.EDITED
        data["partial_date"] = ""

    def _clean_status(self, data: dict[str, Any]) -> None:
        """What publication asks for is asked for at publication; a draft may lack it."""
        if "status" not in self.fields:
            return
        if "_publish" in self.data:
            data["status"] = Status.PUBLISHED
        if data.get("status") != Status.PUBLISHED or "headline" not in data or "body" not in data:
            return
        if reason := why_not({name: data.get(name) for name in NEEDED}):
            self.add_error("status", reason)
