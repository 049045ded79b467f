"""The drawings of the map and of the years of a relation; the tables beside them say the same.

Each has a size and colours of its own, for readers without the style sheet, which overrides them.
"""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.calendars import Squares
from articles.maps import Map
from articles.strips import Strip, Strips

register = template.Library()

_FILLS = ("#fff", "#f3e3df", "#e6c3bc", "#d59a91", "#8f1d1d")  # as the style sheet's, by shade


def _shade(level: int) -> str:
    return f'class="d{level}" fill="{_FILLS[level]}"'


@register.simple_tag
def map_svg(drawn: Map) -> SafeString:
    lands = "".join(
        f'<a href="{escape(land.address)}" tabindex="-1"><title>{escape(land.label)}</title>'
        + (
            f'<circle {_shade(land.shade)} cx="{land.dot[0]}" cy="{land.dot[1]}" r="3"/></a>'
            if land.dot
            else f'<path {_shade(land.shade)} d="{land.outline}"/></a>'
        )
        for land in drawn.lands
    )
    return mark_safe(  # noqa: S308 - outlines of ours, labels escaped above
        f'<svg viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}" height="{drawn.height}"'
        ' aria-hidden="true" focusable="false">'
        f'<path class="bare" fill="#ddd" d="{drawn.bare}"/>{lands}</svg>'
    )


@register.simple_tag
def key_svg(level: int) -> SafeString:
    """A square in the shade ``level``, for the legend."""
    return mark_safe(  # noqa: S308 - a number alone
        '<svg viewBox="0 0 1 1" width="16" height="16" aria-hidden="true">'
        f'<path {_shade(level)} d="M0 0h1v1h-1z"/></svg>'
    )


@register.simple_tag
def squares_svg(drawn: Squares) -> SafeString:
    shades = "".join(f'<path {_shade(level)} d="{path}"/>' for level, path in drawn.shades)
    ticks = "".join(
        f'<text x="{column}" y="8.8" font-size="1.1">{escape(name[0].upper())}</text>'
        for column, name in drawn.ticks
    )
    return mark_safe(  # noqa: S308 - numbers, and letters of ours
        f'<svg viewBox="0 0 {drawn.width} 9" width="640" height="108" aria-hidden="true" focusable="false">'
        f'<path class="bare" fill="#ddd" d="{drawn.bare}"/>{shades}{ticks}</svg>'
    )


@register.simple_tag
def strip_svg(row: Strip, drawn: Strips) -> SafeString:
    shades = "".join(f'<path {_shade(level)} d="{path}"/>' for level, path in row.shades)
    return mark_safe(  # noqa: S308 - numbers alone
        f'<svg viewBox="0 0 {drawn.width} 1" width="300" height="14" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">'
        f"{shades}</svg>"
    )
