"""The indexes that the database keeps by itself, on SQLite and on PostgreSQL alike.

Of the text: FTS5 on SQLite, a ``tsvector`` in the catalogue on PostgreSQL; both hold the tokens
that ``articles.search`` makes. And the catalogue (``articles.models.catalogue``), a narrow copy of
what lists are narrowed by. This is the only module that asks which database it is.
"""

# ruff: noqa: S608, S611 - table names are constants of this module; every value is a parameter

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from math import log
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, transaction
from django.db.models.expressions import RawSQL

from articles.search import Query

TABLE = "articles_article"
ENTRIES = "articles_entry"
INDEX = "article_search"  # the FTS5 table, and the function that reads PostgreSQL's index
FEW = 3_000  # found articles that are named by id; more are met often enough on the way
M = TypeVar("M", bound=models.Model)


def _is_postgresql(using: str) -> bool:
    return connections[using].vendor == "postgresql"


def matching(
    queryset: models.QuerySet[M],
    query: Query,
    mentions: Callable[[Iterable[int]], models.QuerySet[Any, Any]],
    *,
    on_the_way: bool = False,
) -> models.QuerySet[M]:
    """The rows of ``queryset`` (articles or entries) that ``query`` finds; all when it is empty.

    ``mentions`` gives the ids of the articles of people, for words that another spelling holds.
    ``on_the_way`` is for an ordered walk of which much is found: each row is looked at when it is met.
    """
    for phrase, people in query.spelt.items():
        held = models.Q(pk__in=_ids_found(phrase, queryset.db)) | models.Q(pk__in=mentions(people))
        queryset = queryset.exclude(held) if phrase in query.excluded else queryset.filter(held)
    query = Query(
        tuple(phrase for phrase in query.required if phrase not in query.spelt),
        tuple(phrase for phrase in query.excluded if phrase not in query.spelt),
    )
    if not query:
        return queryset
    table = queryset.model._meta.db_table
    if _is_postgresql(queryset.db):
        sql, values = _matching_vector(table, query, queryset.db, on_the_way)
        return queryset.filter(RawSQL(sql, values, output_field=models.BooleanField()))
    for negated, expression in _fts5(query):
        if on_the_way:
            sql = f'EXISTS (SELECT 1 FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid = "{table}"."id")'
        else:
            sql = f'"{table}"."id" IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)'
        found = RawSQL(sql, [expression], output_field=models.BooleanField())
        queryset = queryset.exclude(found) if negated else queryset.filter(found)
    return queryset


def _matching_vector(table: str, query: Query, using: str, on_the_way: bool) -> tuple[str, list[Any]]:
    if table == ENTRIES:
        wanted, unwanted = (Query(phrases) for phrases in (query.required, query.excluded))
        sql, values = "TRUE", []
        if wanted:
            sql, values = f'"{ENTRIES}"."search" @@ %s::tsquery', [_tsquery(wanted)]
        for phrase in unwanted.required:
            # what has not a word is in no index
            sql += f' AND NOT ("{ENTRIES}"."id" IN (SELECT {INDEX}(%s::tsquery, NULL)))'
            values.append(_tsquery(Query((phrase,))))
        return f"({sql})", values
    few = None if on_the_way else _few(query, using)
    if few is not None:
        return f'"{table}"."id" = ANY(%s)', [few]
    # no join, in which the planner would look at every text to find a common word
    return (
        f'(SELECT e.search @@ %s::tsquery FROM {ENTRIES} e WHERE e.id = "{table}"."id")',
        [_tsquery(query)],
    )


