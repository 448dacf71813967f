"""Between which days something is, by a stretch that its clause names: "in two weeks", "by the end of June", "lately".

Invariant: only what its sentence gives no day is given such a stretch: a plan one that begins with the day of
writing, what has happened one that ends with it; a stretch never reaches beyond what is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.claims.calendar import bounds, days_text
from communique.claims.frames import Cue
from communique.claims.when import Timed, When, belongs
from communique.model import Status

_IN = ("in", "within", "over", "during")
_COMING = ("next", "coming", "ahead", "come")
_OVER = ("recent", "past", "last", "latest")
_LONG = 400
"""Days beyond which it tells little that something was within them."""
_OF_MANY = ("toll", "force", "sum", "crowd")
"""Frames of what is counted: over weeks, those of many deeds."""


def deadline(
    cue: Cue, times: Sequence[Timed], status: Status, others: frozenset[int], published: str | None
) -> When | None:
    """The days in which the plan of a cue is to come true, by a length or a limit in its clause; else None."""
    today = bounds(published)
    if status not in ("planned", "possible") or (today is not None and today.days > 1):
        return None
    for each in times:
        link = each.head.head if each.head.dep_ == "pobj" else None
        told = each.expression
        if link is None or belongs(cue.token, each.head, others) is None:
            continue
        stretch = told.kind in ("duration", "vague") and link.lower_ in _IN
        if today is None and stretch and _says(_COMING, told.text):
            return When(None, "somewhere", None, None, told.text)
        if today is None or told.future is None:
            continue
        days = None
        if stretch and (told.past is None or _says(_COMING, told.text)):
            days = told.future
        elif told.kind not in ("duration", "set", "vague") and _by(link, told.text):
            last = bounds(told.future)
            if last is not None and last.last > today.last:
                days = days_text(today.first, last.last)
        if days:
            return When(days, "somewhere", None, f"“{link.lower_} {told.text}” is by when it is to be", told.text)
    return None


def lately(
    cue: Cue, times: Sequence[Timed], status: Status, others: frozenset[int], published: str | None
) -> When | None:
    """The days in which something happened that is told of "recent weeks" or "a few days ago"; else None."""
    today = bounds(published)
    if status != "happened" or today is None or today.days > 1 or cue.frame.name in _OF_MANY:
        return None
    for each in times:
        told = each.expression
        span = bounds(told.past) if told.kind in ("duration", "vague") else None
        if span is None or span.days > _LONG:
            continue
        link = each.head.head if each.head.dep_ == "pobj" else each.head
        ago = told.text.lower().endswith("ago")
        during = link.lower_ in _IN and _says(_OVER, told.text)
        if (ago or during) and belongs(cue.token, each.head, others) is not None:
            return When(told.past, "somewhere", None, f"“{told.text}” is about when it was", told.text)
    return None


def _says(words: Sequence[str], text: str) -> bool:
    return any(word in words for word in text.lower().split())


def _by(link: Token, text: str) -> bool:
    """Whether words set a limit to what is to come: "by June", "before the end of the year", but not "before June"."""
    return link.lower_ == "by" or (link.lower_ == "before" and text.lower().startswith(("the end", "end")))
