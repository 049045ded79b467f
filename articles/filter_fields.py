"""The form fields of the filters: names, words and numbers as readers and links give them."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from articles.folding import fold
from articles.models import Country, Person, PersonName

MAX_VALUES = 5  # of one parameter
MAX_QUERY = 300  # characters


class Named(forms.Field):
    """Rows of a model, each given by its address (``viet-nam``), its code or its name as typed.

    Cleans to ``(rows, unknown values)``: one unknown name does not take the others away.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, model: type[Model], **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def clean(self, value: list[str] | None) -> tuple[list[Any], list[str]]:
        given = list(dict.fromkeys(text.strip() for text in value or () if text.strip()))
        usable = [text for text in given[:MAX_VALUES] if "\x00" not in text and len(text) <= 200]
        found = _by_address(self.model, usable)
        rows = [found[text] for text in usable if text in found]
        unknown = [text for text in given if text not in found]
        return list(dict.fromkeys(rows)), unknown


def _by_address(model: type[Model], values: list[str]) -> dict[str, Any]:
    """``{value: row}`` for the values that are the address of a row with articles, or a name of one."""
    if not values:
        return {}
    rows = model._default_manager.with_articles()  # type: ignore[attr-defined]
    found = {row.slug: row for row in rows.filter(slug__in=values)}
    for text in (text for text in values if text not in found):
        row = _by_name(model, rows, text)
        if row is not None:
            found[text] = row
    return found


def _by_name(model: type[Model], rows: QuerySet[Any], text: str) -> Any:
    key = fold(text)[:200]
    if not key:
        return None
    if model is Person:
        ids = PersonName.objects.public().filter(key=key).values("person")
        return rows.filter(pk__in=ids).order_by("-article_count", "pk").first()
    if model is Country:
        if len(text) == 2 and text.isascii():
            return rows.filter(code=text.upper()).first()
        return rows.filter(sort_key=key).first()
    return rows.filter(key=key).first()


class Texts(forms.Field):
    """Values as they stand in the archive, such as the name of an agency."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str] | None) -> list[str]:
        given = [text.strip() for text in value or () if text.strip() and "\x00" not in text]
        return [text for text in dict.fromkeys(given) if len(text) <= 120][:MAX_VALUES]


class TextsFilter(django_filters.Filter):
    field_class = Texts


class NamedFilter(django_filters.Filter):
    field_class = Named


class Words(forms.CharField):
    """What is searched for; a NUL is taken for a blank, since no text holds one."""

    def to_python(self, value: Any) -> str:
        return super().to_python((value or "").replace("\x00", " "))[:MAX_QUERY]


class WordsFilter(django_filters.CharFilter):
    field_class = Words


class Numeral(forms.IntegerField):
    """A whole number written in ten digits at most."""

    def to_python(self, value: Any) -> int | None:
        if value and len(value) > 10:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class NumeralFilter(django_filters.Filter):
    field_class = Numeral
