"""What an editor should look at: the doubts that a reading leaves, with their lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from .blocks import Block, ends_sentence, folded
from .record import ParsedArticle, Problem, Span

MAX_HEADLINE = 500
MAX_PHOTOS = 200
MAX_TEASERS = 500
MANY_REPAIRS = 25
MOST_REPAIRS = 5000  # so many that the search for more may have been cut short
# paragraphs shorter than this may well stand twice
_OPENING = 12  # characters by which two paragraphs are worth comparing
MIN_TWICE = 60


class Lines:
    """Turns a place in the raw text into a line number, counted from 1."""

    def __init__(self, raw: str) -> None:
        self._ends: list[int] = []
        end = raw.find("\n")
        while end >= 0:
            self._ends.append(end)
            end = raw.find("\n", end + 1)

    def at(self, span: Span) -> int:
        return bisect_right(self._ends, span[0] - 1) + 1


def doubts(lines: Lines, blocks: Sequence[Block], article: ParsedArticle) -> tuple[Problem, ...]:
    """All problems that the finished reading of a document shows by itself."""
    return (
        *_headline(lines, blocks, article),
        *_date(lines, article),
        *_body(lines, blocks, article),
        *_photos(lines, article),
        *_teasers(lines, blocks, article),
        *_repairs(lines, article),
        *_names(lines, article),
    )


def _headline(lines: Lines, blocks: Sequence[Block], article: ParsedArticle) -> Iterator[Problem]:
    if article.headline is None:
        first = next((b for b in blocks if b.kind not in ("prefix", "furniture")), None)
        line = lines.at(first.section.span) if first else 0
        yield Problem(line, "headline", "Aucun titre n’a été trouvé : à donner.", "error")
    elif len(article.headline.value) > MAX_HEADLINE:
        message = f"Le titre compte {len(article.headline.value)} caractères (limite {MAX_HEADLINE})."
        yield Problem(lines.at(article.headline.span), "headline", message, "error")
    for block in blocks:
        if block.kind == "alternate" and block.rule != "headline-again":
            message = f"Le titre existe dans une autre rédaction : « {block.text[:200]} »."
            yield Problem(lines.at(block.section.span), "headline", message, "note")


def _date(lines: Lines, article: ParsedArticle) -> Iterator[Problem]:
    if article.date is None and article.partial_date:
        yield Problem(0, "date", "Le jour et le mois sont connus, pas l’année.", "warning")
    elif article.date is None:
        yield Problem(0, "date", "Aucune date n’a été trouvée : à donner, ou à dire « sans date ».", "error")
    elif article.date.basis == "inferred":
        message = f"La date est déduite : {article.date.reason}"
        yield Problem(lines.at(article.date.span), "date", message, "note")


def _body(lines: Lines, blocks: Sequence[Block], article: ParsedArticle) -> Iterator[Problem]:
    if not article.paragraphs:
        yield Problem(0, "body", "Aucun paragraphe n’a été trouvé.", "error")
        return
    last = article.paragraphs[-1]
    signed = any(block.kind == "signature" for block in blocks)
    if not signed and last.kind == "paragraph" and not ends_sentence(last.text):
        yield Problem(lines.at(last.span), "body", "Le texte semble coupé à la fin.", "warning")
    first_seen: dict[str, int] = {}
    long = [paragraph for paragraph in article.paragraphs if len(paragraph.text) >= MIN_TWICE]
    openings = Counter(paragraph.text[:_OPENING] for paragraph in long)
    for paragraph in long:
        words = folded(paragraph.text) if openings[paragraph.text[:_OPENING]] > 1 else ""
        if words and words in first_seen:
            message = f"Ce paragraphe se trouve déjà à la ligne {first_seen[words]}."
            yield Problem(lines.at(paragraph.span), "body", message, "warning")
        elif words:
            first_seen[words] = lines.at(paragraph.span)


def _photos(lines: Lines, article: ParsedArticle) -> Iterator[Problem]:
    for photo in article.photos:
        if not photo.credit:
            yield Problem(lines.at(photo.span), "photos", "Légende sans crédit.", "note")
    if len(article.photos) > MAX_PHOTOS:
        message = f"{len(article.photos)} photos : c’est beaucoup pour un article."
        yield Problem(lines.at(article.photos[0].span), "photos", message, "warning")


def _teasers(lines: Lines, blocks: Sequence[Block], article: ParsedArticle) -> Iterator[Problem]:
    if len(article.related) > MAX_TEASERS:
        message = f"{len(article.related)} articles annoncés : c’est beaucoup pour une page."
        yield Problem(lines.at(article.related[0].span), "related", message, "warning")
    last = next((block for block in reversed(blocks) if block.kind == "teaser"), None)
    if last is not None and last.rule.endswith(("-caption", "-credit", "-cut")):
        message = "Le dernier article annoncé est coupé."
        yield Problem(lines.at(last.section.span), "related", message, "note")


def _repairs(lines: Lines, article: ParsedArticle) -> Iterator[Problem]:
    applied = [repair for repair in article.repairs if repair.applied]
    if len(applied) >= MANY_REPAIRS:
        message = f"{len(applied)} espaces perdues ont été rétablies : à relire."
        yield Problem(lines.at(applied[0].span), "repairs", message, "warning")
    if len(applied) >= MOST_REPAIRS:
        message = "Texte trop abîmé : ses espaces perdues n’ont peut-être pas toutes été cherchées."
        yield Problem(lines.at(applied[-1].span), "repairs", message, "warning")
    for repair in article.repairs:
        if not repair.applied:
            message = f"Espace perdue ? « {repair.raw} » pourrait être « {repair.text} »."
            yield Problem(lines.at(repair.span), "repairs", message, "note")


def _names(lines: Lines, article: ParsedArticle) -> Iterator[Problem]:
    for person in article.people:
        same = [name for name in person.spellings[1:] if folded(name) == folded(person.name)]
        if same and person.spans:
            message = f"« {person.name} » s’écrit aussi « {same[0]} »."
            yield Problem(lines.at(person.spans[0]), "people", message, "note")
