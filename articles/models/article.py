"""Articles with their photos and teasers, and what each kind of reader may see of them."""

from __future__ import annotations

import datetime
import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from .periods import UNDATED, in_words
from .topics import TaggedArticle

# What a list's card needs besides the search; the texts stay in the database.
CARD_FIELDS = (
    "id",
    "slug",
    "headline",
    "lead",
    "published_on",
    "date_precision",
    "date_basis",
    "partial_date",
    "listed_on",
    "review",
    "card",
)
# Long columns that are computed from the others.
DERIVED_TEXTS = ("card", "page", "counted", "search_head", "search_text")


class Status(models.TextChoices):
    DRAFT = "draft", _("brouillon")
    PUBLISHED = "published", _("publié")
    WITHDRAWN = "withdrawn", _("retiré")


class Review(models.TextChoices):
    UNREVIEWED = "unreviewed", _("non relu")
    REVIEWED = "reviewed", _("relu")


class Precision(models.TextChoices):
    DAY = "day", _("jour")
    MONTH = "month", _("mois")
    YEAR = "year", _("année")


class Basis(models.TextChoices):
    STATED = "stated", _("écrite dans le texte")
    INFERRED = "inferred", _("déduite")
    EDITED = "edited", _("donnée par la rédaction")


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> ArticleQuerySet:
        """What readers may see now: published, not in the trash, not under embargo."""
        return self.filter(public_from__lte=timezone.now())

    def latest_first(self) -> ArticleQuerySet:
        return self.order_by("-listed_on", "-id")

    def cards(self) -> ArticleQuerySet:
        """Rows with just what a list shows, newest first: one query for a page of a list."""
        return self.only(*CARD_FIELDS).latest_first()

    def for_history(self) -> ArticleQuerySet:
        """With what a snapshot of the history holds, and nothing that is derived."""
        return self.defer(*DERIVED_TEXTS).prefetch_related(
            "photos",
            "related",
            "tagged_items__tag",
            "tag_proposals__tag",
            "person_mentions__person",
            "country_mentions",
            "corrections",
            self._decisions(),
        )

    def _decisions(self, *more: str) -> models.Prefetch:
        """What editors decided about the received text, without the text; ``more`` of its columns."""
        documents = self.model._meta.get_field("document").related_model._default_manager  # type: ignore[union-attr]
        return models.Prefetch("document", documents.only("article", "decisions", *more))

    def whole(self) -> ArticleQuerySet:
        """With all that belongs to them, in a constant number of queries (for desk and history)."""
        return self.prefetch_related(
            "photos",
            "related__target",
            "tagged_items__tag",
            "tag_proposals__tag",
            models.Prefetch("person_mentions__person__names"),
            "country_mentions__country",
            "corrections",
            self._decisions("parsed"),
        )


