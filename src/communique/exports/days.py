"""What an event's EDTF dates come to in formats that know only days.

Invariant: a day is called exact only where the record gives it to the day and without a mark of doubt; the
other formats' days never say more than the EDTF string did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from communique.claims.calendar import bounds
from communique.model import Event

_EXACT = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day an event may have taken, both inclusive.

    `exact` says that it began on `first` and ended on `last`; otherwise it lies somewhere between them.
    """

    first: date
    last: date
    exact: bool


def span(event: Event) -> Span | None:
    """The days of an event, or None where no report dates it or an end is open."""
    low, high = _ends(event)
    first, last = bounds(low), bounds(high)
    if first is None or last is None or last.last < first.first:
        return None
    return Span(first.first, last.last, _is_exact(low) and _is_exact(high))


def exact_day(edtf: str | None) -> date | None:
    """The day, if the string is one whole day and nothing about it is doubtful."""
    if edtf is None or not _is_exact(edtf):
        return None
    found = bounds(edtf)
    return found.first if found else None


def plain_date(edtf: str | None) -> str | None:
    """A year, month or day as ISO 8601 has them; None for what is about, uncertain, a season or an interval."""
    if edtf is None or not _PLAIN.fullmatch(edtf) or bounds(edtf) is None:
        return None
    return edtf


def edtf_of(event: Event) -> str | None:
    """The event's dates as one EDTF string."""
    low, high = _ends(event)
    return low if low is None or low == high else f"{low}/{high}"


def _ends(event: Event) -> tuple[str | None, str | None]:
    start, end = event.start, event.end
    low = (start or end or "").partition("/")[0]
    high = (end or start or "").rpartition("/")[2]
    return low or None, high or None


def _is_exact(edtf: str | None) -> bool:
    return edtf is not None and _EXACT.fullmatch(edtf) is not None
