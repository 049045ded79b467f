"""Words stuck together that spell another French word: « signé parles deux », « le pays amis en place »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import lexicon
from .seams import Seam
from .wordforms import words_of

# "par" after a participle: the verb "parler" does not stand there.
_BY = re.compile(r"(?<![\w'’])([^\W\d_A-ZÀ-Þ]{2,30}) par(?=(la|les?) (?:(?![\w'’])[«“\"]|([^\W_]+)))")
_PARTICIPLE_ENDINGS = ("é", "ée", "és", "ées")
_PARTICIPLES = words_of(
    "accueilli accueillie acquis acquise compris comprise conclu conclue conduit conduite conduites "
    "conduits construit construite construites construits couvert couverte défini définie définis défendu "
    "élu élue émis émise entrepris entreprise établi établie établis fait faite faits faites fourni "
    "fournie fournis fournies inscrit introduit mis mise obtenu obtenue obtenus offert offerte offerts "
    "ouvert ouverte perçu perçue perçus permis prévu prévue produit produite produites produits promis "
    "reçu reçue reçus rendu rendue retenu retenue soumis soumise soutenu soutenue soutenus suivi suivie "
    "suivis tenu tenue tenus vendu vendue vendus"
)
# What follows the verb "parle", and no noun after "par le".
_AFTER_SPEAKS = words_of(
    "à alors anglais arabe au aussi aux avec beaucoup bien chinois contre couramment d de depuis des du "
    "déjà en encore espagnol français ici le la les l mal mieux moins ou et pas peu plus pour que russe "
    "sans si sur toujours tout très un une vietnamien"
)
_PUT = re.compile(
    r"(?:(?<=\b[Ii]l )|(?<=\b[Oo]n )|(?<=\b[Ee]lle )|(?<=\bqui )|(?<=[^\W\d_]{2} )|(?<=[)»] ))a(?=mis "
    r"(?:fin |sur pied|au point|en (?:place|œuvre|oeuvre|avant|garde|lumière|évidence|exergue|service|vente)"
    r"|l['’]accent|à (?:profit|jour|disposition)|un terme))"
)
_PLURALS_BEFORE = ("s", "x", "z")


_MIDDLE = re.compile(
    r"\b(?:[Dd]e(?=mi-(?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc))|(?:à|[Ll]a)(?=mi-[^\W\d_]))"
)


def at_homographs(text: str) -> Iterator[Seam]:
    """Seams inside words that are French words, where only their neighbours tell."""
    if " parl" in text:
        known = lexicon()
        for match in _BY.finditer(text):
            before, article, after = match.groups()
            after = (after or "").lower()
            if (
                not (before.endswith(_PARTICIPLE_ENDINGS) or before in _PARTICIPLES)
                or before not in known.cost
            ):
                continue
            if article != "le" or (after and after not in _AFTER_SPEAKS):
                yield Seam(match.end(), 0.95, f"« par {article} » après « {before} »")
    if "mi-" in text:
        for match in _MIDDLE.finditer(text):
            yield Seam(match.end(), 0.96, "petit mot devant « mi- »")
    if " amis " in text:
        for match in _PUT.finditer(text):
            before = text[max(0, match.start() - 30) : match.start()].split()
            if before and not before[-1].endswith(_PLURALS_BEFORE):
                yield Seam(match.end(), 0.95, "« a mis »")
