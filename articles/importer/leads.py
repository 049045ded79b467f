"""Tells a lead from a first paragraph where no dateline follows to confirm it.

Below a headline its position, length and wording tell. Where there is no headline either, only
what stands below does: a lead sums up a story that then begins (``restarts``), a first paragraph
tells what the next one goes on with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from .agencies import sets_leads
from .blocks import Block, ends_sentence, folded, overlap, sentence_count
from .dateline import WEEKDAY
from .lines import part
from .restarts import begins_again, leans, lost_its_head

_APART = ("caption", "credit", "link", "alternate")
MAX_LEAD = 900
MAX_SLUG = 24
# as many characters that stand twice in one line are no coincidence
DOUBLED = 40
# without a dateline: the longest lead that position and length can tell, and a telling length
MAX_PLAIN_LEAD = 450
SHORT_LEAD = 240
MAX_LEAD_SENTENCES = 3
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
# who speaks in an interview: initials and a colon
SPEAKER = re.compile(r"[A-ZÀ-ÞĐ]{1,4}(?:\.[A-ZÀ-ÞĐ]{1,2}){0,2}\.? ?: ")
REPORTED = re.compile(
    r"\b(?:a-t-on|selon|(?:a|ont) (?:indiqué|annoncé|déclaré|affirmé|rapporté|précisé|fait savoir|appris))\b"
)
# "Battus deux fois à domicile samedi, les nageurs…": what is told by the way stands before the subject
APPOSED = re.compile(
    r"(?:[A-ZÀ-Þ][a-zà-ÿ-]{2,20}(?:ée?s|és?|ie?s|us?|ues?|is|ises?|ts|tes?)|Vainqueurs?|Champion(?:ne)?s?|Victimes?)"
    r" [^,;:.!?«»]{10,110}, (?:les? |la |l['’]|une? |[A-ZÀ-Þ])"
)


def mark_lead(raw: str, blocks: Sequence[Block], headline: Block, heads: Sequence[Block]) -> list[Block]:
    """``blocks`` with the lead decided, when ``heads``, the first open blocks, begin with one."""
    marked = _cut_doubled_lead(raw, blocks, heads[0])
    if not heads[0].kind:
        _mark_lead_by_content(headline, heads, marked, layout=sets_leads(raw) or _on_dated_page(blocks))
    return marked


def mark_bare_lead(raw: str, blocks: Sequence[Block], heads: Sequence[Block]) -> list[Block]:
    """The same where neither headline nor dateline stands near: the first paragraph or nothing."""
    marked = _cut_doubled_lead(raw, blocks, heads[0])
    first = heads[0]
    body = [block for block in marked if not block.kind and block is not first]
    if first.kind or not body or not MIN_LEAD < len(first.text) <= MAX_PLAIN_LEAD:
        return marked
    rule = _bare_evidence(first, body, marked)
    if rule:
        first.decide("lead", rule)
    return marked


def _bare_evidence(first: Block, rest: Sequence[Block], blocks: Sequence[Block]) -> str:
    text, following = first.text, rest[0].text
    if _asks(text):
        return ""
    if len(following) < MIN_LEAD or sentence_count(text) > 2 or lost_its_head(text):
        return ""
    if not ends_sentence(text) and ends_sentence(following):
        return "lead-without-stop"
    if not rest[0].gap and len(rest) > 2 and all(block.gap for block in rest[1:]):
        return "lead-by-blank-lines"
    if leans(following, text):
        return ""
    if _is_apart(first, blocks):
        return "lead-set-apart"
    # where lines follow each other without a blank one, the page kept its text alone
    spaced = any(block.gap for block in rest)
    return "lead-begun-again" if spaced and begins_again(text, following) else ""


def _is_apart(first: Block, blocks: Sequence[Block]) -> bool:
    """Whether a picture, a link or the headline once more stands between the two, as nowhere below."""
    open_blocks = [i for i, block in enumerate(blocks) if not block.kind or block is first]
    position = next(i for i in open_blocks if blocks[i] is first)
    return _holds_apart(blocks, position) and not _holds_apart(
        blocks, open_blocks[open_blocks.index(position) + 1]
    )


def _above_links(first: Block, blocks: Sequence[Block]) -> bool:
    """Whether the page puts its last ``>> links`` right below ``first``, as papers do below the lead."""
    position = next(i for i, block in enumerate(blocks) if block is first)
    links = [i for i, block in enumerate(blocks) if block.kind == "link" and i > position]
    return bool(links) and links == [*range(position + 1, position + 1 + len(links))]


def _above_picture(first: Block, rest: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether a credit stands by itself right below ``first`` and nowhere else, as papers have it."""
    position = next(i for i, block in enumerate(blocks) if block is first)
    pictures = [i for i, block in enumerate(blocks) if block.kind in ("credit", "caption")]
    fits = MIN_LEAD < len(first.text) <= MAX_PLAIN_LEAD and sentence_count(first.text) <= 2
    return fits and len(rest) > 1 and pictures == [position + 1] and not lost_its_head(first.text)


