"""Small charts of events by year, as columns in parts of a hundred.

Invariant: years without events stand in their place, empty; heights are in proportion to one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.record.browsing import Column

_MOST_YEARS = 40
_GROUP = {"happened": "happened", "ongoing": "happened", "planned": "planned", "possible": "planned"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a column: a group of statuses, its upper edge and height in parts of a hundred."""

    group: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Year:
    """A column: its year, how many events, and its pieces from the bottom up."""

    period: str
    total: int
    parts: tuple[Part, ...]


def by_year(found: Sequence[Column]) -> tuple[Year, ...]:
    """Columns for each year from the first to the last, at most the latest forty."""
    if not found:
        return ()
    held = {column.period: column for column in found}
    last = max(int(period) for period in held)
    first = max(min(int(period) for period in held), last - _MOST_YEARS + 1)
    periods = [f"{year:04d}" for year in range(first, last + 1)]
    most = max(column.total for column in found)
    return tuple(Year(period, *pieces(held.get(period), most)) for period in periods)


def pieces(column: Column | None, most: int) -> tuple[int, tuple[Part, ...]]:
    """How many, and the pieces of a column where the highest one has `most`."""
    if column is None:
        return 0, ()
    grouped: dict[str, int] = {}
    for status, number in column.counts.items():
        group = _GROUP.get(status, "cancelled")
        grouped[group] = grouped.get(group, 0) + number
    made, level = [], 100.0
    for group in ("happened", "planned", "cancelled"):
        height = 100.0 * grouped.get(group, 0) / most
        if height:
            level -= height
            made.append(Part(group, round(level, 2), round(height, 2)))
    return column.total, tuple(made)
