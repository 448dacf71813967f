"""Who takes part in an event and where it is, read off the sentence that names it.

Invariant: every participant is an actor of the cast, found where the cue's frame looks for it; a
sentence that names too few for its kind of event gives nothing. What a sentence leaves open ("the
visit", with neither traveller nor destination) is said to be open, and is filled from the report later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.frames import Cue, lexicon
from communique.claims.geography import destinations, in_town, place_at
from communique.claims.parsing import Sentence
from communique.claims.syntax import governor, hanging, objects, objects_of, passive, phrase, possessors, subjects
from communique.model import Detail, Participation, Place, ReportActor, Role


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one cue tells it, before it is dated.

    `open` is true where the sentence takes up an event told elsewhere ("the visit", "his trip").
    `by_place` is true of a visit that is only implied by where somebody takes part in something.
    """

    cue: Cue
    kind: str
    participants: tuple[Participation, ...] = ()
    place: Place | None = None
    open: bool = False
    by_place: bool = False
    details: tuple[Detail, ...] = ()
    score: float = 1.0
    reasons: tuple[str, ...] = ()


def drafts(cue: Cue, cast: Cast) -> list[Draft]:
    """The events that a cue tells of; none where it names no official, state or body that takes part."""
    found = [draft for draft in _READERS[cue.frame.name](cue, cast) if draft.open or draft.participants]
    if _says_which(cue.token):
        found = [replace(draft, open=True) for draft in found]
    told = {part.actor for draft in found if draft.kind == "visit" for part in draft.participants}
    implied = (each for draft in found for each in visits_by_place(draft, cast))
    return [*found, *(each for each in implied if each.participants[0].actor not in told)]


def _says_which(noun: Token) -> bool:
    """ "It is his ninth meeting with Y", "in what is the first visit since": says more of an event, tells no new one."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return False
    return any(
        child.lower_ in ("it", "this", "that", "what", "which")
        for child in noun.head.children
        if child.dep_ in ("nsubj", "attr")
    )


def actors_at(tokens: Iterable[Token], sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors that these words stand for, each once, in text order."""
    found: dict[str, ReportActor] = {}
    for token in tokens:
        for key in cast.at(sentence, token):
            found.setdefault(key, cast.actor(key))
    return list(found.values())


def official(actor: ReportActor) -> bool:
    """Whether an actor acts for a state or body: a state, a body, or somebody with an office."""
    return actor.type != "person" or bool(actor.offices) or actor.nameless


def _persons(actors: list[ReportActor]) -> list[ReportActor]:
    return [actor for actor in actors if actor.type == "person"]


def _parts(actors: Iterable[ReportActor], role: Role) -> tuple[Participation, ...]:
    return tuple(Participation(actor.key, role) for actor in actors)


# ---- travel


