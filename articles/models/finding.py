"""The search as the rooms above the models see it: they ask here, and only models ask ``search``."""

from articles.search import (
    Query,
    analyse,
    by_relevance,
    extract,
    mark,
    matching,
    parse_query,
    present,
    stored_texts,
)

__all__ = [
    "Query",
    "analyse",
    "by_relevance",
    "extract",
    "mark",
    "matching",
    "parse_query",
    "present",
    "stored_texts",
]
