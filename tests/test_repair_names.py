"""Lost spaces beside names, titles, numbers and marks, and where only the neighbours of a word tell."""

import pytest

from articles.importer.parse import parse
from articles.importer.record import Context
from articles.importer.repair import repair
from articles.importer.text import tidy

# A paragraph that has lost enough spaces for the document to count as worn.
WORN = "Lesdeux voisins ontsigné unaccord surle fleuve,dont lesrives sontbasses."


def repaired(text: str, *others: str) -> str:
    pieces = [tidy(piece, 0, len(piece)) for piece in (text, *others)]
    return repair(pieces, frozenset())[0][0].text


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("le recul fut suivi.Prèsde80.000 visiteurs", "le recul fut suivi. Près de 80.000 visiteurs"),
        ("il mène leVietnametle Laos", "il mène le Vietnam et le Laos"),
        ("elle chante àmi-voix dansle8e quartier", "elle chante à mi-voix dans le 8e quartier"),
        ("Le directeur,KiSantoso,dont l'atelier ferme", "Le directeur, Ki Santoso, dont l'atelier ferme"),
    ],
)
def test_what_a_first_repair_uncovers_is_repaired_too(glued: str, apart: str) -> None:
    assert repaired(glued, WORN) == apart


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Trân Minh Châuet son frère", "Trân Minh Châu et son frère"),
        ("M. Lê VanDuê est venu", "M. Lê Van Duê est venu"),
        ("MmeLê Thi Hoa et DrMarie Kane", "Mme Lê Thi Hoa et Dr Marie Kane"),
        ("JEONHa-rin a nagé", "JEON Ha-rin a nagé"),
        ("le joueur Oleg Petrovavait gagné", "le joueur Oleg Petrov avait gagné"),
        ("l'arbitre Sonkhanavait sifflé", "l'arbitre Sonkhan avait sifflé"),
        ("le poète Ibn Dossaa salué les lecteurs", "le poète Ibn Dossa a salué les lecteurs"),
        ("le Hondurasdéclare une trêve", "le Honduras déclare une trêve"),
        ("lundi à Séoulle rôle du port", "lundi à Séoul le rôle du port"),
        ("à Montréalet à Dakaront lieu", "à Montréal et à Dakar ont lieu"),
        ("le palais des Invalidesde la capitale", "le palais des Invalides de la capitale"),
        (
            "de la Bibliothèquenationale et du Tourismede masse",
            "de la Bibliothèque nationale et du Tourisme de masse",
        ),
        ("les deux Premiersministres", "les deux Premiers ministres"),
        ("avec l'ONUconformément au plan", "avec l'ONU conformément au plan"),
        ("il vend soniPhone", "il vend son iPhone"),
    ],
)
def test_a_name_or_a_title_ends_where_the_next_word_begins(glued: str, apart: str) -> None:
    assert repaired(glued) == apart


@pytest.mark.parametrize(
    "text",
    [
        "Me d'Hautefeuille, Henri Beaurepaire et le maire de Villefranche.",
        "L'Università di Bologna et la Città alta.",
        "Viettel, Pérouse, Capet, Manet, Grandet et Budapest.",
        "Etaient présents l'Ecole et les Etudes.",
        "Le Bopaka rouge, la Nagorna et l'Alabama.",
        "ChatGPT, iPhone, MeToo et DeepSeek.",
    ],
)
def test_names_that_end_like_words_stay_whole(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("un texte signé parles deux maires", "un texte signé par les deux maires"),
        ("un plan adopté parle conseil", "un plan adopté par le conseil"),
        ("un film produit parla chaîne", "un film produit par la chaîne"),
        ("Elle amis fin au doute", "Elle a mis fin au doute"),
        ("le droit de lamer", "le droit de la mer"),
        ("une étude demi-septembre", "une étude de mi-septembre"),
        ("le recueil de poèmesa été lu", "le recueil de poèmes a été lu"),
        ("la valeur des échangesa augmenté", "la valeur des échanges a augmenté"),
    ],
)
def test_a_word_that_is_another_word_is_parted_by_its_neighbours(glued: str, apart: str) -> None:
    assert repaired(glued) == apart


