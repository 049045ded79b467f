"""Rows of one article built from what was read, not saved; and what they refer to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from articles.folding import fold
from articles.models import (
    Article,
    Batch,
    Change,
    Country,
    CountryMention,
    PersonMention,
    Photo,
    Related,
    Tag,
    TagProposal,
)
from articles.models.derived import headline_key

from .known import Known, People
from .reading import MAX_FORMS, Item, Reading

_QUERY = 500


class Shelf:
    """What the documents of one group refer to: people, countries, tags, announced articles."""

    def __init__(
        self, readings: Sequence[Reading], batch: Batch | None, countries: Mapping[str, Country]
    ) -> None:
        self.countries = countries
        self.people = People(readings, batch, frozenset(countries))
        tags = {item.keys[0] for reading in readings for item in reading.tags}
        self.tags = Tag.objects.by_key(tags) if tags else {}
        self.announced = articles_announced(
            headline_key(item.values["headline"]) for reading in readings for item in reading.related
        )


def articles_announced(keys: Iterable[str]) -> dict[str, Article]:
    """The articles that have these headlines (folded), the newest of each."""
    found: dict[str, Article] = {}
    wanted = sorted(set(keys) - {""})
    for begin in range(0, len(wanted), _QUERY):
        rows = Article.objects.filter(headline_key__in=wanted[begin : begin + _QUERY], trashed_at=None)
        for article in rows.only("id", "slug", "headline_key", "public_from").order_by("listed_on", "id"):
            found[article.headline_key] = article
    return found


def article_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values of a reading in the types of the model."""
    day = values.get("published_on")
    if day is None:
        return dict(values)
    return {**values, "published_on": datetime.date.fromisoformat(day)}


def photo_of(article: Article, item: Item) -> Photo:
    return Photo(article=article, **item.values)


def people_of(article: Article, items: Iterable[Item], people: People) -> list[tuple[PersonMention, Known]]:
    """One mention a person: two names that turn out to be one person share it."""
    found: dict[int, tuple[PersonMention, Known]] = {}
    for item in items:
        known, sure = people.find(item)
        if id(known) in found:
            join_mention(found[id(known)][0], item)
        else:
            found[id(known)] = mention_of(article, item, known, sure), known
    return list(found.values())


def mention_of(article: Article, item: Item, known: Known, sure: bool) -> PersonMention:
    values = {name: value for name, value in item.values.items() if name != "country"}
    if not sure and values["state"] == "accepted":
        values["state"] = "proposed"
    return PersonMention(article=article, person=known.person, listed_on=article.listed_on, **values)


def join_mention(mention: PersonMention, item: Item) -> None:
    mention.forms = list(dict.fromkeys([*mention.forms, *item.values["forms"]]))[:MAX_FORMS]
    mention.spans = sorted([*mention.spans, *item.values["spans"]])
    mention.role = mention.role or item.values["role"]


def country_mention_of(article: Article, item: Item, country: Country) -> CountryMention:
    values = {name: value for name, value in item.values.items() if name != "country"}
    return CountryMention(
        article=article, country=country, from_import=True, listed_on=article.listed_on, **values
    )


def related_of(article: Article, item: Item, announced: Mapping[str, Article]) -> Related:
    key = headline_key(item.values["headline"])
    target = announced.get(key)
    if target is not None and target.pk == article.pk:
        target = None
    return Related(article=article, headline_key=key, target=target, **item.values)


def proposals_of(article: Article, items: Iterable[Item], tags: Mapping[str, Tag]) -> Iterator[TagProposal]:
    for item in items:
        tag = tags.get(item.keys[0])
        if tag is not None:
            yield TagProposal(article=article, tag=tag, spans=item.values["spans"])


def change_of(article: Article, batch: Batch, path: str = "import", **values: Any) -> Change:
    """A line of an article's history; without ``fields`` it says that the article was made."""
    return Change(
        kind="article",
        object_id=str(article.pk),
        label=article.headline[:200],
        path=path,
        batch=batch,
        actor=batch.user,
        actor_name=batch.user.get_username() if batch.user else "",
        **values,
    )


def refused_keys(decisions: Mapping[str, Any]) -> frozenset[str]:
    """Folded names of people that an editor refused for this text."""
    return frozenset(fold(str(name)) for name in decisions.get("people", ()))
