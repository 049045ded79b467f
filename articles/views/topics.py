"""The pages of one person, one country and one subject."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.addresses import find_person, find_tag
from articles.models import Country, Person, Tag
from articles.models.article import CARD_FIELDS
from articles.paging import Page, paginate
from articles.portraits import PARAMETERS, portrait, spellings
from articles.strips import partner_strips
from articles.walks import walk_of


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Three queries: the person, the spellings, the articles; one or three for the portrait."""
    found = find_person(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = _articles(request, found)
    names = spellings(found)
    return render(
        request, "articles/person.html", {"person": found, "names": names, "section": "people", **page}
    )


@require_safe
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Three queries: the country, its people, the articles; four more on the first page, or six."""
    found = Country.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    page = _articles(request, found)
    people = Person.objects.with_articles().filter(country=found).order_by("-article_count", "id")[:24]
    seen = page["portrait"]
    context = {
        "country": found,
        "people": people,
        "strips": partner_strips(found, seen.countries) if seen else None,
        "section": "countries",
    }
    return render(request, "articles/country.html", context | page)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Two queries: the tag, the articles."""
    found = find_tag(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return render(
        request, "articles/tag.html", {"tag": found, "section": "tags", **_articles(request, found)}
    )


def _articles(request: HttpRequest, row: Person | Country | Tag) -> dict[str, Any]:
    """The page of the row's articles and how many there are; none at all is no page of ours."""
    page: Page = paginate(walk_of(row).only(*CARD_FIELDS), request.GET)
    if not page.rows:
        raise Http404
    total = len(page.rows) if page.whole else row.article_count
    return {
        "page": page,
        "carried": f"?{PARAMETERS[type(row)]}={row.slug}",
        # on the first page alone: whoever leafs on has seen it
        "portrait": None if page.previous else portrait(row, total),
        "total": total,
        "notices": [page.notice] if page.notice else [],
    }
