"""Who travels where: the frames of visits, journeys, stays and those who come along.

Invariant: a visit has one leading visitor and one state that is not the visitor's own; what leaves
either open says so, and is filled from the report later.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import (
    Draft,
    acting,
    actors_at,
    by_control,
    in_role,
    in_row,
    leads,
    may_be_official,
    official,
    persons,
)
from communique.claims.facets import said_anew
from communique.claims.frames import AWAITED, Cue, lexicon
from communique.claims.geography import destinations, in_town, place_at, where_it_was
from communique.claims.legs import AWAY, TRIPS
from communique.claims.offices import COUNTRY_NOUNS
from communique.claims.parsing import HERE
from communique.claims.places import country_named, country_of_place, has_seat_in, of_a_body_of_states
from communique.claims.syntax import (
    governor,
    hanging,
    led_by,
    objects,
    objects_of,
    own_subjects,
    passive,
    possessors,
    subjects,
)
from communique.model import Participation, Place, ReportActor

PUT_THERE = "there puts the traveller in that state"
"""How the reason ends of a visit that is only implied by what is done there."""


def travel(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X travels to P", "X arrives in P", "X visits P"."""
    doers = [word for each in subjects(cue.token) for word in _aboard(each)]
    goers = persons(actors_at(doers, cue.sentence, cast) or acting(cue.token, cue.sentence, cast))
    if any(
        word.lemma_ in ("delegation", "mission") and word.nbor(1).lower_ in ("led", "headed")
        for word in cue.sentence.span[:-1]
        if word.i < cue.token.i
    ):
        return []  # "a delegation led by X visited P": read in `delegations`
    if not_since(cue.token):
        return []
    if cue.token.lemma_ == "spend" and not any(word.lemma_.lower() in _STAYED for word in objects(cue.token)):
        return []
    bound = cue.token.lemma_ == "head"  # "is headed to" is no passive
    if passive(cue.token) and not bound and not any(child.dep_ == "agent" for child in cue.token.children):
        return []
    if cue.token.lemma_ == "lead" and any(word.lemma_ in ("delegation", "mission") for word in objects(cue.token)):
        return []  # read with the delegation's members, in `delegations`
    led = objects(cue.token) if cue.token.lemma_ == "lead" else []
    if led and not actors_at(led, cue.sentence, cast) and not any(word.lemma_ in _LED for word in led):
        return []  # "leading chants to P"
    under_way = cue.token.lower_ in ("traveling", "travelling")  # "travelling in P, X said"
    spots = [s for _, word in hanging(cue.token, (*cue.frame.to, *["in"] * under_way)) for s in destinations(word)]
    feet = [word for word in objects(cue.token) if word.lower_ == "foot" and cue.token.lemma_ == "set"]
    spots += [
        s for foot in feet for up in (foot, cue.token) for _, w in hanging(up, ("in", "on")) for s in destinations(w)
    ]
    if cue.frame.object:
        near = [child for child in cue.token.children if child.dep_ == "npadvmod"]  # "visits Laos Monday"
        spots = [spot for word in (*objects(cue.token), *near) for spot in _leading_to(word, cue, cast)] or spots
    if not spots and (told := where_it_was(cue.token)):
        spots = [told]
    if not spots and goers and (said_anew(cue.token) or any(_that_state(word) for word in _bound(cue))):
        parts = in_role(goers[:1], "visitor")
        return [Draft(cue, "visit", parts, open=True, reasons=("the destination is told elsewhere",))]
    if not spots and (arrived := _arrival_here(cue)):
        goers = [each for each in goers if official(each)]
        if goers and (arrived.country is None or goers[0].country == arrived.country):
            parts = in_role(goers[:1], "visitor")
            return [Draft(cue, "visit", parts, open=True, reasons=("the destination is told elsewhere",))]
        spots = [arrived]
    home = next((child for child in cue.token.children if child.lower_ == "home" and child.dep_ != "pobj"), None)
    links = [cue.token, home] if home is not None and home.i > cue.token.i and not spots else [cue.token]
    left = [spot for link in links for _, word in hanging(link, ("from",)) for spot in destinations(word)]
    left = left if spots or len(links) > 1 else []
    if cue.token.lemma_ == "leave" and not passive(cue.token):
        named = [
            word for word in objects(cue.token) if word.pos_ == "PROPN" or word.lower_ in (*COUNTRY_NOUNS, "capital")
        ]
        left = [spot for word in named for spot in destinations(word)]  # who leaves a force in P does not leave P
        left = left or _named_last(cue.token)
    left = [spot for spot in left if spot.country not in {each.country for each in spots}]
    if cue.token.lemma_ == "return" or any(child.lower_ == "back" for child in cue.token.children):
        goers = [goer for goer in goers if goer.country]  # who is of no known state most likely returns home
    if goers and not spots and cue.token.lemma_ in AWAY and _sets_out(cue.token, goers[0]):
        parts = in_role(goers[:1], "visitor")
        return [Draft(cue, "visit", parts, open=True, reasons=("the destination is told elsewhere",))]
    if goers and official(goers[0]) and not left and _goes_home(cue, goers[0], spots):
        parts = in_role(goers[:1], "visitor")
        return [Draft(cue, "visit", parts, open=True, leaving=True, reasons=(f"“{cue.token.text}” ends the visit",))]
    return [
        *visits_in_row(cue, cast, goers, spots, "the verb"),
        *(replace(each, leaving=True) for each in _visits(cue, cast, goers, left, "coming from there, the verb")),
    ]


