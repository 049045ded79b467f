"""Persons told from the places, bodies and works that look like them, and names out of the ordinary."""

import pytest

from articles.importer.countries import country_mentions
from articles.importer.entities import read_entities
from articles.importer.phrases import words_of
from articles.importer.record import Context
from articles.importer.text import build


def names(*texts):
    cleans = [build([(text, 0, len(text))]) for text in texts]
    people, _ = read_entities(cleans, [], Context(today="2026-11-21"))
    return [person.name for person in people]


@pytest.mark.parametrize(
    "text",
    [
        "Une digue a cédé dans les communes de Nong Khe, Que Thuan, Thuong Binh et Dai Loan.",
        "Dai Phuc (commune de Binh Luu) attend une route. Binh Luu aussi.",
        "Phu Kien, qui est un village de potiers, vit du tourisme.",
        "Dans le district de Chuong Hoa, les habitants ont planté des pins.",
        "Le poste de commandement de Bao Khe a été déplacé.",
        "Les parcs de stationnement de Pu Zhang et de Tân Khai sont pleins.",
        "Une usine est en construction à Thuân Khanh, dont le port grandit.",
        "Les rizières de Kinsala, creusées jadis, ont été rendues aux familles.",
        "La directrice de la Casa Lusitana a remercié les donateurs.",
        "Le fondateur de Get Up, jeune pousse sise à Lyon, recrute.",
        "Les villageois de Thu Ky (district de Tiên Ha) tressent le rotin.",
        "Le directeur de la compagnie Minh Khê a signé. Minh Khê a embauché.",
        "L'ensemble sénégalais Sabar Ndombour joue avec l'orchestre Ông Kiên.",
        "WinStore, VNJournal et la plateforme ToTo recrutent.",
        "Le navire-hôpital Rafael Ferrero mouille au large.",
        "Il étudie à l'Université américaine de Lake Ford.",
        "Le cabinet Ernst & Young et la banque Johnson & Johnson ont répondu.",
    ],
)
def test_places_and_bodies_are_nobody(text):
    assert names(text) == []


def test_what_is_a_place_once_is_no_person_elsewhere():
    text = "La commune de Dai Loan est isolée. Dai Loan a reçu du riz, a dit Nguyên Van Tho, pêcheur."
    assert names(text) == ["Nguyên Van Tho"]


def test_what_is_a_film_once_is_no_person_elsewhere():
    assert names("Le film Hoa Nhan sort mardi. Hoa Nhan raconte une ville.") == []


def test_a_person_of_an_office_stays_one_though_a_place_has_the_name():
    text = "La ministre Dai Loan a inauguré le village de Dai Loan."
    assert names(text) == ["Dai Loan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'ingénieur Bertrand Ville suit le dossier.", ["Bertrand Ville"]),
        ("La consule Emmanuelle Pavillon-Grosset est arrivée.", ["Emmanuelle Pavillon-Grosset"]),
        ("La transporteuse Rose Mbarga Etoa raconte.", ["Rose Mbarga Etoa"]),
        ("De passage, le Dr Kidong Park a souri.", ["Kidong Park"]),
        (
            "Leurs collègues Bui Thanh Son et Park Jin ont signé.",
            ["Bui Thanh Son", "Park Jin"],
        ),
        ("Le chef coutumier Ma Ngoma Albert a parlé.", ["Ma Ngoma Albert"]),
        ("La molécule a été isolée par Tu Youyou, prix Nobel de médecine.", ["Tu Youyou"]),
        ("Elle s'ouvre par un film muet de Yasujiro Ozu.", ["Yasujiro Ozu"]),
        ("À dix après l'exclusion d'Azral Safuan Idros, ils ont perdu.", ["Azral Safuan Idros"]),
        ("Hirokazu Kore-eda est représenté par un documentaire.", ["Hirokazu Kore-eda"]),
        ("L'une d'elles, Rmah H'Blian, l'emporte à moto.", ["Rmah H'Blian"]),
        ("Le temple fut bâti sous le règne d'Isanavarman Ier.", ["Isanavarman Ier"]),
        ("Emmanuel et Brigitte Macron ont visité la citadelle.", ["Emmanuel Macron", "Brigitte Macron"]),
        ("L'acteur Duc Minsor a ri.", ["Duc Minsor"]),
        ("Suzuki Akane, directrice, est là. « C'est peu », dit Mme Suzuki.", ["Suzuki Akane"]),
        ("Hommage au général Trân Hung Khai (alias Trân Quôc Tho), mort jadis.", ["Trân Hung Khai"]),
        ("Le romancier Nguyên Môi signe du nom de plume Da Thao Lan.", ["Nguyên Môi"]),
        (
            "Dame Margaret Te Aroha Mason a remis un manteau à M. Tran Binh.",
            ["Margaret Te Aroha Mason", "Tran Binh"],
        ),
        ("L'émir, Son Altesse Cheikh Tamim bin Hamad Al-Thani, est là.", ["Tamim bin Hamad Al-Thani"]),
        ("Le premier marathon fut gagné par Abel Kirui, médaille d'or.", ["Abel Kirui"]),
    ],
)
def test_names_out_of_the_ordinary_are_read(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le directeur, Nguyên VanDuê, et son équipe ont signé.", ["Nguyên Van Duê"]),
        ("On a applaudi le marionnettiste indonésien KiSarwanto.", ["Ki Sarwanto"]),
        ("Le président FredesmanTurro Gonzales a parlé.", ["Fredesman Turro Gonzales"]),
        ("C'est là que vécurent Phan Bôi Châuet, dans les années 1920, un autre.", ["Phan Bôi Châu"]),
        ("En 1975, Samora Machelaccédait au pouvoir.", ["Samora Machel"]),
        ("Le sénateur Ronald McDonald et LeBron James ont ri.", ["Ronald McDonald", "LeBron James"]),
    ],
)
def test_a_name_stuck_to_a_word_is_freed(text, expected):
    assert names(text) == expected


