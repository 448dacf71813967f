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
from communique.claims.facets import ahead_by_word, auxiliaries
from communique.claims.ontology import family, may_contain
from communique.claims.syntax import governor, measured
from communique.model import Claim, Participation, Status

Told = tuple[Draft, Claim]
_SETTLED: tuple[Status, ...] = ("happened", "ongoing", "planned")
_THERE = ("after", "during", "following", "since")
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


def complete(told: Sequence[tuple[Draft, Claim]], cast: Cast) -> tuple[Claim, ...]:
    """Fill what open claims leave unsaid from the event they take up; drop those that take up nothing."""
    done: list[Told] = []
    whole = [(draft, claim) for draft, claim in told if not draft.open]
    for draft, claim in told:
        if not draft.open:
            others = [each for each in whole if each[1].id != claim.id]
            known = _antecedent(draft, claim, others, cast) if _titled(draft, claim) else None
            done.append((draft, replace(claim, status=known.status, same_as=known.id) if known else claim))
            continue
        if _another_time(draft):
            continue
        earlier = _antecedent(draft, claim, done, cast) or _antecedent(draft, claim, whole, cast)
        if earlier is None:
            continue
        done.append((draft, _taken_up(draft, claim, earlier)))
    return tuple(claim for _, claim in done)


def _titled(draft: Draft, claim: Claim) -> bool:
    """Whether a headline without a verb names a visit: it does not say whether it has been ("On the visit of X")."""
    told = claim.kind == "visit" and claim.status == "happened" and claim.date is None
    return told and draft.cue.token.pos_ in ("NOUN", "PROPN") and governor(draft.cue.token) is None


def _another_time(draft: Draft) -> bool:
    return any(child.lower_ in _OTHER_TIMES for child in draft.cue.token.children)


def _antecedent(draft: Draft, claim: Claim, told: Sequence[Told], cast: Cast) -> Claim | None:
    """The event told before that this claim is about.

    Of those that it can be about, one that stands as the words have it ("the planned meeting" is no meeting
    that was held), then one whose people the sentence names, then one told by the same word, then the nearest.
    """
    # What was only offered is not what is spoken of as known, where there is anything else to speak of.
    offered = not claim.participants and any(each.kind == claim.kind and each.status in _SETTLED for _, each in told)
    if claim.kind == "signing":
        return next((other for _, other in reversed(told) if other.kind == "visit" and other.status in _SETTLED), None)
    fitting = [
        (other, its)
        for its, other in reversed(told)
        if not (offered and other.status == "possible")
        and family(other.kind) == family(claim.kind)
        and _agree(claim, other)
        and not _holds_the_word(its, draft)
    ]
    if not fitting:
        return None
    here = _named(draft, cast)
    word = draft.cue.token.lemma_.lower()

    ahead = ahead_by_word(draft.cue.token)
    held = claim.status == "happened" and _told_as_held(draft)

    def rank(each: tuple[Claim, Draft]) -> tuple[bool, int, bool]:
        other, its = each
        over = other.status in ("happened", "ongoing")
        stands = not (ahead and over) and not (held and not over)
        return stands, min(2, _sides_named(other, here, cast)), its.cue.token.lemma_.lower() == word

    best = max(fitting, key=rank)
    return None if ahead and best[0].status in ("happened", "ongoing") else best[0]


def _holds_the_word(outer: Draft, inner: Draft) -> bool:
    """Whether an event's own word governs the word that takes something up.

    Who "meets X to prepare their meeting" prepares another one.
    """
    one, other = outer.cue, inner.cue
    return one.sentence.span.doc is other.sentence.span.doc and one.token in other.token.ancestors


def _named(draft: Draft, cast: Cast) -> set[str]:
    """The actors that the sentence names."""
    sentence = draft.cue.sentence
    return {key for token in sentence.span for key in cast.at(sentence, token)}


def _sides_named(claim: Claim, here: set[str], cast: Cast) -> int:
    """How many of an event's people are named, by name or by their state."""
    states = {actor.country for key in here if (actor := cast.actor(key)).type == "country"}
    return sum(
        part.actor in here or (cast.actor(part.actor).country or "-") in states
        for part in claim.participants
        if part.role in ("visitor", "host", "participant")
    )


def _agree(claim: Claim, other: Claim) -> bool:
    mine = {part.actor for part in claim.participants if part.role in ("visitor", "participant")}
    theirs = {part.actor for part in other.participants if part.role in ("visitor", "participant")}
    if not mine <= theirs:
        return False
    one, two = claim.place, other.place
    if one and two and one.country and two.country and one.country != two.country:
        return False
    return not (one and not mine and not two)


def _taken_up(draft: Draft, claim: Claim, earlier: Claim) -> Claim:
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
    # Nor does one make a plan a fact ("the sites weighed for the summit").
    settled |= claim.status == "happened" and earlier.status in ("planned", "possible") and not _told_as_held(draft)
    apart = claim.date is not None and earlier.date is not None and not _near(claim.date, earlier.date)
    return replace(
        claim,
        status=earlier.status if settled else claim.status,
        participants=_united(claim.participants, earlier.participants),
        place=claim.place or earlier.place,
        same_as=None if apart else earlier.id,
        reasons=(*claim.reasons, "takes up what the report told before"),
    )


def _told_as_held(draft: Draft) -> bool:
    """Whether the sentence itself says that what it takes up has been: what it did, or what was done there."""
    word = measured(draft.cue.token)
    if word.pos_ not in ("NOUN", "PROPN"):
        return True
    if word.dep_ in ("nsubj", "nsubjpass"):
        return word.head.tag_ == "VBD" or any(a.tag_ in ("VBD", "VBZ", "VBP") for a in auxiliaries(word.head))
    if word.dep_ in ("pobj", "pcomp"):
        return word.head.lower_ in _THERE
    return word.dep_ == "dobj" and word.head.tag_ == "VBD"


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
    # Whom a traveller meets elsewhere is told with no place as well: only one sentence puts them into one visit.
    others = {cast.actor(key).country for key in there - travellers} - {None}
    homes = {cast.actor(key).country for key in travellers}
    if others and where and not others & {where, *homes} and not claim.place and claim.start != visit.start:
        return False
    return claim.date is None or visit.date is None or _near(claim.date, visit.date)
