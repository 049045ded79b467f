"""Bar charts as SVG, drawn on the server: plain numbers in, coordinates out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 80
GAP = 0.18  # of a bar's place
SHORT = {
    "janvier": "janv.",
    "février": "févr.",
    "avril": "avr.",
    "juillet": "juil.",
    "septembre": "sept.",
    "octobre": "oct.",
    "novembre": "nov.",
    "décembre": "déc.",
}
_WIDTH = 300
_PLACE = 36.0  # of one bar at most: two years are two bars, not two walls
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``address`` may be empty. ``left``, ``place`` and ``width`` are in units of the drawing."""

    label: str
    count: int
    address: str
    left: float
    place: float
    width: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    bars: Sequence[Bar]
    summary: str
    ticks: Sequence[tuple[float, str]]
    width: int = _WIDTH
    height: int = HEIGHT


def chart(values: Sequence[tuple[str, int, str]], summary: str) -> Chart | None:
    """The chart of ``(label, count, address)`` in this order; None when there is nothing to compare."""
    most = max((count for _, count, _ in values), default=0)
    if most == 0 or len(values) < 2:
        return None
    place = min(_WIDTH / len(values), _PLACE)
    bars = []
    for index, (label, count, address) in enumerate(values):
        # what is there at all is seen: two units at least
        height = max(2.0, round(HEIGHT * count / most, 1)) if count else 0.0
        bars.append(
            Bar(
                label,
                count,
                address,
                round(index * place, 2),
                round(place, 2),
                round(place * (1 - GAP), 2),
                round(HEIGHT - height, 1),
                height,
            )
        )
    every = -(-len(values) // _TICKS)
    ticks = [
        (round(bar.left, 1), SHORT.get(bar.label, bar.label))
        for index, bar in enumerate(bars)
        if index % every == 0
    ]
    return Chart(bars, summary, ticks)
