"""People and countries of a document, read together: each may hide the other's words."""

from __future__ import annotations

from collections.abc import Sequence

from .countries import country_mentions, settle
from .phrases import words_of
from .record import Context, ReadCountry, ReadPerson, Span
from .text import Clean


def read_entities(
    pieces: Sequence[Clean], captions: Sequence[Clean], context: Context
) -> tuple[tuple[ReadPerson, ...], tuple[ReadCountry, ...]]:
    """People and countries named in ``pieces`` (headline, lead, dateline sentence, body) and captions.

    Spans are raw spans. Both tuples are in the order of first mention.
    """
    cleans = (*pieces, *captions)
    texts = [words_of(clean.text) for clean in cleans]
    mentions = [country_mentions(words) for words in texts]
    spans: dict[str, list[Span]] = {}
    rules: dict[str, str] = {}
    for clean, words, row in zip(cleans, texts, settle(texts, mentions), strict=True):
        for mention, codes in row:
            span = clean.raw_span(words.starts[mention.first], words.ends[mention.last - 1])
            for code in codes:
                spans.setdefault(code, []).append(span)
                rules.setdefault(code, f"country.{mention.kind}")
    countries = tuple(
        ReadCountry(code, tuple(dict.fromkeys(found)), rules[code]) for code, found in spans.items()
    )
    return (), countries