def _named_last(verb: Token) -> list[Place]:
    """The state that "that country" takes up: "goes to P on Friday, and that country she leaves on Sunday"."""
    noun = verb.head if verb.dep_ == "relcl" else verb
    if noun.lower_ not in COUNTRY_NOUNS or not any(child.lower_ == "that" for child in noun.children):
        return []
    before = (word for word in reversed(verb.doc[verb.sent.start : noun.i]) if word.pos_ == "PROPN")
    return next((spots for word in before if (spots := destinations(word))), [])


def _leading_to(word: Token, cue: Cue, cast: Cast) -> list[Place]:
    """The places a noun names; "his country" is the state of whoever "he" is."""
    if word.lower_ not in COUNTRY_NOUNS:
        return destinations(word)
    owners = persons(actors_at((each for each in possessors(word) if each.lower_ in _THEIRS), cue.sentence, cast))
    return [Place(None, each.country) for each in owners[:1] if each.country] or destinations(word)


_THEIRS = ("his", "her")
_LED = ("group", "team", "party", "president", "minister", "executive", "lawmaker")


def visits_in_row(cue: Cue, cast: Cast, goers: list[ReportActor], spots: list[Place], how: str) -> list[Draft]:
    """The visits to these places, each with its own day in "to A on Monday and to B on Tuesday"."""
    found = _visits(cue, cast, goers, spots, how)
    led = [(link, spot.country) for link, word in led_by(cue.token, cue.frame.to) for spot in destinations(word)]
    leads = [next((link for link, to in led if each.place and to == each.place.country), None) for each in found]
    told = [each for each in leads if each is not None]
    return in_row(found, told) if len(found) > 1 and len(told) == len(found) else found


def _sets_out(verb: Token, goer: ReportActor) -> bool:
    """Whether somebody leaves from a place of the own state ("will leave through the airport in P at noon")."""
    below = (word for word in verb.subtree if word.dep_ == "pobj" and word.head.lower_ in ("in", "at", "from"))
    return goer.country is not None and any(s.country == goer.country for word in below for s in destinations(word))


def _with_days_beside(found: list[Draft], named: list[Token]) -> list[Draft]:
    """The visits that a noun tells, each with the day beside its place: "visits to A (May 1-3) and B (May 3-5)"."""
    first = {spot.country: word for word in reversed(named) for spot in destinations(word)}
    told = [first[each.place.country] for each in found if each.place and each.place.country in first]
    return in_row(found, told) if len(found) > 1 and len(told) == len(found) else found


_STAYED = ("day", "night", "week", "hour", "evening", "afternoon", "weekend")
AIRFIELDS = ("airport", "airbase", "airfield", "tarmac", "runway")


