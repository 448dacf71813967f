"""What a report takes up again: "the visit", "his trip", "the talks", and what happens inside what.

Invariant: a claim takes up an earlier event of its own report only where nothing it says speaks
against it (another traveller, another state, another day), and a claim lies within another only
where the ontology lets that kind contain it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.apart import of_another_day
from communique.claims.calendar import bounds
from communique.claims.drafting import Draft, actors_at, persons
from communique.claims.enclosing import near
from communique.claims.facets import ahead_by_word, auxiliaries, full_lemma, word_lists
from communique.claims.geography import place_at
from communique.claims.occasions import (
    another_kind,
    another_occasion,
    by_nobody,
    of_many_stops,
    of_one_state,
    of_others,
    on_another_topic,
)
from communique.claims.ontology import NO_OFFICE_HERE, family
from communique.claims.places import town_named
from communique.claims.programmes import with_visitor
from communique.claims.syntax import governor, measured, own_subjects, subjects
from communique.claims.talks_there import of_nobody, undated
from communique.model import Claim, Participation, Status

Told = tuple[Draft, Claim]
_SETTLED: tuple[Status, ...] = ("happened", "ongoing", "planned")
_THERE = ("after", "during", "following", "since")
_OTHER_TIMES = {
    "last",
    "previous",
    "earlier",
    "next",
    "another",
    "second",
    "third",
    "future",
    "former",
    "past",
    "many",
    "every",
}
_COUNTS = {"second", "third"}
_BY_WIRE_TOO = {"conversation", "discussion", "exchange"}
_COMES_ABOUT = {"take", "happen", "occur", "proceed", "materialize", "materialise"}
"""Verbs by which an event comes about ("take place")."""
_BEFORE = {"last", "previously", "once", "formerly"}
_NEAR_BY = 2000
"""So many characters after a visit papers that nobody is told to sign may be of it."""
_GOES_ON = {"continue", "last", "run"}
_WAY = {"underway", "way", "progress", "session"}
"""Words that end "is under way", "are in progress"."""


_LONG_AGO = timedelta(days=10)
"""What was so long before its report is not the attack that the report tells as news, without a day."""


def complete(told: Sequence[tuple[Draft, Claim]], cast: Cast, published: str | None) -> tuple[Claim, ...]:
    """Fill what open claims leave unsaid from the event they take up; drop those that take up nothing.

    `published` is the report's day, as EDTF.
    """
    done: list[Told] = []
    whole = [(draft, claim) for draft, claim in told if not draft.open or _whole_visit(claim)]
    for draft, claim in told:
        others = [each for each in whole if each[1].id != claim.id]
        same = _told_to_be(draft, claim, done) if _of_states(claim, cast) else None
        if same is not None:
            done.append((draft, _taken_up(draft, replace(claim, participants=()), same, cast, published)))
            continue
        if not draft.open and undated(claim):
            continue
        if not draft.open:
            # "X's visit to P is the first since", "is a sign of friendship": what it is, whether it has been or not
            is_said = draft.cue.token.head.lemma_ == "be" and _whole_visit(claim)
            known = _antecedent(draft, claim, others, cast) if _titled(draft, claim) else None
            at_all_times = (
                is_said and draft.cue.token.pos_ in ("NOUN", "PROPN") and claim.status == "ongoing" and not claim.when
            )
            plan = _antecedent(draft, claim, others, cast) if at_all_times else None
            if plan is not None and plan.status == "planned":
                done.append((draft, replace(claim, status="planned", date=None, phase=None, same_as=plan.id)))
                continue
            leaders = _antecedent(draft, claim, done, cast) if _of_known_states(draft, claim, cast) else None
            if leaders is not None:
                done.append((draft, _taken_up(draft, claim, leaders, cast, published)))
                continue
            claim = _as_written(claim, published) if is_said else claim
            done.append((draft, replace(claim, status=known.status, same_as=known.id) if known else claim))
            continue
        if claim.status == "denied" and by_nobody(draft):
            continue
        another = _another_time(draft)
        earlier = None if another else _antecedent(draft, claim, done, cast) or _told_later(draft, claim, others, cast)
        apart = earlier is not None and (
            _held_with_another(draft, claim, earlier, cast) or _on_another_day(claim, earlier)
        )
        if earlier is None and (met := with_visitor(claim, done, cast)) is not None:
            done.append((draft, met))
            continue
        if earlier is None or apart:
            if draft.home is not None and not undated(claim):
                done.append((draft, replace(claim, place=draft.home)))
            elif _whole_visit(claim) and not another and not apart:
                done.append((draft, _as_written(claim, published)))
            continue
        if _whole_visit(claim) and earlier.date is None:
            claim = _as_written(claim, published)
        done.append((draft, _taken_up(draft, claim, earlier, cast, published)))
    return tuple(claim for _, claim in done)


def _whole_visit(claim: Claim) -> bool:
    """Whether a visit told as known has its traveller and its state in these words: "X's visit to P is the first"."""
    led = any(part.role == "visitor" for part in claim.participants)
    return claim.kind == "visit" and led and claim.place is not None and claim.place.country is not None


def _as_written(claim: Claim, published: str | None) -> Claim:
    """What goes on as the report is written, and has no day of its own, is on the report's day."""
    fits = (
        claim.status == "ongoing"
        and claim.date is None
        and published is not None
        and len(published) == len("2000-01-01")
    )
    return replace(claim, date=published, phase="within") if fits else claim


