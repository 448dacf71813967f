"""What is told for a counted day of a stay: "On the second day, she will meet X", "on his last day there he met Y".

Invariant: only what has no time of its own, in a sentence that counts one day of somebody's stay, is given that
day; the stay is the last visit told before whose first day is known and whose traveller takes part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from communique.claims.calendar import bounds
from communique.claims.ontology import may_contain
from communique.claims.staydays import COUNTED, LAST
from communique.model import Claim

_DAY = re.compile(
    r"\bon (?:the|his|her|their) (?P<which>[a-z]+) day\b"
    r"(?! (?:in office|on the job|as\b|of (?!(?:his|her|the|their|a)\b)))",
    re.IGNORECASE,
)


def on_days_of_stays(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with the days of a stay for what the report tells by counting them."""
    found: list[Claim] = []
    for claim in claims:
        day = _counted(claim, found) if _open(claim) else None
        if day is not None:
            claim = replace(claim, date=day.isoformat(), reasons=(*claim.reasons, "the day of the stay is counted"))
        found.append(claim)
    return tuple(found)


def _open(claim: Claim) -> bool:
    """Whether something that lies within a visit has no time yet."""
    return may_contain("visit", claim.kind) and not (claim.date or claim.when)


def _counted(claim: Claim, before: Sequence[Claim]) -> date | None:
    told = _DAY.search(claim.text)
    which = told["which"].lower() if told else ""
    if which not in COUNTED and which not in LAST:
        return None
    people = {part.actor for part in claim.participants}
    for stay in reversed(before):
        goers = {part.actor for part in stay.participants if part.role == "visitor"}
        days = bounds(stay.date)
        if stay.kind != "visit" or stay.start >= claim.start or not goers & people or days is None:
            continue
        if "~" in (stay.date or "") or (days.first == days.last and stay.phase != "start"):
            continue
        if which in COUNTED:
            return days.first + timedelta(COUNTED[which] - 1)
        long = days.days if days.first != days.last else stay.days
        return days.first + timedelta(long - 1) if long else None
    return None
