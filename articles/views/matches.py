"""Why a result was found: the stretch of text that holds the words, or what else does."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString

from articles.french import typeset
from articles.models import Article, finding

# What must be loaded beside a card.
MATCH_FIELDS = ("body", "place", "agency", "page")
_REASONS = 3  # on one card


def show_matches(article: Article, query: finding.Query) -> None:
    """Set ``marked`` (headline) and ``reasons`` on ``article``, for its card; no query of its own.

    ``reasons`` are ``(place, html)``: the best stretch of the text, which needs no place; then, for
    words that neither the headline nor what was named before holds, where those are.
    """
    article.marked = finding.mark(article.headline, query)  # type: ignore[attr-defined]
    article.reasons = reasons = []  # type: ignore[attr-defined]
    missing = query.stems - finding.present([article.headline], query)
    for place, texts in _places(article):
        held = finding.present(texts, query)
        # where the headline says it all, one more place is shown all the same
        if held & missing or (held and not reasons):
            reasons.append((place, finding.extract(texts, query)))
            missing -= held
        if reasons and (not missing or len(reasons) == _REASONS):
            return
    if missing and (names := _otherwise_spelt(article, missing, query)):
        reasons.append(("Nom trouvé sous une autre graphie", names))


def _places(article: Article) -> Iterator[tuple[str, list[str]]]:
    page = article.page
    photos = page.get("photos", ())
    yield "", [article.lead, *article.body.split("\n\n")]
    yield "Dans une légende", [photo["caption"] for photo in photos]
    yield "Parmi les personnes", [person["name"] for person in page.get("people", ())]
    yield "Parmi les sujets", [tag["name"] for tag in page.get("tags", ())]
    yield "Parmi les pays", [country["name"] for country in page.get("countries", ())]
    yield "Lieu de la dépêche", [article.place]
    yield "Agence", [article.agency]
    yield "Crédit d’une photo", [photo["credit"] for photo in photos]
    yield "Dans le texte reçu", page.get("received", ())


def _otherwise_spelt(article: Article, missing: frozenset[str], query: finding.Query) -> SafeString:
    """The people one of whose spellings has a word of ``missing``, by the name that the archive uses."""
    people = {
        slug
        for phrase, found in query.spelt.items()
        if not missing.isdisjoint(phrase)
        for slug in found.values()
    }
    named = [person["name"] for person in article.page.get("people", ()) if person["slug"] in people]
    return escape(typeset(", ".join(named)))