def _told_later(draft: Draft, claim: Claim, whole: Sequence[Told], cast: Cast) -> Claim | None:
    """What is only told further down; a meeting only if the sentence names one of its people."""
    found = _antecedent(draft, claim, whole, cast)
    ahead = found is not None and claim.kind != "visit" and found.start > claim.start
    return None if found is None or (ahead and not _sides_named(found, _named(draft, cast), cast)) else found


def _on_another_day(claim: Claim, earlier: Claim) -> bool:
    """Whether what was held by its own words was held at another time than what it would take up."""
    dated = claim.date is not None and earlier.date is not None and not near(claim.date, earlier.date)
    held = claim.status == earlier.status == "happened"
    return dated and held and family(claim.kind) == "meeting"


def _titled(draft: Draft, claim: Claim) -> bool:
    """Whether a headline without a verb names a visit: it does not say whether it has been ("On the visit of X")."""
    told = claim.kind == "visit" and claim.status == "happened" and claim.date is None
    return told and draft.cue.token.pos_ in ("NOUN", "PROPN") and governor(draft.cue.token) is None


def _of_known_states(draft: Draft, claim: Claim, cast: Cast) -> bool:
    """Whether a meeting is told by its states and as known ("the Chilean-Peruvian summit"): that of their leaders."""
    definite = any(child.lower_ in ("the", "this") for child in draft.cue.token.children)
    return definite and _of_states(claim, cast)


def _of_states(claim: Claim, cast: Cast) -> bool:
    """Whether a meeting is told by its states alone."""
    states = [part for part in claim.participants if cast.actor(part.actor).type == "country"]
    return family(claim.kind) == "meeting" and len(states) == len(claim.participants) > 1


def _told_to_be(draft: Draft, claim: Claim, told: Sequence[Told]) -> Claim | None:
    """What a sentence says that this is: "their meeting, which will be the first summit between the two nations"."""
    noun = draft.cue.token.head if draft.cue.token.dep_ == "compound" else draft.cue.token
    subject = _subject_of_being(noun)
    return next((c for d, c in told if d.cue.token in subject and family(c.kind) == family(claim.kind)), None)


def _subject_of_being(noun: Token) -> list[Token]:
    """The subject of the "be" that a noun stands behind; of "which is", what the clause stands on."""
    if noun.dep_ != "attr":
        return []
    found = own_subjects(noun.head)
    relative = noun.head.dep_ == "relcl" and any(each.lower_ in ("which", "that") for each in found)
    return [noun.head.head] if relative else found


def _another_time(draft: Draft) -> bool:
    word = draft.cue.token
    if word.pos_ == "VERB":
        return False  # "last visited the kingdom in 2016" tells its own time
    counted = _COUNTS if word.dep_ == "attr" else set()  # "This is the third summit" counts the one it tells of
    return any(child.lower_ in _OTHER_TIMES - counted for child in word.children)


