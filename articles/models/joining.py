"""Merging people or tags, and taking one merge back so that each has exactly what it had.

What a merge changes in articles is the owner of rows, and every row remembers whose it was. Taking
a merge back therefore looks at what stands now: what editors changed since then stays changed, and
merges may be taken back in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from articles.folding import fold

from .derived import rederive
from .merging import Merge, Overshadowed, Pair
from .people import Person, PersonMention, PersonName
from .topics import Tag, TaggedArticle, TagProposal
from .writing import Author, article_ids_of, changing_articles, record, thing_before

Thing = Person | Tag
AT_A_TIME = 500  # articles whose states are held in memory
_RANKS = {"accepted": 0, "proposed": 1, "refused": 2}
_DERIVED = {"listed_on", "public_from"}


class Impossible(Exception):
    """What was asked for cannot be done; the message is French and says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """A table whose rows join an article and a person or tag; the names of its two keys."""

    model: type[models.Model]
    thing: str
    article: str

    def rows(self, **given: Any) -> models.QuerySet[Any]:
        """Rows by ``thing``, ``came_from`` or ``article``, each with a lookup if need be."""
        names = {"thing": self.thing, "article": self.article}
        lookups = {}
        for key, value in given.items():
            name, _, lookup = key.partition("__")
            lookups["__".join(filter(None, [names.get(name, name), lookup]))] = value
        return self.model._default_manager.filter(**lookups)

    def article_of(self, row: Any) -> int:
        return getattr(row, f"{self.article}_id")  # type: ignore[no-any-return]


LINKS: dict[type[models.Model], tuple[Link, ...]] = {
    Person: (Link(PersonMention, "person", "article"),),
    Tag: (Link(TaggedArticle, "tag", "content_object"), Link(TagProposal, "tag", "article")),
}


def merge(target: Thing, sources: Sequence[Thing], author: Author) -> list[Merge]:
    """Make each of ``sources`` part of ``target``; one record for each, to be taken back by itself.

    Raises ``Impossible`` without a reason, with nothing to merge, or where one is merged already.
    """
    if not author.reason.strip():
        raise Impossible("Une fusion demande une raison.")
    with transaction.atomic():
        things = locked(type(target), [target.pk, *(source.pk for source in sources)])
        target = things.pop(target.pk)
        if not things:
            raise Impossible("Il faut au moins deux noms à fusionner.")
        for thing in (target, *things.values()):
            if thing.merged_into_id is not None:
                raise Impossible(f"« {thing} » est déjà fusionné dans « {thing.current()} ».")
        return _merge(target, list(things.values()), author)


def _merge(target: Thing, sources: Sequence[Thing], author: Author) -> list[Merge]:
    before = {thing: thing_before(thing) for thing in (target, *sources)}
    merges = []
    for source in sources:
        merges.append(
            Merge.objects.create(
                kind=kind_of(target),
                source_id=source.pk,
                source_name=source.name,
                target_id=target.pk,
                target_name=target.name,
                reason=author.reason,
                actor=author.user,
                watermark=PersonMention.objects.aggregate(last=Max("pk"))["last"] or 0,
            )
        )
        source.merged_into = target
        source.save(update_fields=["merged_into"])
        either = models.Q(first_id=source.pk) | models.Q(second_id=source.pk)
        Pair.objects.filter(either, kind=kind_of(source), different=False).delete()
        if isinstance(source, Person) and isinstance(target, Person):
            _lend_names(source, target)
            give_country(target)
    carried: set[int] = set()
    for done, source in zip(merges, sources, strict=True):
        members = members_of(source)
        ids = _ids(link.rows(thing=source) for link in LINKS[type(target)])
        carried.update(ids)
        for chunk in _chunks(ids):
            with changing_articles(chunk, author):
                for link in LINKS[type(target)]:
                    _carry(link, source, target, chunk, done, members)
    for thing, state in before.items():
        record(thing, state, author, derive=False)
    if isinstance(target, Person):  # its articles are found by the new spellings too
        rederive(set(article_ids_of(target)) - carried)
    return merges


def _lend_names(source: Person, target: Person) -> None:
    has = set(target.names.values_list("name", flat=True))
    PersonName.objects.bulk_create(
        PersonName(person=target, name=name, key=key, borrowed=True)
        for name, key in source.names.values_list("name", "key")
        if name not in has
    )


