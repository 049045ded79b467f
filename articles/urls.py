"""Public addresses of the archive."""

from django.urls import URLPattern, URLResolver

app_name = "articles"
urlpatterns: list[URLPattern | URLResolver] = []
