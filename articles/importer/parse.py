"""From the raw text of one dispatch to the frozen record of all that was read in it."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Block
from .dates import DateClues, read_date
from .doubts import Lines, doubts
from .entities import read_entities
from .fields import Story, read_photo, read_story, span_of
from .record import Context, Paragraph, ParsedArticle, Problem, Repair, Value
from .repair import repair
from .sections import split
from .text import Clean
from .topics import propose_tags


def parse(raw: str, context: Context) -> ParsedArticle:
    """Read ``raw``; the same text and context always give the same record. Never raises."""
    blocks = split(raw)
    story = read_story(blocks)
    captions = [photo.caption for photo in story.photos if photo.caption is not None]
    headline, lead, body, captions, repairs = _repaired(story, captions, context)
    pieces = tuple(clean for clean in (headline, lead, *body) if clean is not None)
    dateline = story.dateline.clean if story.dateline else None
    prefix = _value(story.prefix, story.prefix.clean) if story.prefix else None
    signed_day = _value(story.signed_day, story.signed_day.clean) if story.signed_day else None
    dated = read_date(DateClues(prefix, dateline, pieces, signed_day), context)
    people, countries = read_entities(pieces, captions, context)
    remaining = iter(captions)
    photos = tuple(
        read_photo(photo, next(remaining) if photo.caption is not None else None) for photo in story.photos
    )
    article = ParsedArticle(
        headline=_value(story.headline, headline),
        lead=_value(story.lead, lead),
        place=story.place,
        agency=story.agency,
        date=dated.date,
        partial_date=dated.partial_date,
        paragraphs=tuple(
            Paragraph(clean.text, span_of(clean), block.rule, block.kind)
            for block, clean in zip(story.body, body, strict=True)
        ),
        photos=photos,
        people=people,
        countries=countries,
        related=story.teasers,
        repairs=repairs,
        tags=propose_tags(pieces, context),
        sections=tuple(block.section for block in blocks),
    )
    lines = Lines(raw)
    undated = article.date is None and article.partial_date is None
    dates = tuple(
        # what kept the only date from being read holds the article, as having none does
        Problem(lines.at(span), problem.field, problem.message, "error" if undated else problem.severity)
        for span, problem in dated.problems
    )
    problems = sorted(dates + doubts(lines, blocks, article), key=lambda problem: problem.line)
    return article.with_problems(tuple(problems))


def _repaired(
    story: Story, captions: Sequence[Clean], context: Context
) -> tuple[Clean | None, Clean | None, list[Clean], list[Clean], tuple[Repair, ...]]:
    """Headline, lead, body and captions with their lost spaces put back, and all repairs."""
    given = [block.clean for block in (story.headline, story.lead) if block is not None]
    given += [block.clean for block in story.body]
    given += captions
    results = iter(repair(given, context.words))
    repairs: list[Repair] = []

    def following() -> Clean:
        clean, own = next(results)
        repairs.extend(own)
        return clean

    headline = following() if story.headline is not None else None
    lead = following() if story.lead is not None else None
    body = [following() for _ in story.body]
    repaired_captions = [following() for _ in captions]
    return headline, lead, body, repaired_captions, tuple(sorted(repairs, key=lambda r: r.span))


def _value(block: Block | None, clean: Clean | None) -> Value | None:
    if block is None or clean is None:
        return None
    return Value(clean.text, span_of(clean), block.rule)
