"""The article's date: stated, inferred with its reason, partial, or missing; never a wrong one."""

import pytest

from articles.importer.dates import DateClues, DateReading, read_date
from articles.importer.record import Context, Value
from articles.importer.text import tidy

TODAY = "2026-11-21"


def reading(
    *story: str, prefix: str = "", dateline: str = "", year: int = 0, not_after: str = ""
) -> DateReading:
    clues = DateClues(
        prefix=Value(prefix, (0, len(prefix)), "prefix") if prefix else None,
        dateline=tidy(dateline, 0, len(dateline)) if dateline else None,
        pieces=tuple(tidy(text, 0, len(text)) for text in story),
    )
    return read_date(clues, Context(today=TODAY, year=year, not_after=not_after))


def stated(**given: str) -> str | None:
    date = reading("Le port a rouvert.", **given).date
    if date is None:
        return None
    assert date.basis == "stated"
    assert date.reason == ""
    return date.value


def inferred(*story: str, **given: str) -> str | None:
    date = reading(*story, **given).date
    if date is None:
        return None
    assert date.basis == "inferred"
    assert date.reason.endswith(".")
    return date.value


@pytest.mark.parametrize(
    ("prefix", "value"),
    [
        ("date 2026-01-27", "2026-01-27"),
        ("2026-01-27", "2026-01-27"),
        ("date 2025-07", "2025-07"),
        ("05/08/2017 00:02", "2017-08-05"),
        ("9/11/2022", "2022-11-09"),
    ],
)
def test_a_prefix_states_the_date(prefix: str, value: str) -> None:
    assert stated(prefix=prefix) == value


@pytest.mark.parametrize(
    ("dateline", "value"),
    [
        ("ALGER - Samedi, 21 mai 2016 (APS) - ", "2016-05-21"),
        ("TUNIS, 12 mai 2022 (TAP) -", "2022-05-12"),
        ("Hanoï, 1er sept. 2019 –", "2019-09-01"),
        ("Praia, le 3 févr. 2014 (Inforpress) –", "2014-02-03"),
        ("Dakar, 05/08/2017 (APS) -", "2017-08-05"),
        ("Dakar, 5-8-2017 (APS) -", "2017-08-05"),
        ("DAKAR-05 août 2017 (APS).", "2017-08-05"),
        ("AKP Phnom Penh, le 6 septembre 2021 --", "2021-09-06"),
    ],
)
def test_a_dateline_with_its_year_states_the_date(dateline: str, value: str) -> None:
    assert stated(dateline=dateline) == value


def test_a_month_from_the_prefix_and_a_day_from_the_dateline_make_a_stated_day() -> None:
    assert stated(prefix="date 2024-05", dateline="Vientiane, 17 mai (KPL) -") == "2024-05-17"
    assert stated(prefix="date 2021-02", dateline="Lima, 28 févr. (ACN) -") == "2021-02-28"


def test_a_day_in_the_story_does_not_refine_a_month() -> None:
    read = reading("Le port a rouvert le 17 mai.", prefix="date 2024-05")
    assert read.date is not None
    assert (read.date.value, read.date.precision) == ("2024-05", "month")


def test_the_day_of_the_dateline_wins_over_that_of_the_prefix() -> None:
    cases = {
        ("date 2024-05-18", "Vientiane, 17 mai (KPL) -"): "2024-05-17",
        ("date 2024-05-03", "Vientiane, 28 avril (KPL) -"): "2024-04-28",
        ("date 2024-01-02", "Vientiane, 30 décembre (KPL) -"): "2023-12-30",
        ("date 2024-07", "Vientiane, 28 juin (KPL) -"): "2024-06-28",
        ("date 2024-07-20", "Vientiane, 18 mars 2021 (KPL) -"): "2021-03-18",
    }
    found = {(prefix, line): stated(prefix=prefix, dateline=line) for prefix, line in cases}
    assert found == cases


def test_a_dateline_that_differs_from_the_prefix_is_noted() -> None:
    read = reading("Le port a rouvert.", prefix="date 2024-05-20", dateline="Vientiane, 17 mai (KPL) -")
    assert [problem.severity for _, problem in read.problems] == ["note"]


