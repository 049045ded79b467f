"""Lines around the headline: series, paths of links, titles of the browser, other scripts."""

import pytest

from articles.importer.sections import split
from tests.test_sections import FIRST, HEADLINE, SECOND, THIRD, document, pieces, texts


def test_a_short_line_above_the_headline_names_a_series():
    title = "Exposition : le long voyage d'un peintre-soldat"
    for kicker in ("Musée des beaux-arts du delta", "Actualité en Algérie", "Football"):
        kinds = [(block.kind, block.text) for block in split("\n\n".join((kicker, title, FIRST, SECOND)))]
        assert kinds[:2] == [("furniture", kicker), ("headline", title)], kicker


def test_a_short_headline_above_a_lead_without_stop_stays_the_headline():
    told = "Les paysans ont battu mardi le record de la plaine avec deux mille sacs"
    kinds = [block.kind for block in split("\n\n".join(("Record de la plaine", told, FIRST, SECOND)))]
    assert kinds[:2] == ["headline", "lead"]


def test_a_sentence_that_closes_with_an_address_is_no_headline():
    sentence = "Un site sur les lacs de la ville a été mis en ligne jeudi à l'adresse http://www.exemple.org"
    assert "headline" not in [block.kind for block in split("\n\n".join((sentence, FIRST, SECOND)))]


def test_a_place_ends_at_the_dash_before_the_article_of_the_sentence():
    dateline = split(f"Rabat — L'Agence Maghreb Arabe Presse (MAP) vient de publier un livre. {FIRST}")[0]
    assert (dateline.kind, dateline.text) == ("dateline", "Rabat —")


def test_the_browsers_title_above_the_headline_is_furniture():
    lines = (
        f"{HEADLINE} - Xinhua - french.news.cn",
        HEADLINE,
        "French.news.cn | 2025-01-25 à 14:51",
        FIRST,
        SECOND,
    )
    kinds = [(block.kind, block.text) for block in split("\n\n".join(lines))]
    assert kinds[0][0] == "furniture"
    assert kinds[1] == ("headline", HEADLINE)
    assert kinds[2][0] == "prefix"


def test_a_headline_with_its_stop_is_told_anew_by_the_paragraph_below():
    headline = "Les travaux de consolidation des digues du delta se poursuivent dans le Nord."
    below = (
        "Le travail de consolidation de la digue se poursuit dans plusieurs communes du delta et du Nord, "
        "a indiqué dimanche le service des travaux."
    )
    kinds = [(block.kind, block.text) for block in split("\n\n".join((headline, below, SECOND, THIRD)))]
    assert kinds[0] == ("headline", headline)
    assert split("\n\n".join((FIRST, SECOND, THIRD)))[0].kind != "headline"


def test_a_path_of_links_with_the_beginning_of_the_headline_is_furniture():
    text = document("Le barrage de la plaine", "APS", HEADLINE, FIRST, SECOND)
    assert pieces(text)[:3] == [
        ("furniture", "Le barrage de la plaine"),
        ("furniture", "APS"),
        ("headline", HEADLINE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "بقلم: Ana Ruiz",
        "ຂປລ",
        "Chia sẻ",
        "30 Septembre      74        Coopération (2253), Politique (25344),",
    ],
)
def test_what_a_page_says_in_another_script_or_counts_is_furniture(line):
    text = document(HEADLINE, line, f"Praia, 1er juil. (VNA) – {FIRST}", SECOND)
    assert texts(text, "headline") == [HEADLINE]
    assert texts(text, "lead") == []
    assert len(texts(text, "furniture")) == 1


def test_a_place_may_begin_with_what_is_a_small_word_in_french():
    for place in ("Sa Pa", "Son La", "Tu Son"):
        dateline = split(f"{place} (VNA) - {FIRST}")[0]
        assert (dateline.kind, dateline.parts["place"].text) == ("dateline", place)
    assert split(f"Son agence (VNA) - {FIRST}")[0].kind != "dateline"


def test_a_subject_of_two_words_above_the_headline_names_a_series_though_the_headline_says_it_too():
    title = "Les communes du delta meurtries par le passage du typhon Koppu"
    kinds = [(block.kind, block.text) for block in split("\n\n".join(("Typhon Koppu", title, FIRST, SECOND)))]
    assert kinds[:2] == [("furniture", "Typhon Koppu"), ("headline", title)]


def test_a_part_of_the_world_is_no_place_of_a_dateline():
    assert split(f"ASIE-PACIFIQUE - {FIRST}")[0].kind != "dateline"


def test_a_link_may_be_announced_without_its_accent():
    kinds = [
        (block.kind, block.text)
        for block in split("\n\n".join((HEADLINE, FIRST, "A lire aussi: Un pont", SECOND)))
    ]
    assert ("link", "Un pont") in kinds
