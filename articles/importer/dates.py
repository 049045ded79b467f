"""The article's date: stated by prefix or dateline, inferred from clues, or left partial."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import dateforms
from .anniversaries import YearClue
from .dateforms import Mention
from .eventday import event_day
from .openingday import is_news_of, opening_day
from .record import Context, Problem, ReadDate, Span, Value
from .signeddays import SIGNED_DAY
from .text import Clean
from .yearclues import year_clues

EARLIEST_YEAR = 1945
_EDITED = 31  # days that a page may come out after its dateline
_SAME_TIME = 45  # days: a weekday further off may be of another year

_PREFIX = re.compile(
    r"(?<![\d/.-])([12]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)"
    r"|(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class DateClues:
    """Where a date may be read: the prefix as worded, the dateline's text, the story's pieces.

    ``pieces`` are headline, lead and body; neither captions nor teasers. ``signed`` is the day
    that the last line gives beside the agency's name.
    """

    prefix: Value | None
    dateline: Clean | None
    pieces: tuple[Clean, ...]
    signed: Value | None = None


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
    signed = _signed(clues, dateline, latest, problems) if prefix is None else None
    if signed is not None:
        return DateReading(signed, None, tuple(problems))
    texts = [piece.text for piece in clues.pieces]
    event = dateline or _found(event_day(texts), clues.pieces)
    inferred = _inferred(event, clues, context, latest, problems)
    if event is None:
        event = _found(opening_day(texts, latest), clues.pieces)
        if event is not None and inferred is None and is_news_of(texts, event.piece, event.mention):
            inferred = _of_that_day(event)
    partial = f"--{event.mention.month:02d}-{event.mention.day:02d}" if event else None
    return DateReading(inferred, partial, tuple(problems))


def _found(told: tuple[int, Mention] | None, pieces: Sequence[Clean]) -> _Found | None:
    if told is None:
        return None
    number, mention = told
    return _Found(mention, pieces[number].raw_span(mention.start, mention.end), number)


def _inferred(
    event: _Found | None,
    clues: DateClues,
    context: Context,
    latest: date,
    problems: list[tuple[Span, Problem]],
) -> ReadDate | None:
    """The date in the only year that every clue allows; None when no or several years are left."""
    month, day = (event.mention.month, event.mention.day) if event else (0, 0)
    texts = [piece.text for piece in clues.pieces]
    found = list(year_clues(texts, month, day, latest.year))
    if context.year:
        found.append(YearClue("is", context.year, None, "", f"l’année du lot est {context.year}"))
    said = {clue.year: clue for clue in found if clue.kind == "is"}
    if event is None:
        return _year_alone(said, found, clues.pieces, latest)
    possible = [
        year
        for year in range(EARLIEST_YEAR, latest.year + 1)
        if (month != 2 or dateforms.exists(year, month, day))
        and (year < latest.year or date(year, month, day) <= latest)
    ]
    reasons: list[str] = []
    for weekday, told_month, told_day in sorted(_weekdays(event, clues)):
        fitting = [y for y in possible if _falls(y, month, day, told_month, told_day) == weekday]
        if len(fitting) < len(possible):
            told = dateforms.in_words(0, told_month, told_day)
            reasons.append(f"le {told} y tombe un {dateforms.WEEKDAYS[weekday]}")
            possible = fitting
    if said:
        possible = [year for year in possible if year in said] if len(said) == 1 else []
        reasons += [clue.reason for clue in said.values()]
    for clue in found:
        near = {"about": (clue.year - 1, clue.year, clue.year + 1), "among": clue.years}.get(clue.kind)
        fitting = [year for year in possible if near is None or year in near]
        if len(fitting) < len(possible):
            reasons.append(clue.reason)
            possible = fitting
    floor = max((clue for clue in found if clue.kind == "from" and clue.day), key=_first_day, default=None)
    if floor is not None and floor.day is not None:
        fitting = [year for year in possible if date(year, month, day) >= floor.day]
        if len(fitting) < len(possible):
            reasons.append(floor.reason)
            possible = fitting
    ceiling = min((clue for clue in found if clue.kind == "until"), key=lambda clue: clue.year, default=None)
    if ceiling is not None:
        fitting = [year for year in possible if year <= ceiling.year]
        if len(fitting) < len(possible):
            reasons.append(ceiling.reason)
            possible = fitting
    if not possible:
        message = "Les indices du texte se contredisent sur l’année ; aucune n’est retenue."
        problems.append((event.span, Problem(0, "date", message, "warning")))
    if len(possible) != 1:
        return None
    year = possible[0]
    reason = f"Seule l’année {year} convient : {' ; '.join(dict.fromkeys(reasons))}."
    iso = f"{year:04d}-{month:02d}-{day:02d}"
    return ReadDate(iso, "day", "inferred", reason, event.span, "year-clues")


def _first_day(clue: YearClue) -> date:
    return clue.day or date.min


def _year_alone(
    said: dict[int, YearClue], found: Sequence[YearClue], pieces: Sequence[Clean], latest: date
) -> ReadDate | None:
    """The year when the story gives it away but no day."""
    if len(said) != 1:
        return None
    ((year, clue),) = said.items()
    if not clue.firm:
        return None
    if year > latest.year or year < EARLIEST_YEAR:
        return None
    if any(other.kind == "from" and other.year > year for other in found):
        return None
    span = next(
        (
            piece.raw_span(piece.text.index(clue.words), piece.text.index(clue.words) + len(clue.words))
            for piece in pieces
            if clue.words and clue.words in piece.text
        ),
        pieces[0].raw_span(0, len(pieces[0].text)) if pieces and pieces[0].text else (0, 0),
    )
    return ReadDate(
        f"{year:04d}", "year", "inferred", f"Le texte donne l’année : {clue.reason}.", span, "year-clues"
    )


def _weekdays(event: _Found, clues: DateClues) -> frozenset[tuple[int, int, int]]:
    """Weekday, month and day of every dated weekday near the event that is told without its year."""
    texts = [clues.dateline.text] if clues.dateline else []
    return frozenset(
        (mention.weekday, mention.month, mention.day)
        for text in (*texts, *(piece.text for piece in clues.pieces))
        for mention in dateforms.days(text)
        if mention.weekday >= 0
        and not mention.year
        and mention.valid
        and _apart(event.mention, mention) <= _SAME_TIME
    )


def _apart(one: Mention, other: Mention) -> int:
    """Days between two days of the year, the short way round."""
    gap = abs((date(2000, one.month, one.day) - date(2000, other.month, other.day)).days)
    return min(gap, 366 - gap)


def _falls(year: int, month: int, day: int, told_month: int, told_day: int) -> int:
    """The weekday of a told day when the dispatch is of ``day`` of ``month`` in ``year``; -1: no such day."""
    if month - told_month > 6:
        year += 1
    elif told_month - month > 6:
        year -= 1
    return date(year, told_month, told_day).weekday() if dateforms.exists(year, told_month, told_day) else -1


def _latest(context: Context) -> date:
    """No article is younger than this day."""
    days = [date.fromisoformat(day) for day in (context.today, context.not_after) if day]
    return min(days)


def _prefix(value: Value | None, latest: date, problems: list[tuple[Span, Problem]]) -> Mention | None:
    if value is None:
        return None
    match = _PREFIX.search(value.value)
    spoken = next(dateforms.days(value.value.replace(",", "")), None)
    if spoken is not None and spoken.year:  # « Publié le mardi 12 mai 2020 »
        year, month, day = spoken.year, spoken.month, spoken.day
    elif match is None:
        return None
    elif match[1]:
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
    else:
        if year and mention.weekday >= 0 and date(year, month, day).weekday() != mention.weekday:
            real = dateforms.WEEKDAYS[date(year, month, day).weekday()]
            message = f"La date « {words} » est retenue, mais ce jour est un {real}."
            problems.append((span, Problem(0, "date", message, "warning")))
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
        day = _day_under_prefix(prefix, dateline.mention) if dateline is not None else None
        if dateline is None:
            return _as_stated(prefix, value.span, "prefix")
        if day is not None:
            if not _agree(prefix, dateline.mention):
                message = "Le préfixe et la dateline ne donnent pas le même jour ; la dateline est retenue."
                problems.append((dateline.span, Problem(0, "date", message, "note")))
            return ReadDate(day.isoformat(), "day", "stated", "", dateline.span, "prefix-and-dateline")
        message = "Le préfixe et la dateline sont trop éloignés l’un de l’autre ; aucun n’est retenu."
        problems.append((dateline.span, Problem(0, "date", message, "warning")))
        return None
    if dateline is not None and dateline.mention.year:
        return _as_stated(dateline.mention, dateline.span, "dateline")
    return None


def _signed(
    clues: DateClues, dateline: _Found | None, latest: date, problems: list[tuple[Span, Problem]]
) -> ReadDate | None:
    """The day beside the agency's name in the last line, when nothing in the story speaks against it."""
    told = _prefix(clues.signed, latest, problems)
    if told is None or clues.signed is None or not told.day:
        return None
    day = _day_under_prefix(told, dateline.mention) if dateline else date(told.year, told.month, told.day)
    if day is None or not _bears_out(day, told, clues, latest):
        message = f"Le jour de la signature (« {clues.signed.value} ») ne s’accorde pas avec le texte."
        problems.append((clues.signed.span, Problem(0, "date", message, "warning")))
        return None
    rule = clues.signed.rule
    reason = "Sous le texte, la page dit le jour de sa publication."
    if rule == SIGNED_DAY:
        reason = "La dernière ligne donne ce jour à côté du nom de l’agence."
    return ReadDate(day.isoformat(), "day", "stated", reason, clues.signed.span, rule)


