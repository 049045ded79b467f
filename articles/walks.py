"""Lists in date order, each read along one index.

A *walk* is a query set of public articles with the aliases ``walk_day`` and ``walk_id``, the columns
of the index that is read. The walk of a person, a country or a tag goes along the index of that
link, which knows the article's day and whether it is public.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    Country,
    CountryMention,
    Entry,
    Period,
    Person,
    PersonMention,
    Tag,
    TaggedArticle,
)
from articles.models.article import UNDATED

Row = TypeVar("Row", Article, Entry)
CAP = 10_000  # results are counted up to here

# model: (link from the article, its field for the row, model of the link, its field for the article)
_LINKS: dict[type[Model], tuple[str, str, type[Model], str]] = {
    Person: ("person_mentions", "person", PersonMention, "article"),
    Country: ("country_mentions", "country", CountryMention, "article"),
    Tag: ("tagged_items", "tag", TaggedArticle, "content_object"),
}


def walk_all() -> QuerySet[Article]:
    """Every public article, in no order yet."""
    return Article.objects.public().alias(walk_day=F("listed_on"), walk_id=F("id"))


def walk_of(row: Person | Country | Tag) -> QuerySet[Article]:
    """The public articles of a person, a country or a tag, along the index of the link."""
    link, name, _, article = _LINKS[type(row)]
    chosen: dict[str, Any] = {f"{link}__{name}": row, f"{link}__public_from__lte": timezone.now()}
    if not isinstance(row, Tag):
        chosen[f"{link}__state"] = "accepted"
    return Article.objects.filter(**chosen).alias(
        walk_day=F(f"{link}__listed_on"), walk_id=F(f"{link}__{article}_id")
    )


def also_of(walk: QuerySet[Row], row: Model, *, absent: bool = False) -> QuerySet[Row]:
    """``walk`` narrowed to the articles that have ``row`` too, or that have it not."""
    _, name, model, article = _LINKS[type(row)]
    # by the id in the index that is walked, before the article itself is read
    links = _links(model, name, row).filter(**{article: OuterRef("walk_id")})
    return walk.filter(~Exists(links) if absent else Exists(links))


def _links(model: type[Model], name: str, row: Model) -> QuerySet[Any]:
    links = model._default_manager.filter(**{name: row}, public_from__isnull=False)
    return links if isinstance(row, Tag) else links.filter(state="accepted")


def entries_of(chosen: Iterable[Any], excluded: Iterable[Model], *, led: bool = False) -> QuerySet[Entry]:
    """The catalogue's public entries that have all of ``chosen`` and none of ``excluded``.

    The rarest of ``chosen`` leads, unless it is ``led`` by something else, such as words.
    """
    entries = Entry.objects.public().alias(walk_day=F("listed_on"), walk_id=F("id"))
    for number, row in enumerate(sorted(chosen, key=lambda row: row.article_count)):
        _, name, model, article = _LINKS[type(row)]
        if number == 0 and not led:
            entries = entries.filter(pk__in=_links(model, name, row).order_by().values(article))
        else:
            entries = also_of(entries, row)
    for row in excluded:
        entries = also_of(entries, row, absent=True)
    return entries


def within(walk: QuerySet[Row], year: int, month: int = 0, day: int = 0) -> QuerySet[Row]:
    """``walk`` narrowed to a year, month or day; what is dated less precisely is not in it."""
    first = datetime.date(year, month or 1, day or 1)
    if day:
        return walk.filter(walk_day=first, date_precision="day")
    last_month = month or 12
    last = datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])
    walk = walk.filter(walk_day__gte=first, walk_day__lte=last)
    if first == UNDATED:
        walk = walk.filter(published_on__isnull=False)
    return walk.exclude(date_precision="year") if month else walk


def counted_to_cap(walk: QuerySet[Any]) -> int | None:
    """How many articles ``walk`` has, None for more than ``CAP``."""
    found = walk.order_by()[: CAP + 1].count()
    return None if found > CAP else found


def period_key(year: int = 0, month: int = 0, day: int = 0) -> str:
    """The key of ``Period``; without a year that of the whole archive."""
    return "-".join(
        text for text in (year and f"{year:04}", month and f"{month:02}", day and f"{day:02}") if text
    )


def period_count(key: str) -> int:
    """The kept count of a period: ``""`` the whole archive, ``2021``, ``2021-07``, ``undated``…"""
    return Period.objects.filter(key=key).values_list("article_count", flat=True).first() or 0


def by_ids(ids: Iterable[int], fields: Iterable[str]) -> list[Article]:
    """These articles in this order, as far as they are public."""
    ids = list(ids)
    rows = Article.objects.public().only(*fields).in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]
