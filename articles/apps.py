"""The application: models, importer, readers' side and desk."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Archives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The admin of this project lives in articles.desk, one module per concern.
        autodiscover_modules("desk")
        post_migrate.connect(complete_database, sender=self)


def complete_database(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """What the tables need besides themselves: the search index, countries, a first vocabulary.

    ``plan`` are the migrations just applied; none when tables were only emptied.
    """
    from articles import indexes
    from articles.importer.countries import all_countries
    from articles.importer.topics import default_topics
    from articles.models import Country, Tag
    from articles.models.catalogue import COPIED

    indexes.install(using, COPIED)
    if indexes.is_ready(using):
        Country.objects.using(using).load((c.code, c.name) for c in all_countries())
        if plan and not Tag.objects.using(using).exists():  # from then on it is the editors'
            for topic in default_topics():
                Tag(name=topic.name, triggers="\n".join(topic.triggers)).save(using=using)
