"""Embargo and scheduled publication: the query decides, and counts follow without a scheduler."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, Country, Period, Related
from articles.models.derived import rederive
from articles.models.embargo import settle_due

from .factories import make_article, make_person

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def scheduled() -> Article:
    return make_article(
        "Un pont rouvre",
        embargo_until=timezone.now() + HOUR,
        people=[make_person("Amara Tesfal")],
        countries=["CU"],
        tags=["Ponts"],
    )


def lift(article: Article) -> None:
    """Let the hour come without anybody writing the article."""
    past = timezone.now() - HOUR
    Article.objects.filter(pk=article.pk).update(embargo_until=past, public_from=past, due_at=past)
    for links in (article.person_mentions, article.country_mentions, article.tagged_items):
        links.update(public_from=past)


def test_a_scheduled_article_is_hidden_and_uncounted(client, scheduled):
    assert client.get(scheduled.get_absolute_url()).status_code == 404
    assert scheduled.due_at is not None
    assert Country.objects.get(code="CU").article_count == 0
    assert settle_due() == 0


def test_its_page_and_lists_show_it_from_its_hour_on_by_the_query_alone(client, scheduled):
    lift(scheduled)
    assert client.get(scheduled.get_absolute_url()).status_code == 200
    assert "Un pont rouvre" in client.get("/articles/").content.decode()


def test_counts_follow_once_and_only_once(scheduled):
    lift(scheduled)
    assert settle_due() == 1
    assert settle_due() == 0
    assert Country.objects.get(code="CU").article_count == 1
    assert Period.objects.get(key="2021").article_count == 1
    scheduled.refresh_from_db()
    assert scheduled.due_at is None


def test_pages_that_announce_it_link_it_afterwards(client, scheduled):
    announcing = make_article("Une annonce")
    Related.objects.create(article=announcing, headline="Un pont rouvre", target=scheduled)
    rederive([announcing.pk])
    address = announcing.get_absolute_url()
    assert scheduled.get_absolute_url() not in client.get(address).content.decode()
    lift(scheduled)
    settle_due()
    assert scheduled.get_absolute_url() in client.get(address).content.decode()


def test_nothing_due_costs_one_query(scheduled, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert settle_due() == 0


def test_a_withdrawn_article_is_never_due(scheduled):
    scheduled.status = "withdrawn"
    scheduled.save()
    rederive([scheduled.pk])
    scheduled.refresh_from_db()
    assert scheduled.due_at is None


def test_an_answering_site_settles_by_itself(client, scheduled, settings):
    settings.EMBARGO_CHECK_SECONDS = 0
    lift(scheduled)
    client.get("/pays/")
    assert Country.objects.get(code="CU").article_count == 1


def test_a_busy_database_does_not_stop_a_page(client, scheduled, settings, monkeypatch):
    from django.db import OperationalError

    def busy() -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr("articles.embargo.settle_due", busy)
    settings.EMBARGO_CHECK_SECONDS = 0
    assert client.get("/pays/").status_code == 200
