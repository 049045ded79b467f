"""What an article of one record holds: the reader's values in the shape of the tables.

The same function gives the base of a merge (from the stored record) and the new reading, so that
what differs between the two is what the texts differ in. Pure; values are plain JSON.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from articles.folding import fold

from .record import ParsedArticle, Problem

Record = Mapping[str, Any]  # ParsedArticle as plain JSON

MAX_HEADLINE = 500
MAX_PROVISIONAL = 120
MAX_PLACE = 120
MAX_CREDIT = 300
MAX_NAME = 200
MAX_ROLE = 500
MAX_FORMS = 20
# Of one article; the raw text keeps the rest.
MAX_PHOTOS = 1000
MAX_RELATED = 500
MAX_PEOPLE = 500

_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_PARTIAL_DATE = re.compile(r"--[01][0-9]-[0-3][0-9]")
_NAMES: dict[type[Any], tuple[str, ...]] = {}  # of the classes of a record
_PLAIN = (str, int, float, bool, type(None))
_BASES = {"stated", "inferred"}
_PRECISIONS = {"day": "", "month": "-01", "year": "-01-01"}


@dataclass(frozen=True, slots=True)
class Item:
    """One photo, person, country, teaser or tag. Items that share a key are the same one.

    The first key counts most (a person's full name, before its other spellings). ``words`` is the
    text by which two items that share no key may still be told alike.
    """

    keys: tuple[str, ...]
    values: Mapping[str, Any]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """``values`` are plain fields of the article; ``held`` says that an editor must see it first."""

    values: dict[str, Any]
    held: bool
    photos: tuple[Item, ...] = ()
    people: tuple[Item, ...] = ()
    countries: tuple[Item, ...] = ()
    related: tuple[Item, ...] = ()
    tags: tuple[Item, ...] = field(default=())


def record_of(thing: Any) -> Any:
    """A record (or a part of one) as dictionaries, lists, strings and numbers."""
    kind = type(thing)
    if kind in _PLAIN:
        return thing
    if kind is tuple or kind is list:
        return [part if type(part) in _PLAIN else record_of(part) for part in thing]
    values = [(name, getattr(thing, name)) for name in _field_names(kind)]
    return {name: value if type(value) in _PLAIN else record_of(value) for name, value in values}


def _field_names(kind: type[Any]) -> tuple[str, ...]:
    names = _NAMES.get(kind)
    if names is None:
        names = _NAMES[kind] = tuple(field.name for field in fields(kind))
    return names


def reading_of(record: Record, raw: str = "") -> Reading:
    """What an article of ``record`` holds. ``raw`` gives the words of country mentions (optional)."""
    texts, positions = _body(record.get("paragraphs") or [])
    headline = _value(record, "headline")
    values: dict[str, Any] = {
        "headline": shortened(headline, MAX_HEADLINE) if headline else _provisional(record, texts),
        "provisional_headline": not headline,
        "lead": _value(record, "lead"),
        "body": "\n\n".join(texts),
        "place": shortened(_value(record, "place"), MAX_PLACE),
        "agency": shortened(_value(record, "agency"), MAX_PLACE),
        **_date(record),
    }
    errors = any(problem["severity"] == "error" for problem in record.get("problems") or [])
    return Reading(
        values=values,
        held=errors or not headline,
        photos=tuple(_photos(record.get("photos") or [], positions)),
        people=tuple(_people(record.get("people") or [])),
        countries=tuple(_countries(record.get("countries") or [], raw)),
        related=tuple(_related(record.get("related") or [])),
        tags=tuple(
            Item((fold(tag["name"]),), {"name": tag["name"], "spans": tag["spans"], "state": "proposed"})
            for tag in record.get("tags") or []
        ),
    )


def excess(parsed: ParsedArticle) -> tuple[Problem, ...]:
    """What of a reading has no room in the archive, told to the editor."""
    found = []
    for name, items, limit, what in (
        ("photos", parsed.photos, MAX_PHOTOS, "photos"),
        ("related", parsed.related, MAX_RELATED, "articles annoncés"),
        ("people", parsed.people, MAX_PEOPLE, "personnes"),
    ):
        if len(items) > limit:
            message = f"{len(items)} {what} : seuls les {limit} premiers sont gardés."
            found.append(Problem(0, name, message, "warning"))
    if parsed.headline and len(parsed.headline.value) > MAX_HEADLINE:
        message = f"Le titre est raccourci à {MAX_HEADLINE} caractères."
        found.append(Problem(0, "headline", message, "warning"))
    return tuple(found)


def shortened(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, cut after a word, with an ellipsis where it was cut."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = head.rfind(" ")
    if at > limit // 2:
        head = head[:at]
    return head.rstrip(" ,;:–-") + "…"


def _value(record: Record, name: str) -> str:
    found = record.get(name)
    return str(found["value"]) if found else ""


def _provisional(record: Record, texts: Sequence[str]) -> str:
    """A headline from the first sentence that the document has anywhere."""
    captions = [photo["caption"] for photo in record.get("photos") or []]
    teasers = [teaser["headline"] for teaser in record.get("related") or []]
    for text in (_value(record, "lead"), *(t.removeprefix("## ") for t in texts), *captions, *teasers):
        if any(character.isalnum() for character in text):
            return _first_sentence(text)
    return "Document sans titre"


def _first_sentence(text: str) -> str:
    text = " ".join(text[:1000].split())
    for end in _SENTENCE_END.finditer(text, 20):
        # « M. » or « J.-C. » do not end a sentence
        if text[text.rfind(" ", 0, end.start()) + 1 : end.start()].isupper():
            continue
        if end.start() <= MAX_PROVISIONAL:
            return text[: end.start()] if end.group() == "." else text[: end.end()][:MAX_PROVISIONAL]
        break
    return shortened(text, MAX_PROVISIONAL)


def _body(paragraphs: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[int]]:
    """The paragraphs as stored, and for each number of paragraphs read how many are stored.

    A paragraph holds no blank line and does not start like an intertitle, whatever it says.
    """
    texts: list[str] = []
    positions = [0]
    for paragraph in paragraphs:
        lines = [line.strip() for line in str(paragraph["text"]).splitlines()]
        text = "\n".join(line for line in lines if line)
        if paragraph.get("kind") == "intertitle":
            title = " ".join(text.split()).lstrip("# ")
            text = f"## {title}" if title else ""
        elif text.startswith("## "):
            text = "##\u00a0" + text[3:]
        if text:
            texts.append(text)
        positions.append(len(texts))
    return texts, positions


def _date(record: Record) -> dict[str, Any]:
    partial = record.get("partial_date") or ""
    values = {
        "published_on": None,
        "date_precision": "",
        "date_basis": "",
        "date_reason": "",
        "partial_date": partial if _PARTIAL_DATE.fullmatch(partial) else "",
    }
    date = record.get("date")
    if date and date["basis"] in _BASES and date["precision"] in _PRECISIONS:
        values["published_on"] = date["value"] + _PRECISIONS[date["precision"]]
        values["date_precision"] = date["precision"]
        values["date_basis"] = date["basis"]
        inferred = date["basis"] == "inferred"
        values["date_reason"] = date["reason"] or ("Déduite du texte." if inferred else "")
    return values


def _photos(photos: Sequence[Mapping[str, Any]], positions: Sequence[int]) -> Iterable[Item]:
    for origin, photo in enumerate(photos[:MAX_PHOTOS]):
        caption, credit = photo["caption"], shortened(photo["credit"], MAX_CREDIT)
        after = min(max(photo["after"], 0), len(positions) - 1)
        yield Item(
            photo_keys(caption, credit),
            {"caption": caption, "credit": credit, "position": positions[after], "origin": origin},
            caption,
        )


def photo_keys(caption: str, credit: str) -> tuple[str, ...]:
    return (fold(caption) or f"credit {fold(credit)}",)


def _people(people: Sequence[Mapping[str, Any]]) -> Iterable[Item]:
    seen: set[str] = set()
    for person in people[:MAX_PEOPLE]:
        name = " ".join(person["name"].split())
        if not fold(name) or len(name) > MAX_NAME or fold(name) in seen:
            continue
        seen.add(fold(name))
        spellings = [" ".join(s.split()) for s in person["spellings"] if 0 < len(s) <= MAX_NAME]
        spellings = list(dict.fromkeys([name, *spellings]))
        yield Item(
            person_keys(name, spellings),
            {
                "role": shortened(person["role"], MAX_ROLE),
                "state": "accepted" if person["sure"] else "proposed",
                "read_as": name,
                "forms": spellings[:MAX_FORMS],
                "spans": person["spans"],
                "position": len(seen) - 1,
                "country": person["country"],
            },
        )


def person_keys(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Keys of the full name and of each spelling of two words or more: one word fits too many."""
    others = (key for key in map(fold, spellings) if " " in key)
    return tuple(dict.fromkeys([fold(name), *others]))


def _countries(countries: Sequence[Mapping[str, Any]], raw: str) -> Iterable[Item]:
    seen: set[str] = set()
    for country in countries:
        code = country["code"]
        if code in seen:
            continue
        seen.add(code)
        forms = [_words(raw[start:end]) for start, end in country["spans"][:200]] if raw else []
        yield Item(
            (code,),
            {
                "country": code,
                "state": "accepted",
                "forms": list(dict.fromkeys(form for form in forms if form))[:MAX_FORMS],
                "spans": country["spans"],
                "position": len(seen) - 1,
            },
        )


def _words(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _related(teasers: Sequence[Mapping[str, Any]]) -> Iterable[Item]:
    for position, teaser in enumerate(teasers[:MAX_RELATED]):
        headline = shortened(teaser["headline"], MAX_HEADLINE)
        yield Item(
            related_keys(headline, teaser["summary"], teaser["caption"]),
            {
                "headline": headline,
                "summary": teaser["summary"],
                "caption": teaser["caption"],
                "credit": shortened(teaser["credit"], MAX_CREDIT),
                "position": position,
            },
            headline or teaser["summary"],
        )


def related_keys(headline: str, summary: str, caption: str) -> tuple[str, ...]:
    return (fold(headline) or fold(summary)[:200] or f"caption {fold(caption)[:200]}",)
