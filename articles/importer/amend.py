"""Writes a newer reading into articles that the archive has, by three-way merge.

In the caller's transaction, article by article; derived fields and history for the group at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from articles.mending import decided
from articles.models import (
    Article,
    Batch,
    Conflict,
    CountryMention,
    PersonMention,
    Photo,
    Related,
    Review,
    SourceDocument,
    Status,
    SupersededText,
    TagProposal,
)
from articles.models.bulk import change, insert
from articles.models.derived import headline_key, rederive_loaded
from articles.models.history import difference, snapshot

from .merge import (
    COUNTRIES,
    PEOPLE,
    PHOTOS,
    RELATED,
    TAGS,
    UNITS,
    Clash,
    ItemPlan,
    Kind,
    Standing,
    keep_needed,
    merge_items,
    merge_status,
    merge_values,
)
from .reading import Item, Reading, person_keys, photo_keys, reading_of, related_keys
from .rows import (
    Shelf,
    article_values,
    change_of,
    country_mention_of,
    join_mention,
    mention_of,
    photo_of,
    proposals_of,
    refused_keys,
    related_of,
)
from .store import FILLED, Incoming, fill_document, link_announcers


def amend(
    incoming: Sequence[Incoming],
    batch: Batch,
    shelf: Shelf,
    path: str = "import",
    *,
    conflicts: bool = True,
) -> list[int]:
    """Merge each document into its article; returns the ids of the articles that changed."""
    ids = [document.document.pk for document in incoming if document.document]
    rows = SourceDocument.objects.select_for_update().order_by("pk").in_bulk(ids)
    articles = _locked(row.article_id for row in rows.values())
    before: dict[int, dict[str, Any]] = {}
    superseded: list[SupersededText] = []
    for document in incoming:
        row = document.document = rows[document.document.pk if document.document else 0]
        article = document.article = articles[row.article_id or 0]
        before[article.pk] = snapshot(article)
        clashes = _amend_one(article, document, row, shelf)
        if conflicts:
            _record(article, clashes, batch)
        superseded.append(_supersede(row, document, batch))
    insert(superseded)
    change(SourceDocument, {pk: {name: getattr(row, name) for name in FILLED} for pk, row in rows.items()})
    after = list(Article.objects.whole().filter(pk__in=before))
    rederive_loaded(after)
    changes, changed = [], []
    for article in after:
        fields = difference(before[article.pk], snapshot(article))
        if fields:
            changed.append(article)
            changes.append(change_of(article, batch, path, fields=fields))
    insert(changes)
    link_announcers([a for a in changed if a.headline != before[a.pk]["headline"]])
    return [article.pk for article in changed]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a newer reading does to one article: values of its fields, and a plan for each kind of item."""

    values: dict[str, Any]
    plans: dict[Kind, ItemPlan]
    clashes: tuple[Clash, ...]

    @property
    def shows(self) -> bool:
        """Whether anything changes that a reader or an editor sees, and not only spans."""
        return bool(self.values) or any(plan_shows(kind, plan) for kind, plan in self.plans.items())


def plan_shows(kind: Kind, plan: ItemPlan) -> bool:
    visible = {*kind.merged, *kind.quiet}
    changed = any(not visible.isdisjoint(values) for values in plan.change.values())
    return bool(plan.add or plan.remove or changed)


