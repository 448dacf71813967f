"""The stops of a tour: "will visit the Gulf from May 3 to 7. She will begin in Oman and then travel to Qatar."

Invariant: only a visit of the same traveller, of the same status, told after the tour in its report and without
any time of its own, takes over the tour's days; it lies within the tour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.claims.calendar import bounds
from communique.model import Claim

_LONGEST = 16
"""Days of a tour; what lasts longer says nothing of its stops."""


def with_days_of_tours(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with the days of a tour of a region for the stops that its report names without days."""
    found: list[Claim] = []
    for claim in claims:
        tour = next((each for each in reversed(found) if _holds(each, claim)), None)
        if tour is not None:
            why = f"a stop of the tour of {tour.place.name}" if tour.place else "a stop of the tour"
            claim = replace(claim, date=tour.date, within=claim.within or tour.id, reasons=(*claim.reasons, why))
            loose = tour.phase == "somewhere"  # "a trip this week": no day of the week is told
            claim = replace(claim, phase="somewhere", when=tour.when) if loose else replace(claim, phase="within")
        found.append(claim)
    return tuple(found)


def _holds(tour: Claim, stop: Claim) -> bool:
    """Whether one claim tells of a tour with its days, and the other of a stop of it without any."""
    told_with_it = stop.phase == "within" and (stop.date, stop.when) == (
        tour.date,
        tour.when,
    )  # "with stops in P and Q"
    if tour.kind != "visit" or stop.kind != "visit" or ((stop.date or stop.when or stop.days) and not told_with_it):
        return False
    days = bounds(tour.date)
    region = tour.place is not None and tour.place.name is not None and tour.place.country is None
    if not region or days is None or days.days > _LONGEST or tour.status != stop.status:
        return False
    return stop.place is not None and stop.place.country is not None and bool(_visitors(tour) & _visitors(stop))


def _visitors(claim: Claim) -> set[str]:
    return {part.actor for part in claim.participants if part.role == "visitor"}
