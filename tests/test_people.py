"""People read from the story: who counts, in which spelling, with which office and country."""

import pytest

from articles.importer.entities import read_entities
from articles.importer.record import Context, KnownPerson
from articles.importer.text import build
from articles.importer.variants import distance_within, same_person


def read(*texts, captions=(), people=()):
    def clean(text):
        return build([(text, 0, len(text))])

    context = Context(today="2026-11-21", people=people)
    return read_entities([clean(t) for t in texts], [clean(t) for t in captions], context)[0]


def names(*texts, **options):
    return [person.name for person in read(*texts, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministre de la Santé, Tran Quoc Bao, visite un hôpital.", ["Tran Quoc Bao"]),
        ("Lê Thi Mai Hoa, directrice de l'école, ouvre la porte.", ["Lê Thi Mai Hoa"]),
        ("Le secrétaire du Comité du Parti de Quang Ninh Vu Dai Thanh est venu.", ["Vu Dai Thanh"]),
        ("L'athlète chinoise Zhou Meilin et Wang Yonghe courent.", ["Zhou Meilin", "Wang Yonghe"]),
        ("L'entraîneur, Park Seung-min, remercie Ri Myong-chol.", ["Park Seung-min", "Ri Myong-chol"]),
        ("La Laotienne Noy Sengdara a terminé deuxième.", ["Noy Sengdara"]),
        (
            "M. Bounmy Keosavang et Mme Chanthavy Douangdara dansent.",
            ["Bounmy Keosavang", "Chanthavy Douangdara"],
        ),
        ("Le gouverneur de Kampot, Chea Rithysak, a planté un arbre.", ["Chea Rithysak"]),
        ("Le wali d'Oran, Samir Benhaddad, inspecte le port.", ["Samir Benhaddad"]),
        (
            "L'ingénieure Mounira al-Tahrir et Omar Ould Salek mesurent.",
            ["Mounira al-Tahrir", "Omar Ould Salek"],
        ),
        ("La bergère Aminata Ouédraogo, 34 ans, vend du lait.", ["Aminata Ouédraogo"]),
        ("Le chef du village, N'Guessan Kouadio, parle.", ["N'Guessan Kouadio"]),
        (
            "Le juge Jean-Bosco Nkurikiye et Marie-Ange Dossou siègent.",
            ["Jean-Bosco Nkurikiye", "Marie-Ange Dossou"],
        ),
        ("Le professeur Sergueï Ivanovitch Bolkonov a signé.", ["Sergueï Ivanovitch Bolkonov"]),
        (
            "La cinéaste Oksana Petrenko filme le Kazakh Talgat Sarybaev.",
            ["Oksana Petrenko", "Talgat Sarybaev"],
        ),
        ("La maire, María del Carmen Quispe Rojas, inaugure la place.", ["María del Carmen Quispe Rojas"]),
        ("Le poète João Baptista da Conceição e Lima lit.", ["João Baptista da Conceição e Lima"]),
        ("Le directeur Ernesto Valdés y Ramos travaille.", ["Ernesto Valdés y Ramos"]),
        ("La médecin K. R. Lakshmi Nambiar consulte.", ["K. R. Lakshmi Nambiar"]),
        ("Le vétérinaire Batbayaryn Tumurkhuu soigne les yaks.", ["Batbayaryn Tumurkhuu"]),
        ("La pianiste Ayako Moriyama joue un air de Fukui Takeshi.", ["Ayako Moriyama", "Fukui Takeshi"]),
        ("L'infirmière Ursula von Altenburg part.", ["Ursula von Altenburg"]),
        ("Le roi Mwambutsa IV régnait alors.", ["Mwambutsa IV"]),
        ("Selon Kofi Asamoah-Mensah, la pluie tarde.", ["Kofi Asamoah-Mensah"]),
        ("« La rivière monte », a dit Fa'amoana Leiataua, pêcheur.", ["Fa'amoana Leiataua"]),
        ("Le PDG de Novatrix Pham Gia Khanh investit.", ["Pham Gia Khanh"]),
        ("Un film de Rindra Rakotobe sera projeté.", ["Rindra Rakotobe"]),
        ("Le jury, présidé par Zofia Brandysowa, délibère.", ["Zofia Brandysowa"]),
    ],
)
def test_names_of_every_culture_are_read_from_their_surroundings(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hô Chi Minh-Ville, Da Nang et Hai Phong grandissent.",
        "L'aéroport international José Martí et le port Simón Bolívar ouvrent.",
        "Les élèves du lycée professionnel Phan Dinh Phung chantent rue Tran Hung Dao.",
        "Le porte-avions Charles de Gaulle et l'USS Theodore Roosevelt naviguent.",
        "La loi Helms-Burton et l'amendement Platt restent connus.",
        "Le prix Félix Houphouët-Boigny et la médaille Marie Curie récompensent la paix.",
        "La fondation Bill et Melinda Gates soutient l'Institut Pasteur de Nha Trang.",
        "L'Union de la jeunesse communiste Hô Chi Minh plante des arbres.",
        "Vietnam Airlines, Samsung Electronics et Manchester United signent.",
        "Le village de Ban Nong Luang et le district de Nguyên Binh sont isolés.",
        "Le Parti populaire, la Banque mondiale et l'Assemblée nationale en parlent.",
        "La rue du docteur Roux mène au mausolée Hô Chi Minh.",
        "La bibliothèque porte le nom de Mariama Dossou.",
        "Le typhon Yagi a frappé Quang Ninh, puis le cyclone Chido Mayotte.",
        "L'opérateur Novatel, leader des télécoms, s'installe à Phnom Penh.",
        "Les habitants de Dong Van, de Buenos Aires et de Dar es Salaam trient.",
        "Le bateau, le « Juan Pablo Arango », a quitté le quai.",
    ],
)
def test_things_that_bear_a_name_are_no_persons(text):
    assert names(text) == []


