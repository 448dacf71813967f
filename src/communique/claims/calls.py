"""Who telephones whom, who speaks with whom, and who pays a call.

Invariant: a call joins two officials, or by wire one and somebody whose office the report does not tell; whoever
is asked for something ("called on him to leave") is not called.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.acts import spoken_to
from communique.claims.drafting import (
    Draft,
    actors_at,
    by_control,
    in_role,
    may_be_official,
    official,
    persons,
    unnamed_holder,
)
from communique.claims.frames import Cue
from communique.claims.geography import place_at
from communique.claims.legs import GOING
from communique.claims.lexicon import HEADS
from communique.claims.listing import doers, listed
from communique.claims.meetings import REMOTE, meeting_of, on_the_sidelines
from communique.claims.syntax import governor, hanging, objects, phrase, possessors, subjects
from communique.claims.travelling import speaking_there
from communique.model import Detail, ReportActor

NO_COMMON_PLACE = "they spoke, in no common place"
"""Why those who spoke are taken to have called, where the sentence has no telephone."""


def phone(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X spoke with Y (by phone)", "X and Y spoke": a call, unless the sentence has them in one place."""
    verb = cue.token
    titled = any(word.lower_ in HEADS and word.text[:1].isupper() for word in subjects(verb))
    callers = [
        each
        for each in persons(doers(verb, cue.sentence, cast))
        if official(each) or ((titled or _by_wire(cue)) and not each.offices)
    ]
    callers = callers if any(official(each) for each in callers) or titled else []
    if not _by_wire(cue) and any(_of_media(each) for each in (*callers, *_called(cue, cast), *_rest(cue, cast))):
        return []  # "speaking with X, host of a programme": an interview
    called = [each for each in _called(cue, cast) if each.key not in {caller.key for caller in callers}]
    words = cue.sentence.span.text.lower()
    by_phone = _by_wire(cue)
    if verb.lemma_ == "call" and (paid := _paid(cue, cast)):
        return paid
    to_the_press = not by_phone and any(child.lower_ in ("after", "following", "before") for child in verb.children)
    if (verb.lemma_ == "call" and _named(verb)) or (verb.tag_ == "VBG" and to_the_press):
        return []
    together = not called and len(callers) == 2
    if not called and (by_phone or together) and (_only_together(verb, by_phone) or _one_another(verb)):
        callers, called = callers[:1], callers[1:]
    if not called and not by_phone and (held := _between_them(cue, callers)):
        return held
    somebody = unnamed_holder(cue, cast) if len(called) == 1 and not callers and not place_at(verb) else None
    if somebody is not None and called[0].type == "person":
        with_whom = (Detail("with", phrase(somebody)),)
        reason = f"they spoke, and “{phrase(somebody)}” is not named"
        return [Draft(cue, "call", in_role(called, "participant"), details=with_whom, score=0.6, reasons=(reason,))]
    if not callers or not called:
        there = speaking_there(cue, cast) if verb.lemma_ in ("speak", "talk") else []
        return spoken_to(cue, cast) or there
    beside = any(mark in words for mark in ("sideline", "in person", "margins")) or on_the_sidelines(verb)
    beside = beside or _on_an_occasion(verb) or (not by_phone and together and _of_a_visit(verb))
    apart = callers[0].country is None or called[0].country is None or callers[0].country != called[0].country
    met = verb.dep_ == "conj" and verb.head.lemma_ == "meet"  # "the two met at the palace and talked about trade"
    if not by_phone and (not apart or met or (place_at(verb) and not beside)):
        return []
    kind = "meeting" if beside and not by_phone else "call"
    reason = "they spoke by telephone" if by_phone else NO_COMMON_PLACE
    return [
        Draft(
            cue,
            kind,
            in_role([*callers, *called], "participant"),
            place_at(verb) if kind == "meeting" else None,
            score=0.95 if by_phone else 0.7,
            reasons=("they spoke where both were" if kind == "meeting" else reason,),
        )
    ]


def _on_an_occasion(verb: Token) -> bool:
    """Whether they spoke where an occasion or a journey brought them together: "when she flew to P", "at a dinner"."""
    when = any(word.lower_ == "when" and word.head.lemma_ in GOING for word in verb.subtree if word.i > verb.i)
    return when or any(word.lemma_.lower() in _OCCASIONS for _, word in hanging(verb, ("during", "at")))


def _of_a_visit(verb: Token) -> bool:
    """Whether a sentence in which two are to talk speaks of a visit as known: "has prepared the visit, will talk"."""
    ahead = any(child.lower_ in ("will", "would", "to") for child in verb.children if child.dep_ == "aux")
    stays = (word for word in verb.sent if word.lemma_.lower() in ("visit", "stay") and word.pos_ in ("NOUN", "PROPN"))
    return ahead and any(child.lower_ in ("the", "this", "his", "her") for word in stays for child in word.children)


