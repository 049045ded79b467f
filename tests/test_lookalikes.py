"""Look-alikes are found by themselves: after an import or a re-read, and after names change at the desk."""

import random

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importer.undo import undo_batch
from articles.models import Batch, Merge, Pair, Person, PersonMention, Tag
from articles.models.joining import merge
from articles.models.lookalikes import scan, scan_people
from articles.models.writing import Author
from tests.factories import make_article, make_person, make_tag, make_user
from tests.importing import BOOKS, BRIDGE, a_person, read_people, run_import
from tests.test_merging_properties import rolled_back

pytestmark = pytest.mark.django_db

BY_HAND = Author(None, "merge", "la même")
WORDS = ["amara", "amarah", "tesfal", "tesfall", "tesfol", "okonda", "lia", "lya", "kim", "sita"]


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user("chef", group="Administration"))
    return client


def waiting() -> set[tuple[str, str]]:
    names = dict(Person.objects.values_list("pk", "name")) | {-1: ""}
    pairs = Pair.objects.filter(kind="person", different=False)
    return {(names[one], names[other]) for one, other in pairs.values_list("first_id", "second_id")}


def person_form(person: Person | None, name: str, *spellings: str) -> dict[str, str]:
    data = {"name": name, "slug": person.slug if person else "", "note": ""}
    data |= {"names-TOTAL_FORMS": str(len(spellings)), "names-INITIAL_FORMS": "0"}
    return data | {f"names-{number}-name": spelling for number, spelling in enumerate(spellings)}


def test_new_people_of_an_import_are_compared_with_all_at_its_end(monkeypatch):
    make_person("Bounmy Sivarat")
    read_people(monkeypatch, a_person("Bounmy Sivarath"), a_person("Sengdara Phommachan"))
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    assert waiting() == {("Bounmy Sivarat", "Bounmy Sivarath")}


def test_a_spelling_that_an_import_taught_is_compared_too(monkeypatch):
    make_person("Bounmi Sivarathe")
    make_person("Sengdara Phommachan")
    read_people(monkeypatch, a_person("Sengdara Phommachan", "Bounmy Sivarath"))
    run_import({"pont.txt": BRIDGE})
    assert waiting() == {("Bounmi Sivarathe", "Sengdara Phommachan")}


def test_an_import_that_brings_nobody_compares_nobody(monkeypatch):
    read_people(monkeypatch)
    monkeypatch.setattr("articles.importer.run.scan_people", None)
    run_import({"pont.txt": BRIDGE})


def test_people_that_an_undone_batch_takes_away_leave_no_pair(monkeypatch):
    make_person("Bounmy Sivarat")
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"pont.txt": BRIDGE})
    undo_batch(Batch.objects.latest("pk"), None)
    assert not Pair.objects.exists()


def test_a_person_added_or_renamed_at_the_desk_is_compared_at_once(desk):
    make_person("Amara Tesfal")
    desk.post(reverse("admin:articles_person_add"), person_form(None, "Amarah Tesfal"))
    assert waiting() == {("Amara Tesfal", "Amarah Tesfal")}
    person = Person.objects.get(name="Amarah Tesfal")
    change = reverse("admin:articles_person_change", args=[person.pk])
    desk.post(change, person_form(person, "Lia Okonda"))
    assert waiting() == set()
    desk.post(change, person_form(person, "Lia Okonda", "Amara Tesfall"))
    assert waiting() == {("Amara Tesfal", "Lia Okonda")}


def test_a_tag_added_or_renamed_at_the_desk_is_compared_at_once(desk):
    Tag.objects.all().delete()
    make_tag("Énergie solaire")
    forms = {"slug": "", "note": "", "triggers": "", "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    desk.post(reverse("admin:articles_tag_add"), {"name": "Énergies solaires", **forms})
    assert Pair.objects.get().kind == "tag"


def test_whoever_a_merge_its_undoing_or_a_split_leaves_is_compared_again(desk):
    one, other = make_person("Amara Tesfal"), make_person("Amarah Tesfal")
    third = make_person("Lia Okonda")
    make_article(people=[third])
    scan()
    merged = {"ids": [one.pk, other.pk], "target": one.pk, "reason": "la même"}
    desk.post(reverse("admin:articles_person_merge"), merged)
    assert waiting() == set()
    desk.post(reverse("admin:articles_merge_undo", args=[Merge.objects.get().pk]))
    assert waiting() == {("Amara Tesfal", "Amarah Tesfal")}
    mention = PersonMention.objects.get().pk
    split = {"mentions": [mention], "name": "Amara Tessfal", "reason": "homonymes"}
    desk.post(reverse("admin:articles_person_split", args=[third.pk]), split)
    assert ("Amara Tesfal", "Amara Tessfal") in waiting()


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_comparing_only_some_people_finds_what_comparing_all_finds(choose: random.Random):
    def named() -> str:
        return " ".join(choose.sample(WORDS, choose.randint(1, 3)))

    with rolled_back():
        for _ in range(choose.randint(2, 8)):
            make_person(named(), spellings=[named()], country=choose.choice([None, "CU", "VN"]))
        if choose.random() < 0.5:
            first, second = Person.objects.order_by("pk")[:2]
            Pair.objects.create(kind="person", first_id=first.pk, second_id=second.pk, different=True)
        if choose.random() < 0.5 and Person.objects.count() > 3:
            merge(
                *(lambda people: (people[0], [people[1]]))(list(Person.objects.order_by("pk")[1:3])), BY_HAND
            )
        scan()
        fresh = [make_person(named()) for _ in range(choose.randint(1, 3))]
        make_article(people=choose.sample(list(Person.objects.filter(merged_into=None)), 2))
        scan_people([person.pk for person in fresh])
        keys = {person.pk for person in fresh}

        def found() -> dict:
            rows = Pair.objects.values_list("first_id", "second_id", "score", "reasons", "different")
            return {row[:2]: row[2:] for row in rows if keys & set(row[:2])}

        partly = found()
        scan()
        assert partly == found()


def test_a_scan_of_nobody_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert scan_people([]) == 0
