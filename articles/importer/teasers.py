"""Groups the lines under a dispatch into teasers: [caption] headline [headline again] summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, folded, like_headline
from .captions import is_file_name, read_credit
from .furniture import is_form, is_furniture, is_source_line, is_teasers_header, signed_end
from .lines import part
from .names import is_french_word

# a sentence that is no caption: in shapes, one that no bare credit follows
BULLET = re.compile(r"[-–—•*·▪◦●>»+]{1,3}\s+(?=\S)")
SUMMARY = re.compile("S(?!c)")
LAST_WORD = re.compile(r"[ '’]([a-zà-ÿ]{2,})$")
# a summary is longer than this or ends with a stop
MAX_TEASER_HEADLINE = 190
# a line without a stop, longer than this and than the headline above it, is a summary cut short
MIN_CUT_SUMMARY = 120
CAPTION_WORDS = (
    "(à gauche",
    "(gauche",
    "(à droite",
    "(droite",
    "(au centre",
    "(centre",
    "(debout",
    "(2e",
    "(à g",
)


def mark_teasers(raw: str, blocks: Sequence[Block], where: str) -> list[Block]:
    """Decide every open block of a teaser region; ``where`` opens the rule's name.

    Parts of one teaser follow each other; a ``caption`` or, without one, a ``headline`` opens it.
    Returns the blocks in order, captions taken apart from their credits.
    """
    items: list[Block] = []
    for position, block in enumerate(blocks):
        if block.kind:
            continue
        if is_form(block.text):
            for rest in blocks[position:]:
                if not rest.kind:
                    rest.decide("furniture", "form")
            break
        if is_teasers_header(block.text) or is_furniture(block.text) or is_source_line(block.text):
            block.decide("furniture", "page-furniture")
        elif is_file_name(block.text):
            block.decide("furniture", "file-name")
        elif not any(character.isalnum() for character in block.text):
            block.decide("furniture", "no-words")
        else:
            items.append(block)
    shapes = "".join(_shape(block) for block in items)
    _group(items, shapes, where)
    return [piece for block in blocks for piece in _taken_apart(raw, block, where)]


def _taken_apart(raw: str, block: Block, where: str) -> list[Block]:
    credit = read_credit(block.text) if block.kind == "teaser" else None
    if credit is None or not block.rule.endswith(("-caption", "-credit")):
        return [_without_bullet(raw, block)]
    words = part(raw, block.clean, 0, len(block.text[: credit.start].rstrip(" -–—(|[")))
    value = part(raw, block.clean, *credit.value)
    pieces = []
    if words is not None and any(character.isalnum() for character in words.text):
        pieces.append(Block(words, block.gap, "teaser", f"{where}-caption"))
    if value is not None:
        pieces.append(Block(value, False, "teaser", f"{where}-credit"))
    return pieces or [block]


def _without_bullet(raw: str, block: Block) -> Block:
    bullet = BULLET.match(block.text) if block.rule.endswith("-headline") else None
    clean = part(raw, block.clean, bullet.end(), len(block.text)) if bullet else None
    return Block(clean, block.gap, block.kind, block.rule) if clean else block


def announces(blocks: Sequence[Block]) -> bool:
    """Whether ``blocks`` look like teasers: headlines, and no long run of sentences without one."""
    shapes = ""
    for block in blocks:
        if not block.kind:
            shapes += _shape(block)
            if shapes.endswith("SSS"):
                return False
    headlines, sentences = shapes.count("H"), shapes.count("S")
    return headlines > 0 and sentences <= 2 * headlines + 1


def _shape(block: Block) -> str:
    """C a caption with its credit, c a bare credit, H like a headline, S a sentence."""
    credit = read_credit(block.text)
    if credit is not None:
        return "C" if credit.start > 2 else "c"
    text = block.text
    if len(text) <= MAX_TEASER_HEADLINE and like_headline(text) and signed_end(text) is None:
        return "H"
    return "S"


def _group(items: Sequence[Block], shapes: str, where: str) -> None:
    position = 0
    with_summaries = "HS" in shapes
    while position < len(items):
        shape = shapes[position]
        rest = shapes[position + 1 :][:3]
        if shape in "Cc":
            _part(items[position], where, "caption" if shape == "C" else "credit")
        elif shape == "H":
            position = _headlines(items, shapes, position, where, with_summaries)
            continue
        elif _after_headline(items, position):
            _part(items[position], where, "summary")
        elif rest.startswith(("HS", "HHS", "c")):
            # a sentence where a caption is expected: its credit was lost
            _part(items[position], where, "caption")
        elif rest == "" and with_summaries and len(items) > 2:
            _part(items[position], where, "cut")
        else:
            _part(items[position], where, "summary")
        position += 1


def _headlines(items: Sequence[Block], shapes: str, position: int, where: str, with_summaries: bool) -> int:
    """A run of lines like headlines; returns the position after it."""
    end = position
    while end < len(items) and shapes[end] == "H":
        end += 1
    run = items[position:end]
    closed = end < len(items) and shapes[end] == "S"
    captioned = position > 0 and items[position - 1].rule.endswith(("-caption", "-credit"))
    texts = [folded(block.text) for block in run]
    distinct = [index for index, text in enumerate(texts) if index == 0 or text != texts[index - 1]]
    for index, block in enumerate(run):
        if index not in distinct:
            _part(block, where, "headline-again")
        elif end == len(items) == 1 and _breaks_off(block.text):
            _part(block, where, "cut")  # the first line below the header: a caption that the file's end broke
        elif end == len(items) and index == distinct[-1] and _is_cut(shapes, position):
            _part(block, where, "cut")
        elif (
            end == len(items)
            and index == distinct[-1]
            and _is_cut_summary(run, distinct, with_summaries or captioned)
        ):
            _part(block, where, "summary")
        elif _is_lost_caption(run, distinct, index, captioned, closed and with_summaries):
            _part(block, where, "caption")
        else:
            _part(block, where, "headline")
    return end


def _breaks_off(text: str) -> bool:
    """Whether the last word has lost its end."""
    last = LAST_WORD.search(text)
    return last is not None and not is_french_word(last[1])


def _is_cut(shapes: str, position: int) -> bool:
    """Whether a last line that looks like a headline is a caption that breaks off.

    So it is where teasers come with captions and every headline above has its summary after it.
    """
    above = shapes[:position]
    return "c" in above.lower() and above.endswith("S") and above.count("HS") == len(SUMMARY.findall(above))


def _is_cut_summary(run: Sequence[Block], distinct: Sequence[int], with_summaries: bool) -> bool:
    """Whether the last line, right below a headline, is a summary that the file's end broke off."""
    if len(distinct) < 2:
        return False
    above, last = run[distinct[-2]].text, run[distinct[-1]].text
    return with_summaries or (len(last) > MIN_CUT_SUMMARY and len(last) > 1.4 * len(above))


def _is_lost_caption(
    run: Sequence[Block], distinct: Sequence[int], index: int, captioned: bool, closed: bool
) -> bool:
    """A line like a headline just above the headline: a caption without stop and credit."""
    if captioned and index == 0:
        return False
    if any(word in run[index].text for word in CAPTION_WORDS):
        return True
    return closed and len(distinct) >= 2 and index == distinct[-2]


def _after_headline(items: Sequence[Block], position: int) -> bool:
    return position > 0 and items[position - 1].rule.endswith(("-headline", "-headline-again"))


def _part(block: Block, where: str, part: str) -> None:
    block.decide("teaser", f"{where}-{part}")
