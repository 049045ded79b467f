"""Uploaded photos, served by Django on one machine."""

from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture
def photo(media_root: Path) -> Path:
    path = media_root / "photos" / "port.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xd8\xff\xe0 a photo")
    return path


def test_photo_is_served_as_what_it_is(client: Client, photo: Path) -> None:
    answer = client.get("/media/photos/port.jpg")
    assert b"".join(answer.streaming_content) == photo.read_bytes()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"


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
