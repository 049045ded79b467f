"""Lost spaces that editors accept or refuse: found again in a text that has changed since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.mending import decided, mended, open_count, places_of, tokens_of

RAW = "Un pontneuf. Le port duLac voit le pont neuf et leport."
READ = "Un pont neuf. Le port du Lac voit le pont neuf et leport."


def repair(raw: str, text: str, *, applied: bool = True) -> dict:
    start = RAW.index(raw)
    return {
        "raw": raw,
        "text": text,
        "span": [start, start + len(raw)],
        "confidence": 0.9,
        "evidence": "essai",
        "applied": applied,
    }


@pytest.fixture
def record() -> dict:
    return {
        "paragraphs": [{"text": READ, "span": [0, len(RAW)], "rule": "text", "kind": "paragraph"}],
        "repairs": [
            repair("pontneuf", "pont neuf"),
            repair("duLac", "du Lac"),
            repair("leport", "le port", applied=False),
        ],
    }


def test_only_what_was_proposed_waits(record):
    assert [t.raw for t in tokens_of(record) if t.is_open({})] == ["leport"]
    assert open_count(record, {}) == 1
    assert open_count(record, {"leport": "leport"}) == 0


def test_a_refused_repair_goes_back_where_it_was_and_not_where_the_words_stood_anyway(record):
    text = decided(record, RAW, {"pontneuf": "pontneuf"})["paragraphs"][0]["text"]
    assert text == "Un pontneuf. Le port du Lac voit le pont neuf et leport."


def test_an_accepted_proposal_goes_in(record):
    text = decided(record, RAW, {"leport": "le port"})["paragraphs"][0]["text"]
    assert text.endswith("et le port.")


def test_a_decision_finds_its_place_in_a_text_that_an_editor_changed(record):
    places = places_of(record, RAW, {}, {"pontneuf": "pontneuf"})["body"]
    text = f"Le pont neuf, enfin !\n\n{READ.replace('voit', 'regarde')}"
    changed, found = mended(text, places)
    assert found == 1
    assert changed == text.replace("Un pont neuf.", "Un pontneuf.")


def test_a_place_that_was_rewritten_is_left_alone(record):
    places = places_of(record, RAW, {}, {"duLac": "duLac"})["body"]
    assert mended("Tout autre chose, au bord du Lac.", places) == ("Tout autre chose, au bord du Lac.", 0)


def test_one_word_may_be_repaired_in_part_and_proposed_in_full():
    raw = "de92.000aux"
    one = {
        "raw": raw,
        "span": [0, len(raw)],
        "confidence": 0.9,
        "evidence": "essai",
    }
    record = {
        "headline": {"value": "de 92.000aux", "span": [0, len(raw)], "rule": "x"},
        "repairs": [
            {**one, "text": "de 92.000aux", "applied": True},
            {**one, "text": "de 92.000 aux", "applied": False},
        ],
    }
    (token,) = tokens_of(record)
    assert (token.read, token.texts) == ("de 92.000aux", ("de 92.000aux", "de 92.000 aux"))
    assert decided(record, raw, {raw: "de 92.000 aux"})["headline"]["value"] == "de 92.000 aux"
    assert decided(record, raw, {raw: raw})["headline"]["value"] == raw


WORDS = st.lists(st.sampled_from(["le", "port", "du", "Lac", "neuf", "pont"]), min_size=2, max_size=12)


@given(WORDS, st.data())
def test_refusing_all_and_accepting_all_again_gives_back_the_text(words, data):
    raw, text, repairs = "", "", []
    index = 0
    while index < len(words):
        glued = index + 1 < len(words) and data.draw(st.booleans())
        token = words[index] + (words[index + 1] if glued else "")
        apart = " ".join(words[index : index + 2]) if glued else token
        if glued:
            repairs.append(
                {
                    "raw": token,
                    "text": apart,
                    "span": [len(raw), len(raw) + len(token)],
                    "confidence": 1.0,
                    "evidence": "",
                    "applied": True,
                }
            )
        raw, text = f"{raw}{token} ", f"{text}{apart} "
        index += 2 if glued else 1
    record = {
        "paragraphs": [{"text": text, "span": [0, len(raw)], "rule": "text", "kind": "paragraph"}],
        "repairs": repairs,
    }
    refused = {r["raw"]: r["raw"] for r in repairs}
    assert decided(record, raw, refused)["paragraphs"][0]["text"] == raw
