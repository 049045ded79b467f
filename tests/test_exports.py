"""The result as feed, CSV and JSON; proposals when nothing is found; names while typing."""

import csv
import io

import pytest

from articles.views import exports

from .factories import make_article, make_articles, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def some():
    make_article(
        "Un accord",
        lead="=1+1",
        on="2021-07-28",
        place="Hanoï",
        agency="VNA",
        people=[make_person("Ana Testova", spellings=["Anna Testova"])],
        countries=["CU", "VN"],
        tags=["Riz"],
    )
    make_article("Au mois", on="2025-07-01", date_precision="month", countries=["CU"])
    make_article("Partiel", on=None, partial_date="--10-16")
    make_article("Caché", on="2021-07-28", countries=["CU"], status="draft")


@pytest.mark.usefixtures("some")
def test_json_holds_the_result_with_no_more_of_a_date_than_is_known(client):
    answer = client.get("/articles.json?pays=cuba").json()
    assert [(a["headline"], a["date"]) for a in answer["articles"]] == [
        ("Au mois", "2025-07"),
        ("Un accord", "2021-07-28"),
    ]
    assert answer["articles"][1]["countries"][0] == {"code": "CU", "name": "Cuba"}
    assert answer["articles"][1]["people"] == ["Ana Testova"]
    assert answer["next"] is None
    assert "atlantide" in client.get("/articles.json?pays=atlantide").json()["notices"][0]


def test_json_leads_from_page_to_page(client, monkeypatch):
    monkeypatch.setattr(exports, "JSON_PAGE", 2)
    made = [article.headline for article in make_articles(5, countries=["CU"])]
    found, address = [], "/articles.json?pays=cuba"
    while address:
        answer = client.get(address).json()
        found += [article["headline"] for article in answer["articles"]]
        address = answer["next"]
    assert found == made


@pytest.mark.usefixtures("some")
def test_csv_is_read_by_a_spreadsheet_without_running_anything(client):
    response = client.get("/articles.csv?q=accord")
    assert response.headers["Content-Disposition"] == 'attachment; filename="articles.csv"'
    text = response.getvalue().decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    line = dict(zip(head, row, strict=True))
    assert line["titre"] == "Un accord"
    assert line["chapô"] == "'=1+1"
    assert line["date"] == "2021-07-28"
    assert line["sujets"] == "Riz"


@pytest.mark.usefixtures("some")
def test_feed_of_a_result_holds_just_that(client):
    text = client.get("/articles.atom?pays=cuba&annee=2021").content.decode()
    assert "Un accord" in text
    assert "Au mois" not in text
    assert "Caché" not in text
    assert client.get("/articles.rss?q=riz").status_code == 200
    assert client.get("/articles.exe?q=riz").status_code == 404


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("form", ["json", "csv", "atom"])
def test_list_links_its_own_exports(client, form):
    html = client.get("/articles/?pays=cuba&annee=2021").content.decode()
    assert f'href="/articles.{form}?pays=cuba&amp;annee=2021"' in html


@pytest.mark.usefixtures("some")
def test_nothing_found_proposes_what_would_be(client):
    html = client.get("/articles/?q=accord&pays=cuba&annee=1999").content.decode()
    assert 'href="?q=accord&amp;pays=cuba">Sans «\u00a0Date\u00a0: 1999\u00a0»</a>' in html
    assert "1\u00a0article" in html
    html = client.get("/articles/?q=testovva").content.decode()
    assert "Avec «\u00a0Testova\u00a0» au lieu de «\u00a0testovva\u00a0»" in html
    html = client.get("/articles/?q=zzzzzz").content.decode()
    assert "Essayez d’autres mots" in html


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("genre=personne&debut=anna", ["Ana Testova"]),
        ("genre=personne&debut=ANA+TES", ["Ana Testova"]),
        ("genre=pays&debut=cu", ["Cuba"]),
        ("genre=pays&debut=fr", []),
        ("genre=sujet&debut=ri", ["Riz"]),
        ("genre=autre&debut=a", []),
        ("genre=pays&debut=", []),
        ("genre=personne&debut=%00", []),
        ("debut=a", []),
    ],
)
def test_names_are_suggested_by_their_beginning(client, asked, names):
    assert client.get(f"/suggestions.json?{asked}").json() == {"names": names}


def test_name_known_from_drafts_alone_is_not_suggested(client):
    make_article(people=["Secrète Testas"], status="draft")
    assert client.get("/suggestions.json?genre=personne&debut=sec").json() == {"names": []}
