"""Which times only limit an event ("since 2017", "until Monday"), and which are its own for all that.

Invariant: a limit is never taken for a day; but a time in the phrase of an event noun is that event's, whatever
preposition stands before the noun: "since the June 12 meeting", "after their talks in Lima last month".
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.calendar import bounds
from communique.claims.frames import Cue
from communique.claims.syntax import measured
from communique.claims.times import TimeExpression
from communique.model import Phase

OWN_PHRASE = "own phrase"
"""How the reason ends for a day that stands in an event noun's phrase."""
_LIMITS = {"since", "until", "till", "before", "after", "by", "despite", "than"}
_BESIDE = ("poss", "nummod", "compound", "nmod", "amod", "npadvmod", "tmod")
_NAMED = ("in", "at", "of", "between", "with", "among")
"""Prepositions before what an event is of, or who is there: "the meeting with X on Friday" is on Friday."""
_ON = ("on", "in", "of", "from", "during")
"""Prepositions before an event's day."""
_BEHIND = ("after", "since", "following")
_HELD = {"hold", "host", "convene", "conduct", "have", "stage", "give", "deliver", "make"}
_BEGUN = {"begin": "start", "start": "start", "open": "start", "end": "end", "conclude": "end", "finish": "end"}
_TO = ("to", "past", "beyond", "through", "into")
_DRAWN_OUT = {"extend", "prolong", "continue", "stretch", "run", "drag", "go"}
_STEPS = 6
_FAR = 30
"""Words between an event noun and a day behind its place, with those who are there."""


def own_time(cue: Cue, time: Token, others: frozenset[int]) -> bool:
    """Whether a time stands in the phrase of an event noun; `others` are the places of other cues."""
    noun, here, inside = cue.token, time, False
    if noun.pos_ not in ("NOUN", "PROPN") or _counted_since(time):
        return False
    for _ in range(_STEPS):
        if here.head == noun and (here.dep_ in _BESIDE or (here.dep_ == "prep" and here.lower_ in (*_ON, *_NAMED))):
            return True
        above = here.head
        if above.i in others or above.pos_ in ("VERB", "AUX") or above == here:
            break
        named = above.ent_type_ == "DATE" and time.ent_type_ == "DATE" and abs(above.i - time.i) < _STEPS
        if here.dep_ in _BESIDE:
            # "talks about last week's attack": the attack's week
            if not named and here.dep_ not in ("npadvmod", "tmod"):
                break
        elif here.dep_ not in ("prep", "pobj", "conj") or (
            here.dep_ == "prep" and here.lower_ not in (_NAMED if inside else (*_ON, *_NAMED))
        ):
            break
        inside = inside or (here.dep_ == "prep" and here.lower_ in _NAMED)
        here = above
    return _before_the_comma(noun, time) or _behind_its_place(noun, time)


def _behind_its_place(noun: Token, time: Token) -> bool:
    """Whether only the town and its state stand between: "talks in Minsk, Belarus, on Friday"."""
    if not 0 < time.i - noun.i <= _FAR:
        return False
    links = [
        word for word in noun.doc[noun.i + 1 : time.i] if word.lower_ in ("in", "at", "to") and word.dep_ == "prep"
    ]
    if not links or not noun.is_ancestor(links[-1]) or time.i - links[-1].i > 2 * _STEPS:
        return False
    between = noun.doc[links[-1].i + 1 : time.i]
    commas = sum(each.text == "," for each in between)
    return commas > 0 and all(each.text in (",", "on", "the") or each.pos_ == "PROPN" for each in between)