def test_a_person_counts_though_a_street_bears_the_same_name():
    assert names("Rue Lê Van Tam, on se souvient.", "Le peintre Lê Van Tam y vivait.") == ["Lê Van Tam"]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Miguel Diaz-Bermudez parle.",
            "Miguel Diaz-Canel Bermudez écoute.",
            "Miguel Díaz-Canel Bermúdez sort.",
        ),
        ("Le président Miguel Diaz-Canel parle.", "Miguel Díaz-Canel Bermúdez sort. Diaz-Canel rit."),
    ],
)
def test_spellings_of_one_person_are_joined_under_the_fullest(texts):
    (person,) = read(*texts)
    assert person.name == "Miguel Díaz-Canel Bermúdez"
    assert len(person.spellings) == 3
    assert person.spellings[0] == person.name


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("nguyen phu trong", "nguyen phu trong", True),
        ("penalver portal", "gerardo penalver portal", True),
        ("volodymyr zelenski", "volodymyr zelensky", True),
        ("vladimir putin", "vladimir poutine", True),
        ("xi jin ping", "xi jinping", True),
        ("jinping xi", "xi jinping", True),
        ("dashzeveg otgonbaiar", "dashzeveg otgonbayar", True),
        ("j mabiala", "jean mabiala", True),
        ("tran van son", "tran van don", False),
        ("nguyen van thang", "nguyen van thanh", False),
        ("fidel castro", "raul castro", False),
        ("maria lopez", "mario lopez", False),
        ("nguyen", "nguyen phu trong", False),
        ("trong", "nguyen phu trong", True),
        ("xi", "xi jinping", True),
    ],
)
def test_which_spellings_can_be_one_person(short, full, same):
    assert same_person(tuple(short.split()), tuple(full.split())) is same


