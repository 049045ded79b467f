"""Marks captions and credits among the lines of a dispatch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise, zip_longest
from statistics import median

from .blocks import Block, ends_with_stop, folded, like_headline, sentence_count
from .captions import MARK, Credit, is_file_name, read_credit, read_credit_inside
from .dateline import find_dateline, read_dateline
from .furniture import is_placeholder
from .lines import part
from .text import Clean

MAX_CAPTION = 700
MAX_PLAIN_CAPTION = 320
MAX_DENSE_CAPTION = 140
MAX_GAP_CAPTION = 90
# as many characters said twice in one line are no coincidence
MIN_DOUBLED = 20
# a caption twice is shorter than a lead that the story begins with once more
MIN_SAID_AGAIN = 100
MAX_REPEATED_HEADLINE = 260
# marks looked for in one line
MAX_MARKS = 30
# most sentences of news have one of these
VERB = re.compile(
    r"\b(?:a|ont|est|sont|avai(?:en)?t|étai(?:en)?t|ser(?:a|ont)|fu(?:t|rent)|peu(?:ven)?t|doi(?:ven)?t|va|vont|fait"
    r"|font|il|elle|ils|elles|on|nous|vous|je|\w{3,}er(?:a|ont))\b",
    re.IGNORECASE,
)
SIDES = (
    "à gauche",
    "à droite",
    "au centre",
    "(gauche",
    "(droite",
    "(centre",
    "(debout",
    "de gauche à",
)


def mark_photos(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with every caption and credit decided; a line that holds both is taken apart."""
    marked: list[Block] = []
    for block in blocks:
        marked.extend([block] if block.kind else _taken_apart(raw, block))
    _join_credits(marked)
    _captions_after_marks(marked)
    _captions_below_links(marked)
    _repeated_captions(marked)
    return marked


def _taken_apart(raw: str, block: Block) -> list[Block]:
    text = block.text
    if is_file_name(text):
        block.decide("furniture", "file-name")
        return [block]
    if "nh" in text and MARK.search(text):
        return _marked(raw, block)
    if text[0] == "|" or text[-1] == "|":
        return _in_bars(raw, block)
    credit = read_credit(text)
    if credit is not None and credit.start == 0 and text[0] in "([":
        return _caption(raw, block.clean, 0, block.gap, credit, "credit-alone-in-parentheses")
    if credit is not None and _closes_caption(text, credit):
        return _caption(raw, block.clean, 0, block.gap, credit, credit.rule)
    return _glued_story(raw, block, 0, block.gap) or _above_dateline_inside(raw, block) or [block]


def _above_dateline_inside(raw: str, block: Block) -> list[Block]:
    """``CAPTION. Photo : X Hanoï (VNA) – The story``: caption, credit and an undecided rest."""
    if "hoto" not in block.text[: MAX_CAPTION + MAX_PLAIN_CAPTION]:
        return []
    dateline = find_dateline(block.text)
    above = block.text[: dateline.start].rstrip() if dateline else ""
    credit = read_credit(above) if above else None
    rest = part(raw, block.clean, dateline.start, len(block.text)) if dateline else None
    if credit is None or rest is None or not _closes_caption(above, credit):
        return []
    return [*_caption(raw, block.clean, 0, block.gap, credit, credit.rule, len(above)), Block(rest)]


def _glued_story(raw: str, block: Block, start: int, gap: bool) -> list[Block]:
    """``CAPTION. Photo : VNAThe story goes on``: caption, credit and an undecided rest."""
    found = read_credit_inside(block.text[start:])
    if found is None or found[0].start > MAX_CAPTION:
        return []
    credit, rest_start = found
    rest = part(raw, block.clean, start + rest_start, len(block.text))
    pieces = _caption(raw, block.clean, start, gap, credit, credit.rule)
    return [*pieces, Block(rest)] if rest else pieces


def _closes_caption(text: str, credit: Credit) -> bool:
    """Whether the credit found at the end of a line makes the line a caption."""
    if credit.start <= 2:
        return True
    weak = credit.rule == "credit-parentheses" or text[credit.start :].lower().startswith("source")
    if weak:
        return credit.start <= MAX_PLAIN_CAPTION and sentence_count(text[: credit.start]) <= 2
    return credit.start <= MAX_CAPTION


