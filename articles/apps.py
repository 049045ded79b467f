"""The application: models, importer, readers' side and desk."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Archives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The admin of this project lives in articles.desk, one module per concern.
        autodiscover_modules("desk")
