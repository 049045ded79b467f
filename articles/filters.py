"""What readers can ask of the list of articles, and the query that answers it.

Every list is a *walk*: public articles with the aliases ``walk_day`` and ``walk_id``, the columns of
the index that is read in date order. With a person, a country or a tag chosen, the walk goes
along the index of that link, which knows the article's day and whether it is public; the rarest
chosen one leads, the others are looked up for each row.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone

from articles import french, search
from articles.folding import fold
from articles.models import (
    Article,
    Country,
    CountryMention,
    Period,
    Person,
    PersonMention,
    PersonName,
    Tag,
    TaggedArticle,
)
from articles.models.article import UNDATED

CAP = 10_000  # results are counted up to here
MAX_VALUES = 5  # of one parameter
MAX_QUERY = 300  # characters
NB = french.NO_BREAK

# model: (link from the article, its field for the row, model of the link, its field for the article)
_LINKS: dict[type[Model], tuple[str, str, type[Model], str]] = {
    Person: ("person_mentions", "person", PersonMention, "article"),
    Country: ("country_mentions", "country", CountryMention, "article"),
    Tag: ("tagged_items", "tag", TaggedArticle, "content_object"),
}


def walk_all() -> QuerySet[Article]:
    """Every public article, in no order yet."""
    return Article.objects.public().alias(walk_day=F("listed_on"), walk_id=F("id"))


def walk_of(row: Person | Country | Tag) -> QuerySet[Article]:
    """The public articles of a person, a country or a tag, along the index of the link."""
    link, name, _, article = _LINKS[type(row)]
    chosen: dict[str, Any] = {f"{link}__{name}": row, f"{link}__public_from__lte": timezone.now()}
    if not isinstance(row, Tag):
        chosen[f"{link}__state"] = "accepted"
    return Article.objects.filter(**chosen).alias(
        walk_day=F(f"{link}__listed_on"), walk_id=F(f"{link}__{article}_id")
    )


def also_of(walk: QuerySet[Article], row: Model, *, absent: bool = False) -> QuerySet[Article]:
    """``walk`` narrowed to the articles that have ``row`` too, or that have it not."""
    _, name, model, article = _LINKS[type(row)]
    links = model._default_manager.filter(**{article: OuterRef("pk"), name: row})
    if not isinstance(row, Tag):
        links = links.filter(state="accepted")
    return walk.filter(~Exists(links) if absent else Exists(links))


def within(walk: QuerySet[Article], year: int, month: int = 0, day: int = 0) -> QuerySet[Article]:
    """``walk`` narrowed to a year, month or day; what is dated less precisely is not in it."""
    first = datetime.date(year, month or 1, day or 1)
    if day:
        return walk.filter(walk_day=first, date_precision="day")
    last_month = month or 12
    last = datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])
    walk = walk.filter(walk_day__gte=first, walk_day__lte=last)
    if first == UNDATED:
        walk = walk.filter(published_on__isnull=False)
    return walk.exclude(date_precision="year") if month else walk


class Named(forms.Field):
    """Rows of a model, each given by its address (``viet-nam``), its code or its name as typed.

    Cleans to ``(rows, unknown values)``: one unknown name does not take the others away.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, model: type[Model], **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def clean(self, value: list[str] | None) -> tuple[list[Any], list[str]]:
        given = list(dict.fromkeys(text.strip() for text in value or () if text.strip()))
        usable = [text for text in given[:MAX_VALUES] if "\x00" not in text and len(text) <= 200]
        found = _by_address(self.model, usable)
        rows = [found[text] for text in usable if text in found]
        unknown = [text for text in given if text not in found]
        return list(dict.fromkeys(rows)), unknown


def _by_address(model: type[Model], values: list[str]) -> dict[str, Any]:
    """``{value: row}`` for the values that are the address of a row with articles, or a name of one."""
    if not values:
        return {}
    rows = model._default_manager.with_articles()  # type: ignore[attr-defined]
    found = {row.slug: row for row in rows.filter(slug__in=values)}
    for text in (text for text in values if text not in found):
        row = _by_name(model, rows, text)
        if row is not None:
            found[text] = row
    return found


