"""Atom and RSS feeds of the latest articles: all, of a person, of a country, of a subject."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from articles import french
from articles.addresses import find_person, find_tag
from articles.filters import ArticleFilter
from articles.models import Article, Country
from articles.models.article import CARD_FIELDS
from articles.paging import address
from articles.walks import walk_all, walk_of

ENTRIES = 30
_FORMS = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


@require_safe
def latest(request: HttpRequest, form: str) -> HttpResponse:
    return _feed(request, form, settings.SITE_NAME, "/", walk_all())


@require_safe
def result(request: HttpRequest, form: str) -> HttpResponse:
    """The newest articles of a search or of a filtered list."""
    chosen = ArticleFilter(request.GET)
    words = ", ".join(chip.value for chip in chosen.chips(address))
    title = f"{words} – {settings.SITE_NAME}" if words else settings.SITE_NAME
    return _feed(request, form, title, f"/articles/{address(request.GET)}", chosen.qs)


@require_safe
def person(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return _feed_of(request, find_person(slug), slug, form)


@require_safe
def country(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return _feed_of(request, get_object_or_404(Country, slug=slug), slug, form)


@require_safe
def tag(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return _feed_of(request, find_tag(slug), slug, form)


def _feed_of(request: HttpRequest, row: Any, slug: str, form: str) -> HttpResponse:
    if row is None:
        raise Http404
    if row.slug != slug:
        return HttpResponsePermanentRedirect(f"{row.get_absolute_url()}flux.{form}")
    title = f"{row.name} – {settings.SITE_NAME}"
    return _feed(request, form, title, row.get_absolute_url(), walk_of(row), may_be_empty=False)


def _feed(
    request: HttpRequest,
    form: str,
    title: str,
    link: str,
    walk: QuerySet[Article],
    *,
    may_be_empty: bool = True,
) -> HttpResponse:
    """The newest articles of ``walk`` in the asked form; what has no public article has no feed."""
    if form not in _FORMS:
        raise Http404
    rows = list(walk.only(*CARD_FIELDS, "updated_at").order_by("-walk_day", "-walk_id")[:ENTRIES])
    if not rows and not may_be_empty:
        raise Http404
    feed = _FORMS[form](
        title=plain(title),
        link=request.build_absolute_uri(link),
        description=f"Les derniers articles{french.NO_BREAK}: {plain(title)}",
        language="fr",
        feed_url=request.build_absolute_uri(),
    )
    for article in rows:
        place = request.build_absolute_uri(article.get_absolute_url())
        feed.add_item(
            title=plain(article.headline),
            link=place,
            description=plain(article.lead),
            unique_id=request.build_absolute_uri(f"/articles/{article.pk}/"),
            unique_id_is_permalink=True,
            pubdate=_publication(article),
            updateddate=article.updated_at,
            categories=[plain(name) for _, name, _ in article.card.get("countries", ())],
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def _publication(article: Article) -> datetime.datetime | None:
    """The day of the article, when it is known to the day: a feed has no words for less."""
    if article.published_on is None or article.date_precision != "day":
        return None
    noon = datetime.datetime.combine(article.published_on, datetime.time(12))
    return timezone.make_aware(noon)


def plain(text: str) -> str:
    """``text`` without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
