"""What leaders do beside meeting: address, attend ceremonies, honour, sign, and speak to the press.

Invariant: each act names at least one official who does it, except papers that are signed by nobody
named, which stay open for the visit they are signed at.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.agreement_phrases import years_of
from communique.claims.drafting import Draft, acting, actors_at, by_control, in_role, link_to, official, persons
from communique.claims.frames import Cue, lexicon
from communique.claims.geography import destinations, place_at, town_told
from communique.claims.legs import TRIPS
from communique.claims.listing import listed
from communique.claims.places import country_of_demonym, town_named
from communique.claims.syntax import (
    governor,
    hanging,
    objects,
    objects_of,
    own_subjects,
    passive,
    phrase,
    possessors,
    subjects,
)
from communique.model import Detail, ReportActor


def speech(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X addresses parliament"; who addresses a news conference is its speaker and tells no speech."""
    heard = [word for word in objects(cue.token) if _audience(word) and not _press(word)]
    heard = heard or [word for word in objects(cue.token) if word.tag_ in ("NNS", "NNPS") and _people(word)]
    return _addresses(cue, cast, actors_at(subjects(cue.token), cue.sentence, cast), heard) if heard else []


def _people(word: Token) -> bool:
    """Whether a plural names the people of a state ("Poles and Ukrainians", "5,000 Israelis")."""
    return (
        word.text[:1].isupper()
        and country_of_demonym(word.lemma_ if word.lemma_[:1].isupper() else word.text.rstrip("s")) is not None
    )


def _press(word: Token) -> bool:
    return word.lemma_.lower() in ("conference", "briefing") and any(
        child.lower_ in ("news", "press", "media") for child in word.children
    )


