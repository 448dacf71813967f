"""Undated reports dated by the events they share with dated ones, and then their own times.

Invariant: a report that has a day keeps it; a day found here carries the basis `cross-report`, is
no finer than what the shared events allow, and is left out when they contradict one another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.claims.times import find_times, read
from communique.events.windows import Window, edtf, iso, window
from communique.model import Claim, Reading, Report
from communique.reports.dating import dateline_without_year

_AHEAD = 45
"""A plan is told at most this many days before its day, where nothing else says how long."""
_REACH = 60
_WIDEST = 31
"""A day of publication known no better than this is not told."""
_FORTNIGHT = 14
"""No better than this, where nothing but plans of other events tells before when it was."""
_ENOUGH = 0.75
"""This share of what a report says of dated events must fit the days given to it."""
_NUMBERED = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8})\b")
"""A day told by its number in a month."""
_LATE = ("late", "night", "evening", "overnight")


@dataclass(frozen=True, slots=True)
class Dated:
    """An event's possible days, and all its claims."""

    days: Window
    claims: Sequence[Claim]

    def ends(self, claim: Claim) -> Window:
        """The days that a claim of one end ("began this morning") can mean: that end, where another report gives it."""
        if claim.phase not in ("start", "end"):
            return self.days
        others = (c for c in self.claims if c.date and c.report != claim.report)
        given = (c.phase == claim.phase or (c.phase is None and "/" in (c.date or "")) for c in others)
        if not any(given):
            return self.days
        day = self.days.lo if claim.phase == "start" else self.days.hi
        return Window(day, day)


def date_reports(readings: Sequence[Reading], events: Iterable[Dated]) -> tuple[Report, ...]:
    """The readings' reports; undated ones get the days that their events leave them.

    An event dates a report only if a claim of a dated report speaks of it too, or another report's with its year.
    """
    undated = {r.report.id for r in readings if r.report.published is None}
    shared: defaultdict[str, list[tuple[Claim, Window]]] = defaultdict(list)
    if undated:
        for event in events:
            telling = {c.report for c in event.claims if c.report not in undated or c.date}
            if telling:
                for claim in event.claims:
                    if claim.report in undated and telling - {claim.report}:
                        shared[claim.report].append((claim, event.ends(claim)))
    return tuple(
        _dated(r, [*shared[r.report.id], *_inside(r, shared[r.report.id])], list(_ahead(r, shared[r.report.id])))
        if r.report.id in shared
        else r.report
        for r in readings
    )


def _inside(reading: Reading, shared: Sequence[tuple[Claim, Window]]) -> Iterator[tuple[Claim, Window]]:
    """What an undated report tells with a weekday, inside a shared event: it fell on one of that event's days."""
    days = {c.id: w for c, w in shared}
    by_id = {c.id: c for c in reading.claims}
    for claim in reading.claims:
        if claim.id in days or not claim.when or claim.date:
            continue
        outer, seen = claim.within, {claim.id}
        while outer in by_id and outer not in days and outer not in seen:
            seen.add(outer)
            outer = by_id[outer].within
        if outer is not None and outer in days:
            yield claim, days[outer]


def _ahead(reading: Reading, shared: Sequence[tuple[Claim, Window]]) -> Iterator[tuple[Claim, Window]]:
    """The plans that an undated report tells by day and month: they lie weeks at most from the events it shares."""
    if shared:
        around = Window(max(1, min(w.lo for _, w in shared) - _AHEAD), max(w.hi for _, w in shared) + _AHEAD)
        told = {c.id for c, _ in shared}
        for claim in reading.claims:
            if (
                claim.id not in told
                and claim.status == "planned"
                and not claim.date
                and _NUMBERED.search(claim.when or "")
            ):
                yield claim, around


