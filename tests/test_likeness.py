"""Near-identical texts are found over the whole archive, and told once."""

import random

import pytest

from articles.importer.shingles import ALIKE, BANDS, bands, likeness, sketch
from articles.models import Article, PossibleDuplicate, SourceDocument, TextBand
from tests.importing import BRIDGE, run_import

WORDS = [
    a + b for a in ("pon", "riv", "mar", "sol", "ven", "col") for b in ("te", "al", "in", "ore", "ude", "as")
]


def text(seed: int, length: int = 300) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) + chance.choice(WORDS) for _ in range(length)]


def changed(words: list[str], share: float, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"autre{chance.random()}" if chance.random() < share else word for word in words]


def test_the_same_text_in_other_accents_and_case_has_the_same_sketch():
    words = " ".join(text(1))
    assert sketch([words]) == sketch([words.upper().replace("E", "É")])


def test_different_texts_are_not_alike():
    assert likeness(sketch([" ".join(text(1))]), sketch([" ".join(text(2))])) < 0.2


def test_a_text_with_a_few_words_changed_is_alike_and_shares_a_key():
    for seed in range(40):
        words = text(seed)
        one, other = sketch([" ".join(words)]), sketch([" ".join(changed(words, 0.02, seed))])
        assert likeness(one, other) >= ALIKE
        assert set(bands(one)) & set(bands(other))


def test_a_short_text_says_nothing():
    assert sketch(["Le pont a rouvert ce matin."]) == ()
    assert bands(()) == ()
    assert likeness((), ()) == 0.0


def test_keys_fit_the_column():
    keys = bands(sketch([" ".join(text(3))]))
    assert len(keys) == BANDS
    assert all(0 <= key < 2**63 for key in keys)


LONG = " ".join(text(7, 120))
FIRST = BRIDGE.replace("Les travaux", LONG + ". Les travaux")
SECOND = FIRST.replace("quatre mois", "cinq mois").replace("Un pont de bambou", "Le pont de bambou")


def problems(outcome) -> list[str]:
    return [p["message"] for p in outcome.record["problems"] if "presque identique" in p["message"]]


@pytest.mark.django_db
def test_a_text_that_almost_repeats_another_is_told_and_linked():
    run_import({"premier.txt": FIRST})
    (outcome,) = run_import({"second.txt": SECOND})
    (message,) = problems(outcome)
    assert "« premier.txt »" in message
    pair = PossibleDuplicate.objects.get()
    assert pair.article == SourceDocument.objects.get(name="second.txt").article
    assert pair.other == SourceDocument.objects.get(name="premier.txt").article
    assert pair.score >= ALIKE
    assert pair.article.problem_count == SourceDocument.objects.get(name="second.txt").problem_count > 0


@pytest.mark.django_db
def test_two_of_one_group_are_told_once():
    first, second = run_import({"premier.txt": FIRST, "second.txt": SECOND})
    assert not problems(first)
    assert len(problems(second)) == 1
    assert PossibleDuplicate.objects.count() == 1


@pytest.mark.django_db
def test_a_newer_text_of_a_document_is_not_its_own_duplicate_and_keeps_what_was_said():
    run_import({"premier.txt": FIRST, "second.txt": SECOND})
    PossibleDuplicate.objects.update(outcome="different")
    (outcome,) = run_import({"second.txt": SECOND.replace("cinq mois", "six mois")})
    assert len(problems(outcome)) == 1
    assert PossibleDuplicate.objects.get().outcome == "different"
    assert TextBand.objects.filter(document__name="second.txt").count() == BANDS


@pytest.mark.django_db
def test_unlike_texts_are_not_told():
    other = BRIDGE.replace("Les travaux", " ".join(text(9, 120)) + ". Les travaux")
    outcomes = run_import({"premier.txt": FIRST, "autre.txt": other})
    assert [problems(outcome) for outcome in outcomes] == [[], []]
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_a_dry_run_tells_too():
    run_import({"premier.txt": FIRST})
    (outcome,) = run_import({"second.txt": SECOND}, dry_run=True)
    assert len(problems(outcome)) == 1
    assert not PossibleDuplicate.objects.exists()
