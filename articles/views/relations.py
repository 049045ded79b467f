"""Who met whom: the people that stand in the same articles, as a picture and a table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import french
from articles.filters import ArticleFilter
from articles.paging import address

_READ = 1_000  # articles whose people are put in relation
_PEOPLE = 24  # in the picture
_PAIRS = 40  # in the table
_RADIUS = 150.0


@dataclass(frozen=True, slots=True)
class Node:
    name: str
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


@require_safe
def relations(request: HttpRequest) -> HttpResponse:
    """Who stands in the same articles, in the newest ``_READ`` of the archive or of a filtered list."""
    chosen = ArticleFilter(request.GET)
    cards = chosen.qs.order_by("-walk_day", "-walk_id").values_list("card", flat=True)[:_READ]
    nodes, ties = network([card.get("people", ()) for card in cards], request.GET)
    context = {
        "section": "people",
        "nodes": nodes,
        "ties": ties,
        "read": _READ,
        "chips": chosen.chips(address),
        "notices": chosen.notices,
        "summary": _told(ties),
    }
    return render(request, "articles/relations.html", context)


def network(articles: Sequence[Any], params: Any) -> tuple[list[Node], list[Tie]]:
    """The people that meet most, on a circle, with the ties between them, the strongest first.

    ``articles`` gives the ``(name, slug)`` pairs of each article.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for people in articles:
        names.update((slug, name) for name, slug in people)
        pairs.update(combinations(sorted({slug for _, slug in people}), 2))
    weight: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        weight[one] += count
        weight[other] += count
    drawn = sorted((slug for slug, _ in weight.most_common(_PEOPLE)), key=lambda slug: names[slug])
    most = max(pairs.values(), default=1)
    nodes = [_node(slug, names[slug], weight[slug], index, len(drawn)) for index, slug in enumerate(drawn)]
    places = dict(zip(drawn, nodes, strict=True))
    ties = []
    for (one, other), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if len(ties) >= _PAIRS:
            break
        path = ""
        if one in places and other in places:
            a, b = places[one], places[other]
            path = f"M{a.x:g} {a.y:g}Q0 0 {b.x:g} {b.y:g}"
        ties.append(
            Tie(
                names[one],
                names[other],
                f"/personnes/{one}/",
                f"/personnes/{other}/",
                count,
                "/articles/" + address(params, personne=[one, other]),
                path,
                round(0.75 + 3.25 * count / most, 2),
            )
        )
    return nodes, ties


def _node(slug: str, name: str, count: int, index: int, number: int) -> Node:
    angle = 2 * math.pi * index / number - math.pi / 2
    left = math.cos(angle) < 0
    return Node(
        name,
        f"/personnes/{slug}/",
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
    return (
        f"{first.one} et {first.other} se rencontrent le plus"
        f"{french.NO_BREAK}: {french.counted(first.count, 'article commun', 'articles communs')}."
    )
