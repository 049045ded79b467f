"""What to try when a search finds nothing, and names to complete what is being typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.folding import fold
from articles.french import NO_BREAK, quoted
from articles.models import Country, Person, PersonName, Tag
from articles.paging import address

_NAMES = 3_000  # names compared with what was typed
_WORDS = 3  # words of a query for which near ones are sought
_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something else to ask: what it is, where, and how many articles it finds (None: very many)."""

    label: str
    address: str
    count: int | None


def proposals(chosen: ArticleFilter) -> list[Proposal]:
    """Without each filter in turn, then with near names for the words: only what finds something."""
    made = []
    for chip in chosen.chips(address)[:5]:
        made.append((f"Sans «{NO_BREAK}{chip.label}{NO_BREAK}: {chip.value}{NO_BREAK}»", chip.without))
    for word, near in _near_names(chosen):
        words = chosen.form.cleaned_data["q"].replace(word, near)
        made.append((f"Avec {quoted(near)} au lieu de {quoted(word)}", address(chosen.data, q=words)))
    found = []
    for label, query in made[:8]:
        other = ArticleFilter(QueryDict(query.lstrip("?")))
        count = other.total_to_cap() if other.narrowed else None
        if count != 0 and other.narrowed:
            found.append(Proposal(label, query, count))
    return found


def _near_names(chosen: ArticleFilter) -> Iterator[tuple[str, str]]:
    """``(word as typed, near word)``: parts of the names of people, countries and tags."""
    words = [word for word in (chosen.form.cleaned_data.get("q") or "").split() if len(fold(word)) > 3]
    if not words:
        return
    heads = Q()
    for word in words[:_WORDS]:
        heads |= Q(sort_key__contains=fold(word)[:2])
    names = list(Country.objects.with_articles().values_list("name", flat=True))
    names += Tag.objects.with_articles().values_list("name", flat=True)[:_NAMES]
    names += Person.objects.with_articles().filter(heads).values_list("name", flat=True)[:_NAMES]
    parts = {fold(part): part for name in names for part in name.split() if len(part) > 3}
    for word in words[:_WORDS]:
        key = fold(word)
        for near in difflib.get_close_matches(key, parts, n=2, cutoff=0.72):
            if near != key:
                yield word, parts[near]


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """``{"names": […]}`` of ``?genre=pays|personne|sujet`` that begin with ``?debut=``: one query."""
    key = fold(request.GET.get("debut", "").replace("\x00", "")[:60])
    names: list[str] = []
    if key:
        names = list(_beginning(request.GET.get("genre", ""), key)[:_SUGGESTED])
    response = JsonResponse({"names": names}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _beginning(kind: str, key: str) -> Any:
    end = key + "\U0010ffff"
    if kind == "pays":
        rows = Country.objects.with_articles().filter(sort_key__startswith=key)
    elif kind == "sujet":
        rows = Tag.objects.with_articles().filter(key__startswith=key)
    elif kind == "personne":
        spelled = PersonName.objects.public().filter(key__gte=key, key__lt=end).values("person")[:200]
        rows = Person.objects.with_articles().filter(pk__in=list(spelled.values_list("person", flat=True)))
    else:
        return []
    return rows.order_by("-article_count", "pk").values_list("name", flat=True)