def _bears_out(day: date, told: Mention, clues: DateClues, latest: date) -> bool:
    """Whether the weekdays and the clues of the story allow a dispatch of ``day``."""
    weekdays = _weekdays(_Found(told, (0, 0), -1), clues)
    if any(_falls(day.year, day.month, day.day, month, own) != weekday for weekday, month, own in weekdays):
        return False
    texts = [piece.text for piece in clues.pieces]
    return not any(
        (clue.kind == "is" and clue.year != day.year)
        or (clue.kind == "from" and _first_day(clue) > day)
        or (clue.kind == "until" and clue.year < day.year)
        for clue in year_clues(texts, day.month, day.day, latest.year)
    )


def _day_under_prefix(prefix: Mention, told: Mention) -> date | None:
    """The dateline's day in the year that the prefix gives it; None when the two are too far apart.

    The prefix says when the page was published: shortly after the dateline's day, or on it.
    """
    years = (told.year,) if told.year else (prefix.year, prefix.year - 1)
    first = date(prefix.year, prefix.month or 1, prefix.day or 1)
    last = date(prefix.year, prefix.month or 12, prefix.day or _last_day(prefix.year, prefix.month or 12))
    for year in years:
        if not dateforms.exists(year, told.month, told.day):
            continue
        day = date(year, told.month, told.day)
        if told.year or ((first - day).days <= _EDITED and (day - last).days <= 1):
            return day
    return None


def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _as_stated(mention: Mention, span: Span, rule: str) -> ReadDate:
    if mention.day:
        iso, precision = f"{mention.year:04d}-{mention.month:02d}-{mention.day:02d}", "day"
    elif mention.month:
        iso, precision = f"{mention.year:04d}-{mention.month:02d}", "month"
    else:
        iso, precision = f"{mention.year:04d}", "year"
    return ReadDate(iso, precision, "stated", "", span, rule)


def _agree(prefix: Mention, day: Mention) -> bool:
    """Whether a dateline's day is no further from the prefix than a day of editing."""
    if not prefix.day:
        return prefix.month in (0, day.month)
    return _apart(prefix, day) <= 1


def _of_that_day(event: _Found) -> ReadDate:
    day = event.mention
    words = dateforms.in_words(day.year, day.month, day.day)
    reason = f"Le récit s’ouvre sur le jour de l’événement, le {words}, et annonce des suites sans année."
    iso = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return ReadDate(iso, "day", "inferred", reason, event.span, "opening-day")
