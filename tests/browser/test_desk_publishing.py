"""What waits, is published, corrected and withdrawn, and by whom: in Chromium, up to the readers' page."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Article, Change, Conflict, Suggestion, Tag
from articles.models.writing import Author, changing_articles
from tests.browser.test_desk_lose_nothing import enter, go
from tests.factories import make_article, make_person, make_tag
from tests.importing import BOOKS, BRIDGE, run_import


@pytest.fixture
def reader() -> Client:
    return Client()


def tick(page: Page, *articles: Article) -> None:
    for article in articles:
        page.locator(f'input[name="_selected_action"][value="{article.pk}"]').check()


def act(page: Page, action: str) -> None:
    page.locator("select[name=action]").first.select_option(label=action)
    page.get_by_role("button", name="Envoyer").first.click()


def test_a_number_of_the_front_page_leads_to_its_queue_and_begins_it(page: Page, live_server):
    run_import({"livres.txt": BOOKS})
    person = make_person("Amara Tesfal")
    waiting = [
        make_article(f"Cité {n}", people=[{"person": person, "state": "proposed"}], review="reviewed")
        for n in range(2)
    ]
    enter(page, live_server, group="Rédaction")
    page.goto(f"{live_server.url}{reverse('admin:index')}")
    page.get_by_role("link", name="2 : Personnes proposées").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    page.go_back()
    page.get_by_role("link", name="commencer : Personnes proposées").click()
    expect(page.locator("#id_headline")).to_have_value("Cité 1")
    page.get_by_role("button", name="Enregistrer, suivant").first.click()
    expect(page.locator("#id_headline")).to_have_value("Cité 0")
    page.goto(f"{live_server.url}{reverse('admin:index')}")
    expect(page.get_by_role("heading", name="Derniers lots")).to_be_visible()
    page.get_by_role("link", name="Lot ").first.click()
    expect(page.get_by_text("livres.txt").first).to_be_visible()
    assert len(waiting) == 2


def test_nothing_is_published_before_it_has_what_it_needs(page: Page, live_server, reader):
    draft = make_article("Un pont sans date", status="draft", on=None)
    enter(page, live_server, group="Rédaction")
    go(page, live_server, "article_change", draft.pk)
    page.get_by_role("button", name="Relu et publié, suivant").first.click()
    expect(page.get_by_text("il manque une date, ou la case « sans date »")).to_be_visible()
    assert reader.get(draft.get_absolute_url()).status_code == 404
    page.get_by_label("Sans date, c'est vérifié").check()
    page.get_by_role("button", name="Relu et publié, suivant").first.click()
    expect(page.get_by_text("Enregistré : « Un pont sans date »")).to_be_visible()
    assert reader.get(draft.get_absolute_url()).status_code == 200


def test_an_embargo_hides_what_is_published_until_it_ends(page: Page, live_server, reader):
    draft = make_article("Un pont à venir", status="draft")
    enter(page, live_server, group="Rédaction")
    go(page, live_server, "article_change", draft.pk)
    page.locator("#id_status").select_option("published")
    page.locator("#id_embargo_until_0").fill("01/01/2099")
    page.locator("#id_embargo_until_1").fill("08:00")
    page.get_by_role("button", name="Enregistrer", exact=True).first.click()
    expect(page.get_by_text("programmé, 01/01/2099 08:00")).to_be_visible()
    assert reader.get(draft.get_absolute_url()).status_code == 404
    go(page, live_server, "article_change", draft.pk)
    page.locator("#id_embargo_until_0").fill("01/01/2020")
    page.get_by_role("button", name="Enregistrer", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert reader.get(draft.get_absolute_url()).status_code == 200


def test_a_note_and_a_withdrawal_reach_the_readers(page: Page, live_server, reader):
    article = make_article("Un pont rouvre")
    enter(page, live_server, group="Rédaction")
    go(page, live_server, "article_change", article.pk)
    page.locator("#corrections-group .add-row a").click()
    page.locator("#id_corrections-0-text").fill("Le pont est celui de la rive gauche.")
    page.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    expect(page.get_by_text("Le pont est celui de la rive gauche.")).to_be_visible()
    go(page, live_server, "article_changelist")
    tick(page, article)
    act(page, "Retirer de la publication")
    expect(page.locator(".messagelist .success")).to_be_visible()
    answer = page.goto(f"{live_server.url}{article.get_absolute_url()}")
    assert answer is not None
    assert answer.status == 410
    assert "Un pont rouvre" not in page.content()
    assert "rive gauche" not in page.content()


def test_a_reviewer_proposes_and_an_editor_takes(chromium: Browser, live_server, reader):
    article = make_article("Un pont rouvr", lead="Un chapô.")
    contexts = [chromium.new_context(locale="fr-FR") for _ in range(2)]
    review, editor = (context.new_page() for context in contexts)
    enter(review, live_server, "relectrice", "Relecture")
    go(review, live_server, "article_change", article.pk)
    expect(review.locator("#id_status")).to_have_count(0)
    expect(review.get_by_text("vos corrections et les noms que vous ajoutez sont proposés")).to_be_visible()
    review.locator("#id_headline").fill("Un pont rouvre")
    review.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(review.get_by_text("Vos corrections sont proposées à la rédaction.")).to_be_visible()
    article.refresh_from_db()
    assert article.headline == "Un pont rouvr"
    enter(editor, live_server, "redactrice", "Rédaction")
    go(editor, live_server, "article_change", article.pk)
    editor.get_by_label("prendre").check()
    editor.get_by_role("button", name="Enregistrer et rester").first.click()
    expect(editor.locator("#id_headline")).to_have_value("Un pont rouvre")
    assert Suggestion.objects.get().taken
    go(editor, live_server, "article_history", article.pk)
    expect(editor.get_by_text("Correction proposée par relectrice.")).to_be_visible()
    article.refresh_from_db()
    assert "Un pont rouvre" in reader.get(article.get_absolute_url()).content.decode()
    for context in contexts:
        context.close()


def test_the_conflicts_of_a_batch_are_settled_together(page: Page, live_server):
    run_import({"pont.txt": BRIDGE, "livres.txt": BOOKS})
    with changing_articles(Article.objects.values_list("pk", flat=True), Author(None, "form")):
        Article.objects.update(place="Paksé")
    run_import(
        {
            "pont.txt": BRIDGE.replace("Vientiane, 28", "Thakhek, 28"),
            "livres.txt": BOOKS.replace("Savannakhet, 30", "Thakhek, 30"),
        }
    )
    assert Conflict.objects.count() == 2
    enter(page, live_server, group="Rédaction")
    go(page, live_server, "conflict_changelist", query=f"?batch={Conflict.objects.first().batch_id}")
    page.locator("#action-toggle").check()
    act(page, "Prendre les nouvelles lectures")
    expect(page.get_by_text("2 conflits : réglés.")).to_be_visible()
    assert set(Article.objects.values_list("place", flat=True)) == {"Thakhek"}


def test_two_tags_become_one_and_two_again(page: Page, live_server):
    kept, other = make_tag("Énergie solaire"), make_tag("Solaire")
    article = make_article("Des panneaux", tags=[other])
    enter(page, live_server, group="Rédaction")
    go(page, live_server, "tag_changelist", query="?q=solaire")
    for tag in (kept, other):
        page.locator(f'input[name="_selected_action"][value="{tag.pk}"]').check()
    act(page, "Fusionner…")
    page.get_by_role("radio", name="Énergie solaire").check()
    page.get_by_label("Raison :").fill("le même sujet")
    page.get_by_role("button", name="Fusionner").click()
    expect(page.get_by_text("« Solaire » : fusionné dans « Énergie solaire »")).to_be_visible()
    assert [tag.name for tag in article.tags.all()] == ["Énergie solaire"]
    page.get_by_role("link", name="Solaire", exact=True).click()
    page.get_by_role("button", name="Annuler cette fusion").click()
    expect(page.get_by_text("« Solaire » a retrouvé ce qui était à lui")).to_be_visible()
    assert [tag.name for tag in Article.objects.get().tags.all()] == ["Solaire"]
    assert Tag.objects.get(pk=other.pk).article_count == 1


def test_an_article_goes_to_the_trash_and_comes_back_with_its_history(page: Page, live_server, reader):
    article = make_article("Un essai")
    enter(page, live_server, group="Rédaction")
    go(page, live_server, "article_trash", article.pk)
    page.get_by_label("Raison").fill("doublon")
    page.get_by_role("button", name="Mettre à la corbeille").click()
    expect(page.get_by_text("« Un essai » est à la corbeille.")).to_be_visible()
    assert reader.get(article.get_absolute_url()).status_code == 404
    go(page, live_server, "trashedarticle_changelist")
    page.get_by_role("link", name="Un essai", exact=True).click()
    expect(page.get_by_text("doublon", exact=True)).to_be_visible()
    page.go_back()
    tick(page, article)
    act(page, "Reprendre")
    expect(page.get_by_text("1 article : repris.")).to_be_visible()
    assert reader.get(article.get_absolute_url()).status_code == 200
    assert Change.objects.filter(kind="article", path="restore").exists()
