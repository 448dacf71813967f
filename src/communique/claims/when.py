"""Which time expression tells when an event is: the one in its own clause, or in the clause that carries it.

Invariant: a time that belongs to the saying ("said on Friday that he would come") is never given to
what is said, and a limit ("since 2017", "until Monday") is never taken for a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Token

from communique.claims.apart import (
    APART,
    by_the_way,
    of_another_day,
    of_another_tense,
    preparing,
    resolved_on,
    semicolon,
    set_apart,
    set_for,
)
from communique.claims.calendar import bounds
from communique.claims.facets import auxiliaries, word_lists
from communique.claims.frames import Cue, lexicon
from communique.claims.limits import OWN_PHRASE, held_in_clause, limit, nearer, own_time, set_to
from communique.claims.parsing import Sentence
from communique.claims.status import outlook
from communique.claims.syntax import at_that_time, given_up_for, governor, hanging, measured, taken_as_given
from communique.claims.times import TimeExpression, read
from communique.model import Phase, Status

_COARSE = {"week", "month", "season", "year"}
ENDING = {"end", "conclude", "finish", "complete", "wrap", "wind", "round", "cap", "close", "leave", "depart", "return"}
_SETTING_OUT = {"leave", "depart", "embark", "set", "send", "dispatch"}
_BEGINNING = {"begin", "start", "open", "kick", "embark", "arrive", "land", "launch"}
_TALKS_BEGIN = {"begin", "start", "open", "kick", "resume", "reopen", "convene", "reconvene", "restart", "relaunch"}
_TALKS_END = {"end", "conclude", "finish", "close", "wrap", "adjourn", "collapse", "break", "fail"}
_SAYING = {
    "say", "tell", "announce", "report", "add", "note", "warn", "confirm", "declare", "state", "write", "reveal",
    "claim", "suggest", "insist", "argue", "predict", "hint", "reiterate", "explain", "acknowledge", "admit", "deny",
}  # fmt: skip


_BESIDE = ("npadvmod", "nmod", "tmod", "poss")
_HOURS = ("morning", "afternoon", "evening", "night", "weekend", "week", "day", "holiday", "season")
_LOOSE = 9
"""How loosely the day that a clause of plans gives belongs to its noun: the day of the sentence's verb goes before."""


@dataclass(frozen=True, slots=True)
class When:
    """A day or interval for an event, which part of it that is, and a stated length in days."""

    date: str | None = None
    phase: Phase | None = None
    days: int | None = None
    reason: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression and the word that heads it."""

    expression: TimeExpression
    head: Token


_INSIDE = 6
"""How loosely a day hangs on an event of which it dates something inside."""


def timed(sentence: Sentence, expressions: tuple[TimeExpression, ...]) -> tuple[Timed, ...]:
    """The expressions (offsets in the report) that lie in this sentence, with their heads."""
    found = []
    for each in expressions:
        if not (sentence.start <= each.start < sentence.end):
            continue
        low, high = each.start - sentence.offset, each.end - sentence.offset
        span = sentence.span.doc.char_span(low, high, alignment_mode="expand")
        if span is not None and len(span):
            found.append(Timed(each, span.root))
    return tuple(found)


def when(
    cue: Cue,
    times: tuple[Timed, ...],
    status: Status,
    others: frozenset[int],
    ahead: bool = False,
    published: str | None = None,
) -> When:
    """When the event of a cue is, by the times of its sentence; `others` are the places of the other cues.

    `ahead` says that its verb is in the present and tells of what is to come; `published` is the report's day.
    """
    days = next((each.expression.days for each in times if each.expression.days and _length_of(cue, each)), None)
    best: tuple[int, Timed, Phase | None] | None = None
    for each in times:
        own = own_time(cue, each.head, others)
        if each.expression.kind in ("duration", "set", "vague") or (limit(each.head) and not own) or _term(each, cue):
            continue
        if _dates_another(each, cue):
            continue
        held = (0, None) if own else belongs(cue.token, each.head, others)
        if held is not None and cue.token.dep_ == "conj" and cue.token.pos_ == "VERB" and each.head.i < cue.token.i:
            held = held[0] + _INSIDE, held[1]  # "meets X on Monday and flies to P to see Y on Tuesday"
        if held is None or (best is not None and best[0] <= held[0]):
            continue
        if held == (_INSIDE, "within") and each.expression.kind == "year":
            continue  # "met at the house where X died in 1830"
        best = (held[0], each, held[1])
    if best is None:
        return (
            _next_stop(cue, times, status)
            or _and_then(cue, times, status)
            or _due_there(cue, times, status)
            or _beside(cue, times, status)
            or When(None, cue.frame.phase, days)
        )
    _, chosen, phase = best
    coarse = chosen.expression.kind in _COARSE
    by = status if ahead else looking(chosen.head, status, coarse)
    off = status == "cancelled" and not _was_to_have(cue)
    close = nearer(cue, chosen.expression, published, off) if off or best[0] == 0 else None
    value = close or read(chosen.expression, by)
    value = value or read(chosen.expression, status)
    words = chosen.expression.text
    own = own_time(cue, chosen.head, others)
    reason = f"“{words}” is in its {OWN_PHRASE if own else 'clause'}" if value else None
    if coarse:
        return When(value, "somewhere", days, reason, words)
    return When(value, phase or cue.frame.phase, days, reason, words)


def _was_to_have(cue: Cue) -> bool:
    """Whether something was once to be, and the time for it is over: "in April she was to have gone there"."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"} if verb is not None else set()
    return {"to", "have"} <= helpers


