"""Drafts, withdrawn, trashed and embargoed articles are nowhere to be found."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, Country, Period, Related, Tag, Tally
from articles.models.derived import rederive

from .factories import make_article, make_document, make_person, make_tag

pytestmark = pytest.mark.django_db

HIDDEN = {
    "draft": {"status": "draft"},
    "withdrawn": {"status": "withdrawn"},
    "trashed": {"trashed_at": timezone.now()},
    "embargoed": {"embargo_until": timezone.now() + datetime.timedelta(days=2)},
}
SECRET = "Xylophonie"
LISTS = [
    "/",
    "/articles/",
    "/articles/?q=xylophonie",
    "/articles/?q=xylophonie&tri=pertinence",
    "/articles/?tri=anciens",
    "/articles/?fin=1",
    "/articles/?pays=cuba",
    "/articles/?personne=partagee-testas",
    "/articles/?sujet=partage",
    "/articles/?annee=2021&mois=7",
    "/articles/?photo=oui",
    "/personnes/",
    "/personnes/partagee-testas/",
    "/pays/",
    "/pays/cuba/",
    "/carte/",
    "/sujets/",
    "/sujets/partage/",
    "/dates/",
    "/dates/2021/",
    "/dates/2021/07/",
    "/dates/2021/07/28/",
    "/flux.atom",
    "/flux.rss",
    "/relations/",
    "/articles.json",
    "/articles.csv?q=xylophonie",
    "/articles.atom?pays=cuba",
    "/suggestions.json?genre=personne&debut=xylo",
    "/suggestions.json?genre=sujet&debut=xylo",
    "/personnes/partagee-testas/flux.atom",
    "/pays/cuba/flux.atom",
    "/sujets/partage/flux.atom",
    "/sitemap-articles-1.xml",
    "/sitemap-personnes-1.xml",
    "/sitemap-sujets-1.xml",
    "/sitemap-general-1.xml",
]


@pytest.fixture(params=HIDDEN)
def hidden(request):
    """An article that readers may not see, sharing everything with one that they may."""
    shared, tag = make_person("Partagée Testas"), make_tag("Partage")
    links = {"people": [shared], "countries": ["CU"], "tags": [tag], "photos": ["Une photo."]}
    make_article("Visible", **links)
    own = {
        "people": [shared, f"{SECRET} Personne"],
        "countries": ["CU", "LA"],
        "tags": [tag, f"{SECRET} sujet"],
        "photos": ["Une photo."],
    }
    return make_article(f"{SECRET} cachée", body=f"{SECRET} encore.", **own, **HIDDEN[request.param])


def test_hidden_article_has_no_page(client, hidden):
    make_document(hidden, text=SECRET)
    slug = hidden.get_absolute_url()
    for address in (slug, f"/articles/{hidden.pk}/", f"{slug}recu/", f"/articles/{hidden.pk}/citation.bib"):
        response = client.get(address)
        assert response.status_code in {404, 410}, address
        assert SECRET.lower() not in response.content.decode().lower()


def test_only_what_was_withdrawn_says_that_it_is_gone(client, hidden):
    gone = client.get(hidden.get_absolute_url()).status_code == 410
    assert gone == (hidden.status == "withdrawn")


@pytest.mark.parametrize("address", LISTS)
def test_hidden_article_is_in_no_list_search_feed_or_sitemap(client, hidden, address):
    response = client.get(address)
    assert response.status_code == 200
    html = response.getvalue().decode().lower().replace("q=xylophonie", "").replace('value="xylophonie"', "")
    html = html.replace("xylophonie – recherche", "").replace("</span> xylophonie", "")
    assert "xylophonie" not in html
    assert f"/articles/{hidden.pk}/" not in html


def test_what_only_a_hidden_article_knows_has_no_page(client, hidden):
    for address in (
        "/personnes/xylophonie-personne/",
        "/sujets/xylophonie-sujet/",
        "/pays/laos/",
        "/pays/cuba/avec/laos/",
        "/personnes/xylophonie-personne/flux.atom",
        "/sujets/xylophonie-sujet/flux.rss",
        "/pays/laos/flux.atom",
    ):
        assert client.get(address).status_code == 404, address


def test_hidden_article_counts_nowhere(hidden):
    assert Country.objects.get(code="CU").article_count == 1
    assert Country.objects.get(code="LA").article_count == 0
    assert Tag.objects.get(name="Partage").article_count == 1
    assert set(Period.objects.values_list("article_count", flat=True)) <= {0, 1}
    assert set(Tally.objects.values_list("article_count", flat=True)) <= {0, 1}


def test_teaser_of_a_hidden_article_is_not_linked(client, hidden):
    visible = Article.objects.get(headline="Visible")
    Related.objects.create(article=visible, headline="Annonce", target=hidden)
    rederive([visible.pk])
    html = client.get(visible.get_absolute_url()).content.decode()
    assert "Annonce" in html
    assert f"/articles/{hidden.pk}/" not in html


def test_article_that_is_withdrawn_leaves_every_page(client):
    article = make_article(f"{SECRET} retirée", countries=["CU"], tags=["Seul"], people=["Seule Testas"])
    announcing = make_article("Annonce", related=[{"headline": "Elle", "target": article}])
    assert client.get("/pays/cuba/").status_code == 200
    article.status = "withdrawn"
    article.save()
    rederive([article.pk])
    for address in ("/pays/cuba/", "/sujets/seul/", "/personnes/seule-testas/", article.get_absolute_url()):
        assert client.get(address).status_code in {404, 410}, address
    assert article.get_absolute_url() not in client.get(announcing.get_absolute_url()).content.decode()


def test_refused_person_is_not_linked_to_the_article(client):
    person = make_person("Refusée Testas")
    article = make_article("Un article", people=[{"person": person, "state": "refused"}])
    assert client.get(person.get_absolute_url()).status_code == 404
    assert "Refusée" not in client.get(article.get_absolute_url()).content.decode()
    assert "Refusée" not in client.get("/articles/").content.decode()


@pytest.mark.parametrize("state", HIDDEN)
def test_spelling_of_a_hidden_article_alone_finds_nothing(client, state):
    person = make_person("Partagée Testas", spellings=["Xylophonia Testas"])
    make_article("Visible", people=[person], body="Du riz.")
    mention = {"person": person, "read_as": "Xylophonia Testas"}
    article = make_article("Cachée", people=[mention], **HIDDEN[state])
    places = (
        "/articles/?q=xylophonia",
        '/articles/?q="xylophonia testas"',
        "/articles/?personne=Xylophonia+Testas",
        "/suggestions.json?genre=personne&debut=xylo",
        "/articles.csv?q=xylophonia",
        "/personnes/partagee-testas/",
    )
    for place in places:
        content = client.get(place).getvalue().decode()
        if "?personne" in place:  # not understood, and said so
            assert "ignoré" in content
        elif "?" in place:
            assert "Visible" not in content
            assert "Partagée" not in content
        else:
            assert "Xylophonia" not in content
    assert "Aucun article" in client.get("/articles/?q=xylophonia").content.decode()
    assert "Visible" in client.get("/articles/?q=riz+-xylophonia").content.decode()
    Article.objects.filter(pk=article.pk).update(status="published", trashed_at=None, embargo_until=None)
    rederive([article.pk])
    html = client.get("/articles/?q=xylophonia").content.decode()
    assert "Visible" in html
    assert "Cach" in html
    assert "Aucun article" in client.get("/articles/?q=riz+-xylophonia").content.decode()
    assert "Partagée" in client.get("/suggestions.json?genre=personne&debut=xylo").content.decode()
