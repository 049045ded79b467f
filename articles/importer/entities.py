"""People and countries of a document, read together: each may hide the other's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .countries import CountryMention, country_mentions, settle
from .mentions import clean_name
from .people import Person, find_people, spans_of
from .phrases import Words, words_of
from .record import Context, ReadCountry, ReadPerson, Span
from .text import Clean
from .wrapped import whole

Settled = list[list[tuple[CountryMention, tuple[str, ...]]]]


def read_entities(
    pieces: Sequence[Clean], captions: Sequence[Clean], context: Context
) -> tuple[tuple[ReadPerson, ...], tuple[ReadCountry, ...]]:
    """People and countries named in ``pieces`` (headline, lead, dateline sentence, body) and captions.

    Spans are raw spans. Both tuples are in the order of first mention.
    """
    cleans = (*whole(pieces), *captions)
    texts = [words_of(clean.text) for clean in cleans]
    settled = settle(texts, [country_mentions(words) for words in texts])
    names = [{word: m for m, _ in row for word in range(m.first, m.last)} for row in settled]
    people = find_people(texts, names, context.people)
    taken = [(piece, start, end) for person in people for piece, start, end in spans_of(person)]
    _drop_shared_roles(people, taken)
    persons = tuple(_read_person(person, cleans, texts, settled) for person in people)
    return persons, _read_countries(cleans, texts, settled, taken)


def _drop_shared_roles(people: Sequence[Person], taken: Sequence[tuple[int, int, int]]) -> None:
    """Takes away offices whose words hold another mention of a person: they were read too far."""
    starts = sorted((piece, start) for piece, start, _ in taken)
    for person in people:
        for mention in person.mentions:
            if mention.role:
                begin = bisect_left(starts, (mention.piece, mention.role[0]))
                if begin < len(starts) and starts[begin] < (mention.piece, mention.role[1]):
                    mention.role = None


def _read_person(
    person: Person, cleans: Sequence[Clean], texts: Sequence[Words], settled: Settled
) -> ReadPerson:
    worded = [mention for mention in person.mentions if mention.role]
    role, country = "", ""
    if worded:
        fullest = max(worded, key=lambda m: m.role[1] - m.role[0] if m.role else 0)
        start, end = fullest.role or (0, 0)
        role = clean_name(texts[fullest.piece].text[start:end])
    for mention in worded:
        start, end = mention.role or (0, 0)
        country = _country_within(texts[mention.piece], settled[mention.piece], start, end)
        if country:
            break
    return ReadPerson(
        name=person.name,
        role=role,
        country=country,
        sure=person.sure,
        spans=tuple(
            dict.fromkeys(cleans[piece].raw_span(start, end) for piece, start, end in spans_of(person))
        ),
        spellings=person.spellings,
        rule="person.office" if worded else "person.name",
    )


def _country_within(
    words: Words, row: Sequence[tuple[CountryMention, tuple[str, ...]]], start: int, end: int
) -> str:
    """The one country that an office names first; none when it names two in one breath."""
    begin = bisect_left(row, start, key=lambda entry: words.starts[entry[0].first])
    for mention, codes in row[begin : begin + 10]:
        if words.starts[mention.first] < end and len(codes) == 1:
            return "" if mention.kind == "prefix" else codes[0]
    return ""


def _read_countries(
    cleans: Sequence[Clean], texts: Sequence[Words], settled: Settled, taken: Sequence[tuple[int, int, int]]
) -> tuple[ReadCountry, ...]:
    spans: dict[str, list[Span]] = {}
    rules: dict[str, str] = {}
    hidden: dict[int, list[tuple[int, int]]] = {}
    for piece, start, end in sorted(taken):
        hidden.setdefault(piece, []).append((start, end))
    for piece, (clean, words, row) in enumerate(zip(cleans, texts, settled, strict=True)):
        names = hidden.get(piece, [])
        for mention, codes in row:
            start, end = words.starts[mention.first], words.ends[mention.last - 1]
            before = bisect_left(names, (end, 0))
            if before and names[before - 1][1] > start:
                continue
            for code in codes:
                spans.setdefault(code, []).append(clean.raw_span(start, end))
                rules.setdefault(code, f"country.{mention.kind}")
    return tuple(ReadCountry(code, tuple(dict.fromkeys(found)), rules[code]) for code, found in spans.items())
