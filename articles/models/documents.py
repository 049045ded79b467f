"""What was imported: batches, source documents with their raw text, conflicts of a re-import."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class Outcome(models.TextChoices):
    CREATED = "created", _("créé")
    UPDATED = "updated", _("mis à jour")
    UNCHANGED = "unchanged", _("inchangé")
    DUPLICATE = "duplicate", _("doublon")
    REFUSED = "refused", _("refusé")


class Batch(models.Model):
    """One run of the importer. ``counts`` maps outcomes, and ``held``, to numbers of documents."""

    started_at = models.DateTimeField(_("commencé le"), auto_now_add=True)
    finished_at = models.DateTimeField(_("terminé le"), null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("par"))
    origin = models.TextField(_("provenance"))
    options = models.JSONField(_("options"), default=dict)
    counts = models.JSONField(_("résultat"), default=dict)
    undone_at = models.DateTimeField(_("annulé le"), null=True, editable=False)

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{_('Lot')} {self.pk}"


class SourceDocument(models.Model):
    """A raw dispatch as last received, and what was read in it (the base of the next merge).

    ``parsed`` is ``ParsedArticle.as_json()``; ``problems`` its problems, with line and severity.
    ``decisions`` holds what editors decided for this text: the names refused and, for each word that
    lost a space, the spelling chosen: ``{"people": [key…], "repairs": {raw: chosen}}``.
    """

    source = models.CharField(_("source"), max_length=100, blank=True)
    name = models.CharField(_("nom"), max_length=500)
    sha256 = models.CharField(max_length=64, unique=True)
    encoding = models.CharField(_("codage"), max_length=20)
    article = models.OneToOneField(
        Article, models.SET_NULL, null=True, related_name="document", verbose_name=_("article")
    )
    first_batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="documents", verbose_name=_("lot"))
    received_at = models.DateTimeField(_("reçu le"), auto_now=True)
    problem_count = models.PositiveIntegerField(_("problèmes"), default=0)
    error_count = models.PositiveIntegerField(_("erreurs"), default=0)
    # Repairs that the reader proposed and nobody has decided on.
    open_repairs = models.PositiveIntegerField(default=0, editable=False)
    shingles = models.JSONField(default=list, editable=False)
    decisions = models.JSONField(default=dict, editable=False)
    problems = models.JSONField(_("problèmes"), default=list)
    parsed = models.JSONField(default=dict)
    text = models.TextField(_("texte reçu"))

    class Meta:
        verbose_name = _("document reçu")
        verbose_name_plural = _("documents reçus")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="one_document_a_name"),
        ]
        indexes = [
            models.Index(
                fields=["article"], name="documents_with_errors", condition=models.Q(error_count__gt=0)
            ),
            models.Index(
                fields=["article"], name="documents_with_open_repairs", condition=models.Q(open_repairs__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SupersededText(models.Model):
    """An earlier raw text of a document, kept when a newer one replaced it."""

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="superseded")
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)
    parsed = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    text = models.TextField()

    class Meta:
        verbose_name = _("texte remplacé")
        verbose_name_plural = _("textes remplacés")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.document_id} {self.sha256[:8]}"


class BatchEntry(models.Model):
    """What became of one document in one batch."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    name = models.CharField(_("nom"), max_length=500)
    outcome = models.CharField(_("résultat"), max_length=9, choices=Outcome.choices)
    reason = models.TextField(_("raison"), blank=True)
    document = models.ForeignKey(SourceDocument, models.SET_NULL, null=True, related_name="entries")

    class Meta:
        verbose_name = _("document du lot")
        verbose_name_plural = _("documents du lot")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="batch_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Conflict(models.Model):
    """A field that both an editor and a newer text changed; the editor's value stands.

    ``field`` is a field of the article, ``date`` (its fields as a map), ``photos.2.caption``,
    ``people.<name as read>.role``, or ``photos.#<row>`` when the newer text no longer has the photo
    (``incoming`` is none); the same for ``related``.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="conflicts")
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="conflicts")
    field = models.CharField(_("champ"), max_length=300)
    base = models.JSONField(_("lu la dernière fois"), null=True)
    current = models.JSONField(_("valeur de la rédaction"), null=True)
    incoming = models.JSONField(_("nouvelle lecture"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(_("réglé le"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    outcome = models.CharField(
        _("décision"),
        max_length=8,
        blank=True,
        choices=[("kept", _("gardée")), ("taken", _("prise")), ("edited", _("autre valeur"))],
    )

    class Meta:
        verbose_name = _("conflit")
        verbose_name_plural = _("conflits")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "field"],
                condition=models.Q(settled_at__isnull=True),
                name="one_open_conflict_a_field",
            ),
        ]

    def __str__(self) -> str:
        return self.field
