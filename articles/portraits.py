"""What the archive knows of a person, a country or a subject: when, with whom, in which office.

Read from the cards of the newest ``READ`` articles in one query. The years of a longer list and the
countries met by a country are kept counts (``Tally``); a person's are counted along the index, up
to the newest ``COUNTED``.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet, Sum
from django.utils import timezone

from articles import french
from articles.charts import Chart, chart
from articles.folding import fold
from articles.models import Article, Country, Person, PersonMention, Tag, Tally
from articles.models.article import UNDATED
from articles.walks import walk_of

READ = 500  # articles
COUNTED = 10_000  # articles
SHOWN = 8  # names of a kind
_YEARS = 100  # bars at most
PARAMETERS: dict[type, str] = {Person: "personne", Country: "pays", Tag: "sujet"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the articles word it, with the first and last day on which they do, and where."""

    words: str
    since: str
    since_address: str
    until: str
    until_address: str
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
    """``whole`` says whether every article was read for ``people`` and ``countries``."""

    first: str
    last: str
    years: Chart | None
    people: Sequence[Company]
    countries: Sequence[Company]
    offices: Sequence[Office]
    whole: bool
    read: int = READ


def portrait(row: Person | Country | Tag, total: int) -> Portrait:
    """One query when ``total`` is at most ``READ``, else three; two more for a country, one for a person."""
    walk = walk_of(row)
    if isinstance(row, Person):
        walk = walk.annotate(role=F("person_mentions__role"))
    rows = newest(walk, *(["role"] if isinstance(row, Person) else []))
    whole = total <= READ
    worded = ((day, pk, role) for day, _, pk, _, _, *roles in rows for role in roles)
    known = {pk: (precision, slug) for _, precision, pk, slug, *_ in rows}
    if whole:
        years = Counter(day.year for day, *_ in rows if day != UNDATED)
    elif isinstance(row, Person):
        worded, known = mentions(row), {}
        years = Counter(day.year for day, *_ in worded if day != UNDATED)
    else:
        years = kept_years(row)
    own = f"{PARAMETERS[type(row)]}={row.slug}"
    return Portrait(
        first=_words(rows[-1:] if whole else _oldest(walk_of(row)), rows),
        last=_words(rows[:1]),
        years=years_chart(years, own),
        people=_company((p for row in rows for p in row[4].get("people", ())), row, own, "personne"),
        countries=_partners(row)
        if isinstance(row, Country)
        else _company((c[1:] for row in rows for c in row[4].get("countries", ())), row, own, "pays"),
        offices=_offices(worded, known),
        whole=whole,
        read=READ,
    )


def portrait_of_two(one: Country, other: Country, both: QuerySet[Article], years: Counter[int]) -> Portrait:
    """Two countries in the same articles, which ``both`` walks; two queries."""
    rows = newest(both)
    own = f"pays={one.slug}&pays={other.slug}"
    return Portrait(
        first=_words(_oldest(both), rows),
        last=_words(rows[:1]),
        years=years_chart(years, own),
        people=_company((p for row in rows for p in row[4].get("people", ())), one, own, "personne"),
        countries=(),
        offices=(),
        whole=sum(years.values()) <= READ,
        read=READ,
    )


def newest(walk: QuerySet[Article], *columns: str) -> list[tuple[Any, ...]]:
    """``(day, precision, id, slug, card, …)`` of the newest ``READ`` articles of ``walk``."""
    ordered = walk.annotate(day=F("walk_day")).order_by("-walk_day", "-walk_id")
    return list(ordered.values_list("day", "date_precision", "pk", "slug", "card", *columns)[:READ])


def spellings(person: Person) -> list[str]:
    """The other spellings of the name: those that editors gave, and those that a public article has.

    One query; what only a hidden article says stays hidden.
    """
    return [name for name in person.names.public().values_list("name", flat=True) if name != person.name]


def mentions(person: Person) -> list[tuple[datetime.date, int, str]]:
    """``(day, article's id, office)`` of the newest ``COUNTED`` articles of ``person``: one query."""
    links = PersonMention.objects.filter(person=person, state="accepted", public_from__lte=timezone.now())
    columns = links.order_by("-listed_on", "-article").values_list("listed_on", "article", "role")
    return list(columns[:COUNTED])


def years_of_two(one: Country, other: Country) -> Counter[int]:
    """``{year: articles}`` of two countries in the same articles, 0 for no known year: one query."""
    tallies = Tally.objects.some().filter(of=one.pk, key=other.pk)
    return Counter(dict(tallies.values_list("year", "article_count")))


def kept_years(row: Country | Tag) -> Counter[int]:
    """``{year: articles}`` without those of no known year, in one query."""
    of, key = ("country", row.pk) if isinstance(row, Country) else ("tag", str(row.pk))
    tallies = Tally.objects.some().filter(of=of, key=key, year__gt=0)
    return Counter(dict(tallies.values_list("year", "article_count")))


