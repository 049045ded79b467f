"""Any sequence of merges, splits, edits, restores and undos: each earlier state is known and comes back."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.models import (
    Article,
    Change,
    Overshadowed,
    Person,
    PersonMention,
    Photo,
    Tag,
    TaggedArticle,
    TagProposal,
)
from articles.models.history import difference
from articles.models.joining import merge
from articles.models.restoring import article_now, restore_article, state_after
from articles.models.writing import Author, changing, changing_articles, thing_snapshot
from tests.factories import make_photo, make_tag
from tests.test_merging_properties import (
    AUTHOR,
    STATES,
    assert_counts_agree_with_a_recount,
    make_archive,
    merge_some,
    rolled_back,
    split_one,
    take_back_one,
)

pytestmark = pytest.mark.django_db

EDIT = Author(None, "form", "essai")
RESTORE = Author(None, "restore", "essai")


def states() -> dict[tuple[str, int], Any]:
    """What each article, person and tag is, as its history tells it."""
    found: dict[tuple[str, int], Any] = {("article", pk): article_now(pk) for pk in article_keys()}
    found |= {("person", person.pk): thing_snapshot(person) for person in Person.objects.all()}
    return found | {("tag", tag.pk): thing_snapshot(tag) for tag in Tag.objects.all()}


def article_keys() -> list[int]:
    return list(Article.objects.order_by("pk").values_list("pk", flat=True))


def latest() -> int:
    return Change.objects.values_list("pk", flat=True).first() or 0


def visible(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name[0] != "_"}


def merge_tags(choose: random.Random) -> list[Any]:
    tags = list(Tag.objects.filter(merged_into=None).order_by("pk"))
    if len(tags) < 2:
        return []
    target, *sources = choose.sample(tags, choose.randint(2, min(3, len(tags))))
    return merge(target, sources, AUTHOR)


def edit_an_article(choose: random.Random, number: int) -> None:
    key = choose.choice(article_keys())
    with changing_articles([key], EDIT):
        article = Article.objects.get(pk=key)
        people = PersonMention.objects.filter(article=key).order_by("pk")
        proposals = TagProposal.objects.filter(article=key).order_by("pk")
        kind = choose.choice(
            ["text", "role", "person gone", "person", "tags", "proposal", "photo", "photo gone"]
        )
        if kind == "text":
            Article.objects.filter(pk=key).update(lead=f"chapô {number}")
        elif kind == "role" and people:
            row = choose.choice(list(people))
            people.filter(pk=row.pk).update(role=f"rôle {number}", state=choose.choice(STATES))
        elif kind == "person gone" and people:
            choose.choice(list(people)).delete()
        elif kind == "person":
            person = choose.choice(list(Person.objects.filter(merged_into=None).order_by("pk")))
            PersonMention.objects.get_or_create(article=article, person=person, defaults={"forms": ["x"]})
        elif kind == "tags":
            tags = list(Tag.objects.filter(merged_into=None).order_by("pk"))
            article.tags.set(choose.sample(tags, choose.randint(0, len(tags))))
        elif kind == "proposal" and proposals:
            proposals.filter(pk=choose.choice(list(proposals)).pk).update(state=choose.choice(STATES))
        elif kind == "photo":
            make_photo(article, f"Photo {number}")
        elif kind == "photo gone":
            Photo.objects.filter(article=key).delete()


def rename_something(choose: random.Random, number: int) -> None:
    things: list[Any] = list(Person.objects.filter(merged_into=None).order_by("pk"))
    things += list(Tag.objects.filter(merged_into=None).order_by("pk"))
    thing = choose.choice(things)
    with changing(thing, EDIT):
        type(thing).objects.filter(pk=thing.pk).update(note=f"note {number}")


def go_back(choose: random.Random, known: list[int]) -> None:
    key = choose.choice(article_keys())
    now = article_now(key)
    names = choose.sample(sorted(visible(now)), choose.randint(1, 5))
    restore_article(key, state_after("article", key, now, choose.choice(known)), names, RESTORE)


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=20,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_earlier_state_is_known_and_the_first_one_comes_back(choose: random.Random) -> None:
    with rolled_back():
        Tag.objects.all().delete()
        make_archive(choose)
        tags = [make_tag(f"Sujet {letter}") for letter in "ABCD"]
        for article in Article.objects.order_by("pk"):
            with changing_articles([article.pk], EDIT):
                article.tags.set(choose.sample(tags, choose.randint(0, 4)))
                for tag in choose.sample(tags, choose.randint(0, 2)):
                    TagProposal.objects.create(article=article, tag=tag, state=choose.choice(STATES))
        first, start = states(), latest()
        moments = {start: first}
        done: list[Any] = []
        for number in range(choose.randint(3, 12)):
            step = choose.random()
            if step < 0.2:
                done += merge_some(choose)
            elif step < 0.35:
                done += merge_tags(choose)
            elif step < 0.45:
                done += split_one(choose)
            elif step < 0.6 and done:
                take_back_one(choose, done)
            elif step < 0.85:
                edit_an_article(choose, number)
            elif step < 0.92:
                rename_something(choose, number)
            else:
                go_back(choose, list(moments))
            moments[latest()] = states()
            assert_all_earlier_states_are_known(moments)
        while done:
            take_back_one(choose, done)
        assert_all_earlier_states_are_known(moments)
        for key in article_keys():
            now = article_now(key)
            restore_article(key, state_after("article", key, now, start), visible(now), RESTORE)
            assert visible(article_now(key)) == visible(first["article", key])
        last = states()
        for thing in first.keys() & last.keys():
            if thing[0] != "article":
                assert {**last[thing], "note": ""} == {**first[thing], "note": ""}
        assert not Overshadowed.objects.exists()
        assert not TaggedArticle.objects.exclude(came_from=None).exists()
        assert not PersonMention.objects.exclude(came_from=None).exists()
        assert_counts_agree_with_a_recount()


def assert_all_earlier_states_are_known(moments: dict[int, dict[tuple[str, int], Any]]) -> None:
    now = states()
    for moment, then in moments.items():
        for (kind, key), state in then.items():
            if (kind, key) in now:  # a person that a split had made may be gone
                assert not difference(state, state_after(kind, key, now[kind, key], moment)), (kind, key)
