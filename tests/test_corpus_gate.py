"""The reader against the golden documents: no field may fall below its floor."""

import functools

import pytest

from tests import corpus_score

COLLECTIONS = corpus_score.collections()


@functools.cache
def scored(name):
    return corpus_score.score(COLLECTIONS[name])


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_no_field_of_a_collection_is_below_its_floor(name, capsys):
    results = scored(name)
    with capsys.disabled():
        print("\n" + corpus_score.table(name, results))
    assert corpus_score.below(name, results) == []


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_no_date_is_wrong(name):
    results = scored(name)
    assert [(result.document, result.extra) for result in results["date"] if result.extra] == []


def test_the_corpus_is_large_enough_and_every_text_has_its_record():
    texts = {path.stem for path in (corpus_score.HERE / "corpus").glob("*.txt")}
    records = {path.stem for path in (corpus_score.HERE / "corpus").glob("*.json")}
    assert texts == records
    assert len(texts) >= 80


def test_every_measured_field_has_a_floor():
    floors = corpus_score.floors()
    assert set(floors["corpus"]) == set(corpus_score.FIELDS)
    assert set(floors["seeds"]) == set(corpus_score.FIELDS)


def test_raising_the_floors_never_lowers_one(monkeypatch, tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text("[corpus]\nheadline = 1.0\nlead = 0.1\n", "utf-8")
    monkeypatch.setattr(corpus_score, "FLOORS", path)
    tallies = {name: [] for name in corpus_score.FIELDS}
    tallies["headline"] = [corpus_score.Result("x", corpus_score.Tally(4, 4, 2))]
    tallies["lead"] = [corpus_score.Result("x", corpus_score.Tally(4, 4, 2))]
    corpus_score.raise_floors({"corpus": tallies})
    assert corpus_score.floors()["corpus"]["headline"] == 1.0
    assert corpus_score.floors()["corpus"]["lead"] == 0.5


def test_a_figure_below_its_floor_is_named(monkeypatch, tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text("[corpus]\nplace = 0.9\n", "utf-8")
    monkeypatch.setattr(corpus_score, "FLOORS", path)
    tallies = {name: [] for name in corpus_score.FIELDS}
    tallies["place"] = [corpus_score.Result("x", corpus_score.Tally(2, 2, 1))]
    assert corpus_score.below("corpus", tallies) == ["corpus.place: 0.5000 is below its floor 0.9000"]


def test_what_readers_are_told_of_the_reading_is_what_the_gate_holds(tmp_path):
    corpus_score.publish(tmp_path / "reading.toml")
    expected = (tmp_path / "reading.toml").read_text("utf-8")
    assert corpus_score.PUBLISHED.read_text("utf-8") == expected, (
        "python -m tests.corpus_score --raise-floors"
    )
