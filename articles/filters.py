"""What readers can ask of the list of articles, and the walk that answers it.

With people, countries or tags chosen, the rarest one leads: the walk goes along its index, and
the others are looked up for each row.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from articles import french
from articles.filter_fields import NamedFilter, NumeralFilter, TextsFilter, WordsFilter
from articles.folding import fold
from articles.models import Article, Country, Person, Tag, finding
from articles.models.article import UNDATED
from articles.models.catalogue import Counts, Entry, counts_of
from articles.portraits import years_of_two
from articles.walks import (
    Row,
    also_of,
    counted_to_cap,
    entries_of,
    period_count,
    period_key,
    walk_all,
    walk_of,
    within,
)

NB = french.NO_BREAK
COUNTED = 150_000  # articles of a result, with all that they have
_NAMED = 5_000  # articles that a list names by their ids
_STEPS = 25  # rows met in a walk for one that is found: more take longer than naming them
PHOTO = (("oui", "avec photo"), ("non", "sans photo"))
REVIEW = (("oui", "relus par la rédaction"), ("non", "pas encore relus"))
DATING = (
    ("ecrite", "date écrite dans le texte"),
    ("deduite", "date déduite"),
    ("redaction", "date donnée par la rédaction"),
    ("partielle", "jour connu, année inconnue"),
    ("aucune", "sans date"),
)
ORDERS = (
    ("recents", "Les plus récents d’abord"),
    ("anciens", "Les plus anciens d’abord"),
    ("pertinence", "Les plus pertinents d’abord"),
)


BASIS = {"ecrite": "stated", "deduite": "inferred", "redaction": "edited"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter: what it is, and the query string of the list without it."""

    label: str
    value: str
    without: str


