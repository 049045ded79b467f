"""How values are worded on the readers' pages."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from articles import french
from articles.charts import Chart

_DOT = '<span class="dot">\u00a0· </span>'  # at the end of a line, never at its beginning
register = template.Library()
register.filter("number", french.number)
register.filter("typeset", french.typeset)
register.filter("counted", french.counted)


@register.simple_tag
def site_name() -> str:
    return settings.SITE_NAME


@register.simple_tag
def card(article: Any, level: int, carried: str = "") -> SafeString:
    """An article in a list; ``marked`` and ``reasons`` are there after a search.

    ``carried`` is the query string of the list, so that the article knows what stands beside it.

    In Python rather than in a template: a page of a list is twenty of these and little else.
    """
    shown = vars(article)
    headline = shown.get("marked") or escape(french.typeset(article.headline))
    meta = [when(article)]
    if article.date_basis == "inferred":
        meta[0] += mark_safe(' <span class="doubt">date déduite</span>')
    meta[0] = f'<span class="day">{meta[0]}</span>'
    countries = article.card.get("countries", ())[:4]
    meta += [f'<a href="/pays/{slug}/">{escape(name)}</a>' for _, name, slug in countries]
    if article.card.get("photos"):
        meta.append(french.counted(article.card["photos"], "photo"))
    text = ""
    if shown.get("reasons"):
        text = "".join(
            f'<p class="extract">{_where(place)}{extract}</p>' for place, extract in article.reasons
        )
    elif article.lead:
        lead = article.lead if len(article.lead) < 280 else Truncator(article.lead).chars(280)
        text = f'<p class="summary">{escape(french.typeset(lead))}</p>'
    return mark_safe(  # noqa: S308 - every part is escaped above
        f'<article class="card"><h{level} class="card-title">'
        f'<a href="/articles/{article.pk}/{article.slug}/{escape(carried)}">{headline}</a></h{level}>'
        f'<p class="meta">{_DOT.join(meta)}</p>{text}</article>'
    )


def _where(place: str) -> str:
    return f'<span class="where">{escape(place)}{french.NO_BREAK}:</span> ' if place else ""


@register.simple_tag
def chart_svg(drawn: Chart) -> SafeString:
    """The drawing of a chart, for the eye and the mouse; its table says the same to everybody.

    Its size and colours are for readers without the style sheet, which overrides them.
    """
    bars = "".join(
        f'<a href="{escape(bar.address)}" tabindex="-1"><title>{escape(bar.label)}{french.NO_BREAK}:'
        f" {french.counted(bar.count, 'article')}</title>"
        f'<path class="hit" fill="none" d="M{bar.left:g} 0h{bar.place:g}v{drawn.height}h-{bar.place:g}z"/>'
        f'<path class="bar" fill="#8f1d1d" d="M{bar.left:g} {bar.top:g}h{bar.width:g}v{bar.height:g}'
        f'h-{bar.width:g}z"/></a>'
        for bar in drawn.bars
        if bar.count
    )
    ticks = "".join(
        f'<text x="{x:g}" y="{drawn.height + 14}" font-size="11">{escape(label)}</text>'
        for x, label in drawn.ticks
    )
    return mark_safe(  # noqa: S308 - numbers, and labels escaped above
        f'<svg viewBox="0 0 {drawn.width} {drawn.height + 18}" width="{drawn.width}"'
        f' height="{drawn.height + 18}" aria-hidden="true" focusable="false">'
        f'{bars}<path class="base" stroke="#888" d="M0 {drawn.height}H{drawn.width}"/>{ticks}</svg>'
    )


@register.simple_tag
def chart_rows(drawn: Chart) -> SafeString:
    """The numbers of a chart as rows of its table."""
    return mark_safe(  # noqa: S308 - labels and addresses escaped here
        "".join(
            f'<tr><th scope="row">{_link(bar.address, bar.label)}</th>'
            f"<td>{french.number(bar.count)}</td></tr>"
            for bar in drawn.bars
            if bar.count
        )
    )


@register.simple_tag
def facet_values(facet: Any) -> SafeString:
    """The values of a facet, each with a link that narrows to it and one that excludes it."""
    return mark_safe("".join(map(_facet_value, facet.values)))  # noqa: S308 - escaped there


def _facet_value(value: Any) -> str:
    name = escape(value.label)
    count = "" if value.count is None else f' <span class="n">{french.number(value.count)}</span>'
    exclude = ""
    if value.exclude:
        exclude = (
            f'<a class="exclude" href="{escape(value.exclude)}" rel="nofollow" title="Exclure">'
            f'<span aria-hidden="true">−</span><span class="hidden">Exclure {name}</span></a>'
        )
    return f'<li><a href="{escape(value.add)}" rel="nofollow">{name}</a>{count}{exclude}</li>'


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)


@register.simple_tag
def network_svg(nodes: Any, ties: Any) -> SafeString:
    """People on a circle with the ties between them; the table beside says the same in words."""
    lines = "".join(
        f'<path class="tie" fill="none" stroke="#8f1d1d" d="{tie.path}" stroke-width="{tie.width:g}">'
        f"<title>{escape(tie.one)} et {escape(tie.other)}{french.NO_BREAK}:"
        f" {french.counted(tie.count, 'article')}</title></path>"
        for tie in reversed(ties)
        if tie.path
    )
    points = "".join(
        f'<a href="{escape(node.address)}" tabindex="-1"><g transform="translate({node.x:g} {node.y:g})'
        f' rotate({node.turn:g})"><circle r="{node.size:g}"/>'
        f"{_names(node)}</g></a>"
        for node in nodes
    )
    return mark_safe(  # noqa: S308 - numbers, and names escaped above
        '<svg viewBox="-320 -320 640 640" width="640" height="640" font-size="13" aria-hidden="true"'
        f' focusable="false">{lines}{points}</svg>'
    )


def _names(node: Any) -> str:
    """The name of a node in full, and as it fits a narrow screen; the style sheet shows one of them."""
    where = f'x="{8 if node.anchor == "start" else -8}" dy=".35em" text-anchor="{node.anchor}"'
    full = escape(Truncator(node.name).chars(23))
    short = escape(node.short)
    return (
        f'<text class="full" {where}>{full}</text><text class="short" display="none" {where}>{short}</text>'
    )


@register.filter
def iso_words(text: str) -> str:
    """``2021-07-28`` in words."""
    return french.day_words(datetime.date.fromisoformat(text))


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
