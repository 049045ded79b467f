"""Who may do what at the desk: every address and every list action, for every role, on the server."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone

from articles.models import (
    Article,
    Batch,
    Change,
    Conflict,
    Country,
    Pair,
    Period,
    Person,
    PersonMention,
    Suggestion,
    Tag,
    TagProposal,
)

from .factories import make_article, make_document, make_person, make_tag, make_user
from .test_desk import LIST, as_a_browser_sends, form_of, save

pytestmark = pytest.mark.django_db

ROLES = ("Rédaction", "Administration", "Relecture")
# Pages that anybody who may log in at the desk may open, and those before the log-in.
EVERYBODY = {"index", "login", "logout", "password_change", "password_change_done", "jsi18n", "desk_front"}


@pytest.fixture
def published() -> Article:
    article = make_article(
        "Un pont rouvre",
        people=[make_person("Amara Tesfal"), {"person": make_person("Bina Tesfal"), "state": "proposed"}],
        countries=["CU"],
        tags=["Ponts"],
        photos=["Le pont."],
    )
    make_document(article)
    TagProposal.objects.create(article=article, tag=make_tag("Ports"))
    Change.objects.create(
        kind="article", object_id=article.pk, path="form", fields={"headline": ["Avant", article.headline]}
    )
    return article


@pytest.fixture
def reviewer():
    return make_user("relectrice", group="Relecture")


@pytest.fixture
def review(reviewer) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


def desk_addresses() -> list[tuple[str, str]]:
    """(name, address) of every page under /admin/, filled in with rows that exist."""
    rows = {
        "article": Article.objects.first().pk,
        "person": Person.objects.first().pk,
        "tag": Tag.objects.first().pk,
        "country": Country.objects.get(code="CU").pk,
        "batch": Batch.objects.first().pk,
        "change": Change.objects.first().pk,
    }
    found = []

    def walk(patterns, prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern) and pattern.name:
                found.append((pattern.name, route, pattern))

    walk(get_resolver().url_patterns, "/")
    addresses = []
    for name, route, pattern in found:
        if not route.startswith("/admin/"):
            continue
        model = name.split("_")[1] if name.count("_") >= 1 else ""
        given = {}
        for key, converter in pattern.pattern.converters.items():
            value = rows["change"] if key == "change" else rows.get(model, 1)
            if name == "articles_article_queue":
                value = "relire"
            given[key] = value if not isinstance(converter, IntConverter) or isinstance(value, int) else 1
        if pattern.pattern.regex.groups > len(given):
            continue  # Django's pages by application label
        addresses.append((name, reverse(name if name == "desk_front" else f"admin:{name}", kwargs=given)))
    return addresses


def for_readers() -> dict:
    """All that a reader can see, and what decides who sees it."""
    return {
        "articles": list(
            Article.objects.order_by("pk").values(
                "pk",
                "headline",
                "status",
                "public_from",
                "embargo_until",
                "trashed_at",
                "page",
                "card",
                "slug",
            )
        ),
        "people": list(
            Person.objects.order_by("pk").values("pk", "name", "slug", "article_count", "merged_into")
        ),
        "tags": list(Tag.objects.order_by("pk").values("pk", "name", "slug", "article_count", "merged_into")),
        "countries": list(Country.objects.filter(article_count__gt=0).values()),
        "periods": list(Period.objects.filter(article_count__gt=0).order_by("key").values()),
    }


def test_no_page_of_the_desk_opens_without_a_login(published):
    addresses = desk_addresses()
    assert len(addresses) > 40
    client = Client()
    for name, address in addresses:
        for send in (client.get, client.post):
            answer = send(address)
            assert answer.status_code in {302, 403, 405} or name == "login", (name, answer.status_code)
            if answer.status_code == 302:
                assert "/login/" in answer["Location"] or name in {"login", "logout"}, name


def test_somebody_of_no_group_sees_an_empty_desk(published):
    client = Client()
    client.force_login(make_user("stagiaire"))
    before = for_readers()
    for name, address in desk_addresses():
        if name in EVERYBODY:
            continue
        assert client.get(address).status_code in {302, 403, 404, 405}, name
        assert client.post(address, {"action": "publish"}).status_code in {302, 403, 404, 405}, name
    assert for_readers() == before
    assert "Un pont rouvre" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_for_every_role_and_none_fails(role, published):
    client = Client()
    client.force_login(make_user("quelqu-un", group=role))
    for name, address in desk_addresses():
        if name == "logout":
            continue
        assert client.get(address).status_code in {200, 302, 403, 404, 405}, name


def test_nothing_that_a_reviewer_sends_anywhere_changes_what_readers_see(published, review):
    """Every address gets an empty POST and one with all that its forms could hold."""
    make_article("Autre pont", people=["Cara Tesfal"])
    person, other = Person.objects.order_by("pk")[:2]
    tag = Tag.objects.get(name="Ports")
    Pair.objects.create(kind="person", first_id=person.pk, second_id=other.pk, score=90)
    before, mentions = for_readers(), list(PersonMention.objects.order_by("pk").values("pk", "state"))
    full = {
        "headline": "Changé",
        "name": "Changé",
        "slug": "change",
        "reason": "parce que",
        "post": "yes",
        "ids": [str(person.pk), str(other.pk)],
        "target": str(person.pk),
        "tag": str(tag.pk),
        "apply": "1",
        "status": "withdrawn",
    }
    addresses = [pair for pair in desk_addresses() if pair[0] not in EVERYBODY]
    for name, address in addresses:
        for data in ({}, full):
            assert review.post(address, data).status_code in {200, 302, 400, 403, 404, 405}, name
    assert for_readers() == before
    assert list(PersonMention.objects.order_by("pk").values("pk", "state")) == mentions


def test_no_list_action_but_marking_as_reviewed_works_for_a_reviewer(published, review):
    """Whatever the list offers is ignored: the action's name is sent as an attacker would."""
    before = for_readers()
    for model, desk in admin.site._registry.items():
        if model._meta.app_label != "articles":
            continue
        names = {getattr(action, "__name__", action) for action in desk.actions or ()}
        names |= {name for _, name, _ in desk._get_base_actions()}
        names |= {"publish", "withdraw", "trash_chosen", "add_tag", "remove_tag", "delete_selected"}
        address = reverse(f"admin:articles_{model._meta.model_name}_changelist")
        keys = [str(key) for key in model._default_manager.values_list("pk", flat=True)[:3]]
        for name in names - {"mark_reviewed"}:
            for extra in ({}, {"tag": Tag.objects.first().pk, "apply": "1", "post": "yes", "reason": "x"}):
                answer = review.post(address, {"action": name, "_selected_action": keys, **extra})
                assert answer.status_code in {200, 302, 403}, (model, name)
    assert for_readers() == before
    review.post(LIST, {"action": "mark_reviewed", "_selected_action": [published.pk]})
    published.refresh_from_db()
    assert published.review == "reviewed"


