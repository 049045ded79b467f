"""How to cite an article: a sentence, BibTeX and RIS, with no more of a date than is known."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from articles import french
from articles.models import Article

_TEX = {ord(sign): f"\\{sign}" for sign in "&%$#_{}"}
_TEX |= {
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    ord("\\"): r"\textbackslash{}",
}
_BREAKS = re.compile(r"\s+")


def sentence(article: Article, address: str, site: str, seen: datetime.date) -> str:
    """``VNA (Hanoï), « Titre », 28 juillet 2021, Archives, https://…, consulté le …``"""
    source = article.agency or ""
    if article.place:
        source = f"{source} ({article.place})" if source else article.place
    parts = [source, french.quoted(article.headline), _date_words(article), site, address]
    parts.append(f"consulté le {french.day_words(seen)}")
    return ", ".join(part for part in parts if part) + "."


def bibtex(article: Article, address: str, site: str, seen: datetime.date) -> str:
    fields = {
        "title": f"{{{_tex(article.headline)}}}",
        "author": f"{{{_tex(article.agency)}}}" if article.agency else "",
        "address": _tex(article.place),
        "date": _iso(article),
        "journal": _tex(site),
        "url": address,
        "urldate": seen.isoformat(),
        "language": "french",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{article{article.pk},", *lines, "}", ""])


def ris(article: Article, address: str, site: str, seen: datetime.date) -> str:
    return "".join(
        f"{tag}  - {_BREAKS.sub(' ', value)}\r\n" for tag, value in _ris(article, address, site, seen)
    )


def _ris(article: Article, address: str, site: str, seen: datetime.date) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "TI", article.headline
    if article.agency:
        yield "AU", article.agency
    if article.place:
        yield "CY", article.place
    if article.published_on is not None:
        yield "PY", f"{article.published_on.year:04}"
        yield "DA", (_iso(article) + "--")[:10].replace("-", "/") if article.date_precision else ""
    yield "T2", site
    yield "LA", "fr"
    yield "UR", address
    yield "Y2", seen.isoformat().replace("-", "/")
    yield "ER", ""


def _iso(article: Article) -> str:
    if article.published_on is None:
        return ""
    length = {"year": 4, "month": 7, "day": 10}[article.date_precision]
    return article.published_on.isoformat()[:length]


def _date_words(article: Article) -> str:
    if article.published_on is not None:
        return french.period_words(article.published_on, article.date_precision)
    partial = french.partial_day(article.partial_date) if article.partial_date else None
    if partial is None:
        return "sans date"
    return f"{french.day_words(partial).rsplit(' ', 1)[0]}, année inconnue"


def _tex(text: str) -> str:
    return _BREAKS.sub(" ", text).translate(_TEX)
