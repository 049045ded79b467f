"""Names among titles of protocol, slips of the keyboard, newspapers and schools."""

import pytest

from tests.test_countries import codes
from tests.test_people import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sa Majesté Preah Bat Samdech Preah Boromneath Norodom Sihamoni est là.",
            ["Norodom Sihamoni"],
        ),
        ("Le roi, Preah Bat Norodom Sihamoni, a semé le riz.", ["Norodom Sihamoni"]),
        ("Tan Sri Muhyiddin Yassin a planté un hévéa.", ["Muhyiddin Yassin"]),
        (
            "Datuk Seri Anwar Ibrahim et Dato' Sri Ismail Sabri Yaakob sont venus.",
            ["Anwar Ibrahim", "Ismail Sabri Yaakob"],
        ),
        ("Le ministre Dato’ Seri Hishammuddin Hussein a parlé.", ["Hishammuddin Hussein"]),
        ("Alhaji Aliko Dangote a ouvert la cimenterie.", ["Aliko Dangote"]),
        ("La conseillère d'Etat Daw Aung San Suu Kyi a parlé.", ["Aung San Suu Kyi"]),
        ("Le général Prayut Chan-o-cha a souri.", ["Prayut Chan-o-cha"]),
        ("Le Mahatma Gandhi filait le coton.", ["Mahatma Gandhi"]),
        ("M. Tan Wei Ming a parlé.", ["Tan Wei Ming"]),
        ("Le vice-PM Hoang Trung Hai a parlé, puis le PM Hun Manet.", ["Hoang Trung Hai", "Hun Manet"]),
    ],
)
def test_titles_of_protocol_are_no_part_of_the_name(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'ambassadeur Le Viet Duyen a parlé.", ["Le Viet Duyen"]),
        ("L'ambassadeur du Vietnam à Rabat, Le Song Tung, a parlé.", ["Le Song Tung"]),
        ("M. Le Bac Huynh a parlé.", ["Le Bac Huynh"]),
        ("Le Viet Minh a pris la ville. Le Song Hong déborde.", []),
        ("On a vu une photographie de La Thi Huong.", ["La Thi Huong"]),
        ("On y fête Le Têt Nguyên Dan.", []),
    ],
)
def test_the_family_name_le_is_told_from_the_article(text, expected):
    assert names(text) == expected


def test_a_word_said_twice_makes_no_longer_name_when_it_is_said_once_elsewhere():
    assert names("L'archevêque Marek Nowicki Nowicki prie.", "M. Marek Nowicki repart.") == ["Marek Nowicki"]
    assert names("La juge María Pérez Pérez écoute.") == ["María Pérez Pérez"]


def test_a_slip_in_the_family_name_makes_no_other_person():
    assert names("Le préfet Hamid Zerrouki plante.", "Le préfet Zerroukri arrose.") == ["Hamid Zerrouki"]
    assert names("Le poète Ilia Morozov lit.", "La poétesse Morozova chante.") == ["Ilia Morozov", "Morozova"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Premier ministre est-timorais Taur Matan Ruak est arrivé.", ["Taur Matan Ruak"]),
        ("Le chef du contre-espionnage Ivo Petranek se tait.", ["Ivo Petranek"]),
        ("Liu Yan, porte-parole de la Commission, a répondu. Liu a souri.", ["Liu Yan"]),
        ("Vendredimatin, le vice-ministre Karim Rahimpour est venu.", ["Karim Rahimpour"]),
        ("On a vu le président de la Chambre des communes du Canada, Joe Ferrand.", ["Joe Ferrand"]),
        ("Le président du Comité des régions de Tunisie, Karim Ben Salah, a signé.", ["Karim Ben Salah"]),
        ("Les communes du Bénin, Djougou et Natitingou, ont voté.", []),
    ],
)
def test_the_office_reaches_its_holder_and_nobody_else(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "S'adressant à Prensa Latina, le secrétaire du syndicat a démenti.",
        "Interrogé par Xinhua, le directeur du port a souri.",
        "Dans Juventud Rebelde, le ministre décrit la récolte.",
        "Un accord lie l'école vietnamienne de Doan Thi Diem et Tournai.",
        "Les élèves de l'école primaire de Vo Thi Sau chantent.",
        "Il a accroché une photographie de La Pan Tan.",
        "La route mène à La Hien Dong.",
    ],
)
def test_newspapers_schools_and_villages_are_nobody(text):
    assert names(text) == []


