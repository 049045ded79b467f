"""The run command's second half: from an empty database to a page in the browser."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connections

TOP = Path(__file__).resolve().parent.parent
PASSWORD = re.compile(r"nom « (\w+) », mot de passe « (\S+) »")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that finds an empty database, of the kind under test."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "DATA_DIR": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    default = connections["default"]
    if default.vendor == "sqlite":
        yield environment
        return
    # The address that the tests were given, with a database of this test's own.
    name = f"quickstart_{os.getpid()}"
    address = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**environment, "DATABASE_URL": address._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def quickstart(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "quickstart", *arguments],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def rows(environment: dict[str, str]) -> str:
    """Every row of the archive and of the accounts, as text."""
    done = subprocess.run(
        [sys.executable, "manage.py", "dumpdata", "articles", "auth.user", "auth.group", "--indent", "1"],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


@contextmanager
def server(environment: dict[str, str], port: int) -> Iterator[str]:
    """A quickstart whose server answers, stopped as Ctrl-C does."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "quickstart", "--port", str(port)],
        cwd=TOP,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5)
                break
            except OSError:
                assert process.poll() is None, process.communicate()[0]
                time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def test_first_run_prepares_everything_and_the_second_changes_nothing(empty: dict[str, str]) -> None:
    first = quickstart(empty, "--no-server")
    assert first.returncode == 0, first.stdout + first.stderr
    assert [name for name, _ in PASSWORD.findall(first.stdout)] == ["redaction", "administration"]
    before = rows(empty)
    assert before.count('"model": "articles.article"') == 5

    second = quickstart(empty, "--no-server")
    assert second.returncode == 0, second.stdout + second.stderr
    assert PASSWORD.findall(second.stdout) == []
    assert rows(empty) == before


def test_server_shows_the_archive_and_lets_the_editor_in(empty: dict[str, str]) -> None:
    prepared = quickstart(empty, "--no-server")
    password = dict(PASSWORD.findall(prepared.stdout))["redaction"]
    with server(empty, free_port()) as address:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        home = browser.open(f"{address}/").read().decode()
        assert "<html" in home
        assert browser.open(f"{address}/static/admin/css/base.css").status == 200
        with pytest.raises(urllib.error.HTTPError) as missing:
            browser.open(f"{address}/nowhere/")
        assert missing.value.code == 404
        assert "Traceback" not in missing.value.read().decode()

        login = browser.open(f"{address}/admin/login/?next=/admin/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', login)
        assert token is not None
        form = {
            "csrfmiddlewaretoken": token[1],
            "username": "redaction",
            "password": password,
            "next": "/admin/",
        }
        desk = browser.open(f"{address}/admin/login/", urllib.parse.urlencode(form).encode())
        assert desk.url == f"{address}/admin/"


def test_taken_port_is_said_before_anything_is_done(empty: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = quickstart(empty, "--port", str(port))
    assert done.returncode == 1
    assert f"Le port {port} ne peut pas être ouvert" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_port_that_is_none_is_refused(empty: dict[str, str], port: str) -> None:
    done = quickstart(empty, f"--port={port}")
    assert done.returncode == 2
    assert "un nombre de 1 à 65535 est attendu" in done.stderr


def test_database_that_does_not_answer_is_said_in_one_line(empty: dict[str, str]) -> None:
    done = quickstart(
        {**empty, "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/none"}, "--no-server"
    )
    assert done.returncode == 1
    assert "La base de données ne répond pas" in done.stderr
    assert "Traceback" not in done.stderr