def _next_stop(cue: Cue, times: tuple[Timed, ...], status: Status) -> When | None:
    """When the next stop begins in "speaks on Friday before flying on to P": on that day, or the next."""
    if cue.frame.name != "travel" or cue.token.dep_ != "pcomp" or cue.token.head.lower_ != "before":
        return None
    above = set(cue.token.head.ancestors)
    for each in times:
        verb = governor(each.head)
        if each.expression.kind == "day" and not limit(each.head) and verb in above:
            if verb is not None and verb.lemma_.lower() in _BEGINNING:
                return None  # "begins a visit on Friday before flying on to P": nobody knows how long it is
            value = read(each.expression, looking(each.head, status, False)) or read(each.expression, status)
            found = When(value, "start", None, None, each.expression.text)
            return _or_next(found, "the stop before it is")
    return None


def _and_then(cue: Cue, times: tuple[Timed, ...], status: Status) -> When | None:
    """The day of what is told next in "will attend a ceremony on Friday, then meet X": the same."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    if verb is None or verb.dep_ != "conj" or any(child.dep_ == "nsubj" for child in verb.children):
        return None
    then = next((child for child in verb.children if child.lower_ == "then" and child.i < verb.i), None)
    before = [each for each in times if then is not None and each.head.i < then.i and each.expression.kind == "day"]
    if not before or limit(before[-1].head) or any(each.head.i > verb.i for each in times):
        return None
    value = read(before[-1].expression, looking(before[-1].head, status, False))
    words = before[-1].expression.text
    return When(value, None, None, f"“{words}”, then", words) if value else None


def _due_there(cue: Cue, times: tuple[Timed, ...], status: Status) -> When | None:
    """The day on which somebody is due where it is to be: "In P, where he is due on Monday, X will meet Y"."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    for each in times:
        clause = governor(each.head)
        place = clause.head if clause is not None and clause.dep_ == "relcl" else None
        there = place is not None and place.dep_ == "pobj" and place.head.dep_ == "prep" and place.head.head == verb
        named = cue.token == place or (place is not None and cue.token == place.head)
        if clause is None or not (there or named) or each.expression.kind != "day" or clause == verb:
            continue
        due = clause.lemma_ in ("arrive", "land") or any(
            child.lower_ in ("due", "expected") for child in clause.children
        )
        if due and any(child.lower_ == "where" for child in clause.children) and not limit(each.head):
            value = read(each.expression, looking(each.head, status, False))
            words = each.expression.text
            return When(value, None, None, f"“{words}” is when they are due there", words) if value else None
    return None


