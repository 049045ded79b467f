"""Marks the end of a dispatch: signature, source, page furniture, and what follows them."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Block
from .furniture import (
    is_form,
    is_furniture,
    is_initials,
    is_signature_line,
    is_source_line,
    signed_end,
)
from .lines import part
from .teasers import mark_teasers

# a signature closes something: at least this many characters of text stand above it
MIN_STORY = 100


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
        elif is_source_line(block.text):
            block.decide("source", "source-line")
        elif read >= MIN_STORY and is_form(block.text):
            for rest in blocks[position:]:
                if not rest.kind:
                    rest.decide("furniture", "form")
            return
        else:
            read += len(block.text)


def mark_signature(raw: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the signature cut off and everything below it decided."""
    read = 0
    for position, block in enumerate(blocks):
        if block.kind:
            continue
        if read >= MIN_STORY and is_signature_line(block.text):
            block.decide("signature", "signature-line")
            return _closed([*blocks], position + 1)
        read += len(block.text)
        signed = signed_end(block.text) if read >= MIN_STORY else None
        if signed is not None:
            pieces = _signed(raw, block, signed)
            return _closed(
                [*blocks[:position], *pieces, *blocks[position + 1 :]], position + len(pieces)
            )
    _unsigned(blocks)
    return [*blocks]


def _signed(raw: str, block: Block, signed: tuple[int, tuple[int, int], str]) -> list[Block]:
    start, name, rule = signed
    story = part(raw, block.clean, 0, start)
    signature = part(raw, block.clean, *name)
    pieces = [] if story is None else [Block(story, block.gap)]
    if signature is not None:
        pieces.append(Block(signature, False, "signature", rule))
    return pieces


def _closed(blocks: list[Block], end: int) -> list[Block]:
    """Everything below the signature is furniture, another signature, or teasers."""
    below = []
    for block in blocks[end:]:
        if block.kind == "caption" or block.kind == "credit":
            below.append(block)
        elif not block.kind:
            if is_initials(block.text) or is_signature_line(block.text):
                block.decide("signature", "signature-below")
            else:
                below.append(block)
    if any(not block.kind for block in below):
        mark_teasers([block for block in below if not block.kind], "after-signature")
    return blocks


def _unsigned(blocks: Sequence[Block]) -> None:
    """Without an agency's signature the last line may still be the writer's initials."""
    open_blocks = [block for block in blocks if not block.kind]
    if len(open_blocks) > 1 and is_initials(open_blocks[-1].text):
        open_blocks[-1].decide("signature", "initials")
