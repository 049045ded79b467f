"""Credits, captions, datelines, leads and signatures as pages of many makers set them."""

import pytest

from articles.importer.parse import parse
from articles.importer.record import Context
from tests.framed import CAPTION, FIRST, HEADLINE, SECOND, THIRD, read


def test_the_paper_that_took_a_text_signs_behind_its_agency():
    article = read(HEADLINE, FIRST, SECOND, THIRD + " -VNA/VI")
    assert article.agency.value == "VNA/VI"
    assert article.paragraphs[-1].text == THIRD


def test_below_links_a_caption_and_its_credit_may_stand_apart():
    article = read(
        FIRST, ">>Le festival des lanternes aura lieu en mai", CAPTION, "Photo : Lan/VNA/CVN", SECOND, THIRD
    )
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(CAPTION, "Lan/VNA/CVN")]
    assert [paragraph.text for paragraph in article.paragraphs][-2:] == [SECOND, THIRD]


@pytest.mark.parametrize("second", [" Photo: VNA", ""])
def test_a_caption_said_twice_after_the_prefix_is_one_picture(second):
    line = f" date 2023-11 {CAPTION} Photo: VNA {CAPTION}{second}"
    article = read(line, f"Hanoï (VNA) – {FIRST}", SECOND)
    assert [photo.caption for photo in article.photos] == [CAPTION]
    assert article.headline is None


def test_a_lead_with_a_credit_below_it_stays_the_lead_when_the_story_says_it_again():
    text = f"Nouvelles\n\n{HEADLINE}\n\n{SECOND}\n  Photo: gazette.example\n\n{SECOND}\n\n{THIRD}\n"
    article = parse(text, Context(today="2026-11-21"))
    assert article.lead.value == SECOND
    assert [(photo.caption, photo.credit) for photo in article.photos] == [("", "gazette.example")]


@pytest.mark.parametrize(
    "words", ["Nhập mô tả cho ảnh", "Chú thích ảnh", "Saisir une légende", "Enter caption here", "Légende"]
)
def test_what_an_editing_system_shows_in_place_of_a_caption_is_none(words):
    article = read(HEADLINE, f"{HEADLINE} ảnh 1{words}", f"Hanoï (VNA) – {FIRST}", SECOND)
    assert article.photos == ()
    assert words not in " ".join(paragraph.text for paragraph in article.paragraphs)


def test_links_right_below_the_first_paragraph_make_it_the_lead():
    lead = "Le président de la banque, Lê Van An, est arrivé lundi à Hanoï pour une visite de trois jours."
    links = (">>La banque et le pays, vingt ans de coopération", ">>Un prêt pour les communes du delta")
    article = read(HEADLINE, lead, *links, f"La visite du président s'inscrit dans ce cadre. {FIRST}", SECOND)
    assert article.lead.value == lead


def test_a_credit_behind_a_dash_and_before_a_bar_signs_nothing():
    article = read(
        f"{CAPTION[:-1]} près du fleuve, en présence des élus et des habitants – Photo Lan Anh/TTXVN |",
        SECOND,
        THIRD,
    )
    assert [photo.credit for photo in article.photos] == ["Lan Anh/TTXVN"]
    assert article.agency is None


def test_letters_that_explain_an_agency_at_a_sentences_end_sign_nothing():
    told = "L'ambassadeur a accordé une interview à l'Agence vietnamienne d'information (VNA)."
    article = read(f"Hanoï (VNA) – {FIRST} {told}", "Quels sont les faits marquants de l'année ?", SECOND)
    assert article.related == ()
    assert article.paragraphs[0].text.endswith("(VNA).")


def test_caption_credit_and_dateline_on_one_line_are_told_apart():
    line = f" date 2024-02 {CAPTION} Photo : Ambassade du Laos au Vietnam. VNA Hanoï (VNA) - {FIRST}"
    article = read(line, SECOND)
    assert [(photo.caption, photo.credit) for photo in article.photos] == [
        (CAPTION, "Ambassade du Laos au Vietnam. VNA")
    ]
    assert (article.place.value, article.lead) == ("Hanoï", None)


def test_a_line_without_a_verb_between_links_and_story_is_a_caption():
    lead = "Le ministre de l'Eau a accordé une interview à notre journal sur les travaux de la digue."
    caption = "Le ministre de l'Eau, Lê Van An."
    article = read(HEADLINE, lead, ">>Le festival des lanternes aura lieu en mai", caption, FIRST, SECOND)
    assert [photo.caption for photo in article.photos] == [caption]
    assert article.paragraphs[0].text == FIRST


def test_a_credit_below_the_first_paragraph_of_a_dated_page_makes_it_the_lead():
    lead = "Le ministre de l'Eau a présenté, le 12 mars à Hanoï, les travaux de la digue aux élus du delta."
    article = read(
        f" date 2025-03-12 {HEADLINE}", lead, "Photo : VNA/CVN", f"Cette digue protège. {FIRST}", SECOND
    )
    assert article.lead.value == lead


def test_a_name_behind_an_honorific_at_the_end_signs_nothing():
    end = f"{SECOND} Les élus attendent la visite du ministre, M. Lê Van An."
    article = read(f"Hanoï (VNA) – {FIRST}", end)
    assert article.paragraphs[-1].text == end


