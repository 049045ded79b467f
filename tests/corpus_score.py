"""Scores the reader against documents whose right reading is written beside them.

Three collections: ``tests/corpus`` (our own documents and traps), ``seeds`` (the five that ship
with the project) and, when that folder lies beside the project, ``../shared/seeds``.

    python -m tests.corpus_score [--collection corpus] [--worst 3] [--field people] [--raise-floors]

An expected value and a found one are the same when they differ only in the shape of quotation
marks, apostrophes, dashes and blanks, or in a final full stop.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.importer.decode import decode
from articles.importer.parse import parse
from articles.importer.record import Context, ParsedArticle

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FLOORS = HERE / "corpus" / "floors.toml"
PUBLISHED = ROOT / "articles" / "data" / "reading.toml"
TODAY = "2026-11-21"
MAX_CHARS = 5_000_000

FIELDS = (
    "headline",
    "lead",
    "place",
    "agency",
    "date",
    "partial_date",
    "captions",
    "credits",
    "photos",
    "people",
    "countries",
    "related",
    "repairs",
    "body_starts",
    "body_ends",
)
SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)
OUTER = " .,;:!?…()[]«»\"“”'’-–—"

Items = Counter[str]


@dataclass
class Tally:
    """Counts of one field: values expected, found, and right among them."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def add(self, other: Tally) -> None:
        self.expected += other.expected
        self.found += other.found
        self.right += other.right

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.expected + self.found
        return 2 * self.right / total if total else 1.0


@dataclass
class Result:
    """One document, one field: its counts, and what was missed and made up."""

    document: str
    tally: Tally
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return len(self.missing) + len(self.extra)


Expected = dict[str, Any]
Document = tuple[str, bytes, Expected]


def collections() -> dict[str, list[Document]]:
    """Every collection that is there, as ``(name, bytes, expected record)``."""
    found = {
        "corpus": list(_pairs(HERE / "corpus")),
        "seeds": list(_listed(ROOT / "seeds", HERE / "seeds_expected.json")),
        "originals": list(_listed(ROOT.parent / "shared" / "seeds", ROOT.parent / "shared" / "seeds.json")),
    }
    return {name: documents for name, documents in found.items() if documents}


def _pairs(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.glob("*.txt")):
        record = path.with_suffix(".json")
        if record.exists():
            yield path.name, path.read_bytes(), json.loads(record.read_text("utf-8"))


def _listed(folder: Path, index: Path) -> Iterator[Document]:
    if not index.exists():
        return
    for record in json.loads(index.read_text("utf-8")):
        path = folder / record["file"]
        if path.exists():
            yield path.name, path.read_bytes(), _same_keys(record)


def _same_keys(record: Expected) -> Expected:
    """The index of the original documents uses older names for some keys."""
    if "title" not in record:
        return record
    date = record["date"] or record.get("date_inferred")
    if date is not None:
        basis = "stated" if date.get("basis") == "explicit" else "inferred"
        date = {**date, "basis": basis}
    return {
        **record,
        "headline": record["title"],
        "place": record["dateline_place"],
        "date": date,
        "repairs": record["glued"],
        "optional_lead": record.get("lead_optional"),
        "partial_date": record.get("partial_date"),
    }


def score(documents: Iterable[Document]) -> dict[str, list[Result]]:
    """Read every document and compare it, field by field."""
    results: dict[str, list[Result]] = {name: [] for name in FIELDS}
    for name, data, expected in documents:
        article = parse(decode(data, max_chars=MAX_CHARS).text, Context(today=TODAY))
        for field_name in FIELDS:
            result = _compare(field_name, expected, article)
            if result is not None:
                result.document = name
                results[field_name].append(result)
    return results


def _compare(name: str, expected: Expected, article: ParsedArticle) -> Result | None:
    if name in ("body_starts", "body_ends"):
        return _compare_body(name, expected, article)
    wanted, optional = _expected_items(name, expected)
    found = _found_items(name, article)
    missing = wanted - found
    extra = found - wanted - optional
    right = sum((wanted & found).values())
    tally = Tally(sum(wanted.values()), right + sum(extra.values()), right)
    return Result("", tally, sorted(missing.elements()), sorted(extra.elements()))


def _compare_body(name: str, expected: Expected, article: ParsedArticle) -> Result | None:
    wanted = _plain(expected.get(name) or "")
    texts = [_plain(paragraph.text) for paragraph in article.paragraphs]
    optional = _plain(expected.get("optional_lead") or "")
    lead_taken = article.lead is not None and _plain(article.lead.value) == optional
    if not wanted or (name == "body_starts" and lead_taken):
        return None
    if not texts:
        return Result("", Tally(1, 0, 0), [wanted], [])
    text = texts[0] if name == "body_starts" else texts[-1]
    right = text.startswith(wanted) if name == "body_starts" else text.endswith(wanted)
    if right:
        return Result("", Tally(1, 1, 1))
    got = text[:80] if name == "body_starts" else text[-80:]
    return Result("", Tally(1, 1, 0), [wanted], [got])


def _expected_items(name: str, expected: Expected) -> tuple[Items, Items]:
    """What must be found and what may be found without being counted."""
    value = expected.get(name)
    if name in ("headline", "place", "agency"):
        return _items([value]), Counter()
    if name == "lead":
        return _items([value]), _items([expected.get("optional_lead")])
    if name == "date":
        return _items([_date(value)] if value else []), Counter()
    if name == "partial_date":
        # a stated date makes the partial one superfluous, in whichever of the two it is given
        return _items([value]), Counter()
    if name in ("captions", "credits", "photos"):
        photos = expected["photos"]
        return _items(_photo(name, p["caption"], p["credit"]) for p in photos), Counter()
    if name == "repairs":
        return _set(_repair(raw, text) for raw, text in value or []), Counter()
    if name in ("people", "countries"):
        return _set(value or []), _set(expected.get(f"optional_{name}") or [])
    return _items(value or []), Counter()


