"""Recognises what a page wraps around a dispatch: prefixes, buttons, headers, signatures, forms."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from .agencies import is_agency, is_signature, may_end_with_agency
from .blocks import ABBREVIATION, without_accents
from .captions import SPELT_OUT
from .dateline import MONTH
from .names import folded_units, is_french_word, likeness

# ` date 2026-01-27 Headline`, ` date 2025-07 Headline`; nonsense such as 2025-13-45 is a prefix too
DATE_PREFIX = re.compile(r"date\s+(\d{4}-\d{1,2}(?:-\d{1,2})?)(?![\d-])\s*", re.IGNORECASE)
DATE_LINE = re.compile(
    r"(?:[a-z][\w-]{1,20}(?:\.[\w-]{2,20}){1,3}\s?[|–-]\s?|[a-zà-þ]{2,8}\s(?:[|–-]\s)?)?"
    r"(?:(?:publié|mis en ligne|mise? à jour|posté|ajouté|créé|modifié|date|published|posted)"
    r"(?: le| au| at| on)?\s?:?\s?)?"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s?)?"
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    rf"|\d{{1,2}}(?:er)? {MONTH},? \d{{4}})"
    r"(?:[\s,|–-]{0,3}(?:à )?\d{1,2}\s?[:hH]\s?\d{2}(?::\d{2})?)?(?:\s?\(?GMT\s?[+-]?\d{0,2}\)?)?"
    r"(?:[\s|,–-]{1,3}lu ?: ?\d+ fois)?(?:\s?[|–-]\s?[a-z][\w-]{1,20}(?:\.[\w-]{2,20}){1,3})?"
    r"(?:,? (?:par|by) [^\W\d][\w .'’-]{1,40})?"
    r"(?:\s?[|,–-]\s?(?:m[ıi]se? à jour|modifié|màj|actualisé|updated?)(?: le| on)? ?:?"
    r" ?[\w/. :-]{8,30})?",
    re.IGNORECASE,
)
# ``Báo Dân tríBáo Dân trí05/12/2025``: logo and name of the paper, and the day the page came out
STAMPED = re.compile(r"(?P<paper>[^\d/]{3,40}) ?(?P=paper) ?\d{1,2}/\d{1,2}/\d{4}")
BYLINE = re.compile(
    r"(?:(?:textes?|articles?|reportage|propos recueillis|interview|entretien|traduit|traduction|édité|edité|"
    r"rédigé|écrit|publié|posté|mis en ligne|recueilli|réalisé|auteur|rédaction|rédacteur|reporters?"
    r"|author|written|edited)"
    r"(?: et photos?| et images?)?(?: réalisée?)?(?: (?:par|de|by)\s|\s?:\s?)|(?:par|by)\s)",
    re.IGNORECASE,
)
BYLINE_WORDS = frozenset(("de", "du", "et", "la", "le", "van", "von", "ben", "photos", "photo", "par", "y"))
MAX_BYLINE = 100
MAX_SECTION_NAME = 60
# only notices to the page's visitors are longer than a label
MAX_FURNITURE, MAX_NOTICE = 170, 260
MAX_FORM = 450
SIGNS = re.compile("[>›|©]")
NOTICE = re.compile(
    r"vous avez|en poursuiv|ce site|nous utilis|sponsored|copyright|contact|connectez", re.IGNORECASE
)
# how much a writer must look like a person, see ``names.likeness``
SURELY_NAMED, PERHAPS_NAMED = 2.0, 1.5
SLUG_LINE = re.compile(r"[A-ZÀ-Þ0-9]{2,20}(?:\s?[-/–]\s?[A-ZÀ-Þ0-9]{2,20}){1,5}")
SLUG = re.compile(r"[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9'’ .&-]{2,60}\s*/{1,2}\s+(?=\S)")

# a button or a byline that the page has in another script: ``بقلم: Ana Ruiz``, ``ຂປລ``, ``分享``
FOREIGN = re.compile(
    r"[\u0400-\u052f\u0590-\u06ff\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
MAX_FOREIGN = 80

LINK = re.compile(r"\s*(?:>{2,}|»{1,2}|›{1,2}|→|►|▶)\s*(?:(?:lire|voir) aussi\s*:?\s*)?(?=\S)", re.IGNORECASE)
LINK_WORDS = re.compile(
    r"(?:[àa] )?(?:lire|voir) (?:aussi|également|encore|ailleurs)\s*[:|–-]\s*(?=\S)"
    r"|[àa] (?:lire|voir) ?: (?=\S)",
    re.IGNORECASE,
)

SOURCE = re.compile(r"sources?(?:\s*[:：]\s*(?P<name>.{1,80}|https?://\S{1,200}))?", re.IGNORECASE)
INITIALS_LINE = re.compile(
    r"[-–—(]?\s*(?:[A-ZÀ-Þ]{1,3}(?:[./ -]{1,4}[A-ZÀ-Þ]{1,4}){0,5}|"
    r"[a-zà-þ]{1,3}(?:[./-][a-zà-þ]{1,4}){1,5})\.?\s*\)?"
)
# a signature at the end of a paragraph: a dash or the end of a sentence before the agency
SIGNED = re.compile(
    r"(?P<mark>\s*(?:\./\.|/\.)?\s*[-–—]{1,2}\s*|(?<=[.!?…»\"”])\s*(?:/\.)?\s*|\s+/\.\s*)(?P<name>[^-–—.!?…»\"”()][^.!?…»\"”()]{1,40}?)\s*\.?\s*$"
)
SIGNED_PARENTHESES = re.compile(r"\s*[-–—]?\s*\((?P<name>[^()]{2,40})\)\s*\.?\s*$")
# ``Agence vietnamienne d'information – 15 juin 2021``
SIGNED_ON = re.compile(rf"\s*[,–—-]\s*(?:le )?\d{{1,2}}(?:er)? {MONTH} \d{{4}}$", re.IGNORECASE)
TRANSMISSION = re.compile(r"[A-Z]{2,10} \d{6} [A-Z]{2,4} \d{2,4}")
SENTENCE_WORD = re.compile(r"\b(?:est|sont|ont|a|qui|que|pour|dans|avec)\b")
WITH = re.compile(r"^avec (?:l['’])?", re.IGNORECASE)
# ``Fatou Sow, correspondante``, ``Mai Lan (traduction)``
OWN_WORDS = re.compile(r"(?:©|\(c\)) ?(?:\d{4} )?(?P<name>[^\d:]{2,40}?)(?: \d{4})?", re.IGNORECASE)
CALLED = re.compile(
    r"(?:[A-ZÀ-ÞĐ][\w'’.-]{0,20}[ ,–/]{1,3}){2,8}"
    r"\(?(?:notre |nos )?(?:correspondante?s?|envoyée?s? spéciale?s?|traduction|stagiaires?)\b[^.]{0,30}"
)
# ``(Neil Morales; version française Camille Raynaud)``
TRANSLATED = re.compile(
    r"\(?[A-ZÀ-ÞĐ][^.:!?]{2,60}[;,] (?:version|traduction|édité|service) [^.:!?]{3,60}\)?"
)
# ``Mai Lan – Ngoc Ha`` by itself, or behind the last sentence
WRITERS = re.compile(
    r"(?:[A-ZÀ-ÞĐ][\w'’.-]{0,15}(?: ?[/–-] ?| et |, | (?:(?:de|du|van|von|ben|bin|el|al|da|dos|di) )?)){1,5}"
    r"[A-ZÀ-ÞĐ][\w'’.-]{0,15}"
)
LAST_WRITERS = re.compile(rf"(?<=[.!?…])\s+\(?(?P<name>{WRITERS.pattern})\)?$")
LAST_SOURCE = re.compile(r"\s?[(\[]?\b[Ss]ources?\s?[:：]\s?(?P<name>[^()\[\].:]{2,60})[)\]]?\.?$")
# what closes a dispatch without naming anyone: ``./.``, ``/.``, a lone dash, ``Fin``
END_MARK = re.compile(
    r"\s?(?:/\.|(?<=[.!?…»\"”])\s?[-–—/]{1,2}|(?<=[.!?…»\"”])\s?[-–—(]{0,2}\s?(?:Fin|FIN)\s?[-–—).]{0,2})$"
)


@dataclass(frozen=True, slots=True)
class _Page:
    """The patterns of ``data/page.toml``."""

    teasers_header: re.Pattern[str]
    furniture: re.Pattern[str]
    furniture_with_signs: re.Pattern[str]
    form: re.Pattern[str]
    placeholder: re.Pattern[str]
    section_words: frozenset[str]


@functools.cache
def _page() -> _Page:
    data = tomllib.loads(resources.files(__package__).joinpath("data/page.toml").read_text("utf-8"))
    return _Page(
        teasers_header=_any_of(data["teasers_header"]),
        furniture=_any_of(data["furniture"]),
        furniture_with_signs=_any_of(data["furniture_with_signs"]),
        form=_any_of(data["form"]),
        placeholder=_any_of(data["placeholder"]),
        section_words=frozenset(map(without_accents, data["section_words"])),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def is_signature_line(text: str) -> bool:
    """A line that only signs: ``VNA/CVN``, ``- VNA``, ``(VNA)``, ``Ngoc Mai/CVN``."""
    if len(text) > 80 or not may_end_with_agency(text):
        return False
    name = SIGNED_ON.sub("", text.strip(" -–—()[]./|"))
    return is_signature(WITH.sub("", name))


def is_writer_and_agency(text: str) -> bool:
    """``Viêt Nga, VOV, Australie -`` under a headline: who wrote it, for whom, from where."""
    name = text.rstrip(" -–—:")
    return (
        len(name) <= 60
        and name.count(",") in (1, 2)
        and not SENTENCE_WORD.search(name)
        and is_signature(name)
    )


def is_transmission(text: str) -> bool:
    """What an agency's wire writes under a dispatch: ``SIWEL 102250 FE 11``."""
    return len(text) <= 40 and TRANSMISSION.fullmatch(text) is not None


