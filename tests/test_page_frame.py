"""What a page wraps around a dispatch: menus, buttons, players, imprints, notices, other articles."""

import pytest

from tests.framed import FIRST, HEADLINE, SECOND, THIRD, read


def test_a_menu_above_the_headline_is_no_part_of_it():
    menu = ("Accueil Économie", "Editions spéciales", "Photos-Vidéos", "Vous", "RELATIONS EXTERIEURES")
    article = read(*menu, "[Favoris] [Imprimer] [Taille: A A]", HEADLINE, FIRST, SECOND, separator="\n")
    assert article.headline.value == HEADLINE
    assert article.paragraphs[0].text == FIRST


def test_a_menu_may_hold_an_entry_that_nobody_listed():
    article = read("Accueil", "Politique", "Paroles d'anciens", "Sport", HEADLINE, FIRST, SECOND)
    assert article.headline.value == HEADLINE


def test_a_section_name_that_lost_its_accents_is_one():
    assert read("Actualites", HEADLINE, FIRST, SECOND).headline.value == HEADLINE


def test_two_short_headlines_are_no_menu():
    article = read("Crue record", "Digue rompue", FIRST, SECOND)
    assert article.headline.value == "Crue record"


@pytest.mark.parametrize("line", ["Synthèse vocale", "Écouter l'audio", "Version PDF", "[Favoris] [Envoyer]"])
def test_a_button_between_the_headline_and_its_second_copy_hides_nothing(line):
    article = read(HEADLINE, line, HEADLINE, FIRST, SECOND)
    assert article.headline.value == HEADLINE
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND]


def test_the_papers_imprint_is_no_teaser():
    imprint = (
        "Rédacteur en chef : Trân Van Minh",
        "Adresse : 3, rue des Tisserands, Hanoï",
        "Permis de publication : 11/GP-XYZ",
        "E-mail : gazette@gazette.example",
    )
    article = read(HEADLINE, FIRST, SECOND, THIRD, "VNA/CVN", *imprint)
    assert article.related == ()
    assert article.paragraphs[-1].text == THIRD


@pytest.mark.parametrize(
    "line",
    [
        "Top",
        "Retournez en haut de la page",
        "© Copyright La Gazette",
        "(c) 2021 La Gazette",
        "Liens connexes",
    ],
)
def test_the_foot_of_the_page_is_no_text(line):
    article = read(HEADLINE, FIRST, SECOND, THIRD, line)
    assert article.paragraphs[-1].text == THIRD
    assert article.photos == article.related == ()


def test_a_teaser_may_stand_above_a_link_to_the_top():
    teaser = "Le festival des lanternes aura lieu en mai"
    article = read(HEADLINE, FIRST, SECOND, THIRD + " -VNA", teaser, "Top")
    assert [related.headline for related in article.related] == [teaser]


def test_the_pages_title_with_its_site_is_not_the_headline():
    day = "Gazette.example | 2023-12-15 à 00:57"
    article = read(f"{HEADLINE} - Gazette - fr.gazette.com", HEADLINE, day, FIRST, SECOND)
    assert article.headline.value == HEADLINE
    assert article.paragraphs[0].text == FIRST


def test_a_longer_headline_above_a_shorter_one_is_no_pages_title():
    longer = f"{HEADLINE}, annonce le ministre de l'Eau devant les élus"
    assert read(longer, HEADLINE, FIRST, SECOND).headline.value == longer


@pytest.mark.parametrize(
    "line",
    [
        "Page d'accueil > Déclarations du ministre",
        "Nouvelles > Asie > Le delta",
        "gazette.com - Toutes les nouvelles du delta",
        "Suivez gazette.com sur Twitter et Facebook pour lire la suite.",
    ],
)
def test_a_path_or_the_sites_name_above_the_headline_is_none(line):
    assert read(line, HEADLINE, FIRST, SECOND).headline.value == HEADLINE


@pytest.mark.parametrize(
    "line", ["xxxxxxxxx", "Sponsored by Gazette. Copyright © 2000- gazette.com All rights reserved."]
)
def test_what_fills_or_protects_a_page_is_no_text(line):
    article = read(HEADLINE, line, f"Hanoï (VNA) – {FIRST}", SECOND)
    assert article.lead is None
    article = read(HEADLINE, f"Hanoï (VNA) – {FIRST}", SECOND + " Fin", line)
    assert article.paragraphs[-1].text == SECOND
    assert article.photos == ()