def test_a_prefix_months_away_from_the_dateline_gives_no_date() -> None:
    read = reading("Le port a rouvert.", prefix="date 2024-05", dateline="Vientiane, 17 mars (KPL) -")
    assert (read.date, read.partial_date) == (None, "--03-17")
    assert [problem.severity for _, problem in read.problems] == ["warning"]


def test_a_full_day_that_opens_the_story_is_the_events_and_not_the_articles() -> None:
    opened = reading("Le port rouvre", "Le 5 novembre 2018, le port a rouvert.")
    assert (opened.date, opened.partial_date) == (None, "--11-05")
    for story in (
        "Le 2 septembre 1945, la ville était libre.",  # history
        "Le 5 novembre 2018, le port a rouvert. En 2021, il a doublé.",  # looked back on
        "Le port, que la tempête a fermé pendant un mois, a rouvert le 5 novembre 2018.",
    ):
        assert reading("Le port rouvre", story).partial_date is None, story


def test_an_anniversary_counts_from_what_stands_beside_it() -> None:
    cases = {
        "Le festival, créé en 1998, fête ses 25 ans.": "2023-06-09",
        "La ville honore le centenaire de la naissance de Paul Meunier (1921-2007).": "2021-06-09",
        "La ville marque le 50e anniversaire de la mort de Paul Meunier (1921-1971).": "2021-06-09",
        "Le 76e anniversaire de la Fête nationale (2 juin 1945 – 2 juin 2021) a été fêté.": "2021-06-09",
    }
    found = {story: inferred(story, dateline="Hanoi, 9 juin (VNA) -") for story in cases}
    assert found == cases


def test_a_year_still_ahead_narrows_the_years() -> None:
    dateline = "Paris, mardi 12 mai (AFP) -"
    assert (
        inferred("La ville veut mille arbres d'ici 2025, malgré le Covid-19.", dateline=dateline)
        == "2020-05-12"
    )
    assert (
        inferred("Le Covid-19 recule. La ville avait promis mille arbres d'ici 2025.", dateline=dateline)
        is None
    )


@pytest.mark.parametrize(
    "prefix", ["date 2025-13-45", "date 2025-02-30", "31/04/2019", "date 2027-01-05", "date 1812-06-24"]
)
def test_an_impossible_date_is_a_problem_and_no_value(prefix: str) -> None:
    read = reading("Le port a rouvert.", prefix=prefix)
    assert read.date is None
    ((span, problem),) = read.problems
    assert span == (0, len(prefix))
    assert problem.field == "date"


def test_a_stated_day_is_kept_when_only_its_weekday_errs() -> None:
    read = reading("Le port a rouvert.", dateline="ORAN - Lundi, 14 mars 2019 (APS) -")
    assert read.date is not None
    assert read.date.value == "2019-03-14"
    assert "jeudi" in read.problems[0][1].message


@pytest.mark.parametrize(
    ("dateline", "partial"),
    [
        ("Hanoi, 28 juillet (VNA) - ", "--07-28"),
        ("La Havane, 15 août, (RHC).- ", "--08-15"),
        ("BRAZZAVILLE, 30 mars (Xinhua) -- ", "--03-30"),
        ("Hanoï, 1er déc. –", "--12-01"),
        ("Rabat, 22 avr. (MAP) -", "--04-22"),
        ("Lomé, 3/11 (ATOP) -", "--11-03"),
        ("Bamako, 29 février (AMAP) –", "--02-29"),
    ],
)
def test_a_dateline_without_year_leaves_a_partial_date(dateline: str, partial: str) -> None:
    read = reading("Le port a rouvert.", dateline=dateline)
    assert read.date is None
    assert read.partial_date == partial


def test_the_day_of_the_event_stands_in_for_a_dateline() -> None:
    assert reading("Le soir du 16 octobre, le maire a reçu une délégation.").partial_date == "--10-16"
    assert reading("Ils se réunissent du 4 au 7 mai à Lima.").partial_date == "--05-04"


