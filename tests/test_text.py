"""Clean text: what is folded away, and that every character still knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importer import text
from articles.importer.text import splice, tidy


def cleaned(raw: str) -> str:
    return tidy(raw, 0, len(raw)).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  deux   mots \n ici ", "deux mots ici"),
        ("les\u00a0ports\u202f: trois\u2009quais", "les ports : trois quais"),
        ("Le\u0301a a\u0302pre", "Léa âpre"),
        ("te\u0302\u0301t", "tết"),
        ("zéro\u200blargeur et cés\u00adure\u202e", "zérolargeur et césure"),
        ("a \u200b \u200b b", "a b"),
        ("cloche\x07 et nul\x00", "cloche et nul"),
        ("les 13 es Rencontres", "les 13es Rencontres"),
        ("le XIX e siècle et le 1 er mai", "le XIXe siècle et le 1er mai"),
        ("le riz , le thé .", "le riz, le thé."),
        ("l' ONU . Puis d’ autres", "l'ONU. Puis d’autres"),
        ("( voir plus bas )", "(voir plus bas)"),
    ],
)
def test_what_no_reader_sees_is_folded_away(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "il dit 'oui' et rit",
        "un pas .5 de plus",
        "la suite ... demain",
        "Pourquoi ? Parce que : voilà !",
        "la lettre C e n’est rien d’autre",
        "en 1950 et après",
    ],
)
def test_what_is_meant_stays(raw: str) -> None:
    assert cleaned(raw) == raw


def test_a_part_of_the_raw_text_is_read_alone() -> None:
    raw = "avant |  le  milieu  | après"
    clean = tidy(raw, 7, 21)
    assert clean.text == "le milieu"
    assert raw[slice(*clean.raw_span(0, len(clean.text)))] == "le  milieu"


def test_a_blank_line_is_empty() -> None:
    assert cleaned(" \u00a0 \n") == ""


def test_spans_survive_folding_and_splicing() -> None:
    raw = "Te\u0301le\u0301\u00a0 13 es l' ONU ."
    clean = tidy(raw, 0, len(raw))
    assert clean.text == "Télé 13es l'ONU."
    assert raw[slice(*clean.raw_span(0, 4))] == "Te\u0301le\u0301"
    start = clean.text.index("13es")
    assert raw[slice(*clean.raw_span(start, start + 4))] == "13 es"
    spaced = splice(clean, [(2, 2, " ")])
    assert spaced.text == "Té lé 13es l'ONU."
    start = spaced.text.index("ONU")
    assert raw[slice(*spaced.raw_span(start, start + 3))] == "ONU"


@given(st.text(alphabet="ab é\u0301\u00a0\u200b\n'’.,()1e XIs", max_size=60))
def test_spans_of_any_text_lie_in_order_inside_it(raw: str) -> None:
    clean = tidy(raw, 0, len(raw))
    assert "  " not in clean.text
    assert clean.text == clean.text.strip()
    last = 0
    for place in range(len(clean.text)):
        start, end = clean.raw_span(place, place + 1)
        assert last <= end <= len(raw)
        assert start <= end
        last = start


@given(st.text(alphabet="ab é\u00a0'’.,()1e XIs…œ", max_size=40))
def test_a_neat_line_is_read_as_the_long_way_reads_it(raw: str) -> None:
    neat = tidy(raw, 0, len(raw))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "_is_neat", lambda raw, start, end: False)
        assert tidy(raw, 0, len(raw)).text == neat.text
