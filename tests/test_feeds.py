"""Feeds, sitemap and robots.txt."""

from xml.etree import ElementTree

import pytest

from .factories import make_article, make_country, make_person

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parsed(response):
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


@pytest.fixture
def archive():
    """An article of a person, a country and a subject; returns it, among others less well dated."""
    article = make_article(
        "Un accord sur le riz",
        people=[make_person("Lida Exemplaris")],
        countries=["CU"],
        tags=["Agriculture"],
    )
    make_article("Sans date", on=None)
    make_article("Au mois", on="2025-07-01", date_precision="month")
    make_article("À l’année", on="2019-01-01", date_precision="year")
    return article


@pytest.mark.parametrize("place", ["/", "/personnes/lida-exemplaris/", "/pays/cuba/", "/sujets/agriculture/"])
def test_feed_holds_the_articles_newest_first(client, archive, place):
    feed = parsed(client.get(f"{place}flux.atom"))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert "Un accord sur le riz" in titles
    rss = parsed(client.get(f"{place}flux.rss"))
    assert [item.findtext("title") for item in rss.iter("item")] == titles


def test_feed_gives_a_day_only_when_it_is_known(client, archive):
    feed = parsed(client.get("/flux.atom"))
    days = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}published") for e in feed.iter(f"{ATOM}entry")}
    assert days["Un accord sur le riz"].startswith("2021-07-28")
    assert days["Au mois"] is None
    assert days["Sans date"] is None


def test_feed_survives_what_xml_cannot_hold(client):
    make_article("Titre\x0b\x1f <&>", lead="a\x01b")
    feed = parsed(client.get("/flux.atom"))
    assert [e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")] == ["Titre <&>"]


@pytest.mark.parametrize("address", ["/flux.html", "/personnes/x/flux.atom", "/pays/cuba/flux.atom"])
def test_feed_of_nothing_is_not_found(client, address):
    make_country("CU")
    assert client.get(address).status_code == 404


def test_sitemap_lists_every_public_address_in_parts(client, archive, monkeypatch):
    monkeypatch.setattr("articles.sitemaps.PART", 3)
    index = parsed(client.get("/sitemap.xml"))
    parts = [loc.text for loc in index.iter(f"{MAP}loc")]
    assert len([part for part in parts if "sitemap-articles-" in part]) > 1
    found = set()
    for part in parts:
        section = parsed(client.get(part))
        found |= {loc.text.removeprefix("http://testserver") for loc in section.iter(f"{MAP}loc")}
    expected = {archive.get_absolute_url(), "/", "/pays/cuba/", "/personnes/lida-exemplaris/"}
    assert expected | {"/sujets/agriculture/", "/dates/2021/", "/dates/2021/07/"} <= found
    for address in found:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "address", ["/sitemap-articles-0.xml", "/sitemap-rien-1.xml", f"/sitemap-articles-{9**19}.xml"]
)
def test_unknown_part_of_the_sitemap_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_robots_are_shown_the_sitemap_and_kept_from_the_desk(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