def _antecedent(draft: Draft, claim: Claim, told: Sequence[Told], cast: Cast) -> Claim | None:
    """The event told before that this claim is about.

    Of those that it can be about, one that stands as the words have it ("the planned meeting" is no meeting
    that was held), then one by whose town it is called, then one whose people the sentence names, then one told
    for its own sake, then one told by the same word, then the nearest.
    """
    # What was only offered is not what is spoken of as known, where there is anything else to speak of.
    offered = not claim.participants and any(each.kind == claim.kind and each.status in _SETTLED for _, each in told)
    if claim.kind == "signing":
        visits = [other for _, other in reversed(told) if other.kind == "visit" and other.status in _SETTLED]
        return next((each for each in visits if _may_be_signed_at(claim, each)), None)
    fitting = [
        (other, its)
        for its, other in reversed(told)
        if not (offered and other.status == "possible")
        and not of_nobody(other)
        and (family(other.kind) == family(claim.kind) or _of_call(draft.cue.token, other))
        and _agree(claim, other, cast)
        and _concerns(draft, claim, other, cast)
        and (draft.leaving or not _holds_the_word(its, draft))  # "will travel to P before returning home"
        and not (draft.leaving and its.leaving and its.cue.sentence is draft.cue.sentence)
        and not (
            draft.leaving and other.status in ("cancelled", "denied")
        )  # nobody comes home from what was called off
        and not another_kind(draft.cue.token, other, its.cue.token)
        and not _elsewhere(draft.cue.token, other)
        and not on_another_topic(draft.cue.token, its.cue.token)
        and not of_others(draft, other, cast)
        and not another_occasion(draft, other, cast)
    ]
    if not fitting or of_many_stops(draft, [other for other, _ in fitting]):
        return None
    here = _named(draft, cast)
    noun, word = draft.cue.token, _stem(draft.cue.token)

    ahead = ahead_by_word(noun) or _open_whether(noun, claim)
    held = claim.status == "happened" and _told_as_held(draft)

    along = draft.cue.frame.name == "retinue"  # who goes along is told of the journey under way, not of its next stop
    to_come = ahead or _said_to_come(noun, claim)

    def rank(each: tuple[Claim, Draft]) -> tuple[bool, bool, int, bool, bool]:
        other, its = each
        over = other.status in ("happened", "ongoing")
        stands = not (to_come and over) and not ((held or along) and not over)
        sides = min(2, _sides_named(other, here, cast))
        return stands, _called_by_place(noun, other), sides, not _aside(its), _stem(its.cue.token) == word

    same = any(child.lower_ == "same" for child in noun.children)
    subject = _subject_of_being(noun)  # "The meeting will be the third summit"
    called = next((each for each in fitting if each[1].cue.token in subject), None)
    best = called or (fitting[0] if same else max(reversed(fitting) if along else fitting, key=rank))
    return None if ahead and best[0].status in ("happened", "ongoing") else best[0]


def _of_call(noun: Token, other: Claim) -> bool:
    """Whether a talk spoken of as known may be one by telephone: "the conversation"."""
    return other.kind == "call" and noun.lemma_.lower() in _BY_WIRE_TOO


def _may_be_signed_at(claim: Claim, visit: Claim) -> bool:
    """Whether papers can be those of a visit: told of before or with it, and of no other time ("signed in 2001")."""
    apart = claim.date is not None and visit.date is not None and not near(claim.date, visit.date)
    past = claim.date is not None and len(claim.date) == len("2001") and visit.date is None
    return visit.start <= claim.start <= visit.start + _NEAR_BY and not apart and not past


def _called_by_place(noun: Token, other: Claim) -> bool:
    """Whether a noun is told by the town of an event: "the Lisbon meeting"."""
    name = (other.place.name if other.place else None) or ""
    return any(child.dep_ in ("compound", "nmod", "amod") and child.text in name.split() for child in noun.children)


