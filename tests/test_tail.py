"""The end of a dispatch: who signs it, what closes it, and which headlines stand below."""

from articles.importer.fields import read_story
from articles.importer.sections import split

HEADLINE = "Le marché couvert ouvre ses portes"
FIRST = "La commune a ouvert un marché où les maraîchers vendent leurs légumes trois jours par semaine."
LAST = "Les travaux ont duré un an et demi, et le toit a été refait deux fois après les orages de la saison."
ONE, TWO = "Kindia : une école retrouve son toit", "Labé accueille les éleveurs"
SUMMARY = "Les élèves sont rentrés lundi dans des classes repeintes par leurs parents."


def story(*lines):
    return read_story(split("\n\n".join((HEADLINE, FIRST, *lines)) + "\n"))


def ending(found):
    """The last paragraph, the agency and the headlines below."""
    agency = found.agency.value if found.agency else None
    return found.body[-1].text, agency, [teaser.headline for teaser in found.teasers]


def test_an_agency_signs_in_capitals_with_initials_or_spelt_out():
    signatures = {
        "AGP/FM/JO": "AGP",
        "Agence de presse du Laos": "Agence de presse du Laos",
        "Agence vietnamienne d'information": "Agence vietnamienne d'information",
        "Fatou Sow, Agence de presse sénégalaise": "Agence de presse sénégalaise",
    }
    for signature, agency in signatures.items():
        assert ending(story(LAST, signature)) == (LAST, agency, []), signature
        assert ending(story(f"{LAST} - {signature.split(', ')[-1]}")) == (LAST, agency, []), signature


def test_initials_sign_when_only_headlines_stand_below():
    for signature in ("AGP/FM/JO", "FM/JO"):
        assert ending(story(LAST, signature, ONE, TWO))[::2] == (LAST, [ONE, TWO]), signature
    assert ending(story(f"{LAST} AGP/FM/JO", ONE, TWO)) == (LAST, "AGP", [ONE, TWO])


def test_a_word_that_says_the_end_is_no_text():
    for mark in ("Fin", "FIN", "Fin.", "– Fin –", "(Fin)", "Fin de la dépêche"):
        assert ending(story(LAST, mark)) == (LAST, None, []), mark
    assert ending(story(f"{LAST} Fin"))[0] == LAST


def test_a_source_in_parentheses_that_closes_the_story_is_no_credit():
    for below in ((), ("VNA",), ("Voir plus", ONE)):
        found = story(f"{LAST} (Source : AKP)", *below)
        assert (found.body[-1].text, found.photos) == (LAST, ()), below


def test_a_summary_cut_at_the_end_of_the_file_is_no_headline():
    cut = "Les éleveurs de toute la région se retrouvent pour trois jours de foire, de conc"
    whole = story(f"{LAST} - VNA", "Voir plus", ONE, SUMMARY, TWO, cut)
    assert [(teaser.headline, teaser.summary) for teaser in whole.teasers] == [(ONE, SUMMARY), (TWO, cut)]
    long = f"{cut}ours de lutte, de courses de chevaux et de chants des bergères venues de trois pays vois"
    alone = story(f"{LAST} - VNA", "Voir plus", TWO, long)
    assert [(teaser.headline, teaser.summary) for teaser in alone.teasers] == [(TWO, long)]


def test_headlines_without_summaries_stay_headlines():
    assert ending(story(f"{LAST} - VNA", "Voir plus", ONE, TWO))[2] == [ONE, TWO]


def test_an_agency_may_stand_before_the_place():
    for line in ("AKP Phnom Penh, le 6 septembre 2021 -- ", "(AKP) Phnom Penh, 6 septembre 2021 - "):
        found = story(f"{line}{LAST}")
        assert (found.place.value, found.agency.value) == ("Phnom Penh", "AKP"), line


