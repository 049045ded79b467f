"""Countries (ISO 3166-1, French names from CLDR) and where articles mention them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.folding import fold, unaccent

from .periods import UNDATED


class CountryQuerySet(models.QuerySet["Country"]):
    def load(self, names: Iterable[tuple[str, str]]) -> int:
        """Make or rename the countries given as (alpha-2 code, French name); returns how many."""
        rows = [
            Country(
                code=code,
                name=name,
                slug=slugify(unaccent(name)),
                sort_key=fold(name),
            )
            for code, name in names
        ]
        known = dict(self.values_list("code", "name"))
        changed = [row for row in rows if known.get(row.code) != row.name]
        self.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "slug", "sort_key"],
        )
        return len(changed)

    def with_articles(self) -> CountryQuerySet:
        """Those that a reader can follow, in the order of their French names."""
        return self.filter(article_count__gt=0).order_by("sort_key")


class Country(models.Model):
    code = models.CharField(_("code ISO"), max_length=2, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=100, editable=False, db_index=True)
    note = models.TextField(_("note de la rédaction"), blank=True)
    article_count = models.PositiveIntegerField(_("articles publiés"), default=0, editable=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("pays")
        verbose_name_plural = _("pays")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z][A-Z]$"), name="country_code_is_alpha2"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/pays/{self.slug}/"


class CountryMention(models.Model):
    """An article speaks of a country. ``forms`` are the words that say so, as they stand."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="country_mentions")
    country = models.ForeignKey(Country, models.PROTECT, related_name="mentions", verbose_name=_("pays"))
    state = models.CharField(
        _("état"),
        max_length=8,
        choices=[("proposed", _("proposé")), ("accepted", _("accepté")), ("refused", _("refusé"))],
        default="accepted",
    )
    spans = models.JSONField(default=list, blank=True, editable=False)
    forms = models.JSONField(default=list, blank=True, editable=False)
    from_import = models.BooleanField(default=False, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    # Copies of the article's, so that a country's page walks one index in date order.
    listed_on = models.DateField(default=UNDATED, editable=False)
    public_from = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pays cité")
        verbose_name_plural = _("pays cités")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "country"], name="one_mention_a_country"),
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "accepted", "refused"]),
                name="country_mention_state_known",
            ),
        ]
        indexes = [
            models.Index(
                "country",
                models.F("listed_on").desc(),
                models.F("article").desc(),
                name="country_by_date",
                condition=models.Q(state="accepted", public_from__isnull=False),
            ),
            models.Index(fields=["article"], name="proposed_countries", condition=models.Q(state="proposed")),
        ]

    def __str__(self) -> str:
        return self.country_id
