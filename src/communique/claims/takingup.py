"""What a report takes up again: "the visit", "his trip", "the talks", and what happens inside what.

Invariant: a claim takes up an earlier event of its own report only where nothing it says speaks
against it (another traveller, another state, another day), and a claim lies within another only
where the ontology lets that kind contain it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.claims.actors import Cast
from communique.claims.drafting import Draft
from communique.claims.ontology import family, may_contain
from communique.model import Claim, Participation, Status

_SETTLED: tuple[Status, ...] = ("happened", "ongoing", "planned")
_OTHER_TIMES = {
    "last",
    "previous",
    "earlier",
    "next",
    "another",
    "second",
    "third",
    "future",
    "former",
    "past",
    "many",
    "every",
}


def complete(told: Sequence[tuple[Draft, Claim]]) -> tuple[Claim, ...]:
    """Fill what open claims leave unsaid from the event they take up; drop those that take up nothing."""
    done: list[Claim] = []
    whole = [claim for draft, claim in told if not draft.open]
    for draft, claim in told:
        if not draft.open:
            done.append(claim)
            continue
        if _another_time(draft):
            continue
        earlier = _antecedent(claim, done) or _antecedent(claim, whole)
        if earlier is None:
            continue
        done.append(_taken_up(claim, earlier))
    return tuple(done)


def _another_time(draft: Draft) -> bool:
    return any(child.lower_ in _OTHER_TIMES for child in draft.cue.token.children)


def _antecedent(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    """The nearest event told before that this claim can be about."""
    # What was only offered is not what is spoken of as known, where there is anything else to speak of.
    offered = not claim.participants and any(each.kind == claim.kind and each.status in _SETTLED for each in told)
    for other in reversed(told):
        if claim.kind == "signing":
            if other.kind == "visit" and other.status in _SETTLED:
                return other
            continue
        if offered and other.status == "possible":
            continue
        if family(other.kind) == family(claim.kind) and _agree(claim, other):
            return other
    return None


def _agree(claim: Claim, other: Claim) -> bool:
    mine = {part.actor for part in claim.participants if part.role in ("visitor", "participant")}
    theirs = {part.actor for part in other.participants if part.role in ("visitor", "participant")}
    if not mine <= theirs:
        return False
    one, two = claim.place, other.place
    if one and two and one.country and two.country and one.country != two.country:
        return False
    return not (one and not mine and not two)


def _taken_up(claim: Claim, earlier: Claim) -> Claim:
    if claim.kind == "signing":
        states = tuple(
            Participation(part.actor, "signatory") for part in earlier.participants if part.role in ("visitor", "host")
        )
        return replace(
            claim,
            participants=states,
            within=earlier.id,
            reasons=(*claim.reasons, "signed at the visit it is told with"),
        )
    # A word that only takes an event up ("your visit will help") does not put off what the report tells as done.
    settled = (
        claim.date is None and claim.status in ("planned", "possible") and earlier.status in ("happened", "ongoing")
    )
    apart = claim.date is not None and earlier.date is not None and not _near(claim.date, earlier.date)
    return replace(
        claim,
        status=earlier.status if settled else claim.status,
        participants=_united(claim.participants, earlier.participants),
        place=claim.place or earlier.place,
        same_as=None if apart else earlier.id,
        reasons=(*claim.reasons, "takes up what the report told before"),
    )


def _united(mine: tuple[Participation, ...], theirs: tuple[Participation, ...]) -> tuple[Participation, ...]:
    named = {part.actor for part in mine}
    return (*mine, *(part for part in theirs if part.actor not in named and part.role != "delegate"))


def _near(one: str, other: str) -> bool:
    """Whether two EDTF dates can be of one event: the same month is near enough inside one report."""
    return one[:7] == other[:7] or one[:4] == other[:4] == one or one[:4] == other[:4] == other


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
    return sorted(visits, key=lambda visit: (abs(visit.cue_start - claim.cue_start), visit.id))


def _holds(visit: Claim, claim: Claim, cast: Cast) -> bool:
    if not may_contain(visit.kind, claim.kind) or (claim.status == "cancelled") != (visit.status == "cancelled"):
        return False
    travellers = {part.actor for part in visit.participants if part.role in ("visitor", "delegate")}
    there = {part.actor for part in claim.participants}
    where = visit.place.country if visit.place else None
    hosts = {key for key in there if where and cast.actor(key).country == where}
    if not travellers & there and not (hosts and claim.kind in ("ceremony", "signing", "award")):
        return False
    if claim.place and claim.place.country and where and claim.place.country != where:
        return False
    return claim.date is None or visit.date is None or _near(claim.date, visit.date)
