"""Talks that are told by where and when they are, though not both sides are named: "the Geneva talks ended Saturday".

Invariant: what is told so stands at a place that its own phrase or its verb names, and is dropped unless it is dated
(by `takingup`); nothing that a house, a party or a union holds at home is taken for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.calendar import bounds
from communique.claims.drafting import Draft, actors_at, by_control, in_role, link_to, official
from communique.claims.frames import Cue, lexicon
from communique.claims.geography import destinations, place_at
from communique.claims.places import country_of_place, town_named
from communique.claims.sectors import sector_of
from communique.claims.syntax import governor, hanging, measured, objects, passive, subjects
from communique.model import Claim, Place, ReportActor

TOLD_THERE = "told by where it is"
"""The reason of such a claim: it names its place and its day, and not who meets whom."""
_MONTH = 31
_THERE = ("at", "during", "in")
_TALKS = frozenset({"talk", "talks", "negotiation", "conference", "summit"})


def talks_there(cue: Cue, cast: Cast, place: Place | None, named: Sequence[ReportActor]) -> list[Draft]:
    """The talks at this place, with those who are `named` as taking part; none where nothing says that states talk."""
    noun, place = cue.token, place or _called_by(cue.token)
    if noun.lemma_.lower() not in _TALKS or (noun.lower_ == "talk" and noun.tag_ == "NN") or place is None:
        return []
    before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
    words = {child.lower_ for child in before} | {word.lower_ for _, word in hanging(noun, ("on", "over", "about"))}
    if (
        _only_bound_for(noun)
        or words & lexicon().at_home
        or any(child.lower_ in ("no", "any", "such") for child in noun.children)
    ):
        return []
    of_peace = bool(words & lexicon().of_states)
    if not town_named(place.name or "") and not (of_peace and place.country):
        return []
    called = any(child.text in (place.name or "").split() for child in noun.lefts) or _called_by(noun) == place
    rounds = measured(noun).lemma_.lower() == "round"
    if not (of_peace or called or rounds or named or _of_states(cue, cast, place)):
        return []
    there = [*named, *(_taking_part(cue, cast) if not named else [])]
    parts = in_role({each.key: each for each in there if official(each)}.values(), "participant")
    known = any(child.lower_ in ("the", "this", "that", "these", "those", "their") for child in noun.children)
    kind = cue.frame.kind
    return [Draft(cue, kind, parts, place, open=known, home=place, score=0.5, reasons=(TOLD_THERE,))]


def meeting_of_body(cue: Cue, cast: Cast, named: Sequence[ReportActor], place: Place | None) -> list[Draft]:
    """ "NATO called an emergency meeting on Tuesday", "the EU summit in P": a body of states meets."""
    noun = cue.token
    sides = [each for each in named if each.type != "organization" and not each.nameless]
    called_in = any(child.lower_ in _UNUSUAL for child in noun.lefts)
    if noun.lemma_.lower() not in ("meeting", "summit", *("session",) * called_in) or sides:
        return []
    before = [word for child in noun.lefts if child.dep_ in ("compound", "nmod", "amod") for word in child.subtree]
    bodies = [*(each for each in named if not each.nameless), *actors_at(before, cue.sentence, cast)]
    verb = governor(noun)
    if not bodies and verb is not None and noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in _CALLING:
        bodies = actors_at(subjects(verb), cue.sentence, cast)
    states = list({each.key: each for each in bodies if sector_of(each) == "IGO"}.values())
    if not states or any(each.type == "person" for each in bodies) or _only_bound_for(noun):
        return []
    reasons = (TOLD_THERE, "a body of states meets")
    where = place or (place_at(verb) if verb is not None and noun.dep_ == "dobj" else None)
    body, called = in_role(states[:1], "participant"), verb is not None and verb.lemma_ == "call" and verb.tag_ == "VBD"
    return [Draft(cue, "meeting", body, where, home=where, known=called, score=0.6, reasons=reasons)]


_CALLING = ("call", "hold", "convene", "schedule", "have", "host", "plan", "request")
_UNUSUAL = frozenset({"emergency", "special", "extraordinary", "urgent", "closed"})


def officials_there(cue: Cue, cast: Cast) -> list[Draft]:
    """ "Interior ministers meet in P today", "the Security Council met on Monday": the body or states, if told."""
    verb = cue.token
    place = place_at(verb)
    who = subjects(verb)
    council = [each for each in actors_at(who, cue.sentence, cast) if sector_of(each) == "IGO"]
    if len(who) == len(council) == 1 and not objects(verb) and not any(True for _ in hanging(verb, ("with",))):
        reasons = (TOLD_THERE, "a body of states meets")
        there = in_role(council, "participant")
        return [Draft(cue, cue.frame.kind, there, place, home=place, score=0.5, reasons=reasons)]
    if verb.dep_ == "ccomp" and all(word.lower_ == "they" for word in who):
        who = subjects(verb.head)  # "European officials said they will meet"
    if place is None or not town_named(place.name or "") or any(True for _ in hanging(verb, ("with",))):
        return []
    if not who or not all(word.tag_ == "NNS" and word.lemma_.lower() in lexicon().met_there for word in who):
        return []
    beside = [word for each in who for child in each.lefts for word in child.subtree]
    parts = [each for each in actors_at(beside, cue.sentence, cast) if each.type != "person"]
    return [
        Draft(cue, cue.frame.kind, in_role(parts, "participant"), place, home=place, score=0.5, reasons=(TOLD_THERE,))
    ]


def _only_bound_for(noun: Token) -> bool:
    """Whether a sentence tells of the way to talks: "leaves on Friday for the summit", of which that is not the day."""
    link = noun.head.lower_ if noun.dep_ == "pobj" else ""
    return link in ("for", "to") and measured(noun) == noun and all(each.ent_type_ != "DATE" for each in noun.subtree)


def _called_by(noun: Token) -> Place | None:
    """The town in the name of talks: "the Geneva II peace conference"."""
    before = (word for child in noun.lefts if child.dep_ in ("compound", "nmod", "amod") for word in child.subtree)
    return next((Place(word.text, country_of_place(word.text)) for word in before if town_named(word.text)), None)


def _taking_part(cue: Cue, cast: Cast) -> list[ReportActor]:
    """Who does something at the talks: "At talks in P on Tuesday, X agreed", "X was in P for talks"."""
    verb = governor(cue.token)
    if verb is None:
        return []
    frame = lexicon().verbs.get(verb.lemma_.lower())
    there = (*_THERE, "for") if frame is not None and frame.kind == "visit" else _THERE
    return by_control(cue, cast) if link_to(cue.token, verb) in there else []


def _of_states(cue: Cue, cast: Cast, place: Place) -> bool:
    """Whether the sentence speaks of a state beside the one where it is, or of an official."""
    found = actors_at(cue.sentence.span, cue.sentence, cast)
    return any(
        official(each) and each.type != "organization" and (each.type == "person" or each.country != place.country)
        for each in found
    )


def where_it_goes_on(noun: Token) -> Place | None:
    """Where the verb says that it is of which talks are the subject: "talks opened in P", "are to resume in P"."""
    here = measured(noun)
    if here.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verb, stages = here.head, lexicon().stages
    for _ in range(3):
        if verb.lemma_.lower() in stages and (here.dep_ == "nsubj" or passive(verb) or verb != here.head):
            bound = (spot for _, to in hanging(verb, ("for",)) for spot in destinations(to))
            if (told := place_at(verb) or next(bound, None)) is not None:
                return told
        under = [c for c in verb.children if c.dep_ in ("xcomp", "acomp") and c.i > here.i]
        if not under:
            return None
        verb = under[0]
    return None


def undated(claim: Claim) -> bool:
    """Whether talks that are told by where they are have no day, week or month, or may not have been at all."""
    day = bounds(claim.date)
    loose = day is None or (day.last - day.first).days > _MONTH or claim.status in ("possible", "denied")
    return TOLD_THERE in claim.reasons and loose


def of_nobody(claim: Claim) -> bool:
    """Whether a claim tells only where and when talks were, so that nothing of it can be taken up."""
    return TOLD_THERE in claim.reasons and claim.same_as is None and len(claim.participants) < 2