def is_cut_header(text: str) -> bool:
    """``Voi``: the file ends inside the header of the teasers."""
    return len(text) > 1 and "voir plus".startswith(text.casefold())


def is_copyright_line(text: str) -> bool:
    """``© AFP``, ``(c) 2021 VNA``: an agency says below its text whose words these are."""
    match = OWN_WORDS.fullmatch(text) if len(text) <= 50 else None
    return match is not None and is_agency(match["name"].strip())


def is_initials(text: str) -> bool:
    """A line of writers' initials: ``A. D.``, ``nh/lk``."""
    return len(text) <= 24 and INITIALS_LINE.fullmatch(text) is not None


def signed_end(text: str) -> tuple[int, tuple[int, int], str] | None:
    """Where the signature at the end of a paragraph begins, the span of its name, and the rule."""
    if not may_end_with_agency(text):
        return None
    base = max(0, len(text) - 60)
    tail = text[base:]
    match = SIGNED_PARENTHESES.search(tail)
    if match and is_signature(WITH.sub("", match["name"])) and not _explained(text[: base + match.start()]):
        return _end(match, base, "signature-parentheses")
    # from the leftmost mark on, so that `- VOV/VNA` and `. Mai Lan/VNA` are taken whole
    for match in SIGNED.finditer(tail):
        if is_signature(match["name"]):
            rule = "signature-dash" if match["mark"].strip(" ./") else "signature-after-stop"
            return _end(match, base, rule)
    return None


