"""What a person's, country's or subject's page tells at a glance."""

import re

import pytest

from articles import portraits
from articles.models import Article
from articles.models.derived import rederive
from articles.portraits import portrait

from .factories import make_article, make_articles, make_country, make_person, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    """A person in two offices over three years, met with one person three times and another once."""
    ana, ben, cleo = make_person("Ana Testova"), make_person("Ben Testas"), make_person("Cléo Testu")
    make_article(on="2018-03-02", people=[(ana, "ministre"), ben], countries=["CU"])
    make_article(on="2020-05-01", date_precision="month", people=[(ana, "Ministre"), ben], countries=["CU"])
    make_article(on="2020-06-07", people=[(ana, "présidente"), ben, cleo], countries=["CU", "VN"])
    make_article(on=None, people=[(ana, "présidente")])
    make_article(on="2022-01-01", people=[(ana, "reine")], status="draft")
    return ana


@pytest.mark.parametrize("read", [500, 1])
def test_first_and_last_mention_and_years_are_exact_however_long_the_list(monkeypatch, ana, read):
    monkeypatch.setattr(portraits, "READ", read)
    ana.refresh_from_db()
    found = portrait(ana, ana.article_count)
    assert found.first == "2\u00a0mars 2018"
    assert [(bar.label, bar.count) for bar in found.years.bars] == [("2018", 1), ("2019", 0), ("2020", 2)]
    assert found.whole == (read == 500)


@pytest.mark.parametrize("read", [500, 1])
def test_offices_come_with_the_dates_on_which_they_are_attested(monkeypatch, ana, read):
    monkeypatch.setattr(portraits, "READ", read)
    found = portrait(ana, 4)
    assert [(office.words, office.since, office.until, office.count) for office in found.offices] == [
        ("présidente", "7\u00a0juin 2020", "7\u00a0juin 2020", 2),
        ("Ministre", "2\u00a0mars 2018", "mai 2020", 2),
    ]


def test_company_is_counted_and_leads_to_the_common_articles(client, ana):
    found = portrait(ana, 4)
    assert [(one.name, one.count) for one in found.people] == [("Ben Testas", 3), ("Cléo Testu", 1)]
    assert [one.count for one in found.countries] == [3, 1]
    html = client.get(found.people[0].together).content.decode()
    assert '<p class="total">3\u00a0articles' in html


def test_pages_show_the_portrait_on_the_first_page_only(client, ana):
    html = client.get("/personnes/ana-testova/").content.decode()
    assert "Première mention" in html
    assert re.search(r'<a href="/articles/[^"]+">2\u00a0mars 2018</a> – <a href="[^"]+">mai 2020</a>', html)
    assert "Souvent avec" in html
    assert "reine" not in html
    make_articles(25, people=[ana])
    following = re.search(
        r'<a href="([^"]+)" rel="next">', client.get(ana.get_absolute_url()).content.decode()
    )[1]
    html = client.get(ana.get_absolute_url() + following.replace("&amp;", "&")).content.decode()
    assert "Première mention" not in html


def test_country_and_tag_have_portraits_too(ana):
    country = make_country("CU")
    found = portrait(country, 3)
    assert [one.count for one in found.people] == [3, 3, 1]
    assert make_country("VN").name in [one.name for one in found.countries]
    assert country.name not in [one.name for one in found.countries]
    tag = make_tag("Seul")
    make_article(on=None, tags=[tag])
    found = portrait(tag, 1)
    assert (found.first, found.last, found.years) == ("", "", None)


def test_spelling_that_only_a_hidden_article_has_is_not_told(client):
    ana = make_person("Ana Testova", spellings=["Anna Testova", "Ana Testová", "A. Testova"])
    make_article(people=[{"person": ana, "read_as": "Ana Testová"}])
    make_article(people=[{"person": ana, "read_as": "Anna Testova"}], status="draft")
    html = client.get("/personnes/ana-testova/").content.decode()
    assert "Ana Testová" in html
    assert "A. Testova" in html  # an editor's
    assert "Anna Testova" not in html
    Article.objects.update(status="published")
    rederive(Article.objects.values_list("pk", flat=True))
    assert "Anna Testova" in client.get("/personnes/ana-testova/").content.decode()
