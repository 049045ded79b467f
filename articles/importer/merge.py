"""Three-way merge: what was read last time, what stands now, what is read now.

A field that nobody touched takes the new reading; one that an editor changed stays; where both
changed it differently the editor's value stands and a clash is recorded for the editor to settle.
Pure: ``store`` and ``amend`` load what stands and write what is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.folding import fold
from articles.publishable import missing

from .reading import Item, Reading

# Fields that only make sense together, under the name that a clash gives them.
UNITS: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "provisional_headline"),
    "lead": ("lead",),
    "body": ("body",),
    "place": ("place",),
    "agency": ("agency",),
    "date": (
        "published_on",
        "date_precision",
        "date_basis",
        "date_reason",
        "partial_date",
        "undated",
    ),
}
ALIKE = 0.5  # shared words over all words, from which two texts are versions of one
MAX_COMPARED = 40_000  # pairs of texts compared for likeness in one document


@dataclass(frozen=True, slots=True)
class Clash:
    """``field`` as in ``Conflict.field``; for ``date`` the three values map field names to values."""

    field: str
    base: Any
    current: Any
    incoming: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the article as it stands. ``origin`` is its index in the last reading, if known.

    ``guarded`` says that it holds something which no import brings, such as a picture.
    """

    row: int
    item: Item
    origin: int | None = None
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """How items of one kind merge: ``merged`` three-way, ``follow`` always as read now.

    ``quiet`` fields merge three-way too, but the editor's value stands without a clash.
    ``label`` is the value that names an item in a clash; its index when empty.
    """

    name: str
    merged: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    label: str = ""
    numbered: bool = False  # a row knows by ``origin`` which item of the last reading it was


PHOTOS = Kind("photos", ("caption", "credit"), follow=("origin",), quiet=("position",), numbered=True)
PEOPLE = Kind(
    "people", ("role",), follow=("read_as", "forms", "spans", "position"), quiet=("state",), label="read_as"
)
COUNTRIES = Kind("countries", follow=("forms", "spans", "position"), quiet=("state",))
RELATED = Kind("related", ("headline", "summary", "caption", "credit"), follow=("position",))
TAGS = Kind("tags", follow=("spans",), quiet=("state",))


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """``add`` are indexes of the new reading; ``change`` maps rows to values; ``remove`` are rows."""

    add: tuple[int, ...] = ()
    change: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    remove: tuple[int, ...] = ()
    clashes: tuple[Clash, ...] = ()


def three_way(base: Any, current: Any, incoming: Any) -> tuple[Any, bool]:
    """The value to keep, and whether editor and import changed it differently."""
    if same(current, base):
        return (current if same(current, incoming) else incoming), False
    return current, not (same(incoming, base) or same(current, incoming))


