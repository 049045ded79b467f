"""The catalogue follows every write, and counts what its articles have."""

import pytest
from django.db import connection

from articles import indexes
from articles.models import Article, Entry
from articles.models.catalogue import COPIED, COUNTRY, PERSON, TAG, country_code, counts_of
from articles.models.derived import rederive

from .factories import make_article, make_person

pytestmark = pytest.mark.django_db


def in_step() -> bool:
    columns = ("pk", *COPIED)
    return list(Entry.objects.order_by("pk").values_list(*columns)) == list(
        Article.objects.order_by("pk").values_list(*columns)
    )


def test_catalogue_follows_every_write():
    first, *_ = [make_article(on=on, people=["Ana Testova"]) for on in ("2021-07-28", None)]
    assert Entry.objects.count() == 2
    assert in_step()
    Article.objects.filter(pk=first.pk).update(place="Oran", review="reviewed")
    assert Entry.objects.get(pk=first.pk).place == "Oran"
    assert in_step()
    Article.objects.filter(pk=first.pk).update(status="withdrawn")
    rederive([first.pk])
    assert Entry.objects.get(pk=first.pk).public_from is None
    assert in_step()
    first.delete()
    assert Entry.objects.count() == 1
    assert in_step()


def test_installing_again_keeps_the_catalogue():
    make_article()
    indexes.install("default", COPIED)
    assert in_step()


def test_counts_are_those_of_the_articles():
    ana = make_person("Ana Testova")
    make_article(
        on="2021-07-28", people=[ana], countries=["CU", "VN"], tags=["Riz"], photos=["x"], agency="APS"
    )
    make_article(on="2021-01-01", date_precision="year", countries=["CU"], place="Oran", review="reviewed")
    make_article(on=None, partial_date="--10-16", date_basis="", people=[ana])
    counts = counts_of(Entry.objects.public(), 3, False)
    assert counts.total == 3
    assert [(country_code(value), n) for value, n in counts.top(COUNTRY, 9)] == [("CU", 2), ("VN", 1)]
    assert counts.top(PERSON, 1) == [(ana.pk, 2)]
    assert [n for _, n in counts.top(TAG, 9)] == [1]
    assert counts.years() == {2021: 2}
    assert counts.agencies["APS"] == counts.places["Oran"] == 1
    dating, reviewed, photo = counts.states()
    assert dating == {"stated": 2, "partial": 1}
    assert reviewed == {True: 1, False: 2}
    assert photo == {True: 1, False: 2}
    assert counts_of(Entry.objects.public(), 2, False).total is None
    assert counts_of(Entry.objects.none(), 2, False).total == 0


def test_columns_of_articles_can_still_be_altered():
    """PostgreSQL forbids it for a column that a trigger names."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE articles_article ALTER place TYPE varchar(200)")
            make_article(place="Oran")
            assert in_step()