class ArticleFilter(django_filters.FilterSet):
    """``?q=…&pays=…&personne=…&sujet=…&annee=…&mois=…&jour=…&photo=oui&tri=…``

    ``pays``, ``personne`` and ``sujet`` may come several times (an article must have them all), so may
    ``lieu`` and ``agence`` (an article has one of them); ``sans_`` before any of the five excludes. A
    value that is not understood is left out and named in ``notices``.
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
    lieu = TextsFilter(label="Lieu")
    agence = TextsFilter(label="Agence")
    sans_lieu = TextsFilter(label="Sans le lieu")
    sans_agence = TextsFilter(label="Sans l’agence")
    relecture = django_filters.ChoiceFilter(label="Relecture", choices=REVIEW, null_label=None)
    datation = django_filters.ChoiceFilter(label="Datation", choices=DATING, null_label=None)
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
        self.query = finding.with_spellings(finding.parse_query(clean.get("q", "")))
        self.chosen = [row for name in ("pays", "personne", "sujet") for row in clean[name][0]]
        self.excluded = [row for name in ("pays", "personne", "sujet") for row in clean[f"sans_{name}"][0]]
        if clean.get("q") and not self.query:
            self.notices.append(f"Il n’y a pas de mot à chercher dans {_shown(clean['q'])}.")
        self.year, self.month, self.day = self._period(clean)
        self.photo, self.review, self.dating = (
            clean.get(name) or "" for name in ("photo", "relecture", "datation")
        )
        self.texts = {name: clean[name] for name in ("lieu", "agence", "sans_lieu", "sans_agence")}
        self.order = clean.get("tri") or "recents"
        if self.order == "pertinence" and not self.query.required:
            self.order = "recents"
        self.walk = self._walk()

    @property
    def ranked(self) -> bool:
        return self.order == "pertinence"

    @property
    def oldest_first(self) -> bool:
        return self.order == "anciens"

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is asked for."""
        return bool(self.query or self.chosen or self.year or self._looked_up)

    @property
    def plain(self) -> bool:
        """Whether one country, person, tag or period is asked for, of which counts are kept."""
        return not (self.query or self._looked_up) and len(self.chosen) + bool(self.year) == 1

    @property
    def ties_two(self) -> bool:
        """Whether two countries are asked for, or these in a year, of which counts are kept too."""
        return (
            not (self.query or self._looked_up or self.month)
            and len(self.chosen) == 2
            and all(isinstance(row, Country) for row in self.chosen)
        )

    @property
    def _looked_up(self) -> bool:
        """Whether something is asked of each row that no index and no kept count answers."""
        return bool(self.excluded or self.photo or self.review or self.dating or any(self.texts.values()))

    def filter_queryset(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The walk that answers; ``queryset`` is not used, since the walk starts at an index."""
        if self._is_one_walk() or self._is_met_often():
            return finding.matching(self.walk, self.query, on_the_way=True)
        return walk_all().filter(pk__in=self._few or ())

    def _is_one_walk(self) -> bool:
        """Whether every row of the walk is found."""
        return not (self.query or self._looked_up) and len(self.chosen) <= 1

    def _is_met_often(self) -> bool:
        """Whether a page is full after few steps of the walk; else its rows are named by their ids."""
        if self._few is None:
            return True
        leading = min((row.article_count for row in self.chosen), default=None)
        return len(self._few) * _STEPS >= (period_count("") if leading is None else leading)

    @cached_property
    def _few(self) -> list[int] | None:
        """The ids of what is found; None when they are many. One query, unless all is counted already."""
        if "counts" in self.__dict__:
            total = self.counts.total
            return None if total is None or total > _NAMED else [int(pk) for pk in self.counts.ids.split()]
        with self._by_words():
            found = list(self.entries.order_by().values_list("pk", flat=True)[: _NAMED + 1])
        return found if len(found) <= _NAMED else None

    def _by_words(self) -> AbstractContextManager[None]:
        return finding.by_index(self.entries.db) if self.query.required else nullcontext()

    @cached_property
    def entries(self) -> QuerySet[Entry]:
        """What is asked for, in the catalogue: where it is counted."""
        led = bool(self.query.required)
        entries = self._narrow(entries_of(self.chosen, self.excluded, led=led))
        return finding.matching(entries, self.query)

    @cached_property
    def counts(self) -> Counts:
        """How many articles are found and of what: one query."""
        return counts_of(self.entries, COUNTED, bool(self.query.required))

    def days(self) -> Counter[tuple[datetime.date, str]]:
        """``{(first day, precision): articles}`` of what is found, without the undated; one query."""
        found, by_words = self._found()
        dated = found.filter(published_on__isnull=False).order_by().values_list("listed_on", "date_precision")
        with finding.by_index(found.db) if by_words else nullcontext():
            return Counter({(day, precision): n for day, precision, n in dated.annotate(Count("pk"))})

    def _found(self) -> tuple[QuerySet[Entry], bool]:
        """What is found, in the catalogue, and whether the database has to look for words."""
        if self._is_one_walk() or self._few is None:
            return self.entries, bool(self.query.required)
        return Entry.objects.filter(pk__in=self._few), False

    def _walk(self) -> QuerySet[Article]:
        """All that is asked for but the words."""
        leading = min(self.chosen, key=lambda row: row.article_count, default=None)
        walk = walk_all() if leading is None else walk_of(leading)
        for row in self.chosen:
            if row is not leading:
                walk = also_of(walk, row)
        for row in self.excluded:
            walk = also_of(walk, row, absent=True)
        return self._narrow(walk)

    def _narrow(self, walk: QuerySet[Row]) -> QuerySet[Row]:
        if self.year:
            walk = within(walk, self.year, self.month, self.day)
        if self.photo:
            walk = walk.filter(photo_count__gt=0) if self.photo == "oui" else walk.filter(photo_count=0)
        if self.review:
            walk = walk.filter(review="reviewed" if self.review == "oui" else "unreviewed")
        if self.dating in BASIS:
            walk = walk.filter(date_basis=BASIS[self.dating])
        elif self.dating:
            walk = walk.filter(walk_day=UNDATED, published_on__isnull=True)
            without = Q(partial_date="")
            walk = walk.filter(without if self.dating == "aucune" else ~without)
        for name, column in (("lieu", "place"), ("agence", "agency")):
            if self.texts[name]:
                walk = walk.filter(**{f"{column}__in": self.texts[name]})
            if self.texts[f"sans_{name}"]:
                walk = walk.exclude(**{f"{column}__in": self.texts[f"sans_{name}"]})
        return walk

    def total(self) -> int | None:
        """How many articles there are; None for more than ``COUNTED`` of which no count is kept."""
        if not self.narrowed:
            return period_count("")
        return self._kept_count() if self.counts.total is None else self.counts.total

    def total_to_cap(self) -> int | None:
        """The same with less work: None for more than ``CAP``; what is kept is not counted."""
        kept = self._kept_count()
        if kept is not None:
            return kept
        if self._few is not None:
            return len(self._few)
        with self._by_words():
            return counted_to_cap(self.entries)

    def _kept_count(self) -> int | None:
        if self.ties_two:
            years = years_of_two(*self.chosen)
            return years[self.year] if self.year else sum(years.values())
        if self.narrowed and not self.plain:
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
            elif isinstance(filter_, TextsFilter):
                for text in self.texts[name]:
                    yield name, text
        for name, value in (("relecture", self.review), ("datation", self.dating)):
            if value:
                yield name, value
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
            elif isinstance(filter_, TextsFilter):
                for text in self.texts[name]:
                    others = [v for v in self.data.getlist(name) if v.strip() != text]
                    made.append(Chip(filter_.label, text, address(self.data, **{name: others or None})))
        if self.query:
            made.insert(0, Chip("Mots", self.form.cleaned_data["q"], address(self.data, q=None)))
        if self.year:
            words = french.period_words(
                datetime.date(self.year, self.month or 1, self.day or 1),
                "day" if self.day else "month" if self.month else "year",
            )
            made.append(Chip("Date", words, address(self.data, annee=None, mois=None, jour=None)))
        for name, label, value, choices in (
            ("relecture", "Relecture", self.review, REVIEW),
            ("datation", "Datation", self.dating, DATING),
            ("photo", "Photo", self.photo, PHOTO),
        ):
            if value:
                made.append(Chip(label, dict(choices)[value], address(self.data, **{name: None})))
        return made


def _shown(text: str) -> str:
    return french.quoted(text[:60].replace("\x00", "\ufffd"))


def _means(text: str, row: Any) -> bool:
    return text.strip() == row.slug or fold(text) in (fold(row.name), fold(getattr(row, "code", "")))
