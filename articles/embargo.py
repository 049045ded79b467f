"""Settles embargoes that have run out while the site answers, so that no scheduler is needed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from articles.models.embargo import AT_ONCE, settle_due

log = logging.getLogger(__name__)


class EmbargoMiddleware:
    """Looks for due articles before a request, at most once in ``EMBARGO_CHECK_SECONDS`` a process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.next_look = time.monotonic() + settings.EMBARGO_CHECK_SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if time.monotonic() >= self.next_look:
            self._settle()
        return self.get_response(request)

    def _settle(self) -> None:
        # set first: the other threads of this process go on without looking
        self.next_look = time.monotonic() + settings.EMBARGO_CHECK_SECONDS
        try:
            if settle_due() == AT_ONCE:
                self.next_look = time.monotonic()
        except DatabaseError as error:  # a busy database: the page is served, the next look will do it
            log.warning("embargoes not settled: %s", error)
