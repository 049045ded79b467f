"""The page about the archive, and the one of who met whom."""

import re
from collections import Counter

import pytest

from articles.views.about import _tenths, gaps, share, silences
from articles.views.relations import Kind, network, pairs_of

from .factories import make_article, make_country, make_person

pytestmark = pytest.mark.django_db


def test_about_counts_what_is_public_and_names_the_gaps(client):
    make_article(on="2018-01-02", review="reviewed", photos=["x"])
    make_article(on="2021-01-02", date_basis="inferred", date_reason="Parce que.")
    make_article(on=None, partial_date="--10-16")
    make_article(on="1999-01-02", status="draft")
    html = client.get("/a-propos/").content.decode()
    assert "<dd>3</dd>" in html
    assert "Années sans aucun article&nbsp;: 2019–2020." in html
    assert "1999" not in html
    assert "1\u00a0article (33\u00a0%) a été relu" in html
    assert "De février" not in html
    assert "de février 2018 à décembre 2020</th><td>35</td>" in html
    assert "2020–2029</th><td>1</td><td>100\u00a0%</td><td>0\u00a0%</td>" in html
    assert "/articles/?datation=partielle" in html
    assert "/articles/?datation=redaction" not in html
    assert re.search(r"personnes</th><td>[\d,]+\u00a0%", html)


def test_silences_are_the_longest_runs_of_months():
    assert silences(["2021-07", "2020-12", "2021-01", "2021-09", "2030-01"]) == [
        ("d’octobre 2021 à décembre 2029", 99),
        ("de février 2021 à juin 2021", 5),
        ("août 2021", 1),
    ]
    assert silences([]) == silences(["2021-07"]) == []


def test_figures_of_the_reading_are_rounded_down():
    assert [_tenths(value) for value in (1.0, 0.9858, 0.98, 0.99999)] == [
        f"{words}\u00a0%" for words in ("100", "98,5", "98", "99,9")
    ]


def test_about_an_empty_archive(client):
    assert "Aucun article n’est encore public." in client.get("/a-propos/").content.decode()


def test_gaps_are_runs_of_years():
    assert gaps({2001: 1, 2002: 0, 2003: 2, 2004: 0, 2005: 0, 2006: 1}) == ["2002", "2004–2005"]


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
    assert share(part, whole) == words


def test_network_holds_the_strongest_ties_first():
    a, b, c = ["Ana", "a"], ["Ben", "b"], ["Cléo", "c"]
    kind = Kind("/personnes/", lambda one, other: f"?{one}&{other}")
    nodes, ties = network(*pairs_of([[a, b], [b, a], [a, c], [c]]), kind)
    assert [(tie.one, tie.other, tie.count) for tie in ties] == [("Ana", "Ben", 2), ("Ana", "Cléo", 1)]
    assert ties[0].together == "?a&b"
    assert [(node.name, node.address) for node in nodes] == [
        ("Ana", "/personnes/a/"),
        ("Ben", "/personnes/b/"),
        ("Cléo", "/personnes/c/"),
    ]
    assert network(Counter(), {}, kind) == ([], [])


def test_relations_say_how_many_articles_they_read_and_how_few_are_common(client):
    ana, ben, clea = (make_person(name) for name in ("Ana Testova", "Ben Testas", "Cléa Testu"))
    make_article(people=[ana, ben])
    make_article(people=[ana, clea])
    html = client.get("/relations/").content.decode()
    assert "d’après 2\u00a0articles." in html
    assert "2\u00a0liens, chacun de 1\u00a0article commun au plus." in html
    assert '<text class="short" display="none" x="8" dy=".35em" text-anchor="start">Testova</text>' in html


def test_relations_of_countries_count_the_whole_archive_or_one_year(client):
    make_article(on="2020-01-01", countries=["CU", "VN", "LA"])
    make_article(on="2021-01-01", countries=["VN", "CU"])
    make_article(on=None, countries=["VN", "CU"])
    make_article(on="2021-01-01", countries=["CU", "LA"], status="draft")
    html = client.get("/relations/?entre=pays").content.decode()
    vietnam = make_country("VN")
    assert html.count('rel="nofollow"') - 1 == 3
    assert f"Le plus d’articles communs\u00a0: Cuba et {vietnam.name} (3)." in html
    assert f'href="/pays/cuba/avec/{vietnam.slug}/"' in html
    html = client.get("/relations/?entre=pays&annee=2021").content.decode()
    assert f"Le plus d’articles communs\u00a0: Cuba et {vietnam.name} (1)." in html
    assert f'href="/articles/?pays=cuba&amp;pays={vietnam.slug}&amp;annee=2021"' in html
    assert "quatre chiffres" in client.get("/relations/?entre=pays&annee=hier").content.decode()
    assert "Aucun article" in client.get("/relations/?entre=pays&annee=1999").content.decode()


def test_relations_are_shown_and_can_be_narrowed(client):
    ana, ben, evil = make_person("Ana Testova"), make_person("Ben Testas"), make_person("<b>Zoé", slug="zoe")
    make_article(people=[ana, ben], countries=["CU"])
    make_article(people=[ana, evil], countries=["VN"])
    make_article(people=[ben, evil], status="draft")
    html = client.get("/relations/").content.decode()
    assert html.count("article commun de") == 2
    assert "<b>Zoé" not in html
    html = client.get("/relations/?pays=cuba").content.decode()
    assert html.count("article commun de") == 1
    assert "Aucun article" in client.get("/relations/?pays=cuba&pays=viet-nam").content.decode()