def test_the_dateline_wins_over_the_day_of_the_event() -> None:
    read = reading("Le maire a reçu hier, 27 juillet, une délégation.", dateline="Hanoi, 28 juillet (VNA) - ")
    assert read.partial_date == "--07-28"


@pytest.mark.parametrize(
    "text",
    [
        "La mesure vaut jusqu'au 31 mai.",
        "Le match se joue au stade du 5 juillet.",
        "La règle s'applique depuis le 2 juillet.",
        "Le pont fut ouvert le 3 mai 1936.",
        "Le port a rouvert.",
    ],
)
def test_days_that_only_name_a_thing_are_not_the_events(text: str) -> None:
    assert reading(text).partial_date is None


def test_a_weekday_alone_does_not_fix_the_year() -> None:
    assert inferred("Le maire a reçu mardi 27 juillet une délégation.") is None


@pytest.mark.parametrize(
    ("story", "value"),
    [
        # mardi 27 juillet fits 2010 and 2021
        ("Mardi 27 juillet, jour du 68e anniversaire de la bataille (26 juillet 1953).", "2021-07-27"),
        ("Mardi soir, 27 juillet, malgré le Covid-19, le musée a rouvert.", "2021-07-27"),
        # vendredi 24 septembre fits 2010 and 2021
        ("Vendredi 24 septembre, la Chine a marqué sa 72e Fête nationale.", "2021-09-24"),
        # mercredi 22 février fits 2006, 2012, 2017, 2023
        ("Mercredi 22 février, la route de l'accord signé en 2018 a rouvert.", "2023-02-22"),
        ("Le 4 juillet, quinze ans après le dernier match de 2003, ils ont joué.", "2018-07-04"),
        ("Le 5 septembre, l'équipe, éliminée l'an dernier, en 2015, a gagné.", "2016-09-05"),
        ("Le 5 mars, l'école fête son cinquantenaire (1973-2023).", "2023-03-05"),
        ("Le 5 mars, le club fête ses dix ans, il y a dix ans, en 2009, il naissait.", "2019-03-05"),
        (
            "Le 8 novembre, ils préparent pour l'an prochain le 55e anniversaire (11 janvier 1969).",
            "2023-11-08",
        ),
        ("Le 25 juin, les chaînes de cette année 2022 ont été montrées.", "2022-06-25"),
        # lundi 3 février fits 2014, 2020, 2025
        (
            "Lundi 3 février, il a loué des liens élevés au rang d'alliance de progrès en mai 2021.",
            "2025-02-03",
        ),
        (
            "Lundi 3 février, le plan est sur la table. Il est issu de la visite du roi en mai 2021.",
            "2025-02-03",
        ),
        ("Lundi 3 février, la reine est venue. Elle s'était rendue à Huê en mai 2021.", "2025-02-03"),
        ("Lundi 3 février, ils ont dîné. Le 7 mai 2021, les deux ports ont signé un pacte.", "2025-02-03"),
        ("Le 5 mars, la hausse est forte sur l'année dernière (900 tonnes à la fin mai 2022).", "2023-03-05"),
        ("Le 5 mars, la hausse est de 2% par rapport à 2022, l'année dernière.", "2023-03-05"),
        ("Le 5 mars, la hausse est de 2% sur l'année dernière (2022).", "2023-03-05"),
    ],
)
def test_a_year_is_inferred_when_every_clue_leaves_one(story: str, value: str) -> None:
    read = reading(story)
    assert inferred(story) == value
    assert read.partial_date == "-" + value[4:]
    assert read.date is not None
    assert value[:4] in read.date.reason


