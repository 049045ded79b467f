"""How fast documents go into the archive, every step included, and how much memory that takes.

    python -m tests.bench.bench_import [--documents 10000] [--profile]

Runs on a database of its own: a new SQLite file, or the empty PostgreSQL database that DATABASE_URL
names. Prints documents per second, and per second of this process's own work (what the machine does
beside it left out), for a first import, the same import again, and an import in which every document
has changed; with the peak memory of the process.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.bench_parse import dispatch

FAMILY = (
    "Nguyen",
    "Tran",
    "Pham",
    "Hoang",
    "Dang",
    "Duong",
    "Diallo",
    "Traoré",
    "Keita",
    "Fuentes",
    "Mendes",
)
MIDDLE = ("Van", "Thi", "Duc", "Minh", "Quang", "Huu", "Thanh", "Xuan", "Ngoc", "Amadou", "Fatou", "Carlos")
LAST = (
    "Hoa",
    "Nam",
    "Long",
    "Trung",
    "Phong",
    "Giang",
    "Linh",
    "Sarr",
    "Sow",
    "Ruiz",
    "Vega",
    "Costa",
    "Lima",
)
COUNTRIES = (
    "la Mongolie",
    "le Laos",
    "le Cambodge",
    "Cuba",
    "le Mozambique",
    "l'Algérie",
    "le Sénégal",
    "le Brésil",
)


def texts(count: int, edition: int = 0) -> Iterator[tuple[str, str]]:
    """``count`` dispatches of some 400 words, each with people of its own and people all share."""
    for seed in range(count):
        chance = random.Random(seed)
        text = dispatch(seed, paragraphs=6)
        for name in ("Nguyen Van Hoa", "Fatou Diallo Sarr", "Miguel Ortega Fuentes"):
            other = " ".join(chance.choice(part) for part in (FAMILY, MIDDLE, LAST))
            text = text.replace(name, other)
        text = text.replace("la Mongolie", chance.choice(COUNTRIES))
        if edition:
            text = text.replace("dans le cadre", f"au long de {edition + 1} mois, dans le cadre")
        yield f"{seed:06}.txt", text


def write(folder: Path, count: int, edition: int) -> Path:
    folder.mkdir()
    for name, text in texts(count, edition):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def timed(action: Callable[[], object], profile: bool) -> tuple[float, float]:
    """Seconds on the clock, and of this process's own work."""
    start, work = time.perf_counter(), time.process_time()
    if profile:
        profiler = cProfile.Profile()
        profiler.runcall(action)
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
    else:
        action()
    return time.perf_counter() - start, time.process_time() - work


def measure(folder: Path, options: argparse.Namespace) -> None:
    from django.core.management import call_command

    from articles.importer import sources
    from articles.importer.context import archive_context
    from articles.importer.run import Run

    call_command("migrate", verbosity=0)

    def run(path: Path) -> Run:
        run = Run(context=archive_context("2026-11-21"), origin=path.name)
        for _ in run.outcomes(sources.documents([path], run.limits)):
            pass
        return run

    count = options.documents
    first = write(folder / "first", count, 0)
    words = sum(len(text.split()) for _, text in texts(min(count, 200))) / min(count, 200)
    print(f"{count} documents of {words:.0f} words")
    print(f"before: {memory():.0f} MB")
    for label, path in (
        ("first import", first),
        ("the same again", first),
        ("all changed", write(folder / "second", count, 1)),
    ):
        seconds, work = timed(lambda path=path: print(dict(run(path).counts)), options.profile)
        rates = f"{count / seconds:7.0f} documents/s, {count / work:7.0f} a second of work"
        print(f"{label:<15} {rates}; peak memory {memory():.0f} MB")


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        measure(Path(folder), options)


if __name__ == "__main__":
    main()
