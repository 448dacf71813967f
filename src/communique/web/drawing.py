"""Geometry of what is drawn: bars on a scale of days, in parts of a hundred.

Invariant: a bar covers the days that the dates allow and no others; what reaches beyond the scale is cut at its edge,
and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.record.browsing import Entry, Row
from communique.record.choosing import days_of

_LEAST = 1.6
"""A bar is at least this wide, so that it can be seen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day inside a bar: `left` is the middle of its day."""

    event: Entry
    left: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `left`, `width` wide; `cut`: it goes on beyond the right edge."""

    left: float
    width: float
    cut: bool
    marks: tuple[Mark, ...]


def bar(row: Row, month: str) -> Bar | None:
    """The bar of a row on the scale of a month; None if it has no day."""
    scale, event = days_of(month), row.event
    if scale is None or event.first is None or event.last is None:
        return None
    first, last = (date.fromisoformat(day).toordinal() for day in scale)
    length = last - first + 1
    low = max(first, date.fromisoformat(event.first).toordinal())
    high = min(last, date.fromisoformat(event.last).toordinal())
    left, width = 100 * (low - first) / length, 100 * (high - low + 1) / length
    marks = []
    for entry in row.inside:
        if entry.first is None or entry.rough:
            continue
        day = date.fromisoformat(entry.first).toordinal()
        if low <= day <= high:
            marks.append(Mark(entry, round(100 * (day - first + 0.5) / length, 2)))
    return Bar(round(left, 2), round(max(width, _LEAST), 2), event.last > scale[1], tuple(marks))
