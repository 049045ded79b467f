"""How many queries each page runs, whatever it holds, on either database."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from .factories import make_article, make_articles, make_person

pytestmark = pytest.mark.django_db

COUNTS = {
    "/": 5,
    "/articles/": 7,
    "/articles/?q=riz": 7,
    "/articles/?q=riz&tri=pertinence": 8,
    "/articles/?pays=cuba": 6,
    "/articles/?pays=cuba&pays=laos&personne=personne-0&annee=2021&photo=oui&q=riz": 9,
    "/personnes/": 1,
    "/personnes/?pays=cuba": 2,
    "/pays/personnes/": 1,
    "/personnes/personne-0/": 4,
    "/pays/": 1,
    "/pays/cuba/": 7,
    "/pays/cuba/avec/laos/": 5,
    "/carte/": 1,
    "/carte/?annee=2021": 2,
    "/sujets/": 1,
    "/sujets/riz/": 3,
    "/dates/": 2,
    "/dates/2021/": 5,
    "/dates/2021/07/": 6,
    "/dates/2021/07/28/": 4,
    "/dates/sans-date/": 3,
    "/dates/sans-date/07/": 2,
    "/dates/sans-date/07/28/": 2,
    "/flux.atom": 1,
    "/personnes/personne-0/flux.atom": 2,
    "/pays/cuba/flux.rss": 2,
    "/sitemap.xml": 3,
    "/articles.json?pays=cuba": 2,
    "/articles.csv?pays=cuba": 2,
    "/suggestions.json?genre=personne&debut=pers": 2,
    "/suggestions.json?genre=pays&debut=cu": 1,
    "/sitemap-articles-1.xml": 1,
    "/sitemap-personnes-1.xml": 1,
    "/robots.txt": 0,
    "/nulle-part/": 0,
    "/relations/": 1,
    "/relations/?entre=pays": 2,
    "/relations/?entre=pays&annee=2021": 3,
    "/a-propos/": 6,
}


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def fill(number: int) -> None:
    """As many articles as fill several pages, each with the whole crowd of people."""
    people = [make_person(f"Personne {n}", spellings=[f"Persone {n}"], country="CU") for n in range(6)]
    links = {"people": people, "countries": ["CU", "LA", "VN"], "tags": ["Riz", "Café"]}
    parts = {"photos": ["Une.", "Deux."], "related": ["Annonce", "Autre"], "body": "Du riz.\n\nDu café."}
    make_articles(number, **links, **parts)
    for _ in range(number):
        make_article(on=None, partial_date="--07-28", body="Du riz.", countries=["CU"])


@pytest.fixture
def crowd():
    fill(25)


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize(("address", "number"), COUNTS.items())
def test_page_runs_this_many_queries(django_assert_num_queries, address, number):
    if connection.vendor == "postgresql" and "q=riz" in address:
        # a transaction and its settings around whatever asks the index: the search, and the ranking
        number += 8 if "pertinence" in address else 4
    with django_assert_num_queries(number):
        response = Client().get(address)
        assert response.getvalue()
    assert response.status_code == (404 if number == 0 and address != "/robots.txt" else 200)


@pytest.mark.parametrize("crowded", [False, True])
def test_article_page_is_two_queries(client, django_assert_num_queries, crowded):
    if crowded:
        fill(3)
    article = make_article(
        people=[f"Autre {n}" for n in range(8 if crowded else 1)],
        countries=["CU", "LA", "VN"][: 3 if crowded else 1],
        tags=["Riz", "Café"],
        photos=["Une.", "Deux."],
        related=["Annonce", "Autre"],
    )
    with django_assert_num_queries(2):
        assert client.get(article.get_absolute_url()).status_code == 200
    with django_assert_num_queries(5):
        assert client.get(f"{article.get_absolute_url()}?pays=cuba").status_code == 200


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("place", ["/articles/?", "/pays/cuba/?", "/personnes/personne-0/?"])
@pytest.mark.parametrize("page", ["", "apres=2021-07-20.{}", "avant=2021-07-08.0", "fin=1"])
def test_every_page_of_a_list_runs_the_same_queries(django_assert_max_num_queries, place, page):
    most = {"/articles/?": 7, "/pays/cuba/?": 7, "/personnes/personne-0/?": 4}[place]
    with django_assert_max_num_queries(most):
        assert Client().get(place + page.format(10**9)).status_code == 200
