"""The list of articles: its filters, and paging by key."""

import datetime
import re

import pytest

from articles import paging
from articles.filters import ArticleFilter
from articles.models import Article
from articles.models.derived import rederive

from .factories import make_article, make_articles, make_country, make_person, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """Pages of three, so that a few articles fill several."""
    monkeypatch.setattr(paging.paginate, "__kwdefaults__", {"size": 3, "oldest_first": False})


def titles(client, address: str) -> list[str]:
    """Headlines of the page at ``address``, in order."""
    response = client.get(address)
    assert response.status_code == 200
    found = re.findall(r'class="card-title"><a href="[^"]+">(.*?)</a>', response.content.decode())
    return [re.sub("<[^>]+>", "", title) for title in found]


def link(client, address: str, words: str) -> str:
    """Where the page's link with these words leads; empty when there is none."""
    html = client.get(address).content.decode()
    found = re.search(rf'<a href="([^"]*)"[^>]*>{words}</a>', html)
    return address.split("?")[0] + found[1].replace("&amp;", "&") if found else ""


def walk(client, address: str, words: str) -> list[list[str]]:
    """The headlines of every page from ``address`` on, following the link with these words."""
    pages = []
    while address:
        pages.append(titles(client, address))
        assert len(pages) < 50
        address = link(client, address, words)
    return pages


# --- Filters ------------------------------------------------------------------------------------------
@pytest.fixture
def some():
    """Six articles that every filter can tell apart."""
    ana, ben = make_person("Ana Testová", spellings=["Ana Testova"]), make_person("Ben Testas")
    make_article("A", on="2021-07-28", people=[ana, ben], countries=["CU", "VN"], tags=["Riz"])
    make_article("B", on="2021-07-01", date_precision="month", people=[ana], countries=["CU"], photos=["x"])
    make_article("C", on="2021-02-03", people=[ben], countries=["VN"], tags=["Riz", "Café"])
    make_article("D", on="2021-01-01", date_precision="year", countries=["CU"])
    make_article("E", on="2019-12-31", body="Une rizière pilote.")
    make_article("F", on=None)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("named", [0, 5_000])  # rows met on the way, or named by their ids
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "ABCDEF"),
        ("pays=cuba", "ABD"),
        ("pays=CU", "ABD"),
        ("pays=Cuba", "ABD"),
        ("pays=cuba&pays=viet-nam", "A"),
        ("pays=cuba&pays=cuba", "ABD"),
        ("sans_pays=cuba", "CEF"),
        ("pays=viet-nam&sans_pays=cuba", "C"),
        ("personne=ana-testova", "AB"),
        ("personne=ANA%20testova", "AB"),
        ("personne=ana-testova&personne=ben-testas", "A"),
        ("sujet=riz", "AC"),
        ("sujet=CAFE", "C"),
        ("sans_sujet=riz", "BDEF"),
        ("sujet=riz&pays=viet-nam&personne=ben-testas", "AC"),
        ("annee=2021", "ABCD"),
        ("annee=2021&mois=7", "AB"),
        ("annee=2021&mois=07&jour=28", "A"),
        ("annee=2021&mois=1", ""),
        ("annee=2021&mois=7&jour=1", ""),
        ("annee=1999", ""),
        ("annee=2021&pays=cuba", "ABD"),
        ("annee=2021&mois=7&personne=ana-testova&photo=oui", "B"),
        ("photo=oui", "B"),
        ("photo=non&pays=cuba", "AD"),
        ("q=riziere", "E"),
        ("q=testova&pays=cuba", "AB"),
        ("tri=anciens", "EDCBAF"),
        ("tri=anciens&pays=cuba", "DBA"),
        ("pays=&q=&annee=", "ABCDEF"),
    ],
)
def test_filter_finds(client, monkeypatch, asked, found, named):
    monkeypatch.setattr("articles.filters._NAMED", named)
    monkeypatch.setattr(paging.paginate, "__kwdefaults__", {"size": 20, "oldest_first": False})
    assert "".join(titles(client, f"/articles/?{asked}")) == found


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("pays=atlantide", "rien ne s’appelle «\u00a0atlantide\u00a0»"),
        ("personne=nemo", "«\u00a0nemo\u00a0»"),
        ("sujet=%3Cb%3E", "&lt;b&gt;"),
        ("annee=abc", "Filtre «\u00a0Année\u00a0» ignoré"),
        ("annee=0", "Filtre «\u00a0Année\u00a0» ignoré"),
        ("annee=99999999999999999999", "Filtre «\u00a0Année\u00a0» ignoré"),
        ("annee=2021&mois=13", "Filtre «\u00a0Mois\u00a0» ignoré"),
        ("mois=7", "Le mois est ignoré faute d’année"),
        ("annee=2021&jour=7", "Le jour est ignoré faute de mois"),
        ("annee=2021&mois=2&jour=30", "février 2021 n’a que 28 jours"),
        ("photo=peut-etre", "Filtre «\u00a0Photo\u00a0» ignoré"),
        ("tri=hasard", "Filtre «\u00a0Ordre\u00a0» ignoré"),
        ("q=%3F%3F%3F", "Il n’y a pas de mot à chercher"),
        ("apres=hier", "Cette page de la liste n’existe pas"),
        ("avant=2021-02-30.1", "Cette page de la liste n’existe pas"),
    ],
)
def test_value_that_is_not_understood_is_left_out_and_said(client, asked, said):
    response = client.get(f"/articles/?{asked}")
    assert response.status_code == 200
    assert said in response.content.decode()
    assert titles(client, f"/articles/?{asked}")


