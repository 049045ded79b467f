"""An archive as large as wanted, made without the importer, for measuring what readers and editors see.

    DATABASE_URL=… python -m tests.bench.archive [--articles 100000]

Fills the empty database that DATABASE_URL names (migrated first where needed). Countries, people
and tags are as unevenly spread as in a real archive: one country in most articles, a few people in
thousands, most people in one or two. Everything is derived as any writing path does. Headlines and
texts are syllables in no language; who stands in an article is drawn by chance from a fixed seed.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sys
import time
from collections import Counter
from itertools import accumulate
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

SYLLABLES = [
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "le",
    "mi",
    "no",
    "pa",
    "ra",
    "so",
    "ti",
    "vu",
    "xa",
    "ze",
    "ka",
    "lo",
    "me",
    "nu",
    "ri",
    "cha",
    "tran",
    "ber",
    "mon",
]
KNOWN_WORDS = [
    "coopération",
    "agriculture",
    "riz",
    "président",
    "ministre",
    "développement",
    "accord",
    "économie",
    "visite",
]
FREQUENT = ["VN", "CN", "LA", "KH", "CU", "FR", "RU", "US", "JP", "KR", "MN", "IN", "DZ", "MZ", "ZA", "BR"]
OFFICES = ["président", "ministre des Affaires étrangères", "ambassadeur", "directrice générale", "députée"]
SUBJECTS = [
    "Diplomatie",
    "Commerce",
    "Agriculture",
    "Culture",
    "Santé",
    "Sport",
    "Énergie",
    "Éducation",
    "Tourisme",
    "Justice",
]
FIRST_DAY, DAYS = datetime.date(1955, 1, 1), 26_000
POOL = 1_500  # different texts
BATCH = 1_000


class Generator:
    def __init__(self, articles: int, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.number = articles
        self.words = [self.word() for _ in range(8_000)] + KNOWN_WORDS
        self.word_weights = weights(len(self.words), 10)

    def word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def text(self, words: int) -> str:
        drawn = " ".join(self.chance.choices(self.words, cum_weights=self.word_weights, k=words))
        return drawn.capitalize() + "."

    def fill(self) -> None:
        from django.db import connection, transaction

        from articles import search
        from articles.models import Country, Person, PersonName, Tag

        names = [f"{self.word()} {self.word()} {self.word()}".title() for _ in range(self.number // 5)]
        codes = sorted(Country.objects.values_list("pk", flat=True), key=lambda c: (c not in FREQUENT, c))
        codes.sort(key=lambda code: FREQUENT.index(code) if code in FREQUENT else len(FREQUENT))
        self.countries, self.codes = Country.objects.in_bulk(), codes
        self.country_weights = weights(len(codes), 0.6)
        people = [
            Person(name=name, slug=f"p{n}", sort_key=name.lower(), country_id=self.country())
            for n, name in enumerate(names)
        ]
        Person.objects.bulk_create(people, batch_size=2_000)
        self.people: dict[str, list[Person]] = {}
        for person in Person.objects.order_by("pk"):
            self.people.setdefault(person.country_id, []).append(person)
        PersonName.objects.bulk_create(
            [
                PersonName(person=p, name=p.name, key=p.sort_key)
                for some in self.people.values()
                for p in some
            ],
            batch_size=2_000,
        )
        self.tags = Tag.objects.named([*SUBJECTS, *(f"{self.word()} {n}" for n in range(290))])
        self.tag_weights = weights(len(self.tags), 2)
        pool = [(self.text(25), "\n\n".join(self.text(60) for _ in range(6))) for _ in range(POOL)]
        # the same few texts over and over: their search terms are worked out once
        self.pool = [(lead, body, search.tokens([lead, *body.split("\n\n")])) for lead, body in pool]
        counts: Counter[tuple[str, Any]] = Counter()
        begin = time.perf_counter()
        for made in range(0, self.number, BATCH):
            with transaction.atomic():
                self.batch(min(BATCH, self.number - made), counts)
            print(
                f"\r{made + BATCH:,} articles, {time.perf_counter() - begin:.0f} s", end="", file=sys.stderr
            )
        self.count(counts)
        print(file=sys.stderr)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def country(self) -> str:
        return self.chance.choices(self.codes, cum_weights=self.country_weights)[0]

    def batch(self, number: int, counts: Counter[tuple[str, Any]]) -> None:
        from articles import search
        from articles.models import Article, CountryMention, PersonMention, Photo, TaggedArticle
        from articles.models.derived import derive

        made = []
        tokens, search.tokens = search.tokens, lambda texts: ""
        for _ in range(number):
            article, parts, terms = self.article()
            counts.update(derive(article, parts))
            article.search_head = tokens([article.headline])
            article.search_text = f"{terms} {tokens([person.name for _, person in parts.people])}"
            made.append((article, parts))
        search.tokens = tokens
        Article.objects.bulk_create([article for article, _ in made], batch_size=250)
        rows: dict[type, list[Any]] = {}
        for article, parts in made:
            for mention, _ in (*parts.people, *parts.countries):
                mention.article = article
                rows.setdefault(type(mention), []).append(mention)
            for tagged, _ in parts.tags:
                tagged.content_object = article
                rows.setdefault(TaggedArticle, []).append(tagged)
            for photo in parts.photos:
                photo.article = article
                rows.setdefault(Photo, []).append(photo)
        for model in (PersonMention, CountryMention, TaggedArticle, Photo):
            model.objects.bulk_create(rows.get(model, []), batch_size=500)

    def article(self) -> tuple[Any, Any, str]:
        from django.utils import timezone

        from articles.models import Article, CountryMention, PersonMention, Photo, TaggedArticle
        from articles.models.derived import Parts

        chance = self.chance
        lead, body, terms = chance.choice(self.pool)
        # more and more of them as the years go by
        day = FIRST_DAY + datetime.timedelta(days=int(chance.random() ** 0.4 * DAYS))
        article = Article(
            headline=self.text(9)[:-1],
            lead=lead,
            body=body,
            place=chance.choice(["Hanoï", "Vientiane", "La Havane", "Alger", "Pékin"]),
            agency=chance.choice(["VNA", "APS", "Xinhua", "MAP"]),
            status="published" if chance.random() < 0.98 else "draft",
            review="reviewed" if chance.random() < 0.3 else "unreviewed",
            created_at=timezone.now(),
            updated_at=timezone.now(),
        )
        kind = chance.random()
        if kind < 0.9:
            month_only = kind > 0.85
            article.published_on = day.replace(day=1) if month_only else day
            article.date_precision = "month" if month_only else "day"
            article.date_basis = "stated" if kind < 0.7 else "inferred"
            article.date_reason = "" if kind < 0.7 else "Raison."
        elif kind < 0.98:
            article.partial_date = f"--{day.month:02}-{day.day:02}"
        codes = dict.fromkeys(self.country() for _ in range(chance.randint(1, 4)))
        people: dict[int, Any] = {}
        for code in codes:
            known = self.people.get(code, [])
            for _ in range(chance.randint(0, 2) if known else 0):
                # the first of each country far more often than the others
                person = known[int(len(known) * chance.random() ** 4)]
                people[person.pk] = person
        mentions = [
            (
                PersonMention(
                    person=person,
                    role=OFFICES[(person.pk + day.year // 5) % len(OFFICES)] if chance.random() < 0.8 else "",
                    forms=[person.name],
                    position=position,
                ),
                person,
            )
            for position, person in enumerate(people.values())
        ]
        countries = [
            (
                CountryMention(country_id=code, forms=[self.countries[code].name], position=position),
                self.countries[code],
            )
            for position, code in enumerate(codes)
        ]
        drawn = chance.choices(self.tags, cum_weights=self.tag_weights, k=chance.randint(0, 3))
        tags = [(TaggedArticle(tag=tag), tag) for tag in dict.fromkeys(drawn)]
        photos = [Photo(caption=self.text(12), credit="VNA", position=1)] if chance.random() < 0.6 else []
        return article, Parts(photos=photos, people=mentions, countries=countries, tags=tags), terms

    def count(self, counts: Counter[tuple[str, Any]]) -> None:
        """Set all counts at once: adding each batch's to rows by the hundred takes longer."""
        from articles.models import Country, Period, Person, Tag, Tally

        for kind, model in (("person", Person), ("country", Country), ("tag", Tag)):
            rows = [model(pk=key, article_count=n) for (of, key), n in counts.items() if of == kind]
            model.objects.bulk_update(rows, ["article_count"], batch_size=300)
        rows = [Period(key=key, article_count=n) for (of, key), n in counts.items() if of == "period"]
        Period.objects.bulk_create(rows, batch_size=1_000)
        Tally.objects.add((key, n) for (of, key), n in counts.items() if of == "tally")


def weights(number: int, flat: float) -> list[float]:
    """Cumulated weights of ``number`` things, the n-th worth 1/(n + flat)."""
    return list(accumulate(1 / (n + flat) for n in range(number)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from articles.models import Article

    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.exit("The archive is not empty: name a database of its own in DATABASE_URL.")
    Generator(options.articles).fill()


if __name__ == "__main__":
    main()
