"""The year of days that a report names without one, where it looks back: "On May 3, 2008 ... On May 5 they ...".

Invariant: only a month and day, or a month, without a year is moved to another year, and to the one in which it lies
nearest to the day that the report opened with, or that the month of its own sentence has. In a report with no day of
its own it gets the year of the whole date that is told nearest to it, and only where it lies within weeks of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.claims.calendar import bounds
from communique.claims.parsing import Parsed
from communique.claims.times import TimeExpression, find_times

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEARLESS = re.compile(
    rf"^(?:the )?(?:{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})$"
)
_NOW = re.compile(
    r"\b(?:this|last|next) (?:week|month|year)|today|yesterday|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_DAY_OF_MONTH = re.compile(rf"\b{_MONTH} \d{{1,2}}\b|\d(?:st|nd|rd|th)?(?: of)? ?{_MONTH}")
_OPENING, _YEAR_DAYS, _WEEKS = 2, 300, 45
"""Sentences that open a report; days after which one is long past; days within which one has a whole date's year."""


def in_their_years(parsed: Parsed, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions, those without a year in the year that the report's opening or their sentence tells."""
    if parsed.report.published is None:
        return _by_whole_dates(times)
    opened = _opened_with(parsed, times)
    found = []
    for each in times:
        sentence = next((s for s in parsed.sentences if s.start <= each.start < s.end), None)
        day = each.value or each.past or each.future
        if sentence is None or day is None or not _YEARLESS.match(each.text):
            found.append(each)
            continue
        beside = [one for one in times if sentence.start <= one.start < sentence.end and one is not each]
        year: int | None = _of_its_month(each, beside)
        if year is None and opened is not None and each.start > sentence.start and not _of_today(parsed, beside):
            year = _nearest(day, opened)
        found.append(replace(each, value=f"{year}{day[4:]}", past=None, future=None) if year else each)
    return tuple(found)


def _by_whole_dates(times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions of an undated report: "from 5 to 7 April 2015 ... on Monday, 6 April" is of that year."""
    whole = [(each, day) for each in times if each.kind in ("day", "days") and (day := bounds(each.value))]
    found = []
    for each in times:
        if whole and each.kind in ("day", "days") and each.past is None and _DAY_OF_MONTH.search(each.text):
            near = min(whole, key=lambda one: abs(one[0].start - each.start))[1].first
            again = find_times(each.text, near.isoformat())
            days = {value for one in again[:1] for value in (one.past, one.future) if value}
            close = [v for v in days if (run := bounds(v)) and abs((run.first - near).days) <= _WEEKS]
            each = replace(each, value=close[0], past=close[0], future=close[0]) if len(close) == 1 else each
        found.append(each)
    return tuple(found)


def _opened_with(parsed: Parsed, times: Sequence[TimeExpression]) -> date | None:
    """The day of a year long past with which a report opens, and of no other."""
    written = bounds(parsed.report.published)
    opening = [each for each in parsed.sentences if len(each.span) > 6][:_OPENING]
    if written is None or not opening:
        return None
    told = [each for each in times if each.start < opening[-1].end]
    days = [
        span.first for each in told if each.kind == "day" and _YEAR.search(each.text) and (span := bounds(each.value))
    ]
    if not days or any(_NOW.search(each.text) for each in told):
        return None
    return days[0] if (written.first - days[0]).days > _YEAR_DAYS else None


def _of_today(parsed: Parsed, beside: Sequence[TimeExpression]) -> bool:
    """Whether a sentence speaks of the time of writing, or of a year by its number."""
    return any(_NOW.search(each.text) or _YEAR.search(each.text) for each in beside)


def _of_its_month(each: TimeExpression, beside: Sequence[TimeExpression]) -> int | None:
    """The year of the same month told before in its sentence: "in October last year ... on October 26"."""
    month = (each.value or each.past or each.future or "")[4:7]
    told = [one.value for one in beside if one.value and one.start < each.start and not _YEARLESS.match(one.text)]
    years = {value[:4] for value in told if value[4:7] == month and len(value) <= len("2000-01")}
    return int(next(iter(years))) if len(years) == 1 else None


def _nearest(value: str, day: date) -> int | None:
    """The year in which a month, or a day of it, lies nearest to a day."""
    spans = ((year, bounds(f"{year}{value[4:]}")) for year in range(day.year - 1, day.year + 2))
    ranked = [(min(abs((span.first - day).days), abs((span.last - day).days)), year) for year, span in spans if span]
    return min(ranked)[1] if ranked else None
