"""What is computed when an article is written, so that reading it is cheap.

``derive`` works on objects in memory (the importer has them all); ``rederive`` loads articles,
derives them and saves; both give the counts' differences to ``apply_counts``, in the same
transaction as the change. Every path that writes an article, its photos, mentions or tags ends
in one of the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from articles import search
from articles.folding import fold, unaccent
from articles.mending import put_back

from .article import Article, Photo, Related, public_start
from .bulk import change, collecting_later
from .catalogue import facets_of
from .corrections import Correction
from .countries import Country, CountryMention
from .people import Person, PersonMention
from .periods import UNDATED, Period
from .tallies import Tally, tallies_of
from .topics import Tag, TaggedArticle

DERIVED_FIELDS = [
    "slug",
    "headline_key",
    "listed_on",
    "public_from",
    "due_at",
    "card",
    "page",
    "counted",
    "photo_count",
    "facets",
    "search_head",
    "search_text",
]
_ADDRESS = ("public_from", "due_at", "slug")  # whether and where an article is met
_BATCH = 500  # articles held in memory at a time
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(slots=True)
class Parts:
    """All that belongs to one article, in the order in which it is shown.

    ``received`` holds the words as received that were repaired since, for the search.
    """

    photos: Sequence[Photo] = ()
    people: Sequence[tuple[PersonMention, Person]] = ()
    countries: Sequence[tuple[CountryMention, Country]] = ()
    tags: Sequence[tuple[TaggedArticle, Tag]] = ()
    related: Sequence[tuple[Related, Article | None]] = ()
    corrections: Sequence[Correction] = ()
    received: Sequence[str] = ()


def derive(article: Article, parts: Parts) -> Counter[tuple[str, Any]]:
    """Set the derived fields of ``article`` and of its links (not saved).

    Returns by how much each count changes, as ``{(kind, key): +1 or -1}``.
    """
    article.slug = slugify(unaccent(article.headline))[:80].strip("-") or "article"
    article.headline_key = "" if article.provisional_headline else headline_key(article.headline)
    article.listed_on = article.published_on or UNDATED
    article.public_from = public_start(article)
    waits = article.public_from is not None and article.public_from > timezone.now()
    article.due_at = article.public_from if waits else None
    links = [m for m, _ in (*parts.people, *parts.countries)] + [t for t, _ in parts.tags]
    for link in links:
        link.listed_on = article.listed_on
        link.public_from = article.public_from
    people = [pair for pair in parts.people if pair[0].state == "accepted"]
    countries = [pair for pair in parts.countries if pair[0].state == "accepted"]
    article.photo_count = len(parts.photos)
    article.card = {
        "countries": [[c.code, c.name, c.slug] for _, c in countries],
        "people": [[p.name, p.slug] for _, p in people],
        "tags": [[tag.name, tag.slug] for _, tag in parts.tags],
        "photos": len(parts.photos),
    }
    article.facets = facets_of(
        article,
        (country.pk for _, country in countries),
        (person.pk for _, person in people),
        (tag.pk for _, tag in parts.tags),
    )
    article.page = _page(article, parts, people, countries)
    article.search_head = search.tokens([article.headline])
    article.search_text = search.tokens(_searched(article, parts, people, countries))
    before = {(kind, key) for kind, key in article.counted}
    after = _counted(article, people, countries, parts.tags)
    if before == after:
        return Counter()
    article.counted = sorted(([kind, key] for kind, key in after), key=str)
    changes: Counter[tuple[str, Any]] = Counter()
    before |= {("tally", key) for key in tallies_of(before)}
    after |= {("tally", key) for key in tallies_of(after)}
    for key in after - before:
        changes[key] += 1
    for key in before - after:
        changes[key] -= 1
    return changes


def headline_key(headline: str) -> str:
    """What a teaser and the article that it announces have in common.

    Empty for one or two words: « Météo » announces nothing in particular.
    """
    key = fold(headline)[:500]
    return key if key.count(" ") >= 2 else ""


def _counted(
    article: Article,
    people: Iterable[tuple[PersonMention, Person]],
    countries: Iterable[tuple[CountryMention, Country]],
    tags: Iterable[tuple[TaggedArticle, Tag]],
) -> set[tuple[str, Any]]:
    if article.public_from is None or article.public_from > timezone.now():
        return set()
    keys: set[tuple[str, Any]] = {("period", "")}
    if article.published_on is None:
        keys.add(("period", "undated"))
    else:
        day = article.published_on.isoformat()
        length = {"year": 4, "month": 7, "day": 10}[article.date_precision]
        keys |= {("period", day[:n]) for n in (4, 7, 10) if n <= length}
    keys |= {("person", person.pk) for _, person in people}
    keys |= {("country", country.pk) for _, country in countries}
    keys |= {("tag", tag.pk) for _, tag in tags}
    precision = article.date_precision or ("partial" if article.partial_date else "")
    keys |= {
        ("fact", f"review:{article.review}"),
        ("fact", f"basis:{article.date_basis}"),
        ("fact", f"precision:{precision}"),
    }
    return keys


def _searched(
    article: Article,
    parts: Parts,
    people: Iterable[tuple[PersonMention, Person]],
    countries: Iterable[tuple[CountryMention, Country]],
) -> Iterable[str]:
    yield article.lead
    yield article.place
    yield article.agency
    for _, person in people:
        yield person.name  # other spellings are the business of ``finding.with_spellings``
    for _, country in countries:
        yield country.name
    for _, tag in parts.tags:
        yield tag.name
    for photo in parts.photos:
        yield photo.caption
        yield photo.credit
    yield from article.body.split("\n\n")
    yield " ".join(parts.received)


def _page(
    article: Article,
    parts: Parts,
    people: Sequence[tuple[PersonMention, Person]],
    countries: Sequence[tuple[CountryMention, Country]],
) -> dict[str, Any]:
    """What the article's page shows. ``lead`` and ``paragraphs[].html`` are escaped HTML."""
    linker = _Linker(
        [(m.forms or [p.name], p.get_absolute_url()) for m, p in people]
        + [(m.forms or [c.name], c.get_absolute_url()) for m, c in countries]
    )
    lead = linker.link(article.lead)
    paragraphs = []
    for text in article.body.split("\n\n"):
        if text.startswith("## "):
            paragraphs.append({"kind": "intertitle", "html": escape(text[3:])})
        elif text:
            paragraphs.append({"kind": "paragraph", "html": linker.link(text)})
    return {
        "lead": lead,
        "paragraphs": paragraphs,
        "photos": [
            {
                "caption": photo.caption,
                "credit": photo.credit,
                "rights": photo.rights,
                "alternative": photo.alternative,
                "after": photo.position,
                "url": photo.image.url if photo.image else "",
                "width": photo.image_width,
                "height": photo.image_height,
            }
            for photo in parts.photos
        ],
        "people": [{"name": p.name, "slug": p.slug, "role": m.role} for m, p in people],
        "countries": [{"code": c.code, "name": c.name, "slug": c.slug} for _, c in countries],
        "tags": [{"name": tag.name, "slug": tag.slug} for _, tag in parts.tags],
        "related": [
            {
                "headline": row.headline,
                "summary": row.summary,
                "caption": row.caption,
                "credit": row.credit,
                # a target that readers may not see leaves no trace
                "url": target.get_absolute_url() if target and target.is_public else "",
            }
            for row, target in parts.related
        ],
        "corrections": [
            {"kind": row.get_kind_display(), "dated": row.dated.isoformat(), "text": row.text}
            for row in parts.corrections
        ],
        "received": list(parts.received),
    }