def _travel(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X travels to P", "X arrives in P", "X visits P"."""
    goers = _persons(actors_at(subjects(cue.token), cue.sentence, cast))
    if passive(cue.token) and not any(child.dep_ == "agent" for child in cue.token.children):
        return []
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    if cue.frame.object:
        spots = [spot for word in objects(cue.token) for spot in destinations(word)] or spots
    return _visits(cue, cast, goers, spots, "the verb")


def _presence(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X is in P": only a capital or a foreign state, and only for an official."""
    goers = _persons(actors_at(subjects(cue.token), cue.sentence, cast))
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    return [replace(each, score=0.7) for each in _visits(cue, cast, goers, spots, "being there")]


def _journey(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X's visit to P", "a visit to P by X", "X, on a visit to P", "the visit"."""
    noun = cue.token
    goers = _persons(actors_at(possessors(noun), cue.sentence, cast))
    if not goers:
        goers = _persons(actors_at((word for _, word in hanging(noun, ("by", "of"))), cue.sentence, cast))
    spots = [spot for _, word in hanging(noun, cue.frame.to) for spot in destinations(word)]
    named = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod", "npadvmod", "poss")]
    spots = spots or [spot for child in named for spot in destinations(child)]
    definite = any(child.lower_ in ("the", "this", "that") for child in noun.children if child.dep_ == "det")
    if not goers and not (definite and not spots):
        goers = _by_control(cue, cast)
        if definite and spots and not goers:
            return [Draft(cue, "visit", (), spots[0], open=True, reasons=("the noun names the destination alone",))]
    if goers and spots:
        return _visits(cue, cast, goers, spots, "the noun")
    if not definite and not possessors(noun):
        return []
    parts = _parts(goers[:1], "visitor")
    return [
        Draft(cue, "visit", parts, spots[0] if spots else None, open=True, reasons=("the visit is told elsewhere",))
    ]


_CIRCUMSTANCES = {"on", "during", "for", "ahead", "before", "after", "in", "at", "amid", "following"}
"""Prepositions by which an event noun tells the circumstance of what its sentence's subject does."""


def _by_control(cue: Cue, cast: Cast, verbs: Collection[str] | None = None) -> list[ReportActor]:
    """The subject of the verb that an event noun hangs on, where that verb is about the event itself."""
    verb = governor(cue.token)
    if verb is None:
        return []
    link = _link(cue.token, verb)
    light = verb.lemma_.lower() in (verbs or lexicon().light)
    if link is None or (verbs and not light) or (cue.token.dep_ in ("nsubj", "nsubjpass") and cue.token.head == verb):
        return []
    if not light and link not in _CIRCUMSTANCES:
        return []
    return actors_at(subjects(verb), cue.sentence, cast)


def _link(noun: Token, verb: Token) -> str | None:
    """The preposition by which a noun hangs on a verb; empty where it is its object, None where it hangs elsewhere."""
    here = noun
    while here.dep_ == "conj":
        here = here.head
    if here.head == verb:
        return ""
    above = here.head
    while above.dep_ in ("prep", "advmod", "pcomp") and above.head != verb and above.head.dep_ in ("prep", "advmod"):
        above = above.head
    return above.lower_ if above.dep_ in ("prep", "advmod", "agent") and above.head == verb else None


def _visits(cue: Cue, cast: Cast, goers: list[ReportActor], spots: list[Place], how: str) -> list[Draft]:
    """One visit for each state travelled to; of travellers of one state the first leads, the others are delegates."""
    goers = [goer for goer in goers if official(goer)]
    if not goers or not spots:
        return []
    lead, rest = goers[0], goers[1:]
    found = []
    for spot in map(in_town, _one_a_state(spots)):
        if spot.country is not None and spot.country == lead.country:
            continue
        parts = [Participation(lead.key, "visitor")]
        parts += [Participation(each.key, "delegate") for each in rest if each.country in (lead.country, None)]
        host = cast.country_key(spot.country) if spot.country else None
        if host:
            parts.append(Participation(host, "host"))
        found.append(
            Draft(
                cue, "visit", tuple(parts), spot, reasons=(f"{how} “{cue.token.text}” names traveller and destination",)
            )
        )
        found += [
            Draft(
                cue,
                "visit",
                (Participation(each.key, "visitor"), *parts[-1:]) if host else (Participation(each.key, "visitor"),),
                spot,
            )
            for each in rest
            if each.country not in (lead.country, None, spot.country)
        ]
    return found


def _one_a_state(spots: list[Place]) -> list[Place]:
    """Of several places in one state keep the first, and prefer a town to the state's own name."""
    kept: dict[str, Place] = {}
    for spot in spots:
        key = spot.country or spot.name or ""
        if key not in kept:
            kept[key] = spot
    return list(kept.values())


def _retinue(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X, accompanied by Y and Z": the delegates of X's visit, wherever the report tells of it."""
    verb = cue.token
    agents = [child for child in verb.children if child.dep_ == "agent"]
    led = objects(verb)
    leaders = [each for each in _persons(actors_at(led, cue.sentence, cast)) if official(each)][:1]
    with_whom = [word for each in agents for word in _names_in(each)] if agents else subjects(verb)
    company = [each for each in _persons(actors_at(with_whom, cue.sentence, cast)) if each not in leaders]
    if not leaders or not company:
        return []
    spots = [spot for _, word in hanging(verb, cue.frame.to) for spot in destinations(word)]
    parts = (*_parts(leaders, "visitor"), *_parts(company, "delegate"))
    return [Draft(cue, "visit", parts, spots[0] if spots else None, open=True, reasons=("the delegates are named",))]


def _names_in(word: Token) -> list[Token]:
    """The names in a phrase, not those in a clause that hangs on it, and no possessors."""
    return [
        each
        for each in word.subtree
        if each.pos_ in ("PROPN", "NOUN")
        and each.dep_ != "poss"
        and not any(up.dep_ in ("relcl", "advcl", "ccomp") for up in (each, *each.ancestors) if up.i > word.i)
    ]


def _convening(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X will attend the conference in P": a visit of X to P's state."""
    verb = governor(cue.token)
    place = place_at(cue.token)
    if verb is None or place is None or place.country is None:
        return []
    if verb.lemma_.lower() not in (
        "attend",
        "join",
        "participate",
        "travel",
        "fly",
        "address",
        "arrive",
        "speak",
        "head",
    ):
        return []
    goers = [each for each in _persons(actors_at(subjects(verb), cue.sentence, cast)) if official(each)]
    found = (_visit_by_place(Draft(cue, "visit", place=place), each, goers) for each in goers)
    return [each for each in found if each]


def visits_by_place(draft: Draft, cast: Cast) -> list[Draft]:
    """The visits that an event abroad implies: who meets in Geneva is in Switzerland."""
    if draft.kind not in ("meeting", "talks", "address", "signing", "ceremony", "statement") or not draft.place:
        return []
    there = [cast.actor(part.actor) for part in draft.participants]
    found = (_visit_by_place(draft, each, there) for each in there if each.type == "person" and each.offices)
    return [each for each in found if each]


def _visit_by_place(draft: Draft, goer: ReportActor, there: list[ReportActor]) -> Draft | None:
    place = draft.place
    if place is None or place.country in (None, goer.country) or goer.country is None:
        return None
    hosts = [each for each in there if each.country == place.country]
    parts = (Participation(goer.key, "visitor"), *_parts(hosts, "host"))
    why = f"“{draft.cue.token.text}” there puts the traveller in that state"
    return Draft(draft.cue, "visit", parts, in_town(place), score=0.7, reasons=(why,), by_place=True)


# ---- meeting


def _together(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X meets Y", "X and Y met", "X negotiates with Y"."""
    verb = cue.token
    first = actors_at(subjects(verb), cue.sentence, cast)
    others = [word for _, word in hanging(verb, cue.frame.accompanying)]
    if cue.frame.object:
        others = [*objects(verb), *others]
    return _meeting(cue, cast, first, others, place_at(verb) or next(filter(None, map(place_at, others)), None))


def _meeting(cue: Cue, cast: Cast, first: list[ReportActor], others: list[Token], place: Place | None) -> list[Draft]:
    second = actors_at(others, cue.sentence, cast)
    parties = list({actor.key: actor for actor in [*first, *second]}.values())
    parties = [each for each in parties if official(each) or (each.type == "person" and not each.offices)]
    if not any(official(each) for each in parties):
        return []
    if any(each.type == "person" for each in parties):
        persons = {each.country for each in parties if each.type == "person"}
        parties = [each for each in parties if each.type != "country" or each.country not in persons]
    details: tuple[Detail, ...] = ()
    score = 1.0
    if len(parties) < 2:
        crowd = [word for word in others if not cast.at(cue.sentence, word) and word.tag_ in ("NNS", "NNPS", "NN")]
        if not parties or not crowd or parties[0].type != "person" or not _people(crowd[0]):
            return []
        details, score = (Detail("with", phrase(crowd[0])),), 0.6
    parts = _parts(parties, "participant")
    return [
        Draft(
            cue,
            cue.frame.kind,
            parts,
            place,
            details=details,
            score=score,
            reasons=(f"“{cue.token.text}” joins its parties",),
        )
    ]


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


def _receive(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X hosts Y": they meet, and Y visits X's state."""
    hosts = actors_at(subjects(cue.token), cue.sentence, cast)
    guests = actors_at(objects(cue.token), cue.sentence, cast)
    found: list[Draft] = []
    talks = any(word.lemma_.lower() in lexicon().nouns for _, word in hanging(cue.token, ("for",)))
    if not talks and any(each.type == "person" for each in hosts):
        found = _meeting(cue, cast, hosts, objects(cue.token), place_at(cue.token)) if guests else []
    return found + _welcome(cue, cast)


def _welcome(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X welcomes Y to P": Y's visit to X's state."""
    hosts = [each for each in actors_at(subjects(cue.token), cue.sentence, cast) if official(each)]
    guests = [each for each in _persons(actors_at(objects(cue.token), cue.sentence, cast)) if official(each)]
    if not hosts or not guests:
        return []
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    home = hosts[0].country
    place = in_town(spots[0]) if spots else Place(None, home) if home else None
    if place is None or place.country is None or place.country == guests[0].country:
        return []
    parts = (*_parts(guests[:1], "visitor"), *_parts(guests[1:], "delegate"), *_parts(hosts, "host"))
    return [Draft(cue, "visit", parts, place, score=0.9, reasons=(f"“{cue.token.text}” names host and guest",))]


def _gathering(cue: Cue, cast: Cast) -> list[Draft]:
    """ "talks between X and Y", "X's meeting with Y", "X will hold talks with Y", "the Obama-Abe summit"."""
    noun = cue.token
    first = actors_at(possessors(noun), cue.sentence, cast)
    if not first:
        named = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod")]
        first = [each for each in actors_at(named, cue.sentence, cast) if each.type != "organization"]
    others = [word for _, word in hanging(noun, cue.frame.accompanying)]
    met = actors_at(others, cue.sentence, cast)
    place = place_at(noun)
    if len({actor.key for actor in [*first, *met]}) < 2:
        holders = _by_control(cue, cast)
        verb = governor(noun)
        if verb is not None and verb.lemma_.lower() in ("host", "receive", "welcome", "invite"):
            holders = [*holders, *actors_at(objects(verb), cue.sentence, cast)]
        first = [*first, *(each for each in holders if each.key not in {actor.key for actor in met})]
        place = place or (place_at(verb) if verb is not None else None)
    found = _meeting(cue, cast, first, others, place)
    if found or noun.lemma_.lower() in ("dinner", "lunch", "breakfast", "session", "conversation", "discussion"):
        return found
    definite = any(child.lower_ in ("the", "this", "their") for child in noun.children)
    parts = _parts([each for each in first if official(each)], "participant")
    if definite and not others:
        return [Draft(cue, cue.frame.kind, parts, place, open=True, reasons=("the meeting is told elsewhere",))]
    return []


# ---- call, address, ceremony, award, signing, statement


def _phone(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X spoke with Y (by phone)": a call, unless the sentence has them in one place."""
    verb = cue.token
    callers = [each for each in _persons(actors_at(subjects(verb), cue.sentence, cast)) if official(each)]
    others = [word for _, word in hanging(verb, cue.frame.accompanying)] or (objects(verb) if cue.frame.object else [])
    called = [each for each in _persons(actors_at(others, cue.sentence, cast)) if official(each)]
    if not callers or not called or callers[0].key == called[0].key:
        return []
    words = cue.sentence.span.text.lower()
    by_phone = any(mark in words for mark in ("phone", "call", "video", "virtual"))
    apart = callers[0].country is None or called[0].country is None or callers[0].country != called[0].country
    if not by_phone and (
        not apart or place_at(verb) or any(mark in words for mark in ("sideline", "in person", "margins"))
    ):
        return []
    kind = "call" if cue.frame.kind == "call" else cue.frame.kind
    return [
        Draft(
            cue,
            kind,
            _parts([*callers, *called], "participant"),
            score=0.95 if by_phone else 0.7,
            reasons=("they spoke by telephone" if by_phone else "they spoke, in no common place",),
        )
    ]


def _calling(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a telephone call with Y", "X's phone call to Y"."""
    first = actors_at(possessors(cue.token), cue.sentence, cast) or _by_control(cue, cast)
    others = [word for _, word in hanging(cue.token, cue.frame.accompanying)]
    return _meeting(cue, cast, _persons(first), others, None)


def _speech(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X addresses parliament"."""
    heard = [word for word in objects(cue.token) if _audience(word)]
    return _addresses(cue, cast, actors_at(subjects(cue.token), cue.sentence, cast), heard) if heard else []


def _speaking(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a speech by X to the assembly", "X delivered an address"."""
    verb = governor(cue.token)
    given = verb is not None and verb.lemma_.lower() in ("deliver", "give", "make") and _link(cue.token, verb) == ""
    heard = [word for _, word in hanging(cue.token, cue.frame.to)]
    if not given and not (possessors(cue.token) and any(_audience(word) for word in heard)):
        return []
    speakers = actors_at(possessors(cue.token), cue.sentence, cast)
    if given and verb is not None:
        speakers = actors_at(subjects(verb), cue.sentence, cast)
        heard = heard or [word for _, word in hanging(verb, cue.frame.to)]
    return _addresses(cue, cast, speakers, heard)


def _audience(word: Token) -> bool:
    held = lexicon().audiences
    near = [word, *(child for child in word.subtree if child.dep_ in ("compound", "pobj", "appos", "nmod"))]
    return any(each.lemma_.lower() in held or each.lower_ in held for each in near)


def _addresses(cue: Cue, cast: Cast, speakers: list[ReportActor], heard: list[Token]) -> list[Draft]:
    speakers = [each for each in _persons(speakers) if official(each)]
    if not speakers:
        return []
    bodies = [
        each for each in actors_at(heard, cue.sentence, cast) if each.type != "person" and each.key != speakers[0].key
    ]
    parts = (*_parts(speakers[:1], "speaker"), *_parts(bodies, "audience"))
    details = (Detail("audience", phrase(heard[0])),) if heard else ()
    place = next((spot for word in heard for spot in destinations(word)), None) or place_at(cue.token)
    return [Draft(cue, "address", parts, place, details=details, reasons=(f"“{cue.token.text}” names its speaker",))]


def _rite(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a ceremony led by X", "X attended the funeral of Y"."""
    noun = cue.token
    near = [word for _, word in hanging(noun, cue.frame.accompanying)]
    near += [word for child in noun.children if child.dep_ in ("acl", "relcl") for word in subjects(child)]
    there = [*actors_at([*possessors(noun), *near], cue.sentence, cast)]
    there += [each for each in _by_control(cue, cast) if each.key not in {one.key for one in there}]
    there = [each for each in there if official(each) and each.type == "person"]
    if not there:
        return []
    return [
        Draft(
            cue,
            "ceremony",
            _parts(there, "participant"),
            place_at(noun),
            details=(Detail("ceremony", phrase(noun)),),
            reasons=("it is named with who takes part",),
        )
    ]


def _honour(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X awarded Y the Order of Z"."""
    verb = cue.token
    things = [child for child in verb.children if child.dep_ in ("dobj", "oprd", "attr", "pobj")]
    things += [word for _, word in hanging(verb, ("with",))]
    if not any(word.lemma_.lower() in lexicon().honours or word.lower_ in lexicon().honours for word in things):
        return []
    givers = [] if passive(verb) else actors_at(subjects(verb), cue.sentence, cast)
    agents = [each for child in verb.children if child.dep_ == "agent" for each in objects_of(child)]
    givers = givers or actors_at(agents, cue.sentence, cast)
    takers = [child for child in verb.children if child.dep_ in ("dative", "nsubjpass", "iobj")]
    takers += [
        word
        for child in verb.children
        if child.dep_ in ("dative", "prep")
        for word in objects_of(child)
        if child.lower_ in ("on", "to", "upon")
    ]
    takers += [child for child in verb.children if child.dep_ == "dobj" and cast.at(cue.sentence, child)]
    got = _persons(actors_at(takers, cue.sentence, cast))
    parts = (
        *_parts(givers, "actor"),
        *_parts([each for each in got if each.key not in {one.key for one in givers}], "recipient"),
    )
    if not got or not any(official(cast.actor(part.actor)) for part in parts):
        return []
    return [Draft(cue, "award", parts, place_at(verb), reasons=("an honour is given",))]


def _sign(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X and Y signed an agreement", "several agreements are expected to be signed"."""
    papers = [word for word in objects(cue.token) if word.lemma_.lower() in lexicon().papers]
    if not papers:
        return []
    signers = [] if passive(cue.token) else actors_at(subjects(cue.token), cue.sentence, cast)
    signers = signers or actors_at((word for _, word in hanging(cue.token, ("by", "between"))), cue.sentence, cast)
    signers += [
        each
        for each in actors_at((word for _, word in hanging(cue.token, ("with",))), cue.sentence, cast)
        if each.key not in {one.key for one in signers}
    ]
    signers += [
        each
        for paper in papers
        for each in actors_at((word for _, word in hanging(paper, ("with", "between"))), cue.sentence, cast)
        if each.key not in {one.key for one in signers}
    ]
    signers = [each for each in signers if official(each)]
    details = (Detail("papers", phrase(papers[0])),)
    return [
        Draft(
            cue,
            "signing",
            _parts(signers, "signatory"),
            place_at(cue.token),
            open=not signers,
            details=details,
            reasons=("papers are signed",),
        )
    ]


def _signature(cue: Cue, cast: Cast) -> list[Draft]:
    """ "the signing of an agreement by X and Y"."""
    papers = [word for _, word in hanging(cue.token, ("of",)) if word.lemma_.lower() in lexicon().papers]
    if not papers:
        return []
    signers = [
        each
        for each in actors_at((word for _, word in hanging(cue.token, ("by", "between"))), cue.sentence, cast)
        if official(each)
    ]
    return [
        Draft(
            cue,
            "signing",
            _parts(signers, "signatory"),
            place_at(cue.token),
            open=not signers,
            details=(Detail("papers", phrase(papers[0])),),
        )
    ]


_ISSUING = {"issue", "release", "hold", "give", "make", "deliver", "read", "adopt", "publish", "sign"}


def _briefing(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a joint statement by X and Y", "X held a news conference with Y"."""
    noun = cue.token
    first = actors_at(possessors(noun), cue.sentence, cast) or _by_control(cue, cast, _ISSUING)
    others = actors_at((word for _, word in hanging(noun, ("with", "by", "between"))), cue.sentence, cast)
    parties = {each.key: each for each in [*first, *others] if official(each)}
    if not parties or not any(each.type == "person" or len(parties) > 1 for each in parties.values()):
        return []
    return [
        Draft(
            cue,
            "statement",
            _parts(parties.values(), "speaker"),
            place_at(noun),
            score=0.8,
            reasons=("it is named with its speakers",),
        )
    ]


_READERS = {
    "travel": _travel,
    "presence": _presence,
    "journey": _journey,
    "retinue": _retinue,
    "convening": _convening,
    "together": _together,
    "receive": _receive,
    "welcome": _welcome,
    "gathering": _gathering,
    "phone": _phone,
    "calling": _calling,
    "speech": _speech,
    "speaking": _speaking,
    "rite": _rite,
    "honour": _honour,
    "sign": _sign,
    "signature": _signature,
    "briefing": _briefing,
}