def _ids_found(phrase: tuple[str, ...], using: str) -> RawSQL:
    """A subquery of the ids of all that hold ``phrase``."""
    query = Query((phrase,))
    if _is_postgresql(using):
        return RawSQL(f"SELECT {INDEX}(%s::tsquery, NULL)", [_tsquery(query)])
    return RawSQL(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s", [_fts5(query)[0][1]])


def _few(query: Query, using: str) -> list[int] | None:
    """The ids of what ``query`` finds when they are at most ``FEW``; None when there are more."""
    if not query.required:
        return None
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {INDEX}(%s::tsquery, %s)", [_tsquery(query), FEW + 1])
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= FEW else None


@contextmanager
def by_index(using: str) -> Iterator[None]:
    """Within the block PostgreSQL finds words by their index only.

    It takes the comparison of a text with a query for cheap, though the text must be unpacked
    first: left alone it reads the whole table to find a common word.
    """
    if not _is_postgresql(using):
        yield
        return
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")


def gathered(
    entries: models.QuerySet[Any], within: str, between: str, by_text: bool
) -> tuple[int, str, str, str]:
    """How many ``entries`` there are; their ids, their facets, their places and agencies, each in one text.

    One query. ``within`` stands between a place and its agency, ``between`` between two entries.
    """
    using = entries.db
    try:
        rows = entries.values_list("pk", "facets", "place", "agency")
        sql, values = rows.query.get_compiler(using).as_sql()
    except EmptyResultSet:  # among no ids at all
        return 0, "", "", ""
    join = "string_agg" if _is_postgresql(using) else "group_concat"
    statement = (
        f"SELECT count(*), {join}(CAST(pk AS text), ' '), {join}(facets, ''),"
        f" {join}(place || %s || agency, %s) FROM ({sql}) AS found"
    )
    with by_index(using) if by_text else nullcontext(), connections[using].cursor() as cursor:
        cursor.execute(statement, [within, between, *values])
        number, *texts = cursor.fetchone()
    ids, facets, named = (text or "" for text in texts)
    return number, ids, facets, named


def by_relevance(candidates: Sequence[tuple[int, str, str]], query: Query) -> list[int]:
    """The ids of ``(id, stored headline, stored text)``, the best first; ties keep their order.

    As BM25 does, the headline ten times as heavy as the rest. Counted here, so that both databases
    give the same order.
    """
    phrases = [f" {' '.join(phrase)} " for phrase in query.required]
    rows = [(pk, f" {head} ", f" {text} ") for pk, head, text in candidates]
    usual = sum(len(text) for *_, text in rows) / (len(rows) or 1)
    scores = dict.fromkeys((pk for pk, *_ in rows), 0.0)
    for phrase in phrases:
        found = [(pk, 10 * head.count(phrase) + text.count(phrase), len(text)) for pk, head, text in rows]
        holding = sum(number > 0 for _, number, _ in found)
        weight = log(1 + (len(rows) + 0.5) / (holding + 0.5))
        for pk, number, length in found:
            scores[pk] += weight * number / (number + 0.3 + 0.9 * length / usual)
    return sorted(scores, key=lambda pk: -scores[pk])


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
    tables = connections[using].introspection.table_names()
    return TABLE in tables and ENTRIES in tables


def install(using: str, copied: Sequence[str]) -> None:
    """Make the indexes and what keeps them in step, where missing; called after every migrate.

    ``copied`` are the columns of an article that its entry has too.

    Django rebuilds SQLite tables and the triggers on them vanish without a word, so they are made
    anew each time, and what they keep is made again when they were not there.
    """
    if not is_ready(using):
        return
    if _is_postgresql(using):
        _install_on_postgresql(using, copied)
    else:
        _install_on_sqlite(using, copied)


def _install_on_postgresql(using: str, copied: Sequence[str]) -> None:
    connection = connections[using]
    vector = (
        "setweight(to_tsvector('simple', {0}.search_head), 'A')"
        " || setweight(to_tsvector('simple', {0}.search_text), 'D')"
    )
    names, news = ", ".join(copied), ", ".join(f"NEW.{name}" for name in copied)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, ENTRIES)
        fresh = not any(column.name == "search" for column in columns)
        if fresh:
            cursor.execute(f'ALTER TABLE "{ENTRIES}" ADD COLUMN search tsvector')
            cursor.execute(f'ALTER TABLE "{TABLE}" DROP COLUMN IF EXISTS search')
        # the vectors stand beside the rows, whatever else is long stays in them
        cursor.execute(f'ALTER TABLE "{ENTRIES}" SET (toast_tuple_target = 128)')
        for name in ("place", "agency", "facets"):
            cursor.execute(f'ALTER TABLE "{ENTRIES}" ALTER {name} SET STORAGE MAIN')
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {ENTRIES}_copy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF TG_OP = 'DELETE' THEN"
            f"  DELETE FROM {ENTRIES} WHERE id = OLD.id;"
            " ELSIF TG_OP = 'UPDATE' AND NEW.search_head = OLD.search_head"
            "  AND NEW.search_text = OLD.search_text THEN"
            f"  UPDATE {ENTRIES} SET ({names}) = ROW({news}) WHERE id = NEW.id"
            f"   AND ROW({names}) IS DISTINCT FROM ROW({news});"
            " ELSE"
            f"  INSERT INTO {ENTRIES} (id, search, {names}) VALUES (NEW.id, {vector.format('NEW')}, {news})"
            f"  ON CONFLICT (id) DO UPDATE SET (search, {names})"
            f"   = ROW(excluded.search, {', '.join(f'excluded.{name}' for name in copied)});"
            " END IF; RETURN NULL; END $$"
        )
        # without the names of columns: a trigger that names one forbids to alter it
        cursor.execute(
            f'CREATE OR REPLACE TRIGGER {ENTRIES}_copy AFTER INSERT OR UPDATE OR DELETE ON "{TABLE}"'
            f" FOR EACH ROW EXECUTE FUNCTION {ENTRIES}_copy()"
        )
        if fresh:
            cursor.execute(
                f"INSERT INTO {ENTRIES} (id, search, {names}) SELECT id, {vector.format('a')}, {names}"
                f' FROM "{TABLE}" a ON CONFLICT DO NOTHING'
            )
            cursor.execute(f'CREATE INDEX IF NOT EXISTS {ENTRIES}_search ON "{ENTRIES}" USING gin (search)')
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {INDEX}(wanted tsquery, most integer) RETURNS SETOF bigint"
            " LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off"
            f" AS 'SELECT id FROM \"{ENTRIES}\" WHERE search @@ wanted LIMIT most'"
        )