def _goes_home(cue: Cue, goer: ReportActor, spots: list[Place]) -> bool:
    """Whether a traveller leaves ("will leave on Friday"), or goes home ("returns home", "flew back to Tehran")."""
    if spots:
        return bool(goer.country) and all(each.country == goer.country for each in spots)
    home = {word.head.lower_ if word.dep_ == "pobj" else "" for word in cue.token.subtree if word.lower_ == "home"}
    if home & ({"for"} if cue.token.lemma_ in AWAY else {"for", ""}):
        # "cut his visit short and flew home" has told it already
        told = any(word.lemma_ in TRIPS for word in cue.sentence.span if word.i < cue.token.i)
        return cue.token.lemma_ in _HOMEWARD and not told
    bare = not any(
        child.dep_ in ("dobj", "prt", "xcomp", "ccomp", "acomp", "oprd", "advcl") for child in cue.token.children
    )
    aimed = any(
        child.lower_ in ("for", "to", "with", "without", "behind")
        or (child.lower_ == "on" and any(each.lemma_.lower() in TRIPS for each in child.children))
        for child in cue.token.children
    )
    return cue.token.lemma_ in AWAY and not passive(cue.token) and bare and not aimed


_HOMEWARD = AWAY | {"return", "fly", "go", "head", "travel"}


def _bound(cue: Cue) -> list[Token]:
    return [*(objects(cue.token) if cue.frame.object else ()), *(word for _, word in hanging(cue.token, cue.frame.to))]


def _that_state(word: Token) -> bool:
    """Whether a noun takes up a state spoken of ("last visited the kingdom in 2016")."""
    told = [child.lower_ for child in word.children if child.i < word.i]
    known = ("the", "this", "that", "neighbouring", "neighboring", "same", "host")
    return (
        word.lower_ in COUNTRY_NOUNS
        and told[:1] in (["the"], ["this"], ["that"])
        and all(each in known for each in told)
    )


def _arrival_here(cue: Cue) -> Place | None:
    """Where somebody lands at an airport or flies in: the dateline's town, or told elsewhere; None if neither."""
    verb = cue.token
    at_field = any(word.lemma_.lower() in (*AIRFIELDS, "base") for _, word in hanging(verb, ("at",)))
    flew_in = verb.lemma_ in ("fly", "jet") and any(
        child.lower_ == "in" and not list(child.children) for child in verb.children
    )
    if not flew_in and not (at_field and verb.lemma_ in ("land", "arrive", "touch")):
        return None
    town = verb.doc.user_data.get(HERE)
    return Place(town, country_of_place(town)) if town else Place()


def _aboard(word: Token) -> list[Token]:
    """Who lands when a plane does: "the president's plane"."""
    return possessors(word) or [word] if word.lemma_.lower() in lexicon().craft else [word]