def _found_items(name: str, article: ParsedArticle) -> Items:
    if name in ("headline", "lead", "place", "agency"):
        value = getattr(article, name)
        return _items([value.value if value else None])
    if name == "date":
        date = article.date
        return _items([_date({"value": date.value, "basis": date.basis}) if date else None])
    if name == "partial_date":
        return _items([article.partial_date])
    if name in ("captions", "credits", "photos"):
        return _items(_photo(name, p.caption, p.credit) for p in article.photos)
    if name == "people":
        return _set(person.name for person in article.people)
    if name == "countries":
        return _set(country.code for country in article.countries)
    if name == "related":
        return _items(teaser.headline for teaser in article.related)
    return _set(_repair(repair.raw, repair.text) for repair in article.repairs if repair.applied)


def _photo(name: str, caption: str, credit: str) -> str:
    caption, credit = _plain(caption), _plain(credit)
    if name == "captions":
        return caption
    return credit if name == "credits" else f"{caption} [{credit}]"


def _date(value: dict[str, str]) -> str:
    return f"{value['value']} {value['basis']}"


def _repair(raw: str, text: str) -> str:
    return f"{raw.strip(OUTER)} > {text.strip(OUTER)}"


def _items(values: Iterable[str | None]) -> Items:
    return Counter(text for text in (_plain(value) for value in values if value) if text)


def _set(values: Iterable[str]) -> Items:
    return Counter(dict.fromkeys((_plain(value) for value in values), 1))


def _plain(text: str) -> str:
    folded = " ".join(unicodedata.normalize("NFC", text).translate(SAME).split())
    return folded.removesuffix(".").removesuffix("-").strip()


def totals(results: dict[str, list[Result]]) -> dict[str, Tally]:
    """The counts of every field over all documents of a collection."""
    sums: dict[str, Tally] = {}
    for name, field_results in results.items():
        sums[name] = Tally()
        for result in field_results:
            sums[name].add(result.tally)
    return sums


def table(title: str, results: dict[str, list[Result]]) -> str:
    documents = len(results["headline"])
    head = f"{'field':<14}{'expected':>9}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}"
    lines = [f"{title}: {documents} documents", f"{head}{'F1':>8}"]
    for name, tally in totals(results).items():
        if not (tally.expected or tally.found):
            continue
        lines.append(
            f"{name:<14}{tally.expected:>9}{tally.found:>7}{tally.right:>7}"
            f"{tally.precision:>11.4f}{tally.recall:>8.4f}{tally.f1:>8.4f}"
        )
    return "\n".join(lines)


def worst(results: dict[str, list[Result]], names: Iterable[str], count: int) -> str:
    """The documents with most faults in each field, with what was missed (-) and made up (+)."""
    lines: list[str] = []
    for name in names:
        faulty = [result for result in results[name] if result.faults]
        faulty.sort(key=lambda result: (-result.faults, result.document))
        if faulty:
            lines.append(f"\n{name}: {len(faulty)} documents with faults")
        for result in faulty[:count]:
            lines.append(f"  {result.document}")
            lines.extend(f"    - {text}" for text in result.missing)
            lines.extend(f"    + {text}" for text in result.extra)
    return "\n".join(lines)


def floors() -> dict[str, dict[str, float]]:
    """F1 per collection and field below which the gate fails."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def below(name: str, results: dict[str, list[Result]]) -> list[str]:
    """One line for every field of the collection under its floor."""
    sums = totals(results)
    return [
        f"{name}.{field_name}: {sums[field_name].f1:.4f} is below its floor {floor:.4f}"
        for field_name, floor in floors().get(name, {}).items()
        if round(sums[field_name].f1, 4) < floor
    ]


def raise_floors(measured: dict[str, dict[str, list[Result]]]) -> None:
    """Write the measured figures where they are above the floors; never lower one."""
    now = floors()
    for name, results in measured.items():
        section = now.setdefault(name, {})
        for field_name, tally in totals(results).items():
            section[field_name] = max(section.get(field_name, 0.0), round(tally.f1, 4))
    lines = ["# F1 under which tests/test_corpus_gate.py fails. May only rise:"]
    lines.append("# python -m tests.corpus_score --raise-floors")
    for name, section in now.items():
        lines.append(f"\n[{name}]")
        lines.extend(f"{field_name} = {section[field_name]:.4f}" for field_name in section)
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


def publish(path: Path) -> None:
    """Write the floors of our corpus for the page about the archive, which may not look in here."""
    lines = [
        "# How well the reader reads the documents of tests/corpus (F1), for the page about the archive.",
        "# Written by: python -m tests.corpus_score --raise-floors",
        f"documents = {len(list((HERE / 'corpus').glob('*.json')))}",
        "\n[f1]",
        *(f"{name} = {value:.4f}" for name, value in floors()["corpus"].items()),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus_score", description=__doc__)
    parser.add_argument("--collection", choices=("corpus", "seeds", "originals"))
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--field", choices=FIELDS, action="append")
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args(arguments)
    measured: dict[str, dict[str, list[Result]]] = {}
    failures: list[str] = []
    for name, documents in collections().items():
        if options.collection in (None, name):
            measured[name] = score(documents)
            failures += below(name, measured[name])
            print(table(name, measured[name]))
            if options.worst:
                print(worst(measured[name], options.field or FIELDS, options.worst))
            print()
    if options.raise_floors:
        raise_floors(measured)
        publish(PUBLISHED)
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
