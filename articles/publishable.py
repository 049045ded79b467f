"""What an article needs before readers may see it; the same for forms, list actions and imports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NEEDED = ("headline", "body", "published_on", "partial_date", "undated")


def missing(values: Mapping[str, Any]) -> list[str]:
    """What ``values`` (of the fields ``NEEDED``) lack for publication, in French words.

    A day and month whose year is unknown is a date; no date at all needs an editor's word for it.
    """
    lacks = []
    if not str(values.get("headline") or "").strip():
        lacks.append("un titre")
    if not str(values.get("body") or "").strip():
        lacks.append("un texte")
    if not (values.get("published_on") or values.get("partial_date") or values.get("undated")):
        lacks.append("une date, ou la case « sans date »")
    return lacks


class Unpublishable(Exception):
    """A published article would lack what publication asks for; the message is French and says what."""


def why_not(values: Mapping[str, Any]) -> str:
    """What ``values`` lack for publication as a French sentence; empty when nothing."""
    lacks = missing(values)
    return f"Pour publier, il manque {' et '.join(lacks)}." if lacks else ""
