"""Finds the page's menu above a dispatch: buttons and section names, one to a line."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Block, like_headline
from .furniture import is_date_line, is_furniture, is_section_name, is_slug_line

# a menu is looked for in so many lines from the top
_REACH = 25
# the longest entry that need not be in the vocabulary
_MAX_ENTRY, _MAX_WORDS = 26, 2
# so many lines from the top tell a menu from a section name above its headline
_LEAST = 2


def mark_menu(blocks: Sequence[Block]) -> None:
    """Decide the lines of a menu at the top; a section name alone is left to the head."""
    entries: list[Block] = []
    known = 0
    for block in blocks[:_REACH]:
        if block.kind:
            continue
        if is_furniture(block.text) or is_section_name(block.text):
            known += 1
        elif not _may_be_entry(block.text):
            break
        entries.append(block)
    else:
        return  # no story below
    if entries and entries[-1] is not block and not _is_known(entries[-1]) and not like_headline(block.text):
        entries.pop()  # a short headline above its story
    if len(entries) >= _LEAST and known >= _LEAST and 2 * known >= len(entries):
        for entry in entries:
            entry.decide("furniture", "menu")


def _is_known(block: Block) -> bool:
    return is_furniture(block.text) or is_section_name(block.text)


def _may_be_entry(text: str) -> bool:
    """Whether a line is as short as a menu's entries: one word or two, no figure, no stop."""
    if len(text) > _MAX_ENTRY or len(text.split()) > _MAX_WORDS or any(map(str.isdigit, text)):
        return False
    return like_headline(text) and not is_slug_line(text) and not is_date_line(text)
