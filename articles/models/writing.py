"""The one way to change what the archive holds: inside a block that writes the history.

``changing_articles`` and ``changing`` compare what stood before the block with what stands after
it, whatever the block did (a form, ``update()``, a bulk write), derive what depends on it and
record who changed which field, when and why. All of it is one transaction. Where a block cannot
be drawn around the writing (Django's admin writes in two calls), their two halves serve.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from .article import Article
from .bulk import collecting_later, insert
from .countries import Country, CountryMention
from .derived import rederive, rederive_loaded
from .documents import Batch
from .history import Change, difference, snapshot
from .people import Person, PersonMention
from .topics import Tag, TaggedArticle

_NONE: Mapping[int, dict[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something, by which path (a choice of ``Change.path``) and why."""

    user: AbstractBaseUser | None
    path: str
    reason: str = ""
    batch: Batch | None = None

    def change(self, kind: str, key: Any, label: str, fields: dict[str, Any]) -> Change:
        return Change(
            kind=kind,
            object_id=str(key),
            label=label[:200],
            actor=self.user,
            actor_name=self.user.get_username() if self.user else "",
            path=self.path,
            reason=self.reason,
            batch=self.batch,
            fields=fields,
        )


@contextmanager
def changing_articles(ids: Iterable[int], author: Author) -> Iterator[None]:
    """What the block writes to these articles, their photos, links and tags goes on record."""
    wanted = list(ids)
    with transaction.atomic():
        before = articles_before(wanted)
        yield
        record_articles(wanted, before, author)


@collecting_later()
def articles_before(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The articles' states, locked until the transaction ends; for ``record_articles``."""
    wanted = list(ids)
    # the lock keeps a second writer from comparing with a state that is about to change
    list(Article.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    return {a.pk: snapshot(a) for a in Article.objects.for_history().filter(pk__in=wanted)}


Notes = Mapping[int, dict[str, Any]]


@collecting_later()
def record_articles(
    ids: Iterable[int], before: dict[int, dict[str, Any]], author: Author, notes: Notes = _NONE
) -> None:
    """Derive the articles and record what differs from ``before``; absent there: just made.

    ``notes`` are decisions that change nothing in the article itself, by article, as fields of the
    change: they are told with it and are no newer version.
    """
    articles = list(Article.objects.whole().filter(pk__in=list(ids)))
    changes = []
    versions: dict[int, dict[str, Any]] = {}
    for article in articles:
        made = article.pk not in before
        fields = {} if made else difference(before[article.pk], snapshot(article))
        if fields or made:
            versions[article.pk] = {"version": article.version + 1}
        fields = fields | notes.get(article.pk, {})
        if fields or made:
            changes.append(author.change("article", article.pk, article.headline, fields))
    rederive_loaded(articles, versions)
    insert(changes)


def record_notes(notes: Notes, author: Author) -> None:
    """``notes`` of articles that are not written themselves."""
    headlines = Article.objects.filter(pk__in=list(notes)).values_list("pk", "headline")
    insert(author.change("article", pk, headline, notes[pk]) for pk, headline in headlines)


@contextmanager
def changing(thing: Person | Tag | Country, author: Author) -> Iterator[None]:
    """What the block writes to a person, tag or country goes on record."""
    with transaction.atomic():
        before = thing_before(thing)
        yield
        record(thing, before, author)


def thing_before(thing: Person | Tag | Country) -> dict[str, Any] | None:
    """The thing's stored state, for ``record``; None when it is not stored yet."""
    return None if thing._state.adding else thing_snapshot(thing)


def record(
    thing: Person | Tag | Country, before: dict[str, Any] | None, author: Author, *, derive: bool = True
) -> None:
    """Record what differs from ``before``, and derive the articles that show what has changed.

    ``derive=False`` leaves the articles to the caller.
    """
    fields = {} if before is None else difference(before, thing_snapshot(thing))
    if before is None or fields:
        author.change(thing._meta.model_name or "", thing.pk, str(thing), fields).save()
    if derive and fields.keys() & {"name", "slug", "names"}:
        rederive(article_ids_of(thing))


def thing_snapshot(thing: Person | Tag | Country) -> dict[str, Any]:
    """What editors can change in a person, tag or country, as stored, in plain JSON."""
    stored = type(thing)._default_manager.get(pk=thing.pk)
    state: dict[str, Any] = {"name": stored.name, "slug": stored.slug, "note": stored.note}
    if isinstance(stored, Person):
        state["country"] = stored.country_id
        state["names"] = sorted(stored.names.values_list("name", flat=True))
        state["merged_into"] = stored.merged_into and stored.merged_into.name
    elif isinstance(stored, Tag):
        state["triggers"] = stored.triggers
        state["aliases"] = sorted(stored.aliases.values_list("name", flat=True))
        state["merged_into"] = stored.merged_into and stored.merged_into.name
    return state


def article_ids_of(thing: Person | Tag | Country) -> models.QuerySet[Any, int]:
    """The ids of all articles, public or not, that mention or carry ``thing``."""
    if isinstance(thing, Person):
        return PersonMention.objects.filter(person=thing).values_list("article", flat=True)
    if isinstance(thing, Country):
        return CountryMention.objects.filter(country=thing).values_list("article", flat=True)
    return TaggedArticle.objects.filter(tag=thing).values_list("content_object", flat=True)
