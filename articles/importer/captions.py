"""Recognises what stands under a picture: the mark ``ảnh 1``, the credit, the bars of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .agencies import is_agency

# the site's own "picture 1", stuck to the caption; composed or without its accent
MARK = re.compile(r"\s*[-–—|]?\s*[ảẢ]nh\s?\d{1,3}(?!\d)\s*[:.]?\s*")
LABEL = re.compile(
    r"(?:[(\[«]\s*)?(?:(?:cr[ée]dits?\s*(?:photos?)?|photos?(?:\s+d['’](?:archives?|illustration)|\s+et\s+légende)?|fotos?|ảnh|"
    r"ph|images?|illustrations?|infographies?|source|vid[ée]os?|dessins?|cartes?|(?:©\s?)?copyright)\s*[:：]|©)\s*",
    re.IGNORECASE,
)
PROVIDED = re.compile(
    r"[.(\[»”\"]\s?[(\[]?(Photos?\s(?:fournie?s?|prises?|transmises?|de|par)\s(?:par\s)?)([^()\[\]:.]{2,60})[)\]]?\.?$"
)
WITHOUT_COLON = re.compile(
    r"[.!?…»\"”)]?\s*[(\[]?\s*\b(Photos?(?:\s*\.\s?|\s+))([^()\[\]:]{2,40}?)\s*[)\]]?\s*\.?$"
)
# where a picture was taken from: ``Lan Anh/nhandan.vn``
SITE = re.compile(r"(?:[\w .'’-]{2,30}/)?[\w-]{2,30}(?:\.[\w-]{2,20})?\.(?:[a-z]{2}|com|org|net|info|gov)")
# ``à l'Agence vietnamienne d'information (VNA)`` explains letters, it credits nobody
SPELT_OUT = re.compile(
    r"\b(?:agence|radio|télévision|voix|presse|journal|quotidien|chaîne|service|revue|site)\b[^.!?…]{0,70}$",
    re.IGNORECASE,
)
# ``… devant la digue. DR``: rights reserved, the photographer is not known
RIGHTS = re.compile(r"(?<=[.!?»”)])\s+\(?(D\.?R\.?)\)?$")
IN_PARENTHESES = re.compile(r"[(\[]\s*([^()\[\]]{2,40}?)\s*[)\]]\s*\.?$")
# without one of these there is no credit: a quick look before the long one
CREDIT_SIGNS = re.compile(r"[:：©]|[Pp]hotos?[\s.]|[)\]]\s*\.?$|\bD\.?R\.?\)?$")
FILE_NAME = re.compile(r"\S.{0,80}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg)", re.IGNORECASE)
# an agency in capitals, then a capitalised word: a blank or a line end was lost between them
GLUED_AGENCY = re.compile(
    r"([A-Z][A-Z0-9]{1,8}(?:/[A-Z][A-Z0-9]{1,8}){0,2})[)\].]{0,2}\s?(?=[A-ZÀ-ÞĐ«\"“][a-zà-ÿ'’]|[«\"“])"
)
MIN_REST = 60
# how far from the end a credit may begin, and how long it may be
REACH = 130
MAX_CREDIT = 90
CLOSERS = ")]» |.;"


@dataclass(frozen=True, slots=True)
class Credit:
    """Where a line's credit stands: ``start`` opens its label; ``value`` is what it says."""

    start: int
    value: tuple[int, int]
    rule: str


def read_credit(text: str) -> Credit | None:
    """The credit that ends ``text``, by its label, or by an agency in parentheses."""
    base = max(0, len(text) - REACH)
    found = _at_end(text[base:])
    if found is None or not base:
        return found
    start, end = found.value
    return Credit(base + found.start, (base + start, base + end), found.rule)


@lru_cache(maxsize=512)
def _at_end(tail: str) -> Credit | None:
    """The same for the last characters of a text; asked several times for every line."""
    if not CREDIT_SIGNS.search(tail):
        return None
    for label in reversed(list(LABEL.finditer(tail))):
        before = tail[label.start() - 1 : label.start()]
        words = tail[: label.start()].rstrip()
        inside = words[-1:].isalpha() and label.group().lstrip("([« ")[:1].islower()
        if inside or before.isalnum():
            continue  # « sur la photo : un enfant » is a sentence
        end = len(tail.rstrip(CLOSERS))
        if tail[end : end + 1] == ")" and tail.count("(", label.end(), end):
            end += 1  # `Photo : Lan (VNA)` keeps what it opened
        value = tail[label.end() : end]
        if any(map(str.isalnum, value)) and len(value) <= MAX_CREDIT and _is_one(value):
            return Credit(label.start(), (label.end(), end), "credit")
        return None
    match = WITHOUT_COLON.search(tail)
    if match and (is_agency(match[2]) or SITE.fullmatch(match[2])):
        start = match.start(1)
        if tail[start - 1 : start] in "([" and start:
            start -= 1
        return Credit(start, (match.start(2), match.end(2)), "credit-no-colon")
    match = RIGHTS.search(tail)
    if match:
        return Credit(match.start(1), match.span(1), "credit-rights-reserved")
    match = PROVIDED.search(tail)
    if match:
        start = match.start() + (0 if match.group()[0] in "([" else 1)
        return Credit(start, (match.start(2), match.end(2)), "credit-provided-by")
    match = IN_PARENTHESES.search(tail)
    if match and is_agency(match[1]) and not SPELT_OUT.search(tail[: match.start()]):
        span = (match.start(1), match.end(1))
        return Credit(match.start(), span, "credit-parentheses")
    return None


def _is_one(value: str) -> bool:
    """Whether no sentence follows within: ``Ambassade d'Égypte. VNA`` is one credit."""
    _, stop, last = value.partition(". ")
    return not stop or is_agency(last)


def read_credit_inside(text: str, *, rest: int = MIN_REST) -> tuple[Credit, int] | None:
    """A credit by a known agency with at least ``rest`` characters behind it, and where they begin."""
    if ":" not in text and "：" not in text:
        return None
    for label in LABEL.finditer(text):
        match = GLUED_AGENCY.match(text, label.end())
        if match and is_agency(match[1]) and len(text) - match.end() >= rest:
            return Credit(label.start(), match.span(1), "credit-inside"), match.end()
    return None


def is_file_name(text: str) -> bool:
    """Whether the line is nothing but a picture's file name (``3.jpg``)."""
    return FILE_NAME.fullmatch(text) is not None and text.count(" ") <= 3