def same(one: Any, other: Any) -> bool:
    """Equal, for a reader: a form sends other line ends and strips the blanks around a text."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _plain(one) == _plain(other)
    return bool(one == other)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def merge_values(
    base: Mapping[str, Any], current: Mapping[str, Any], incoming: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Clash, ...]]:
    """Plain fields of the article that change, and the clashes. A unit is taken or kept as a whole."""
    changes: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, members in UNITS.items():
        before, stands, new = (_unit(values, members) for values in (base, current, incoming))
        if all(same(stands[m], before[m]) for m in members):
            changes.update({m: new[m] for m in members if not same(stands[m], new[m])})
        elif any(not same(new[m], before[m]) for m in members) and any(
            not same(stands[m], new[m]) for m in members
        ):
            three = [unit.get(name, unit) for unit in (before, stands, new)]
            clashes.append(Clash(name, *three))
    return changes, tuple(clashes)


def _unit(values: Mapping[str, Any], members: Iterable[str]) -> dict[str, Any]:
    # an importer never says that the absence of a date is checked
    return {member: values.get(member, False if member == "undated" else "") for member in members}


def merge_items(
    kind: Kind,
    base: Sequence[Item],
    current: Sequence[Standing],
    incoming: Sequence[Item],
    refused: frozenset[str] = frozenset(),
) -> ItemPlan:
    """Photos, people, countries, teasers or tag proposals, item by item.

    What an editor removed stays removed; what an editor added stays; ``refused`` are keys of items
    that are never added.
    """
    earlier = align(base, incoming)  # index in the new reading -> index in the last one
    rows = _rows_of(kind, base, current)  # index in the last reading -> its row
    if kind.numbered:
        earlier |= _by_order(base, incoming, earlier, rows)
    known = {standing.row for standing in rows.values()}
    own = [standing for standing in current if standing.row not in known]  # the editors'
    add: list[int] = []
    change: dict[int, dict[str, Any]] = {}
    clashes: list[Clash] = []
    for index, item in enumerate(incoming):
        if index in earlier:
            standing = rows.get(earlier[index])
            if standing is None:
                continue  # an editor took it away
            values, found = _merge_item(kind, index, base[earlier[index]], standing, item)
            clashes += found
        else:
            standing = next((s for s in own if not set(s.item.keys).isdisjoint(item.keys)), None)
            if standing is None:
                if refused.isdisjoint(item.keys):
                    add.append(index)
                continue
            own.remove(standing)  # the reading only says where it stands in the text
            values = _followed(kind, standing, item)
        if values:
            change[standing.row] = values
    remove: list[int] = []
    for index in sorted(rows.keys() - set(earlier.values())):
        kept, found = _gone(kind, index, base[index], rows[index])
        clashes += found
        if kept is None:
            remove.append(rows[index].row)
        elif kept:
            change[rows[index].row] = kept
    return ItemPlan(tuple(add), change, tuple(remove), tuple(clashes))


def _gone(kind: Kind, index: int, was: Item, standing: Standing) -> tuple[dict[str, Any] | None, list[Clash]]:
    """A row that is no longer read: None to remove it, else what changes in the row that stays."""
    stands = standing.item.values
    touched = [name for name in (*kind.merged, *kind.quiet) if not same(stands[name], was.values[name])]
    if not touched and not standing.guarded:
        return None, []
    clashes = []
    if any(name in kind.merged for name in touched):
        before = {name: was.values[name] for name in kind.merged}
        now = {name: stands[name] for name in kind.merged}
        # its index is another item's from now on: a clash about it names the row
        label = _label(kind, index, was) if kind.label else f"{kind.name}.#{standing.row}"
        clashes.append(Clash(label, before, now, None))
    return ({"origin": None} if kind.numbered else {}), clashes


def _merge_item(
    kind: Kind, index: int, base: Item, standing: Standing, incoming: Item
) -> tuple[dict[str, Any], list[Clash]]:
    values = _followed(kind, standing, incoming)
    clashes = []
    for name in (*kind.merged, *kind.quiet):
        three = base.values[name], standing.item.values[name], incoming.values[name]
        kept, clash = three_way(*three)
        if not same(kept, standing.item.values[name]):
            values[name] = kept
        elif clash and name in kind.merged:
            clashes.append(Clash(f"{_label(kind, index, incoming)}.{name}", *three))
    return values, clashes


def _followed(kind: Kind, standing: Standing, item: Item) -> dict[str, Any]:
    stands = standing.item.values
    return {n: item.values[n] for n in kind.follow if n in item.values and stands.get(n) != item.values[n]}


def _label(kind: Kind, index: int, item: Item) -> str:
    return f"{kind.name}.{item.values[kind.label] if kind.label else index}"


def _rows_of(kind: Kind, base: Sequence[Item], current: Sequence[Standing]) -> dict[int, Standing]:
    """The row that each item of the last reading became, where it still stands."""
    if kind.numbered:
        return {s.origin: s for s in current if s.origin is not None and s.origin < len(base)}
    pairs = _by_keys([standing.item for standing in current], base)
    return {index: current[i] for index, i in pairs.items()}


def align(base: Sequence[Item], incoming: Sequence[Item]) -> dict[int, int]:
    """Which item of ``base`` each item of ``incoming`` is: by a shared key, then by likeness."""
    pairs = _by_keys(base, incoming)
    used = set(pairs.values())
    left = [i for i in range(len(base)) if i not in used]
    new = [i for i in range(len(incoming)) if i not in pairs]
    if len(left) * len(new) <= MAX_COMPARED:
        pairs.update(_alike(base, incoming, left, new))
    return pairs


def _by_keys(base: Sequence[Item], incoming: Sequence[Item]) -> dict[int, int]:
    """Pairs ``{incoming: base}`` that share a key; first keys of both before any other."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for width in (1, None):
        by_key: dict[str, list[int]] = {}
        for i in reversed(range(len(base))):
            if i not in used:
                for key in base[i].keys[:width]:
                    by_key.setdefault(key, []).append(i)
        for index, item in enumerate(incoming):
            if index in pairs:
                continue
            for key in item.keys[:width]:
                waiting = by_key.get(key, [])
                while waiting and waiting[-1] in used:
                    waiting.pop()
                if waiting:
                    pairs[index] = waiting.pop()
                    used.add(pairs[index])
                    break
    return pairs