def _oldest(walk: QuerySet[Article]) -> list[tuple[Any, ...]]:
    dated = walk.filter(walk_day__gt=UNDATED).annotate(day=F("walk_day"))
    return list(dated.order_by("walk_day", "walk_id").values_list("day", "date_precision")[:1])


def _words(found: Sequence[tuple[Any, ...]], rows: Sequence[tuple[Any, ...]] = ()) -> str:
    """The day of the one row of ``found``; where it has none, of the last of ``rows`` that has one."""
    day, precision = found[0][:2] if found else (UNDATED, "")
    if day == UNDATED:
        day, precision = next(((d, p) for d, p, *_ in reversed(rows) if d != UNDATED), (UNDATED, ""))
    return french.period_words(day, precision) if day != UNDATED else ""


def years_chart(years: Counter[int], own: str) -> Chart | None:
    """The chart of ``{year: articles}``; ``own`` is the filter that lists them."""
    if not years:
        return None
    span = range(min(years), max(years) + 1)
    # over a longer time only the years that have articles are drawn
    shown = list(span) if len(span) <= _YEARS else sorted(years)[-_YEARS:]
    values = [(str(year), years[year], f"/articles/?{own}&annee={year}") for year in shown]
    most = max(years, key=lambda year: (years[year], year))
    return chart(values, f"Le plus en {most}{french.NO_BREAK}: {french.counted(years[most], 'article')}.")


_PATHS = {"personne": "personnes", "pays": "pays"}


def _company(found: Any, row: Any, own: str, parameter: str) -> list[Company]:
    """The most frequent of ``(name, slug)`` pairs but ``row`` itself."""
    counts = Counter((name, slug) for name, slug in found)
    mine = (row.name, row.slug) if PARAMETERS[type(row)] == parameter else None
    return [
        Company(name, f"/{_PATHS[parameter]}/{slug}/", count, f"/articles/?{own}&{parameter}={slug}")
        for (name, slug), count in counts.most_common(SHOWN + 1)
        if (name, slug) != mine
    ][:SHOWN]


@dataclass(frozen=True, slots=True)
class Partner(Company):
    """A country that stands with another, with the first and last year in which it does (0: none)."""

    code: str = ""
    since: int = 0
    until: int = 0


def _partners(country: Country) -> list[Partner]:
    """The countries most often in the same articles, from the kept counts: two queries."""
    tallies = Tally.objects.some().filter(of=country.pk)
    found = (
        tallies.values("key")
        .annotate(n=Sum("article_count"), since=Min("year", filter=Q(year__gt=0)), until=Max("year"))
        .order_by("-n", "key")[:SHOWN]
    )
    rows = {row["key"]: row for row in found}
    countries = Country.objects.in_bulk(rows)
    return [
        Partner(
            other.name,
            f"/pays/{other.slug}/",
            row["n"],
            f"/pays/{country.slug}/avec/{other.slug}/",
            other.pk,
            row["since"] or 0,
            row["until"],
        )
        for code, row in rows.items()
        for other in [countries[code]]
    ]


def _offices(
    worded: Iterable[tuple[datetime.date, int, str]], known: dict[int, tuple[str, str]]
) -> list[Office]:
    """Each office once, the latest first; words that differ in case or accents alone are the same.

    ``worded`` is ``(day, article's id, words)``, newest first. ``known`` gives precision and slug of
    articles; those that it lacks are asked for in one query.
    """
    offices: dict[str, list[tuple[datetime.date, int, str]]] = {}
    keys: dict[str, str] = {}
    for row in worded:
        if row[2]:
            offices.setdefault(keys.get(row[2]) or keys.setdefault(row[2], fold(row[2])), []).append(row)
    shown = []
    for found in list(offices.values())[: 2 * SHOWN]:
        dated = [row for row in found if row[0] != UNDATED]
        words = Counter(row[2] for row in found).most_common(1)[0][0]
        shown.append((words, dated[-1:], dated[:1], len(found)))
    missing = {row[1] for _, *ends, _ in shown for end in ends for row in end} - known.keys()
    if missing:
        articles = Article.objects.public().filter(pk__in=missing)
        known = {pk: rest for pk, *rest in articles.values_list("pk", "date_precision", "slug")} | known
    return [
        Office(words, *_attested(first, known), *_attested(last, known), number)
        for words, first, last, number in shown
    ]


def _attested(found: list[tuple[datetime.date, int, str]], known: dict[int, Any]) -> tuple[str, str]:
    """The day in words and the address of the article; empty for none."""
    if not found or found[0][1] not in known:
        return "", ""
    day, pk, _ = found[0]
    precision, slug = known[pk]
    return french.period_words(day, precision), f"/articles/{pk}/{slug}/"
