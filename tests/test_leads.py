"""A first paragraph with neither headline nor dateline: a lead when the story begins again below it."""

from articles.importer.fields import read_story
from articles.importer.sections import split

MORE = (
    "Le reste de la journée a été consacré aux ateliers, aux jeux et à un repas préparé par les familles.",
    "Une nouvelle édition aura lieu dans deux ans, si les finances de la commune le permettent encore.",
)
UNSTOPPED = (
    "Les ports de la mer Noire, fermés pendant trois semaines par les glaces et par une grève, ont rouvert "
    "leurs quais aux céréaliers, aux vraquiers et aux pétroliers, tandis que les files de camions qui "
    "bloquaient les routes d'accès se résorbaient lentement"
)
LEADS = {
    "the facts come again": (
        "Une bibliothèque flottante dessert désormais huit villages du lac.",
        "Huit villages du lac reçoivent depuis lundi la visite d'une bibliothèque flottante et de son marin.",
    ),
    "the day comes again": (
        "Les maraîchers de Tamale ont ouvert mardi leur propre marché.",
        "Construit en six mois par les membres de la coopérative, le bâtiment a été inauguré mardi.",
    ),
    "the day is told below only": (
        "Le train de nuit retrouve ses voyageurs, et les voyageurs retrouvent leurs couchettes.",
        "Deux cents personnes sont montées jeudi soir dans les six voitures remises à neuf.",
    ),
    "a scene opens": (
        "Au Lesotho, des bergers tricotent pour l'exportation et financent ainsi l'école de leurs enfants.",
        "Assis sur une pierre plate, Thabo Mokoena compte les mailles sans quitter ses brebis des yeux.",
    ),
    "an hour opens the scene": (
        "Les boulangers de l'archipel se passent de levure importée depuis qu'ils cultivent la leur.",
        "Il est quatre heures, la nuit colle encore aux volets et le four ronfle déjà depuis longtemps.",
    ),
    "no full stop": (
        UNSTOPPED,
        "Le premier navire a quitté le quai nord avec vingt mille tonnes de maïs pour Marseille.",
    ),
}
NO_LEADS = {
    "the ceremony": (
        "Une école de voile a ouvert mardi à Mindelo, sur l'île de São Vicente.",
        "La cérémonie a réuni mardi à Mindelo les pêcheurs de São Vicente et leurs enfants.",
    ),
    "in his speech": (
        "Le maire de Cuzco a présenté mardi un plan pour les marchés de la ville de Cuzco.",
        "Dans son intervention, le maire de Cuzco a présenté un à un les marchés de la ville.",
    ),
    "he": (
        "Un facteur de Gjirokastër distribue mardi sa dernière lettre à Gjirokastër.",
        "Il a commencé à Gjirokastër un mardi, avec une lettre pour un berger des montagnes.",
    ),
    "the latter": (
        "La directrice du musée de Sfax a reçu mardi un mosaïste de la ville.",
        "Ce dernier a offert mardi au musée de Sfax un panneau qui montre la ville.",
    ),
    "her": (
        "La nageuse Malia Tupou a battu mardi le record des îles sur cent mètres.",
        "Le club des îles comptait sur elle depuis mardi pour battre un record.",
    ),
    "a person named above": (
        "Mme Adjoa Mensah a visité mardi le port de Tema et ses entrepôts.",
        "Mme Mensah a visité mardi les entrepôts du port de Tema.",
    ),
    "a quotation": (
        "Le village de Dalat a planté mardi mille arbres autour de son lac.",
        "« Mille arbres, c'est peu pour un village et pour son lac », a dit mardi le forestier.",
    ),
    "the story simply goes on": (
        "Les bateliers du Chari ont repris mardi le transport du mil vers le nord du pays.",
        "Le niveau de l'eau a monté de trente centimètres après les orages, assez pour les barges.",
    ),
    "three sentences": (
        "Le pont de Kribi a rouvert. Les camions y passent un par un. Le pont sera doublé mardi.",
        "Le pont de Kribi sera doublé mardi et les camions y passeront de nouveau à deux.",
    ),
}
HEADS = {
    "nothing": "",
    "a numeric date line": "07/09/2019 10:20\n\n",
    "a prefix with a caption": " date 2022-05 Vue de la place un jour de marché. Photo : AFP\n\n",
    "a prefix with a link": " date 2022-05-03\n\n>> Une autre page du même jour\n\n",
}


def lead(text):
    found = read_story(split(text)).lead
    return found and found.text


