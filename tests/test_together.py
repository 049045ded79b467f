"""Two editors at one article: base, theirs, mine; what is typed is kept; each sees the other."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Change, Draft, OpenForm, Person, PersonMention, Photo
from articles.models.restoring import article_now
from articles.models.reuniting import differing, parts_of_state, reunited
from articles.models.writing import Author, changing_articles
from tests.factories import make_article, make_person, make_photo, make_tag, make_user
from tests.test_desk import form_of, save
from tests.test_merging_properties import rolled_back
from tests.test_restoring import edit, make_full_article

pytestmark = pytest.mark.django_db


def login(name: str, group: str = "Rédaction") -> Client:
    client = Client()
    client.force_login(make_user(name, group=group))
    return client


@pytest.fixture
def mine() -> Client:
    return login("moi")


@pytest.fixture
def theirs() -> Client:
    return login("autre")


def opened(client: Client, article: Article) -> dict:
    """The form as the browser has it, with what says on what it was opened."""
    together = client.get(address_of(article)).context["together"]
    hidden = {"opened_change": together["change"], "opened_token": together["token"]}
    return {**form_of(client, article), **hidden}


def address_of(article: Article, name: str = "change") -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def choices(response, **wanted: str) -> dict[str, str]:
    """What the page of choices sends: what is preselected, and ``wanted`` by key."""
    data = {"_reunir": "1", "vu": str(response.context["seen"])}
    for line in response.context["lines"]:
        for side in line.sides:
            if side.chosen:
                data[f"choix-{line.key}"] = side.choice
    return data | {f"choix-{key}": choice for key, choice in wanted.items()}


def test_what_two_editors_changed_is_shown_field_by_field_and_chosen(mine, theirs):
    article = make_article("Ancien titre", lead="Ancien chapô", place="Oran")
    form = opened(mine, article)
    save(theirs, article, headline="Leur titre", place="Alger")
    page = mine.post(address_of(article), {**form, "headline": "Mon titre", "lead": "Mon chapô"})
    assert page.status_code == 200
    lines = {line.key: line for line in page.context["lines"]}
    assert set(lines) == {"headline", "lead", "place"}
    assert [side.chosen for side in lines["headline"].sides] == [False, False, False]
    assert [side.chosen for side in lines["lead"].sides] == [False, False, True]
    assert [side.chosen for side in lines["place"].sides] == [False, True, False]
    for value in ("Ancien titre", "Leur titre", "Mon titre", "autre"):
        assert value in page.content.decode()
    article.refresh_from_db()
    assert article.headline == "Leur titre"
    assert Draft.objects.get().data["headline"] == ["Mon titre"]
    saved = mine.post(address_of(article), choices(page, headline="mine"))
    assert saved.status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.lead, article.place) == ("Mon titre", "Mon chapô", "Alger")
    change = Change.objects.filter(kind="article").latest("pk")
    assert change.fields == {
        "headline": ["Leur titre", "Mon titre"],
        "lead": ["Ancien chapô", "Mon chapô"],
    }
    assert (change.actor_name, change.path) == ("moi", "form")
    assert not Draft.objects.exists()


def test_a_field_that_both_changed_must_be_chosen(mine, theirs):
    article = make_article("Ancien titre")
    form = opened(mine, article)
    save(theirs, article, headline="Leur titre")
    page = mine.post(address_of(article), {**form, "headline": "Mon titre"})
    again = mine.post(address_of(article), choices(page))
    assert "Choisissez pour chaque champ" in again.content.decode()
    article.refresh_from_db()
    assert article.headline == "Leur titre"
    mine.post(address_of(article), choices(page, headline="base"))
    article.refresh_from_db()
    assert article.headline == "Ancien titre"


def test_a_third_change_while_choosing_is_shown_too(mine, theirs):
    article = make_article("Ancien titre")
    form = opened(mine, article)
    save(theirs, article, headline="Leur titre")
    page = mine.post(address_of(article), {**form, "headline": "Mon titre"})
    save(theirs, article, headline="Encore un titre")
    again = mine.post(address_of(article), choices(page, headline="mine"))
    assert "Encore un titre" in again.content.decode()
    article.refresh_from_db()
    assert article.headline == "Encore un titre"


def test_photos_people_and_tags_are_chosen_one_by_one(mine, theirs):
    article = make_article(photos=["Le port.", "Le quai."], people=["Amara Tesfal"], tags=["Santé"])
    first, second = article.photos.order_by("pk")
    form = opened(mine, article)
    save(theirs, article, **{"photos-0-DELETE": "on", "person_mentions-0-role": "ministre"})
    page = mine.post(
        address_of(article),
        {
            **form,
            "photos-0-caption": "Le port, le matin.",
            "photos-1-caption": "Le quai, le soir.",
            "tags": [],
        },
    )
    keys = {line.key for line in page.context["lines"]}
    person = Person.objects.get()
    assert keys == {f"photos.{first.pk}", f"photos.{second.pk}", f"people.{person.pk}", "tags.Santé"}
    mine.post(address_of(article), choices(page, **{f"photos.{first.pk}": "mine"}))
    assert dict(Photo.objects.values_list("pk", "caption")) == {
        first.pk: "Le port, le matin.",
        second.pk: "Le quai, le soir.",
    }
    assert PersonMention.objects.get().role == "ministre"
    assert not article.tags.exists()


def test_a_photo_that_i_add_survives_the_choice(mine, theirs):
    article = make_article()
    form = opened(mine, article)
    save(theirs, article, lead="Leur chapô")
    form |= {"photos-TOTAL_FORMS": "1", "photos-0-caption": "Une vue.", "photos-0-position": "0"}
    page = mine.post(address_of(article), form)
    mine.post(address_of(article), choices(page))
    article.refresh_from_db()
    assert (article.lead, Photo.objects.get().caption) == ("Leur chapô", "Une vue.")


def test_choices_that_leave_a_published_article_without_a_text_are_refused(mine, theirs):
    article = make_article(status="draft", body="Le port.")
    form = opened(mine, article)
    save(theirs, article, status="published")
    page = mine.post(address_of(article), {**form, "body": ""})
    again = mine.post(address_of(article), choices(page))
    assert "il manque un texte" in again.content.decode()
    article.refresh_from_db()
    assert (article.status, article.body) == ("published", "Le port.")
    mine.post(address_of(article), choices(again, status="base"))
    article.refresh_from_db()
    assert (article.status, article.body) == ("draft", "")


def test_errors_in_what_was_typed_come_first_and_nothing_is_lost(mine, theirs):
    article = make_article("Ancien titre")
    form = opened(mine, article)
    save(theirs, article, headline="Leur titre")
    page = mine.post(address_of(article), {**form, "headline": "", "lead": "Mon chapô"})
    assert "Mon chapô" in page.content.decode()
    assert Draft.objects.get().data["lead"] == ["Mon chapô"]
    article.refresh_from_db()
    assert article.headline == "Leur titre"
    assert Change.objects.filter(kind="article").count() == 1


def test_what_is_typed_is_kept_offered_and_taken_up_again(mine):
    article = make_article("Titre", people=["Amara Tesfal"], photos=["Le port."])
    form = {**opened(mine, article), "lead": "À moitié écrit"}
    answer = mine.post(address_of(article, "keep"), form)
    assert answer.json()["others"] == []
    page = mine.get(address_of(article)).content.decode()
    assert "Reprendre ma saisie" in page
    assert "À moitié écrit" not in page
    resumed = mine.get(address_of(article), {"reprendre": "1"})
    assert "À moitié écrit" in resumed.content.decode()
    assert "errorlist" not in resumed.content.decode()
    article.refresh_from_db()
    assert article.lead == ""
    assert mine.post(address_of(article), form).status_code == 302
    assert not Draft.objects.exists()
    article.refresh_from_db()
    assert article.lead == "À moitié écrit"


def test_a_kept_text_with_errors_is_taken_up_with_them(mine):
    article = make_article("Titre")
    mine.post(address_of(article, "keep"), {**opened(mine, article), "headline": "", "lead": "Écrit"})
    page = mine.get(address_of(article), {"reprendre": "1"})
    assert page.status_code == 200
    assert "Écrit" in page.content.decode()


def test_a_draft_is_abandoned_on_request(mine):
    article = make_article("Titre")
    mine.post(address_of(article, "keep"), {**opened(mine, article), "lead": "Écrit"})
    mine.post(address_of(article, "drop"))
    assert not Draft.objects.exists()


def test_what_is_sent_after_the_log_in_expired_waits_for_the_same_editor(mine):
    article = make_article("Titre")
    form = {**opened(mine, article), "lead": "Écrit trop longtemps"}
    mine.logout()
    answer = mine.post(address_of(article), form)
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]
    article.refresh_from_db()
    assert article.lead == ""
    draft = Draft.objects.get()
    assert (draft.user.username, draft.data["lead"]) == ("moi", ["Écrit trop longtemps"])
    mine.force_login(draft.user)
    assert "Reprendre ma saisie" in mine.get(address_of(article)).content.decode()


def test_a_stranger_keeps_nothing_on_the_server(mine):
    article, other = make_article("Titre"), make_article("Autre")
    form = opened(mine, article)
    stranger = Client()
    stranger.post(address_of(article), {**form, "opened_token": "inventé"})
    stranger.post(address_of(other), form)  # a token of another article
    assert not Draft.objects.exists()


def test_a_date_is_one_choice_in_words(mine, theirs):
    article = make_article("Titre", on="2021-07-28")
    form = opened(mine, article)
    save(theirs, article, published_on="30/07/2021")
    page = mine.post(address_of(article), {**form, "published_on": "31/07/2021"})
    assert [line.key for line in page.context["lines"]] == ["published_on"]
    for words in ("28 ", "30 ", "31 ", "juillet 2021", "donnée par la rédaction"):
        assert words in page.content.decode()
    mine.post(address_of(article), choices(page, published_on="mine"))
    article.refresh_from_db()
    assert article.published_on.isoformat() == "2021-07-31"


def test_who_else_has_it_open_is_shown_until_they_leave(mine, theirs):
    article = make_article("Titre")
    theirs.get(address_of(article))
    page = mine.get(address_of(article)).content.decode()
    assert "Aussi ouvert par" in page
    assert "autre (vu à" in page
    assert mine.post(address_of(article, "keep")).json()["others"] == ["autre"]
    theirs.post(address_of(article, "keep"), {"_partir": "1"})
    assert mine.post(address_of(article, "keep")).json()["others"] == []
    OpenForm.objects.update(seen_at="2020-01-01T00:00:00Z")
    assert "vu à" not in theirs.get(address_of(article)).content.decode()


def test_the_page_learns_that_the_article_has_changed(mine, theirs):
    article = make_article("Titre")
    version = opened(mine, article)["opened_version"]
    save(theirs, article, headline="Leur titre")
    assert mine.post(address_of(article, "keep"), {"opened_version": version}).json()["newer"]


def test_who_may_not_change_the_article_keeps_nothing():
    article = make_article("Titre")
    client = login("personne", "Relecture")
    client.get(address_of(article))
    client.logout()
    assert client.post(address_of(article, "keep"), {"headline": "x"}).status_code == 302
    reader = Client()
    reader.force_login(make_user("lecteur"))
    assert reader.post(address_of(article, "keep"), {"headline": "x"}).status_code == 403
    assert not Draft.objects.exists()


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_choosing_one_side_everywhere_gives_exactly_that_side(choose):
    with rolled_back():
        article = make_full_article()
        people = [make_person() for _ in range(2)]
        tags = [make_tag() for _ in range(3)]
        make_photo(article)
        states = [article_now(article.pk)]
        for _ in range(2):
            with changing_articles([article.pk], Author(None, "form")):
                edit(choose, article, people, tags)
            states.append(article_now(article.pk))
        for side, state in zip(("base", "theirs", "mine"), states, strict=True):
            parts = differing(*states)
            whole = reunited(*states, {part.key: side for part in parts})
            assert parts_of_state(whole) == parts_of_state(state)
