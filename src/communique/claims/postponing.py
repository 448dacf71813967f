"""The new day of what is put off or moved: "postponed to June 3", "moved to Friday", "will now visit in May".

Invariant: what is put off is two claims, one that calls it off for its old day and one that plans it for the
new one and takes up the first (`same_as`); both stand on the word that names the event, or on two words of one
report; nothing is put off to a day that its sentence does not name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.drafting import Draft
from communique.claims.facets import full_lemma, said_anew, word_lists
from communique.claims.ontology import family
from communique.claims.status import status_of
from communique.claims.syntax import governor, measured
from communique.claims.times import TimeExpression, read
from communique.claims.when import Timed, timed
from communique.model import Claim, Phase

_FAMILIES = frozenset({"visit", "meeting", "call", "signing", "ceremony", "address", "award"})
_NEW, _OLD = frozenset({"to", "until", "till", "for", "into"}), frozenset({"from"})
_LINKS = frozenset({"pobj", "pcomp", "prep", "nummod", "amod", "compound", "nmod", "npadvmod", "advmod"})
_COARSE = ("week", "month", "season", "year")


def with_new_days(
    claims: Sequence[Claim], told: Sequence[tuple[Draft, Claim]], times: tuple[TimeExpression, ...]
) -> tuple[Claim, ...]:
    """The claims, those of what is put off to a named day with the plan for that day beside them."""
    drafts = {claim.id: draft for draft, claim in told}
    found: list[Claim] = []
    for claim in claims:
        draft = drafts.get(claim.id)
        if draft is None or family(claim.kind) not in _FAMILIES:
            found.append(claim)
            continue
        found += (
            _put_off(claim, draft, times)
            or _not_as_planned(claim, draft, times)
            or [_planned_anew(claim, draft, found)]
        )
    return tuple(found)


def _put_off(claim: Claim, draft: Draft, times: tuple[TimeExpression, ...]) -> list[Claim]:
    """What a claim becomes whose event is put off or moved to a day of its sentence; nothing if it is not."""
    here = timed(draft.cue.sentence, times)
    for verb, moved in _verbs(draft.cue.token):
        if (claim.status == "cancelled") == moved or (moved and not _told_of(verb)):
            continue
        days = {way: each for each in here if (way := _way(each.head, verb, draft.cue.token))}
        if "new" not in days and "old" in days:
            days = _from_one_to_another(days["old"])
        if "new" not in days and (anew := _now_begins(here, verb)):
            days["new"] = anew
        if "new" not in days:
            continue
        off, old = replace(claim, status="cancelled"), days.get("old")
        if moved and claim.status != "cancelled":
            off = replace(off, date=None, when=None, phase=None, days=None)
        if old is not None and off.date is None:
            off = replace(off, date=read(old.expression, "planned"), when=old.expression.text, phase=_phase(old))
        return [off, _anew(claim, off, days["new"], verb)]
    return []


def _not_as_planned(claim: Claim, draft: Draft, times: tuple[TimeExpression, ...]) -> list[Claim]:
    """What "originally planned for May 27, will be on June 3" and "on June 3 instead of May 27" become: two claims."""
    if claim.status != "planned" or claim.date is None:
        return []
    for each in timed(draft.cue.sentence, times):
        if not (_first_meant(each.head, draft.cue.token) or _instead_of(each.head)):
            continue
        old = read(each.expression, "planned")
        if old is None or old == claim.date:
            continue
        why = f"“{each.expression.text}” is the day first planned"
        off = replace(claim, status="cancelled", date=old, when=each.expression.text, phase=_phase(each))
        off = replace(off, id=_named(claim, "first"), reasons=(*claim.reasons, why))
        return [off, replace(claim, same_as=off.id)]
    return []


def _first_meant(time: Token, noun: Token) -> bool:
    """Whether a time is that for which an event noun was "originally scheduled"."""
    own = [
        child for child in noun.children if child.dep_ in ("acl", "relcl") and full_lemma(child) in word_lists().dated
    ]
    return any(
        verb in time.ancestors and any(child.lower_ in word_lists().once for child in verb.children) for verb in own
    )


def _instead_of(time: Token) -> bool:
    """Whether a time stands after "instead of" or "rather than"."""
    first = time.left_edge.i
    return first > 1 and time.doc[first - 2 : first].text.lower() in ("instead of", "rather than")


def _named(claim: Claim, part: str) -> str:
    return f"c-{hashlib.blake2b(f'{claim.id}:{part}'.encode(), digest_size=8).hexdigest()}"


def _from_one_to_another(each: Timed) -> dict[str, Timed]:
    """The two days of "from May 27 to June 3", which reads as one stretch of time."""
    first, _, last = (read(each.expression, "planned") or "").partition("/")
    if each.expression.kind != "days" or not last:
        return {}
    days = {"old": first, "new": last}
    return {way: replace(each, expression=replace(each.expression, kind="day", value=day)) for way, day in days.items()}


def _anew(claim: Claim, off: Claim, day: Timed, verb: Token) -> Claim:
    """The plan for the new day of what was called off."""
    words = day.expression.text
    return replace(
        claim,
        id=_named(claim, "anew"),
        status="planned",
        date=read(day.expression, "planned"),
        when=words,
        phase=_phase(day) or claim.phase,
        same_as=off.id,
        reasons=(*claim.reasons, f"“{verb.text}” puts it off: “{words}” is its new day"),
    )


def _phase(day: Timed) -> Phase | None:
    return "somewhere" if day.expression.kind in _COARSE else None


def _verbs(noun: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs that put an event off, and whether they only move it: those it hangs on, and those said of it."""
    head = measured(noun)
    while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    about = [head.head] if head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") else []
    about += [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    about += [each for verb in about for each in verb.children if each.dep_ in ("conj", "xcomp")]
    for verb in about:
        lemma = full_lemma(verb)
        if word_lists().complement.get(lemma) == "call_off":
            yield verb, False
        elif lemma in word_lists().moving:
            yield verb, True


def _now_begins(here: Sequence[Timed], verb: Token) -> Timed | None:
    """The day of "has been put back by a day and will now begin on Sunday"."""
    anew = [each for each in verb.children if each.dep_ == "conj" and any(word.lower_ == "now" for word in each.lefts)]
    days = [each for each in here if each.expression.kind in ("day", "days") and governor(each.head) in anew]
    return days[0] if days else None


def _told_of(verb: Token) -> bool:
    """Whether a verb that moves an event is told as done or set, rather than asked for or denied."""
    return status_of(verb).status in ("happened", "ongoing", "planned")


def _way(time: Token, verb: Token, noun: Token) -> str | None:
    """Whether a time is the day to which a verb moves an event ("new"), that from which it does ("old"), or neither."""
    here, first = time, None
    for _ in range(6):
        if here.dep_ == "prep" and first is None:
            first = here.lower_
        if here.dep_ not in _LINKS:
            return None
        here = here.head
        if here in (verb, noun):
            return "new" if first in _NEW else "old" if first in _OLD else None
        if here.pos_ in ("NOUN", "VERB", "AUX") and here.lower_ not in ("week", "month", "end", "beginning", "date"):
            return None
    return None


def _planned_anew(claim: Claim, draft: Draft, before: Sequence[Claim]) -> Claim:
    """A plan told with "now" or "instead" after its report called the same thing off takes that up."""
    if claim.status != "planned" or claim.date is None or not said_anew(draft.cue.token):
        return claim
    off = next((each for each in reversed(before) if each.status == "cancelled" and _same(each, claim)), None)
    if off is None:
        return claim
    return replace(claim, same_as=off.id, reasons=(*claim.reasons, "planned anew after it was called off"))


def _same(off: Claim, plan: Claim) -> bool:
    """Whether two claims of one report name the same travellers or parties, and no two states."""
    leading = ("visitor", "participant", "signatory", "speaker")
    one, other = ({p.actor for p in each.participants if p.role in leading} for each in (off, plan))
    places = {each.place.country for each in (off, plan) if each.place and each.place.country}
    return family(off.kind) == family(plan.kind) and bool(one & other) and len(places) < 2
