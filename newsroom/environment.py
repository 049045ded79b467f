"""Strict reading of environment variables for settings.py.

A variable that is not set, or is empty, has its default. Anything else must be readable in full:
a typing error stops the start with the variable's name, its value and what was expected, rather
than meaning "false" in silence.
"""

import os
import urllib.parse
import zoneinfo
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def _wrong(name: str, value: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"Environment variable {name} is {value!r}; expected {expected}.")


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool = False) -> bool:
    value = text(name)
    if not value:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise _wrong(name, value, "1, true, yes, on, 0, false, no or off")


def integer(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """A whole number in decimal digits, `_` allowed between them; both bounds are included."""
    value = text(name)
    if not value:
        return default
    upper = "" if most is None else f" and at most {most}"
    expected = f"a whole number of at least {least}{upper}"
    try:
        number = int(value)
    except ValueError:
        raise _wrong(name, value, expected) from None
    if number < least or (most is not None and number > most):
        raise _wrong(name, value, expected)
    return number


def listing(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Values between commas, without surrounding blanks and without empty ones."""
    value = text(name)
    return [item.strip() for item in value.split(",") if item.strip()] if value else list(default)


def hosts(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Host names between commas, as in ALLOWED_HOSTS. `*` is refused: it would accept any name."""
    found = listing(name, default)
    for host in found:
        if host == "*" or "/" in host or any(character.isspace() for character in host):
            raise _wrong(
                name, text(name), "host names between commas, such as archive.example.org,.example.net"
            )
    return found


def origins(name: str) -> list[str]:
    """Origins between commas: scheme and host, with a port when it is not the usual one, and no path."""
    found = listing(name)
    for origin in found:
        parts = urllib.parse.urlsplit(origin)
        if (
            parts.scheme not in {"http", "https"}
            or not parts.netloc
            or origin != f"{parts.scheme}://{parts.netloc}"
        ):
            raise _wrong(name, text(name), "origins between commas, such as https://archive.example.org")
    return found


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise _wrong(name, value, "a time zone's name, such as Europe/Paris") from None
    return value


def directory(name: str, default: Path) -> Path:
    value = text(name)
    if not value:
        return default
    path = Path(value)
    if not path.is_absolute():
        raise _wrong(name, value, "an absolute path")
    return path


def database(name: str, default: str) -> dict[str, Any]:
    """Django's settings for one database out of an address with the scheme sqlite or postgres(ql).

    The password never appears in an error.
    """
    value = text(name, default)
    expected = "sqlite:////absolute/path.sqlite3 or postgres://user:password@host:5432/name"
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in {"sqlite", "postgres", "postgresql"}:
        raise _wrong(name, scheme + "://…" if separator else "not an address", expected)
    try:
        found = dict(dj_database_url.parse(value))
    except ValueError:
        raise _wrong(name, scheme + "://…", expected) from None
    if not found.get("NAME"):
        raise _wrong(name, scheme + "://…", f"the name of a database in it: {expected}")
    if scheme == "sqlite" and rest != ":memory:" and not (rest.startswith("/") and rest.strip("/")):
        raise _wrong(name, value, expected)
    return found