@pytest.mark.usefixtures("some")
def test_unknown_value_does_not_take_the_known_ones_away(client):
    assert titles(client, "/articles/?pays=cuba&pays=atlantide") == ["A", "B", "D"]


@pytest.mark.usefixtures("some")
def test_person_known_only_from_drafts_is_not_known(client):
    make_article("Brouillon", people=["Secrète Testas"], status="draft")
    html = client.get("/articles/?personne=Secr%C3%A8te+Testas").content.decode()
    assert "rien ne s’appelle" in html


@pytest.mark.usefixtures("some")
def test_chosen_filters_are_shown_and_can_be_taken_away(client):
    html = client.get("/articles/?q=testova&pays=CU&pays=viet-nam&annee=2021&photo=non").content.decode()
    chips = re.findall(r'<li><a href="([^"]*)"><span class="chip-label">(.*?)</span> (.*?) <span', html)
    assert [(label, value, href.replace("&amp;", "&")) for href, label, value in chips] == [
        ("Mots", "testova", "?pays=CU&pays=viet-nam&annee=2021&photo=non"),
        ("Pays", "Cuba", "?q=testova&pays=viet-nam&annee=2021&photo=non"),
        ("Pays", make_country("VN").name, "?q=testova&pays=CU&annee=2021&photo=non"),
        ("Date", "2021", "?q=testova&pays=CU&pays=viet-nam&photo=non"),
        ("Photo", "sans photo", "?q=testova&pays=CU&pays=viet-nam&annee=2021"),
    ]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("", "6\u00a0articles"),
        ("pays=cuba", "3\u00a0articles"),
        ("pays=viet-nam&sujet=riz", "2\u00a0articles"),
        ("annee=2021", "4\u00a0articles"),
        ("annee=2021&mois=7", "2\u00a0articles"),
        ("q=riziere", "1\u00a0article<"),
        ("annee=1999", "Aucun article"),
        ("sans_pays=cuba", "3\u00a0articles"),
    ],
)
def test_total_agrees_with_the_list(client, asked, total):
    assert f'<p class="total">{total}' in client.get(f"/articles/?{asked}").content.decode()


def test_total_is_counted_up_to_a_cap(client, monkeypatch):
    monkeypatch.setattr("articles.filters.COUNTED", 4)
    monkeypatch.setattr("articles.filters._NAMED", 4)
    monkeypatch.setattr("articles.views.lists.COUNTED", 4)
    make_articles(5, body="du riz", tags=["Riz"])
    assert "Plus de 4\u00a0articles" in client.get("/articles/?q=riz").content.decode()
    assert "Plus de 4\u00a0articles" in client.get("/articles/?photo=non").content.decode()
    assert "5\u00a0articles" in client.get("/articles/?sujet=riz").content.decode()


@pytest.mark.parametrize(
    ("asked", "indexed"),
    [
        ("", True),
        ("?pays=cuba", True),
        ("?q=accord", True),
        ("?q=accord&tri=anciens", True),
        # what a stranger wrote into an address is no page of ours
        ("?q=introuvable", False),
        ("?q=accord -casino", False),
        ("?q=accord&pays=casino", False),
    ],
)
def test_result_leads_search_engines_to_the_whole_list_unless_it_repeats_foreign_words(
    client, asked, indexed
):
    make_article("Un accord", countries=["CU"])
    html = client.get("/articles/" + asked).content.decode()
    assert ('<link rel="canonical" href="http://testserver/articles/">' in html) is indexed
    assert ('<meta name="robots" content="noindex, follow">' in html) is not indexed


def test_filters_are_explicit():
    allowed = {"q", "pays", "personne", "sujet", "sans_pays", "sans_personne", "sans_sujet"}
    allowed |= {"annee", "mois", "jour", "photo", "tri", "relecture", "datation"}
    assert set(ArticleFilter.base_filters) == allowed | {"lieu", "agence", "sans_lieu", "sans_agence"}


# --- Paging -------------------------------------------------------------------------------------------
def test_pages_follow_each_other_both_ways_and_hold_each_article_once(client):
    made = [article.headline for article in make_articles(8)]
    forward = walk(client, "/articles/", "Page suivante")
    assert [title for page in forward for title in page] == made
    assert [len(page) for page in forward] == [3, 3, 2]
    last = link(client, "/articles/", "Dernière page")
    backward = walk(client, last, "Page précédente")
    assert backward == [made[5:8], made[2:5], made[0:3]]