def test_a_reviewer_cannot_publish_by_any_field_or_button(review):
    draft = make_article("Brouillon", status="draft")
    embargoed = make_article("Plus tard", embargo_until=timezone.now() + timezone.timedelta(days=1))
    for extra in ({}, {"_publish": "1"}, {"_reviewed": "1"}):
        review.post(
            reverse("admin:articles_article_change", args=[draft.pk]),
            {**form_of(review, draft), "status": "published", **extra},
        )
        draft.refresh_from_db()
        assert draft.status == "draft"
    review.post(
        reverse("admin:articles_article_change", args=[embargoed.pk]),
        {**form_of(review, embargoed), "embargo_until_0": "", "embargo_until_1": ""},
    )
    embargoed.refresh_from_db()
    assert embargoed.embargo_until is not None


def test_a_reviewer_corrects_a_draft_directly(review):
    draft = make_article("Brouillon", status="draft", tags=["Ponts"])
    saved = save(review, draft, headline="Corrigé", tags=[make_tag("Ports").pk])
    assert saved.headline == "Corrigé"
    assert [tag.name for tag in saved.tags.all()] == ["Ports"]
    assert not Suggestion.objects.exists()


def test_a_reviewer_proposes_changes_of_a_published_article(published, review, reviewer):
    lakes, person = make_tag("Lacs"), make_person("Dana Tesfal")
    before = for_readers()
    save(
        review,
        published,
        headline="Le pont rouvre",
        published_on="29/07/2021",
        tags=[*(tag.pk for tag in published.tags.all()), lakes.pk],
        **{
            "person_mentions-TOTAL_FORMS": "1",
            "person_mentions-INITIAL_FORMS": "0",
            "person_mentions-0-person": person.pk,
            "person_mentions-0-state": "accepted",
        },
    )
    after = for_readers()
    assert after == before
    assert dict(Suggestion.objects.values_list("field", "proposed")) == {
        "headline": "Le pont rouvre",
        "published_on": "29/07/2021",
    }
    assert TagProposal.objects.get(tag=lakes).state == "proposed"
    assert PersonMention.objects.get(person=person).state == "proposed"