def test_the_span_of_a_name_stuck_to_the_next_word_ends_with_the_name():
    text = "C'est là que vécut Phan Bôi Châuet sa famille."
    people, _ = read_entities([build([(text, 0, len(text))])], [], Context(today="2026-11-21"))
    assert [text[start:end] for start, end in people[0].spans] == ["Phan Bôi Châu"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("« C'est peu », a dit M. Thai. Thai en promet deux.", 0),
        ("Le Thai a gagné, la Lao aussi.", 2),
        ("Une langue malayo-polynésienne y est parlée.", 0),
    ],
)
def test_a_short_demonym_without_an_article_is_a_name(text, count):
    assert len(country_mentions(words_of(text))) == count


def test_no_more_names_are_weighed_than_a_document_can_have():
    """Time grows with what is compared, so it ends somewhere; the first names are all there."""
    text = " ".join(["Le maire Jean Dupont parle."] * 12_500 + ["La maire Zoé Ferrand aussi."])
    assert names("La juge Léa Morin préside. " + text) == ["Léa Morin", "Jean Dupont"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La patronne du groupe Van Thinh Khai, Truong My Lam, a parlé. Van Thinh Khai a fermé.",
            ["Truong My Lam"],
        ),
        ("Affaire Van Thinh Khai : Truong My Lam jugée. Van Thinh Khai Group se tait.", ["Truong My Lam"]),
        ("Le film Mai de Tran Thanh bat des records.", ["Tran Thanh"]),
        ("Le poète Xuan Dieu et la diva Thanh Lam sont là.", ["Xuan Dieu", "Thanh Lam"]),
        ("L'entraîneur de l'équipe Park Hang-seo sourit.", ["Park Hang-seo"]),
    ],
)
def test_a_firm_with_a_persons_name_is_nobody_and_its_people_are_somebody(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La ministre Rosalie Matonga et Arlette Soudan-Nonard ont signé.",
            ["Rosalie Matonga", "Arlette Soudan-Nonard"],
        ),
        ("Le préfet du Pool Jules Monkala Tchoumbou a pris part.", ["Jules Monkala Tchoumbou"]),
        ("Le moudjahid Larbi Ben M'hidra est honoré.", ["Larbi Ben M'hidra"]),
        ("Son Heung-min et Hwang Hee-chan jouent.", ["Son Heung-min", "Hwang Hee-chan"]),
        ("Han Kang, prix Nobel de littérature, publie.", ["Han Kang"]),
        ("Le secrétaire Robert F. Kennedy Jr. L'ambassadeur est absent.", ["Robert F. Kennedy Jr"]),
        ("S.A.R. le Prince Héritier Moulay El Hassan est là.", ["Moulay El Hassan"]),
        ("Les villes de Ben Guerir et Sidi Slimane attendent.", []),
        ("Le convoi est passé par Alegría de Pío.", []),
    ],
)
def test_names_of_other_worlds_are_read(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Il parle vietnamien, anglais et chinois.", 0),
        ("Une formation en langue anglaise et le mot russe « mir ».", 0),
        ("Appelé en vietnamien Têt, il dure trois jours.", 0),
        ("Le riz vietnamien et le thé chinois partent.", 2),
        ("Une première traduction française a paru.", 1),
    ],
)
def test_a_language_is_no_country(text, count):
    assert len(country_mentions(words_of(text))) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La directrice de l'École primaire de Dông Khon a souri.", []),
        ("L'atelier de Paul Cézanne se visite.", ["Paul Cézanne"]),
        ("Devant le 10 Ly Quoc Khai, on attend.", []),
        ("La plate-forme Haiyang Shiyou avance.", []),
        ("Il étudie à l'université Paris Diderot.", []),
        ("Le président Hô chi Minh fut là.", ["Hô chi Minh"]),
        ("Le colonel Christian de Castries fut pris.", ["Christian de Castries"]),
        ("Le guide Michelin a paru.", []),
    ],
)
def test_schools_houses_and_universities_are_nobody(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le concert a lieu au jardin des fleurs Ly Thai Khanh.", []),
        ("C'était en présence du directeur de l'université Trân Tho Dang.", ["Trân Tho Dang"]),
        ("Pham Dang Phuong, directeur de l'université Pham Van Dong, a souri.", ["Pham Dang Phuong"]),
        ("On y joue l'Ouverture de Hector Berlioz.", ["Hector Berlioz"]),
        ("Quant au Thiên Tâm, c'est un projet.", []),
    ],
)
def test_gardens_universities_and_works_give_only_whom_they_mean(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H'Hen Niêm, Miss Univers Vietnam, est venue.", ["H'Hen Niêm"]),
        ("On chante la chanson Tien quan ca de Van Cao.", ["Van Cao"]),
        ("Elle relit le roman Truyen Kieu de Nguyen Du.", ["Nguyen Du"]),
    ],
)
def test_the_author_behind_a_foreign_title_is_somebody(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On a secouru Tran Cong Lyon (né en 1992) et Ho Van Win (né en 2009).",
            ["Tran Cong Lyon", "Ho Van Win"],
        ),
        ("Mme Antoinette Sassou, née Tchibota, est là.", ["Antoinette Sassou"]),
        ("Au Roland-Garros, Novak Djokovic a gagné.", ["Novak Djokovic"]),
        ("Le système fluvial Vu Gia-Thu Bon déborde.", []),
    ],
)
def test_a_year_of_birth_announces_no_other_name(text, expected):
    assert names(text) == expected
