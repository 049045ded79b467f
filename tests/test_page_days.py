"""The day that a page gives itself: above, below and beside the dispatch."""

import pytest

from tests.framed import FIRST, HEADLINE, SECOND, THIRD, read


def test_the_pages_date_is_read_below_its_menu():
    menu = ("Accueil", "Politique", "Économie", "Culture", "Sport", "Vidéos")
    article = read(*menu, "12/03/2019 08:15", HEADLINE, FIRST, SECOND, separator="\n")
    assert (article.date.value, article.date.basis) == ("2019-03-12", "stated")
    assert article.headline.value == HEADLINE


@pytest.mark.parametrize(
    "line",
    ["2019/03/12 08:15", "Publié le 2019-03-12 à 08:15", "fr.gazette.com | Publié le 2019-03-12 à 08:15"],
)
def test_a_date_line_may_begin_with_its_year(line):
    article = read(line, HEADLINE, FIRST, SECOND)
    assert (article.date.value, article.date.precision) == ("2019-03-12", "day")


def test_a_day_month_year_with_hyphens_is_no_bare_year():
    assert read("12-03-2019", HEADLINE, FIRST, SECOND).date.value == "2019-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "Agence de presse Xinhua     2019/03/12",
        "Agence de presse Xinhua, 12 mars 2019",
        "2019-03-12 08:15 | Agence de presse Xinhua",
    ],
)
def test_the_day_beside_the_agency_in_the_last_line_is_stated(line):
    article = read(HEADLINE, FIRST, SECOND, THIRD, line, "[Favoris] [Imprimer]")
    assert (article.date.value, article.date.precision, article.date.basis) == ("2019-03-12", "day", "stated")
    assert article.date.rule == "signed-day"
    assert article.date.reason
    assert article.agency.value == "Agence de presse Xinhua"
    assert article.paragraphs[-1].text == THIRD


def test_a_signed_day_that_a_weekday_of_the_text_speaks_against_is_a_doubt():
    article = read(HEADLINE, f"Réunis lundi 11 mars. {FIRST}", SECOND, THIRD, "Xinhua 2020/03/12")
    assert article.date is None
    assert article.partial_date == "--03-11"
    assert any("signature" in problem.message for problem in article.problems)


def test_a_signed_day_before_a_year_told_as_past_is_a_doubt():
    article = read(HEADLINE, FIRST, SECOND, f"L'accord a été signé en 2018. {THIRD}", "Xinhua 2012/03/12")
    assert article.date is None


def test_a_signed_day_gives_the_datelines_day_its_year():
    article = read(HEADLINE, f"Hanoï, 11 mars (Xinhua) -- {FIRST}", SECOND, THIRD, "Xinhua 2019/03/12")
    assert article.date.value == "2019-03-11"


def test_a_dated_agency_in_the_middle_of_a_story_signs_nothing():
    article = read(HEADLINE, FIRST, SECOND, THIRD, "Xinhua 2019/03/12", FIRST[:60] + ".", SECOND, THIRD)
    assert article.date is None


def test_a_feasts_day_in_parentheses_is_not_the_event():
    article = read(f"Le concours accompagne la Fête nationale du pays voisin (9 juillet). {FIRST}", SECOND)
    assert article.partial_date is None


def test_a_weekday_in_parentheses_is_the_event():
    article = read(f"La foire a ouvert samedi (9 juillet) devant la foule. {FIRST}", SECOND)
    assert article.partial_date == "--07-09"


def test_a_sentence_that_opens_with_a_month_and_tells_what_was_agreed_makes_the_year_past():
    told = "En mai 2019, à l'occasion d'une visite du ministre, les deux pays ont convenu de partager l'eau."
    article = read(f"Hanoï (VNA) – Le ministre est arrivé lundi 6 décembre. {FIRST}", told, SECOND)
    assert (article.date.value, article.date.basis) == ("2021-12-06", "inferred")


def test_a_sentence_that_opens_with_a_month_and_looks_ahead_makes_no_year_past():
    told = "En mai 2019, selon le plan que les deux pays ont adopté, la digue sera prête."
    article = read(f"Hanoï (VNA) – Le ministre est arrivé lundi 6 décembre. {FIRST}", told, SECOND)
    assert article.date is None


