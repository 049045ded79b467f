"""Conflicts of a re-import, settled one by one and in bulk; refusals, merges and splits that it respects."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import (
    Article,
    Batch,
    Change,
    Conflict,
    Person,
    PersonMention,
    Photo,
    Tag,
    TagProposal,
)
from articles.models.joining import merge, undo_merge
from articles.models.settling import settle
from articles.models.splitting import split
from articles.models.writing import Author, changing_articles
from tests.factories import make_user
from tests.importing import BOOKS, BRIDGE, a_person, read_people, run_import

pytestmark = pytest.mark.django_db

BY_HAND = Author(None, "form", "essai")
SETTLE = reverse("admin:articles_conflict_settle")
LIST = reverse("admin:articles_conflict_changelist")


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user("redactrice", group="Rédaction"))
    return client


def article_with_conflicts(name: str = "pont.txt", text: str = BRIDGE) -> Article:
    """An article whose headline and caption both an editor and a newer text have changed."""
    run_import({name: text})
    article = Article.objects.latest("pk")
    with changing_articles([article.pk], BY_HAND):
        Article.objects.filter(pk=article.pk).update(headline="Titre de la rédaction")
        Photo.objects.filter(article=article).update(caption="Légende de la rédaction.")
    newer = text.replace("rouvert à Vientiane", "enfin rouvert à Vientiane").replace(
        "rive gauche.", "rive droite."
    )
    run_import({name: newer})
    return article


def fields_of(article: Article) -> set[str]:
    return set(Conflict.objects.filter(article=article, settled_at=None).values_list("field", flat=True))


def test_each_conflict_shows_its_three_values_and_is_settled_by_itself(desk):
    article = article_with_conflicts()
    assert fields_of(article) == {"headline", "photos.0.caption"}
    page = desk.get(SETTLE, {"article": article.pk}).content.decode()
    for value in ("Titre de la rédaction", "photo 1, légende", "enfin"):
        assert value in page
    headline = Conflict.objects.get(field="headline")
    caption = Conflict.objects.get(field="photos.0.caption")
    desk.post(
        f"{SETTLE}?article={article.pk}",
        {
            f"choix-{headline.pk}": "taken",
            f"choix-{caption.pk}": "edited",
            f"texte-{caption.pk}": "Le pont, vu d'en face.",
        },
    )
    article.refresh_from_db()
    assert article.headline == "Un pont de bambou enfin rouvert à Vientiane"
    assert Photo.objects.get(article=article).caption == "Le pont, vu d'en face."
    assert article.page["photos"][0]["caption"] == "Le pont, vu d'en face."
    assert set(Conflict.objects.values_list("outcome", flat=True)) == {"taken", "edited"}
    assert Conflict.objects.first().settled_by.username == "redactrice"
    assert set(Change.objects.filter(path="conflict").values_list("actor_name", flat=True)) == {"redactrice"}


def test_what_is_kept_stays_and_is_on_record(desk):
    article = article_with_conflicts()
    desk.post(f"{SETTLE}?article={article.pk}", {"tout": "kept"})
    article.refresh_from_db()
    assert article.headline == "Titre de la rédaction"
    assert not fields_of(article)
    changes = Change.objects.filter(path="conflict")
    assert {tuple(change.fields["conflict"]) for change in changes} == {
        ("headline", "valeur de la rédaction gardée"),
        ("photos.0.caption", "valeur de la rédaction gardée"),
    }


def test_the_conflicts_of_a_batch_are_settled_at_once(desk):
    article_with_conflicts()
    other = article_with_conflicts("autre.txt", BRIDGE.replace("quatre mois", "six semaines"))
    batch = Batch.objects.latest("pk")
    assert Conflict.objects.filter(batch=batch).count() == 2
    desk.post(f"{SETTLE}?batch={batch.pk}", {"tout": "taken"})
    assert not fields_of(other)
    assert Conflict.objects.filter(settled_at=None).count() == 2
    chosen = list(Conflict.objects.filter(settled_at=None).values_list("pk", flat=True))
    desk.post(LIST, {"action": "keep_all", "_selected_action": chosen})
    assert not Conflict.objects.filter(settled_at=None).exists()
    assert desk.get(LIST).status_code == 200
    assert desk.get(LIST, {"batch__id__exact": batch.pk}).status_code == 200


def test_the_value_that_stands_now_is_shown_not_the_one_of_the_import(desk):
    article = article_with_conflicts()
    with changing_articles([article.pk], BY_HAND):
        Article.objects.filter(pk=article.pk).update(headline="Encore un autre titre")
    assert "Encore un autre titre" in desk.get(SETTLE, {"article": article.pk}).content.decode()


def test_a_conflict_about_a_photo_that_is_gone_can_only_be_kept(desk):
    article = article_with_conflicts()
    Photo.objects.all().delete()
    conflict = Conflict.objects.get(field="photos.0.caption")
    left = settle([conflict], "taken", BY_HAND)
    assert left
    assert settle([conflict], "kept", BY_HAND) == []
    assert fields_of(article) == {"headline"}


def test_a_date_is_settled_as_a_whole(desk):
    run_import({"pont.txt": BRIDGE})
    article = Article.objects.get()
    with changing_articles([article.pk], BY_HAND):
        Article.objects.update(published_on="2020-01-01", date_precision="year", date_basis="edited")
    run_import({"pont.txt": BRIDGE.replace("2025-07-28", "2025-07-29").replace("28 juillet", "29 juillet")})
    settle([Conflict.objects.get(field="date")], "taken", BY_HAND)
    article.refresh_from_db()
    assert (article.published_on.isoformat(), article.date_precision) == ("2025-07-29", "day")


def test_no_choice_leaves_a_published_article_without_what_publication_asks_for(desk):
    article = article_with_conflicts()
    page = desk.post(f"{SETTLE}?article={article.pk}", answers(headline=("edited", " ")), follow=True)
    assert "« Titre de la rédaction » est publié. Pour publier, il manque un titre." in page.content.decode()
    article.refresh_from_db()
    assert article.headline == "Titre de la rédaction"
    assert "headline" in fields_of(article)


def answers(**wanted: tuple[str, str]) -> dict[str, str]:
    """What the page of choices sends: an outcome and a text by field."""
    data = {}
    for field, (outcome, text) in wanted.items():
        key = Conflict.objects.get(field=field).pk
        data |= {f"choix-{key}": outcome, f"texte-{key}": text}
    return data


def test_a_reviewer_cannot_settle():
    article = article_with_conflicts()
    client = Client()
    client.force_login(make_user("relectrice", group="Relecture"))
    assert client.post(f"{SETTLE}?article={article.pk}", {"tout": "taken"}).status_code == 403
    assert fields_of(article)


# what a re-import respects


def people_of(name: str) -> dict[str, str]:
    mentions = PersonMention.objects.filter(article__document__name=name).select_related("person")
    return {mention.person.name: mention.state for mention in mentions}


def test_the_spellings_of_a_merged_person_lead_to_the_target(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"), a_person("Sengdara Phommachan"))
    run_import({"pont.txt": BRIDGE})
    one, other = Person.objects.get(name="Sengdara Phommachan"), Person.objects.get(name="Bounmy Sivarath")
    [done] = merge(one, [other], Author(None, "merge", "essai"))
    run_import({"livres.txt": BOOKS, "pont.txt": BRIDGE.replace("quatre mois", "cinq mois")})
    assert people_of("livres.txt") == {"Sengdara Phommachan": "accepted"}
    assert people_of("pont.txt") == {"Sengdara Phommachan": "accepted"}
    undo_merge(done, Author(None, "undo", "essai"))
    assert people_of("livres.txt") == {"Bounmy Sivarath": "accepted"}
    assert people_of("pont.txt") == {"Bounmy Sivarath": "accepted", "Sengdara Phommachan": "accepted"}
    run_import({"pont.txt": BRIDGE.replace("quatre mois", "six mois")})
    assert people_of("pont.txt") == {"Bounmy Sivarath": "accepted", "Sengdara Phommachan": "accepted"}


def test_the_spellings_that_a_split_gave_away_do_not_rejoin(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"), a_person("Sengdara Phommachan"))
    run_import({"pont.txt": BRIDGE})
    one, other = Person.objects.get(name="Sengdara Phommachan"), Person.objects.get(name="Bounmy Sivarath")
    merge(one, [other], Author(None, "merge", "essai"))
    run_import({"livres.txt": BOOKS})
    mention = PersonMention.objects.get(article__document__name="livres.txt")
    names = ["Bounmy Sivarath"]
    split(one, [mention.pk], Author(None, "split", "essai"), name="Bounmy le Jeune", names=names)
    again = {
        "livres.txt": BOOKS.replace("Trois mille", "Quatre mille"),
        "neuf.txt": BOOKS.replace("livres", "cahiers"),
    }
    run_import(again)
    assert people_of("livres.txt") == {"Bounmy le Jeune": "accepted"}
    assert people_of("neuf.txt") == {"Bounmy le Jeune": "accepted"}


def test_a_refused_mention_stays_refused(monkeypatch):
    read_people(monkeypatch, a_person("Bounmy Sivarath"))
    run_import({"livres.txt": BOOKS})
    article = Article.objects.get()
    with changing_articles([article.pk], BY_HAND):
        PersonMention.objects.update(state="refused")
    run_import({"livres.txt": BOOKS.replace("Trois mille", "Quatre mille")})
    assert people_of("livres.txt") == {"Bounmy Sivarath": "refused"}
    other = Person.objects.create(name="Autre", slug="autre")
    merge(other, [Person.objects.get(name="Bounmy Sivarath")], Author(None, "merge", "essai"))
    run_import({"livres.txt": BOOKS.replace("Trois mille", "Cinq mille")})
    assert people_of("livres.txt") == {"Autre": "refused"}


def test_the_words_of_a_merged_tag_propose_the_one_that_stayed():
    kept = Tag.objects.named(["Enseignement"])[0]
    old = Tag(name="École", triggers="écoles")
    old.save()
    merge(kept, [old], Author(None, "merge", "essai"))
    run_import({"livres.txt": BOOKS})
    assert set(TagProposal.objects.filter(tag__in=[kept, old]).values_list("tag", flat=True)) == {kept.pk}
