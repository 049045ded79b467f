"""The pages of years, months and days."""

import pytest

from .factories import make_article

pytestmark = pytest.mark.django_db


def test_year_month_and_day_hold_what_is_dated_that_precisely(client):
    make_article("Un accord sur le riz", on="2021-07-28")
    make_article("Au mois", on="2025-07-01", date_precision="month")
    make_article("À l’année", on="2019-01-01", date_precision="year")
    pages = {
        a: client.get(a).content.decode() for a in ("/dates/2019/", "/dates/2025/07/", "/dates/2021/07/28/")
    }
    assert "À l’année" in pages["/dates/2019/"]
    assert "Au mois" in pages["/dates/2025/07/"]
    assert "Un accord sur le riz" in pages["/dates/2021/07/28/"]
    assert client.get("/dates/2019/01/").status_code == 404
    assert client.get("/dates/2025/07/01/").status_code == 404


def test_date_page_leads_to_the_neighbours_that_have_articles(client):
    for day in ("2019-03-02", "2021-07-28", "2021-12-31"):
        make_article(on=day)
    make_article(on="2020-05-05", status="draft")
    html = client.get("/dates/2021/07/28/").content.decode()
    assert '<a href="/dates/2019/03/02/" rel="prev">' in html
    assert '<a href="/dates/2021/12/31/" rel="next">' in html
    html = client.get("/dates/2021/07/").content.decode()
    assert '<a href="/dates/2019/03/" rel="prev">' in html
    assert '<a href="/dates/2021/12/" rel="next">' in html
    html = client.get("/dates/2021/").content.decode()
    assert '<a href="/dates/2019/" rel="prev">' in html
    assert 'rel="next"' not in html


def test_day_without_articles_is_not_found_but_leads_on(client):
    make_article(on="2021-07-28")
    response = client.get("/dates/2021/07/30/")
    assert response.status_code == 404
    assert '<a href="/dates/2021/07/28/" rel="prev">' in response.content.decode()


def test_month_without_its_nought_leads_to_the_one_address(client):
    make_article(on="2021-07-28")
    assert client.get("/dates/2021/7/").url == "/dates/2021/07/"
    assert client.get("/dates/2021/7/28/").url == "/dates/2021/07/28/"


@pytest.mark.parametrize(
    "address", ["/dates/2021/13/", "/dates/2021/02/30/", "/dates/0000/", "/dates/99999/"]
)
def test_impossible_date_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_ends_of_the_calendar_are_dates_too(client, year):
    make_article("Au bout", on=f"{year}-12-31")
    make_article("Sans date", on=None)
    for address in (f"/dates/{year}/", f"/dates/{year}/12/", f"/dates/{year}/12/31/"):
        html = client.get(address).content.decode()
        assert "Au bout" in html
        assert "Sans date<" not in html
