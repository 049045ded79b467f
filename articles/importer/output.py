"""What ``import_articles`` says of one document: a JSON object, or lines for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .reading import Record

OUTCOMES = {
    "created": "créé",
    "updated": "mis à jour",
    "unchanged": "inchangé",
    "duplicate": "doublon",
    "refused": "refusé",
}
_USUAL = {("date", False), ("repairs", True)}  # field of a warning, and whether it has a line
SEVERITIES = {"note": "note", "warning": "attention", "error": "erreur"}


def as_object(
    name: str, outcome: str, reason: str, record: Record | None, *, held: bool = False
) -> dict[str, Any]:
    """The contract of ``--format json`` in DESIGN.md; further keys stand after its own."""
    record = record or {}
    paragraphs = record.get("paragraphs") or []
    return {
        "document": name,
        "outcome": outcome,
        "reason": reason or None,
        "headline": record.get("headline"),
        "lead": record.get("lead"),
        "place": record.get("place"),
        "agency": record.get("agency"),
        "date": record.get("date"),
        "partial_date": record.get("partial_date"),
        "paragraphs": [paragraph["text"] for paragraph in paragraphs],
        "photos": record.get("photos") or [],
        "people": record.get("people") or [],
        "countries": record.get("countries") or [],
        "related": record.get("related") or [],
        "repairs": record.get("repairs") or [],
        "problems": record.get("problems") or [],
        "held": held,
        "paragraph_places": [
            {"span": paragraph["span"], "rule": paragraph["rule"], "kind": paragraph["kind"]}
            for paragraph in paragraphs
        ],
        "tags": record.get("tags") or [],
    }


def as_line(name: str, outcome: str, reason: str, record: Record | None, *, held: bool) -> str:
    """What became of the document, and why: the reason, or the gravest remark on a text that went in."""
    kept = " (retenu pour la rédaction)" if held else ""
    why = reason or remark(record)
    return f"{name} : {OUTCOMES[outcome]}{kept}{' — ' + why if why else ''}"


def remark(record: Record | None) -> str:
    """The gravest problem of a document that whoever imports should know of, and how many more.

    That a dispatch names no day or no year, or has lost spaces, is usual and waits at the desk.
    """
    order = list(SEVERITIES)
    found = [
        problem
        for problem in (record or {}).get("problems") or []
        if problem["severity"] == "error"
        or problem["field"] == "document"
        or (problem["severity"] == "warning" and (problem["field"], problem["line"] > 0) not in _USUAL)
    ]
    if not found:
        return ""
    # of equals, what names its line, unless it concerns the document itself
    worst = max(
        found,
        key=lambda problem: (
            order.index(problem["severity"]),
            problem["field"] == "document" or problem["line"] > 0,
        ),
    )
    place = f"ligne {worst['line']} : " if worst["line"] else ""
    more = f" (et {len(found) - 1} autre{'s' if len(found) > 2 else ''})" if len(found) > 1 else ""
    return f"{place}{worst['message']}{more}"


def as_lines(name: str, outcome: str, reason: str, record: Record | None, *, held: bool) -> Iterator[str]:
    """One line for the document, then its reading when it was read."""
    yield as_line(name, outcome, reason, None, held=held)
    if record is None:
        return
    for label, value in (
        ("titre", _value(record, "headline")),
        ("chapô", _value(record, "lead")),
        ("lieu", _value(record, "place")),
        ("agence", _value(record, "agency")),
        ("date", _date(record)),
        ("personnes", ", ".join(person["name"] for person in record.get("people") or [])),
        ("pays", ", ".join(country["code"] for country in record.get("countries") or [])),
    ):
        if value:
            yield f"    {label} : {value}"
    for photo in record.get("photos") or []:
        yield f"    photo : {photo['caption']} ({photo['credit'] or 'sans crédit'})"
    for teaser in record.get("related") or []:
        yield f"    annonce : {teaser['headline'] or teaser['summary'] or teaser['caption']}"
    yield from problem_lines(record)


def problem_lines(record: Record) -> Iterator[str]:
    for problem in record.get("problems") or []:
        place = f"ligne {problem['line']}, " if problem["line"] else ""
        yield f"    {SEVERITIES[problem['severity']]} : {place}{problem['message']}"


def _value(record: Record, name: str) -> str:
    found: Mapping[str, Any] | None = record.get(name)
    return str(found["value"]) if found else ""


def _date(record: Record) -> str:
    date = record.get("date")
    if date:
        basis = "déduite" if date["basis"] == "inferred" else "écrite"
        return f"{date['value']} ({basis}) {date['reason']}".strip()
    return record.get("partial_date") or ""
