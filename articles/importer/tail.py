"""Marks the end of a dispatch: signature, source, page furniture, and what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agencies import is_agency
from .blocks import Block, ends_with_stop, folded, like_headline, overlap
from .captions import read_credit
from .dateline import read_dateline
from .furniture import (
    END_MARK,
    is_byline,
    is_copyright_line,
    is_cut_header,
    is_date_line,
    is_form,
    is_furniture,
    is_initials,
    is_signature_line,
    is_source_line,
    is_transmission,
    is_writer_and_agency,
    is_writers,
    last_source,
    last_writers,
    signed_end,
)
from .lines import part
from .teasers import announces, mark_teasers

# a signature closes something: at least this many characters of text stand above it
MIN_STORY = 100
# so many lines down a writer's name may stand under the headline
HEAD = 3
BROKEN_OFF = re.compile(r"[\w,'’:»] ?(?:\.\.\.|…)$|\. \.\.\.$")
# a headline of another article, where nobody signs above it, is at least this long
MIN_ANNOUNCED = 50
# a line this short that ends with an agency in parentheses may be a caption
MAX_CREDITED = 320
# an agency and its photographer, alone on a line, and how many such lines make no signature
PICTURE_BY = re.compile(r"\([^()/]{2,30}/ ?[^()/]{3,40}\)")
MIN_PICTURES = 2


def mark_furniture(blocks: Sequence[Block]) -> None:
    """Decide lines that are furniture wherever they stand, and all that follows a comment form."""
    read = 0
    for position, block in enumerate(blocks):
        if block.kind:
            continue
        if not any(character.isalnum() for character in block.text):
            block.decide("furniture", "no-words")
        elif is_furniture(block.text):
            block.decide("furniture", "page-furniture")
        elif is_date_line(block.text):
            block.decide("furniture", "date-line")
        elif is_byline(block.text) or (0 < position <= HEAD and is_writer_and_agency(block.text)):
            block.decide("signature", "byline")
        elif read >= MIN_STORY and is_transmission(block.text):
            block.decide("signature", "transmission")
        elif read and position + 1 == len(blocks) and is_cut_header(block.text):
            block.decide("furniture", "teasers-header-cut")
        elif read >= MIN_STORY and is_form(block.text):
            for rest in blocks[position:]:
                if not rest.kind:
                    rest.decide("furniture", "form")
            break
        else:
            read += len(block.text)
    _mark_last_snippets(blocks)
    _mark_last_source(blocks)


def _mark_last_snippets(blocks: Sequence[Block]) -> None:
    """First words of other articles, each broken off, below a story that nobody signs."""
    open_blocks = [block for block in blocks if not block.kind]
    first = len(open_blocks)
    while first > 1 and BROKEN_OFF.search(open_blocks[first - 1].text):
        first -= 1
    if len(open_blocks) - first > 1:
        for block in open_blocks[first:]:
            block.decide("furniture", "snippet")


def _mark_last_source(blocks: Sequence[Block]) -> None:
    """``Source : X`` ends a dispatch; higher up it is a picture's credit."""
    for block in reversed(blocks):
        if block.kind:
            continue
        if is_source_line(block.text):
            block.decide("source", "source-line")
        elif block.gap and is_copyright_line(block.text):
            block.decide("signature", "copyright-line")
        elif not (is_signature_line(block.text) or is_initials(block.text)):
            return


