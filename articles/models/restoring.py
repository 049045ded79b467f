"""Going back: what a thing was after one of its changes, and putting any part of that back.

A state is a snapshot (``history.snapshot``, ``writing.thing_snapshot``). Earlier states are not
stored: they are what stands now with the later changes taken off, newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.folding import fold
from articles.mending import open_count
from articles.publishable import NEEDED, Unpublishable, why_not

from .article import Article, Photo, Related, Review, Status
from .corrections import Correction
from .countries import Country, CountryMention
from .derived import headline_key
from .documents import SourceDocument
from .history import ARTICLE_FIELDS, Change, snapshot
from .merging import Overshadowed
from .people import OldAddress, Person, PersonMention, PersonName
from .topics import Tag, TagAlias, TaggedArticle, TagProposal
from .writing import Author, changing, changing_articles

State = dict[str, Any]
Thing = Person | Tag | Country

# Fields that only make sense together; who puts one back puts all of them back.
UNITS = (
    ("headline", "provisional_headline"),
    ("published_on", "date_precision", "date_basis", "date_reason", "partial_date", "undated"),
)


def article_now(key: int) -> State:
    return snapshot(Article.objects.whole().get(pk=key))


def state_after(kind: str, key: int | str, now: State, change: int) -> State:
    """What the thing was just after the change of this id; 0 gives what it was when it was made."""
    state = dict(now)
    later = Change.objects.filter(kind=kind, object_id=str(key), pk__gt=change).order_by("-pk")
    for fields in later.values_list("fields", flat=True):
        for name, (before, _) in fields.items():
            if name in now:
                state[name] = before
    return state


def units_of(names: Iterable[str]) -> set[str]:
    """``names`` with those that have to go along."""
    wanted = {name for name in names if name[0] != "_"}
    for unit in UNITS:
        if wanted & set(unit):
            wanted.update(unit)
    return wanted


def restore_article(key: int, state: State, names: Iterable[str], author: Author) -> list[str]:
    """Put the fields called ``names`` back to what they are in ``state``.

    Rows that are gone come back with the key they had. Returns French sentences about what could
    not come back, because it is no longer in the archive. Raises ``Unpublishable`` where a published
    article would lose what publication asks for.
    """
    wanted = units_of(names)
    missing: list[str] = []
    with changing_articles([key], author):
        article = Article.objects.select_for_update().get(pk=key)
        plain = [name for name in ARTICLE_FIELDS if name in wanted and name in state]
        for name in plain:
            field = Article._meta.get_field(name)
            setattr(article, name, field.to_python(state[name]))  # type: ignore[union-attr]
        if "review" in plain:
            _restore_reviewer(article, state.get("_review") or {}, author)
            plain += ["reviewed_by", "reviewed_at"]
        asked = article.status == Status.PUBLISHED and not wanted.isdisjoint({*NEEDED, "status"})
        if asked and (reason := why_not({name: getattr(article, name) for name in NEEDED})):
            raise Unpublishable(reason)
        article.save(update_fields=[*plain, "updated_at"])
        if "photos" in wanted:
            _restore_photos(article, state)
        if "people" in wanted:
            missing += _restore_people(article, state)
        if "countries" in wanted:
            _restore_countries(article, state)
        if "tags" in wanted:
            _restore_tags(article, state)
        if "proposals" in wanted and "proposals" in state:
            _restore_proposals(article, state)
        if "repairs" in wanted and "repairs" in state:
            _restore_decisions(article, state["repairs"])
        if "related" in wanted:
            _restore_related(article, state)
        if "corrections" in wanted:
            _restore_corrections(article, state)
    return missing


def _restore_reviewer(article: Article, was: State, author: Author) -> None:
    if article.review != Review.REVIEWED:
        article.reviewed_by, article.reviewed_at = None, None
        return
    by = get_user_model().objects.filter(pk=was.get("by") or 0).first()
    article.reviewed_by = by or author.user  # type: ignore[assignment]
    article.reviewed_at = parse_datetime(was.get("at") or "") or timezone.now()


def _restore_photos(article: Article, state: State) -> None:
    rows = {str(photo.pk): photo for photo in article.photos.all()}
    for key, values in state["photos"].items():
        photo = rows.pop(key, None)
        fresh = photo is None
        if photo is None:
            origin = (state.get("_photos") or {}).get(key, {}).get("origin")
            photo = Photo(pk=int(key), article=article, origin=origin)
        for name, value in values.items():
            setattr(photo, name, value)
        photo.save(force_insert=fresh)
    for photo in rows.values():
        photo.delete()  # the file stays, so that the photo can come back


def _restore_people(article: Article, state: State) -> list[str]:
    missing = []
    rows = {mention.person_id: mention for mention in article.person_mentions.all()}
    details_of = state.get("_people") or {}
    # whose mention it was: of a person merged into the one that showed it, if it was not their own
    owners = {key: details_of.get(key, {}).get("person") or int(key) for key in state["people"]}
    people = Person.objects.in_bulk([*owners.values(), *map(int, owners)])
    put: set[int] = set()
    for key, values in state["people"].items():
        person = people.get(owners[key]) or people.get(int(key))
        if person is None:
            missing.append(f"« {values['name']} » n'est plus dans l'archive.")
            continue
        current = person.current()
        if current.pk in put:
            continue  # two people of then are one now
        put.add(current.pk)
        mention = rows.pop(current.pk, None)
        fresh = mention is None
        if mention is None:
            mention = PersonMention(article=article, person=current)
            details = details_of.get(key, {})
            mention.pk = _free_key(mention, article.pk, person.pk, details.get("id"))
            for name in details.keys() - {"id", "person"}:
                setattr(mention, name, details[name])
            mention.came_from = person if person.pk != current.pk else None
        mention.role, mention.state = values["role"], values["state"]
        mention.save(force_insert=fresh)
    for mention in rows.values():
        mention.delete()
    return missing


def _free_key(
    row: PersonMention | TaggedArticle | TagProposal, article: int, owner: int, key: int | None
) -> int | None:
    """``key`` unless another row has it by now, shown or resting behind another.

    What rests there of the same owner goes: it is shown again.
    """
    resting = Overshadowed.objects.filter(table=row._meta.model_name, article=article)
    resting.filter(owner_id=owner).delete()
    taken = type(row)._default_manager.filter(pk=key or 0)
    return None if taken.exists() or resting.filter(row__id=key).exists() else key


def _tags_of_then(state: State, kind: str) -> Iterator[tuple[str, Tag, Tag, State]]:
    """The name, tag, the tag that it leads to now and row of each of ``kind``; what is gone is made again."""
    details_of = state.get(f"_{kind}") or {}
    tags = Tag.objects.in_bulk([details["tag"] for details in details_of.values()])
    for name in state[kind]:
        details = details_of.get(name, {})
        tag = tags.get(details.get("tag", 0)) or Tag.objects.named([name])[0]
        yield name, tag, tag.current(), details


def _restore_tags(article: Article, state: State) -> None:
    rows = {row.tag_id: row for row in article.tagged_items.all()}
    put: set[int] = set()
    for _, tag, current, details in _tags_of_then(state, "tags"):
        if current.pk not in put and current.pk not in rows:
            row = TaggedArticle(content_object=article, tag=current)
            row.pk = _free_key(row, article.pk, tag.pk, details.get("id"))
            row.came_from = tag if tag.pk != current.pk else None
            row.save(force_insert=True)
        put.add(current.pk)
    article.tagged_items.exclude(tag__in=put).delete()


def _restore_proposals(article: Article, state: State) -> None:
    rows = {row.tag_id: row for row in article.tag_proposals.all()}
    put: set[int] = set()
    for name, tag, current, details in _tags_of_then(state, "proposals"):
        if current.pk in put:
            continue
        put.add(current.pk)
        row = rows.get(current.pk)
        fresh = row is None
        if row is None:
            row = TagProposal(article=article, tag=current, spans=details.get("spans", []))
            row.pk = _free_key(row, article.pk, tag.pk, details.get("id"))
            row.came_from = tag if tag.pk != current.pk else None
        row.state = state["proposals"][name]
        row.save(force_insert=fresh)
    article.tag_proposals.exclude(tag__in=put).delete()


def _restore_decisions(article: Article, repairs: dict[str, str]) -> None:
    document = SourceDocument.objects.filter(article=article).first()
    if document is not None and (document.decisions.get("repairs") or {}) != repairs:
        document.decisions = {**document.decisions, "repairs": repairs}
        document.open_repairs = open_count(document.parsed, repairs)
        document.save(update_fields=["decisions", "open_repairs"])


def _restore_countries(article: Article, state: State) -> None:
    rows = {mention.country_id: mention for mention in article.country_mentions.all()}
    known = set(Country.objects.filter(pk__in=state["countries"]).values_list("pk", flat=True))
    for code, value in state["countries"].items():
        if code in known:
            mention = rows.pop(code, None)
            if mention is None:
                details = dict((state.get("_countries") or {}).get(code, {}))
                pk = details.pop("id", None)
                if CountryMention.objects.filter(pk=pk).exists():
                    pk = None
                mention = CountryMention(pk=pk, article=article, country_id=code, **details)
            mention.state = value
            mention.save(force_insert=mention._state.adding)
    for mention in rows.values():
        mention.delete()


def _restore_related(article: Article, state: State) -> None:
    targets = {row["target"] for row in state["related"] if row["target"]}
    standing = set(Article.objects.filter(pk__in=targets).values_list("pk", flat=True))
    rows = {row.pk: row for row in article.related.all()}
    keys = list(state.get("_related") or ())
    for position, values in enumerate(state["related"]):
        pk = keys[position] if position < len(keys) else None
        row = rows.pop(pk, None) if pk else None
        fresh = row is None
        if row is None:
            row = Related(pk=None if Related.objects.filter(pk=pk).exists() else pk, article=article)
        for name in ("headline", "summary", "caption", "credit"):
            setattr(row, name, values[name])
        row.position = position
        row.headline_key = headline_key(row.headline)
        row.target_id = values["target"] if values["target"] in standing else None
        row.save(force_insert=fresh)
    for row in rows.values():
        row.delete()


def _restore_corrections(article: Article, state: State) -> None:
    rows = {row.pk: row for row in article.corrections.all()}
    keys = list(state.get("_corrections") or ())
    for position, values in enumerate(state.get("corrections") or ()):
        pk = keys[position] if position < len(keys) else None
        row = rows.pop(pk, None) if pk else None
        fresh = row is None
        if row is None:
            row = Correction(pk=None if Correction.objects.filter(pk=pk).exists() else pk, article=article)
        row.kind, row.text = values["kind"], values["text"]
        row.dated = date.fromisoformat(values["dated"])
        row.save(force_insert=fresh)
    for row in rows.values():
        row.delete()


def restore_thing(thing: Thing, state: State, names: Iterable[str], author: Author) -> list[str]:
    """Put fields of a person, tag or country back. Merges are not among them: they are taken back.

    Returns French sentences about what could not come back.
    """
    wanted = set(names)
    missing: list[str] = []
    with changing(thing, author):
        thing = type(thing)._default_manager.get(pk=thing.pk)
        if "slug" in wanted and state["slug"] != thing.slug:
            missing += _restore_slug(thing, state["slug"])
        for name in wanted & {"name", "note", "triggers"} & state.keys():
            setattr(thing, name, state[name])
        if "country" in wanted and isinstance(thing, Person):
            thing.country = Country.objects.filter(pk=state["country"] or "").first()
        thing.save()
        if "names" in wanted and isinstance(thing, Person):
            thing.names.exclude(name__in=state["names"]).delete()
            has = set(thing.names.values_list("name", flat=True))
            PersonName.objects.bulk_create(
                PersonName(person=thing, name=name, key=fold(name))
                for name in state["names"]
                if name not in has
            )
        if "aliases" in wanted and isinstance(thing, Tag):
            thing.aliases.exclude(name__in=state["aliases"]).delete()
            for name in state["aliases"]:
                taken = Tag.objects.by_key([fold(name)]).get(fold(name))
                if taken is None:
                    TagAlias.objects.create(tag=thing, name=name)
                elif taken.pk != thing.pk:
                    missing.append(f"« {name} » mène maintenant à « {taken} ».")
    return missing


def _restore_slug(thing: Thing, slug: str) -> list[str]:
    kind = thing._meta.model_name or ""
    others = type(thing)._default_manager.filter(slug=slug).exclude(pk=thing.pk)
    old = OldAddress.objects.filter(kind=kind, slug=slug)
    if others.exists() or old.exclude(target_id=thing.pk).exists():
        return [f"L'adresse « {slug} » est prise par un autre."]
    old.delete()
    OldAddress.objects.update_or_create(kind=kind, slug=thing.slug, defaults={"target_id": thing.pk})
    thing.slug = slug
    return []
