"""Errors that readers report, tied to a passage of an article's page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from .article import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of an article's page: ``key`` names its place, ``label`` says it in words."""

    key: str
    label: str
    text: str


def passages_of(article: Article) -> Iterator[Passage]:
    """The texts of the article's page, in reading order, as plain text."""
    page: dict[str, Any] = article.page
    yield Passage("headline", "Titre", article.headline)
    if page.get("lead"):
        yield Passage("lead", "Chapeau", _plain(page["lead"]))
    stamp = " · ".join(filter(None, [article.date_words, article.place, article.agency]))
    yield Passage("dateline", "Date, lieu et agence", stamp)
    for number, paragraph in enumerate(page.get("paragraphs", ()), start=1):
        yield Passage(f"paragraph-{number}", f"Paragraphe {number}", _plain(paragraph["html"]))
    photos = sorted(page.get("photos", ()), key=lambda photo: photo["after"])
    for number, photo in enumerate(photos, start=1):
        text = " ".join(filter(None, [photo["caption"], photo["credit"]]))
        yield Passage(f"photo-{number}", f"Photo {number}", text)


def _plain(markup: str) -> str:
    return html.unescape(strip_tags(markup))


def locate(passages: list[Passage], wanted: str, key: str) -> tuple[str, int | None, int | None]:
    """``(key, start, end)`` of ``wanted``, in characters of the passage that holds it.

    The passage called ``key`` is asked first, then all in reading order; any white space stands
    for any other. Where none holds it, ``key`` as given and no place.
    """
    words = wanted.split()
    if words:
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        for passage in sorted(passages, key=lambda passage: passage.key != key):
            if found := pattern.search(passage.text):
                return passage.key, found.start(), found.end()
    return key, None, None


class ErrorReport(models.Model):
    """What a reader says is wrong, and where. Nothing of the reader is kept but these words.

    ``place`` is the key of a ``Passage``, empty for the article as a whole; ``start`` and ``end``
    are characters of that passage as it read on the day of the report.
    """

    PER_HOUR = 5  # of one visitor

    article = models.ForeignKey(Article, models.CASCADE, related_name="error_reports")
    place = models.CharField(_("endroit"), max_length=30, blank=True)
    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)
    passage = models.CharField(_("passage"), max_length=500, blank=True)
    message = models.CharField(_("message"), max_length=2000)
    created_at = models.DateTimeField(_("le"), auto_now_add=True)
    settled_at = models.DateTimeField(_("réglé le"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("réglé par"),
    )
    # A digest that is another every hour, and the how manieth report of that hour: the constraint
    # on both is what holds when many arrive at once. Emptied once the hour is over.
    visitor = models.CharField(max_length=64, blank=True, editable=False)
    turn = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("erreur signalée")
        verbose_name_plural = _("erreurs signalées")
        ordering = ["-id"]
        default_permissions = ("change", "delete", "view")
        constraints = [
            models.CheckConstraint(condition=~models.Q(message=""), name="report_says_something"),
            models.UniqueConstraint(
                fields=["visitor", "turn"], condition=~models.Q(visitor=""), name="one_report_a_turn"
            ),
        ]
        indexes = [
            models.Index(
                fields=["article"], condition=models.Q(settled_at__isnull=True), name="open_reports"
            ),
        ]

    def __str__(self) -> str:
        return self.message[:80]

    @property
    def place_words(self) -> str:
        name, _dash, number = self.place.partition("-")
        words = {
            "headline": "Titre",
            "lead": "Chapeau",
            "dateline": "Date, lieu et agence",
            "paragraph": "Paragraphe",
            "photo": "Photo",
        }.get(name, "Article entier")
        return f"{words} {number}".rstrip()

    def still_reads_so(self, article: Article) -> bool:
        """Whether the passage stands in the text of ``article`` as it is now."""
        return not self.passage or locate(list(passages_of(article)), self.passage, self.place)[1] is not None


def settle_reports(reports: models.QuerySet[ErrorReport], user: Any) -> list[ErrorReport]:
    """Close the open ones among ``reports``, and return them."""
    open_ones = list(reports.filter(settled_at=None))
    rows = ErrorReport.objects.filter(pk__in=[report.pk for report in open_ones])
    rows.update(settled_at=timezone.now(), settled_by=user)
    return open_ones


def reopen_reports(reports: models.QuerySet[ErrorReport]) -> list[ErrorReport]:
    """Open the closed ones among ``reports`` again, and return them."""
    closed = list(reports.filter(settled_at__isnull=False))
    ErrorReport.objects.filter(pk__in=[report.pk for report in closed]).update(
        settled_at=None, settled_by=None
    )
    return closed


def notes_of(reports: Iterable[ErrorReport], outcome: str) -> dict[int, dict[str, Any]]:
    """What became of ``reports`` for the history of their articles; a report's words stay out of it."""
    notes: dict[int, dict[str, Any]] = {}
    for report in reports:
        before, after = notes.setdefault(report.article_id, {"reports": [{}, {}]})["reports"]
        before[str(report.pk)], after[str(report.pk)] = report.place_words, outcome
    return notes
