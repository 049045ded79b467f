"""A headless Chromium, the system's own, for what only a browser shows.

`page` is a blank page as a reader has it (French, 1280 by 800); a test that uses it fails when the
pages it opened had a script error or broke the Content-Security-Policy. The server is
pytest-django's `live_server`; rows made by migrations (groups, countries) are there in every test.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

# Playwright's loop runs in the test's thread, which makes Django suspect an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Requests:
    """How many requests the server answers at the moment, and since when it has rested."""

    def __init__(self) -> None:
        self.under_way = 0
        self.changed = 0.0
        self.lock = threading.Lock()
        request_started.connect(self.began)
        request_finished.connect(self.ended)

    def began(self, **_: Any) -> None:
        self.count(1)

    def ended(self, **_: Any) -> None:
        self.count(-1)

    def count(self, step: int) -> None:
        with self.lock:
            self.under_way += step
            self.changed = time.monotonic()

    def wait_for_rest(self, *, rest: float = 0.2, most: float = 10.0) -> None:
        """Until none has been under way for ``rest`` seconds; an answer nobody fetched ends the wait too."""
        until = time.monotonic() + most
        while time.monotonic() < until:
            with self.lock:
                if self.under_way <= 0 and time.monotonic() - self.changed >= rest:
                    return
            time.sleep(0.02)


@pytest.fixture(scope="session")
def requests() -> Requests:
    return Requests()


@pytest.fixture(autouse=True)
def rows_of_migrations(
    django_db_serialized_rollback: None, transactional_db: None, requests: Requests
) -> Iterator[None]:
    """Each test empties the tables; this puts back what the migrations had written.

    A page that closes may still be heard (what was typed is kept, who leaves says so): emptied tables
    while such a request writes would break the next test.
    """
    requests.under_way = 0
    yield
    requests.wait_for_rest()


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("No Chromium on this system: `bash .ci/test` installs it, or name one in CHROMIUM.")
    written_by_migrations = connection._test_serialized_contents
    with sync_playwright() as playwright:
        # With a loop running, this thread has another connection, which must know them as well.
        connection._test_serialized_contents = written_by_migrations
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose scripts and styles must run without a complaint of the browser."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # An answer such as 404 is logged as an error too, but is the test's own business.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