def wrong(cases, expected):
    """``cases`` under every head whose lead is not as ``expected`` says."""
    faults = []
    for case, (first, second) in cases.items():
        for head, above in HEADS.items():
            text = above + "\n\n".join((first, second, *MORE)) + "\n"
            if lead(text) != expected(first):
                faults.append((case, head, lead(text)))
    return faults


def test_a_paragraph_below_which_the_story_begins_is_a_lead():
    assert wrong(LEADS, lambda first: first) == []


def test_a_paragraph_on_which_the_next_one_leans_is_no_lead():
    assert wrong(NO_LEADS, lambda first: None) == []


def test_a_picture_or_link_between_sets_a_lead_apart():
    first, second = NO_LEADS["the story simply goes on"]
    for between in ("Une barge chargée. Photo : AFP", ">> Une autre page du même jour"):
        assert lead("\n\n".join((first, between, second, *MORE))) == first


def test_pictures_between_all_paragraphs_set_nothing_apart():
    first, second = NO_LEADS["the story simply goes on"]
    pictures = ("Une barge chargée. Photo : AFP", "Le quai de la ville. Photo : AFP")
    assert lead("\n\n".join((first, pictures[0], second, pictures[1], *MORE))) is None


def test_page_furniture_between_sets_nothing_apart():
    first, second = NO_LEADS["the story simply goes on"]
    assert lead("\n\n".join((first, "Envoyer [A A]", second, *MORE))) is None


def test_a_paragraph_alone_is_no_lead():
    assert lead(LEADS["the facts come again"][0]) is None


def test_below_a_headline_an_apposed_opening_is_a_lead_when_the_story_begins_again():
    first = (
        "Battus deux fois cet hiver à domicile, les nageurs du club du port disputeront samedi leur finale."
    )
    again = (
        "Les nageurs du club du port ont retrouvé leur bassin et leur public, et tout le reste a suivi "
        "sans effort jusqu'au soir."
    )
    headline = "Le sport qui réveille toute une ville\n\n"
    assert lead(headline + "\n\n".join((first, again, *MORE)) + "\n") == first
    onwards = (
        "Ils ont aussi obtenu mardi la promesse d'un fonds commun, dont les communes paieront la moitié."
    )
    assert lead(headline + "\n\n".join((first, onwards, *MORE)) + "\n") is None


ORPHANS = (
    "S'exprimant à cette occasion, la maire de Mindelo a salué mardi les pêcheurs de São Vicente.",
    "Au cours de la réunion, les pêcheurs de Mindelo ont présenté mardi leurs comptes à São Vicente.",
    "Cette nouvelle a été annoncée mardi par les pêcheurs de Mindelo, sur l'île de São Vicente.",
    "Le même jour, les pêcheurs de Mindelo ont présenté mardi leurs comptes à São Vicente.",
)
TOLD_AGAIN = (
    "Les pêcheurs de Mindelo ont réuni mardi à São Vicente tous ceux qui vivent de la mer et du port."
)


def test_a_first_paragraph_that_lost_what_it_goes_on_with_is_no_lead():
    for first in ORPHANS:
        assert lead("\n\n".join((first, TOLD_AGAIN, *MORE))) is None, first
        headline = "La pêche reprend à Mindelo\n\n"
        assert lead(headline + "\n\n".join((first, TOLD_AGAIN, *MORE)) + "\n") is None, first


def test_a_paragraph_below_that_shows_what_was_told_leans_on_it():
    first = "Les dix ports les plus actifs de la côte sont ceux de Mindelo, de Praia et de leurs voisines."
    for below in (
        "Praia est le seul des ports de la côte à figurer deux fois sur cette liste, devant Mindelo.",
        "La même source ajoute que les ports de la côte, dont Praia et Mindelo, emploient mille personnes.",
    ):
        assert lead("\n\n".join((first, below, *MORE))) is None, below


def test_it_must_or_there_is_points_to_nothing_above():
    first = "Avec son premier documentaire, la réalisatrice suit trois familles de potiers sur le fleuve."
    below = (
        "Il faut attendre la dixième minute pour entendre une voix, et la vingtième pour voir un visage "
        "de ces potiers qui descendent chaque année le fleuve avec leurs jarres et leurs enfants."
    )
    headline = "Un film sur les derniers potiers\n\n"
    assert lead(headline + "\n\n".join((first, below, *MORE)) + "\n") == first


def test_lines_without_any_blank_one_hold_no_lead_that_only_begins_again():
    first, second = LEADS["the facts come again"]
    assert lead("\n".join((first, second, *MORE))) is None