def _by_name(model: type[Model], rows: QuerySet[Any], text: str) -> Any:
    key = fold(text)[:200]
    if not key:
        return None
    if model is Person:
        ids = PersonName.objects.filter(key=key).values("person")
        return rows.filter(pk__in=ids).order_by("-article_count", "pk").first()
    if model is Country:
        if len(text) == 2 and text.isascii():
            return rows.filter(code=text.upper()).first()
        return rows.filter(sort_key=key).first()
    return rows.filter(key=key).first()


class NamedFilter(django_filters.Filter):
    field_class = Named


class Words(forms.CharField):
    """What is searched for; a NUL is taken for a blank, since no text holds one."""

    def to_python(self, value: Any) -> str:
        return super().to_python((value or "").replace("\x00", " "))[:MAX_QUERY]


class WordsFilter(django_filters.CharFilter):
    field_class = Words


class Numeral(forms.IntegerField):
    """A whole number written in ten digits at most."""

    def to_python(self, value: Any) -> int | None:
        if value and len(value) > 10:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class NumeralFilter(django_filters.Filter):
    field_class = Numeral


PHOTO = (("oui", "avec photo"), ("non", "sans photo"))
ORDERS = (
    ("recents", "Les plus récents d’abord"),
    ("anciens", "Les plus anciens d’abord"),
    ("pertinence", "Les plus pertinents d’abord"),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter: what it is, and the query string of the list without it."""

    label: str
    value: str
    without: str


class ArticleFilter(django_filters.FilterSet):
    """``?q=…&pays=…&personne=…&sujet=…&annee=…&mois=…&jour=…&photo=oui&tri=…``

    ``pays``, ``personne`` and ``sujet`` may come several times (an article must have them all), and
    with ``sans_`` before them to exclude. A value that is not understood is left out and named in
    ``notices``.
    """

    q = WordsFilter(label="Mots")
    pays = NamedFilter(label="Pays", model=Country)
    personne = NamedFilter(label="Personne", model=Person)
    sujet = NamedFilter(label="Sujet", model=Tag)
    sans_pays = NamedFilter(label="Sans le pays", model=Country)
    sans_personne = NamedFilter(label="Sans la personne", model=Person)
    sans_sujet = NamedFilter(label="Sans le sujet", model=Tag)
    annee = NumeralFilter(label="Année", min_value=1, max_value=9999)
    mois = NumeralFilter(label="Mois", min_value=1, max_value=12)
    jour = NumeralFilter(label="Jour", min_value=1, max_value=31)
    photo = django_filters.ChoiceFilter(label="Photo", choices=PHOTO, null_label=None)
    tri = django_filters.ChoiceFilter(label="Ordre", choices=ORDERS, null_label=None)

    class Meta:
        model = Article
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, Article.objects.none())
        self.errors  # noqa: B018 - cleans the form
        clean = self.form.cleaned_data
        self.notices = list(self._refusals())
        self.query = search.parse_query(clean.get("q", ""))
        self.chosen = [row for name in ("pays", "personne", "sujet") for row in clean[name][0]]
        self.excluded = [row for name in ("pays", "personne", "sujet") for row in clean[f"sans_{name}"][0]]
        if clean.get("q") and not self.query:
            self.notices.append(f"Il n’y a pas de mot à chercher dans {_shown(clean['q'])}.")
        self.year, self.month, self.day = self._period(clean)
        self.photo = clean.get("photo") or ""
        self.order = clean.get("tri") or "recents"
        if self.order == "pertinence" and not self.query.required:
            self.order = "recents"

    @property
    def ranked(self) -> bool:
        return self.order == "pertinence"

    @property
    def oldest_first(self) -> bool:
        return self.order == "anciens"

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is asked for."""
        return bool(self.query or self.chosen or self.excluded or self.year or self.photo)

    def filter_queryset(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The walk that answers; ``queryset`` is not used, since the walk starts at an index."""
        leading = min(self.chosen, key=lambda row: row.article_count, default=None)
        walk = walk_all() if leading is None else walk_of(leading)
        for row in self.chosen:
            if row is not leading:
                walk = also_of(walk, row)
        for row in self.excluded:
            walk = also_of(walk, row, absent=True)
        if self.year:
            walk = within(walk, self.year, self.month, self.day)
        if self.photo:
            walk = walk.filter(photo_count__gt=0) if self.photo == "oui" else walk.filter(photo_count=0)
        return search.matching(walk, self.query)

    def total(self) -> int | None:
        """How many articles there are; None for more than ``CAP``. Counts that are kept are not counted."""
        kept = self._kept_count()
        return counted_to_cap(self.qs) if kept is None else kept

    def _kept_count(self) -> int | None:
        if self.query or self.excluded or self.photo or len(self.chosen) + bool(self.year) > 1:
            return None
        if self.chosen:
            return self.chosen[0].article_count
        return period_count(period_key(self.year, self.month, self.day))

    def _refusals(self) -> Iterator[str]:
        for name, filter_ in self.filters.items():
            label = filter_.label
            if name in self.form.errors:
                given = _shown(" ".join(self.data.getlist(name)))
                yield f"Filtre {french.quoted(label)} ignoré{NB}: {given} n’est pas une valeur possible."
            elif isinstance(filter_, NamedFilter):
                for text in self.form.cleaned_data[name][1]:
                    yield (
                        f"Filtre {french.quoted(label)} ignoré{NB}:"
                        f" rien ne s’appelle {_shown(text)} dans les archives."
                    )

    def _period(self, clean: dict[str, Any]) -> tuple[int, int, int]:
        year, month, day = (clean.get(name) or 0 for name in ("annee", "mois", "jour"))
        if month and not year:
            self.notices.append("Le mois est ignoré faute d’année.")
            return 0, 0, 0
        if day and not month:
            self.notices.append("Le jour est ignoré faute de mois.")
            return year, month, 0
        if day and day > (last := calendar.monthrange(year, month)[1]):
            words = french.month_words(year, month)
            self.notices.append(f"Le jour est ignoré{NB}: {words} n’a que {last} jours.")
            return year, month, 0
        return year, month, day

    def hidden(self) -> Iterator[tuple[str, str]]:
        """The chosen filters that the form has no field for, or to which its field adds one."""
        for name, filter_ in self.filters.items():
            if isinstance(filter_, NamedFilter):
                for row in self.form.cleaned_data[name][0]:
                    yield name, row.slug
        if self.order != "recents":
            yield "tri", self.order
        if self.day:
            yield "jour", str(self.day)

    def chips(self, address: Any) -> list[Chip]:
        """The chosen filters with the query string that takes each away; ``address`` makes those."""
        made: list[Chip] = []
        for name, filter_ in self.filters.items():
            if isinstance(filter_, NamedFilter):
                for row in self.form.cleaned_data[name][0]:
                    others = [v for v in self.data.getlist(name) if not _means(v, row)]
                    made.append(Chip(filter_.label, row.name, address(self.data, **{name: others or None})))
        if self.query:
            made.insert(0, Chip("Mots", self.form.cleaned_data["q"], address(self.data, q=None)))
        if self.year:
            words = french.period_words(
                datetime.date(self.year, self.month or 1, self.day or 1),
                "day" if self.day else "month" if self.month else "year",
            )
            made.append(Chip("Date", words, address(self.data, annee=None, mois=None, jour=None)))
        if self.photo:
            made.append(Chip("Photo", dict(PHOTO)[self.photo], address(self.data, photo=None)))
        return made


def _shown(text: str) -> str:
    return french.quoted(text[:60].replace("\x00", "\ufffd"))


def _means(text: str, row: Any) -> bool:
    return text.strip() == row.slug or fold(text) in (fold(row.name), fold(getattr(row, "code", "")))


def counted_to_cap(walk: QuerySet[Article]) -> int | None:
    """How many articles ``walk`` has, None for more than ``CAP``."""
    found = walk.order_by()[: CAP + 1].count()
    return None if found > CAP else found


def period_key(year: int = 0, month: int = 0, day: int = 0) -> str:
    """The key of ``Period``; without a year that of the whole archive."""
    return "-".join(
        text for text in (year and f"{year:04}", month and f"{month:02}", day and f"{day:02}") if text
    )


def period_count(key: str) -> int:
    """The kept count of a period: ``""`` the whole archive, ``2021``, ``2021-07``, ``undated``…"""
    return Period.objects.filter(key=key).values_list("article_count", flat=True).first() or 0


def by_ids(ids: Iterable[int], fields: Iterable[str]) -> list[Article]:
    """These articles in this order, as far as they are public."""
    ids = list(ids)
    rows = Article.objects.public().only(*fields).in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]
