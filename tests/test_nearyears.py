"""The years a dispatch may be of by what it counts, swears in or says to be in office."""

import pytest

from tests.test_dates import inferred, reading

FOUNDED = "Le club de la vallée a été fondé en 1954."


@pytest.mark.parametrize(
    ("story", "value"),
    [
        # 28 January is a Thursday in 2010, 2016, 2021 and 2027
        (
            (
                "Le maire a écrit jeudi 28 janvier au club.",
                f"{FOUNDED} Au cours des 67 dernières années, il a grandi.",
            ),
            "2021-01-28",
        ),
        (
            (
                "Le maire a écrit jeudi 28 janvier au club.",
                "Les liens établis le 17 mars 1955 tiennent. Durant ces 65 années, ils ont grandi.",
            ),
            "2021-01-28",
        ),
        # 30 June is a Thursday in 2011, 2016 and 2022
        (
            ("La reine a vu jeudi 30 juin la prestation de serment du maire pour le mandat 2022-2028.",),
            "2022-06-30",
        ),
        (
            (
                "Le 1er mai, la radio du port fête ses 58 ans.",
                "Elle est née le 24 février 1961 sous une tente.",
            ),
            "2019-05-01",
        ),
        # 7 October is a Friday in 2011, 2016 and 2022
        (
            ("Les deux maires ont paraphé vendredi 7 octobre un pacte pour la période 2022-2024.",),
            "2022-10-07",
        ),
        # 13 February is a Thursday in 2014, 2020 and 2025
        (
            (
                "Les ministres se sont vus jeudi 13 février.",
                "Le Laos est président du groupe en 2020, a dit l'un d'eux.",
            ),
            "2020-02-13",
        ),
        # 6 December is a Tuesday in 2011, 2016 and 2022: five months after the feast
        (
            ("Il est venu mardi 6 décembre pour le 60e anniversaire de l'indépendance (5 juillet 1962).",),
            "2022-12-06",
        ),
    ],
)
def test_what_is_counted_sworn_or_to_come_leaves_one_year(story: tuple[str, ...], value: str) -> None:
    assert inferred(*story) == value


@pytest.mark.parametrize(
    "story",
    [
        # a round count is often a little out: with no weekday it leaves several years
        (
            "Le maire a écrit le 28 janvier au club.",
            f"{FOUNDED} Au cours des 60 dernières années, il a grandi.",
        ),
        # more than sixty may be anything
        ("Le maire a écrit jeudi 28 janvier.", f"{FOUNDED} Depuis plus de 67 ans, il grandit."),
        # sworn in earlier: the day told is not that of the oath
        ("Le président, élu pour le mandat 2016-2021, a reçu le maire jeudi 30 juin.",),
        # signed on another day: the year that is told is that of the signature
        (
            "Le port a rouvert vendredi 7 octobre.",
            "L'accord pour la période 2012-2015, signé alors, a expiré le 3 mai.",
        ),
        # a plan that changed says nothing of today
        ("Le port a rouvert mardi 14 mai.", "Le salon, initialement prévu en 2018, a été reporté deux fois."),
        ("Le port a rouvert mardi 14 mai.", "Le salon devait avoir lieu en 2015."),
        # an aim is not a figure
        ("Le port a rouvert mardi 14 mai.", "Le comité a dépassé son objectif pour en gagner dix en 2025."),
        # two years behind a birthday: which of them is the birth?
        ("Le 1er mai, la radio fête ses 58 ans.", "Née en 1961, elle a changé de nom en 1975."),
        # elected long ago
        ("Il est élu président du conseil en 2012.", "Le port a rouvert mardi 14 mai."),
    ],
)
def test_a_clue_that_may_mean_other_years_gives_no_date(story: tuple[str, ...]) -> None:
    assert inferred(*story) is None


def test_the_reason_says_why_no_other_year_is_possible() -> None:
    date = reading(
        "Les ministres se sont vus jeudi 13 février.",
        "Le Laos est président du groupe en 2020, dit l'un d'eux.",
    ).date
    assert date is not None
    assert "« est président du groupe en 2020 » ne se dit plus après 2020" in date.reason


def test_the_first_of_several_days_gives_way_to_a_single_day() -> None:
    story = "Il est en visite du 30 avril au 1er mai.", "Le maire l'a reçu ce dimanche matin 1er mai."
    assert reading(*story).partial_date == "--05-01"
    assert reading(story[0]).partial_date == "--04-30"
    assert reading("Un titre", "Il part.", "Il mange.", story[0]).partial_date is None


def test_a_day_in_parentheses_or_still_to_come_further_down_is_not_the_events() -> None:
    assert reading("Le maire a écrit pour les 45 ans du jumelage (21 août).").partial_date is None
    match = "Le 13 mai, l'équipe du port rencontrera celle de la vallée."
    told = "L'équipe du port a fait match nul.", "Elle a manqué la première place."
    assert reading(*told, match).partial_date is None
    assert reading(match, *told).partial_date == "--05-13"


def test_what_was_signed_on_a_visit_is_past_whatever_is_wished_beside_it() -> None:
    # 17 March is a Tuesday in 2009, 2015 and 2020
    story = (
        "Le maire a reçu mardi 17 mars le consul.",
        "Il a insisté avant de partir pour accélérer les accords conclus lors de sa visite en octobre 2014.",
        "Il viendra à la conférence prévue les 9 et 10 juin 2015.",
    )
    assert inferred(*story) == "2015-03-17"