def merge_into(article: Article, row: SourceDocument, document: Incoming) -> Merged:
    """Merge a reading into an article that came from ``whole_with_import``. Writes nothing.

    What editors decided about lost spaces holds for both readings, the last one and the new one.
    """
    repairs = row.decisions.get("repairs") or {}
    base = reading_of(decided(row.parsed, row.text, repairs))
    if repairs:
        document.reading = reading_of(decided(document.record, document.text, repairs), document.text)
    new, status = document.reading, document.status
    stands = _plain_values(article)
    values, clashes = merge_values(base.values, stands, new.values)
    kept = merge_status(row.parsed.get("status", article.status), article.status, status)
    if kept == Status.PUBLISHED:
        values, needed = keep_needed(values, base.values, stands, new.values)
        clashes += needed
    if kept != article.status:
        values["status"] = kept
    plans = {
        PHOTOS: merge_items(PHOTOS, base.photos, _photos(article), new.photos),
        PEOPLE: merge_items(PEOPLE, base.people, _people(article), new.people, refused_keys(row.decisions)),
        COUNTRIES: merge_items(COUNTRIES, base.countries, _countries(article), new.countries),
        RELATED: merge_items(RELATED, base.related, _related(article), new.related),
        TAGS: merge_items(
            TAGS,
            base.tags,
            _proposals(article),
            new.tags,
            frozenset(item.tag.key for item in article.tagged_items.all()),
        ),
    }
    return Merged(values, plans, (*clashes, *(clash for plan in plans.values() for clash in plan.clashes)))


def whole_with_import() -> models.QuerySet[Article]:
    return Article.objects.whole().prefetch_related("tag_proposals__tag", "conflicts")


