"""Captions and credits, wherever the page put them."""

import pytest

from articles.importer.fields import read_story
from articles.importer.sections import split
from tests.framed import FIRST, HEADLINE, SECOND, THIRD

LEAD = "Le chantier du barrage de la plaine s'achève au printemps, avec deux mois d'avance."
CAPTION = "Le ministre visite le chantier."


def story(*lines, separator="\n\n"):
    return read_story(split(separator.join(lines) + "\n"))


def photos(*lines, separator="\n\n"):
    """``(caption, credit, after)`` of every photo."""
    return [
        (p.caption.text if p.caption else "", p.credit.text if p.credit else "", p.after)
        for p in story(*lines, separator=separator).photos
    ]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (f"{HEADLINE} ảnh 1{CAPTION} Photo : VNA", CAPTION, "VNA"),
        (f"{HEADLINE} - ảnh 1 Photo: VOV", "", "VOV"),
        (f"ảnh 1\n\n{CAPTION} Photo : VNA", CAPTION, "VNA"),
        (f"{CAPTION} Photo: VNA", CAPTION, "VNA"),
        (f"{CAPTION}Photo : VNA", CAPTION, "VNA"),
        (f"{CAPTION} Photos : VNA/CVN", CAPTION, "VNA/CVN"),
        (f"{CAPTION} (Photo : AFP/VNA)", CAPTION, "AFP/VNA"),
        (f"{CAPTION} (MAP)", CAPTION, "MAP"),
        (f"{CAPTION} Source : CVN", CAPTION, "CVN"),
        (f"{CAPTION} Photo : Van Diêp/VNA/CVN", CAPTION, "Van Diêp/VNA/CVN"),
        (f"{CAPTION} Photo : Capture d'écran", CAPTION, "Capture d'écran"),
        (f"{CAPTION} Photo: ambassade du Vietnam au Sri Lanka", CAPTION, "ambassade du Vietnam au Sri Lanka"),
        (f"{CAPTION} Crédit photo : DR", CAPTION, "DR"),
        (f"{CAPTION} Photo d'archives : VNA", CAPTION, "VNA"),
        (f"{CAPTION} © AFP", CAPTION, "AFP"),
        (f"{CAPTION} Photo VNA", CAPTION, "VNA"),
        (f"{CAPTION}\nPhoto : VNA", CAPTION, "VNA"),
        (f"{CAPTION}\n(MAP)", CAPTION, "MAP"),
        (f"|{CAPTION}\nPhoto : VNA/CVN |", CAPTION, "VNA/CVN"),
        (f"|{CAPTION}|\n|Photo : VNA/CVN|", CAPTION, "VNA/CVN"),
        ("Photo : VNA/CVN", "", "VNA/CVN"),
        (f"3.jpg\n{CAPTION} Photo : VNA", CAPTION, "VNA"),
        ("Photo : Anne-Lise Morel/CVN", "", "Anne-Lise Morel/CVN"),
        (f"| {CAPTION}\nPhoto : Anne-Lise Morel/CVN |", CAPTION, "Anne-Lise Morel/CVN"),
        (f"|{CAPTION}|\n|Photo : Anne-Lise Morel/CVN|", CAPTION, "Anne-Lise Morel/CVN"),
    ],
)
def test_a_photo_is_read_and_stands_after_the_paragraph_above_it(line, caption, credit):
    told = f"Praia (VNA) – {FIRST}"  # a dateline decides the lead, whatever paper the credit names
    assert photos(HEADLINE, LEAD, told, line, SECOND, THIRD) == [(caption, credit, 1)]
    assert [b.text for b in story(HEADLINE, LEAD, told, line, SECOND, THIRD).body] == [FIRST, SECOND, THIRD]


def test_a_caption_said_twice_is_one_photo():
    line = f"{CAPTION} Photo : VNA"
    assert photos(HEADLINE, FIRST, line, line, SECOND) == [(CAPTION, "VNA", 1)]


@pytest.mark.parametrize("glue", ["", " "])
def test_a_line_that_says_its_caption_twice_is_one_photo(glue):
    line = f"{CAPTION} Photo : VNA"
    assert photos(HEADLINE, FIRST, f"{line}{glue}{line}", SECOND) == [(CAPTION, "VNA", 1)]


def test_a_caption_said_again_without_its_credit_is_no_paragraph():
    read = story(HEADLINE, FIRST, f"{CAPTION} Photo : VNA", SECOND, CAPTION, THIRD)
    assert [block.text for block in read.body] == [FIRST, SECOND, THIRD]
    assert len(read.photos) == 1


def test_several_marks_count_their_photos_where_they_stand():
    first, second = f"{HEADLINE} ảnh 1{CAPTION} Photo : VNA", f"{HEADLINE} ảnh 2Le pont. Photo : VNA"
    assert photos(HEADLINE, FIRST, first, SECOND, second, THIRD) == [
        (CAPTION, "VNA", 1),
        ("Le pont.", "VNA", 2),
    ]


def test_two_marks_in_one_line_are_two_photos():
    line = f"{HEADLINE} ảnh 1{CAPTION} Photo : VNA{HEADLINE} ảnh 2Le pont. Photo : VNA"
    assert photos(HEADLINE, FIRST, line, SECOND) == [(CAPTION, "VNA", 1), ("Le pont.", "VNA", 1)]


