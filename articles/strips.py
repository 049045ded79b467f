"""Rows of years shaded by their number of articles: plain numbers in, coordinates out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles import french
from articles.maps import shade
from articles.models import Country, Tally
from articles.portraits import Partner


@dataclass(frozen=True, slots=True)
class Strip:
    """One row. ``shades`` holds, from the faintest on, the drawing of the years of that shade."""

    partner: Partner
    shades: Sequence[tuple[int, str]]
    best: int
    best_count: int


@dataclass(frozen=True, slots=True)
class Strips:
    rows: Sequence[Strip]
    first: int
    last: int
    summary: str

    @property
    def width(self) -> int:
        return self.last - self.first + 1


def partner_strips(country: Country, partners: Sequence[Partner]) -> Strips | None:
    """How often ``country`` stands with each partner, year by year, from the kept counts: one query."""
    tallies = Tally.objects.some().filter(of=country.pk, key__in=[p.code for p in partners], year__gt=0)
    years: dict[str, dict[int, int]] = {}
    for key, year, count in tallies.values_list("key", "year", "article_count"):
        years.setdefault(key, {})[year] = count
    return strips([(partner, years.get(partner.code, {})) for partner in partners])


def strips(rows: Iterable[tuple[Partner, Mapping[int, int]]]) -> Strips | None:
    """None when no row has a year at all."""
    rows = [(partner, years) for partner, years in rows if years]
    if not rows:
        return None
    first = min(min(years) for _, years in rows)
    last = max(max(years) for _, years in rows)
    most = max(max(years.values()) for _, years in rows)
    made = []
    for partner, years in rows:
        best = max(years, key=lambda year: (years[year], year))
        made.append(Strip(partner, _drawn(years, first, most), best, years[best]))
    top = made[0]
    when = f"De {first} à {last}. En tête" if first != last else f"En {first}, en tête"
    best = f", le plus en {top.best}" if first != last else ""
    summary = f"{when}{french.NO_BREAK}: {top.partner.name}{best}."
    return Strips(made, first, last, summary)


def _drawn(years: Mapping[int, int], first: int, most: int) -> list[tuple[int, str]]:
    """One path for each shade: a unit square for each of its years."""
    paths: dict[int, str] = {}
    for year, count in sorted(years.items()):
        level = shade(count, most)
        paths[level] = paths.get(level, "") + f"M{year - first} 0h1v1h-1z"
    return sorted(paths.items())