def _beside(cue: Cue, times: tuple[Timed, ...], status: Status) -> When | None:
    """About when a meeting is that comes before or after another ("on Monday will call on X before talks with Y")."""
    noun, link = cue.token, cue.token.head
    if cue.frame.name != "gathering" or noun.dep_ != "pobj" or link.lower_ not in ("before", "after", "following"):
        return None
    if any(child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an") for child in noun.children):
        return None
    for each in times:
        if each.expression.kind == "day" and not limit(each.head) and governor(each.head) == link.head:
            value = read(each.expression, looking(each.head, status, False))
            if value and "~" not in value:
                return When(f"{value}~", None, None, f"“{each.expression.text}” is the day of the meeting beside it")
    return None


def _or_next(found: When, why: str) -> When:
    day = bounds(found.date)
    if found.date is None or day is None or day.first != day.last:
        return found
    either = f"{day.first.isoformat()}/{(day.last + timedelta(1)).isoformat()}"
    return replace(found, date=either, reason=f"{why} “{found.words}”: arrival is then or on the day after")


def arriving(found: When, cue: Cue) -> When:
    """Who sets out on a day ("departs for", "leaves on a trip to") arrives on that day or the next."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    talks = cue.frame.kind == "talks"  # "are set to resume"
    if found.phase != "start" or talks or verb is None or verb.lemma_.lower() not in _SETTING_OUT:
        return found
    return _or_next(found, "setting out is")


def seen_there(found: When, cue: Cue) -> When:
    """The day of a visit that is only implied by what is done there is one of its days, even if talks end on it."""
    talks_ended = found.phase == "end" and found.days is None and cue.frame.kind == "talks"
    return replace(found, phase="within") if found.phase in (None, "start") or talks_ended else found


def under_way(cue: Cue) -> bool:
    """Whether somebody is told to be on the way ("heads to", "is flying to") rather than there."""
    verb = cue.token if cue.token.pos_ == "VERB" else None
    return verb is not None and cue.frame.name == "travel" and not cue.frame.object and cue.frame.phase != "within"


def on_local_day(found: When, status: Status, published: str | None) -> When:
    """A bare weekday that would be six days back, of what happened or goes on, is the day after the page's own.

    A page carries the day where it is kept, which may be behind the day where the news is; and news
    does not call the day six days back by its bare name.
    """
    day = bounds(published)
    if (
        status not in ("happened", "ongoing")
        or found.date is None
        or day is None
        or day.first != day.last
        or " " in (found.words or " ").lower().removeprefix("earlier ").removeprefix("late ").removeprefix("early ")
    ):
        return found
    if found.date != (day.first - timedelta(6)).isoformat():
        return found
    return replace(
        found, date=(day.first + timedelta(1)).isoformat(), reason=f"“{found.words}” is the day after the page's"
    )


def looking(time: Token, status: Status, coarse: bool) -> Status:
    """By which status to read a time: by the plan or the past it hangs on, else by the event's own.

    A month that stands loosely in a sentence of plans ("repeated that they plan to meet, perhaps in June") is ahead,
    unless it opens what is told as past ("in June he was in Lima with plans to head for Quito").
    """
    verb = governor(time)
    opens = verb is not None and verb.tag_ == "VBD" and (time.i < verb.i or verb.dep_ == "relcl")
    if status == "planned" and coarse and not opens and not any(each.lower_ == "had" for each in time.sent):
        return status
    return outlook(time) if status != "cancelled" else status


def scheduled(cue: Cue, times: tuple[Timed, ...]) -> bool:
    """Whether a verb in the present tells of a set day ("on Tuesday travels to"): news has no other use for it."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    if verb is None or verb.lemma_ in ("be", "have", "do", "remain") or taken_as_given(cue.token):
        return False
    going = any(
        child.dep_ in ("aux", "auxpass") and child.lower_ in ("is", "are", "’s", "'s") for child in verb.children
    )
    bare = verb.tag_ == "VB" and not auxiliaries(verb) and any(child.dep_ == "nsubj" for child in verb.children)
    if (
        verb.tag_ not in ("VBZ", "VBP")
        and not bare
        and not (going and (verb.tag_ == "VBG" or verb.lemma_ in ("head", "bind")))
    ):
        return False
    if verb.tag_ in ("VBZ", "VBP") and _in_a_later_part(verb):
        return True
    bound = going and verb.tag_ != "VBG"  # "are headed to the meeting Sunday in P": whatever the day hangs on
    return any(
        (each.expression.kind == "day" or _so_far_ahead(each))
        and (each.expression.past != each.expression.future or _of_no_year(each))
        and (bound or belongs(verb, each.head, frozenset()) is not None)
        for each in times
        if not limit(each.head)
    )


def _in_a_later_part(verb: Token) -> bool:
    """Whether a verb in the present tells of a later part of a journey: "in the second phase the premier goes to"."""
    parts = [word for _, word in hanging(verb, ("in", "on", "during")) if word.lemma_.lower() in _LEGS]
    return any(child.lower_ in _LATER or child.lower_[:1] in "23" for part in parts for child in part.children)


_LEGS = ("phase", "leg", "stage")
_LATER = ("second", "third", "next", "last", "final")


def _of_no_year(each: Timed) -> bool:
    """Whether a day is named by its number in a report of which nobody knows when it was written."""
    told = each.expression.value or each.expression.past or each.expression.future
    return told is None and any(char.isdigit() for char in each.expression.text)


def _so_far_ahead(each: Timed) -> bool:
    """Whether a time counts ahead from the day of writing: "arrives in two weeks"."""
    return each.expression.future is not None and each.head.dep_ == "pobj" and each.head.head.lower_ == "in"


def long_over(cue: Cue) -> bool:
    """Whether the sentence puts the event behind another ("had announced in Lima", "after he joined her on a trip")."""
    verb = cue.token if cue.token.pos_ == "VERB" else governor(cue.token)
    if verb is None:
        return False
    aux = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    # "Left P, where X was attending a summit": what went on then is no news of the day.
    aside = verb.dep_ == "relcl" and verb.tag_ == "VBG" and bool(aux & {"was", "were"})
    return set_apart(verb) or aside or "had" in aux


def just_done(cue: Cue) -> bool:
    """Whether a stay is told as just begun, gone through or over: "has completed the first day of his visit"."""
    verb = governor(cue.token)
    if verb is None or cue.token.pos_ not in ("NOUN", "PROPN") or verb.lemma_.lower() not in _BEGINNING | ENDING:
        return False
    return any(child.dep_ == "aux" and child.lower_ in ("has", "have") for child in verb.children)


def recounted(cue: Cue) -> bool:
    """Whether something is told to have happened at an event noun ("said during a visit"), or as somebody was there."""
    verb = governor(cue.token)
    if cue.token.tag_ == "VBG" and verb is not None and verb.tag_ == "VBD" and cue.token.dep_ in ("advcl", "acl"):
        return cue.frame.name == "travel"  # "came as X was visiting P", "travelling in P, X said"
    if verb is None or verb.tag_ not in ("VBD", "VBN") or cue.token.pos_ == "VERB":
        return False
    if cue.frame.name in ("standing", "speaking there"):
        return True
    return cue.token.dep_ == "pobj" and cue.token.head.lower_ in ("during", "on", "at") and cue.token.head.head == verb


def _term(each: Timed, cue: Cue) -> bool:
    """Whether years are those that what is signed is for: "signed a plan of consultations for 2023-2024"."""
    until = each.head.dep_ == "pobj" and each.head.head.lower_ == "for" and cue.frame.name in ("sign", "signature")
    noun = until and each.head.head.head.pos_ in ("NOUN", "PROPN")
    return noun or (until and ("-" in each.expression.text or "–" in each.expression.text))


def _dates_another(each: Timed, cue: Cue) -> bool:
    """Whether a year stands before a name of which it is a part: "will receive the 1972 champions"."""
    here, beside = each.head, ("nummod", "compound", "nmod", "amod")
    if each.expression.kind != "year" or here.dep_ not in beside:
        return False
    while here.dep_ in beside and here != cue.token:
        here = here.head
    of = here.dep_ == "pobj" and here.head.lower_ == "of" and here.head.head.pos_ == "NOUN"  # "victims of the 2019 x"
    return here != cue.token and (of or here.dep_ in ("dobj", "nsubj", "nsubjpass")) and here.ent_type_ != "DATE"


def _length_of(cue: Cue, each: Timed) -> bool:
    """A stated length belongs to the noun it stands in, or to the travel verb whose trip it measures."""
    noun, length = cue.token, each.head
    if noun in (length, length.head):
        return True
    if length.dep_ == "pobj" and length.head.lower_ in ("of", "for", "lasting") and length.head.head == noun:
        return True  # "a stay of three days"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head == length:
        return True  # "two days of talks"
    inside = length.dep_ in ("compound", "nmod", "amod", "nummod") and length.head.lemma_.lower() in lexicon().nouns
    if cue.frame.name not in ("travel", "journey", "own journey") or (inside and noun.pos_ != "VERB"):
        return False  # "the first stop on a three-day tour"
    apart = noun.dep_ == "pcomp" and noun.head.lower_ in (
        "before",
        "after",
    )  # "on a two-day trip before departing for P"
    above = governor(length)
    begun = above is not None and above.dep_ in ("advcl", "xcomp") and above.lemma_.lower() in lexicon().light
    if above is not None and begun and above.head == noun:
        return True  # "arrived to begin a two-day visit"
    # "P has him for two days, and he leaves for Q": another clause, with a subject of its own
    apart |= noun.dep_ == "conj" and noun.pos_ == "VERB" and any(child.dep_ == "nsubj" for child in noun.children)
    return above == noun or (not apart and above == governor(noun))


def belongs(cue: Token, time: Token, others: frozenset[int]) -> tuple[int, Phase | None] | None:
    """How loosely a time belongs to a cue (0 is inside its own phrase), and the part of the event it tells."""
    owner, inner = _owner(time, others | {cue.i})
    if owner is None:
        return None
    if owner == cue:
        return 0, None
    if set_for(owner, cue):
        return _LOOSE, None
    if clause := held_in_clause(cue, owner):
        return clause
    if set_to(cue, owner):
        return 2, _phase_by(cue, owner)
    if inner and owner.i in others:
        return _sub_event(cue, owner)
    cost, here, inside, beside = 1, cue, False, False
    for _ in range(8):
        if here == owner:
            return cost, _phase_by(cue, here) or ("within" if inside else None)
        if here == owner.head and at_that_time(owner) and owner.lemma_.lower() not in _SAYING:
            return cost + 3, "within" if inside else None
        if here.dep_ == "ROOT" or (here.dep_ == "prep" and here.lower_ in APART) or here.lower_ == "eve":
            break
        head = here.head
        if here.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in _SAYING:
            break
        if here.dep_ == "advcl" and set_apart(here):
            break
        beside = beside or here.dep_ in ("acl", "relcl")
        if beside and here.dep_ in ("nsubj", "nsubjpass") and head.lemma_.lower() in _SAYING:
            break  # "people briefed on the trip said on Friday"
        if here.dep_ == "prep" and here.lower_ == "for" and head.lemma_.lower() in word_lists().judging:
            break
        if here.dep_ in ("dobj", "nsubjpass") and cue.pos_ != "VERB" and of_another_day(head):
            break
        if here.dep_ == "prep" and here.lower_ == "of" and head.lemma_.lower() in word_lists().accounts:
            break  # "released photos of the visit on Friday"
        if preparing(cue, here) or (here.dep_ in ("ccomp", "parataxis") and semicolon(here, head)):
            break
        if given_up_for(here):
            break
        if here.dep_ in ("xcomp", "ccomp") and time.i < here.i and resolved_on(head):
            break
        if here.dep_ == "relcl" and (by_the_way(here) or any(child.lower_ == "where" for child in here.children)):
            break
        if here.dep_ == "conj" and of_another_tense(here, head):
            break  # "was ratified last week and enters into force with the visit"
        cost += 3 if here.dep_ in ("relcl", "advcl", "conj", "acl") else 4 if here.dep_ == "ccomp" else 1
        inside = inside or (
            cue.pos_ not in ("VERB", "AUX") and here.dep_ in ("prep", "advcl", "relcl") and here.lower_ != "for"
        )
        here = head
    return _sub_event(cue, owner)


def _owner(time: Token, marks: frozenset[int]) -> tuple[Token | None, bool]:
    """The nearest cue or verb above a time, and whether it is a noun."""
    here = time
    beside = here.dep_ in _BESIDE or (here.dep_ == "compound" and here.head.lemma_.lower() not in _HOURS)
    if beside and here.head.pos_ == "NOUN" and here.head.i not in marks:
        return None, False  # "answered a call last week": the day of something else
    while here.dep_ != "ROOT":
        here = here.head
        if here.i in marks or here.pos_ in ("VERB", "AUX"):
            return here, here.pos_ not in ("VERB", "AUX")
        if (
            here.lower_ in ("before", "ahead", "after", "following", "since")
            and here.dep_ in ("prep", "advmod")
            and here != time.head
        ):
            return None, False  # "ahead of the vote on Friday", "the first since his election in May"
    return (here, False) if here.i in marks else (None, False)


def _sub_event(cue: Token, owner: Token) -> tuple[int, Phase | None] | None:
    """A day told of something inside the event ("visited Rome, where on Friday he met ...") lies within it."""
    if cue.pos_ != "VERB":
        return None
    here = owner
    for _ in range(4):
        if here == cue:
            return _INSIDE, "within"
        if here.dep_ not in ("relcl", "advcl", "conj", "prep", "pobj", "acl", "xcomp") or here.lower_ in APART:
            return None
        if set_apart(here) or here.pos_ == "AUX":
            return None
        here = here.head
    return None


_PARTS: dict[str, Phase] = {"start": "start", "beginning": "start", "end": "end", "close": "end", "conclusion": "end"}


def _phase_by(cue: Token, verb: Token) -> Phase | None:
    """ "His visit begins on Monday": the verb that carries a journey or talks says which end of them the day tells."""
    journey = lexicon().nouns.get(cue.lemma_.lower())
    if verb == cue or journey is None:
        return None
    part = cue.head.head.lower_ if cue.dep_ == "pobj" and cue.head.lower_ == "of" else ""
    if part in _PARTS and cue.head.head.dep_ in ("dobj", "attr"):
        return _PARTS[part]  # "today marks the start of his visit"
    lemma = verb.lemma_.lower()
    if journey.kind == "talks" and measured(cue).head in (verb, verb.head if verb.dep_ == "xcomp" else verb):
        return "end" if lemma in _TALKS_END else "start" if lemma in _TALKS_BEGIN else None
    if journey.kind != "visit":
        return None
    if lemma in ("cut", "break") and any(
        each.lower_ in ("short", "off") for each in (*verb.doc[verb.i + 1 : verb.i + 2], *verb.children)
    ):
        return "end"
    if lemma in _SETTING_OUT and cue.dep_ == "pobj" and cue.head.lower_ in ("for", "on"):
        return "start"
    return "end" if lemma in ENDING else "start" if lemma in _BEGINNING else None
