"""Two editors' versions of one article: which parts each changed, and one state out of both.

Pure: states are snapshots (``history.snapshot``). A part is a field, fields that go together, or
one photo, person, country or tag; its key is ``lead``, ``photos.12``, ``tags.Santé``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .history import ARTICLE_FIELDS
from .restoring import UNITS, State

BY_ROW = ("people", "countries", "photos", "proposals", "repairs")
WHOLE = ("related", "corrections")  # lists that are one part


@dataclass(frozen=True, slots=True)
class Part:
    """A part in which theirs or mine differs from base; None where a state has no such row.

    ``chosen`` is ``theirs`` or ``mine`` when only one side changed it, "" when both did.
    """

    key: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def chosen(self) -> str:
        if self.theirs == self.mine or self.mine == self.base:
            return "theirs"
        return "mine" if self.theirs == self.base else ""

    def value(self, choice: str) -> Any:
        return {"base": self.base, "theirs": self.theirs, "mine": self.mine}[choice]


def parts_of_state(state: State) -> dict[str, Any]:
    """The state as parts, by key; a missing key is a row that is not there."""
    together = {name for unit in UNITS for name in unit}
    parts: dict[str, Any] = {name: state[name] for name in ARTICLE_FIELDS if name not in together}
    for unit in UNITS:
        parts[unit[0]] = {name: state[name] for name in unit}
    for kind in BY_ROW:
        parts |= {f"{kind}.{key}": value for key, value in state[kind].items()}
    parts |= {f"tags.{name}": name for name in state["tags"]}
    parts |= {kind: state[kind] for kind in WHOLE}
    return parts


def differing(base: State, theirs: State, mine: State) -> list[Part]:
    """The parts that an editor may choose about, in the order of the form."""
    one, two, three = (parts_of_state(state) for state in (base, theirs, mine))
    keys = dict.fromkeys([*one, *two, *three])
    parts = [Part(key, one.get(key), two.get(key), three.get(key)) for key in keys]
    return [part for part in parts if not part.base == part.theirs == part.mine]


def reunited(base: State, theirs: State, mine: State, choices: Mapping[str, str]) -> State:
    """One state out of both: ``choices`` by key, and where only one side changed a part, that side's."""
    state: State = {**theirs}
    for kind in BY_ROW:
        state[kind] = dict(theirs[kind])
        hidden = f"_{kind}"
        state[hidden] = {**(base.get(hidden) or {}), **(theirs.get(hidden) or {}), **(mine.get(hidden) or {})}
    tags = set(theirs["tags"])
    for part in differing(base, theirs, mine):
        choice = choices.get(part.key) or part.chosen or "mine"
        value = part.value(choice)
        kind, _, row = part.key.partition(".")
        if kind == "tags":
            tags = tags | {row} if value else tags - {row}
        elif kind in BY_ROW and row:
            state[kind].pop(row, None)
            if value is not None:
                state[kind][row] = value
        elif kind in WHOLE:
            state[kind] = value
            state[f"_{kind}"] = {"base": base, "theirs": theirs, "mine": mine}[choice].get(f"_{kind}")
        elif isinstance(value, dict):
            state.update(value)
        else:
            state[kind] = value
            if kind == "review":
                state["_review"] = {"base": base, "theirs": theirs, "mine": mine}[choice].get("_review")
    state["tags"] = sorted(tags)
    state["_tags"] = {**(base.get("_tags") or {}), **(theirs.get("_tags") or {}), **(mine.get("_tags") or {})}
    return state
