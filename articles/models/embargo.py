"""Embargoes that have run out.

Readers see an article from its hour on because every query asks for it. What was computed when the
article was written is late: counts leave it out, and pages that announce it do not link it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from .article import Article
from .derived import rederive

AT_ONCE = 500  # articles settled in one transaction


def settle_due() -> int:
    """Count and link the articles whose embargo has run out; returns how many there were.

    Asks one small index when there are none. Several processes may do it at once: each takes rows
    that no other holds, and a row that was settled is no longer due.
    """
    due = Article.objects.filter(due_at__lte=timezone.now())
    if not due.exists():
        return 0
    with transaction.atomic():
        locked = due.select_for_update(skip_locked=True).order_by("due_at").values_list("pk", flat=True)
        ids = list(locked[:AT_ONCE])
        rederive(ids)
    return len(ids)
