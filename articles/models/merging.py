"""What was merged, split or declared different, so that it can be explained and taken back.

A merged person or tag keeps its row, with its name, its spellings and its address; ``merged_into``
says where it leads. What it had in articles goes over to the target and remembers whose it was
(``came_from``), so that taking the merge back needs no guess. Where an article had both, the row
that is not shown rests in ``Overshadowed``. The operations stand in ``joining.py``.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .people import Person

KINDS = [("person", _("personne")), ("tag", _("sujet"))]


class Merge(models.Model):
    """``source`` became ``target``. ``watermark`` is the last mention made before the merge.

    ``given`` is what the target had not and took over, as ``{"country": "CU"}``.
    """

    kind = models.CharField(_("objet"), max_length=6, choices=KINDS)
    source_id = models.BigIntegerField(editable=False)
    source_name = models.CharField(_("nom réuni"), max_length=200)
    target_id = models.BigIntegerField(editable=False)
    target_name = models.CharField(_("dans"), max_length=200)
    reason = models.TextField(_("raison"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    at = models.DateTimeField(_("le"), auto_now_add=True)
    undone_at = models.DateTimeField(_("annulée le"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("annulée par")
    )
    watermark = models.BigIntegerField(default=0, editable=False)
    given = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("fusion")
        verbose_name_plural = _("fusions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_id"],
                condition=models.Q(undone_at__isnull=True),
                name="one_standing_merge_a_source",
            ),
        ]
        indexes = [models.Index(fields=["kind", "target_id"], name="merges_into_a_thing")]

    def __str__(self) -> str:
        return f"{self.source_name} → {self.target_name}"


class Overshadowed(models.Model):
    """A row of ``table`` that an article had beside another of the same person or tag since ``merge``.

    ``owner_id`` is whose row it was without any merge; ``row`` all its own fields, the key included.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="overshadowed")
    table = models.CharField(max_length=20)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    owner_id = models.BigIntegerField()
    row = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["table", "owner_id"], name="overshadowed_by_owner")]

    def __str__(self) -> str:
        return f"{self.table} {self.owner_id}"


class Split(models.Model):
    """Some of a person's mentions turned out to be another person's, ``made`` for them or given.

    ``mentions`` lists ``[mention, whose it was]``, ``names`` the spellings that went along, and
    ``uncovered`` the mentions that stood behind one that left, as ``[mention, merge that hid it]``.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="splits", verbose_name=_("de"))
    made = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="split_from", verbose_name=_("vers")
    )
    made_name = models.CharField(_("vers"), max_length=200)
    is_new = models.BooleanField(default=True, editable=False)
    mentions = models.JSONField(default=list, editable=False)
    names = models.JSONField(default=list, editable=False)
    uncovered = models.JSONField(default=list, editable=False)
    reason = models.TextField(_("raison"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    at = models.DateTimeField(_("le"), auto_now_add=True)
    undone_at = models.DateTimeField(_("annulée le"), null=True)

    class Meta:
        verbose_name = _("séparation")
        verbose_name_plural = _("séparations")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person} / {self.made_name}"


class Pair(models.Model):
    """Two people or tags that may be the same, or that an editor declared different.

    ``first_id`` is the smaller key. ``score`` runs from 0 to 100; ``reasons`` are French sentences.
    """

    kind = models.CharField(_("objet"), max_length=6, choices=KINDS)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    score = models.PositiveSmallIntegerField(_("ressemblance"), default=0)
    reasons = models.JSONField(_("raisons"), default=list)
    different = models.BooleanField(_("déclarés différents"), default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(_("raison"), blank=True)

    class Meta:
        verbose_name = _("doublon possible")
        verbose_name_plural = _("doublons possibles")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="one_row_a_pair"),
            models.CheckConstraint(
                condition=models.Q(first_id__lt=models.F("second_id")), name="pair_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["different", "-score", "id"], name="pairs_by_score"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id} ?"
