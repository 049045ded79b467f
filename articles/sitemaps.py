"""What search engines read: robots.txt and the sitemap, cut by ranges of ids.

A part is a range of an index, so that the last costs what the first does and the addresses in a
part stay there.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Max
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Country, Period, Person, Tag

PART = 10_000  # ids in a part; the protocol allows 50,000 addresses
Entry = tuple[str, datetime.datetime | None]


def _articles(low: int, high: int) -> Iterator[Entry]:
    rows = Article.objects.public().filter(pk__gt=low, pk__lte=high).order_by("pk")
    for pk, slug, changed in rows.values_list("pk", "slug", "updated_at"):
        yield f"/articles/{pk}/{slug}/", changed


def _people(low: int, high: int) -> Iterator[Entry]:
    rows = Person.objects.with_articles().filter(pk__gt=low, pk__lte=high).order_by("pk")
    return ((f"/personnes/{slug}/", None) for slug in rows.values_list("slug", flat=True))


def _tags(low: int, high: int) -> Iterator[Entry]:
    rows = Tag.objects.with_articles().filter(pk__gt=low, pk__lte=high).order_by("pk")
    return ((f"/sujets/{slug}/", None) for slug in rows.values_list("slug", flat=True))


_INDEXES = ("home", "article_list", "people", "countries", "tags", "dates", "map", "relations", "about")


def _general(low: int, high: int) -> Iterator[Entry]:
    """The indexes, the countries and the dates."""
    for name in _INDEXES:
        yield reverse(f"articles:{name}"), None
    for slug in Country.objects.with_articles().values_list("slug", flat=True):
        yield f"/pays/{slug}/", None
    periods = Period.objects.filter(article_count__gt=0).exclude(key__in=["", "undated"])
    periods = periods.annotate(length=Length("key")).filter(length__lte=7)
    for key in periods.order_by("key").values_list("key", flat=True):
        yield f"/dates/{key.replace('-', '/')}/", None


# section: (its addresses between two ids, the model whose ids are cut; none for a single part)
_SECTIONS: dict[str, tuple[Callable[[int, int], Iterable[Entry]], type | None]] = {
    "general": (_general, None),
    "articles": (_articles, Article),
    "personnes": (_people, Person),
    "sujets": (_tags, Tag),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of parts: one query a section."""
    parts = []
    for name, (_, model) in _SECTIONS.items():
        last = 1 if model is None else model._default_manager.aggregate(last=Max("pk"))["last"] or 0  # type: ignore[attr-defined]
        for number in range(1, -(-last // PART) + 1):
            parts.append(request.build_absolute_uri(reverse("articles:sitemap", args=[name, number])))
    return render(request, "articles/sitemap_index.xml", {"parts": parts}, content_type="application/xml")


@require_safe
def section(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """One part; a part beyond the last is empty, one of an unknown section is not found."""
    if section not in _SECTIONS or not 1 <= number <= 10**9:
        raise Http404
    entries, _ = _SECTIONS[section]
    root = request.build_absolute_uri("/").rstrip("/")
    rows = [(root + path, changed) for path, changed in entries((number - 1) * PART, number * PART)]
    return render(request, "articles/sitemap.xml", {"rows": rows}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('articles:sitemap_index'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
