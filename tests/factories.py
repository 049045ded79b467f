"""Rows for tests: plain functions, every argument named, everything derived as a writing path does.

    make_article("Un port à Oran", on="2021-07-28", people=[make_person("Ali Ben")], countries=["DZ"])

Names in here are made up from parts that no real person bears together.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles.folding import fold, unaccent
from articles.models import (
    Article,
    Batch,
    Country,
    CountryMention,
    Person,
    PersonMention,
    PersonName,
    Photo,
    Related,
    SourceDocument,
    Status,
    Tag,
    TaggedArticle,
)
from articles.models.derived import rederive

PASSWORD = "mot-de-passe-9"
_numbers = count(1)

# Enough of the countries for a test whose database was made without them.
NAMES = {
    "CG": "Congo-Brazzaville",
    "CI": "Côte d’Ivoire",
    "CU": "Cuba",
    "DZ": "Algérie",
    "FR": "France",
    "KR": "Corée du Sud",
    "LA": "Laos",
    "MN": "Mongolie",
    "VN": "Viêt Nam",
    "ZA": "Afrique du Sud",
}


def make_country(code: str, name: str = "") -> Country:
    """The country of this ISO code; made, under ``name``, where the database lacks it."""
    found = Country.objects.filter(code=code).first()
    if found is None:
        name = name or NAMES.get(code, f"Pays {code}")
        found = Country.objects.create(
            code=code, name=name, slug=slugify(unaccent(name)), sort_key=fold(name)
        )
    return found


def make_person(
    name: str = "", *, spellings: Sequence[str] = (), country: str | None = None, **fields: Any
) -> Person:
    """A person with the spellings of the name, the name itself always among them."""
    name = name or f"Amara Tesfal {_letters(next(_numbers))}"
    fields.setdefault("slug", Person.objects.free_slug(name))
    person = Person.objects.create(name=name, country=make_country(country) if country else None, **fields)
    for spelling in dict.fromkeys([name, *spellings]):
        PersonName.objects.create(person=person, name=spelling)
    return person


def make_tag(name: str = "", **fields: Any) -> Tag:
    tag = Tag.objects.named([name or f"sujet {_letters(next(_numbers))}"])[0]
    if fields:
        for field, value in fields.items():
            setattr(tag, field, value)
        tag.save()
    return tag


def make_photo(article: Article, caption: str = "Le port au matin.", **fields: Any) -> Photo:
    """A caption; with ``image=True`` a picture of 12 × 8 pixels as well. Derive the article after."""
    if fields.pop("image", False):
        fields["image"] = ContentFile(png(), name="photo.png")
    fields.setdefault("credit", "VNA")
    return Photo.objects.create(article=article, caption=caption, **fields)


def make_article(
    headline: str = "",
    *,
    on: str | datetime.date | None = "2021-07-28",
    people: Iterable[Person | str | tuple[Person, str] | dict[str, Any]] = (),
    countries: Iterable[Country | str] = (),
    tags: Iterable[Tag | str] = (),
    photos: Iterable[str | dict[str, Any]] = (),
    related: Iterable[str | dict[str, Any]] = (),
    derived: bool = True,
    **fields: Any,
) -> Article:
    """A published article with its parts, derived.

    ``on`` is a day; with ``date_precision="month"`` or ``"year"`` the first day of it. ``people``
    are persons, names, ``(person, role)`` or the fields of a mention. ``photos`` and ``related``
    are captions and headlines, or fields. ``derived=False`` leaves ``rederive`` to the caller.
    """
    number = next(_numbers)
    fields.setdefault("headline", headline or f"Article {number}")
    fields.setdefault("body", f"Premier paragraphe {number}.\n\nSecond paragraphe {number}.")
    fields.setdefault("status", Status.PUBLISHED)
    if on is not None:
        fields.setdefault("published_on", datetime.date.fromisoformat(on) if isinstance(on, str) else on)
        fields.setdefault("date_precision", "day")
        fields.setdefault("date_basis", "stated")
    article = Article.objects.create(**fields)
    copies = {"article": article, "listed_on": article.published_on or datetime.date.min}
    for position, given in enumerate(people):
        PersonMention.objects.create(**copies, **{"position": position, **_mention(given)})
    for position, given in enumerate(countries):
        country = given if isinstance(given, Country) else make_country(given)
        CountryMention.objects.create(**copies, country=country, position=position, forms=[country.name])
    for given in tags:
        TaggedArticle.objects.create(
            content_object=article, tag=given if isinstance(given, Tag) else make_tag(given)
        )
    for given in photos:
        make_photo(article, **({"caption": given} if isinstance(given, str) else given))
    for position, given in enumerate(related):
        row = {"headline": given} if isinstance(given, str) else given
        Related.objects.create(
            article=article, position=position, headline_key=fold(row.get("headline", "")), **row
        )
    if derived:
        rederive([article.pk])
        article.refresh_from_db()
    return article


def make_articles(number: int, **fields: Any) -> list[Article]:
    """``number`` articles on successive days before ``on``, derived together."""
    first = datetime.date.fromisoformat(fields.pop("on", "2021-07-28"))
    made = [
        make_article(on=first - datetime.timedelta(days=days), derived=False, **fields)
        for days in range(number)
    ]
    rederive([article.pk for article in made])
    return list(Article.objects.filter(pk__in=[article.pk for article in made]).latest_first())


def make_document(
    article: Article | None = None, *, text: str = "Texte reçu.", **fields: Any
) -> SourceDocument:
    """The received text of ``article``, in a batch of its own unless one is given."""
    batch = fields.pop("batch", None) or Batch.objects.create(origin="essai", finished_at=timezone.now())
    fields.setdefault("name", f"{next(_numbers):06}.txt")
    fields.setdefault("sha256", hashlib.sha256(f"{fields['name']}{text}".encode()).hexdigest())
    fields.setdefault("encoding", "utf-8")
    return SourceDocument.objects.create(article=article, text=text, first_batch=batch, batch=batch, **fields)


def make_user(name: str = "redaction", *, password: str = PASSWORD, group: str = "", **fields: Any) -> Any:
    """A user of the desk; ``group`` is the name of a group that the migrations made."""
    fields.setdefault("is_staff", True)
    user = get_user_model().objects.create_user(name, password=password, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def png(width: int = 12, height: int = 8) -> bytes:
    """A small picture."""

    file = io.BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(file, "PNG")
    return file.getvalue()


def _mention(given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return given
    person, role = given if isinstance(given, tuple) else (given, "")
    if isinstance(person, str):
        person = make_person(person)
    return {"person": person, "role": role, "forms": [person.name], "read_as": person.name}


def _letters(number: int) -> str:
    return chr(ord("A") + number % 26) + (str(number // 26) if number >= 26 else "")
