"""Whether those whom a toll counts have died, and whether its sentence's day is that of the attack.

Invariant: only a toll is told otherwise: as something that happened, or without a day; no day is made up.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.claims.frames import Cue
from communique.claims.status import StatusReading
from communique.claims.syntax import governor
from communique.claims.when import Timed, When

_AND_MORE = re.compile(r"\bnot (?:just|only|merely|simply)\b", re.IGNORECASE)
"""What denies nothing: "killed, and not just killed"."""
_AFTERWARDS = ("after", "following", "wake", "aftermath", "response", "retaliation", "reaction")
"""What sets an attack before what is told ("appealed for calm in the wake of an attack that killed 12")."""

_APART = ("after", "before", "since", "until")


def as_died(status: StatusReading, cue: Cue) -> StatusReading:
    """The dead that are counted have died, in whatever tense; but not those whom somebody is to kill ("to kill 12")."""
    more = status.status == "denied" and _AND_MORE.search(cue.sentence.span.text) is not None
    if cue.token.tag_ == "VB" or not (more or status.status in ("planned", "ongoing", "cancelled")):
        return status
    return replace(status, status="happened", reasons=(*status.reasons, "those who are counted have died"))


def of_what_came_of_it(cue: Cue, dated: When, days: tuple[Timed, ...]) -> bool:
    """Whether a day is that of what somebody did about an attack: "rallied on Friday where gunmen had killed 12"."""
    time = next((each.head for each in days if each.expression.text == dated.words), None)
    verb = governor(time) if time is not None else None
    above = [cue.token, *cue.token.ancestors]
    if time is None or verb is None or verb == cue.token or verb not in above:
        return False
    below = above[: above.index(verb)]
    if any(each in below for each in (time, *time.ancestors)):
        return False  # "after Friday's attack, which killed 12"
    if any(each.dep_ == "advcl" and any(child.lower_ in _APART for child in each.children) for each in below):
        return True  # "Friday's raid comes a month after a bomb killed 12"
    clauses = [each for each in below if each.dep_ == "relcl"]
    before = any(child.lower_ == "had" for each in clauses for child in each.children)
    return before or (bool(clauses) and any(each.lower_ in _AFTERWARDS for each in below))
