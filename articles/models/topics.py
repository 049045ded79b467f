"""Tags (django-taggit) with the vocabulary that suggests them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.folding import fold, unaccent

from .people import MentionState


class TagQuerySet(models.QuerySet["Tag"]):
    def named(self, names: Iterable[str]) -> list[Tag]:
        """The tags of these names, made where missing; accents, case and hyphens do not matter."""
        wanted: dict[str, str] = {}
        for name in names:
            if fold(name):
                wanted.setdefault(fold(name), name.strip())
        found = self.by_key(wanted)
        for key, name in wanted.items():
            if key not in found:
                found[key] = Tag(name=name)
                found[key].save()
        return list(dict.fromkeys(found[key] for key in wanted))

    def by_key(self, keys: Iterable[str]) -> dict[str, Tag]:
        """The tag that each folded name leads to: its own, an alias's, or where a merge took it."""
        wanted = list(keys)
        found = {tag.key: tag for tag in self.filter(key__in=wanted)}
        for alias in TagAlias.objects.filter(key__in=wanted).select_related("tag"):
            found.setdefault(alias.key, alias.tag)
        return {key: tag.current() for key, tag in found.items()}

    def vocabulary(self) -> list[tuple[str, tuple[str, ...]]]:
        """``(name, triggers)`` of every tag, those of tags merged into it among its own."""
        triggers: dict[int, list[str]] = {}
        names: dict[int, str] = {}
        tags = self.select_related("merged_into").order_by("key")
        for tag in tags.filter(Q(merged_into=None) | ~Q(triggers="")):
            root = tag.current()
            names[root.pk] = root.name
            lines = (line.strip() for line in tag.triggers.splitlines())
            triggers.setdefault(root.pk, []).extend(line for line in lines if line)
        return [(names[pk], tuple(dict.fromkeys(lines))) for pk, lines in triggers.items()]

    def with_articles(self) -> TagQuerySet:
        """Those that a reader can follow, A to Z."""
        return self.filter(article_count__gt=0, merged_into=None).order_by("key")


class Tag(TagBase):
    key = models.CharField(max_length=100, unique=True, editable=False)
    note = models.TextField(_("note de la rédaction"), blank=True)
    triggers = models.TextField(
        _("mots qui le suggèrent"),
        blank=True,
        help_text=_("Un mot ou une expression par ligne ; l'import propose alors ce sujet."),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_tags"
    )
    article_count = models.PositiveIntegerField(_("articles publiés"), default=0, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("sujet")
        verbose_name_plural = _("sujets")
        ordering = ["key"]

    def get_absolute_url(self) -> str:
        return f"/sujets/{self.slug}/"

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(unaccent(tag)) or "sujet"
        return slug if i is None else f"{slug}-{i}"

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    def current(self) -> Tag:
        """This tag, or the one that it was merged into, however many merges later."""
        tag = self
        while tag.merged_into is not None:
            tag = tag.merged_into
        return tag


class TagAlias(models.Model):
    """Another name of a tag: whoever enters it gets the tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases")
    name = models.CharField(_("autre nom"), max_length=100)
    key = models.CharField(max_length=100, unique=True, editable=False)

    class Meta:
        verbose_name = _("autre nom")
        verbose_name_plural = _("autres noms")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = fold(self.name)
        super().save(**kwargs)


class TaggedArticle(ItemBase):
    """An article carries a tag. ``came_from`` is the merged tag that the article carried before."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged")
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged_items")
    came_from = models.ForeignKey(
        Tag, models.PROTECT, null=True, editable=False, related_name="lent_articles"
    )
    # Copies of the article's, so that a tag's page walks one index in date order.
    listed_on = models.DateField(editable=False, null=True)
    public_from = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="one_row_a_tag"),
        ]
        indexes = [
            models.Index(
                "tag",
                models.F("listed_on").desc(),
                models.F("content_object").desc(),
                name="tag_by_date",
                condition=models.Q(public_from__isnull=False),
            ),
        ]


class TagProposal(models.Model):
    """A tag suggested by the vocabulary; readers see it only once an editor accepts it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="tag_proposals")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="proposals")
    came_from = models.ForeignKey(
        Tag, models.PROTECT, null=True, editable=False, related_name="lent_proposals"
    )
    spans = models.JSONField(default=list, blank=True, editable=False)
    state = models.CharField(
        _("état"), max_length=8, choices=MentionState.choices, default=MentionState.PROPOSED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "tag"], name="one_proposal_a_tag"),
        ]
        indexes = [
            models.Index(fields=["article"], name="proposed_tags", condition=models.Q(state="proposed")),
        ]

    def __str__(self) -> str:
        return str(self.tag_id)