def _marked(raw: str, block: Block) -> list[Block]:
    """``HEADLINE ảnh 1CAPTION. Photo : VNA``; more marks may follow on the same line."""
    text = block.text
    marks = list(islice(MARK.finditer(text), MAX_MARKS))
    pieces = _above_mark(raw, block, 0, marks[0].start())
    for mark, following in zip_longest(marks, marks[1:]):
        own = part(raw, block.clean, mark.start(), mark.end())
        if own is not None:
            pieces.append(Block(own, False, "furniture", "photo-mark"))
        if following is None:
            credit = read_credit(text[mark.end() :])
            glued = _glued_story(raw, block, mark.end(), False) if credit is None else []
            pieces += glued or _caption(raw, block.clean, mark.end(), False, credit, "photo-mark")
            continue
        found = read_credit_inside(text[mark.end() : following.start()], rest=1)
        if found is None:  # where the caption ends and the headline begins again cannot be told
            pieces += _caption(raw, block.clean, mark.end(), False, None, "photo-mark", following.start())
        else:
            pieces += _caption(raw, block.clean, mark.end(), False, found[0], "photo-mark")
            pieces += _above_mark(raw, block, mark.end() + found[1], following.start())
    return pieces


def _above_mark(raw: str, block: Block, start: int, end: int) -> list[Block]:
    """What stands before a mark: the headline once more, or a paragraph that lost its line end."""
    clean = part(raw, block.clean, start, end)
    if clean is None:
        return []
    above = Block(clean, block.gap and not start)
    if len(clean.text) <= MAX_REPEATED_HEADLINE and not ends_with_stop(clean.text):
        above.decide("furniture", "headline-at-photo")
    return [above]


def _in_bars(raw: str, block: Block) -> list[Block]:
    start = len(block.text) - len(block.text.lstrip("| "))
    end = len(block.text.rstrip("| "))
    if start >= end:
        block.decide("furniture", "table-bar")
        return [block]
    credit = read_credit(block.text[start:end])
    return _caption(raw, block.clean, start, block.gap, credit, "table-bars", end)


def _caption(
    raw: str,
    clean: Clean,
    start: int,
    gap: bool,
    credit: Credit | None,
    rule: str,
    end: int | None = None,
) -> list[Block]:
    """Caption and credit of ``clean.text[start:end]``; credit positions count from ``start``."""
    stop = len(clean.text) if end is None else end
    pieces: list[Block] = []
    close = stop if credit is None else start + credit.start
    while close > start and clean.text[close - 1] in " -–—(|[":
        close -= 1
    words = _once(raw, part(raw, clean, start, close))
    if words is not None and is_placeholder(words.text):
        pieces.append(Block(words, gap, "furniture", "no-caption"))
    elif words is not None and any(character.isalnum() for character in words.text):
        pieces.append(Block(words, gap, "caption", rule))
    if credit is not None:
        value = part(raw, clean, start + credit.value[0], start + credit.value[1])
        if value is not None:
            rule_of_credit = rule if rule == "credit-alone-in-parentheses" else credit.rule
            pieces.append(Block(value, gap and not pieces, "credit", rule_of_credit))
    return pieces


def _once(raw: str, words: Clean | None) -> Clean | None:
    """The caption without its second copy; between the two its credit may stand."""
    if words is None:
        return None
    found = read_credit_inside(words.text, rest=1)
    first, again = (found[0].start, found[1]) if found else divmod(len(words.text), 2)
    again += 0 if found else first
    if first < MIN_DOUBLED or folded(words.text[:first]) != folded(words.text[again:]):
        return words
    return part(raw, words, 0, len(words.text[:first].rstrip(" -–—(|["))) or words


def _join_credits(blocks: Sequence[Block]) -> None:
    """A line just above a bare credit is its caption; a paragraph further above is not."""
    dense = _dense(blocks)
    uncredited = _uncredited(blocks) if any(block.kind == "credit" for block in blocks) else set()
    opening = [block for block in blocks if not block.kind]
    typical = median([len(block.text) for block in opening if len(block.text) > 60] or [0])
    below = [*blocks[2:], None]
    for before, above, block, after in zip([None, *blocks], blocks, blocks[1:], below, strict=False):
        if block.kind != "credit" or above.kind:
            continue
        if after is not None and after.text == "|" and len(above.text) <= MAX_PLAIN_CAPTION:
            above.decide("caption", "table-bars")
            continue
        if len(above.text) > MAX_PLAIN_CAPTION or sentence_count(above.text) > 2:
            continue
        if above is opening[0] and like_headline(above.text):
            continue
        if _said_again(above, uncredited):
            continue  # a lead with a picture's credit below it
        if any(word in above.text for word in SIDES) or block.rule == "credit-alone-in-parentheses":
            likely = above is not opening[0]
        elif block.gap:  # not side by side: only what can be neither a paragraph nor the lead
            first = any(above is other for other in opening[:2])
            likely = like_headline(above.text) and (not first or len(above.text) <= MAX_GAP_CAPTION)
            caption = _below_links(before, above) or _tells_nothing(above.text)
            likely = likely or (above is not opening[0] and caption)
        elif dense:
            likely = len(above.text) <= min(MAX_DENSE_CAPTION, 0.7 * typical)
        else:
            likely = above.gap or (before is not None and before.kind in ("credit", "furniture", "prefix"))
        if likely:
            above.decide("caption", "above-credit")