def _elsewhere(noun: Token, other: Claim) -> bool:
    """Whether what is told of a stay happened in another town: "met him in Lisbon in March, on her first trip"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "during") else None
    spot = place_at(verb) if verb is not None and verb.pos_ == "VERB" else None
    here, there = (each.name or "" if each else "" for each in (spot, other.place))
    return here != there and town_named(here) and town_named(there)


def _aside(draft: Draft) -> bool:
    """Whether an event is told beside what the report is about.

    Told only to say when another was ("met X on Friday, three days after his talks with Y"), as the one before
    ("they last met in Oslo"), or not told at all and only implied by such a meeting's place.
    """
    word, link = draft.cue.token, draft.cue.token.head
    counted = any(child.dep_ == "npadvmod" for child in link.children)
    before = any(child.lower_ in _BEFORE and child.dep_ == "advmod" for child in word.children)
    return (word.dep_ == "pobj" and link.lower_ in ("after", "before") and counted) or before


def _stem(word: Token) -> str:
    """What "met" and "meeting" share."""
    return word.lemma_.lower().removesuffix("ing")


def _concerns(draft: Draft, claim: Claim, other: Claim, cast: Cast) -> bool:
    """Whether who calls "the visit" off, if named, has to do with it: takes part, or acts for a state that does."""
    verb = draft.cue.token.head
    if claim.status != "cancelled" or draft.cue.token.dep_ != "dobj":
        return True
    who = persons(actors_at(subjects(verb), draft.cue.sentence, cast))
    states = {other.place.country if other.place else None} | {cast.actor(p.actor).country for p in other.participants}
    mine = {part.actor for part in other.participants}
    return not who or any(each.key in mine or (each.country or "-") in states for each in who)


def _said_to_come(noun: Token, claim: Claim) -> bool:
    """Whether a sentence says what an event will do or bring: "the meeting would cover trade"."""
    verb = noun.head
    modal = any(child.dep_ == "aux" and child.lower_ in ("will", "would", "wo", "'ll") for child in verb.children)
    perfect = any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children)
    return claim.status == "planned" and noun.dep_ in ("nsubj", "nsubjpass") and modal and not perfect


def _open_whether(noun: Token, claim: Claim) -> bool:
    """Whether the clause tells what is to become of an event: "will take place in June", "could be called off".

    What has been is not spoken of so.
    """
    if claim.status not in ("planned", "possible", "cancelled") or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    lemma = full_lemma(noun.head)
    verb = next((child for child in noun.head.children if child.dep_ == "xcomp"), None)
    lemmas = {lemma, full_lemma(verb)} if verb is not None else {lemma}
    return any(word_lists().complement.get(each) == "call_off" or each in _COMES_ABOUT for each in lemmas)


def _holds_the_word(one: Draft, other: Draft) -> bool:
    """Whether one event's word governs the other's.

    Who "meets X to prepare their meeting" prepares another one; "the trip, ahead of a summit in Y" is not to Y.
    """
    a, b = one.cue, other.cue
    if b.frame.name == "retinue":
        return False  # "arrived at the head of a delegation that includes X": this is the delegation's journey
    near = a.sentence.span.doc is b.sentence.span.doc
    return near and (a.token in b.token.ancestors or (b.token in a.token.ancestors and b.token.pos_ != "VERB"))


def _named(draft: Draft, cast: Cast) -> set[str]:
    """The actors that the sentence names; "the two nations" names none."""
    sentence = draft.cue.sentence
    return {
        key
        for token in sentence.span
        for key in cast.at(sentence, token)
        if token.pos_ in ("PROPN", "ADJ") or cast.actor(key).type != "country"
    }


def _sides_named(claim: Claim, here: set[str], cast: Cast) -> int:
    """How many of an event's people are named, by name or by their state."""
    states = {actor.country for key in here if (actor := cast.actor(key)).type == "country"}
    return sum(
        part.actor in here or (cast.actor(part.actor).country or "-") in states
        for part in claim.participants
        if part.role in ("visitor", "host", "participant")
    )


def _agree(claim: Claim, other: Claim, cast: Cast) -> bool:
    if not of_one_state(claim, other, cast):
        return False
    mine = {part.actor for part in claim.participants if part.role in ("visitor", "participant")}
    theirs = {part.actor for part in other.participants if part.role in ("visitor", "participant")}
    if not mine - _by_their_people(mine, theirs, cast) <= theirs:
        return False
    one, two = claim.place, other.place
    if one and two and one.country and two.country and one.country != two.country:
        return False
    return not (one and not mine and not two)


def _by_their_people(mine: set[str], theirs: set[str], cast: Cast) -> set[str]:
    """Those of these states for which a person of theirs stands."""
    homes = {cast.actor(key).country for key in theirs if cast.actor(key).type == "person"} - {None}
    return {key for key in mine if cast.actor(key).type == "country" and cast.actor(key).country in homes}


