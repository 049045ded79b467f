"""/healthz, as load balancers and monitors ask for it."""

from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.test_settings import run_python


@pytest.mark.django_db
def test_healthy_process_and_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok"}
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_database_that_does_not_answer_is_a_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "unavailable"}


@pytest.mark.django_db
def test_unknown_host_name_and_plain_http_do_not_matter(client: Client, settings) -> None:
    settings.ALLOWED_HOSTS = []
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "10.1.2.3:8000"}).status_code == 200
    assert client.get("/", headers={"host": "10.1.2.3:8000"}).status_code == 400


@pytest.mark.django_db
def test_one_query_and_no_session(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        client.get("/healthz")


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_database_without_tables_is_a_503(tmp_path: Path) -> None:
    script = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "print(Client().get('/healthz').status_code)"
    )
    done = run_python(["-c", script], tmp_path)
    assert done.stdout.strip() == "503", done.stderr
