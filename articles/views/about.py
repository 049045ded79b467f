"""About the archive: how much, since when, how sure, how well read.

All numbers come from counts that are kept on writing (``Tally``, ``Period``) and from the figures of
the corpus gate, which ``python -m tests.corpus_score --raise-floors`` writes.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import french
from articles.charts import chart
from articles.models import Article, Country, Period, Person, Tag, Tally

_FIGURES = Path(__file__).resolve().parent.parent / "data" / "reading.toml"
_READ = {
    "headline": "titre",
    "lead": "chapô",
    "place": "lieu",
    "agency": "agence",
    "date": "date",
    "captions": "légendes",
    "credits": "crédits des photos",
    "people": "personnes",
    "countries": "pays",
    "related": "articles annoncés",
    "repairs": "espaces perdues rétablies",
}
_SILENCES = 6  # shown


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Six queries, none of which reads articles."""
    tallies = Tally.objects.some().filter(of__in=["review", "basis", "precision"])
    facts: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    for of, key, year, count in tallies.values_list("of", "key", "year", "article_count"):
        facts[of][key, year] += count
    counts = by_year(facts["review"])
    total = sum(counts.values())
    years = spelled_out({year: count for year, count in counts.items() if year})
    months = Period.objects.filter(key__gte="0001", key__lte="9999", article_count__gt=0)
    context = {
        "section": "about",
        "total": total,
        "people": Person.objects.with_articles().count(),
        "countries": Country.objects.with_articles().count(),
        "tags": Tag.objects.with_articles().count(),
        "chart": chart(
            [(str(year), n, f"/dates/{year:04}/" if n else "") for year, n in years.items()],
            _told(years),
        ),
        "gaps": gaps(years),
        "silences": silences(key for key in months.values_list("key", flat=True) if len(key) == 7),
        "dating": dating(facts, total),
        "decades": decades(facts),
        "reviewed": summed(facts["review"], "reviewed"),
        "reviewed_share": share(summed(facts["review"], "reviewed"), total),
        "reading": reading(),
        "fed": Article.objects.public().order_by("-pk").values_list("created_at", flat=True).first(),
    }
    return render(request, "articles/about.html", context)


def _told(years: Mapping[int, int]) -> str:
    most = max(years, key=lambda year: (years[year], year), default=0)
    return f"Le plus en {most}{french.NO_BREAK}: {french.counted(years[most], 'article')}." if most else ""


def by_year(facts: Counter[tuple[str, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for (_, year), count in facts.items():
        found[year] += count
    return found


def summed(facts: Counter[tuple[str, int]], key: str) -> int:
    return sum(count for (found, _), count in facts.items() if found == key)


def spelled_out(counts: Mapping[int, int]) -> dict[int, int]:
    """Every year from the first to the last, the empty ones among them, unless that is a long time."""
    if not counts or max(counts) - min(counts) > 200:
        return dict(sorted(counts.items()))
    return {year: counts.get(year, 0) for year in range(min(counts), max(counts) + 1)}


def gaps(years: Mapping[int, int]) -> list[str]:
    """Runs of years without an article: ``1998`` or ``2003–2007``."""
    runs: list[list[int]] = []
    for year, count in years.items():
        if count == 0:
            if runs and runs[-1][-1] == year - 1:
                runs[-1].append(year)
            else:
                runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def silences(months: Iterable[str]) -> list[tuple[str, int]]:
    """The longest runs of months without an article between ``months`` (``2021-07``), in words."""
    numbers = sorted(int(month[:4]) * 12 + int(month[5:]) - 1 for month in months)
    found = []
    for before, after in pairwise(numbers):
        if after - before > 1:
            first, last = _month(before + 1), _month(after - 1)
            words = first if first == last else f"{_of(first)} à {last}"
            found.append((words, after - before - 1))
    return sorted(found, key=lambda silence: -silence[1])[:_SILENCES]


def _month(number: int) -> str:
    return french.month_words(number // 12, number % 12 + 1)


def _of(month: str) -> str:
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def dating(facts: Mapping[str, Counter[tuple[str, int]]], total: int) -> list[tuple[str, str, int, str]]:
    """``(filter of the list, words, articles, share)`` of each way to come by a date."""
    basis, precision = facts["basis"], facts["precision"]
    rows = [
        ("ecrite", "écrite dans le texte", summed(basis, "stated")),
        ("deduite", "déduite", summed(basis, "inferred")),
        ("redaction", "donnée par la rédaction", summed(basis, "edited")),
        ("partielle", "jour connu, année inconnue", summed(precision, "partial")),
        ("aucune", "sans date", summed(precision, "")),
    ]
    return [(name, words, count, share(count, total)) for name, words, count in rows]


def decades(facts: Mapping[str, Counter[tuple[str, int]]]) -> list[tuple[str, int, str, str]]:
    """``(decade, articles, share of inferred dates, share reviewed)``, the newest first."""
    counts: dict[int, list[int]] = {}
    for of, key, column in (("review", None, 0), ("basis", "inferred", 1), ("review", "reviewed", 2)):
        for (found, year), count in facts[of].items():
            if year and key in (None, found):
                counts.setdefault(year // 10 * 10, [0, 0, 0])[column] += count
    return [
        (f"{decade}–{decade + 9}", n, share(inferred, n), share(reviewed, n))
        for decade, (n, inferred, reviewed) in sorted(counts.items(), reverse=True)
    ]


def share(part: int, whole: int) -> str:
    """``12 %``; what is there at all is never said to be nothing, nor all when some is missing."""
    per_cent = 100 * part / (whole or 1)
    if 0 < per_cent < 1:
        return f"moins de 1{french.NO_BREAK}%"
    rounded = 100 if part and part >= whole else min(round(per_cent), 99)
    return f"{rounded}{french.NO_BREAK}%"


@cache
def reading() -> dict[str, Any]:
    """The corpus gate's figures: ``{documents, fields: [(field in French, F1 in words)]}``."""
    figures = tomllib.loads(_FIGURES.read_text("utf-8"))
    fields = [(words, _tenths(figures["f1"][name])) for name, words in _READ.items() if name in figures["f1"]]
    return {"documents": figures["documents"], "fields": fields}


def _tenths(value: float) -> str:
    """``98,5 %``, rounded down: a figure promises no more than was measured."""
    tenths = math.floor(value * 1000 + 1e-9)
    return f"{tenths // 10}" + (f",{tenths % 10}" if tenths % 10 else "") + f"{french.NO_BREAK}%"
