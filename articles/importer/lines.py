"""The lines of a raw text, cleaned, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .record import Span
from .text import Clean, build, tidy

LINE = re.compile("[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text on it. ``gap`` is true when a blank line (or the start) is above it."""

    clean: Clean
    gap: bool

    @property
    def text(self) -> str:
        return self.clean.text

    @property
    def span(self) -> Span:
        return self.clean.raw_span(0, len(self.clean.text))


def read_lines(raw: str) -> list[Line]:
    """Every line of ``raw`` that holds something to read, in order."""
    lines: list[Line] = []
    gap = True
    below = 0
    for match in LINE.finditer(raw):
        # more than one line end between two matches means an empty line
        gap = gap or match.start() - below > (2 if raw.startswith("\r\n", below) else 1)
        below = match.end()
        clean = tidy(raw, match.start(), match.end())
        if clean.text[:1] == "»" and not gap and lines and _unclosed(lines[-1].text):
            above = lines.pop()
            lines.append(Line(tidy(raw, above.span[0], match.end()), above.gap))
        elif clean.text:
            lines.append(Line(clean, gap))
            gap = False
        else:
            gap = True
    return lines


def _unclosed(text: str) -> bool:
    """Whether a quotation opened in ``text`` goes on below: a line end fell into it."""
    return text.rfind("«") > text.rfind("»")


def part(raw: str, clean: Clean, start: int, end: int) -> Clean | None:
    """``clean.text[start:end]`` as a clean text of its own, ``None`` when only blanks are left."""
    text = clean.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    if (start, end) == (0, len(text)):
        return clean
    raw_start, raw_end = clean.raw_span(start, end)
    if raw_end - raw_start == end - start and raw.startswith(text[start:end], raw_start):
        return build([(text[start:end], raw_start, end - start)])
    piece = tidy(raw, raw_start, raw_end)
    return piece if piece.text else None
