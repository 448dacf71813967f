"""Undated reports dated by the events they share with dated ones.

Invariant: a report that has a day keeps it; a day found here carries the basis `cross-report`, is
no finer than what the shared events allow, and is left out when they contradict one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.events.windows import Window, edtf
from communique.model import Claim, Report

_BEFORE = 14
"""A report of a plan or of a thing done is taken to stand within this many days of it."""


def date_reports(
    reports: Sequence[Report], events: Iterable[tuple[Window, bool, Sequence[Claim]]]
) -> tuple[Report, ...]:
    """Give undated reports the days that their events leave them.

    `events` are (days, whether known to the day, claims). An event dates a report only if a claim of
    a dated report speaks of it.
    """
    undated = {r.id for r in reports if r.published is None}
    allowed: defaultdict[str, list[Window]] = defaultdict(list)
    if undated:
        for days, firm, claims in events:
            if not firm or all(c.report in undated for c in claims):
                continue
            for claim in claims:
                if claim.report in undated and claim.date is None:
                    allowed[claim.report].append(_told(claim, days))
    return tuple(_dated(r, allowed) if r.id in allowed else r for r in reports)


def _told(claim: Claim, days: Window) -> Window:
    """The days on which such a claim about such an event can have been made."""
    if claim.status == "ongoing":
        return days
    if claim.status in ("planned", "possible"):
        return Window(max(1, days.lo - _BEFORE), days.hi)
    if claim.status == "happened":
        return Window(days.lo, days.hi + _BEFORE)
    return Window(max(1, days.lo - _BEFORE), days.hi + _BEFORE)


def _dated(report: Report, allowed: Mapping[str, Sequence[Window]]) -> Report:
    windows = allowed[report.id]
    low, high = max(w.lo for w in windows), min(w.hi for w in windows)
    if low > high:
        return report
    return replace(report, published=edtf(Window(low, high)), published_basis="cross-report")
