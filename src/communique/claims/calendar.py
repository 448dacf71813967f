"""Interval arithmetic on days, and EDTF (ISO 8601-2) in and out.

Invariant: every string made here is valid EDTF level 0 or 1 (days, months, years, decades and
centuries with X, intervals, `~` for about), and `bounds` reads back all of them. A `Stretch` is
never empty: `first` is not after `last`. Weeks run from Monday to Sunday, as ISO 8601 has them.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ONE = re.compile(r"(\d{2})(\d\d|\dX|XX)(?:-(\d\d))?(?:-(\d\d))?")
_MARKS = re.compile(r"[~?%]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds, at least 1."""
        return (self.last - self.first).days + 1


def bounds(edtf: str | None) -> Stretch | None:
    """The days that an EDTF date or interval covers; None for None, an open end, or what cannot be read."""
    if not edtf:
        return None
    low, _, high = _MARKS.sub("", edtf).partition("/")
    first, last = _one(low), _one(high or low)
    if first is None or last is None or last.last < first.first:
        return None
    return Stretch(first.first, last.last)


def _one(text: str) -> Stretch | None:
    found = _ONE.fullmatch(text)
    if not found:
        return None
    century, year, month, day = found.groups()
    try:
        if "X" in year:
            return Stretch(
                date(int(century + year.replace("X", "0")), 1, 1), date(int(century + year.replace("X", "9")), 12, 31)
            )
        whole = int(century + year)
        if day:
            return Stretch(date(whole, int(month), int(day)), date(whole, int(month), int(day)))
        if month:
            return month_stretch(whole, int(month))
        return Stretch(date(whole, 1, 1), date(whole, 12, 31))
    except ValueError:
        return None


def month_stretch(year: int, month: int) -> Stretch:
    """The days of a month. Raises ValueError for what is no month."""
    return Stretch(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_text(year: int) -> str:
    """EDTF of a year. Raises ValueError outside 1..9999, as the calendar does."""
    return f"{date(year, 1, 1).year:04d}"


def month_text(year: int, month: int) -> str:
    """EDTF of a month. Raises ValueError for what is no month."""
    return date(year, month, 1).isoformat()[:7]


def interval(first: str, last: str, about: bool = False) -> str:
    """EDTF of an interval between two dates of any precision; one date if they are the same."""
    mark = "~" if about else ""
    return f"{first}{mark}" if first == last else f"{first}{mark}/{last}{mark}"


def days_text(first: date, last: date, about: bool = False) -> str:
    """EDTF of a run of days."""
    return interval(first.isoformat(), last.isoformat(), about)


def add_months(year: int, month: int, more: int) -> tuple[int, int]:
    """Year and month so many months on (or back, if negative)."""
    whole = year * 12 + (month - 1) + more
    return whole // 12, whole % 12 + 1


def on_or_before(day: date, weekday: int) -> date:
    """The latest day with this weekday (Monday 0) that is not after `day`."""
    return day - timedelta((day.weekday() - weekday) % 7)


def on_or_after(day: date, weekday: int) -> date:
    """The earliest day with this weekday (Monday 0) that is not before `day`."""
    return day + timedelta((weekday - day.weekday()) % 7)


def week_of(day: date, offset: int = 0) -> Stretch:
    """The Monday-to-Sunday week `offset` weeks from the one that holds `day`."""
    monday = day - timedelta(day.weekday()) + timedelta(7 * offset)
    return Stretch(monday, monday + timedelta(6))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computation; Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 1) such weekday of a month. Raises ValueError if the month has none."""
    first = on_or_after(date(year, month, 1), weekday)
    return first.replace(day=first.day + 7 * (nth - 1))
