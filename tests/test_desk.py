"""The desk through its forms and lists, as an editor and an administrator use it."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.desk.article_filters import is_common
from articles.models import Article, BatchEntry, Change, CountryMention, OldAddress, Person, Tag
from articles.models.derived import rederive
from tests.factories import (
    make_article,
    make_articles,
    make_document,
    make_person,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def editor():
    return make_user("redactrice", group="Rédaction")


@pytest.fixture
def desk(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def form_of(client: Client, article: Article) -> dict[str, str]:
    """What the browser would send if the form were saved untouched."""
    response = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert response.status_code == 200
    data = {}
    form = response.context["adminform"].form
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        data[bound.html_name] = value
    data["tags"] = [tag.pk for tag in article.tags.all()]
    for formset in response.context["inline_admin_formsets"]:
        for bound in formset.formset.management_form:
            data[bound.html_name] = bound.value()
        for row in formset.formset.initial_forms:
            for bound in row:
                value = bound.value()
                if value is not None and bound.name != "image":
                    data[bound.html_name] = value
    return {key: value for key, value in data.items() if value is not None}


def save(client: Client, article: Article, **changes):
    data = {**form_of(client, article), **changes}
    response = client.post(reverse("admin:articles_article_change", args=[article.pk]), data)
    if response.status_code == 200:
        context = response.context
        errors = [
            context["adminform"].form.errors,
            *(f.formset.errors for f in context["inline_admin_formsets"]),
        ]
        raise AssertionError(errors)
    assert response.status_code == 302
    return Article.objects.get(pk=article.pk)


def test_saving_an_untouched_form_records_nothing(desk):
    article = make_article(people=["Amara Tesfal"], countries=["CU"], photos=["Le port."], tags=["Santé"])
    make_document(article)
    save(desk, article)
    assert not Change.objects.exists()


def as_a_browser_sends(data: dict) -> dict:
    """Lines of a text area end in two characters."""
    return {
        key: value.replace("\n", "\r\n") if isinstance(value, str) else value for key, value in data.items()
    }


def test_line_ends_of_a_browser_are_no_change(desk):
    article = make_article(
        lead="Un.\nDeux.", body="Un.\nDeux.\n\nTrois.", date_reason="A.\nB.", photos=["Le port.\nLe quai."]
    )
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert desk.post(address, as_a_browser_sends(form_of(desk, article))).status_code == 302
    assert not Change.objects.exists()
    article.refresh_from_db()
    assert article.lead == "Un.\nDeux."
    assert article.photos.get().caption == "Le port.\nLe quai."


def test_a_corrected_caption_is_on_record_with_who_and_on_the_page(desk, editor):
    article = make_article(photos=["Le prot au matin."])
    save(desk, article, **{"photos-0-caption": "Le port au matin."})
    change = Change.objects.get(kind="article", object_id=article.pk)
    before, after = change.fields["photos"]
    assert [p["caption"] for p in before.values()] == ["Le prot au matin."]
    assert [p["caption"] for p in after.values()] == ["Le port au matin."]
    assert (change.actor, change.path) == (editor, "form")
    article.refresh_from_db()
    assert article.page["photos"][0]["caption"] == "Le port au matin."


def test_a_tag_added_in_the_form_counts_and_is_on_record(desk):
    article, tag = make_article(), make_tag("Coopération médicale")
    save(desk, article, tags=[tag.pk])
    tag.refresh_from_db()
    assert tag.article_count == 1
    assert Change.objects.get(object_id=article.pk).fields["tags"] == [[], ["Coopération médicale"]]


def test_a_date_given_by_an_editor_says_so(desk):
    article = make_article(on=None)
    saved = save(desk, article, published_on="16/10/2019")
    assert (saved.published_on.isoformat(), saved.date_precision, saved.date_basis) == (
        "2019-10-16",
        "day",
        "edited",
    )
    monthly = save(desk, saved, published_on="16/10/2019", date_precision="month")
    assert monthly.published_on.isoformat() == "2019-10-01"


def test_people_and_countries_are_added_in_place(desk):
    article, person = make_article(), make_person("Amara Tesfal")
    saved = save(
        desk,
        article,
        **{
            "person_mentions-TOTAL_FORMS": "1",
            "person_mentions-0-person": person.pk,
            "person_mentions-0-role": "ambassadrice",
            "person_mentions-0-state": "accepted",
            "country_mentions-TOTAL_FORMS": "1",
            "country_mentions-0-country": "CU",
            "country_mentions-0-state": "accepted",
        },
    )
    person.refresh_from_db()
    assert person.article_count == 1
    assert saved.page["people"][0]["role"] == "ambassadrice"
    assert saved.page["countries"][0]["code"] == "CU"
    mention = CountryMention.objects.get(article=article)
    assert mention.listed_on == saved.listed_on
    assert mention.public_from == saved.public_from


def test_saving_over_a_newer_version_is_refused_and_keeps_what_was_typed(desk):
    article = make_article("Ancien titre")
    opened = form_of(desk, article)
    save(desk, article, headline="Titre de l'autre rédactrice")
    response = desk.post(
        reverse("admin:articles_article_change", args=[article.pk]), {**opened, "headline": "Ma saisie"}
    )
    assert response.status_code == 200
    assert "a changé pendant que vous écriviez" in response.content.decode()
    assert "Ma saisie" in response.content.decode()
    article.refresh_from_db()
    assert article.headline == "Titre de l'autre rédactrice"


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [
        ("publish", "status", "published"),
        ("withdraw", "status", "withdrawn"),
        ("mark_reviewed", "review", "reviewed"),
    ],
)
def test_list_actions_change_every_chosen_article_and_are_on_record(desk, editor, action, field, value):
    articles = make_articles(3, status="draft")
    if action == "withdraw":
        Article.objects.update(status="published")
    desk.post(LIST, {"action": action, "_selected_action": [a.pk for a in articles]})
    assert list(Article.objects.values_list(field, flat=True)) == [value] * 3
    assert Change.objects.filter(path="action", actor=editor).count() == 3


def test_a_tag_is_added_to_and_removed_from_many_articles(desk):
    articles, tag = make_articles(3), make_tag("Énergie")
    chosen = {"_selected_action": [a.pk for a in articles], "tag": tag.pk, "apply": "1"}
    asked = desk.post(LIST, {"action": "add_tag", "_selected_action": chosen["_selected_action"]})
    assert "Ajouter un sujet" in asked.content.decode()
    assert not articles[0].tags.exists()
    desk.post(LIST, {"action": "add_tag", **chosen})
    tag.refresh_from_db()
    assert tag.article_count == 3
    desk.post(LIST, {"action": "add_tag", **chosen})  # again: nothing twice
    tag.refresh_from_db()
    assert tag.article_count == 3
    assert Change.objects.filter(path="action").count() == 3
    desk.post(LIST, {"action": "remove_tag", **chosen})
    tag.refresh_from_db()
    assert tag.article_count == 0


def test_an_editor_can_neither_delete_nor_import_nor_manage_accounts(desk):
    article, person = make_article(), make_person()
    assert desk.post(reverse("admin:articles_article_delete", args=[article.pk])).status_code == 403
    assert desk.post(reverse("admin:articles_person_delete", args=[person.pk])).status_code == 403
    assert desk.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert desk.get(reverse("admin:articles_batch_add")).status_code == 403
    assert "delete_selected" not in desk.get(LIST).content.decode()


def test_an_administrator_cannot_make_a_superuser():
    administrator, colleague = make_user("chef", group="Administration"), make_user("collegue")
    client = Client()
    client.force_login(administrator)
    address = reverse("admin:auth_user_change", args=[colleague.pk])
    assert client.get(address).status_code == 200
    client.post(
        address,
        {
            "username": "collegue",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "first_name": "Cam",
        },
    )
    colleague.refresh_from_db()
    assert colleague.first_name == "Cam"
    assert not colleague.is_superuser
    hidden = make_user("racine", is_superuser=True)
    assert client.get(reverse("admin:auth_user_change", args=[hidden.pk])).status_code == 302


def test_documents_batches_and_history_are_read_only(desk):
    article = make_article()
    document = make_document(article, text="Texte <script>alert(1)</script> {{ reçu }}")
    for name, key in (("sourcedocument", document.pk), ("batch", document.batch_id)):
        address = reverse(f"admin:articles_{name}_change", args=[key])
        assert desk.get(address).status_code == 200
        assert desk.post(address, {}).status_code == 403
    page = desk.get(reverse("admin:articles_sourcedocument_change", args=[document.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ reçu }}" in page
    assert "<script>alert" not in page


def test_the_raw_text_stands_beside_the_form_with_its_values_marked(desk):
    article = make_article()
    parsed = {"headline": {"value": "Un port", "span": [0, 7], "rule": "first-line"}}
    make_document(article, text="Un port & un pont", parsed=parsed)
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert (
        'data-v="1" title="titre : Un port — first-line">'
        '<a class="desk-label" href="#id_headline">titre</a>Un port</mark>' in page
    )
    assert "&amp; un pont" in page


def test_the_list_searches_text_and_every_spelling(desk):
    person = make_person("Amara Tesfal", spellings=["Amarah Tesfall"])
    found = make_article("Une visite", people=[person], body="Les coopérations.")
    make_article("Autre chose")
    for query in ("cooperation", "tesfall", "visite -autre"):
        cards = desk.get(LIST, {"q": query}).context["cl"].result_list
        assert [a.pk for a in cards] == [found.pk], query


def test_people_are_found_by_any_spelling(desk):
    person = make_person("Amara Tesfal", spellings=["Amarâ Tesfàll"])
    make_person("Autre Nom")
    listed = desk.get(reverse("admin:articles_person_changelist"), {"q": "tesfall amara"})
    assert [p.pk for p in listed.context["cl"].result_list] == [person.pk]


def test_a_renamed_person_keeps_the_old_address_and_changes_the_pages(desk):
    person = make_person("Amara Tesfal")
    article = make_article(people=[person])
    address = reverse("admin:articles_person_change", args=[person.pk])
    desk.post(
        address,
        {
            "name": "Amara Tesfali",
            "slug": "amara-tesfali",
            "country": "CU",
            "note": "",
            "names-TOTAL_FORMS": "1",
            "names-INITIAL_FORMS": "1",
            "names-0-id": person.names.get().pk,
            "names-0-person": person.pk,
            "names-0-name": "Amara Tesfal",
        },
    )
    article.refresh_from_db()
    assert article.page["people"][0]["name"] == "Amara Tesfali"
    assert OldAddress.objects.get(slug="amara-tesfal").target_id == person.pk
    change = Change.objects.get(kind="person")
    assert change.fields["name"] == ["Amara Tesfal", "Amara Tesfali"]


def test_tags_alike_but_for_accents_or_case_are_one(desk):
    make_tag("Santé publique")
    response = desk.post(reverse("admin:articles_tag_add"), {"name": "sante-PUBLIQUE", "slug": ""})
    assert "existe déjà" in response.content.decode()
    assert Tag.objects.filter(key="sante publique").count() == 1


def test_the_merge_action_of_the_tag_library_is_not_offered(desk):
    make_tag("Énergie")
    page = desk.get(reverse("admin:articles_tag_changelist")).content.decode()
    assert "merge_tags" not in page
    from django.contrib import admin
    from taggit.models import Tag as TaggitTag

    assert not admin.site.is_registered(TaggitTag)


def test_tags_and_people_complete_while_typing(desk):
    make_tag("Énergie solaire")
    asked = {"app_label": "articles", "model_name": "article", "field_name": "tags", "term": "energie sol"}
    assert desk.get(reverse("admin:autocomplete"), asked).json()["results"][0]["text"] == "Énergie solaire"


def test_a_tag_that_is_missing_is_made_beside_the_form_by_whoever_may(desk, client):
    article = make_article(status="draft")
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert 'id="add_id_tags"' in desk.get(address).content.decode()
    client.force_login(make_user("relecteur", group="Relecture"))
    page = client.get(address).content.decode()
    assert 'id="id_tags"' in page
    assert 'id="add_id_tags"' not in page


def test_history_shows_a_readable_difference(desk):
    article = make_article("Avant")
    save(desk, article, headline="Après")
    page = desk.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    assert "<del>Avant</del>" in page
    assert "<ins>Après</ins>" in page
    assert "redactrice" in page


@pytest.mark.parametrize(
    "model", ["article", "person", "tag", "country", "sourcedocument", "batch", "change"]
)
def test_each_list_runs_the_same_number_of_queries_whatever_its_rows(desk, model, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(number: int) -> None:
        for _ in range(number):
            person = make_person()
            person.names.create(name=f"{person.name} bis")
            article = make_article(people=[person], countries=["CU", "VN"], tags=[make_tag()], photos=["Un"])
            make_document(article)
            Change.objects.create(
                kind="article", object_id=article.pk, path="form", fields={"lead": ["", "a"]}
            )

    address = reverse(f"admin:articles_{model}_changelist")
    fill(2)
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(address).status_code == 200
    fill(12)
    with django_assert_num_queries(len(few)):
        desk.get(address)


def test_the_country_filter_lists_the_same_way_whether_a_country_is_common_or_rare(desk):
    articles = [make_article(countries=["CU", "VN"] if n == 3 else ["CU"]) for n in range(6)]
    draft = make_article(countries=["VN"], status="draft")
    refused = make_article(countries=["CU", "VN"])
    refused.country_mentions.update(state="refused")
    rederive([refused.pk])
    assert is_common("CU")
    assert not is_common("VN")
    for code, expected in (("CU", articles), ("VN", [articles[3], draft]), ("ZZ", [])):
        listed = desk.get(LIST, {"pays": code}).context["cl"].result_list
        assert {article.pk for article in listed} == {article.pk for article in expected}


def test_the_desk_speaks_french_and_needs_a_login():
    response = Client().get(LIST)
    assert response.status_code == 302
    page = Client().get(response["Location"]).content.decode()
    assert 'lang="fr"' in page
    assert "Mot de passe" in page


def test_deleting_a_person_is_for_administrators_and_never_of_one_in_use():
    administrator = make_user("chef", group="Administration")
    client = Client()
    client.force_login(administrator)
    used, unused = make_person(), make_person()
    make_article(people=[used])
    client.post(reverse("admin:articles_person_delete", args=[used.pk]), {"post": "yes"})
    client.post(reverse("admin:articles_person_delete", args=[unused.pk]), {"post": "yes"})
    assert list(Person.objects.values_list("pk", flat=True)) == [used.pk]


def test_rows_of_a_batch_lead_to_their_document_and_article(desk):
    article = make_article("Un pont rouvre")
    document = make_document(article)
    batch = document.batch
    BatchEntry.objects.create(batch=batch, name="a.txt", outcome="created", document=document)
    BatchEntry.objects.create(batch=batch, name="b.txt", outcome="refused", reason="Vide.")
    page = desk.get(reverse("admin:articles_batch_change", args=[batch.pk])).content.decode()
    to_document = reverse("admin:articles_sourcedocument_change", args=[document.pk])
    assert f'<a href="{to_document}">a.txt</a>' in page
    to_article = reverse("admin:articles_article_change", args=[article.pk])
    assert f'<a href="{to_article}">Un pont rouvre</a>' in page
    assert "b.txt" in page
    Article.objects.update(trashed_at=article.created_at)
    assert (
        to_article not in desk.get(reverse("admin:articles_batch_change", args=[batch.pk])).content.decode()
    )


def test_the_page_of_a_change_is_headed_by_what_it_is_about(desk):
    article = make_article("Un pont rouvre")
    save(desk, article, lead="Le trafic reprend.")
    change = Change.objects.get()
    page = desk.get(reverse("admin:articles_change_change", args=[change.pk])).content.decode()
    assert "<h2>Un pont rouvre</h2>" in page
    assert f"article {article.pk}" not in page
