"""About the archive: how much, since when, how sure."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import french
from articles.charts import chart
from articles.models import Article, Batch, Country, Period, Person, Tag

_KEPT = 600  # seconds for which numbers that need the whole table are kept


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Articles a year, gaps, reading and dating: what can be said of the whole in numbers."""
    years = _years()
    context = {
        "section": "about",
        "numbers": cache.get_or_set("about-numbers", _numbers, _KEPT),
        "chart": chart(
            [(str(year), count, f"/dates/{year:04}/" if count else "") for year, count in years.items()],
            "Articles par année.",
        ),
        "gaps": _gaps(years),
        "fed": Batch.objects.exclude(finished_at=None).order_by("-pk").only("finished_at").first(),
    }
    return render(request, "articles/about.html", context)


def _years() -> dict[int, int]:
    """Articles of every year from the first to the last, the empty ones among them."""
    counts = {int(key): n for key, n in Period.objects.years()}
    if not counts or max(counts) - min(counts) > 200:
        return dict(sorted(counts.items()))
    return {year: counts.get(year, 0) for year in range(min(counts), max(counts) + 1)}


def _gaps(years: dict[int, int]) -> list[str]:
    """Runs of years without an article: ``1998`` or ``2003–2007``."""
    runs: list[list[int]] = []
    for year, count in years.items():
        if count == 0:
            if runs and runs[-1][-1] == year - 1:
                runs[-1].append(year)
            else:
                runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def _numbers() -> dict[str, Any]:
    public = Article.objects.public()
    found: dict[str, Any] = public.aggregate(
        articles=Count("pk"),
        reviewed=Count("pk", filter=Q(review="reviewed")),
        stated=Count("pk", filter=Q(date_basis="stated")),
        inferred=Count("pk", filter=Q(date_basis="inferred")),
        edited=Count("pk", filter=Q(date_basis="edited")),
        partial=Count("pk", filter=Q(published_on=None) & ~Q(partial_date="")),
        undated=Count("pk", filter=Q(published_on=None, partial_date="")),
        photos=Count("pk", filter=Q(photo_count__gt=0)),
    )
    found["people"] = Person.objects.with_articles().count()
    found["countries"] = Country.objects.with_articles().count()
    found["tags"] = Tag.objects.with_articles().count()
    whole = found["articles"] or 1
    for name in ("reviewed", "stated", "inferred", "edited", "partial", "undated", "photos"):
        found[f"{name}_share"] = _percent(found[name], whole)
    return found


def _percent(part: int, whole: int) -> str:
    """``12 %``; what is there at all is never said to be nothing, nor all when some is missing."""
    share = 100 * part / whole
    if 0 < share < 1:
        return f"moins de 1{french.NO_BREAK}%"
    rounded = min(round(share), 99) if part < whole else 100
    return f"{rounded}{french.NO_BREAK}%"
