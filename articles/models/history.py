"""Every change, by whatever path: who, when, why, and each field before and after."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .documents import Batch

# Plain fields of an article that a change may hold, in the order in which they are shown.
ARTICLE_FIELDS = (
    "headline",
    "provisional_headline",
    "lead",
    "body",
    "place",
    "agency",
    "published_on",
    "date_precision",
    "date_basis",
    "date_reason",
    "partial_date",
    "undated",
    "status",
    "embargo_until",
    "trashed_at",
    "review",
)


class Change(models.Model):
    """``fields`` maps a field to ``[before, after]``; an empty map says that the thing was made."""

    kind = models.CharField(
        _("objet"),
        max_length=10,
        choices=[
            ("article", _("article")),
            ("person", _("personne")),
            ("tag", _("sujet")),
            ("country", _("pays")),
        ],
    )
    object_id = models.CharField(max_length=20)
    label = models.CharField(_("nom"), max_length=200, blank=True)
    at = models.DateTimeField(_("le"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("par"))
    actor_name = models.CharField(_("par"), max_length=150, blank=True)
    path = models.CharField(
        _("par quelle voie"),
        max_length=12,
        choices=[
            ("form", _("formulaire")),
            ("action", _("action sur la liste")),
            ("import", _("import")),
            ("reread", _("relecture automatique")),
            ("merge", _("fusion")),
            ("split", _("séparation")),
            ("conflict", _("conflit réglé")),
            ("undo", _("annulation")),
            ("restore", _("restauration")),
            ("trash", _("corbeille")),
            ("purge", _("suppression définitive")),
        ],
    )
    reason = models.TextField(_("raison"), blank=True)
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, related_name="changes", verbose_name=_("lot")
    )
    fields = models.JSONField(_("champs"), default=dict)

    class Meta:
        verbose_name = _("modification")
        verbose_name_plural = _("modifications")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "object_id", "-id"], name="changes_of_a_thing")]

    def __str__(self) -> str:
        return self.label or f"{self.kind} {self.object_id}"


def snapshot(article: Article) -> dict[str, Any]:
    """All that editors can change in ``article`` as plain JSON; read from ``whole()`` rows.

    Lists are keyed by what makes a row the same row, so that a difference names it: photos by row
    id as text, people by person, countries and tags by code and name, decisions on lost spaces by
    the word as received. What else it takes to put
    a field back, and nobody needs to read, stands under its name with an underscore.
    """
    photos, people = article.photos.all(), article.person_mentions.all()
    countries, related = article.country_mentions.all(), article.related.all()
    state: dict[str, Any] = {name: _plain(getattr(article, name)) for name in ARTICLE_FIELDS}
    state["photos"] = {
        str(photo.pk): {
            "caption": photo.caption,
            "credit": photo.credit,
            "rights": photo.rights,
            "alternative": photo.alternative,
            "position": photo.position,
            "image": photo.image.name if photo.image else "",
        }
        for photo in photos
    }
    state["people"] = {
        str(mention.person_id): {
            "name": mention.person.name,
            "role": mention.role,
            "state": mention.state,
        }
        for mention in people
    }
    state["countries"] = {mention.country_id: mention.state for mention in countries}
    state["tags"] = sorted(item.tag.name for item in article.tagged_items.all())
    state["corrections"] = [
        {"kind": row.kind, "dated": row.dated.isoformat(), "text": row.text}
        for row in article.corrections.all()
    ]
    state["proposals"] = {row.tag.name: row.state for row in article.tag_proposals.all()}
    document = getattr(article, "document", None)
    state["repairs"] = (document.decisions.get("repairs") or {}) if document else {}
    state["related"] = [
        {
            "headline": row.headline,
            "summary": row.summary,
            "caption": row.caption,
            "credit": row.credit,
            "target": row.target_id,
        }
        for row in related
    ]
    state["_tags"] = {
        row.tag.name: {"id": row.pk, "tag": row.came_from_id or row.tag_id}
        for row in article.tagged_items.all()
    }
    state["_proposals"] = {
        row.tag.name: {"id": row.pk, "tag": row.came_from_id or row.tag_id, "spans": row.spans}
        for row in article.tag_proposals.all()
    }
    state["_related"] = [row.pk for row in related]
    state["_corrections"] = [row.pk for row in article.corrections.all()]
    state["_review"] = {"by": article.reviewed_by_id, "at": _plain(article.reviewed_at)}
    state["_photos"] = {str(photo.pk): {"origin": photo.origin} for photo in photos}
    state["_people"] = {
        str(m.person_id): {
            "id": m.pk,
            "person": m.came_from_id or m.person_id,
            **{name: getattr(m, name) for name in _READ},
            "read_as": m.read_as,
        }
        for m in people
    }
    state["_countries"] = {
        m.country_id: {"id": m.pk, "from_import": m.from_import, **{name: getattr(m, name) for name in _READ}}
        for m in countries
    }
    return state


_READ = ("forms", "spans", "position")


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields in which two snapshots differ, as ``{field: [before, after]}``.

    What stands under an underscore goes along with its field and makes no difference by itself.
    """
    names = [name for name in after if name[0] != "_" and before.get(name) != after.get(name)]
    names += [f"_{name}" for name in names if f"_{name}" in after]
    return {name: [before.get(name), after.get(name)] for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
