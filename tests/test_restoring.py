"""Every earlier state of an article, a person or a tag can be read in its history and put back."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.desk.differences import plain, rows_of, segments
from articles.models import Article, Change, Person, PersonMention, Photo, Related, Tag
from articles.models.joining import merge
from articles.models.restoring import article_now, restore_article, state_after
from articles.models.writing import Author, changing, changing_articles
from tests.factories import make_article, make_country, make_person, make_photo, make_tag, make_user
from tests.test_merging_properties import rolled_back

pytestmark = pytest.mark.django_db

BY_HAND = Author(None, "form", "essai")


@pytest.fixture
def editor():
    return make_user("redactrice", group="Rédaction")


@pytest.fixture
def desk(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def make_full_article(**fields) -> Article:
    return make_article(
        "Un port à Oran",
        people=[(make_person("Amara Tesfal"), "ministre")],
        countries=["CU", "DZ"],
        tags=["Santé"],
        photos=["Le port au matin.", {"caption": "Le quai.", "image": True, "alternative": "Un quai"}],
        related=["Un autre port", {"headline": "", "caption": "Une grue."}],
        **fields,
    )


def restore(client: Client, article: Article, change: Change, before: bool = False, fields=None):
    address = reverse("admin:articles_article_restore", args=[article.pk, change.pk])
    asked = client.get(address, {"avant": "1"} if before else {})
    assert asked.status_code == 200
    context = asked.context
    champs = fields or [field for field, _, _ in context["choices"]]
    data = {"champ": champs, "dernier": context["latest"], "avant": "1" if before else ""}
    return client.post(address, data)


def test_a_whole_earlier_state_comes_back_with_photos_people_countries_and_tags(desk):
    article = make_full_article()
    before = article_now(article.pk)
    with changing_articles([article.pk], BY_HAND):
        Article.objects.filter(pk=article.pk).update(headline="Autre titre", lead="Autre chapô")
        article.photos.all().delete()
        article.person_mentions.all().delete()
        article.country_mentions.filter(country="CU").delete()
        article.tags.clear()
        article.related.all().delete()
    change = Change.objects.get(kind="article")
    restore(desk, article, change, before=True)
    assert article_now(article.pk) == before
    assert Change.objects.filter(kind="article").latest("pk").path == "restore"
    article.refresh_from_db()
    assert article.page["people"][0]["role"] == "ministre"
    assert article.tags.get().article_count == 1


def test_one_field_comes_back_and_later_edits_of_others_stay(desk):
    article = make_article("Premier", lead="Chapô")
    for headline, lead in (("Deuxième", "Chapô"), ("Troisième", "Autre chapô")):
        with changing_articles([article.pk], BY_HAND):
            Article.objects.filter(pk=article.pk).update(headline=headline, lead=lead)
    first = Change.objects.filter(kind="article").order_by("pk")[0]
    restore(desk, article, first, before=True, fields=["headline"])
    article.refresh_from_db()
    assert (article.headline, article.lead) == ("Premier", "Autre chapô")


def test_the_restore_page_shows_only_what_differs_and_changes_nothing_by_itself(desk):
    article = make_article("Un port à Oran")
    with changing_articles([article.pk], BY_HAND):
        Article.objects.filter(pk=article.pk).update(lead="Un chapô")
    change = Change.objects.get()
    page = desk.get(reverse("admin:articles_article_restore", args=[article.pk, change.pk]))
    assert "Rien ne diffère" in page.content.decode()
    page = desk.get(reverse("admin:articles_article_restore", args=[article.pk, change.pk]), {"avant": "1"})
    assert "<del>Un chapô</del>" in page.content.decode()
    assert Change.objects.count() == 1


def test_a_state_is_not_put_back_over_a_change_that_came_meanwhile(desk):
    article = make_article("Premier")
    with changing_articles([article.pk], BY_HAND):
        Article.objects.filter(pk=article.pk).update(headline="Deuxième")
    change = Change.objects.get()
    answer = desk.post(
        reverse("admin:articles_article_restore", args=[article.pk, change.pk]),
        {"champ": ["headline"], "avant": "1", "dernier": "0"},
    )
    assert "vient de modifier" in answer.content.decode()
    article.refresh_from_db()
    assert article.headline == "Deuxième"


def test_no_way_back_leaves_a_published_article_without_what_publication_asks_for(desk):
    article = make_article("Un port à Oran", status="draft", on=None, body="")
    for fields in ({"undated": True}, {"body": "Le port."}, {"status": "published"}):
        with changing_articles([article.pk], BY_HAND):
            Article.objects.filter(pk=article.pk).update(**fields)
    undated, written, _published = Change.objects.filter(kind="article").order_by("pk")
    for change, fields, lacks in [
        (written, ["body"], "il manque un texte"),
        (undated, ["undated"], "il manque une date, ou la case « sans date »"),
        (undated, ["body", "undated"], "il manque un texte et une date"),
    ]:
        answer = restore(desk, article, change, before=True, fields=fields)
        assert answer.status_code == 200
        assert lacks in answer.content.decode()
    article.refresh_from_db()
    assert (article.body, article.undated, article.status) == ("Le port.", True, "published")
    assert Change.objects.filter(path="restore").count() == 0
    # as a draft it may lack it again
    answer = restore(desk, article, undated, before=True)
    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.body, article.undated, article.status) == ("", False, "draft")


def test_a_lacking_article_that_was_published_long_ago_still_gets_its_tags_back(desk):
    article = make_article("Un port à Oran", on=None, tags=["Santé"])
    with changing_articles([article.pk], BY_HAND):
        article.tags.clear()
    assert restore(desk, article, Change.objects.get(), before=True).status_code == 302
    assert article.tags.count() == 1


def test_a_person_who_was_merged_since_comes_back_as_who_they_are_now(desk):
    person, other = make_person("Amara Tesfal"), make_person("Amarah Tesfal")
    article = make_article(people=[(person, "ministre")])
    with changing_articles([article.pk], BY_HAND):
        article.person_mentions.all().delete()
    change = Change.objects.get(kind="article")
    merge(other, [person], Author(None, "merge", "la même"))
    restore(desk, article, change, before=True)
    mention = PersonMention.objects.get(article=article)
    assert (mention.person, mention.came_from, mention.role) == (other, person, "ministre")


def test_a_person_is_put_back_with_spellings_and_address(desk):
    person = make_person("Amara Tesfal", spellings=["A. Tesfal"], country="CU")
    article = make_article(people=[person])
    with changing(person, BY_HAND):
        Person.objects.filter(pk=person.pk).update(name="Autre", slug="autre", country=None)
        person.names.all().delete()
    change = Change.objects.get(kind="person")
    address = reverse("admin:articles_person_restore", args=[person.pk, change.pk])
    champs = ["name", "slug", "country", "names"]
    desk.post(address, {"champ": champs, "avant": "1", "dernier": change.pk})
    person.refresh_from_db()
    assert (person.name, person.slug, person.country_id) == ("Amara Tesfal", "amara-tesfal", "CU")
    assert set(person.names.values_list("name", flat=True)) == {"Amara Tesfal", "A. Tesfal"}
    article.refresh_from_db()
    assert article.page["people"][0]["slug"] == "amara-tesfal"
    assert Client().get("/personnes/autre/")["Location"] == "/personnes/amara-tesfal/"


def test_who_may_not_change_an_article_cannot_put_anything_back():
    article = make_article("Premier")
    with changing_articles([article.pk], BY_HAND):
        Article.objects.filter(pk=article.pk).update(headline="Deuxième")
    client = Client()
    client.force_login(make_user("personne"))
    address = reverse("admin:articles_article_restore", args=[article.pk, Change.objects.get().pk])
    data = {"champ": ["headline"], "avant": "1", "dernier": Change.objects.get().pk}
    assert client.post(address, data).status_code in {302, 403}
    article.refresh_from_db()
    assert article.headline == "Deuxième"


def test_a_long_text_shows_the_words_that_differ():
    before = "Le port a été ouvert par la ministre en présence de la presse locale et nationale."
    after = before.replace("ouvert", "fermé")
    left, right = segments(before, after)
    assert [text for kind, text in left if kind == "changed"] == ["ouvert "]
    assert [text for kind, text in right if kind == "changed"] == ["fermé "]


@given(st.text(alphabet="ab \n", max_size=200), st.text(alphabet="ab \n", max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_words_of_a_difference_are_the_words_of_both_texts(before: str, after: str):
    left, right = segments(before, after)
    if all(kind != "left out" for kind, _ in left + right):
        assert (plain(left).split(), plain(right).split()) == (before.split(), after.split())


def test_a_difference_keeps_what_is_only_needed_to_go_back_out_of_sight():
    assert [row.name for row in rows_of({"people": [{}, {}], "lead": ["a", "b"], "_people": [{}, {}]})] == [
        "chapô"
    ]


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_earlier_state_comes_back_exactly(choose):
    with rolled_back():
        article = make_full_article()
        states = {0: article_now(article.pk)}
        people = [make_person() for _ in range(3)]
        tags = [make_tag() for _ in range(3)]
        for _ in range(choose.randint(1, 6)):
            with changing_articles([article.pk], BY_HAND):
                edit(choose, article, people, tags)
            latest = Change.objects.filter(kind="article").values_list("pk", flat=True).first() or 0
            states[latest] = article_now(article.pk)
        for key in choose.sample(list(states), len(states)):
            now = article_now(article.pk)
            restore_article(article.pk, state_after("article", article.pk, now, key), now.keys(), BY_HAND)
            visible = {name: value for name, value in article_now(article.pk).items() if name[0] != "_"}
            assert visible == {name: value for name, value in states[key].items() if name[0] != "_"}
            assert article_now(article.pk)["_people"] == states[key]["_people"]


def edit(choose, article: Article, people: list[Person], tags: list[Tag]) -> None:
    for _ in range(choose.randint(1, 3)):
        kind = choose.choice(
            ["plain", "date", "photo", "person", "country", "tags", "related", "review", "note"]
        )
        if kind == "plain":
            values = {choose.choice(["headline", "lead", "body", "place"]): f"texte {choose.random()}"}
            Article.objects.filter(pk=article.pk).update(**values)
        elif kind == "date":
            values = {"published_on": "2020-01-01", "date_precision": "year", "date_basis": "edited"}
            Article.objects.filter(pk=article.pk).update(**values)
        elif kind == "photo" and article.photos.exists() and choose.random() < 0.5:
            article.photos.first().delete()
        elif kind == "photo":
            make_photo(Article.objects.get(pk=article.pk), f"Photo {choose.random()}")
        elif kind == "person" and article.person_mentions.exists() and choose.random() < 0.5:
            article.person_mentions.first().delete()
        elif kind == "person":
            person = choose.choice(people)
            PersonMention.objects.update_or_create(
                article=article, person=person, defaults={"role": f"rôle {choose.random()}", "forms": ["x"]}
            )
        elif kind == "country":
            code = choose.choice(["CU", "DZ", "VN", "FR"])
            make_country(code)
            if not article.country_mentions.filter(country=code).delete()[0]:
                article.country_mentions.create(country_id=code, forms=[code])
        elif kind == "tags":
            article.tags.set(choose.sample(tags, choose.randint(0, 3)))
        elif kind == "related":
            Related.objects.create(article=article, headline=f"Titre {choose.random()}", position=9)
        elif kind == "note" and article.corrections.exists() and choose.random() < 0.5:
            article.corrections.first().delete()
        elif kind == "note":
            article.corrections.create(text=f"Note {choose.random()}", kind="clarification")
        elif kind == "review":
            Article.objects.filter(pk=article.pk).update(review=choose.choice(["reviewed", "unreviewed"]))


def test_a_deleted_photo_comes_back_with_its_file(desk):
    article = make_full_article()
    photo = Photo.objects.exclude(image="").get()
    key = photo.pk
    with changing_articles([article.pk], BY_HAND):
        photo.delete()
    restore(desk, article, Change.objects.get(kind="article"), before=True)
    again = Photo.objects.get(pk=key)
    assert (again.image.name, again.alternative) == (photo.image.name, "Un quai")
    assert again.image.storage.exists(again.image.name)
