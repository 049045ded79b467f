"""Whatever writes to an article, a person or a tag, the history says who, by which path and why."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from articles.importer import reread as reread_module
from articles.importer.context import archive_context
from articles.importer.reread import Reread
from articles.importer.undo import undo_batch
from articles.models import (
    Article,
    Batch,
    Change,
    Conflict,
    Merge,
    Person,
    PersonMention,
    Split,
    Tag,
)
from articles.models.history import difference, snapshot
from articles.models.restoring import article_now, state_after
from articles.models.writing import thing_snapshot
from tests.factories import make_person, make_tag, make_user
from tests.importing import BRIDGE, TODAY, run_import
from tests.test_desk import form_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


class Desk:
    """One archive with an administrator at the desk, and what each path does there."""

    def __init__(self) -> None:
        self.user = make_user("chef", group="Administration")
        self.client = Client()
        self.client.force_login(self.user)
        run_import({"pont.txt": BRIDGE}, user=self.user)
        self.article = Article.objects.get()
        self.one, self.other = make_person("Amara Tesfal"), make_person("Amarah Tesfal")
        self.tag, self.subject = make_tag("Ponts"), make_tag("Pont")
        PersonMention.objects.create(article=self.article, person=self.one)
        self.article.tags.add(self.subject)

    def post(self, name: str, /, *args: object, **data: object) -> None:
        answer = self.client.post(reverse(f"admin:articles_{name}", args=args), data)
        assert answer.status_code == 302, name

    def form(self) -> None:
        self.post(
            "article_change", self.article.pk, **{**form_of(self.client, self.article), "lead": "Autre."}
        )

    def action(self, **data: object) -> None:
        self.client.post(LIST, {"_selected_action": [self.article.pk], **data})

    def imported(self) -> None:
        run_import({"pont.txt": BRIDGE.replace("quatre mois", "cinq mois")}, user=self.user)

    def reread_by_newer_rules(self) -> None:
        real = reread_module.parse
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reread_module, "parse", lambda *given: replace(real(*given), place=None))
            list(Reread(context=archive_context(TODAY), apply=True, user=self.user).run())

    def merged(self) -> None:
        self.post("person_merge", ids=[self.one.pk, self.other.pk], target=self.other.pk, reason="la même")

    def merge_undone(self) -> None:
        self.merged()
        self.post("merge_undo", Merge.objects.get().pk, reason="deux personnes")

    def split(self) -> None:
        mention = PersonMention.objects.get(person=self.one).pk
        self.post("person_split", self.one.pk, mentions=[mention], name="Autre Tesfal", reason="homonymes")

    def split_undone(self) -> None:
        self.split()
        self.post("split_undo", Split.objects.get().pk)

    def tags_merged(self) -> None:
        self.post("tag_merge", ids=[self.tag.pk, self.subject.pk], target=self.tag.pk, reason="le même")

    def restored(self) -> None:
        self.form()
        change = Change.objects.filter(kind="article", path="form").latest("pk")
        self.post("article_restore", self.article.pk, change.pk, champ=["lead"], avant="1", dernier=change.pk)

    def conflicted(self) -> None:
        self.form()
        run_import({"pont.txt": BRIDGE.replace("de nouveau", "depuis lundi")}, user=self.user)

    def conflict_taken(self) -> None:
        self.conflicted()
        self.post("conflict_settle", tout="taken")

    def conflict_kept(self) -> None:
        self.conflicted()
        self.post("conflict_settle", tout="kept")

    def trashed(self) -> None:
        self.post("article_trash", self.article.pk, reason="doublon")

    def taken_out(self) -> None:
        self.trashed()
        self.client.post(
            reverse("admin:articles_trashedarticle_changelist"),
            {"action": "take_out_chosen", "_selected_action": [self.article.pk]},
        )

    def purged(self) -> None:
        self.trashed()
        self.post("trashedarticle_purge", ids=[self.article.pk], reason="justice")

    def batch_undone(self) -> None:
        self.imported()
        undo_batch(Batch.objects.latest("pk"), self.user)


PATHS: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "form": ("form", Desk.form),
    "publish": ("action", lambda desk: desk.action(action="withdraw")),
    "reviewed": ("action", lambda desk: desk.action(action="mark_reviewed")),
    "tag added": ("action", lambda desk: desk.action(action="add_tag", tag=desk.tag.pk, apply="1")),
    "tag removed": ("action", lambda desk: desk.action(action="remove_tag", tag=desk.subject.pk, apply="1")),
    "trashed from the list": ("trash", lambda desk: desk.action(action="trash_chosen")),
    "import": ("import", Desk.imported),
    "reread": ("reread", Desk.reread_by_newer_rules),
    "merge": ("merge", Desk.merged),
    "merge undone": ("undo", Desk.merge_undone),
    "split": ("split", Desk.split),
    "split undone": ("undo", Desk.split_undone),
    "tags merged": ("merge", Desk.tags_merged),
    "restore": ("restore", Desk.restored),
    "conflict taken": ("conflict", Desk.conflict_taken),
    "conflict kept": ("conflict", Desk.conflict_kept),
    "trash": ("trash", Desk.trashed),
    "taken out of the trash": ("restore", Desk.taken_out),
    "purge": ("purge", Desk.purged),
    "batch undone": ("undo", Desk.batch_undone),
}


@pytest.mark.parametrize("path", PATHS)
def test_every_writing_path_is_in_the_history_with_who(path):
    desk = Desk()
    before = snapshot(Article.objects.whole().get())
    known = set(Change.objects.values_list("pk", flat=True))
    expected, take = PATHS[path]
    take(desk)
    fresh = Change.objects.exclude(pk__in=known).filter(kind="article", object_id=str(desk.article.pk))
    assert expected in fresh.values_list("path", flat=True)
    assert set(fresh.values_list("actor_name", flat=True)) == {"chef"}
    if path == "purge":
        return
    now = article_now(desk.article.pk)
    # what the changes say, taken off what stands, is what stood before
    last = max(known)
    assert not difference(before, state_after("article", desk.article.pk, now, last))


@pytest.mark.parametrize("kind", ["person", "tag", "country"])
def test_forms_of_people_tags_and_countries_are_in_the_history(kind):
    desk = Desk()
    thing = {"person": desk.one, "tag": desk.tag, "country": None}[kind]
    if thing is None:
        thing = desk.article.country_mentions.first().country
    before = thing_snapshot(thing)
    data = {"name": thing.name, "slug": thing.slug, "note": "Une note.", "triggers": ""}
    for prefix in ("names", "aliases"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    desk.post(f"{kind}_change", thing.pk, **data)
    change = Change.objects.filter(kind=kind).latest("pk")
    assert (change.path, change.actor, change.fields["note"]) == ("form", desk.user, ["", "Une note."])
    assert not difference(before, state_after(kind, thing.pk, thing_snapshot(thing), change.pk - 1))


def test_making_a_person_or_tag_is_in_the_history():
    desk = Desk()
    forms = {f"{p}-{n}_FORMS": "0" for p in ("names", "aliases") for n in ("TOTAL", "INITIAL")}
    desk.post("person_add", name="Lia Okonda", slug="", note="", **forms)
    desk.post("tag_add", name="Fleuve", slug="", note="", triggers="", **forms)
    made = Change.objects.filter(fields={}, path="form")
    assert set(made.values_list("kind", "label")) == {("person", "Lia Okonda"), ("tag", "Fleuve")}
    assert Person.objects.filter(name="Lia Okonda").exists()
    assert Tag.objects.filter(name="Fleuve").exists()
    assert not Conflict.objects.exists()
