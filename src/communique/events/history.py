"""What was said of an event and when, and where that leaves it.

Invariant: every claim of an event stands in exactly one history entry; entries are in the order in
which they were said; the status follows from them alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.events.postponing import new_days
from communique.events.windows import window
from communique.model import Claim, HistoryEntry, Status

_WITHIN_A_DAY: dict[Status, int] = {
    "possible": 0,
    "planned": 1,
    "ongoing": 2,
    "happened": 3,
    "denied": 4,
    "cancelled": 5,
}
_ANEW = 6
"""The place within a day of a plan for another day than the one called off."""
_AHEAD: tuple[Status, ...] = ("planned", "possible", "ongoing")
_END = 10**9
_LOOKED_BACK = re.compile(r"\bhad (?:\w+ )?been (?:\w+ )?(?:due|scheduled|expected|set|planned|supposed|slated|to)\b")


def history(claims: Sequence[Claim], published: Mapping[str, str | None]) -> tuple[HistoryEntry, ...]:
    """An event's claims by the day they were said and their status.

    `published` gives a report's day as EDTF. Undated reports come first, but those that tell the event
    as over come last; of reports known to a few days only, what they announce stands before what others
    told on those days, and what they tell as over behind it. A plan for a new day follows what calls the
    old one off.
    """
    anew = new_days(claims)
    groups: defaultdict[tuple[str | None, Status, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        place = _ANEW if claim.id in anew else _WITHIN_A_DAY[claim.status]
        groups[published.get(claim.report), claim.status, place].append(claim)
    return tuple(
        HistoryEntry(status, asserted, tuple(c.id for c in sorted(group, key=lambda c: (c.report, c.start, c.id))))
        for (asserted, status, place), group in sorted(
            groups.items(), key=lambda g: (_place(*g[0][:2]), g[0][2], g[0][0] or "")
        )
    )


def _place(asserted: str | None, said: Status) -> int:
    """The day that orders what was said on a day known to an interval only: plans early, outcomes late."""
    span = window(asserted)
    if span is None:
        return _END if said == "happened" else 0
    return span.lo if said in _AHEAD else span.hi


def in_passing(claims: Sequence[Claim]) -> frozenset[str]:
    """Claims whose tense says little about where an event stands.

    They take it up only to say more of it, or look back on a plan ("had been due to visit").
    """
    anew = new_days(claims)
    return frozenset(
        c.id
        for c in claims
        if c.id not in anew
        and (
            (c.same_as and c.status in ("ongoing", "possible"))
            or (c.status == "planned" and _LOOKED_BACK.search(c.text))
            or _of_another_time(c, claims)
        )
    )


def _of_another_time(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether what its report tells as refused in the past is not the event for which it gives a day to come."""
    past = claim.status == "denied" and any(why.endswith("is told as past") for why in claim.reasons)
    ahead = any(c.report == claim.report and c.status == "planned" and c.date for c in claims)
    return past and ahead and claim.date is None


def status(entries: Sequence[HistoryEntry], passing: frozenset[str] = frozenset()) -> Status:
    """Where an event stands after its entries, which must be in order and not empty.

    The claims named in `passing` count only where there is no other.
    """
    if any(c not in passing for entry in entries for c in entry.claims):
        kept = (replace(e, claims=tuple(c for c in e.claims if c not in passing)) for e in entries)
        entries = [e for e in kept if e.claims]
    now: Status | None = None
    by_day: defaultdict[tuple[int, bool], dict[Status, int]] = defaultdict(dict)
    off: set[str | None] = set()
    for entry in entries:
        if entry.status == "cancelled":
            off.add(entry.asserted)
        anew = entry.status == "planned" and entry.asserted in off
        counts = by_day[_place(entry.asserted, entry.status), anew]
        counts[entry.status] = counts.get(entry.status, 0) + len(entry.claims)
    for day in sorted(by_day):
        now = _after(now, by_day[day])
    return now or "possible"


def _after(now: Status | None, said: Mapping[Status, int]) -> Status:
    """The status after one day's claims: what is done stays done, what is called off may be revived."""
    called_off = now == "cancelled" or said.get("cancelled", 0) >= said.get("denied", 0)
    off: Status = "cancelled" if called_off else "denied"
    against = said.get("cancelled", 0) + said.get("denied", 0)
    done = said.get("happened", 0)
    if now == "happened" or done > against:
        return "happened"
    if against:
        return off
    if said.get("ongoing"):
        return "ongoing"
    if now == "ongoing":
        return now
    if said.get("planned"):
        return "planned"
    return now or "possible"
