"""The counts by year of countries, pairs of countries, tags and states always fit the articles."""

import datetime
import importlib
import random
from collections import Counter
from itertools import permutations

import pytest
from django.apps import apps
from django.utils import timezone

from articles.models import Article, Tally
from articles.models.derived import rederive

from .factories import make_article, make_articles, make_tag

pytestmark = pytest.mark.django_db


def stored():
    rows = Tally.objects.exclude(article_count=0)
    return Counter({(row.of, row.key, row.year): row.article_count for row in rows})


def recount():
    counts = Counter()
    for article in Article.objects.public():
        year = article.published_on.year if article.published_on else 0
        codes = article.country_mentions.filter(state="accepted").values_list("country", flat=True)
        counts.update(("country", code, year) for code in codes)
        counts.update((*pair, year) for pair in permutations(codes, 2))
        counts.update(("tag", str(pk), year) for pk in article.tags.values_list("pk", flat=True))
        counts["review", article.review, year] += 1
        counts["basis", article.date_basis, year] += 1
        precision = article.date_precision or ("partial" if article.partial_date else "")
        counts["precision", precision, year] += 1
    return counts


def test_tallies_fit_the_articles_after_any_series_of_changes():
    rng = random.Random(5)
    tags = [make_tag() for _ in range(3)]
    articles = make_articles(4, countries=["CU", "VN", "LA"], tags=tags[:2])
    articles.append(make_article(on=None, partial_date="--10-16", countries=["CU", "VN"]))
    assert stored() == recount()
    for _ in range(25):
        article = Article.objects.get(pk=rng.choice(articles).pk)
        step = rng.randrange(6)
        if step == 0:
            article.status = rng.choice(["draft", "published", "withdrawn"])
        elif step == 1:
            year = rng.randint(2019, 2021)
            article.published_on = rng.choice([None, datetime.date(year, 2, 3)])
            article.date_precision = "day" if article.published_on else ""
            article.date_basis = "edited" if article.published_on else ""
        elif step == 2:
            article.trashed_at = rng.choice([None, timezone.now()])
        elif step == 3:
            article.review = rng.choice(["reviewed", "unreviewed"])
        elif step == 4:
            article.tags.set(rng.sample(tags, 2))
        else:
            article.country_mentions.filter(country="VN").update(state=rng.choice(["accepted", "refused"]))
        article.save()
        rederive([article.pk])
        assert stored() == recount()


def test_a_list_of_every_country_is_counted_in_a_moment_and_agrees_with_the_filter(client):
    codes = [f"{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGHIJ"]
    article = make_article(countries=codes)
    assert Tally.objects.some().exclude(of__in=["country", "review", "basis", "precision"]).count() == 80 * 79
    make_article(countries=codes[:2], status="draft")
    addresses = [row.slug for row in (m.country for m in article.country_mentions.all()[:2])]
    html = client.get(f"/articles/?pays={addresses[0]}&pays={addresses[1]}").content.decode()
    assert '<p class="total">1\u00a0article</p>' in html


def test_an_archive_from_before_the_tallies_gets_them():
    make_articles(2, countries=["CU", "VN"], tags=["Riz"])
    make_article(status="draft", countries=["CU"])
    Tally.objects.all().delete()
    for article in Article.objects.all():
        article.counted = [pair for pair in article.counted if pair[0] != "fact"]
        article.save()
    migration = importlib.import_module("articles.migrations.0008_keep_tallies_by_year")
    migration.count_what_is_there(apps, None)
    assert stored() == recount()
    rederive(Article.objects.values_list("pk", flat=True))
    assert stored() == recount()


def test_list_of_two_countries_says_the_kept_count(client):
    make_articles(21, on="2021-01-25", countries=["CU", "LA"])
    make_article(on="2019-05-05", countries=["CU", "LA"])
    make_article(on=None, countries=["LA", "CU"])
    make_article(on="2021-01-01", countries=["CU"])
    make_article(on="2021-01-01", countries=["CU", "LA"], trashed_at=timezone.now())
    for query, total in (("", 23), ("&annee=2021", 21)):
        html = client.get(f"/articles/?pays=cuba&pays=laos{query}").content.decode()
        assert f'<p class="total">{total}\u00a0articles</p>' in html
