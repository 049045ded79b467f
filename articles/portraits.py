"""What the archive knows of a person, a country or a subject: when, with whom, in which office.

Read from the cards of the newest ``READ`` articles in one query; the years of a longer list are
counted along its index, and its first article is found there.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import ExtractYear

from articles import french
from articles.charts import Chart, chart
from articles.models import Country, Person, Tag
from articles.models.article import UNDATED
from articles.walks import walk_of

READ = 500  # articles
SHOWN = 8  # names of a kind
PARAMETERS: dict[type, str] = {Person: "personne", Country: "pays", Tag: "sujet"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the articles word it, with the first and last day on which they do."""

    words: str
    since: str
    until: str
    count: int


@dataclass(frozen=True, slots=True)
class Company:
    """Somebody or something met in the same articles; ``together`` lists those."""

    name: str
    address: str
    count: int
    together: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """``whole`` says whether every article was read for ``people``, ``countries`` and ``offices``."""

    first: str
    last: str
    years: Chart | None
    people: Sequence[Company]
    countries: Sequence[Company]
    offices: Sequence[Office]
    whole: bool
    read: int = READ


def portrait(row: Person | Country | Tag, total: int) -> Portrait:
    """One query when ``total`` is at most ``READ``, else three."""
    walk = walk_of(row)
    columns = ["card", "walk_day", "date_precision"]
    if isinstance(row, Person):
        walk = walk.annotate(role=F("person_mentions__role"))
        columns.append("role")
    rows = list(
        walk.annotate(day=F("walk_day"))
        .order_by("-walk_day", "-walk_id")
        .values_list(*("day" if name == "walk_day" else name for name in columns))[:READ]
    )
    whole = total <= READ
    dated = [(day, precision) for _, day, precision, *_ in rows if day != UNDATED]
    if whole:
        years = Counter(day.year for day, _ in dated)
        first = dated[-1:]
    else:
        inside = walk_of(row).filter(walk_day__gt=UNDATED)
        years = Counter(dict(inside.order_by().values_list(ExtractYear("walk_day")).annotate(n=Count("pk"))))
        first = list(
            inside.annotate(day=F("walk_day"))
            .order_by("walk_day", "walk_id")
            .values_list("day", "date_precision")[:1]
        )
    own = f"{PARAMETERS[type(row)]}={row.slug}"
    return Portrait(
        first=french.period_words(*first[0]) if first else "",
        last=french.period_words(*dated[0]) if dated else "",
        years=_years(years, own),
        people=_company(
            (p for c, *_ in rows for p in c.get("people", ())), row, own, "personne", "personnes"
        ),
        countries=_company(
            (c[1:] for r, *_ in rows for c in r.get("countries", ())), row, own, "pays", "pays"
        ),
        offices=_offices([(r[3], r[1], r[2]) for r in rows]) if isinstance(row, Person) else (),
        whole=whole,
    )


def _years(years: Counter[int], own: str) -> Chart | None:
    if not years:
        return None
    span = range(min(years), max(years) + 1)
    shown = list(span) if len(span) <= 60 else sorted(years)[-60:]
    values = [(str(year), years[year], f"/articles/?{own}&annee={year}") for year in shown]
    most = max(years, key=lambda year: (years[year], year))
    return chart(values, f"Le plus en {most}{french.NO_BREAK}: {french.counted(years[most], 'article')}.")


def _company(found: Any, row: Any, own: str, parameter: str, path: str) -> list[Company]:
    """The most frequent of ``(name, slug)`` pairs but ``row`` itself."""
    counts = Counter((name, slug) for name, slug in found)
    mine = (row.name, row.slug) if PARAMETERS[type(row)] == parameter else None
    return [
        Company(name, f"/{path}/{slug}/", count, f"/articles/?{own}&{parameter}={slug}")
        for (name, slug), count in counts.most_common(SHOWN + 1)
        if (name, slug) != mine
    ][:SHOWN]


def _offices(rows: Sequence[tuple[str, datetime.date, str]]) -> list[Office]:
    """Each office once, the latest first; words that differ in case alone are the same."""
    offices: dict[str, list[Any]] = {}
    for role, day, precision in rows:
        if role:
            entry = offices.setdefault(role.casefold(), [role, [], 0])
            entry[2] += 1
            if day != UNDATED:
                entry[1].append((day, precision))
    made = []
    for words, days, count in offices.values():
        # rows come newest first
        until = french.period_words(*days[0]) if days else ""
        made.append(Office(words, french.period_words(*days[-1]) if days else "", until, count))
    return made[: 2 * SHOWN]
