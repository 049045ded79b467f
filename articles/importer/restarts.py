"""Whether a paragraph begins a story or goes on with what the one above it has told."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from .blocks import words
from .dateline import MONTH, WEEKDAY

_STEM = 6  # letters by which two forms of a word are told to be the same
_HEAD = 420  # characters of a paragraph in which it says again what it is about
_QUOTE = re.compile('[-–—"«“]')
_ADDRESSED = re.compile(r"(?:MM?\.|Mmes?|Mlles?|Dr|Pr|Me) ")
_POINTS_BACK = re.compile(
    r"\b(?:sur|avec|pour|de|d['’]|par|chez|contre|à|entre|selon|en) ?(?:elles?|lui|eux)\b"
    r"|\b(?:celui|celle|ceux)-ci\b|\bce(?:tte|s|t)? derni[eè]re?s?\b",
    re.IGNORECASE,
)
# "le seul pays à figurer sur cette liste"
_SHOWN = re.compile(
    r"\b(?:sur|dans|à|de|avec|par) (?:cette|cet|ces|ce) "
    r"(?:liste|classement|tableau|palmarès|affaire|document|texte|accord|réunion|rencontre|exposition|délégation"
    r"|manifestation|cérémonie|visite|projet|programme|entrevue|audience|entretien|conversation|annonce"
    r"|décision)s?\b",
    re.IGNORECASE,
)
# "Au cours de la réunion, …", "Cette nouvelle a été …": said of what the reader is to know already
_ORPHANED = re.compile(
    r"(?:au cours|lors|à l['’]issue|au terme|en marge|à l['’]occasion)"
    r" d(?:e (?:la|l['’]|cette|cet|ce|leur|sa|son)|u) ?\w{4,20},"
    r"|(?:cette|cet|ces|ce) (?:événement|évènement|exposition|nouvelle|manifestation|rencontre|réunion"
    r"|visite|projet|conférence|festival|concours|programme|décision|mesure|accord|document|texte"
    r"|déclaration)s?\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b(?:(?<!chaque )(?<!tous les ){WEEKDAY}(?!s)|(?:\d{{1,2}}|1er) {MONTH}|hier|aujourd['’]hui)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?…»] )(?<!^)\b[A-ZÀ-ÞĐ][\w'’-]{2,}|\b\d[\d.,]*\d\b|\b\d\b")
_IMPERSONAL = re.compile(
    r"il (?:faut|faudra|fallait|y a|n['’]y a|aura fallu|a fallu|suffit|est (?:rare|tôt|tard))\b",
    re.IGNORECASE,
)
# "Il vise à célébrer …" is said of an event told above; a portrait may open with "Ils ont vingt ans"
_OF_AN_EVENT = re.compile(
    r"(?:il|elle)s? (?:vis\w+|aur(?:a|ont) lieu|(?:a|ont) (?:eu lieu|été|pour|réuni|rassemblé|attiré)"
    r"|s['’]inscri\w+|se (?:déroul|tien)\w+|réuni\w+|rassembl\w+|compren\w+|devr\w+|permet\w*"
    r"|seront|sera|marque\w*|porte\w*)\b",
    re.IGNORECASE,
)
_HOUR = (
    r"(?:il est|il était|on est|à|vers|dès|peu avant|peu après)? ?(?:à peine |presque |bientôt |déjà )?"
    r"(?:[a-zé]{2,8}|\d{1,2}) ?(?:heures?|h)\b"
)
_ARTICLE = "(?:les?|la|l['’]|une?) ?(?:(?:petite?|grande?|vieille|vieux|nouvelle|nouveau) )?"


# "Annoncée mercredi par l'agence, la visite …"
_BY_THE_WAY = r"[A-ZÀ-Þ][a-zà-ÿ-]{2,20}(?:ée?s?|ies?|ues?|i?te?s|i?te?|ises?) [^,;:.!?«»]{3,140}, "


@functools.cache
def _leaning() -> re.Pattern[str]:
    openings, events = _phrases("leaning"), _phrases("events")
    return re.compile(
        rf"(?:(?:{openings})|(?:{_BY_THE_WAY})?(?:le|la|les|l['’]|du|des|aux?) ?(?:\w+ )?(?:{events})s?)"
        r"(?:\b|(?<=['’]))",
        re.IGNORECASE,
    )


@functools.cache
def _openings_without_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_phrases('orphaned')})(?:\b|(?<=[,'’]))", re.IGNORECASE)


@functools.cache
def _scene() -> re.Pattern[str]:
    return re.compile(rf"(?:{_phrases('scenes')}|{_HOUR})(?:\b|(?<=['’ ]))", re.IGNORECASE)


def _phrases(name: str) -> str:
    text = resources.files(__package__).joinpath("data/restarts.toml").read_text("utf-8")
    phrases = tomllib.loads(text)[name].replace("\n", "|").strip("|").split("|")
    return "|".join(re.escape(phrase).replace("'", "['’]").replace("_", _ARTICLE) for phrase in phrases)


def leans(text: str, above: str) -> bool:
    """Whether ``text`` needs what ``above`` has told: it opens with "Il", "La cérémonie", "M. Ba"."""
    if _scene().match(text) or _IMPERSONAL.match(text):
        return False
    if _leaning().match(text) or _QUOTE.match(text):
        return True
    if _POINTS_BACK.search(text, 0, 120) or _SHOWN.search(text, 0, 120):
        return True
    return _ADDRESSED.match(text) is not None and bool(
        set(_NAME.findall(text[:60])) & set(_NAME.findall(above))
    )


def lost_its_head(text: str) -> bool:
    """Whether ``text``, the first of a document, goes on with something that the document no longer has."""
    return any(form.match(text) for form in (_openings_without_head(), _ORPHANED, _OF_AN_EVENT))


def begins_again(lead: str, text: str) -> bool:
    """Whether ``text`` tells from the start what ``lead`` has summed up, or opens with a scene."""
    if _scene().match(text):
        return not _scene().match(lead)
    own, again = _stems(lead), _stems(text[:_HEAD])
    shared = own & again
    if not own:
        return False
    share = len(shared) / len(own)
    names = set(_NAME.findall(lead)) & set(_NAME.findall(text[:_HEAD]))
    if (len(shared) >= 3 and share >= 0.18) or (len(shared) >= 2 and share >= 0.15 and names):
        return True
    day, told = _DAY.search(text, 0, _HEAD), _DAY.search(lead)
    if day is None:
        return False
    return told is None or told.group().casefold() == day.group().casefold()


def tells_again(headline: str, text: str) -> float:
    """The share of the words of ``headline`` with which ``text`` begins, whatever their endings."""
    own = _stems(headline)
    return len(own & _stems(text[:_HEAD])) / len(own) if own else 0.0


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text)}
