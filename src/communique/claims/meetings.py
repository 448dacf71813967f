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
from communique.claims.acts import honoured, in_honour_of
from communique.claims.drafting import (
    Draft,
    acting,
    actors_at,
    by_control,
    in_role,
    in_row,
    link_to,
    may_be_official,
    official,
    persons,
    unnamed_holder,
)
from communique.claims.facets import ahead_by_word
from communique.claims.frames import Cue, lexicon
from communique.claims.geography import place_after, place_at
from communique.claims.listing import doers, listed
from communique.claims.ontology import NO_OFFICE_HERE
from communique.claims.places import country_named, country_of_demonym
from communique.claims.receiving import guests_of, invited, welcome
from communique.claims.saying import SAID
from communique.claims.syntax import (
    governor,
    hanging,
    led_by,
    measured,
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
    says = _who_says(cue, cast)
    parties = list({actor.key: actor for actor in [*first, *second] if actor.key not in says}.values())
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
        crowd = crowd if crowd and _people(crowd[0]) else list(filter(None, [unnamed_holder(cue, cast)]))
        if not parties or not crowd or parties[0].type != "person":
            return []
        details, score = (Detail("with", phrase(crowd[0])),), 0.6
    elif not second:
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
    met = actors_at(others, cue.sentence, cast)
    if first and noun.dep_ == "dobj" and all(each.type == "country" for each in first):
        # "X co-chaired the China-Japan dialogue with Y"; without Y, the state that X is not of took part too
        first = [*persons(by_control(cue, cast)), *(() if met else first)] or first
    place = place_at(noun) or next(filter(None, map(place_after, others)), None) or _held_at(noun)
    definite = _known(noun)
    alone = not first and not others
    if alone and (noun.lemma_.lower() in _CROWD or (noun.lower_ == "talk" and noun.tag_ == "NN")):
        return []
    if alone and (of_many(noun) or _of_body(noun, cue, cast)):
        return []  # "they spoke at the G-20 summit": a meeting of many is none of theirs
    if definite and alone:
        there = by_control(cue, cast)
        # "In their first meeting since June, X and Y agreed"
        theirs = noun.dep_ == "pobj" and any(each.lower_ == "their" for each in possessors(noun))
        if len(persons(there)) > 1 and (noun.lemma_.lower() == "summit" or theirs):
            return meeting_of(cue, cast, there, [], place)
        return [Draft(cue, cue.frame.kind, (), place, open=True, reasons=("the meeting is told elsewhere",))]
    linked = {link for link, _ in hanging(noun, cue.frame.accompanying)} or ({"with"} if others else set())
    if len({actor.key for actor in [*first, *met]}) < 2 or (not first and linked == {"with"}):
        holders = by_control(cue, cast)
        verb = governor(noun)
        if verb is not None and verb.lemma_.lower() in ("host", "receive", "welcome", "invite"):
            holders = [*holders, *actors_at(objects(verb), cue.sentence, cast)]
        holders = holders or _before_this(cue, cast) or (_who_agreed(cue, cast) if alone else [])
        first = [*first, *(each for each in holders if each.key not in {actor.key for actor in met})]
        place = place or (place_at(verb) if verb is not None else None)
    if linked == {"between"} and len(met) < 2:
        return []  # "her role in talks between A and somebody not known here"
    if definite and met and not first and ahead_by_word(noun) and (verb := governor(noun)) is not None:
        # "spoke of the planned meeting with X": who speaks of it will be there
        said = actors_at(own_subjects(verb), cue.sentence, cast)
        first = [each for each in persons(said) if each not in met]
    found = meeting_of(cue, cast, first or _both_sides(noun, others, cue, cast), others, place)
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
    if definite and (not others or met):
        return [Draft(cue, cue.frame.kind, parts, place, open=True, reasons=("the meeting is told elsewhere",))]
    return []


def _hosts_and_honoured(noun: Token) -> list[Token]:
    """Who gives a dinner and for whom: "a lunch hosted by X", "will host a dinner in honour of X", "for X"."""
    served = noun.lemma_.lower() in _MEALS and noun.dep_ == "dobj"
    guests = [word for up in (noun, noun.head) for _, word in hanging(up, ("for",))] if served else []
    giving = [child for child in noun.children if child.dep_ == "acl" and child.lemma_ in ("host", "give", "offer")]
    return [*guests, *in_honour_of(noun), *(word for each in giving for word in subjects(each) if word != noun)]


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
    """Where the verb says it is that a meeting is the object of: "holds talks with X in Y"."""
    return place_at(noun.head) if noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon().light else None


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


def _both_sides(noun: Token, others: list[Token], cue: Cue, cast: Cast) -> list[ReportActor]:
    """Who met in "X praised Y after a meeting": the two officials of the clause, where the meeting names nobody."""
    verb = next((each for each in noun.head.ancestors if each.pos_ == "VERB"), None)
    if verb is None or others or noun.dep_ not in ("pobj", "dobj") or noun.head.lower_ not in ("after", "following"):
        return []
    sides = [persons(actors_at(side, cue.sentence, cast)) for side in (subjects(verb), objects(verb))]
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
