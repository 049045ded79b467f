"""What is derived on writing: links, counts by difference, pages without leaks."""

import datetime
import random
from collections import Counter

import pytest
from django.utils import timezone

from articles.models import (
    Article,
    Country,
    CountryMention,
    Period,
    Person,
    PersonMention,
    Tag,
    TaggedArticle,
)
from articles.models.derived import rederive
from tests.factories import make_article, make_articles, make_person, make_tag

pytestmark = pytest.mark.django_db


def recount() -> dict[str, dict]:
    """The counts as a reader would count them, from the public articles themselves."""
    public = Article.objects.public()
    periods: Counter[str] = Counter()
    for article in public:
        periods[""] += 1
        day = article.published_on
        if day is None:
            periods["undated"] += 1
            continue
        for length in (4, 7, 10):
            if length <= {"year": 4, "month": 7, "day": 10}[article.date_precision]:
                periods[day.isoformat()[:length]] += 1
    accepted = {"article__in": public, "state": "accepted"}
    tagged = TaggedArticle.objects.filter(content_object__in=public)
    return {
        "people": Counter(PersonMention.objects.filter(**accepted).values_list("person", flat=True)),
        "countries": Counter(CountryMention.objects.filter(**accepted).values_list("country", flat=True)),
        "tags": Counter(tagged.values_list("tag", flat=True)),
        "periods": periods,
    }


def stored() -> dict[str, dict]:
    return {
        "people": dict(Person.objects.filter(article_count__gt=0).values_list("pk", "article_count")),
        "countries": dict(Country.objects.filter(article_count__gt=0).values_list("pk", "article_count")),
        "tags": dict(Tag.objects.filter(article_count__gt=0).values_list("pk", "article_count")),
        "periods": dict(Period.objects.filter(article_count__gt=0).values_list("key", "article_count")),
    }


def test_counts_agree_with_a_recount_after_any_sequence_of_changes():
    rng = random.Random(7)
    people, tags = [make_person() for _ in range(4)], [make_tag() for _ in range(3)]
    articles = make_articles(8, people=people[:2], countries=["CU"], tags=tags[:1])
    for _ in range(60):
        article = Article.objects.get(pk=rng.choice(articles).pk)
        step = rng.randrange(6)
        if step == 0:
            article.status = rng.choice(["draft", "published", "withdrawn"])
        elif step == 1:
            article.published_on = rng.choice([None, datetime.date(2020, rng.randint(1, 12), 5)])
            dated = article.published_on is not None
            article.date_precision = rng.choice(["day", "month", "year"]) if dated else ""
            article.date_basis = "edited" if dated else ""
        elif step == 2:
            article.trashed_at = rng.choice([None, timezone.now()])
        elif step == 3:
            article.tags.set(rng.sample(tags, rng.randint(0, 3)))
        elif step == 4:
            article.person_mentions.update(state=rng.choice(["accepted", "refused", "proposed"]))
        else:
            article.country_mentions.all().delete()
        article.save()
        rederive([article.pk])
        assert stored() == {name: dict(counts) for name, counts in recount().items()}


def test_an_embargoed_article_counts_nowhere():
    article = make_article(embargo_until=timezone.now() + datetime.timedelta(hours=1), countries=["CU"])
    assert not Article.objects.public().filter(pk=article.pk).exists()
    assert stored()["countries"] == {}


def test_links_stand_on_the_first_place_of_a_name_and_never_inside_a_word():
    person = make_person("Amara Tesfal")
    article = make_article(
        body="Cubavision existe. Cuba aussi.\n\nAmara Tesfal & Cuba <script>.",
        people=[person],
        countries=["CU"],
    )
    first, second = (p["html"] for p in article.page["paragraphs"])
    assert first == 'Cubavision existe. <a href="/pays/cuba/">Cuba</a> aussi.'
    assert second == f'<a href="/personnes/{person.slug}/">Amara Tesfal</a> &amp; Cuba &lt;script&gt;.'


def test_a_refused_or_proposed_person_is_not_shown():
    article = make_article(people=[{"person": make_person("Amara Tesfal"), "state": "proposed"}])
    assert article.page["people"] == []
    assert "tesfal" not in article.search_text


def test_a_page_never_links_to_an_announced_article_that_is_withdrawn():
    target = make_article("Annoncé")
    article = make_article(related=[{"headline": "Annoncé", "target": target}])
    assert article.page["related"][0]["url"] == target.get_absolute_url()
    Article.objects.filter(pk=target.pk).update(status="withdrawn")
    rederive([target.pk])
    article.refresh_from_db()
    assert article.page["related"][0]["url"] == ""


def test_deriving_costs_the_same_queries_for_one_article_as_for_many(django_assert_max_num_queries):
    articles = make_articles(
        30, people=[make_person()], countries=["CU", "VN"], tags=["Santé"], photos=["Un"]
    )
    with django_assert_max_num_queries(30):
        rederive([article.pk for article in articles])
