"""The desk works in a browser that enforces the Content-Security-Policy (see the `page` fixture)."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

PASSWORD = "une phrase assez longue"


@pytest.fixture
def desk(page: Page, live_server) -> Page:
    """A page of somebody who has logged in through the form and may do everything."""
    get_user_model().objects.create_superuser("camille", password=PASSWORD)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Nom d’utilisateur").fill("camille")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()
    expect(page).to_have_url(f"{live_server.url}/admin/")
    return page


def test_every_list_and_form_opens_without_a_complaint(desk: Page, live_server) -> None:
    opened = 0
    for model in admin.site._registry:
        for name in ("changelist", "add"):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")
            answer = desk.goto(live_server.url + address)
            assert answer is not None
            assert answer.status in ({200, 403} if name == "add" else {200}), address
            opened += answer.status == 200
    assert opened > 5


def test_widgets_that_work_by_script_do(desk: Page, live_server) -> None:
    # Two boxes with buttons between, as made by a script of Django's; a blocked script leaves one.
    desk.goto(live_server.url + reverse("admin:auth_group_change", args=[Group.objects.first().pk]))
    expect(desk.locator(".selector-available select")).to_be_visible()
    expect(desk.locator(".selector-chosen select")).to_be_visible()
