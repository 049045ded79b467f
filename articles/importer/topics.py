"""Subjects suggested by trigger words of the editors' vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from .record import Context, TagProposal
from .text import Clean


def propose_tags(pieces: Sequence[Clean], context: Context) -> tuple[TagProposal, ...]:
    """Tags of ``context.topics`` that the text suggests, strongest first."""
    return ()
