"""Whether "the talks", "the G-20 summit" and "the meeting" can be what was told before, by the words around them.

Invariant: what is asked is only whether the words speak against it; nothing here says what they take up.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, actors_at
from communique.claims.ontology import family
from communique.claims.places import country_named, country_of_demonym, region_named
from communique.claims.summits import of_many
from communique.claims.syntax import governor, own_subjects, subjects
from communique.model import Claim

_DRAWN_OUT = {"negotiation", "consultation", "deliberation", "dialogue"}
_ONE_SITTING = {"meeting", "summit", "encounter"}
_TALKS = {"talk", "talks"}
_TOPICS = {"nuclear", "economic", "military", "commercial", "humanitarian", "six-party"}
_TAKING_PART = {"attend", "join", "leave", "miss", "skip", "boycott", "witness", "chair", "hold", "enter", "exit"}


def another_kind(noun: Token, other: Claim, told: Token) -> bool:
    """Whether a word for a drawn-out matter ("the negotiations", "the peace talks") stands after a mere meeting.

    Nor is "the meeting" what was told as a negotiation.
    """
    lemma = noun.lemma_.lower()
    with_group = any(detail.attribute == "with" for detail in other.details) and other.kind == "talks"
    if lemma in _ONE_SITTING and (told.lemma_.lower() in _DRAWN_OUT or with_group):
        return True
    on_a_topic = lemma in _TALKS and any(child.dep_ == "compound" and child.pos_ == "NOUN" for child in noun.children)
    return (lemma in _DRAWN_OUT or on_a_topic) and other.kind == "meeting"


def on_another_topic(noun: Token, told: Token) -> bool:
    """Whether a gathering is told by a topic that the one told before does not name: "the nuclear talks"."""
    beside = [child for child in noun.children if child.dep_ in ("compound", "amod", "nmod") and child.i < noun.i]
    topics = {
        child.lemma_.lower()
        for child in beside
        if child.lower_ in _TOPICS or (child.dep_ == "compound" and child.pos_ == "NOUN" and not child.ent_type_)
    }
    return noun.lemma_.lower() in _DRAWN_OUT | _TALKS and not topics <= {each.lemma_.lower() for each in told.sent}


def of_others(draft: Draft, other: Claim, cast: Cast) -> bool:
    """Whether those who are told to take part in a meeting have no part in this one: "X missed the summit"."""
    noun = draft.cue.token
    verb = governor(noun)
    if draft.kind == "visit" or verb is None or noun.pos_ == "VERB" or family(other.kind) == "visit":
        return False
    held = noun.dep_ == "dobj" and verb.lemma_.lower() in _TAKING_PART
    there = noun.dep_ == "pobj" and noun.head.lower_ in ("after", "during", "at", "in", "from", "following")
    who = actors_at(subjects(verb), draft.cue.sentence, cast)
    parties = {part.actor for part in other.participants}
    states = {cast.actor(key).country for key in parties} - {None}
    return (held or there) and bool(who) and not any(each.key in parties or each.country in states for each in who)


def another_occasion(draft: Draft, other: Claim, cast: Cast) -> bool:
    """Whether what stands before a noun names a gathering that this event is not.

    "The G-20 summit" and "the six-party talks" are no meeting of two, "the Iranian negotiations" are Iran's.
    """
    noun, sentence = draft.cue.token, draft.cue.sentence
    before = [word for word in noun.lefts if word.dep_ in ("compound", "nmod", "amod", "nummod")]
    there = {part.actor for part in other.participants}
    states = {cast.actor(key).country for key in there} | ({other.place.country} if other.place else set())
    for word in (each for child in before for each in child.subtree):
        state = country_named(word.text) or country_of_demonym(word.text)
        if region_named(word.text) and other.place and other.place.country:
            return True  # "his Asia trip" is more than the visit to one state
        bodies = {key for key in cast.at(sentence, word) if cast.actor(key).type == "organization"}
        if state:
            if state not in states:
                return True
        elif bodies and not bodies & there:
            return True
    return not there & _bodies_named(before, draft, cast) and of_many(noun)


def _bodies_named(before: Sequence[Token], draft: Draft, cast: Cast) -> set[str]:
    return {key for word in before for key in cast.at(draft.cue.sentence, word)}


def of_many_stops(draft: Draft, fitting: Sequence[Claim]) -> bool:
    """Whether a tour, or several visits, are spoken of, of which those told before are but the stops."""
    noun = draft.cue.token
    whole = noun.lemma_.lower() == "tour" or (noun.pos_ in ("NOUN", "PROPN") and noun.tag_ in ("NNS", "NNPS"))
    if not whole or draft.kind != "visit" or draft.place is not None:
        return False
    stops = {other.place.country if other.place else None for other in fitting}
    return len(stops) > 1 and None not in stops


def by_nobody(draft: Draft) -> bool:
    """Whether nobody is said to have gone on it: "no Danish leader had made the trip for ten years"."""
    verb = governor(draft.cue.token)
    doers = own_subjects(verb) if verb is not None else []
    return any(child.dep_ == "det" and child.lower_ == "no" for word in doers for child in word.children)


def of_one_state(claim: Claim, other: Claim, cast: Cast) -> bool:
    """Whether those who go along may be of the traveller's state, as far as the report tells whose they are."""
    company = {cast.actor(part.actor).country for part in claim.participants if part.role == "delegate"} - {None}
    led = {cast.actor(part.actor).country for part in other.participants if part.role == "visitor"} - {None}
    return not company or not led or bool(company & led)