_OCCASIONS = frozenset(
    {"event", "reception", "dinner", "lunch", "banquet", "visit", "trip", "stay", "funeral", "inauguration"}
)
_MEDIA = frozenset({"host", "anchor", "correspondent", "editor", "reporter", "journalist", "presenter", "columnist"})


def _of_media(actor: ReportActor) -> bool:
    """Whether somebody is of the press."""
    titles = [office.title.lower() for office in actor.offices]
    return any(title.rpartition(" ")[2] in _MEDIA or "bureau" in title for title in titles)


def _rest(cue: Cue, cast: Cast) -> list[ReportActor]:
    """Those spoken with, of whatever office."""
    return actors_at((word for _, word in hanging(cue.token, cue.frame.accompanying)), cue.sentence, cast)


_ALONE = frozenset({"privately", "alone", "tête-à-tête", "one-on-one", "face-to-face"})
_WHERE = frozenset({"in", "at", "behind", "to"})
_INDOORS = frozenset(
    {"private", "person", "doors", "face", "office", "palace", "villa", "residence", "room", "library"}
)


def _between_them(cue: Cue, callers: list[ReportActor]) -> list[Draft]:
    """ "The two spoke in private", "the leaders talked for three hours in the Oval Office": they met."""
    verb = cue.token
    if len({each.country for each in callers} - {None}) < 2 or any(True for _ in hanging(verb, ("with", "before"))):
        return []
    near = [child.lower_ for child in verb.children if child.dep_ == "advmod"]
    links = [child for child in verb.children if child.dep_ in ("prep", "advmod") and child.lower_ in _WHERE]
    near += [word.lower_ for link in links for word in link.children]
    if not (set(near) & (_ALONE | _INDOORS)):
        return []
    parts, reasons = in_role(callers, "participant"), ("they spoke with nobody else there",)
    return [Draft(cue, "talks", parts, place_at(verb), score=0.9, reasons=reasons)]


