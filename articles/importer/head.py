"""Decides the head of a dispatch: headline, other headlines, lead and dateline, as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from . import dateforms
from .blocks import (
    Block,
    ends_with_stop,
    folded,
    like_headline,
    overlap,
    sentence_count,
)
from .dateline import MONTH, WEEKDAY, Dateline, find_dateline, is_place, read_dateline
from .furniture import (
    DATE_PREFIX,
    SLUG,
    is_date_line,
    is_section_name,
    is_signature_line,
    is_slug_line,
    signed_end,
)
from .leads import mark_bare_lead, mark_lead
from .lines import part
from .restarts import tells_again
from .text import Clean

# how many undecided lines from the top may stand above the dateline
HEAD_LINES = 7
# how far down the page its date may stand, below a menu
HEAD_REACH = 30
LABELLED_DATE = re.compile(r"(?<![\d/.-])\d{1,2}/\d{1,2}/\d{4}(?: ?[-–|,à]? ?\d{1,2}[:hH]\d{2})?$")
# ``Accueil>>MondeMise à jour 06.12.2010 14h03``
UPDATED = re.compile(r"(?P<path>[^.!?]{2,40}>>[^.!?\d]{2,40}?) ?(?P<day>(?:Mise? à jour|Publié).{8,30})")
MAX_LABELLED_DATE = 80
MAX_STOPPED_HEADLINE = 140
MAX_LONE_HEADLINE = 140
# as short a line after the date prefix, above a headline, names a section of the paper
MAX_SECTION_WORDS = 2
# ``Musée des beaux-arts`` above ``Exposition : voyage d'un peintre-soldat``
MAX_KICKER = 40
MAX_KICKER_WORDS = 5
MAX_TAG_WORDS = 3
# a headline with its stop, where no dateline stands below: how long, and how much of it comes again
MAX_TOLD_HEADLINE = 110
TOLD_AGAIN, TOLD_AFTER_COLON = 0.7, 0.6
SAME_START = 40
SITE_NAME = re.compile(r" ?[-–|] ?\w")
MAX_SITE_NAME = 60
# what a lead tells and a headline does not
TOLD = re.compile(
    r"\b(?:a|ont|est|sont|s['’]est|se sont|avai(?:en)?t|étai(?:en)?t) (?:été )?\w{2,}(?:ée?s?|i[st]?|us?)\b"
    rf"|\b{WEEKDAY}\b|\b\d{{1,2}} {MONTH}\b"
)


def mark_prefix(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the date prefix or date line at the top cut off."""
    top = [position for position, block in enumerate(blocks[:HEAD_REACH]) if not block.kind][:4]
    for position in top:
        block = blocks[position]
        if any(signed_end(blocks[above].text) for above in top if above < position):
            break  # below the signature stand the days of other articles
        prefix = DATE_PREFIX.match(block.text)
        if prefix is None:
            if is_date_line(block.text):
                block.decide("prefix", "date-line")
                return [*blocks]
            pieces = _labelled_date(raw, block)
            if pieces:
                return [*blocks[:position], *pieces, *blocks[position + 1 :]]
            continue
        pieces = []
        head = part(raw, block.clean, 0, prefix.end())
        rest = part(raw, block.clean, prefix.end(), len(block.text))
        if head is not None:
            pieces.append(Block(head, block.gap, "prefix", "date-prefix"))
        if rest is not None:
            pieces.append(Block(rest, True, rule="after-date-prefix"))
        marked = [*blocks[:position], *pieces, *blocks[position + 1 :]]
        _mark_day_of_month(prefix[1], marked[position + 1 : position + 4])
        return marked
    return [*blocks]


def _mark_day_of_month(month: str, below: Sequence[Block]) -> None:
    """``date 2022-09``, then the page's own ``21 septembre 2022 à 15:35``: the day is the finer."""
    block = next((block for block in below if not block.kind and is_date_line(block.text)), None)
    if block is None or len(month) > len("2022-09"):
        return
    text = block.text.replace(",", "")
    day = next(dateforms.days(text), None) or next(dateforms.numeric(text), None)
    if day is not None and f"{day.year:04d}-{day.month:02d}" == month:
        block.decide("prefix", "date-line")


def _labelled_date(raw: str, block: Block) -> list[Block]:
    """``Monde 14/10/2024``, ``Lê Lan | 14.10.2024``: names in capitals, then the page's date."""
    name, bar, day_of_page = block.text.partition("|")
    if bar and is_date_line(day_of_page.strip()) and is_place(name.strip()):
        own = part(raw, block.clean, 0, len(name))
        day = part(raw, block.clean, len(name) + 1, len(block.text))
        if own is not None and day is not None:
            return [Block(own, block.gap, "signature", "byline"), Block(day, False, "prefix", "date-line")]
    found = UPDATED.match(block.text) if len(block.text) <= MAX_LABELLED_DATE else None
    if found is not None and is_date_line(found["day"]):
        own, day = part(raw, block.clean, *found.span("path")), part(raw, block.clean, *found.span("day"))
        if own is not None and day is not None:
            return [Block(own, block.gap, "furniture", "page-path"), Block(day, False, "prefix", "date-line")]
    found = LABELLED_DATE.search(block.text) if len(block.text) <= MAX_LABELLED_DATE else None
    label = block.text[: found.start()].strip(" -–|•·,") if found else ""
    half, odd = divmod(len(label), 2)
    twice = label[:half] == label[half + odd :]
    if found is None or not label or not (twice or all(word[0].isupper() for word in label.split())):
        return []
    own = part(raw, block.clean, 0, found.start())
    day = part(raw, block.clean, *found.span())
    if own is None or day is None:
        return []
    return [Block(own, block.gap, "furniture", "date-label"), Block(day, False, "prefix", "date-line")]


