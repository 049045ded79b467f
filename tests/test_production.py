"""Production: the README's settings, and the server as it runs under them."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_settings import TOP, run_python, settings_with

HOST = "archive.example.org"
BEHIND_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}


def documented_settings() -> dict[str, str]:
    """The variables of the README's production example."""
    block = re.search(r"```ini\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    lines = [line.split("  #")[0].strip() for line in block[1].splitlines()]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_deployment_check_is_silent_under_the_documented_settings(tmp_path: Path) -> None:
    variables = {**documented_settings(), "DATA_DIR": str(tmp_path), "MEDIA_ROOT": str(tmp_path / "media")}
    done = run_python(
        ["-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], tmp_path, **variables
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 silenced" in done.stdout


def test_documented_settings_serve_behind_one_proxy(tmp_path: Path) -> None:
    found = settings_with(
        tmp_path,
        "ALLOWED_HOSTS",
        "PROXIES",
        "SECURE_PROXY_SSL_HEADER",
        **documented_settings() | {"DATA_DIR": str(tmp_path)},
    )
    assert found["ALLOWED_HOSTS"]
    assert found["PROXIES"] == 1
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_static_files_are_collected_hashed_and_compressed(tmp_path: Path) -> None:
    done = run_python(["manage.py", "collectstatic", "--noinput", "-v", "0"], tmp_path)
    assert done.returncode == 0, done.stderr
    named = json.loads((tmp_path / "static" / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    hashed = tmp_path / "static" / named["admin/css/base.css"]
    assert re.fullmatch(r"base\.[0-9a-f]{12}\.css", hashed.name)
    assert hashed.with_name(hashed.name + ".gz").exists()
    assert hashed.with_name(hashed.name + ".br").exists()


def test_gunicorn_accepts_its_configuration(tmp_path: Path) -> None:
    command = [
        "-m",
        "gunicorn",
        "--check-config",
        "--config",
        "python:newsroom.gunicorn_conf",
        "newsroom.wsgi",
    ]
    done = run_python(command, tmp_path, **documented_settings() | {"DATA_DIR": str(tmp_path)})
    assert done.returncode == 0, done.stderr


# --- The server itself ------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Gunicorn under the documented settings, on SQLite; its address as host:port."""
    data = tmp_path_factory.mktemp("production")
    variables = documented_settings() | {
        "DATA_DIR": str(data),
        "MEDIA_ROOT": str(data / "media"),
        "DATABASE_URL": f"sqlite:///{data}/archive.sqlite3",
        "WEB_CONCURRENCY": "2",
    }
    for command in (["migrate", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"]):
        done = run_python(["manage.py", *command], data, **variables)
        assert done.returncode == 0, done.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:newsroom.gunicorn_conf", "newsroom.wsgi"],
        cwd=TOP,
        env={"PATH": os.environ["PATH"], **variables, "BIND": bind},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                ask(bind, "/healthz")
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.1)
        yield bind
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def ask(
    bind: str, path: str, headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(bind, timeout=20)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_home_page_through_the_proxy(site: str) -> None:
    answer, page = ask(site, "/", BEHIND_PROXY)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert b"<html" in page


def test_plain_http_goes_to_https(site: str) -> None:
    answer, _ = ask(site, "/pays/?q=x", {"Host": HOST, "X-Forwarded-Proto": "http"})
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/pays/?q=x"


def test_unknown_host_is_refused(site: str) -> None:
    answer, page = ask(site, "/", BEHIND_PROXY | {"Host": "elsewhere.example.net"})
    assert answer.status == 400
    assert b"ALLOWED_HOSTS" not in page


def test_health_is_answered_by_address_over_plain_http(site: str) -> None:
    answer, body = ask(site, "/healthz")
    assert (answer.status, json.loads(body)["status"]) == (200, "ok")


def test_cookies_of_the_log_in_are_for_https_alone(site: str) -> None:
    answer, _ = ask(site, "/admin/login/", BEHIND_PROXY)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("csrftoken=")
    assert "Secure" in cookie
    assert "SameSite=Lax" in cookie


def test_static_files_are_kept_for_ever_and_sent_compressed(site: str) -> None:
    _, page = ask(site, "/admin/login/", BEHIND_PROXY)
    address = re.search(r'href="(/static/admin/css/base\.[0-9a-f]{12}\.css)"', page.decode())
    assert address is not None
    answer, body = ask(site, address[1], BEHIND_PROXY | {"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--primary" in gzip.decompress(body)


def test_missing_page_shows_nothing_of_the_code(site: str) -> None:
    answer, page = ask(site, "/nowhere/", BEHIND_PROXY)
    assert answer.status == 404
    assert b"urlpatterns" not in page


def test_photos_are_left_to_the_front_server(site: str) -> None:
    answer, _ = ask(site, "/media/photos/port.jpg", BEHIND_PROXY)
    assert answer.status == 404