def give_country(person: Person) -> None:
    """A person without a country takes that of the first merged into it that has one."""
    person.refresh_from_db(fields=["country"])
    if person.country_id is not None:
        return
    for standing in Merge.objects.filter(kind="person", target_id=person.pk, undone_at=None).order_by("id"):
        country = Person.objects.filter(pk=standing.source_id).values_list("country", flat=True).first()
        if country:
            Person.objects.filter(pk=person.pk).update(country=country)
            person.refresh_from_db(fields=["country"])
            standing.given = {"country": country}
            standing.save(update_fields=["given"])
            return


def _carry(
    link: Link, source: Thing, target: Thing, articles: Sequence[int], done: Merge, members: set[int]
) -> None:
    rows = list(link.rows(thing=source, article__in=articles))
    beside = {link.article_of(row): row for row in link.rows(thing=target, article__in=articles)}
    own: list[int] = []
    lent: list[int] = []
    for row in rows:
        other = beside.get(link.article_of(row))
        if other is not None and _preference(other) <= _preference(row):
            overshadow(link, row, done)
            continue
        if other is not None:
            overshadow(link, other, done)
        (lent if row.came_from_id in members else own).append(row.pk)
    link.rows(pk__in=own).update(**{link.thing: target, "came_from": source})
    link.rows(pk__in=lent).update(**{link.thing: target})


def _preference(row: Any) -> tuple[int, bool]:
    """Of two rows of one person in an article, the lower one is shown; the first of two equals."""
    return _RANKS[getattr(row, "state", "accepted")], not getattr(row, "role", "")


def overshadow(link: Link, row: Any, done: Merge) -> None:
    """Put ``row`` aside: its article shows another row of the same person or tag."""
    owner = row.came_from_id or getattr(row, f"{link.thing}_id")
    fields = {
        f.attname: f.value_from_object(row) for f in row._meta.concrete_fields if f.name not in _DERIVED
    }
    Overshadowed.objects.create(
        merge=done,
        table=row._meta.model_name,
        article_id=link.article_of(row),
        owner_id=owner,
        row=fields,
    )
    row._meta.model._default_manager.filter(pk=row.pk).delete()


def undo_merge(done: Merge, author: Author) -> Thing:
    """Give the merged person or tag back what was its own; returns it.

    What was read since then under a spelling that is only its own goes to it as well.
    """
    model: type[Any] = Person if done.kind == "person" else Tag
    with transaction.atomic():
        done = Merge.objects.select_for_update().get(pk=done.pk)
        if done.undone_at is not None:
            raise Impossible("Cette fusion est déjà annulée.")
        things = locked(model, [done.source_id, done.target_id])
        source, target = things[done.source_id], things[done.target_id]
        above = [target]
        while above[-1].merged_into is not None:
            above.append(above[-1].merged_into)
        root = above[-1]
        before = {thing: thing_before(thing) for thing in (source, *above)}
        members = members_of(source)
        others = members_of(root) - members
        source.merged_into = None
        source.save(update_fields=["merged_into"])
        done.undone_at, done.undone_by = timezone.now(), author.user
        done.save(update_fields=["undone_at", "undone_by"])
        read_since: list[int] = []
        if isinstance(source, Person):
            read_since = _read_since(done, root, members, others)
            _take_names_back(source, above)
            _take_country_back(done, target)
        returned: set[int] = set()
        links = LINKS[model]
        ids = _ids(link.rows(thing=root, came_from__in=members) for link in links)
        ids |= _ids(link.rows(thing=root, pk__in=read_since) for link in links[:1])
        tables = [link.model._meta.model_name for link in links]
        hidden = Overshadowed.objects.filter(table__in=tables, owner_id__in=members)
        ids |= set(hidden.values_list("article", flat=True))
        returned.update(ids)
        for chunk in _chunks(ids):
            with changing_articles(chunk, author):
                for link in links:
                    _give_back(link, done, source, root, chunk, members, others, read_since)
        for thing, state in before.items():
            record(thing, state, author, derive=False)
        if model is Person:
            rederive({*article_ids_of(root), *article_ids_of(source)} - returned)
    source.refresh_from_db()
    return source  # type: ignore[no-any-return]


def _read_since(done: Merge, root: Person, members: set[int], others: set[int]) -> list[int]:
    """Mentions made after the merge under a spelling that only the merged person has."""
    keys = set(PersonName.objects.filter(person__in=members).values_list("key", flat=True))
    keys -= set(PersonName.objects.filter(person__in=others, borrowed=False).values_list("key", flat=True))
    made = PersonMention.objects.filter(person=root, came_from=None, pk__gt=done.watermark)
    return [pk for pk, name in made.values_list("pk", "read_as") if fold(name) in keys]


