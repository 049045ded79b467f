"""Recognises what a page wraps around a dispatch: prefixes, buttons, headers, signatures, forms."""

from __future__ import annotations

import re

from .agencies import is_signature

# ` date 2026-01-27 Headline`, ` date 2025-07 Headline`; nonsense such as 2025-13-45 is a prefix too
DATE_PREFIX = re.compile(r"date\s+(\d{4}-\d{1,2}(?:-\d{1,2})?)(?![\d-])\s*", re.IGNORECASE)
DATE_LINE = re.compile(
    r"(?:(?:publié|mis en ligne|mise à jour|posté|créé|modifié)\s*(?:le)?\s*:?\s*)?"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s*)?"
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:\s*[-–,|à]?\s*\d{1,2}\s?[:hH]\s?\d{2}(?::\d{2})?)?"
    r"(?:\s*GMT\s*[+-]?\d*)?",
    re.IGNORECASE,
)
SLUG = re.compile(r"[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9'’ .&-]{2,60}\s*/{1,2}\s+(?=\S)")

TEASERS_HEADER = re.compile(
    r"(?:voir plus|voir aussi|lire aussi|à lire aussi|a lire aussi|lire (?:également|plus|la suite)|"
    r"à lire(?: également)?|sur le même (?:sujet|thème)|dans la même rubrique|"
    r"articles? (?:liés?|similaires?|connexes?|associés?|recommandés?)|autres? (?:articles?|informations?|"
    r"nouvelles|actualités)|nouvelles connexes|informations connexes|contenus? (?:associés?|similaires?)|"
    r"plus d['’](?:infos?|informations?|actualités)|les plus lus|à voir aussi|aussi à lire|"
    r"à découvrir aussi|vous aimerez aussi|recommandé pour vous|à ne pas manquer|en savoir plus)"
    r"\s*[:>.…»+-]*",
    re.IGNORECASE,
)
LINK = re.compile(
    r"\s*(?:>{2,}|»{1,2}|›{1,2}|→|►|▶)\s*(?:(?:lire|voir) aussi\s*:?\s*)?(?=\S)", re.IGNORECASE
)
LINK_WORDS = re.compile(r"(?:à )?(?:lire|voir) aussi\s*:\s*(?=\S)", re.IGNORECASE)