@pytest.mark.parametrize(
    "line", ["Chia sẻ", "Compartir", "Feedback", "• il y a 8 ans", "Your browser doesn’t support HTML5"]
)
def test_buttons_in_other_tongues_are_no_text(line):
    article = read(HEADLINE, line, f"Hanoï (VNA) – {FIRST}", SECOND, line)
    assert article.lead is None
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND]


def test_a_link_that_names_no_article_is_none():
    assert read(FIRST, SECOND, ">>> Plus de vidéos").related == ()


def test_what_is_kept_for_subscribers_closes_the_story():
    wall = "La suite est réservée aux abonnés - Déjà abonné ? Se connecter"
    article = read(
        FIRST, SECOND, wall, "Jean Valon", "Journaliste établi à Hanoï depuis 2006. Il suit le fleuve."
    )
    assert article.paragraphs[-1].text == SECOND


@pytest.mark.parametrize("line", ["Ces articles devraient vous intéresser :", "Recommandée", "Xem thêm"])
def test_a_header_without_articles_below_is_no_text(line):
    assert read(HEADLINE, FIRST, SECOND, THIRD, line).paragraphs[-1].text == THIRD


def test_a_section_name_behind_the_pages_title_is_none_of_the_headline():
    assert read(f"{HEADLINE} Politique", HEADLINE, FIRST, SECOND).headline.value == HEADLINE


@pytest.mark.parametrize("line", ["par gazette-fr", "Vidéo suivante dans 5 secondes", "Autres vidéos"])
def test_what_a_players_page_adds_is_no_text(line):
    article = read(HEADLINE, line, FIRST, SECOND)
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND]


def test_the_rules_for_comments_close_a_page():
    rules = "Conditions de publication : Les commentaires ne doivent pas être diffamatoires. " * 4
    assert read(HEADLINE, FIRST, SECOND, "MAP", rules).paragraphs[-1].text == SECOND


def test_subscribers_lines_close_a_page():
    lines = (
        "Vous êtes abonné(e) Identifiez-vous",
        "Pas encore abonné(e) ? Rejoignez-nous",
        "Choisissez votre formule.",
    )
    assert read(FIRST, SECOND, *lines).paragraphs[-1].text == SECOND


@pytest.mark.parametrize(
    "line",
    [
        "Mots-clés : digue, delta",
        "Tags",
        "3 min de lecture",
        "Publié hier à 10:15",
        "Partagez",
        "Envoyer à un ami",
        "Commenter cet article",
        "Recevez nos infos par e-mail",
        "S'abonner",
        "Rejoignez notre chaîne WhatsApp",
        "La suite après la publicité",
        "Accepter les cookies",
        "Mentions légales",
        "https://gazette.example/digue.html",
        "Toutes les dépêches",
        "Voir la galerie",
        "Photo 1/5",
        "Page suivante",
        "Traduit du vietnamien",
        "Français | English | Español",
        "1.234 vues",
        "Signaler une erreur",
        "Mot de passe oublié",
        "Aller au contenu",
        "Vous êtes ici : Accueil > Monde",
        "Chargement…",
    ],
)
def test_what_stands_around_french_pages_is_no_text(line):
    article = read(line, HEADLINE, line, FIRST, line, SECOND, THIRD, line)
    assert article.headline.value == HEADLINE
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND, THIRD]
    assert article.photos == article.related == ()


@pytest.mark.parametrize(
    "line", ["Accepter la différence", "S'inscrire dans la durée", "Agrandir le port", "Signaler chaque crue"]
)
def test_an_intertitle_that_begins_like_a_button_stays(line):
    assert line in [paragraph.text for paragraph in read(HEADLINE, FIRST, line, SECOND, THIRD).paragraphs]


@pytest.mark.parametrize("words", ["Lire également : ", "A lire aussi | ", "À lire : "])
def test_a_link_may_be_worded(words):
    article = read(HEADLINE, FIRST, f"{words}Le festival des lanternes aura lieu en mai", SECOND)
    assert [related.headline for related in article.related] == ["Le festival des lanternes aura lieu en mai"]
