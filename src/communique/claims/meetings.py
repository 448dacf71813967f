"""Who meets, receives, negotiates with and telephones whom.

Invariant: a meeting joins at least two parties, or one official and a group that the sentence names;
somebody who is known to act for no state or body is no party. Whether two persons of no told office are
officials is left to what all reports know.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.acts import honoured
from communique.claims.drafting import (
    Draft,
    actors_at,
    in_role,
    in_row,
    leads,
    official,
    persons,
    unnamed_holder,
)
from communique.claims.frames import Cue, lexicon
from communique.claims.geography import place_after, place_at
from communique.claims.listing import doers, listed
from communique.claims.ontology import NO_OFFICE_HERE
from communique.claims.receiving import guests_of, welcome
from communique.claims.saying import SAID
from communique.claims.syntax import (
    hanging,
    led_by,
    objects,
    own_subjects,
    phrase,
    possessors,
    subjects,
)
from communique.model import Detail, Place, ReportActor

_REACH = 30
"""So many words after a verb may tell that its meetings were several."""


def together(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X meets Y", "X and Y met", "X negotiates with Y"."""
    verb = cue.token
    first = doers(verb, cue.sentence, cast)
    others = [word for _, word in hanging(verb, cue.frame.accompanying)]
    if cue.frame.object:
        others = [*objects(verb), *others]
    if not others and verb.dep_ == "acl" and verb.head.lemma_ in ("invitation", "offer", "request", "proposal"):
        others = [*possessors(verb.head), *(own_subjects(verb.head.head) if verb.head.dep_ == "dobj" else [])]
    place = place_at(verb) or next(filter(None, map(place_after, others)), None)
    return _on_several_days(cue, cast, first, place) or _one_by_one(
        cue, cast, meeting_of(cue, cast, first, others, place), first
    )


def _on_several_days(cue: Cue, cast: Cast, first: list[ReportActor], place: Place | None) -> list[Draft]:
    """The meetings of "met with A on Monday and with B on Tuesday", each with its day; none if it is one."""
    words = dict(led_by(cue.token, cue.frame.accompanying))
    if len(words) < 2:
        return []
    made = []
    for word in words.values():
        parts = [*first, *(each for each in actors_at([word], cue.sentence, cast) if each not in first)]
        if len(parts) == len(first) or not all(official(each) for each in parts):
            return []
        made.append(Draft(cue, cue.frame.kind, in_role(parts, "participant"), place, reasons=("one of several",)))
    found = in_row(made, list(words))
    return found if all(each.reach for each in found) else []


_SEPARATELY = ("separately", "individually", "respectively")


def _one_by_one(cue: Cue, cast: Cast, found: list[Draft], first: list[ReportActor]) -> list[Draft]:
    """Two meetings where somebody meets two "separately"; else what was found."""
    verb, mine = cue.token, {each.key for each in first}
    words = {each.lower_ for each in cue.sentence.span[verb.i + 1 - cue.sentence.span.start :][:_REACH]}
    words |= {child.lower_ for child in verb.children}
    rest = [part for draft in found[:1] for part in draft.participants if part.actor not in mine]
    apart = len({cast.actor(part.actor).country for part in rest}) == len(rest)
    turns = bool(words & set(_SEPARATELY)) or _one_then_other(cue, cast, {part.actor for part in rest})
    apart |= bool(words & {"separately", "individually"})
    if len(mine) != 1 or len(rest) < 2 or not apart or not turns:
        return found
    own = tuple(part for part in found[0].participants if part.actor in mine)
    return [replace(found[0], participants=(*own, part)) for part in rest]


def _one_then_other(cue: Cue, cast: Cast, met: set[str]) -> bool:
    """Whether one of those met is told after a "then": "meets A, B and then C"."""
    span = cue.sentence.span
    thens = [word.i for word in span if word.lower_ == "then" and word.i > cue.token.i]
    return any(
        set(cast.at(cue.sentence, at)) & met for then in thens for at in range(then + 1, min(then + 6, span.end))
    )