def _paid(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X called on President Y": a visit paid, unless Y is asked for something ("called on Y to resign")."""
    verb = cue.token
    asked = any(child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB" for child in verb.children)
    hosts = [*_after_bare_on(verb), *(word for _, word in hanging(verb, ("on", "upon")))]
    asked = asked or any(child.dep_ in ("acl", "relcl") for word in hosts for child in word.children)
    met = [each for each in persons(actors_at(hosts, cue.sentence, cast)) if official(each)]
    goers = [each for each in persons(doers(verb, cue.sentence, cast)) if official(each)]
    if asked or not met or not goers or _asks_next(verb, hosts):
        return []
    gone = {each.key for each in goers}
    parts = in_role([*goers, *(each for each in met if each.key not in gone)], "participant")
    reasons = ("“called on” a person is a visit paid",)
    return [Draft(cue, "meeting", parts, place_at(verb), score=0.9, reasons=reasons)] if len(parts) > 1 else []


def _after_bare_on(verb: Token) -> list[Token]:
    """Who is called on, where the parse takes "on" and a long office apart: "will call on Prime Minister Y"."""
    on = next((child for child in verb.children if child.lower_ == "on" and child.i == verb.i + 1), None)
    if on is None or list(on.children):
        return []
    return [child for child in verb.children if child.dep_ in ("dobj", "npadvmod", "dep") and child.pos_ == "PROPN"]


def _asks_next(verb: Token, hosts: list[Token]) -> bool:
    """Whether an infinitive follows those called on, before the next mark or preposition of time."""
    for word in verb.doc[max(each.i for each in hosts) + 1 : verb.sent.end]:
        if word.text in (",", ";", ".") or word.lower_ in ("before", "after", "ahead", "and"):
            return False
        if word.tag_ == "TO":
            return True
    return False


def _one_another(verb: Token) -> bool:
    """Whether those who act do it to each other."""
    return any(
        word.lower_ in ("other", "another") and word.i and word.nbor(-1).lower_ in ("each", "one")
        for word in verb.subtree
    )


def _called(cue: Cue, cast: Cast) -> list[ReportActor]:
    verb = cue.token
    others = [word for _, word in hanging(verb, cue.frame.accompanying)] or (_rung(verb) if cue.frame.object else [])
    others = others or [
        word for _, line in hanging(verb, ("by", "on", "over")) for _, word in hanging(line, ("with", "to"))
    ]
    found = [*actors_at(others, cue.sentence, cast), *listed(verb, cue.frame.accompanying, cue.sentence, cast)]
    told = may_be_official if _by_wire(cue) else official
    return [each for each in persons(list({each.key: each for each in found}.values())) if told(each)]


def _only_together(verb: Token, by_phone: bool) -> bool:
    """Whether "X and Y spoke" can be a call: they spoke to nobody else, and nowhere."""
    elsewhere = ("to", "at", "in", "before", "during", "with", "for", "outside")
    return by_phone or not any(child.lower_ in elsewhere for child in verb.children if child.dep_ == "prep")


def _by_wire(cue: Cue) -> bool:
    """Whether the sentence speaks of a telephone, of a call or of a screen."""
    return any(
        each.lemma_.lower() in REMOTE or (each.lemma_ == "call" and each.pos_ == "NOUN" and not _calls_for(each))
        for each in cue.sentence.span
    )


def _rung(verb: Token) -> list[Token]:
    """Who is called: the object, for which the parse may take the name that is given ("called the king")."""
    return [*objects(verb), *(child for child in verb.children if child.dep_ == "oprd" and verb.lemma_ == "call")]


def _named(verb: Token) -> bool:
    """Whether "call" gives a name ("called him a liar"), or asks for something ("called on him to leave")."""
    other = {"attr", "acomp", "ccomp", "prt", "agent", "nsubjpass"}
    asks = any(child.dep_ == "prep" and child.lower_ in ("for", "on", "upon") for child in verb.children)
    return asks or any(child.dep_ in other for child in verb.children) or len(_rung(verb)) != 1


def _calls_for(noun: Token) -> bool:
    """Whether a call is a demand: "a call for peace", "calls to leave"."""
    return any(
        (child.dep_ == "prep" and child.lower_ in ("for", "on", "upon")) or child.dep_ in ("acl", "relcl", "ccomp")
        for child in noun.children
    )


def calling(cue: Cue, cast: Cast) -> list[Draft]:
    """ "a telephone call with Y", "X's phone call to Y"; "a call" alone, where two officials hold it."""
    if courtesy := _courtesy(cue, cast):
        return courtesy
    above = governor(cue.token)
    line = cue.token.lemma_.lower() in ("telephone", "phone")  # "told X by telephone"; other verbs tell it themselves
    if line and (above is None or above.lemma_.lower() not in _TELLING or cue.token.dep_ == "compound"):
        return []  # of "made phone calls" the other word tells
    found = _calling(cue, cast)
    sure = any(each.lemma_.lower() in REMOTE or "conference" in each.lower_ for each in cue.sentence.span)
    if sure or not found:
        return found
    callers = {part.actor for draft in found for part in draft.participants if cast.actor(part.actor).type == "person"}
    return found if len(callers) > 1 and not _calls_for(cue.token) else []


def _courtesy(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X paid a courtesy call on Y": a visit paid, no telephone call."""
    verb = governor(cue.token)
    polite = any(child.lower_ in ("courtesy", "farewell") for child in cue.token.children)
    paid = verb is not None and verb.lemma_.lower() in ("pay", "make")
    if verb is None or not (polite or paid):
        return []
    near = [word for held in (cue.token, verb) for _, word in hanging(held, ("on", "upon"))]
    hosts = [*actors_at(near, cue.sentence, cast), *listed(cue.token, ("on", "upon"), cue.sentence, cast)]
    if not hosts and not polite:
        return []  # "made calls on Sunday" pays nobody a visit
    found = meeting_of(cue, cast, persons(doers(verb, cue.sentence, cast)), [], place_at(verb)) if not hosts else []
    if hosts:
        parties = {each.key: each for each in [*doers(verb, cue.sentence, cast), *persons(hosts)] if official(each)}
        parts = in_role(parties.values(), "participant")
        reasons = ("a courtesy call is a visit paid",)
        found = [Draft(cue, "meeting", parts, place_at(verb), reasons=reasons)] if len(parts) > 1 else []
    return found


def _calling(cue: Cue, cast: Cast) -> list[Draft]:
    first = actors_at(possessors(cue.token), cue.sentence, cast) or by_control(cue, cast)
    others = [word for _, word in hanging(cue.token, cue.frame.accompanying)]
    verb = governor(cue.token)
    if not others and verb is not None and verb.lemma_.lower() in ("make", "place", "hold"):
        others = [word for _, word in hanging(verb, ("to", "with"))]
    if not first and verb is not None and cue.token.dep_ == "pobj" and cue.token.head.lower_ in ("in", "during", "by"):
        first = doers(verb, cue.sentence, cast)  # "agreed on an extension in a call": the call hangs on a noun
    led = {link for link, _ in hanging(cue.token, cue.frame.accompanying)}
    if not first and led and led <= {"to", "from"}:
        return []  # "calls to X and Y", "calls from X and Y": they did not call each other
    if not others and len(first) == 1 and verb is not None and verb.lemma_.lower() in _TELLING:
        others = [child for child in verb.children if child.dep_ in ("dobj", "dative", "iobj")]
    return meeting_of(cue, cast, persons(first), others, None)


_TELLING = {"tell", "inform", "assure", "warn", "urge", "ask", "brief", "congratulate", "thank"}