def _explained(before: str) -> bool:
    """Whether letters in parentheses stand for the agency just named in a sentence, and sign nothing."""
    found = SPELT_OUT.search(before, max(0, len(before) - 110))
    return (
        found is not None and not is_agency(before.strip()) and not before.rstrip().endswith((".", "»", '"'))
    )


def _end(match: re.Match[str], base: int, rule: str) -> tuple[int, tuple[int, int], str]:
    return base + match.start(), (base + match.start("name"), base + match.end("name")), rule


def is_writers(text: str) -> bool:
    """Nothing but names of persons, as writers put them under a text: ``Mai Lan – Ngoc Ha``."""
    if len(text) > 60 or WRITERS.fullmatch(text) is None:
        return False
    if is_initials(text):
        return True
    writers = [part.split() for part in re.split(r" ?[/–,] ?|- | -| et ", text)]
    if any(len(words) < 2 or all(map(is_french_word, words)) for words in writers):
        return False
    looks = [likeness(folded_units(words), words, 0.0) for words in writers]
    return max(looks) >= SURELY_NAMED and min(looks) >= PERHAPS_NAMED


def last_writers(text: str) -> tuple[int, tuple[int, int]] | None:
    """Where writers' names behind the last sentence of a paragraph begin, and their span."""
    match = LAST_WRITERS.search(text, max(0, len(text) - 60))
    if match and ABBREVIATION.search(text[: match.start("name")]):
        return None  # "en présence de M. Lê Van An"
    return (match.start(), match.span("name")) if match and is_writers(match["name"]) else None


