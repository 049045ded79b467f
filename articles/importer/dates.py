"""The article's date: stated by prefix or dateline, inferred from clues, or left partial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import dateforms
from .dateforms import Mention
from .record import Context, Problem, ReadDate, Span, Value
from .text import Clean

EARLIEST_YEAR = 1945

_PREFIX = re.compile(
    r"(?<!\d)([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)|(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class DateClues:
    """Where a date may be read: the prefix as worded, the dateline's text, the story's pieces.

    ``pieces`` are headline, lead and body; neither captions nor teasers.
    """

    prefix: Value | None
    dateline: Clean | None
    pieces: tuple[Clean, ...]


@dataclass(frozen=True, slots=True)
class DateReading:
    """``problems`` come with the raw span they concern, for the caller to turn into a line."""

    date: ReadDate | None
    partial_date: str | None
    problems: tuple[tuple[Span, Problem], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention with the raw span of its words."""

    mention: Mention
    span: Span
    piece: int


def read_date(clues: DateClues, context: Context) -> DateReading:
    """The date of the document, as stated, inferred or partial; a wrong one is never given."""
    problems: list[tuple[Span, Problem]] = []
    latest = _latest(context)
    prefix = _prefix(clues.prefix, latest, problems)
    dateline = _dateline(clues.dateline, latest, problems)
    stated = _stated(prefix, dateline, clues.prefix, problems)
    if stated is not None:
        return DateReading(stated, None, tuple(problems))
    event = dateline or _event(clues.pieces)
    if event is None:
        return DateReading(None, None, tuple(problems))
    partial = f"--{event.mention.month:02d}-{event.mention.day:02d}"
    return DateReading(None, partial, tuple(problems))


def _latest(context: Context) -> date:
    """No article is younger than this day."""
    days = [date.fromisoformat(day) for day in (context.today, context.not_after) if day]
    return min(days)


def _prefix(value: Value | None, latest: date, problems: list[tuple[Span, Problem]]) -> Mention | None:
    if value is None:
        return None
    match = _PREFIX.search(value.value)
    if match is None:
        return None
    if match[1]:
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    else:
        year, month, day = int(match[6]), int(match[5]), int(match[4])
    mention = Mention(*value.span, day, month, year)
    return mention if _possible(mention, value.value.strip(), value.span, latest, problems) else None


def _dateline(dateline: Clean | None, latest: date, problems: list[tuple[Span, Problem]]) -> _Found | None:
    if dateline is None:
        return None
    for forms in (dateforms.days, dateforms.numeric):
        for mention in forms(dateline.text):
            span = dateline.raw_span(mention.start, mention.end)
            words = dateline.text[mention.start : mention.end]
            if not _possible(mention, words, span, latest, problems):
                return None
            return _Found(mention, span, -1)
    return None


def _possible(
    mention: Mention, words: str, span: Span, latest: date, problems: list[tuple[Span, Problem]]
) -> bool:
    year, month, day = mention.year, mention.month, mention.day
    if not mention.valid or not dateforms.exists(year, month or 1, day or 1):
        message = f"La date « {words} » n’existe pas dans le calendrier ; elle n’est pas retenue."
    elif year and date(year, month or 1, day or 1) > latest:
        message = f"La date « {words} » est dans l’avenir ; elle n’est pas retenue."
    elif year and year < EARLIEST_YEAR:
        message = f"La date « {words} » est trop ancienne pour une dépêche ; elle n’est pas retenue."
    elif year and mention.weekday >= 0 and date(year, month, day).weekday() != mention.weekday:
        said = dateforms.WEEKDAYS[date(year, month, day).weekday()]
        message = f"La date « {words} » se contredit : ce jour est un {said} ; elle n’est pas retenue."
    else:
        return True
    problems.append((span, Problem(0, "date", message, "warning")))
    return False


def _stated(
    prefix: Mention | None,
    dateline: _Found | None,
    value: Value | None,
    problems: list[tuple[Span, Problem]],
) -> ReadDate | None:
    if prefix is not None and value is not None:
        if prefix.day == 0 and dateline is not None:
            day = dateline.mention
            if prefix.month in (0, day.month) and day.year in (0, prefix.year):
                if dateforms.exists(prefix.year, day.month, day.day):
                    iso = f"{prefix.year:04d}-{day.month:02d}-{day.day:02d}"
                    return ReadDate(iso, "day", "stated", "", dateline.span, "prefix-and-dateline")
        return _as_stated(prefix, value.span, "prefix")
    if dateline is not None and dateline.mention.year:
        return _as_stated(dateline.mention, dateline.span, "dateline")
    return None


def _as_stated(mention: Mention, span: Span, rule: str) -> ReadDate:
    if mention.day:
        iso, precision = f"{mention.year:04d}-{mention.month:02d}-{mention.day:02d}", "day"
    elif mention.month:
        iso, precision = f"{mention.year:04d}-{mention.month:02d}", "month"
    else:
        iso, precision = f"{mention.year:04d}", "year"
    return ReadDate(iso, precision, "stated", "", span, rule)


def _event(pieces: Sequence[Clean]) -> _Found | None:
    """The first day without a year that the story tells."""
    for number, piece in enumerate(pieces):
        for mention in dateforms.days(piece.text):
            if not mention.year and mention.valid:
                return _Found(mention, piece.raw_span(mention.start, mention.end), number)
    return None