def spoken_to(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X spoke to the assembly": an address, where those spoken to are an audience and not a caller."""
    heard = [word for _, word in hanging(cue.token, ("to", "before")) if _audience(word)]
    heard += [word for _, word in hanging(cue.token, ("at",)) if word.lemma_.lower() in _SITTING]
    heard = [word for word in heard if not any(one.type == "person" for one in actors_at([word], cue.sentence, cast))]
    found = _addresses(cue, cast, actors_at(subjects(cue.token), cue.sentence, cast), heard) if heard else []
    return found if any(_assembly(word, cue, cast) for word in heard) else []


_SITTING = frozenset({"assembly", "parliament", "legislature", "knesset", "bundestag", "duma", "sejm", "rada"})
"""Houses that are told something where they sit; "told Congress" may be a letter."""


def told_house(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X told the General Assembly on Monday that": an address."""
    heard = [word for word in objects(cue.token) if word.lemma_.lower() in _SITTING and not passive(cue.token)]
    return _addresses(cue, cast, actors_at(subjects(cue.token), cue.sentence, cast), heard) if heard else []


def _assembly(word: Token, cue: Cue, cast: Cast) -> bool:
    """Whether an audience is a house or a body, which nobody speaks to by chance."""
    houses = {"parliament", "congress", "assembly", "senate", "legislature", "lawmaker", "legislator", "chamber"}
    sitting = [each for _, each in hanging(word, ("of",))] if word.lemma_ == "session" else []
    return any(each.lemma_.lower() in houses for each in (word, *sitting)) or any(
        each.type == "organization" for each in actors_at([word], cue.sentence, cast)
    )


def speaking(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a speech by X to the assembly", "X delivered an address"."""
    verb = governor(cue.token)
    given = verb is not None and verb.lemma_.lower() in ("deliver", "give", "make") and link_to(cue.token, verb) == ""
    if verb is not None and not given and _opens_with(cue.token, verb):
        return _in_speech(cue, cast, verb)
    if verb is None and (both := _side_by_side(cue, cast)):
        return both
    heard = [word for _, word in hanging(cue.token, cue.frame.to)]
    clause = next((c for c in cue.token.children if c.dep_ == "relcl" and c.lemma_.lower() in _GIVING), None)
    if clause is not None and (held := actors_at(own_subjects(clause), cue.sentence, cast)):
        return _addresses(cue, cast, held, heard)  # "the speech X gave in P"
    spot = place_at(cue.token) if cue.token.lower_ in ("speech", "address") else None
    dated = any(each.ent_type_ == "DATE" for each in cue.token.subtree)
    there = dated and spot is not None and town_named(spot.name or "")  # "X's 2009 speech in P", no "campaign speeches"
    if not given and not (possessors(cue.token) and (there or any(_audience(word) for word in heard))):
        return []
    speakers = actors_at(possessors(cue.token), cue.sentence, cast)
    if given and verb is not None:
        speakers = actors_at(subjects(verb), cue.sentence, cast)
        heard = heard or [word for _, word in hanging(verb, cue.frame.to)]
    return _addresses(cue, cast, speakers, heard)


_GIVING = ("give", "deliver", "make")


def _side_by_side(cue: Cue, cast: Cast) -> list[Draft]:
    """ "Remarks by X and Y before their meeting", a transcript's headline: the two were together on its day."""
    if cue.token.lemma_.lower() not in ("remark", "remarks") or cue.token.i != cue.token.sent.start:
        return []
    speakers = listed(cue.token, ("by",), cue.sentence, cast)
    speakers = [each for each in speakers if each.type == "person" and official(each)]
    if len({each.country for each in speakers}) < 2:
        return []
    why = ("they spoke side by side when this was written",)
    return [Draft(cue, "meeting", in_role(speakers, "participant"), present=True, score=0.9, reasons=why)]


def _opens_with(noun: Token, verb: Token) -> bool:
    """Whether a speech is where its sentence's subject says something: "In a speech at the opening, X called for"."""
    named = noun.lemma_.lower() in ("speech", "address", "lecture", "keynote")
    return named and link_to(noun, verb) in ("in", "during")


def _in_speech(cue: Cue, cast: Cast, verb: Token) -> list[Draft]:
    speakers = actors_at(subjects(verb), cue.sentence, cast)
    owners = {each.key for each in actors_at(possessors(cue.token), cue.sentence, cast)}
    if owners and not owners & {each.key for each in speakers}:
        return []
    heard = [word for _, word in hanging(cue.token, cue.frame.to)]
    found = _addresses(cue, cast, speakers, heard)
    told = bool(possessors(cue.token)) or any(child.lower_ in ("the", "this") for child in cue.token.children)
    return [replace(each, open=True) for each in found] if told and not heard else found


def _audience(word: Token) -> bool:
    held = lexicon().audiences
    near = [word, *(child for child in word.subtree if child.dep_ in ("compound", "pobj", "appos", "nmod"))]
    return any(each.lemma_.lower() in held or each.lower_ in held for each in near)


def _addresses(cue: Cue, cast: Cast, speakers: list[ReportActor], heard: list[Token]) -> list[Draft]:
    speakers = [each for each in persons(speakers) if official(each)]
    if not speakers:
        return []
    bodies = [
        each for each in actors_at(heard, cue.sentence, cast) if each.type != "person" and each.key != speakers[0].key
    ]
    said = speakers[:1] if len({each.country for each in speakers}) < 2 else speakers
    parts = (*in_role(said, "speaker"), *in_role(bodies, "audience"))
    details = (Detail("audience", phrase(heard[0])),) if heard else ()
    place = next((spot for word in heard for spot in destinations(word)), None) or place_at(cue.token)
    return [Draft(cue, "address", parts, place, details=details, reasons=(f"“{cue.token.text}” names its speaker",))]


def in_honour_of(noun: Token) -> list[Token]:
    """Whom something is given for: "hosted a banquet in honour of X", "a dinner in her honour"."""
    honours = [
        word for up in (noun, noun.head) for _, word in hanging(up, ("in",)) if word.lower_ in ("honor", "honour")
    ]
    return [each for word in honours for each in (possessors(word) or [to for _, to in hanging(word, ("of",))])]


def given_for(verb: Token) -> list[Token]:
    """For whom a meal is given: "gave a dinner for X", "for the visit of X"."""
    named = [word for _, word in hanging(verb, ("for",))]
    visits = [word for word in named if word.lemma_.lower() in TRIPS]
    owners = [to for word in visits for to in (*possessors(word), *(to for _, to in hanging(word, ("of",))))]
    return [*(word for word in named if word not in visits), *owners]


def rite(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a ceremony led by X", "X attended the funeral of Y"."""
    noun = cue.token
    near = [word for _, word in hanging(noun, cue.frame.accompanying)]
    clauses = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    near += [word for child in clauses for word in subjects(child)]
    given = [child for child in clauses if child.lemma_ in ("give", "host", "hold", "offer")]
    near += [word for child in given for _, word in hanging(child, ("for",))]  # "the banquet he gave for X in P"
    near += in_honour_of(noun)
    near += [word for child in noun.children if child.dep_ == "relcl" for word in given_for(child)]
    if any(word.lower_ == "its" for word in possessors(noun)):
        return []  # "remembered for its ceremony": a manner, and nobody's rite
    there = [*actors_at([*possessors(noun), *near], cue.sentence, cast)]
    there += [each for each in by_control(cue, cast) if each.key not in {one.key for one in there}]
    verb = governor(noun)
    if verb is not None and passive(verb) and link_to(noun, verb) in ("at", "during", "in", "with"):
        there += [each for each in actors_at(objects(verb), cue.sentence, cast) if each not in there]
    if not there and noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon().watching:
        there = actors_at(subjects(noun.head), cue.sentence, cast)
    there = [each for each in there if official(each) and each.type == "person"]
    if not there:
        return []
    return [
        Draft(
            cue,
            "ceremony",
            in_role(there, "participant"),
            place_at(noun) or next(filter(None, map(place_at, given)), None),
            details=(Detail("ceremony", phrase(noun)),),
            reasons=("it is named with who takes part",),
        )
    ]


def solemn(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X laid a wreath", "X inspected the guard of honour", "X and Y inaugurated the railway": a ceremony."""
    things = [word for word in objects(cue.token) if word.lemma_.lower() in lexicon().solemn]
    things = [word for word in things if cue.token.lemma_ != "plant" or word.tag_ == "NN"]  # gardeners plant trees
    doing = acting(cue.token, cue.sentence, cast) if not passive(cue.token) else []
    agents = [each for child in cue.token.children if child.dep_ == "agent" for each in objects_of(child)]
    doing = [each for each in persons(doing or actors_at(agents, cue.sentence, cast)) if official(each)]
    particle = any(child.dep_ == "prt" for child in cue.token.children)  # "lays down lines"
    if not things or not doing or particle:
        return []
    details = (Detail("ceremony", f"{cue.token.lemma_} {phrase(things[0])}"),)
    reasons = (f"“{cue.token.text}” with “{things[0].text}” is a ceremony",)
    return [
        Draft(cue, "ceremony", in_role(doing, "participant"), place_at(cue.token), details=details, reasons=reasons)
    ]


def honour(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X awarded Y the Order of Z"."""
    verb = cue.token
    things = [child for child in verb.children if child.dep_ in ("dobj", "oprd", "attr", "pobj")]
    things += [word for _, word in hanging(verb, ("with",))]
    if any(child.lower_ in ("on", "upon") for child in verb.children):  # "conferred on the visitor the Order of Z"
        things += [word for word in verb.doc[verb.i + 1 : verb.sent.end] if word.text[:1].isupper()]
    named = verb.lemma_ in ("confer", "bestow") and any(word.pos_ == "PROPN" and word.dep_ == "dobj" for word in things)
    known = any(word.lemma_.lower() in lexicon().honours or word.lower_ in lexicon().honours for word in things)
    if not (known or named):  # "conferred the Nishan-e-Something on the guest"
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
    got = persons(actors_at(takers, cue.sentence, cast))
    got = got or persons(listed(cue.token, ("on", "upon", "to"), cue.sentence, cast)) if not passive(verb) else got
    parts = (
        *in_role(givers, "actor"),
        *in_role([each for each in got if each.key not in {one.key for one in givers}], "recipient"),
    )
    if not got or not any(official(cast.actor(part.actor)) for part in parts):
        return []
    return [Draft(cue, "award", parts, place_at(verb), reasons=("an honour is given",))]


def honoured(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X received an honorary doctorate from Y"."""
    if passive(cue.token):
        return []
    if any(
        word.lemma_ == "degree" and not any(c.lower_ == "honorary" for c in word.children)
        for word in objects(cue.token)
    ):
        return []  # who studied has got a degree, and no honour
    takers = [each for each in persons(actors_at(subjects(cue.token), cue.sentence, cast)) if official(each)]
    givers = actors_at((word for _, word in hanging(cue.token, ("from",))), cue.sentence, cast)
    givers += [
        each
        for thing in objects(cue.token)
        for each in actors_at((word for _, word in hanging(thing, ("from",))), cue.sentence, cast)
    ]
    if not takers:
        return []
    parts = (*in_role({each.key: each for each in givers}.values(), "actor"), *in_role(takers[:1], "recipient"))
    return [Draft(cue, "award", parts, place_at(cue.token), reasons=("an honour is received",))]


def _counterparts(verb: Token) -> list[Token]:
    """With whom a paper is signed: "signed with X", but not who is there in "signed by X and Y, with Z present"."""
    by = max((word.i for _, word in hanging(verb, ("by",))), default=-1) if passive(verb) else -1
    return [word for _, word in hanging(verb, ("with",)) if by < 0 or word.i < by]


def sign(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X and Y signed an agreement", "several agreements are expected to be signed"."""
    papers = [
        paper
        for word in objects(cue.token)
        for paper in (word, *(inner for _, inner in hanging(word, ("of",)) if word.lemma_.lower() in _BATCH))
        if paper.lemma_.lower() in lexicon().papers
    ]
    again = [] if papers or passive(cue.token) else [word for word in objects(cue.token) if word.lower_ in _PAPER_AGAIN]
    if again and len(persons(acting(cue.token, cue.sentence, cast))) > 1:
        papers = again  # "Minister X and Minister Y signed it", "signed one of them"
    if not papers:
        return []
    signers = [] if passive(cue.token) else acting(cue.token, cue.sentence, cast)
    signers = signers or actors_at((word for _, word in hanging(cue.token, ("by", "between"))), cue.sentence, cast)
    row = listed(cue.token, ("by",), cue.sentence, cast) if passive(cue.token) or cue.token.dep_ == "acl" else []
    signers = row if len(row) > len(signers) else signers or _looking_on(cue, cast)
    signers += [
        each
        for each in actors_at(_counterparts(cue.token), cue.sentence, cast)
        if each.key not in {one.key for one in signers}
    ]
    signers += [
        each
        for paper in papers
        for each in actors_at((word for _, word in hanging(paper, ("with", "between"))), cue.sentence, cast)
        if each.key not in {one.key for one in signers}
    ]
    signers = [each for each in signers if official(each) and not (each.type == "country" and _by_lawmakers(cue))]
    if len(signers) < 2 and papers[0].lemma_.lower() in _WORD and not _joint(papers[0]):
        return []  # "X signed a statement which says": somebody's own word
    details = (Detail("papers", phrase(papers[0])), *years_of(phrase(papers[0])))
    # A town that the parse hangs elsewhere may be an ambassador's: it is no proof of anybody's journey.
    town = None if persons(signers) else town_told(cue.token)
    return [
        Draft(
            cue,
            "signing",
            in_role(signers, "signatory"),
            place_at(cue.token) or town,
            open=not signers,
            details=details,
            reasons=("papers are signed",),
        )
    ]


_WORD = ("statement", "communique", "communiqué")


def _joint(paper: Token) -> bool:
    return any(child.lower_ in ("joint", "common", "trilateral") for child in paper.children)


_BATCH = frozenset(
    {"package", "number", "series", "set", "batch", "total", "raft", "range", "bundle", "string", "host"}
)
_PAPER_AGAIN = frozenset({"it", "them", "one", "both"})


_LAWMAKERS = ("senator", "lawmaker", "member", "legislator", "deputy", "parliamentarian", "congressman", "citizen")


def _by_lawmakers(cue: Cue) -> bool:
    """Whether members of a house or plain people sign ("47 senators signed a letter"): their state does not."""
    return any(word.lemma_.lower() in _LAWMAKERS and word.tag_ == "NNS" for word in subjects(cue.token))


def _looking_on(cue: Cue, cast: Cast) -> list[ReportActor]:
    """The states whose people watch what their states sign: "X and Y watched over the signing", "watched as"."""
    word = cue.token
    above = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "over" else word.head
    as_done = word.dep_ == "advcl" and any(child.lower_ in ("as", "while") for child in word.children)
    if not (as_done or word.dep_ in ("dobj", "pobj")) or above.lemma_.lower() not in lexicon().watching:
        return []
    there = persons(acting(above, cue.sentence, cast))
    states = {each.country: cast.country_key(each.country) for each in there if each.country}
    return [cast.actor(key) for key in states.values() if key] if len(states) > 1 and all(states.values()) else []


def signature(cue: Cue, cast: Cast) -> list[Draft]:
    """ "the signing of an agreement by X and Y"."""
    papers = [word for _, word in hanging(cue.token, ("of",)) if word.lemma_.lower() in lexicon().papers]
    if not papers:
        return []
    signers = [
        each
        for each in actors_at(
            (word for held in (cue.token, *papers) for _, word in hanging(held, ("by", "between"))), cue.sentence, cast
        )
        if official(each)
    ] or _looking_on(cue, cast)
    return [
        Draft(
            cue,
            "signing",
            in_role({each.key: each for each in signers}.values(), "signatory"),
            place_at(cue.token),
            open=not signers,
            details=(Detail("papers", phrase(papers[0])),),
        )
    ]


_ISSUING = {"issue", "release", "hold", "give", "make", "deliver", "read", "adopt", "publish", "sign"}
_TELLING = {"tell", "address", "attend", "say", "add", "announce", "speak", "declare", "note", "stress"}
"""What is done to or at a news conference; a joint statement is not told by saying something in it."""


def briefing(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a joint statement by X and Y", "X held a news conference with Y"."""
    noun = cue.token
    verb = governor(noun)
    verbs = _ISSUING | _TELLING if noun.lemma_.lower() in ("conference", "briefing") else _ISSUING
    first = actors_at(possessors(noun), cue.sentence, cast) or by_control(cue, cast, verbs)
    if not first and noun.lemma_.lower() == "statement" and verb is not None and link_to(noun, verb) == "in":
        first = acting(verb, cue.sentence, cast)  # "In a joint statement X and Y rejected"
        first = first if len(first) > 1 else []
    others = actors_at((word for _, word in hanging(noun, ("with", "by", "between"))), cue.sentence, cast)
    parties = {each.key: each for each in [*first, *others] if official(each)}
    if not parties or not any(each.type == "person" or len(parties) > 1 for each in parties.values()):
        return []
    return [
        Draft(
            cue,
            "statement",
            in_role(parties.values(), "speaker"),
            place_at(noun),
            score=0.8,
            reasons=("it is named with its speakers",),
        )
    ]
