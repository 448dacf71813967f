"""The days that claims give their event, and whether two of them differ: one coarser than the other, or apart.

Invariant: what is told as approximate, or only holds the event, contradicts no day near it; what is coarse only
because a week or a month was not over when it was written ("this week", on a Wednesday) is the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.claims.travelling import PUT_THERE
from communique.events.sightings import stretched
from communique.events.windows import Window, iso, window
from communique.model import Claim

DAYS = ("date", "start", "end")
"""Attributes that are days."""
_LEAST, _MOST = 3, 366
"""A day told as somewhere in so many ("next week", "early June", "in 2013") is a coarser form of a day in them."""
_WEEK, _OFF = 8, 3
"""A week that is named ("last week") contradicts a day more than so many days away from it; nothing longer does."""
_COARSE = 28
"""A day told only as held by a month or more ("in March") is a coarser form of a day in it, and contradicts none."""
_RUNNING = re.compile(r"\b(?:this|later|earlier)\b.*\b(?P<unit>week|month|year)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayValue:
    """A day or stretch (EDTF) that a claim gives for an attribute; `loose` if it holds the event and dates it not."""

    attribute: str
    text: str
    claim: Claim
    loose: bool = False


def days_told(claim: Claim, family: str) -> Iterator[DayValue]:
    """The days a claim gives: of the event, or of a visit's beginning and end where it tells these.

    A day told as approximate, or that only holds the event, can contradict no other; nor can one day of several
    ("the talks ended on Friday"). A day of a visit is also one that a month may hold.
    """
    span = window(claim.date)
    if span is None or claim.date is None:
        return
    if "~" in claim.date or claim.phase == "somewhere":
        if claim.when and _LEAST <= span.width <= _MOST:
            yield DayValue("date", claim.date, claim, loose=True)
        return
    if claim.phase == "within":
        told = span.width == 1 and not any(reason.endswith(PUT_THERE) for reason in claim.reasons)
        if told or span.width >= _COARSE:
            yield DayValue("date", claim.date, claim, loose=True)
        return
    if family != "visit":
        yield DayValue("date", claim.date, claim, loose=claim.phase is not None)
        return
    whole = stretched(span, claim)
    yield DayValue("date", claim.date, claim, loose=True)
    if span.firm and (claim.phase == "start" or whole.width > 1):
        yield DayValue("start", iso(whole.lo), claim)
    if span.firm and (claim.phase == "end" or whole.width > 1):
        yield DayValue("end", iso(whole.hi), claim)


def days_differ(one: DayValue, other: DayValue) -> Literal["precision", "apart"] | None:
    """Whether one is a coarser form of the other, or the two cannot both be; None if they are one or say too little."""
    a, b = _whole(one), _whole(other)
    if a is None or b is None or a == b:
        return None
    loose = [day for day, value in ((a, one), (b, other)) if value.loose]
    if a.meets(b):
        words = {one.claim.when, other.claim.when}
        finer = "~" in one.text and "~" in other.text and ("/" in one.text) != ("/" in other.text)
        one_form = (a.firm and b.firm and not finer) or (len(words) == 1 and None not in words)
        same = len(loose) == 2 and one_form
        return None if same else "precision"  # two days of one visit; "in recent days", told two days in a row
    if one.claim.kind == other.claim.kind == "assault" and a.meets(b, 1):
        return None  # the night between, or the day on which a toll was given out
    inside = any(value.loose and value.claim.phase in ("start", "within", "end") for value in (one, other))
    if loose and (inside or len(loose) > 1 or loose[0].width > _WEEK or a.gap(b) <= _OFF):
        return None
    return "apart"


def _whole(value: DayValue) -> Window | None:
    """The days of a value; all of a week, month or year that was not over when it was written."""
    span = window(value.text)
    running = _RUNNING.search(value.claim.when or "") if value.claim.phase == "somewhere" else None
    if span is None or running is None or "~" in value.text:
        return span
    if running["unit"].lower() == "week":
        monday = span.lo - (span.lo - 1) % 7
        return Window(monday, monday + 6)
    day = date.fromordinal(span.lo)
    return window(f"{day:%Y-%m}" if running["unit"].lower() == "month" else f"{day:%Y}")
