"""Tells near-identical texts from others by a small sketch of each, without comparing all pairs.

A text is the set of its runs of four words (shingles). One-permutation min-hashing keeps the
smallest hash in each of 32 bins: the share of equal bins in two sketches estimates the share of
common shingles (Jaccard). Eight bands of four bins each give keys under which likely pairs meet:
texts 80 % alike share a key in 98 cases of 100, texts 30 % alike in 6. Li, Owen and Zhang, "One
Permutation Hashing" (2012); the empty bins of short texts borrow from their neighbours.
"""

from __future__ import annotations

import operator
import struct
import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import accumulate

from articles.folding import fold

WORDS = 4  # in a shingle
BINS = 32
BANDS = 8
ALIKE = 0.6  # estimated share of common shingles, from which an editor is told
MIN_SHINGLES = 12  # shorter texts say too little
MAX_WORDS = 20_000

Sketch = tuple[int, ...]


def sketch(texts: Iterable[str]) -> Sketch:
    """The 32 numbers of a text in several pieces; empty when it is too short to tell."""
    words = fold(" ".join(texts)).split()[:MAX_WORDS]
    if len(words) - WORDS + 1 < MIN_SHINGLES:
        return ()
    encoded = [word.encode() for word in words]
    text = b" ".join(encoded)
    starts = list(accumulate((len(word) + 1 for word in encoded), initial=0))
    crc = zlib.crc32
    values = {crc(text[start : end - 1]) for start, end in zip(starts, starts[WORDS:], strict=False)}
    # the largest first, so that the smallest of each bin stays
    return _filled({value % BINS: value // BINS for value in sorted(values, reverse=True)})


def _filled(bins: Mapping[int, int]) -> Sketch:
    """Each empty bin takes the next full one's number, marked by the distance."""
    filled = []
    for slot in range(BINS):
        step = 0
        while (value := bins.get((slot + step) % BINS)) is None:
            step += 1
        filled.append(value + step * (1 << 27))
    return tuple(filled)


def bands(marks: Sketch) -> tuple[int, ...]:
    """Eight keys of 63 bits; two texts that share one are worth comparing."""
    if not marks:
        return ()
    width = BINS // BANDS
    keys = []
    for band in range(BANDS):
        part = struct.pack(f">B{width}Q", band, *marks[band * width : (band + 1) * width])
        keys.append(int.from_bytes(blake2b(part, digest_size=8).digest(), "big") >> 1)
    return tuple(keys)


def likeness(one: Sketch, other: Sketch) -> float:
    """The estimated share of common shingles, 0 to 1."""
    if not one or len(one) != len(other):
        return 0.0
    equal: int = sum(map(operator.eq, one, other))
    return equal / len(one)