class _Linker:
    """Links the first place of each name in an article; longer names first, never one in another."""

    def __init__(self, entries: Iterable[tuple[Sequence[str], str]]) -> None:
        self.forms = sorted(
            ((form, url) for forms, url in entries for form in set(forms) if form),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
        self.done: set[str] = set()

    def link(self, text: str) -> str:
        taken: list[tuple[int, int, str]] = []
        for form, url in self.forms:
            if url in self.done:
                continue
            start = _find_word(text, form)
            while start >= 0 and any(s < start + len(form) and start < e for s, e, _ in taken):
                start = _find_word(text, form, start + 1)
            if start >= 0:
                taken.append((start, start + len(form), url))
                self.done.add(url)
        if not taken:
            return escape(text)
        self.forms = [(form, url) for form, url in self.forms if url not in self.done]
        pieces: list[str] = []
        position = 0
        for start, end, url in sorted(taken):
            pieces.append(escape(text[position:start]))
            pieces.append(f'<a href="{escape(url)}">{escape(text[start:end])}</a>')
            position = end
        pieces.append(escape(text[position:]))
        return "".join(pieces)


def _find_word(text: str, form: str, start: int = 0) -> int:
    """Where ``form`` stands in ``text`` as a word of its own; -1 where it does not."""
    while (start := text.find(form, start)) >= 0:
        end = start + len(form)
        opens = start == 0 or not text[start - 1].isalnum()
        closes = end == len(text) or not text[end].isalnum()
        if opens and closes:
            return start
        start += 1
    return -1


_COUNTED_MODELS: dict[str, type[models.Model]] = {
    "period": Period,
    "person": Person,
    "country": Country,
    "tag": Tag,
}


def apply_counts(changes: Counter[tuple[str, Any]]) -> None:
    """Add the differences to the stored counts; in the transaction of what caused them."""
    Tally.objects.add((key, by) for (kind, key), by in changes.items() if kind == "tally")
    by_kind: dict[str, dict[int, list[Any]]] = {}
    for (kind, key), by in changes.items():
        if by and kind in _COUNTED_MODELS:
            by_kind.setdefault(kind, {}).setdefault(by, []).append(key)
    for kind in sorted(by_kind):
        groups = by_kind[kind]
        keys = sorted(key for group in groups.values() for key in group)
        rows = _COUNTED_MODELS[kind]._default_manager.all()
        if kind == "period":
            rows.bulk_create([Period(key=key) for key in keys], ignore_conflicts=True)
        for begin in range(0, len(keys), _BATCH):
            # in the order of their keys, so that two writers never wait for each other
            locked = rows.select_for_update().filter(pk__in=keys[begin : begin + _BATCH]).order_by("pk")
            list(locked.values_list("pk", flat=True))
        for by, group in groups.items():
            for begin in range(0, len(group), _BATCH):
                part = rows.filter(pk__in=group[begin : begin + _BATCH])
                part.update(article_count=F("article_count") + by)


def parts_of(article: Article) -> Parts:
    """The parts of an article that came from ``Article.objects.whole()``."""
    people = [(mention, mention.person) for mention in article.person_mentions.all()]
    document = getattr(article, "document", None)
    return Parts(
        received=repaired_words(document.parsed, document.decisions) if document else (),
        photos=list(article.photos.all()),
        people=people,
        countries=[(mention, mention.country) for mention in article.country_mentions.all()],
        tags=sorted(((item, item.tag) for item in article.tagged_items.all()), key=lambda pair: pair[1].key),
        related=[(row, row.target) for row in article.related.all()],
        corrections=list(article.corrections.all()),
    )


def repaired_words(parsed: Mapping[str, Any], decisions: Mapping[str, Any]) -> list[str]:
    """The words of a received text that read otherwise by now, as they stood there."""
    return list(dict.fromkeys(r["raw"] for r in put_back(parsed, decisions.get("repairs") or {})))


@transaction.atomic
def rederive(ids: Iterable[int]) -> None:
    """Derive and save the articles of these ids; few queries per 500, however many rows."""
    wanted = list(dict.fromkeys(ids))
    while wanted:
        wanted, now = wanted[_BATCH:], wanted[:_BATCH]
        announcers = _derive_and_save(Article.objects.whole().filter(pk__in=now))
        wanted += [pk for pk in announcers if pk not in wanted]


@transaction.atomic
def rederive_loaded(articles: Iterable[Article], along: Mapping[int, Mapping[str, Any]] = _NOTHING) -> None:
    """``rederive`` for articles that have just been loaded with ``whole()``.

    ``along`` holds, by article, other fields to write with the same statement: a second one would
    cost as much again, above all in the index of the search.
    """
    rederive(_derive_and_save(articles, along))


@collecting_later()
def _derive_and_save(
    articles: Iterable[Article], along: Mapping[int, Mapping[str, Any]] = _NOTHING
) -> Iterable[int]:
    """Derives ``articles`` and saves what changed; the ids of those that must be derived after them."""
    counts: Counter[tuple[str, Any]] = Counter()
    derived: dict[int, dict[str, Any]] = {}
    links: dict[type[models.Model], dict[int, dict[str, Any]]] = {}
    for article in articles:
        before = [getattr(article, name) for name in DERIVED_FIELDS]
        parts = parts_of(article)
        rows = [m for m, _ in (*parts.people, *parts.countries)] + [t for t, _ in parts.tags]
        dated = [(row.listed_on, row.public_from) for row in rows]
        counts.update(derive(article, parts))
        after = {
            name: getattr(article, name)
            for name, value in zip(DERIVED_FIELDS, before, strict=True)
            if value != getattr(article, name)
        }
        after |= along.get(article.pk, _NOTHING)
        if after:
            derived[article.pk] = after
        for row, was in zip(rows, dated, strict=True):
            if was != (row.listed_on, row.public_from):
                links.setdefault(type(row), {})[row.pk] = {
                    "listed_on": row.listed_on,
                    "public_from": row.public_from,
                }
    change(Article, derived)
    for model, rows_of_model in links.items():
        change(model, rows_of_model)
    apply_counts(counts)
    # pages that announce one of these hold its address, or must lose it (those derived just
    # now too: they saw it as it was)
    moved = [pk for pk, fields in derived.items() if not fields.keys().isdisjoint(_ADDRESS)]
    return Related.objects.filter(target__in=moved).values_list("article", flat=True).distinct()
