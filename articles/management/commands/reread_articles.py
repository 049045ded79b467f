"""`manage.py reread_articles`: reads the archive again with the rules of today."""

import sys
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles.importer.context import archive_context
from articles.importer.database import why_not_ready, work_alone
from articles.importer.reread import Reread
from articles.models import SourceDocument

WIDTH = 160  # of one side of an example


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


class Command(BaseCommand):
    help = (
        "Relit tous les textes reçus avec les règles actuelles et montre, champ par champ, ce qui "
        "changerait. Avec --apply, l'écrit ; ce que la rédaction a corrigé reste."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="écrire les changements")
        parser.add_argument("--examples", type=int, default=3, metavar="N", help="exemples par champ (3)")
        parser.add_argument(
            "--user", default="", metavar="NOM", help="compte au nom duquel la relecture se fait"
        )

    def handle(self, *, apply: bool, examples: int, user: str, **options: Any) -> None:
        work_alone()
        if reason := why_not_ready():
            raise CommandError(reason, returncode=2)
        reread = Reread(
            context=archive_context(timezone.localdate().isoformat()),
            apply=apply,
            user=self.user(user) if user else None,
            examples=examples,
        )
        on_terminal = sys.stderr.isatty()
        total = SourceDocument.objects.count() if on_terminal else None
        with tqdm(total=total, unit=" doc", disable=not on_terminal, file=sys.stderr, leave=False) as bar:
            for done in reread.run():
                bar.update(done - bar.n)
        self.report(reread)

    def user(self, name: str) -> Any:
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(name)
        except users.DoesNotExist:
            raise CommandError(f"Le compte « {name} » n'existe pas.", returncode=2) from None

    def report(self, reread: Reread) -> None:
        verb = "changés" if reread.apply else "changeraient"
        self.stdout.write(f"{reread.documents} documents relus, {reread.changed} {verb}.")
        for name, count in reread.fields.most_common():
            self.stdout.write(f"  {name} : {count}")
        for name, count in reread.kept.most_common():
            self.stdout.write(f"  {name}, gardé comme la rédaction l'a corrigé : {count}")
        for name, examples in reread.shown.items():
            self.stdout.write(f"\n{name}")
            for example in examples:
                self.stdout.write(f"  {example.document}")
                self.stdout.write(f"    - {shortened(example.before)}")
                self.stdout.write(f"    + {shortened(example.after)}")
        if reread.changed and not reread.apply:
            self.stdout.write("\nRien n'est écrit : --apply écrit ces changements.")
