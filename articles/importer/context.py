"""What the reader is told besides the text: known people, names and subjects of the archive."""

from __future__ import annotations

from collections import defaultdict

from articles.models import Person, PersonName, Tag

from .record import Context, KnownPerson, Topic

# The most cited people; more would cost memory for names that hardly any document holds.
MAX_PEOPLE = 20_000


def archive_context(today: str, *, year: int = 0, not_after: str = "") -> Context:
    """The context of a run; ``today`` and ``not_after`` are ISO days, ``year`` is 0 when unknown."""
    rows = Person.objects.filter(merged_into=None).order_by("-article_count", "id")[:MAX_PEOPLE]
    people = {
        pk: (country or "", count)
        for pk, country, count in rows.values_list("id", "country", "article_count")
    }
    least = min((count for _, count in people.values()), default=0)
    spellings: dict[int, list[str]] = defaultdict(list)
    names = PersonName.objects.filter(person__article_count__gte=least).order_by("id")
    for person, name in names.values_list("person", "name").iterator():
        if person in people:
            spellings[person].append(name)
    known = tuple(
        KnownPerson(key=pk, spellings=tuple(spellings[pk]), country=country)
        for pk, (country, _) in people.items()
        if pk in spellings
    )
    topics = tuple(Topic(name, triggers) for name, triggers in Tag.objects.vocabulary() if triggers)
    return Context(
        today=today,
        year=year,
        not_after=not_after,
        people=known,
        words=frozenset(name for one in known for name in one.spellings),
        topics=topics,
    )
