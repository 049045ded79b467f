"""What a result is made of: its countries, people, subjects, dates, with counts and ways to narrow.

The counts of the whole archive are kept, but for agencies, places and states, which are counted
while it is small. Those of a result are counted in the catalogue, all of
them in one query, up to ``filters.COUNTED`` articles; beyond that the most frequent values among
the newest are named without a number, since a number that does not agree with the result is worse
than none.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from django.db.models import Model

from articles import french, portraits
from articles.charts import Chart, chart
from articles.filter_fields import MAX_VALUES
from articles.filters import DATING, PHOTO, REVIEW, ArticleFilter
from articles.models import Article, Country, Period, Person, Tag
from articles.models.article import UNDATED
from articles.models.catalogue import COUNTRY, PERSON, TAG, Counts, Entry, country_code, counts_of, sample_of
from articles.walks import period_key

SAMPLED = 200  # articles, when there are more
WHOLE = 5_000  # articles of an archive whose agencies, places and states are counted for each reader
SHOWN = 8  # values of a facet
_YEARS = 60  # bars at most
Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. ``count`` is None when it is not known exactly."""

    label: str
    count: int | None
    add: str
    exclude: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: list[Value]


@dataclass(slots=True)
class Facets:
    facets: list[Facet] = field(default_factory=list)
    timeline: Chart | None = None
    exact: bool = True


def facets_of(chosen: ArticleFilter, address: Address) -> Facets:
    """The facets of the result of ``chosen``: four queries, one of which counts; the same for all."""
    if not chosen.narrowed:
        return _whole_archive(chosen, address)
    counts = chosen.counts
    exact = counts.total is not None
    if not exact:
        counts = sample_of(chosen.entries, SAMPLED, bool(chosen.query.required))
    made = Facets(exact=exact)
    for name, label, kind, model in _NAMED:
        made.facets.append(
            Facet(name, label, _named(chosen, address, counts.top(kind, _READ), name, model, exact))
        )
    made.facets += _plain(chosen, address, counts, exact)
    made.facets = [facet for facet in made.facets if facet.values]
    days = _days(chosen, counts) if exact else kept_days(chosen)
    made.timeline = timeline(chosen, days, address) if days else None
    return made


_NAMED: tuple[tuple[str, str, int, type[Model]], ...] = (
    ("pays", "Pays", COUNTRY, Country),
    ("personne", "Personnes", PERSON, Person),
    ("sujet", "Sujets", TAG, Tag),
)
_READ = SHOWN + 2 * MAX_VALUES  # of a kind: as many may be chosen or excluded already
_BASIS = {
    "stated": "ecrite",
    "inferred": "deduite",
    "edited": "redaction",
    "partial": "partielle",
    "none": "aucune",
}


def _named(
    chosen: ArticleFilter,
    address: Address,
    top: list[tuple[int, int]],
    name: str,
    model: type[Model],
    exact: bool,
) -> list[Value]:
    """The most frequent countries, people or tags: one query for their names."""
    taken = {row.pk for row in (*chosen.chosen, *chosen.excluded) if isinstance(row, model)}
    keys = {country_code(value) if model is Country else value: n for value, n in top}
    wanted = [key for key in keys if key not in taken][:SHOWN]
    rows = model._default_manager.only("name", "slug").in_bulk(wanted) if wanted else {}
    return [
        Value(
            rows[key].name,
            keys[key] if exact else None,
            _more(chosen, address, name, rows[key].slug),
            _more(chosen, address, f"sans_{name}", rows[key].slug),
        )
        for key in wanted
        if key in rows
    ]


def _worded(
    chosen: ArticleFilter, address: Address, found: Counter[str], name: str, exact: bool
) -> list[Value]:
    given = chosen.texts[name] + chosen.texts[f"sans_{name}"]
    most = nsmallest(_READ + 1, found.items(), key=lambda item: (-item[1], item[0]))
    values = [
        Value(
            text,
            n if exact else None,
            _more(chosen, address, name, text),
            _more(chosen, address, f"sans_{name}", text),
        )
        for text, n in most
        if text and text not in given
    ]
    return values[:SHOWN] if len(values) > 1 else []


def _plain(chosen: ArticleFilter, address: Address, counts: Counts, exact: bool) -> Iterator[Facet]:
    """The facets that are no rows of their own: agency, place, photo, review, dating."""
    for name, label, found in (("agence", "Agences", counts.agencies), ("lieu", "Lieux", counts.places)):
        yield Facet(name, label, _worded(chosen, address, found, name, exact))
    yield from _states(chosen, address, counts, exact)


def _states(chosen: ArticleFilter, address: Address, counts: Counts, exact: bool) -> Iterator[Facet]:
    dating, reviewed, photo = counts.states()
    yes = {True: "oui", False: "non"}
    for name, label, choices, found, value in (
        ("photo", "Photos", PHOTO, {yes[key]: n for key, n in photo.items()}, chosen.photo),
        ("relecture", "Relecture", REVIEW, {yes[key]: n for key, n in reviewed.items()}, chosen.review),
        ("datation", "Datation", DATING, {_BASIS[key]: n for key, n in dating.items()}, chosen.dating),
    ):
        values = [
            Value(text, found[key] if exact else None, address(chosen.data, **{name: key}))
            for key, text in choices
            if found.get(key) and not value
        ]
        yield Facet(name, label, values if len(values) > 1 else [])


