"""The full day with which a story opens: ``Le 5 novembre 2018, la Casa Asia a ouvert …``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from . import dateforms
from .dateforms import MONTH_NAME, Mention

_OPENING = 3  # pieces in which a story may open with its day
_AT_HEAD = 12  # characters before it
_RECENT = 1990  # an older day that opens a story is history
_SENTENCE = 300  # characters in which the opening sentence has its verb

_HAPPENED = re.compile(
    r"\b(?:a|ont|s['’]est|se sont|est|sont)(?: été| aussi| \w+ment)? "
    r"\w+(?:ée?s?|ie?s?|ise?s?|it|ue?s?|erts?|eint)\b"
)
# What is still to come and needs no year: "ouverte jusqu'au 13 janvier", "doit animer en décembre".
_MONTH = rf"{MONTH_NAME}\b(?! \d{{4}})"
_STILL_AHEAD = re.compile(
    rf"\bjusqu['’]au \d{{1,2}}(?:er)? {_MONTH}"
    rf"|\b(?:doi(?:t|vent)|\w+r(?:a|ont)) [^.;:!?]{{0,80}}?(?:en|le \d{{1,2}}(?:er)?) {_MONTH}"
)
_LOOKS_BACK = re.compile(
    r"\b(?:anniversaire|commémor\w+|mémoire|histo\w+|plus tard|depuis lors|à l['’]époque|ans après|souvenir"
    r"|aujourd['’]hui encore|date (?:historique|importante|mémorable)|restera|marqua|fut|furent)\b",
    re.IGNORECASE,
)


def opening_day(texts: Sequence[str], latest: date) -> tuple[int, Mention] | None:
    """The number of the piece that opens with a full day, and the day; not when a later year is named.

    A story that names a later year looks back on that day.
    """
    for number, text in enumerate(texts[:_OPENING]):
        mention = next(dateforms.days(text), None)
        if mention is None or not mention.year or not mention.valid or mention.start > _AT_HEAD:
            continue
        years = [other.year for piece in texts for other in dateforms.years(piece)]
        if mention.year >= _RECENT and max(years, default=0) <= mention.year <= latest.year:
            return number, mention
    return None


def is_news_of(texts: Sequence[str], number: int, mention: Mention) -> bool:
    """Whether the story tells that day as news: nothing remembers it, and more is still to come."""
    text = texts[number]
    sentence = text[mention.end : mention.end + _SENTENCE].split(". ")[0]
    if not _HAPPENED.search(sentence) or _LOOKS_BACK.search(text):
        return False
    return any(_STILL_AHEAD.search(piece) for piece in texts)
