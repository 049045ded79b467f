"""The year told by editions that carry it in their name and by the pandemic that goes on."""

from tests.test_dates import inferred


def test_an_edition_to_come_gives_its_own_year_to_the_days_that_have_none() -> None:
    arrived = "L'équipe est arrivée le 14 août à Bangkok."
    assert inferred(arrived, "Le Championnat 2023 aura lieu du 17 au 26 août.") == "2023-08-14"
    december = "Le comité s'est réuni le 20 décembre."
    assert inferred(december, "Le Salon 2019 se tiendra à Huê du 4 au 8 mars.") == "2018-12-20"


def test_an_edition_gives_no_year_when_it_may_have_been_put_off_or_is_far_away() -> None:
    arrived = "L'équipe est arrivée le 14 mai à Hanoï."
    for ahead in (
        "Les SEA Games 2021 auront lieu du 16 au 23 mai.",  # held in 2022
        "Le Championnat 2023 aura lieu du 2 au 9 mars.",  # which March?
        "Le Championnat 2023 aura lieu du 17 au 26 août 2023.",
        "Le Championnat 2023 avait eu lieu du 17 au 26 août.",
    ):
        assert inferred(arrived, ahead) is None, ahead
    assert inferred("Le Championnat 2023 aura lieu du 17 au 26 août.") is None


def test_a_pandemic_that_goes_on_ends_in_2023() -> None:
    # since Covid-19 a 19 March is a Thursday in 2020 and 2026
    thursday = "Le ministre a écrit jeudi 19 mars aux maires."
    for going_on in (
        "Le report est nécessaire face à la propagation de l'épidémie de COVID-19.",
        "Les provinces accélèrent la vaccination contre le Covid-19.",
        "Le marché reste fermé en raison de la pandémie de Covid-19.",
    ):
        assert inferred(thursday, going_on) == "2020-03-19", going_on


def test_a_pandemic_that_is_remembered_may_be_told_of_any_later_year() -> None:
    thursday = "Le ministre a écrit jeudi 19 mars aux maires."
    for remembered in (
        "Il a rendu hommage aux médecins morts dans la lutte contre le Covid-19.",
        "La reprise suit la lutte contre l'épidémie de Covid-19.",
        "Depuis la pandémie, la vaccination contre le Covid-19 est gratuite.",
        "La lutte contre le Covid-19 a servi de leçon au plan de 2025.",
        "Le Covid-19 est cité dans le rapport.",
    ):
        assert inferred(thursday, remembered) is None, remembered


def test_a_known_edition_with_its_own_days_tells_the_year() -> None:
    prepared = "Les 38e et 39e sommets de l'ASEAN se tiendront en ligne du 26 au 28 octobre."
    assert inferred("Le comité s'est réuni le 22 septembre.", prepared) == "2021-09-22"
    going_on = "Les SEA Games 31 se déroulent à Hanoï du 12 au 23 mai."
    assert inferred("Le 19 mai, la délégation a fêté sa centième médaille.", going_on) == "2022-05-19"
    over = "La ville a accueilli du 5 au 17 mai les 32es Jeux d'Asie du Sud-Est."
    assert inferred("Le maire a reçu les nageurs le 2 juin.", over) == "2023-06-02"


def test_an_edition_without_its_days_or_still_to_come_on_them_tells_no_year() -> None:
    day = "Le comité s'est réuni le 22 septembre."
    for told in (
        "Le 43e sommet de l'ASEAN est en préparation.",
        "Le 43e sommet de l'ASEAN se tiendra du 8 au 11 octobre.",  # other days than its own
        "Le 43e sommet de l'Union africaine se tiendra du 5 au 7 septembre.",
    ):
        assert inferred(day, told) is None, told
    assert inferred("Le 30 octobre, le 17e sommet de l'ASEAN s'ouvrira, du 28 au 30 octobre.") is None