def _before_the_comma(noun: Token, time: Token) -> bool:
    """Whether a sentence opens "After the visit Friday,": the parse gives the day to the verb behind the comma."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in (*_BEHIND, "before", "during") or not noun.i < time.i:
        return False
    if time.head.pos_ not in ("VERB", "AUX") or time.head.i < time.i or time.i - noun.i > _STEPS:
        return False
    between = noun.doc[noun.i + 1 : time.i]
    after = noun.doc[time.i + 1 : time.i + 3]
    apart = any(each.is_punct or each.pos_ in ("VERB", "AUX", "SCONJ") for each in between)
    return noun.head.head == time.head and not apart and any(each.text == "," for each in after)


def held_in_clause(noun: Token, verb: Token) -> tuple[int, Phase | None] | None:
    """How loosely a day hangs on an event noun by a clause on it, and which part of the event it tells.

    "Their summit, held in Lima on Friday", "the visit that ended Tuesday"; None for any other clause.
    """
    if verb.head != noun or verb.dep_ not in ("acl", "relcl") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma, own = verb.lemma_.lower(), [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    its = all(each.lower_ in ("that", "which") for each in own)
    if lemma in _HELD and not any(child.dep_ == "dobj" and child.pos_ != "PRON" for child in verb.children):
        return 1, None
    phase: Phase | None = "start" if _BEGUN.get(lemma) == "start" else "end"
    return (1, phase) if lemma in _BEGUN and its and own and verb.tag_ == "VBD" else None


def nearer(cue: Cue, expression: TimeExpression, published: str | None, off: bool = False) -> str | None:
    """The reading nearest to the report's day, of a time in a phrase after "after" or "before": it may be over or not.

    So is the month of what was called off (`off`). None where the phrase does not stand so, or there is no choice.
    """
    noun, day = cue.token, bounds(published)
    behind, ahead = bounds(expression.past), bounds(expression.future)
    beside = noun.dep_ == "pobj" and noun.head.lower_ in (*_BEHIND, "before")
    if not (beside or (off and expression.kind == "month")) or expression.value or not (day and behind and ahead):
        return None
    return expression.past if day.first - behind.last <= ahead.first - day.first else expression.future


def _counted_from(time: Token) -> bool:
    """Whether a time is that of what is counted from: "the first visit since X in 1978", "since X went in May"."""
    for place in range(time.i - 1, max(time.sent.start, time.i - 8) - 1, -1):
        word = time.doc[place]
        if word.lower_ == "since":
            return True
        if word.text in (",", ";", ":") or (
            word.pos_ in ("VERB", "AUX") and word.lemma_ not in ("visit", "go", "come")
        ):
            return False
    return False


def limit(head: Token) -> bool:
    """Whether a time, by the word that heads it, is one that something is since, until, before or after."""
    if _counted_from(head) or _drawn_out_to(head) or _counted_since(head):
        return True
    here = head
    for _ in range(3):
        if here.dep_ in ("pobj", "pcomp", "npadvmod") and here.head.lower_ in _LIMITS:
            return not (here.head.lower_ in ("until", "till") and _negated(here.head.head))
        if here.dep_ not in ("appos", "nummod", "compound", "npadvmod", "nmod") or here.head.pos_ == "VERB":
            return False  # "after meeting X Monday"
        here = here.head
    return False


def _counted_since(time: Token) -> bool:
    """Whether a time is that of what something is counted from: "the first visit since his election in January"."""
    link = time.head
    before = (each for each in link.head.children if each.lower_ == "since" and each.i < link.i)
    return link.dep_ == "prep" and any(each.right_edge.i == link.i - 1 for each in before)


def _drawn_out_to(head: Token) -> bool:
    """Whether a time is that to which something is drawn out: "talks were extended to Friday"."""
    here = head
    while here.dep_ in ("nummod", "compound", "nmod", "poss", "amod") and here.head.pos_ != "VERB":
        here = here.head
    link = here.head if here.dep_ == "pobj" else here
    return link.lower_ in _TO and link.head.lemma_.lower() in _DRAWN_OUT


def set_to(noun: Token, verb: Token) -> bool:
    """Whether a noun is what is due, expected or set to do this: "the talks are due to open on Monday"."""
    here, above = measured(noun), verb
    for _ in range(3):
        if above.dep_ not in ("xcomp", "acomp", "oprd"):
            break
        above = above.head
    return above != verb and here.dep_ in ("nsubj", "nsubjpass") and here.head == above


def _negated(verb: Token) -> bool:
    """ "Did not return until Monday" tells the day of returning."""
    return any(child.dep_ == "neg" for child in verb.children)
