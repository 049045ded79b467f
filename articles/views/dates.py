"""The pages of years, months and days."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import french
from articles.calendars import squares, weeks
from articles.models import Article, Period
from articles.models.article import CARD_FIELDS, UNDATED
from articles.paging import paginate
from articles.walks import counted_to_cap, period_count, period_key, walk_all, within

PARTIAL = 5  # articles of an unknown year shown beside a month or a day


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
def undated(request: HttpRequest, month: int | None = None, day: int | None = None) -> HttpResponse:
    """Articles whose year is not known, all or those of a month or day of any year."""
    walk = walk_all().filter(walk_day=UNDATED, published_on__isnull=True)
    context: dict[str, Any] = {"title": "Articles sans date complète", "undated": True}
    if month is not None:
        try:
            # a leap year, so that every day exists
            date = datetime.date(2000, month, 1 if day is None else day)
        except ValueError:
            raise Http404 from None
        address = f"/dates/sans-date/{month:02}/" + (f"{day:02}/" if day else "")
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        walk = _partial(walk_all(), month, day or 0)
        words = _yearless(date) if day else french.MONTHS[month - 1]
        context["title"] = f"{words.capitalize()}, année inconnue"
        context["above"] = [("Sans année", "/dates/sans-date/")]
        if day:
            context["above"].append((french.MONTHS[month - 1], f"/dates/sans-date/{month:02}/"))
    else:
        asked = {f"month_{n}": Exists(_partial(Article.objects.public(), n)) for n in range(1, 13)}
        found = Period.objects.filter(key="").values(**asked).first() or {}
        context["known_months"] = [
            (name, f"/dates/sans-date/{n:02}/", found.get(f"month_{n}", False))
            for n, name in enumerate(french.MONTHS, start=1)
        ]
    return _list(request, walk, context, "undated" if month is None else "")


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    _check(year)
    key = period_key(year)
    inside = _counts(_inside(key))
    months = {k: n for k, n in inside.items() if len(k) == 7}
    context = {
        "title": f"Année {year}",
        "months": [
            (french.MONTHS[n - 1], f"/dates/{key}/{n:02}/", months.get(f"{key}-{n:02}", 0))
            for n in range(1, 13)
        ],
        "squares": squares(year, {k: n for k, n in inside.items() if len(k) == 10}),
        "finer": sum(months.values()),
        "coarse_words": "à l’année seulement",
    }
    return _list(request, within(walk_all(), year), context, key)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    _check(year, month)
    address = f"/dates/{year:04}/{month:02}/"
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    key = period_key(year, month)
    days = _counts(_inside(key))
    context = {
        "title": french.month_words(year, month).capitalize(),
        "weekdays": [(name[:2], name) for name in french.WEEKDAYS],
        "weeks": weeks(year, month, days),
        "above": [(str(year), f"/dates/{year:04}/")],
        "finer": sum(days.values()),
        "coarse_words": "au mois seulement",
        "partial": _without_year(month),
        "partial_address": f"/dates/sans-date/{month:02}/",
        "partial_words": f"Articles {_of(french.MONTHS[month - 1])} d’une année inconnue",
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
        "partial": _without_year(month, day),
        "partial_address": f"/dates/sans-date/{month:02}/{day:02}/",
        "partial_words": f"Articles du {_yearless(date)} d’une année inconnue",
    }
    return _list(request, within(walk_all(), year, month, day), context, period_key(year, month, day))


def _check(year: int, month: int = 1, day: int = 1) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Http404 from None


def _yearless(date: datetime.date) -> str:
    return french.day_words(date).rpartition(" ")[0]


def _of(month: str) -> str:
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def _partial(walk: QuerySet[Article], month: int, day: int = 0) -> QuerySet[Article]:
    """What is dated to a day and month without a year, for the month or the day."""
    walk = walk.filter(published_on__isnull=True).exclude(partial_date="")
    if day:
        return walk.filter(partial_date=f"--{month:02}-{day:02}")
    return walk.filter(partial_date__gte=f"--{month:02}-00", partial_date__lte=f"--{month:02}-99")


def _without_year(month: int, day: int = 0) -> list[Article]:
    """The newest few of them, and one more when there are more."""
    rows = _partial(Article.objects.public(), month, day).order_by("-partial_date", "-pk")
    return list(
        rows.only("id", "slug", "headline", "partial_date", "published_on", "date_precision")[: PARTIAL + 1]
    )


def _counts(periods: QuerySet[Period]) -> dict[str, int]:
    """``{key: count}`` of the periods that have articles."""
    return dict(periods.filter(article_count__gt=0).values_list("key", "article_count"))


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

    ``key`` is the period's, empty where no count of it is kept.
    A period without articles says so and leads on, but is not found.
    """
    page = paginate(walk.only(*CARD_FIELDS), request.GET)
    context |= {
        "section": "dates",
        "page": page,
        "total": len(page.rows) if page.whole else period_count(key) if key else counted_to_cap(walk),
        "notices": [page.notice] if page.notice else [],
    }
    context["coarse"] = max(0, context["total"] - context["finer"]) if "finer" in context else 0
    context["partial_more"] = len(context.get("partial", ())) > PARTIAL
    context["partial"] = context.get("partial", [])[:PARTIAL]
    if key not in ("", "undated"):
        context |= {"before": _neighbour(key, False), "after": _neighbour(key, True)}
    return render(request, "articles/period.html", context, status=200 if page.rows else 404)
