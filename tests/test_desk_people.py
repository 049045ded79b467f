"""People and tags at the desk: merging, taking back, splitting, possible duplicates, deleting."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import (
    Article,
    Change,
    Merge,
    OldAddress,
    Pair,
    Person,
    PersonMention,
    Split,
    Tag,
    TagAlias,
)
from articles.models.joining import Impossible, merge, undo_merge
from articles.models.lookalikes import best_likeness, distance, scan
from articles.models.splitting import split, undo_split
from articles.models.writing import Author
from tests.factories import make_article, make_person, make_tag, make_user

pytestmark = pytest.mark.django_db

BY_HAND = Author(None, "merge", "la même personne")
MERGE = reverse("admin:articles_person_merge")


@pytest.fixture
def editor():
    return make_user("redactrice", group="Rédaction")


@pytest.fixture
def desk(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def test_two_people_become_one_and_the_old_address_redirects(desk, editor):
    kept, other = make_person("Amara Tesfal"), make_person("Amarah Tesfal", country="CU")
    article = make_article(people=[(other, "ambassadrice")])
    page = desk.get(MERGE, {"ids": [kept.pk, other.pk]}).content.decode()
    assert "Amara Tesfal" in page
    assert article.headline in page
    answer = desk.post(
        MERGE, {"ids": [kept.pk, other.pk], "target": kept.pk, "reason": "même ambassadrice"}, follow=True
    )
    assert "fusionné dans « Amara Tesfal »" in answer.content.decode()
    article.refresh_from_db()
    assert [p["slug"] for p in article.page["people"]] == ["amara-tesfal"]
    assert Client().get("/personnes/amarah-tesfal/")["Location"] == "/personnes/amara-tesfal/"
    kept.refresh_from_db()
    assert (kept.article_count, kept.country_id) == (1, "CU")
    change = Change.objects.get(kind="article", object_id=article.pk)
    assert (change.path, change.reason, change.actor) == ("merge", "même ambassadrice", editor)
    assert Change.objects.filter(kind="person", path="merge").count() == 2


def test_a_merge_needs_a_reason_and_a_name_that_stays(desk):
    one, other = make_person(), make_person()
    for missing in ({"target": one.pk, "reason": " "}, {"reason": "la même"}):
        answer = desk.post(MERGE, {"ids": [one.pk, other.pk], **missing})
        assert answer.status_code == 200
        assert "errornote" in answer.content.decode()
    assert not Merge.objects.exists()


def test_who_may_not_change_people_cannot_merge_split_or_undo():
    one, other = make_person(), make_person()
    [done] = merge(one, [other], BY_HAND)
    reader = make_user("relecteur")
    client = Client()
    client.force_login(reader)
    assert client.post(MERGE, {"ids": [one.pk]}).status_code == 403
    assert client.post(reverse("admin:articles_person_split", args=[one.pk])).status_code == 403
    assert client.post(reverse("admin:articles_merge_undo", args=[done.pk])).status_code == 403
    assert client.get(reverse("admin:articles_pair_changelist")).status_code == 403
    assert client.post(reverse("admin:articles_pair_scan")).status_code == 403


def test_a_merge_is_taken_back_from_its_page(desk):
    kept, other = make_person("Amara Tesfal"), make_person("Amarah Tesfal")
    article = make_article(people=[other])
    [done] = merge(kept, [other], BY_HAND)
    page = desk.get(reverse("admin:articles_merge_change", args=[done.pk])).content.decode()
    assert "mentions qui lui reviennent : 1" in page
    desk.post(reverse("admin:articles_merge_undo", args=[done.pk]), {"reason": "deux personnes"})
    article.refresh_from_db()
    assert [p["name"] for p in article.page["people"]] == ["Amarah Tesfal"]
    assert Change.objects.filter(path="undo", kind="article", reason="deux personnes").count() == 1
    assert Client().get("/personnes/amarah-tesfal/").status_code == 200
    with pytest.raises(Impossible):
        undo_merge(done, BY_HAND)


def test_a_merged_persons_page_at_the_desk_leads_to_the_merge(desk):
    kept, other = make_person(), make_person()
    [done] = merge(kept, [other], BY_HAND)
    answer = desk.get(reverse("admin:articles_person_change", args=[other.pk]))
    assert answer["Location"] == reverse("admin:articles_merge_change", args=[done.pk])


def test_a_merge_that_takes_long_says_so_before(desk, monkeypatch):
    monkeypatch.setattr("articles.desk.merging.MANY", 1)
    monkeypatch.setattr("articles.desk.merges.MANY", 1)
    one, other = make_person(), make_person()
    for _ in range(2):
        make_article(people=[other])
    assert "peut durer une minute" in desk.get(MERGE, {"ids": [one.pk, other.pk]}).content.decode()
    [done] = merge(one, [other], BY_HAND)
    page = desk.get(reverse("admin:articles_merge_change", args=[done.pk])).content.decode()
    assert "jusqu’à une minute" in page


def test_the_page_warns_of_people_in_one_article_and_of_an_earlier_decision(desk):
    one, other = make_person("Amara Tesfal"), make_person("Amarah Tesfal")
    make_article("Les deux ensemble", people=[one, other])
    scan()
    Pair.objects.update_or_create(
        kind="person", first_id=one.pk, second_id=other.pk, defaults={"different": True, "note": "deux sœurs"}
    )
    page = desk.get(MERGE, {"ids": [one.pk, other.pk]}).content.decode()
    assert "Les deux ensemble" in page
    assert "deux sœurs" in page


def test_names_are_found_and_added_on_the_merge_page(desk):
    one, other = make_person("Amara Tesfal"), make_person("Lia Okonda", spellings=["Okondà Lia"])
    page = desk.get(MERGE, {"ids": [one.pk], "q": "okonda"}).content.decode()
    assert f'name="ids" value="{other.pk}"> Lia Okonda' in page


def test_where_a_person_is_used_shows_refused_and_trashed_mentions_too(desk):
    person = make_person("Amara Tesfal")
    make_article("Publié", people=[person])
    make_article("Refusé", people=[{"person": person, "state": "refused"}])
    page = desk.get(reverse("admin:articles_person_where", args=[person.pk])).content.decode()
    assert "Publié" in page
    assert "refusé" in page


def test_a_person_is_split_by_choosing_mentions_and_the_split_is_taken_back(desk):
    person = make_person("Kim Okonda", spellings=["Kim S. Okonda"], country="CU")
    mine, theirs = make_article(people=[person]), make_article(people=[person])
    mention = PersonMention.objects.get(article=theirs)
    address = reverse("admin:articles_person_split", args=[person.pk])
    assert theirs.headline in desk.get(address).content.decode()
    answer = desk.post(
        address,
        {
            "mentions": [mention.pk],
            "names": ["Kim S. Okonda"],
            "into": "",
            "name": "Kim Sara Okonda",
            "reason": "homonymes",
        },
        follow=True,
    )
    done = Split.objects.get()
    assert "Kim Sara Okonda" in answer.content.decode()
    theirs.refresh_from_db()
    assert [p["name"] for p in theirs.page["people"]] == ["Kim Sara Okonda"]
    assert set(person.names.values_list("name", flat=True)) == {"Kim Okonda"}
    assert set(done.made.names.values_list("name", flat=True)) == {"Kim S. Okonda", "Kim Sara Okonda"}
    assert Pair.objects.get().different
    desk.post(reverse("admin:articles_split_undo", args=[done.pk]))
    theirs.refresh_from_db()
    mine.refresh_from_db()
    assert [p["name"] for p in theirs.page["people"]] == ["Kim Okonda"]
    assert set(person.names.values_list("name", flat=True)) == {"Kim Okonda", "Kim S. Okonda"}
    assert not Person.objects.filter(name="Kim Sara Okonda").exists()
    assert OldAddress.objects.get(slug="kim-sara-okonda").target_id == person.pk


def test_a_split_person_that_was_given_more_since_stays(desk):
    person = make_person("Kim Okonda")
    make_article(people=[person])
    mention = PersonMention.objects.get()
    done = split(person, [mention.pk], BY_HAND, name="Kim Sara")
    make_article(people=[done.made])
    undo_split(done, BY_HAND)
    assert Person.objects.get(name="Kim Sara").article_count == 1
    person.refresh_from_db()
    assert person.article_count == 1


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("tesfal", "tesfal", 0), ("tesfal", "tesfall", 1), ("tesfal", "tefsal", 1), ("tesfal", "okonda", 3)],
)
def test_distance_counts_letters(one, other, away):
    assert distance(one, other) == away


def test_likeness_prefers_the_strongest_of_all_spellings():
    assert best_likeness({"diaz canel", "miguel diaz canel"}, {"canel diaz miguel"})[0] == 76
    assert best_likeness({"lia okonda"}, {"amara tesfal"}) is None


def test_possible_duplicates_come_with_a_score_and_reasons_and_a_refusal_is_remembered(desk):
    one = make_person("Amara Tesfal", country="CU")
    other = make_person("Amarah Tesfal", country="CU")
    make_person("Lia Okonda", country="CU")
    make_article(people=[(one, "ministre de la Santé")])
    make_article(people=[(other, "le ministre")])
    desk.post(reverse("admin:articles_pair_scan"))
    pair = Pair.objects.get()
    assert (pair.first_id, pair.second_id, pair.score) == (one.pk, other.pk, 92)
    page = desk.get(reverse("admin:articles_pair_changelist")).content.decode()
    for reason in ("une lettre de différence", "même pays (Cuba)", "même qualité (ministre)", "jamais cités"):
        assert reason in page
    desk.post(reverse("admin:articles_pair_differ", args=[pair.pk]))
    scan()
    assert [p.different for p in Pair.objects.all()] == [True]
    assert "Amarah" not in desk.get(reverse("admin:articles_pair_changelist")).content.decode()


def test_a_pair_declared_different_holds_for_whoever_was_merged_into_it():
    one, other, third = make_person("Amara Tesfal"), make_person("Amarah Tesfal"), make_person("A. Tesfalo")
    Pair.objects.create(kind="person", first_id=one.pk, second_id=other.pk, different=True)
    merge(third, [other], BY_HAND)
    scan()
    assert not Pair.objects.filter(different=False).exists()


def test_people_of_two_countries_or_of_one_article_are_hardly_proposed():
    make_person("Amara Tesfal", country="CU")
    make_person("Amara  Tesfal", country="VN")
    one, other = make_person("Lia Okonda"), make_person("Lia Okondo")
    make_article(people=[one, other])
    assert scan() == 0


def test_tags_of_the_same_words_are_proposed():
    make_tag("Énergie solaire")
    make_tag("Énergies solaires")
    make_tag("Énergie nucléaire")
    assert scan() == 1
    assert Pair.objects.get().kind == "tag"


def test_tags_merge_without_losing_an_article_and_the_old_name_still_leads_there(desk):
    kept, other = make_tag("Énergie solaire"), make_tag("Solaire")
    both, only = make_article(tags=[kept, other]), make_article(tags=[other])
    address = reverse("admin:articles_tag_merge")
    desk.post(address, {"ids": [kept.pk, other.pk], "target": kept.pk, "reason": "le même sujet"})
    kept.refresh_from_db()
    assert kept.article_count == 2
    assert Tag.objects.named(["SOLAIRE"]) == [kept]
    assert [t.name for t in Article.objects.get(pk=only.pk).tags.all()] == ["Énergie solaire"]
    assert [t.name for t in Article.objects.get(pk=both.pk).tags.all()] == ["Énergie solaire"]
    assert Client().get("/sujets/solaire/")["Location"] == "/sujets/energie-solaire/"
    listed = desk.get(reverse("admin:articles_tag_changelist")).context["cl"].result_list
    assert kept in listed
    assert other not in listed


def tag_form(name: str, *aliases: str) -> dict[str, str]:
    data = {"name": name, "slug": "", "note": "", "triggers": ""}
    data |= {"aliases-TOTAL_FORMS": str(len(aliases)), "aliases-INITIAL_FORMS": "0"}
    return data | {f"aliases-{n}-name": alias for n, alias in enumerate(aliases)}


def test_a_renamed_tag_is_still_found_by_its_old_name_and_keeps_its_articles(desk):
    tag = make_tag("Solaire")
    article = make_article(tags=[tag])
    desk.post(
        reverse("admin:articles_tag_change", args=[tag.pk]), tag_form("Énergie solaire", "Photovoltaïque")
    )
    assert [t.pk for t in Tag.objects.named(["solaire", "ENERGIE SOLAIRE", "photovoltaique"])] == [tag.pk]
    article.refresh_from_db()
    assert article.page["tags"][0]["name"] == "Énergie solaire"
    assert Change.objects.get(kind="tag").fields["aliases"] == [[], ["Photovoltaïque", "Solaire"]]


def test_lines_of_a_tags_words_saved_untouched_are_no_change(desk):
    tag = make_tag("Ponts", triggers="pont\nviaduc")
    data = {**tag_form("Ponts"), "slug": tag.slug, "triggers": "pont\r\nviaduc"}
    desk.post(reverse("admin:articles_tag_change", args=[tag.pk]), data)
    assert not Change.objects.exists()


def test_a_name_that_leads_to_a_tag_already_is_refused(desk):
    tag, other = make_tag("Solaire"), make_tag("Énergie")
    TagAlias.objects.create(tag=other, name="Force")
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    assert "existe déjà" in desk.post(address, tag_form("force")).content.decode()
    assert "mène déjà" in desk.post(address, tag_form("Solaire", "FORCE")).content.decode()


def test_nothing_in_use_can_be_deleted_even_by_an_administrator():
    client = Client()
    client.force_login(make_user("chef", group="Administration"))
    tag, unused = make_tag("Énergie"), make_tag("Vide")
    article = make_article(tags=[tag])
    assert (
        client.post(reverse("admin:articles_tag_delete", args=[tag.pk]), {"post": "yes"}).status_code == 403
    )
    client.post(reverse("admin:articles_tag_delete", args=[unused.pk]), {"post": "yes"})
    assert set(Tag.objects.filter(pk__in=[tag.pk, unused.pk])) == {tag}
    assert list(article.tags.all()) == [tag]
    change = Change.objects.get(path="purge")
    assert (change.kind, change.label) == ("tag", "Vide")
