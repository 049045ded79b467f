"""Every piece of a raw text gets its kind, and the document is decided as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importer.record import Section
from articles.importer.sections import split
from tests.framed import FIRST, HEADLINE, SECOND, THIRD, document

LEAD = (
    "Le chantier du barrage, ouvert il y a quatre ans, sera livré avec deux mois d'avance sur le calendrier."
)
KINDS = {
    *("prefix", "headline", "alternate", "lead", "dateline", "paragraph", "intertitle", "list"),
    *("caption", "credit", "link", "signature", "source", "furniture", "teaser"),
}


def pieces(text, *kinds):
    """``(kind, text)`` of every piece, or of the given kinds only."""
    return [(b.kind, b.text) for b in split(text) if not kinds or b.kind in kinds]


def texts(text, kind):
    return [block.text for block in split(text) if block.kind == kind]


# --- head ---


def test_headline_lead_and_dateline_are_told_apart_and_the_dateline_confirms_the_lead():
    text = document(HEADLINE, LEAD, f"Hanoï, 1er juil. (VNA) – {FIRST}", SECOND)
    assert pieces(text) == [
        ("headline", HEADLINE),
        ("lead", LEAD),
        ("dateline", "Hanoï, 1er juil. (VNA) –"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
    ]


@pytest.mark.parametrize("prefix", [" date 2026-01-27 ", " date 2025-07 ", " date 2025-13-45 "])
def test_the_date_prefix_is_no_part_of_the_headline(prefix):
    text = prefix + document(HEADLINE, FIRST, SECOND)
    assert pieces(text)[:2] == [("prefix", prefix.strip()), ("headline", HEADLINE)]


def test_after_the_prefix_may_stand_a_caption_and_there_is_no_headline():
    text = " date 2024-05-02 " + document("Le quai du port, vu du phare. Photo : Xinhua", FIRST, SECOND)
    assert texts(text, "headline") == []
    assert texts(text, "caption") == ["Le quai du port, vu du phare."]


def test_after_the_prefix_may_stand_the_dateline():
    text = " date 2024-05-02 " + document(f"Niamey (AFP) – {FIRST}", SECOND)
    assert pieces(text, "headline", "dateline") == [("dateline", "Niamey (AFP) –")]


def test_after_the_prefix_may_stand_a_link_to_another_article():
    text = " date 2024-05-02 " + document(">> Un autre barrage dans la plaine", FIRST, SECOND)
    assert pieces(text, "headline", "link") == [("link", "Un autre barrage dans la plaine")]


def test_after_the_prefix_may_stand_a_section_name_with_the_headline_below():
    text = " date 2024-05-02 " + document("Économie", HEADLINE, FIRST, SECOND)
    assert texts(text, "headline") == [HEADLINE]


def test_a_section_name_that_nobody_listed_is_known_by_the_headline_below():
    text = " date 2024-05-02 " + document("Horizons", HEADLINE, FIRST, SECOND)
    assert texts(text, "headline") == [HEADLINE]


@pytest.mark.parametrize("glue", ["", " "])
def test_a_line_that_says_its_headline_twice_says_it_once(glue):
    text = document(f"{HEADLINE}{glue}{HEADLINE}", FIRST, SECOND)
    assert texts(text, "headline") == [HEADLINE]
    assert texts(text, "paragraph") == [FIRST, SECOND]


def test_the_first_sentence_of_the_body_is_not_a_headline():
    text = " date 2024-05-02 " + document(FIRST, SECOND, THIRD)
    assert texts(text, "headline") == []
    assert texts(text, "paragraph") == [FIRST, SECOND, THIRD]


def test_a_date_line_at_the_top_is_a_prefix():
    text = document("05/08/2017 00:02", FIRST, SECOND)
    assert pieces(text)[0] == ("prefix", "05/08/2017 00:02")
    assert texts(text, "headline") == []


def test_an_agencys_slug_is_cut_off_the_headline():
    text = document(f"CUBA-SANTE / {HEADLINE}", FIRST, SECOND)
    assert pieces(text)[:2] == [("prefix", "CUBA-SANTE /"), ("headline", HEADLINE)]


def test_a_headline_said_twice_counts_once():
    text = document(HEADLINE, HEADLINE, LEAD, f"Hanoi (VNA) - {FIRST}", SECOND)
    assert pieces(text)[:3] == [("headline", HEADLINE), ("alternate", HEADLINE), ("lead", LEAD)]


def test_of_two_wordings_the_one_that_captions_repeat_is_the_other_headline():
    other = f"Eau et forêts : {HEADLINE[0].lower()}{HEADLINE[1:]}"
    caption = f"{other} ảnh 1Vue du barrage. Photo : VNA"
    text = document(HEADLINE, other, LEAD, f"Hanoi (VNA) - {FIRST}", caption, SECOND)
    assert pieces(text, "headline", "alternate", "lead") == [
        ("headline", HEADLINE),
        ("alternate", other),
        ("lead", LEAD),
    ]


def test_a_headline_that_only_a_photo_mark_repeats_is_found():
    text = " date 2024-05-02 " + document(f"{HEADLINE} ảnh 1Vue du barrage. Photo : VNA", FIRST, SECOND)
    assert texts(text, "headline") == [HEADLINE]


def test_the_headline_once_more_after_the_lead_is_no_paragraph():
    text = document(HEADLINE, LEAD, HEADLINE, FIRST, SECOND, THIRD)
    assert pieces(text)[:4] == [
        ("headline", HEADLINE),
        ("lead", LEAD),
        ("alternate", HEADLINE),
        ("paragraph", FIRST),
    ]


def test_a_lead_without_blank_lines_around_it_is_found():
    text = document(HEADLINE, LEAD, f"Hanoi (VNA) - {FIRST}", SECOND, separator="\n")
    assert texts(text, "lead") == [LEAD]


def test_a_lead_that_lost_its_stop_and_its_line_end_is_cut_at_the_dateline():
    lead = LEAD.removesuffix(".")
    text = document(HEADLINE, f"{lead}Hanoï (VNA) – {FIRST}", SECOND)
    assert pieces(text)[1:4] == [("lead", lead), ("dateline", "Hanoï (VNA) –"), ("paragraph", FIRST)]


def test_a_lead_said_again_in_the_same_line_is_cut_off():
    text = document(HEADLINE, f"{LEAD} {LEAD} {FIRST}", SECOND)
    assert texts(text, "lead") == [LEAD]
    assert texts(text, "paragraph")[0] == f"{LEAD} {FIRST}"


def test_a_first_paragraph_that_the_second_continues_is_no_lead():
    text = document(HEADLINE, LEAD, f"De son côté, {FIRST[0].lower()}{FIRST[1:]}", SECOND)
    assert texts(text, "lead") == []


def test_a_first_paragraph_longer_than_the_others_is_no_lead():
    text = document(HEADLINE, f"{FIRST} {SECOND} {THIRD}", SECOND, THIRD)
    assert texts(text, "lead") == []


def test_the_first_sentence_of_a_report_is_no_lead():
    report = "Le chantier du barrage sera livré mardi, a annoncé le ministre de l'Eau."
    assert texts(document(HEADLINE, report, FIRST, SECOND, THIRD), "lead") == []


def test_blank_lines_that_part_the_first_paragraph_from_the_others_make_it_a_lead():
    text = f"{HEADLINE}\n{LEAD}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    assert texts(text, "lead") == [LEAD]


def test_a_lead_above_the_dateline_is_no_headline_when_it_is_long_and_lost_its_stop():
    lead = f"{LEAD.removesuffix('.')}, grâce à des ouvriers venus de toute la province"
    text = document(lead, f"Hanoi (VNA) - {FIRST}", SECOND)
    assert (texts(text, "headline"), texts(text, "lead")) == ([], [lead])


def test_a_headline_with_a_stop_is_known_by_the_lead_and_the_dateline_below():
    text = document(f"{HEADLINE}.", LEAD, f"Hanoi (VNA) - {FIRST}", SECOND)
    assert (texts(text, "headline"), texts(text, "lead")) == ([f"{HEADLINE}."], [LEAD])


def test_without_a_headline_position_alone_makes_no_lead():
    assert texts(document(FIRST, SECOND, THIRD), "lead") == []


# --- dateline ---


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("Hanoï (VNA) – ", "Hanoï", "VNA"),
        ("Hanoï(VNA) – ", "Hanoï", "VNA"),
        ("Hanoi, 28 juillet (VNA) - ", "Hanoi", "VNA"),
        ("HANOI, 28juillet (VNA) -", "HANOI", "VNA"),
        ("Hô Chi Minh-Ville (VNA/CVN) - ", "Hô Chi Minh-Ville", "VNA/CVN"),
        ("ALGER - Samedi, 21 mai 2016 (APS) - ", "ALGER", "APS"),
        ("BRAZZAVILLE, 30 mars (Xinhua) -- ", "BRAZZAVILLE", "Xinhua"),
        ("La Havane, 15 août, (RHC).- ", "La Havane", "RHC"),
        ("La Havane (Prensa Latina) ", "La Havane", "Prensa Latina"),
        ("N'Djamena (Tchad), 12 août (Xinhua) -- ", "N'Djamena (Tchad)", "Xinhua"),
        ("Genève, Suisse (VNA) – ", "Genève, Suisse", "VNA"),
        ("Phnom Penh, le 23 Juin 2020 AKP -- ", "Phnom Penh", "AKP"),
        ("Port-au-Prince, 12 août 2019 [AlterPresse] --- ", "Port-au-Prince", "AlterPresse"),
        ("Dakar, 12 août (APS) ", "Dakar", "APS"),
        ("Hanoï, 3 sept. – ", "Hanoï", None),
        ("Agadir - ", "Agadir", None),
        ("TIZI-OUZOU- ", "TIZI-OUZOU", None),
        ("(VOVWORLD) - ", None, "VOVWORLD"),
    ],
)
def test_datelines_of_many_agencies_are_cut_off_the_first_sentence(opening, place, agency):
    blocks = split(document(HEADLINE, opening + FIRST, SECOND))
    [dateline] = [block for block in blocks if block.kind == "dateline"]
    parts = {name: clean.text for name, clean in dateline.parts.items()}
    assert parts == {name: text for name, text in (("place", place), ("agency", agency)) if text}
    assert [block.text for block in blocks if block.kind == "paragraph"] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "opening",
    [
        "Le Parti communiste du Vietnam (PCV) – fondé en 1930 – a tenu un congrès. ",
        "L'Organisation mondiale de la santé (OMS) – agence des Nations unies – a publié un bilan. ",
        "Vietnam - Laos : une amitié ancienne, dit le titre du livre. ",
        "Selon Reuters – et d'autres – la pluie a cessé. ",
    ],
)
def test_what_only_looks_like_a_dateline_stays_in_the_paragraph(opening):
    text = document(HEADLINE, opening + FIRST, SECOND)
    assert texts(text, "dateline") == []
    assert opening + FIRST in texts(text, "paragraph")


def test_a_dateline_deep_in_the_story_is_not_looked_for():
    text = document(HEADLINE, FIRST, SECOND, THIRD, FIRST, SECOND, THIRD, FIRST, f"Hanoi (VNA) - {SECOND}")
    assert texts(text, "dateline") == []


# --- body ---


def test_intertitles_and_lists_are_marked():
    text = document(
        HEADLINE, LEAD, FIRST, "Un prêt sur quinze ans", SECOND, "- un barrage ;", "- un pont.", THIRD
    )
    assert pieces(text, "intertitle", "list") == [
        ("intertitle", "Un prêt sur quinze ans"),
        ("list", "- un barrage ;"),
        ("list", "- un pont."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Calendar icon",
        "Envoyer [A A]",
        "Facebook Twitter WhatsApp",
        "Partager sur Facebook",
        "Mots-clés : barrage, eau",
        "Page enregistrée le 14/02/2024 à 07:31",
        "***",
        "3.jpg",
    ],
)
@pytest.mark.parametrize("place", ["top", "middle"])
def test_page_furniture_belongs_to_nothing(line, place):
    lines = [line, HEADLINE, FIRST, SECOND] if place == "top" else [HEADLINE, FIRST, line, SECOND]
    text = document(*lines)
    assert texts(text, "furniture") == [line]
    assert texts(text, "headline") == [HEADLINE]


def test_nothing_follows_a_comment_form():
    text = document(HEADLINE, FIRST, SECOND, "Laisser un commentaire", "Votre nom", THIRD)
    assert texts(text, "paragraph") == [FIRST, SECOND]


# --- end ---


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        (" - VNA", "VNA"),
        (" -VNA", "VNA"),
        (" – VNA", "VNA"),
        ("..-VNA", "VNA"),
        (" - VOV/VNA", "VOV/VNA"),
        (" (MAP)", "MAP"),
        (" VNA/CVN", "VNA/CVN"),
        ("VNA/CVN", "VNA/CVN"),
        ("\n\nVNA/CVN", "VNA/CVN"),
        ("\n\nMai Lan/VNA/CVN", "Mai Lan/VNA/CVN"),
        ("\n\n- VNA", "- VNA"),
    ],
)
def test_the_signature_is_cut_off_the_end(end, agency):
    text = document(HEADLINE, FIRST, SECOND + end)
    assert texts(text, "signature") == [agency]
    assert texts(text, "paragraph")[-1].startswith(SECOND)
    assert "VNA" not in texts(text, "paragraph")[-1]


@pytest.mark.parametrize("initials", ["A. D.", "L.B. / K.M.", "nh/lk", "HP"])
def test_writers_initials_sign(initials):
    assert texts(document(HEADLINE, FIRST, SECOND, initials), "signature") == [initials]


@pytest.mark.parametrize(
    "byline",
    [
        "Par Thu Hà",
        "Propos recueillis par Thu Hà/VNA",
        "Texte et photos : Hoàng Anh/VNA",
        "Édité par Ana Ruiz",
    ],
)
@pytest.mark.parametrize("place", ["top", "end"])
def test_a_byline_signs_wherever_it_stands(byline, place):
    lines = [byline, HEADLINE, FIRST, SECOND] if place == "top" else [HEADLINE, FIRST, SECOND, byline]
    text = document(*lines)
    assert texts(text, "signature") == [byline]
    assert texts(text, "headline") == [HEADLINE]
    assert texts(text, "paragraph") == [FIRST, SECOND]


def test_a_sentence_that_begins_like_a_byline_is_a_paragraph():
    sentence = "Par la suite, le conseil de la commune a voté les travaux du pont"
    assert sentence in [text for _, text in pieces(document(HEADLINE, FIRST, sentence, SECOND), "intertitle")]


def test_an_agency_line_with_the_story_going_on_below_is_no_signature():
    text = document(HEADLINE, FIRST, SECOND, "VNA", THIRD, FIRST, SECOND, THIRD)
    assert texts(text, "signature") == []
    assert len(texts(text, "paragraph")) == 6


def test_a_header_in_the_middle_of_a_story_announces_a_link_and_the_story_goes_on():
    link = "Un autre barrage dans la plaine"
    text = document(HEADLINE, FIRST, "À lire aussi :", link, SECOND, THIRD, FIRST, f"{SECOND} - VNA")
    assert texts(text, "link") == [link]
    assert texts(text, "paragraph") == [FIRST, SECOND, THIRD, FIRST, SECOND]


def test_a_source_in_parentheses_at_the_end_of_the_last_paragraph_is_cut_off():
    text = document(HEADLINE, FIRST, f"{SECOND} (Source : VNA)")
    assert texts(text, "source") == ["VNA"]
    assert texts(text, "paragraph") == [FIRST, SECOND]


def test_an_end_mark_is_no_text():
    text = document(HEADLINE, FIRST, f"{SECOND}/.")
    assert texts(text, "paragraph") == [FIRST, SECOND]


def test_a_last_line_that_names_the_source_is_a_source():
    text = document(HEADLINE, FIRST, SECOND, "Source : ACN")
    assert texts(text, "source") == ["Source : ACN"]


def test_an_agency_named_inside_the_last_sentence_is_no_signature():
    text = document(HEADLINE, FIRST, f"{SECOND} Tels sont les chiffres que donne l'agence Xinhua.")
    assert texts(text, "signature") == []


# --- any text at all ---


def assert_sound(text):
    end = 0
    for block in split(text):
        section = block.section
        assert isinstance(section, Section)
        assert section.kind in KINDS
        assert section.rule
        assert end <= section.span[0] < section.span[1] <= len(text)
        end = section.span[1]


@given(st.text(max_size=400))
def test_any_text_is_split_into_disjoint_pieces_in_order(text):
    assert_sound(text)


FRAGMENTS = (
    *(HEADLINE, LEAD, FIRST, SECOND, "Voir plus", "Photo : VNA", "ảnh 1", " - VNA", "VNA/CVN", "(MAP)"),
    *("\n", "\n\n", "\r\n", "\u00a0", " ", "|", ">> ", "Hanoï (VNA) – ", " date 2025-07-12 ", "source", "."),
    *("e\u0301", "\u200b", "Source : CVN", "CUBA-SANTE / ", "05/08/2017 00:02", "- ", "3.jpg", "«", "(", ")"),
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_any_jumble_of_a_dispatchs_parts_is_split_into_disjoint_pieces_in_order(text):
    assert_sound(text)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_the_same_text_is_always_split_the_same_way(text):
    assert pieces(text) == pieces(text)