def test_last_page_is_full_and_first_leads_back(client):
    made = [article.headline for article in make_articles(8)]
    last = link(client, "/articles/", "Dernière page")
    assert titles(client, last) == made[-3:]
    assert link(client, last, "Page suivante") == ""
    assert titles(client, link(client, last, "Première page")) == made[:3]


def test_pages_of_one_day_are_told_apart_by_number(client):
    made = [make_article(on="2021-07-28").headline for _ in range(5)] + ["x"]
    made[5:] = [make_article(on=None).headline for _ in range(4)]
    expected = [*reversed(made[:5]), *reversed(made[5:])]
    assert [t for page in walk(client, "/articles/", "Page suivante") for t in page] == expected


def test_oldest_first_pages_too(client):
    made = [article.headline for article in make_articles(7)]
    pages = walk(client, "/articles/?tri=anciens", "Page suivante")
    assert [title for page in pages for title in page] == made[::-1]
    last = link(client, "/articles/?tri=anciens", "Dernière page")
    assert titles(client, last) == made[:3][::-1]


@pytest.mark.parametrize("undated", [1, 3, 5])
@pytest.mark.parametrize("place", ["/articles/?tri=anciens", "/articles/?tri=anciens&q=riz&pays=cuba"])
def test_undated_come_last_with_the_oldest_first_too(client, place, undated):
    dated = [a.headline for a in make_articles(4, body="Du riz.", countries=["CU"])][::-1]
    made = [make_article(on=None, body="Du riz.", countries=["CU"]) for _ in range(undated)]
    expected = [*dated, *(article.headline for article in made)]
    assert [t for page in walk(client, place, "Page suivante") for t in page] == expected
    last = link(client, place, "Dernière page")
    backward = walk(client, last, "Page précédente")
    # the first page is always whole, so it repeats some of the second
    assert list(dict.fromkeys(t for page in reversed(backward) for t in page)) == expected
    lines = client.get(place.replace("/articles/", "/articles.csv")).getvalue().decode().splitlines()[1:]
    assert [line.split(",")[1] for line in lines] == expected


@pytest.mark.parametrize(
    "address", ["/articles/?pays=cuba&q=riz", "/articles/?personne=ana-testova&annee=2021"]
)
def test_paging_keeps_the_filters(client, address):
    ana = make_person("Ana Testova")
    wanted = make_articles(7, people=[ana], countries=["CU"], body="Du riz.")
    make_articles(5)
    pages = walk(client, address, "Page suivante")
    assert [t for page in pages for t in page] == [article.headline for article in wanted]


@pytest.mark.parametrize("place", ["/personnes/ana-testova/", "/pays/cuba/", "/sujets/riz/", "/dates/2021/"])
def test_every_list_has_pages(client, place):
    made = make_articles(7, people=[make_person("Ana Testova")], countries=["CU"], tags=["Riz"])
    assert [t for page in walk(client, place, "Page suivante") for t in page] == [a.headline for a in made]


def test_article_published_meanwhile_moves_nothing(client):
    made = [article.headline for article in make_articles(6)]
    second = link(client, "/articles/", "Page suivante")
    make_article("Nouveau", on="2026-01-01")
    assert titles(client, second) == made[3:]


def test_key_beyond_either_end_shows_the_first_page(client):
    made = [article.headline for article in make_articles(4)]
    assert titles(client, "/articles/?apres=0001-01-01.1") == made[:3]
    assert titles(client, "/articles/?avant=9999-12-31.999999999999999999") == made[:3]


def test_ranked_list_has_pages(client, monkeypatch):
    monkeypatch.setattr("articles.views.lists.paginate_ids", _by_three(paging.paginate_ids))
    make_articles(7, body="Du riz.")
    best = make_article("Riz, riz et riz", on="2001-01-01")
    pages = walk(client, "/articles/?q=riz&tri=pertinence", "Page suivante")
    assert [len(page) for page in pages] == [3, 3, 2]
    assert pages[0][0] == best.headline
    assert len({title for page in pages for title in page}) == 8
    for number in ("0", "-1", "99", "x", "9" * 30, "²"):
        assert titles(client, f"/articles/?q=riz&tri=pertinence&page={number}")


def _by_three(function):
    return lambda ids, params: function(ids, params, size=3)


def test_page_is_read_along_the_index_of_its_order(django_assert_num_queries):
    """One range of an index in date order: no sort, no OFFSET, no COUNT."""
    for walked in _walks():
        queryset = walked.filter(paging._Row("<", datetime.date(2021, 7, 1), 5))
        plan = str(queryset.order_by("-walk_day", "-walk_id")[:4].explain()).upper()
        assert "B-TREE FOR ORDER BY" not in plan, plan
        sql = str(queryset.order_by("-walk_day", "-walk_id")[:4].query)
        assert "OFFSET" not in sql


def _walks():
    from articles.walks import walk_all, walk_of

    person, tag, country = make_person("Ana Testova"), make_tag("Riz"), make_country("CU")
    made = make_articles(30, people=[person], countries=[country], tags=[tag])
    rederive([article.pk for article in made])
    assert Article.objects.public().count() == 30
    return [walk_all(), walk_of(person), walk_of(country), walk_of(tag)]