def _install_on_sqlite(using: str, copied: Sequence[str]) -> None:
    names, news = ", ".join(copied), ", ".join(f"new.{name}" for name in copied)
    text_out = (
        f"INSERT INTO {INDEX}({INDEX}, rowid, search_head, search_text)"
        " VALUES ('delete', old.id, old.search_head, old.search_text);"
    )
    text_in = (
        f"INSERT INTO {INDEX}(rowid, search_head, search_text)"
        " VALUES (new.id, new.search_head, new.search_text);"
    )
    entry_out = f"DELETE FROM {ENTRIES} WHERE id = old.id;"
    entry_in = f"INSERT INTO {ENTRIES}(id, {names}) VALUES (new.id, {news});"
    triggers = {
        f"{INDEX}_insert": ("INSERT", text_in),
        f"{INDEX}_delete": ("DELETE", text_out),
        f"{INDEX}_update": ("UPDATE OF id, search_head, search_text", text_out + text_in),
        f"{ENTRIES}_insert": ("INSERT", entry_in),
        f"{ENTRIES}_delete": ("DELETE", entry_out),
        f"{ENTRIES}_update": (f"UPDATE OF id, {names}", entry_out + entry_in),
    }
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(search_head, search_text,"
            f" content='{TABLE}', content_rowid='id', tokenize='ascii')"
        )
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if triggers.keys() <= {row[0] for row in cursor.fetchall()}:
            return
        for name, (when, body) in triggers.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} AFTER {when} ON {TABLE} BEGIN {body} END")
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")
        cursor.execute(f"DELETE FROM {ENTRIES}")
        cursor.execute(f"INSERT INTO {ENTRIES}(id, {names}) SELECT id, {names} FROM {TABLE}")
