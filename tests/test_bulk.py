"""Rows inserted in bulk are those that ``save`` would have made."""

import gc

import pytest

from articles.models import Change, MentionState, Person, PersonMention, Photo
from articles.models.bulk import collecting_later, insert
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def columns(row) -> dict:
    return {
        f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in ("id", "at")
    }


def test_a_row_is_the_same_as_a_saved_one():
    article = make_article()
    for make in (
        lambda: Photo(article=article, caption="L'été « à » 100 %s", credit="VNA", position=2, origin=0),
        lambda: Change(kind="article", object_id="7", path="import", fields={"lead": ["", "été"]}),
    ):
        saved = make()
        saved.save()
        insert([make()])
        inserted = type(saved).objects.latest("pk")
        assert inserted.pk > saved.pk
        assert columns(inserted) == columns(type(saved).objects.get(pk=saved.pk))


def test_ids_are_those_of_the_rows_and_reach_the_rows_that_name_them():
    article = make_article()
    people = [Person(name=f"Ivo Kran {n}", slug=f"ivo-kran-{n}", sort_key="k") for n in range(200)]
    mentions = [PersonMention(article=article, person=p, listed_on=article.listed_on) for p in people]
    insert(people, ids=True)
    insert(mentions)
    for person in people:
        assert Person.objects.get(pk=person.pk).slug == person.slug
    found = PersonMention.objects.filter(article=article).select_related("person")
    assert {mention.person.slug for mention in found} == {person.slug for person in people}
    assert set(found.values_list("state", flat=True)) == {MentionState.ACCEPTED.value}


def test_nothing_to_insert_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])


def test_the_garbage_collector_is_out_for_a_block_and_back_even_after_an_error():
    @collecting_later()
    def fail() -> None:
        with collecting_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("essai")

    with pytest.raises(ValueError, match="essai"):
        fail()
    assert gc.isenabled()
