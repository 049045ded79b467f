"""What a page wraps around a dispatch: menus, players, imprints, placeholders, signed days."""

import pytest

from articles.importer.parse import parse
from articles.importer.record import Context
from articles.importer.sections import split

HEADLINE = "Le barrage de la plaine sera achevé au printemps"
FIRST = (
    "Le ministre a rappelé que les deux pays coopèrent depuis vingt ans dans le domaine de l'eau et de la "
    "forêt. Les experts se réuniront au printemps dans la capitale."
)
SECOND = (
    "Les paysans de la plaine attendent la fin des travaux, qui doivent durer six mois et employer trois "
    "cents ouvriers de la région."
)
THIRD = "La banque a promis un prêt sur quinze ans, avec un différé de trois ans, pour les communes du delta."
CAPTION = "Le ministre et les ingénieurs devant la digue."


def document(*lines, separator="\n\n"):
    return separator.join(lines) + "\n"


def read(*lines, separator="\n\n"):
    return parse(document(*lines, separator=separator), Context(today="2026-11-21"))


def texts(text, kind):
    return [block.text for block in split(text) if block.kind == kind]


# --- above the story ---


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


def test_the_pages_date_is_read_below_its_menu():
    menu = ("Accueil", "Politique", "Économie", "Culture", "Sport", "Vidéos")
    article = read(*menu, "12/03/2019 08:15", HEADLINE, FIRST, SECOND, separator="\n")
    assert (article.date.value, article.date.basis) == ("2019-03-12", "stated")
    assert article.headline.value == HEADLINE


@pytest.mark.parametrize(
    "line",
    ["2019/03/12 08:15", "Publié le 2019-03-12 à 08:15", "fr.gazette.com | Publié le 2019-03-12 à 08:15"],
)
def test_a_date_line_may_begin_with_its_year(line):
    article = read(line, HEADLINE, FIRST, SECOND)
    assert (article.date.value, article.date.precision) == ("2019-03-12", "day")


def test_a_day_month_year_with_hyphens_is_no_bare_year():
    assert read("12-03-2019", HEADLINE, FIRST, SECOND).date.value == "2019-03-12"


@pytest.mark.parametrize("line", ["Synthèse vocale", "Écouter l'audio", "Version PDF", "[Favoris] [Envoyer]"])
def test_a_button_between_the_headline_and_its_second_copy_hides_nothing(line):
    article = read(HEADLINE, line, HEADLINE, FIRST, SECOND)
    assert article.headline.value == HEADLINE
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND]


# --- below the story ---


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


def test_the_paper_that_took_a_text_signs_behind_its_agency():
    article = read(HEADLINE, FIRST, SECOND, THIRD + " -VNA/VI")
    assert article.agency.value == "VNA/VI"
    assert article.paragraphs[-1].text == THIRD


# --- the day beside the agency's name ---


@pytest.mark.parametrize(
    "line",
    [
        "Agence de presse Xinhua     2019/03/12",
        "Agence de presse Xinhua, 12 mars 2019",
        "2019-03-12 08:15 | Agence de presse Xinhua",
    ],
)
def test_the_day_beside_the_agency_in_the_last_line_is_stated(line):
    article = read(HEADLINE, FIRST, SECOND, THIRD, line, "[Favoris] [Imprimer]")
    assert (article.date.value, article.date.precision, article.date.basis) == ("2019-03-12", "day", "stated")
    assert article.date.rule == "signed-day"
    assert article.date.reason
    assert article.agency.value == "Agence de presse Xinhua"
    assert article.paragraphs[-1].text == THIRD


def test_a_signed_day_that_a_weekday_of_the_text_speaks_against_is_a_doubt():
    article = read(HEADLINE, f"Réunis lundi 11 mars. {FIRST}", SECOND, THIRD, "Xinhua 2020/03/12")
    assert article.date is None
    assert article.partial_date == "--03-11"
    assert any("signature" in problem.message for problem in article.problems)


def test_a_signed_day_before_a_year_told_as_past_is_a_doubt():
    article = read(HEADLINE, FIRST, SECOND, f"L'accord a été signé en 2018. {THIRD}", "Xinhua 2012/03/12")
    assert article.date is None


