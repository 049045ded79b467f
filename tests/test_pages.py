"""What each public page shows, and how its address behaves."""

import datetime
import json
import re
from html.parser import HTMLParser

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles.models import OldAddress, Related
from articles.models.derived import rederive

from .factories import make_article, make_articles, make_person, make_photo, make_tag

pytestmark = pytest.mark.django_db


class Outline(HTMLParser):
    """Headings, ids and landmarks of a page, and whether its tags are nested properly."""

    VOID = {"meta", "link", "input", "img", "br", "hr", "source"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.wrong += [f"<{tag}> stays open" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [value for name, value in attributes if name == "id"]
        self.wrong += [f"{name} on <{tag}>" for name, _ in attributes if name == "style" or name[:2] == "on"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.VOID or not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture
def archive():
    """An article with everything, and some others around it; returns it."""
    person = make_person("Lida Exemplaris", spellings=["Lida Exemplarís"], country="CU", note="Une note.")
    make_article("Annonce tenue", on="2021-07-29")
    article = make_article(
        "Un accord sur le riz",
        on="2021-07-28",
        lead="Trois textes ont été signés.",
        place="Hanoï",
        agency="VNA",
        body="Lida Exemplaris est arrivée.\n\n## Une suite\n\nElle repart de Cuba.",
        people=[(person, "ministre")],
        countries=["CU", "VN"],
        tags=["Agriculture"],
        photos=[{"caption": "La salle.", "position": 1}, {"caption": "Le port.", "image": True}],
        related=[{"headline": "Annonce tenue", "summary": "Résumé."}, "Annonce perdue"],
    )
    make_article("Sans année", on=None, partial_date="--10-16", countries=["CU"])
    make_article("Sans date", on=None)
    make_article("Au mois", on="2025-07-01", date_precision="month")
    make_article("À l’année", on="2019-01-01", date_precision="year")
    return article


PAGES = [
    "/",
    "/articles/",
    "/articles/?q=accord&pays=cuba",
    "/articles/?q=introuvable",
    "/articles/?pays=atlantide",
    "{article}",
    "/personnes/",
    "/pays/personnes/",
    "/personnes/lida-exemplaris/",
    "/pays/",
    "/pays/cuba/",
    "/sujets/",
    "/sujets/agriculture/",
    "/dates/",
    "/dates/2021/",
    "/dates/2021/07/",
    "/dates/2021/07/28/",
    "/dates/sans-date/",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_french_has_one_h1_landmarks_and_sound_markup(client, archive, address):
    response = client.get(address.format(article=archive.get_absolute_url()))
    assert response.status_code == 200
    html = response.content.decode()
    page = Outline(html)
    assert page.wrong == []
    assert '<html lang="fr">' in html
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(below - above <= 1 for above, below in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert {"header", "nav", "main", "footer"} <= set(page.tags)
    assert "style" not in page.tags
    assert re.search(r"<title>[^<]{4,}</title>", html)
    assert re.search(r'<meta name="description" content="[^"]{10,}">', html)
    assert '<a class="skip" href="#contenu">' in html


@pytest.mark.parametrize("address", [*PAGES, "/flux.atom", "/sitemap.xml", "/robots.txt", "/rien/"])
def test_anonymous_page_touches_no_session_and_no_user(client, archive, address):
    response = client.get(address.format(article=archive.get_absolute_url()))
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", ["/", "/articles/", "/personnes/", "/pays/", "/sujets/", "/dates/"])
def test_empty_archive_says_so_on_every_index(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert re.search(r"[Aa]ucun|vides|Rien", response.content.decode())


def test_policy_allows_no_inline_style_or_script(client, archive):
    response = client.get(archive.get_absolute_url())
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    html = response.content.decode()
    assert re.findall(r"<script(?! type=\"application/ld\+json\"| src=\"/static/)", html) == []


# --- Article ---------------------------------------------------------------------------------------
def test_article_shows_dateline_lead_body_people_and_links(client, archive):
    html = client.get(archive.get_absolute_url()).content.decode()
    assert "<h1>Un accord sur le riz</h1>" in html
    assert '<p class="lead">Trois textes ont été signés.</p>' in html
    assert '<time datetime="2021-07-28">28\u00a0juillet 2021</time>' in html
    assert re.search(r"Hanoï.*VNA", html)
    assert '<a href="/personnes/lida-exemplaris/">Lida Exemplaris</a> est arrivée.' in html
    assert "<h2>Une suite</h2>" in html
    assert "ministre" in html
    assert '<a href="/pays/cuba/">Cuba</a>' in html
    assert '<a href="/sujets/agriculture/">Agriculture</a>' in html


def test_photo_is_shown_with_caption_credit_and_rights_and_can_be_enlarged(client):
    photo = {"caption": "Le port.", "credit": "VNA", "rights": "Reproduction réservée", "image": True}
    html = client.get(make_article(photos=[photo]).get_absolute_url()).content.decode()
    figure = re.search(r"<figure.*?</figure>", html, re.S)[0]
    (address,) = re.findall(r'<a href="(/media/[^"]+)" class="enlarge"><img src="\1"', figure)
    words = re.sub(r"<[^>]*>", "", figure).replace("&nbsp;", " ").split()
    assert " ".join(words) == "Le port. Photo : VNA Reproduction réservée"
    assert address.endswith(".png")


def test_photo_stands_where_it_belongs_and_a_caption_alone_is_shown_as_such(client, archive):
    html = client.get(archive.get_absolute_url()).content.decode()
    picture, first, alone, second = (
        html.index(text) for text in ("<img ", "est arrivée.", "Photo non reçue", "Une suite")
    )
    assert picture < first < alone < second
    assert re.search(r'<img src="/media/[^"]+" alt="Le port\." width="12" height="8"', html)
    assert html.count("Photo non reçue") == 1
    assert "Photo&nbsp;: VNA" in html


def test_alternative_text_comes_before_the_caption(client):
    article = make_article("Une photo")
    make_photo(article, "Légende.", image=True, alternative="Un port au matin")
    rederive([article.pk])
    assert 'alt="Un port au matin"' in client.get(article.get_absolute_url()).content.decode()


def test_teaser_is_linked_when_its_article_is_public(client, archive):
    target = make_article("Annonce tenue (suite)")
    Related.objects.filter(headline="Annonce tenue").update(target=target)
    rederive([archive.pk])
    html = client.get(archive.get_absolute_url()).content.decode()
    assert f'<a href="{target.get_absolute_url()}">Annonce tenue</a>' in html
    assert "<h3>Annonce perdue</h3>" in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2021-08-01"}, '<time datetime="2021-08-01">1<sup>er</sup>\u00a0août 2021</time>'),
        ({"on": "2025-07-01", "date_precision": "month"}, '<time datetime="2025-07">juillet 2025</time>'),
        ({"on": "2019-01-01", "date_precision": "year"}, '<time datetime="2019">2019</time>'),
        (
            {"on": None, "partial_date": "--10-16"},
            '<time datetime="10-16">16\u00a0octobre</time>, année inconnue',
        ),
        (
            {"on": None, "partial_date": "--02-29"},
            '<time datetime="02-29">29\u00a0février</time>, année inconnue',
        ),
        ({"on": None, "partial_date": "--02-31"}, "Sans date"),
        ({"on": None}, "Sans date"),
    ],
)
def test_date_says_no_more_than_is_known(client, fields, words):
    article = make_article("Datée", **fields)
    assert words in client.get(article.get_absolute_url()).content.decode()
    assert words in client.get("/articles/").content.decode()


def test_inferred_date_gives_its_reason(client):
    article = make_article("Datée", date_basis="inferred", date_reason="Le 68e anniversaire le fixe.")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "Date déduite." in html
    assert "Le 68e anniversaire le fixe." in html
    assert "date déduite" in client.get("/articles/").content.decode()


def test_provisional_headline_is_said_to_be_one(client):
    article = make_article("Premiers mots", provisional_headline=True)
    assert "pas de titre" in client.get(article.get_absolute_url()).content.decode()


def test_markup_in_any_field_is_shown_as_text(client):
    evil = "<script>alert(1)</script>{{ 7 }}"
    person = make_person(f"Zoé {evil}", slug="zoe")
    article = make_article(
        f"Titre {evil}",
        lead=evil,
        body=f"{evil}\n\n## {evil}",
        place=evil,
        agency=evil,
        date_basis="inferred",
        date_reason=evil,
        people=[(person, evil)],
        tags=[make_tag("mal", note=evil)],
        photos=[{"caption": evil, "credit": evil, "image": True, "alternative": evil}],
        related=[{"headline": evil, "summary": evil, "caption": evil, "credit": evil}],
        countries=["CU"],
    )
    for address in (
        article.get_absolute_url(),
        "/",
        "/articles/?q=alert",
        "/articles/?q=%3Cscript%3Ealert(1)&pays=%3Cscript%3E",
        "/personnes/",
        "/personnes/zoe/",
        "/sujets/mal/",
        "/dates/2021/07/28/",
    ):
        html = client.get(address).content.decode()
        assert "<script>" not in html, address
        assert "alert" in html, address


def test_another_slug_or_none_leads_to_the_article_for_good(client):
    article = make_article("Le bon titre")
    for address in (
        f"/articles/{article.pk}/",
        f"/articles/{article.pk}/autre/",
        f"/articles/{article.pk}/é/",
    ):
        response = client.get(address)
        assert (response.status_code, response.url) == (301, f"/articles/{article.pk}/le-bon-titre/")


def test_article_carries_canonical_address_and_structured_data(client, archive):
    html = client.get(archive.get_absolute_url()).content.decode()
    address = f"http://testserver{archive.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in html
    assert '<meta property="og:title" content="Un accord sur le riz">' in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2021-07-28"
    assert data["url"] == address
    assert {"@type": "Person", "name": "Lida Exemplaris"} in data["about"]


def test_structured_data_cannot_end_its_block(client):
    article = make_article("</script><script>alert(1)")
    html = client.get(article.get_absolute_url()).content.decode()
    assert re.sub('<script src="[^"]+" defer></script>', "", html).count("</script>") == 1


def test_french_signs_stay_with_their_words(client):
    article = make_article("Riz : « oui » !", body="Vraiment ?")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "<h1>Riz\u00a0: «\u00a0oui\u00a0»\u202f!</h1>" in html
    assert "<p>Vraiment\u202f?</p>" in html


# --- People, countries, subjects -------------------------------------------------------------------
def test_person_page_shows_spellings_country_note_and_articles(client, archive):
    html = client.get("/personnes/lida-exemplaris/").content.decode()
    assert "Lida Exemplarís" in html
    assert '<a href="/pays/cuba/">Cuba</a>' in html
    assert "Une note." in html
    assert "Un accord sur le riz" in html
    assert "Sans date" not in html


def test_country_and_tag_pages_show_their_articles_only(client, archive):
    country = client.get("/pays/cuba/").content.decode()
    assert "Un accord sur le riz" in country
    assert "Sans année" in country
    assert "Annonce tenue" not in country
    tag = client.get("/sujets/agriculture/").content.decode()
    assert "Un accord sur le riz" in tag
    assert "Sans année" not in tag


def test_old_addresses_lead_to_where_the_row_is_now(client):
    person, tag = make_person("Nouvelle Adresse"), make_tag("Nouveau sujet")
    make_article("Un article", people=[person], tags=[tag])
    OldAddress.objects.create(kind="person", slug="ancienne", target_id=person.pk)
    OldAddress.objects.create(kind="tag", slug="ancien", target_id=tag.pk)
    for old, new in (
        ("/personnes/ancienne/", "/personnes/nouvelle-adresse/"),
        ("/sujets/ancien/", "/sujets/nouveau-sujet/"),
        ("/personnes/ancienne/flux.atom", "/personnes/nouvelle-adresse/flux.atom"),
    ):
        response = client.get(old)
        assert (response.status_code, response.url) == (301, new)


def test_merged_people_lead_to_the_one_that_is_left(client):
    left = make_person("Reste Seule")
    middle = make_person("Entre Deux", merged_into=left)
    first = make_person("Avant Tout", merged_into=middle)
    make_article("Un article", people=[left])
    assert client.get(first.get_absolute_url()).url == left.get_absolute_url()


def test_merges_in_a_circle_are_not_followed_for_ever(client):
    one, two = make_person("Un"), make_person("Deux")
    type(one).objects.filter(pk=one.pk).update(merged_into=two)
    type(one).objects.filter(pk=two.pk).update(merged_into=one)
    assert client.get("/personnes/un/").status_code == 404


def test_people_are_listed_from_a_to_z(client):
    for name in ("Élodie Test", "abel Test", "Đặng Test", "Zoé Test"):
        make_article(people=[name])
    html = client.get("/personnes/").content.decode()
    places = [html.index(name) for name in ("abel Test", "Đặng Test", "Élodie Test", "Zoé Test")]
    assert places == sorted(places)
    assert [html.count(f">{letter}</h2>") for letter in "ADEZ"] == [1, 1, 1, 1]


def test_many_people_are_listed_letter_by_letter(client, monkeypatch):
    monkeypatch.setattr("articles.views.indexes.AT_ONCE", 2)
    for name in ("Anna", "Aris", "Astrid", "Bob", "9 novembre"):
        make_article(people=[name])
    html = client.get("/personnes/").content.decode()
    assert "Anna" in html
    assert "Bob" not in html
    following = re.search(r'<a href="([^"]+)" rel="next">', html)[1].replace("&amp;", "&")
    html = client.get(f"/personnes/{following}").content.decode()
    assert "Astrid" in html
    assert "Anna" not in html
    assert "Bob" in client.get("/personnes/?lettre=B").content.decode()
    assert "9 novembre" in client.get("/personnes/?lettre=0").content.decode()
    assert "Aucune personne" in client.get("/personnes/?lettre=z").content.decode()


def test_many_people_begin_with_the_first_letter_that_has_any(client, monkeypatch):
    monkeypatch.setattr("articles.views.indexes.AT_ONCE", 2)
    for name in ("Dora", "Dune", "Zoé"):
        make_article(people=[name])
    html = client.get("/personnes/").content.decode()
    assert "Dune" in html
    assert '<a href="?lettre=d" aria-current="page">D</a>' in html


def test_people_are_listed_by_country(client):
    make_article(people=[make_person("Ana Testova", country="CU"), make_person("Ben Testas", country="FR")])
    make_article(people=[make_person("Caché Testu", country="LA")], status="draft")
    html = client.get("/pays/personnes/").content.decode()
    assert re.search(r'/personnes/\?pays=cuba">Cuba</a> <span class="n">1\u00a0personne<', html)
    assert "Laos" not in html
    html = client.get("/personnes/?pays=cuba").content.decode()
    assert "Ana Testova" in html
    assert "Ben Testas" not in html
    assert client.get("/personnes/?pays=atlantide").status_code == 404


def test_countries_and_tags_come_with_their_counts(client):
    make_articles(3, countries=["CI"], tags=["Coton"])
    make_article(countries=["FR"])
    html = client.get("/pays/").content.decode()
    assert re.search(r'/pays/[^"]*ivoire/">[^<]+</a> <span class="n">3</span>', html)
    assert re.search(r'Coton</a> <span class="n">3</span>', client.get("/sujets/").content.decode())


# --- Not found, errors ------------------------------------------------------------------------------
def test_unknown_address_says_so_in_french(client):
    response = client.get("/nulle/part/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/personnes/personne/", "/pays/atlantide/", "/sujets/rien/", "/articles/9/"]
)
def test_unknown_row_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_server_error_page_needs_no_database():
    visitor = Client(raise_request_exception=False)
    with connection.execute_wrapper(_broken):
        response = visitor.get("/")
    assert response.status_code == 500
    assert "Une erreur est survenue" in response.content.decode()


def _broken(execute, sql, params, many, context):
    raise OperationalError("no database")


@pytest.mark.parametrize("address", ["/", "/articles/", "/flux.atom", "/sitemap.xml"])
def test_pages_are_read_only(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_embargo_that_has_ended_shows_without_a_new_derivation(client):
    article = make_article(
        "Levée", countries=["CU"], embargo_until=timezone.now() + datetime.timedelta(hours=1)
    )
    assert client.get(article.get_absolute_url()).status_code == 404
    past = timezone.now() - datetime.timedelta(seconds=1)
    type(article).objects.filter(pk=article.pk).update(public_from=past)
    article.country_mentions.update(public_from=past)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get("/pays/cuba/").status_code == 200
