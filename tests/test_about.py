"""The page about the archive, and the one of who met whom."""

import pytest
from django.core.cache import cache
from django.http import QueryDict

from articles.views.about import _gaps, _percent
from articles.views.relations import network

from .factories import make_article, make_document, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_numbers():
    cache.clear()


def test_about_counts_what_is_public_and_names_the_gaps(client):
    make_article(on="2018-01-02", review="reviewed", photos=["x"])
    make_article(on="2021-01-02", date_basis="inferred", date_reason="Parce que.")
    make_article(on=None, partial_date="--10-16")
    make_article(on="1999-01-02", status="draft")
    make_document()
    html = client.get("/a-propos/").content.decode()
    assert "<dd>3</dd>" in html
    assert "Années sans aucun article&nbsp;: 2019–2020." in html
    assert "1999" not in html
    assert "1\u00a0article (33\u00a0%) a été relu" in html
    assert "Dernier lot reçu le" in html


def test_about_an_empty_archive(client):
    assert "Aucun article n’est encore public." in client.get("/a-propos/").content.decode()


def test_gaps_are_runs_of_years():
    assert _gaps({2001: 1, 2002: 0, 2003: 2, 2004: 0, 2005: 0, 2006: 1}) == ["2002", "2004–2005"]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 10, "0\u00a0%"),
        (1, 1000, "moins de 1\u00a0%"),
        (999, 1000, "99\u00a0%"),
        (10, 10, "100\u00a0%"),
        (1, 3, "33\u00a0%"),
    ],
)
def test_share_never_hides_what_is_there(part, whole, words):
    assert _percent(part, whole) == words


def test_network_holds_the_strongest_ties_first():
    a, b, c = ["Ana", "a"], ["Ben", "b"], ["Cléo", "c"]
    nodes, ties = network([[a, b], [b, a], [a, c], [c]], QueryDict("pays=cuba"))
    assert [(tie.one, tie.other, tie.count) for tie in ties] == [("Ana", "Ben", 2), ("Ana", "Cléo", 1)]
    assert ties[0].together == "/articles/?pays=cuba&personne=a&personne=b"
    assert [node.name for node in nodes] == ["Ana", "Ben", "Cléo"]
    assert network([], QueryDict()) == ([], [])


def test_relations_are_shown_and_can_be_narrowed(client):
    ana, ben, evil = make_person("Ana Testova"), make_person("Ben Testas"), make_person("<b>Zoé", slug="zoe")
    make_article(people=[ana, ben], countries=["CU"])
    make_article(people=[ana, evil], countries=["VN"])
    make_article(people=[ben, evil], status="draft")
    html = client.get("/relations/").content.decode()
    assert html.count("articles communs de") == 2
    assert "<b>Zoé" not in html
    html = client.get("/relations/?pays=cuba").content.decode()
    assert html.count("articles communs de") == 1
    assert "Aucun article" in client.get("/relations/?pays=cuba&pays=viet-nam").content.decode()