FURNITURE = re.compile(
    r"calendar icon|(?:envoyer|imprimer|partager|enregistrer|copier le lien|aa|a ?[+-]|a{1,2})"
    r"(?:\s*(?:\||/|·|-)?\s*(?:envoyer|imprimer|partager|\[.{0,8}\]|a[+-]?))*|\[\s*a\s+a\s*\]|"
    r"(?:facebook|twitter|whatsapp|linkedin|zalo|telegram|messenger|e-?mail|x|pinterest|viber|google\+?)"
    r"(?:[\s,|/·-]+(?:facebook|twitter|whatsapp|linkedin|zalo|telegram|messenger|e-?mail|x|pinterest|print))*|"
    r"partager (?:sur|cet article|l['’]article|via).{0,60}|suivez[- ]nous.{0,60}|abonnez[- ]vous.{0,80}|"
    r"(?:accueil|home)(?:\s*[>›»/|].{0,80})?|publicité|annonce|sponsorisé|\d+ vues?|vues? ?: ?\d+|"
    r"lecture ?: ?\d+ ?min.{0,10}|temps de lecture.{0,20}|écouter(?: (?:l['’]article|cet article))?|"
    r"(?:taille|agrandir|réduire)(?: (?:du|le) texte)?.{0,10}|(?:haut|retour en haut)(?: de (?:la )?page)?|"
    r"retour(?: à l['’]accueil)?|(?:article )?(?:précédent|suivant)|menu|recherche(?:r)?|connexion|\[\s*\.\.\.\s*\]|"
    r"(?:mots?[- ]clés?|tags?|étiquettes?|thèmes?|rubriques?|catégories?)\s*:.{0,160}|#\S+(?:\s+#\S+)*|"
    r"copyright.{0,120}|©.{0,120}|tous droits réservés.{0,80}|icône.{0,30}|logo.{0,20}|play|zoom|"
    r"cliquez (?:ici|sur).{0,80}|(?:share|print|email|like|tweet|comments?|follow us|save)",
    re.IGNORECASE,
)
# after one of these, nothing of the dispatch follows
FORM = re.compile(
    r"(?:laisser|laissez|ajouter|poster|écrire|publier|envoyer|donner|déposer)\s+(?:un|votre|vos|mon)\s+"
    r"(?:commentaires?|avis|réponse|réaction).{0,40}|commentaires?(?:\s*\(\d+\))?|(?:\d+|aucun) commentaires?.{0,20}|"
    r"votre (?:adresse|nom|commentaire|e-?mail|avis|message|opinion|réaction).{0,160}|"
    r"(?:réagir|réagissez|réactions?)(?: à cet article)?(?:\s*\(\d+\))?|les champs obligatoires.{0,80}|"
    r"(?:nom|e-?mail|adresse e-?mail|site web|message|code de sécurité|captcha)\s*[*:]+.{0,40}|"
    r"(?:s['’])?(?:inscrivez-vous|inscrire) à (?:la|notre) newsletter.{0,80}|newsletter.{0,60}|"
    r"enregistrer mon nom.{0,160}|vous devez (?:être )?(?:vous )?connect.{0,80}|annuler la réponse",
    re.IGNORECASE,
)
SOURCE = re.compile(r"sources?(?:\s*[:：]\s*(?P<name>.{1,80}))?", re.IGNORECASE)
SECTION_NAMES = frozenset(
    """politique économie economie culture société societe monde international internationale sport sports
    santé sante environnement tourisme science sciences technologie technologies asean actualité actualités
    actualites diplomatie coopération éducation education vidéo vidéos photo photos reportage dossier
    régions région afrique asie europe amérique amériques océanie nation national nationale infos info
    focus portrait opinion analyse interview entretien justice agriculture énergie transport transports
    culture-sports francophonie édito éditorial faits-divers planète histoire gastronomie patrimoine
    médias business finance finances défense sécurité vietnam cuba algérie maroc chine laos cambodge
    eco éco communiqué brèves brève à-la-une""".split()
)
INITIALS_LINE = re.compile(
    r"[-–—(]?\s*(?:[A-ZÀ-Þ]{1,3}(?:[./ -]{1,2}[A-ZÀ-Þ]{1,4}){0,5}|[a-zà-þ]{1,3}(?:[./-][a-zà-þ]{1,4}){1,5})\.?\s*\)?"
)
# a signature at the end of a paragraph: a dash or the end of a sentence before the agency
SIGNED = re.compile(
    r"(?P<mark>\s*(?:\./\.|/\.)?\s*[-–—]{1,2}\s*|(?<=[.!?…»\"”])\s*(?:/\.)?\s*|\s+/\.\s*)(?P<name>[^-–—.!?…»\"”()][^.!?…»\"”()]{1,40}?)\s*\.?\s*$"
)
SIGNED_PARENTHESES = re.compile(r"\s*[-–—]?\s*\((?P<name>[^()]{2,40})\)\s*\.?\s*$")
END_MARK = re.compile(r"\s*(?:\./\.|(?<=[.!?…»\"”])\s*/\.?|[-–—]{1,2})\s*$")


def is_signature_line(text: str) -> bool:
    """A line that only signs: ``VNA/CVN``, ``- VNA``, ``(VNA)``, ``Ngoc Mai/CVN``."""
    return len(text) <= 60 and is_signature(text.strip(" -–—()[]./|"))


def is_initials(text: str) -> bool:
    """A line of writers' initials: ``A. D.``, ``nh/lk``."""
    return len(text) <= 24 and INITIALS_LINE.fullmatch(text) is not None


def signed_end(text: str) -> tuple[int, tuple[int, int], str] | None:
    """Where the signature at the end of a paragraph begins, the span of its name, and the rule."""
    base = max(0, len(text) - 60)
    tail = text[base:]
    match = SIGNED_PARENTHESES.search(tail)
    if match and is_signature(match["name"]):
        return _end(match, base, "signature-parentheses")
    # from the leftmost mark on, so that `- VOV/VNA` and `. Mai Lan/VNA` are taken whole
    for match in SIGNED.finditer(tail):
        if is_signature(match["name"]):
            rule = "signature-dash" if match["mark"].strip(" ./") else "signature-after-stop"
            return _end(match, base, rule)
    return None


def _end(match: re.Match[str], base: int, rule: str) -> tuple[int, tuple[int, int], str]:
    return base + match.start(), (base + match.start("name"), base + match.end("name")), rule


def is_source_line(text: str) -> bool:
    return len(text) <= 90 and SOURCE.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    return len(text) <= 170 and FURNITURE.fullmatch(text) is not None


def is_form(text: str) -> bool:
    return len(text) <= 200 and FORM.fullmatch(text) is not None


def is_teasers_header(text: str) -> bool:
    return len(text) <= 40 and TEASERS_HEADER.fullmatch(text) is not None


def is_section_name(text: str) -> bool:
    words = text.casefold().split()
    return 1 <= len(words) <= 4 and all(
        word.strip(",&-/|>") in SECTION_NAMES or word in ("&", "et", "-", "/", "|", ">")
        for word in words
    )
