"""The desk as an editor sees it: a review by keyboard, by mouse and without script; axe; narrow screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from articles.desk.queues import QUEUES
from articles.models import (
    Article,
    Conflict,
    Correction,
    ErrorReport,
    PossibleDuplicate,
    Suggestion,
    TagProposal,
)
from tests.factories import make_article, make_document, make_person, make_photo, make_tag, make_user

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
RAW = "Un pont duLac\n\nLe ministre Amara Tesfal a vu leport. Voir Cuba.\n\nLa vue. Photo : VNA\n"
BODY = "Le ministre Amara Tesfal a vu leport. Voir Cuba."


def log_in(context: BrowserContext, user, address: str) -> None:
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": address,
            }
        ]
    )


@pytest.fixture
def waiting(live_server) -> list[Article]:
    """Two articles to review, the older one first; the newer has something of every kind to decide."""
    older = make_article("Un autre pont", people=[{"person": make_person(), "state": "proposed"}])
    person = make_person("Amara Tesfal")
    mention = {"person": person, "state": "proposed", "read_as": person.name, "forms": [person.name]}
    newer = make_article("Un pont du Lac", body=BODY, people=[mention], countries=["CU"])
    make_photo(newer, "La vue.", origin=0)
    TagProposal.objects.create(article=newer, tag=make_tag("Ponts"))

    def span(words: str) -> list[int]:
        return [RAW.index(words), RAW.index(words) + len(words)]

    def repair(raw: str, text: str, *, applied: bool) -> dict:
        return {
            "raw": raw,
            "text": text,
            "span": span(raw),
            "confidence": 0.9,
            "evidence": f"« {text} »",
            "applied": applied,
        }

    parsed = {
        "headline": {"value": "Un pont du Lac", "span": span("Un pont duLac"), "rule": "headline-first-line"},
        "paragraphs": [
            {
                "text": BODY,
                "span": [RAW.index("Le min"), RAW.index("Cuba.") + 5],
                "rule": "text",
                "kind": "paragraph",
            }
        ],
        "people": [
            {
                "name": person.name,
                "spans": [span(person.name)],
                "sure": False,
                "rule": "person.office",
                "spellings": [],
            }
        ],
        "countries": [{"code": "CU", "spans": [span("Cuba")], "rule": "country.name"}],
        "photos": [
            {"caption": "La vue.", "credit": "VNA", "after": 1, "span": span("La vue."), "rule": "credit"}
        ],
        "repairs": [
            repair("duLac", "du Lac", applied=True),
            repair("leport", "le port", applied=False),
        ],
    }
    problems = [{"line": 3, "field": "repairs", "message": "Espace perdue ?", "severity": "note"}]
    make_document(newer, text=RAW, parsed=parsed, problems=problems, problem_count=1, open_repairs=1)
    return [older, newer]


@pytest.fixture
def desk(page: Page, context: BrowserContext, live_server, waiting) -> Page:
    log_in(context, make_user("camille", group="Rédaction"), live_server.url)
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + reverse("admin:articles_article_queue", args=["relire"]))
    return page


def told(page: Page):
    return page.locator("[data-desk=words]")


def test_a_review_from_start_to_next_article_by_keyboard_alone(desk: Page, waiting) -> None:
    newer = waiting[1]
    expect(desk.locator("#id_headline")).to_have_value("Un pont du Lac")
    desk.keyboard.press("p")
    expect(told(desk)).to_contain_text("leport → le port")
    desk.keyboard.press("a")
    expect(told(desk)).to_contain_text("Amara Tesfal")
    expect(told(desk)).to_contain_text("nom précédé ou suivi d’une fonction")
    desk.keyboard.press("a")
    desk.keyboard.press("r")  # the proposed tag, which stands nowhere in the text
    expect(told(desk)).to_contain_text("Plus rien à décider")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#id_headline")).to_have_value("Un autre pont")
    newer.refresh_from_db()
    assert newer.body == BODY.replace("leport", "le port")
    assert newer.review == "reviewed"
    assert newer.person_mentions.get().state == "accepted"
    assert newer.tag_proposals.get().state == "refused"


def test_a_draft_is_reviewed_and_published_by_keyboard(desk: Page, waiting) -> None:
    Article.objects.filter(pk=waiting[1].pk).update(status="draft")
    desk.reload()
    desk.keyboard.press("Control+Shift+Enter")
    expect(desk.locator("#id_headline")).to_have_value("Un autre pont")
    waiting[1].refresh_from_db()
    assert (waiting[1].status, waiting[1].review) == ("published", "reviewed")


def test_the_first_field_with_an_error_is_where_to_write(desk: Page) -> None:
    desk.locator("#id_headline").evaluate("field => { field.required = false; field.value = '' }")
    desk.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(desk.locator(".errornote")).to_be_visible()
    expect(desk.locator("#id_headline")).to_be_focused()


def test_a_mark_goes_to_its_field_and_a_field_shows_its_mark(desk: Page) -> None:
    desk.locator("mark.desk-mark-headline").first.click()
    expect(desk.locator("#id_headline")).to_be_focused()
    expect(told(desk)).to_contain_text("première ligne du document")
    desk.locator('input[name="country_mentions-0-state"][value="refused"]').focus()
    expect(desk.locator("mark.desk-mark-countries")).to_have_class("desk-mark desk-mark-countries desk-here")
    expect(told(desk)).to_contain_text("nom du pays")


def test_a_field_that_is_entered_stays_in_sight_where_the_text_is_below(desk: Page) -> None:
    desk.set_viewport_size({"width": 900, "height": 700})
    desk.locator("#id_headline").focus()
    desk.locator('input[name="country_mentions-0-state"][value="refused"]').focus()
    expect(told(desk)).to_be_in_viewport()
    expect(desk.locator('input[name="country_mentions-0-state"][value="refused"]')).to_be_in_viewport()
    desk.keyboard.press("p")
    expect(told(desk)).to_be_in_viewport()
    expect(desk.locator(".desk-now")).to_be_in_viewport()


def test_an_applied_repair_is_refused_where_it_stands(desk: Page, waiting) -> None:
    desk.locator("mark.desk-mark-repairs", has_text="duLac").click()
    desk.locator("[data-desk=refuse]").click()
    expect(desk.locator("mark.desk-mark-repairs", has_text="duLac")).to_have_class(
        "desk-mark desk-mark-repairs desk-refused"
    )
    desk.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(desk.locator("#id_headline")).to_have_value("Un pont duLac")
    assert Article.objects.get(pk=waiting[1].pk).headline == "Un pont duLac"


def test_shortcuts_are_listed_can_be_turned_off_and_never_eat_letters(desk: Page) -> None:
    desk.locator("#id_lead").focus()
    desk.keyboard.type("par a")
    expect(desk.locator("#id_lead")).to_have_value("par a")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.get_by_label("Raccourcis à une touche").uncheck()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_be_hidden()
    desk.keyboard.press("p")
    expect(told(desk)).to_be_hidden()


def test_a_problem_leads_to_its_line_and_skip_to_the_next_article(desk: Page) -> None:
    desk.get_by_role("link", name="ligne 3").click()
    expect(desk.locator("#ligne-3")).to_be_focused()
    desk.keyboard.press("l")
    expect(told(desk)).to_contain_text("Espace perdue ?")
    desk.keyboard.press("i")
    expect(desk.locator("#id_headline")).to_have_value("Un autre pont")


def test_a_proposal_is_corrected_with_one_key(desk: Page) -> None:
    for _ in range(2):
        desk.keyboard.press("p")
    expect(told(desk)).to_contain_text("Amara Tesfal")
    desk.keyboard.press("c")
    expect(desk.locator("#person_mentions-0 .select2-selection")).to_be_focused()
    desk.keyboard.press("Escape")
    desk.keyboard.press("p")  # on to the proposed tag: another one is chosen in its place
    desk.keyboard.press("c")
    expect(desk.locator(".field-tags .select2-search__field")).to_be_focused()
    expect(desk.locator('input[name="tag_proposals-0-state"][value="refused"]')).to_be_checked()


def test_without_script_the_same_decisions_are_plain_choices(chromium: Browser, live_server, waiting) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="fr-FR")
    log_in(context, make_user("camille", group="Rédaction"), live_server.url)
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:articles_article_queue", args=["espaces"]))
    page.locator('input[name="repairs-everything"][value="accept"]').check()
    page.locator('input[name="person_mentions-0-state"][value="accepted"]').check()
    page.get_by_label("Sujets à ajouter, par leur nom").fill("histoire et memoire")
    page.get_by_label("Une personne citée de plus, par son nom").first.fill("Dana Tesfal")
    page.get_by_label("sa qualité").first.fill("pilote")
    page.get_by_label("Un pays cité de plus, par son nom ou son code").first.fill("viet nam")
    page.get_by_label("ou par son nom ou son code, au lieu de Cuba").fill("Chine")
    page.get_by_role("button", name="Relu, suivant").first.click()
    expect(page.get_by_text("Aucune personne ne s’appelle « Dana Tesfal ».")).to_be_visible()
    made = page.locator('input[name="person_mentions-1-person-make"]')
    expect(made).to_be_visible()
    page.get_by_role("checkbox", name="la créer si elle manque").and_(made).check()
    page.get_by_role("button", name="Relu, suivant").first.click()
    assert page.url == live_server.url + QUEUES["espaces"].address
    context.close()
    newer = Article.objects.get(pk=waiting[1].pk)
    assert newer.body == BODY.replace("leport", "le port")
    mentions = newer.person_mentions.values_list("person__name", "role", "state")
    assert list(mentions.order_by("id")) == [
        ("Amara Tesfal", "", "accepted"),
        ("Dana Tesfal", "pilote", "accepted"),
    ]
    assert {mention.country_id for mention in newer.country_mentions.all()} == {"CN", "VN"}
    assert [tag.name for tag in newer.tags.all()] == ["Histoire et mémoire"]


def addresses(article: Article) -> list[str]:
    """Every list, new form, form, history and deletion of the desk that has something to show."""
    found = [reverse("admin:index"), reverse("admin:password_change"), QUEUES["relire"].address]
    found.append(reverse("admin:articles_article_change", args=[article.pk]))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        row = model._default_manager.first()
        if row is not None:
            found += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    return found


@pytest.fixture
def everything(waiting) -> Article:
    article = waiting[1]
    editor = make_user("chef", is_superuser=True)
    Correction.objects.create(article=article, text="Une note.")
    Suggestion.objects.create(
        article=article, field="lead", before="", proposed="Un chapô.", author=editor, author_name="chef"
    )
    Conflict.objects.create(
        article=article, batch=article.document.batch, field="lead", base="a", current="b", incoming="c"
    )
    client = Client()
    client.force_login(editor)
    client.post(
        reverse("admin:articles_article_changelist"),
        {"action": "mark_reviewed", "_selected_action": [waiting[0].pk]},
    )
    return article


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_the_desk(
    chromium: Browser, live_server, everything, scheme: str
) -> None:
    context = chromium.new_context(
        locale="fr-FR", viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    log_in(context, make_user("racine", is_superuser=True), live_server.url)
    page = context.new_page()
    findings, seen = {}, 0
    for address in addresses(everything):
        answer = page.goto(live_server.url + address)
        if answer is None or answer.status != 200:
            continue
        seen += 1
        found = Axe().run(page, options=RULES).response["violations"]
        if found:
            findings[address] = [(f["id"], [n["html"][:200] for n in f["nodes"]][:3]) for f in found]
    context.close()
    assert seen > 30
    assert findings == {}


def test_no_list_of_the_desk_hides_a_column_at_1280_pixels(desk: Page, live_server, everything) -> None:
    """Neither by a bar of its own, nor by a word cut in two."""
    long = "Le président du Comité populaire provincial reçoit une délégation interparlementaire"
    Article.objects.update(headline=long)
    ErrorReport.objects.create(
        article=everything, place="headline", passage=long, message="Le titre n’est pas celui de la dépêche."
    )
    log_in(desk.context, make_user("cheffe", is_superuser=True), live_server.url)
    wide = {}
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        desk.goto(live_server.url + address)
        over = desk.evaluate(
            "[...document.querySelectorAll('.results')].map(e => e.scrollWidth - e.clientWidth)"
        )
        if any(over):
            wide[address] = over
    assert wide == {}


def test_on_a_telephone_a_row_says_what_its_values_are(chromium: Browser, live_server, everything) -> None:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 320, "height": 700})
    log_in(context, make_user("racine", is_superuser=True), live_server.url)
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:articles_article_changelist"))
    state = page.locator("#result_list .field-state").first
    assert state.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Statut : "'
    assert state.evaluate("cell => getComputedStyle(cell).display") == "block"
    context.close()


def test_no_page_of_the_desk_scrolls_sideways_at_320_pixels(
    chromium: Browser, live_server, everything
) -> None:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 320, "height": 700})
    log_in(context, make_user("racine", is_superuser=True), live_server.url)
    page = context.new_page()
    wide = {}
    for address in addresses(everything):
        answer = page.goto(live_server.url + address)
        if answer is not None and answer.status == 200:
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide[address] = width
    context.close()
    assert wide == {}


def test_corrections_of_reviewers_and_look_alikes_are_decided_by_key(desk: Page, waiting) -> None:
    older, newer = waiting
    suggestion = Suggestion.objects.create(
        article=newer, field="headline", before=newer.headline, proposed="Le pont", author_name="dana"
    )
    pair = PossibleDuplicate.objects.create(article=newer, other=older, score=0.93)
    desk.reload()
    desk.keyboard.press("p")
    expect(told(desk)).to_contain_text("dana")
    desk.keyboard.press("a")
    expect(desk.locator(f'input[name="suggestions-{suggestion.pk}"][value="take"]')).to_be_checked()
    expect(told(desk)).to_contain_text("Semblable à 93 %")
    desk.keyboard.press("r")
    expect(desk.locator(f'input[name="alike-{pair.pk}"][value="different"]')).to_be_checked()
    expect(told(desk)).to_contain_text("leport")
