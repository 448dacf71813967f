"""EDTF dates as spans of days that can be compared.

Invariant: a `Window` holds every day that its EDTF string allows and no other; what cannot be read
gives None, never a guessed day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"^(-?\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"^(-?\d{4})-(\d\d)$")
_YEAR = re.compile(r"^(-?\d{4})$")
_DECADE = re.compile(r"^(\d{3})X$")
_CENTURY = re.compile(r"^(\d{2})XX$")

_SEASONS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}
"""EDTF level 1 and 2 groups of months: seasons (northern), quarters, thirds and halves of a year."""

_SLACK = {"day": 2, "month": 10, "year": 120}
OPEN_DAYS = 3660
"""An open interval reaches this many days from its known end."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days `lo`..`hi`, both inclusive, as proleptic ordinals."""

    lo: int
    hi: int

    @property
    def width(self) -> int:
        """How many days it spans, at least 1."""
        return self.hi - self.lo + 1

    @property
    def is_week(self) -> bool:
        """Whether it is a calendar week: seven days from a Monday or a Sunday."""
        return self.width == 7 and self.lo % 7 in (1, 0)

    @property
    def is_weekend(self) -> bool:
        """Whether it is a Saturday and Sunday; what was "this weekend" may have begun on the Friday."""
        return self.width == 2 and self.lo % 7 == 6

    @property
    def firm(self) -> bool:
        """Whether it dates an event by days rather than by a week, a month or more."""
        return self.width <= 12 and not self.is_week

    def meets(self, other: Window, slack: int = 0) -> bool:
        """Whether the two share a day, or come within `slack` days of one another."""
        return self.lo - slack <= other.hi and other.lo - slack <= self.hi

    def gap(self, other: Window) -> int:
        """Days between the two; 0 when they meet, 1 when one follows the other at once."""
        return max(0, other.lo - self.hi, self.lo - other.hi)


@lru_cache(maxsize=100_000)
def window(edtf: str | None) -> Window | None:
    """The days of an EDTF string; None if it is None or not understood."""
    if not edtf:
        return None
    if "/" not in edtf:
        return _one(edtf.strip())
    low, _, high = edtf.partition("/")
    first, last = _one(low.strip()), _one(high.strip())
    if first and last:
        return Window(first.lo, last.hi) if first.lo <= last.hi else None
    if first and high.strip() in ("..", ""):
        return Window(first.lo, min(date.max.toordinal(), first.lo + OPEN_DAYS))
    if last and low.strip() in ("..", ""):
        return Window(max(1, last.hi - OPEN_DAYS), last.hi)
    return None


def _one(text: str) -> Window | None:
    loose = text.endswith(("~", "%")) or text.startswith(("~", "%"))
    plain = text.strip("~?%")
    try:
        found, unit = _plain(plain)
    except (ValueError, OverflowError):
        return None
    if found is None or not loose:
        return found
    slack = _SLACK[unit]
    return Window(max(1, found.lo - slack), min(date.max.toordinal(), found.hi + slack))


def _plain(text: str) -> tuple[Window | None, str]:
    if match := _DAY.match(text):
        day = date(*(int(g) for g in match.groups())).toordinal()
        return Window(day, day), "day"
    if match := _MONTH.match(text):
        year, month = int(match[1]), int(match[2])
        if month not in _SEASONS and not 1 <= month <= 12:
            return None, "month"
        first, last = _SEASONS.get(month, (month, month))
        return Window(_first(year, first), _last(year, last)), "month"
    if match := _YEAR.match(text):
        return Window(_first(int(match[1]), 1), _last(int(match[1]), 12)), "year"
    if match := _DECADE.match(text):
        return Window(_first(int(match[1]) * 10, 1), _last(int(match[1]) * 10 + 9, 12)), "year"
    if match := _CENTURY.match(text):
        return Window(_first(int(match[1]) * 100, 1), _last(int(match[1]) * 100 + 99, 12)), "year"
    return None, "day"


def _first(year: int, month: int) -> int:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).toordinal()


def _last(year: int, month: int) -> int:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1]).toordinal()


def iso(day: int) -> str:
    """The ISO 8601 day of an ordinal."""
    return date.fromordinal(day).isoformat()


def edtf(span: Window) -> str:
    """The shortest honest EDTF string: a day, a month, a year or an interval."""
    low, high = date.fromordinal(span.lo), date.fromordinal(span.hi)
    if span.lo == span.hi:
        return low.isoformat()
    if (low.year, low.month) == (high.year, high.month) and span == _plain(f"{low:%Y-%m}")[0]:
        return f"{low:%Y-%m}"
    if low.year == high.year and span == _plain(f"{low:%Y}")[0]:
        return f"{low:%Y}"
    return f"{low.isoformat()}/{high.isoformat()}"
