"""Who receives whom, and who calls on whom: "X welcomes Y to P", "X invited Y to P for talks", "X visits Y in P".

Invariant: a guest is received by somebody of another state, or at a place that is not the guest's own state's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, acting, actors_at, in_role, leads, may_be_official, official, persons
from communique.claims.facets import auxiliaries
from communique.claims.frames import Cue
from communique.claims.geography import destinations, in_town, place_after, place_at
from communique.claims.parsing import Sentence
from communique.claims.places import capital_of, country_named
from communique.claims.syntax import governor, hanging, objects, objects_of, own_subjects, passive, possessors, subjects
from communique.claims.travelling import AIRFIELDS, journey, travel, visits_in_row
from communique.model import Place, ReportActor


def going(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X visits President Y in P": they meet, and X visits P, or else Y's state; all other journeys as they are.

    Where only "would visit" is told, by a seat of government or a ministry, it is their state that is visited.
    """
    # "Talks with visiting Minister Y" are no visit to Y; "after visiting Minister Y" tells of one.
    beside = cue.token.tag_ == "VBG" and not auxiliaries(cue.token) and cue.token.head.lower_ not in _WHEN
    visited = objects(cue.token) if cue.frame.object and not beside else []
    goers = persons(acting(cue.token, cue.sentence, cast))
    if called := _calling_on(cue, cast, goers, visited):
        return called
    found = travel(cue, cast)
    return found or (_announced(cue, cast, goers) if cue.token.lemma_ == "visit" and not objects(cue.token) else [])


_WHEN = frozenset({"after", "before", "since"})


def _calling_on(cue: Cue, cast: Cast, goers: list[ReportActor], visited: list[Token]) -> list[Draft]:
    """The meeting with an official who is visited, and the visit to where that is, or to the official's state."""
    met = [each for each in persons(actors_at(visited, cue.sentence, cast)) if official(each)]
    goers = [each for each in goers if official(each) and each not in met]
    if not goers or not met:
        return []
    place = place_at(cue.token) or next(filter(None, map(place_after, visited)), None)
    parts = in_role([*goers, *met], "participant")
    meeting = Draft(cue, "meeting", parts, place, reasons=(f"“{cue.token.text}” names who is visited",))
    spots = [place or Place(None, met[0].country)] if goers[0].country else []
    return [meeting, *visits_in_row(cue, cast, goers, [spot for spot in spots if spot.country], "the word")]


def _announced(cue: Cue, cast: Cast, goers: list[ReportActor]) -> list[Draft]:
    """The visit of "The Kremlin said that X would visit in May": to the state of the body that says so."""
    said = cue.token.head if cue.token.dep_ == "ccomp" and cue.token.head.lemma_ in _SAYING else None
    tellers = actors_at(own_subjects(said), cue.sentence, cast) if said is not None else []
    homes = [each.country for each in tellers if each.type == "organization" and each.country]
    goers = [each for each in goers if official(each) and each.country]
    spots = [Place(None, home) for home in homes[:1]]
    return visits_in_row(cue, cast, goers, spots, "what is announced by")


_SAYING = frozenset({"say", "announce", "confirm"})