def mark_head(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with headline, lead and dateline decided; lines that hold two are split."""
    marked = [*blocks]
    _cut_slug(raw, marked)
    marked, heads, has_dateline = _cut_dateline(raw, marked)
    repeated = {folded(block.text) for block in blocks if block.rule == "headline-at-photo"}
    _skip_page_title(heads)
    heads = [block for block in heads if not block.kind]
    _skip_section_names(heads, has_dateline)
    heads = [block for block in heads if not block.kind]
    if heads and (
        folded(heads[0].text) in repeated
        or heads[0].rule == "in-page-title"
        or (like_headline(heads[0].text) and not (has_dateline and _only_a_lead(heads)))
        or (_headline_with_stop(heads) if has_dateline else _told_again_below(heads))
    ):
        heads[0].decide("headline", _headline_rule(heads[0], repeated, has_dateline))
        heads = _mark_alternates(heads[0], heads[1:], repeated)
    else:
        _take_headline_at_photo(marked)
    headline = next((block for block in marked if block.kind == "headline"), None)
    if heads and has_dateline:
        heads[0].decide("lead", "lead-above-dateline")
    elif heads and headline is not None:
        marked = mark_lead(raw, marked, headline, heads)
    elif heads:
        marked = mark_bare_lead(raw, marked, heads)
    return marked


def _only_a_lead(heads: Sequence[Block]) -> bool:
    """Whether the only text above the dateline is a lead without its stop, not a headline."""
    if len(heads) > 1:
        return False
    return heads[0].rule == "above-dateline" or len(heads[0].text) > MAX_LONE_HEADLINE


def _headline_with_stop(heads: Sequence[Block]) -> bool:
    """Two lines above the dateline: a short sentence above a longer one is the headline."""
    if len(heads) < 2 or like_headline(heads[1].text):
        return False
    first, second = heads[0].text, heads[1].text
    return len(first) <= MAX_STOPPED_HEADLINE and sentence_count(first) == 1 and len(first) < len(second)


def _told_again_below(heads: Sequence[Block]) -> bool:
    """Whether the first line is a headline with a stop: the paragraph below says all of it anew."""
    if len(heads) < 2 or len(heads[0].text) > MAX_TOLD_HEADLINE or sentence_count(heads[0].text) > 1:
        return False
    first = heads[0].text
    below = next((block.text for block in heads[1:] if block.text != first), "")
    # so begins a lead that is said again, unless the page's date stands before it
    again = heads[0].rule != "after-date-prefix" and folded(below).startswith(folded(first)[:SAME_START])
    enough = TOLD_AFTER_COLON if " : " in first else TOLD_AGAIN
    return not again and len(below) > 1.3 * len(first) and tells_again(first, below) >= enough


def _take_headline_at_photo(blocks: Sequence[Block]) -> None:
    """``HEADLINE ảnh 1CAPTION`` is where a headline may be found when the top has none."""
    block = next((block for block in blocks if block.rule == "headline-at-photo"), None)
    if block is not None and like_headline(block.text):
        block.decide("headline", "headline-at-photo")


def _cut_slug(raw: str, blocks: list[Block]) -> None:
    for position, block in enumerate(blocks):
        if block.kind:
            continue
        if is_slug_line(block.text):
            block.decide("prefix", "slug")
            return
        slug = SLUG.match(block.text)
        if slug is not None:
            own = part(raw, block.clean, 0, slug.end())
            rest = part(raw, block.clean, slug.end(), len(block.text))
            if own is not None and rest is not None:
                blocks[position : position + 1] = [
                    Block(own, block.gap, "prefix", "slug"),
                    Block(rest, False),
                ]
        return


def _cut_dateline(raw: str, blocks: list[Block]) -> tuple[list[Block], list[Block], bool]:
    """Split the first dateline off its paragraph; returns the undecided blocks above it too."""
    open_positions = [i for i, block in enumerate(blocks) if not block.kind][:HEAD_LINES]
    found = _first_dateline(blocks, open_positions)
    if found is None:
        return blocks, [blocks[i] for i in open_positions], False
    position, dateline = found
    block = blocks[position]
    pieces: list[Block] = []
    above = part(raw, block.clean, 0, dateline.start)
    own = part(raw, block.clean, dateline.start, dateline.end)
    rest = part(raw, block.clean, dateline.end, len(block.text))
    if above is not None:
        pieces.append(Block(above, block.gap, rule="above-dateline"))
    if own is not None:
        pieces.append(Block(own, block.gap and not pieces, "dateline", dateline.rule))
        pieces[-1].parts = _parts(raw, block.clean, dateline)
    if rest is not None:
        pieces.append(Block(rest, False, "paragraph", "after-dateline"))
    marked = [*blocks[:position], *pieces, *blocks[position + 1 :]]
    place = folded(block.text[slice(*dateline.place)]) if dateline.place else ""
    if position and not blocks[position - 1].kind and folded(blocks[position - 1].text) == place:
        blocks[position - 1].decide("furniture", "place-above-dateline")
    heads = [blocks[i] for i in open_positions if i < position and not blocks[i].kind]
    if above is not None:
        heads.append(pieces[0])
    return marked, heads, True


def _parts(raw: str, clean: Clean, dateline: Dateline) -> dict[str, Clean]:
    spans = {"place": dateline.place, "agency": dateline.agency}
    pieces = {name: part(raw, clean, *span) for name, span in spans.items() if span}
    return {name: piece for name, piece in pieces.items() if piece is not None}


def _first_dateline(blocks: Sequence[Block], positions: Sequence[int]) -> tuple[int, Dateline] | None:
    for position in positions:
        dateline = read_dateline(blocks[position].text, lone_place=False)
        if dateline is not None:
            return position, dateline
    for position in positions[:4]:
        dateline = find_dateline(blocks[position].text)
        if dateline is not None:
            return position, dateline
    for position in positions[:5]:
        dateline = read_dateline(blocks[position].text, lone_place=True)
        if dateline is not None:
            return position, dateline
    return None


def _skip_page_title(heads: Sequence[Block]) -> None:
    """``HEADLINE - Xinhua - french.news.cn`` is what the browser shows; the headline follows."""
    for block, following in pairwise(heads[:3]):
        rest = block.text.removeprefix(following.text)
        section = rest[:1] == " " and is_section_name(rest.strip())
        if rest != block.text and len(rest) <= MAX_SITE_NAME and (SITE_NAME.match(rest) or section):
            block.decide("furniture", "page-title")
            following.rule = "in-page-title"
    _skip_cut_title(heads[:4])


def _skip_cut_title(heads: Sequence[Block]) -> None:
    """The headline's beginning as a path of links shows it, above the agency's name and keywords."""
    for position, block in enumerate(heads):
        if position < 2 or not like_headline(block.text) or not block.text.startswith(heads[0].text):
            continue
        between = heads[1:position]
        if all(is_signature_line(other.text) or is_slug_line(other.text) for other in between):
            for other in (heads[0], *between):
                other.decide("furniture", "page-title")
            block.rule = "in-page-title"
        return


def _skip_section_names(heads: Sequence[Block], has_dateline: bool) -> None:
    for position, (block, following) in enumerate(pairwise(heads)):
        section = (
            is_section_name(block.text)
            or (block.rule == "after-date-prefix" and len(block.text.split()) <= MAX_SECTION_WORDS)
            or _is_kicker(block.text, following.text, heads[position + 2 :], has_dateline)
        )
        if not section or not (like_headline(following.text) or has_dateline):
            return
        block.decide("furniture", "section-name")


def _is_kicker(text: str, below: str, rest: Sequence[Block], has_dateline: bool) -> bool:
    """Whether a short line names a series or a subject, and the headline stands below it."""
    if len(text) > MAX_KICKER or len(text.split()) > MAX_KICKER_WORDS or not like_headline(text):
        return False
    if len(below) > MAX_LONE_HEADLINE or not like_headline(below) or len(below) < 1.4 * len(text):
        return False
    if TOLD.search(below):  # a lead without its stop
        return False
    tag = len(text.split()) <= MAX_TAG_WORDS and len(below) >= 2.5 * len(text)  # ``Typhon Koppu``
    if overlap(text, below) >= 0.4 and not tag:  # another wording
        return False
    # a lead or, where no dateline says what it is, a paragraph closes the head
    return any(ends_with_stop(block.text) for block in rest[: 1 if has_dateline else 2])


def _headline_rule(block: Block, repeated: set[str], has_dateline: bool) -> str:
    if folded(block.text) in repeated:
        return "headline-repeated-at-photo"
    return "headline-above-dateline" if has_dateline else "headline-first-line"


def _mark_alternates(headline: Block, rest: Sequence[Block], repeated: set[str]) -> list[Block]:
    """Other wordings of the headline right below it; returns what is left."""
    left: list[Block] = []
    for position, block in enumerate(rest):
        words_of_block = folded(block.text)
        if words_of_block == folded(headline.text):
            block.decide("alternate", "headline-again")
        elif words_of_block in repeated:
            block.decide("alternate", "headline-repeated-at-photo")
        elif not left and _other_wording(headline.text, block.text, position + 1 < len(rest)):
            block.decide("alternate", "headline-other-wording")
        else:
            left.append(block)
    return left


def _other_wording(headline: str, text: str, more: bool) -> bool:
    if not more or not like_headline(text) or len(text) > 1.6 * len(headline):
        return False
    return overlap(headline, text) >= 0.6 or overlap(text, headline) >= 0.7
