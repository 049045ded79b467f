"""Texts that are almost the same: how they are found, and what editors said of each pair."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .documents import SourceDocument


class TextBand(models.Model):
    """One of the eight keys of a document's sketch; near-identical texts share at least one."""

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="bands")
    key = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("bande de texte")
        verbose_name_plural = _("bandes de texte")

    def __str__(self) -> str:
        return f"{self.document_id} {self.key:x}"


class PossibleDuplicate(models.Model):
    """``article`` came after ``other`` and says almost the same. ``outcome`` is an editor's word."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="possible_duplicates", verbose_name=_("article")
    )
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article semblable"))
    score = models.FloatField(_("ressemblance"))
    found_at = models.DateTimeField(_("trouvé le"), auto_now_add=True)
    outcome = models.CharField(
        _("décision"),
        max_length=9,
        blank=True,
        choices=[("same", _("le même")), ("different", _("autre chose"))],
    )
    settled_at = models.DateTimeField(_("réglé le"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)

    class Meta:
        verbose_name = _("doublon possible")
        verbose_name_plural = _("doublons possibles")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="one_row_a_pair_of_articles"),
        ]
        indexes = [
            models.Index(
                fields=["-id"], name="duplicates_to_settle", condition=models.Q(settled_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ~ {self.other_id}"
