"""What editors changed in a text since it was received, in place in that text.

Works on a stored reading (``ParsedArticle`` as plain JSON), the raw text that it was made from and the
texts of today; pure. What a repair of the reading changed is no editor's change: see ``mending``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

MOST_WORDS = 4_000  # of a passage; a longer one is marked whole

_WORD = re.compile(r"\S+")
Mark = dict[str, Any]  # {"span": [start, end) in characters of the raw text, "text": what stands there now}


def reworded(raw: str, record: Mapping[str, Any], headline: str, lead: str, body: str) -> list[Mark]:
    """The editors' changes of headline, lead and body, in the order of ``raw``.

    ``record`` is the reading with what editors decided about lost spaces (``mending.decided``). What
    the reading did not find has no place in ``raw`` and is left out.
    """
    marks: list[Mark] = []
    for field, now in (("headline", headline), ("lead", lead)):
        if value := record.get(field):
            marks += _changed(raw, value["span"], value["value"], now)
    if paragraphs := record.get("paragraphs"):
        marks += _paragraphs(raw, paragraphs, body.split("\n\n") if body else [])
    return sorted(marks, key=lambda mark: mark["span"])


def _paragraphs(raw: str, read: Sequence[Mapping[str, Any]], now: Sequence[str]) -> Iterator[Mark]:
    before, after = [_key(p["text"]) for p in read], [_key(text) for text in now]
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and j - i == n - k:
            for paragraph, text in zip(read[i:j], now[k:n], strict=True):
                yield from _changed(raw, paragraph["span"], paragraph["text"], text)
        elif tag != "equal":
            # after the paragraph before it, where there is none to replace
            end = read[i - 1]["span"][1] if i else read[0]["span"][0]
            start, end = (read[i]["span"][0], read[j - 1]["span"][1]) if j > i else (end, end)
            yield {"span": [start, end], "text": "\n\n".join(map(_plain, now[k:n]))}


def _changed(raw: str, span: Sequence[int], read: str, now: str) -> Iterator[Mark]:
    """The words that differ between ``raw[span]`` and ``now``; none when ``now`` is what was read."""
    if _key(read) == _key(now):
        return
    start, end = span
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(raw[start:end])]
    one, other = [raw[s:e] for s, e in words], _plain(now).split()
    if not words or max(len(one), len(other)) > MOST_WORDS:
        yield {"span": [start, end], "text": " ".join(other)}
        return
    for tag, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        text = " ".join(other[k:n])
        if tag == "insert":
            place = words[i - 1][1] if i else start
            yield {"span": [place, place], "text": f" {text}" if i else f"{text} "}
        elif tag != "equal":
            yield {"span": [words[i][0], words[j - 1][1]], "text": text}


def _plain(text: str) -> str:
    """A paragraph of a body without the sign of an intertitle."""
    return text.removeprefix("## ").removeprefix("##\u00a0")


def _key(text: str) -> str:
    return " ".join(_plain(text).split())
