"""What only a browser shows of the readers' pages: colours, sizes, keyboard, no script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from articles.models import Article, ErrorReport
from articles.models.derived import rederive
from tests.factories import make_article, make_articles, make_document, make_person

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
PAGES = {
    "home": "/",
    "list": "/articles/",
    "middle of a list": "/articles/?apres=2021-07-10.999",
    "search": "/articles/?q=riz&pays=cuba&sans_sujet=sport",
    "bad filter": "/articles/?pays=atlantide&annee=x",
    "nothing found": "/articles/?q=introuvable",
    "article": "/articles/1/",
    "person": "/personnes/lida-exemplaris/",
    "people": "/personnes/",
    "people of a letter": "/personnes/?lettre=l",
    "people by country": "/pays/personnes/",
    "country": "/pays/cuba/",
    "countries": "/pays/",
    "tag": "/sujets/riz/",
    "tags": "/sujets/",
    "dates": "/dates/",
    "year": "/dates/2021/",
    "month": "/dates/2021/07/",
    "day": "/dates/2021/07/28/",
    "undated": "/dates/sans-date/",
    "undated month": "/dates/sans-date/10/",
    "two countries": "/pays/cuba/avec/viet-nam/",
    "map": "/carte/",
    "relations of countries": "/relations/?entre=pays",
    "relations": "/relations/",
    "about": "/a-propos/",
    "in a result": "/articles/1/{slug}/?pays=cuba",
    "received": "/articles/1/{slug}/recu/",
    "report": "/articles/1/{slug}/signaler/?passage=Lida",
    "report sent": "/articles/1/{slug}/signaler/?envoye=1",
    "not found": "/rien/",
}
MODES = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 700}},
    "narrow dark": {"color_scheme": "dark", "viewport": {"width": 320, "height": 700}},
}
LONG = "Anticonstitutionnellementissimesquipedalophobique"


@pytest.fixture
def archive() -> Article:
    """Enough for several pages, with one article that has all there is, at ``/articles/1/``."""
    person = make_person(
        "Lida Exemplaris", spellings=["Lida Exemplarís"], country="CU", note=f"Une note : {LONG}"
    )
    make_article(
        f"Un accord sur le riz entre les deux pays, {LONG}",
        id=1,
        on="2021-07-28",
        date_basis="inferred",
        date_reason="Le 68e anniversaire fixe l’année.",
        lead="Trois textes ont été signés mercredi par les deux délégations.",
        place="Hanoï",
        agency="VNA",
        body=f"Lida Exemplaris est arrivée.\n\n## Une suite\n\nElle repart de Cuba. {LONG * 2}",
        people=[(person, "ministre de l’Agriculture"), f"Ana {LONG}"],
        countries=["CU", "VN"],
        tags=["Riz", "Diplomatie"],
        photos=[{"caption": "La salle.", "position": 1}, {"caption": "Le port.", "image": True}],
        related=[{"headline": "Annonce", "summary": "Résumé.", "caption": "Le quai.", "credit": "APS"}],
        derived=False,
    )
    make_articles(25, on="2021-07-27", countries=["CU"], tags=["Riz"], body="Du riz.", people=[person])
    make_article("Sans année", on=None, partial_date="--10-16", photos=["Seule."])
    make_article("Avant", on="2019-03-01", lead="Il y a longtemps.")
    rederive([1])
    repair = {"raw": "duParti", "text": "du Parti", "span": [3, 10], "applied": True}
    make_document(Article.objects.get(pk=1), text=f"Le duParti. {LONG * 3}", parsed={"repairs": [repair]})
    return Article.objects.get(pk=1)


def open_page(page: Page, site: str, archive: Article, address: str) -> None:
    """Go there; a page that fails would pass many a check of its looks."""
    answer = page.goto(site + address.format(slug=archive.slug))
    assert answer is not None
    assert answer.status == (404 if address == PAGES["not found"] else 200), address


@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_an_accessibility_finding(chromium: Browser, live_server, archive, mode) -> None:
    context = chromium.new_context(locale="fr-FR", **MODES[mode])
    page = context.new_page()
    findings = {}
    for name, address in PAGES.items():
        open_page(page, live_server.url, archive, address)
        if name == "search":
            expect(page.locator("details[open]")).to_be_visible()
        found = Axe().run(page, options=RULES).response["violations"]
        if found:
            findings[name] = [(f["id"], [n["html"][:200] for n in f["nodes"]][:4]) for f in found]
    context.close()
    assert findings == {}


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_scrolls_sideways(chromium: Browser, live_server, archive, width) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    too_wide = {}
    for name, address in PAGES.items():
        open_page(page, live_server.url, archive, address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            too_wide[name] = over
    context.close()
    assert too_wide == {}


def test_no_page_draws_a_complaint_or_asks_for_much(page: Page, live_server, archive) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    too_much = {}
    for name, address in PAGES.items():
        answers.clear()
        open_page(page, live_server.url, archive, address)
        page.wait_for_load_state("networkidle")
        # what the page asks for beside its pictures; a redirect on the way counts
        asked = [a for a in answers if "image/png" not in a.headers.get("content-type", "")]
        counted = [answer for answer in asked if answer.status < 300]
        size = sum(len(answer.body()) for answer in counted)
        if len(asked) > 5 or size > 60_000:
            too_much[name] = (len(asked), size)
    assert too_much == {}


def test_reading_from_the_first_page_works_without_script(chromium: Browser, live_server, archive) -> None:
    context = chromium.new_context(locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name=re.compile("Un accord sur le riz")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Un accord sur le riz")
    page.locator(".body").get_by_role("link", name="Lida Exemplaris").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lida Exemplaris")
    page.get_by_role("link", name="affiner").click()
    expect(page.get_by_role("list", name="Filtres choisis")).to_contain_text("Lida Exemplaris")
    page.get_by_label("Mots à chercher").fill("riz")
    page.locator("#pays").fill("cuba")
    page.get_by_role("button", name="Appliquer").click()
    chips = page.get_by_role("list", name="Filtres choisis")
    expect(chips).to_contain_text("Cuba")
    expect(chips).to_contain_text("Lida Exemplaris")
    expect(page.get_by_text("26 articles")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("riz")
    page.get_by_role("link", name="Page suivante").click()
    expect(chips).to_contain_text("Lida Exemplaris")
    expect(page.locator(".card")).to_have_count(6)
    page.get_by_role("link", name=re.compile("Cuba.*retirer ce filtre")).click()
    expect(chips).not_to_contain_text("Cuba")
    context.close()


def test_keyboard_reaches_everything_and_shows_where_it_is(page: Page, live_server, archive) -> None:
    for address in PAGES.values():
        open_page(page, live_server.url, archive, address)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Aller au contenu")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        reached = []
        for _ in range(200):
            seen = page.evaluate(
                """() => { const e = document.activeElement; const s = getComputedStyle(e);
                return e === document.body ? null
                  : [e.className, s.outlineStyle, parseFloat(s.outlineWidth)] }"""
            )
            if seen is None or (reached and seen[0] == "skip"):  # once round
                break
            reached.append(seen)
            page.keyboard.press("Tab")
        assert [one for one in reached if one[1] == "none" or one[2] < 2] == [], address
        # what stands in a drawing stands in its table too; one field is there for programs alone
        wanted = "a[href]:not(svg a), button, input:not([type=hidden]), select, summary, textarea"
        visible = page.locator(wanted).evaluate_all(
            "all => all.filter(e => e.checkVisibility() && e.tabIndex >= 0).length"
        )
        assert len(reached) == visible, address


def press_until(page: Page, name: str, within: str = "body") -> None:
    """Tab to the first link, field or button in ``within`` whose text or label begins with ``name``."""
    for _ in range(150):
        page.keyboard.press("Tab")
        words = page.evaluate(
            """within => { const e = document.activeElement;
            return e.closest(within) ? (e.labels?.[0] ?? e).textContent.trim() : '' }""",
            within,
        )
        if words.startswith(name):
            return
    pytest.fail(f"The keyboard did not come to {name!r} on {page.url}")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_keyboard_alone_leads_from_the_first_page_to_a_report(page: Page, live_server, archive) -> None:
    page.goto(live_server.url)
    press_until(page, "Rechercher dans les archives")
    page.keyboard.type("riz")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Recherche")
    press_until(page, "Viêt Nam", within=".facets")
    enter(page)
    expect(page.get_by_role("list", name="Filtres choisis")).to_contain_text("Viêt Nam")
    press_until(page, "Un accord sur le riz")
    enter(page)
    expect(page.get_by_role("link", name="Retour au résultat")).to_be_visible()
    press_until(page, "Texte reçu")
    enter(page)
    expect(page.locator(".received ins")).to_have_text("du Parti")
    press_until(page, "Texte corrigé")
    enter(page)
    press_until(page, "Signaler une erreur")
    enter(page)
    press_until(page, "Ce qui est inexact")
    page.keyboard.type("La date est fausse.")
    press_until(page, "Envoyer")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci")
    assert ErrorReport.objects.get().message == "La date est fausse."


def test_pages_read_in_order_without_the_style_sheet(page: Page, live_server, archive) -> None:
    page.route("**/*.css", lambda route: route.abort())
    too_large = {}
    for name, address in PAGES.items():
        open_page(page, live_server.url, archive, address)
        sizes = page.locator("svg").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
        )
        if any(width > 800 or height > 800 for width, height in sizes):
            too_large[name] = sizes
        order = page.evaluate(
            """() => [...document.querySelectorAll('.skip, header.masthead, h1, main p, footer')].map(
            e => e.matches('p') ? 'p' : e.tagName.toLowerCase()).filter((e, i, all) => e !== all[i - 1])"""
        )
        assert order[0] == "a", name
        assert order.index("h1") < order.index("footer"), name
    assert too_large == {}
    page.goto(f"{live_server.url}/carte/")
    key = page.locator(".legend svg").first.bounding_box()
    assert key is not None
    assert key["width"] < 30


def test_skip_link_leads_to_the_content(page: Page, live_server, archive) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [768, 1440])
def test_lines_of_running_text_hold_at_most_seventy_five_letters(
    page: Page, live_server, archive, width
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address, text in (
        ("/articles/1/", ".body p"),
        ("/articles/1/", ".lead"),
        ("/", ".first .summary"),
        ("/articles/", ".summary"),
        ("/personnes/lida-exemplaris/", ".note p"),
        ("/a-propos/", ".intro"),
        ("/a-propos/", "#dater ~ p"),
        ("/rien/", ".plain p"),
    ):
        page.goto(live_server.url + address)
        letters = page.locator(text).first.evaluate(
            """text => { const ruler = document.createElement('span'); text.replaceChildren(ruler);
            ruler.textContent = 'Les deux pays ont signé un accord sur le riz et sur la pêche. ';
            return text.clientWidth / ruler.offsetWidth * ruler.textContent.length }"""
        )
        # of the narrowest fonts; the first choice of the style sheet holds seventy at most
        assert letters <= 76, (address, text, letters)


def test_print_shows_the_article_without_the_frame(page: Page, live_server, archive) -> None:
    page.goto(f"{live_server.url}/articles/1/")
    page.emulate_media(media="print")
    for hidden in (".sections", ".quick", ".skip"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_names_are_proposed_while_one_is_typed(page: Page, live_server, archive) -> None:
    page.goto(f"{live_server.url}/articles/")
    page.get_by_text("Affiner par pays").click()
    page.locator("#personne").press_sequentially("lid")
    expect(page.locator("#personne-noms option")).to_have_count(1)
    assert page.locator("#personne-noms option").get_attribute("value") == "Lida Exemplaris"
