"""Finds, over the whole archive, the articles that a new text almost repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from articles.models import PossibleDuplicate, SourceDocument, TextBand
from articles.models.bulk import insert

from .reading import Reading
from .shingles import ALIKE, Sketch, bands, likeness, sketch
from .store import Incoming

# A key that very many texts share (a daily bulletin) is not looked through to its end.
MAX_SHARING = 1_000
MAX_LIKE = 3  # told of one document
_QUERY = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """A document of the archive, as far as it is compared."""

    pk: int
    name: str
    article_id: int | None
    marks: Sketch


@dataclass(slots=True)
class Like:
    """``document`` is one of the archive or another document of the same group."""

    document: Stored | Incoming
    score: float


class Likenesses:
    """Near-duplicates of the documents of one group: found before they are written, saved after.

    ``tell`` adds each to the problems of its document.
    """

    def __init__(self, incoming: Sequence[Incoming], *, tell: bool = True) -> None:
        self.incoming = incoming
        self.tell = tell
        self.standing = [d for d in incoming if d.document and d.document.article_id]
        self.sketches: list[Sketch] = [sketch_of(document.reading) for document in incoming]
        for document, marks in zip(incoming, self.sketches, strict=True):
            document.shingles = marks
        self.found: list[list[Like]] = [[] for _ in incoming]
        self._find()

    def _find(self) -> None:
        keys = [bands(marks) for marks in self.sketches]
        sharing = _sharing({key for some in keys for key in some})
        earlier: dict[int, list[int]] = defaultdict(list)  # key -> documents of this group before
        for index, document in enumerate(self.incoming):
            marks = self.sketches[index]
            own = document.document.pk if document.document else None
            rows = {row.pk: row for key in keys[index] for row in sharing.get(key, ())}
            others: list[tuple[Stored | Incoming, Sketch]] = [
                (row, row.marks) for row in rows.values() if row.pk != own
            ]
            met = sorted({i for key in keys[index] for i in earlier[key]})
            others += [(self.incoming[i], self.sketches[i]) for i in met]
            for key in keys[index]:
                earlier[key].append(index)
            likes = [Like(other, likeness(marks, its)) for other, its in others]
            likes = sorted((like for like in likes if like.score >= ALIKE), key=lambda like: -like.score)
            self.found[index] = likes[:MAX_LIKE]
            if self.tell:
                document.problems.extend(map(_problem, self.found[index]))

    def save(self) -> None:
        """Write sketches, keys and pairs; the documents and their articles are in the tables."""
        keep_bands(self.incoming)
        standing = [d.article.pk for d in self.standing if d.article]
        forget_unlike(standing)
        # told of the other of the two already, when that one came
        told = set(PossibleDuplicate.objects.filter(other__in=standing).values_list("other", "article"))
        pairs = []
        for document, likes in zip(self.incoming, self.found, strict=True):
            for like in likes:
                other = like.document
                other_id = other.article_id if isinstance(other, Stored) else _article_id(other)
                if not other_id or document.article is None or other_id == document.article.pk:
                    continue
                if (document.article.pk, other_id) not in told:
                    pairs.append(
                        PossibleDuplicate(article=document.article, other_id=other_id, score=like.score)
                    )
        # what an editor said of a pair stays said
        insert(pairs, ignore_conflicts=True)


def keep_bands(incoming: Sequence[Incoming]) -> None:
    """The keys of these documents in place of those of their earlier texts."""
    rows = [document.document for document in incoming if document.document]
    TextBand.objects.filter(document__in=[row.pk for row in rows]).delete()
    insert(
        TextBand(document_id=document.document.pk, key=key)
        for document in incoming
        if document.document
        for key in bands(document.shingles)
    )


def forget_unlike(articles: Sequence[int]) -> None:
    """Pairs of these articles that are alike no more, since one has another text; not those decided on."""
    if not articles:
        return
    either = Q(article__in=articles) | Q(other__in=articles)
    pairs = list(PossibleDuplicate.objects.filter(either, settled_at=None))
    ids = {pk for pair in pairs for pk in (pair.article_id, pair.other_id)}
    marks = dict(SourceDocument.objects.filter(article__in=ids).values_list("article", "shingles"))
    gone = [
        pair.pk
        for pair in pairs
        if {pair.article_id, pair.other_id} <= marks.keys()
        and likeness(tuple(marks[pair.article_id]), tuple(marks[pair.other_id])) < ALIKE
    ]
    PossibleDuplicate.objects.filter(pk__in=gone).delete()


def sketch_of(reading: Reading) -> Sketch:
    return sketch([reading.values["lead"], reading.values["body"]])


def _sharing(keys: set[int]) -> dict[int, list[Stored]]:
    """The documents of the archive under each key."""
    found: dict[int, list[Stored]] = defaultdict(list)
    documents: dict[int, Stored] = {}
    wanted = sorted(keys)
    for begin in range(0, len(wanted), _QUERY):
        rows = TextBand.objects.filter(key__in=wanted[begin : begin + _QUERY]).values_list("key", "document")
        pairs = list(rows[:MAX_SHARING])
        new = sorted({pk for _, pk in pairs} - documents.keys())
        for some in range(0, len(new), _QUERY):
            asked = SourceDocument.objects.filter(pk__in=new[some : some + _QUERY])
            for pk, name, article, shingles in asked.values_list("id", "name", "article", "shingles"):
                documents[pk] = Stored(pk, name, article, tuple(shingles))
        for key, pk in pairs:
            if pk in documents:
                found[key].append(documents[pk])
    return found


def _article_id(document: Incoming) -> int | None:
    return document.article.pk if document.article else None


def _problem(like: Like) -> dict[str, object]:
    percent = round(like.score * 100)
    message = f"Texte presque identique à celui de « {like.document.name} » (ressemblance : {percent} %)."
    return {"line": 0, "field": "duplicate", "message": message, "severity": "warning"}
