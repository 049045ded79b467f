"""Finds the day of the event in a story that gives no year with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import dateforms
from .dateforms import Mention

# Before a day that is not the event's: "jusqu'au 2 mai", "depuis le 2 mai", "le stade du 5 juillet".
_ASIDE = re.compile(
    r"(?:\b(?:au|depuis le|d['’]ici (?:le|au)|avant le"
    r"|(?:loi|accords?|décret|résolution|traité|élections?|rue|place|avenue|boulevard|stade|pont|fête|mouvement"
    r"|révolution|victoire|campus|quartier|lycée|hôpital|aéroport)(?: [a-zà-ÿ]+){0,2} du)|\b[A-ZÀ-Þ]\w+ du) $"
)
_SPAN_GOES_ON = re.compile(r" (?:au|et) (?:\d|1er)")
# "Le 13 mai, l'équipe rencontrera le Myanmar" further down: what comes next, not what happened
_STILL_TO_COME = re.compile(r"[^.;:!?]{1,80}?\b\w{2,}(?:er|ir|dr|tr|vr|ur)(?:a|ont)\b")
_TOLD_FIRST = 2  # pieces that tell the event itself, though it be still to come


def event_day(texts: Sequence[str]) -> tuple[int, Mention] | None:
    """The first day without a year that the story tells, and the number of its text.

    Days that only name a thing are left out. The first of several days only when no other is told
    and the story opens with it: "en visite du 8 au 10 mai" says how long.
    """
    first_of_several: tuple[int, Mention] | None = None
    for number, text in enumerate(texts):
        for mention in dateforms.days(text):
            before = text[max(0, mention.start - 40) : mention.start]
            if mention.year or not mention.valid:
                continue
            if _ASIDE.search(before) and not _opens_span(mention, text):
                continue
            if _in_parentheses(text, mention):
                continue
            if number >= _TOLD_FIRST and _STILL_TO_COME.match(text, mention.end):
                continue
            if not _opens_span(mention, text):
                return number, mention
            if number <= _TOLD_FIRST:
                first_of_several = first_of_several or (number, mention)
    return first_of_several


def _in_parentheses(text: str, mention: Mention) -> bool:
    """``les 45 ans des relations (21 août)``: the day of what is remembered."""
    return text.endswith("(", 0, mention.start) and text.startswith(")", mention.end)


def _opens_span(mention: Mention, text: str) -> bool:
    """``du 8 au 10 mai``, ``du 30 avril au 1er mai``."""
    return mention.ranged or (
        text.endswith("du ", 0, mention.start) and _SPAN_GOES_ON.match(text, mention.end) is not None
    )
