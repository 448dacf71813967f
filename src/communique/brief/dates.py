"""EDTF dates in words.

Invariant: words say no more than the date does: a month stays a month, and what is about or uncertain
is called so. What cannot be read as a date is given back as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_ONE = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$")
_DECADE = re.compile(r"^(\d{3})X$")

UNKNOWN = "Day unknown"


@dataclass(frozen=True, slots=True)
class _Date:
    year: int
    month: int | None
    day: int | None
    mark: str

    @property
    def hedge(self) -> str:
        return {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(self.mark, "")

    @property
    def plainly(self) -> str:
        return _words(self.day, self.month, self.year)


def worded(start: str | None, end: str | None = None) -> str:
    """A date or an interval in words: "27–28 March 2017", "about January 2022", "Day unknown".

    What begins and ends at some time in one and the same interval lies in it: "between 13 and 19 November 2023".
    """
    if start is None and end is None:
        return UNKNOWN
    if start == end and start and "/" in start and ".." not in start:
        return when_worded(start)
    if start and "/" in start:
        start, last = start.split("/", 1)
        end = end if end and "/" not in end else last
    if end and "/" in end:
        end = end.split("/", 1)[1]
    if not start or start == "..":
        return f"until {_single(end or '')}"
    if not end or end in ("..", start):
        return ("from " if end == ".." else "") + _single(start)
    return _interval(start, end)


def when_worded(date: str | None) -> str:
    """A date as a sentence has it: "on 5 October 2017", "between 5 and 7 October 2017", "in October 2017"."""
    if not date:
        return "on a day unknown"
    ends = [end for end in date.split("/") if end and end != ".."]
    first, last = _parsed(ends[0]), _parsed(ends[-1])
    if first is None or last is None or len(ends) < date.count("/") + 1:
        return worded(date)
    if first == last:
        return _single(ends[0]) if first.mark else f"{'on' if first.day else 'in'} {first.plainly}"
    if first.day and last.day and (first.year, first.month) == (last.year, last.month):
        return f"between {first.hedge}{first.day} and {last.hedge}{last.plainly}"
    return f"between {_single(ends[0])} and {_single(ends[-1])}"


def _single(text: str) -> str:
    date = _parsed(text)
    if date is None:
        decade = _DECADE.match(text)
        return f"the {decade.group(1)}0s" if decade else text
    return date.hedge + date.plainly


def _interval(start: str, end: str) -> str:
    first, last = _parsed(start), _parsed(end)
    if first is None or last is None or first.mark or last.mark:
        return f"{_single(start)} to {_single(end)}"
    if first.day and last.day:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{last.plainly}"
        shown = _words(first.day, first.month, None) if first.year == last.year else first.plainly
        return f"{shown} – {last.plainly}"
    if first.month and last.month and not first.day and not last.day and first.year == last.year:
        return f"{_words(None, first.month, None)} – {last.plainly}"
    return f"{first.plainly} to {last.plainly}"


def _parsed(text: str) -> _Date | None:
    match = _ONE.match(text)
    if not match:
        return None
    year, month, day, mark = match.groups()
    date = _Date(int(year), int(month) if month else None, int(day) if day else None, mark)
    if date.month is not None and not (1 <= date.month <= 12 or date.month in _SEASONS):
        return None
    return date


def _words(day: int | None, month: int | None, year: int | None) -> str:
    name = None if month is None else _SEASONS.get(month) or _MONTHS[month - 1]
    return " ".join(str(part) for part in (day, name, year) if part is not None)


def month_of(start: str | None) -> str:
    """The heading an event stands under: its month, or its year where no month is known."""
    date = _parsed((start or "").split("/")[0])
    if date is None:
        return UNKNOWN if not start else worded(start)
    return _words(None, date.month, date.year)


def first_day(text: str | None) -> str:
    """The earliest day of a date, for comparing; empty where there is none."""
    date = _parsed((text or "").split("/")[0])
    if date is None:
        return ""
    month = {21: 3, 22: 6, 23: 9, 24: 12}.get(date.month or 1, date.month or 1)
    return f"{date.year:04d}-{month:02d}-{date.day or 1:02d}"


def last_day(text: str | None) -> str:
    """The latest day of a date, for comparing (a month counts 31 days); empty where there is none."""
    date = _parsed((text or "").split("/")[-1])
    if date is None:
        return ""
    month = {21: 5, 22: 8, 23: 11, 24: 12}.get(date.month or 12, date.month or 12)
    return f"{date.year:04d}-{month:02d}-{date.day or 31:02d}"
