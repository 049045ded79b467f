"""The map of the world, shaded by articles. Outlines: articles/data/world.json, whose source it names."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from articles import french

_SHADES = 4
_WORLD = Path(__file__).resolve().parent / "data" / "world.json"


@dataclass(frozen=True, slots=True)
class Land:
    """A country on the map: its outline, or the middle of a dot where it is too small for one."""

    label: str
    address: str
    shade: int
    outline: str
    dot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Map:
    """``bare`` is the outline of all land without articles; ``legend`` words each shade in use."""

    lands: Sequence[Land]
    bare: str
    legend: Sequence[tuple[int, str]]
    missing: Sequence[str]
    width: int
    height: int


@cache
def world() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_WORLD.read_text("utf-8"))
    return found


def world_map(counts: Mapping[str, tuple[str, int, str]]) -> Map:
    """The map of ``{code: (name, articles, address)}``; those without a place on it are ``missing``."""
    shapes, dots = world()["shapes"], world()["dots"]
    most = max((count for _, count, _ in counts.values()), default=0)
    lands, missing, shades = [], [], set()
    for code, (name, count, address) in counts.items():
        if code not in shapes and code not in dots:
            missing.append(name)
            continue
        level = shade(count, most)
        shades.add(level)
        label = f"{name}{french.NO_BREAK}: {french.counted(count, 'article')}"
        dot = dots.get(code)
        lands.append(Land(label, address, level, shapes.get(code, ""), tuple(dot) if dot else None))
    # dots last: they lie on top of what surrounds them
    lands.sort(key=lambda land: land.dot is not None)
    bare = "".join(outline for code, outline in shapes.items() if code not in counts)
    return Map(
        lands,
        bare + world()["unclaimed"],
        [(level, _words(level, most)) for level in sorted(shades)],
        missing,
        world()["width"],
        world()["height"],
    )


def shade(count: int, most: int) -> int:
    """1 to 4 on a scale of powers, since a few countries have most of the articles."""
    return next((level for level in range(1, _SHADES) if count <= _end(level, most)), _SHADES)


def _words(level: int, most: int) -> str:
    """The numbers of articles that give this shade: ``3 à 12``."""
    end = _end(level, most)
    begin = _end(level - 1, most) + 1
    return french.number(end) if begin >= end else f"{french.number(begin)} à {french.number(end)}"


def _end(level: int, most: int) -> int:
    return math.floor((1 + most) ** (level / _SHADES) - 1 + 1e-9)
