"""What a sentence tells by a count, or by a paper that is made, and again as a deed of the trained reader: told once.

Invariant: no claim is dropped for a deed; a deed is, where a claim of its sentence tells the same.
"""

from __future__ import annotations

from dataclasses import replace

from communique.claims.accords import REACHED, TRUCE
from communique.claims.crowds import COUNTED as CROWDED
from communique.claims.measure_rows import MEASURED
from communique.claims.sums import COUNTED
from communique.claims.talks_there import TOLD_THERE
from communique.model import Claim, Participation

_OF_CROWDS = frozenset({"aid", "protest", "mobilization", "assault", "agreement"})
"""What the trained reader calls that which those do whom a sentence counts: not told again beside it."""
_GIVING = frozenset({"agreement", "support", "cooperation"})
"""What the trained reader calls giving otherwise: not told again beside a sum that is told for its own sake."""

_MAKING = _GIVING | {"concession"}
"""What it calls the making of an agreement or a cease-fire."""


def one_each(claims: tuple[Claim, ...], deeds: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Claims and deeds without what a sentence tells both ways; an attack told by its toll has the deed's actors."""
    told: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        told.setdefault((claim.start, claim.kind), []).append(claim)
    counted = {claim.start for claim in claims if claim.reasons[:1] == (COUNTED,)}
    crowded = {claim.cue_start for claim in claims if claim.reasons[:1] == (CROWDED,)}
    measured = {claim.cue_start for claim in claims if claim.reasons[:1] == (MEASURED,)}
    made = {claim.cue_start for claim in claims if {REACHED, TRUCE} & set(claim.reasons)}
    guests = {claim.start for claim in claims if claim.kind == "ceremony" and claim.details}
    deeds = tuple(
        deed
        for deed in deeds
        if not (deed.start in counted and deed.kind in _GIVING)
        and not (deed.cue_start in crowded and deed.kind in _OF_CROWDS)
        and deed.cue_start not in measured
        and not (deed.cue_start in made and deed.kind in _MAKING)
        and not (deed.kind == "protest" and deed.start in guests)
    )
    claims, deeds = _who_talks(claims, deeds)
    twice = {
        min(same, key=lambda claim: abs(claim.cue_start - deed.cue_start)).id: deed
        for deed in reversed(deeds)
        if (same := [each for each in told.get((deed.start, deed.kind), ()) if _of_one(each, deed)])
    }
    return (
        tuple(_with_doers(each, twice[each.id]) if each.id in twice else each for each in claims),
        tuple(deed for deed in deeds if (deed.start, deed.kind) not in told),
    )


def _who_talks(claims: tuple[Claim, ...], deeds: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Talks told by where they are, with the two sides that a deed of their sentence names; such a deed is told so."""
    sides = {deed.start: deed for deed in deeds if deed.kind == "consultation" and len(deed.participants) > 1}
    found, gone = [], set()
    for claim in claims:
        deed = sides.get(claim.start)
        if deed is not None and TOLD_THERE in claim.reasons and len(claim.participants) < 2:
            parts = dict.fromkeys(Participation(part.actor, "participant") for part in deed.participants)
            claim = replace(claim, participants=tuple(parts), score=max(claim.score, deed.score))
            gone.add(deed.id)
        found.append(claim)
    return tuple(found), tuple(deed for deed in deeds if deed.id not in gone)


def _of_one(claim: Claim, deed: Claim) -> bool:
    """Whether a deed and a claim of one kind and sentence are told by one word, where the claim is told by a count."""
    return claim.cue_start == deed.cue_start or not any(why.endswith("” are counted") for why in claim.reasons)


def _with_doers(claim: Claim, deed: Claim) -> Claim:
    """What is told twice is the surer for it; who does it, where its count does not say, is whom the deed names."""
    suffer = {part.actor for part in claim.participants if part.role == "recipient"}
    doers = tuple(part for part in deed.participants if part.role == "actor" and part.actor not in suffer)
    known = any(part.role == "actor" for part in claim.participants)
    parts = claim.participants if known else tuple(dict.fromkeys((*doers, *claim.participants)))
    sure = claim.reasons[:1] in ((COUNTED,), (CROWDED,))
    return replace(claim, participants=parts, score=max(claim.score, deed.score) if sure else claim.score)
