"""Accounts and groups, managed by administrators; nobody can raise themselves above their rank."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

from .headings import OwnHeadings

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(OwnHeadings, UserAdmin):
    """Only a superuser sees superusers, or hands out that rank or single permissions."""

    new_heading = "Nouveau compte"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        users = super().get_queryset(request)
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if request.user.is_superuser:
            return super().get_readonly_fields(request, obj)
        return ("is_superuser", "user_permissions", "last_login", "date_joined")


@admin.register(Group)
class AccountGroupAdmin(OwnHeadings, GroupAdmin):
    """Groups are made by migration; what they may do is a superuser's to change."""

    new_heading = "Nouveau groupe"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return bool(request.user.is_superuser)
