"""Splitting a person whose mentions are two people's, and taking the split back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.folding import fold

from .derived import rederive
from .joining import AT_A_TIME, LINKS, Impossible, locked, members_of, overshadow, uncover
from .lookalikes import declare_different, take_back_difference
from .merging import Merge, Overshadowed, Pair, Split
from .people import OldAddress, Person, PersonMention, PersonName
from .writing import Author, article_ids_of, changing_articles, record, thing_before

MENTIONS = LINKS[Person][0]


def split(
    person: Person,
    mentions: Iterable[int],
    author: Author,
    *,
    name: str = "",
    into: Person | None = None,
    names: Sequence[str] = (),
) -> Split:
    """Give ``mentions`` (keys) of ``person`` to a new person called ``name``, or to ``into``.

    ``names`` are spellings that go along; the next import reads them as the other person. Raises
    ``Impossible`` where nothing is chosen or an article has the other person already.
    """
    name = " ".join(name.split())
    if not author.reason.strip():
        raise Impossible("Une séparation demande une raison.")
    if into is None and not fold(name):
        raise Impossible("Donnez un nom à l'autre personne.")
    with transaction.atomic():
        things = locked(Person, {person.pk, *([into.pk] if into else [])})
        person = things[person.pk]
        rows = list(PersonMention.objects.filter(person=person, pk__in=list(mentions)).order_by("pk"))
        _check(person, rows, names, things.get(into.pk) if into else None)
        # spellings leave whoever was merged into the person as well
        members = Person.objects.filter(pk__in=members_of(person))
        before: dict[Person, Any] = {member: thing_before(member) for member in members}
        if into is None:
            made = Person.objects.create(name=name, slug=Person.objects.free_slug(name))
            before[made] = None
        else:
            made = things[into.pk]
            before[made] = thing_before(made)
        done = Split.objects.create(
            person=person,
            made=made,
            made_name=made.name,
            is_new=into is None,
            mentions=[[row.pk, row.came_from_id] for row in rows],
            names=_move_names(person, made, names),
            reason=author.reason,
            actor=author.user,
        )
        if into is None and not made.names.filter(name=name).exists():
            PersonName.objects.create(person=made, name=name)
        done.uncovered = _give(rows, person, made, author)
        done.save(update_fields=["uncovered"])
        declare_different("person", (person.pk, made.pk), author, author.reason)
        _record(before, author)
    return done


def _check(person: Person, rows: Sequence[PersonMention], names: Sequence[str], into: Person | None) -> None:
    if person.merged_into_id is not None or (into is not None and into.merged_into_id is not None):
        raise Impossible("Une personne déjà fusionnée ne peut pas être séparée.")
    if into is not None and into.pk == person.pk:
        raise Impossible("Choisissez une autre personne.")
    if not rows:
        raise Impossible("Choisissez au moins une mention.")
    if person.name in names:
        raise Impossible(f"« {person.name} » est le nom affiché : changez-le avant de donner cette graphie.")
    if into is not None:
        articles = [row.article_id for row in rows]
        twice = PersonMention.objects.filter(person=into, article__in=articles).select_related("article")
        if found := twice.first():
            raise Impossible(f"« {into} » est déjà citée dans « {found.article} ».")


def _move_names(person: Person, made: Person, names: Sequence[str]) -> list[list[Any]]:
    """Move spellings, from the people merged into ``person`` too, or the next import would follow those.

    Returns ``[owner, spelling, borrowed]`` of what was moved, for the way back.
    """
    moved = PersonName.objects.filter(person__in=members_of(person), name__in=names).order_by("pk")
    rows = [[row.person_id, row.name, row.borrowed] for row in moved]
    moved.delete()
    has = set(made.names.values_list("name", flat=True))
    PersonName.objects.bulk_create(
        PersonName(person=made, name=name, key=fold(name))
        for name in dict.fromkeys(name for _, name, _ in rows)
        if name not in has
    )
    # a spelling that the other person had before stays with it on the way back
    return [[owner, name, borrowed, name in has] for owner, name, borrowed in rows]


def _give(
    rows: Sequence[PersonMention], person: Person, made: Person, author: Author
) -> list[tuple[int, int]]:
    uncovered: list[tuple[int, int]] = []
    members = members_of(person)
    for begin in range(0, len(rows), AT_A_TIME):
        articles = {row.article_id for row in rows[begin : begin + AT_A_TIME]}
        with changing_articles(articles, author):
            keys = [row.pk for row in rows[begin : begin + AT_A_TIME]]
            PersonMention.objects.filter(pk__in=keys).update(person=made, came_from=None)
            uncovered += uncover(MENTIONS, person, members, articles)
    return uncovered


def _record(before: dict[Person, Any], author: Author) -> None:
    for thing, state in before.items():
        record(thing, state, author, derive=False)
    rederive({pk for thing in before for pk in article_ids_of(thing)})


def undo_split(done: Split, author: Author) -> Person:
    """Give the mentions and spellings back to whom they were; returns that person.

    A person made by the split goes, unless something else has been attached to it since.
    """
    with transaction.atomic():
        done = Split.objects.select_for_update().get(pk=done.pk)
        if done.undone_at is not None:
            raise Impossible("Cette séparation est déjà annulée.")
        if done.made is None:
            raise Impossible(f"« {done.made_name} » n'existe plus.")
        things = locked(Person, [done.person_id, done.made_id])
        person, made = things[done.person_id], things[done.made_id]
        _check_nothing_rests_on(done, made)
        owners = Person.objects.filter(pk__in={person.pk, *(owner for owner, *_ in done.names)})
        above = {one for owner in owners for one in _with_those_above(owner)}
        before = {thing: thing_before(thing) for thing in {*above, made}}
        _return_mentions(done, person, made, author)
        _return_names(done, made)
        done.undone_at = timezone.now()
        done.save(update_fields=["undone_at"])
        take_back_difference("person", (person.pk, made.pk), author)
        _record(before, author)
        if done.is_new and _is_free(made):
            OldAddress.objects.update_or_create(
                kind="person", slug=made.slug, defaults={"target_id": person.pk}
            )
            OldAddress.objects.filter(kind="person", target_id=made.pk).update(target_id=person.pk)
            author.change("person", made.pk, made.name, {"made": [made.name, None]}).save()
            Pair.objects.filter(Q(first_id=made.pk) | Q(second_id=made.pk), kind="person").delete()
            made.delete()
    return person.current()


def _with_those_above(person: Person) -> list[Person]:
    """The person and whoever they are merged into, one after the other: they share its spellings."""
    line = [person]
    while line[-1].merged_into is not None:
        line.append(line[-1].merged_into)
    return line


def _check_nothing_rests_on(done: Split, made: Person) -> None:
    """What was done to the other person since then has to be taken back first."""
    if made.merged_into is not None:
        raise Impossible(f"Annulez d'abord la fusion de « {made} » dans « {made.current()} ».")
    if later := Split.objects.filter(person=made, undone_at=None, pk__gt=done.pk).first():
        raise Impossible(f"Annulez d'abord la séparation de « {later.made_name} » et de « {made} ».")
    joined = Merge.objects.filter(kind="person", target_id=made.pk, undone_at=None).first()
    if done.is_new and joined:
        raise Impossible(f"Annulez d'abord la fusion de « {joined.source_name} » dans « {made} ».")


def _return_mentions(done: Split, person: Person, made: Person, author: Author) -> None:
    owners = dict(done.mentions)
    people = Person.objects.in_bulk({owner for owner in owners.values() if owner} | {person.pk})
    shown = PersonMention.objects.filter(pk__in=list(owners), person=made, came_from=None)
    rows: list[tuple[PersonMention, Overshadowed | None]] = [(row, None) for row in shown]
    for hidden in Overshadowed.objects.filter(table="personmention", owner_id=made.pk):
        if hidden.row["id"] in owners:  # somebody merged into the other person stands before it
            rows.append((PersonMention(**hidden.row), hidden))
    for begin in range(0, len(rows), AT_A_TIME):
        part = rows[begin : begin + AT_A_TIME]
        with changing_articles([row.article_id for row, _ in part], author):
            for row, hidden in part:
                _return(done, row, hidden, people.get(owners[row.pk] or person.pk, person))


def _return(done: Split, row: PersonMention, hidden: Overshadowed | None, owner: Person) -> None:
    current = owner.current()
    beside = PersonMention.objects.filter(article=row.article_id, person=current).first()
    behind = None
    if beside is not None:
        if beside.pk in dict(done.uncovered) or owner.pk == current.pk:
            merge = _standing_merge(beside.came_from_id, dict(done.uncovered).get(beside.pk))
            if merge is None:
                return  # read again since: the article has that person anyway
            overshadow(MENTIONS, beside, merge)
        else:
            behind = _standing_merge(owner.pk)
    row.person = current
    row.came_from = owner if owner.pk != current.pk else None
    if behind is not None:
        overshadow(MENTIONS, row, behind)
    else:
        row.save(force_insert=hidden is not None)
    if hidden is not None:
        hidden.delete()


def _standing_merge(source: int | None, key: int | None = None) -> Merge | None:
    """The merge of this key while it stands, else the one that ``source`` was merged by."""
    standing = Merge.objects.filter(kind="person", undone_at=None)
    return standing.filter(pk=key).first() or standing.filter(source_id=source or 0).first()


def _return_names(done: Split, made: Person) -> None:
    own = {name for _, name, borrowed, _ in done.names if not borrowed}
    returned: list[tuple[Person, str]] = []
    people = Person.objects.in_bulk({owner for owner, *_ in done.names})
    for owner, name, borrowed, kept in done.names:
        if not kept:
            PersonName.objects.filter(person=made, name=name).delete()
        # what was borrowed comes back with the one who lent it
        if owner in people and not (borrowed and name in own):
            PersonName.objects.update_or_create(
                person=people[owner], name=name, defaults={"borrowed": False, "key": fold(name)}
            )
            returned.append((people[owner], name))
    for person, name in returned:
        while person.merged_into is not None:
            person = person.merged_into
            PersonName.objects.get_or_create(
                person=person, name=name, defaults={"borrowed": True, "key": fold(name)}
            )


def _is_free(person: Person) -> bool:
    """Whether nothing in the archive needs this person any more."""
    return not (
        PersonMention.objects.filter(person=person).exists()
        or PersonMention.objects.filter(came_from=person).exists()
        or Overshadowed.objects.filter(table="personmention", owner_id=person.pk).exists()
        or Person.objects.filter(merged_into=person).exists()
        or Split.objects.filter(Q(person=person) | Q(made=person), undone_at=None).exists()
    )
