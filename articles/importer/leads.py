"""Tells a lead from a first paragraph where no dateline follows to confirm it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from .blocks import Block, ends_sentence, folded, overlap, sentence_count
from .dateline import WEEKDAY
from .lines import part

MAX_LEAD = 900
# as many characters that stand twice in one line are no coincidence
DOUBLED = 40
# without a dateline: the longest lead that position and length can tell, and a telling length
MAX_PLAIN_LEAD = 450
SHORT_LEAD = 240
MIN_LEAD = 40
# shorter lines are intertitles and list items: they do not tell how long paragraphs are
MIN_PARAGRAPH = 100
# the first sentence of a report says when and who said it; a lead seldom does
NEWS = re.compile(
    rf"\b(?:(?<!chaque ){WEEKDAY}|hier|aujourd['’]hui|ce (?:matin|soir)|a-t-on|"
    r"selon (?:une?|les?|la|l['’])|"
    r"(?:a|ont) (?:indiqué|annoncé|déclaré|affirmé|rapporté|précisé|fait savoir|appris))\b",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r"(?:de son côté|pour sa part|de leur côté|selon (?:lui|elle|eux)|il|elle|ils|elles|celui-ci|celle-ci|"
    r"ce dernier|cette dernière|par ailleurs|en outre|en effet|ainsi|mais|cependant|toutefois|or|puis|"
    r"ensuite|enfin|auparavant|également|ce|cet|cette|ces|son|sa|ses|leur|leurs)\b",
    re.IGNORECASE,
)


def mark_lead(raw: str, blocks: Sequence[Block], headline: Block, heads: Sequence[Block]) -> list[Block]:
    """``blocks`` with the lead decided, when ``heads``, the first open blocks, begin with one."""
    marked = _cut_doubled_lead(raw, blocks, heads[0])
    if not heads[0].kind:
        _mark_lead_by_content(headline, heads, marked)
    return marked


def _cut_doubled_lead(raw: str, blocks: Sequence[Block], first: Block) -> list[Block]:
    """A lead glued to the body that says it once more: both copies stand in one line."""
    text = first.text
    again = text.find(text[:DOUBLED], DOUBLED)
    said = text[:again].rstrip(" .…") if again > 0 else ""
    if not said or again > MAX_LEAD or not text.startswith(said, again):
        return [*blocks]
    lead = part(raw, first.clean, 0, again)
    rest = part(raw, first.clean, again, len(text))
    if lead is None or rest is None:
        return [*blocks]
    first.clean = lead
    first.decide("lead", "lead-said-again")
    position = next(i for i, block in enumerate(blocks) if block is first)
    return [*blocks[: position + 1], Block(rest), *blocks[position + 1 :]]


def _mark_lead_by_content(headline: Block, heads: Sequence[Block], blocks: Sequence[Block]) -> None:
    """Without a dateline a first paragraph is a lead only when its content says so."""
    if len(heads) < 2:
        return
    first = heads[0]
    body = [block for block in blocks if not block.kind and block is not first]
    if len(first.text) > MAX_LEAD:
        return
    rule = _lead_evidence(headline.text, first, body, blocks)
    if rule:
        first.decide("lead", rule)


def _blank_lines_part(first: Block, rest: Sequence[Block]) -> bool:
    """Whether blank lines stand between all paragraphs but not on one side of the first."""
    spaced = len(rest) > 2 and all(block.gap for block in rest[1:])
    return spaced and first.gap != rest[0].gap


def _lead_evidence(headline: str, first: Block, rest: Sequence[Block], blocks: Sequence[Block]) -> str:
    """The rule by which ``first`` is a lead although no dateline follows, or an empty string."""
    text, following = first.text, rest[0].text
    start = folded(text)[:60]
    if len(start) >= 40 and folded(following[:200]).startswith(start):
        return "lead-said-again"
    if not ends_sentence(text) and ends_sentence(following) and len(text) > MIN_LEAD:
        return "lead-without-stop"
    if CONTINUES.match(following) or sentence_count(text) > 2 or len(text) < MIN_LEAD:
        return ""
    lengths = [len(block.text) for block in rest if len(block.text) > MIN_PARAGRAPH]
    typical = median(lengths or [0])
    if len(text) <= MAX_PLAIN_LEAD and _blank_lines_part(first, rest):
        return "lead-by-blank-lines"
    if len(text) <= MAX_PLAIN_LEAD and len(text) <= typical:
        position = next(i for i, block in enumerate(blocks) if block is first)
        apart = position + 1 < len(blocks) and blocks[position + 1] is not rest[0]
        if apart:  # a picture, a link or the headline once more stands between it and the story
            return "lead-set-apart"
        if len(text) <= SHORT_LEAD and not (NEWS.search(text) and overlap(text, following) < 0.4):
            return "lead-short"
        if overlap(headline, text) >= 0.4 and overlap(text, following) >= 0.25:
            return "lead-sums-up"
    return ""
