"""Dispatches of our own for tests of the import, and how to run one in the test's process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from articles.importer import run as run_module
from articles.importer.context import archive_context
from articles.importer.record import Context, ParsedArticle, ReadPerson
from articles.importer.run import Options, Outcome, Run
from articles.importer.sources import Document, Limits
from articles.models import Country

TODAY = "2026-11-21"

BRIDGE = """date 2025-07-28 Un pont de bambou rouvert à Vientiane

Le pont de bambou de la rive gauche accueille de nouveau les piétons.

Vientiane, 28 juillet (KPL) - Le ministre des Transports Bounmy Sivarath a rouvert lundi le pont de bambou.

Un pont de bambou rouvert à Vientiane ảnh 1Le pont vu de la rive gauche. Photo : KPL

Les travaux ont duré quatre mois. Une entreprise de Mongolie a fourni les câbles.

La présidente du comité de quartier, Mme Sengdara Phommachan, s'en est félicitée. - KPL

Voir plus

Les écoles de Savannakhet reçoivent des livres

Trois mille livres sont arrivés dans la province.
"""

BOOKS = """date 2025-07-30 Les écoles de Savannakhet reçoivent des livres

Savannakhet, 30 juillet (KPL) - Trois mille livres pour enfants sont arrivés dans les écoles de la province.

Le ministre des Transports Bounmy Sivarath a salué les conducteurs des camions. - KPL
"""


def run_import(
    documents: Mapping[str, str | bytes], *, user: Any = None, limits: Limits | None = None, **options: Any
) -> list[Outcome]:
    """Import texts by name, as ``import_articles`` does with files; the countries are made if missing."""
    return import_run(documents, user=user, limits=limits, **options)[1]


def import_run(
    documents: Mapping[str, str | bytes], *, user: Any = None, limits: Limits | None = None, **options: Any
) -> tuple[Run, list[Outcome]]:
    ensure_countries()
    run = Run(
        context=archive_context(TODAY),
        options=Options(**options),
        limits=limits or Limits(),
        user=user,
        origin="essai",
    )
    received = [
        Document(name, text.encode() if isinstance(text, str) else text) for name, text in documents.items()
    ]
    return run, list(run.outcomes(received))


def read_people(monkeypatch: Any, *people: ReadPerson) -> None:
    """Let the reader find these people, and nobody else, wherever one of their spellings stands."""
    real = run_module.parse

    def parse(raw: str, context: Context) -> ParsedArticle:
        found = tuple(p for p in people if any(spelling in raw for spelling in p.spellings))
        return replace(real(raw, context), people=found)

    monkeypatch.setattr(run_module, "parse", parse)


def a_person(name: str, *spellings: str, role: str = "", country: str = "", sure: bool = True) -> ReadPerson:
    return ReadPerson(name, role, country, sure, ((0, 1),), (name, *spellings), "test")


def ensure_countries() -> None:
    if not Country.objects.exists():
        from articles.importer.countries import all_countries

        Country.objects.load((country.code, country.name) for country in all_countries())
