"""`manage.py quickstart`: the archive on this machine, ready to read, from an empty database."""

import os
import secrets
import socket
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection, connections

from articles.importer.database import work_alone

HOST = "127.0.0.1"
# Each group, made by a migration, with the name of its first account.
ACCOUNTS = (("Rédaction", "redaction"), ("Administration", "administration"))


def port_number(text: str) -> int:
    """A TCP port that a user may open."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} n'est pas un port : un nombre de 1 à 65535 est attendu")
    return int(text)


class Command(BaseCommand):
    help = (
        "Prépare les archives sur cette machine (base de données, pays, dépêches de seeds/, un compte de "
        "rédaction et un d'administration) puis les sert à cette machine seule. Se relance sans risque."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="port du serveur (8000)")
        parser.add_argument("--no-server", action="store_true", help="tout préparer, sans lancer le serveur")

    def handle(self, *, port: int, no_server: bool, **options: Any) -> None:
        if not no_server:
            self.refuse_taken_port(port)
        work_alone()
        try:
            self.say(f"Base de données : {self.database()}")
            call_command("migrate", interactive=False, verbosity=0)
            self.say("Dépêches de seeds/")
            self.import_seeds()
            self.say("Comptes")
            self.make_accounts()
        except Error as error:
            raise CommandError(f"La base de données ne répond pas ou refuse : {error}") from error
        if not no_server:
            self.serve(port)

    def say(self, message: str) -> None:
        self.stdout.write(f"→ {message}")
        self.stdout.flush()

    def database(self) -> str:
        values = connection.settings_dict
        if connection.vendor == "sqlite":
            return f"SQLite, {values['NAME']}"
        return f"PostgreSQL, {values['NAME']} sur {values['HOST'] or 'cette machine'}"

    def refuse_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CommandError(
                    f"Le port {port} ne peut pas être ouvert ({error.strerror}). "
                    "Si le serveur ne tourne pas déjà, choisissez-en un autre avec --port."
                ) from error

    def import_seeds(self) -> None:
        """The same import as any batch; documents that it refuses do not keep the others away."""
        try:
            call_command(
                "import_articles", settings.BASE_DIR / "seeds", stdout=self.stdout, stderr=self.stderr
            )
        except SystemExit as exit_:
            if exit_.code == 1:
                self.stderr.write("Des documents ont été refusés (voir plus haut) ; les autres sont là.")
            elif exit_.code:
                raise CommandError("L'import de seeds/ n'a pas pu se faire (voir plus haut).") from exit_

    def make_accounts(self) -> None:
        """One account for each group that nobody belongs to; its password is shown now and never again."""
        users = get_user_model().objects
        for group_name, username in ACCOUNTS:
            group = Group.objects.get(name=group_name)
            if group.user_set.exists() or users.filter(username=username).exists():
                self.stdout.write(f"  {group_name} : un compte existe déjà")
                continue
            password = secrets.token_urlsafe(15)
            user = users.create_user(username, password=password, is_staff=True)
            user.groups.add(group)
            self.stdout.write(f"  {group_name} : nom « {username} », mot de passe « {password} »")
            self.stdout.write("    (affiché cette seule fois ; `manage.py changepassword` en donne un autre)")

    def serve(self, port: int) -> None:
        """Becomes gunicorn: Ctrl-C and signals reach it directly, and nothing is left behind."""
        address = f"http://{HOST}:{port}"
        self.say("Serveur, pour cette machine seule (Ctrl-C pour l'arrêter)")
        self.stdout.write(f"  Archives   : {address}/")
        self.stdout.write(f"  Rédaction  : {address}/admin/")
        self.stdout.flush()
        connections.close_all()
        environment = {**os.environ, "LOCAL_ONLY": "1", "ALLOWED_HOSTS": "", "PROXIES": "0"}
        environment["GUNICORN_LOG_LEVEL"] = "warning"
        environment.setdefault("WEB_CONCURRENCY", "2")
        os.chdir(settings.BASE_DIR)
        command = [sys.executable, "-m", "gunicorn", "--config", "python:newsroom.gunicorn_conf"]
        os.execve(sys.executable, [*command, "--bind", f"{HOST}:{port}", "newsroom.wsgi"], environment)  # noqa: S606
