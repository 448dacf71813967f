"""By when a plan is to come true: "in two weeks", "within the next two months", "by the end of June".

Invariant: only a plan that its sentence gives no day has a deadline, and its days never reach beyond what is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.claims.calendar import bounds, days_text
from communique.claims.frames import Cue
from communique.claims.when import Timed, When, belongs
from communique.model import Status

_IN = ("in", "within", "over", "during")
_COMING = ("next", "coming")


def deadline(
    cue: Cue, times: Sequence[Timed], status: Status, others: frozenset[int], published: str | None
) -> When | None:
    """The days in which the plan of a cue is to come true, by a length or a limit in its clause; else None."""
    today = bounds(published)
    if status not in ("planned", "possible") or today is None or today.days > 1:
        return None
    for each in times:
        link = each.head.head if each.head.dep_ == "pobj" else None
        told = each.expression
        if link is None or told.future is None or belongs(cue.token, each.head, others) is None:
            continue
        days = None
        if told.kind == "duration" and link.lower_ in _IN and (told.past is None or _coming(told.text)):
            days = told.future
        elif told.kind not in ("duration", "set", "vague") and _by(link, told.text):
            last = bounds(told.future)
            if last is not None and last.last > today.last:
                days = days_text(today.first, last.last)
        if days:
            return When(days, "somewhere", None, f"“{link.lower_} {told.text}” is by when it is to be", told.text)
    return None


def _coming(text: str) -> bool:
    return any(word in _COMING for word in text.lower().split())


def _by(link: Token, text: str) -> bool:
    """Whether words set a limit to what is to come: "by June", "before the end of the year", but not "before June"."""
    return link.lower_ == "by" or (link.lower_ == "before" and text.lower().startswith(("the end", "end")))
