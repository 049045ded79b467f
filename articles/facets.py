"""What a result is made of: its countries, people, subjects, dates, with counts and ways to narrow.

The counts of the whole archive are kept. Those of a result are counted from the rows' cards in
one query, up to ``COUNTED`` articles; beyond that the most frequent values among the newest are
named without a number, since a number that does not agree with the result is worse than none.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from articles import french, portraits
from articles.charts import Chart, chart
from articles.filters import DATING, PHOTO, REVIEW, ArticleFilter
from articles.models import Country, Period, Person, Tag
from articles.models.article import UNDATED
from articles.walks import period_key

COUNTED = 1_000  # articles
SAMPLED = 200  # articles, when there are more
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


def facets_of(chosen: ArticleFilter, total: int | None, address: Address) -> Facets:
    """The facets of the result of ``chosen``, which has ``total`` articles (None: very many).

    One or two queries; four for the whole archive.
    """
    if not chosen.narrowed:
        return _whole_archive(chosen, address)
    exact = total is not None and total <= COUNTED
    newest = chosen.qs.order_by("-walk_day", "-walk_id")
    counts = _count(newest.values_list(*_COLUMNS)[: COUNTED if exact else SAMPLED])
    made = Facets(exact=exact)
    number = (lambda n: n) if exact else (lambda n: None)
    taken = {(row._meta.model_name, row.slug) for row in (*chosen.chosen, *chosen.excluded)}
    for name, label, kind in _NAMED:
        values = [
            Value(
                text,
                number(n),
                _more(chosen, address, name, slug),
                _more(chosen, address, f"sans_{name}", slug),
            )
            for (slug, text), n in counts[name].most_common(SHOWN + len(taken))
            if (kind, slug) not in taken
        ]
        made.facets.append(Facet(name, label, values[:SHOWN]))
    for name, label in (("agence", "Agences"), ("lieu", "Lieux")):
        given = chosen.texts[name] + chosen.texts[f"sans_{name}"]
        values = [
            Value(
                text,
                number(n),
                _more(chosen, address, name, text),
                _more(chosen, address, f"sans_{name}", text),
            )
            for text, n in counts[name].most_common(SHOWN + len(given))
            if text not in given
        ]
        made.facets.append(Facet(name, label, values[:SHOWN] if len(values) > 1 else []))
    for name, label, choices, value in (
        ("photo", "Photos", PHOTO, chosen.photo),
        ("relecture", "Relecture", REVIEW, chosen.review),
        ("datation", "Datation", DATING, chosen.dating),
    ):
        values = [
            Value(text, number(counts[name][key]), address(chosen.data, **{name: key}))
            for key, text in choices
            if counts[name][key] and not value
        ]
        made.facets.append(Facet(name, label, values if len(values) > 1 else []))
    made.facets = [facet for facet in made.facets if facet.values]
    days = counts["day"] if exact else kept_days(chosen)
    made.timeline = timeline(chosen, days, address) if days else None
    return made


_NAMED = (("pays", "Pays", "country"), ("personne", "Personnes", "person"), ("sujet", "Sujets", "tag"))
_COLUMNS = ("card", "listed_on", "date_precision", "place", "agency", "review", "date_basis", "partial_date")
_BASIS = {"stated": "ecrite", "inferred": "deduite", "edited": "redaction"}


def _count(rows: Iterable[Any]) -> dict[str, Counter[Any]]:
    names = ("pays", "personne", "sujet", "agence", "lieu", "photo", "relecture", "datation", "day")
    counts: dict[str, Counter[Any]] = {name: Counter() for name in names}
    for card, day, precision, place, agency, review, basis, partial in rows:
        counts["pays"].update((slug, name) for _, name, slug in card.get("countries", ()))
        counts["personne"].update((slug, name) for name, slug in card.get("people", ()))
        counts["sujet"].update((slug, name) for name, slug in card.get("tags", ()))
        if agency:
            counts["agence"][agency] += 1
        if place:
            counts["lieu"][place] += 1
        counts["photo"]["oui" if card.get("photos") else "non"] += 1
        counts["relecture"]["oui" if review == "reviewed" else "non"] += 1
        counts["datation"][_BASIS.get(basis) or ("partielle" if partial else "aucune")] += 1
        if precision:
            counts["day"][day, precision] += 1
    return counts


def _more(chosen: ArticleFilter, address: Address, name: str, value: str) -> str:
    return address(chosen.data, **{name: [*chosen.data.getlist(name), value]})


def _whole_archive(chosen: ArticleFilter, address: Address) -> Facets:
    made = Facets()
    for (name, label, _), model in zip(_NAMED, (Country, Person, Tag), strict=True):
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
    made.facets = [facet for facet in made.facets if facet.values]
    years = {int(key): n for key, n in Period.objects.years()}
    made.timeline = _years(chosen, Counter(years), address)
    return made


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
