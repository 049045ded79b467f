"""The structure that is read does not depend on accidents of the page.

Every document of the corpus is damaged in one way that an editor would not notice; what is read
out of it must stay the same.
"""

import re
from pathlib import Path

import pytest

from articles.importer.decode import decode
from articles.importer.fields import read_story
from articles.importer.sections import split

CORPUS = Path(__file__).resolve().parent / "corpus"
TEXTS = {
    path.stem: decode(path.read_bytes(), max_chars=100_000).text for path in sorted(CORPUS.glob("*.txt"))
}
LINK = "Une autre page du même jour"


def reading(text):
    story = read_story(split(text))
    return {
        "headline": story.headline and story.headline.text,
        "lead": story.lead and story.lead.text,
        "place": story.place and story.place.value,
        "agency": story.agency and story.agency.value,
        "body": [block.text for block in story.body],
        "photos": [(p.caption and p.caption.text, p.credit and p.credit.text, p.after) for p in story.photos],
        "related": [teaser.headline for teaser in story.teasers],
    }


READINGS = {name: reading(text) for name, text in TEXTS.items()}
# documents whose headline stands in them once
HEADLINES = {
    name: found["headline"]
    for name, found in READINGS.items()
    if found["headline"] and TEXTS[name].count(found["headline"]) == 1
}


def with_windows_line_ends(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def with_no_break_paragraphs(text):
    return re.sub(r"\r?\n\r?\n", "\n\n\u00a0\n\n", text)


def with_blanks_around_lines(text):
    return re.sub(r"(\r?\n)", " \u00a0\\1\u2009 ", text)


def with_empty_lines_around(text):
    return f"\n\n{text.rstrip()}\n\n\n"


def without_final_line_end(text):
    return text.rstrip()


def with_zero_width_marks(text):
    return "\ufeff" + text.replace("\n", "\u200b\n")


def with_furniture(text):
    return f"Calendar icon\nEnvoyer [A A]\n{text}"


HARMLESS = (
    with_windows_line_ends,
    with_no_break_paragraphs,
    with_blanks_around_lines,
    with_empty_lines_around,
    without_final_line_end,
    with_zero_width_marks,
    with_furniture,
)


@pytest.mark.parametrize("damage", HARMLESS, ids=lambda damage: damage.__name__)
def test_what_nobody_sees_changes_nothing(damage):
    changed = [name for name, text in TEXTS.items() if reading(damage(text)) != READINGS[name]]
    assert changed == []


def test_a_date_prefix_changes_nothing():
    plain = [name for name in HEADLINES if not re.match(r"\s*(?:date )?\d", TEXTS[name])]
    changed = [n for n in plain if reading(f" date 2024-05-06 {TEXTS[n].lstrip()}") != READINGS[n]]
    assert plain
    assert changed == []


def test_a_headline_said_twice_changes_nothing():
    changed = [
        name
        for name, headline in HEADLINES.items()
        if reading(TEXTS[name].replace(headline, f"{headline}\n\n{headline}")) != READINGS[name]
    ]
    assert changed == []


def test_a_link_below_the_headline_adds_that_link_and_nothing_else():
    changed = []
    for name, headline in HEADLINES.items():
        linked = reading(TEXTS[name].replace(headline, f"{headline}\n\n>> {LINK}"))
        expected = {**READINGS[name], "related": [LINK, *READINGS[name]["related"]]}
        changed += [name] if linked != expected else []
    assert changed == []
