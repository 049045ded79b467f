"""Two countries in the same articles: the timeline of their relation."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Country
from articles.models.article import CARD_FIELDS
from articles.paging import paginate
from articles.portraits import portrait_of_two, years_of_two
from articles.walks import also_of, walk_of

SIZE = 40  # articles on a page of the timeline


@require_safe
def pair(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """Three queries, and two more on the first page."""
    rows = list(Country.objects.filter(slug__in=[slug, other]).order_by("slug"))
    if len(rows) != 2:
        raise Http404
    one, two = rows
    if slug != one.slug:
        return HttpResponsePermanentRedirect(f"/pays/{one.slug}/avec/{two.slug}/")
    years = years_of_two(one, two)
    total = sum(years.values())
    if not total:
        raise Http404
    # along the index of the one with fewer articles
    fewer, more = sorted(rows, key=lambda row: row.article_count)
    both = also_of(walk_of(fewer), more)
    oldest = request.GET.get("tri") == "anciens"
    page = paginate(both.only(*CARD_FIELDS), request.GET, size=SIZE, oldest_first=oldest)
    undated = years.pop(0, 0)
    context = {
        "one": one,
        "other": two,
        "total": total,
        "undated": undated,
        "page": page,
        "oldest": oldest,
        "groups": by_year(page.rows),
        "notices": [page.notice] if page.notice else [],
        "portrait": None if page.previous else portrait_of_two(one, two, both, years),
        "carried": f"?pays={one.slug}&pays={two.slug}",
        "section": "countries",
    }
    return render(request, "articles/pair.html", context)


def by_year(rows: Any) -> list[tuple[str, list[Any]]]:
    """The articles under the year of each; under ``Sans année`` those that have none."""
    years = groupby(rows, key=lambda row: f"{row.published_on.year}" if row.published_on else "Sans année")
    return [(year, list(group)) for year, group in years]
