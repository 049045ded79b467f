"""People and countries of a document, read together: each may hide the other's words."""

from __future__ import annotations

from collections.abc import Sequence

from .record import Context, ReadCountry, ReadPerson
from .text import Clean


def read_entities(
    pieces: Sequence[Clean], captions: Sequence[Clean], context: Context
) -> tuple[tuple[ReadPerson, ...], tuple[ReadCountry, ...]]:
    """People and countries named in ``pieces`` (headline, lead, dateline sentence, body) and captions.

    Spans are raw spans. Both tuples are in the order of first mention.
    """
    return (), ()
