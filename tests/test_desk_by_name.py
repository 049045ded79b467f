"""People and countries given by name in an article's form, for whom no script completes the lists."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Change, Person, PersonMention
from tests.factories import make_article, make_person, make_user
from tests.test_desk import form_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user("redactrice", group="Rédaction"))
    return client


def one_more(kind: str, name: str, **fields: str) -> dict[str, str]:
    """A row that the plain form sends for one more person or country."""
    row = f"{kind}_mentions-0"
    typed = {f"{row}-{kind}-by_name": name, f"{row}-state": "accepted"}
    return {f"{kind}_mentions-TOTAL_FORMS": "1", **typed, **{f"{row}-{k}": v for k, v in fields.items()}}


def refused(desk: Client, article: Article, **changes: str) -> str:
    """What the form says when it comes back."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    answer = desk.post(address, {**form_of(desk, article), **changes})
    assert answer.status_code == 200
    return answer.content.decode()


def people(article: Article) -> list[tuple[str, str, str]]:
    return list(article.person_mentions.values_list("person__name", "role", "state"))


def test_a_person_is_added_by_any_spelling_of_the_name(desk):
    person = make_person("Amara Tesfal", spellings=["Amára Tesfàl-Díaz"])
    article = make_article()
    save(desk, article, **one_more("person", " amara tesfal diaz", role="ambassadrice"))
    assert people(article) == [("Amara Tesfal", "ambassadrice", "accepted")]
    person.refresh_from_db()
    assert person.article_count == 1


def test_a_mention_is_given_to_another_person_by_name(desk):
    other = make_person("Dana Tesfal")
    article = make_article(people=[{"person": make_person("Amara Tesfal")}])
    save(desk, article, **{"person_mentions-0-person-by_name": "dana tesfal"})
    assert article.person_mentions.get().person == other


def test_several_of_one_name_are_listed_with_their_numbers_and_chosen_by_one(desk):
    first, second = make_person("Amara Tesfal", country="CU"), make_person("Amara Tesfal")
    make_article(people=[{"person": second, "role": "ministre"}])
    article = make_article()
    page = refused(desk, article, **one_more("person", "Amara Tesfal"))
    assert f"n° {first.pk} (Cuba)" in page
    assert f"n° {second.pk} (ministre)" in page
    assert 'value="Amara Tesfal"' in page
    save(desk, article, **one_more("person", f"n° {second.pk}"))
    assert article.person_mentions.get().person == second


def test_an_unknown_name_is_an_error_unless_a_new_person_is_asked_for(desk):
    article = make_article()
    row = one_more("person", "Dana  Tesfal", role="pilote")
    assert "Aucune personne ne s’appelle « Dana Tesfal »." in refused(desk, article, **row)
    assert not Person.objects.exists()
    row["person_mentions-0-person-make"] = "1"
    refused(desk, article, **row, headline="")
    assert not Person.objects.exists()
    save(desk, article, **row)
    made = Person.objects.get()
    assert (made.slug, [name.name for name in made.names.all()]) == ("dana-tesfal", ["Dana Tesfal"])
    assert people(article) == [("Dana Tesfal", "pilote", "accepted")]
    assert Change.objects.get(kind="person").actor_name == "redactrice"
    row["person_mentions-0-person-by_name"] = "1917"
    assert "Aucune personne" in refused(desk, make_article(), **row)


def test_asking_for_a_new_person_finds_the_one_who_has_the_name(desk):
    person = make_person("Dana Tesfal")
    article = make_article()
    save(desk, article, **one_more("person", "DANA TESFAL", **{"person-make": "1"}))
    assert article.person_mentions.get().person == person


def test_the_same_new_person_twice_is_an_error(desk):
    article = make_article()
    row = one_more("person", "Dana Tesfal", **{"person-make": "1"})
    row |= {key.replace("-0-", "-1-"): value for key, value in row.items() if "-0-" in key}
    row["person_mentions-TOTAL_FORMS"] = "2"
    assert "donnée deux fois" in refused(desk, article, **row)
    assert not Person.objects.exists()


def test_a_person_already_there_is_not_added_again(desk):
    person = make_person("Amara Tesfal")
    article = make_article(people=[{"person": person}])
    row = {key.replace("-0-", "-1-"): value for key, value in one_more("person", "Amara Tesfal").items()}
    page = refused(desk, article, **(row | {"person_mentions-TOTAL_FORMS": "2"}))
    assert "errorlist" in page
    assert PersonMention.objects.count() == 1


def test_who_may_not_add_people_makes_none(desk):
    reviewer = Client()
    reviewer.force_login(make_user("relectrice", group="Relecture"))
    assert reviewer.get(reverse("admin:articles_person_add")).status_code == 403
    article = make_article(status="draft")
    assert "la créer si elle manque" in refused(desk, article, headline="")
    page = refused(reviewer, article, **one_more("person", "Dana Tesfal", **{"person-make": "1"}))
    assert "Aucune personne ne s’appelle « Dana Tesfal »." in page
    assert "la créer si elle manque" not in page
    assert not Person.objects.exists()


@pytest.mark.parametrize("typed", ["Viêt Nam", "vietnam", "vn", "VIET-NAM"])
def test_a_country_is_added_by_its_name_or_code(desk, typed):
    article = make_article()
    save(desk, article, **one_more("country", typed))
    assert [mention.country_id for mention in article.country_mentions.all()] == ["VN"]


def test_a_country_is_changed_by_name_and_an_unknown_one_is_an_error(desk):
    article = make_article(countries=["CU"])
    row = {"country_mentions-0-country-by_name": "Atlantide"}
    assert "Aucun pays ne s’appelle « Atlantide »" in refused(desk, article, **row)
    save(desk, article, **{"country_mentions-0-country-by_name": "France"})
    assert article.country_mentions.get().country_id == "FR"


def test_rows_left_empty_add_nothing(desk):
    article = make_article(people=[{"person": make_person()}], countries=["CU"])
    rows = {}
    for kind in ("person", "country"):
        rows[f"{kind}_mentions-TOTAL_FORMS"] = "4"
        for number in (1, 2, 3):
            rows[f"{kind}_mentions-{number}-state"] = "accepted"
            rows[f"{kind}_mentions-{number}-{kind}-by_name"] = ""
            if kind == "person":
                rows[f"{kind}_mentions-{number}-role"] = ""
    save(desk, article, **rows)
    assert not Change.objects.exists()
    assert (article.person_mentions.count(), article.country_mentions.count()) == (1, 1)
