"""What a report tells as part of talks or a signing, or as what followed at once, without a day of its own.

Invariant: a claim that has a day, or words for one, keeps them; a day is taken over only from talks
that the same report dates to the day, between the same states, and only if the sentence names them,
or by "the ceremony" from the one signing told before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.claims.ontology import family
from communique.events.sightings import outlook
from communique.events.windows import window
from communique.model import Claim, Reading

_AT_TALKS = re.compile(
    r"\b(?:after|following|at|during|at the end of|at the close of|on the sidelines of)"
    r" (?:(?:the|their|those|these) (?:\w+ )?)?(?:talks|meeting|summit|negotiations)\b",
    re.IGNORECASE,
)
_KINDS = frozenset({"signing", "ceremony", "address", "award", "statement"})


def with_days_of_talks(reading: Reading) -> Reading:
    """The reading with a day for what it tells "after the talks", if it dates those talks."""
    states = {a.key: a.country for a in reading.actors if a.country}
    talks = [c for c in reading.claims if family(c.kind) == "meeting" and _day(c)]
    days = _days_of_ceremonies(reading)
    for claim in reading.claims:
        if claim.date or claim.when or claim.status != "happened" or family(claim.kind) not in _KINDS:
            continue
        found = _talks(claim, talks, states) if _AT_TALKS.search(claim.text) else None
        if found is not None and found.date:
            days[claim.id] = found.date
    if not days:
        return reading
    reason = "told with talks or a signing whose day the report gives"
    return replace(
        reading,
        claims=tuple(
            replace(c, date=days[c.id], reasons=(*c.reasons, reason)) if c.id in days else c for c in reading.claims
        ),
        agreements=tuple(
            replace(a, date=days[a.event_claim]) if not a.date and a.event_claim in days else a
            for a in reading.agreements
        ),
    )


def _days_of_ceremonies(reading: Reading) -> dict[str, str]:
    """The day of "the ceremony" of which a report told before only that papers are signed on one day."""
    days: dict[str, str] = {}
    signings = [c for c in reading.claims if c.kind == "signing" and _dated(c)]
    rites = {d.value.lower() for c in reading.claims for d in c.details if d.attribute == "ceremony"}
    if rites != {"the ceremony"} or len({c.date for c in signings}) != 1:
        return days
    for claim in reading.claims:
        before = [c for c in signings if c.start < claim.start and outlook(c.status) == outlook(claim.status)]
        if claim.kind == "ceremony" and not claim.date and not claim.when and before and before[0].date:
            days[claim.id] = before[0].date
    return days


def _day(claim: Claim) -> bool:
    return _dated(claim) and claim.status == "happened"


def _dated(claim: Claim) -> bool:
    span = window(claim.date)
    return span is not None and span.width == 1 and claim.phase in (None, "end")


def _talks(claim: Claim, talks: Sequence[Claim], states: dict[str, str]) -> Claim | None:
    """The last talks told before a claim that have two of its states; None if such talks were on two days."""
    mine = _states(claim, states)
    fitting = [t for t in talks if t.start <= claim.start and len(mine & _states(t, states)) >= 2]
    return fitting[-1] if len({t.date for t in fitting}) == 1 else None


def _states(claim: Claim, states: dict[str, str]) -> set[str]:
    return {states[p.actor] for p in claim.participants if p.actor in states}
