"""The search as the rooms above the models see it: they ask here, and only models ask ``search``."""

from articles.search import Query, by_relevance, extract, mark, matching, parse_query

__all__ = ["Query", "by_relevance", "extract", "mark", "matching", "parse_query"]
