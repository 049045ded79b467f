"""Settings: safe when nothing is set, and strict about what is."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom import environment, secret

TOP = Path(__file__).resolve().parent.parent

SHOW = """
import json, sys
from newsroom import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def run_python(arguments: list[str], data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own, which sees nothing of the tests' environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=TOP,
        env={**kept, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "newsroom.settings", **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def settings_with(data: Path, *names: str, **variables: str) -> dict:
    done = run_python(["-c", SHOW, *names], data, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal(data: Path, **variables: str) -> str:
    """The last line of what a start with these variables says."""
    done = run_python(["-c", SHOW], data, **variables)
    assert done.returncode != 0
    return done.stderr.strip().splitlines()[-1]


# --- Nothing set ----------------------------------------------------------------------------------
def test_nothing_set_is_safe(tmp_path: Path) -> None:
    found = settings_with(
        tmp_path,
        "DEBUG",
        "ALLOWED_HOSTS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "SERVE_MEDIA",
    )
    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": [],
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": None,
        "SERVE_MEDIA": False,
    }


def test_every_installation_makes_a_secret_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    one, again, other = (
        settings_with(folder, "SECRET_KEY")["SECRET_KEY"]
        for folder in (tmp_path / "one", tmp_path / "one", tmp_path / "other")
    )
    assert one == again != other
    assert len(one) >= 50
    assert stat.S_IMODE((tmp_path / "one" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o700
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["secret_key"]


def test_secret_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    secret.kept_in(path)
    path.chmod(0o644)
    with pytest.raises(ImproperlyConfigured, match="can be read by others"):
        secret.kept_in(path)


def test_empty_secret_key_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.touch(mode=0o600)
    with pytest.raises(ImproperlyConfigured, match="holds no usable key"):
        secret.kept_in(path)


def test_local_only_serves_plain_http_to_this_machine(tmp_path: Path) -> None:
    found = settings_with(tmp_path, "DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", LOCAL_ONLY="1")
    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "SECURE_SSL_REDIRECT": False,
    }


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"DEBUG": "1", "LOCAL_ONLY": "0"}, "needs LOCAL_ONLY"),
        ({"LOCAL_ONLY": "1", "ALLOWED_HOSTS": "archive.example.org"}, "leave ALLOWED_HOSTS unset"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'LOUD'; expected DEBUG"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'; expected 1, true"),
        ({"IMPORT_MAX_BYTES": "20MB"}, "IMPORT_MAX_BYTES is '20MB'; expected a whole number of at least 1"),
        ({"TIME_ZONE": "Europe/Nowhere"}, "TIME_ZONE is 'Europe/Nowhere'; expected"),
        ({"DATABASE_URL": "mysql://host/name"}, "DATABASE_URL is 'mysql://…'; expected sqlite:"),
    ],
)
def test_wrong_variable_stops_the_start_with_its_name_and_what_is_expected(
    tmp_path: Path, variables: dict[str, str], message: str
) -> None:
    said = refusal(tmp_path, **variables)
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert message in said


def test_command_line_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    done = run_python(["manage.py", "check"], tmp_path, IMPORT_MAX_CHARS="many")
    assert done.returncode == 1
    assert done.stderr == (
        "Configuration: Environment variable IMPORT_MAX_CHARS is 'many'; "
        "expected a whole number of at least 1.\n"
    )


# --- Databases ------------------------------------------------------------------------------------
def test_sqlite_waits_its_turn_to_write(tmp_path: Path) -> None:
    database = settings_with(tmp_path, "DATABASES")["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "archive.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_postgresql_goes_through_a_pool(tmp_path: Path) -> None:
    address = "postgresql://desk:p%40ss@db.example.org:5433/archive?sslmode=require"
    database = settings_with(tmp_path, "DATABASES", DATABASE_URL=address, DATABASE_POOL="12")["DATABASES"][
        "default"
    ]
    assert database["PASSWORD"] == "p@ss"
    assert database["PORT"] == 5433
    assert database["CONN_MAX_AGE"] == 0
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] == 12


KILLED_IN_THE_POOL = """
import django, psycopg
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("select pg_backend_pid()")
    pid = cursor.fetchone()[0]
    given = connection.get_connection_params()
    parameters = {k: given[k] for k in ("host", "port", "user", "dbname") if k in given}
connection.close()
with psycopg.connect(**parameters, autocommit=True) as other:
    other.execute("select pg_terminate_backend(%s, 5000)", [pid])
with connection.cursor() as cursor:
    cursor.execute("select pg_backend_pid()")
    print(cursor.fetchone()[0] != pid)
connection.close_pool()
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a pool is for PostgreSQL")
def test_connection_that_died_in_the_pool_costs_no_page(tmp_path: Path) -> None:
    # the database that every server has: the one named for the tests need not exist itself
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    done = run_python(["-c", KILLED_IN_THE_POOL], tmp_path, DATABASE_URL=f"{server}/postgres")
    assert done.stdout.strip() == "True", done.stderr


def test_pool_can_be_left_to_an_outside_pooler(tmp_path: Path) -> None:
    options = settings_with(tmp_path, "DATABASES", DATABASE_URL="postgres://db/archive", DATABASE_POOL="0")
    assert "pool" not in options["DATABASES"]["default"]["OPTIONS"]


@pytest.mark.parametrize(
    "address",
    [
        "archive.sqlite3",
        "sqlite://relative.sqlite3",
        "sqlite:///",
        "postgres://user:secret@host:port/name",
        "postgres://user:secret@host",
        "postgres://",
    ],
)
def test_unusable_database_address_is_refused_without_showing_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL is .*; expected") as refused:
        environment.database("DATABASE_URL", "")
    assert "secret" not in str(refused.value)


# --- Reading of single variables --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False), ("", False)]
)
def test_boolean_words(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("SOMETHING", value)
    assert environment.boolean("SOMETHING") is meant


@pytest.mark.parametrize("value", ["-1", "1.5", "eleven", "11"])
def test_integer_outside_its_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOMETHING", value)
    with pytest.raises(ImproperlyConfigured, match=r"SOMETHING is .* at least 0 and at most 10"):
        environment.integer("SOMETHING", 5, most=10)


@pytest.mark.parametrize("value", ["*", "https://archive.example.org", "archive example"])
def test_host_that_is_no_host_name_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", f"good.example.org, {value}")
    with pytest.raises(ImproperlyConfigured, match="expected host names"):
        environment.hosts("ALLOWED_HOSTS")


@pytest.mark.parametrize(
    "value", ["archive.example.org", "https://archive.example.org/", "ftp://archive.example.org"]
)
def test_origin_needs_scheme_and_host_alone(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CSRF_TRUSTED_ORIGINS", value)
    with pytest.raises(ImproperlyConfigured, match="expected origins"):
        environment.origins("CSRF_TRUSTED_ORIGINS")


def test_relative_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_ROOT", "uploads")
    with pytest.raises(ImproperlyConfigured, match="expected an absolute path"):
        environment.directory("MEDIA_ROOT", TOP)