def test_a_story_glued_to_the_credit_goes_on_as_a_paragraph():
    read = story(HEADLINE, FIRST, f"{HEADLINE} ảnh 1{CAPTION} Photo : VNA{SECOND}", THIRD)
    assert [block.text for block in read.body] == [FIRST, SECOND, THIRD]
    assert [photo.credit.text for photo in read.photos] == ["VNA"]


def test_a_bare_credit_below_a_paragraph_does_not_make_the_paragraph_a_caption():
    assert photos(HEADLINE, FIRST, "Photo : VNA", SECOND, "Photo : AFP", THIRD) == [
        ("", "VNA", 1),
        ("", "AFP", 2),
    ]


def test_a_document_may_open_with_a_caption_and_its_credit_below():
    read = story(f"{CAPTION}\nPhoto : Thu Hà/CVN", FIRST, SECOND)
    assert read.headline is None
    assert [(p.caption.text, p.credit.text, p.after) for p in read.photos] == [(CAPTION, "Thu Hà/CVN", 0)]


def test_without_blank_lines_a_paragraph_above_a_bare_credit_stays_a_paragraph():
    read = story(HEADLINE, FIRST, SECOND, "Photo : VNA", THIRD, separator="\n")
    assert [block.text for block in read.body][-2:] == [SECOND, THIRD]


def test_the_last_agency_in_parentheses_signs_and_is_no_credit():
    read = story(HEADLINE, FIRST, SECOND, f"{THIRD} (APS)")
    assert read.photos == ()
    assert read.agency.value == "APS"


@pytest.mark.parametrize(
    "text",
    [
        "Sur la photo : un enfant, un buffle et un parapluie, puis la pluie et la digue qui cède.",
        "Trois mots résument la photo : calme. Puis la pluie a repris. Elle a duré trois jours.",
    ],
)
def test_the_word_photo_in_a_sentence_is_no_credit(text):
    read = story(HEADLINE, FIRST, text, SECOND)
    assert read.photos == ()
    assert text in [block.text for block in read.body]


def test_a_credit_without_its_colon_names_an_agency_or_a_site():
    for credit in ("Photo. VNA", "Photo VNA", "Photo Lan Anh/nhandan.vn", "Photo baochinhphu.vn"):
        name = credit.removeprefix("Photo").strip(" .")
        assert photos(HEADLINE, FIRST, f"{CAPTION} {credit}", SECOND, THIRD) == [(CAPTION, name, 1)], credit
        assert photos(HEADLINE, FIRST, f"{credit} |", SECOND, THIRD) == [("", name, 1)], credit
    sentence = "Sur le mur est accrochée une photo de famille."
    assert photos(HEADLINE, FIRST, sentence, SECOND, THIRD) == []


def test_letters_that_explain_a_spelt_out_name_credit_nobody():
    spelt = "Le ministre a fait cette déclaration à l'Agence vietnamienne d'information (VNA)."
    assert photos(HEADLINE, FIRST, spelt, SECOND, THIRD) == []
    assert photos(HEADLINE, FIRST, "Vue du chantier (VNA)", SECOND, THIRD) == [("Vue du chantier", "VNA", 1)]


def test_a_mark_without_caption_takes_no_dateline_for_one():
    read = story(HEADLINE, f"{FIRST[:90]}.", f"{HEADLINE} ảnh 1", f"Hanoï (VNA) - {SECOND}", THIRD)
    assert read.photos == ()
    assert (read.place.value, read.agency.value) == ("Hanoï", "VNA")
    assert read.body[0].text == SECOND


def test_a_lead_that_the_picture_repeats_stays_the_lead():
    lead = "L'Union des villages a décerné mercredi son insigne au consul du royaume voisin."
    read = story(
        HEADLINE, lead, f"Hanoi, 15 mai (VNA) - {FIRST}", f"{HEADLINE} ảnh 1{lead} Photo : VNA", SECOND
    )
    assert read.lead.text == lead
    assert [photo.caption.text for photo in read.photos] == [lead]


def test_a_caption_that_ends_with_its_credit_does_not_sign_the_dispatch():
    read = story(HEADLINE, f"Hanoi (VNA) - {FIRST}", f"{HEADLINE} ảnh 1{CAPTION} Photo. VNA", SECOND, THIRD)
    assert [block.text for block in read.body][-1] == THIRD
    assert read.teasers == ()


def test_a_bar_below_the_credit_closes_the_cell_of_a_caption():
    caption = "Le maire de Praia et la directrice du musée devant la maison des pêcheurs, au bord du quai."
    blocks = split(f"{caption}\nPhoto : AVI\n|\nLe maire a ouvert lundi le musée des pêcheurs de la ville.\n")
    assert [(block.kind, block.text) for block in blocks][:2] == [("caption", caption), ("credit", "AVI")]


def test_a_line_end_inside_a_quotation_does_not_break_a_caption():
    read = story(
        HEADLINE,
        f"Hanoï (VNA) - {FIRST}",
        f"{HEADLINE} ảnh 1Le programme « Du riz\n » ouvre. Photo : VNA",
        SECOND,
    )
    assert [(p.caption.text, p.credit.text) for p in read.photos] == [
        ("Le programme « Du riz » ouvre.", "VNA")
    ]
    assert read.teasers == ()
