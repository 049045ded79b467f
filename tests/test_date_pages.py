"""The pages of years, months and days."""

import pytest

from articles.calendars import squares

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


def test_year_page_draws_its_days_and_says_what_is_dated_to_the_year_alone(client):
    make_article(on="2021-01-01", date_precision="year")
    make_article(on="2021-07-01", date_precision="month")
    make_article(on="2021-07-28")
    make_article(on="2021-01-01", status="draft")
    html = client.get("/dates/2021/").content.decode()
    assert "3\u00a0articles, dont 1 daté à l’année seulement" in html
    assert "1\u00a0jour a des articles, le plus le 28\u00a0juillet 2021" in html
    # a Wednesday in the thirty-first week from the Monday before New Year
    assert '<path class="d4" fill="#8f1d1d" d="M30 2h.8v.8h-.8z"/>' in html
    html = client.get("/dates/2021/07/").content.decode()
    assert "2\u00a0articles, dont 1 daté au mois seulement" in html
    assert "seulement" not in client.get("/dates/2021/07/28/").content.decode()


@pytest.mark.parametrize(("year", "width"), [(1, 53), (2000, 53), (2012, 54), (9999, 53)])
def test_squares_hold_every_day_once(year, width):
    drawn = squares(year, {f"{year:04}-12-31": 3})
    assert (drawn.bare + drawn.shades[0][1]).count("M") == (366 if year in (2000, 2012) else 365)
    assert drawn.width == width
    assert len(drawn.ticks) == 12
    assert squares(year, {}) is None


def test_articles_of_no_known_year_stand_beside_their_day_and_month(client):
    make_article(on="2021-10-16")
    for number in range(7):
        make_article(f"Partiel {number}", on=None, partial_date="--10-16")
    make_article("Autre jour", on=None, partial_date="--10-17")
    make_article("Brouillon", on=None, partial_date="--10-16", status="draft")
    make_article("Rien", on=None)
    make_article("Déduit", on="2019-10-16", partial_date="--10-16", date_basis="inferred", date_reason="Oui.")
    html = client.get("/dates/2021/10/16/").content.decode()
    assert "Articles du 16\u00a0octobre d’une année inconnue" in html
    assert html.count("année inconnue</span>") == 5
    assert '<a href="/dates/sans-date/10/16/">Tous ces articles</a>' in html
    assert "Autre jour" not in html
    html = client.get("/dates/2021/10/").content.decode()
    assert "Articles d’octobre d’une année inconnue" in html
    assert "Autre jour" in html
    html = client.get("/dates/sans-date/10/16/").content.decode()
    assert "7\u00a0articles" in html
    assert "16\u00a0octobre, année inconnue</h1>" in html
    html = client.get("/dates/sans-date/10/").content.decode()
    assert "8\u00a0articles" in html
    assert "Octobre, année inconnue</h1>" in html
    for page in ("/dates/2021/10/16/", "/dates/2021/10/", "/dates/sans-date/10/", "/dates/sans-date/"):
        html = client.get(page).content.decode()
        assert "Brouillon" not in html
        assert "Déduit" not in html
    html = client.get("/dates/sans-date/").content.decode()
    assert '<a href="/dates/sans-date/10/">octobre</a>' in html
    assert '<span class="none">mai</span>' in html


def test_page_of_days_without_a_year_has_one_address_and_holds_the_leap_day(client):
    make_article("Bissextile", on=None, partial_date="--02-29")
    assert "Bissextile" in client.get("/dates/sans-date/02/29/").content.decode()
    assert client.get("/dates/sans-date/2/29/").url == "/dates/sans-date/02/29/"
    assert client.get("/dates/sans-date/2/").url == "/dates/sans-date/02/"
    for page in ("02/30", "13", "00", "03", "02/28"):
        assert client.get(f"/dates/sans-date/{page}/").status_code == 404
