"""People, every spelling of their names, and where articles mention them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.folding import fold, unaccent

from .countries import Country
from .periods import UNDATED


class MentionState(models.TextChoices):
    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("accepté")
    REFUSED = "refused", _("refusé")


class PersonQuerySet(models.QuerySet["Person"]):
    def with_articles(self) -> PersonQuerySet:
        """Those that a reader can follow, A to Z."""
        return self.filter(article_count__gt=0, merged_into=None).order_by("sort_key", "id")

    def free_slug(self, name: str, taken: Iterable[str] = ()) -> str:
        """An address for ``name`` that no person has, or ever had."""
        base = slugify(unaccent(name))[:90] or "personne"
        used = set(taken)
        used.update(self.filter(slug__startswith=base).values_list("slug", flat=True))
        used.update(
            OldAddress.objects.filter(kind="person", slug__startswith=base).values_list("slug", flat=True)
        )
        slug, number = base, 1
        while slug in used:
            number += 1
            slug = f"{base}-{number}"
        return slug


class Person(models.Model):
    name = models.CharField(_("nom"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    country = models.ForeignKey(
        Country,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("pays"),
    )
    note = models.TextField(_("note de la rédaction"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_people"
    )
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    article_count = models.PositiveIntegerField(_("articles publiés"), default=0, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
        ]
        indexes = [
            models.Index(
                models.F("article_count").desc(),
                models.F("id"),
                name="people_by_articles",
                condition=models.Q(article_count__gt=0, merged_into=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/personnes/{self.slug}/"

    def current(self) -> Person:
        """This person, or the one that it was merged into, however many merges later."""
        person = self
        while person.merged_into is not None:
            person = person.merged_into
        return person

    def clean_fields(self, exclude=None) -> None:  # type: ignore[no-untyped-def]
        self.sort_key = fold(self.name)
        super().clean_fields(exclude)

    def save(self, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.sort_key = fold(self.name)
        super().save(**kwargs)


class SearchTokens(models.Field):  # type: ignore[type-arg]
    """The row's name as the search stores it, set whenever the row is written, in bulk too."""

    def get_internal_type(self) -> str:
        return "TextField"

    def pre_save(self, instance: models.Model, add: bool) -> str:
        value = search.tokens([instance.name])  # type: ignore[attr-defined]
        setattr(instance, self.attname, value)
        return value


class PersonNameQuerySet(models.QuerySet["PersonName"]):
    def public(self) -> PersonNameQuerySet:
        """The spellings that editors gave, and those that a public article has."""
        met = PersonMention.objects.filter(person=OuterRef("person"), read_as=OuterRef("name"))
        shown = met.filter(state=MentionState.ACCEPTED, public_from__lte=timezone.now())
        return self.filter(~Exists(met) | Exists(shown))


class PersonName(models.Model):
    """One spelling under which a person was met, or that an editor gave.

    ``borrowed`` from a person merged into this one, who keeps it too.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    name = models.CharField(_("graphie"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)
    borrowed = models.BooleanField(default=False, editable=False)
    tokens = SearchTokens(default="", editable=False)

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("graphie")
        verbose_name_plural = _("graphies")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="one_row_a_spelling"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = fold(self.name)
        super().save(**kwargs)


class PersonMention(models.Model):
    """A person stands in an article. ``read_as`` is the name that the importer read, if it did.

    ``came_from`` is the merged person whose mention this is; none when it is ``person``'s own.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="person_mentions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mentions", verbose_name=_("personne"))
    role = models.CharField(_("qualité, dans les mots du texte"), max_length=500, blank=True)
    state = models.CharField(
        _("état"), max_length=8, choices=MentionState.choices, default=MentionState.ACCEPTED
    )
    came_from = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="lent_mentions"
    )
    read_as = models.CharField(_("lu comme"), max_length=200, blank=True, editable=False)
    spans = models.JSONField(default=list, blank=True, editable=False)
    forms = models.JSONField(default=list, blank=True, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    # Copies of the article's, so that a person's page walks one index in date order.
    listed_on = models.DateField(default=UNDATED, editable=False)
    public_from = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("personne citée")
        verbose_name_plural = _("personnes citées")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="one_mention_a_person"),
            models.CheckConstraint(
                condition=models.Q(state__in=MentionState.values),
                name="person_mention_state_known",
            ),
        ]
        indexes = [
            models.Index(
                "person",
                models.F("listed_on").desc(),
                models.F("article").desc(),
                name="person_by_date",
                condition=models.Q(state="accepted", public_from__isnull=False),
            ),
            models.Index(fields=["article"], name="proposed_people", condition=models.Q(state="proposed")),
        ]

    def __str__(self) -> str:
        return self.read_as or str(self.person_id)


class OldAddress(models.Model):
    """A slug that led to a person or a tag before it was merged or renamed; it redirects."""

    kind = models.CharField(max_length=8, choices=[("person", "person"), ("tag", "tag")])
    slug = models.CharField(max_length=110)
    target_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="one_target_an_old_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"
