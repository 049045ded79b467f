"""Notes that readers see on an article, and changes proposed by those who may not publish."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article


def today() -> datetime.date:
    return timezone.localdate()


class Correction(models.Model):
    """A dated note that readers see on the article's page."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    kind = models.CharField(
        _("nature"),
        max_length=13,
        choices=[("correction", _("correction")), ("clarification", _("précision"))],
        default="correction",
    )
    dated = models.DateField(_("date"), default=today)
    text = models.TextField(_("note aux lecteurs"))

    class Meta:
        verbose_name = _("note de correction")
        verbose_name_plural = _("notes de correction, visibles des lecteurs")
        ordering = ["dated", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["correction", "clarification"]), name="correction_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="correction_has_a_text"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Suggestion(models.Model):
    """Another value for a field of a published article, by somebody who may not publish.

    ``before`` and ``proposed`` are what the form held and what was typed, as the form sends them.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="suggestions")
    field = models.CharField(_("champ"), max_length=30)
    before = models.TextField(_("au moment de la proposition"), blank=True)
    proposed = models.TextField(_("proposé"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    author_name = models.CharField(_("par"), max_length=150)
    created_at = models.DateTimeField(_("le"), auto_now_add=True)
    settled_at = models.DateTimeField(_("réglée le"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken = models.BooleanField(_("prise"), null=True)

    class Meta:
        verbose_name = _("correction proposée")
        verbose_name_plural = _("corrections proposées")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "field", "author"],
                condition=models.Q(settled_at__isnull=True),
                name="one_open_suggestion_a_field",
            ),
        ]

    def __str__(self) -> str:
        return self.field
