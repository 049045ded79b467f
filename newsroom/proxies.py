"""Whose request it is, when proxies stand before the server."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that our outermost proxy saw; without proxies, the connection's own.

    X-Forwarded-For grows to the right, so only its last PROXIES entries were written by proxies of
    ours. What stands left of them is the client's own word and never used.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return connection
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else connection
