"""The list of articles with its search and filters."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.facets import facets_of
from articles.filters import COUNTED, ORDERS, PHOTO, ArticleFilter
from articles.french import MONTHS
from articles.models import finding
from articles.models.article import CARD_FIELDS
from articles.paging import Page, address, paginate, paginate_ids
from articles.views.matches import MATCH_FIELDS, show_matches
from articles.views.proposals import proposals
from articles.walks import by_ids

RANKED = 1000  # a ranked list holds the newest so many of what was found


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """One query for the rows, one for each kind of filter in use, one for the total."""
    chosen = ArticleFilter(request.GET)
    if chosen.narrowed:
        chosen.counts  # noqa: B018 - counted first: whatever is few is then found by it
    page = page_of(chosen)
    total = len(page.rows) if page.whole else chosen.total()
    return render(
        request,
        "articles/article_list.html",
        {
            "page": page,
            "total": total,
            "filter": chosen,
            "chips": chosen.chips(address),
            "notices": [*chosen.notices, *filter(None, [page.notice])],
            "orders": [
                (name, label, address(request.GET, tri=name if name != "recents" else None))
                for name, label in ORDERS
                if name != "pertinence" or chosen.query.required
            ],
            "months": list(enumerate(MONTHS, start=1)),
            "photo_choices": PHOTO,
            "fields": [(name, chosen.filters[name].label) for name in ("pays", "personne", "sujet")],
            "hidden": list(chosen.hidden()),
            "cap": COUNTED,
            "bounded": RANKED if chosen.ranked and (total is None or total > RANKED) else 0,
            "section": "articles",
            "query": address(request.GET) if request.GET else "",
            "carried": address(request.GET) if chosen.narrowed or chosen.oldest_first else "",
            "chart_head": "Jour" if chosen.month else "Mois" if chosen.year else "Année",
            "proposals": [] if page.rows else proposals(chosen),
            "facets": facets_of(chosen, address) if page.rows else None,
        },
    )


def page_of(chosen: ArticleFilter) -> Page:
    """The page of the result that the address asks for, with extracts where words were searched."""
    fields = CARD_FIELDS if not chosen.query else (*CARD_FIELDS, *MATCH_FIELDS)
    if chosen.ranked:
        ids, page = paginate_ids(finding.ranked(chosen.entries, chosen.query, RANKED), chosen.data)
        page = replace(page, rows=by_ids(ids, fields))
    else:
        page = paginate(chosen.qs.only(*fields), chosen.data, oldest_first=chosen.oldest_first)
    for article in page.rows:
        if chosen.query:
            show_matches(article, chosen.query)
    return page
