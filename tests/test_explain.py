"""The marked text that a tuner of rules reads in the terminal."""

from articles.importer.explain import explain
from articles.importer.parse import parse
from articles.importer.record import Context

TEXT = (
    " date 2025-03-04 Le Laos ouvre un musée de l'eau\n"
    "\n"
    "Vientiane (KPL) – Le musée duFleuve a ouvert mardi ses portes au Laos.\n"
    "\n"
    "Les visiteurs sont venus de toute la province. - KPL\n"
)


def explained(text, **options):
    return explain(text, parse(text, Context(today="2026-11-21")), **options)


def test_every_piece_stands_on_a_line_with_number_kind_and_rule():
    lines = explained(TEXT).splitlines()
    assert lines[0].split()[:3] == ["1", "prefix", "date-prefix"]
    assert lines[1].split()[:3] == ["1", "headline", "headline-above-dateline"]
    assert [line.split()[1] for line in lines[2:5]] == ["dateline", "paragraph", "paragraph"]
    assert lines[5].split()[:3] == ["5", "signature", "signature-dash"]


def test_values_inside_the_text_are_marked_with_what_was_made_of_them():
    text = explained(TEXT)
    assert "[Vientiane|place dateline]" in text
    assert "[KPL|agency dateline]" in text
    assert "[duFleuve|du Fleuve " in text
    assert "[Laos|LA " in text


def test_date_and_problems_close_the_page():
    assert "date 2025-03-04 (day, stated)" in explained(TEXT)
    assert "Aucun titre" in explained("Une phrase entière, qui ne porte pas de titre.\n")


def test_colours_are_used_only_when_asked_for():
    assert "\x1b[" not in explained(TEXT)
    assert "\x1b[" in explained(TEXT, colour=True)


def test_terminal_commands_in_a_text_never_reach_the_terminal():
    text = explained("Le titre \x1b[31mrouge\x1b[0m \u202efini\n\nUne phrase\x07 qui suit le titre.\n")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