def test_a_signed_day_gives_the_datelines_day_its_year():
    article = read(HEADLINE, f"Hanoï, 11 mars (Xinhua) -- {FIRST}", SECOND, THIRD, "Xinhua 2019/03/12")
    assert article.date.value == "2019-03-11"


def test_a_dated_agency_in_the_middle_of_a_story_signs_nothing():
    article = read(HEADLINE, FIRST, SECOND, THIRD, "Xinhua 2019/03/12", FIRST[:60] + ".", SECOND, THIRD)
    assert article.date is None


# --- pictures ---


def test_below_links_a_caption_and_its_credit_may_stand_apart():
    article = read(
        FIRST, ">>Le festival des lanternes aura lieu en mai", CAPTION, "Photo : Lan/VNA/CVN", SECOND, THIRD
    )
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(CAPTION, "Lan/VNA/CVN")]
    assert [paragraph.text for paragraph in article.paragraphs][-2:] == [SECOND, THIRD]


@pytest.mark.parametrize("second", [" Photo: VNA", ""])
def test_a_caption_said_twice_after_the_prefix_is_one_picture(second):
    line = f" date 2023-11 {CAPTION} Photo: VNA {CAPTION}{second}"
    article = read(line, f"Hanoï (VNA) – {FIRST}", SECOND)
    assert [photo.caption for photo in article.photos] == [CAPTION]
    assert article.headline is None


def test_a_lead_with_a_credit_below_it_stays_the_lead_when_the_story_says_it_again():
    text = f"Nouvelles\n\n{HEADLINE}\n\n{SECOND}\n  Photo: gazette.example\n\n{SECOND}\n\n{THIRD}\n"
    article = parse(text, Context(today="2026-11-21"))
    assert article.lead.value == SECOND
    assert [(photo.caption, photo.credit) for photo in article.photos] == [("", "gazette.example")]


@pytest.mark.parametrize(
    "words", ["Nhập mô tả cho ảnh", "Chú thích ảnh", "Saisir une légende", "Enter caption here", "Légende"]
)
def test_what_an_editing_system_shows_in_place_of_a_caption_is_none(words):
    article = read(HEADLINE, f"{HEADLINE} ảnh 1{words}", f"Hanoï (VNA) – {FIRST}", SECOND)
    assert article.photos == ()
    assert words not in " ".join(paragraph.text for paragraph in article.paragraphs)


# --- the lead and the date ---


def test_links_right_below_the_first_paragraph_make_it_the_lead():
    lead = "Le président de la banque, Lê Van An, est arrivé lundi à Hanoï pour une visite de trois jours."
    links = (">>La banque et le pays, vingt ans de coopération", ">>Un prêt pour les communes du delta")
    article = read(HEADLINE, lead, *links, f"La visite du président s'inscrit dans ce cadre. {FIRST}", SECOND)
    assert article.lead.value == lead


def test_a_feasts_day_in_parentheses_is_not_the_event():
    article = read(f"Le concours accompagne la Fête nationale du pays voisin (9 juillet). {FIRST}", SECOND)
    assert article.partial_date is None


def test_a_weekday_in_parentheses_is_the_event():
    article = read(f"La foire a ouvert samedi (9 juillet) devant la foule. {FIRST}", SECOND)
    assert article.partial_date == "--07-09"


def test_a_sentence_that_opens_with_a_month_and_tells_what_was_agreed_makes_the_year_past():
    told = "En mai 2019, à l'occasion d'une visite du ministre, les deux pays ont convenu de partager l'eau."
    article = read(f"Hanoï (VNA) – Le ministre est arrivé lundi 6 décembre. {FIRST}", told, SECOND)
    assert (article.date.value, article.date.basis) == ("2021-12-06", "inferred")


def test_a_sentence_that_opens_with_a_month_and_looks_ahead_makes_no_year_past():
    told = "En mai 2019, selon le plan que les deux pays ont adopté, la digue sera prête."
    article = read(f"Hanoï (VNA) – Le ministre est arrivé lundi 6 décembre. {FIRST}", told, SECOND)
    assert article.date is None


# --- titles, labels and sites ---


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
    "line", ["Monde 14/10/2024", "Monde MondeMonde14/10/2024 08:30", "jeudi, 14 octobre, 2024"]
)
def test_the_pages_date_may_follow_a_label_or_have_commas(line):
    article = read(HEADLINE, line, FIRST, SECOND)
    assert (article.date.value, article.date.precision) == ("2024-10-14", "day")
    assert article.paragraphs[0].text == FIRST


