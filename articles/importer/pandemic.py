"""The Covid-19 pandemic told as going on: such a dispatch is of 2020 to 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import dateforms
from .anniversaries import YearClue

# The World Health Organization lifted the emergency on 5 May 2023.
_LAST = 2023
_OPENING = 4  # pieces that tell the news itself
_DISEASE = r"(?:Covid|COVID|covid)(?:-| )?(?:19)?\b"
_GOES_ON = re.compile(
    rf"\b(?:propagation|flambée|résurgence|vague|foyers?|nouveaux cas|cas (?:confirmés|suspects|positifs)"
    rf"|variants?|vaccin\w*|doses?|dépistage|quarantaine|confinement|lutte|riposte|réponse|prévention|impacts?"
    rf"|complexe|face)\b[^.!?]{{0,60}}?(?:\bde |\bdu |\bcontre |\bà |\banti-)[^.!?]{{0,30}}?{_DISEASE}"
    rf"|\b(?:en raison|à cause|compte tenu|dans le contexte) d(?:e |u )[^.!?]{{0,40}}?{_DISEASE}"
)
_LOOKS_BACK = re.compile(
    r"\b(?:après|depuis|post|avant|pendant|durant|lors de)[ -](?:la |le |l['’]|les \w+ )?"
    r"(?:années? de |fin de )?(?:pandémie|épidémie|crise|covid)"
    r"|\b(?:hommage|mémoire|souvenir|anniversaire|procès|jugée?s?|jugement|accus[ée]|condamn|enquête|détourn"
    r"|affaire|leçons|relance|reprise|ans après|d['’]avant|au plus fort|à l['’]époque|années? de pandémie)",
    re.IGNORECASE,
)


def pandemic(texts: Sequence[str]) -> Iterator[YearClue]:
    """Not after 2023, when the first paragraphs fight the disease and nothing looks back on it."""
    if not any("ovid" in text or "OVID" in text for text in texts[:_OPENING]):
        return
    told = next((match for text in texts[:_OPENING] if (match := _GOES_ON.search(text))), None)
    if told is None or any(_LOOKS_BACK.search(text) for text in texts[:_OPENING]):
        return
    if any(mention.year > _LAST for text in texts for mention in dateforms.years(text)):
        return
    words = told.group()
    yield YearClue("until", _LAST, None, words, f"la pandémie de Covid-19 y sévit encore (« {words} »)")
