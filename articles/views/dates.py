"""The pages of years, months and days."""

from __future__ import annotations

import calendar
import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import french
from articles.models import Article, Period
from articles.models.article import CARD_FIELDS, UNDATED
from articles.paging import paginate
from articles.walks import period_count, period_key, walk_all, within


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    """Every year that has articles, by decade: one query."""
    rows = dict(Period.objects.years())
    decades: dict[int, list[tuple[str, int]]] = {}
    for key, count in rows.items():
        decades.setdefault(int(key) // 10 * 10, []).append((key, count))
    return render(
        request,
        "articles/dates.html",
        {
            "decades": sorted(decades.items(), reverse=True),
            "most": max(rows.values(), default=0),
            "undated": period_count("undated"),
            "section": "dates",
        },
    )


@require_safe
def undated(request: HttpRequest) -> HttpResponse:
    """Articles whose year is not known; those with a day and month say so."""
    walk = walk_all().filter(walk_day=UNDATED, published_on__isnull=True)
    return _list(request, walk, {"title": "Articles sans date complète", "undated": True}, "undated")


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    _check(year)
    key = period_key(year)
    months = _counts(_inside(key), 7)
    context = {
        "title": f"Année {year}",
        "months": [
            (french.MONTHS[n - 1], f"/dates/{key}/{n:02}/", months.get(f"{key}-{n:02}", 0))
            for n in range(1, 13)
        ],
        "most": max(months.values(), default=0),
    }
    return _list(request, within(walk_all(), year), context, key)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    _check(year, month)
    address = f"/dates/{year:04}/{month:02}/"
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    key = period_key(year, month)
    days = _counts(_inside(key), 10)
    context = {
        "title": french.month_words(year, month).capitalize(),
        "weekdays": [(name[:2], name) for name in french.WEEKDAYS],
        "weeks": weeks(year, month, days),
        "above": [(str(year), f"/dates/{year:04}/")],
    }
    return _list(request, within(walk_all(), year, month), context, key)


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    date = _check(year, month, day)
    address = f"/dates/{year:04}/{month:02}/{day:02}/"
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    context = {
        "title": french.day_words(date),
        "weekday": french.WEEKDAYS[date.weekday()],
        "above": [
            (str(year), f"/dates/{year:04}/"),
            (french.MONTHS[month - 1], f"/dates/{year:04}/{month:02}/"),
        ],
    }
    return _list(request, within(walk_all(), year, month, day), context, period_key(year, month, day))


def weeks(year: int, month: int, counts: dict[str, int]) -> list[list[dict[str, Any] | None]]:
    """The month as weeks from Monday; a day is ``{number, address, count, density 0-4}`` or None."""
    most = max(counts.values(), default=0)
    return [
        [_day_cell(datetime.date(year, month, number), counts, most) if number else None for number in week]
        for week in calendar.monthcalendar(year, month)
    ]


def _day_cell(date: datetime.date, counts: dict[str, int], most: int) -> dict[str, Any]:
    count = counts.get(date.isoformat(), 0)
    return {
        "number": date.day,
        "address": f"/dates/{date.isoformat().replace('-', '/')}/",
        "count": count,
        "density": -(-4 * count // most) if most else 0,
    }


def _check(year: int, month: int = 1, day: int = 1) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Http404 from None


def _counts(periods: QuerySet[Period], length: int) -> dict[str, int]:
    """``{key: count}`` of the periods whose key is that long, in order."""
    rows = periods.annotate(length=Length("key")).filter(length=length, article_count__gt=0)
    return dict(rows.order_by("key").values_list("key", "article_count"))


def _inside(key: str) -> QuerySet[Period]:
    """The months and days of a year, or the days of a month; a range, which an index answers."""
    return Period.objects.filter(key__gte=f"{key}-00", key__lte=f"{key}-99")


def _neighbour(key: str, following: bool) -> dict[str, str] | None:
    """The next or previous period of the same kind that has articles."""
    rows = (
        Period.objects.filter(article_count__gt=0)
        .exclude(key="undated")
        .annotate(length=Length("key"))
        .filter(length=len(key))
    )
    rows = (
        rows.filter(key__gt=key).order_by("key") if following else rows.filter(key__lt=key).order_by("-key")
    )
    found = rows.values_list("key", flat=True).first()
    if found is None:
        return None
    year, month, day = (int(part) for part in (found + "-01-01")[:10].split("-"))
    precision = {4: "year", 7: "month", 10: "day"}[len(found)]
    return {
        "words": french.period_words(datetime.date(year, month, day), precision),
        "address": f"/dates/{found.replace('-', '/')}/",
    }


def _list(request: HttpRequest, walk: QuerySet[Article], context: dict[str, Any], key: str) -> HttpResponse:
    """The page of a period's articles: its rows, its count and its neighbours, one query each.

    A period without articles says so and leads on, but is not found.
    """
    page = paginate(walk.only(*CARD_FIELDS), request.GET)
    context |= {
        "section": "dates",
        "page": page,
        "total": len(page.rows) if page.whole else period_count(key),
        "notices": [page.notice] if page.notice else [],
    }
    if key != "undated":
        context |= {"before": _neighbour(key, False), "after": _neighbour(key, True)}
    return render(request, "articles/period.html", context, status=200 if page.rows else 404)