def test_a_headline_that_closes_with_a_day_is_no_label():
    article = read("Le bilan de la crue au 14/10/2024", FIRST, SECOND)
    assert article.headline.value == "Le bilan de la crue au 14/10/2024"


@pytest.mark.parametrize(
    "line", ["xxxxxxxxx", "Sponsored by Gazette. Copyright © 2000- gazette.com All rights reserved."]
)
def test_what_fills_or_protects_a_page_is_no_text(line):
    article = read(HEADLINE, line, f"Hanoï (VNA) – {FIRST}", SECOND)
    assert article.lead is None
    article = read(HEADLINE, f"Hanoï (VNA) – {FIRST}", SECOND + " Fin", line)
    assert article.paragraphs[-1].text == SECOND
    assert article.photos == ()


# --- credits beside other marks ---


def test_a_credit_behind_a_dash_and_before_a_bar_signs_nothing():
    article = read(
        f"{CAPTION[:-1]} près du fleuve, en présence des élus et des habitants – Photo Lan Anh/TTXVN |",
        SECOND,
        THIRD,
    )
    assert [photo.credit for photo in article.photos] == ["Lan Anh/TTXVN"]
    assert article.agency is None


def test_letters_that_explain_an_agency_at_a_sentences_end_sign_nothing():
    told = "L'ambassadeur a accordé une interview à l'Agence vietnamienne d'information (VNA)."
    article = read(f"Hanoï (VNA) – {FIRST} {told}", "Quels sont les faits marquants de l'année ?", SECOND)
    assert article.related == ()
    assert article.paragraphs[0].text.endswith("(VNA).")


def test_caption_credit_and_dateline_on_one_line_are_told_apart():
    line = f" date 2024-02 {CAPTION} Photo : Ambassade du Laos au Vietnam. VNA Hanoï (VNA) - {FIRST}"
    article = read(line, SECOND)
    assert [(photo.caption, photo.credit) for photo in article.photos] == [
        (CAPTION, "Ambassade du Laos au Vietnam. VNA")
    ]
    assert (article.place.value, article.lead) == ("Hanoï", None)


def test_a_line_without_a_verb_between_links_and_story_is_a_caption():
    lead = "Le ministre de l'Eau a accordé une interview à notre journal sur les travaux de la digue."
    caption = "Le ministre de l'Eau, Lê Van An."
    article = read(HEADLINE, lead, ">>Le festival des lanternes aura lieu en mai", caption, FIRST, SECOND)
    assert [photo.caption for photo in article.photos] == [caption]
    assert article.paragraphs[0].text == FIRST


def test_a_credit_below_the_first_paragraph_of_a_dated_page_makes_it_the_lead():
    lead = "Le ministre de l'Eau a présenté, le 12 mars à Hanoï, les travaux de la digue aux élus du delta."
    article = read(
        f" date 2025-03-12 {HEADLINE}", lead, "Photo : VNA/CVN", f"Cette digue protège. {FIRST}", SECOND
    )
    assert article.lead.value == lead


def test_the_first_day_of_a_visit_behind_a_countrys_name_is_told():
    article = read(f"Le ministre sera au Laos du 9 au 11 février prochain. {FIRST}", SECOND)
    assert article.partial_date == "--02-09"


# --- more of the page ---


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


def test_a_name_behind_an_honorific_at_the_end_signs_nothing():
    end = f"{SECOND} Les élus attendent la visite du ministre, M. Lê Van An."
    article = read(f"Hanoï (VNA) – {FIRST}", end)
    assert article.paragraphs[-1].text == end


def test_an_agency_and_its_photographer_on_lines_of_their_own_credit_pictures():
    lines = ("(Xinhua/Hu Lin)", "(Xinhua/Wang Sen)")
    article = read(
        HEADLINE,
        "(Xinhua/Hu Lin)",
        f"KUNMING, 3 décembre (Xinhua) -- {FIRST}",
        f"{SECOND} Fin",
        *lines,
        HEADLINE,
    )
    assert [photo.credit for photo in article.photos] == ["Xinhua/Hu Lin", "Xinhua/Hu Lin", "Xinhua/Wang Sen"]
    assert article.paragraphs[-1].text == SECOND
    assert article.related == ()


