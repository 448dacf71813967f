"""Meetings that a noun names: "talks between X and Y", "X's meeting with Y", "the Obama-Abe summit".

Invariant: who takes part is named in the noun's own phrase, by the verb that it hangs on or by the clause that tells
how it was held; what is spoken of as known, without saying whose it is, is left open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.acts import given_for, in_honour_of
from communique.claims.drafting import (
    Draft,
    acting,
    actors_at,
    by_control,
    in_role,
    link_to,
    may_be_official,
    official,
    persons,
)
from communique.claims.facets import ahead_by_word
from communique.claims.frames import Cue, lexicon
from communique.claims.geography import place_after, place_at
from communique.claims.listing import doers, listed
from communique.claims.meetings import leaders_saying, meeting_of
from communique.claims.places import country_named, country_of_demonym
from communique.claims.programmes import ONE_SIDE, awaiting, one_sided
from communique.claims.receiving import invited
from communique.claims.syntax import (
    governor,
    hanging,
    measured,
    objects,
    own_subjects,
    possessors,
    subjects,
)
from communique.claims.talks_there import meeting_of_body, talks_there, where_it_goes_on
from communique.model import Place, ReportActor


def gathering(cue: Cue, cast: Cast) -> list[Draft]:
    """ "talks between X and Y", "X's meeting with Y", "X will hold talks with Y", "the Obama-Abe summit"."""
    noun = cue.token
    if _of_a_house(noun, cue, cast) or any(child.lower_ in ("every", "each") for child in noun.children):
        return []
    first = actors_at(possessors(noun), cue.sentence, cast)
    if not first:
        named = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod")]
        named += [word for child in named for word in child.lefts if word.nbor(1).text in ("-", "–")]
        told = [each for each in actors_at(named, cue.sentence, cast) if each.type != "organization"]
        first = _states_joined(named, cast) or told or _presiding(cue, cast)
    # "the meeting planned between X and Y": its parties hang on the participle
    beside = [noun, *(child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN")]
    others = [word for each in beside for _, word in hanging(each, cue.frame.accompanying)] or _with_whom(noun)
    others = others or _hosts_and_honoured(noun)
    if (clause := _holding(noun)) is not None and not first and not others:
        return _as_held(cue, cast, clause)
    first = first or (_pictured(cue, cast) if not others else [])
    met = actors_at(others, cue.sentence, cast)
    if first and noun.dep_ == "dobj" and all(each.type == "country" for each in first):
        # "X co-chaired the China-Japan dialogue with Y"; without Y, the state that X is not of took part too
        first = [*persons(by_control(cue, cast)), *(() if met else first)] or first
    place = place_at(noun) or next(filter(None, map(place_after, others)), None) or _held_at(noun)
    sides_named = [*first, *(each for each in met if each not in first)]
    definite = _known(noun)
    alone = not first and not others
    if held := meeting_of_body(cue, cast, [*first, *met], place):
        return held
    if alone and (noun.lemma_.lower() in _CROWD or (noun.lower_ == "talk" and noun.tag_ == "NN")):
        return []
    if alone and (of_many(noun) or _of_body(noun, cue, cast)):
        # "they spoke at the G-20 summit": a meeting of many is none of theirs; "six-party talks" are talks
        return talks_there(cue, cast, place, []) if noun.lemma_.lower() != "summit" else []
    if definite and alone:
        there = persons(by_control(cue, cast))
        there = there if len(there) > 1 else _both_sides(noun, others, cue, cast)
        # "In their first meeting since June, X and Y agreed"
        theirs = noun.dep_ == "pobj" and any(each.lower_ == "their" for each in possessors(noun))
        if len(there) > 1 and (noun.lemma_.lower() == "summit" or theirs):
            return meeting_of(cue, cast, there, [], place)
        elsewhere = Draft(cue, cue.frame.kind, (), place, open=True, reasons=("the meeting is told elsewhere",))
        return talks_there(cue, cast, place, []) or [elsewhere]
    linked = {link for link, _ in hanging(noun, cue.frame.accompanying)} or ({"with"} if others else set())
    if len({actor.key for actor in [*first, *met]}) < 2 or (not first and linked == {"with"}):
        holders = by_control(cue, cast)
        verb = governor(noun)
        if verb is not None and verb.lemma_.lower() in ("host", "receive", "welcome", "invite"):
            holders = [*holders, *actors_at(objects(verb), cue.sentence, cast)]
        holders = holders or actors_at(awaiting(noun), cue.sentence, cast)
        holders = holders or _before_this(cue, cast) or (_who_agreed(cue, cast) if alone else [])
        first = [*first, *(each for each in holders if each.key not in {actor.key for actor in met})]
        place = place or (place_at(verb) if verb is not None else None)
    side = met or listed(noun, cue.frame.accompanying, cue.sentence, cast)
    if not first and one_sided(noun, side, linked) and not leaders_saying(cue, cast):
        return [Draft(cue, cue.frame.kind, in_role(side, "participant"), place, open=True, reasons=(ONE_SIDE,))]
    sides = [word for word in others if word.lemma_.lower() in lexicon().groups]
    if linked == {"between"} and len(met) + len(sides) < 2:
        met = listed(noun, ("between",), cue.sentence, cast)
        if len(met) < 2:  # "her role in talks between A and somebody not known here"
            return talks_there(cue, cast, place, met)
    if definite and met and not first and ahead_by_word(noun) and (verb := governor(noun)) is not None:
        # "spoke of the planned meeting with X": who speaks of it will be there
        said = actors_at(own_subjects(verb), cue.sentence, cast)
        first = [each for each in persons(said) if each not in met]
    found = meeting_of(cue, cast, first or _both_sides(noun, others, cue, cast), others, place)
    if not found and alone and len(first) < 2:
        found = meeting_of(cue, cast, _both_sides(noun, others, cue, cast), others, place)
    found = found or _of_meeting(noun, others, place, cue, cast)
    found += invited(cue, cast) if found else []
    if found or noun.lemma_.lower() in (
        "dinner",
        "lunch",
        "luncheon",
        "breakfast",
        "session",
        "conversation",
        "discussion",
    ):
        return found
    parts = in_role([each for each in (first or met) if may_be_official(each)], "participant")
    if unnamed := talks_there(cue, cast, place, sides_named):
        return unnamed
    if definite and (not others or met):
        return [Draft(cue, cue.frame.kind, parts, place, open=True, reasons=("the meeting is told elsewhere",))]
    return []


def _hosts_and_honoured(noun: Token) -> list[Token]:
    """Who gives a dinner and for whom: "a lunch hosted by X", "will host a dinner in honour of X", "for X"."""
    served = noun.lemma_.lower() in _MEALS and noun.dep_ == "dobj"
    guests = [word for up in (noun, noun.head) for _, word in hanging(up, ("for",))] if served else []
    giving = [child for child in noun.children if child.dep_ == "acl" and child.lemma_ in ("host", "give", "offer")]
    found = [*guests, *in_honour_of(noun), *(word for each in giving for word in subjects(each) if word != noun)]
    clause = next((child for child in noun.children if child.dep_ == "relcl" and child.lemma_ in _SERVING), None)
    if clause is not None and noun.lemma_.lower() in _MEALS:  # "a dinner that X gave for Y"
        found += [*own_subjects(clause), *given_for(clause)]
    return found


_SERVING = ("host", "give", "offer", "hold")
_MEALS = ("dinner", "lunch", "luncheon", "breakfast")

_KNOWN = ("the", "this", "their")
_POINTING = ("that", "these", "those", "our")
_HABITUAL = ("conversation", "discussion", "dialogue", "deliberation")
"""What is often talked of without any one occasion in mind: "that conversation" may be a nation's."""
_CROWD = ("audience", "session")
"""Words that name a meeting only with those it is with: "the audience" is a hall's, "the session" a council's."""


