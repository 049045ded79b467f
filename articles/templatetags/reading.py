"""How values are worded on the readers' pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles import french

register = template.Library()
register.filter("number", french.number)
register.filter("typeset", french.typeset)
register.filter("counted", french.counted)


@register.simple_tag
def site_name() -> str:
    return settings.SITE_NAME


@register.filter
def when(article: Any) -> SafeString:
    """The date in words as ``<time>``, no more precise than it is known; missing parts are named."""
    day, precision = article.published_on, article.date_precision
    if day is not None:
        if precision == "day":
            return format_html('<time datetime="{}">{}</time>', day.isoformat(), french.day_html(day))
        length = 7 if precision == "month" else 4
        return format_html(
            '<time datetime="{}">{}</time>', day.isoformat()[:length], french.period_words(day, precision)
        )
    partial = french.partial_day(article.partial_date) if article.partial_date else None
    if partial is not None:
        return format_html(
            '<time datetime="{}">{}</time>, année inconnue',
            article.partial_date[2:],
            french.day_html(partial, with_year=False),
        )
    return mark_safe("Sans date")
