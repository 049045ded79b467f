"""Lost spaces: which are put back, which words are left alone, and what is only proposed."""

import pytest

from articles.importer.record import Repair
from articles.importer.repair import repair
from articles.importer.text import tidy

# A paragraph that has lost enough spaces for the document to count as worn.
WORN = "Lesdeux voisins ontsigné unaccord surle fleuve,dont lesrives sontbasses."


def read(*texts: str, words: frozenset[str] = frozenset()) -> list[tuple[str, tuple[Repair, ...]]]:
    pieces = [tidy(text, 0, len(text)) for text in texts]
    return [(clean.text, repairs) for clean, repairs in repair(pieces, words)]


def repaired(text: str, *others: str, words: frozenset[str] = frozenset()) -> str:
    return read(text, *others, words=words)[0][0]


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("le chef duParti", "le chef du Parti"),
        ("le secrétairegénéral adjoint", "le secrétaire général adjoint"),
        ("le secrétairegénéraldu bureau", "le secrétaire général du bureau"),
        ("ils disent queCuba viendra", "ils disent que Cuba viendra"),
        ("la ligne dela côte", "la ligne de la côte"),
        ("un plan pourl'orientation", "un plan pour l'orientation"),
        ("une sourced’énergie propre", "une source d’énergie propre"),
        ("parce qu'ils'agit de riz", "parce qu'il s'agit de riz"),
        ("un intérêtcommun", "un intérêt commun"),
        ("les pluies ontcommencé", "les pluies ont commencé"),
        ("le pont aété fermé", "le pont a été fermé"),
        ("il arrive àParis", "il arrive à Paris"),
        ("le vice-présidentde la Chambre", "le vice-président de la Chambre"),
        ("a-t-elledéclaré hier", "a-t-elle déclaré hier"),
        ("les deux dirigeantsont salué", "les deux dirigeants ont salué"),
        ("l'ONUde l'époque", "l'ONU de l'époque"),
        ("Les Vietnamienset leurs hôtes", "Les Vietnamiens et leurs hôtes"),
        ("un voyage auMozambique", "un voyage au Mozambique"),
        ("des prix en hausse,et des stocks", "des prix en hausse, et des stocks"),
        ("au Mozambique.Elle reviendra", "au Mozambique. Elle reviendra"),
        ("un plan socio-économique,a-t-il dit", "un plan socio-économique, a-t-il dit"),
        ("le Parti (PCV)réuni", "le Parti (PCV) réuni"),
        ("près de 40%des foyers", "près de 40% des foyers"),
        ("un stade de92.000 places", "un stade de 92.000 places"),
        ("aux17es Jeux", "aux 17es Jeux"),
        ("le 2juin", "le 2 juin"),
        ("la R.tchèque et la R.de Corée", "la R. tchèque et la R. de Corée"),
        ("le 10 juin, 13cas signalés", "le 10 juin, 13 cas signalés"),
        ("le 68eanniversaire", "le 68e anniversaire"),
        ("le 13eCongrès", "le 13e Congrès"),
        ("la 4erévolution industrielle", "la 4e révolution industrielle"),
        ("le 1eravril", "le 1er avril"),
        ("60ansaprès la paix", "60 ans après la paix"),
        ("l'Assembléenationaledu Laos", "l'Assemblée nationale du Laos"),
        ("l’idéologie duPCVde Hanoï", "l’idéologie du PCV de Hanoï"),
    ],
)
def test_a_lost_space_is_put_back(glued: str, apart: str) -> None:
    assert repaired(glued) == apart


