"""Who stands at an address: old addresses and merges lead to the one that is there now."""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models import OldAddress, Person, Tag

_MERGES = 10  # how far a chain of merges is followed


def find_person(slug: str) -> Person | None:
    """The person at ``slug``; another slug in the answer is the address to go to."""
    people = Person.objects.select_related("country", "merged_into")
    return _current(people, _first(people, "person", slug))


def find_tag(slug: str) -> Tag | None:
    """The tag at ``slug``; another slug in the answer is the address to go to."""
    tags = Tag.objects.select_related("merged_into")
    return _current(tags, _first(tags, "tag", slug))


def _first(rows: QuerySet, kind: str, slug: str) -> Person | Tag | None:  # type: ignore[type-arg]
    found = rows.filter(slug=slug).first()
    if found is None:
        targets = OldAddress.objects.filter(kind=kind, slug=slug).values("target_id")
        found = rows.filter(pk__in=targets).first()
    return found


def _current(rows: QuerySet, found: Person | Tag | None):  # type: ignore[no-untyped-def,type-arg]
    for _ in range(_MERGES):
        if found is None or found.merged_into_id is None:
            return found
        found = rows.filter(pk=found.merged_into_id).first()
    return None
