"""The reader's rules in French, for editors who want to know why."""

from __future__ import annotations

_WORDS = {
    "headline-first-line": "première ligne du document",
    "headline-above-dateline": "ligne isolée au-dessus du lieu et de la date",
    "headline-repeated-at-photo": "répété devant la photo",
    "lead-above-dateline": "paragraphe entre le titre et le lieu",
    "lead-set-apart": "paragraphe détaché du texte",
    "lead-short": "paragraphe court avant le texte",
    "dateline": "en tête du texte, devant l’agence",
    "dateline-inside": "au milieu d’une ligne, devant l’agence",
    "dateline-place-alone": "lieu seul en tête du texte",
    "dateline-without-agency": "en tête du texte, sans agence",
    "signature-line": "signature à la fin",
    "source-line": "ligne « Source » à la fin",
    "prefix": "date placée avant le titre",
    "prefix-and-dateline": "mois avant le titre, jour en tête du texte",
    "year-clues": "année déduite du texte",
    "photo-mark": "marque « ảnh » d’une photo",
    "credit": "paragraphe terminé par un crédit",
    "credit-parentheses": "crédit entre parenthèses",
    "above-credit": "ligne au-dessus d’un crédit",
    "table-bars": "cellule d’un tableau",
    "person.name": "forme d’un nom de personne",
    "person.office": "nom précédé ou suivi d’une fonction",
    "country.name": "nom du pays",
    "country.demonym": "adjectif ou nom d’habitants",
    "country.former": "ancien nom du pays",
    "country.together": "deux pays nommés ensemble",
    "teaser-headline": "titre sous « Voir plus »",
    "after-signature-headline": "titre après la signature",
    "link-arrows": "lien « >> »",
    "tag.triggers": "un mot du vocabulaire de ce sujet",
}


def in_french(rule: str) -> str:
    """The rule in words; an unknown one by its own name, which is better than nothing."""
    return _WORDS.get(rule, rule)
