"""Word lists and places around names of persons (``data/offices.toml``, ``data/places.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from .phrases import Phrases, fold


@cache
def vocabulary(name: str) -> frozenset[str]:
    """One list of ``data/offices.toml``, folded."""
    return frozenset(fold(word) for word in _lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    text = resources.files(__package__).joinpath("data", "offices.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def places() -> Phrases[str]:
    """Towns, provinces and regions of ``data/places.toml``."""
    text = resources.files(__package__).joinpath("data", "places.toml").read_text("utf-8")
    return Phrases((name, name) for names in tomllib.loads(text).values() for name in names)