def _taken_up(draft: Draft, claim: Claim, earlier: Claim, cast: Cast, published: str | None) -> Claim:
    if claim.kind == "signing":
        sides = [part.actor for part in earlier.participants if part.role in ("visitor", "host")]
        homes = [cast.actor(each).country for each in sides]
        keys = [cast.country_key(home) if home else None for home in homes]
        states = tuple(Participation(key or own, "signatory") for key, own in zip(keys, sides, strict=True))
        return replace(
            claim,
            participants=states,
            within=earlier.id,
            reasons=(*claim.reasons, "signed at the visit it is told with"),
        )
    # A word that only takes an event up ("your visit will help") does not put off what the report tells as done.
    settled = (
        claim.date is claim.when is None
        and claim.status in ("planned", "possible")
        and earlier.status in ("happened", "ongoing")
    )
    # Nor does one make a plan a fact ("the sites weighed for the summit"), or going on ("the visit comes as ..."),
    # nor what the report calls off.
    ahead = earlier.status in ("planned", "possible", "cancelled")
    facts = ("happened", "ongoing") if draft.cue.frame.name == "retinue" else ("happened",)
    told_of = ahead and claim.status in facts and not _told_as_held(draft)
    if told_of and claim.when and not re.search(r"\d", claim.when):
        claim = replace(
            claim, date=None, when=None, phase=None
        )  # "said on Friday about the summit": no day of the plan
    settled |= told_of
    settled |= ahead and claim.status == "ongoing" and claim.date is None and not _under_way(draft)
    apart = claim.date is not None and earlier.date is not None and not near(claim.date, earlier.date)
    apart |= claim.kind == "assault" and earlier.date is None and _long_before(claim.date, published)
    mine, theirs = ({part.actor for part in each.participants} for each in (claim, earlier))
    stood_for = _by_their_people(mine, theirs, cast) if claim.kind != "visit" else set()
    own = tuple(part for part in claim.participants if part.actor not in stood_for)
    untold = (NO_OFFICE_HERE,) if NO_OFFICE_HERE in earlier.reasons and NO_OFFICE_HERE not in claim.reasons else ()
    return replace(
        claim,
        kind="call" if earlier.kind == "call" else claim.kind,
        status=earlier.status if settled else claim.status,
        participants=_united(own, earlier.participants),
        place=claim.place or earlier.place,
        details=(*claim.details, *(d for d in earlier.details if d.attribute == "with" and not claim.details)),
        same_as=None if apart else earlier.id,
        reasons=(*claim.reasons, "takes up what the report told before", *untold),
    )


def _told_as_held(draft: Draft) -> bool:
    """Whether the sentence itself says that what it takes up has been: what it did, or what was done there."""
    word = measured(draft.cue.token)
    if word.pos_ not in ("NOUN", "PROPN"):
        return word.tag_ not in ("VBZ", "VBP")  # "he travels there for a day" tells a plan too
    if word.dep_ in ("nsubj", "nsubjpass"):
        return word.head.tag_ == "VBD" or any(a.tag_ in ("VBD", "VBZ", "VBP") for a in auxiliaries(word.head))
    if word.dep_ in ("pobj", "pcomp"):
        return word.head.lower_ in _THERE
    return word.dep_ == "dobj" and word.head.tag_ == "VBD" and not of_another_day(word.head)  # "described the visit"


def _under_way(draft: Draft) -> bool:
    """Whether the sentence says of what it takes up that it is going on: "is taking place", "are under way"."""
    word = measured(draft.cue.token)
    if word.dep_ not in ("nsubj", "nsubjpass"):
        going = word.tag_ == "VBG" and full_lemma(word) in word_lists().motion  # "is coming with him" tells a plan too
        return word.pos_ not in ("NOUN", "PROPN") and not going
    verb = word.head
    after = [child for child in verb.subtree if child.i > verb.i]
    return verb.tag_ == "VBG" or verb.lemma_ in _GOES_ON or any(each.lower_ in _WAY for each in after)


def _held_with_another(draft: Draft, claim: Claim, earlier: Claim, cast: Cast) -> bool:
    """Whether a sentence tells of a meeting as held, and names a person who has no part in the plan it would take up.

    "The meeting came at the behest of X" speaks of X's meeting, if the one that was told is still to come.
    """
    if claim.kind == "visit" or claim.status != "happened" or earlier.status not in ("planned", "possible"):
        return False
    there = {part.actor for part in earlier.participants}
    strangers = {key for key in _named(draft, cast) - there if cast.actor(key).type == "person"}
    return bool(strangers) and _told_as_held(draft) and draft.cue.token.dep_ in ("nsubj", "nsubjpass")


def _united(mine: tuple[Participation, ...], theirs: tuple[Participation, ...]) -> tuple[Participation, ...]:
    named = {part.actor for part in mine}
    return (*mine, *(part for part in theirs if part.actor not in named and part.role != "delegate"))


def _long_before(date: str | None, published: str | None) -> bool:
    """Whether a day lies well before that of the report."""
    day, written = bounds(date), bounds(published)
    return day is not None and written is not None and day.last + _LONG_AGO < written.first
