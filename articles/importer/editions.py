"""Editions that carry their year in the name: ``Le Championnat U23 2023 aura lieu du 17 au 26 août``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import dateforms
from .anniversaries import YearClue, said
from .dateforms import MONTH_NAME

_TO_COME = re.compile(
    r"(?P<name>\b[^\W\d_][\w'’-]{2,20} (?P<year>20\d\d)) (?:aur(?:a|ont) lieu|se tiend(?:ra|ront)"
    r"|se dérouler(?:a|ont)|débuter(?:a|ont)|s['’]ouvrir(?:a|ont)) "
    r"(?:[^.;:!?()\d]{0,60}? )?(?:du|le|les|à partir du) (?P<day>\d{1,2})(?:er)? (?:(?:au|et) \d{1,2} )?"
    rf"(?P<month>{MONTH_NAME})\b(?! \d{{4}})"
)
# Editions of these years were held a year late and kept their names.
_PUT_OFF = (2020, 2021)
_SOON = 6  # months within which a day needs no year


def editions(sentence: str, month: int, day: int) -> Iterator[YearClue]:
    """The year of a dispatch of ``day`` of ``month`` that announces an edition within the next months."""
    if not month:
        return
    for match in _TO_COME.finditer(sentence):
        year, first = int(match["year"]), (dateforms.month_number(match["month"]), int(match["day"]))
        if first == (month, day):
            continue  # no other day is told: when it was announced is not known
        ahead = (first[0] - month) % 12
        if year not in _PUT_OFF and ahead <= _SOON:
            in_next_year = first[0] < month
            words = match["name"]
            yield said(year - in_next_year, words, f"« {words} » est encore à venir, ce qui")
