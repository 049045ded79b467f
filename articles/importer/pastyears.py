"""Years that a sentence tells as past: the dispatch that tells them is no older."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from . import dateforms
from .anniversaries import YearClue
from .dateforms import MONTH_NAME as MONTH

OLD = 1990  # a year before it, named by a dispatch, is past
# Participles of what is over: "signé en 2018". Others may look ahead: "convenu", "prévu", "réduit".
DONE = (
    r"(?:achev|adopt|assassin|atterr|baptis|class|commenc|compos|condamn|cré|décéd|débarqu|début|démarr|dépos"
    r"|effectu|élimin|emport|enregistr|érig|exil|ferm|film|fond|fusionn|gagn|grav|inaugur|instaur|invent|lanc|libér"
    r"|nomm|normalis|nou|occup|organis|plant|proclam|promulgu|publi|ratifi|remport|rénov|restaur|retrouv|sign"
    r"|suspend|termin|trac|tu|vot)ée?s?"
    r"|(?:abol|bât|démol|établ|fin)ie?s?|(?:constru|détru|tradu|écr|inscr)ite?s?"
    r"|n[ée]e?s?|morte?s?|conclue?s?|ouverts?|découverts?|arrivés?|entrés?|sortis?|tenus?|venus?"
    r"|(?:devenu|disparu|élu|interrompu|obtenu|paru|perdu|reçu|rompu|suspendu|survenu|vaincu)e?s?"
)
_PAST_YEAR = re.compile(
    r"(?:\bdepuis (?:le |l['’])?(?:an |année |début de |début d['’]|mois de |mois d['’])?"
    r"(?:\d{1,2}(?:er)? )?(?:[a-zéû]{3,9} )?(?:de )?"
    r"|\b(?:remont(?:e|ent|ait|aient) à|dat(?:e|ent|ait|aient) de) (?:[a-zéû]{3,9} )?"
    rf"|\b(?P<done>{DONE}) "
    r"(?:(?:à|au|aux|par|avec|le|la|les|l['’]|sous|chez|dans|près|[A-ZÀ-Þ])[\w'’-]* ){0,3}?"
    r"(?:en |le \d{1,2}(?:er)? )(?:[a-zéû]{3,9} )?)(?P<year>1[5-9]\d\d|20\d\d)\b"
    r"(?![-–/]\d| ?%| (?:ans|années|jours|heures|mètres|kilomètres|personnes|tonnes|hectares|habitants))"
)
_FUTURE = re.compile(
    r"\b(?:horizon|d['’]ici|prochain\w*|prévu\w*|prévoi\w+|attendu\w*|objectif\w*|vis(?:er|e|ent|ait|aient|ant|ée?s?)|program\w+"
    r"|planifi\w+|annonc\w+|envisag\w+|devra\w*|doi\w+|devant|fix\w+|espér\w+|projet\w*|report\w+|échéance|futur\w*"
    r"|candidat\w*|stratégie|vision|plan|jusqu\w*|avant|\w+r(?:a|ont|ait|aient))\b",
    re.IGNORECASE,
)
_WHEN = rf"(?:en (?:{MONTH} )?|(?:le|du) \d{{1,2}}(?:er)? {MONTH} )(?P<year>20\d\d)\b(?![-–—/]\d)"
_WITHIN = r"(?:[^,;:.!?()«»\"]|(?<=\d)[.,](?=\d))"  # of one clause
_DONE_BY_THEN = (
    rf"(?:{DONE}|rendue?s?|visitée?s?|accueillie?s?|rencontrée?s?|accomplie?s?|élevée?s?|hissée?s?)"
)
_HAD = r"(?:avai(?:t|ent)|étai(?:t|ent))(?: déjà)?(?: été)?"
_ON = rf"(?:Le|En|le|en) (?:\d{{1,2}}(?:er)? )?{MONTH} (?P<year>20\d\d),?"
# What a sentence tells by its tense, whatever else it looks ahead to: only the clause must not.
_TOLD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[ÉEé]levée?s? au (?:rang|niveau) d{_WITHIN}{{1,60}}? {_WHEN}",
        rf"\b(?:issue?s?|née?s?|découl\w{{1,5}}) (?:de |d['’]|du |des ){_WITHIN}{{1,110}}? {_WHEN}",
        rf"\b{_HAD} {_DONE_BY_THEN} (?:{_WITHIN}{{1,60}}? )?{_WHEN}",
        rf"(?:^|[«,] ?){_ON} {_WITHIN}{{1,60}}? (?:{_HAD}|(?:a|ont)(?: été)?) {_DONE_BY_THEN}\b",
    )
)
# What figures did: told of a year, they are over. "Prévu", "fixé", "estimé" may look ahead.
_FIGURES = (
    r"(?:accueilli|atteint|augmenté|baissé|bondi|chuté|dépassé|diminué|enregistré|exporté|importé|progressé"
    r"|reculé|représenté|totalisé|vendu)e?s?"
)
_AUXILIARY = (
    r"(?:a|ont|s['’]est|se sont|avait|avaient|était|étaient)(?: (?:été|ainsi|aussi|déjà|\w+ment)){0,2}"
)
_HALF = r"(?:premier|1er|deuxième|2e|second|troisième|3e|quatrième|4e|dernier) (?:semestre|trimestre)"
_FIGURED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|[;«] ?)En (?P<year>20\d\d),? {_WITHIN}{{1,80}}? {_AUXILIARY} {_FIGURES}\b",
        rf"\b{_AUXILIARY} {_FIGURES} {_WITHIN}{{1,80}}? en (?:{MONTH} )?(?P<year>20\d\d)\b(?! ?[-–—/]\d)",
        rf"\b{_FIGURES} {_WITHIN}{{0,60}}?(?:au|du) {_HALF} (?:de )?(?P<year>20\d\d)\b",
        rf"\ben (?:{MONTH} )(?P<year>20\d\d)(?=,? qui (?:a|ont|avait|s['’]est)\b)",
    )
)
# "lors de sa visite à Hanoï en août 2017": over, unless the sentence looks ahead
_OCCASION = re.compile(
    r"\b(?:lors|au cours|à l['’]issue|à la suite) (?:de la|de l['’]|de sa|de son|de leur|d['’]une?|du|des) ?"
    rf"{_WITHIN}{{1,110}}? en (?:{MONTH} )?(?P<year>20\d\d)\b(?! ?[-–—/]\d)"
)
_DONE_ON = re.compile(
    rf"(?<!être )(?<!sera )(?<!seront )\b{DONE} $"
)  # "les accords conclus lors de la visite … en octobre 2014"
_SAME_PERIOD = re.compile(r"\bla même période (?:de |en )(?:l['’]an |l['’]année )?(?P<year>20\d\d)\b")
# With one of these a figure or an occasion may still be to come.
_NOT_YET = re.compile(
    r"\b(?:prévision|budget|quota|plafond|cible|contrat|commande|promesse|engagement|perspective)s?\b"
)
_WISHED = re.compile(
    r"\b(?:prépar|invit|souhait|propos|accept|conven|promet|promis|peu[tv]|pourr|compt|enten)\w*|\w{2,}(?:er|ir|re)\b"
)
_MONTH_BEFORE = re.compile(rf"\b(?P<month>{MONTH}) 20\d\d$")
# The sentence opens with the day: "En mars 2019, lors d'une visite, les deux pays ont convenu de …"
_OPENED = re.compile(
    rf"{_ON} (?P<between>[^;:.!?()]{{1,220}}?)\b(?:a|ont|sont|est|s['’]est|se sont)(?: été)? "
    r"\w{2,}(?:é|i|u|is|it|ert)e?s?\b"
)
# Within a clause a verb of its own, a purpose or what was agreed takes the year away from what was done.
_OTHER = re.compile(
    r"\b(?:que?\b|qui\b|dont\b|où\b|pour\b|afin\b|de \w+(?:er|ir|re)\b|d['’]\w+(?:er|ir|re)\b"
    r"|(?:livrais|construct|créat|organisat|réalisat|product|exportat|importat)(?:i?on)s?\b"
    r"|(?:mise|tenue|ouverture|lancement|achèvement|portant|concernant|relati\w+)\b)"
)


def past_years(sentence: str) -> Iterator[YearClue]:
    """Years that the sentence tells as past; none when it may look ahead."""
    ahead = _FUTURE.search(sentence) is not None
    for match in _PAST_YEAR.finditer(sentence):
        if ahead and int(match["year"]) >= OLD:
            continue  # "participera au sommet depuis 2011" was written in 2010
        yield _not_before(match, match.start())
    opened = _OPENED.match(sentence)
    if opened and not (ahead or _OTHER.search(opened["between"])):
        yield _not_before(opened, 0)
    for pattern in (*_TOLD, *_FIGURED):
        for match in pattern.finditer(sentence):
            words = match.group()
            if not (_FUTURE.search(words) or _OTHER.search(words) or _NOT_YET.search(words)):
                yield _not_before(match, match.start())
    for match in _OCCASION.finditer(sentence):
        done = _DONE_ON.search(sentence, 0, match.start())
        wished = not done and (ahead or _WISHED.search(sentence, 0, match.start()))
        if not (wished or _FUTURE.search(match.group()) or _OTHER.search(match.group())):
            yield _not_before(match, match.start())
    for match in _SAME_PERIOD.finditer(sentence):
        if not ahead:
            yield _not_before(match, match.start())


def _not_before(match: re.Match[str], start: int) -> YearClue:
    year, words = int(match["year"]), match.string[start : match.end("year")].lstrip("«, ")
    named = _MONTH_BEFORE.search(words)
    first = date(year, dateforms.month_number(named["month"]) if named else 1, 1)
    return YearClue("from", year, first, words, f"{year} y est déjà passé (« {words} »)")
