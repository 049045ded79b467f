"""How long the desk's pages take in a large archive, and how many queries each of them runs.

    DATABASE_URL=… python -m tests.bench.bench_desk [--articles 100000] [--repeat 7]

Uses the archive that DATABASE_URL names, filled by `tests.bench.archive` where it is empty, and
gives it what a desk works on: received texts, proposed people and tags, repairs to decide, conflicts,
a history. Prints the median time of each page in the test client, with queries and the slowest one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

TEXT = "Un pontneuf sur la rive. " * 120


def desk_rows(share: float = 0.2) -> None:
    """Give a share of the articles what waits at a desk; the proposals go to a few thousand."""
    from django.db import connection

    from articles.models import (
        Article,
        Batch,
        Change,
        Conflict,
        PersonMention,
        SourceDocument,
        Tag,
        TagProposal,
    )

    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    some = ids[:: max(1, round(1 / share))]
    batch = Batch.objects.create(origin="banc", counts={"created": len(some)})
    parsed = {
        "headline": {"value": "Un pont neuf", "span": [0, 11], "rule": "headline-first-line"},
        "repairs": [
            {
                "raw": "pontneuf",
                "text": "pont neuf",
                "span": [3 + 25 * n, 11 + 25 * n],
                "confidence": 0.9,
                "evidence": "banc",
                "applied": n > 0,
            }
            for n in range(60)
        ],
    }
    problem = {"line": 1, "field": "body", "message": "Coupé.", "severity": "error"}
    SourceDocument.objects.bulk_create(
        (
            SourceDocument(
                name=f"{pk}.txt",
                sha256=hashlib.sha256(str(pk).encode()).hexdigest(),
                encoding="utf-8",
                article_id=pk,
                first_batch=batch,
                batch=batch,
                text=TEXT,
                parsed=parsed,
                problems=[problem],
                problem_count=1,
                error_count=int(number % 7 == 0),
                open_repairs=int(number % 5 == 0),
            )
            for number, pk in enumerate(some)
        ),
        batch_size=500,
    )
    Article.objects.filter(document__isnull=False).update(problem_count=1)
    Change.objects.bulk_create(
        (
            Change(kind="article", object_id=str(pk), label="Banc", path="form", fields={"lead": ["a", "b"]})
            for pk in ids
        ),
        batch_size=1000,
    )
    proposed = list(PersonMention.objects.order_by("pk").values_list("pk", flat=True)[::50])
    for begin in range(0, len(proposed), 500):
        PersonMention.objects.filter(pk__in=proposed[begin : begin + 500]).update(state="proposed")
    tag = Tag.objects.order_by("pk").first()
    TagProposal.objects.bulk_create(
        (TagProposal(article_id=pk, tag=tag) for pk in ids[::30]), batch_size=1000, ignore_conflicts=True
    )
    Conflict.objects.bulk_create(
        (Conflict(article_id=pk, batch=batch, field="lead", base="a", current="b") for pk in ids[::100]),
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(repeat: int) -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from articles.desk.queues import QUEUES
    from articles.models import SourceDocument

    user, _ = get_user_model().objects.get_or_create(
        username="banc", defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client()
    client.force_login(user)
    articles = reverse("admin:articles_article_changelist")
    document = SourceDocument.objects.filter(open_repairs=1).order_by("-pk").first()
    assert document is not None
    pages = {
        "front page": reverse("admin:index"),
        "articles": articles,
        "articles, page 100": f"{articles}?p=100",
        "articles, one word": f"{articles}?q=accord",
        "articles, one country": f"{articles}?pays=VN",
        "articles, with problem": f"{articles}?problemes=oui",
        **{f"queue {key}": queue.address for key, queue in QUEUES.items()},
        "review page": reverse("admin:articles_article_change", args=[document.article_id]),
        "received text": reverse("admin:articles_sourcedocument_change", args=[document.pk]),
        "history of an article": reverse("admin:articles_article_history", args=[document.article_id]),
        **{
            f"list of {name}": reverse(f"admin:articles_{name}_changelist")
            for name in ("person", "tag", "country", "sourcedocument", "batch", "change", "pair", "conflict")
        },
    }
    print(f"{'page':28} {'median ms':>10} {'queries':>8}  slowest query")
    for name, address in pages.items():
        report(name, lambda address=address: client.get(address), repeat)
    for key, queue in QUEUES.items():
        report(f"next in {key}", lambda queue=queue: queue.after(document.article), repeat)


def report(name: str, action: Callable[[], object], repeat: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = action()
    status = getattr(answer, "status_code", 200)
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    with CaptureQueriesContext(connection) as queries:
        action()
    slowest = max(queries.captured_queries, key=lambda query: float(query["time"]), default=None)
    told = f"{float(slowest['time']) * 1000:5.0f} ms {slowest['sql'][:10_000]}" if slowest else ""
    told = told if os.environ.get("WHOLE_SQL") else told[:110]
    print(
        f"{name:28} {statistics.median(times) * 1000:10.1f} {len(queries):8}  "
        f"{'' if status == 200 else f'STATUS {status} '}{told}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from articles.models import Article, Batch
    from tests.bench.archive import Generator

    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        Generator(options.articles).fill()
    if not Batch.objects.filter(origin="banc").exists():
        desk_rows()
    measure(options.repeat)


if __name__ == "__main__":
    main()
