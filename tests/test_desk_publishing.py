"""What publication asks for, in the form, in list actions and at the import; notes and withdrawal."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Change, Correction

from .factories import make_article, make_user
from .importing import run_import
from .test_desk import LIST, form_of, save

pytestmark = pytest.mark.django_db

UNDATED = """Le pont de bambou accueille de nouveau les piétons

Le pont de bambou de la rive gauche accueille de nouveau les piétons du quartier.

Les travaux ont duré quatre mois. - KPL
"""
LACKING = [
    ({"body": ""}, "un texte"),
    ({"on": None}, "une date"),
]


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user("redactrice", group="Rédaction"))
    return client


def send(client: Client, article: Article, **changes):
    data = {**form_of(client, article), **changes}
    return client.post(reverse("admin:articles_article_change", args=[article.pk]), data)


@pytest.mark.parametrize(("lacks", "words"), LACKING)
def test_the_form_publishes_nothing_that_lacks_what_publication_asks_for(desk, lacks, words):
    draft = make_article(status="draft", **lacks)
    for button in ({"status": "published"}, {"_publish": "1"}):
        answer = send(desk, draft, **button)
        assert words in answer.content.decode()
        draft.refresh_from_db()
        assert draft.status == "draft"


@pytest.mark.parametrize(("lacks", "words"), LACKING)
def test_a_draft_may_lack_it(desk, lacks, words):
    draft = make_article(status="draft", **lacks)
    assert save(desk, draft, headline="Un autre titre").headline == "Un autre titre"


def test_undated_said_by_an_editor_is_enough(desk):
    draft = make_article(status="draft", on=None)
    assert save(desk, draft, status="published", undated="on").is_public


def test_a_day_without_a_year_is_a_date(desk):
    draft = make_article(status="draft", on=None, partial_date="--10-16")
    assert save(desk, draft, status="published").is_public


def test_a_date_and_undated_exclude_each_other(desk):
    answer = send(desk, make_article(), undated="on")
    assert "Une date est donnée" in answer.content.decode()


def test_reviewed_and_published_in_one_press(desk):
    draft = make_article(status="draft")
    assert send(desk, draft, _publish="1").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.review) == ("published", "reviewed")


def test_the_list_action_publishes_what_it_can_and_names_the_rest(desk):
    ready, undated = make_article(status="draft"), make_article("Sans jour", status="draft", on=None)
    answer = desk.post(
        LIST, {"action": "publish", "_selected_action": [ready.pk, undated.pk]}, follow=True
    ).content.decode()
    assert "Sans jour" in answer
    assert "une date" in answer
    assert dict(Article.objects.values_list("pk", "status")) == {ready.pk: "published", undated.pk: "draft"}


@pytest.mark.parametrize("status", ["", "published"])
def test_an_import_holds_back_what_has_no_date_whatever_it_was_asked(status):
    (outcome,) = run_import({"pont.txt": UNDATED}, status=status)
    assert outcome.held
    assert Article.objects.get().status == "draft"


def test_an_embargo_is_set_in_the_form_and_shown_in_the_list(desk, client):
    article = make_article("Demain seulement")
    hour = timezone.localtime(timezone.now() + datetime.timedelta(days=1))
    save(desk, article, embargo_until_0=f"{hour:%d/%m/%Y}", embargo_until_1="08:00:00")
    assert client.get(article.get_absolute_url()).status_code == 404
    assert "programmé, " in desk.get(LIST).content.decode()


def test_a_correction_note_is_dated_public_and_on_record(desk, client):
    article = make_article("Un pont rouvre")
    saved = save(
        desk,
        article,
        **{
            "corrections-TOTAL_FORMS": "1",
            "corrections-0-kind": "clarification",
            "corrections-0-dated": "21/11/2026",
            "corrections-0-text": "Le pont est <b>celui</b> de la rive gauche.",
        },
    )
    page = client.get(saved.get_absolute_url()).content.decode()
    assert "Le pont est &lt;b&gt;celui&lt;/b&gt; de la rive gauche." in page
    assert "21 novembre 2026" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Précision" in page
    assert Change.objects.get(object_id=article.pk).fields["corrections"][1][0]["kind"] == "clarification"


def test_a_note_stays_at_a_re_import(desk):
    text = f"date 2025-07-28 {UNDATED}"
    run_import({"pont.txt": text})
    article = Article.objects.get()
    Correction.objects.create(article=article, text="Une note.")
    run_import({"pont.txt": text.replace("quatre", "cinq")})
    article.refresh_from_db()
    assert [note["text"] for note in article.page["corrections"]] == ["Une note."]


def test_a_withdrawn_article_says_so_under_any_address_and_nothing_else(desk, client):
    article = make_article("Secret de Polichinelle", body="Corps secret.", people=["Amara Tesfal"])
    save(desk, article, status="withdrawn")
    for address in (
        article.get_absolute_url(),
        f"/articles/{article.pk}/",
        f"/articles/{article.pk}/autre/",
        f"{article.get_absolute_url()}recu/",
    ):
        answer = client.get(address)
        assert answer.status_code == 410, address
        text = answer.content.decode().lower()
        assert "retiré" in text
        for word in ("polichinelle", "corps secret", "tesfal"):
            assert word not in text
