"""Countries read from names, adjectives, compounds and names of the past."""

import re

import pytest

from articles.importer.countries import all_countries
from articles.importer.entities import read_entities
from articles.importer.record import Context
from articles.importer.text import build


def read(*texts):
    cleans = [build([(text, 0, len(text))]) for text in texts]
    return read_entities(cleans, [], Context(today="2026-11-21"))[1]


def codes(*texts):
    return [country.code for country in read(*texts)]


def test_every_iso_code_is_there_with_its_cldr_name():
    countries = all_countries()
    assert len(countries) == 249
    assert all(re.fullmatch("[A-Z]{2}", country.code) for country in countries)
    assert {country.code: country.name for country in countries}["DZ"] == "Algérie"


def test_every_country_has_demonyms_in_fours_but_uninhabited_or_unnamed_territories():
    without = {country.code for country in all_countries() if not country.demonyms}
    assert without == {"AQ", "GS", "HM", "SX", "TF", "UM", "VG", "VI"}


def test_every_name_of_every_country_is_recognised():
    shared = {"Congo", "Corée", "Guyane", "Dominique", "Grenade", "Barbade", "Maurice"}
    names = [(country.code, name) for country in all_countries() for name in (country.name, *country.aliases)]
    assert missed(names, shared, "Un accord avec {} est signé.") == []


def test_every_demonym_of_every_country_is_recognised():
    shared = {"congolais", "congolaise", "congolaises"}
    words = [(country.code, word) for country in all_countries() for word in country.demonyms]
    assert missed(words, shared, "Ce produit {} est connu.") == []


def missed(words, shared, sentence):
    """(code, word, codes read) of every word that does not give its own country alone."""
    found = [(code, word, codes(sentence.format(word))) for code, word in words if word not in shared]
    return [(code, word, read) for code, word, read in found if read != [code]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Soudan du Sud et le Soudan ont rouvert leur frontière.", ["SS", "SD"]),
        ("La Guinée équatoriale reçoit des marins de Guinée-Bissau.", ["GQ", "GW"]),
        ("La Papouasie-Nouvelle-Guinée exporte du café.", ["PG"]),
        ("La République démocratique du Congo borde la République du Congo.", ["CD", "CG"]),
        ("Le Niger et le Nigeria partagent un marché.", ["NE", "NG"]),
        ("Une foire réunit des artisans nigériens et nigérians.", ["NE", "NG"]),
        ("La Dominique n'est pas la République dominicaine.", ["DM", "DO"]),
        ("La R. de Corée et la RPDC envoient une équipe.", ["KR", "KP"]),
        ("Les deux Corées défilent ensemble.", ["KR", "KP"]),
        ("Le Royaume du Cambodge et la RDP lao.", ["KH", "LA"]),
        ("L'amitié sino-vietnamienne et les liens algéro-cubains.", ["CN", "VN", "DZ", "CU"]),
        ("Une ligne franco-sud-africaine.", ["FR", "ZA"]),
        ("L'axe Vietnam-Laos-Cambodge se renforce.", ["VN", "LA", "KH"]),
        ("La Haute-Volta, le Dahomey et Ceylan ont changé de nom.", ["BF", "BJ", "LK"]),
        ("L'URSS et la Tchécoslovaquie formaient des ingénieurs.", ["RU", "CZ"]),
        ("Les Etats-Unis et le Viêt Nam.", ["US", "VN"]),
        ("CUBA-SANTE / Une campagne commence.", ["CU"]),
        ("Les Vietnamiennes et les Thaïlandais ont gagné.", ["VN", "TH"]),
    ],
)
def test_overlaps_are_resolved_longest_first(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "La mer de Chine méridionale et le golfe de Guinée se réchauffent.",
        "Le fleuve Niger et le bassin du Congo manquent d'eau.",
        "L'Amérique latine et les pays sud-américains en débattent.",
        "L'ASEAN, l'ONU et l'Union européenne coopèrent.",
        "Hanoï, La Havane et Alger sont jumelées.",
        "Elle parle anglais et apprend le chinois ; le livre est traduit en russe.",
        "Le chili est servi au panama, sans niger ni oman.",
        "La Réunion des ministres aura lieu jeudi.",
        "Ils habitent rue de Russie et place d'Italie.",
        "Le prix est de dix dollars américains.",
        "Maurice Delorme a pris sa retraite.",
        "Thai Nguyen produit du thé.",
        "Thái Nguyên et Lào Cai produisent du thé.",
    ],
)
def test_what_only_looks_like_a_country_is_none(text):
    assert codes(text) == []


def test_a_country_inside_a_persons_name_is_none():
    assert codes("L'arbitre, Lionel Tchad, a sifflé la fin.") == []


def test_a_shared_word_means_the_country_that_the_document_names():
    assert codes("La RDC accueille le match.", "Le public congolais est venu.") == ["CD"]
    assert codes("Le public congolais est venu de Brazzaville.") == ["CG"]
    assert codes("Une délégation de la RPDC.", "La chorale coréenne a chanté.") == ["KP"]


def test_spans_cover_the_words_of_the_raw_text():
    text = "La Guinée équatoriale et Cuba"
    found = {country.code: country.spans for country in read(text)}
    assert [text[start:end] for start, end in (*found["GQ"], *found["CU"])] == ["Guinée équatoriale", "Cuba"]


def test_a_country_keeps_every_place_where_it_stands():
    (country,) = read("Cuba et les Cubains : une île cubaine.")
    assert len(country.spans) == 3
