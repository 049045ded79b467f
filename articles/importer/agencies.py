"""Which words name a news agency, and how writers sign with one."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

# what stands between the parts of a compound: VNA/CVN, VOV - VNA, AFP et Reuters
JOINT = re.compile(r"\s*[/,&+|]\s*|\s+-\s*|\s*-\s+|\s+–\s+|\s+et\s+|\s+avec\s+")
LAST_WORD = re.compile(r"[^\W_]+")
INITIALS = re.compile(r"[^\W\d_]{1,3}(?:[./ -]{1,2}[^\W\d_]{1,4}){0,5}\.?")
CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9+.-]{1,11}")
# spelt out: Agence de presse du Laos, l'Agence vietnamienne d'information
SPELT = re.compile(
    r"(?:l['’])?agence (?=.{0,60}(?:presse|press|informations?|info|nouvelles|télégraphique|news)\b)"
    r"[^\W\d_][^\W\d_'’-]{0,20}(?:[ '’-]{1,2}[^\W\d_]{1,20}){0,8}",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]{0,20}(?:[ '’-]{1,2}[^\W\d_][^\W\d_'’.-]{0,20}){0,5}")


def _data() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("data/agencies.toml").read_text("utf-8"))


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(name.casefold() for name in _data()["names"])


@functools.cache
def _set_leads() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _data()['set_leads']))})(?![^\W_])")


def sets_leads(raw: str) -> bool:
    """Whether ``raw`` is a page of a paper that has a lead below every headline."""
    return _set_leads().search(raw) is not None


@functools.cache
def _partners() -> frozenset[str]:
    """Names too short to stand by themselves: papers named behind their agency (``VNA/VI``)."""
    text = resources.files(__package__).joinpath("data/agencies.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["partners"])


@functools.cache
def _last_words() -> frozenset[str]:
    return frozenset(LAST_WORD.findall(name.casefold())[-1] for name in _names() | _partners())


def may_end_with_agency(text: str) -> bool:
    """Whether one of the last words of ``text`` ends some agency's name: a quick look before a long one."""
    tail = text[-80:].casefold()
    if "agence" in tail:
        return True
    return not _last_words().isdisjoint(LAST_WORD.findall(tail[-24:])[-4:])


def is_agency(text: str) -> bool:
    """Whether ``text`` is an agency's name or a compound that holds one (``VOV/VNA``)."""
    return len(text) <= 80 and any(_is_name(part) for part in _parts(text))


def _is_name(part: str) -> bool:
    return part.casefold() in _names() or SPELT.fullmatch(part) is not None


def is_signature(text: str) -> bool:
    """Whether ``text`` can sign a dispatch: an agency, alone or after the writer's name."""
    if not is_agency(text):
        return False
    return all(
        _is_name(part)
        or CAPITALS.fullmatch(part)
        or (part[0].isupper() and NAME.fullmatch(part))
        or INITIALS.fullmatch(part)
        for part in _parts(text)
    )


def agency_of(signature: str) -> str:
    """The agencies of a signature as worded, without writers: ``VNA/CVN`` of ``Mai Lan/VNA/CVN``."""
    start = None
    end = 0
    position = 0
    for part in _parts(signature):
        position = signature.index(part, position)
        if _is_name(part) or (start is not None and part in _partners()):
            start = position if start is None else start
            end = position + len(part)
        position += len(part)
    return "" if start is None else signature[start:end]


def _parts(text: str) -> list[str]:
    whole = text.strip(" .")
    if whole.casefold() in _names():  # ``Vietnam+`` is one name
        return [whole]
    parts: list[str] = []
    for piece in JOINT.split(text):
        part = piece.strip(" .")
        halves = part.split("-")  # AFP-VNA, but not Keystone-ATS, which is one agency
        if part.casefold() not in _names() and halves[-1].casefold() in _names():
            parts.extend(half for half in halves if half)
        elif part:
            parts.append(part)
    return parts
