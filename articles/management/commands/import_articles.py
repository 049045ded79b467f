"""`manage.py import_articles`: reads dispatches into the archive. Arguments and printing only."""

import datetime
import json
import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles.importer import sources
from articles.importer.context import archive_context
from articles.importer.database import why_not_ready, work_alone
from articles.importer.explain import explain
from articles.importer.output import as_line, as_lines, as_object, remark
from articles.importer.record import Context
from articles.importer.run import Options, Outcome, Run

SUMMARY = (
    ("created", "créés"),
    ("updated", "mis à jour"),
    ("unchanged", "inchangés"),
    ("duplicate", "doublons"),
    ("held", "retenus"),
    ("refused", "refusés"),
)


def iso_day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(f"{text!r} n'est pas un jour : 2025-07-31 est attendu") from None


def four_digits(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) != 4:
        raise ArgumentTypeError(f"{text!r} n'est pas une année : quatre chiffres sont attendus")
    return int(text)


def source_label(text: str) -> str:
    if len(text) > 100:
        raise ArgumentTypeError("le nom de la source dépasse 100 caractères")
    return text


class Command(BaseCommand):
    help = (
        "Lit des dépêches dans les archives. Fin avec 0 si tout est entré (ou inchangé), 1 si des "
        "documents ont été refusés (les autres sont entrés), 2 si rien n'a pu être fait."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="CHEMIN",
            help="fichier, dossier (ses *.txt, récursivement) ou archive .zip ; seeds/ par défaut",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="lire sans rien écrire, même sans base de données (les personnes connues y manquent alors)",
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="json : un objet par ligne et document"
        )
        parser.add_argument(
            "--status", choices=["draft", "published"], default="", help="au lieu de ce que la lecture décide"
        )
        parser.add_argument(
            "--source",
            type=source_label,
            default="",
            metavar="NOM",
            help="d'où viennent les documents ; un nom de document vaut au sein de sa source",
        )
        parser.add_argument(
            "--year",
            type=four_digits,
            default=0,
            metavar="ANNÉE",
            help="année du lot, pour les dates sans année",
        )
        parser.add_argument(
            "--not-after", type=iso_day, metavar="JOUR", help="aucun document n'est plus récent"
        )
        parser.add_argument("--user", default="", metavar="NOM", help="compte au nom duquel l'import se fait")
        parser.add_argument(
            "--explain", action="store_true", help="avec --dry-run : le texte reçu, chaque valeur marquée"
        )

    def handle(self, *, paths: list[Path], dry_run: bool, format: str, **options: Any) -> None:  # noqa: A002
        if options["explain"] and not dry_run:
            raise CommandError("--explain demande --dry-run.", returncode=2)
        work_alone()
        reason = why_not_ready()
        if reason and not dry_run:
            raise CommandError(reason, returncode=2)
        paths = paths or [settings.BASE_DIR / "seeds"]
        run = Run(
            context=self.context(reason == "", options),
            options=Options(
                source=options["source"], status=options["status"], dry_run=dry_run, records=format == "json"
            ),
            user=self.user(options["user"]) if options["user"] and not reason else None,
            origin=" ".join(str(path) for path in paths),
            archive=not reason,
        )
        try:
            self.show(run, paths, as_json=format == "json", options=options)
        except KeyboardInterrupt:
            raise CommandError("Import interrompu ; ce qui est écrit reste.", returncode=130) from None
        except BrokenPipeError:  # who reads the output has heard enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        self.finish(run, as_json=format == "json", dry_run=dry_run)

    def context(self, archive: bool, options: dict[str, Any]) -> Context:
        today, not_after = timezone.localdate().isoformat(), options["not_after"] or ""
        make = archive_context if archive else Context
        return make(today=today, year=options["year"], not_after=not_after)

    def user(self, name: str) -> Any:
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(name)
        except users.DoesNotExist:
            raise CommandError(f"Le compte « {name} » n'existe pas.", returncode=2) from None

    def show(self, run: Run, paths: list[Path], *, as_json: bool, options: dict[str, Any]) -> None:
        on_terminal = sys.stderr.isatty()
        total = sources.count(paths) if on_terminal else None
        with tqdm(total=total, unit=" doc", disable=not on_terminal, file=sys.stderr, leave=False) as bar:
            for outcome in run.outcomes(sources.documents(paths, run.limits)):
                if as_json:
                    self.write_json(outcome)
                else:
                    with bar.external_write_mode(file=sys.stderr):
                        self.write_text(outcome, options, dry_run=run.options.dry_run)
                bar.update()

    def write_json(self, outcome: Outcome) -> None:
        found = as_object(outcome.name, outcome.outcome, outcome.reason, outcome.record, held=outcome.held)
        self.stdout.write(json.dumps(found, ensure_ascii=False))

    def write_text(self, outcome: Outcome, options: dict[str, Any], *, dry_run: bool) -> None:
        if options["explain"] and outcome.parsed is not None:
            self.stdout.write(explain(outcome.text, outcome.parsed, colour=self.stdout.isatty()))
            return
        told = (outcome.name, outcome.outcome, outcome.reason, outcome.record)
        if dry_run or options["verbosity"] > 1:
            self.stdout.write("\n".join(as_lines(*told, held=outcome.held)))
        elif outcome.outcome == "refused":
            self.stderr.write(as_line(*told, held=outcome.held))
        elif outcome.outcome != "unchanged" and (outcome.held or outcome.reason or remark(outcome.record)):
            self.stdout.write(as_line(*told, held=outcome.held))

    def finish(self, run: Run, *, as_json: bool, dry_run: bool) -> None:
        if run.stopped:
            self.stderr.write(f"Import arrêté : {run.stopped} Les documents suivants n'ont pas été lus.")
        counts = ", ".join(f"{run.counts[key]} {label}" for key, label in SUMMARY)
        line = f"{'Essai sans écriture : ' if dry_run else ''}{counts}."
        (self.stderr if as_json else self.stdout).write(line)
        went_in = sum(run.counts[key] for key in ("created", "updated", "unchanged", "duplicate"))
        if not went_in:
            sys.exit(2)
        if run.counts["refused"] or run.stopped:
            sys.exit(1)