_ACRONYM = re.compile(r"[A-Z](?:[A-Z]+|-?\d+)|(?:[A-Z]\.){2,}")
_OF_MANY = {
    "international",
    "global",
    "multilateral",
    "multinational",
    "regional",
    "party",
    "nation",
    "world",
    "annual",
}


def of_many(noun: Token) -> bool:
    """Whether a gathering is of more than those who meet: "the G-20 summit", "six-party talks"."""
    before = [word for word in noun.lefts if word.dep_ in ("compound", "nmod", "amod", "nummod")]
    words = [each for word in before for each in word.subtree]
    return any(
        each.lower_ in _OF_MANY or (_ACRONYM.fullmatch(each.text) and not country_named(each.text)) for each in words
    )


def _known(noun: Token) -> bool:
    """Whether a word is of a meeting spoken of as known: "the summit", "that meeting", a headline's "Summit"."""
    words = _KNOWN if noun.lemma_.lower() in _HABITUAL else (*_KNOWN, *_POINTING)
    return _bare(noun) or any(child.lower_ in words and child.dep_ in ("det", "poss") for child in noun.children)


def _bare(noun: Token) -> bool:
    """Whether a meeting stands without any article, as headlines and short messages have it ("Summit called off")."""
    beside = ("det", "poss", "compound", "amod", "nmod", "nummod")
    alone = noun.tag_ in ("NN", "NNP") and not any(child.dep_ in beside for child in noun.children)
    return alone and noun.dep_ in ("nsubj", "nsubjpass") and noun.text[:1].isupper()


