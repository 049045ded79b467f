"""Log-in throttling: whose attempt it is, and what the page says when there were too many."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

UNKNOWN = "0.0.0.0"  # noqa: S104 - no address to listen on: stands for "not known", as over a Unix socket


def client_address(request: HttpRequest) -> str:
    """The address that our outermost proxy saw; without proxies, the connection's own.

    X-Forwarded-For grows to the right, so only its last PROXIES entries were written by proxies of
    ours. What stands left of them is the client's own word and never used.
    """
    address = request.META.get("REMOTE_ADDR", "")
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        address = seen[-settings.PROXIES]
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return UNKNOWN


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """The page for whoever must wait; it says nothing of whether the account exists."""
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    return render(request, "admin/locked_out.html", {"minutes": minutes}, status=429)
