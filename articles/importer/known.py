"""People of the archive: which person a name read in a document is, and new ones made in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from articles.folding import fold, unaccent
from articles.models import Batch, Change, OldAddress, Person, PersonName
from articles.models.bulk import insert

from .reading import Item, Reading

MAX_SPELLINGS = 60  # kept of one person
_QUERY = 500  # keys asked for at a time


@dataclass(slots=True, eq=False)
class Known:
    """A person with all spellings; ``is_new`` until ``save`` has made the row."""

    person: Person
    names: dict[str, None] = field(default_factory=dict)
    is_new: bool = False


class People:
    """The persons that a group of documents may name, found by folded spelling and country.

    Loaded with a few queries for the whole group, so that it is fresh and small however large the
    archive is. New persons join it at once: two documents of a group that name one make one.
    """

    def __init__(self, readings: Iterable[Reading], batch: Batch | None, countries: frozenset[str]) -> None:
        self.batch = batch
        self.countries = countries  # codes that the archive has
        self._known: dict[int, Known] = {}  # by id
        self._by_key: dict[str, list[Known]] = {}
        self._new: list[Known] = []
        self._names: list[PersonName] = []
        self._countries: dict[int, tuple[Known, str]] = {}
        self._load({key for reading in readings for item in reading.people for key in item.keys})

    def _load(self, keys: set[str]) -> None:
        ids: set[int] = set()
        wanted = sorted(keys)
        for begin in range(0, len(wanted), _QUERY):
            part = wanted[begin : begin + _QUERY]
            ids.update(PersonName.objects.filter(key__in=part).values_list("person", flat=True))
        waiting = ids
        targets: dict[int, int] = {}  # a merged person -> the one it became
        while waiting:
            rows = Person.objects.in_bulk(sorted(waiting))
            for pk, person in rows.items():
                if person.merged_into_id is None:
                    self._known[pk] = Known(person)
                else:
                    targets[pk] = person.merged_into_id
            waiting = set(targets.values()) - self._known.keys() - targets.keys()
        names = PersonName.objects.filter(person__in=[*self._known, *targets]).order_by("id")
        for person_id, name, key in names.values_list("person", "name", "key"):
            while person_id in targets:
                person_id = targets[person_id]
            known = self._known.get(person_id)
            if known is not None:
                known.names[name] = None
                self._index(known, key)

    def _index(self, known: Known, key: str) -> None:
        entries = self._by_key.setdefault(key, [])
        if known not in entries:
            entries.append(known)

    def find(self, item: Item) -> tuple[Known, bool]:
        """The person of ``item`` and whether that is sure; a new one where none or several fit."""
        country = item.values["country"] if item.values["country"] in self.countries else ""
        sure = True
        found = None
        for keys in (item.keys[:1], item.keys[1:]):
            fitting: list[Known] = []
            for key in keys:
                fitting += [k for k in self._by_key.get(key, ()) if k not in fitting and _fits(k, country)]
            if fitting:
                found, sure = _choose(fitting, country)
                break
        if found is None:
            found = self._make(item, country)
        self._learn(found, item, country)
        return found, sure

    def _make(self, item: Item, country: str) -> Known:
        name = item.values["read_as"]
        person = Person(name=name, sort_key=fold(name)[:200], country_id=country or None)
        known = Known(person, is_new=True)
        self._new.append(known)
        return known

    def _learn(self, known: Known, item: Item, country: str) -> None:
        for name in item.values["forms"]:
            key = fold(name)[:200]
            if key in item.keys and name not in known.names and len(known.names) < MAX_SPELLINGS:
                known.names[name] = None
                self._names.append(PersonName(person=known.person, name=name, key=key))
                self._index(known, key)
        if country and known.person.country_id is None and not known.is_new:
            self._countries.setdefault(known.person.pk, (known, country))

    def save(self) -> None:
        """Make the new persons, spellings and countries of persons, with their history."""
        if not (self._new or self._names or self._countries):
            return
        self._give_slugs()
        insert((known.person for known in self._new), ids=True)
        insert(self._names, ignore_conflicts=True)
        changes = self._learnt()
        for known in self._new:
            person = known.person
            changes.append(change_of_person(person.pk, person.name, self.batch, "import", {}))
            self._known[person.pk] = known
        insert(changes)
        for known in self._new:
            known.is_new = False
        self._new, self._names, self._countries = [], [], {}

    def _give_slugs(self) -> None:
        bases = [slugify(unaccent(known.person.name))[:90] or "personne" for known in self._new]
        taken: set[str] = set()
        for begin in range(0, len(bases), _QUERY):
            part = bases[begin : begin + _QUERY]
            taken.update(Person.objects.filter(slug__in=part).values_list("slug", flat=True))
            old = OldAddress.objects.filter(kind="person", slug__in=part)
            taken.update(old.values_list("slug", flat=True))
        for known, base in zip(self._new, bases, strict=True):
            slug = base if base not in taken else Person.objects.free_slug(known.person.name, taken)
            known.person.slug = slug
            taken.add(slug)

    def _learnt(self) -> list[Change]:
        """What this group taught about persons of the archive: spellings, and a country where they
        had none and no editor ever decided on it."""
        ids = [str(pk) for pk in self._countries]
        decided = {
            object_id
            for object_id, fields in Change.objects.filter(kind="person", object_id__in=ids).values_list(
                "object_id", "fields"
            )
            if "country" in fields
        }
        fields: dict[int, dict[str, list[object]]] = {}
        for pk, (known, country) in self._countries.items():
            if str(pk) not in decided:
                known.person.country_id = country
                Person.objects.filter(pk=pk).update(country=country)
                fields[pk] = {"country": [None, country]}
        fresh: dict[int, set[str]] = {}
        for row in self._names:
            if row.person_id is not None and row.person_id in self._known:
                fresh.setdefault(row.person_id, set()).add(row.name)
        for pk, names in fresh.items():
            now = set(self._known[pk].names)
            fields.setdefault(pk, {})["names"] = [sorted(now - names), sorted(now)]
        return [
            change_of_person(pk, self._known[pk].person.name, self.batch, "import", values)
            for pk, values in fields.items()
        ]


def change_of_person(
    pk: int | str, name: str, batch: Batch | None, path: str, fields: Mapping[str, object]
) -> Change:
    """A line of a person's history; without ``fields`` it says that the person was made."""
    user = batch.user if batch else None
    return Change(
        kind="person",
        object_id=str(pk),
        label=name[:200],
        path=path,
        batch=batch,
        actor=user,
        actor_name=user.get_username() if user else "",
        fields=fields,
    )


def _fits(known: Known, country: str) -> bool:
    return not country or known.person.country_id in (None, country)


def _choose(fitting: Sequence[Known], country: str) -> tuple[Known | None, bool]:
    """The one that fits best. Several of one country: the most cited, unsure. Of several: nobody."""
    exact = [known for known in fitting if (known.person.country_id or "") == country]
    if len(exact) == 1:
        return exact[0], True
    if exact:
        return max(exact, key=lambda k: (k.person.article_count, -(k.person.pk or 0))), False
    if len(fitting) == 1:
        return fitting[0], True
    return None, False
