"""The page of an article, the text as it was received, and how to cite it."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles import citations
from articles.filters import ArticleFilter
from articles.french import NO_BREAK, typeset
from articles.mending import decided, put_back
from articles.models import Article, CountryMention, SourceDocument, Status
from articles.models.article import CARD_FIELDS
from articles.paging import address as query_string
from articles.paging import neighbours
from articles.rewording import reworded

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
    "listed_on",
    "review",
    "created_at",
    "updated_at",
    "page",
)
_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_NEAR = datetime.timedelta(days=45)  # how far apart articles of the same people belong together
_RELATED = 5
_CITED_PEOPLE = 6
_ANNOUNCING = 1_000  # counts for more than any number of people in common
_RECEIVED = 200_000  # characters shown of a received text


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Two queries; two more, and one for each kind of name, in the result that the reader came from.

    Another slug, or none, leads to the right one.
    """
    found = public_article(pk)
    if found is None:
        return gone(request, pk)
    if slug != found.slug:
        carried = query_string(request.GET) if request.GET else ""
        return HttpResponsePermanentRedirect(found.get_absolute_url() + carried)
    address = request.build_absolute_uri(found.get_absolute_url())
    description = describe(found)
    context = {
        "article": found,
        "page": found.page,
        "lead": html_of(found.page.get("lead", "")),
        "blocks": list(blocks(found.page)),
        "address": address,
        "description": description,
        "image": next((p["url"] for p in found.page.get("photos", ()) if p["url"]), ""),
        "linked_data": linked_data(request, found, address, description),
        "citation": citations.sentence(found, address, settings.SITE_NAME, timezone.localdate()),
        "also": also_read(found),
    }
    if request.GET:
        context |= _in_result(request, found)
    return render(request, "articles/article.html", context)


