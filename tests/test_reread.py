"""The archive read again: what would change is shown, then written, and corrections stay."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from articles.importer import reread as reread_module
from articles.importer.record import Value
from articles.models import Article, Batch, Change, Conflict, SourceDocument, SupersededText
from tests.importing import BOOKS, BRIDGE, a_person, read_people, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_rule(monkeypatch):
    """From now on every headline is read with a new beginning, and the place is no longer read."""
    real = reread_module.parse

    def parse(raw, context):
        found = real(raw, context)
        headline = Value("Dépêche : " + found.headline.value, found.headline.span, "new")
        return replace(found, headline=headline, place=None)

    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    monkeypatch.setattr(reread_module, "parse", parse)


def reread(*args: str) -> str:
    out = StringIO()
    call_command("reread_articles", *args, stdout=out)
    return out.getvalue()


def test_the_same_rules_change_nothing(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"pont.txt": BRIDGE, "latin.txt": BOOKS.encode("cp1252")}, status="draft")
    monkeypatch.setattr(reread_module, "parse", __import__("articles.importer.run", fromlist=["parse"]).parse)
    assert reread("--apply").splitlines() == ["2 documents relus, 0 changés."]
    assert not SupersededText.objects.exists()
    assert Batch.objects.count() == 1


@pytest.mark.usefixtures("new_rule")
def test_without_apply_the_changes_are_shown_by_field_and_nothing_is_written():
    out = reread()
    assert "2 documents relus, 2 changeraient." in out
    assert "  headline : 2" in out
    assert "  place : 2" in out
    assert "    - Un pont de bambou rouvert à Vientiane" in out
    assert "    + Dépêche : Un pont de bambou rouvert à Vientiane" in out
    assert not Article.objects.filter(headline__startswith="Dépêche").exists()
    assert Batch.objects.count() == 1


@pytest.mark.usefixtures("new_rule")
def test_apply_writes_them_with_their_history_and_keeps_the_earlier_reading():
    reread("--apply")
    assert Article.objects.filter(headline__startswith="Dépêche", place="").count() == 2
    change = Change.objects.filter(kind="article").latest("id")
    assert (change.path, set(change.fields)) == ("reread", {"headline", "place"})
    old = SupersededText.objects.earliest("id")
    assert old.text == ""
    assert old.parsed["place"]["value"]
    document = SourceDocument.objects.get(name="pont.txt")
    assert document.text == BRIDGE
    assert document.batch == document.first_batch
    assert reread("--apply").startswith("2 documents relus, 0 changés.")


@pytest.mark.usefixtures("new_rule")
def test_what_an_editor_corrected_stays():
    Article.objects.filter(headline__startswith="Un pont").update(headline="Mon pont")
    out = reread("--apply", "--examples", "0")
    assert "headline, gardé comme la rédaction l'a corrigé : 1" in out
    assert Article.objects.filter(headline="Mon pont", place="").exists()
    assert Conflict.objects.get().field == "headline"