def _locked(article_ids: Iterable[int | None]) -> dict[int, Article]:
    ids = sorted(pk for pk in article_ids if pk)
    # locked first, in order; then read: nobody's edit falls between what is read and what is written
    list(Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    return {article.pk: article for article in whole_with_import().filter(pk__in=ids)}


def _plain_values(article: Article) -> dict[str, Any]:
    values = {name: getattr(article, name) for members in UNITS.values() for name in members}
    day = values["published_on"]
    values["published_on"] = day.isoformat() if day else None
    return values


def _proposals(article: Article) -> list[Standing]:
    return [
        Standing(proposal.pk, Item((proposal.tag.key,), {"spans": proposal.spans, "state": proposal.state}))
        for proposal in article.tag_proposals.all()
    ]


def _photos(article: Article) -> list[Standing]:
    return [
        Standing(
            photo.pk,
            Item(
                photo_keys(photo.caption, photo.credit),
                {name: getattr(photo, name) for name in ("caption", "credit", "position", "origin")},
                photo.caption,
            ),
            photo.origin,
            guarded=bool(photo.image or photo.alternative),
        )
        for photo in article.photos.all()
    ]


def _people(article: Article) -> list[Standing]:
    names = ("role", "state", "read_as", "forms", "spans", "position")
    found = []
    for mention in article.person_mentions.all():
        keys = person_keys(mention.read_as or mention.person.name, mention.forms)
        if not mention.read_as:  # an editor's own: any spelling of the person says that it is the same
            keys = tuple(dict.fromkeys([*keys, *(n.key for n in mention.person.names.all() if " " in n.key)]))
        found.append(Standing(mention.pk, Item(keys, {n: getattr(mention, n) for n in names})))
    return found


def _countries(article: Article) -> list[Standing]:
    names = ("state", "forms", "spans", "position")
    return [
        Standing(
            mention.pk,
            Item((mention.country_id,), {n: getattr(mention, n) for n in names}),
            guarded=not mention.from_import,
        )
        for mention in article.country_mentions.all()
    ]


def _related(article: Article) -> list[Standing]:
    names = ("headline", "summary", "caption", "credit", "position")
    return [
        Standing(
            row.pk,
            Item(related_keys(row.headline, row.summary, row.caption), {n: getattr(row, n) for n in names}),
        )
        for row in article.related.all()
    ]


def _amend_one(article: Article, document: Incoming, row: SourceDocument, shelf: Shelf) -> tuple[Clash, ...]:
    merged = merge_into(article, row, document)
    values, plans = merged.values, merged.plans
    if merged.shows:
        article.version += 1
        if article.review == Review.REVIEWED:
            values["review"] = Review.UNREVIEWED  # nobody has seen what it says now
    values = article_values(values)
    values |= {
        "problem_count": len(document.problems),
        "version": article.version,
        "updated_at": timezone.now(),
    }
    for name, value in values.items():
        setattr(article, name, value)
    change(Article, {article.pk: values})
    _write_photos(article, plans[PHOTOS], document.reading)
    _write_people(article, plans[PEOPLE], document.reading, shelf)
    _write_countries(article, plans[COUNTRIES], document.reading, shelf)
    _write_related(article, plans[RELATED], document.reading, shelf)
    _write_proposals(article, plans[TAGS], document.reading, shelf)
    return merged.clashes


def _change_rows(model: type[models.Model], plan: ItemPlan) -> None:
    change(model, plan.change)
    if plan.remove:
        model._default_manager.filter(pk__in=plan.remove).delete()


def _write_photos(article: Article, plan: ItemPlan, reading: Reading) -> None:
    _change_rows(Photo, plan)
    insert(photo_of(article, reading.photos[index]) for index in plan.add)


def _write_people(article: Article, plan: ItemPlan, reading: Reading, shelf: Shelf) -> None:
    _change_rows(PersonMention, plan)
    standing = {
        mention.person_id: mention
        for mention in article.person_mentions.all()
        if mention.pk not in plan.remove
    }
    added: dict[int, PersonMention] = {}  # by the identity of a person that may have no row yet
    joined = []
    for index in plan.add:
        item = reading.people[index]
        known, sure = shelf.people.find(item)
        mention = standing.get(known.person.pk) or added.get(id(known))
        if mention is None:
            added[id(known)] = mention_of(article, item, known, sure)
        else:  # another name of somebody who stands there already
            join_mention(mention, item)
            if mention.pk:
                mention.read_as = mention.read_as or item.values["read_as"]
                joined.append(mention)
    shelf.people.save()
    insert(added.values())
    PersonMention.objects.bulk_update(joined, ["forms", "spans", "read_as"])


def _write_countries(article: Article, plan: ItemPlan, reading: Reading, shelf: Shelf) -> None:
    _change_rows(CountryMention, plan)
    items = [reading.countries[index] for index in plan.add]
    insert(
        country_mention_of(article, item, shelf.countries[item.keys[0]])
        for item in items
        if item.keys[0] in shelf.countries
    )


def _write_related(article: Article, plan: ItemPlan, reading: Reading, shelf: Shelf) -> None:
    for row, values in plan.change.items():
        if "headline" in values:
            key = headline_key(values["headline"])
            target = shelf.announced.get(key)
            Related.objects.filter(pk=row).update(headline_key=key, target=target)
    _change_rows(Related, plan)
    insert(related_of(article, reading.related[index], shelf.announced) for index in plan.add)


def _write_proposals(article: Article, plan: ItemPlan, reading: Reading, shelf: Shelf) -> None:
    _change_rows(TagProposal, plan)
    insert(proposals_of(article, [reading.tags[index] for index in plan.add], shelf.tags))


def _record(article: Article, clashes: Iterable[Clash], batch: Batch) -> None:
    """One open conflict a field: a newer text replaces what waits, and an agreement closes it."""
    waiting = {conflict.field: conflict for conflict in article.conflicts.all() if not conflict.settled_at}
    fresh = []
    for clash in clashes:
        conflict = waiting.get(clash.field[:300])
        if conflict is None:
            conflict = Conflict(article=article, batch=batch, field=clash.field[:300], base=clash.base)
            fresh.append(conflict)
        conflict.current, conflict.incoming = clash.current, clash.incoming
        if conflict.pk:
            conflict.batch = batch
            conflict.save(update_fields=["current", "incoming", "batch"])
    Conflict.objects.bulk_create(fresh)


def _supersede(row: SourceDocument, document: Incoming, batch: Batch) -> SupersededText:
    """The earlier text with the batch that brought it; the newer one in its place. Nothing is saved.

    A new reading of the same text keeps that batch; its earlier reading is kept without the text.
    """
    same_text = row.sha256 == document.sha256
    superseded = SupersededText(
        document=row,
        sha256=row.sha256,
        encoding=row.encoding,
        batch_id=row.batch_id,
        parsed=row.parsed,
        problems=row.problems,
        text="" if same_text else row.text,
    )
    fill_document(row, document, row.batch_id if same_text else batch.pk)
    return superseded
