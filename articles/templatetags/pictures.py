"""The drawings of the map and of the years of a relation; the tables beside them say the same."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.calendars import Squares
from articles.maps import Map
from articles.strips import Strip, Strips

register = template.Library()


@register.simple_tag
def map_svg(drawn: Map) -> SafeString:
    lands = "".join(
        f'<a href="{escape(land.address)}" tabindex="-1"><title>{escape(land.label)}</title>'
        + (
            f'<circle class="d{land.shade}" cx="{land.dot[0]}" cy="{land.dot[1]}" r="3"/></a>'
            if land.dot
            else f'<path class="d{land.shade}" d="{land.outline}"/></a>'
        )
        for land in drawn.lands
    )
    return mark_safe(  # noqa: S308 - outlines of ours, labels escaped above
        f'<svg viewBox="0 0 {drawn.width} {drawn.height}" aria-hidden="true" focusable="false">'
        f'<path class="bare" d="{drawn.bare}"/>{lands}</svg>'
    )


@register.simple_tag
def squares_svg(drawn: Squares) -> SafeString:
    shades = "".join(f'<path class="d{shade}" d="{path}"/>' for shade, path in drawn.shades)
    ticks = "".join(
        f'<text x="{column}" y="8.8">{escape(name[0].upper())}</text>' for column, name in drawn.ticks
    )
    return mark_safe(  # noqa: S308 - numbers, and letters of ours
        f'<svg viewBox="0 0 {drawn.width} 9" aria-hidden="true" focusable="false">'
        f'<path class="bare" d="{drawn.bare}"/>{shades}{ticks}</svg>'
    )


@register.simple_tag
def strip_svg(row: Strip, drawn: Strips) -> SafeString:
    shades = "".join(f'<path class="d{shade}" d="{path}"/>' for shade, path in row.shades)
    return mark_safe(  # noqa: S308 - numbers alone
        f'<svg viewBox="0 0 {drawn.width} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{shades}</svg>"
    )
