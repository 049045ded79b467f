"""Addresses: the desk under /admin/, everything else is the readers' side."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom import media

urlpatterns = [
    path("admin/", include("articles.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
if settings.SERVE_MEDIA:
    urlpatterns.insert(0, path("media/<path:name>", media.photo, name="media"))
