"""What the reader is told besides the text: known people, names and subjects of the archive."""

from __future__ import annotations

from collections import defaultdict

from articles.models import Person, PersonName, Tag

from .record import Context, KnownPerson, Topic

# The most cited people; more would cost every document more than they would recognise.
MAX_PEOPLE = 20_000
MAX_WORDS = 5_000


def archive_context(today: str, *, year: int = 0, not_after: str = "") -> Context:
    """The context of a run; ``today`` and ``not_after`` are ISO days, ``year`` is 0 when unknown."""
    rows = Person.objects.filter(merged_into=None).order_by("-article_count", "id")
    people = dict(rows.values_list("id", "country")[:MAX_PEOPLE])
    spellings: dict[int, list[str]] = defaultdict(list)
    for person, name in PersonName.objects.order_by("id").values_list("person", "name").iterator():
        if person in people:
            spellings[person].append(name)
    known = tuple(
        KnownPerson(key=pk, spellings=tuple(spellings[pk]), country=country or "")
        for pk, country in people.items()
        if pk in spellings
    )
    words: dict[str, None] = {}
    for one in known:
        words.update(dict.fromkeys(word for name in one.spellings for word in name.split()))
        if len(words) >= MAX_WORDS:
            break
    topics = tuple(Topic(name, triggers) for name, triggers in Tag.objects.vocabulary() if triggers)
    return Context(
        today=today, year=year, not_after=not_after, people=known, words=frozenset(words), topics=topics
    )
