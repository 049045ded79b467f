"""Beside the article: its neighbours in a result, related ones, citations, the received text, notes."""

import re

import pytest

from articles.citations import bibtex, ris, sentence
from articles.models.corrections import Correction
from articles.models.derived import rederive
from articles.rewording import reworded
from articles.views.reading import received_html

from .factories import make_article, make_articles, make_document, make_person

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/articles/1/titre/"


# --- In the result that the reader came from --------------------------------------------------------
def test_article_leads_to_its_neighbours_in_the_result(client):
    made = make_articles(4, countries=["CU"], body="Du riz.")
    make_articles(2, on="2021-07-28", body="Du riz.")
    html = client.get("/articles/?pays=cuba&q=riz").content.decode()
    hrefs = re.findall(r'class="card-title"><a href="([^"]+)"', html)
    page = client.get(hrefs[1].replace("&amp;", "&")).content.decode()
    assert re.search(rf'href="{re.escape(hrefs[0])}" rel="prev"', page)
    assert re.search(rf'href="{re.escape(hrefs[2])}" rel="next"', page)
    assert 'href="/articles/?pays=cuba&amp;q=riz">Retour au résultat' in page
    assert made[0].headline in page
    first = client.get(hrefs[0].replace("&amp;", "&")).content.decode()
    assert 'rel="prev"' not in first


def test_oldest_first_turns_the_neighbours_round(client):
    new, middle, old = make_articles(3, countries=["CU"])
    page = client.get(f"{middle.get_absolute_url()}?pays=cuba&tri=anciens").content.decode()
    assert re.search(rf'href="{old.get_absolute_url()}[^"]*" rel="prev"', page)
    assert re.search(rf'href="{new.get_absolute_url()}[^"]*" rel="next"', page)


def test_person_page_leads_into_its_own_list(client):
    made = make_articles(3, people=[make_person("Ana Testova")])
    html = client.get("/personnes/ana-testova/").content.decode()
    assert f'href="{made[0].get_absolute_url()}?personne=ana-testova"' in html


def test_canonical_address_does_not_carry_the_result(client):
    article = make_article(countries=["CU"])
    html = client.get(f"{article.get_absolute_url()}?pays=cuba").content.decode()
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in html


def test_plain_page_has_no_result(client):
    assert "Retour au résultat" not in client.get(make_article().get_absolute_url()).content.decode()


# --- Related articles -------------------------------------------------------------------------------
def test_related_articles_share_people_and_say_why(client):
    ana, ben = make_person("Ana Testova"), make_person("Ben Testas")
    article = make_article("Celui-ci", on="2021-07-28", people=[ana, ben])
    make_article("Même jour", on="2021-07-28", people=[ana, ben])
    make_article("Proche", on="2021-07-01", people=[ben])
    make_article("Lointain", on="2001-07-01", people=[ana])
    make_article("Étranger", on="2021-07-28")
    make_article("Caché", on="2021-07-28", people=[ana], status="draft")
    html = client.get(article.get_absolute_url()).content.decode().split('id="aussi"')[1]
    assert html.index("Même jour") < html.index("Proche")
    assert "Le même jour, avec Ana Testova et Ben Testas." in html
    assert "Avec Ben Testas." in html
    for absent in ("Lointain", "Étranger", "Caché"):
        assert absent not in html


def test_related_articles_tell_of_the_same_day_and_countries_or_announce_this_one(client):
    article = make_article("Celui-ci", on="2021-07-28", countries=["CU", "LA"], people=["Ana Testova"])
    make_article("Ailleurs", on="2021-07-28", countries=["FR"])
    make_article("Le lendemain", on="2021-07-29", countries=["CU"])
    make_article("Au mois", on="2021-07-01", date_precision="month", countries=["CU"])
    make_article("Ce jour-là", on="2021-07-28", countries=["CU", "LA", "FR"])
    make_article("Caché", on="2021-07-28", countries=["CU"], status="draft")
    above = make_article("En haut", on="1999-01-01", related=["Celui-ci", "Celui-ci encore"])
    above.related.update(target=article)
    html = client.get(article.get_absolute_url()).content.decode().split('id="aussi"')[1]
    assert re.findall(r"/articles/[0-9]+/([a-z-]+)/", html) == ["en-haut", "ce-jour-la"]
    assert "Annonce celui-ci." in html
    assert "Le même jour\u00a0: Cuba et Laos." in html


# --- Citations ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "VNA (Hanoï), «\u00a0Titre\u00a0», 28\u00a0juillet 2021, Archives, "),
        ({"agency": "", "place": ""}, "«\u00a0Titre\u00a0», 28\u00a0juillet 2021"),
        ({"on": "2025-07-01", "date_precision": "month"}, "juillet 2025"),
        ({"on": None, "partial_date": "--10-16"}, "16\u00a0octobre, année inconnue"),
        ({"on": None}, "sans date"),
    ],
)
def test_citation_says_no_more_of_the_date_than_is_known(fields, words):
    article = make_article("Titre", **{"agency": "VNA", "place": "Hanoï", **fields})
    text = sentence(article, ADDRESS, "Archives", article.created_at.date())
    assert words in text
    assert ADDRESS in text