def _of_a_house(session: Token, cue: Cue, cast: Cast) -> bool:
    """Whether a session is a parliament's or a body's own, where somebody speaks: it is no meeting with the house."""
    if session.lemma_.lower() != "session" or any(child.lower_ in ("with", "between") for child in session.children):
        return False
    held = actors_at((word for _, word in hanging(session, ("of",))), cue.sentence, cast)
    return bool(held) and all(each.type == "organization" for each in held)


def _of_body(noun: Token, cue: Cue, cast: Cast) -> bool:
    """Whether a gathering bears the name of a body ("the G20 summit"): it is no meeting of two told before."""
    named = [child for child in noun.children if child.dep_ in ("compound", "nmod") and child.i < noun.i]
    if named and noun.text[:1].isupper() and noun.i > noun.sent.start:
        return True
    return any(
        (each.text[:2].isupper() or each.text[1:].isdigit()) and not each.text.endswith(".") for each in named
    ) or any(actor.type == "organization" for actor in actors_at(named, cue.sentence, cast))


def _presiding(cue: Cue, cast: Cast) -> list[ReportActor]:
    """Who led a meeting together: "the talks were co-chaired by X and Y"."""
    verb = cue.token.head
    led = cue.token.dep_ == "nsubjpass" and verb.lemma_.lower() in lexicon().light
    return persons(listed(verb, ("by",), cue.sentence, cast)) if led else []


def _states_joined(named: list[Token], cast: Cast) -> list[ReportActor]:
    """The states whose names are joined before a meeting: "the U.S.–Chile talks", "a Peruvian-Chilean summit"."""
    for word in named:
        parts = re.split(r" ?[-–—] ?", word.doc[word.left_edge.i : word.i + 1].text)
        codes = dict.fromkeys(country_named(part) or country_of_demonym(part) for part in parts)
        keys = [cast.country_key(code) if code else None for code in codes]
        if len(keys) > 1 and all(keys):
            return [cast.actor(key) for key in keys if key]
    return []


def _with_whom(noun: Token) -> list[Token]:
    """With whom a meeting is held, where that hangs on the verb: "hosted a meeting today with a group of Y"."""
    held = noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon().light
    return [word for _, word in hanging(noun.head, ("with",))] if held else []


def _held_at(noun: Token) -> Place | None:
    """Where the verb says it is that a meeting is the object or subject of: "holds talks with X in Y", "opened in P".

    Or the clause on it: "their third summit, held in P".
    """
    told = [child for child in noun.children if child.dep_ == "acl" and child.lemma_.lower() in lexicon().stages]
    held = next((child for child in told if child.tag_ == "VBN"), None)
    if held is not None and (place := place_at(held)) is not None:
        return place
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon().light:
        return place_at(noun.head)
    return where_it_goes_on(noun)


_HOLDING = ("hold", "have")


def _holding(noun: Token) -> Token | None:
    """The verb of a clause that says who held a meeting: "the meetings X held with Y"."""
    for child in noun.children:
        if child.dep_ == "relcl" and child.lemma_.lower() in _HOLDING and own_subjects(child):
            return child
    words = noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + _NAME)]
    verb = next((word for word in words if not word.text[:1].isupper()), None)
    if verb is None or verb.i == noun.i + 1 or verb.dep_ not in ("acl", "relcl") or verb.lemma_.lower() not in _HOLDING:
        return None
    return verb if verb.head.i == verb.i - 1 and verb.tag_ in ("VBD", "VBN") else None


_NAME = 6
"""Words that the name of who held a meeting takes, and one more."""


