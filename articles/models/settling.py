"""Settling what both an editor and a newer text changed: keep, take, or write something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from articles.publishable import NEEDED, why_not

from .article import Article, Photo, Related, Status
from .derived import headline_key
from .documents import Conflict, SourceDocument
from .people import PersonMention
from .writing import Author, changing_articles, record_notes

PLAIN = {"headline", "lead", "body", "place", "agency"}
_KEPT = "valeur de la rédaction gardée"


def place_of(conflict: Conflict) -> tuple[models.Model | None, str]:
    """The row that a conflict is about, as it stands, and its field; "" when it is the row itself.

    The row is None when an editor has taken it away since.
    """
    kind, _, rest = conflict.field.partition(".")
    if kind in PLAIN or kind == "date":
        return conflict.article, kind
    name = "" if conflict.incoming is None else rest.rpartition(".")[2]
    label = rest.removesuffix(f".{name}") if name else rest
    rows: Any
    if label.startswith("#"):  # a row that the newer text no longer has
        model = {"photos": Photo, "related": Related}[kind]
        rows = model._default_manager.filter(article=conflict.article_id, pk=_number(label[1:]))
    elif kind == "photos":
        rows = Photo.objects.filter(article=conflict.article_id, origin=_number(label))
    elif kind == "related":
        rows = Related.objects.filter(article=conflict.article_id, position=_number(label))
    elif kind == "people":
        rows = PersonMention.objects.filter(article=conflict.article_id, read_as=label)
    else:
        return None, name
    return rows.first(), name


def _number(label: str) -> int:
    return int(label) if label.isdigit() else -1


def value_now(conflict: Conflict) -> Any:
    """What stands today where the conflict is; what stood at the import when the row is gone."""
    row, name = place_of(conflict)
    if row is None:
        return None
    if name == "date":
        day = row.published_on  # type: ignore[attr-defined]
        now = {key: getattr(row, key) for key in conflict.current or {}}
        return {**now, "published_on": day.isoformat() if day else None}
    if not name:
        return {key: getattr(row, key) for key in conflict.current or {}}
    return getattr(row, name)


def is_text(conflict: Conflict) -> bool:
    """Whether an editor can write another value in its place."""
    return isinstance(conflict.current, str)


def settle(
    conflicts: Sequence[Conflict], outcome: str, author: Author, texts: dict[int, str] | None = None
) -> list[str]:
    """Settle open conflicts as ``kept``, ``taken``, or ``edited`` with ``texts`` by key.

    Returns French sentences about those that could not be settled so; they stay open.
    """
    left: list[str] = []
    by_article: dict[int, list[Conflict]] = {}
    for conflict in conflicts:
        if conflict.settled_at is None:
            by_article.setdefault(conflict.article_id, []).append(conflict)
    with changing_articles(by_article, author):
        locked = Conflict.objects.select_for_update().filter(
            pk__in=[c.pk for own in by_article.values() for c in own], settled_at=None
        )
        kept: list[Conflict] = []
        for conflict in locked.order_by("pk").select_related(None):
            if outcome == "kept":
                kept.append(conflict)
            else:
                value = conflict.incoming if outcome == "taken" else (texts or {})[conflict.pk]
                if refusal := _write(conflict, value):
                    left.append(refusal)
                    continue
            conflict.settled_at, conflict.settled_by = timezone.now(), author.user
            conflict.outcome = outcome
            conflict.save(update_fields=["settled_at", "settled_by", "outcome"])
        _record_kept(kept, author)
    return left


def _write(conflict: Conflict, value: Any) -> str:
    """Put ``value`` where the conflict is; a French sentence when that cannot be, else nothing."""
    row, name = place_of(conflict)
    if row is None:
        return f"« {conflict.field} » n'est plus dans l'article : gardez la valeur de la rédaction."
    if not name:  # the newer text has it no more
        row.delete()
        return ""
    values = dict(value) if name == "date" else {name: value}
    if name == "headline" and isinstance(row, Article):
        document = SourceDocument.objects.filter(article=row).first()
        read = document.parsed.get("headline") if document else None
        values["provisional_headline"] = value == conflict.incoming and not read
    if name == "headline" and isinstance(row, Related):
        values["headline_key"] = headline_key(value)
    named = str(row)
    for key, new in values.items():
        setattr(row, key, row._meta.get_field(key).to_python(new))  # type: ignore[union-attr]
    if isinstance(row, Article) and row.status == Status.PUBLISHED:
        reason = why_not({key: getattr(row, key) for key in NEEDED})
        if reason:
            return f"« {named} » est publié. {reason}"
    row.save(update_fields=list(values))
    return ""


def _record_kept(conflicts: Iterable[Conflict], author: Author) -> None:
    for conflict in conflicts:
        record_notes({conflict.article_id: {"conflict": [conflict.field, _KEPT]}}, author)