def test_bibtex_and_ris_hold_the_fields_and_escape_them():
    article = make_article("100 % {riz} & café_\\", agency="VNA", place="Hanoï")
    day = article.created_at.date()
    text = bibtex(article, ADDRESS, "Archives", day)
    assert r"title = {{100 \% \{riz\} \& café\_\textbackslash{}}}," in text
    assert "date = {2021-07-28}," in text
    assert f"url = {{{ADDRESS}}}," in text
    lines = ris(article, ADDRESS, "Archives", day).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2021/07/28" in lines
    assert lines[-2:] == ["ER  - ", ""]
    month = make_article("x", on="2025-07-01", date_precision="month")
    assert "DA  - 2025/07//\r\n" in ris(month, ADDRESS, "Archives", day)


def test_citation_can_be_downloaded(client):
    article = make_article("Titre")
    for form, kind in (("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")):
        response = client.get(f"/articles/{article.pk}/citation.{form}")
        assert response.headers["Content-Type"].startswith(kind)
        assert "Titre" in response.content.decode()
    assert client.get(f"/articles/{article.pk}/citation.exe").status_code == 404


# --- The received text ---------------------------------------------------------------------------------
def test_received_text_marks_what_was_repaired(client):
    article = make_article("Titre")
    repair = {"raw": "duParti", "text": "du Parti", "span": [3, 10], "applied": True}
    refused = {"raw": "x", "text": "y", "span": [0, 1], "applied": False}
    make_document(article, text="Le duParti <b>.", parsed={"repairs": [refused, repair]})
    html = client.get(article.get_absolute_url()).content.decode()
    assert f'{article.get_absolute_url()}recu/">Texte reçu</a>' in html
    html = client.get(f"{article.get_absolute_url()}recu/").content.decode()
    assert "Le <del>duParti</del><ins>du Parti</ins> &lt;b&gt;." in html
    assert f'<a href="{article.get_absolute_url()}">Texte corrigé</a> <span aria-current="page">' in html


def test_received_text_without_repairs_says_that_there_are_none(client):
    article = make_article("Titre")
    make_document(article, text="Tel quel.")
    assert (
        "Rien n’y a été réparé ni corrigé"
        in client.get(f"{article.get_absolute_url()}recu/").content.decode()
    )


def test_received_text_marks_what_editors_changed(client):
    text = "Un vieux titre\n\nLe duParti à Hanoi.\n\nUne coupe.\n\nLa fin."
    spans = {name: [text.index(name), text.index(name) + len(name)] for name in text.split("\n\n")}
    parsed = {
        "headline": {"value": "Un vieux titre", "span": spans["Un vieux titre"]},
        "paragraphs": [
            {"text": "Le du Parti à Hanoi.", "span": spans["Le duParti à Hanoi."]},
            {"text": "Une coupe.", "span": spans["Une coupe."]},
            {"text": "La fin.", "span": spans["La fin."]},
        ],
        "repairs": [{"raw": "duParti", "text": "du Parti", "span": [19, 26], "applied": True}],
    }
    article = make_article("Un titre", body="Le du Parti à <Hanoï>.\n\nLa fin.\n\nUn ajout.")
    make_document(article, text=text, parsed=parsed)
    html = client.get(f"{article.get_absolute_url()}recu/").content.decode()
    assert "Un <del>vieux</del> titre" in html
    assert "Une réparation" not in html  # it is part of the change of its paragraph
    assert "La fin.<ins>Un ajout.</ins>" in html.replace("\n", "")
    assert "<del>Le duParti à Hanoi." in html
    assert "&lt;Hanoï&gt;" in html
    assert "corrections de la rédaction sont marquées" in html


def test_changed_words_are_marked_one_by_one():
    raw = "Le ministre cubain arrive mardi à Hanoi"
    record = {"paragraphs": [{"text": raw, "span": [0, len(raw)]}]}
    now = "Le premier ministre cubain arrive à Hanoï"
    marks = reworded(raw, record, "", "", now)
    assert received_html(raw, marks) == (
        "Le<ins> premier</ins> ministre cubain arrive <del>mardi</del> à <del>Hanoi</del><ins>Hanoï</ins>"
    )
    assert reworded(raw, record, "", "", raw.replace(" ", "\u00a0")) == []
    assert reworded(raw, record, "", "", "") == [{"span": [0, len(raw)], "text": ""}]
    assert reworded(raw, {}, "Titre", "", "Texte.") == []


def test_received_text_is_offered_only_where_there_is_one(client):
    article = make_article("Titre")
    assert "recu/" not in client.get(article.get_absolute_url()).content.decode()
    assert client.get(f"{article.get_absolute_url()}recu/").status_code == 404


def test_received_text_shows_a_sign_for_what_has_no_shape():
    assert received_html("a\u202eb\x00c\nd", []) == "a\ufffdb\ufffdc\nd"


def test_repairs_that_overlap_or_lie_outside_are_left_out():
    repairs = [{"text": "A", "span": [0, 3]}, {"text": "B", "span": [2, 4]}, {"text": "C", "span": [4, 99]}]
    assert received_html("abcdef", repairs) == "<del>abc</del><ins>A</ins>def"


# --- Notes ---------------------------------------------------------------------------------------------
def test_correction_notes_stand_at_the_head(client):
    article = make_article("Titre")
    Correction.objects.create(article=article, text="Le lieu était faux <b>.", dated="2026-03-01")
    rederive([article.pk])
    html = client.get(article.get_absolute_url()).content.decode()
    assert "Le lieu était faux &lt;b&gt;." in html
    assert "1er\u00a0mars 2026" in html
    assert html.index("Le lieu était faux") < html.index('class="body"')