def _as_held(cue: Cue, cast: Cast, verb: Token) -> list[Draft]:
    """The meetings of "in separate meetings X held last week with Y and Z in P"."""
    first = actors_at(own_subjects(verb) or [verb.nbor(-1)], cue.sentence, cast)
    others = [word for _, word in hanging(verb, ("with",))]
    place = place_at(cue.token) or place_at(verb) or next(filter(None, map(place_after, others)), None)
    found = meeting_of(cue, cast, first, others, place)
    by_itself = not own_subjects(verb)  # then the parse has not tied the clause to the noun
    return [replace(each, cue=replace(cue, token=verb)) for each in found] if by_itself else found


def _of_meeting(noun: Token, others: list[Token], place: Place | None, cue: Cue, cast: Cast) -> list[Draft]:
    """ "X will meet Y at a summit": the parties of the verb, where the noun names no other gathering."""
    verb = governor(noun)
    named = any(child.pos_ == "PROPN" or child.dep_ == "poss" for child in noun.children)
    frame = lexicon().verbs.get(verb.lemma_.lower()) if verb is not None else None
    if others or named or verb is None or frame is None or frame.name != "together":
        return []
    if link_to(noun, verb) not in ("at", "for", "in", "during"):
        return []
    met = [*(objects(verb) if frame.object else []), *(word for _, word in hanging(verb, frame.accompanying))]
    return meeting_of(cue, cast, doers(verb, cue.sentence, cast), met, place or place_at(verb))


_AGREEING = {"agree", "sign", "reach", "announce", "strike", "conclude", "seal", "pledge", "fail", "initial", "ink"}


def _who_agreed(cue: Cue, cast: Cast) -> list[ReportActor]:
    """The two or more whose clause tells what came of talks: "X and Y agreed to a truce, sealed after talks in Z"."""
    link = measured(cue.token).head
    if link.lower_ not in ("after", "following", "at", "during", "in"):
        return []
    root = cue.sentence.span.root
    there = acting(root, cue.sentence, cast) if root.lemma_.lower() in _AGREEING else []
    there = [each for each in there if official(each)]
    return there if len(there) > 1 else []


def _pictured(cue: Cue, cast: Cast) -> list[ReportActor]:
    """Who is named in a caption, which has no verb: "X and Y before a meeting in P"."""
    link = cue.token.head
    if cue.token.dep_ != "pobj" or link.lower_ not in (*_BESIDE, "before"):
        return []
    before = cue.sentence.span.doc[cue.sentence.span.start : link.i]
    if len(before) > _CAPTION or any(word.pos_ in ("VERB", "AUX") and word.lower_ not in _SIDES for word in before):
        return []
    shown = persons(actors_at(before, cue.sentence, cast))
    return shown if len(shown) > 1 and all(official(each) for each in shown) else []


_CAPTION = 24
_SIDES = ("left", "right", "center", "centre", "pictured")


_BESIDE = ("after", "following", "during", "at")


def _both_sides(noun: Token, others: list[Token], cue: Cue, cast: Cast) -> list[ReportActor]:
    """Who met in "X praised Y after a meeting": the two officials of the clause, where the meeting names nobody."""
    verb = next((each for each in noun.head.ancestors if each.pos_ == "VERB"), None)
    if verb is None or others or noun.dep_ not in ("pobj", "dobj") or noun.head.lower_ not in _BESIDE:
        return []
    told = objects(verb) + [child for child in verb.children if child.dep_ in ("dative", "iobj")]
    sides = [persons(actors_at(side, cue.sentence, cast)) for side in (subjects(verb), told)]
    one, other = ([each for each in side if official(each)] for side in sides)
    apart = len(one) == len(other) == 1 and one[0].country != other[0].country
    return [*one, *other] if apart else []


def _before_this(cue: Cue, cast: Cast) -> list[ReportActor]:
    """Who goes from one meeting to the next: "will hold talks with A, followed by a meeting with B"."""
    link = cue.token.head
    verb = link.head if link.lower_ in ("by", "before", "after") else None
    if verb is None or (link.lower_ == "by" and verb.lemma_.lower() != "follow"):
        return []
    above = governor(verb) if verb.lemma_.lower() == "follow" else verb
    return doers(above, cue.sentence, cast)[:1] if above is not None and above.pos_ == "VERB" else []