def _on_dated_page(blocks: Sequence[Block]) -> bool:
    """Whether the page begins with its date, so that nothing above the story is lost."""
    return bool(blocks) and blocks[0].kind == "prefix" and blocks[0].rule == "date-prefix"


def _holds_apart(blocks: Sequence[Block], position: int) -> bool:
    """Whether something that is neither text nor furniture stands right below ``blocks[position]``."""
    below = blocks[position + 1 : position + 3]
    return any(block.kind for block in below[:1]) and any(block.kind in _APART for block in below)


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


def _mark_lead_by_content(
    headline: Block, heads: Sequence[Block], blocks: Sequence[Block], *, layout: bool
) -> None:
    """Without a dateline a first paragraph is a lead when its content or the paper's layout says so."""
    if len(heads) < 2:
        return
    first = heads[0]
    body = [block for block in blocks if not block.kind and block is not first]
    if len(first.text) > MAX_LEAD:
        return
    rule = _lead_evidence(headline.text, first, body, blocks)
    if not rule and layout and _is_set_below(headline, first, blocks):
        rule = "lead-of-layout"
    if rule:
        first.decide("lead", rule)


def _is_set_below(headline: Block, first: Block, blocks: Sequence[Block]) -> bool:
    """Whether ``first`` is whole and stands right below the headline: no picture or link between."""
    positions = {id(block): position for position, block in enumerate(blocks)}
    between = blocks[positions[id(headline)] + 1 : positions[id(first)]]
    if positions[id(headline)] > positions[id(first)] or any(block.kind in _APART[:3] for block in between):
        return False
    return (
        MIN_LEAD < len(first.text) <= MAX_PLAIN_LEAD
        and sentence_count(first.text) <= MAX_LEAD_SENTENCES
        and not lost_its_head(first.text)
    )


def _asks(text: str) -> bool:
    """Whether ``text`` is an interview's question or answer: ``LDS : Quels sont vos projets ?``."""
    return SPEAKER.match(text) is not None or (text.endswith("?") and sentence_count(text) == 1)


def _blank_lines_part(first: Block, rest: Sequence[Block]) -> bool:
    """Whether blank lines set the first paragraph apart from the others, by standing or by missing."""
    if len(rest) <= 2:
        return False
    if all(block.gap for block in rest[1:]):
        return first.gap != rest[0].gap
    return rest[0].gap and not any(block.gap for block in rest[1:3])


def _lead_evidence(headline: str, first: Block, rest: Sequence[Block], blocks: Sequence[Block]) -> str:
    """The rule by which ``first`` is a lead although no dateline follows, or an empty string."""
    text, following = first.text, rest[0].text
    if _asks(text):
        return ""
    start = folded(text)[:60]
    # a slug may stand before it: ``ASIE-PACIFIQUE - Le plus puissant typhon …``
    if len(start) >= 40 and 0 <= folded(following[:240]).find(start) <= MAX_SLUG:
        return "lead-said-again"
    if not ends_sentence(text) and ends_sentence(following) and len(text) > MIN_LEAD:
        return "lead-without-stop"
    if MIN_LEAD < len(text) <= MAX_PLAIN_LEAD and sentence_count(text) <= 2 and _above_links(first, blocks):
        return "lead-above-links"
    if _above_picture(first, rest, blocks) and _on_dated_page(blocks):
        return "lead-above-picture"
    if leans(following, text) or sentence_count(text) > 2 or len(text) < MIN_LEAD or lost_its_head(text):
        return ""
    lengths = [len(block.text) for block in rest if len(block.text) > MIN_PARAGRAPH]
    typical = median(lengths or [0])
    if len(text) <= MAX_PLAIN_LEAD and _blank_lines_part(first, rest):
        return "lead-by-blank-lines"
    if len(text) <= MAX_PLAIN_LEAD and len(text) <= typical:
        if _is_apart(first, blocks):
            return "lead-set-apart"
        if len(text) <= SHORT_LEAD and not (NEWS.search(text) and overlap(text, following) < 0.4):
            return "lead-short"
        if overlap(headline, text) >= 0.4 and overlap(text, following) >= 0.25:
            return "lead-sums-up"
        single = sentence_count(text) == 1 and not REPORTED.search(text)
        if single and APPOSED.match(text) and begins_again(text, following):
            return "lead-apposed"
    return ""