def presence(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X is in P": only a capital or a foreign state, and only for an official."""
    if any(child.dep_ == "expl" for child in cue.token.children):
        return []  # "there are bases in Spain", somebody said
    goers = persons(acting(cue.token, cue.sentence, cast))
    if len(goers) == 1 and cue.token.lower_ in ("are", "were"):
        return []  # "X has sent forces to P and soldiers are in Q"
    if not_since(cue.token):
        return []
    where = (*cue.frame.to, "to") if cue.token.lower_ == "been" else cue.frame.to
    spots = [spot for _, word in hanging(cue.token, where) for spot in destinations(word)] or _at_seat(cue.token)
    due = [child for child in cue.token.children if child.dep_ in ("acomp", "attr") and child.lower_ in AWAITED]
    if not due and any(child.dep_ in ("acomp", "attr") for child in cue.token.children):
        return []  # "in P, X was bent on war"
    ahead = [spot for word in due for _, each in hanging(word, cue.frame.to) for spot in destinations(each)]
    if ahead or (due and spots):
        return [replace(each, ahead=True) for each in _visits(cue, cast, goers, ahead or spots, "being due there")]
    return [replace(each, score=0.7) for each in _visits(cue, cast, goers, spots, "being there")]


def not_since(verb: Token) -> bool:
    """Whether somebody is told not to have come since: "has not been to P since he took office" denies no one visit."""
    negated = any(child.dep_ == "neg" for child in verb.children)
    since = any(
        child.lower_ == "since" or any(each.lower_ == "since" and each.dep_ == "mark" for each in child.children)
        for child in verb.children
    )
    return negated and since


def _at_seat(verb: Token) -> list[Place]:
    """The town of the seat of government at which somebody is told to be ("was at the White House on Tuesday")."""
    named = [spot for _, word in hanging(verb, ("at",)) for spot in destinations(word)]
    return [in_town(spot) for spot in named if in_town(spot) != spot]


def awaited(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X is expected in P on Monday": a visit to come."""
    if not passive(cue.token) or any(child.dep_ in ("xcomp", "ccomp") for child in cue.token.children):
        return []
    goers = [each for each in persons(actors_at(objects(cue.token), cue.sentence, cast)) if official(each)]
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    return [replace(each, ahead=True) for each in _visits(cue, cast, goers, spots, "being expected there")]


def sending(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X sent Y to P": a visit of Y, where Y goes for X's state and is not posted there."""
    led = objects(cue.token)
    goers = [each for each in persons(actors_at(led, cue.sentence, cast)) if official(each)]
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    spots = spots or [spot for word in led for _, to in hanging(word, cue.frame.to) for spot in destinations(to)]
    posted = any("ambassador" in office.title for each in goers for office in each.offices)
    back = any(child.lower_ == "back" for child in cue.token.children)
    return [] if posted or back else _visits(cue, cast, goers, spots, "being sent there, the verb")


def standing(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X, in P for talks, said": only between commas, or before "for" and "on"."""
    after = cue.token.i > 0 and cue.token.nbor(-1).text == ","
    purpose = any(child.lower_ in ("for", "on") for child in (*cue.token.children, *cue.token.head.children))
    if not after or not purpose or cue.token.i == cue.token.sent.start:
        return []
    goers = persons(actors_at([cue.token.head], cue.sentence, cast))
    spots = [spot for word in objects_of(cue.token) for spot in destinations(word)]
    return [replace(each, score=0.8) for each in _visits(cue, cast, goers, spots, "the place beside the name")]


_OWN = ("his", "her", "its", "my", "your", "our")
_HOSTING = ("host", "receive", "welcome", "invite")


def journey(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X's visit to P", "a visit to P by X", "X, on a visit to P", "the visit"."""
    noun = cue.token
    if noun.lemma_ in _STOPS and noun.dep_ == "attr" and noun.head.lemma_ == "be" and (led := _stop_of(cue, cast)):
        return led
    carries = noun.dep_ == "nsubj" and lexicon().verbs.get(noun.head.lemma_.lower(), cue.frame).name == "carrying"
    if carries and any(destinations(word) for _, word in hanging(noun.head, ("to",))):
        return []  # "The trip will take her to P"
    goers = persons(actors_at(possessors(noun), cue.sentence, cast))
    if not goers:
        bound = [word for _, word in hanging(noun, cue.frame.to) if destinations(word)]
        by = (word for at in (noun, *bound) for _, word in hanging(at, ("by", "of")))  # "the visit to P of X"
        goers = persons(actors_at(by, cue.sentence, cast))
    if not goers and noun.i + 2 < noun.sent.end and noun.nbor(1).lower_ == "of":
        # "the visit of X, President of P", wherever the parse hangs the name
        goers = persons(actors_at([noun.nbor(2)], cue.sentence, cast))
    if not goers and noun.dep_ == "nsubjpass" and noun.head.lemma_ in ("make", "pay"):
        # "a visit to P will be paid by X"
        goers = persons(actors_at((word for _, word in hanging(noun.head, ("by",))), cue.sentence, cast))
    spots = [spot for _, word in hanging(noun, cue.frame.to) for spot in _leading_to(word, cue, cast)]
    named = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod", "npadvmod", "poss")]
    spots = spots or [spot for child in named for spot in destinations(child)]
    verb = governor(noun)
    if not any(spot.country for spot in spots) and verb is not None and verb.lemma_.lower() in lexicon().light:
        spots = [spot for _, word in hanging(verb, ("in", "with", "to")) for spot in destinations(word)] or spots
    if not spots and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        spots = _said_to_lead(noun)
    definite = any(child.lower_ in ("the", "this", "that") for child in noun.children if child.dep_ == "det")
    if not goers and verb is not None and verb.lemma_.lower() in _HOSTING:
        goers = persons(actors_at(objects(verb), cue.sentence, cast))  # "will host X for a state visit to P"
    if not goers and not (definite and not spots):
        goers = by_control(cue, cast)
        if definite and spots and not goers:
            return [Draft(cue, "visit", (), spots[0], open=True, reasons=("the noun names the destination alone",))]
    if goers and spots:
        named_there = [word for _, word in hanging(noun, cue.frame.to)]
        return _with_days_beside(_visits(cue, cast, goers, spots, "the noun"), named_there)
    owners = possessors(noun)
    others = not goers and any(each.lower_ not in _OWN for each in owners)  # "the refugees' journey"
    # "This remarkable journey", "its journey" to better days: nobody need have travelled.
    figure = noun.lemma_.lower() == "journey" and all(each.lower_ == "its" for each in owners)
    left = next(hanging(noun, ("from",)), None) is not None  # "the trip from Lima took ten days"
    stage = noun.lemma_ == "stop" and not spots and next(hanging(noun, ("on",)), None)  # "the first stop on her trip"
    unowned = others or figure or left or bool(stage)
    paid = bool(goers) and noun.dep_ == "nsubjpass"
    if (not goers and unowned) or (not definite and not owners and not paid):
        return []
    if not spots and any(word.ent_type_ in ("GPE", "LOC", "FAC") for _, word in hanging(noun, (*cue.frame.to, "at"))):
        return []  # "a stop at the Taj Mahal": some place that no table knows
    parts = in_role(goers[:1], "visitor")
    place, home = spots[0] if spots else None, None if spots else _home_of_host(cue, goers, cast) or _here(cue, goers)
    return [Draft(cue, "visit", parts, place, open=True, home=home, reasons=("the visit is told elsewhere",))]


def _home_of_host(cue: Cue, goers: list[ReportActor], cast: Cast) -> Place | None:
    """The state of who gives a meal for a visit: "a dinner that the king gave for the visit of X"."""
    verb = governor(cue.token)
    if verb is None or cue.token.dep_ != "pobj" or cue.token.head.lower_ != "for" or not goers:
        return None
    if verb.lemma_ not in ("hold", "host", "give", "offer"):
        return None
    hosts = [each for each in actors_at(own_subjects(verb), cue.sentence, cast) if each.country]
    return Place(None, hosts[0].country) if hosts and hosts[0].country != goers[0].country else None


def _here(cue: Cue, goers: list[ReportActor]) -> Place | None:
    """The state of the dateline, where "the kingdom" is visited: "RIYADH: X will pay a visit to the kingdom"."""
    town = cue.token.doc.user_data.get(HERE)
    state = country_of_place(town) if town else None
    told = any(_that_state(word) for _, word in hanging(cue.token, cue.frame.to))
    return Place(None, state) if told and state and goers and goers[0].country not in (None, state) else None


_STOPS = ("stop", "leg", "stopover")


def _stop_of(cue: Cue, cast: Cast) -> list[Draft]:
    """ "P is the first stop in X's tour": whose tour it is visits P."""
    spots = [spot for word in own_subjects(cue.token.head) for spot in destinations(word)]
    tours = [word for _, word in hanging(cue.token, ("in", "on", "of")) if word.lemma_.lower() in TRIPS]
    owners = actors_at((word for tour in tours for word in possessors(tour)), cue.sentence, cast)
    return _visits(cue, cast, persons(owners), spots, "the stop")


def _said_to_lead(noun: Token) -> list[Place]:
    """The places of "his next trip will be to P", "his trip is the first to P", "the last stop of the tour was P"."""
    said = [
        child for child in noun.head.children if child.dep_ == "attr" and (child.lemma_ in TRIPS or child.pos_ == "ADJ")
    ]
    said += [word for each in said for _, word in hanging(each, ("by", "of"))]  # "the first by a minister to P"
    named = [word for at in (noun.head, *said) for _, word in hanging(at, ("to",))]
    if noun.lemma_.lower() in _STOPS:
        named += [child for child in noun.head.children if child.dep_ == "attr"]
    return [spot for word in named for spot in destinations(word)]


def own_journey(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X's travel to P": a word that names a journey only where it says whose ("a ban on travel to P" names none)."""
    return [draft for draft in journey(cue, cast) if not draft.open] if possessors(cue.token) else []


def _visits(cue: Cue, cast: Cast, goers: list[ReportActor], spots: list[Place], how: str) -> list[Draft]:
    """One visit for each state travelled to; of travellers of one state the first leads, the others are delegates."""
    goers = [goer for goer in goers if may_be_official(goer)]
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


def convening(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X will attend the conference in P": a visit of X to P's state."""
    verb = governor(cue.token)
    place = place_at(cue.token)
    if verb is None or place is None or place.country is None:
        return []
    if verb.lemma_.lower() not in lexicon().attending:
        return []
    goers = [each for each in persons(actors_at(subjects(verb), cue.sentence, cast)) if may_be_official(each)]
    return visits_to(cue, place, goers)


def speaking_there(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X said in P on Monday", "Speaking to reporters in P, X": a visit of X to P's state."""
    place = next((spot for word in _beside(cue) for spot in destinations(word)), None)
    goers = persons(actors_at(subjects(cue.token), cue.sentence, cast))
    return visits_to(cue, place, [each for each in goers if official(each)])


def _beside(cue: Cue) -> list[Token]:
    """What follows a verb of saying closely ("said Monday in P"); "In P, X said" tells what is spoken about.

    "At the summit in P, X said" tells where.
    """
    gatherings = [word for _, word in hanging(cue.token, ("at", "during")) if word.i < cue.token.i and _gathering(word)]
    if gatherings:
        return [word for each in gatherings for _, word in hanging(each, ("in",))]
    # Who is told something stands by the speaker; what is said something of ("warned the forces in") need not.
    told = [child for child in cue.token.children if child.dep_ in ("dobj", "dative") and cue.token.lemma_ == "tell"]
    by = subjects(cue.token) if passive(cue.token) else []  # "was announced by X and Y in P"
    words = [word for each in (cue.token, *told, *by) for _, word in hanging(each, ("in",))]
    begin = max(each.i for each in (cue.token, *by)) + 1
    between = cue.token.doc[begin : min((word.i for word in words), default=begin)]
    if len(between) > 6 or any(each.text in (",", "“", "”", '"') for each in between):
        return []
    return [word for word in words if word.i > cue.token.i]


def _gathering(word: Token) -> bool:
    frame = lexicon().nouns.get(word.lemma_.lower())
    return frame is not None and frame.name in ("gathering", "convening", "briefing")


def visits_to(cue: Cue, place: Place | None, goers: list[ReportActor]) -> list[Draft]:
    """The visits of those who are at a place that is not their own state's."""
    if place is None:
        return []
    found = (_visit_by_place(Draft(cue, "visit", place=place), each, goers) for each in goers)
    return [each for each in found if each]


def visits_by_place(draft: Draft, cast: Cast) -> list[Draft]:
    """The visits that an event abroad implies: who meets in Geneva is in Switzerland."""
    if draft.kind not in ("meeting", "talks", "address", "signing", "ceremony", "statement") or not draft.place:
        return []
    there = [cast.actor(part.actor) for part in draft.participants]
    found = (_visit_by_place(draft, each, there) for each in there if each.type == "person" and official(each))
    return [each for each in found if each]


def _visit_by_place(draft: Draft, goer: ReportActor, there: list[ReportActor]) -> Draft | None:
    place = draft.place
    if place is None or place.country in (None, goer.country):
        return None
    if goer.country is None and not _surely_abroad(draft.cue.token, goer, place):
        return None  # who is of no known state may be at home there
    if place.name and any(has_seat_in(office.title, place.name) for office in goer.offices):
        return None
    hosts = [each for each in there if each.country == place.country]
    parts = (Participation(goer.key, "visitor"), *in_role(hosts, "host"))
    why = f"“{draft.cue.token.text}” {PUT_THERE}"
    return Draft(draft.cue, "visit", parts, in_town(place), score=0.7, reasons=(why,), by_place=True)


def _surely_abroad(cue: Token, goer: ReportActor, place: Place) -> bool:
    """Whether somebody whose state the report does not tell is abroad all the same.

    So is who acts for a body of states, who attends a summit (at home one hosts it), and a leader who is somewhere
    that is told by the state's name ("the president said in Poland"; at home one says no such thing).
    """
    if any(of_a_body_of_states(office.title) for office in goer.offices):
        return True
    return (attended(cue) and in_town(place) == place) or (leads(goer) and country_named(place.name or "") is not None)


def attended(noun: Token) -> bool:
    """Whether somebody is told to attend a gathering ("will attend the summit in P"), whoever else may be there."""
    verb = governor(noun)
    return noun.dep_ == "dobj" and verb is not None and verb.lemma_.lower() in ("attend", "join")
