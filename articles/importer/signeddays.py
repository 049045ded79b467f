"""Finds the day that an agency writes beside its name below a dispatch: ``Agence X 2007/01/30``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, ends_with_stop, like_headline
from .dateline import MONTH, WEEKDAY
from .furniture import is_signature_line, is_source_line, signed_end
from .lines import part

SIGNED_DAY, PUBLISHED_DAY = "signed-day", "published-day"
_PUBLISHED = re.compile(r"(?:publié|mis en ligne|posté|published|posted)\b", re.IGNORECASE)
_MAX_LINE = 110
# text above and below the line, in characters
_MIN_STORY, _MAX_BELOW = 100, 100
_HEAD_LINES = 6  # at most above the day in the head of a page
_DAY = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    rf"|(?:le )?(?:{WEEKDAY},? )?\d{{1,2}}(?:er)? {MONTH} \d{{4}})"
)
_HOUR = r"(?:[\s,|–-]{1,3}(?:à )?\d{1,2} ?[:hH] ?\d{2}(?::\d{2})?)?"
_NAME_FIRST = re.compile(
    rf"(?P<name>[^\d\n]{{2,70}}?)[\s,|()–-]{{1,6}}(?P<day>{_DAY}){_HOUR}[\s).|]{{0,4}}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"[(]?(?P<day>{_DAY}){_HOUR}[\s,|()–-]{{1,6}}(?P<name>[^\d\n]{{2,70}}?)[\s).|]{{0,4}}", re.IGNORECASE
)


def cut_signed_day(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the day taken off the last line that is an agency's name and a day.

    Without such a line, the only line that says when the page was published gets its rule.
    """
    _mark_published(blocks)
    below = 0
    for position in range(len(blocks) - 1, 0, -1):
        block = blocks[position]
        dated = block.rule == "date-line"
        if block.kind and not dated:
            continue
        found = _signed(block.text)
        if found is not None:
            above = sum(len(other.text) for other in blocks[:position] if not other.kind)
            return _cut(raw, blocks, position, found) if above >= _MIN_STORY else [*blocks]
        below += 0 if dated else len(block.text)
        if below > _MAX_BELOW or ends_with_stop(block.text):
            break
    return [*blocks]


def _mark_published(blocks: Sequence[Block]) -> None:
    told = [block for block in blocks if block.rule == "date-line" and block.kind == "furniture"]
    published = [block for block in told if _PUBLISHED.match(block.text)]
    if len(published) != 1 or any(block.kind == "prefix" for block in blocks):
        return
    position = next(i for i, block in enumerate(blocks) if block is published[0])
    above = [block.text for block in blocks[:position] if not block.kind]
    below = [block.text for block in blocks[position + 1 :] if not block.kind]
    # another article announced below would have its headline above its day, or its summary below
    if len(above) > 1 and like_headline(above[-1]):
        return
    in_head = len(above) <= _HEAD_LINES and sum(len(text) > _MIN_STORY for text in above) < 2
    in_foot = bool(above) and not any(len(text) > _MAX_BELOW for text in below)
    if (in_head and not any(signed_end(text) for text in above)) or in_foot:
        published[0].rule = PUBLISHED_DAY


def _signed(text: str) -> re.Match[str] | None:
    if len(text) > _MAX_LINE or not any(map(str.isdigit, text)):
        return None
    match = _NAME_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    name = match["name"].strip(" ,|()–-")
    return match if is_signature_line(name) or (is_source_line(name) and ":" in name) else None


def _cut(raw: str, blocks: Sequence[Block], position: int, match: re.Match[str]) -> list[Block]:
    block = blocks[position]
    name, day = part(raw, block.clean, *match.span("name")), part(raw, block.clean, *match.span("day"))
    if name is None or day is None:
        return [*blocks]
    pieces = [Block(name, block.gap), Block(day, False, "signature", SIGNED_DAY)]
    if match.start("day") < match.start("name"):
        pieces.reverse()
    return [*blocks[:position], *pieces, *blocks[position + 1 :]]
