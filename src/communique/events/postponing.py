"""What was called off and then planned anew: which claims give the new day, and which days still count.

Invariant: a plan is given up only by a claim that calls the event off and one, said no earlier, that plans it
again; what was told as done is never set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from communique.events.windows import Window, window
from communique.model import Claim

_ANEW = re.compile(r"\b(?:now|instead|rather|later)\b", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:postpon\w+|delay\w*|deferr?\w*|resched\w+|put\w* (?:\w+ ){0,6}off|push\w* (?:\w+ ){0,6}back)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:again|second time|once more|further)\b", re.IGNORECASE)
_UNTOLD = -1


def put_off(claim: Claim) -> bool:
    """Whether a claim that calls an event off says that it is only put off."""
    return claim.status == "cancelled" and bool(_PUT_OFF.search(claim.text))


def new_days(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Of claims that plan anew what their own report calls off, by id, the claim that calls it off.

    Both stand on one word ("postponed to June 3"), or the later sentence says "now" or "instead".
    """
    by_id = {c.id: c for c in claims}
    found: dict[str, Claim] = {}
    for claim in by_id.values():
        off = by_id.get(claim.same_as or "")
        if claim.status != "planned" or claim.date is None or off is None or off.status != "cancelled":
            continue
        one_word = off.cue_start == claim.cue_start
        if one_word or (claim.cue_start > off.cue_start and _ANEW.search(claim.text)):
            found[claim.id] = off
    return found


def _told(claim: Claim, said: Mapping[str, int | None], anew: Iterable[str]) -> tuple[int, int]:
    """When a claim was told: on one day plans come before what calls them off, and new plans behind it."""
    day = said.get(claim.report)
    return _UNTOLD if day is None else day, 2 if claim.id in anew else 1 if claim.status == "cancelled" else 0


def given_up(claims: Sequence[Claim], said: Mapping[str, int | None], passing: frozenset[str]) -> frozenset[str]:
    """The claims whose days no longer count: plans called off and then made anew for other days, and their calling off.

    `passing` are claims that only look back.
    """
    anew = new_days(claims)
    told = {c.id: _told(c, said, anew) for c in claims}
    offs = [told[c.id] for c in claims if c.status == "cancelled"]
    plans = [c for c in claims if c.status == "planned" and c.date and c.id not in passing]
    again = [c for c in plans if any(off < told[c.id] for off in offs)]
    if not again:
        return frozenset()
    last = max(off for off in offs if any(off < told[c.id] for c in again))
    days = [w for c in again if told[c.id] > last and (w := window(c.date))]
    return frozenset(
        c.id
        for c in claims
        if c.status in ("planned", "possible", "cancelled")
        and (told[c.id] <= last or c.status == "cancelled" or c.id in passing)
        and not _meets(c, days)
    )


def _meets(claim: Claim, days: Sequence[Window]) -> bool:
    own = window(claim.date)
    return own is not None and any(own.meets(each) for each in days)


def repeated(claims: Sequence[Claim], set_aside: frozenset[str]) -> frozenset[str]:
    """Of the claims whose days were given up, those that put off once more what was put off already.

    "She put off her trip", told the day after its new day was told, says nothing of the new day.
    """
    return frozenset(c.id for c in claims if c.id in set_aside and put_off(c) and not _AGAIN.search(c.text))
