"""Merging, splitting, going back, conflicts and two editors at once, in Chromium and by keyboard."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import (
    Article,
    Change,
    Conflict,
    Draft,
    Merge,
    Person,
    PersonMention,
    Photo,
    Split,
)
from articles.models.joining import merge
from articles.models.lookalikes import scan
from articles.models.splitting import split
from articles.models.trash import trash
from articles.models.writing import Author, changing_articles
from tests.factories import make_article, make_person, make_user, png
from tests.importing import BRIDGE, run_import

BY_HAND = Author(None, "form", "essai")
# A folder to look at the pages in; none by default.
PICTURES = os.environ.get("PICTURES", "")


def enter(page: Page, live_server, name: str = "redactrice", group: str = "Administration"):
    """Log in without the form, which other tests are about."""
    user = get_user_model().objects.filter(username=name).first() or make_user(name, group=group)
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return user


def go(page: Page, live_server, name: str, *args: object, query: str = "") -> None:
    answer = page.goto(f"{live_server.url}{reverse(f'admin:articles_{name}', args=args)}{query}")
    assert answer is not None
    assert answer.status == 200, name


@pytest.fixture
def archive():
    """People who look alike, one merge, one split, an article with a history and with conflicts."""
    run_import({"pont.txt": BRIDGE})
    article = Article.objects.get()
    with changing_articles([article.pk], BY_HAND):
        Article.objects.update(headline="Le pont de bambou est rouvert")
        Photo.objects.update(caption="Le pont de bambou, vu du marché.")
    newer = BRIDGE.replace("rouvert à Vientiane", "enfin rouvert à Vientiane").replace(
        "rive gauche.", "rive droite."
    )
    run_import({"pont.txt": newer})
    kept, other = make_person("Amara Tesfal", country="CU"), make_person("Amarah Tesfal", country="CU")
    make_article("Une visite à La Havane", people=[(kept, "ministre de la Santé")])
    make_article("Un hôpital rouvre à Oran", people=[(other, "la ministre")])
    third, fourth = make_person("Lia Okonda", spellings=["L. Okonda"]), make_person("Lia Okondo")
    make_article("Un festival au bord du fleuve", people=[third])
    make_article("Une récolte tardive", people=[fourth])
    merge(third, [fourth], Author(None, "merge", "une faute de frappe"))
    mention = PersonMention.objects.filter(person=third).latest("pk")
    split(third, [mention.pk], Author(None, "split", "homonymes"), name="Lia Okonda Sita")
    trash([make_article("Un essai à supprimer").pk], Author(None, "trash", "essai"))
    scan()
    return article


PAGES = {
    "merge": lambda: ("person_merge", (), "".join(f"&ids={p.pk}" for p in Person.objects.all()[:2])),
    "merged person": lambda: ("person_change", (Merge.objects.get().target_id,), ""),
    "where": lambda: ("person_where", (Person.objects.get(name="Amara Tesfal").pk,), ""),
    "split": lambda: ("person_split", (Person.objects.get(name="Lia Okonda").pk,), ""),
    "merges": lambda: ("merge_changelist", (), ""),
    "undo merge": lambda: ("merge_change", (Merge.objects.get().pk,), ""),
    "undo split": lambda: ("split_change", (Split.objects.get().pk,), ""),
    "pairs": lambda: ("pair_changelist", (), ""),
    "new article": lambda: ("article_add", (), ""),
    "new article, taken up": lambda: ("article_add", (), f"&reprendre={Draft.objects.get().pk}"),
    "history": lambda: ("article_history", (Conflict.objects.first().article_id,), ""),
    "restore": lambda: ("article_restore", restored(), "&avant=1"),
    "conflicts": lambda: ("conflict_changelist", (), ""),
    "settle": lambda: ("conflict_settle", (), ""),
    "trash it": lambda: ("article_trash", (Conflict.objects.first().article_id,), ""),
    "trash": lambda: ("trashedarticle_changelist", (), ""),
    "purge": lambda: (
        "trashedarticle_purge",
        (),
        f"&ids={Article.objects.exclude(trashed_at=None).get().pk}",
    ),
}


def restored() -> tuple[int, int]:
    change = Change.objects.filter(kind="article", path="form").latest("pk")
    return int(change.object_id), change.pk


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_is_wider_than_a_telephone(chromium, live_server, archive, scheme):
    wide = {"width": 1280, "height": 900}
    context = chromium.new_context(locale="fr-FR", color_scheme=scheme, viewport=wide)
    page = context.new_page()
    Draft.objects.create(user=enter(page, live_server), key="x", data={"headline": ["Un marché couvert"]})
    found = {}
    for title, where in PAGES.items():
        name, args, query = where()
        go(page, live_server, name, *args, query=query.replace("&", "?", 1))
        violations = Axe().run(page).response["violations"]
        if violations:
            found[title] = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in violations]
        picture(page, f"{title}-{scheme}-1280")
        page.set_viewport_size({"width": 320, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            found[f"{title} at 320"] = width
        picture(page, f"{title}-{scheme}-320")
        page.set_viewport_size(wide)
    context.close()
    assert found == {}


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name.replace(' ', '-')}.png", full_page=True)


def test_a_merge_is_made_and_taken_back_by_keyboard(page: Page, live_server, archive):
    enter(page, live_server)
    people = Person.objects.filter(name__startswith="Amara")
    go(page, live_server, "person_merge", query="?" + "&".join(f"ids={p.pk}" for p in people))
    page.get_by_role("radio", name="Amara Tesfal").focus()
    page.keyboard.press("Space")
    page.get_by_label("Raison :").focus()
    page.keyboard.type("la même ministre")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("fusionné dans « Amara Tesfal »")).to_be_visible()
    page.get_by_role("link", name="Amarah Tesfal", exact=True).press("Enter")
    page.get_by_role("button", name="Annuler cette fusion").press("Enter")
    expect(page.get_by_text("« Amarah Tesfal » a retrouvé ce qui était à lui")).to_be_visible()
    assert Person.objects.get(name="Amarah Tesfal").article_count == 1


def test_a_person_is_split_in_the_browser(page: Page, live_server, archive):
    enter(page, live_server)
    person = Person.objects.get(name="Amara Tesfal")
    go(page, live_server, "person_change", person.pk)
    page.get_by_role("link", name="Séparer…").click()
    page.get_by_label("Une visite à La Havane").check()
    page.get_by_label("Nom de la nouvelle personne").fill("Amara Tesfal Sita")
    page.get_by_label("Raison :").fill("une autre")
    page.get_by_role("button", name="Séparer").click()
    expect(page.get_by_text("données à « Amara Tesfal Sita »")).to_be_visible()
    assert Person.objects.get(name="Amara Tesfal Sita").article_count == 1


def test_a_pair_is_declared_different_in_the_browser(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "pair_changelist")
    page.get_by_role("button", name="Ce n’est pas le même").first.click()
    expect(page.get_by_text("ils ne seront plus proposés")).to_be_visible()
    page.get_by_role("button", name="Chercher de nouveau").click()
    expect(page.get_by_text("Recherche faite")).to_be_visible()


def test_one_field_goes_back_in_the_browser(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_history", archive.pk)
    page.get_by_role("link", name="avant : titre", exact=True).first.click()
    page.get_by_role("button", name="Rétablir").click()
    expect(page.get_by_text("L'état choisi est rétabli")).to_be_visible()
    archive.refresh_from_db()
    assert archive.headline == "Un pont de bambou rouvert à Vientiane"


def test_conflicts_are_settled_in_the_browser(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "conflict_settle")
    headline = page.get_by_role("group", name="titre")
    headline.get_by_label("Nouvelle lecture").check()
    page.get_by_role("button", name="Régler selon les choix").click()
    expect(page.get_by_text("1 conflit : réglé.")).to_be_visible()
    archive.refresh_from_db()
    assert archive.headline == "Un pont de bambou enfin rouvert à Vientiane"


def test_what_is_typed_survives_a_closed_tab(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    page.locator("#id_lead").fill("Écrit et jamais enregistré")
    expect(page.get_by_text("Saisie gardée à")).to_be_visible()
    page.close()
    again = page.context.new_page()
    go(again, live_server, "article_change", archive.pk)
    again.get_by_role("link", name="Reprendre ma saisie").click()
    expect(again.locator("#id_lead")).to_have_value("Écrit et jamais enregistré")


def test_without_a_network_nothing_is_sent_and_nothing_lost(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    page.locator("#id_lead").fill("Écrit dans le train")
    page.context.set_offline(True)
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n’est enregistré ni perdu")
    expect(page.locator("#id_lead")).to_have_value("Écrit dans le train")
    page.context.set_offline(False)
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    archive.refresh_from_db()
    assert archive.lead == "Écrit dans le train"
    assert not Draft.objects.exists()


def test_what_is_saved_into_an_error_of_the_server_is_offered_again(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    page.route(
        "**/change/",
        lambda route: (
            route.fulfill(status=500, body="") if route.request.method == "POST" else route.continue_()
        ),
    )
    page.locator("#id_lead").fill("Écrit avant la panne")
    with page.expect_response(lambda answer: answer.status == 500):
        page.get_by_role("button", name="Enregistrer et rester").first.click()
    page.unroute("**/change/")
    go(page, live_server, "article_change", archive.pk)
    page.get_by_role("link", name="Reprendre ma saisie").click()
    expect(page.locator("#id_lead")).to_have_value("Écrit avant la panne")


def test_a_form_open_since_an_earlier_log_in_is_saved_all_the_same(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    page.context.add_cookies([{"name": "csrftoken", "value": "b" * 32, "url": live_server.url}])
    page.locator("#id_lead").fill("Écrit avant de se reconnecter")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    archive.refresh_from_db()
    assert archive.lead == "Écrit avant de se reconnecter"


def test_without_a_script_a_form_of_an_earlier_log_in_is_kept(chromium: Browser, live_server, archive):
    context = chromium.new_context(locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    context.add_cookies([{"name": "csrftoken", "value": "b" * 32, "url": live_server.url}])
    page.locator("#id_lead").fill("Écrit sans script")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    page.get_by_role("link", name="rouvrez l’article").click()
    page.get_by_role("link", name="Reprendre ma saisie").click()
    expect(page.locator("#id_lead")).to_have_value("Écrit sans script")
    context.close()


def test_an_earlier_draft_outlasts_what_is_typed_and_saved_beside_it(page: Page, live_server, archive):
    user = enter(page, live_server)
    Draft.objects.create(article=archive, user=user, data={"lead": ["Une longue saisie"]})
    go(page, live_server, "article_change", archive.pk)
    page.locator("#id_place").fill("Oran")
    expect(page.get_by_text("Une saisie plus ancienne attend")).to_be_visible()
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_role("link", name="Reprendre ma saisie")).to_be_visible()
    assert Draft.objects.get().data == {"lead": ["Une longue saisie"]}


def test_a_new_article_survives_a_closed_tab(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_add")
    page.locator("#id_headline").fill("Un marché couvert")
    page.locator("#id_body").fill("Écrit et jamais enregistré.")
    expect(page.get_by_text("Saisie gardée à")).to_be_visible()
    page.close()
    again = page.context.new_page()
    again.goto(f"{live_server.url}{reverse('admin:index')}")
    assert Axe().run(again).response["violations"] == []
    picture(again, "front-with-drafts")
    again.get_by_role("link", name="Un marché couvert").click()
    expect(again.locator("#id_body")).to_have_value("Écrit et jamais enregistré.")
    picture(again, "resumed-new-article")
    again.get_by_role("button", name="Enregistrer", exact=True).first.click()
    expect(again.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get(headline="Un marché couvert").body == "Écrit et jamais enregistré."
    assert not Draft.objects.exists()


def test_a_chosen_picture_outlasts_an_error_and_a_newer_version(page: Page, live_server, archive):
    enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    page.locator("#id_photos-0-image").set_input_files(
        {"name": "pont.png", "mimeType": "image/png", "buffer": png()}
    )
    headline = page.locator("#id_headline").input_value()
    page.locator("#id_headline").evaluate("field => { field.required = false; field.value = '' }")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.get_by_text("Gardé avec votre saisie : pont.png")).to_be_visible()
    with changing_articles([archive.pk], BY_HAND):
        Article.objects.filter(pk=archive.pk).update(place="Oran")
    page.locator("#id_headline").fill(headline)
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.get_by_text("Gardé avec votre saisie : pont.png")).to_be_visible()
    picture(page, "reunite-with-picture")
    page.get_by_role("button", name="Enregistrer ces choix").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Photo.objects.exclude(image="").get().image_width == 12
    archive.refresh_from_db()
    assert archive.place == "Oran"


def test_two_editors_meet_and_choose(chromium: Browser, live_server, archive):
    pages = []
    for name in ("aline", "basile"):
        context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
        pages.append(context.new_page())
        enter(pages[-1], live_server, name, "Rédaction")
        go(pages[-1], live_server, "article_change", archive.pk)
    one, other = pages
    expect(other.get_by_text("Aussi ouvert par : aline")).to_be_visible()
    one.locator("#id_place").fill("Savannakhet")
    one.locator("#id_lead").fill("Chapô d'Aline.")
    one.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(one.locator(".messagelist .success")).to_be_visible()
    other.locator("#id_lead").fill("Chapô de Basile.")
    other.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(
        other.get_by_role("heading", name="Cet article a changé pendant que vous écriviez")
    ).to_be_visible()
    assert Axe().run(other).response["violations"] == []
    picture(other, "reunite")
    other.get_by_role("group", name="chapô").get_by_label("Vous").check()
    other.get_by_role("button", name="Enregistrer ces choix").click()
    expect(other.locator(".messagelist .success")).to_be_visible()
    archive.refresh_from_db()
    assert (archive.place, archive.lead) == ("Savannakhet", "Chapô de Basile.")
    for page in pages:
        page.context.close()


def test_an_expired_log_in_loses_nothing(page: Page, live_server, archive):
    user = enter(page, live_server)
    go(page, live_server, "article_change", archive.pk)
    Session.objects.all().delete()
    page.locator("#id_lead").fill("Écrit après l'expiration")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.get_by_label("Mot de passe")).to_be_visible()
    expect(page.get_by_text("Ce que vous avez tapé est gardé")).to_be_visible()
    assert Draft.objects.get().data["lead"] == ["Écrit après l'expiration"]
    enter(page, live_server, user.username)
    go(page, live_server, "article_change", archive.pk)
    page.get_by_role("link", name="Reprendre ma saisie").click()
    expect(page.locator("#id_lead")).to_have_value("Écrit après l'expiration")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    archive.refresh_from_db()
    assert archive.lead == "Écrit après l'expiration"


def test_everything_works_without_a_script(chromium: Browser, live_server, archive):
    context = chromium.new_context(locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    enter(page, live_server)
    go(page, live_server, "pair_changelist")
    page.get_by_role("link", name="Comparer et fusionner…").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_label("Raison :").fill("la même")
    page.get_by_role("button", name="Fusionner").click()
    expect(page.get_by_text("Chaque fusion peut être annulée.")).to_be_visible()
    go(page, live_server, "article_change", archive.pk)
    with changing_articles([archive.pk], BY_HAND):
        Article.objects.filter(pk=archive.pk).update(place="Oran")
    page.locator("#id_lead").fill("Sans script.")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    page.get_by_role("button", name="Enregistrer ces choix").click()
    archive.refresh_from_db()
    assert (archive.lead, archive.place) == ("Sans script.", "Oran")
    context.close()
