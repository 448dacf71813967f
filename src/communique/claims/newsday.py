"""The day of what a report tells in one go with its lead: "X arrived on Monday. ... He met Y at the palace."

Invariant: only what is told as done, in the simple past, by nobody's quotation and with no time of its own
is given the day of the news, marked as about that day unless its own paragraph tells it; what stands
behind another deed ("had met") never is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.backgrounds import recalled
from communique.claims.calendar import bounds
from communique.claims.drafting import Draft
from communique.claims.parsing import Parsed
from communique.claims.quotations import Attributions
from communique.claims.syntax import governor
from communique.claims.times import TimeExpression, read
from communique.claims.travelling import AIRFIELDS
from communique.claims.when import Timed, long_over, timed
from communique.model import Claim

_KINDS = frozenset({"meeting", "talks", "signing", "ceremony", "award", "address", "statement", "call"})
_LEAD, _BACK, _SHORT = 4, 3, 30
"""Sentences in which the lead tells its day; days that this day may lie before the report's."""
_THAT_DAY = re.compile(
    r"\b(?:earlier|previously) (?:in the (?:day|evening|morning|afternoon)|that (?:day|evening|morning))\b"
)
_ON = ("on", "upon", "his", "her")
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
    opened = _opening_day(parsed, times)
    if lead and opened and opened > (lead.date or "") and lead.start > _first(parsed):
        lead = None  # "said on Monday ... He had landed on Sunday": the news is Monday's
    day = lead.date if lead else opened or _written_that_day(parsed, times)
    if day is None:
        return tuple(claims)
    drafts = {claim.id: draft for draft, claim in told}
    states = _states(lead, cast) if lead else None
    found = []
    for claim in claims:
        draft = drafts.get(claim.id)
        if draft is not None and _undated(claim) and (on := _arrival_day(claim, draft, claims)):
            why = "of the day of the arrival"
            claim = replace(claim, date=on, reasons=(*claim.reasons, why))
        elif (
            draft is not None
            and _of_the_news(claim, draft, times, said)
            and not recalled(draft.cue.sentence, times, parsed)
        ):
            if states is not None and not states & (own := _states(claim, cast)) and not any("#" in one for one in own):
                found.append(claim)
                continue
            same = _paragraph_day(claim, claims, parsed, cast)
            on = same or f"{day}~"
            why = f"told in one go with what happened on {on.removesuffix('~')}"
            claim = replace(claim, date=on, reasons=(*claim.reasons, why))
        found.append(claim)
    return tuple(found)


def _arrival_day(claim: Claim, draft: Draft, claims: Sequence[Claim]) -> str | None:
    """The day on which somebody arrived who is told to be met at the airport, or on arrival."""
    words = draft.cue.sentence.span
    at_field = any(word.lemma_.lower() in AIRFIELDS for word in words)
    if not at_field and not any(word.lower_ == "arrival" and word.nbor(-1).lower_ in _ON for word in words[1:]):
        return None
    people = {part.actor for part in claim.participants}
    for other in sorted(claims, key=lambda each: -each.cue_start):
        goers = {part.actor for part in other.participants if part.role == "visitor"}
        day = bounds(other.date)
        begins = other.kind == "visit" and other.phase == "start" and other.status == "happened"
        if begins and day and day.first == day.last and "~" not in (other.date or "") and goers & people:
            return other.date if other.start <= claim.start else None
    return None


def _paragraph_day(claim: Claim, claims: Sequence[Claim], parsed: Parsed, cast: Cast) -> str | None:
    """The day of what its own paragraph has told before of the same people ("On Sunday X met Y. He then ...")."""
    part = next((each for each in parsed.paragraphs if each.start <= claim.start < each.end), None)
    people = {each.actor for each in claim.participants if cast.actor(each.actor).type == "person"}
    for other in sorted(claims, key=lambda each: -each.cue_start):
        if part is None or not part.start <= other.start < claim.start or other.status != "happened":
            continue
        day = bounds(other.date)
        within = other.kind == "visit" and other.phase == "within"  # "On Tuesday X welcomed Y. They then held talks"
        shared = people & {each.actor for each in other.participants}
        if (
            shared
            and day
            and day.first == day.last
            and "~" not in (other.date or "")
            and (other.kind in _KINDS or within)
        ):
            return other.date
    return None


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


def _written_that_day(parsed: Parsed, times: tuple[TimeExpression, ...]) -> str | None:
    """The report's own day, where it is short and its opening names no time: an office's notice of what was done."""
    written = bounds(parsed.report.published)
    opening = [each for each in parsed.sentences if len(each.span) > 6][:_LEAD]
    if written is None or written.first != written.last or not opening or len(parsed.sentences) > _SHORT:
        return None
    end = opening[-1].end
    told = any(each.start < end and each.kind not in ("duration", "set", "vague") for each in times)
    return None if told else parsed.report.published


def _first(parsed: Parsed) -> int:
    """Where the first whole sentence begins."""
    return next((each.start for each in parsed.sentences if len(each.span) > 6 and _simple_past(each.span.root)), 0)


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


def _undated(claim: Claim) -> bool:
    """Whether something is told as done and for its own sake, without any time."""
    of_its_own = claim.kind in _KINDS and claim.same_as is None
    return of_its_own and claim.status == "happened" and not claim.date and not claim.when


def _of_the_news(claim: Claim, draft: Draft, times: tuple[TimeExpression, ...], said: Attributions) -> bool:
    """Whether a claim is told in the simple past without any time, and not in somebody's words."""
    if not _undated(claim):
        return False
    sentence, token = draft.cue.sentence, draft.cue.token
    dated: tuple[Timed, ...] = timed(sentence, times)
    if any(each.expression.kind not in ("duration", "set", "vague") for each in dated):
        return False
    if long_over(draft.cue) and not (claim.kind in ("meeting", "talks") and _right_before(token)):
        return False
    if any(q.form == "direct" and q.start <= claim.cue_start < q.end for q in said.quotations):
        return False
    verb = token if token.pos_ in ("VERB", "AUX") else governor(token)
    if verb is None or not _simple_past(verb):
        return False
    text = _THAT_DAY.sub("", sentence.span.text.lower())
    return not any(word in _EARLIER for word in re.findall(r"[a-z]+", text))


def _right_before(verb: Token) -> bool:
    """Whether it is told what was done after it: "the papers were signed after X met Y", both in the simple past."""
    after = any(child.dep_ == "mark" and child.lower_ == "after" for child in verb.children)
    return after and verb.tag_ == "VBD" and not any(child.dep_ == "aux" for child in verb.children)


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