def _more(chosen: ArticleFilter, address: Address, name: str, value: str) -> str:
    return address(chosen.data, **{name: [*chosen.data.getlist(name), value]})


def _whole_archive(chosen: ArticleFilter, address: Address) -> Facets:
    made = Facets()
    for name, label, _, model in _NAMED:
        rows = model._default_manager.with_articles().order_by("-article_count", "pk")  # type: ignore[attr-defined]
        made.facets.append(
            Facet(
                name,
                label,
                [
                    Value(
                        text,
                        n,
                        _more(chosen, address, name, slug),
                        _more(chosen, address, f"sans_{name}", slug),
                    )
                    for text, slug, n in rows.values_list("name", "slug", "article_count")[:SHOWN]
                ],
            )
        )
    years = {int(key): n for key, n in Period.objects.years()}
    exact = sum(years.values()) <= WHOLE
    if exact:
        counts = counts_of(chosen.entries, 2 * WHOLE, False)
    else:  # the newest by the index of the articles: the catalogue has none by date
        newest = Article.objects.public().order_by("-listed_on", "-pk").values("pk")[:SAMPLED]
        counts = sample_of(Entry.objects.filter(pk__in=newest), SAMPLED, False)
    exact = exact and counts.total is not None  # many may have no date
    made.facets += _plain(chosen, address, counts, exact)
    made.facets = [facet for facet in made.facets if facet.values]
    made.timeline = _years(chosen, Counter(years), address)
    return made


def _days(chosen: ArticleFilter, counts: Counts) -> Counter[tuple[datetime.date, str]]:
    """The articles by year; with a year chosen by day and precision, in one query."""
    if not chosen.year:
        return Counter({(datetime.date(y, 1, 1), "year"): n for y, n in counts.years().items()})
    if chosen.plain:
        return kept_days(chosen)
    return chosen.days()


def _years_are_kept(row: Any) -> bool:
    """A person's years are counted from the newest articles, those of all else are kept."""
    return not isinstance(row, Person) or row.article_count <= portraits.COUNTED


def kept_days(chosen: ArticleFilter) -> Counter[tuple[datetime.date, str]]:
    """The days of a long result, as far as they are kept or stand in an index; else nothing."""
    days: Counter[tuple[datetime.date, str]] = Counter()
    if chosen.plain and chosen.year:
        key = period_key(chosen.year, chosen.month)
        inside = Period.objects.filter(key__gte=f"{key}-00", key__lte=f"{key}-99", article_count__gt=0)
        for found, n in inside.values_list("key", "article_count"):
            if len(found) == len(key) + 3:
                day = datetime.date.fromisoformat(f"{found}-01"[:10])
                days[day, "day" if len(found) == 10 else "month"] += n
    elif chosen.ties_two and not chosen.year:
        for year, n in portraits.years_of_two(*chosen.chosen).items():
            days[datetime.date(year, 1, 1) if year else UNDATED, "year"] += n
    elif chosen.plain and _years_are_kept(chosen.chosen[0]):
        for year, n in portraits.kept_years(chosen.chosen[0]).items():
            days[datetime.date(year, 1, 1), "year"] += n
    return days


def timeline(
    chosen: ArticleFilter, days: Counter[tuple[datetime.date, str]], address: Address
) -> Chart | None:
    """The result over time: by year, by month of the chosen year, by day of the chosen month."""
    if chosen.day:
        return None
    counts: Counter[int] = Counter()
    if chosen.month:
        for (day, precision), n in days.items():
            if precision == "day":
                counts[day.day] += n
        last = calendar.monthrange(chosen.year, chosen.month)[1]
        values = [(str(d), counts[d], address(chosen.data, jour=d)) for d in range(1, last + 1)]
        return chart(values, _summary(values, french.month_words(chosen.year, chosen.month)))
    if chosen.year:
        for (day, precision), n in days.items():
            if precision != "year":
                counts[day.month] += n
        values = [
            (name, counts[m], address(chosen.data, mois=m)) for m, name in enumerate(french.MONTHS, start=1)
        ]
        return chart(values, _summary(values, str(chosen.year)))
    for (day, _), n in days.items():
        if day != UNDATED:
            counts[day.year] += n
    return _years(chosen, counts, address)


def _years(chosen: ArticleFilter, counts: Counter[int], address: Address) -> Chart | None:
    if not counts:
        return None
    first, last = min(counts), max(counts)
    # over a long time only the years that have articles are drawn
    every = last - first < _YEARS
    years = list(range(first, last + 1)) if every else sorted(counts)[-_YEARS:]
    values = [(str(year), counts[year], address(chosen.data, annee=year)) for year in years]
    return chart(values, _summary(values, f"de {years[0]} à {years[-1]}"))


def _summary(values: list[tuple[str, int, str]], where: str) -> str:
    label, most, _ = max(values, key=lambda value: value[1])
    return f"Répartition {where}{french.NO_BREAK}: le plus en {label} ({french.counted(most, 'article')})."