@pytest.mark.parametrize(
    "text",
    [
        "L'invité parle français et parle le soir avec ses amis en place.",
        "Le maire parla ensuite ; tu parles trop.",
        "Des amis fin prêts, les amis en garde.",
    ],
)
def test_those_words_stay_elsewhere(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("au prix du papier...a-t-il dit", "au prix du papier... a-t-il dit"),
        ("le chef s'assied.« Venez »", "le chef s'assied. « Venez »"),
        ("les Russes(310.200) et les Thaïs(+18 %)", "les Russes (310.200) et les Thaïs (+18 %)"),
        ("près de 100.000Russes", "près de 100.000 Russes"),
        ("hausse de 21 %sur un an", "hausse de 21 % sur un an"),
        ('le troisième prix à"Force" et "Grâce"', 'le troisième prix à "Force" et "Grâce"'),
        ('le film "Cendres"a plu', 'le film "Cendres" a plu'),
        ("Environ784 élèves", "Environ 784 élèves"),
        ("rétabli à 17h30les lignes", "rétabli à 17h30 les lignes"),
        ("le concerton°2 et le 23 mai1977", "le concerto n°2 et le 23 mai 1977"),
        ("les équipes jouentdix-huit matchs", "les équipes jouent dix-huit matchs"),
        ("l'anpassé, l'eausalée", "l'an passé, l'eau salée"),
        ("Le vice-maire et lesvice-présidents", "Le vice-maire et les vice-présidents"),
    ],
)
def test_marks_numbers_and_hyphens(glued: str, apart: str) -> None:
    assert repaired(glued) == apart


def test_a_noun_that_ends_like_a_participle_keeps_its_determiner() -> None:
    assert repaired("elle présentesa volonté", WORN) == "elle présente sa volonté"


def test_a_sound_text_with_foreign_names_brings_no_proposals() -> None:
    text = (
        "Selon Wunna Maung Lwin, Chearavanont et Somsak Kiatsunaront, la flotte de Phra Nakhon, le ferry "
        "Sabah Star et l'atelier Kampung Ayer recevront cent bateaux de Terengganu et de Wellington."
    )
    ((clean, repairs),) = repair([tidy(text, 0, len(text))], frozenset())
    assert (clean.text, repairs) == (text, ())


def test_a_line_of_many_unknown_words_is_walked_once() -> None:
    """Each of them used to be searched through the whole line."""
    words = [f"zq{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}x" for number in range(100)]
    text = " ".join([*words, "duParti", *words])
    assert "du Parti" in repaired(text)


def test_a_text_of_nothing_but_lost_spaces_says_that_some_may_be_left() -> None:
    def read(lines: int) -> list[str]:
        text = "\n\n".join(f"Le rapport {number} duParti attend surle bureau." for number in range(lines))
        return [problem.message for problem in parse(text, Context(today="2026-11-21")).problems]

    message = "Texte trop abîmé : ses espaces perdues n’ont peut-être pas toutes été cherchées."
    assert message in read(2_600)
    assert message not in read(40)


@pytest.mark.parametrize(
    "sound", ["Phan Thiet", "Nguyen Minh Triet", "Vo Van Kiet", "Nguyen Thi Tuyet", "Le Van Quyet"]
)
def test_a_syllable_that_ends_like_and_is_not_parted(sound: str) -> None:
    text = f"La ville a reçu hier la visite de {sound} avec sa délégation."
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Mardimatin, le maire a parlé.", "Mardi matin, le maire a parlé."),
        ("Acette occasion, le maire a parlé.", "A cette occasion, le maire a parlé."),
        ("Le maire aaffectué une visite.", "Le maire a affectué une visite."),
        ("Amine a parlé. Nul n'a vu le prince Aali.", "Amine a parlé. Nul n'a vu le prince Aali."),
    ],
)
def test_a_weekday_and_a_capital_a_open_a_sentence_and_a_doubled_a_a_participle(
    glued: str, apart: str
) -> None:
    assert repaired(glued) == apart
