"""The Content-Security-Policy, and pages that need no exception from it."""

from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

# What makes a script when it stands inside the page rather than in a file of ours.
DATA_BLOCKS = {"application/json", "application/ld+json"}


class InlineCode(HTMLParser):
    """Collects what the policy would block: scripts and styles written into the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in values and values.get("type") not in DATA_BLOCKS
        ):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if (
                name == "style"
                or name.startswith("on")
                or (value or "").strip().lower().startswith("javascript:")
            ):
                self.found.append(f"<{tag} {name}={value!r}>")


def inline_code(html: str) -> list[str]:
    parser = InlineCode()
    parser.feed(html)
    return parser.found


def directives(answer) -> dict[str, list[str]]:
    policy = answer["Content-Security-Policy"]
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    return client


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/nowhere/"])
def test_policy_allows_only_files_of_ours(client: Client, address: str) -> None:
    policy = directives(client.get(address))
    assert policy == {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }


def test_other_protective_headers(client: Client) -> None:
    answer = client.get("/admin/login/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/admin/", "/admin/password_change/", "/admin/login/"])
def test_pages_of_the_admin_hold_no_inline_code(desk: Client, address: str) -> None:
    answer = desk.get(address, follow=True)
    assert answer.status_code == 200
    assert inline_code(answer.content.decode()) == []


def test_lists_and_forms_of_the_admin_hold_no_inline_code(desk: Client) -> None:
    blocked = {}
    for model in admin.site._registry:
        for page in ("changelist", "add"):
            answer = desk.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"))
            if answer.status_code == 200 and (found := inline_code(answer.content.decode())):
                blocked[answer.request["PATH_INFO"]] = found
    assert blocked == {}


def test_the_search_for_inline_code_finds_it() -> None:
    page = (
        '<p style="x"><a onclick="y" href=" JavaScript:z"></a><script>w</script><script src="a.js"></script>'
    )
    assert len(inline_code(page)) == 4
