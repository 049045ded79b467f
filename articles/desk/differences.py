"""Changes in words: what a field was and what it became, down to the words that differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.models import Change

NAMES = {
    "headline": _("titre"),
    "provisional_headline": _("titre provisoire"),
    "lead": _("chapô"),
    "body": _("texte"),
    "place": _("lieu"),
    "agency": _("agence"),
    "published_on": _("date"),
    "date_precision": _("précision"),
    "date_basis": _("origine de la date"),
    "date_reason": _("raison de la date"),
    "partial_date": _("jour et mois sans année"),
    "undated": _("sans date"),
    "status": _("statut"),
    "embargo_until": _("embargo"),
    "trashed_at": _("corbeille"),
    "review": _("relecture"),
    "photos": _("photos"),
    "people": _("personnes"),
    "countries": _("pays"),
    "tags": _("sujets"),
    "related": _("articles annoncés"),
    "corrections": _("notes aux lecteurs"),
    "name": _("nom"),
    "names": _("graphies"),
    "aliases": _("autres noms"),
    "slug": _("adresse"),
    "note": _("note"),
    "country": _("pays"),
    "triggers": _("mots qui le suggèrent"),
    "merged_into": _("fusionné dans"),
    "made": _("existence"),
    "conflict": _("conflit"),
    "proposals": _("sujets proposés"),
    "repairs": _("espaces"),
    "suggestions": _("corrections proposées"),
    "alike": _("articles semblables"),
    "reports": _("erreurs signalées"),
    "different": _("déclaré différent de"),
}
_VALUES = {
    "draft": "brouillon",
    "published": "publié",
    "withdrawn": "retiré",
    "reviewed": "relu",
    "unreviewed": "non relu",
    "accepted": "accepté",
    "proposed": "proposé",
    "refused": "refusé",
    "stated": "écrite dans le texte",
    "inferred": "déduite",
    "edited": "donnée par la rédaction",
    "day": "jour",
    "month": "mois",
    "year": "année",
}
PARTS = {
    "caption": "légende",
    "kind": "nature",
    "dated": "date",
    "text": "texte",
    "credit": "crédit",
    "rights": "droits",
    "alternative": "texte de remplacement",
    "position": "après le paragraphe",
    "image": "image",
    "name": "nom",
    "role": "qualité",
    "state": "état",
    "headline": "titre",
    "summary": "résumé",
    "target": "article annoncé",
    **{name: str(NAMES[name]) for name in ("published_on", "date_precision", "date_basis", "date_reason")},
    "partial_date": "jour et mois",
    "undated": "sans date",
}
KEYED = {"countries", "proposals", "repairs"}  # maps whose keys an editor knows
LONG = 20  # characters from which words are compared
MOST_WORDS = 4_000  # of a passage; longer ones are shown whole

Segments = list[tuple[str, str]]  # ("same" | "changed" | "left out", text)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a difference: ``field`` as stored, its French name, both values in segments."""

    field: str
    name: str
    before: Segments
    after: Segments


def rows_of(fields: dict[str, Any]) -> list[Row]:
    """``{field: [before, after]}`` as lines, one per entry of a list that differs."""
    rows = []
    for field, (before, after) in fields.items():
        if field.startswith("_"):
            continue
        name = str(NAMES.get(field, PARTS.get(field, field)))
        for one, other in _entries(before, after, field in KEYED):
            rows.append(Row(field, name, *segments(one, other)))
    return rows


def readable(change: Change) -> list[tuple[str, str, str]]:
    """``(field, before, after)`` of each line of a change, as plain text."""
    return [(row.name, plain(row.before), plain(row.after)) for row in rows_of(change.fields)]


def plain(parts: Segments) -> str:
    return "".join(text for _, text in parts)


def _entries(before: Any, after: Any, keyed: bool) -> list[tuple[str, str]]:
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            (words(before.get(key), key if keyed else ""), words(after.get(key), key if keyed else ""))
            for key in dict.fromkeys([*before, *after])
            if before.get(key) != after.get(key)
        ]
    return [(words(before), words(after))]


def words(value: Any, key: str = "") -> str:
    """A stored value in French, after its ``key`` where it has one."""
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return " ; ".join(words(item) for item in value)
    if isinstance(value, dict):
        return " ; ".join(f"{PARTS.get(k, k)} : {words(v)}" for k, v in value.items() if v not in ("", None))
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    value = _VALUES.get(value, value)
    return f"{key} : {value}" if key else value


def segments(before: str, after: str) -> tuple[Segments, Segments]:
    """Both texts cut where they differ; paragraphs that both have are left out of long ones."""
    if before == after or min(len(before), len(after)) < LONG:
        return [("changed", before)], [("changed", after)]
    left: Segments = []
    right: Segments = []
    one, other = before.split("\n\n"), after.split("\n\n")
    for tag, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            left.append(("left out", "[…]"))
            right.append(("left out", "[…]"))
        else:
            was, now = _words_apart("\n\n".join(one[i:j]), "\n\n".join(other[k:n]))
            left += was
            right += now
    return left, right


def _words_apart(before: str, after: str) -> tuple[Segments, Segments]:
    one, other = _tokens(before), _tokens(after)
    if len(one) > MOST_WORDS or len(other) > MOST_WORDS:
        return [("changed", before)], [("changed", after)]
    left: Segments = []
    right: Segments = []
    for tag, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        kind = "same" if tag == "equal" else "changed"
        left += [(kind, "".join(one[i:j]))] if j > i else []
        right += [(kind, "".join(other[k:n]))] if n > k else []
    return left, right


def _tokens(text: str) -> Sequence[str]:
    """Words, each with the blanks after it."""
    pieces: list[str] = []
    for word in text.split(" "):
        pieces.append(word + " ")
    if pieces:
        pieces[-1] = pieces[-1][:-1]
    return pieces