def coming(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X's week includes a visit from Y", "X hosted a visit by Y": Y visits X's state; other journeys as they are."""
    found, verb = journey(cue, cast), governor(cue.token)
    if verb is None or cue.token.dep_ != "dobj" or any(not each.open for each in found):
        return found
    if verb.lemma_ == "pay":  # "paid a visit to President Y"
        goers = persons(acting(verb, cue.sentence, cast))
        return _calling_on(cue, cast, goers, [word for _, word in hanging(cue.token, ("to",))]) or found
    guests = persons(actors_at((word for _, word in hanging(cue.token, ("from", "by"))), cue.sentence, cast))
    told = [word for each in own_subjects(verb) for word in (each, *possessors(each))]
    homes = [each.country for each in actors_at(told, cue.sentence, cast) if official(each) and each.country]
    if not homes or not any(official(each) for each in guests):
        return found
    return visits_in_row(cue, cast, guests, [Place(None, home) for home in homes[:1]], "the noun")


def welcome(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X welcomes Y to P": Y's visit to X's state."""
    hosts = [each for each in actors_at(subjects(cue.token), cue.sentence, cast) if official(each)]
    met = guests_of(cue.token, cue.sentence, cast)
    led = any(each.type != "person" or each.country for each in hosts)
    guests = [
        each
        for each in persons(actors_at(met, cue.sentence, cast))
        if official(each) or (led and each.country and may_be_official(each))
    ]
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    if not guests or not spots:
        row, to = _up_to(cue.token, cue.frame.to)
        named = [each for each in persons(actors_at(row, cue.sentence, cast)) if official(each) and each not in hosts]
        there = [spot for word in to for spot in destinations(word)]
        guests, spots = (named, there) if named and there else (guests, spots)
    if not guests or not (hosts or any(spot.country for spot in spots)):
        return []
    home = hosts[0].country if hosts else None
    place = in_town(spots[0]) if spots else Place(None, home) if home else None
    if place and home and place.country != home and _only_a_town(place) and leads(hosts[0]):
        place = Place(place.name, home)  # "was received in Oyo by the president of the Congo": of the two towns, his
    if place is None or place.country is None or place.country == guests[0].country:
        return []
    parts = (*in_role(guests[:1], "visitor"), *in_role(guests[1:], "delegate"), *in_role(hosts, "host"))
    if any(word.lemma_.lower() in AIRFIELDS for word in cue.sentence.span):
        cue = replace(cue, frame=replace(cue.frame, phase="start"))
    return [Draft(cue, "visit", parts, place, score=0.9, reasons=(f"“{cue.token.text}” names host and guest",))]


def invited(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X invited Y to P for talks": a visit of Y to P that stands as the talks do."""
    verb = governor(cue.token)
    if verb is None or verb.lemma_.lower() != "invite" or cue.token.dep_ != "pobj":
        return []
    hosts = [each for each in actors_at(subjects(verb), cue.sentence, cast) if official(each)]
    guests = [each for each in persons(actors_at(objects(verb), cue.sentence, cast)) if official(each)]
    spots = [in_town(spot) for _, word in hanging(verb, ("to",)) for spot in destinations(word)]
    if not guests or not spots or spots[0].country in (None, guests[0].country):
        return []
    parts = (*in_role(guests[:1], "visitor"), *in_role(guests[1:], "delegate"), *in_role(hosts, "host"))
    return [Draft(cue, "visit", parts, spots[0], score=0.8, reasons=("the invitation names host and guest",))]


def _up_to(verb: Token, links: Collection[str]) -> tuple[list[Token], list[Token]]:
    """The words from a verb to the next "to" that governs something, and what it governs, by the order of the words.

    Long names with their offices are parsed in pieces, and one of them may be taken for a verb.
    """
    after = verb.doc[verb.i + 1 : verb.sent.end]
    link = next((each for each in after if each.lower_ in links and each.dep_ == "prep"), None)
    if link is None or any(each.text in (";", ":", "“", "”", '"') for each in verb.doc[verb.i : link.i]):
        return [], []
    return [each for each in after if each.i < link.i and each.text[:1].isupper()], objects_of(link)


def _only_a_town(place: Place) -> bool:
    """Whether a place is a town that a state of another name has too, for all that the tables know."""
    return bool(place.name) and not country_named(place.name or "") and place.name != capital_of(place.country or "")


def guests_of(verb: Token, sentence: Sentence, cast: Cast) -> list[Token]:
    """Who is received: the object, or the name after where it is done ("received at the palace President X")."""
    found = objects(verb)
    if found or passive(verb):
        return found
    place = verb.i + 1
    if place >= sentence.span.end or verb.doc[place].lower_ not in ("at", "in", "on"):
        return []
    for word in verb.doc[place + 1 : min(sentence.span.end, place + 12)]:
        if word.text in (",", ".", ";") or word.pos_ in ("VERB", "AUX", "SCONJ"):
            break
        if any(cast.actor(key).type == "person" for key in cast.at(sentence, word)):
            return [word]
    return []
