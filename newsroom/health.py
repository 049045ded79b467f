"""/healthz: is the process answering, and can it read its database?"""

import logging
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

log = logging.getLogger(__name__)


class HealthMiddleware:
    """Answers /healthz before any other middleware: a check by address or over plain http, as load
    balancers make it, meets no host check, no redirect to https and no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return health(request) if request.path_info == "/healthz" else self.get_response(request)


def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has been migrated, otherwise 503; JSON either way."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            ready = cursor.fetchone() is not None
    except Error as error:
        log.error("Health check: the database does not answer: %s", error)
        ready = False
    answer = {"status": "ok" if ready else "unavailable", "database": "ok" if ready else "unavailable"}
    return JsonResponse(answer, status=200 if ready else 503, headers={"Cache-Control": "no-store"})
