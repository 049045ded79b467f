"""The language of the full-text search: what is stored of a text, what a query asks, what is marked.

Text is analysed once, here: accents and case folded, elisions split off, words stemmed. The
database only stores and matches the resulting tokens (``articles.indexes``), so that SQLite and
PostgreSQL give the same answers.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import Stemmer
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.folding import unaccent

# Stands between texts, so that no phrase crosses from one into the next; no analysis yields it,
# because letters and digits are never one token.
BOUNDARY = "0z0"
# Of one article: a tsvector holds 1 MB, of which each token takes its letters and some ten bytes.
MAX_TOKENS = 50_000
MAX_LETTERS = 500_000
MAX_WORDS = 20  # of one query
MAX_TOKEN = 40  # characters

_WORD = re.compile(r"[^\W\d_]+|\d+")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\w)", re.IGNORECASE)
_WHOLE = re.compile(r"\b(aujourd|prud|presqu)['’ʼ](?=\w)", re.IGNORECASE)
_CLAUSE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_local = threading.local()  # a stemmer keeps state, so each thread has its own


def _stems(words: list[str]) -> list[str]:
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("french")
    return stemmer.stemWords(words)  # type: ignore[no-any-return]


def _ascii(word: str) -> str:
    """``word`` in letters that every database takes for letters (``я`` becomes ``xeeep``)."""
    if word.isascii():
        return word
    return "".join(c if c.isascii() else "x" + _letters(ord(c)) for c in word)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit, 16)) for digit in f"{number:x}")


def analyse(text: str) -> list[str]:
    """The tokens of ``text``, in order; the same for a document and for a query."""
    found: list[str] = []
    for part in text.split():  # no token and no elision reaches over a blank
        found += _tokens_of_known(part) if len(part) <= MAX_TOKEN else _tokens_of(part)
    return found


def _tokens_of(part: str) -> list[str]:
    folded = _WHOLE.sub(r"\1", _ELISION.sub(" ", part))
    words = _WORD.findall(unaccent(folded).lower())
    # Snowball takes the -er of "foyer" for a verb's and leaves that of "foyers": one form for both
    words = [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words]
    return [_ascii(stem)[:MAX_TOKEN] for stem in _stems(words)]


@lru_cache(maxsize=1 << 15)  # most words of a text are those of other texts
def _tokens_of_known(part: str) -> tuple[str, ...]:
    return tuple(_tokens_of(part))


def tokens(texts: Iterable[str], limit: int = MAX_TOKENS) -> str:
    """The stored form of several texts: tokens with blanks between, a boundary around each text."""
    found: list[str] = [BOUNDARY]
    for text in texts:
        if text:
            found += analyse(text)
            found.append(BOUNDARY)
        if len(found) > limit:
            break
    stored = " ".join(found[:limit])
    return stored if len(stored) <= MAX_LETTERS else stored[:MAX_LETTERS].rpartition(" ")[0]


@dataclass(frozen=True, slots=True)
class Query:
    """A reader's query: every phrase required (a word is a phrase of one), none excluded found."""

    required: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    # Phrases that another spelling of a name holds: ``{phrase: {person's id: slug}}``.
    spelt: Mapping[tuple[str, ...], Mapping[int, str]] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for phrase in self.required for stem in phrase)


def parse_query(text: str) -> Query:
    """Words, ``"quoted phrases"`` and ``-excluded`` ones; never fails, whatever is typed."""
    required: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    count = 0
    for clause in _CLAUSE.finditer(text[:1000]):
        found = analyse(clause["phrase"] if clause["phrase"] is not None else clause["word"])
        found = found[: MAX_WORDS - count]
        count += len(found)
        if found:
            # a hyphenated or elided word is several tokens: they stand side by side in the text
            (excluded if clause["minus"] else required).append(tuple(found))
    return Query(tuple(dict.fromkeys(required)), tuple(dict.fromkeys(excluded)))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word of ``text`` stands; finer than the analysis, which is enough for marks."""
    for word in _WORD.finditer(text):
        yield word.span()


def mark(text: str, query: Query) -> SafeString:
    """``text`` as HTML, escaped, with the words that ``query`` asks for in ``<mark>``."""
    spans = list(_spans(text))
    stems = [(_stem_of(text[start:end])) for start, end in spans]
    pieces: list[SafeString | str] = []
    position = 0
    for (start, end), stem in zip(spans, stems, strict=True):
        if stem in query.stems:
            pieces.append(conditional_escape(text[position:start]))
            pieces.append(format_html_join("", "<mark>{}</mark>", [(text[start:end],)]))
            position = end
    pieces.append(conditional_escape(text[position:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


@lru_cache(maxsize=1 << 16)  # an extract asks for every word of a page's articles
def _stem_of(word: str) -> str:
    found = analyse(word)
    return found[0] if len(found) == 1 else ""


def extract(texts: Iterable[str], query: Query, length: int = 220) -> SafeString:
    """The stretch of ``texts`` that holds the most of ``query``, marked; empty when none does."""
    best, best_score, best_text = (0, 0), 0, ""
    for text in texts:
        hits = [(s, _stem_of(text[s:e])) for s, e in _spans(text)]
        hits = [(s, stem) for s, stem in hits if stem in query.stems]
        for index, (start, _) in enumerate(hits):
            score = len({stem for s, stem in hits[index : index + 40] if s < start + length})
            if score > best_score:
                best, best_score, best_text = (start, start + length), score, text
    if not best_score:
        return mark_safe("")
    start, end = _whole_words(best_text, max(0, best[0] - 60), min(len(best_text), best[1] - 60))
    before = "… " if start > 0 else ""
    after = " …" if end < len(best_text) else ""
    return format_html("{}{}{}", before, mark(best_text[start:end], query), after)


def present(texts: Iterable[str], query: Query) -> frozenset[str]:
    """Those of ``query``'s stems that stand anywhere in ``texts``."""
    found: set[str] = set()
    for text in texts:
        found |= query.stems.intersection(_stem_of(text[start:end]) for start, end in _spans(text))
        if len(found) == len(query.stems):
            break
    return frozenset(found)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
