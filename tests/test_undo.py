"""A batch taken back: the archive is as it was, but for what editors did since."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles.importer.undo import undo_batch
from articles.models import (
    Article,
    Batch,
    Change,
    Conflict,
    Country,
    Period,
    Person,
    PersonName,
    PossibleDuplicate,
    SourceDocument,
    SupersededText,
    TextBand,
)
from articles.models.history import snapshot
from tests.factories import make_person
from tests.importing import BOOKS, BRIDGE, a_person, read_people, run_import
from tests.test_likeness import FIRST, SECOND

pytestmark = pytest.mark.django_db

NEWER = BRIDGE.replace("quatre mois", "cinq mois").replace("rive gauche", "rive droite")


def state(article: Article) -> dict:
    """All that history can tell of an article, its rows' ids aside."""
    found = snapshot(Article.objects.whole().get(pk=article.pk))
    found = {name: value for name, value in found.items() if not name.startswith("_")}
    found["photos"] = sorted(map(str, found["photos"].values()))
    return found


def counts() -> dict:
    found = dict(Period.objects.exclude(article_count=0).values_list("key", "article_count"))
    found |= dict(Country.objects.exclude(article_count=0).values_list("code", "article_count"))
    return found | dict(Person.objects.exclude(article_count=0).values_list("slug", "article_count"))


def last_batch() -> Batch:
    return Batch.objects.latest("id")


def test_undoing_a_first_import_leaves_nothing_behind(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath", country="LA"))
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    undone = undo_batch(last_batch(), None)
    assert sorted(undone.deleted) == ["livres.txt", "pont.txt"]
    for model in (Article, SourceDocument, Person, PersonName, TextBand):
        assert not model.objects.exists()
    assert counts() == {}


def test_the_same_documents_can_come_again_after():
    run_import({"pont.txt": BRIDGE})
    undo_batch(last_batch(), None)
    assert [outcome.outcome for outcome in run_import({"pont.txt": BRIDGE})] == ["created"]


def test_undoing_an_update_gives_back_the_earlier_state(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"), a_person("Sengdara Phommachan"))
    run_import({"pont.txt": BRIDGE})
    article = Article.objects.get()
    Article.objects.update(review="reviewed", lead="Mon chapô.")
    before, numbers = state(article), counts()
    first = SourceDocument.objects.values("text", "sha256", "parsed", "batch", "problems", "shingles").get()
    read_people(monkeypatch, a_person("Sengdara Phommachan", role="présidente"))
    run_import({"pont.txt": NEWER})
    assert state(article) != before
    undone = undo_batch(last_batch(), None)
    assert undone.restored == ["pont.txt"]
    assert state(article) == before
    assert counts() == numbers
    now = SourceDocument.objects.values("text", "sha256", "parsed", "batch", "problems", "shingles").get()
    assert now == first
    assert not SupersededText.objects.exists()


def test_what_an_editor_did_since_stays():
    run_import({"pont.txt": BRIDGE})
    run_import({"pont.txt": NEWER})
    Article.objects.update(headline="Mon pont")
    undo_batch(last_batch(), None)
    article = Article.objects.get()
    assert article.headline == "Mon pont"
    assert "quatre mois" in article.body
    assert not Conflict.objects.exists()


def test_a_new_article_that_an_editor_worked_on_goes_to_the_trash():
    run_import({"pont.txt": BRIDGE})
    article = Article.objects.get()
    Change.objects.create(kind="article", object_id=str(article.pk), path="form", fields={"lead": ["", "x"]})
    undone = undo_batch(last_batch(), None)
    article.refresh_from_db()
    assert article.trashed_at is not None
    assert not article.is_public
    assert len(undone.trashed) == 1
    assert counts() == {}
    assert [outcome.outcome for outcome in run_import({"pont.txt": BRIDGE})] == ["created"]


def test_a_document_that_a_later_batch_changed_waits_for_that_one():
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    first = last_batch()
    run_import({"pont.txt": NEWER})
    undone = undo_batch(first, None)
    assert (undone.skipped, undone.deleted) == (["pont.txt"], ["livres.txt"])


def test_what_a_batch_learnt_of_known_people_is_forgotten(monkeypatch):
    known = make_person("Bounmy Sivarath")
    read_people(monkeypatch, a_person("Bounmy Sivarath", "Bounmy Sivarath-Keo", country="LA"))
    run_import({"pont.txt": BRIDGE})
    known.refresh_from_db()
    assert (known.country_id, known.names.count()) == ("LA", 2)
    undo_batch(last_batch(), None)
    known.refresh_from_db()
    assert (known.country_id, known.names.count()) == (None, 1)


def test_look_alikes_are_those_of_the_text_that_stands():
    run_import({"premier.txt": FIRST, "pont.txt": BRIDGE})
    run_import({"pont.txt": SECOND})
    update = last_batch()
    run_import({"tiers.txt": FIRST.replace("quatre mois", "sept mois")})
    assert pairs() == {("pont.txt", "premier.txt"), ("tiers.txt", "premier.txt"), ("tiers.txt", "pont.txt")}
    undo_batch(update, None)
    assert pairs() == {("tiers.txt", "premier.txt")}


def test_look_alikes_that_an_update_ended_come_back_with_its_undoing_and_decisions_stay():
    run_import({"premier.txt": FIRST, "pont.txt": SECOND, "tiers.txt": FIRST.replace("quatre", "sept")})
    found = pairs()
    assert len(found) == 3
    PossibleDuplicate.objects.filter(
        article__document__name="tiers.txt", other__document__name="pont.txt"
    ).update(outcome="different", settled_at=timezone.now())
    run_import({"pont.txt": BRIDGE})
    assert pairs() == {("tiers.txt", "premier.txt"), ("tiers.txt", "pont.txt")}
    undo_batch(last_batch(), None)
    assert pairs() == found
    assert PossibleDuplicate.objects.get(outcome="different").settled_at


def pairs() -> set[tuple[str, str]]:
    return set(PossibleDuplicate.objects.values_list("article__document__name", "other__document__name"))


def test_undoing_is_in_the_history_and_happens_once():
    user = get_user_model().objects.create_user("chef", password="x")
    run_import({"pont.txt": BRIDGE})
    run_import({"pont.txt": NEWER})
    batch = last_batch()
    undo_batch(batch, user)
    change = Change.objects.filter(kind="article").latest("id")
    assert (change.path, change.actor, change.batch.options) == ("undo", user, {"undo": batch.pk})
    batch.refresh_from_db()
    assert batch.undone_at is not None
    assert undo_batch(batch, user).restored == []


def test_a_teaser_loses_its_link_to_an_article_that_is_undone():
    run_import({"pont.txt": BRIDGE})
    run_import({"livres.txt": BOOKS})
    assert Article.objects.get(headline__startswith="Un pont").page["related"][0]["url"]
    undo_batch(last_batch(), None)
    assert Article.objects.get().page["related"][0]["url"] == ""
