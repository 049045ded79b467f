"""Who met whom: the people, or the countries, of the same articles, as a picture and a table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles import french
from articles.filters import ArticleFilter
from articles.folding import fold
from articles.models import Country, Tally
from articles.paging import address

_READ = 1_000  # articles whose people are put in relation
_PEOPLE = 24  # or countries in the picture
_PAIRS = 40  # drawn, and in the table
_RADIUS = 130.0
_SHORT = 11  # letters of a name on a narrow screen
_MISREAD = f"Une année s’écrit en quatre chiffres{french.NO_BREAK}: voici toutes les années."


@dataclass(frozen=True, slots=True)
class Node:
    """``short`` is the name for a narrow screen, of a person its last part."""

    name: str
    short: str
    address: str
    count: int
    x: float
    y: float
    size: float
    anchor: str
    turn: float


@dataclass(frozen=True, slots=True)
class Tie:
    one: str
    other: str
    one_address: str
    other_address: str
    count: int
    together: str
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Kind:
    """What is tied: the beginning of its addresses, and where the articles of two of them are."""

    path: str
    together: Callable[[str, str], str]
    by_last_part: bool = False


@require_safe
def relations(request: HttpRequest) -> HttpResponse:
    """Who stands in the same articles: people, or with ``?entre=pays`` countries."""
    if request.GET.get("entre") == "pays":
        return render(request, "articles/relations.html", _of_countries(request))
    return render(request, "articles/relations.html", _of_people(request))


def _of_people(request: HttpRequest) -> dict[str, Any]:
    """In the newest ``_READ`` articles of the archive or of a filtered list: one query, and the filters'."""
    chosen = ArticleFilter(request.GET)
    cards = list(chosen.qs.order_by("-walk_day", "-walk_id").values_list("card", flat=True)[:_READ])
    pairs, names = pairs_of([card.get("people", ()) for card in cards])

    def together(one: str, other: str) -> str:
        return "/articles/" + address(request.GET, personne=[one, other])

    kind = Kind("/personnes/", together, by_last_part=True)
    nodes, ties = network(pairs, names, kind)
    return {
        "section": "people",
        "nodes": nodes,
        "ties": ties,
        "read": len(cards),
        "more": len(cards) == _READ,
        "year": chosen.year or "",
        "hidden": [(name, v) for name, values in request.GET.lists() if name != "annee" for v in values],
        "chips": chosen.chips(address),
        "notices": chosen.notices,
        "summary": _told(ties),
    }


def _of_countries(request: HttpRequest) -> dict[str, Any]:
    """The countries that have most articles, of all years or one, from kept counts: two queries."""
    given = request.GET.get("annee", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else 0
    tallies = Tally.objects.some()
    if year:
        tallies = tallies.filter(year=year)
        codes = tallies.filter(of="country").order_by("-article_count", "key").values_list("key", flat=True)
        rows = list(Country.objects.filter(pk__in=list(codes[:_PEOPLE])))
    else:
        rows = list(Country.objects.with_articles().order_by("-article_count", "pk")[:_PEOPLE])
    slugs = {row.pk: row.slug for row in rows}
    # each pair is kept under both names: one is enough
    found = tallies.filter(of__in=slugs, key__in=slugs, of__lt=F("key")).values_list("of", "key")
    pairs: Counter[tuple[str, str]] = Counter()
    for one, other, count in found.annotate(Sum("article_count")):
        a, b = sorted((slugs[one], slugs[other]))
        pairs[a, b] = count

    def together(one: str, other: str) -> str:
        if year:
            return f"/articles/?pays={one}&pays={other}&annee={year:04}"
        return f"/pays/{one}/avec/{other}/"

    nodes, ties = network(pairs, {row.slug: row.name for row in rows}, Kind("/pays/", together))
    return {
        "section": "countries",
        "countries": True,
        "nodes": nodes,
        "ties": ties,
        "shown": _PEOPLE,
        "year": given[:20],
        "notices": [_MISREAD] if given and not year else [],
        "summary": _told(ties),
    }


def pairs_of(articles: Iterable[Any]) -> tuple[Counter[tuple[str, str]], dict[str, str]]:
    """``{(slug, slug): articles}`` and ``{slug: name}`` of the ``(name, slug)`` pairs of each article."""
    pairs: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for people in articles:
        names.update((slug, name) for name, slug in people)
        pairs.update(combinations(sorted({slug for _, slug in people}), 2))
    return pairs, names


def network(
    pairs: Counter[tuple[str, str]], names: Mapping[str, str], kind: Kind
) -> tuple[list[Node], list[Tie]]:
    """The strongest ties, the first one first, and those whom they tie, on a circle from A to Z."""
    weight: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        weight[one] += count
        weight[other] += count
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], -weight[pair[0]] - weight[pair[1]], pair))
    drawn: set[str] = set()
    strongest: list[tuple[str, str]] = []
    for pair in ordered:
        if len(drawn.union(pair)) <= _PEOPLE:
            drawn.update(pair)
            strongest.append(pair)
        if len(strongest) == _PAIRS:
            break
    around = sorted(drawn, key=lambda slug: fold(names[slug]))
    places = {
        slug: _node(kind, slug, names[slug], weight[slug], 2 * math.pi * index / len(around) - math.pi / 2)
        for index, slug in enumerate(around)
    }
    most = max(pairs.values(), default=1)
    ties = []
    for one, other in strongest:
        a, b, count = places[one], places[other], pairs[one, other]
        path = f"M{a.x:g} {a.y:g}Q0 0 {b.x:g} {b.y:g}"
        width = round(0.75 + 3.25 * count / most, 2)
        ties.append(Tie(a.name, b.name, a.address, b.address, count, kind.together(one, other), path, width))
    return list(places.values()), ties


def _node(kind: Kind, slug: str, name: str, count: int, angle: float) -> Node:
    left = math.cos(angle) < 0
    short = name.split()[-1] if kind.by_last_part else name
    return Node(
        name,
        Truncator(short).chars(_SHORT),
        f"{kind.path}{slug}/",
        count,
        round(_RADIUS * math.cos(angle), 1),
        round(_RADIUS * math.sin(angle), 1),
        3.5,
        "end" if left else "start",
        round(math.degrees(angle) + (180 if left else 0), 1),
    )


def _told(ties: Sequence[Tie]) -> str:
    if not ties:
        return ""
    first = ties[0]
    if len(ties) > 1 and ties[1].count == first.count:
        number = french.counted(first.count, "article commun", "articles communs")
        return f"{french.counted(len(ties), 'lien')}, chacun de {number} au plus."
    return (
        f"Le plus d’articles communs{french.NO_BREAK}: {first.one} et {first.other}"
        f" ({french.number(first.count)})."
    )
