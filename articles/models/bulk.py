"""Writes many rows of one model, with a fifth of the work of ``bulk_create`` and ``bulk_update``.

And keeps the garbage collector out of where many rows are held at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

# Their values go to the database as they are.
_PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.FloatField,
    models.ForeignKey,
)
Column: TypeAlias = "models.Field[Any, Any]"
_SELF = frozenset([str, int, float, bool, type(None)])


@contextmanager
def collecting_later() -> Iterator[None]:
    """Leave the garbage collector out of the block, for a bounded number of rows with their parts.

    It would go again and again through objects that are all in use: a third of the work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert(rows: Iterable[models.Model], *, ids: bool = False, ignore_conflicts: bool = False) -> None:
    """Insert ``rows``, all of one model; no signal is sent. With ``ids`` their ``pk`` is set.

    With ``ignore_conflicts`` a row that a unique key forbids is left out. Values must have the type
    of their field: nothing is validated or converted here.
    """
    waiting = list(rows)
    if not waiting:
        return
    model = type(waiting[0])
    connection = connections[router.db_for_write(model)]
    plan = _plan(model, connection.alias)
    size = max(connection.ops.bulk_batch_size(plan.columns, waiting), 1)
    ending = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    if ids:
        ending += f" RETURNING {connection.ops.quote_name(str(model._meta.pk.column))}"
    with connection.cursor() as cursor:
        for begin in range(0, len(waiting), size):
            part = waiting[begin : begin + size]
            values: list[Any] = []
            for item in part:
                values += _values(item, plan, connection)
            cursor.execute(plan.statement + ", ".join([plan.row] * len(part)) + ending, values)
            if ids:
                for item, (pk,) in zip(part, cursor.fetchall(), strict=True):
                    item.pk = pk
                    item._state.adding, item._state.db = False, connection.alias


def change(model: type[models.Model], changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set these attributes of the rows with these ids, each row its own (``batch_id`` of a foreign key).

    One query for each set of attributes. No signal is sent, and no time of a change is set.
    """
    if not changes:
        return
    connection = connections[router.db_for_write(model)]
    by_fields: dict[tuple[str, ...], list[int]] = {}
    for pk, values in changes.items():
        by_fields.setdefault(tuple(values), []).append(pk)
    with connection.cursor() as cursor:
        for names, pks in by_fields.items():
            statement, columns = _change_plan(model, names, connection.alias)
            rows = [
                [*(c.get_db_prep_save(changes[pk][c.attname], connection) for c in columns), pk] for pk in pks
            ]
            cursor.executemany(statement, rows)


@lru_cache(maxsize=200)
def _change_plan(model: type[models.Model], names: tuple[str, ...], alias: str) -> tuple[str, list[Column]]:
    fields: list[Column] = [field for field in model._meta.local_concrete_fields if field.attname in names]
    quote = connections[alias].ops.quote_name
    columns = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return f"UPDATE {table} SET {columns} WHERE {key} = %s", fields  # noqa: S608 - our names


@dataclass(slots=True)
class _Plan:
    """The columns that go as they are, those of JSON, the others; in this order in the statement."""

    plain: list[Column] = field(default_factory=list)
    json: list[Column] = field(default_factory=list)
    others: list[Column] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # attributes of the plain ones
    foreign: list[tuple[int, models.ForeignKey[Any, Any]]] = field(default_factory=list)  # index in them
    statement: str = ""
    row: str = ""  # the form of one

    @property
    def columns(self) -> list[Column]:
        return [*self.plain, *self.json, *self.others]


@lru_cache(maxsize=100)
def _plan(model: type[models.Model], alias: str) -> _Plan:
    plan = _Plan()
    for column in model._meta.local_concrete_fields:
        if column.primary_key:
            continue
        if isinstance(column, models.ForeignKey):
            plan.foreign.append((len(plan.plain), column))
        if isinstance(column, _PLAIN):
            plan.plain.append(column)
        else:
            (plan.json if isinstance(column, models.JSONField) else plan.others).append(column)
    plan.names = [column.attname for column in plan.plain]
    quote = connections[alias].ops.quote_name
    columns = ", ".join(quote(str(column.column)) for column in plan.columns)
    plan.row = f"({', '.join(['%s'] * len(plan.columns))})"
    plan.statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - our names
    return plan


def _values(item: models.Model, plan: _Plan, connection: BaseDatabaseWrapper) -> list[Any]:
    state = item.__dict__
    values = [state[name] for name in plan.names]
    for index, column in plan.foreign:
        if values[index] is None:
            named = column.get_cached_value(item, default=None)  # may have had no row when it was named
            values[index] = named.pk if named is not None else None
    if not _SELF.issuperset(map(type, values)):  # choices, texts marked as safe
        values = [value if type(value) in _SELF else str(value) for value in values]
    for column in plan.json:
        value = state[column.attname]
        values.append(value if value is None else connection.ops.adapt_json_value(value, column.encoder))
    for column in plan.others:
        # a time of making that is known already stays
        made = getattr(column, "auto_now_add", False) and state[column.attname] is not None
        value = state[column.attname] if made else column.pre_save(item, add=True)
        values.append(column.get_db_prep_save(value, connection))
    return values
