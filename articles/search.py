"""Full-text search with the same answers on SQLite and PostgreSQL.

Text is analysed once, here: accents and case folded, elisions split off, words stemmed. The
database only stores and matches the resulting tokens: FTS5 on SQLite, ``tsvector`` on PostgreSQL.
This is the only module that asks which database it is.
"""

# ruff: noqa: S608, S611 - table names are constants of this module; every value is a parameter

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import Stemmer
from django.db import connections, models
from django.db.models.expressions import RawSQL
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.folding import unaccent

TABLE = "articles_article"
INDEX = "article_search"  # the FTS5 table, and the function that reads PostgreSQL's index
FEW = 10_000  # found articles that are named by id; more are met often enough on the way
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
M = TypeVar("M", bound=models.Model)
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


def matching(queryset: models.QuerySet[M], query: Query) -> models.QuerySet[M]:
    """The articles of ``queryset`` that ``query`` finds; all of them when it is empty."""
    if not query:
        return queryset
    if connections[queryset.db].vendor == "postgresql":
        few = _few(query, queryset.db)
        sql, values = (
            (f'"{TABLE}"."search" @@ %s::tsquery', [_tsquery(query)])
            if few is None
            else (f'"{TABLE}"."id" = ANY(%s)', [few])
        )
        return queryset.filter(RawSQL(sql, values, output_field=models.BooleanField()))
    for negated, expression in _fts5(query):
        found = RawSQL(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s", [expression])
        queryset = queryset.exclude(pk__in=found) if negated else queryset.filter(pk__in=found)
    return queryset


def _few(query: Query, using: str) -> list[int] | None:
    """The ids of what ``query`` finds when they are at most ``FEW``; None when there are more.

    PostgreSQL takes the comparison of a text with a query for cheap, though the text must be
    unpacked first. Left alone it looks for a rare word by walking the whole archive in the order
    of the list, or reads all of the table to count a common one.
    """
    if not query.required:
        return None
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {INDEX}(%s::tsquery, %s)", [_tsquery(query), FEW + 1])
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= FEW else None


def by_relevance(queryset: models.QuerySet[M], query: Query, bound: int = 1000) -> list[int]:
    """Ids of the newest ``bound`` articles of ``queryset`` that match, the best first.

    The headline weighs ten times the rest. Only these candidates are ranked, so that a common
    word costs no more than a rare one.
    """
    if not query.required:
        return list(matching(queryset, query).values_list("pk", flat=True)[:bound])
    ids = list(matching(queryset, query).values_list("pk", flat=True)[:bound])
    if not ids:
        return []
    connection = connections[queryset.db]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'SELECT id FROM "{TABLE}" WHERE id = ANY(%s) ORDER BY'
                " ts_rank('{0.1, 0.1, 0.1, 1.0}', search, %s::tsquery) DESC, listed_on DESC, id DESC",
                [ids, _tsquery(Query(query.required))],
            )
        else:
            places = ",".join(["%s"] * len(ids))
            cursor.execute(
                f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({places})"
                f" ORDER BY bm25({INDEX}, 10.0, 1.0), rowid DESC",
                [_fts5(Query(query.required))[0][1], *ids],
            )
        return [row[0] for row in cursor.fetchall()]


def _tsquery(query: Query) -> str:
    """Tokens are letters or digits only, so the quotes can never be left."""

    def phrase(stems: tuple[str, ...]) -> str:
        return "(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")"

    parts = [phrase(stems) for stems in query.required]
    parts += ["!" + phrase(stems) for stems in query.excluded]
    return " & ".join(parts)


def _fts5(query: Query) -> list[tuple[bool, str]]:
    """``(excluded, expression)`` pairs: FTS5 has no query that only excludes."""

    def phrase(stems: tuple[str, ...]) -> str:
        return '"' + " ".join(stems) + '"'

    found = []
    if query.required:
        found.append((False, " AND ".join(phrase(stems) for stems in query.required)))
    if query.excluded:
        found.append((True, " OR ".join(phrase(stems) for stems in query.excluded)))
    return found


def is_ready(using: str) -> bool:
    """Whether the tables are there (a migration backwards to nothing takes them away)."""
    return TABLE in connections[using].introspection.table_names()


def install(using: str) -> None:
    """Make the index and what keeps it in step, where missing; called after every migrate.

    Django rebuilds SQLite tables and the triggers on them vanish without a word, so they are made
    anew each time, and the index is rebuilt when it does not agree with the table.
    """
    connection = connections[using]
    if not is_ready(using):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = connection.introspection.get_table_description(cursor, TABLE)
            if not any(column.name == "search" for column in columns):
                cursor.execute(
                    f'ALTER TABLE "{TABLE}" ADD COLUMN search tsvector'
                    " GENERATED ALWAYS AS (setweight(to_tsvector('simple', search_head), 'A')"
                    " || setweight(to_tsvector('simple', search_text), 'D')) STORED"
                )
                cursor.execute(f'CREATE INDEX IF NOT EXISTS articles_search ON "{TABLE}" USING gin (search)')
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {INDEX}(wanted tsquery, most integer) RETURNS SETOF bigint"
                " LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off"
                f" AS 'SELECT id FROM \"{TABLE}\" WHERE search @@ wanted LIMIT most'"
            )
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(search_head, search_text,"
            f" content='{TABLE}', content_rowid='id', tokenize='ascii')"
        )
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN"
            f" ('{INDEX}_insert', '{INDEX}_delete', '{INDEX}_update')"
        )
        if cursor.fetchone()[0] == 3:
            return
        removal = (
            f"INSERT INTO {INDEX}({INDEX}, rowid, search_head, search_text)"
            " VALUES ('delete', old.id, old.search_head, old.search_text);"
        )
        addition = (
            f"INSERT INTO {INDEX}(rowid, search_head, search_text)"
            " VALUES (new.id, new.search_head, new.search_text);"
        )
        for event, when, body in (
            ("insert", "INSERT", addition),
            ("delete", "DELETE", removal),
            ("update", "UPDATE OF id, search_head, search_text", removal + addition),
        ):
            cursor.execute(f"DROP TRIGGER IF EXISTS {INDEX}_{event}")
            cursor.execute(f"CREATE TRIGGER {INDEX}_{event} AFTER {when} ON {TABLE} BEGIN {body} END")
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")


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


def stored_texts(stored: str) -> list[list[str]]:
    """The tokens of each text that ``tokens`` has put into ``stored``, in its order."""
    return [found for part in stored.split(BOUNDARY) if (found := part.split())]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
