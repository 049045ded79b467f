"""Whatever writes to an article, a person or a tag, the history says who, by which path and why."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.desk.differences import readable
from articles.importer import reread as reread_module
from articles.importer.context import archive_context
from articles.importer.reread import Reread
from articles.importer.undo import undo_batch
from articles.models import (
    Article,
    Batch,
    Change,
    Conflict,
    ErrorReport,
    Merge,
    Pair,
    Person,
    PersonMention,
    PossibleDuplicate,
    Split,
    Suggestion,
    Tag,
    TagProposal,
)
from articles.models.history import difference
from articles.models.lookalikes import scan
from articles.models.restoring import article_now, state_after
from articles.models.writing import thing_snapshot
from tests.factories import make_article, make_person, make_tag, make_user, png
from tests.importing import BOOKS, BRIDGE, TODAY, a_person, read_people, run_import
from tests.test_desk import form_of
from tests.test_desk_review import RAW, repair

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

        self.article.refresh_from_db()
        self.waiting()

    def waiting(self) -> None:
        """What a desk decides on: a tag, a correction, an error and a look-alike, a lost space, a pair."""
        self.article.tag_proposals.all().delete()
        self.proposal = TagProposal.objects.create(article=self.article, tag=self.tag, spans=[[0, 4]])
        self.suggestion = Suggestion.objects.create(
            article=self.article,
            field="lead",
            before=self.article.lead,
            proposed="Un chapô.",
            author_name="lia",
        )
        self.report = ErrorReport.objects.create(article=self.article, place="lead", message="C’est faux.")
        other = make_article("Un pont rouvre")
        self.alike = PossibleDuplicate.objects.create(article=self.article, other=other, score=0.9)
        document = self.article.document
        document.parsed["repairs"] = [repair("leport", "le port", RAW.index("leport"), applied=False)]
        document.open_repairs = 1
        document.save()
        scan()
        self.pair = Pair.objects.get(kind="person")

    def post(self, name: str, /, *args: object, **data: object) -> None:
        answer = self.client.post(reverse(f"admin:articles_{name}", args=args), data)
        assert answer.status_code == 302, name

    def save(self, **changes: object) -> None:
        self.post("article_change", self.article.pk, **{**form_of(self.client, self.article), **changes})

    def form(self) -> None:
        self.save(lead="Autre.")

    def photo_uploaded(self) -> None:
        picture = SimpleUploadedFile("vue.png", png(), "image/png")
        self.save(**{"photos-0-image": picture})

    def country_refused(self) -> None:
        self.save(**{"country_mentions-0-state": "refused"})

    def tag_refused(self) -> None:
        self.save(**{"tag_proposals-0-state": "refused"})

    def tag_accepted(self) -> None:
        self.save(**{"tag_proposals-0-state": "accepted"})

    def correction_taken(self) -> None:
        self.save(**{f"suggestions-{self.suggestion.pk}": "take"})

    def correction_refused(self) -> None:
        self.save(**{f"suggestions-{self.suggestion.pk}": "refuse"})

    def look_alike_settled(self) -> None:
        self.save(**{f"alike-{self.alike.pk}": "different"})

    def space_refused(self) -> None:
        page = self.client.get(reverse("admin:articles_article_change", args=[self.article.pk]))
        (row,) = page.context["repairs"].rows()
        self.save(**{row.field.html_name: "leport"})

    def report_settled(self) -> None:
        self.save(report_settled=[self.report.pk])

    def reports(self, action: str) -> None:
        address = reverse("admin:articles_errorreport_changelist")
        self.client.post(f"{address}?etat=tous", {"_selected_action": [self.report.pk], "action": action})

    def report_reopened(self) -> None:
        self.reports("settle")
        self.reports("reopen")

    def report_deleted(self) -> None:
        self.post("errorreport_delete", self.report.pk, post="yes")

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
    "photo uploaded": ("form", Desk.photo_uploaded),
    "country refused": ("form", Desk.country_refused),
    "proposed tag refused": ("form", Desk.tag_refused),
    "proposed tag accepted": ("form", Desk.tag_accepted),
    "correction taken": ("form", Desk.correction_taken),
    "correction refused": ("form", Desk.correction_refused),
    "look-alike settled": ("form", Desk.look_alike_settled),
    "lost space left as received": ("form", Desk.space_refused),
    "report settled": ("form", Desk.report_settled),
    "report settled from the list": ("action", lambda desk: desk.reports("settle")),
    "report reopened": ("action", Desk.report_reopened),
    "report deleted": ("purge", Desk.report_deleted),
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
    before = article_now(desk.article.pk)
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
    page = desk.client.get(reverse("admin:articles_article_history", args=[desk.article.pk]), follow=True)
    assert all(rows for change, rows in page.context["changes"] if change.pk > last)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("correction refused", ("corrections proposées", "chapô : « Un chapô. », par lia", "écartée")),
        ("correction taken", ("corrections proposées", "chapô : « Un chapô. », par lia", "prise")),
        ("look-alike settled", ("articles semblables", "Un pont rouvre", "autre chose")),
        ("lost space left as received", ("espaces", "—", "leport : leport")),
        ("proposed tag refused", ("sujets proposés", "Ponts : proposé", "Ponts : refusé")),
        ("report settled", ("erreurs signalées", "Chapeau", "réglée")),
        ("report reopened", ("erreurs signalées", "Chapeau", "rouverte")),
        ("report deleted", ("erreurs signalées", "Chapeau", "supprimée")),
    ],
)
def test_a_decision_without_a_change_of_text_is_told_in_words(path, said):
    desk = Desk()
    PATHS[path][1](desk)
    assert said in readable(Change.objects.filter(kind="article").latest("pk"))


def test_a_correction_proposed_by_a_reviewer_is_in_the_history():
    desk = Desk()
    reviewer = Client()
    reviewer.force_login(make_user("relectrice", group="Relecture"))
    version = desk.article.version
    data = {**form_of(reviewer, desk.article), "place": "Paksé"}
    reviewer.post(reverse("admin:articles_article_change", args=[desk.article.pk]), data)
    change = Change.objects.filter(kind="article").latest("pk")
    assert (change.actor_name, change.path) == ("relectrice", "form")
    assert readable(change) == [("corrections proposées", "—", "lieu : « Paksé », par relectrice")]
    desk.article.refresh_from_db()
    assert desk.article.version == version  # nobody who has it open needs to compare anything


def differ(desk: Desk) -> None:
    desk.post("pair_differ", desk.pair.pk)


def reopen(desk: Desk) -> None:
    differ(desk)
    desk.post("pair_reopen", desk.pair.pk)


@pytest.mark.parametrize(
    ("take", "path", "fields"),
    [
        (differ, "action", {"different": [None, "Amarah Tesfal"]}),
        (reopen, "action", {"different": ["Amarah Tesfal", None]}),
        (Desk.merged, "merge", {"merged_into": [None, "Amarah Tesfal"]}),
        (Desk.merge_undone, "undo", {"merged_into": ["Amarah Tesfal", None]}),
        (Desk.split, "split", {"different": [None, "Autre Tesfal"]}),
        (Desk.split_undone, "undo", {"different": ["Autre Tesfal", None]}),
    ],
)
def test_what_is_decided_about_a_person_is_in_the_history(take, path, fields):
    desk = Desk()
    take(desk)
    changes = Change.objects.filter(kind="person", object_id=str(desk.one.pk), path=path)
    assert fields in changes.values_list("fields", flat=True)
    assert set(changes.values_list("actor_name", flat=True)) == {"chef"}


def test_what_an_undone_batch_takes_away_is_in_the_history(monkeypatch):
    desk = Desk()
    read_people(monkeypatch, a_person("Lia Okonda", "camions"))
    run_import({"livres.txt": BOOKS}, user=desk.user)
    article, person = Article.objects.get(document__name="livres.txt"), Person.objects.get(name="Lia Okonda")
    undo_batch(Batch.objects.latest("pk"), desk.user)
    for kind, pk, name in (("article", article.pk, article.headline), ("person", person.pk, person.name)):
        change = Change.objects.filter(kind=kind, object_id=str(pk)).latest("pk")
        assert (change.path, change.actor_name) == ("undo", "chef")
        assert change.fields == {"made": [name, None]}


def test_making_an_article_by_hand_is_in_the_history():
    desk = Desk()
    forms = {
        f"{prefix}-{name}_FORMS": "0"
        for prefix in ("person_mentions", "country_mentions", "photos", "related", "corrections")
        for name in ("TOTAL", "INITIAL")
    }
    desk.post("article_add", headline="À la main", status="draft", review="unreviewed", body="Un.", **forms)
    made = Article.objects.get(headline="À la main")
    change = Change.objects.get(kind="article", object_id=str(made.pk))
    assert (change.path, change.actor_name, change.fields) == ("form", "chef", {})


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
