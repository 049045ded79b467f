"""Log-in of the desk is throttled, per name and address."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.test_policy import inline_code

PASSWORD = "une phrase assez longue"

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("camille", password=PASSWORD, is_staff=True)


def log_in(client: Client, name: str, password: str, **headers: str):
    return client.post(reverse("admin:login"), {"username": name, "password": password}, **headers)


def fail_often(client: Client, name: str = "camille", **headers: str):
    answers = [log_in(client, name, f"faux {number}", **headers) for number in range(5)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    return answers[-1]


def test_too_many_failures_lock_out_in_french(client: Client, editor) -> None:
    refused = fail_often(client)
    assert refused.status_code == 429
    assert "Trop d’essais de connexion" in refused.content.decode()
    assert "15\N{NO-BREAK SPACE}minutes" in refused.content.decode()
    assert inline_code(refused.content.decode()) == []
    # Even the right password must wait now.
    assert log_in(client, "camille", PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_lock_says_nothing_of_whether_the_account_exists(client: Client, editor) -> None:
    assert fail_often(client, "personne").content == fail_often(client, "camille").content


def test_other_editors_of_the_same_address_still_log_in(client: Client, editor) -> None:
    fail_often(client, "personne")
    assert log_in(client, "camille", PASSWORD).status_code == 302


def test_same_editor_still_logs_in_from_another_address(client: Client, editor) -> None:
    fail_often(client, REMOTE_ADDR="192.0.2.1")
    assert log_in(client, "camille", PASSWORD, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_success_forgets_earlier_failures(client: Client, editor) -> None:
    for _ in range(3):
        for number in range(4):
            log_in(client, "camille", f"faux {number}")
        assert log_in(client, "camille", PASSWORD).status_code == 302
        client.logout()


def test_forwarded_address_counts_behind_our_proxy(client: Client, editor, settings) -> None:
    settings.PROXIES = 1
    fail_often(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    # A made-up left end does not help the same client; another client is free.
    again = log_in(
        client, "camille", PASSWORD, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="8.8.8.8, 192.0.2.1"
    )
    other = log_in(client, "camille", PASSWORD, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")
    assert (again.status_code, other.status_code) == (429, 302)


def test_forwarded_address_is_ignored_without_a_proxy(client: Client, editor) -> None:
    answers = [
        log_in(client, "camille", "faux", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}") for number in range(5)
    ]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("remote", ["", "unix:", "not an address"])
def test_unreadable_address_is_throttled_as_one(client: Client, editor, remote: str) -> None:
    assert fail_often(client, REMOTE_ADDR=remote).status_code == 429