def test_a_reviewer_proposes_no_more_than_was_changed_in_a_browser(published, review):
    Article.objects.filter(pk=published.pk).update(body="Un.\n\nDeux.", lead="Un.\nDeux.")
    data = as_a_browser_sends({**form_of(review, published), "headline": "Le pont rouvre"})
    review.post(reverse("admin:articles_article_change", args=[published.pk]), data)
    assert list(Suggestion.objects.values_list("field", flat=True)) == ["headline"]


def test_an_editor_takes_or_refuses_what_was_proposed(published, review):
    save(review, published, headline="Le pont rouvre", lead="Un chapô de trop.")
    editor = Client()
    editor.force_login(make_user("redactrice", group="Rédaction"))
    page = editor.get(reverse("admin:articles_article_change", args=[published.pk])).content.decode()
    assert "Le pont rouvre" in page
    headline, lead = Suggestion.objects.order_by("field")
    saved = save(
        editor, published, **{f"suggestions-{headline.pk}": "take", f"suggestions-{lead.pk}": "refuse"}
    )
    assert (saved.headline, saved.lead) == ("Le pont rouvre", "")
    assert list(Suggestion.objects.order_by("field").values_list("taken", flat=True)) == [True, False]
    change = Change.objects.filter(object_id=published.pk).first()
    assert (change.actor_name, change.reason) == ("redactrice", "Correction proposée par relectrice.")


def test_taking_a_proposal_never_overwrites_what_the_editor_typed(published, review):
    save(review, published, headline="Le pont rouvre")
    editor = Client()
    editor.force_login(make_user("redactrice", group="Rédaction"))
    (suggestion,) = Suggestion.objects.all()
    saved = save(editor, published, headline="Mon titre", **{f"suggestions-{suggestion.pk}": "take"})
    assert saved.headline == "Mon titre"


def test_a_reviewer_settles_no_conflict(published, review):
    conflict = Conflict.objects.create(
        article=published, batch=Batch.objects.first(), field="lead", base="a", current="b", incoming="c"
    )
    for name, address in desk_addresses():
        if "conflict" in name:
            review.post(address, {"outcome": "taken", f"conflict-{conflict.pk}": "taken", "choice": "taken"})
    conflict.refresh_from_db()
    assert conflict.settled_at is None


def test_a_reviewer_marks_a_published_article_as_reviewed_and_touches_no_part_of_it(published, review):
    before = for_readers()
    photo, mention = published.photos.get(), published.person_mentions.get(state="proposed")
    saved = save(
        review,
        published,
        _reviewed="1",
        **{
            "photos-TOTAL_FORMS": "1",
            "photos-INITIAL_FORMS": "1",
            "photos-0-id": photo.pk,
            "photos-0-article": published.pk,
            "photos-0-caption": "Changée.",
            "photos-0-position": "0",
            "person_mentions-TOTAL_FORMS": "1",
            "person_mentions-INITIAL_FORMS": "1",
            "person_mentions-0-id": mention.pk,
            "person_mentions-0-article": published.pk,
            "person_mentions-0-person": mention.person_id,
            "person_mentions-0-state": "accepted",
            "repairs-everything": "refuse",
            "corrections-TOTAL_FORMS": "1",
            "corrections-INITIAL_FORMS": "0",
            "corrections-0-kind": "correction",
            "corrections-0-dated": "21/11/2026",
            "corrections-0-text": "Une note.",
        },
    )
    assert (saved.review, saved.reviewed_by.username) == ("reviewed", "relectrice")
    assert for_readers() == before
    mention.refresh_from_db()
    assert mention.state == "proposed"
