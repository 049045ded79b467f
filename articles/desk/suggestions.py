"""Changes to published articles proposed by those who may not publish: made, shown, taken or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone

from articles.models import Article, Suggestion

from .differences import Segments, segments
from .lines import plain_lines

# Fields of the article's form that can be proposed; the rest is not for those who only propose.
PROPOSABLE = (
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
)
_CHOICES = [("take", "prendre"), ("refuse", "écarter"), ("", "décider plus tard")]


@dataclass(frozen=True, slots=True)
class Row:
    suggestion: Suggestion
    field: BoundField
    name: str
    before: Segments
    proposed: Segments


class SuggestionsForm(forms.Form):
    """The article's open suggestions, each to be taken, refused or left."""

    def __init__(self, suggestions: list[Suggestion], data: Any = None) -> None:
        super().__init__(data, prefix="suggestions")
        self.suggestions = suggestions
        for suggestion in suggestions:
            self.fields[str(suggestion.pk)] = forms.ChoiceField(
                choices=_CHOICES, required=False, widget=forms.RadioSelect, label="Décision"
            )

    @classmethod
    def of(cls, article: Article | None, data: Any) -> SuggestionsForm | None:
        if article is None or not article.pk:
            return None
        waiting = list(article.suggestions.filter(settled_at=None))
        return cls(waiting, data) if waiting else None

    def rows(self) -> Iterator[Row]:
        for suggestion in self.suggestions:
            name = str(Article._meta.get_field(suggestion.field).verbose_name)  # type: ignore[union-attr]
            texts = (_plain(suggestion.before) or "—", _plain(suggestion.proposed) or "—")
            yield Row(suggestion, self[str(suggestion.pk)], name, *segments(*texts))

    def taken_into(self, data: QueryDict) -> QueryDict:
        """What was sent, with the values taken in the fields that the editor left as they were."""
        changed = data.copy()
        for suggestion in self.suggestions:
            if data.get(self.add_prefix(str(suggestion.pk))) != "take":
                continue
            if _plain(data.get(suggestion.field, "")) == _plain(suggestion.before):
                if suggestion.proposed:
                    changed[suggestion.field] = suggestion.proposed
                else:
                    changed.pop(suggestion.field, None)  # as a browser sends an empty tick
                    if suggestion.field not in ("undated", "provisional_headline"):
                        changed[suggestion.field] = ""
        return changed

    def settle(self, editor: AbstractBaseUser) -> tuple[str, dict[str, Any]]:
        """Close what was decided; returns the reason, if something was taken, and a note for the history."""
        names = []
        told: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for suggestion in self.suggestions:
            decision = self.cleaned_data.get(str(suggestion.pk))
            if decision:
                suggestion.settled_at = timezone.now()
                suggestion.settled_by = editor
                suggestion.taken = decision == "take"
                suggestion.save(update_fields=["settled_at", "settled_by", "taken"])
                told[0][str(suggestion.pk)] = in_words(suggestion)
                told[1][str(suggestion.pk)] = "prise" if suggestion.taken else "écartée"
            if decision == "take":
                names.append(suggestion.author_name)
        note = {"suggestions": list(told)} if told[0] else {}
        return f"Correction proposée par {', '.join(dict.fromkeys(names))}." if names else "", note


def in_words(suggestion: Suggestion) -> str:
    name = Article._meta.get_field(suggestion.field).verbose_name  # type: ignore[union-attr]
    proposed = _plain(suggestion.proposed) or "rien"
    return f"{name} : « {proposed} », par {suggestion.author_name}"


def suggest(article: Article, form: forms.ModelForm, author: AbstractBaseUser) -> dict[str, Any]:
    """Keep what ``author`` typed as suggestions; ``form.instance`` is left as it is stored.

    Returns a note for the history; empty when nothing is proposed.
    """
    made: dict[str, str] = {}
    for name in PROPOSABLE:
        if name not in form.changed_data:
            continue
        before = _sent(form, name, form.initial.get(name))
        proposed = _sent(form, name, form.cleaned_data.get(name))
        if _plain(before) == _plain(proposed):  # only the browser's line ends differ
            continue
        suggestion, _ = Suggestion.objects.update_or_create(
            article=article,
            field=name,
            author=author,
            settled_at=None,
            defaults={"before": before, "proposed": proposed, "author_name": author.get_username()},
        )
        made[str(suggestion.pk)] = in_words(suggestion)
    return {"suggestions": [{}, made]} if made else {}


def _sent(form: forms.ModelForm, name: str, value: Any) -> str:
    """A value as the browser sends it back when the field is left untouched."""
    if isinstance(value, bool):
        return "on" if value else ""
    shown = form.fields[name].widget.format_value(form.fields[name].prepare_value(value))
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return str(shown or "")


def _plain(text: str) -> str:
    return plain_lines(text).strip()
