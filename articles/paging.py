"""Paging by key: the first, previous, next and last page cost the same at any depth.

A list is read in the order of ``(walk_day, walk_id)``, two columns of one index that the query
set carries as aliases (see ``articles.filters``). The address holds the key of a row,
``?apres=2021-07-28.42`` or ``?avant=…``, or ``?fin=1``; there is no page number, no OFFSET and
no COUNT.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.http import QueryDict

from articles.models import Article
from articles.models.article import UNDATED

SIZE = 20  # articles on a page
PAGING = ("apres", "avant", "fin", "page")
_KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})")


class _Row(Func):
    """``(day, id) < (x, y)`` compared as rows: one range of the index, on both databases.

    Django writes it as alternatives on SQLite, which reads every row of a day, and all undated
    articles share one.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, sign: str, day: datetime.date, pk: int) -> None:
        super().__init__(F("walk_day"), F("walk_id"), Value(day), Value(pk))
        self.template = f"(%(left)s) {sign} (%(right)s)"

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        sql = [part for part, _ in parts]
        text = self.template % {"left": ", ".join(sql[:2]), "right": ", ".join(sql[2:])}
        return text, [value for _, values in parts for value in values]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page. ``first`` … ``last`` are query strings (``?…``), empty where there is none.

    ``whole`` says that the rows are all there are; ``notice`` is what to tell the reader, in French.
    """

    rows: Sequence[Any]
    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""
    whole: bool = False
    notice: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def several(self) -> bool:
        return bool(self.previous or self.next)


def address(params: QueryDict, **changes: Any) -> str:
    """``?…`` with the parameters of ``params`` but those of paging, changed; empty values go.

    A change to None takes a parameter away; a list gives it several values.
    """
    kept = QueryDict(mutable=True)
    given = {name: values for name, values in params.lists() if name not in PAGING}
    for name in [*given, *(name for name in changes if name not in given)]:
        values = changes.get(name) if name in changes else given[name]
        values = values if isinstance(values, list) else [values]
        values = [str(value) for value in values if value not in (None, "")]
        if values:
            kept.setlist(name, values)
    return "?" + kept.urlencode()


def read_key(text: str) -> tuple[datetime.date, int] | None:
    """The day and id of a key in an address; None when it is not one."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.date.fromisoformat(found[1]), int(found[2])
    except ValueError:
        return None


def key_of(article: Article) -> str:
    return f"{article.listed_on.isoformat()}.{article.pk}"


def paginate(
    walk: QuerySet[Article], params: QueryDict, *, size: int = SIZE, oldest_first: bool = False
) -> Page:
    """The page of ``walk`` that ``params`` asks for, in one query (two before a short first page)."""
    after, before, end = params.get("apres"), params.get("avant"), params.get("fin")
    key = read_key(after or before or "")
    notice = ""
    if (after or before) and key is None:
        notice = "Cette page de la liste n’existe pas\u00a0: en voici le début."
    backwards = not after if key is not None else bool(end)
    rows = _read(walk, key, backwards, size, oldest_first)
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if key is not None and (not rows or (backwards and not more)):
        # before the first page, or past the end: the first page, whole
        key, backwards = None, False
        rows = _read(walk, None, False, size, oldest_first)
        more, rows = len(rows) > size, rows[:size]
    has_previous = more if backwards else key is not None
    has_next = more if not backwards else key is not None
    return Page(
        rows=rows,
        first=address(params) if has_previous else "",
        previous=address(params, avant=key_of(rows[0])) if has_previous else "",
        next=address(params, apres=key_of(rows[-1])) if has_next else "",
        last=address(params, fin=1) if has_next else "",
        whole=not has_previous and not has_next,
        notice=notice,
    )


def _read(
    walk: QuerySet[Article],
    key: tuple[datetime.date, int] | None,
    backwards: bool,
    size: int,
    oldest_first: bool,
) -> list[Article]:
    """One row more than ``size`` after ``key``, or before it: one query, two where dates end."""
    rows: list[Article] = []
    for part in stretches(walk, oldest_first, key=key, backwards=backwards):
        rows += part[: size + 1 - len(rows)]
        if len(rows) > size:
            break
    return rows


def stretches(
    walk: QuerySet[Article],
    oldest_first: bool,
    *,
    key: tuple[datetime.date, int] | None = None,
    backwards: bool = False,
) -> list[QuerySet[Article]]:
    """``walk`` in its order, as query sets to be read one after the other; after ``key``, or before it.

    Undated articles come last in both orders. Their day sorts before all others, so that with the
    oldest first they are a stretch of their own: no index has the two in one go.
    """
    ascending = backwards != oldest_first
    order = ("walk_day", "walk_id") if ascending else ("-walk_day", "-walk_id")
    parts = [walk]
    if oldest_first:
        parts = [walk.filter(walk_day__gt=UNDATED), walk.filter(walk_day=UNDATED)]
        if backwards:
            parts.reverse()
        if key is not None and (key[0] == UNDATED) != backwards:
            del parts[0]
    if key is not None:
        parts[0] = parts[0].filter(_Row(">" if ascending else "<", *key))
    return [part.order_by(*order) for part in parts]


def neighbours(
    walk: QuerySet[Article], article: Article, oldest_first: bool = False
) -> tuple[Article | None, Article | None]:
    """The articles just before and after ``article`` in ``walk``: two queries, each of one row."""
    key = (article.listed_on, article.pk)
    walk = walk.only("id", "slug", "headline")
    before = _read(walk, key, True, 0, oldest_first)
    after = _read(walk, key, False, 0, oldest_first)
    return (before[0] if before else None), (after[0] if after else None)


def paginate_ids(ids: Sequence[int], params: QueryDict, *, size: int = SIZE) -> tuple[Sequence[int], Page]:
    """The ids of the page that ``?page=`` asks for, and the page without its rows.

    For a ranked list, which is bounded and has no key.
    """
    asked = params.get("page", "")
    last = max(1, -(-len(ids) // size))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    number = min(max(number, 1), last)
    page = Page(
        rows=[],
        first=address(params) if number > 1 else "",
        previous=address(params, page=number - 1 if number > 2 else None) if number > 1 else "",
        next=address(params, page=number + 1) if number < last else "",
        last=address(params, page=last) if number < last else "",
        whole=last == 1,
    )
    return ids[(number - 1) * size : number * size], page
