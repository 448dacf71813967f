"""The event that a paper's claim tells: an agreement reached, a cease-fire begun.

An agreement that is reached, struck or announced is told as a signing, which the code books make one with it; a
cease-fire as a retreat, where they have it.

Invariant: an event is told only of what was made, begins or is to be made by a day that is told, with two parties, or
with one and a day or a town; it has the paper's own parties and day, and says no more of them than the paper's claim.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.agreement_days import Day
from communique.claims.agreement_parties import Parties, brokers
from communique.claims.agreement_phrases import Mention, is_truce, years_of
from communique.claims.agreement_stages import Step
from communique.claims.agreement_words import papers
from communique.claims.counts import attending, spent
from communique.claims.drafting import in_role
from communique.claims.geography import destinations, is_town, place_after, place_at, place_before, town_told
from communique.claims.places import town_named
from communique.claims.syntax import phrase
from communique.claims.timewords import number
from communique.model import AgreementClaim, Claim, Detail, Phase, Place

REACHED = "an agreement is told as made, however that was done"
TRUCE = "a cease-fire is told as made or begun"
_WHERE = ("in", "at")
_COARSE = frozenset({"week", "month", "season", "year"})
_PASSING = 0.6
"""The score of what only names an agreement by its day or year."""
_NO_ACCORD = frozenset({"statement", "plan", "documents", "contract"})
"""Families of papers that states make many a day, and that are no agreement between them by their name."""
_DAYS = re.compile(r"\b([\w]{1,12})[- ](hour|day)\b(?![- ]old)", re.IGNORECASE)


def accord(made: AgreementClaim, mention: Mention, step: Step, parties: Parties, day: Day, cast: Cast) -> Claim | None:
    """The event that a claim about a paper tells, if it tells one."""
    truce = is_truce(mention)
    if mention.family in _NO_ACCORD or _unmade(mention) or not _made(step, day, truce=truce):
        return None
    actors = [cast.actor(key) for key in parties.keys]
    place = _place(mention, step, {each.country for each in actors if each.country})
    if len(parties) < 2 and not (
        parties
        and not (mention.loose and mention.plural)
        and step.relation != "year"
        and (day.words or (place and place.name))
    ):
        return None
    if not (day.date or place) and (not parties.of_sentence or _aside(step.governor)):
        return None  # "the deal was announced": of which of those told before, nobody knows for certain
    named = step.relation in ("day", "year")
    parts = in_role(actors, "actor" if truce else "signatory")
    helping = (key for key in brokers(mention, step, cast) if key not in parties.keys)
    kind, told = ("retreat", TRUCE) if truce else ("signing", REACHED)
    digest = hashlib.blake2b(f"{made.id}:{kind}".encode(), digest_size=8).hexdigest()
    return Claim(
        id=f"c-{digest}",
        report=made.report,
        start=made.start,
        end=made.end,
        text=made.text,
        kind=kind,
        status=made.status,
        date=day.date,
        place=place,
        participants=(*parts, *in_role((cast.actor(key) for key in helping), "mediator")),
        details=(*_details(made, mention, parties), *attending(kind, made.text), *spent(kind, made.text)),
        cue_start=made.cue_start,
        cue_end=made.cue_end,
        score=round(made.score * (_PASSING if named else 1.0), 3),
        reasons=(told, *made.reasons),
        phase=_phase(day, limited=step.relation == "deadline"),
        when=day.words,
    )


def _made(step: Step, day: Day, *, truce: bool) -> bool:
    """Whether a stage is the making of an agreement: done, or to be done by a day; the beginning of a cease-fire."""
    if step.relation == "adjective":
        return False
    if step.stage == "signed":
        return step.status == "happened" and (step.relation in ("day", "year") or _done(step.governor))
    if step.stage == "expected":
        return step.status in ("planned", "possible") and day.words is not None
    begins = step.governor.pos_ == "VERB" and (step.relation == "subject" or step.governor.lemma_ in papers().beginning)
    return truce and step.stage == "in-force" and begins and step.status in ("happened", "planned") and bool(day.words)


def _done(verb: Token) -> bool:
    """Whether a verb tells of making as done: with a tense, as a participle, or as what somebody helped to do."""
    if verb.pos_ != "VERB":
        return verb.pos_ == "NOUN"
    if verb.lemma_.lower() not in papers().making:
        return False
    if verb.tag_ == "VBG":
        return not any(child.dep_ == "aux" for child in verb.children)
    return verb.tag_ in ("VBD", "VBN") or (verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "help")


def _aside(verb: Token) -> bool:
    """Whether a clause only says since when, or if, something else is so: "since they struck a deal"."""
    marks = {"since", "after", "before", "until", "once", "if", "when", "unless"}
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in marks for child in verb.children)


def _unmade(mention: Mention) -> bool:
    """Whether a paper is called one that is not yet made ("the proposed pact")."""
    table = papers().adjectives
    return any(
        table.get(child.lower_) in ("proposed", "drafted", "negotiated", "expected")
        for child in mention.token.children
        if child.i < mention.token.i
    )


def _phase(day: Day, *, limited: bool) -> Phase | None:
    if day.date is None:
        return None
    if day.kind in _COARSE or limited:
        return "somewhere"
    return None


def _place(mention: Mention, step: Step, states: Collection[str]) -> Place | None:
    """The town in which it was made, or a state that is no party; what a cease-fire is to hold in is none."""
    noun, word, clause = mention.token, step.governor, step.clause
    if clause is not None and clause.verb is not noun:
        led = (each for each in noun.doc[clause.first : clause.end] if each.i and each.nbor(-1).lower_ in _WHERE)
        found = (place for each in led for place in destinations(_head(each)))
        return next((place for place in found if is_town(place) or place.country not in (*states, None)), None)
    if word is noun:
        named = None if mention.pronoun else place_after(noun) or _called_by(noun)
    else:
        told = [place_at(word), None if mention.pronoun else _called_by(noun)]
        if mention.family != "ceasefire":
            told += [place_after(noun), town_told(word) if step.relation == "object" else None]
        named = next((place for place in told if place and is_town(place)), None)
    return named if named and is_town(named) else None


def _called_by(noun: Token) -> Place | None:
    """The town by which a paper is called ("the Geneva deal"); the Panama Canal is none."""
    place = place_before(noun)
    return place if place and town_named(place.name or "") else None


def _head(word: Token) -> Token:
    """The noun that what follows a preposition belongs to ("the Swiss city")."""
    here = word
    while here.head.i > here.i and here.head.pos_ in ("NOUN", "PROPN"):
        here = here.head
    return here


def _details(made: AgreementClaim, mention: Mention, parties: Parties) -> tuple[Detail, ...]:
    """What was made, how many years it runs, and parties that are told in words only."""
    found = [Detail("papers", made.label if mention.pronoun else phrase(mention.token))]
    found += [Detail("with", group) for group in parties.groups]
    return (*found, *years_of(found[0].value), *_length(made.label))


def _length(label: str) -> tuple[Detail, ...]:
    """How many days a paper is to hold by what it is called: "a 72-hour truce", "a five-day cease-fire"."""
    match = _DAYS.search(label)
    value = number(match[1]) if match else None
    if match is None or value is None:
        return ()
    days = value / 24 if match[2].lower() == "hour" else value
    return (Detail("days", f"{days:g}"),) if days == int(days) else ()
