"""From a cue to the events it tells of: the frame's own reader, and what follows from where they are.

Invariant: every frame of `data/frames.toml` has its reader here. What a sentence leaves open ("the
visit", with neither traveller nor destination) is said to be open.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.claims.accompanying import retinue
from communique.claims.actors import Cast
from communique.claims.acts import briefing, honour, rite, sign, signature, solemn, speaking, speech, told_house
from communique.claims.calls import calling, phone
from communique.claims.drafting import Draft, actors_at, by_control, official, persons
from communique.claims.frames import Cue
from communique.claims.geography import place_at, where_it_was
from communique.claims.meetings import assembling, joining, receive, seeing, together
from communique.claims.receiving import coming, going, welcome
from communique.claims.stages import carrying, day_there, staging
from communique.claims.summits import gathering
from communique.claims.syntax import governor, subjects
from communique.claims.talks_there import TOLD_THERE, officials_there
from communique.claims.travelling import (
    attended,
    awaited,
    convening,
    own_journey,
    presence,
    sending,
    speaking_there,
    standing,
    visits_by_place,
    visits_to,
)


def drafts(cue: Cue, cast: Cast) -> list[Draft]:
    """The events that a cue tells of; none where it names no official, state or body that takes part."""
    found = [draft for draft in _READERS[cue.frame.name](cue, cast) if draft.open or draft.participants or draft.home]
    if _says_which(cue.token):
        found = [replace(draft, open=True) for draft in found]
    if not found and cue.frame.name == "together":
        found = officials_there(cue, cast)
    if cue.frame.name in ("together", "gathering") and _leaves_open_who(cue, found):
        found = [*found, *_alone_abroad(cue, cast)]
    told = {part.actor for draft in found if draft.kind == "visit" for part in draft.participants}
    implied = (each for draft in found for each in visits_by_place(draft, cast))
    return [*found, *(each for each in implied if each.participants[0].actor not in told)]


def telling(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X told parliament", "X said in P": an address, and where X was."""
    of_the_whole = replace(cue, frame=replace(cue.frame, phase=None))
    return [*told_house(of_the_whole, cast), *speaking_there(cue, cast)]


def _leaves_open_who(cue: Cue, found: list[Draft]) -> bool:
    """Whether whoever is told to be at a meeting may be told so for the first time here."""
    if not found:
        return True
    if TOLD_THERE in found[0].reasons:
        return all(draft.kind != "visit" for draft in found)
    return cue.frame.name == "gathering" and attended(cue.token) and all(draft.open for draft in found)


def _alone_abroad(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X was meeting in P with powers", "in P, where X attended a summit": whom X met is not named, where X was is."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    goers = subjects(verb) if cue.token.pos_ == "VERB" and verb is not None else []
    there = actors_at(goers, cue.sentence, cast) or by_control(cue, cast)
    # "Went home after a trip to P, where X held talks" tells of no day.
    place = place_at(cue.token) or (where_it_was(verb) if verb is not None and attended(cue.token) else None)
    return visits_to(cue, place, [each for each in persons(there) if official(each)])


def _says_which(noun: Token) -> bool:
    """Whether a noun says more of an event already told: "It is his ninth meeting", "what is the first visit"."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return False
    return any(
        child.lower_ in ("it", "this", "that", "what", "which")
        for child in noun.head.children
        if child.dep_ in ("nsubj", "attr")
    )


_READERS = {
    "travel": going,
    "presence": presence,
    "awaited": awaited,
    "sending": sending,
    "standing": standing,
    "day there": day_there,
    "speaking there": telling,
    "journey": coming,
    "own journey": own_journey,
    "staging": staging,
    "carrying": carrying,
    "retinue": retinue,
    "convening": convening,
    "together": together,
    "joining": joining,
    "seeing": seeing,
    "assembling": assembling,
    "receive": receive,
    "welcome": welcome,
    "gathering": gathering,
    "phone": phone,
    "calling": calling,
    "speech": speech,
    "speaking": speaking,
    "rite": rite,
    "solemn act": solemn,
    "honour": honour,
    "sign": sign,
    "signature": signature,
    "briefing": briefing,
}
