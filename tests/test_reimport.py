"""The same batch again, and again with newer texts: nothing is lost, nothing is done twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importer import run as run_module
from articles.models import (
    Article,
    Batch,
    BatchEntry,
    Change,
    Conflict,
    CountryMention,
    PersonMention,
    Photo,
    SourceDocument,
    SupersededText,
)
from articles.models.derived import rederive
from articles.models.history import snapshot
from tests.factories import make_person
from tests.importing import BOOKS, BRIDGE, a_person, read_people, run_import

pytestmark = pytest.mark.django_db

NEWER = BRIDGE.replace("quatre mois", "cinq mois")


def whole(pk: int) -> Article:
    return Article.objects.whole().get(pk=pk)


def bridge() -> Article:
    return Article.objects.get(headline__startswith="Un pont")


def test_the_same_import_again_writes_nothing_at_all(monkeypatch):
    documents = {"pont.txt": BRIDGE, "livres.txt": BOOKS}
    run_import(documents)
    before = {article.pk: snapshot(article) for article in Article.objects.whole()}
    versions = list(Article.objects.values_list("version", "updated_at"))
    monkeypatch.setattr(run_module, "parse", None)  # it is not even read
    with CaptureQueriesContext(connection) as queries:
        outcomes = run_import(documents)
    assert [outcome.outcome for outcome in outcomes] == ["unchanged", "unchanged"]
    assert [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert {article.pk: snapshot(article) for article in Article.objects.whole()} == before
    assert list(Article.objects.values_list("version", "updated_at")) == versions
    assert Change.objects.filter(kind="article").count() == 2
    assert Batch.objects.count() == 1


def test_another_encoding_of_the_same_text_is_unchanged():
    run_import({"pont.txt": BRIDGE})
    (outcome,) = run_import({"pont.txt": BRIDGE.encode("utf-16")})
    assert outcome.outcome == "unchanged"


def test_the_same_content_under_another_name_is_a_duplicate_and_not_stored():
    run_import({"pont.txt": BRIDGE})
    (outcome,) = run_import({"copie.txt": BRIDGE})
    assert (outcome.outcome, outcome.reason) == ("duplicate", "Même contenu que « pont.txt ».")
    assert Article.objects.count() == 1
    assert BatchEntry.objects.get(name="copie.txt").document.name == "pont.txt"


def test_a_duplicate_within_one_batch_is_told():
    first, second = run_import({"pont.txt": BRIDGE, "copie.txt": BRIDGE})
    assert (first.outcome, second.outcome) == ("created", "duplicate")
    first, second = run_import({"pont.txt": BRIDGE, "copie.txt": BRIDGE})
    assert (first.outcome, second.outcome) == ("unchanged", "duplicate")


def test_the_same_name_in_another_source_is_another_document():
    run_import({"1.txt": BRIDGE}, source="kpl")
    (outcome,) = run_import({"1.txt": BOOKS}, source="vna")
    assert outcome.outcome == "created"
    assert SourceDocument.objects.count() == 2


def test_a_newer_text_updates_what_nobody_touched():
    run_import({"pont.txt": BRIDGE})
    (outcome,) = run_import({"pont.txt": NEWER})
    article = bridge()
    assert outcome.outcome == "updated"
    assert "cinq mois" in article.body
    assert article.version == 2
    assert any("cinq mois" in paragraph["html"] for paragraph in article.page["paragraphs"])
    assert Article.objects.count() == 1


def test_the_earlier_text_is_kept_with_its_batch():
    run_import({"pont.txt": BRIDGE})
    first = Batch.objects.get()
    run_import({"pont.txt": NEWER})
    old = SupersededText.objects.get()
    assert (old.text, old.batch) == (BRIDGE, first)
    assert SourceDocument.objects.get().text == NEWER
    assert SourceDocument.objects.get().first_batch == first


def test_the_history_has_the_fields_that_an_update_changed():
    run_import({"pont.txt": BRIDGE})
    run_import({"pont.txt": NEWER})
    change = Change.objects.filter(kind="article").latest("id")
    assert list(change.fields) == ["body"]
    assert "quatre mois" in change.fields["body"][0]
    assert "cinq mois" in change.fields["body"][1]
    assert (change.path, change.batch) == ("import", Batch.objects.latest("id"))


def test_an_editors_headline_caption_tag_person_and_country_survive_a_newer_text(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath", role="ministre"), a_person("Sengdara Phommachan"))
    run_import({"pont.txt": BRIDGE})
    article = bridge()
    article.headline = "Le pont de la rédaction"
    article.save()
    Photo.objects.filter(article=article).update(caption="Ma légende.")
    article.tags.add("Ponts")
    PersonMention.objects.filter(read_as="Bounmy Sivarath").update(state="refused")
    PersonMention.objects.filter(read_as="Sengdara Phommachan").delete()
    added = make_person("Ivo Kran")
    PersonMention.objects.create(article=article, person=added, listed_on=article.listed_on)
    CountryMention.objects.filter(country="MN").delete()
    CountryMention.objects.create(article=article, country_id="CU", listed_on=article.listed_on)
    rederive([article.pk])
    run_import({"pont.txt": NEWER.replace("rouvert à Vientiane", "rouvert au Laos")})
    article = whole(article.pk)
    assert article.headline == "Le pont de la rédaction"
    assert [photo.caption for photo in article.photos.all()] == ["Ma légende."]
    assert [tag.name for tag in article.tags.all()] == ["Ponts"]
    states = {m.person.name: m.state for m in article.person_mentions.all()}
    assert states == {"Bounmy Sivarath": "refused", "Ivo Kran": "accepted"}
    codes = {mention.country_id for mention in article.country_mentions.all()}
    assert "CU" in codes
    assert "MN" not in codes
    assert "cinq mois" in article.body
    conflict = Conflict.objects.get()
    assert (conflict.field, conflict.current) == ("headline", "Le pont de la rédaction")
    assert conflict.incoming == "Un pont de bambou rouvert au Laos"


def test_a_conflict_waits_once_and_follows_the_newest_text():
    run_import({"pont.txt": BRIDGE})
    Article.objects.update(headline="Le pont de la rédaction")
    run_import({"pont.txt": BRIDGE.replace("rouvert à Vientiane", "ouvert au Laos")})
    run_import({"pont.txt": BRIDGE.replace("rouvert à Vientiane", "rebâti au Laos")})
    conflict = Conflict.objects.get()
    assert conflict.base == "Un pont de bambou rouvert à Vientiane"
    assert conflict.incoming == "Un pont de bambou rebâti au Laos"
    assert conflict.batch == Batch.objects.latest("id")


def test_a_reviewed_article_that_changes_waits_for_review_again():
    run_import({"pont.txt": BRIDGE})
    Article.objects.update(review="reviewed")
    run_import({"pont.txt": NEWER})
    assert bridge().review == "unreviewed"
    change = Change.objects.filter(kind="article").latest("id")
    assert change.fields["review"] == ["reviewed", "unreviewed"]


def test_a_reviewed_article_stays_so_when_nothing_shown_changes():
    run_import({"pont.txt": BRIDGE})
    Article.objects.update(review="reviewed")
    (outcome,) = run_import({"pont.txt": BRIDGE + "\n"})
    assert outcome.outcome == "updated"
    assert bridge().review == "reviewed"
    assert bridge().version == 1
    assert Change.objects.filter(kind="article").count() == 1


def test_a_withdrawn_or_trashed_article_stays_so():
    run_import({"pont.txt": BRIDGE})
    Article.objects.update(status="withdrawn")
    run_import({"pont.txt": NEWER})
    assert bridge().status == "withdrawn"
    assert not bridge().is_public


def test_a_held_article_is_published_when_its_text_is_mended():
    run_import({"sans.txt": "Vientiane (KPL) - Le fleuve a baissé de deux mètres depuis le mois de mai.\n"})
    assert Article.objects.get().status == "draft"
    run_import({"sans.txt": BOOKS})
    article = Article.objects.get()
    assert article.status == "published"
    assert not article.provisional_headline


def test_an_editors_person_merge_survives(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"pont.txt": BRIDGE})
    other = make_person("Bounmy Keo")
    PersonMention.objects.update(person=other)
    run_import({"pont.txt": NEWER})
    assert PersonMention.objects.get().person == other


def test_a_person_refused_for_this_text_does_not_come_back(monkeypatch):
    run_import({"pont.txt": BRIDGE})
    PersonMention.objects.all().delete()
    SourceDocument.objects.update(decisions={"people": ["Bounmy Sivarath"]})
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"pont.txt": NEWER})
    assert not PersonMention.objects.exists()


def test_counts_follow_an_update(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"pont.txt": BRIDGE})
    mention = PersonMention.objects.get()
    read_people(monkeypatch)
    run_import({"pont.txt": NEWER})
    mention.person.refresh_from_db()
    assert mention.person.article_count == 0


def test_a_new_headline_links_the_teasers_that_announced_it():
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS.replace("Les écoles", "Des écoles")})
    assert bridge().page["related"][0]["url"] == ""
    run_import({"livres.txt": BOOKS})
    assert bridge().page["related"][0]["url"] != ""


def test_a_content_that_another_document_has_is_a_duplicate_and_changes_nothing():
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    (outcome,) = run_import({"livres.txt": BRIDGE})
    assert outcome.outcome == "duplicate"
    assert SourceDocument.objects.get(name="livres.txt").text == BOOKS


def test_a_text_that_goes_back_is_an_update():
    for text in (BRIDGE, NEWER, BRIDGE):
        run_import({"pont.txt": text})
    assert "quatre mois" in bridge().body
    assert SupersededText.objects.count() == 2


def test_a_purged_article_comes_again_with_a_newer_text():
    run_import({"pont.txt": BRIDGE})
    bridge().delete()
    assert [o.outcome for o in run_import({"pont.txt": BRIDGE})] == ["unchanged"]
    assert [o.outcome for o in run_import({"pont.txt": NEWER})] == ["created"]
    assert SourceDocument.objects.get().article == bridge()


def test_two_documents_of_one_name_in_one_batch_are_not_mixed_up():
    from articles.importer.run import Run
    from articles.importer.sources import Document
    from tests.importing import Context, ensure_countries

    ensure_countries()
    run = Run(context=Context(today="2026-11-21"))
    documents = [Document("1.txt", BRIDGE.encode()), Document("1.txt", BOOKS.encode())]
    outcomes = list(run.outcomes([*documents, documents[0]]))
    assert [outcome.outcome for outcome in outcomes] == ["created", "refused", "unchanged"]
    assert outcomes[1].reason == "Un autre document de ce lot porte le même nom."


def test_a_published_article_keeps_its_date_when_the_newer_text_has_none():
    run_import({"pont.txt": BRIDGE}, status="draft")
    article = bridge()
    Article.objects.filter(pk=article.pk).update(status="published")  # as an editor would
    undated = BRIDGE.replace("date 2025-07-28 ", "").replace(", 28 juillet", "").replace("lundi ", "")
    run_import({"pont.txt": undated.replace("quatre mois", "cinq mois")})
    article.refresh_from_db()
    assert article.status == "published"
    assert article.published_on.isoformat() == "2025-07-28"
    assert "cinq mois" in article.body
    assert Conflict.objects.get(article=article).field == "date"


def test_an_article_that_only_the_import_published_is_held_when_the_newer_text_has_no_date():
    run_import({"pont.txt": BRIDGE})
    run_import({"pont.txt": BRIDGE.replace("date 2025-07-28 ", "").replace(", 28 juillet", "")})
    assert (bridge().status, bridge().published_on) == ("draft", None)
