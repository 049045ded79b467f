"""What is typed for a new article, and pictures sent with any form, wait on the server until saved."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse

from articles.models import Article, Draft, Photo
from articles.models.together import DraftFile
from tests.factories import make_article, make_user, png
from tests.test_desk import form_of, save
from tests.test_together import address_of, choices, opened

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_article_add")
KEEP = reverse("admin:articles_article_keep_new")
DROP = reverse("admin:articles_article_drop_new")


class Committing(Client):
    """After each request what was to happen on commit has happened, as outside of a test."""

    def post(self, *args, **kwargs):
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().post(*args, **kwargs)


def login(name: str) -> Client:
    client = Committing()
    client.force_login(make_user(name, group="Rédaction"))
    return client


@pytest.fixture
def mine() -> Client:
    return login("moi")


@pytest.fixture
def theirs() -> Client:
    return login("autre")


def new_form(client: Client, **typed: str) -> dict[str, str]:
    """The form of a new article as the browser has it, with what was typed."""
    context = client.get(ADD).context
    data = {"status": "draft", "review": "unreviewed", "opened_token": context["together"]["token"]}
    for formset in context["inline_admin_formsets"]:
        data |= {bound.html_name: bound.value() for bound in formset.formset.management_form}
    return data | typed


def picture(name: str = "vue.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png(), "image/png")


def stored(media_root: Path) -> list[str]:
    """The folders of the files that are there, one entry a file."""
    return sorted(path.relative_to(media_root).parts[0] for path in media_root.rglob("*") if path.is_file())


def test_a_new_article_that_was_never_saved_is_offered_on_return(mine):
    form = new_form(mine, headline="Un pont", body="À moitié écrit.")
    assert mine.post(KEEP, form).json()["kept_at"]
    draft = Draft.objects.get()
    assert draft.article is None
    for page in (ADD, reverse("admin:index")):
        html = mine.get(page).content.decode()
        assert f"reprendre={draft.pk}" in html
        assert "Un pont" in html
    resumed = mine.get(ADD, {"reprendre": draft.pk})
    assert "À moitié écrit." in resumed.content.decode()
    assert "errorlist" not in resumed.content.decode()
    assert not Article.objects.exists()
    form |= {"opened_token": resumed.context["together"]["token"]}
    assert mine.post(ADD, form).status_code == 302
    assert Article.objects.get().body == "À moitié écrit."
    assert not Draft.objects.exists()


def test_two_new_articles_at_once_are_kept_apart_and_abandoned_one_by_one(mine):
    one, other = new_form(mine, headline="Un pont"), new_form(mine, headline="Une école")
    for form in (one, other, {**one, "lead": "Un chapô"}):
        mine.post(KEEP, form)
    assert {d.data["headline"][0] for d in Draft.objects.all()} == {"Un pont", "Une école"}
    assert Draft.objects.get(data__headline=["Un pont"]).data["lead"] == ["Un chapô"]
    mine.post(DROP, {"saisie": Draft.objects.get(data__headline=["Un pont"]).pk})
    assert Draft.objects.get().data["headline"] == ["Une école"]
    mine.post(ADD, {**one, "headline": "Un pont"})
    assert Draft.objects.get().data["headline"] == ["Une école"]


def test_a_new_article_sent_after_the_log_in_expired_waits_with_its_picture(mine):
    form = new_form(mine, headline="Un pont", body="Écrit trop longtemps.")
    form |= {"photos-TOTAL_FORMS": "1", "photos-0-caption": "La vue.", "photos-0-position": "0"}
    form |= {"photos-0-image": picture()}
    mine.logout()
    assert "/admin/login/" in mine.post(ADD, form)["Location"]
    draft = Draft.objects.get()
    mine.force_login(draft.user)
    resumed = mine.get(ADD, {"reprendre": draft.pk})
    assert "Gardé avec votre saisie : vue.png" in resumed.content.decode()
    again = {**form, "kept_files": "1", "opened_token": resumed.context["together"]["token"]}
    del again["photos-0-image"]
    assert mine.post(ADD, again).status_code == 302
    photo = Photo.objects.get()
    assert (photo.caption, photo.image_width) == ("La vue.", 12)


def test_nobody_takes_up_keeps_or_drops_what_another_types(mine, theirs):
    form = new_form(mine, headline="Un pont")
    mine.post(KEEP, form)
    key = Draft.objects.get().pk
    theirs.post(KEEP, {**form, "headline": "Écrasé"})
    theirs.post(DROP, {"saisie": key})
    Client().post(ADD, {**form, "opened_token": "inventé", "headline": "Écrasé"})
    assert "Un pont" not in theirs.get(ADD, {"reprendre": key}).content.decode()
    assert Draft.objects.get().data["headline"] == ["Un pont"]
    reader = Client()
    reader.force_login(make_user("lecteur"))
    assert reader.post(KEEP, form).status_code == 403


def test_a_picture_outlasts_the_choice_between_two_versions(mine, theirs, media_root):
    article = make_article(photos=["Le port."])
    form = opened(mine, article)
    save(theirs, article, lead="Leur chapô")
    page = mine.post(address_of(article), {**form, "photos-0-image": picture()})
    assert "Gardé avec votre saisie : vue.png" in page.content.decode()
    assert stored(media_root) == ["saisies"]
    save(theirs, article, place="Oran")  # and again while choosing
    again = mine.post(address_of(article), choices(page))
    assert stored(media_root) == ["saisies"]
    mine.post(address_of(article), choices(again))
    article.refresh_from_db()
    assert (article.lead, article.place) == ("Leur chapô", "Oran")
    assert Photo.objects.get().image_width == 12
    assert article.page["photos"][0]["url"]
    assert not DraftFile.objects.exists()
    assert stored(media_root) == ["photos"]


def test_a_picture_that_is_not_chosen_leaves_no_file(mine, theirs, media_root):
    article = make_article(photos=["Le port."])
    form = opened(mine, article)
    save(theirs, article, **{"photos-0-caption": "Leur légende."})
    page = mine.post(address_of(article), {**form, "photos-0-image": picture()})
    mine.post(address_of(article), choices(page, **{f"photos.{article.photos.get().pk}": "theirs"}))
    assert (Photo.objects.get().caption, Photo.objects.get().image.name) == ("Leur légende.", "")
    assert stored(media_root) == []


def test_a_picture_outlasts_an_error_in_the_form_and_goes_when_abandoned(mine, media_root):
    article = make_article(photos=["Le port."])
    form = opened(mine, article)
    page = mine.post(address_of(article), {**form, "headline": "", "photos-0-image": picture()})
    assert "Gardé avec votre saisie : vue.png" in page.content.decode()
    assert 'name="kept_files"' in page.content.decode()
    sent = {**form, "kept_files": "1"}
    assert mine.post(address_of(article), {**sent, "headline": ""}).status_code == 200
    assert mine.post(address_of(article), sent).status_code == 302
    assert Photo.objects.get().image_width == 12
    assert stored(media_root) == ["photos"]
    mine.post(address_of(article), {**form_of(mine, article), "headline": "", "photos-0-image": picture()})
    assert stored(media_root) == ["photos", "saisies"]
    mine.post(address_of(article, "drop"))
    assert stored(media_root) == ["photos"]
    assert not Draft.objects.exists()


def test_a_form_that_knows_of_no_kept_picture_does_not_get_one(mine, media_root):
    article = make_article(photos=["Le port."])
    form = opened(mine, article)
    mine.post(address_of(article), {**form, "headline": "", "photos-0-image": picture()})
    assert mine.post(address_of(article), {**form, "lead": "De nouveau"}).status_code == 302
    assert Photo.objects.get().image.name == ""
    assert stored(media_root) == []