def test_a_first_line_set_close_to_the_text_by_its_blank_lines_is_a_lead_whatever_follows():
    first = "Les secours poursuivent leurs recherches dans les provinces du Nord, frappées par les crues."
    second = (
        "Le bilan ne cesse de s'alourdir : cent morts et deux cents blessés avaient été recensés mercredi."
    )
    assert lead(f"{first}\n{second}\n\n" + "\n\n".join((*MORE, MORE[0]))) == first


def test_links_set_a_lead_apart_that_is_longer_than_the_paragraphs_below():
    first = (
        "L'équipe des moins de 23 ans et son entraîneur sont arrivés lundi dans la capitale du royaume, "
        "où ils joueront dans trois jours le premier match du championnat de la région."
    )
    second = "Dix équipes venues de tous les pays prendront part au championnat, qui durera dix jours."
    headline = "L'équipe arrive pour le championnat\n\n"
    links = (">> Le tirage au sort a eu lieu", ">> Deux équipes seront formées")
    assert lead(headline + "\n\n".join((first, *links, second, *MORE)) + "\n") == first


def test_a_blank_line_below_the_first_paragraph_alone_sets_it_apart():
    first = (
        "Les députés de la région sont réunis du 15 au 17 septembre pour leur assemblée, dont l'objet est de "
        "renforcer la coopération, afin que la communauté voie le jour dans un an au plus tard."
    )
    second = "Née il y a trente ans, l'assemblée est un forum où dix pays fixent leurs objectifs communs."
    headline = "L'assemblée promeut la communauté\n\n"
    assert lead(headline + f"{first}\n\n{second}\n{MORE[0]}\n{MORE[1]}\n") == first


COURRIER = (
    "Le maire de la ville a reçu lundi les dix jeunes cuisiniers qui ont gagné le concours du fleuve.",
    "Il leur a remis une médaille et les a invités à ouvrir une échoppe sur la place du marché.",
    "Photo : VNA/CVN",
    "Le concours, qui en est à sa cinquième saison, réunit des cuisiniers de toute la vallée du fleuve.",
)


def test_the_first_paragraph_is_the_lead_in_a_paper_that_always_sets_one():
    headline = "Dix cuisiniers à l'honneur"
    page = "\n\n".join((headline, *COURRIER)) + "\n"
    assert lead(page) == COURRIER[0]
    assert lead(page.replace("CVN", "AFP")) is None


def test_in_such_a_paper_what_stands_below_picture_or_links_is_no_lead():
    headline = "Dix cuisiniers à l'honneur"
    link = ">> Le marché du fleuve rouvre"
    assert lead("\n\n".join((headline, link, *COURRIER)) + "\n") is None
    assert lead("\n\n".join((headline, COURRIER[2], *COURRIER[:2], COURRIER[3])) + "\n") is None


def test_a_pronoun_that_tells_what_an_event_is_for_opens_no_lead_but_a_portrait_may():
    below = (
        "Au bord du fleuve, Lan pose un bol sur le tour et attend que la terre sèche, pendant que sa sœur "
        "prépare la cendre du prochain four et que les commandes arrivent de toutes les provinces."
    )
    headline = "Les potiers du delta changent de siècle\n\n"
    event = "Il vise à célébrer le centenaire de la radio et la fête de la moisson."
    assert lead(headline + "\n\n".join((event, below, *MORE)) + "\n") is None
    portrait = "Ils ont étudié le dessin, puis la chimie. Ils sont revenus au four de leurs parents."
    assert lead(headline + "\n\n".join((portrait, below, *MORE)) + "\n") == portrait


def test_the_first_paragraph_of_a_page_that_opens_with_its_date_is_the_lead():
    text = "\n\n".join(("Dix cuisiniers à l'honneur", COURRIER[0], COURRIER[1], COURRIER[3])) + "\n"
    assert lead(" date 2025-07 " + text) == COURRIER[0]
    assert lead(text) is None


def test_behind_the_date_a_short_sentence_that_comes_again_is_the_headline_in_spite_of_its_stop():
    headline = "Le maire de la ville a reçu les dix jeunes cuisiniers."
    story = read_story(split(" date 2025-07 " + "\n\n".join((headline, COURRIER[0], *COURRIER[1:])) + "\n"))
    assert story.headline.text == headline
    assert story.lead.text == COURRIER[0]


def test_a_lead_may_be_said_again_behind_a_slug():
    first = "Le plus puissant typhon de l'année a balayé le sud de l'archipel. Un hélicoptère l'a survolé."
    again = f"ASIE-PACIFIQUE - {first} Des régions entières sont dévastées, et les secours arrivent à pied."
    assert lead("Désolation après le typhon\n\n" + "\n".join((first, again, *MORE)) + "\n") == first
