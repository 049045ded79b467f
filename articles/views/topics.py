"""The pages of one person, one country and one subject."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.filters import walk_of
from articles.models import Country, OldAddress, Person, Tag
from articles.models.article import CARD_FIELDS
from articles.paging import Page, paginate

_MERGES = 10  # how far a chain of merged persons is followed


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Three queries: the person, the spellings, the articles."""
    found = find_person(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = _articles(request, found)
    names = [row.name for row in found.names.all() if row.name != found.name]
    return render(request, "articles/person.html", {"person": found, "names": names, "section": "people", **page})


@require_safe
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Three queries: the country, its people, the articles."""
    found = Country.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    page = _articles(request, found)
    people = Person.objects.with_articles().filter(country=found).order_by("-article_count", "id")[:24]
    return render(request, "articles/country.html", {"country": found, "people": people, "section": "countries", **page})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Two queries: the tag, the articles."""
    found = find_tag(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return render(request, "articles/tag.html", {"tag": found, "section": "tags", **_articles(request, found)})


def find_person(slug: str) -> Person | None:
    """The person at this address, or the one to whom an old address or a merge leads."""
    people = Person.objects.select_related("country")
    found = people.filter(slug=slug).first() or people.filter(pk__in=_targets("person", slug)).first()
    for _ in range(_MERGES):
        if found is None or found.merged_into_id is None:
            return found
        found = people.filter(pk=found.merged_into_id).first()
    return None


def find_tag(slug: str) -> Tag | None:
    """The tag at this address, or the one to which an old address leads."""
    return Tag.objects.filter(slug=slug).first() or Tag.objects.filter(pk__in=_targets("tag", slug)).first()


def _targets(kind: str, slug: str) -> Any:
    return OldAddress.objects.filter(kind=kind, slug=slug).values("target_id")


def _articles(request: HttpRequest, row: Person | Country | Tag) -> dict[str, Any]:
    """The page of the row's articles and how many there are; none at all is no page of ours."""
    page: Page = paginate(walk_of(row).only(*CARD_FIELDS), request.GET)
    if not page.rows:
        raise Http404
    return {
        "page": page,
        "total": len(page.rows) if page.whole else row.article_count,
        "notices": [page.notice] if page.notice else [],
    }
