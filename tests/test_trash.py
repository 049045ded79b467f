"""The trash: nothing is deleted by an editor, everything comes back; the purge is for administrators."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Change, Person, Photo, SourceDocument, Tag
from articles.models.restoring import article_now
from articles.models.trash import purge, take_out, trash
from articles.models.writing import Author
from tests.factories import (
    make_article,
    make_articles,
    make_document,
    make_person,
    make_photo,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

BY_HAND = Author(None, "trash", "essai")
LIST = reverse("admin:articles_article_changelist")
TRASH = reverse("admin:articles_trashedarticle_changelist")
PURGE = reverse("admin:articles_trashedarticle_purge")


def login(name: str, group: str) -> Client:
    client = Client()
    client.force_login(make_user(name, group=group))
    return client


@pytest.fixture
def desk() -> Client:
    return login("redactrice", "Rédaction")


def test_a_trashed_article_is_gone_for_readers_and_counts_and_comes_back_whole(desk):
    person, tag = make_person("Amara Tesfal"), make_tag("Santé")
    article = make_article("Un port à Oran", people=[person], tags=[tag], photos=["Le port."])
    before = article_now(article.pk)
    address = article.get_absolute_url()
    page = desk.get(reverse("admin:articles_article_trash", args=[article.pk])).content.decode()
    assert "Un port à Oran" in page
    desk.post(reverse("admin:articles_article_trash", args=[article.pk]), {"reason": "doublon"})
    assert Client().get(address).status_code == 404
    assert (Person.objects.get().article_count, Tag.objects.get(pk=tag.pk).article_count) == (0, 0)
    assert desk.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 302
    assert "Un port à Oran" in desk.get(TRASH).content.decode()
    desk.post(TRASH, {"action": "take_out_chosen", "_selected_action": [article.pk]})
    assert article_now(article.pk) == before
    assert Client().get(address).status_code == 200
    assert (Person.objects.get().article_count, Tag.objects.get(pk=tag.pk).article_count) == (1, 1)
    assert list(Change.objects.order_by("pk").values_list("path", "reason")) == [
        ("trash", "doublon"),
        ("restore", "repris de la corbeille"),
    ]


def test_many_articles_go_into_the_trash_from_the_list(desk):
    articles = make_articles(3)
    desk.post(LIST, {"action": "trash_chosen", "_selected_action": [a.pk for a in articles[:2]]})
    assert list(Article.objects.filter(trashed_at=None)) == [articles[2]]
    assert Change.objects.filter(path="trash").count() == 2


def test_a_page_that_announces_a_trashed_article_loses_the_link_and_finds_it_again():
    target = make_article("Un port à Oran")
    teller = make_article("Autre", related=[{"headline": "Un port à Oran", "target": target}])
    trash([target.pk], BY_HAND)
    teller.refresh_from_db()
    assert teller.page["related"][0]["url"] == ""
    take_out([target.pk], BY_HAND)
    teller.refresh_from_db()
    assert teller.page["related"][0]["url"] == target.get_absolute_url()


def test_only_administrators_purge_and_only_what_is_in_the_trash(desk):
    article, standing = make_article("Un port à Oran"), make_article("Autre")
    document = make_document(article)
    photo = make_photo(article, image=True)
    name, storage = photo.image.name, photo.image.storage
    trash([article.pk], BY_HAND)
    asked = {"ids": [article.pk, standing.pk], "reason": "demande de la justice"}
    assert desk.post(PURGE, asked).status_code == 403
    assert "purge_chosen" not in desk.get(TRASH).content.decode()
    chief = login("chef", "Administration")
    assert "Un port à Oran" in chief.get(PURGE, {"ids": [article.pk]}).content.decode()
    chief.post(PURGE, {"ids": [article.pk]})
    assert Article.objects.count() == 2  # no reason, no purge
    chief.post(PURGE, asked)
    assert list(Article.objects.all()) == [standing]
    assert not Photo.objects.exists()
    assert SourceDocument.objects.get(pk=document.pk).article is None
    change = Change.objects.get(kind="article", object_id=article.pk)
    assert (change.path, change.reason, change.actor_name) == ("purge", "demande de la justice", "chef")
    assert storage.exists(name)  # the file goes when the transaction is through


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_purge_takes_the_files_of_its_photos_along():
    article = make_article()
    photo = make_photo(article, image=True)
    trash([article.pk], BY_HAND)
    purge([article.pk], Author(None, "purge", "essai"))
    assert not photo.image.storage.exists(photo.image.name)


def test_a_reviewer_can_neither_trash_nor_see_the_trash():
    article = make_article()
    client = login("relectrice", "Relecture")
    assert client.post(reverse("admin:articles_article_trash", args=[article.pk])).status_code == 403
    assert client.get(TRASH).status_code == 403
    client.post(LIST, {"action": "trash_chosen", "_selected_action": [article.pk]})
    assert Article.objects.filter(trashed_at=None).exists()