def _take_names_back(source: Person, above: Sequence[Person]) -> None:
    names = set(source.names.values_list("name", flat=True))
    for person in above:
        # whoever else is still merged into this one may have brought the same spelling
        brought = PersonName.objects.filter(person__merged_into=person).values("name")
        person.names.filter(borrowed=True, name__in=names).exclude(name__in=brought).delete()


def _take_country_back(done: Merge, target: Person) -> None:
    given = done.given.get("country")
    if not given or target.country_id != given:
        return
    Person.objects.filter(pk=target.pk).update(country=None)
    done.given = {}
    done.save(update_fields=["given"])
    give_country(target)
    if target.country_id == given or target.merged_into is None:
        return
    above = Merge.objects.filter(kind="person", source_id=target.pk, undone_at=None).first()
    if above is not None:
        _take_country_back(above, target.merged_into)


def _give_back(
    link: Link,
    done: Merge,
    source: Thing,
    root: Thing,
    articles: Sequence[int],
    members: set[int],
    others: set[int],
    read_since: Sequence[int],
) -> None:
    leaving = link.rows(thing=root, article__in=articles, came_from__in=members)
    left = {link.article_of(row) for row in leaving}
    kept = leaving.exclude(came_from=source)
    kept.update(**{link.thing: source})
    link.rows(thing=root, article__in=articles, came_from=source).update(
        **{link.thing: source, "came_from": None}
    )
    # where the shown row was somebody else's, the own one comes back
    uncover(link, source, members, set(articles) - left, since=done.pk)
    # where it was the leaving one, the row that it stood before comes back
    uncover(link, root, others, left, since=done.pk)
    if link.model is PersonMention:
        taken = set(link.rows(thing=source, article__in=articles).values_list(link.article, flat=True))
        link.rows(thing=root, pk__in=read_since, article__in=articles).exclude(article__in=taken).update(
            **{link.thing: source}
        )


def uncover(
    link: Link, thing: Thing, owners: set[int], articles: set[int], since: int = 0
) -> list[tuple[int, int]]:
    """Show again, for ``thing``, the best row that ``owners`` had in each of ``articles``.

    What merges from ``since`` on hid goes first. Returns the rows with the merges that had hidden them.
    """
    waiting: dict[int, list[Overshadowed]] = {}
    for hidden in Overshadowed.objects.filter(
        table=link.model._meta.model_name, owner_id__in=owners, article__in=articles
    ):
        waiting.setdefault(hidden.article_id, []).append(hidden)
    shown = []
    for candidates in waiting.values():
        best = min(
            candidates,
            key=lambda hidden: (
                hidden.merge_id < since,
                _RANKS[hidden.row.get("state", "accepted")],
                hidden.owner_id != thing.pk,
                hidden.row["id"],
            ),
        )
        row = link.model(**best.row)
        setattr(row, f"{link.thing}_id", thing.pk)
        row.came_from_id = best.owner_id if best.owner_id != thing.pk else None  # type: ignore[attr-defined]
        row.save(force_insert=True)
        best.delete()
        shown.append((row.pk, best.merge_id))
    return shown


def members_of(thing: Thing) -> set[int]:
    """The keys of ``thing`` and of all that is merged into it, however many merges deep."""
    members = {thing.pk}
    fresh = members
    while fresh:
        fresh = set(type(thing).objects.filter(merged_into__in=fresh).values_list("pk", flat=True))
        members = members | fresh
    return members


def kind_of(thing: Thing) -> str:
    return thing._meta.model_name or ""


def locked(model: type[Any], keys: Iterable[int]) -> dict[int, Any]:
    """The people or tags of these keys, locked in the order of the keys until the transaction ends."""
    rows = model.objects.select_for_update().filter(pk__in=set(keys)).order_by("pk")
    found = {row.pk: row for row in rows}
    missing = set(keys) - found.keys()
    if missing:
        raise Impossible("L'un des noms choisis n'existe plus.")
    return found


def _ids(querysets: Iterable[models.QuerySet[Any]]) -> set[int]:
    found: set[int] = set()
    for rows in querysets:
        name = "content_object" if rows.model is TaggedArticle else "article"
        found.update(rows.values_list(name, flat=True))
    return found


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for begin in range(0, len(ordered), AT_A_TIME):
        yield ordered[begin : begin + AT_A_TIME]
