"""The pages of a country's relations, and the map."""

import json
import re
from pathlib import Path

import pytest

from articles import maps
from articles.maps import shade, world_map
from articles.models import Country
from articles.portraits import Partner
from articles.strips import strips

from .factories import make_article, make_country, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def relation():
    """Cuba and the Laos together in 1999, twice in 2021 and once without a year; hidden in 2010."""
    ana = make_person("Ana Testova")
    make_article("Un début", on="1999-05-06", countries=["CU", "LA"], people=[ana])
    make_article("Une suite", on="2021-05-01", date_precision="month", countries=["LA", "CU", "VN"])
    make_article("Une fin", on="2021-06-01", countries=["CU", "LA"], people=[ana])
    make_article("On ne sait quand", on=None, partial_date="--10-16", countries=["CU", "LA"])
    make_article("Rien à voir", on="2020-01-01", countries=["CU"])
    make_article("Caché", on="2010-01-01", countries=["CU", "LA"], status="draft")


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_country_page_shows_its_relations_over_time(client, relation):
    html = client.get("/pays/cuba/").content.decode()
    table = html[html.index('class="strips"') : html.index("</table>", html.index('class="strips"'))]
    assert '<a href="/pays/cuba/avec/laos/">Laos</a>' in table
    assert "1999 à 2021" in table
    assert "2021 (2)" in table
    assert "2010" not in table
    # a square for 1999 and a darker one for 2021
    drawn = re.findall(r'<path class="d(\d)" fill="#[0-9a-f]+" d="([^"]+)"', table)
    assert drawn[:2] == [("3", "M0 0h1v1h-1z"), ("4", "M22 0h1v1h-1z")]


def test_country_page_without_relations_says_nothing_of_them(client):
    make_article(countries=["CU"])
    assert "Relations dans le temps" not in client.get("/pays/cuba/").content.decode()


def test_timeline_of_a_relation_groups_by_year(client, relation):
    response = client.get("/pays/cuba/avec/laos/")
    html, text = response.content.decode(), text_of(response)
    assert re.findall(r'<h2 id="an-\d">([^<]+)</h2>', html) == ["2021", "1999", "Sans année"]
    assert "4 articles nomment les deux pays, dont 1 sans année connue" in text.replace("\u00a0", " ")
    assert "Ana Testova" in text
    assert "Première mention 6 mai 1999" in text.replace("\u00a0", " ")
    assert "Caché" not in html
    assert "Rien à voir" not in html
    html = client.get("/pays/cuba/avec/laos/?tri=anciens").content.decode()
    assert html.index("Un début") < html.index("Une fin")


def test_relation_has_one_address(client, relation):
    response = client.get("/pays/laos/avec/cuba/")
    assert (response.status_code, response.url) == (301, "/pays/cuba/avec/laos/")


@pytest.mark.parametrize(
    "address", ["cuba/avec/cuba", "cuba/avec/france", "cuba/avec/nulle-part", "x/avec/y"]
)
def test_relation_that_is_none_is_not_found(client, relation, address):
    make_country("FR")
    assert client.get(f"/pays/{address}/").status_code == 404


def test_relation_that_only_a_hidden_article_has_is_not_found(client):
    make_article(countries=["CU", "LA"], status="withdrawn")
    make_article(countries=["CU"])
    assert client.get("/pays/cuba/avec/laos/").status_code == 404


def test_map_shades_countries_and_the_table_says_the_same(client, relation):
    html = client.get("/carte/").content.decode()
    picture, table = (
        html[html.index("<svg") : html.index("</svg>")],
        html[html.index('class="world-table"') :],
    )
    assert "<title>Cuba\u00a0: 5\u00a0articles</title>" in picture
    assert re.search(r'<a href="/pays/cuba/" tabindex="-1"><title>[^<]+</title><path class="d4"', picture)
    assert re.findall(r"<a href=\"([^\"]+)\">[^<]+</a></th><td>(\d+)", table)[:3] == [
        ("/pays/cuba/", "5"),
        ("/pays/laos/", "4"),
        (f"/pays/{make_country('VN').slug}/", "1"),
    ]


def test_map_of_a_year_counts_that_year_alone(client, relation):
    html = client.get("/carte/?annee=2021").content.decode()
    assert "<title>Cuba\u00a0: 2\u00a0articles</title>" in html
    assert 'href="/articles/?pays=cuba&amp;annee=2021"' in html
    assert "Aucun article de 2010" in client.get("/carte/?annee=2010").content.decode()
    assert "quatre chiffres" in client.get("/carte/?annee=<b>&annee=x").content.decode()


def test_map_of_an_empty_archive(client):
    assert "Aucun article ne parle encore d’un pays." in client.get("/carte/").content.decode()


def test_small_countries_are_dots_and_those_without_a_place_are_named():
    drawn = world_map({"FR": ("France", 9, "/f/"), "SG": ("Singapour", 3, "/s/"), "BV": ("Bouvet", 1, "/b/")})
    assert [(land.label[:4], land.dot is None) for land in drawn.lands] == [("Fran", True), ("Sing", False)]
    assert drawn.missing == ["Bouvet"]
    assert drawn.bare


def test_shades_rise_with_the_articles_and_the_legend_covers_all():
    assert [shade(n, 1000) for n in (1, 4, 5, 30, 31, 176, 177, 1000)] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert shade(1, 1) == 4
    drawn = world_map({c: (c, n, "/") for c, n in (("FR", 1000), ("VN", 100), ("CU", 20), ("LA", 1))})
    assert [words.replace("\u202f", " ") for _, words in drawn.legend] == [
        "1 à 4",
        "5 à 30",
        "31 à 176",
        "177 à 1 000",
    ]


def test_outlines_name_their_source_and_hold_every_country_that_is_known_there():
    world = maps.world()
    assert "public domain" in world["source"]
    assert not world["shapes"].keys() & world["dots"].keys()
    known = set(Country.objects.values_list("code", flat=True))
    drawn = world["shapes"].keys() | world["dots"].keys()
    assert len(known - drawn) < 20 or len(known) < 200
    assert {"VN", "CU", "LA", "SG", "PS", "SS"} <= drawn
    assert all(re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", path) for path in world["shapes"].values())
    assert Path(maps._WORLD).stat().st_size < 20_000
    assert json.dumps(world)


def test_strips_of_one_year_and_of_none():
    laos = Partner("Laos", "", 2, "")
    assert strips([(laos, {})]) is None
    drawn = strips([(laos, {2021: 2})])
    assert (drawn.width, drawn.summary) == (1, "En 2021, en tête\u00a0: Laos.")
