"""The archive's tables. Models import each other, ``articles.search`` and
``articles.indexes``, never the importer.

Everything shown to readers is derived when it is written (``derived.py``), so that a page costs
one or two queries: link tables know their article's date and whether it is public, counts are
kept by difference, the article's row holds its page and its search text.
"""

from .article import Article, Photo, Related, Review, Status
from .catalogue import Entry
from .corrections import Correction, Suggestion
from .countries import Country, CountryMention
from .documents import Batch, BatchEntry, Conflict, SourceDocument, SupersededText
from .history import Change
from .likeness import PossibleDuplicate, TextBand
from .merging import Merge, Overshadowed, Pair, Split
from .people import MentionState, OldAddress, Person, PersonMention, PersonName
from .periods import Period
from .reports import ErrorReport
from .tallies import Tally
from .together import Draft, OpenForm
from .topics import Tag, TagAlias, TaggedArticle, TagProposal
from .trash import TrashedArticle

__all__ = [
    "Article",
    "Batch",
    "BatchEntry",
    "Change",
    "Conflict",
    "Correction",
    "Country",
    "CountryMention",
    "Draft",
    "Entry",
    "ErrorReport",
    "MentionState",
    "Merge",
    "OldAddress",
    "OpenForm",
    "Overshadowed",
    "Pair",
    "Period",
    "Person",
    "PersonMention",
    "PersonName",
    "Photo",
    "PossibleDuplicate",
    "Related",
    "Review",
    "SourceDocument",
    "Split",
    "Status",
    "Suggestion",
    "SupersededText",
    "Tag",
    "TagAlias",
    "TagProposal",
    "TaggedArticle",
    "Tally",
    "TextBand",
    "TrashedArticle",
]