class Article(models.Model):
    """One dispatch as readers see it. ``body`` is paragraphs with a blank line between.

    An intertitle is a paragraph that starts with ``## ``. Everything below ``derived`` is computed
    from the rest by ``articles.models.derived`` in the transaction that writes.
    """

    headline = models.CharField(_("titre"), max_length=500)
    provisional_headline = models.BooleanField(
        _("titre provisoire"),
        default=False,
        help_text=_("Le texte reçu n'a pas de titre : celui-ci vient de sa première phrase."),
    )
    slug = models.SlugField(_("adresse"), max_length=100, editable=False)
    lead = models.TextField(_("chapô"), blank=True)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    agency = models.CharField(_("agence"), max_length=120, blank=True)

    published_on = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(_("précision"), max_length=5, choices=Precision.choices, blank=True)
    date_basis = models.CharField(_("origine de la date"), max_length=8, choices=Basis.choices, blank=True)
    date_reason = models.TextField(_("raison de la date"), blank=True)
    partial_date = models.CharField(
        _("jour et mois sans année"),
        max_length=7,
        blank=True,
        help_text=_("Sous la forme --10-16, quand l'année reste inconnue."),
    )
    undated = models.BooleanField(_("sans date, c'est vérifié"), default=False)

    status = models.CharField(_("statut"), max_length=9, choices=Status.choices, default=Status.DRAFT)
    embargo_until = models.DateTimeField(
        _("publier à partir du"),
        null=True,
        blank=True,
        help_text=_("Embargo ou parution programmée : un article publié reste caché jusque-là."),
    )
    trashed_at = models.DateTimeField(_("mis à la corbeille le"), null=True, editable=False)
    review = models.CharField(
        _("relecture"), max_length=10, choices=Review.choices, default=Review.UNREVIEWED
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="reviewed_articles",
        verbose_name=_("relu par"),
    )
    reviewed_at = models.DateTimeField(_("relu le"), null=True, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)
    problem_count = models.PositiveIntegerField(_("problèmes"), default=0, editable=False)
    photo_count = models.PositiveIntegerField(_("photos"), default=0, editable=False)

    tags = TaggableManager(through=TaggedArticle, blank=True, verbose_name=_("sujets"))

    # derived
    listed_on = models.DateField(default=UNDATED, editable=False)
    public_from = models.DateTimeField(null=True, editable=False)
    # Set while an embargo runs; once it has passed, counts and announcers are still to be settled.
    due_at = models.DateTimeField(null=True, editable=False)
    card = models.JSONField(default=dict, editable=False)
    page = models.JSONField(default=dict, editable=False)
    counted = models.JSONField(default=list, editable=False)
    # What it counts for in the facets of a result; copied into the catalogue.
    facets = models.TextField(default="", editable=False)
    # Folded, so that a teaser finds the article it announces; empty when the headline is provisional.
    headline_key = models.CharField(max_length=500, default="", editable=False)

    # The long texts stand last: SQLite reads a row's columns in order.
    body = models.TextField(_("texte"), blank=True)
    search_head = models.TextField(default="", editable=False)
    search_text = models.TextField(default="", editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-listed_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="article_status_known"),
            models.CheckConstraint(condition=models.Q(review__in=Review.values), name="article_review_known"),
            models.CheckConstraint(
                condition=(
                    models.Q(published_on__isnull=True, date_precision="", date_basis="")
                    | models.Q(
                        published_on__isnull=False,
                        date_precision__in=Precision.values,
                        date_basis__in=Basis.values,
                    )
                ),
                name="article_date_has_precision_and_basis",
            ),
            models.CheckConstraint(
                condition=~models.Q(date_basis="inferred", date_reason=""),
                name="article_inferred_date_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(partial_date="")
                | models.Q(partial_date__regex=r"^--[01][0-9]-[0-3][0-9]$"),
                name="article_partial_date_form",
            ),
        ]
        indexes = [
            models.Index(
                models.F("listed_on").desc(),
                models.F("id").desc(),
                name="public_by_date",
                condition=models.Q(public_from__isnull=False),
            ),
            models.Index(models.F("listed_on").desc(), models.F("id").desc(), name="all_by_date"),
            *(
                models.Index(
                    models.F(field),
                    models.F("listed_on").desc(),
                    models.F("id").desc(),
                    name=f"public_by_{field}",
                    condition=models.Q(public_from__isnull=False),
                )
                for field in ("agency", "place", "review")
            ),
            models.Index(fields=["review", "status", "-id"], name="review_queue"),
            models.Index(fields=["headline_key"], name="article_by_headline"),
            models.Index(
                models.F("id").desc(),
                name="articles_to_review",
                condition=models.Q(review="unreviewed", trashed_at=None) & ~models.Q(status="withdrawn"),
            ),
            models.Index(fields=["due_at"], name="articles_due", condition=models.Q(due_at__isnull=False)),
            models.Index(
                fields=["partial_date", "-id"],
                name="articles_of_no_year",
                condition=models.Q(public_from__isnull=False, published_on__isnull=True)
                & ~models.Q(partial_date=""),
            ),
        ]
        permissions = [
            ("publish_article", _("Peut publier, retirer et mettre sous embargo")),
            ("review_article", _("Peut relire et proposer")),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.pk, self.slug])

    @property
    def date_words(self) -> str:
        """The date in French words; says so when the year or all of it is unknown."""
        return in_words(self.published_on, self.date_precision, self.partial_date)

    @property
    def is_public(self) -> bool:
        return self.public_from is not None and self.public_from <= timezone.now()


def photo_path(photo: Photo, name: str) -> str:
    """Where an uploaded image is kept: under a name that nobody can guess before publication."""
    kind = PurePosixPath(name).suffix.lower()
    return f"photos/{timezone.now():%Y/%m}/{secrets.token_urlsafe(12)}{kind}"


class Photo(models.Model):
    """A photo or, most often, its caption alone.

    ``position`` counts the body paragraphs above it. ``origin`` is its index among the photos
    that the importer read, so that a re-import knows which one it is; none when an editor added it.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos")
    image = models.ImageField(
        _("image"),
        upload_to=photo_path,
        blank=True,
        width_field="image_width",
        height_field="image_height",
    )
    image_width = models.PositiveIntegerField(null=True, editable=False)
    image_height = models.PositiveIntegerField(null=True, editable=False)
    caption = models.TextField(_("légende"), blank=True)
    credit = models.CharField(_("crédit"), max_length=300, blank=True)
    rights = models.CharField(
        _("droits"),
        max_length=300,
        blank=True,
        help_text=_("Licence ou réserve, telle qu’elle doit paraître sous la photo."),
    )
    alternative = models.CharField(_("texte de remplacement"), max_length=500, blank=True)
    position = models.PositiveIntegerField(_("après le paragraphe"), default=0)
    origin = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.caption or self.credit or str(_("photo"))


class Related(models.Model):
    """A teaser found under an article; ``target`` once the archive has that article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related")
    headline = models.CharField(_("titre"), max_length=500, blank=True)
    headline_key = models.CharField(max_length=500, editable=False, db_index=True, blank=True)
    summary = models.TextField(_("résumé"), blank=True)
    caption = models.TextField(_("légende"), blank=True)
    credit = models.CharField(_("crédit"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    target = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="announced_by",
        verbose_name=_("article annoncé"),
    )

    class Meta:
        verbose_name = _("article annoncé")
        verbose_name_plural = _("articles annoncés")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.headline


def public_start(article: Article) -> datetime.datetime | None:
    """From when readers may see ``article``; None when they may not at all."""
    if article.status != Status.PUBLISHED or article.trashed_at is not None:
        return None
    return article.embargo_until or article.created_at or timezone.now()