def test_salvador_is_a_first_name_or_a_town_without_its_article():
    assert codes("Il l'a dit auprès de Salvador Morales Mesa.") == []
    assert names("Il l'a dit auprès de Salvador Morales Mesa.") == ["Salvador Morales Mesa"]
    assert codes("Le carnaval attire à Salvador un million de curieux.") == []
    assert codes("La récolte est bonne au Salvador.") == codes("Le café du Salvador se vend.") == ["SV"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministre des Finances Bounchom Ubonpasith a signé.", ["Bounchom Ubonpasith"]),
        (
            "Le ministre de l'Énergie et des Mines Daovong Phonkeosy et sa suite sont là.",
            ["Daovong Phonkeosy"],
        ),
        ("Le ministère des Mines Belkis Drovo n'existe pas.", []),
        ("M. Cap Trong Tuat, potier, sourit.", ["Cap Trong Tuat"]),
        ("Il a parlé avec Sanya Prasith, président du groupe d'amitié.", ["Sanya Prasith"]),
        ("Doraisamy Raja, secrétaire du parti, a parlé.", ["Doraisamy Raja"]),
        ("Gao Fu, le directeur du centre, a parlé.", ["Gao Fu"]),
        ("Le chambellan de S.M. le Roi, Omar Alaoui, attend.", ["Omar Alaoui"]),
        ("Le président de la commission, Y Thanh Hà Niê K’đăm, écoute.", ["Y Thanh Hà Niê K’đăm"]),
        ("Le chargé d'affaires p.i. de l'ambassade Stoyan Petkov sourit.", ["Stoyan Petkov"]),
        ("La finale l'a opposé au Sud-africain Klaasen Raven.", ["Klaasen Raven"]),
        ("On a rénové l'établissement hospitalo-universitaire Tôn Thât Tùng.", []),
        ("Il vend à la compagnie de pêche Minh Phu (Minh Phu Seafood Company).", []),
    ],
)
def test_words_that_are_also_places_and_classes_are_read_by_their_neighbours(text, expected):
    assert names(text) == expected


def test_a_country_behind_a_name_and_its_article_is_a_country():
    text = "On y a vu le Premier ministre Najib Razak de la Malaisie et Tomas Novak de l'Inde."
    assert names(text) == ["Najib Razak", "Tomas Novak"]
    assert codes(text) == ["MY", "IN"]
    assert codes("Il est chevalier de l'ordre souverain de Malte.") == []


def test_a_person_called_by_the_first_name_is_known_in_another_spelling():
    assert names("Tongloun Sisavath, 70 ans, gouverne.", "M. Thongloun a parlé.") == ["Tongloun Sisavath"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Human Rights Watch dénonce ces arrestations. Foreign Policy a publié la liste.", []),
        ("Selon le directeur du quotidien marocain Akhbar al-Youm, tout va bien.", []),
        ("Le Premier ministre des îles Fidji, M. Bainimarama, a parlé.", ["Bainimarama"]),
        ("Le To Lich déborde.", []),
        ("Sa Thi Hoa, ouvrière, sourit.", ["Sa Thi Hoa"]),
        ("Grace Wilder a parlé au club.", ["Grace Wilder"]),
    ],
)
def test_phrases_of_other_languages_and_articles_are_no_names(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sa Majesté le Roi Mohammed VI Roi du Maroc a parlé.", ["Mohammed VI"]),
        ("On attend Denis Sassou Kimbembe Président du Congo.", ["Denis Sassou Kimbembe"]),
        ("M. Paul Berger de Lyon est là.", ["Paul Berger"]),
        ("Le pape Jean Paul II priait.", ["Jean Paul II"]),
    ],
)
def test_an_office_right_behind_a_whole_name_is_no_part_of_it(text, expected):
    assert names(text) == expected


def test_the_country_in_a_firms_name_is_not_named():
    assert codes("La filiale AFG Bank Madagascar recrute.") == []
    assert codes("La banque ouvre à Madagascar.") == ["MG"]
    assert codes("Un club Vietnam-Madagascar est né.") == ["VN", "MG"]
