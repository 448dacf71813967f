"""Tolls that count a part of what their report counts whole: twelve at the airport, of 41 in all.

Invariant: a claim is only told otherwise in what its counts are named: `deaths` that their report tops are
`deaths of some`; no value is changed, and nothing is a part of what somebody else counts, of another state's dead,
of a war or of an attack on another day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from communique.claims.calendar import bounds
from communique.claims.lasting import of_a_war
from communique.model import Claim, Detail

SOME = "some"
"""Whose a count is that its report tops: `deaths of some`."""
_TOPPED = 2
"""So many times what is counted is more than another count of the same, or its later state."""
_APART = timedelta(days=3)
"""By how much two days given for one attack may differ."""
_NEWS = timedelta(days=30)
"""How long ago what a report tells without a day may have been."""
_VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
}
_TOLLS = ("deaths", "injured")


def with_parts(claims: Sequence[Claim], published: str | None) -> tuple[Claim, ...]:
    """The claims of one report, in which the counts of parts are named as such."""
    counted = [claim for claim in claims if any(_toll(each) for each in claim.details) and not of_a_war(claim.text)]
    return tuple(
        replace(claim, details=tuple(_named(each, claim, counted, published) for each in claim.details))
        if claim.details
        else claim
        for claim in claims
    )


def _toll(detail: Detail) -> bool:
    return detail.attribute in _TOLLS


def _named(detail: Detail, claim: Claim, counted: Sequence[Claim], published: str | None) -> Detail:
    if not _toll(detail) or claim not in counted:
        return detail
    size = _size(detail.value)
    topped = any(
        size and _size(each.value) >= _TOPPED * size and _can_hold(other, claim, published)
        for other in counted
        if other.id != claim.id
        for each in other.details
        if each.attribute == detail.attribute
    )
    return replace(detail, attribute=f"{detail.attribute} of {SOME}") if topped else detail


def _can_hold(whole: Claim, part: Claim, published: str | None) -> bool:
    states = {claim.place.country for claim in (whole, part) if claim.place and claim.place.country}
    rivals = whole.said_by and part.said_by and whole.said_by != part.said_by
    if len(states) > 1 or rivals or whole.kind != part.kind:
        return False
    days = [bounds(claim.date) for claim in (whole, part)]
    told = [day for day in days if day is not None]
    if len(told) == 2:
        return told[0].first <= told[1].last + _APART and told[1].first <= told[0].last + _APART
    written = bounds(published)
    return not told or written is None or told[0].last + _NEWS >= written.first


def _size(value: str) -> int:
    figures = re.search(r"\d+", value)
    return int(figures[0]) if figures else next((size for words, size in _VAGUE.items() if value.endswith(words)), 0)