def _dated(
    reading: Reading, told: Sequence[tuple[Claim, Window]], ahead: Sequence[tuple[Claim, Window]] = ()
) -> Report:
    """The report with the days that its events leave it; its plans of other events count where those tell none."""
    report = reading.report
    # "News of the meeting comes" is no word of its day, where the same report tells it as over or as still to come.
    told_else = {days for claim, days in told if claim.status in ("planned", "happened")}
    shared = [
        (claim, days)
        for claim, days in told
        if not (claim.same_as and claim.status == "ongoing" and claim.kind != "visit" and days in told_else)
    ]
    if not shared:
        return report
    low = max(1, min(w.lo for _, w in shared) - _REACH)
    high = max(w.hi for _, w in shared) + _REACH
    telling = [(c, w) for c, w in shared if c.status in ("ongoing", "planned") or c.when]
    plans = set() if telling else {c.id for c, _ in ahead}
    if not telling:
        telling, shared = list(ahead), [*shared, *ahead]
    if not telling or high - low > 4 * _REACH:
        return report
    late = [c for c in reading.claims if c.status == "happened" and c.date is None and _is_late(c.when)]
    possible = _dateline_days(report, low, high)
    fitting = {
        day: sum(_can_say(c, w, day) and (c.id not in plans or _is_near(c, day)) for c, w in shared)
        for day in possible
        if _is_over(late, day)
    }
    if not fitting:
        return report
    most = max(fitting.values())
    days = [day for day in fitting if fitting[day] == most]
    span = Window(days[0], days[-1])
    if most < _ENOUGH * len(shared) or span.width > (_FORTNIGHT if plans else _WIDEST) or len(days) != span.width:
        return report
    return replace(report, published=edtf(span), published_basis="cross-report")


def _dateline_days(report: Report, low: int, high: int) -> Sequence[int]:
    """The days between two on which a report can have been written: those its dateline names, whatever the year."""
    named = dateline_without_year(report.text, report.removed)
    days = range(low, high + 1)
    return [day for day in days if date.fromordinal(day).timetuple()[1:3] == named] if named else days


def _can_say(claim: Claim, days: Window, day: int) -> bool:
    """Whether a report of that day can say this of an event on those days."""
    if claim.when and claim.date is None:
        told = window(_read(claim, iso(day)))
        if told is None or not told.meets(days):
            return False
        return not (claim.status == "happened" and told.lo > day)
    if claim.status == "ongoing":
        return days.lo - 1 <= day <= days.hi + 1 if claim.same_as else days.lo <= day <= days.hi
    if claim.status in ("planned", "possible"):
        return days.lo - _AHEAD <= day <= days.hi
    return day >= days.lo if claim.status == "happened" else True


def _is_near(claim: Claim, day: int) -> bool:
    """Whether a plan, read in a report of that day, is for one of the weeks after it."""
    told = window(_read(claim, iso(day)))
    return told is not None and day <= told.hi <= day + _AHEAD


def _is_late(words: str | None) -> bool:
    return any(word in (words or "").lower() for word in _LATE)


def _is_over(late: Iterable[Claim], day: int) -> bool:
    """What is told as over "late on Monday" is told on Tuesday at the earliest."""
    told = (window(_read(c, iso(day))) for c in late)
    return all(w is None or w.lo < day for w in told)


def _read(claim: Claim, published: str) -> str | None:
    """The date of a claim in a report of that day; of one known to a few days, what it is on each of them.

    A day of a month is the same by the first and the last of more days.
    """
    span = window(published)
    days = [iso(day) for day in range(span.lo, span.hi + 1)] if span and 1 < span.width <= 7 else [published]
    if span and span.width > 7 and _NUMBERED.search(claim.when or ""):
        days = [iso(span.lo), iso(span.hi)]
    told = {read(found[0], claim.status) if (found := find_times(claim.when or "", day)) else None for day in days}
    return told.pop() if len(told) == 1 else None


def with_days(reading: Reading, reports: Mapping[str, Report]) -> Reading:
    """The reading with its report's day, and with the dates of its claims that waited for it."""
    report = reports[reading.report.id]
    if report.published == reading.report.published or report.published is None:
        return replace(reading, report=report)
    return replace(reading, report=report, claims=tuple(_reread(c, report.published) for c in reading.claims))


def _reread(claim: Claim, published: str) -> Claim:
    day = _read(claim, published) if claim.when and claim.date is None else None
    if day is None:
        return claim
    return replace(claim, date=day, reasons=(*claim.reasons, f"“{claim.when}” read from the day other reports tell"))