@require_safe
def received(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The text as it came in, with what was repaired and what editors changed marked in place.

    Two queries.
    """
    found = public_article(pk)
    if found is None:
        return gone(request, pk)
    columns = ("text", "parsed", "decisions", "article__lead", "article__body")
    document = SourceDocument.objects.filter(article=found).values_list(*columns).first()
    if document is None:
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(f"{found.get_absolute_url()}recu/")
    text, parsed, decisions, lead, body = document
    spaces = decisions.get("repairs") or {}
    corrections = reworded(text, decided(parsed, text, spaces), found.headline, lead, body)
    # a repair inside a passage that an editor changed has become part of the change
    repairs = [r for r in put_back(parsed, spaces) if not any(_overlap(r, c) for c in corrections)]
    return render(
        request,
        "articles/received.html",
        {
            "article": found,
            "text": received_html(text[:_RECEIVED], repairs + corrections),
            "cut": len(text) > _RECEIVED,
            "repairs": len(repairs),
            "corrections": len(corrections),
            "marked": len(repairs) + len(corrections),
        },
    )


@require_safe
def citation(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The citation as a file: ``bib`` or ``ris``."""
    found = public_article(pk)
    if found is None or form not in ("bib", "ris"):
        raise Http404
    write = citations.bibtex if form == "bib" else citations.ris
    address = request.build_absolute_uri(found.get_absolute_url())
    text = write(found, address, settings.SITE_NAME, timezone.localdate())
    kind = "application/x-bibtex" if form == "bib" else "application/x-research-info-systems"
    name = f'attachment; filename="article-{found.pk}.{form}"'
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": name})


def public_article(pk: int) -> Article | None:
    document = SourceDocument.objects.filter(article=OuterRef("pk"))
    return (
        Article.objects.public().only(*PAGE_FIELDS).annotate(received=Exists(document)).filter(pk=pk).first()
    )


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """What was withdrawn says so and nothing else; all other articles were never here."""
    if not Article.objects.filter(pk=pk, status=Status.WITHDRAWN, trashed_at=None).exists():
        raise Http404
    return render(request, "articles/withdrawn.html", status=410)


def _in_result(request: HttpRequest, found: Article) -> dict[str, Any]:
    """The way back to the result whose filters the address carries, and what stands beside there."""
    chosen = ArticleFilter(request.GET)
    if not chosen.narrowed and not chosen.oldest_first:
        return {}
    before, after = (None, None) if chosen.ranked else neighbours(chosen.qs, found, chosen.oldest_first)
    carried = query_string(request.GET)
    return {
        "back": f"/articles/{carried}",
        "before": before and (before.headline, f"{before.get_absolute_url()}{carried}"),
        "after": after and (after.headline, f"{after.get_absolute_url()}{carried}"),
    }


def also_read(found: Article) -> list[tuple[Article, str]]:
    """Articles that announce this one, have its people, or tell of the same day and countries.

    The reason of each is with it. One query.
    """
    people = {person["slug"]: person["name"] for person in found.page.get("people", ())[:_CITED_PEOPLE]}
    countries = {country["code"] for country in found.page.get("countries", ())}
    public = Article.objects.public().exclude(pk=found.pk).only(*CARD_FIELDS).order_by()
    kinds = [public.filter(related__target=found).distinct().annotate(common=Value(_ANNOUNCING))]
    if people:
        near = {
            "person_mentions__listed_on__gte": _shifted(found.listed_on, -_NEAR),
            "person_mentions__listed_on__lte": _shifted(found.listed_on, _NEAR),
        }
        same = public.filter(
            person_mentions__person__slug__in=people, person_mentions__state="accepted", **near
        )
        kinds.append(same.annotate(common=Count("person_mentions")))
    if countries and found.date_precision == "day":
        links = CountryMention.objects.filter(country__in=countries, listed_on=found.listed_on)
        of_the_day = links.filter(state="accepted").values("article")
        kinds.append(public.filter(pk__in=of_the_day, date_precision="day").annotate(common=Value(0)))
    # one article may be there for several reasons: the first counts
    rows = kinds[0].union(*kinds[1:], all=True).order_by("-common", "-listed_on", "-id")
    made: dict[int, tuple[Article, str]] = {}
    for row in rows[: len(kinds) * _RELATED]:
        made.setdefault(row.pk, (row, _reason(row, found, people, countries)))
    return list(made.values())[:_RELATED]


def _reason(row: Any, found: Article, people: dict[str, str], countries: set[str]) -> str:
    if row.common == _ANNOUNCING:
        return "Annonce celui-ci"
    same_day = row.published_on == found.published_on and row.date_precision == found.date_precision == "day"
    if names := [people[slug] for _, slug in row.card.get("people", ()) if slug in people]:
        return f"{'Le même jour, avec' if same_day else 'Avec'} {_listed(names)}"
    shared = [name for code, name, _ in row.card.get("countries", ()) if code in countries]
    return f"Le même jour{NO_BREAK}: {_listed(shared)}"


def _shifted(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    try:
        return day + by
    except OverflowError:
        return day


def _listed(names: list[str]) -> str:
    return " et ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


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


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one["span"][0] < other["span"][1] and other["span"][0] < one["span"][1]


def received_html(text: str, marks: list[dict[str, Any]]) -> SafeString:
    """A received text, escaped, with what stood in each marked place and what stands there now."""
    pieces: list[str] = []
    position = 0
    for mark in sorted(marks, key=lambda mark: mark["span"]):
        start, end = mark["span"]
        if position <= start and end <= len(text):
            pieces.append(escape(_visible(text[position:start])))
            if end > start:
                pieces.append(format_html("<del>{}</del>", _visible(text[start:end])))
            if mark["text"]:
                pieces.append(format_html("<ins>{}</ins>", _visible(mark["text"])))
            position = end
    pieces.append(escape(_visible(text[position:])))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def _visible(text: str) -> str:
    """``text`` with a sign in place of what has no shape or turns the line round."""
    return "".join("\ufffd" if _shapeless(sign) else sign for sign in text)


def _shapeless(sign: str) -> bool:
    return (sign < " " and sign not in "\n\t") or "\x7f" <= sign <= "\x9f" or sign in _TURNING


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def describe(found: Article) -> str:
    """One or two sentences of plain text for search engines: the lead, or how the body begins."""
    texts = [found.page.get("lead", "")] + [p["html"] for p in found.page.get("paragraphs", ())[:1]]
    text = next((text for text in texts if text), found.headline)
    return Truncator(html.unescape(strip_tags(text[:2000]))).chars(200)


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