def _by_order(
    base: Sequence[Item], incoming: Sequence[Item], earlier: Mapping[int, int], rows: Mapping[int, Standing]
) -> dict[int, int]:
    """Pairs of photos that are left when as many went as came: captions written anew, not other photos.

    Not of a row that holds a picture, to which another caption may not belong.
    """
    used = set(earlier.values())
    left = [i for i in range(len(base)) if i not in used]
    new = [i for i in range(len(incoming)) if i not in earlier]
    if len(left) != len(new) or any(i not in rows or rows[i].guarded for i in left):
        return {}
    return dict(zip(new, left, strict=True))


def _alike(
    base: Sequence[Item], incoming: Sequence[Item], left: Sequence[int], new: Sequence[int]
) -> dict[int, int]:
    olds = {i: frozenset(fold(base[i].words).split()) for i in left if base[i].words}
    scores = []
    for index in new:
        words = frozenset(fold(incoming[index].words).split())
        for i, old in olds.items():
            score = len(words & old) / (len(words | old) or 1)
            if score >= ALIKE:
                scores.append((-score, abs(index - i), index, i))
    pairs: dict[int, int] = {}
    for _, _, index, i in sorted(scores):
        if index not in pairs and i not in pairs.values():
            pairs[index] = i
    return pairs


def keep_needed(
    changes: Mapping[str, Any],
    base: Mapping[str, Any],
    current: Mapping[str, Any],
    incoming: Mapping[str, Any],
) -> tuple[dict[str, Any], tuple[Clash, ...]]:
    """The same for an article that an editor published: it loses nothing that publication asks for.

    What the newer text lacks of it stands on, and is a clash for the editor.
    """
    kept = dict(changes)
    clashes: list[Clash] = []
    for name in ("headline", "body", "date"):
        members = UNITS[name]
        without = {field: value for field, value in kept.items() if field not in members}
        if len(missing({**current, **without})) < len(missing({**current, **kept})):
            kept = without
            three = [_unit(values, members) for values in (base, current, incoming)]
            clashes.append(Clash(name, *(unit.get(name, unit) for unit in three)))
    return kept, tuple(clashes)


def merge_status(base: str, current: str, incoming: str) -> str:
    """The status after a merge: an editor's decision stands, without a clash."""
    return three_way(base, current, incoming)[0]  # type: ignore[no-any-return]


def natural_status(reading: Reading, wanted: str = "") -> str:
    """Published, unless an editor must see it first; ``wanted`` instead, as far as publication may.

    Nothing is published that lacks what publication asks for.
    """
    status = wanted or ("draft" if reading.held else "published")
    return "draft" if missing(reading.values) else status
