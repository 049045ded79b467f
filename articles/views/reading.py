"""The page of an article."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles.french import typeset
from articles.models import Article

# The long texts stay in the database: ``page`` holds what is shown.
PAGE_FIELDS = (
    "id",
    "slug",
    "headline",
    "provisional_headline",
    "place",
    "agency",
    "published_on",
    "date_precision",
    "date_basis",
    "date_reason",
    "partial_date",
    "review",
    "created_at",
    "updated_at",
    "page",
)
_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """One query; another slug, or none, leads to the right one."""
    found = Article.objects.public().only(*PAGE_FIELDS).filter(pk=pk).first()
    if found is None:
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    address = request.build_absolute_uri(found.get_absolute_url())
    description = describe(found)
    return render(
        request,
        "articles/article.html",
        {
            "article": found,
            "page": found.page,
            "lead": html_of(found.page.get("lead", "")),
            "blocks": list(blocks(found.page)),
            "address": address,
            "description": description,
            "image": next((p["url"] for p in found.page.get("photos", ()) if p["url"]), ""),
            "linked_data": linked_data(request, found, address, description),
        },
    )


def html_of(text: str) -> SafeString:
    """A text of ``Article.page`` that is HTML already: ``derive`` escaped all of it but its links."""
    return mark_safe(typeset(text))  # noqa: S308


def blocks(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The body in reading order: ``("paragraph" | "intertitle", html)`` and ``("photo", fields)``."""
    paragraphs = page.get("paragraphs", ())
    photos = sorted(page.get("photos", ()), key=lambda photo: photo["after"])
    for index, paragraph in enumerate(paragraphs):
        while photos and photos[0]["after"] <= index:
            yield "photo", photos.pop(0)
        yield paragraph["kind"], html_of(paragraph["html"])
    for photo in photos:
        yield "photo", photo


def describe(found: Article) -> str:
    """One or two sentences of plain text for search engines: the lead, or how the body begins."""
    texts = [found.page.get("lead", "")] + [p["html"] for p in found.page.get("paragraphs", ())[:1]]
    text = next((text for text in texts if text), found.headline)
    return Truncator(html.unescape(strip_tags(text))).chars(200)


def linked_data(request: HttpRequest, found: Article, address: str, description: str) -> SafeString:
    """schema.org's NewsArticle as JSON-LD: a block of data, which no browser runs."""
    page = found.page
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": found.headline[:110],
        "description": description,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "fr",
        "dateModified": found.updated_at.isoformat(),
        "about": [{"@type": "Person", "name": p["name"]} for p in page.get("people", ())]
        + [{"@type": "Country", "name": c["name"]} for c in page.get("countries", ())],
        "keywords": [tag["name"] for tag in page.get("tags", ())],
    }
    if found.published_on is not None:
        length = {"year": 4, "month": 7, "day": 10}[found.date_precision]
        data["datePublished"] = found.published_on.isoformat()[:length]
    if found.agency:
        data["sourceOrganization"] = {"@type": "NewsMediaOrganization", "name": found.agency}
    images = [request.build_absolute_uri(p["url"]) for p in page.get("photos", ()) if p["url"]]
    if images:
        data["image"] = images
    text = json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