def test_a_family_name_alone_belongs_to_the_person_named_last():
    fidel, raul = read("Fidel Castro parle.", "Raul Castro vient. Castro sourit.")
    assert (fidel.name, len(fidel.spans)) == ("Fidel Castro", 1)
    assert (raul.name, len(raul.spans)) == ("Raul Castro", 2)


def test_a_short_form_may_come_before_the_full_one():
    assert names("De son côté, Peñalver Portal écoute.", "Gerardo Peñalver Portal répond.") == [
        "Gerardo Peñalver Portal"
    ]


def test_a_single_name_needs_a_form_of_address_or_an_office():
    assert names("Mme Zhou et le président Keita dînent.") == ["Zhou", "Keita"]
    assert names("Souriante, Novatrix arrive. Kelema aussi.") == []


def test_captions_count():
    (person,) = read("Un marché ouvre.", captions=["Nadia Khelifi (à droite), oléicultrice, goûte l'huile."])
    assert (person.name, person.role) == ("Nadia Khelifi", "oléicultrice")


def test_coordination_carries_over_to_names_without_other_clue():
    assert names("Le vannier Kaba Sissako et Yoro Bilé tressent.") == ["Kaba Sissako", "Yoro Bilé"]


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        (
            "Le secrétaire général du Parti communiste du Vietnam (PCV) Lê Van Bao parle.",
            "secrétaire général du Parti communiste du Vietnam (PCV)",
            "VN",
        ),
        ("Le président cubain Ernesto Solís Mena arrive.", "président cubain", "CU"),
        (
            "L'ambassadrice du Laos au Vietnam, Khamla Sisavath, reçoit.",
            "ambassadrice du Laos au Vietnam",
            "LA",
        ),
        ("Zoé Marchal, vice-ministre du Travail, arrive.", "vice-ministre du Travail", ""),
        (
            "Le premier secrétaire du Parti et président de la République, Iván Solís Mena, parle.",
            "premier secrétaire du Parti et président de la République",
            "",
        ),
        ("Kofi Boateng raconte la crue.", "", ""),
    ],
)
def test_office_and_country_are_as_the_text_words_them(text, role, country):
    (person,) = read(text)
    assert (person.role, person.country) == (role, country)


def test_weak_evidence_is_not_sure():
    (strong,) = read("Le ministre de la Santé, Tran Quoc Bao, visite un hôpital.")
    (weak,) = read("Tekou Bilami a planté un arbre.")
    assert (strong.sure, weak.sure) == (True, False)


def test_a_person_of_the_archive_is_known_without_other_clue():
    known = (KnownPerson(7, ("Tekou Bilami", "T. Bilami")),)
    assert names("La main de Tekou Bilami tremble.") == []
    (person,) = read("La main de Tekou Bilami tremble.", people=known)
    assert person.sure


def test_spans_cover_every_mention_in_the_raw_text():
    text = "Le maire Paul Vasseur ouvre. M. Vasseur referme."
    (person,) = read(text)
    assert [text[start:end] for start, end in person.spans] == ["Paul Vasseur", "Vasseur"]


def test_a_text_without_persons_gives_none():
    assert read("La pluie tombe sur le delta depuis lundi. Les rizières sont pleines.") == ()
    assert read("") == ()


@pytest.mark.parametrize(
    ("one", "other", "limit", "within"),
    [
        ("zelensky", "zelenski", 1, True),
        ("poutnie", "poutine", 1, True),
        ("gaute", "gautier", 2, True),
        ("gaute", "gautier", 1, False),
        ("diallo", "diall", 1, True),
        ("aminata", "aminat", 0, False),
        ("keita", "kieta", 1, True),
        ("abcdef", "badcfe", 1, False),
        ("traore", "traore", 0, True),
    ],
)
def test_letters_between_two_spellings(one, other, limit, within):
    assert distance_within(one, other, limit) is within
    assert distance_within(other, one, limit) is within
