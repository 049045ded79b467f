"""The lists of people, countries and subjects."""

from __future__ import annotations

import string
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Country, Period, Person, Tag
from articles.paging import address

AT_ONCE = 300  # people on one page; more are shown letter by letter
OTHERS = "0"  # stands for what begins with no letter from a to z


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """A to Z, of one country with ``?pays=``; whole while it is short, else one letter at a time.

    Two queries at most, three on a letter; one more for the country.
    """
    everybody = Person.objects.with_articles().only("name", "slug", "sort_key", "article_count")
    if slug := request.GET.get("pays", ""):
        country = Country.objects.filter(slug=slug.replace("\x00", "")[:100]).first()
        if country is None:
            raise Http404
        everybody = everybody.filter(country=country)
    letter = request.GET.get("lettre", "").lower()[:1]
    if letter and letter not in string.ascii_lowercase:
        letter = OTHERS
    context: dict[str, Any] = {"section": "people", "country": country if slug else None, "letters": []}
    rows = [] if letter else list(everybody[: AT_ONCE + 1])
    if letter or len(rows) > AT_ONCE:
        letters = _letters(everybody, request.GET)
        letter = letter or next((one["letter"] for one in letters if one["any"]), OTHERS)
        context["letters"] = letters
        after = request.GET.get("apres", "").replace("\x00", "")[:200]
        found = _beginning_with(everybody, letter)
        rows = list((found.filter(sort_key__gt=after) if after else found)[: AT_ONCE + 1])
        if len(rows) > AT_ONCE:
            rows = rows[:AT_ONCE]
            context["next"] = address(request.GET, lettre=letter, apres=rows[-1].sort_key)
        context["after"] = bool(after)
    context["groups"] = grouped(rows)
    context["letter"] = letter
    return render(request, "articles/people.html", context)


@require_safe
def people_by_country(request: HttpRequest) -> HttpResponse:
    """The countries of the people, each with how many it has: one query."""
    rows = Country.objects.filter(people__article_count__gt=0, people__merged_into=None)
    rows = rows.annotate(number=Count("people")).order_by("sort_key")
    context = {"groups": grouped(rows), "section": "people"}
    return render(request, "articles/people_by_country.html", context)


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    """One query."""
    rows = list(Country.objects.with_articles().only("code", "name", "slug", "sort_key", "article_count"))
    context = {"groups": grouped(rows), "number": len(rows), "section": "countries"}
    return render(request, "articles/countries.html", context)


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """One query."""
    rows = list(Tag.objects.with_articles().only("name", "slug", "key", "article_count"))
    return render(request, "articles/tags.html", {"groups": grouped(rows), "section": "tags"})


def initial(row: Any) -> str:
    """``A`` to ``Z``, or ``#``."""
    first = (getattr(row, "sort_key", None) or getattr(row, "key", ""))[:1].upper()
    return first if first and first in string.ascii_uppercase else "#"


def grouped(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """The rows by their first letter, in order; all that begins otherwise comes first."""
    ordered = sorted(rows, key=lambda row: initial(row) != "#")
    return [(letter, list(group)) for letter, group in groupby(ordered, key=initial)]


def _beginning_with(rows: QuerySet[Person], letter: str) -> QuerySet[Person]:
    if letter == OTHERS:
        return rows.exclude(sort_key__gte="a", sort_key__lt="{")
    following = chr(ord(letter) + 1)
    return rows.filter(sort_key__gte=letter, sort_key__lt=following)


def _letters(everybody: QuerySet[Person], params: QueryDict) -> list[dict[str, Any]]:
    """Each letter with whether anybody's name begins with it, in one query that counts nobody."""
    names = [*string.ascii_lowercase, OTHERS]
    asked = {f"letter_{name}": Exists(_beginning_with(everybody, name)) for name in names}
    found = Period.objects.filter(key="").values(**asked).first() or {}
    return [
        {
            "letter": name,
            "name": "#" if name == OTHERS else name.upper(),
            "address": address(params, lettre=name),
            "any": found.get(f"letter_{name}", False),
        }
        for name in names
    ]