@pytest.mark.parametrize(
    "text",
    [
        "Elle parle de la portée du parterre et du partage, partout, parfois, surtout.",
        "Les enquêtes, lequel, auquel, desquels, pourtant, encours, dessous, dune, sonde.",
        "Les campagnes vaccinales incrémentales formateront des planteuses nigériennes.",
        "Un surtourisme, une rétrocompatibilité, un photovoltaïque, un interministériel.",
        "TikTok, YouTube, iPhone, VietJet, BioNTech, WhatsApp, eBay et McDonald's.",
        "LeBron James, DiCaprio, MacArthur, DeSantis et O'Brien.",
        "Le site www.exemple.vn, Booking.com, http://a.b/c,d et p.martin@exemple.fr.",
        "Le n°5, à 10h30, 2,5 millions, 12.000 dollars, l'A380, le G20 et H5N1.",
        "Les député(e)s, les élu(e)s ; 12km, 3D, 5G, 1er, 2e, 21es, 30%.",
        "J.-B. Lenoir, U.S.A., etc. et M. Dupont.",
        "Hanoï(VNA) - Le port rouvre.",
        "Brazzaville, Libreville, Phuquoc, Viettel et Fontainebleau.",
        "Le terme packaging, un hashtag, une start-up, unstable et typescript.",
        "Aujourd'hui, l'entr'acte, la grand'mère, le peuple's choice.",
    ],
)
def test_words_names_and_numbers_are_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_names_stuck_together_are_parted_when_they_stand_apart_elsewhere() -> None:
    other = "Rosa Quispe-Huamán a remercié Cuba. Plus tard, Rosa Quispe-Huamán est repartie."
    assert repaired("La ministre RosaQuispe-Huamán est venue.", other).startswith("La ministre Rosa Quispe")
    assert repaired("le président de CubaRosa", other) == "le président de Cuba Rosa"


def test_names_of_the_archive_count_as_seen() -> None:
    words = frozenset({"Oyuunchimeg Batsaikhan"})
    assert repaired("selon OyuunchimegBatsaikhan, hier", words=words) == "selon Oyuunchimeg Batsaikhan, hier"


def test_a_strange_capital_needs_a_worn_document() -> None:
    assert repaired("selon XaverObermayr, hier") == "selon XaverObermayr, hier"
    assert repaired("selon XaverObermayr, hier", WORN) == "selon Xaver Obermayr, hier"


def test_a_made_up_name_stays_whole_in_a_worn_document() -> None:
    assert repaired("le club SeaBreeze et la GoPro", WORN) == "le club SeaBreeze et la GoPro"
    assert repaired("Le TikTokde la région", WORN) == "Le TikTok de la région"


def test_family_names_that_look_like_an_article_and_a_noun_stay() -> None:
    assert repaired("Lafontaine a gagné.", WORN) == "Lafontaine a gagné."
    assert repaired("Lesdeux ont gagné.") == "Les deux ont gagné."


def test_agreement_decides_between_two_readings() -> None:
    assert repaired("lesports du pays") == "les ports du pays"
    assert repaired("uneécole") == "une école"
    assert repaired("ils disent cesont eux") == "ils disent ce sont eux"


def test_a_text_without_accents_keeps_its_words() -> None:
    text = (
        "Le ministre etait present et la presidente a evoque le departement. Le maire, venu du sud avec deux "
        "autres hommes, voulait un pont plus large pour que les camions passent sans attendre le bac, "
        "qui part quand il veut, et des feux pour les enfants qui vont seuls vers leur classe."
    )
    assert repaired(text) == text


def test_a_repair_says_where_what_why_and_how_sure() -> None:
    raw = "Au sud,le chef duParti attend."
    ((clean, repairs),) = read(raw)
    assert clean == "Au sud, le chef du Parti attend."
    assert [(r.raw, r.text) for r in repairs] == [("sud,le", "sud, le"), ("duParti", "du Parti")]
    for one in repairs:
        assert raw[slice(*one.span)] == one.raw
        assert one.applied
        assert 0.9 <= one.confidence <= 1
        assert one.evidence


def test_one_token_makes_one_repair() -> None:
    ((clean, repairs),) = read("l'ensembledes pays,dont Cuba")
    assert clean == "l'ensemble des pays, dont Cuba"
    assert [(r.raw, r.text) for r in repairs] == [
        ("l'ensembledes", "l'ensemble des"),
        ("pays,dont", "pays, dont"),
    ]


def test_a_doubtful_repair_is_proposed_and_not_applied() -> None:
    ((clean, repairs),) = read("le secteur OpenLogic prospère")
    assert clean == "le secteur OpenLogic prospère"
    assert [(r.text, r.applied) for r in repairs] in ([], [("Open Logic", False)])
    ((clean, repairs),) = read("selon XaverObermayr, hier")
    assert [(r.text, r.applied) for r in repairs] == [("Xaver Obermayr", False)]


def test_pieces_come_back_in_number_and_order() -> None:
    results = read("un duParti", "", "rien ici", "deux duParti")
    assert [text for text, _ in results] == ["un du Parti", "", "rien ici", "deux du Parti"]
