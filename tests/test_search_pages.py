"""Searching from a reader's side: what is found, in what order, with which extract."""

import re

import pytest

from .factories import make_article, make_person

pytestmark = pytest.mark.django_db


def cards(client, query: str) -> list[tuple[str, str]]:
    """Headline and extract of each result, as HTML."""
    html = client.get("/articles/", {"q": query}).content.decode()
    return [
        (
            re.search(r'class="card-title"><a href="[^"]+">(.*?)</a>', card)[1],
            (re.search(r'<p class="extract">(.*?)</p>', card) or ["", ""])[1],
        )
        for card in html.split('<article class="card">')[1:]
    ]


@pytest.mark.parametrize(
    ("query", "body", "marked"),
    [
        ("cooperation", "Les coopérations durent.", "<mark>coopérations</mark>"),
        ("etat", "C’est l’État qui paie.", "l’<mark>État</mark>"),
        ("ETATS", "L'état des routes.", "<mark>état</mark>"),
        ('"plan de paix"', "Un plan de paix durable.", "<mark>plan</mark> <mark>de</mark> <mark>paix</mark>"),
    ],
)
def test_extract_marks_what_was_found(client, query, body, marked):
    make_article("Une dépêche", body=body)
    make_article("Une autre", body="Rien de cela.")
    assert len(cards(client, query)) == 1
    assert marked in cards(client, query)[0][1]


def test_headline_is_marked_too(client):
    make_article("Le riz de l’année")
    assert cards(client, "riz")[0][0] == "Le <mark>riz</mark> de l’année"


def test_every_word_is_required_and_minus_excludes(client):
    make_article("Un", body="riz et café")
    make_article("Deux", body="riz et cacao")
    assert [title for title, _ in cards(client, "cafe")] == ["Un"]
    assert [title for title, _ in cards(client, "café cacao")] == []
    assert [re.sub("<.*?>", "", title) for title, _ in cards(client, "riz -café")] == ["Deux"]


def test_reader_is_told_where_else_it_was_found(client):
    make_article("Un", photos=["Une barque échouée."])
    assert "Dans une légende" in cards(client, "barque")[0][1]
    make_article("Deux", people=[make_person("Olga Exemplaris", spellings=["Olha Exemplaris"])])
    assert "Parmi les personnes" in cards(client, "Exemplaris")[0][1]
    make_article("Trois", tags=["Ornithologie"])
    assert "Parmi les sujets" in cards(client, "ornithologie")[0][1]


def test_person_is_found_by_every_spelling(client):
    make_article("Un", people=[make_person("Olga Exemplaris", spellings=["Olha Ekzemplarys"])])
    assert len(cards(client, "olha ekzemplarys")) == 1


def test_newest_come_first_and_the_best_on_demand(client):
    make_article("Riz", on="2001-01-01", body="Du riz, encore du riz.")
    make_article("Autre chose", on="2020-01-01", body="Un long texte qui parle une fois de riz." * 3)
    assert [re.sub("<.*?>", "", title) for title, _ in cards(client, "riz")] == ["Autre chose", "Riz"]
    html = client.get("/articles/?q=riz&tri=pertinence").content.decode()
    assert html.index("janvier 2001") < html.index("janvier 2020")


def test_relevance_is_offered_only_where_words_are_searched(client):
    make_article("Riz")
    assert "tri=pertinence" in client.get("/articles/?q=riz").content.decode()
    assert "tri=pertinence" not in client.get("/articles/").content.decode()
    assert "Riz" in client.get("/articles/?tri=pertinence").content.decode()


def test_markup_in_what_is_found_is_shown_as_text(client):
    make_article("Un <b>", body="Du riz <script>x</script> & <i>riz</i>.")
    html = client.get("/articles/?q=riz").content.decode()
    assert "&lt;script&gt;" in html
    assert "<i>" not in html.split("<main", 1)[1]


@pytest.mark.parametrize("few", [0, 10_000])
def test_rare_and_common_words_are_found_alike(client, monkeypatch, few):
    monkeypatch.setattr("articles.indexes.FEW", few)
    make_article("Un", body="riz et café", countries=["CU"])
    make_article("Deux", body="riz et cacao", status="draft")
    make_article("Trois", body="du café")
    assert [title for title, _ in cards(client, "riz")] == ["Un"]
    assert [re.sub("<.*?>", "", title) for title, _ in cards(client, "café -riz")] == ["Trois"]
    html = client.get("/articles/?q=riz&pays=cuba&tri=pertinence").content.decode()
    assert '<p class="total">1' in html


def test_nothing_found_says_so(client):
    make_article("Riz")
    html = client.get("/articles/?q=introuvable").content.decode()
    assert "Aucun article" in html
    assert "Rien ne répond" in html


def all_reasons(client, query: str) -> list[str]:
    html = client.get("/articles/", {"q": query}).content.decode()
    return [re.sub("<.*?>", "", text) for text in re.findall(r'<p class="extract">(.*?)</p>', html)]


def test_words_from_several_places_are_each_told(client):
    make_article("Un marché", body="Le riz est là.", photos=["Une barque échouée."], tags=["Ornithologie"])
    assert all_reasons(client, "riz barque ornithologie marché") == [
        "Le riz est là.",
        "Dans une légende\u00a0: Une barque échouée.",
        "Parmi les sujets\u00a0: Ornithologie",
    ]


def test_what_the_text_explains_is_told_once(client):
    make_article("Le riz", body="Du riz.", photos=["Du riz en sac."], tags=["Riz"])
    assert all_reasons(client, "riz") == ["Du riz."]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kourouma", "Lieu de la dépêche\u00a0: Kourouma"),
        ("azp", "Agence\u00a0: AZP"),
        ("ferrandin", "Crédit d’une photo\u00a0: Ferrandin/AZP"),
    ],
)
def test_place_agency_and_credit_are_told_too(client, query, told):
    make_article(place="Kourouma", agency="AZP", photos=[{"caption": "Vue.", "credit": "Ferrandin/AZP"}])
    assert all_reasons(client, query) == [told]


def test_another_spelling_leads_to_the_name_without_being_told(client):
    people = [
        make_person("Ana Testova"),
        make_person("Olga Exemplaris", spellings=["Olha Ekzemplarys", "O. <b>Exemplarus"]),
        make_person("Zoé Testas"),
    ]
    make_article("Un", people=people, countries=["CU"], body="Du riz, ekzemplaire.")
    told = "Nom trouvé sous une autre graphie\u00a0: Olga Exemplaris"
    assert all_reasons(client, "ekzemplarys") == [told]
    assert all_reasons(client, "olha ekzemplarys riz") == ["Du riz, ekzemplaire.", told]
    assert all_reasons(client, "exemplarus") == [told]