@pytest.mark.parametrize(
    "line", ["Monde 14/10/2024", "Monde MondeMonde14/10/2024 08:30", "jeudi, 14 octobre, 2024"]
)
def test_the_pages_date_may_follow_a_label_or_have_commas(line):
    article = read(HEADLINE, line, FIRST, SECOND)
    assert (article.date.value, article.date.precision) == ("2024-10-14", "day")
    assert article.paragraphs[0].text == FIRST


def test_a_headline_that_closes_with_a_day_is_no_label():
    article = read("Le bilan de la crue au 14/10/2024", FIRST, SECOND)
    assert article.headline.value == "Le bilan de la crue au 14/10/2024"


def test_the_first_day_of_a_visit_behind_a_countrys_name_is_told():
    article = read(f"Le ministre sera au Laos du 9 au 11 février prochain. {FIRST}", SECOND)
    assert article.partial_date == "--02-09"


@pytest.mark.parametrize(
    "line",
    [
        "2022-01-09 23:12 | Gazette.example.com",
        "mercredi 9 janvier 2022, par Lan",
        "Ajouté au 09/01/2022 par LÊ Lan",
        "Published at: 2022-01-09 21:58:00",
    ],
)
def test_the_pages_date_may_stand_beside_its_site_or_writer(line):
    assert read(HEADLINE, line, FIRST, SECOND).date.value == "2022-01-09"


def test_the_pages_month_is_refined_by_the_day_it_gives_itself():
    assert (
        read(" date 2022-09 mercredi, 21 septembre, 2022 à 15:35", FIRST, SECOND).date.value == "2022-09-21"
    )


def test_another_months_day_does_not_refine_the_pages_month():
    assert read(" date 2022-09 3 mai 2022", FIRST, SECOND).date.value == "2022-09"


def test_a_line_below_the_story_that_says_when_it_was_published_gives_the_day():
    article = read(FIRST, SECOND, THIRD, FIRST[:90] + ".", "Publié le 9 janvier 2022 à 10:15")
    assert (article.date.value, article.date.basis, article.date.rule) == (
        "2022-01-09",
        "stated",
        "published-day",
    )


@pytest.mark.parametrize("line", ["Mis à jour le 9 janvier 2022", "Page enregistrée le 9 janvier 2022"])
def test_when_a_page_was_changed_or_kept_is_not_its_day(line):
    assert read(FIRST, SECOND, THIRD, FIRST[:90] + ".", line).date is None


def test_the_pages_day_refines_its_month_below_the_headline_too():
    article = read(
        f" date 2019-09 {HEADLINE}", "jeudi, 26 septembre, 2019 à 16:33", f"Praia – {FIRST}", SECOND
    )
    assert article.date.value == "2019-09-26"
    assert article.headline.value == HEADLINE


def test_a_path_glued_to_the_pages_day_gives_the_day_and_no_headline():
    menu = "Nouvelles bilingues/Edition du soir/Notre site/Archives/"
    article = read(menu, "Français>>MondeMise à jour 06.12.2010 14h03", HEADLINE, FIRST, SECOND)
    assert (article.headline.value, article.date.value) == (HEADLINE, "2010-12-06")


def test_a_button_after_the_date_prefix_is_no_headline():
    assert read(" date 2024-07 Partager Facebook", FIRST, SECOND).headline is None


def test_an_elections_day_named_with_its_kind_is_not_the_event():
    article = read(
        f"Le président a salué la victoire aux élections législatives du 16 décembre. {FIRST}", SECOND
    )
    assert article.partial_date is None


@pytest.mark.parametrize(
    "line",
    ["AFP - publié le 12/03/2019 à 10:15", "Publié le 12 mars 2019 à 10h15, modifié le 13 mars 2019 à 08h00"],
)
def test_the_pages_date_may_name_its_agency_and_when_it_was_changed(line):
    assert read(HEADLINE, line, FIRST, SECOND).date.value == "2019-03-12"


def test_the_day_of_another_article_announced_below_is_not_the_pages():
    other = ("Le festival des lanternes aura lieu en mai", "Publié le 9 janvier 2022", f"{FIRST} {SECOND}")
    assert read(FIRST, SECOND, f"{THIRD} -VNA", *other).date is None
    assert read(FIRST, SECOND, THIRD, FIRST[:90] + ".", f"{SECOND} -VNA", *other[:2]).date is None
