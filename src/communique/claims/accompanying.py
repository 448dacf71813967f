"""Who goes along by a verb of accompanying: "X, accompanied by Y and Z", "Y and Z accompany the premier".

Invariant: the companions are persons that the sentence names; whose journey it is stays open where it does not say.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, actors_at, in_role, official, persons
from communique.claims.frames import Cue
from communique.claims.geography import destinations
from communique.claims.listing import named_from
from communique.claims.syntax import governor, hanging, objects, subjects


def retinue(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X, accompanied by Y and Z": the delegates of X's visit, wherever the report tells of it."""
    verb = cue.token
    agents = [child for child in verb.children if child.dep_ == "agent"]
    led = objects(verb)
    leaders = [each for each in persons(actors_at(led, cue.sentence, cast)) if official(each)][:1]
    if agents and not leaders and (above := governor(verb)) is not None and not any(w.lower_ == "the" for w in led):
        # "is paying a visit to P accompanied by X"
        leaders = [each for each in persons(actors_at(subjects(above), cue.sentence, cast)) if official(each)][:1]
    if agents:
        with_whom = [word for each in agents for word in _names_in(each)]
        with_whom += [word for again in _said_again(agents[-1]) for word in _names_in(again)]
        row = persons(named_from(agents[0].i + 1, cue.sentence, cast))  # a long list is often parsed in pieces
    else:
        with_whom, row = [*subjects(verb), *_listed_before(verb)], []
    named = {each.key: each for each in [*persons(actors_at(with_whom, cue.sentence, cast)), *row]}
    company = [each for each in named.values() if each not in leaders]
    somebody = any(child.lower_ == "the" for word in led for child in word.children) or any(
        word.lower_ in ("he", "she", "him", "her") for word in led
    )
    if not company or not (leaders or somebody):
        return []
    spots = [spot for _, word in hanging(verb, cue.frame.to) for spot in destinations(word)]
    parts = (*in_role(leaders, "visitor"), *in_role(company, "delegate"))
    return [Draft(cue, "visit", parts, spots[0] if spots else None, open=True, reasons=("the delegates are named",))]


def _said_again(agent: Token) -> list[Token]:
    """The "by" said a second time in one list: "accompanied by X, and by Y"."""
    rest = agent.doc[agent.i + 1 : agent.sent.end]
    return [each for each in rest if each.lower_ == "by" and each.nbor(-1).lower_ in ("and", ",")]


def _listed_before(verb: Token) -> list[Token]:
    """The names before a verb with nothing but names and offices there: a long list is often parsed in pieces."""
    before = [each for each in verb.sent if each.i < verb.i]
    acting = [each for each in before if each.pos_ in ("VERB", "SCONJ") or each.lower_ in ("who", "that")]
    return [] if acting else [each for each in before if each.pos_ == "PROPN"]


def _names_in(word: Token) -> list[Token]:
    """The names in a phrase, not those in a clause that hangs on it, and no possessors."""
    return [
        each
        for each in word.subtree
        if each.pos_ in ("PROPN", "NOUN")
        and each.dep_ != "poss"
        and not any(up.dep_ in ("relcl", "advcl", "ccomp") for up in (each, *each.ancestors) if up.i > word.i)
    ]
