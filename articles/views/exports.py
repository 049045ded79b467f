"""The result of a search as JSON, by pages, or as CSV: the same filters, order and visibility."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.models import Article
from articles.models.article import CARD_FIELDS
from articles.paging import paginate, stretches

JSON_PAGE = 100  # articles
CSV_ROWS = 5_000  # articles
_FIELDS = (*CARD_FIELDS, "place", "agency")
_PRECISION = {"year": 4, "month": 7, "day": 10}
COLUMNS = (
    "adresse",
    "titre",
    "chapô",
    "date",
    "jour sans année",
    "origine de la date",
    "lieu",
    "agence",
    "pays",
    "personnes",
    "sujets",
    "photos",
    "relu",
)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """``{"articles": […], "next": address or null, "notices": […]}``, a hundred articles at a time."""
    chosen = ArticleFilter(request.GET)
    page = paginate(chosen.qs.only(*_FIELDS), request.GET, size=JSON_PAGE, oldest_first=chosen.oldest_first)
    following = request.build_absolute_uri(f"{request.path}{page.next}") if page.next else None
    return JsonResponse(
        {
            "articles": [described(request, article) for article in page.rows],
            "next": following,
            "notices": [*chosen.notices, *filter(None, [page.notice])],
        },
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The first ``CSV_ROWS`` articles of the result, a line each, streamed."""
    chosen = ArticleFilter(request.GET)
    parts = stretches(chosen.qs.only(*_FIELDS), chosen.oldest_first)
    rows = chain.from_iterable(part[:CSV_ROWS].iterator(chunk_size=500) for part in parts)
    lines = (_line(request, article) for article in islice(rows, CSV_ROWS))
    writer = csv.writer(_Echo())
    content = (writer.writerow([_harmless(cell) for cell in line]) for line in chain([COLUMNS], lines))
    return StreamingHttpResponse(
        chain(["\ufeff"], content),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="articles.csv"'},
    )


def described(request: HttpRequest, article: Article) -> dict[str, Any]:
    """An article of the result as plain values; a date holds no more than is known."""
    date = article.published_on
    return {
        "id": article.pk,
        "address": request.build_absolute_uri(article.get_absolute_url()),
        "headline": article.headline,
        "lead": article.lead,
        "date": date and date.isoformat()[: _PRECISION[article.date_precision]],
        "partial_date": article.partial_date or None,
        "date_basis": article.date_basis or None,
        "place": article.place,
        "agency": article.agency,
        "countries": [{"code": c[0], "name": c[1]} for c in article.card.get("countries", ())],
        "people": [name for name, _ in article.card.get("people", ())],
        "tags": [name for name, _ in article.card.get("tags", ())],
        "photos": article.card.get("photos", 0),
        "reviewed": article.review == "reviewed",
    }


def _line(request: HttpRequest, article: Article) -> Iterator[Any]:
    found = described(request, article)
    for name in ("address", "headline", "lead", "date", "partial_date", "date_basis", "place", "agency"):
        yield found[name]
    yield " ; ".join(country["name"] for country in found["countries"])
    yield " ; ".join(found["people"])
    yield " ; ".join(found["tags"])
    yield found["photos"]
    yield "oui" if found["reviewed"] else "non"


def _harmless(cell: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return "" if cell is None else cell


class _Echo:
    """What ``csv`` writes to, so that a line comes back instead of being kept."""

    def write(self, line: str) -> str:
        return line
