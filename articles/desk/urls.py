"""Pages of the desk that stand before Django's own: its front page."""

from django.contrib import admin
from django.urls import path

from .front import front

urlpatterns = [path("", admin.site.admin_view(front), name="desk_front")]
