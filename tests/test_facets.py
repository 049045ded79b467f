"""Facets: their counts agree with the lists they lead to."""

import re

import pytest

from articles import facets, filters
from articles.charts import chart

from .factories import make_article, make_articles, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def some():
    ana, ben = make_person("Ana Testová"), make_person("Ben Testas")
    make_article("A", on="2021-07-28", people=[ana, ben], countries=["CU", "VN"], tags=["Riz"], agency="VNA")
    make_article("B", on="2021-07-01", date_precision="month", people=[ana], countries=["CU"], photos=["x"])
    make_article("C", on="2021-02-03", people=[ben], countries=["VN"], tags=["Riz", "Café"], agency="APS")
    make_article("D", on="2020-01-01", date_precision="year", countries=["CU"], agency="APS", place="Alger")
    make_article("E", on="2019-12-31", review="reviewed", agency="APS", place="Oran")
    make_article("F", on=None, partial_date="--10-16", date_basis="", countries=["CU"])


def offered(client, address: str) -> list[tuple[str, str, int]]:
    """Each value that narrows: its address, its words, its count."""
    html = client.get(address).content.decode().split('<aside class="facets"')[1]
    found = re.findall(
        r'<a href="(\?[^"]*)" rel="nofollow">([^<]*)</a> <span class="n">(\d+)</span>'
        r'|<th scope="row"><a href="(\?[^"]*)">([^<]*)</a></th><td>(\d+)</td>',
        html,
    )
    return [((a or b).replace("&amp;", "&"), c or d, int(e or f)) for a, c, e, b, d, f in found]


def total(client, address: str) -> int:
    html = client.get(f"/articles/{address}").content.decode()
    words = re.search(r'<p class="total">(\w+)', html)[1]
    return 0 if words == "Aucun" else int(words)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?pays=cuba",
        "?personne=ana-testova",
        "?sujet=riz",
        "?sans_pays=cuba",
        "?annee=2021",
        "?annee=2021&mois=7",
        "?photo=non",
        "?agence=APS",
        "?lieu=Alger&lieu=Oran",
        "?q=testas",
        "?relecture=non&datation=ecrite",
        "?q=testas&annee=2021",
        "?q=-testas",
        "?q=testova+-testas",
        '?q="ben+testas"&sans_pays=cuba',
        "?pays=cuba&personne=ana-testova",
        "?datation=partielle",
        "?sans_agence=APS",
    ],
)
@pytest.mark.parametrize("named", [0, 5_000])  # rows met on the way, or named by their ids
def test_every_count_agrees_with_the_list_it_leads_to(client, monkeypatch, asked, named):
    monkeypatch.setattr(filters, "_NAMED", named)
    values = offered(client, f"/articles/{asked}")
    assert len(values) > (0 if any(word in asked for word in ("annee", "lieu", "part", "+-")) else 3)
    assert {(words, total(client, address)) for address, words, _ in values} == {
        (words, count) for _, words, count in values
    }


@pytest.mark.usefixtures("some")
def test_value_can_be_excluded(client):
    html = client.get("/articles/?personne=ben-testas").content.decode()
    exclude = re.search(r'class="exclude" href="([^"]*sans_pays=cuba)"', html)[1].replace("&amp;", "&")
    html = client.get(f"/articles/{exclude}").content.decode()
    assert ">C</a>" in html
    assert ">A</a>" not in html


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("asked", ["", "?pays=cuba", "?annee=2021", "?annee=2021&mois=7"])
def test_long_result_names_values_without_numbers_and_keeps_exact_dates(client, monkeypatch, asked):
    exact = offered(client, f"/articles/{asked}")
    monkeypatch.setattr(filters, "COUNTED", 1)
    now = offered(client, f"/articles/{asked}")
    assert set(now) <= set(exact)
    dated = re.compile(r"(annee|mois|jour)=\d+$")
    assert [v for v in now if dated.search(v[0])] == [v for v in exact if dated.search(v[0])]
    if asked:
        html = client.get(f"/articles/{asked}").content.decode()
        assert "sans nombres" in html


@pytest.mark.usefixtures("some")
def test_time_narrows_from_year_to_month_to_day(client):
    year = next(a for a, words, _ in offered(client, "/articles/") if words == "2021")
    month = next(a for a, words, _ in offered(client, f"/articles/{year}") if words == "juillet")
    day = next((a for a, words, _ in offered(client, f"/articles/{month}") if words == "28"), "")
    assert day == "?annee=2021&mois=7&jour=28"
    assert total(client, day) == 1


def test_chart_draws_what_is_there_and_scales_to_the_most():
    drawn = chart([("2019", 1, "?a"), ("2020", 0, ""), ("2021", 400, "?b")], "Trois ans.")
    assert [bar.height for bar in drawn.bars] == [2.0, 0.0, drawn.height]
    assert all(bar.top + bar.height == drawn.height for bar in drawn.bars)
    assert chart([("2019", 5, "")], "") is None
    assert chart([("2019", 5, "?a"), ("2020", 1, "?b")], "").bars[0].width < 40
    assert chart([("2019", 0, ""), ("2020", 0, "")], "") is None


def test_very_long_time_draws_only_years_that_have_articles(client):
    make_articles(2, on="1950-01-02")
    make_articles(2, on="2021-01-02")
    years = [words for address, words, _ in offered(client, "/articles/") if "annee=" in address]
    assert years == ["1950", "2021"]


@pytest.mark.usefixtures("some")
def test_whole_archive_has_every_facet_and_counts_all_of_them_while_it_is_small(client, monkeypatch):
    def numbered(name: str) -> bool:
        page = client.get("/articles/").content.decode()
        section = page.split(f'<section aria-labelledby="f-{name}">')[1].split("</section>")[0]
        return '<span class="n">' in section

    plain = ("agence", "lieu", "photo", "relecture", "datation")
    assert all(numbered(name) for name in ("pays", "personne", "sujet", *plain))
    monkeypatch.setattr(facets, "WHOLE", 1)
    assert all(numbered(name) for name in ("pays", "personne", "sujet"))
    assert not any(numbered(name) for name in plain)
