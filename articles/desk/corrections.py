"""Dated notes to readers about an article that stands corrected or needs a word more."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db import models

from articles.models import Correction

from .parts import PartInline


class CorrectionInline(PartInline, admin.StackedInline):
    model = Correction
    one_more = "Ajouter une note de correction"
    extra = 0
    fields = [("kind", "dated"), "text"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}