@pytest.mark.parametrize(
    "story",
    [
        "Le 16 octobre, ils fêteront l'année prochaine le 60e anniversaire des relations.",
        "Le 16 octobre, ils visent 30% d'ici 2030 et la neutralité à l'horizon 2045.",
        "Le 16 octobre, le plan 2021-2025 a été discuté.",
        "Le 16 octobre, ils ont dit qu'ils se retrouveraient en 2022.",
        "Le 16 octobre, le pont, fermé en 1997, a rouvert.",
        "Le 16 octobre, on se souvient qu'ils avaient célébré le 30e anniversaire du port (1972).",
        "Le 16 octobre, au 30e anniversaire du port, en décembre 2022, un quai a été nommé.",
        "Le 16 octobre, elle a joué au club, fondé trois ans après la guerre de 1975.",
        "Le 16 octobre, le port a reçu les plans du 70e anniversaire (1954), en 2024.",
        "Le 16 octobre, ils préparent le 70e anniversaire du port (1954).",
        "Le 11 septembre, on s'en souvient. Le 11 septembre 2001, vingt ans après, reste là.",
        "Le 16 octobre, on a visité la mine, exploitée depuis près de 2000 ans.",
        "Le 16 octobre, le jury a compté, contre 1998 l'an dernier, 2015 copies.",
        "Le 16 octobre, l'usine a produit, contre l'an dernier, 2015 tonnes.",
        "Le 16 octobre, la hausse est nette sur l'année dernière (contre 80 tonnes en 2021).",
        "Le 16 octobre, on compte plus. Par rapport à 2021, l'année dernière a été bonne.",
        "Mercredi 22 février, il avait signé un contrat de livraison de trains en mai 2018.",
        "Mercredi 22 février, il avait obtenu que le pont ouvre en mai 2018.",
        "Mercredi 22 février, il a lu l'idée issue de la visite prévue en mai 2018.",
    ],
)
def test_years_that_are_not_the_documents_give_no_date(story: str) -> None:
    assert inferred(story) is None


def test_the_days_own_year_may_stand_in_the_story() -> None:
    story = "Le 27 juillet 2021, le ministre a reçu les élus à Hanoï."
    assert inferred(story, dateline="Hanoi, 28 juillet (VNA) - ") == "2021-07-28"


def test_clues_that_contradict_each_other_give_no_date_but_a_problem() -> None:
    read = reading("Lundi 27 juillet, jour du 68e anniversaire de la bataille (26 juillet 1953).")
    assert read.date is None
    assert read.partial_date == "--07-27"
    assert [problem.severity for _, problem in read.problems] == ["warning"]


def test_a_weekday_of_the_turn_of_the_year_counts_for_its_own_year() -> None:
    # 30 December 2022 was a Friday; the dispatch is of January 2023.
    story = "Le maire a reçu vendredi 30 décembre les élus, un an après le Covid-19."
    assert inferred(story, dateline="Lima, 2 janvier (ACN) - ") == "2023-01-02"


def test_no_year_lies_in_the_future() -> None:
    # vendredi 11 décembre, not before 2020: 2020 only, 2026-12-11 has not come yet
    assert inferred("Vendredi 11 décembre, le Covid-19 recule.") == "2020-12-11"


def test_the_batch_may_give_the_year_or_the_last_day() -> None:
    assert inferred("Le port a rouvert le 3 mai.", year=2019) == "2019-05-03"
    story = "Mardi 27 juillet, le musée a rouvert, signé en 2008."
    assert inferred(story) is None
    assert inferred(story, not_after="2015-12-31") == "2010-07-27"


def test_the_batch_year_does_not_overrule_the_text() -> None:
    read = reading("Mardi 27 juillet, le port a rouvert.", year=2019)
    assert read.date is None
    assert read.problems


def test_a_year_alone_is_given_when_no_day_is_told() -> None:
    read = reading("Le musée ouvre tard.", "L'an dernier, en 2021, le toit a cédé.")
    assert read.date is not None
    assert (read.date.value, read.date.precision, read.date.basis) == ("2022", "year", "inferred")
    assert read.partial_date is None


def test_nothing_gives_nothing() -> None:
    assert reading("Le port a rouvert.") == DateReading(None, None, ())
    assert reading() == DateReading(None, None, ())


def test_figures_and_visits_told_as_past_say_that_the_dispatch_is_no_older() -> None:
    # a 7 August is a Monday in 2017 and 2023 only, since 2015
    weekday = "Lundi 7 août, le ministre a reçu l'ambassadeur."
    for past in (
        "En 2022, les ventes de café ont atteint 62,4 millions de sacs.",
        "Les échanges ont atteint 6,5 milliards de dollars en 2021.",
        "Les ventes sont en baisse par rapport à la même période de 2019.",
        "L'accord a été négocié lors de la visite du président à Hanoï en octobre 2021.",
        "Il a rappelé la visite du président en mai 2022, qui a ouvert un nouveau chapitre.",
    ):
        assert inferred(weekday, past) == "2023-08-07", past


