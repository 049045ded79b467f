"""The main job, end to end: import the dispatches, read them, curate them, import them again."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import Page, expect

PASSWORD = "une phrase assez longue"
CALL = "000_5f2cfe55069914a3.txt"  # the dispatch that the editor corrects
HEADLINE = "Cuba-Vietnam: appel de Nguyen Phu Trong à Miguel Diaz-Canel Bermudez"
READ = "Nguyen Phu Trong, à la tête du Parti communiste du Vietnam (PCV), pendant l'appel."
CORRECTED = "Nguyen Phu Trong au téléphone, au siège du Parti, à Hanoï."
NEWER = "Nguyen Phu Trong, à la tête du Parti communiste du Vietnam (PCV), pendant l'appel de mardi."


def imported(folder: Path) -> str:
    """The summary of ``import_articles folder``, which must end with 0."""
    out, err = StringIO(), StringIO()
    call_command("import_articles", folder, stdout=out, stderr=err)
    assert err.getvalue() == ""
    return out.getvalue().splitlines()[-1]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """The five dispatches of ``seeds/``, where a test may change them."""
    for seed in (settings.BASE_DIR / "seeds").glob("*.txt"):
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    return tmp_path


@pytest.fixture
def editor(db: None) -> str:
    user = get_user_model().objects.create_user("camille", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Rédaction"))
    return "camille"


def read_the_archive(page: Page, site: str) -> None:
    """From the front page through a search, a person and a country to the article."""
    page.goto(site)
    expect(page.locator(".front-main .card")).to_have_count(5)
    page.get_by_role("search").get_by_role("searchbox").fill("pandemie")  # without its accent
    page.get_by_role("search").get_by_role("button").click()
    expect(page.locator("mark").first).to_have_text(re.compile("pandémie", re.I))
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.locator("time[datetime='2021-07-28']").first).to_be_visible()
    expect(page.locator("figcaption")).to_contain_text(READ)
    body = page.locator(".body")
    expect(body).to_contain_text("Le chef du Parti communiste")  # the lost space is found again
    body.get_by_role("link", name="Fidel Castro").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fidel Castro")
    page.get_by_role("link", name=HEADLINE).first.click()
    page.get_by_role("region", name="Pays").get_by_role("link", name="Cuba").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cuba")
    expect(page.get_by_role("link", name=HEADLINE).first).to_be_visible()


def correct(page: Page, site: str, name: str) -> None:
    """The caption anew, and a tag chosen from what is proposed for three letters."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Nom d’utilisateur").fill(name)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()
    page.goto(f"{site}/admin/articles/article/?q=pandemie")
    page.get_by_role("link", name=HEADLINE).click()
    expect(page.locator(".desk-raw")).to_contain_text("duParti communiste")  # the raw text is beside
    page.locator("textarea[name='photos-0-caption']").fill(CORRECTED)
    page.locator(".field-tags .select2-search__field").press_sequentially("dip")
    page.locator(".select2-results__option", has_text="Diplomatie").click()
    expect(page.locator(".field-tags .select2-selection__choice")).to_contain_text(["Diplomatie"])
    page.get_by_role("button", name="Enregistrer", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def see_the_correction(page: Page, site: str) -> None:
    page.goto(f"{site}/sujets/diplomatie/")
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.locator("figcaption")).to_contain_text(CORRECTED)
    expect(page.locator("figcaption")).not_to_contain_text(READ)


def test_a_correction_survives_every_import_and_a_conflict_is_shown(
    page: Page, live_server, batch: Path, editor: str
) -> None:
    site = live_server.url
    assert imported(batch).startswith("5 créés")
    read_the_archive(page, site)
    correct(page, site, editor)
    see_the_correction(page, site)

    assert imported(batch).startswith("0 créés, 0 mis à jour, 5 inchangés")
    see_the_correction(page, site)

    text = (batch / CALL).read_text(encoding="utf-8")
    assert READ in text
    newer = text.replace(READ, NEWER).replace("long échangeavec", "très long échangeavec")
    (batch / CALL).write_text(newer, encoding="utf-8")
    assert imported(batch).startswith("0 créés, 1 mis à jour, 4 inchangés")
    see_the_correction(page, site)
    expect(page.locator(".body")).to_contain_text("un très long échange avec")  # nobody had touched that

    page.goto(f"{site}/admin/")
    page.get_by_role("link", name="1 : En conflit avec un nouveau texte").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.goto(f"{site}/admin/articles/conflict/")
    page.locator("#result_list").get_by_role("link", name=HEADLINE).click()
    for value in (READ, CORRECTED, NEWER):
        expect(page.locator("#content form")).to_contain_text(value)