def last_source(text: str) -> tuple[int, tuple[int, int]] | None:
    """Where ``(Source : X)`` at the end of a paragraph begins, and the span of the name."""
    match = LAST_SOURCE.search(text, max(0, len(text) - 90))
    return (match.start(), match.span("name")) if match else None


def is_date_line(text: str) -> bool:
    return len(text) <= 90 and (DATE_LINE.fullmatch(text) or STAMPED.fullmatch(text)) is not None


def is_source_line(text: str) -> bool:
    return len(text) <= 220 and SOURCE.fullmatch(text.strip("()[] ")) is not None


def is_furniture(text: str) -> bool:
    """A button, a counter, a label: nothing that anyone wrote for this dispatch."""
    if len(text) <= MAX_FOREIGN and FOREIGN.match(text):
        return True
    if len(text) > MAX_FURNITURE and not (len(text) <= MAX_NOTICE and NOTICE.match(text)):
        return False
    page = _page()
    if page.furniture.fullmatch(text):
        return True
    return SIGNS.search(text) is not None and page.furniture_with_signs.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """What an editing system puts where nobody has written a caption."""
    return len(text) <= 60 and _page().placeholder.fullmatch(text.strip(" .…[]()*")) is not None


def is_byline(text: str) -> bool:
    """A line that names who wrote, translated or photographed: ``Propos recueillis par Thu Hà/CVN``."""
    if len(text) <= MAX_BYLINE and (CALLED.fullmatch(text) or TRANSLATED.fullmatch(text)):
        return True
    match = BYLINE.match(text) if len(text) <= MAX_BYLINE and text[-1] not in ".!?:;" else None
    if match is None:
        return False
    words = [word for word in re.split(r"[ /,'’().–—:-]+", text[match.end() :]) if word]
    return 1 <= len(words) <= 10 and all(w[0].isupper() or w in BYLINE_WORDS for w in words)


def is_slug_line(text: str) -> bool:
    """An agency's keyword line: ``BENIN-CULTURE``."""
    return len(text) <= 60 and SLUG_LINE.fullmatch(text) is not None


def is_form(text: str) -> bool:
    """The beginning of a comment form."""
    return len(text) <= MAX_FORM and _page().form.fullmatch(text) is not None


def is_teasers_header(text: str) -> bool:
    """``Voir plus`` and its like: below it other articles are announced."""
    return len(text) <= 40 and _page().teasers_header.fullmatch(text.rstrip(" :>.…»+-")) is not None


def is_section_name(text: str) -> bool:
    """A paper's section (``Économie``, ``Culture - Sport``) alone on a line."""
    if len(text) > MAX_SECTION_NAME:
        return False
    words = [word for word in re.split(r"[\s,&/|>·•–-]+", without_accents(text)) if word]
    return 1 <= len(words) <= 4 and all(word == "et" or word in _page().section_words for word in words)
