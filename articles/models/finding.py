"""The search as the rooms above the models see it: they ask here, and only models ask ``search``."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from django.db.models import Q, QuerySet

from articles import indexes
from articles.indexes import by_index, by_relevance
from articles.search import (
    Query,
    analyse,
    extract,
    mark,
    parse_query,
    present,
)

from .article import Article
from .catalogue import Entry
from .people import PersonMention, PersonName

Rows = TypeVar("Rows", Article, Entry)
_SPELLINGS = 2_000  # looked at for one query


def with_spellings(query: Query, *, hidden: bool = False) -> Query:
    """``query`` with the people one of whose spellings holds a phrase that the name itself has not.

    Without ``hidden`` only what readers may know of: a spelling that stands in no public article
    finds nothing. One query, two where there are any.
    """
    wanted = {phrase: f" {' '.join(phrase)} " for phrase in (*query.required, *query.excluded)}
    if not wanted:
        return query
    any_of = Q()
    for text in wanted.values():
        any_of |= Q(tokens__contains=text)
    names = PersonName.objects.filter(any_of, person__merged_into=None).order_by("pk")
    rows = names.values_list("pk", "tokens", "person", "person__slug", "person__name")[:_SPELLINGS]
    held: dict[int, list[tuple[tuple[str, ...], int, str]]] = {}
    for pk, tokens, person, slug, name in rows:
        own = f" {' '.join(analyse(name))} "
        for phrase, text in wanted.items():
            if text in tokens and text not in own:
                held.setdefault(pk, []).append((phrase, person, slug))
    if held and not hidden:
        known = set(PersonName.objects.public().filter(pk__in=held).values_list("pk", flat=True))
        held = {pk: found for pk, found in held.items() if pk in known}
    spelt: dict[tuple[str, ...], dict[int, str]] = {}
    for found in held.values():
        for phrase, person, slug in found:
            spelt.setdefault(phrase, {})[person] = slug
    return replace(query, spelt=spelt)


def matching(queryset: QuerySet[Rows], query: Query, *, on_the_way: bool = False) -> QuerySet[Rows]:
    """The rows of ``queryset`` (articles or entries) that ``query`` finds; see ``articles.indexes``."""
    return indexes.matching(queryset, query, _mentions, on_the_way=on_the_way)


def _mentions(people: Iterable[int]) -> QuerySet[PersonMention, int]:
    mentions = PersonMention.objects.filter(person__in=list(people), state="accepted").order_by()
    return mentions.values_list("article", flat=True)


def ranked(entries: QuerySet[Entry], query: Query, bound: int) -> list[int]:
    """The ids of the newest ``bound`` of ``entries``, which ``query`` finds, the best first."""
    with by_index(entries.db):
        ids = list(entries.order_by("-listed_on", "-id").values_list("pk", flat=True)[:bound])
    rows = Article.objects.filter(pk__in=ids).values_list("pk", "search_head", "search_text")
    texts = {row[0]: row for row in rows}
    return by_relevance([texts[pk] for pk in ids if pk in texts], query)


__all__ = [
    "Query",
    "analyse",
    "by_index",
    "extract",
    "mark",
    "matching",
    "parse_query",
    "present",
    "ranked",
    "with_spellings",
]
