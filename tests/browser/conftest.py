"""A headless Chromium, the system's own, for what only a browser shows.

`page` is a blank page as a reader has it (French, 1280 by 800); a test that uses it fails when the
pages it opened had a script error or broke the Content-Security-Policy. The server is
pytest-django's `live_server`; rows made by migrations (groups, countries) are there in every test.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
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


@pytest.fixture(autouse=True)
def rows_of_migrations(django_db_serialized_rollback: None, transactional_db: None) -> None:
    """Each test empties the tables; this puts back what the migrations had written."""


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
