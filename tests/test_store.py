"""What one import leaves in the tables, and that the pages and counts follow."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from articles.apps import complete_database
from articles.folding import fold
from articles.importer import context as context_module
from articles.importer import run as run_module
from articles.importer.context import archive_context
from articles.models import (
    Article,
    Batch,
    BatchEntry,
    Change,
    Country,
    Period,
    Person,
    PersonMention,
    SourceDocument,
    Tag,
    TagProposal,
)
from articles.models.derived import rederive
from tests.factories import make_person
from tests.importing import BOOKS, BRIDGE, a_person, import_run, read_people, run_import

pytestmark = pytest.mark.django_db


def only_article() -> Article:
    return Article.objects.get()


def derived(article: Article) -> dict:
    names = (
        "slug",
        "headline_key",
        "public_from",
        "listed_on",
        "card",
        "page",
        "counted",
        "photo_count",
        "search_text",
    )
    return {name: getattr(article, name) for name in names}


def test_a_dispatch_becomes_a_published_unreviewed_article_with_its_parts():
    run_import({"pont.txt": BRIDGE})
    article = only_article()
    assert article.headline == "Un pont de bambou rouvert à Vientiane"
    assert (article.status, article.review, article.version) == ("published", "unreviewed", 1)
    assert (article.place, article.agency) == ("Vientiane", "KPL")
    assert article.published_on.isoformat() == "2025-07-28"
    assert article.body.count("\n\n") == 2
    assert [photo.caption for photo in article.photos.all()] == ["Le pont vu de la rive gauche."]
    assert "MN" in article.country_mentions.values_list("country", flat=True)
    assert [row.headline for row in article.related.all()] == [
        "Les écoles de Savannakhet reçoivent des livres"
    ]
    assert article.is_public


def test_the_raw_text_and_its_reading_are_kept_whole():
    run_import({"pont.txt": BRIDGE})
    document = SourceDocument.objects.get()
    assert document.text == BRIDGE
    assert document.parsed["headline"]["value"] == "Un pont de bambou rouvert à Vientiane"
    start, end = document.parsed["headline"]["span"]
    assert BRIDGE[start:end] == document.parsed["headline"]["value"]
    assert document.article == only_article()


def test_what_is_derived_in_memory_is_what_is_derived_from_the_tables(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath", "M. Sivarath"), a_person("Sengdara Phommachan"))
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    for article in Article.objects.all():
        before = derived(article)
        rederive([article.pk])
        assert derived(Article.objects.get(pk=article.pk)) == before


def test_counts_follow():
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    assert Period.objects.get(key="").article_count == 2
    assert Period.objects.get(key="2025-07-28").article_count == 1
    mongolia = Country.objects.get(code="MN")
    assert mongolia.article_count == 1


def test_a_batch_says_who_what_and_what_came_of_it():
    user = get_user_model().objects.create_user("import", password="x")
    run_import({"pont.txt": BRIDGE, "vide.txt": b""}, user=user, source="kpl")
    batch = Batch.objects.get()
    assert (batch.user, batch.origin, batch.options["source"]) == (user, "essai", "kpl")
    assert batch.counts == {"created": 1, "refused": 1, "held": 0}
    assert batch.finished_at is not None
    entries = {entry.name: entry for entry in BatchEntry.objects.all()}
    assert entries["pont.txt"].document == SourceDocument.objects.get()
    assert entries["vide.txt"].reason == "Le fichier est vide."


def test_the_history_starts_with_an_empty_change():
    run_import({"pont.txt": BRIDGE})
    change = Change.objects.get(kind="article")
    assert (change.object_id, change.path, change.fields) == (str(only_article().pk), "import", {})
    assert change.batch == Batch.objects.get()


def test_two_documents_of_a_group_name_one_person(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath", role="ministre"))
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    assert Person.objects.count() == 1
    assert PersonMention.objects.filter(person__name="Bounmy Sivarath", role="ministre").count() == 2
    assert Person.objects.get().article_count == 2


def test_a_person_of_the_archive_is_recognised_by_any_spelling(monkeypatch):
    known = make_person("Bounmy Sivarath-Keo", spellings=["Bounmy Sivarath"])
    read_people(monkeypatch, a_person("Bounmy SIVARATH"))
    run_import({"livres.txt": BOOKS.replace("Sivarath", "SIVARATH")})
    assert PersonMention.objects.get().person == known
    assert "Bounmy SIVARATH" in known.names.values_list("name", flat=True)


def test_a_short_form_does_not_name_a_person_of_the_archive(monkeypatch):
    make_person("Bounmy Sivarath", spellings=["Sivarath"])
    read_people(monkeypatch, a_person("Khamla Sivarath", "Sivarath"))
    run_import({"livres.txt": BOOKS})
    assert PersonMention.objects.get().person.name == "Khamla Sivarath"


def test_a_namesake_of_another_country_is_somebody_else(monkeypatch):
    other = make_person("Bounmy Sivarath", country="CU")
    read_people(monkeypatch, a_person("Bounmy Sivarath", country="LA"))
    run_import({"livres.txt": BOOKS})
    person = PersonMention.objects.get().person
    assert person != other
    assert (person.slug, person.country_id) == ("bounmy-sivarath-2", "LA")


def test_namesakes_do_not_multiply(monkeypatch):
    make_person("Bounmy Sivarath", country="CU")
    make_person("Bounmy Sivarath", country="LA")
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"livres.txt": BOOKS, "pont.txt": BRIDGE})
    run_import({"encore.txt": BOOKS.replace("Trois mille", "Quatre mille")})
    assert Person.objects.count() == 3
    assert Person.objects.get(country=None).mentions.count() == 3


def test_one_of_two_namesakes_of_a_country_is_only_proposed(monkeypatch):
    make_person("Bounmy Sivarath", country="LA")
    make_person("Bounmy Sivarath", country="LA")
    read_people(monkeypatch, a_person("Bounmy Sivarath", country="LA"))
    run_import({"livres.txt": BOOKS})
    assert PersonMention.objects.get().state == "proposed"
    assert Person.objects.count() == 2


def test_an_unsure_person_is_proposed_and_not_shown(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath", sure=False))
    run_import({"livres.txt": BOOKS})
    assert PersonMention.objects.get().state == "proposed"
    assert only_article().page["people"] == []


def test_a_persons_country_is_learnt_once_and_written_down(monkeypatch):
    known = make_person("Bounmy Sivarath")
    read_people(monkeypatch, a_person("Bounmy Sivarath", country="LA"))
    run_import({"livres.txt": BOOKS})
    known.refresh_from_db()
    assert known.country_id == "LA"
    change = Change.objects.get(kind="person", object_id=str(known.pk))
    assert change.fields == {"country": [None, "LA"]}


def test_a_country_that_an_editor_cleared_stays_cleared(monkeypatch):
    known = make_person("Bounmy Sivarath")
    Change.objects.create(
        kind="person", object_id=str(known.pk), path="form", fields={"country": ["LA", None]}
    )
    read_people(monkeypatch, a_person("Bounmy Sivarath", country="LA"))
    run_import({"livres.txt": BOOKS})
    known.refresh_from_db()
    assert known.country_id is None


def test_a_merged_person_leads_to_the_one_it_became(monkeypatch):
    kept = make_person("Bounmy Keo")
    make_person("Bounmy Sivarath", merged_into=kept)
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"livres.txt": BOOKS})
    assert PersonMention.objects.get().person == kept


def test_two_names_that_turn_out_to_be_one_person_make_one_mention(monkeypatch):
    known = make_person("Bounmy Sivarath", spellings=["Bounmy Keo"])
    read_people(monkeypatch, a_person("Bounmy Sivarath"), a_person("Bounmy Keo", role="ministre"))
    run_import({"livres.txt": BOOKS + "\nBounmy Keo est revenu.\n"})
    mention = PersonMention.objects.get()
    assert mention.person == known
    assert mention.forms == ["Bounmy Sivarath", "Bounmy Keo"]
    assert mention.role == "ministre"


def test_a_teaser_is_linked_to_its_article_that_comes_later():
    run_import({"pont.txt": BRIDGE})
    announcing = only_article()
    assert announcing.page["related"][0]["url"] == ""
    run_import({"livres.txt": BOOKS})
    announced = Article.objects.exclude(pk=announcing.pk).get()
    announcing.refresh_from_db()
    assert announcing.related.get().target == announced
    assert announcing.page["related"][0]["url"] == announced.get_absolute_url()


def test_a_teaser_is_linked_to_its_article_that_is_there_or_in_the_same_group():
    run_import({"livres.txt": BOOKS})
    run_import({"pont.txt": BRIDGE})
    article = Article.objects.get(headline_key=fold("Un pont de bambou rouvert à Vientiane"))
    assert article.page["related"][0]["url"] != ""


def test_a_group_links_its_own_teasers():
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    article = Article.objects.get(headline_key=fold("Un pont de bambou rouvert à Vientiane"))
    assert article.page["related"][0]["url"] != ""


def test_a_document_without_headline_is_held_as_a_draft():
    (outcome,) = run_import({"sans.txt": "Vientiane (KPL) - Le fleuve a baissé de deux mètres depuis mai.\n"})
    article = only_article()
    assert outcome.held
    assert article.status == "draft"
    assert article.provisional_headline
    assert not article.is_public


def test_a_status_given_overrides():
    (outcome,) = run_import({"pont.txt": BRIDGE}, status="draft")
    assert not outcome.held
    assert only_article().status == "draft"


def test_a_tag_of_the_vocabulary_is_proposed_and_never_given():
    Tag.objects.create(name="Ponts", triggers="pont\ncamion")
    run_import({"pont.txt": BRIDGE})
    article = only_article()
    assert TagProposal.objects.get(tag__name="Ponts").state == "proposed"
    assert not article.tagged_items.exists()
    assert article.page["tags"] == []


def test_a_new_archive_has_a_vocabulary_which_is_the_editors_from_then_on():
    assert "ambassade" in Tag.objects.get(name="Diplomatie").triggers.splitlines()
    Tag.objects.exclude(name="Diplomatie").delete()
    complete_database(using="default", plan=["a later migration"])
    assert [tag.name for tag in Tag.objects.all()] == ["Diplomatie"]


def test_queries_do_not_grow_with_the_documents_of_a_group(django_assert_max_num_queries):
    def texts(start, count):
        return {f"{n}.txt": BOOKS.replace("Trois mille", f"{n} mille") for n in range(start, start + count)}

    run_import(texts(2, 1))
    with CaptureQueriesContext(
        connection,
    ) as few:
        run_import(texts(10, 2))
    with django_assert_max_num_queries(len(few.captured_queries) + 3):
        run_import(texts(100, 20))


def test_a_document_that_cannot_be_written_costs_only_itself(monkeypatch):
    create = run_module.create

    def refuse(incoming, *args):
        if any(document.name == "livres.txt" for document in incoming):
            create(incoming, *args)  # half-way: rows are there, then the database fails
            raise DatabaseError("refused")
        create(incoming, *args)

    monkeypatch.setattr(run_module, "create", refuse)
    run, outcomes = import_run({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    assert [(o.name, o.outcome) for o in outcomes] == [("pont.txt", "created"), ("livres.txt", "refused")]
    assert run.counts["refused"] == 1
    assert only_article().headline == "Un pont de bambou rouvert à Vientiane"
    assert BatchEntry.objects.get(name="livres.txt").outcome == "refused"
    assert Period.objects.get(key="").article_count == 1


def test_the_reader_is_told_of_the_archives_people_and_subjects(monkeypatch):
    merged = make_person("Bounmy Keo", country="LA", spellings=["Keo Bounmy"])
    make_person("Bounmy Sivarath", merged_into=merged)
    Tag.objects.create(name="Ponts", triggers="pont\n\n camion \n")
    Tag.objects.create(name="Sans mots")
    context = archive_context("2026-11-21", year=2025, not_after="2025-12-31")
    (known,) = context.people
    assert (known.key, known.country, set(known.spellings)) == (merged.pk, "LA", {"Bounmy Keo", "Keo Bounmy"})
    assert context.words == {"Bounmy Keo", "Keo Bounmy"}
    topics = {topic.name: topic.triggers for topic in context.topics}
    assert topics["Ponts"] == ("pont", "camion")
    assert "Sans mots" not in topics
    assert (context.today, context.year, context.not_after) == ("2026-11-21", 2025, "2025-12-31")


def test_only_the_most_cited_people_are_told_when_there_are_very_many(monkeypatch):
    monkeypatch.setattr(context_module, "MAX_PEOPLE", 2)
    for name, count in (("Ivo Kran", 1), ("Amara Tesfal", 5), ("Nila Orno", 3)):
        make_person(name, article_count=count)
    names = {known.spellings[0] for known in archive_context("2026-11-21").people}
    assert names == {"Amara Tesfal", "Nila Orno"}
