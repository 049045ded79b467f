"""The working pieces of a document while their kinds are being decided."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .record import Section
from .text import Clean

# a sentence end inside a text: a stop, a blank, a capital
SENTENCE_END = re.compile(r"[.!?…][»\"”’)]*\s+(?=[«\"“(]?\s?[A-ZÀ-ÞĐ])")
ABBREVIATION = re.compile(r"(?:^|[\s('’])(?:M|MM|Mme|Mlle|Dr|Pr|Me|St|Ste|Mgr|R|[A-Z])\.\s+$")
NOT_LETTERS = re.compile(r"[\W_]+")
LETTERS = re.compile(r"[^\W_]+")
COMBINING = re.compile("[\u0300-\u036f]+")
MAX_HEADLINE = 230
CLOSING = ".…;,:"
# « Où va l’eau ? Le delta s’interroge » is one headline
QUESTION = re.compile(r"[?!…][»\"”’)]*\s")
MAX_QUESTION = 140
# a sentence may close with an address of the web: no headline does
ADDRESS_LAST = re.compile(r"(?:https?://|www\.)\S{3,80}$")


@dataclass(slots=True)
class Block:
    """A line or a part of one. ``kind`` is empty until decided; ``gap``: a blank line above."""

    clean: Clean
    gap: bool = False
    kind: str = ""
    rule: str = ""
    parts: dict[str, Clean] | None = None  # of a dateline: its place and its agency

    @property
    def text(self) -> str:
        return self.clean.text

    @property
    def section(self) -> Section:
        return Section(self.kind, self.clean.raw_span(0, len(self.clean.text)), self.rule)

    def decide(self, kind: str, rule: str) -> None:
        self.kind, self.rule = kind, rule


def folded(text: str) -> str:
    """Letters and digits only, without case and accents: for comparing wordings."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def without_accents(text: str) -> str:
    """``text`` in small letters, without accents."""
    return COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words(text: str) -> list[str]:
    """Words of four letters and more, without case and accents."""
    return [word for word in LETTERS.findall(without_accents(text)) if len(word) > 3 or word.isdigit()]


def overlap(text: str, other: str) -> float:
    """The share of the words of ``text`` that ``other`` has too."""
    own = set(words(text))
    return len(own & set(words(other))) / len(own) if own else 0.0


def sentence_count(text: str) -> int:
    """How many sentences ``text`` seems to hold; abbreviations such as ``M.`` do not end one."""
    ends = sum(
        1
        for match in SENTENCE_END.finditer(text)
        if not ABBREVIATION.search(text[max(0, match.start() - 5) : match.end()])
    )
    return ends + 1


def ends_sentence(text: str) -> bool:
    """Whether ``text`` closes like a sentence (a quotation mark may follow the stop)."""
    return text.rstrip('»"”’) ').endswith((".", "…", "!", "?")) or _closes_with_address(text)


def ends_with_stop(text: str) -> bool:
    return text.rstrip('»"”’) ').endswith(".") and not text.endswith("...")


def like_headline(text: str) -> bool:
    """Whether ``text`` has the form of a headline: one short sentence without a final stop."""
    if len(text) > MAX_HEADLINE or text[-1] in CLOSING or text[0].islower() or ends_with_stop(text):
        return False
    if _closes_with_address(text):
        return False
    stops = sentence_count(text) - 1
    return stops == 0 or (stops == 1 and len(text) <= MAX_QUESTION and QUESTION.search(text) is not None)


def _closes_with_address(text: str) -> bool:
    return ADDRESS_LAST.search(text, max(0, len(text) - 90)) is not None
