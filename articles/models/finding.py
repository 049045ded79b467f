"""The search as the rooms above the models see it: they ask here, and only models ask ``search``."""

from django.db.models import QuerySet

from articles.indexes import by_index, by_relevance, matching
from articles.search import (
    Query,
    analyse,
    extract,
    mark,
    parse_query,
    present,
    stored_texts,
)

from .article import Article
from .catalogue import Entry


def ranked(entries: QuerySet[Entry], query: Query, bound: int) -> list[int]:
    """The ids of the newest ``bound`` of ``entries``, which ``query`` finds, the best first."""
    with by_index(entries.db):
        ids = list(entries.order_by("-listed_on", "-id").values_list("pk", flat=True)[:bound])
    rows = Article.objects.filter(pk__in=ids).values_list("pk", "search_head", "search_text")
    texts = {row[0]: row for row in rows}
    return by_relevance([texts[pk] for pk in ids if pk in texts], query)


__all__ = [
    "Query",
    "analyse",
    "by_index",
    "extract",
    "mark",
    "matching",
    "parse_query",
    "present",
    "ranked",
    "stored_texts",
]
