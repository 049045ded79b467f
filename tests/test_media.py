"""Uploaded photos, served by Django on one machine."""

from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article, Photo
from articles.models.derived import rederive
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(media_root: Path) -> Path:
    path = media_root / "photos" / "port.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xd8\xff\xe0 a photo")
    article = make_article()
    Photo.objects.bulk_create([Photo(article=article, image="photos/port.jpg")])  # does not measure it
    return path


def test_photo_is_served_as_what_it_is(client: Client, photo: Path) -> None:
    answer = client.get("/media/photos/port.jpg")
    assert b"".join(answer.streaming_content) == photo.read_bytes()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_photo_of_an_article_that_is_not_public_is_the_desks_alone(
    client: Client, photo: Path, status: str
) -> None:
    article = Article.objects.get()
    Article.objects.update(status=status)
    rederive([article.pk])
    assert client.get("/media/photos/port.jpg").status_code == 404
    client.force_login(make_user(group="Rédaction"))
    answer = client.get("/media/photos/port.jpg")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_uploaded_photo_gets_a_name_that_nobody_can_guess() -> None:
    article = make_article(photos=[{"caption": "Le port", "image": True}])
    name = article.photos.get().image.name
    assert name.endswith(".png")
    assert len(Path(name).stem) >= 16


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js", "photo.jpg.html", "none"])
def test_anything_but_a_photo_is_not_served(client: Client, photo: Path, name: str) -> None:
    photo.with_name(name).write_text("<script>alert(1)</script>", "utf-8")
    assert client.get(f"/media/photos/{name}").status_code == 404


@pytest.mark.parametrize(
    "name", ["../secret.jpg", "photos/../../secret.jpg", "%2e%2e/secret.jpg", "/etc/secret.jpg", "photos"]
)
def test_nothing_outside_the_folder_is_served(
    client: Client, photo: Path, media_root: Path, name: str
) -> None:
    (media_root.parent / "secret.jpg").write_text("secret", "utf-8")
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_photo_is_not_written_to(client: Client, photo: Path) -> None:
    assert client.post("/media/photos/port.jpg").status_code == 405
