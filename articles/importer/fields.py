"""The fields of an article, gathered from the pieces that ``sections.split`` decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .agencies import agency_of
from .blocks import Block, folded
from .record import ReadPhoto, Span, Teaser, Value
from .signeddays import PUBLISHED_DAY, SIGNED_DAY
from .text import Clean

SOURCE_LABEL = re.compile(
    r"^(?:©|\(c\))\s*(?:\d{4}\s+)?|^[(\[]?\s*(?:(?:sources?|auteurs?)\s*[:：]|avec\s)\s*", re.IGNORECASE
)
BODY = ("paragraph", "intertitle", "list")


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture's caption and credit before repair; ``after`` counts the paragraphs above."""

    caption: Clean | None
    credit: Clean | None
    after: int
    rule: str


@dataclass(frozen=True, slots=True)
class Story:
    """What a dispatch consists of, as pieces of clean text that are still to be repaired."""

    headline: Block | None
    lead: Block | None
    prefix: Block | None
    dateline: Block | None
    signed_day: Block | None
    place: Value | None
    agency: Value | None
    body: tuple[Block, ...]
    photos: tuple[Photo, ...]
    teasers: tuple[Teaser, ...]


def read_story(blocks: Sequence[Block]) -> Story:
    """Every field that position and form alone give; dates, names and repairs come later."""
    dateline = _first(blocks, "dateline")
    return Story(
        headline=_first(blocks, "headline"),
        lead=_first(blocks, "lead"),
        # the last one is the finest: the page's month, then its day
        prefix=next((b for b in reversed(blocks) if b.kind == "prefix" and b.rule != "slug"), None),
        dateline=dateline,
        signed_day=_signed_day(blocks),
        place=_part_of_dateline(dateline, "place"),
        agency=_part_of_dateline(dateline, "agency") or _signing_agency(blocks),
        body=tuple(block for block in blocks if block.kind in BODY),
        photos=_photos(blocks),
        teasers=_teasers(blocks),
    )


def span_of(clean: Clean) -> Span:
    return clean.raw_span(0, len(clean.text))


def _first(blocks: Sequence[Block], kind: str) -> Block | None:
    return next((block for block in blocks if block.kind == kind), None)


def _signed_day(blocks: Sequence[Block]) -> Block | None:
    days = {block.rule: block for block in reversed(blocks)}
    return days.get(SIGNED_DAY) or days.get(PUBLISHED_DAY)


def _part_of_dateline(dateline: Block | None, name: str) -> Value | None:
    clean = (dateline.parts or {}).get(name) if dateline else None
    if dateline is None or clean is None:
        return None
    return Value(clean.text, span_of(clean), dateline.rule)


def _signing_agency(blocks: Sequence[Block]) -> Value | None:
    """The agency of the signature, or of the line ``Source : X`` when nothing else names one."""
    signatures = [block for block in blocks if block.kind == "signature"]
    for block in signatures + [block for block in blocks if block.kind == "source"]:
        agency = agency_of(SOURCE_LABEL.sub("", block.text).strip("()[]"))
        if agency:
            start = block.text.index(agency)
            return Value(agency, block.clean.raw_span(start, start + len(agency)), block.rule)
    return None


def _photos(blocks: Sequence[Block]) -> tuple[Photo, ...]:
    """Captions in order, each with the credit that follows it; the same caption counts once."""
    photos: list[Photo] = []
    known: dict[str, int] = {}
    after = 0
    open_caption = -1  # the photo whose credit may still come
    for block in blocks:
        if block.kind == "caption":
            key = folded(block.text)
            if key in known:
                open_caption = known[key]
                continue
            open_caption = known[key] = len(photos)
            photos.append(Photo(block.clean, None, after, block.rule))
        elif block.kind == "credit":
            if open_caption >= 0:
                if photos[open_caption].credit is None:
                    photos[open_caption] = replace(photos[open_caption], credit=block.clean)
            else:
                photos.append(Photo(None, block.clean, after, block.rule))
            open_caption = -1
        elif block.kind in BODY or block.kind in ("headline", "lead"):
            after += block.kind in BODY
            open_caption = -1
    return tuple(photos)


def _teasers(blocks: Sequence[Block]) -> tuple[Teaser, ...]:
    """Teasers and links in document order; a teaser without a headline names no article."""
    teasers: list[Teaser] = []
    parts: dict[str, Block] = {}
    for block in blocks:
        if block.kind == "link":
            teasers.append(_teaser({"headline": block}))
        if block.kind != "teaser":
            continue
        part = block.rule.rpartition("-")[2]
        if part == "again":
            continue
        if part in parts or "summary" in parts or (part in ("caption", "credit") and "headline" in parts):
            if "headline" in parts:
                teasers.append(_teaser(parts))
            parts = {}
        parts[part] = block
    if "headline" in parts:
        teasers.append(_teaser(parts))
    return tuple(teasers)


def _teaser(parts: dict[str, Block]) -> Teaser:
    spans = [block.section.span for block in parts.values()]
    texts = {name: block.text for name, block in parts.items()}
    return Teaser(
        texts.get("headline", ""),
        texts.get("summary", ""),
        texts.get("caption", ""),
        texts.get("credit", ""),
        (min(span[0] for span in spans), max(span[1] for span in spans)),
        parts["headline"].rule,
    )


def read_photo(photo: Photo, caption: Clean | None) -> ReadPhoto:
    """The frozen record of ``photo`` with its repaired caption."""
    cleans = [clean for clean in (caption, photo.credit) if clean is not None]
    spans = [span_of(clean) for clean in cleans]
    return ReadPhoto(
        caption.text if caption else "",
        photo.credit.text if photo.credit else "",
        photo.after,
        (min(span[0] for span in spans), max(span[1] for span in spans)),
        photo.rule,
    )