@pytest.mark.parametrize(
    "line",
    [
        "2022-01-09 23:12 | Gazette.example.com",
        "mercredi 9 janvier 2022, par Lan",
        "Ajouté au 09/01/2022 par LÊ Lan",
        "Published at: 2022-01-09 21:58:00",
    ],
)
def test_the_pages_date_may_stand_beside_its_site_or_writer(line):
    assert read(HEADLINE, line, FIRST, SECOND).date.value == "2022-01-09"


def test_the_pages_month_is_refined_by_the_day_it_gives_itself():
    assert (
        read(" date 2022-09 mercredi, 21 septembre, 2022 à 15:35", FIRST, SECOND).date.value == "2022-09-21"
    )


def test_another_months_day_does_not_refine_the_pages_month():
    assert read(" date 2022-09 3 mai 2022", FIRST, SECOND).date.value == "2022-09"


def test_a_line_below_the_story_that_says_when_it_was_published_gives_the_day():
    article = read(FIRST, SECOND, THIRD, FIRST[:90] + ".", "Publié le 9 janvier 2022 à 10:15")
    assert (article.date.value, article.date.basis, article.date.rule) == (
        "2022-01-09",
        "stated",
        "published-day",
    )


@pytest.mark.parametrize("line", ["Mis à jour le 9 janvier 2022", "Page enregistrée le 9 janvier 2022"])
def test_when_a_page_was_changed_or_kept_is_not_its_day(line):
    assert read(FIRST, SECOND, THIRD, FIRST[:90] + ".", line).date is None


def test_initials_before_the_agency_in_parentheses_sign():
    article = read(FIRST, SECOND, THIRD, "M.S. (avec MAP)")
    assert article.paragraphs[-1].text == THIRD


def test_an_interviews_question_is_no_lead():
    article = read(HEADLINE, "LDS : Quelles sont les étapes du chantier ?", f"MB : {FIRST}", SECOND)
    assert article.lead is None


def test_a_paragraph_that_the_next_one_goes_on_with_by_the_way_is_no_lead():
    first = "Le ministre Lê Van An se rendra à Pékin, à partir de ce samedi, pour une visite de deux jours."
    second = (
        f"Annoncée ce mercredi par un porte-parole, la visite du ministre Lê Van An était attendue. {SECOND}"
    )
    assert read(first, second, THIRD).lead is None


def test_a_section_name_behind_the_pages_title_is_none_of_the_headline():
    assert read(f"{HEADLINE} Politique", HEADLINE, FIRST, SECOND).headline.value == HEADLINE


# --- datelines and writers in other forms ---


def test_a_dateline_with_slashes_on_a_line_of_its_own_is_read():
    lead = "Le ministre de l'Eau a appelé les élus du delta à soutenir les travaux de la digue."
    lines = ("Lê Lan | 31.05.2016 - Mıse À Jour : 01.06.2016", HEADLINE, "Rabat", "AA / Rabat / Lê Lan")
    article = read("Monde", HEADLINE, lead, *lines, FIRST, SECOND, THIRD)
    assert (article.agency.value, article.place.value, article.date.value) == ("AA", "Rabat", "2016-05-31")
    assert article.lead.value == lead
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND, THIRD]


def test_an_agency_that_the_first_sentence_is_about_is_no_dateline():
    first = "L'Agence marocaine de presse (MAP) et une agence voisine ont signé, mardi, une convention."
    article = read(f"{first} {FIRST}", SECOND)
    assert article.place is None
    assert article.paragraphs[0].text.startswith(first)


def test_the_pages_day_refines_its_month_below_the_headline_too():
    article = read(
        f" date 2019-09 {HEADLINE}", "jeudi, 26 septembre, 2019 à 16:33", f"Praia – {FIRST}", SECOND
    )
    assert article.date.value == "2019-09-26"
    assert article.headline.value == HEADLINE


@pytest.mark.parametrize("line", ["par gazette-fr", "Vidéo suivante dans 5 secondes", "Autres vidéos"])
def test_what_a_players_page_adds_is_no_text(line):
    article = read(HEADLINE, line, FIRST, SECOND)
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND]


