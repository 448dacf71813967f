"""The day of what a report tells in one go with its lead: "X arrived on Monday. ... He met Y at the palace."

Invariant: only what is told as done, in the simple past, by nobody's quotation and with no time of its own
is given the day of the news, marked as about that day; what stands behind another deed ("had met") never is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.calendar import bounds
from communique.claims.drafting import Draft
from communique.claims.parsing import Parsed
from communique.claims.quotations import Attributions
from communique.claims.syntax import governor
from communique.claims.times import TimeExpression, read
from communique.claims.when import Timed, long_over, timed
from communique.model import Claim

_KINDS = frozenset({"meeting", "talks", "signing", "ceremony", "award", "address", "statement", "call"})
_LEAD, _BACK = 4, 3
"""Sentences in which the lead tells its day; days that this day may lie before the report's."""
_EARLIER = frozenset({"previously", "last", "earlier", "past", "once", "ago", "previous", "recent", "recently"})


def with_news_day(
    claims: Sequence[Claim],
    told: Sequence[tuple[Draft, Claim]],
    times: tuple[TimeExpression, ...],
    parsed: Parsed,
    cast: Cast,
    said: Attributions,
) -> tuple[Claim, ...]:
    """The claims, those without a day that belong to the news of the lead with about its day."""
    lead = _lead(claims, parsed)
    day = lead.date if lead else _opening_day(parsed, times)
    if day is None:
        return tuple(claims)
    drafts = {claim.id: draft for draft, claim in told}
    states = _states(lead, cast) if lead else None
    found = []
    for claim in claims:
        draft = drafts.get(claim.id)
        if draft is not None and _of_the_news(claim, draft, times, said):
            if states is not None and not states & _states(claim, cast):
                found.append(claim)
                continue
            why = f"told in one go with what happened on {day}"
            claim = replace(claim, date=f"{day}~", reasons=(*claim.reasons, why))
        found.append(claim)
    return tuple(found)


def _lead(claims: Sequence[Claim], parsed: Parsed) -> Claim | None:
    """The first claim of the report's opening that happened on one day, lately."""
    written = bounds(parsed.report.published)
    if written is None or written.first != written.last:
        return None
    opening = [s.start for s in parsed.sentences if len(s.span) > 6][:_LEAD]
    for claim in sorted(claims, key=lambda each: each.cue_start):
        day = bounds(claim.date)
        if claim.start not in opening or claim.status not in ("happened", "ongoing") or day is None:
            continue
        if day.first == day.last and "~" not in (claim.date or "") and 0 <= (written.last - day.first).days <= _BACK:
            return claim
    return None


def _opening_day(parsed: Parsed, times: tuple[TimeExpression, ...]) -> str | None:
    """The day of what the first sentences tell as done, though it is no event of its own."""
    written = bounds(parsed.report.published)
    if written is None or written.first != written.last:
        return None
    for sentence in [each for each in parsed.sentences if len(each.span) > 6][:2]:
        if not _simple_past(sentence.span.root):
            continue
        for each in timed(sentence, times):
            day = read(each.expression, "happened") if each.expression.kind == "day" else None
            found = bounds(day)
            if day and found and found.first == found.last and 0 <= (written.last - found.first).days <= _BACK:
                return day
    return None


def _states(claim: Claim, cast: Cast) -> set[str]:
    """The states whose people or bodies take part; persons of none by themselves."""
    found = set()
    for part in claim.participants:
        try:
            actor = cast.actor(part.actor)
        except KeyError:
            continue
        found.add(actor.country or actor.key)
    return found


def _of_the_news(claim: Claim, draft: Draft, times: tuple[TimeExpression, ...], said: Attributions) -> bool:
    """Whether a claim is told in the simple past without any time, and not in somebody's words."""
    if claim.kind not in _KINDS or claim.status != "happened" or claim.date or claim.when or claim.same_as:
        return False
    sentence, token = draft.cue.sentence, draft.cue.token
    dated: tuple[Timed, ...] = timed(sentence, times)
    if any(each.expression.kind not in ("duration", "set", "vague") for each in dated) or long_over(draft.cue):
        return False
    if any(q.form == "direct" and q.start <= claim.cue_start < q.end for q in said.quotations):
        return False
    verb = token if token.pos_ in ("VERB", "AUX") else governor(token)
    if verb is None or not _simple_past(verb):
        return False
    return not any(word.lower_ in _EARLIER for word in sentence.span)


def _simple_past(verb: Token) -> bool:
    """Whether the verb that carries a deed, or the one it hangs on, is in the simple past."""
    here = verb
    for _ in range(4):
        helpers = {child.lower_ for child in here.children if child.dep_ in ("aux", "auxpass")}
        if helpers & {"had", "has", "have", "will", "would", "is", "are", "to"} and here.tag_ != "VBG":
            return False
        if here.tag_ == "VBD" or helpers & {"was", "were"}:
            return True
        if here.dep_ in ("ROOT", "relcl"):
            return False
        here = here.head
    return False
