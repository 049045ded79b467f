"""Decides for every line of a raw text what it is: the document as a whole, not line by line.

The order of ``split`` matters. What is certain by its form comes first (the header of the teasers,
the date prefix, links, page furniture), then the signature and what stands below it, then captions
and credits, last the head, where position counts and everything else is already known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, folded, like_headline
from .furniture import LINK, LINK_WORDS, is_furniture, is_teasers_header
from .head import mark_head, mark_prefix
from .lines import part, read_lines
from .menu import mark_menu
from .photos import mark_photos
from .signeddays import cut_signed_day
from .tail import mark_furniture, mark_signature
from .teasers import announces, mark_teasers

BULLET = re.compile(r"(?:[-–—•*·▪◦●]|\d{1,2}[.)°]|[a-z]\))\s+\S")
MAX_INTERTITLE = 110
MIN_DOUBLED = 20


def split(raw: str) -> tuple[Block, ...]:
    """The pieces of ``raw`` in order, every one with its kind and the rule that decided.

    Kinds are those of ``record.Section``; a line that holds several things (a caption and its
    credit, a dateline and the first sentence) gives several pieces.
    """
    blocks = _undoubled(raw, [Block(line.clean, line.gap) for line in read_lines(raw)])
    mark_menu(blocks)
    blocks = _mark_links(raw, _undoubled(raw, mark_prefix(raw, blocks)))
    end = _teasers_start(blocks)
    story, below = blocks[:end], blocks[end:]
    mark_furniture(story)
    story = cut_signed_day(raw, story)
    story, after_signature = mark_signature(raw, story)
    story = mark_photos(raw, story)
    story = mark_head(raw, story)
    _mark_body(story)
    if below:
        below[0].decide("furniture", "teasers-header")
        below[1:] = mark_teasers(raw, below[1:], "teaser")
    return tuple(story + after_signature + below)


def _undoubled(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """A line that says the same thing twice (headline, caption) is one line and its echo."""
    single: list[Block] = []
    for block in blocks:
        text = block.clean.text
        half, odd = divmod(len(text), 2)
        likely = half >= MIN_DOUBLED and not block.kind and text[:3] == text[half + odd : half + odd + 3]
        doubled = likely and text[:half] == text[half + odd :]
        once = part(raw, block.clean, 0, half) if doubled else None
        again = part(raw, block.clean, half, len(text)) if doubled else None
        if once is None or again is None:
            single.append(block)
        else:
            single.append(Block(once, block.gap, rule=block.rule))
            single.append(Block(again, False, "furniture", "line-again"))
    return single


def _teasers_start(blocks: Sequence[Block]) -> int:
    """The position of ``Voir plus`` or its like; the end when there is none.

    A header that stands in the middle of a story announces a link or two, and the story goes on.
    """
    for position, block in enumerate(blocks):
        if not position or block.kind or not is_teasers_header(block.text):
            continue
        if block.text.casefold().startswith("voir plus") or announces(blocks[position + 1 :]):
            return position
        block.decide("furniture", "links-header")
        for below in blocks[position + 1 :]:
            if below.kind or not like_headline(below.text):
                break
            below.decide("link", "link-below-header")
    return len(blocks)


def _mark_links(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``>> Headline of another article`` on a line of its own."""
    marked: list[Block] = []
    for block in blocks:
        mark = None if block.kind else LINK.match(block.text) or LINK_WORDS.match(block.text)
        clean = part(raw, block.clean, mark.end(), len(block.text)) if mark else None
        if clean is None:
            marked.append(block)
        else:
            button = is_furniture(clean.text) or is_teasers_header(clean.text)
            kind, rule = ("furniture", "page-furniture") if button else ("link", "link-arrows")
            marked.append(Block(clean, block.gap, kind, rule))
    return marked


def _mark_body(blocks: Sequence[Block]) -> None:
    """What is left is the story: paragraphs, lists, intertitles and headlines said again."""
    open_blocks = [block for block in blocks if not block.kind]
    headlines = {folded(b.text) for b in blocks if b.kind in ("headline", "alternate")}
    for position, block in enumerate(open_blocks):
        last = position + 1 == len(open_blocks)
        if len(block.text) <= 300 and folded(block.text) in headlines:
            block.decide("alternate", "headline-again")
        elif BULLET.match(block.text):
            block.decide("list", "bullet")
        elif not last and len(block.text) <= MAX_INTERTITLE and like_headline(block.text):
            block.decide("intertitle", "short-line")
        else:
            block.decide("paragraph", "text")