def assembling(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X convened a group of Y": a meeting with people; a body is convened by its own head, who meets nobody."""
    words = objects(cue.token)
    if any(actor.type != "person" for actor in actors_at(words, cue.sentence, cast)):
        return []
    return meeting_of(cue, cast, doers(cue.token, cue.sentence, cast), words, place_at(cue.token))


REMOTE = {
    "virtually",
    "remotely",
    "online",
    "virtual",
    "video",
    "phone",
    "telephone",
    "videoconference",
    "teleconference",
}


def _remote(cue: Cue) -> bool:
    """Whether they met by wire: "met virtually", "a virtual meeting", "talks by video"."""
    word = cue.token
    beside = [child for child in word.children if child.dep_ in ("advmod", "amod", "compound", "nmod")]
    lines = [each for _, each in hanging(word, ("by", "via", "over", "through"))]
    after = [word.nbor(1)] if word.pos_ == "VERB" and word.i + 1 < len(word.doc) else []
    return any(each.lower_ in REMOTE for each in (*beside, *lines, *after))


def meeting_of(cue: Cue, cast: Cast, first: list[ReportActor], others: list[Token], place: Place | None) -> list[Draft]:
    """The meeting of these with those named or listed after it; none of fewer than two parties or one with a crowd."""
    second = [*actors_at(others, cue.sentence, cast), *listed(cue.token, cue.frame.accompanying, cue.sentence, cast)]
    says = _who_says(cue, cast) | _only_against(cue, cast)
    parties = list({actor.key: actor for actor in [*first, *second] if actor.key not in says}.values())
    if len(parties) == 1 and not first:
        parties += [each for each in leaders_saying(cue, cast) if each.key != parties[0].key]
    parties = [each for each in parties if official(each) or (each.type == "person" and not each.offices)]
    untold = () if any(official(each) for each in parties) else (NO_OFFICE_HERE,)
    if untold and len(parties) < 2:
        return []
    if any(each.type == "person" for each in parties):
        persons = {each.country for each in parties if each.type == "person"}
        parties = [each for each in parties if each.type != "country" or each.country not in persons]
    details: tuple[Detail, ...] = ()
    score = 1.0
    if len(parties) < 2:
        crowd = [word for word in others if not cast.at(cue.sentence, word) and word.tag_ in ("NNS", "NNPS", "NN")]
        side = next((each for each in others if each.lemma_.lower() in lexicon().groups), None)
        crowd = [word for word in crowd if not _his_own(word)]
        crowd = crowd if crowd and _people(crowd[0]) else list(filter(None, [unnamed_holder(cue, cast)]))
        crowd = [side] if side is not None and not cast.at(cue.sentence, side) else crowd
        crowd = [word for word in crowd if not _beside_one(word, parties, cue, cast)]
        if not parties or not crowd or (parties[0].type != "person" and crowd != [side]):
            return []
        details, score = (Detail("with", _called(crowd[0])),), 0.6 if crowd != [side] else 0.8
    elif not second:
        if any(each.dep_ == "dobj" and each.lower_ in _A_GUEST for each in others):
            return []  # "X and the first lady met the royal party": they did not meet each other
        crowd = [word for word in others if word.tag_ in ("NNS", "NNPS") and _people(word)]
        details = (Detail("with", phrase(crowd[0])),) if crowd else ()  # "X and Y telephoned senators"
    one_by_one = _apart(parties, second) if _separate(cue.token) and len(parties) > 2 else [parties]
    remote = _remote(cue)
    return [
        Draft(
            cue,
            "call" if remote else cue.frame.kind,
            in_role(both, "participant"),
            None if remote else place,
            details=details,
            score=score,
            reasons=(f"“{cue.token.text}” joins its parties", *untold),
        )
        for both in one_by_one
    ]


_A_GUEST = frozenset(
    {"party", "guest", "visitor", "delegation", "monarch", "couple", "dignitary", "him", "her", "them"}
)
"""Who was met by those named before, where the report does not tell it: nobody of these met another of them."""


def _beside_one(word: Token, parties: list[ReportActor], cue: Cue, cast: Cast) -> bool:
    """Whether a noun stands joined to the one party named, and so on the same side: "met by X and the first lady"."""
    keys = {each.key for each in parties}
    return cue.token.pos_ == "VERB" and word.dep_ == "conj" and bool(keys & set(cast.at(cue.sentence, word.head)))


def _his_own(word: Token) -> bool:
    """Whether people are those of who stands before them, and so no other side: "talks with X and his delegation"."""
    return word.dep_ == "conj" and any(each.lower_ in ("his", "her") for each in possessors(word))


def _called(side: Token) -> str:
    """What a counterpart without a name is called, with what the parse takes off "P5+1"."""
    more = side.doc[side.i + 1 : side.i + 3].text
    return phrase(side) + more if more.replace(" ", "") == "+1" else phrase(side)


def _apart(parties: list[ReportActor], second: list[ReportActor]) -> list[list[ReportActor]]:
    """The parties two by two: each with the one whom all met, or with the first."""
    met = list({each.key: each for each in persons(second)}.values())
    common = met[0] if len(met) == 1 else parties[0]
    return [[each, common] if common in met else [common, each] for each in parties if each.key != common.key]


def _who_says(cue: Cue, cast: Cast) -> set[str]:
    """Who says at its end what a sentence tells, whatever the parse makes of it: "will meet A, Minister X said"."""
    span = cue.sentence.span
    for said in span:
        if said.lower_ not in SAID or said.i <= cue.token.i:
            continue
        here = said.i - 1
        if span.doc[here].text == ")":
            here = next((i for i in range(here, span.start, -1) if span.doc[i].text == "("), here) - 1
        start = here
        while start > span.start and (span.doc[start].text[:1].isupper() or span.doc[start].text == "-"):
            start -= 1
        if start < here and span.doc[start].text == ",":
            return set(cast.at(cue.sentence, here))
    return set()


def leaders_saying(cue: Cue, cast: Cast) -> list[ReportActor]:
    """The leader who held what is told as known: "the talks with X were good, President Y said"."""
    if not any(child.lower_ == "the" for child in cue.token.children):
        return []
    return [each for each in map(cast.actor, sorted(_who_says(cue, cast))) if leads(each)]


def _only_against(cue: Cue, cast: Cast) -> set[str]:
    """Who stands in a sentence only for those who are for or against them: "the anti-X dissidents"."""
    if "anti-" not in cue.sentence.span.text and "pro-" not in cue.sentence.span.text:
        return set()
    doc = cue.sentence.span.doc
    named: dict[str, bool] = {}
    for word in cue.sentence.span:
        if word.text == "-" or word.lower_ in ("anti", "pro"):
            continue
        by_itself = word.i < 2 or doc[word.i - 1].text != "-" or doc[word.i - 2].lower_ not in ("anti", "pro")
        for key in cast.at(cue.sentence, word):
            named[key] = named.get(key, False) or by_itself
    return {key for key, by_itself in named.items() if not by_itself}


def _separate(noun: Token) -> bool:
    """Whether somebody meets one after the other: "separate talks with both men"."""
    return noun.pos_ == "NOUN" and any(child.lower_ in ("separate", "individual") for child in noun.children)


def _people(word: Token) -> bool:
    """Whether a common noun is likely to stand for people who can be met."""
    return word.lower_.endswith(
        (
            "ers",
            "ors",
            "ans",
            "ists",
            "people",
            "men",
            "women",
            "officials",
            "counterparts",
            "ministers",
            "number",
            "group",
            "members",
            "families",
            "students",
            "troops",
            "victims",
            "survivors",
            "representatives",
            "delegation",
            "team",
            "envoy",
            "minister",
            "king",
            "queen",
            "pope",
        )
    )


def receive(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X hosts Y": they meet, and Y visits X's state; "X receives a medal" is an honour."""
    if any(word.lemma_.lower() in lexicon().honours for word in objects(cue.token)):
        return honoured(cue, cast)
    hosts = actors_at(subjects(cue.token), cue.sentence, cast)
    guests = actors_at(guests_of(cue.token, cue.sentence, cast), cue.sentence, cast)
    found: list[Draft] = []
    talks = any(word.lemma_.lower() in lexicon().nouns for _, word in hanging(cue.token, ("for",)))
    if not talks and any(each.type == "person" for each in hosts):
        met = guests_of(cue.token, cue.sentence, cast)
        found = meeting_of(cue, cast, hosts, met, place_at(cue.token)) if guests else []
    return found + welcome(cue, cast)


def joining(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X sat down with Y", "X and Y came together", "X engaged Y on the sidelines"."""
    beside = {child.lower_ for child in cue.token.children if child.dep_ in ("prt", "advmod")}
    if cue.token.lemma_ == "engage":
        return together(cue, cast) if on_the_sidelines(cue.token) else []
    return together(cue, cast) if beside & {"down", "together"} else []


def seeing(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X will see President Y", "travels to P to see Y": a meeting to come; who "saw" somebody need not have met."""
    ahead = any(child.lower_ in ("will", "to") and child.dep_ == "aux" for child in cue.token.children)
    seen = [each for each in persons(actors_at(objects(cue.token), cue.sentence, cast)) if official(each)]
    wanted = any(child.dep_ in ("ccomp", "xcomp", "oprd", "prt") for child in cue.token.children)
    return together(cue, cast) if ahead and seen and not wanted else []


def on_the_sidelines(verb: Token) -> bool:
    """Whether something is done beside or at a gathering: "on the margins of", "at the summit", "at the G20"."""
    return any(
        word.lower_ in ("sideline", "sidelines", "margin", "margins")
        or (link == "at" and (word.lemma_.lower() in _GATHERINGS or _GROUP.fullmatch(word.text)))
        for link, word in hanging(verb, ("on", "at"))
    )


_GATHERINGS = {"summit", "conference", "forum", "assembly"}
_GROUP = re.compile(r"G-?\d{1,2}")
