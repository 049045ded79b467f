"""How long the server takes for each of the readers' pages, and the plan of its slowest query.

    DATABASE_URL=… python -m tests.bench.bench_pages [--times 9] [--plans] [--page /carte/ …]

On an archive made by ``tests.bench.archive``; addresses are those of the person, country, tag and
days that have the most articles. Best, median and 95th percentile of as many requests, after one
that warms, with nothing kept between them; everything from the request to the bytes counts, the
network does not. On a machine that does other things at the time (the load is printed), the best is
the fairest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import Counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def addresses() -> dict[str, str]:
    """Name and address of every kind of page, for the worst case of each."""
    from articles.models import Article, Country, Period, Person, Tag
    from articles.models.article import UNDATED

    person = Person.objects.order_by("-article_count").first()
    country, partner = Country.objects.order_by("-article_count")[:2]
    rare = Country.objects.with_articles().order_by("article_count").first()
    tag = Tag.objects.order_by("-article_count").first()
    most = Period.objects.order_by("-article_count")
    year = most.filter(key__regex=r"^[0-9]{4}$").first().key
    month = most.filter(key__regex=r"^[0-9]{4}-[0-9]{2}$").first().key
    day = most.filter(key__regex=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$").first().key
    middle = Article.objects.public().filter(listed_on__gt=UNDATED).order_by("listed_on")[1000]
    key = f"apres={middle.listed_on}.{middle.pk}"
    one, two = sorted([country.slug, partner.slug])
    every, tenth, hundredth = words()
    return {
        "home": "/",
        "list": "/articles/",
        "list, deep": f"/articles/?{key}",
        "list, last page": "/articles/?fin=1",
        "list, oldest first": "/articles/?tri=anciens",
        "word in 1 of 100": f"/articles/?q={hundredth}",
        "word in 1 of 10": f"/articles/?q={tenth}",
        "word in most": f"/articles/?q={every}",
        "two words in many": f"/articles/?q={every}+{tenth}",
        "phrase": f"/articles/?q=%22{every}+{tenth}%22",
        "without a word": f"/articles/?q=-{tenth}",
        "word, by relevance": f"/articles/?q={every}&tri=pertinence",
        "word, last page": f"/articles/?q={every}&fin=1",
        "word in a country": f"/articles/?q={every}&pays={country.slug}",
        "rare word in a country": f"/articles/?q={hundredth}&pays={country.slug}",
        "word, not a country": f"/articles/?q={every}&sans_pays={country.slug}",
        "word in a year": f"/articles/?q={every}&annee={year}",
        "no such word": "/articles/?q=introuvable",
        "in a country": f"/articles/?pays={country.slug}",
        "not a country": f"/articles/?sans_pays={country.slug}",
        "of a person": f"/articles/?personne={person.slug}",
        "of an agency": "/articles/?agence=VNA",
        "with photo": "/articles/?photo=oui",
        "reviewed": "/articles/?relecture=oui",
        "inferred": "/articles/?datation=deduite",
        "in a year": f"/articles/?annee={year}",
        "two countries": f"/articles/?pays={country.slug}&pays={partner.slug}",
        "rare and common": f"/articles/?pays={country.slug}&pays={rare.slug}",
        "five filters": f"/articles/?pays={country.slug}&personne={person.slug}"
        f"&annee={year}&photo=oui&q={every}",
        "article": middle.get_absolute_url(),
        "article in result": f"{middle.get_absolute_url()}?pays={country.slug}",
        "people": "/personnes/",
        "people of a letter": "/personnes/?lettre=m",
        "people by country": "/pays/personnes/",
        "people of a country": f"/personnes/?pays={country.slug}",
        "person": person.get_absolute_url(),
        "countries": "/pays/",
        "country": country.get_absolute_url(),
        "country, deep": f"{country.get_absolute_url()}?{key}",
        "rare country": rare.get_absolute_url(),
        "relation": f"/pays/{one}/avec/{two}/",
        "tags": "/sujets/",
        "tag": tag.get_absolute_url(),
        "dates": "/dates/",
        "year": f"/dates/{year}/",
        "month": f"/dates/{month.replace('-', '/')}/",
        "day": f"/dates/{day.replace('-', '/')}/",
        "undated": "/dates/sans-date/",
        "undated, a month": "/dates/sans-date/10/",
        "relations": "/relations/",
        "relations of a country": f"/relations/?pays={country.slug}",
        "relations of countries": "/relations/?entre=pays",
        "relations, one year": f"/relations/?entre=pays&annee={year}",
        "map": "/carte/",
        "map of a year": f"/carte/?annee={year}",
        "about": "/a-propos/",
        "feed": "/flux.atom",
        "feed of a country": f"{country.get_absolute_url()}flux.atom",
    }


def words() -> tuple[str, str, str]:
    """A word that most articles have, one of about a tenth, one of about a hundredth."""
    from articles.models import Article

    texts = Article.objects.public().order_by("-id").values_list("body", flat=True)[:1000]
    found = Counter(word for text in texts for word in set(text.lower().replace(".", " ").split()))

    def nearest(number: int) -> str:
        return min(found, key=lambda word: (abs(found[word] - number), word))

    return max(found, key=lambda word: (found[word], word)), nearest(100), nearest(10)


def measure(address: str, times: int) -> tuple[list[float], int, int]:
    """The times in milliseconds, the shortest first; the status and the bytes."""
    from django.core.cache import cache
    from django.test import Client

    client, taken = Client(), []
    for number in range(times + 1):
        cache.clear()
        begin = time.perf_counter()
        response = client.get(address)
        content = response.getvalue()
        if number:
            taken.append((time.perf_counter() - begin) * 1000)
    return sorted(taken), response.status_code, len(content)


def slowest(address: str) -> tuple[int, float, str]:
    """How many queries a page runs; the time in milliseconds and the text of the slowest."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    Client().get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        Client().get(address).getvalue()
    worst = max(captured.captured_queries, key=lambda query: float(query["time"]), default=None)
    if worst is None:
        return 0, 0.0, ""
    return len(captured), float(worst["time"]) * 1000, worst["sql"]


def plan(sql: str) -> list[str]:
    from django.db import connection

    prefix = "EXPLAIN (ANALYZE, BUFFERS) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(prefix + sql.replace("%", "%%"), [])
        return [str(row[-1]) for row in cursor.fetchall()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--plans", action="store_true", help="explain the slowest query of each page")
    parser.add_argument("--page", nargs="*", default=[], help="addresses to measure instead of all kinds")
    options = parser.parse_args()
    import django

    django.setup()
    from django.db import connection

    from articles.models import Article

    print(f"{connection.vendor}, {Article.objects.count():,} articles, {options.times} times, in ms")
    print(
        f"{'page':<24}{'best':>8}{'median':>8}{'p95':>8}{'bytes':>8}{'queries':>9}{'slowest':>9}{'load':>7}"
    )
    for name, address in {page: page for page in options.page}.items() or addresses().items():
        taken, status, size = measure(address, options.times)
        p95 = taken[round(0.95 * (len(taken) - 1))]
        times = "".join(f"{ms:>8.1f}" for ms in (taken[0], statistics.median(taken), p95))
        number, query_time, sql = slowest(address)
        note = "" if status == 200 else f"  {status}"
        print(
            f"{name:<24}{times}{size:>8}{number:>9}{query_time:>9.1f}{os.getloadavg()[0]:>7.1f}{note}",
            flush=True,
        )
        if options.plans and sql:
            print(f"    {sql[:600]}")
            for line in plan(sql):
                print(f"    | {line[:200]}")


if __name__ == "__main__":
    main()
