"""What happened inside what, where a report does not say so itself: a meeting inside the visit it was made for.

Invariant: a claim is put only within a visit of its own report whose kind may hold it and whose traveller or host takes
part in it, and never within one of another state or another day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.claims.actors import Cast
from communique.claims.calendar import bounds
from communique.claims.ontology import may_contain
from communique.model import Claim


def enclose(claims: Sequence[Claim], cast: Cast) -> tuple[Claim, ...]:
    """Put each claim within the visit, in the same report, whose traveller takes part in it there."""
    visits = [claim for claim in claims if claim.kind == "visit"]
    found = []
    for claim in claims:
        if claim.within is None and claim.kind != "visit":
            outer = next((visit for visit in _nearest(claim, visits) if _holds(visit, claim, cast)), None)
            claim = replace(claim, within=outer.id) if outer else claim
        found.append(claim)
    return tuple(found)


def _nearest(claim: Claim, visits: Sequence[Claim]) -> list[Claim]:
    """The visits as they are told near a claim; what has happened is rather of one that is not still to come."""

    def rank(visit: Claim) -> tuple[bool, int, str]:
        to_come = claim.status == "happened" and visit.status in ("planned", "possible")
        return to_come, abs(visit.cue_start - claim.cue_start), visit.id

    return sorted(visits, key=rank)


def _holds(visit: Claim, claim: Claim, cast: Cast) -> bool:
    if not may_contain(visit.kind, claim.kind) or (claim.status == "cancelled") != (visit.status == "cancelled"):
        return False
    travellers = {part.actor for part in visit.participants if part.role in ("visitor", "delegate")}
    there = {part.actor for part in claim.participants}
    where = visit.place.country if visit.place else None
    hosts = {key for key in there if where and cast.actor(key).country == where}
    homes = {cast.actor(key).country for key in travellers} - {None}
    both = hosts and claim.kind == "statement" and homes & {cast.actor(key).country for key in there}
    if not travellers & there and not both and not (hosts and claim.kind in ("ceremony", "signing", "award")):
        return False
    if claim.place and claim.place.country and where and claim.place.country != where:
        return False
    # Whom a traveller meets elsewhere is told with no place as well: only one sentence puts them into one visit.
    others = {cast.actor(key).country for key in there - travellers} - {None}
    apart = claim.start != visit.start or on_two_days(claim.date, visit.date)
    if others and where and not others & {where, *homes} and not claim.place and apart:
        return False
    return claim.date is None or visit.date is None or near(claim.date, visit.date)


def near(one: str, other: str) -> bool:
    """Whether two EDTF dates can be of one event: the same month is near enough inside one report."""
    return one[:7] == other[:7] or one[:4] == other[:4] == one or one[:4] == other[:4] == other


def on_two_days(one: str | None, other: str | None) -> bool:
    """Whether both are told to the day, and the days differ."""
    days = [day for day in (bounds(one), bounds(other)) if day is not None and day.first == day.last]
    return len(days) == 2 and days[0].first != days[1].first