def _below_links(before: Block | None, above: Block) -> bool:
    """Whether one sentence stands right below ``>> links``: there the page has its picture."""
    return before is not None and before.kind == "link" and above.gap and sentence_count(above.text) == 1


def _tells_nothing(text: str) -> bool:
    """Whether one short sentence has no verb: it names who or what a picture shows."""
    return len(text) <= MAX_DENSE_CAPTION and sentence_count(text) == 1 and VERB.search(text) is None


def _uncredited(blocks: Sequence[Block]) -> set[str]:
    """How the longer open texts begin that have no credit below them."""
    pairs = zip_longest(blocks, blocks[1:])
    long = [
        block
        for block, below in pairs
        if not block.kind and len(block.text) >= MIN_SAID_AGAIN and (below is None or below.kind != "credit")
    ]
    return {folded(block.text)[:MIN_SAID_AGAIN] for block in long}


def _said_again(above: Block, uncredited: set[str]) -> bool:
    """Whether a longer text comes again as a paragraph, without a credit of its own below it."""
    if len(above.text) < MIN_SAID_AGAIN or not ends_with_stop(above.text):
        return False
    start = folded(above.text)[:MIN_SAID_AGAIN]
    return len(start) > MIN_SAID_AGAIN // 2 and start in uncredited


def _dense(blocks: Sequence[Block]) -> bool:
    """Whether the document has no blank lines between its paragraphs."""
    return sum(block.gap for block in blocks) < 0.4 * len(blocks)


def _captions_after_marks(blocks: Sequence[Block]) -> None:
    """``ảnh 1`` alone, and the caption on a line of its own below."""
    for block, following in pairwise(blocks):
        marked = block.rule == "photo-mark" and block.kind == "furniture" and not following.kind
        if not marked or read_dateline(following.text, lone_place=False):
            continue  # ``HEADLINE ảnh 1`` alone: the picture has no caption
        if len(following.text) <= MAX_PLAIN_CAPTION and sentence_count(following.text) <= 2:
            following.decide("caption", "below-photo-mark")


def _captions_below_links(blocks: Sequence[Block]) -> None:
    """A line without a verb between ``>> links`` and the story, where papers have the picture."""
    read = 0
    for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        read += not above.kind and not like_headline(above.text)
        short = len(block.text) <= MAX_DENSE_CAPTION and sentence_count(block.text) == 1
        told = above.kind != "link" or block.kind or below.kind or VERB.search(block.text)
        if (
            read
            and short
            and not told
            and block.gap
            and len(below.text) > len(block.text)
            and ends_with_stop(block.text)
        ):
            block.decide("caption", "below-links")


def _repeated_captions(blocks: Sequence[Block]) -> None:
    """The same words once more, with or without credit, are not another picture."""
    captions = {folded(block.text) for block in blocks if block.kind == "caption"}
    captions.discard("")
    seen: set[str] = set()
    below = 0
    lengths = [len(block.text) for block in blocks if block.kind == "caption"]
    shortest, longest = min(lengths, default=0), max(lengths, default=0)
    for block in blocks:
        below += not block.kind
        if block.kind not in ("", "caption") or len(block.text) > MAX_CAPTION:
            continue
        if not 0.8 * shortest <= len(block.text) <= 1.2 * longest + 10:
            continue
        words = folded(block.text)
        if block.kind == "caption" and words not in seen:
            seen.add(words)
        elif words in captions:
            if not block.kind and below <= 2 and _above_dateline(blocks, block):
                continue  # a lead that the picture repeats
            block.decide("caption", "caption-again")


def _above_dateline(blocks: Sequence[Block], block: Block) -> bool:
    """Whether the next undecided line below ``block`` opens with a dateline."""
    position = next(i for i, other in enumerate(blocks) if other is block)
    following = next((other for other in blocks[position + 1 :] if not other.kind), None)
    return following is not None and read_dateline(following.text, lone_place=False) is not None