def test_years_that_may_lie_ahead_are_no_floor() -> None:
    weekday = "Lundi 7 août, le ministre a reçu l'ambassadeur."
    for ahead in (
        "La banque a augmenté ses prévisions de croissance en 2022.",
        "Le pays a accueilli favorablement le projet d'un sommet en 2022.",
        "Ils souhaitent se rencontrer lors de la conférence de Hanoï en octobre 2021.",
        "Le pays participera au sommet depuis 2021 en tant que membre.",
        "La croissance sera de 5% en 2022 par rapport à la même période de 2021.",
    ):
        assert inferred(weekday, ahead) is None, ahead


def test_a_month_that_is_past_counts_from_its_first_day() -> None:
    dateline = "Hanoi, mardi 14 janvier (VNA) -"  # 2020 and 2025
    story = "Les relations, élevées au rang de partenariat en octobre 2019, vont bon train."
    assert inferred(story, "La ville veut mille arbres d'ici 2024.", dateline=dateline) == "2020-01-14"


def test_what_will_be_held_in_a_year_is_still_to_come() -> None:
    dateline = "Paris, mardi 12 mai (AFP) -"  # 2020 and 2026, since Covid-19
    assert inferred("Malgré le Covid-19, les Jeux auront lieu en 2022.", dateline=dateline) == "2020-05-12"
    put_off = "Malgré le Covid-19, les Jeux, initialement prévus en 2022, se préparent."
    assert inferred(put_off, dateline=dateline) is None


def test_an_anniversary_kept_far_from_its_day_leaves_the_years_beside_it_to_the_weekday() -> None:
    story = "La visite s'inscrit dans le cadre du 60e anniversaire de l'indépendance (5 juillet 1962)."
    assert inferred(story, dateline="ALGER, mardi 6 décembre -") == "2022-12-06"
    assert inferred(story, dateline="ALGER, 6 décembre -") is None


def test_a_span_of_years_may_name_its_month() -> None:
    story = "Une cérémonie a marqué le 45e anniversaire des relations (août 1976 – 2021)."
    assert inferred(story, dateline="Hanoï, 22 octobre (VNA) -") == "2021-10-22"


def test_the_lunar_new_year_tells_the_year_of_january_and_february() -> None:
    named = "L'ambassade a fêté le 26 janvier le Têt du Dragon 2024 avec ses amis."
    assert inferred(named) == "2024-01-26"
    animal = "L'ambassade a fêté vendredi 26 janvier le Têt du Dragon avec ses amis."  # 2012 was a Thursday
    assert inferred(animal) == "2024-01-26"
    assert inferred("L'ambassade a fêté le 26 janvier le Têt du Dragon avec ses amis.") is None
    assert inferred("Les ventes du 26 janvier dépassent celles vues lors du Têt 2024.") is None
    assert inferred("Le 26 mai, la ville a dressé le bilan du Têt du Dragon 2024.") is None


def test_a_full_day_that_opens_the_story_dates_it_when_more_is_still_to_come() -> None:
    story = "Le 5 novembre 2018, le musée a ouvert une exposition."
    assert inferred(story, "L'exposition est ouverte jusqu'au 13 janvier.") == "2018-11-05"
    assert inferred(story, "Le musée doit animer des ateliers en décembre.") == "2018-11-05"
    assert (
        inferred("Le 5 novembre 2018, journée historique, le musée a ouvert.", "Il le sera en mai.") is None
    )


def test_the_night_of_a_day_with_its_year_tells_when_and_names_nothing() -> None:
    later = "Le bilan du 24 décembre grimpe à cent morts."
    assert inferred(later, "La vague a frappé les côtes la nuit du 22 décembre 2018.") == "2018-12-24"
    assert inferred(later, "Il applique l'accord du 22 décembre 2018.") is None
