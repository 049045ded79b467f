"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Country, Person, Tag
from articles.walks import period_count

LATEST = 11  # one across, the others in two columns


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The latest articles, and the ways in: countries, people, subjects. Five queries."""
    return render(
        request,
        "articles/home.html",
        {
            "articles": list(Article.objects.public().cards()[:LATEST]),
            "total": period_count(""),
            "countries": Country.objects.with_articles().order_by("-article_count", "sort_key")[:18],
            "people": Person.objects.with_articles().order_by("-article_count", "id")[:12],
            "tags": Tag.objects.with_articles().order_by("-article_count", "key")[:12],
        },
    )