# --- paths, paywalls and credits of other pages ---


def test_a_path_glued_to_the_pages_day_gives_the_day_and_no_headline():
    menu = "Nouvelles bilingues/Edition du soir/Notre site/Archives/"
    article = read(menu, "Français>>MondeMise à jour 06.12.2010 14h03", HEADLINE, FIRST, SECOND)
    assert (article.headline.value, article.date.value) == (HEADLINE, "2010-12-06")


@pytest.mark.parametrize(
    "line",
    [
        "Article réservé aux abonnés",
        "Contenu externe",
        "Le contenu suivant a été fourni par des partenaires. Nous ne garantissons pas son accès.",
        "Fait partie du dossier : les digues du delta.",
        "0",
    ],
)
def test_a_label_above_the_story_is_no_lead(line):
    article = read(HEADLINE, line, f"Hanoï (VNA) – {FIRST}", SECOND)
    assert article.lead is None
    assert article.headline.value == HEADLINE


def test_a_button_after_the_date_prefix_is_no_headline():
    assert read(" date 2024-07 Partager Facebook", FIRST, SECOND).headline is None


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
    ("place", "joint"),
    [("New Delhi", " de notre correspondant"), ("Séoul (Corée du Sud)", ", de notre envoyée spéciale")],
)
def test_the_place_of_the_papers_own_correspondent_is_a_dateline(place, joint):
    article = read(HEADLINE, f"{place}{joint}", FIRST, SECOND)
    assert article.place.value == place
    assert article.paragraphs[0].text == FIRST
    assert read(HEADLINE, f"{place}{joint}.– {FIRST}", SECOND).place.value == place


def test_a_correspondent_named_in_a_sentence_makes_no_dateline():
    sentence = f"Le récit de notre correspondant a ému la ville. {FIRST}"
    assert read(HEADLINE, sentence, SECOND).place is None


@pytest.mark.parametrize(("line", "caption"), [("© Copyright : DR", ""), (f"{CAPTION} DR", CAPTION)])
def test_rights_reserved_credit_a_picture(line, caption):
    article = read(f" date 2018-08 {line}", FIRST, SECOND)
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(caption, "DR")]


def test_a_writer_with_a_hyphen_and_a_particle_signs():
    assert read(FIRST, SECOND, THIRD, "Louis-Jean de Valon").paragraphs[-1].text == THIRD


def test_an_elections_day_named_with_its_kind_is_not_the_event():
    article = read(
        f"Le président a salué la victoire aux élections législatives du 16 décembre. {FIRST}", SECOND
    )
    assert article.partial_date is None


# --- bars, boxes and notices ---


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


@pytest.mark.parametrize(
    "line",
    ["AFP - publié le 12/03/2019 à 10:15", "Publié le 12 mars 2019 à 10h15, modifié le 13 mars 2019 à 08h00"],
)
def test_the_pages_date_may_name_its_agency_and_when_it_was_changed(line):
    assert read(HEADLINE, line, FIRST, SECOND).date.value == "2019-03-12"


@pytest.mark.parametrize("line", ["© AFP", "(c) AFP"])
def test_an_agency_that_claims_its_words_below_them_signs(line):
    article = read(HEADLINE, FIRST, SECOND, THIRD, line)
    assert article.agency.value == "AFP"
    assert article.photos == ()
    assert article.paragraphs[-1].text == THIRD


def test_the_same_claim_right_below_a_short_line_credits_a_picture():
    article = read(HEADLINE, FIRST, f"{CAPTION}\n© AFP", SECOND, THIRD)
    assert [photo.credit for photo in article.photos] == ["AFP"]


def test_a_line_without_a_verb_above_a_credit_set_apart_is_its_caption():
    caption = "Le ministre de l'Eau à la digue du delta, au nord de Hanoï."
    article = read(HEADLINE, FIRST, caption, "Photo : Lan/VNA/CVN", SECOND, THIRD)
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(caption, "Lan/VNA/CVN")]


def test_a_short_sentence_above_a_credit_set_apart_stays_a_paragraph():
    told = "Le ministre a visité la digue du delta, au nord de Hanoï."
    article = read(HEADLINE, FIRST, told, "Photo : Lan/VNA/CVN", SECOND, THIRD)
    assert told in [paragraph.text for paragraph in article.paragraphs]
