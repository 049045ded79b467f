"""The world, each country shaded by its articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import french
from articles.maps import world, world_map
from articles.models import Country, Tally


@require_safe
def world_page(request: HttpRequest) -> HttpResponse:
    """The whole archive, or one year of it (``?annee=2021``): one query, two for a year."""
    given = request.GET.get("annee", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else 0
    if year:
        tallies = Tally.objects.some().filter(of="country", year=year)
        counts = dict(tallies.values_list("key", "article_count"))
        rows = Country.objects.filter(pk__in=counts)
    else:
        rows = Country.objects.with_articles()
        counts = {}
    found = [
        (row.code, row.name, counts.get(row.code, row.article_count), _address(row, year))
        for row in rows.only("code", "name", "slug", "article_count")
    ]
    found.sort(key=lambda row: (-row[2], row[1]))
    context = {
        "map": world_map({code: (name, count, address) for code, name, count, address in found}),
        "rows": found,
        "year": year,
        "given": given[:20],
        "misread": bool(given) and not year,
        "summary": summary(found),
        "source": world()["source"],
        "section": "countries",
    }
    return render(request, "articles/map.html", context)


def _address(row: Country, year: int) -> str:
    return f"/articles/?pays={row.slug}&annee={year:04}" if year else f"/pays/{row.slug}/"


def summary(found: list[tuple[str, str, int, str]]) -> str:
    """``120 pays. Le plus d’articles : Viêt Nam (904), Chine (362), Laos (266).``"""
    if not found:
        return ""
    first = ", ".join(f"{name} ({french.number(count)})" for _, name, count, _ in found[:3])
    return f"{french.counted(len(found), 'pays', 'pays')}. Le plus d’articles{french.NO_BREAK}: {first}."
