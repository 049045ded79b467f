"""Mentions beside each other: enumerations, couples, other names, and what is a thing elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .candidates import Candidate
from .mentions import ACCEPTED, Mention
from .names import given_names

_COORDINATED = 1.5
_OFFICE = 2.0  # of a clue: an office, an age, an honorific
_OTHER_NAME = re.compile(
    r"^ ?[(,]? ?(?:alias|dite?|surnommée?|née|de son (?:vrai )?nom(?: de \w+)?) ?[«\"“]? ?$"
    r"|\b(?:nom de plume|pseudonyme|vrai nom|nom de naissance)(?: de)? ?[«\"“]? ?$"
)
_LINKS = ("et", ",", ", et", "et de", "et d'", "ou", "&", "-", "–", "et M.", "et Mme")


def settle_neighbours(mentions: list[Mention]) -> None:
    """Changes the scores of mentions by what the mentions before and after them are."""
    _coordinate(mentions)
    _pair(mentions)
    _drop_other_names(mentions)
    _refuse_things(mentions)


def _coordinate(mentions: list[Mention]) -> None:
    """A likely name joined by "et" or a comma to an accepted one is taken with it."""
    for ordered in (mentions, list(reversed(mentions))):
        for one, other in pairwise(ordered):
            if one.bears == "named" and _linked(one.candidate, other.candidate, ("et",)):
                other.bears, other.score = "named", 0.0  # "la fondation Bill et Melinda Gates"
            if one.score < ACCEPTED or other.score >= ACCEPTED or other.score < 0.9:
                continue
            if one.piece == other.piece and not other.bears and _linked(one.candidate, other.candidate):
                other.score += _COORDINATED


def _pair(mentions: Sequence[Mention]) -> None:
    """ "Emmanuel et Brigitte Macron": a given name alone shares the family name that follows."""
    for one, other in pairwise(mentions):
        if len(one.forms) > 1 or len(other.forms) < 2 or other.score < ACCEPTED or other.bears or one.bears:
            continue
        candidate, full = one.candidate, other.candidate
        given, family = one.forms[0], other.forms[-1]
        if given not in given_names() or other.forms[0] not in given_names() or family in given_names():
            continue
        if one.piece == other.piece and _linked(candidate, full, ("et",)) and candidate.title < 0:
            unit = len(full.units[-1])
            one.written = f"{candidate.text} {full.written[-1]}"
            one.known_as = (given, *other.forms[-unit:])
            one.score = max(one.score, other.score)


def _drop_other_names(mentions: Sequence[Mention]) -> None:
    """ "X (alias Y)", "X, de son vrai nom Y": Y is no further person."""
    for one, other in pairwise(mentions):
        if one.piece != other.piece or one.score < ACCEPTED or len(one.forms) < 2:
            continue
        between = one.candidate.words.text[one.candidate.end : other.candidate.start]
        if len(between) < 60 and _OTHER_NAME.search(between):
            other.score = 0.0


def _refuse_things(mentions: Sequence[Mention]) -> None:
    """What the document calls a commune or a film elsewhere is no person of it, unless it has an office."""
    bodies = (m for m in mentions if m.bears in ("site", "body") or m.candidate.bars == "firm")
    things = {m.forms for m in bodies if m.score < ACCEPTED}
    things |= {m.forms[:-1] for m in mentions if m.candidate.bars == "firm" and len(m.forms) > 2}
    persons = {m.forms for m in mentions if m.forms in things and not m.bears and m.clue >= _OFFICE}
    for mention in mentions:
        if mention.forms in things and mention.forms not in persons and mention.score >= ACCEPTED:
            mention.score = 0.0


def _linked(one: Candidate, other: Candidate, links: Sequence[str] = _LINKS) -> bool:
    left, right = (one, other) if one.first < other.first else (other, one)
    between = left.words.text[left.end : right.start].strip()
    return between in links or (
        between.startswith("(") and between.endswith((",", "et")) and len(between) < 40
    )
