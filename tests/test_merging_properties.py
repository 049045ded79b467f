"""Any sequence of merges, edits, splits and undos gives back exactly what each person had."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.models import (
    Article,
    Merge,
    Overshadowed,
    Person,
    PersonMention,
    PersonName,
    Split,
    Tag,
    TaggedArticle,
    TagProposal,
)
from articles.models.joining import Impossible, merge, undo_merge
from articles.models.splitting import split, undo_split
from articles.models.writing import Author, changing_articles
from tests.factories import make_article, make_person, make_tag

pytestmark = pytest.mark.django_db

AUTHOR = Author(None, "merge", "la même personne")
STATES = ["accepted", "accepted", "proposed", "refused"]
NAMES = ["Amara Tesfal", "Amarah Tesfal", "Amara Tesfalo", "Tesfal Amara", "Lia Okonda"]
MENTION = ["id", "article_id", "person_id", "came_from_id", "role", "state", "read_as", "forms", "position"]
examples = settings(
    max_examples=20,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows(model: Any, *fields: str) -> list[tuple]:
    return sorted(model.objects.values_list(*fields), key=str)


def people_state() -> dict[str, Any]:
    """All that merges and splits may touch, down to the keys of the rows."""
    return {
        "people": rows(Person, "id", "name", "slug", "country_id", "merged_into_id", "article_count"),
        "names": rows(PersonName, "person_id", "name", "borrowed"),
        "mentions": rows(PersonMention, *MENTION),
        "pages": rows(Article, "id", "page", "card", "counted"),
        "hidden": Overshadowed.objects.count(),
    }


def tags_state() -> dict[str, Any]:
    return {
        "tags": rows(Tag, "id", "name", "slug", "merged_into_id", "article_count"),
        "tagged": rows(TaggedArticle, "id", "content_object_id", "tag_id", "came_from_id"),
        "proposals": rows(TagProposal, "id", "article_id", "tag_id", "came_from_id", "state"),
        "pages": rows(Article, "id", "page", "counted", "search_text"),
        "hidden": Overshadowed.objects.count(),
    }


def assert_counts_agree_with_a_recount() -> None:
    now = Counter(
        PersonMention.objects.filter(
            state="accepted", article__status="published", article__trashed_at=None
        ).values_list("person", flat=True)
    )
    assert dict(Person.objects.values_list("pk", "article_count")) == {
        pk: now[pk] for pk in Person.objects.values_list("pk", flat=True)
    }
    tags = Counter(TaggedArticle.objects.values_list("tag", flat=True))
    assert dict(Tag.objects.values_list("pk", "article_count")) == {
        pk: tags[pk] for pk in Tag.objects.values_list("pk", flat=True)
    }


def make_archive(choose: random.Random) -> None:
    people = [
        make_person(
            f"{NAMES[n % len(NAMES)]} {n}",
            spellings=choose.sample(NAMES, choose.randint(0, 2)),
            country=choose.choice([None, "CU", "VN"]),
        )
        for n in range(choose.randint(3, 6))
    ]
    for number in range(choose.randint(2, 5)):
        cited = choose.sample(people, choose.randint(1, len(people)))
        make_article(
            f"Article {number}",
            people=[
                {
                    "person": person,
                    "read_as": person.name,
                    "role": choose.choice(["", "ministre"]),
                    "state": choose.choice(STATES),
                }
                for person in cited
            ],
        )


def standing_people() -> list[Person]:
    return list(Person.objects.filter(merged_into=None).order_by("pk"))


def merge_some(choose: random.Random) -> list[Any]:
    people = standing_people()
    if len(people) < 2:
        return []
    target, *sources = choose.sample(people, choose.randint(2, min(3, len(people))))
    return merge(target, sources, AUTHOR)


def split_one(choose: random.Random) -> list[Any]:
    person = choose.choice(standing_people())
    mentions = list(PersonMention.objects.filter(person=person).values_list("pk", flat=True))
    if not mentions:
        return []
    names = [n for n in person.names.values_list("name", flat=True) if n != person.name]
    return [
        split(
            person,
            choose.sample(mentions, choose.randint(1, len(mentions))),
            AUTHOR,
            name=f"Autre {person.name}"[:100],
            names=choose.sample(names, choose.randint(0, len(names))),
        )
    ]


def undo(done: Merge | Split) -> None:
    (undo_merge if isinstance(done, Merge) else undo_split)(done, AUTHOR)


@given(st.randoms(use_true_random=False))
@examples
def test_undoing_in_reverse_gives_back_each_earlier_state_to_the_row(choose: random.Random) -> None:
    with rolled_back():
        make_archive(choose)
        stack = []
        for _ in range(choose.randint(1, 6)):
            before = people_state()
            done = (merge_some if choose.random() < 0.7 else split_one)(choose)
            assert_counts_agree_with_a_recount()
            if len(done) == 1:
                stack.append((before, done[0]))
            elif done:
                stack.append((before, None))
                stack[-1] = (before, done)
            if stack and choose.random() < 0.3:
                take_back_last(stack)
        while stack:
            take_back_last(stack)


def take_back_last(stack: list) -> None:
    before, done = stack.pop()
    for one in reversed(done if isinstance(done, list) else [done]):
        undo(one)
        assert_counts_agree_with_a_recount()
    after = people_state()
    for part, rows_before in before.items():
        assert after[part] == rows_before, part


@given(st.randoms(use_true_random=False))
@examples
def test_undoing_in_any_order_after_later_edits_leaves_only_the_edits(choose: random.Random) -> None:
    with rolled_back():
        make_archive(choose)
        done: list[Any] = []
        own = {m.pk: [m.article_id, m.person_id, m.role, m.state] for m in PersonMention.objects.all()}
        people = {p.pk: [p.name, p.note, p.country_id] for p in Person.objects.all()}
        names = sorted(PersonName.objects.values_list("person", "name"))
        for number in range(choose.randint(2, 10)):
            step = choose.random()
            if step < 0.45:
                done += merge_some(choose)
            elif step < 0.6:
                done += split_one(choose)
            elif step < 0.75 and done:
                take_back_one(choose, done)
            elif step < 0.9:
                mention = choose.choice(list(PersonMention.objects.order_by("pk")))
                role, state = f"rôle {number}", choose.choice(STATES)
                with changing_articles([mention.article_id], AUTHOR):
                    PersonMention.objects.filter(pk=mention.pk).update(role=role, state=state)
                own[mention.pk][2:] = [role, state]
            else:
                person = choose.choice(standing_people())
                if person.pk in people:
                    Person.objects.filter(pk=person.pk).update(note=f"note {number}")
                    people[person.pk][1] = f"note {number}"
            assert_counts_agree_with_a_recount()
        while done:
            take_back_one(choose, done)
        assert {
            m.pk: [m.article_id, m.person_id, m.role, m.state] for m in PersonMention.objects.all()
        } == own
        assert {p.pk: [p.name, p.note, p.country_id] for p in Person.objects.all()} == people
        assert sorted(PersonName.objects.values_list("person", "name")) == names
        assert not Overshadowed.objects.exists()
        assert not PersonName.objects.filter(borrowed=True).exists()
        assert_counts_agree_with_a_recount()


def take_back_one(choose: random.Random, done: list) -> None:
    """Any of them; a split whose person was merged since waits for that merge to be taken back."""
    order = choose.sample(done, len(done))
    for one in order:
        try:
            undo(one)
        except Impossible:
            continue
        done.remove(one)
        return
    raise AssertionError("nothing can be taken back")


@given(st.randoms(use_true_random=False))
@examples
def test_merged_tags_lose_no_article_and_come_back_exactly(choose: random.Random) -> None:
    with rolled_back():
        tags = [make_tag(f"Sujet {letter}") for letter in "ABCDE"]
        for _ in range(choose.randint(1, 4)):
            article = make_article(tags=choose.sample(tags, choose.randint(0, 4)))
            for tag in choose.sample(tags, choose.randint(0, 3)):
                TagProposal.objects.create(article=article, tag=tag, state=choose.choice(STATES))
        first = tags_state()
        stack = []
        carried = {a.pk: bool(a.tags.count()) for a in Article.objects.all()}
        for _ in range(choose.randint(1, 4)):
            standing = list(Tag.objects.filter(merged_into=None).order_by("pk"))
            if len(standing) < 2:
                break
            target, *sources = choose.sample(standing, choose.randint(2, len(standing)))
            before = tags_state()
            everywhere = set(
                TaggedArticle.objects.filter(tag__in=[target, *sources]).values_list(
                    "content_object", flat=True
                )
            )
            stack.append((before, merge(target, sources, AUTHOR)))
            target.refresh_from_db()
            assert set(target.tagged.values_list("content_object", flat=True)) == everywhere
            assert target.article_count == len(everywhere)
            assert {a.pk: bool(a.tags.count()) for a in Article.objects.all()} == carried
        if choose.random() < 0.5:
            order = [one for _, done in stack for one in done]
            for one in choose.sample(order, len(order)):
                undo(one)
                assert_counts_agree_with_a_recount()
        else:
            for before, done in reversed(stack):
                for one in reversed(done):
                    undo(one)
                assert tags_state() == before
        last = tags_state()
        for part in ("tags", "tagged", "proposals", "hidden"):
            assert last[part] == first[part], part