def mark_signature(raw: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The story with its signature cut off, and what stands below, wholly decided."""
    blocks = _pictures_in_parentheses(raw, blocks)
    read = 0
    last = _last_open(blocks)
    for position, block in enumerate(blocks):
        if block.kind:
            continue
        if read >= MIN_STORY and _initials_above_teasers(blocks, position):
            block.decide("signature", "initials")
            return _closed(raw, blocks[: position + 1], blocks[position + 1 :])
        if read >= MIN_STORY and is_signature_line(block.text):
            if _credits_line_above(blocks, position):
                blocks = [*blocks[:position], _bare(raw, block), *blocks[position + 1 :]]
                continue
            if _story_goes_on(blocks[position + 1 :]):
                if read_dateline(block.text, lone_place=False) is None:
                    block.decide("furniture", "agency-line")
                continue
            block.decide("signature", "signature-line")
            story = _without_last_source(raw, blocks[: position + 1])
            return _closed(raw, story, blocks[position + 1 :])
        read += len(block.text)
        signed = signed_end(block.text) if read >= MIN_STORY else None
        if signed is None or _inside_credit(block.text, signed[0]):
            continue
        short = signed[2] == "signature-parentheses" and len(block.text) <= MAX_CREDITED
        if short and (block is not last or _credited(blocks) > 1):
            continue  # `(MAP)` under a caption looks the same: only the end of the story signs so
        if _story_goes_on(blocks[position + 1 :]):
            continue
        pieces = _signed(raw, block, signed)
        return _closed(raw, [*blocks[:position], *pieces], blocks[position + 1 :])
    end = _unsigned_end(blocks)
    if end < len(blocks):
        return [*blocks[:end]], mark_teasers(raw, blocks[end:], "below-unsigned")
    _mark_initials(blocks)
    return _without_end_mark(raw, _without_last_source(raw, blocks)), []


def _unsigned_end(blocks: Sequence[Block]) -> int:
    """Where another article is announced at the end of a story that nobody signs; the end when none is.

    A long headline and its summary have words in common that the story above them has not.
    """
    open_positions = [i for i, block in enumerate(blocks) if not block.kind]
    if len(open_positions) < 3:
        return len(blocks)
    *above, headline, summary = (blocks[i] for i in open_positions)
    told = " ".join(block.text for block in above)
    announced = (
        len(told) >= MIN_STORY
        and len(headline.text) >= MIN_ANNOUNCED
        and like_headline(headline.text)
        and read_credit(headline.text) is None
        and ends_with_stop(above[-1].text)
        and ends_with_stop(summary.text)
        and not any(like_headline(block.text) for block in above[1:])
        and overlap(headline.text, summary.text) >= 0.4
        and overlap(headline.text, told) <= 0.2
    )
    return open_positions[-2] if announced else len(blocks)


def _pictures_in_parentheses(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``(Xinhua/Li Wei)`` on lines of their own, more than once: each credits a picture."""
    lines = [
        block
        for block in blocks
        if not block.kind
        and "/" in block.text
        and PICTURE_BY.fullmatch(block.text)
        and is_signature_line(block.text)
    ]
    if len(lines) < MIN_PICTURES:
        return [*blocks]
    own = {id(block) for block in lines}
    return [_bare(raw, block) if id(block) in own else block for block in blocks]


def _inside_credit(text: str, start: int) -> bool:
    """Whether the mark at ``start`` stands in a credit: ``Photo : Jean-Marc Roy/AFP``, ``Photo. VNA``."""
    credit = read_credit(text.rstrip("| "))
    if credit is not None and credit.rule == "credit-no-colon":
        return credit.start <= start or not text[start : credit.start].strip(" -–—")
    if text[start] != "-" or not (
        text[start - 1 : start].isalpha() and text[start + 1 : start + 2].isalpha()
    ):
        return False
    credit = credit or read_credit(text)
    return credit is not None and credit.rule == "credit" and credit.value[0] < start


def _without_last_source(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with ``(Source : X)`` or writers cut off a last line too long to be a caption."""
    last = _last_open(blocks)
    long = last is not None and len(last.text) > MIN_STORY
    source = (last_source(last.text) or last_writers(last.text)) if last and long else None
    if last is None or source is None:
        return [*blocks]
    start, name = source
    kind = "source" if last_source(last.text) else "signature"
    story, own = part(raw, last.clean, 0, start), part(raw, last.clean, *name)
    if story is None or own is None:
        return [*blocks]
    position = next(i for i, block in enumerate(blocks) if block is last)
    pieces = [Block(story, last.gap), Block(own, False, kind, f"{kind}-end")]
    return [*blocks[:position], *pieces, *blocks[position + 1 :]]


def _initials_above_teasers(blocks: Sequence[Block], position: int) -> bool:
    """``FM/JO`` alone on a line, with nothing but other headlines below."""
    text = blocks[position].text
    return "/" in text and is_initials(text) and announces(blocks[position + 1 :])


def _story_goes_on(below: Sequence[Block]) -> bool:
    """Whether too many sentences follow for what stands above to be the signature."""
    rest = [block for block in below if not block.kind]
    return len(rest) > 2 and not announces(rest)


def _without_end_mark(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with ``./.`` or a lone dash cut off the end of the last paragraph."""
    first = next((block for block in blocks if not block.kind), None)
    again = folded(first.text) if first else ""
    below = (block for block in reversed(blocks) if not block.kind)
    # below its end a page may begin once more
    last = next((block for block in below if block is first or folded(block.text) != again), None)
    mark = END_MARK.search(last.text, max(0, len(last.text) - 12)) if last else None
    text = part(raw, last.clean, 0, mark.start()) if last and mark else None
    if last is None or mark is None or text is None:
        return [*blocks]
    position = next(i for i, block in enumerate(blocks) if block is last)
    pieces = [Block(text, last.gap)]
    own = part(raw, last.clean, mark.start(), mark.end())
    if own is not None:
        pieces.append(Block(own, False, "signature", "end-mark"))
    return [*blocks[:position], *pieces, *blocks[position + 1 :]]


def _bare(raw: str, block: Block) -> Block:
    """The agency's name without parentheses, as a picture's credit."""
    start = len(block.text) - len(block.text.lstrip("([- "))
    name = part(raw, block.clean, start, len(block.text.rstrip(")] .")))
    return Block(name or block.clean, block.gap, "credit", "agency-below-caption")


def _credits_line_above(blocks: Sequence[Block], position: int) -> bool:
    """``(MAP)`` or ``VNA`` right below a short line, with the story going on after it."""
    block, above = blocks[position], blocks[position - 1]
    if block.gap or not above.gap or len(above.text) > MAX_CREDITED:
        return False
    below = [other for other in blocks[position + 1 :] if not other.kind]
    story_goes_on = any(len(other.text) > MIN_STORY for other in below)
    return story_goes_on and (block.text[0] in "([" or not any(like_headline(other.text) for other in below))


def _last_open(blocks: Sequence[Block]) -> Block | None:
    return next((block for block in reversed(blocks) if not block.kind), None)


def _credited(blocks: Sequence[Block]) -> int:
    """How many short lines end with an agency in parentheses."""
    return sum(_in_parentheses(block.text) for block in blocks if not block.kind)


def _in_parentheses(text: str) -> bool:
    signed = signed_end(text) if len(text) <= MAX_CREDITED else None
    return signed is not None and signed[2] == "signature-parentheses"


def _signed(raw: str, block: Block, signed: tuple[int, tuple[int, int], str]) -> list[Block]:
    start, name, rule = signed
    end_mark = END_MARK.search(block.text[:start], max(0, start - 6))
    story = part(raw, block.clean, 0, end_mark.start() if end_mark else start)
    signature = part(raw, block.clean, *name)
    pieces = [] if story is None else [Block(story, block.gap)]
    if story is not None and is_agency(story.text):  # ``Agence marocaine de presse (MAP)``
        pieces[0].decide("signature", "agency-spelt-out")
    elif story is not None and is_initials(story.text):  # ``M.S. (avec MAP)``
        pieces[0].decide("signature", "initials")
    if signature is not None:
        pieces.append(Block(signature, False, "signature", rule))
    return pieces


def _closed(raw: str, story: Sequence[Block], below: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Everything below the signature is another signature, furniture, a picture, or teasers."""
    for block in below:
        if block.kind:
            continue
        if is_initials(block.text) or is_signature_line(block.text):
            block.decide("signature", "signature-below")
        elif is_source_line(block.text):
            block.decide("source", "source-line")
    rest = [block for block in below if not block.kind]
    if any(like_headline(block.text) and read_credit(block.text) is None for block in rest):
        return [*story], mark_teasers(raw, below, "after-signature")
    # pictures or a last paragraph below the signature still belong to the story
    return [*story, *below], []


def _mark_initials(blocks: Sequence[Block]) -> None:
    """Without an agency's signature the last line may still be the writer's initials."""
    last = _last_open(blocks)
    if last is not None and len(blocks) > 1 and is_initials(last.text):
        last.decide("signature", "initials")
    elif last is not None and sum(not block.kind for block in blocks) > 2 and is_writers(last.text):
        last.decide("signature", "writers")