def test_an_agency_and_its_photographer_on_lines_of_their_own_credit_pictures():
    lines = ("(Xinhua/Hu Lin)", "(Xinhua/Wang Sen)")
    article = read(
        HEADLINE,
        "(Xinhua/Hu Lin)",
        f"KUNMING, 3 décembre (Xinhua) -- {FIRST}",
        f"{SECOND} Fin",
        *lines,
        HEADLINE,
    )
    assert [photo.credit for photo in article.photos] == ["Xinhua/Hu Lin", "Xinhua/Hu Lin", "Xinhua/Wang Sen"]
    assert article.paragraphs[-1].text == SECOND
    assert article.related == ()


def test_initials_before_the_agency_in_parentheses_sign():
    article = read(FIRST, SECOND, THIRD, "M.S. (avec MAP)")
    assert article.paragraphs[-1].text == THIRD


def test_an_interviews_question_is_no_lead():
    article = read(HEADLINE, "LDS : Quelles sont les étapes du chantier ?", f"MB : {FIRST}", SECOND)
    assert article.lead is None


def test_a_paragraph_that_the_next_one_goes_on_with_by_the_way_is_no_lead():
    first = "Le ministre Lê Van An se rendra à Pékin, à partir de ce samedi, pour une visite de deux jours."
    second = (
        f"Annoncée ce mercredi par un porte-parole, la visite du ministre Lê Van An était attendue. {SECOND}"
    )
    assert read(first, second, THIRD).lead is None


def test_a_dateline_with_slashes_on_a_line_of_its_own_is_read():
    lead = "Le ministre de l'Eau a appelé les élus du delta à soutenir les travaux de la digue."
    lines = ("Lê Lan | 31.05.2016 - Mıse À Jour : 01.06.2016", HEADLINE, "Rabat", "AA / Rabat / Lê Lan")
    article = read("Monde", HEADLINE, lead, *lines, FIRST, SECOND, THIRD)
    assert (article.agency.value, article.place.value, article.date.value) == ("AA", "Rabat", "2016-05-31")
    assert article.lead.value == lead
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND, THIRD]


def test_an_agency_that_the_first_sentence_is_about_is_no_dateline():
    first = "L'Agence marocaine de presse (MAP) et une agence voisine ont signé, mardi, une convention."
    article = read(f"{first} {FIRST}", SECOND)
    assert article.place is None
    assert article.paragraphs[0].text.startswith(first)


@pytest.mark.parametrize(
    "line",
    [
        "Article réservé aux abonnés",
        "Contenu externe",
        "Le contenu suivant a été fourni par des partenaires. Nous ne garantissons pas son accès.",
        "Fait partie du dossier : les digues du delta.",
        "0",
    ],
)
def test_a_label_above_the_story_is_no_lead(line):
    article = read(HEADLINE, line, f"Hanoï (VNA) – {FIRST}", SECOND)
    assert article.lead is None
    assert article.headline.value == HEADLINE


@pytest.mark.parametrize(
    ("place", "joint"),
    [("New Delhi", " de notre correspondant"), ("Séoul (Corée du Sud)", ", de notre envoyée spéciale")],
)
def test_the_place_of_the_papers_own_correspondent_is_a_dateline(place, joint):
    article = read(HEADLINE, f"{place}{joint}", FIRST, SECOND)
    assert article.place.value == place
    assert article.paragraphs[0].text == FIRST
    assert read(HEADLINE, f"{place}{joint}.– {FIRST}", SECOND).place.value == place


def test_a_correspondent_named_in_a_sentence_makes_no_dateline():
    sentence = f"Le récit de notre correspondant a ému la ville. {FIRST}"
    assert read(HEADLINE, sentence, SECOND).place is None


@pytest.mark.parametrize(("line", "caption"), [("© Copyright : DR", ""), (f"{CAPTION} DR", CAPTION)])
def test_rights_reserved_credit_a_picture(line, caption):
    article = read(f" date 2018-08 {line}", FIRST, SECOND)
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(caption, "DR")]


def test_a_writer_with_a_hyphen_and_a_particle_signs():
    assert read(FIRST, SECOND, THIRD, "Louis-Jean de Valon").paragraphs[-1].text == THIRD


@pytest.mark.parametrize("line", ["© AFP", "(c) AFP"])
def test_an_agency_that_claims_its_words_below_them_signs(line):
    article = read(HEADLINE, FIRST, SECOND, THIRD, line)
    assert article.agency.value == "AFP"
    assert article.photos == ()
    assert article.paragraphs[-1].text == THIRD


def test_the_same_claim_right_below_a_short_line_credits_a_picture():
    article = read(HEADLINE, FIRST, f"{CAPTION}\n© AFP", SECOND, THIRD)
    assert [photo.credit for photo in article.photos] == ["AFP"]


def test_a_line_without_a_verb_above_a_credit_set_apart_is_its_caption():
    caption = "Le ministre de l'Eau à la digue du delta, au nord de Hanoï."
    article = read(HEADLINE, FIRST, caption, "Photo : Lan/VNA/CVN", SECOND, THIRD)
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(caption, "Lan/VNA/CVN")]


def test_a_short_sentence_above_a_credit_set_apart_stays_a_paragraph():
    told = "Le ministre a visité la digue du delta, au nord de Hanoï."
    article = read(HEADLINE, FIRST, told, "Photo : Lan/VNA/CVN", SECOND, THIRD)
    assert told in [paragraph.text for paragraph in article.paragraphs]
