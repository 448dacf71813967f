"""What a visit brings, told shortly: meetings of one side ("talks with X are planned"), plans in a present tense.

Invariant: a visitor is added only where the visit leads to the state of everybody with whom the meeting is; nothing
becomes a plan unless the report itself puts it on a later day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft
from communique.claims.syntax import governor, objects
from communique.model import Claim, Participation, ReportActor

ONE_SIDE = "the other side is who visits there"


def awaiting(noun: Token) -> list[Token]:
    """Whom talks await: "talks with X await the minister"."""
    verb = governor(noun)
    return objects(verb) if verb is not None and verb.lemma_.lower() == "await" and noun.dep_ == "nsubj" else []


def one_sided(noun: Token, met: Sequence[ReportActor], links: set[str]) -> bool:
    """Whether a meeting is told by one side alone: "on the agenda is a meeting with X"."""
    said = noun.dep_ in ("nsubj", "nsubjpass", "attr")
    homes = {each.country for each in met}
    return said and links == {"with"} and len(homes) == 1 and None not in homes


def with_visitor(claim: Claim, told: Sequence[tuple[Draft, Claim]], cast: Cast) -> Claim | None:
    """A one-sided meeting with the visitor of the last visit told before to that state; None without one."""
    if ONE_SIDE not in claim.reasons or claim.status == "denied":
        return None
    there = {cast.actor(part.actor).country for part in claim.participants}
    for _, visit in reversed(told):
        led = [part.actor for part in visit.participants if part.role == "visitor"]
        if visit.kind == "visit" and led and visit.place is not None and {visit.place.country} == there:
            parts = (*(Participation(each, "participant") for each in led), *claim.participants)
            return replace(claim, participants=parts, within=visit.id)
    return None


def with_plans(claims: Sequence[Claim], published: str | None) -> tuple[Claim, ...]:
    """The claims, with what a present tense tells as a plan where the report puts it on a later day.

    "He goes to P for talks. ... He will leave on Tuesday": neither the journey nor the talks of that sentence has been.
    """
    if published is None:
        return tuple(claims)
    later = {c.same_as for c in claims if c.status == "planned" and c.date and c.date[: len(published)] > published}
    open_ones = [c for c in claims if c.status == "happened" and c.date is None and "present tense" in c.reasons]
    begun = {c.start for c in open_ones if c.kind == "visit" and c.id in later}
    ahead = {c.id for c in open_ones if c.start in begun}
    why = "the report puts it on a later day"
    return tuple(replace(c, status="planned", reasons=(*c.reasons, why)) if c.id in ahead else c for c in claims)