def test_writers_under_the_text_are_no_text():
    for names in (
        "Mai Lan – Ngoc Ha",
        "R. S.",
        "Fatou Sow, correspondante",
        "Mai Lan (traduction)",
        "By C. Nika",
    ):
        assert ending(story(LAST, names))[0] == LAST, names
    for names in ("Mai Lan", "(Mai Lan)", "R. S.", "(avec AFP)"):
        assert ending(story(f"{LAST} {names}"))[0] == LAST, names


def test_capitalised_words_that_are_no_writers_stay_text():
    for line in ("Grand Marché Couvert", "Le Bon Pain"):
        assert ending(story(LAST, line))[0] == line


def test_a_writer_with_agency_and_place_under_the_headline_is_no_lead():
    writer = "Viêt Nga, VOV, Australie"
    found = read_story(split(f"{HEADLINE}\n{writer} -\n(VOVWORLD) - {FIRST}\n{LAST}\n{writer}\n"))
    assert (found.lead, found.agency.value) == (None, "VOVWORLD")
    assert found.body[-1].text == LAST


def test_a_signature_may_carry_its_day_and_a_wire_its_code():
    dated = story(LAST, "Agence vietnamienne d'information – 15 juin 2021")
    assert ending(dated)[:2] == (LAST, "Agence vietnamienne d'information")
    assert story(LAST, "SIWEL 102250 FE 11").body[-1].text == LAST


def test_first_words_of_other_articles_below_the_signature_are_not_the_story():
    below = (
        "Le ministre a inauguré mercredi le pont, lors ...",
        "La mairie a annoncé jeudi que le ...",
        "Le port a …",
    )
    assert ending(story(LAST, "APS.", *below)) == (LAST, "APS", [])


def test_a_header_cut_short_and_the_papers_imprint_are_furniture():
    assert ending(story(f"{LAST} - VNA", "source", "Voi")) == (LAST, "VNA", [])
    imprint = ("Rédactrice en chef : Lan Anh", "Adresse : 12, rue du Port", "Tél : 12 34 56", "back to top")
    assert ending(story(LAST, "VNA/CVN", *imprint)) == (LAST, "VNA/CVN", [])


def test_a_translator_signs_and_an_author_may_be_an_agency():
    assert story(LAST, "(Lan Morales; version française Camille Roux)").body[-1].text == LAST
    assert ending(story(LAST, "Auteur: Reuters", "Commentaires (0)"))[:2] == (LAST, "Reuters")


def test_an_address_is_a_source_whatever_its_length():
    address = "https://exemple.vn/" + "un-long-titre-d-article-" * 5 + "1402947.ldo"
    found = story(LAST, f"Source : {address}", "Comment (0)")
    assert (found.body[-1].text, found.photos) == (LAST, ())


def test_another_article_below_an_unsigned_story_shares_words_with_its_summary_only():
    headline = "Les artistes en herbe dans la course au troisième concours d'affiches du port"
    summary = "Le jury du troisième concours d'affiches du port s'est réuni dimanche pour choisir les œuvres."
    assert ending(story(LAST, headline, summary)) == (LAST, None, [headline])
    intertitle = "Des travaux plus longs que prévu, et un toit refait deux fois"
    assert ending(story(LAST, intertitle, f"{intertitle} : {FIRST}"))[2] == []


def test_an_agency_with_a_plus_signs_by_its_whole_name():
    assert ending(story(f"{LAST} -Vietnam+", ONE, SUMMARY)) == (LAST, "Vietnam+", [ONE])


def test_first_words_of_other_articles_end_an_unsigned_story_too():
    below = (
        "La commune vient d'annoncer une mesure pour les bus, en ...",
        "Le ministre a inauguré le pont, à ...",
    )
    assert ending(story(LAST, *below)) == (LAST, None, [])
    assert ending(story(LAST, "Source: Le Soir de Kindia.", *below))[0] == LAST
    assert story(f"{FIRST[:-1]}...").body[-1].text.endswith("...")


def test_buttons_around_a_text_are_no_text():
    assert ending(story(LAST, "Article complet")) == (LAST, None, [])
    assert story("Commenter", LAST).body[-1].text == LAST
