"""A word as the dispatch had it finds the article too, and the reader is told that it stood so there."""

import re

import pytest

from articles.models import Article
from articles.models.derived import rederive

from .factories import make_article, make_document
from .importing import BRIDGE, ensure_countries, run_import

pytestmark = pytest.mark.django_db

REPAIR = {"raw": "duParti", "text": "du Parti", "span": [8, 15], "applied": True}


def reasons(client, query: str) -> list[str]:
    html = client.get("/articles/", {"q": query}).content.decode()
    return re.findall(r'<p class="extract">(.*?)</p>', html)


def test_word_as_received_finds_the_article_and_says_so(client):
    article = make_article("Une arrivée", body="Le chef du Parti arrive.")
    make_document(article, text="Le chef duParti arrive.", parsed={"repairs": [REPAIR]})
    rederive([article.pk])
    assert reasons(client, "duparti") == [
        '<span class="where">Dans le texte reçu\u00a0:</span> <mark>duParti</mark>'
    ]
    assert "texte reçu" not in reasons(client, "parti")[0]


def test_repair_that_an_editor_refused_is_no_reason_of_its_own(client):
    article = make_article("Une arrivée", body="Le chef duParti arrive.")
    make_document(
        article,
        text="Le chef duParti arrive.",
        parsed={"repairs": [REPAIR]},
        decisions={"repairs": {"duParti": "duParti"}},
    )
    rederive([article.pk])
    (reason,) = reasons(client, "duparti")
    assert "texte reçu" not in reason


def test_import_keeps_the_words_as_received(client):
    ensure_countries()
    run_import({"pont.txt": BRIDGE.replace("a rouvert lundi", "a rouvertlundi")})
    assert Article.objects.get().body.startswith("Le ministre des Transports Bounmy Sivarath a rouvert lundi")
    assert "Dans le texte reçu" in reasons(client, "rouvertlundi")[0]
