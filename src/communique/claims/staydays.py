"""Which day of a stay a sentence tells: "on the second day of his visit", "wrapping up two days of talks in P".

Invariant: a day is moved only by a number that the sentence names, and an end is told only by a word for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from communique.claims.calendar import bounds
from communique.claims.frames import Cue, lexicon
from communique.claims.syntax import governor, hanging
from communique.claims.times import read
from communique.claims.when import ENDING, Timed, When
from communique.model import Status

COUNTED = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
LAST = {"last", "final", "closing", "concluding"}
COUNTED_DAYS = frozenset(COUNTED) | LAST
"""The words that say which day of a stay it is."""
_UNITS = {"day", "week", "month"}
_CLOSE = {"end", "close", "conclusion"}
_LASTING = ("journey", "day there", "gathering", "convening")
"""Frames of what can go on for days."""


def on_counted_day(found: When, cue: Cue, times: tuple[Timed, ...], by_place: bool) -> When:
    """The same, with what the sentence tells of the stay's first or last day by counting.

    "On Tuesday, the second day of his visit" tells that it began on Monday; "the last day" and "wrapping up"
    that it ended then. Who is somewhere (`by_place`) for what is over after so many days was there for them.
    """
    if found.phase == "somewhere":
        return found
    if by_place and not found.days:
        lasting = next((each for each in times if each.expression.days and _over(_measured(each.head))), None)
        if lasting is not None:
            return replace(found, days=lasting.expression.days, phase="end")
    if cue.frame.name not in _LASTING:
        return found
    words = words_of_day(cue.token)
    count = next((COUNTED[word] for word in words if word in COUNTED), None)
    day = bounds(found.date)
    if count and day and day.first == day.last and "~" not in (found.date or ""):
        began = (day.first - timedelta(count - 1)).isoformat()
        return replace(found, date=began, phase="start", reason=f"“{found.words}” is day {count} of it")
    if words & LAST or (found.days and _over(cue.token)):
        return replace(found, phase="end")
    return found


def until(found: When, cue: Cue, times: tuple[Timed, ...], status: Status) -> When:
    """The same, with the last day of a stay that goes on until then: "is on a visit to P until Sunday".

    A stay whose first day the sentence tells too ("arrived on Thursday for a stay through Sunday") has both.
    """
    if cue.frame.name not in _STAYS or not _LAST_DAY.search(cue.sentence.span.text):
        return found
    verb = governor(cue.token)  # what is put off until Friday does not go on till then
    for each in times:
        link = each.head.head
        if each.head.dep_ != "pobj" or link.lower_ not in _UNTIL or each.expression.kind != "day":
            continue
        goes_on = link.head == verb and verb.lemma_ in _GOING_ON
        goes_on = goes_on or cue.token in (link.head, link.head.head, link.head.head.head)
        negated = any(child.dep_ == "neg" for child in link.head.children)
        came = found.date if found.date and found.words != each.expression.text and len(found.date) == _DAY else None
        over = status == "happened" and cue.token.pos_ == "VERB" and not came
        day = read(each.expression, "happened" if over else "planned")
        if not goes_on or negated or day is None:
            continue
        if came and came < day:
            return replace(found, date=f"{came}/{day}", phase=None)
        return When(day, "end", found.days, f"it goes on until “{each.expression.text}”", each.expression.text)
    return found


_STAYS = ("travel", "journey", "own journey", "standing", "presence", "day there")
_GOING_ON = ("be", "stay", "remain", "last", "run", "continue", "pay", "make", "begin", "start", "arrive")
_UNTIL = ("until", "till", "through")
_LAST_DAY = re.compile(rf"\b(?:{'|'.join(_UNTIL)})\b")
_DAY = len("2000-01-01")


def _measured(length: Token) -> Token:
    """The event noun whose length is told: "a two-day summit", "two days of talks"; else the length's own word."""
    if length.dep_ in ("compound", "nmod", "amod", "nummod") and length.head.lemma_.lower() in lexicon().nouns:
        return length.head
    inner = [each for _, each in hanging(length, ("of",)) if each.lemma_.lower() in lexicon().nouns]
    return inner[0] if inner else length


def words_of_day(noun: Token) -> set[str]:
    """The words before "day" in "the second day of his visit", "on his last day in P"."""
    day = noun
    if noun.lemma_.lower() != "day":
        if noun.dep_ != "pobj" or noun.head.lower_ != "of" or noun.head.head.lemma_.lower() != "day":
            return set()
        day = noun.head.head
    return {child.lower_ for child in day.children if child.i < day.i}


def _over(noun: Token) -> bool:
    """Whether a stay of a stated length is told as over: "wrapping up a two-day summit", "after two days of talks"."""
    if noun.lemma_.lower() not in lexicon().nouns:
        return False
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    length = above if above is not None and above.lemma_.lower() in _UNITS else noun
    if length.dep_ == "pobj" and length.head.lower_ in ("after", "following"):
        return True
    if length.dep_ == "pobj" and length.head.lower_ == "of" and length.head.head.lemma_.lower() in _CLOSE:
        return True
    verb = governor(noun)
    return verb is not None and verb.lemma_.lower() in ENDING and length.dep_ == "dobj" and length.head == verb


def bound_for(cue: Cue) -> bool:
    """Whether it is what somebody travels for ("flew to the region on Wednesday for talks in P"): then or later."""
    by_it = cue.token.head if cue.token.dep_ == "pobj" and cue.token.head.lower_ == "for" else None
    frame = lexicon().verbs.get(by_it.head.lemma_.lower()) if by_it is not None else None
    return frame is not None and frame.name == "travel"
