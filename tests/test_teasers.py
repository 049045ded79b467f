"""Other articles announced under a dispatch are not the dispatch."""

import pytest

from articles.importer.fields import read_story
from articles.importer.sections import split

STORY = (
    "Le barrage de la plaine sera achevé au printemps\n\n"
    "Hanoi (VNA) - Le ministre a rappelé que les deux pays coopèrent depuis vingt ans dans le domaine de "
    "l'eau et de la forêt.\n\n"
    "Les paysans attendent la fin des travaux, qui doivent employer trois cents ouvriers de la région."
)
ONE, TWO = "Le marché rouvre ses portes", "Une ligne de bac relie de nouveau les deux rives"
CAPTION = "Une étalagiste range ses mangues. Photo : VNA"
SUMMARY = "Les commerçants ont repeint la halle pendant l'été, avec l'aide de la commune."


def related(*lines, story=f"{STORY} - VNA\n\nVoir plus"):
    teasers = read_story(split("\n\n".join([story, *lines]))).teasers
    return [(t.headline, t.summary, t.caption, t.credit) for t in teasers]


FULL = (ONE, SUMMARY, "Une étalagiste range ses mangues.", "VNA")


def test_caption_headline_and_summary_make_a_teaser():
    assert related(CAPTION, ONE, SUMMARY) == [FULL]


def test_a_headline_said_twice_is_one_teaser():
    assert related(ONE, ONE, SUMMARY) == [(ONE, SUMMARY, "", "")]


def test_teasers_follow_each_other_with_and_without_captions():
    assert related(ONE, SUMMARY, CAPTION, TWO, SUMMARY) == [
        (ONE, SUMMARY, "", ""),
        (TWO, SUMMARY, "Une étalagiste range ses mangues.", "VNA"),
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "Une étalagiste range ses mangues à l'ombre de la halle.",
        "ne étalagiste range ses mangues à l'ombre de la halle",
        "L'ambassadeur (à gauche) devant la halle",
    ],
)
def test_a_caption_that_lost_its_credit_or_first_letter_is_no_headline(caption):
    teasers = related(CAPTION, TWO, SUMMARY, caption, ONE, SUMMARY)
    assert [teaser[0] for teaser in teasers] == [TWO, ONE]
    assert teasers[1][2] == caption


def test_a_block_cut_inside_a_caption_announces_nothing_more():
    assert related(CAPTION, ONE, SUMMARY, "Le bac quitte la rive sous les yeux de") == [FULL]


def test_a_list_of_headlines_alone_is_a_list_of_teasers():
    assert [teaser[0] for teaser in related(ONE, TWO)] == [ONE, TWO]


def test_teasers_may_follow_the_signature_without_a_header():
    assert related(ONE, SUMMARY, CAPTION, TWO, SUMMARY, story=f"{STORY}\n\nVNA/CVN")[0][0] == ONE


@pytest.mark.parametrize("header", ["Voir plus", "Voir plus :", "À lire aussi", "Sur le même sujet"])
def test_headers_of_the_list_are_known(header):
    assert [teaser[0] for teaser in related(ONE, SUMMARY, story=f"{STORY}\n\n{header}")] == [ONE]


@pytest.mark.parametrize("mark", [">> ", ">>", "» ", "Lire aussi : ", "À lire aussi : "])
def test_links_in_the_story_are_teasers_too(mark):
    lines = STORY.split("\n\n")
    story = "\n\n".join([lines[0], f"{mark}{TWO}", *lines[1:]])
    assert related(story=story) == [(TWO, "", "", "")]


def test_a_picture_below_the_signature_is_the_articles_own():
    read = read_story(split(f"{STORY} - VNA\n\nVue du barrage. Photo : VNA\n"))
    assert read.teasers == ()
    assert [photo.caption.text for photo in read.photos] == ["Vue du barrage."]


def test_furniture_between_teasers_is_skipped():
    assert related(CAPTION, "Partager sur Facebook", ONE, "2.jpg", SUMMARY) == [FULL]


def test_a_comment_form_ends_the_teasers():
    assert related(ONE, SUMMARY, "Laisser un commentaire", TWO, SUMMARY) == [(ONE, SUMMARY, "", "")]


def test_where_teasers_have_captions_a_last_line_below_the_headline_is_its_summary_cut_short():
    cut = "Selon les données publiées le 6 novem"
    assert related(CAPTION, ONE, cut) == [(ONE, cut, "Une étalagiste range ses mangues.", "VNA")]


def test_a_single_line_that_breaks_off_below_the_header_is_a_caption_cut_short():
    assert related("Le maire épingle la médaille sur le drapeau tradit") == []
    assert [headline for headline, *_ in related(ONE)] == [ONE]
