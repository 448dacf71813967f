"""When something was that is counted from what is told beside it: "X met Y two weeks after the summit".

Invariant: only what its sentence gives no time of its own is counted, over hours, days, weeks or months that stand
right before "after", "before" or "ahead of", or from its eve; the count keeps the vagueness of its words, and where the
news is counted from without a day, that of the day of writing.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from spacy.tokens import Token

from communique.claims import timewords as w
from communique.claims.calendar import add_months, bounds, days_text, month_text
from communique.claims.facets import auxiliaries
from communique.claims.frames import Cue
from communique.claims.limits import limit
from communique.claims.syntax import governor
from communique.claims.timeperiods import some_away
from communique.claims.times import read
from communique.claims.when import Timed, When, looking
from communique.model import Status

_UNITS = {"day": "D", "days": "D", "week": "W", "weeks": "W", "month": "M", "months": "M"}
_LETTERS = {"D": "day", "W": "week", "M": "month"}
_ROUGHLY = ("about", "around", "nearly", "almost", "some", "roughly", "over", "than", "least")
_LINKS, _UP = ("after", "before", "ahead", "eve"), 4
_SOON = ("just", "shortly")
_NEWS = ("come", "follow")
"""Verbs by which news says what it comes after ("the announcement came days before the summit")."""


def counted_from(cue: Cue, times: tuple[Timed, ...], status: Status, published: str | None) -> When | None:
    """The day of what stands after "a day after", "weeks before": counted from the clause that this hangs on."""
    link = _link(cue)
    step = _step(link) if link is not None else None
    if link is None or step is None:
        return None
    verb = governor(link if link.dep_ != "mark" else link.head)
    if verb is None or verb == cue.token:
        return None
    for each in times:
        if each.expression.kind == "day" and not limit(each.head) and governor(each.head) == verb:
            base = bounds(read(each.expression, looking(each.head, status, False)))
            if base and base.first == base.last:
                return _moved(base.first, step, link, each.expression.text)
    written = bounds(published)
    timed = any(each.expression.kind not in ("duration", "set", "vague") for each in times)
    if timed or written is None or written.first != written.last or not _is_news(verb):
        return None
    if (link.lower_ == "after") == (status in ("planned", "possible")):
        return None
    return _moved(written.first, step, link, None)


def _link(cue: Cue) -> Token | None:
    """The "after" or "before" that leads what a cue tells, by itself or by the clause that holds it."""
    for here in (cue.token, *islice(cue.token.ancestors, _UP)):
        if here.lower_ in _LINKS:
            return here
        marked = next((child for child in here.children if child.lower_ in _LINKS and child.dep_ == "mark"), None)
        if marked is not None:
            return marked
        if here.dep_ in ("ROOT", "ccomp", "relcl"):
            return None
    return None


def _step(link: Token) -> tuple[str, int | None, bool] | None:
    """The unit that stands before a link, how many of it (None: some), and whether roughly."""
    if link.lower_ == "eve":
        return "D", 1, False
    before = link.nbor(-1).lower_ if link.i > 1 else ""
    if before in _SOON and link.lower_ != "after":
        return "D", None, True
    if before == "hours":
        return "D", 0, True
    if before not in _UNITS:
        return None
    unit, count = link.nbor(-1), link.nbor(-2)
    rough = any(word.lower_ in _ROUGHLY for word in link.doc[max(link.sent.start, link.i - 5) : link.i])
    many = w.number(count.lower_)
    if many is not None:
        return _UNITS[unit.lower_], int(many), rough
    return (_UNITS[unit.lower_], None, True) if unit.lower_.endswith("s") else None


def _is_news(verb: Token) -> bool:
    """Whether a clause without a day is of the day of writing: "is going", "comes", "the move came"."""
    helpers = {each.lower_ for each in auxiliaries(verb)}
    if helpers & {"had", "would", "could", "was", "were"} or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and bool(helpers & {"is", "are", "’s", "'s"}))
    return (present and verb.lemma_ not in ("be", "have")) or (verb.tag_ == "VBD" and verb.lemma_ in _NEWS)


def _moved(day: date, step: tuple[str, int | None, bool], link: Token, told: str | None) -> When:
    """So many units from a day; about so many, where the words or the day are rough."""
    letter, count, rough = step
    back = link.lower_ == "after"
    way = -1 if back else 1
    words = link.doc[link.i - (1 if count is None or link.lower_ == "eve" else 2) : link.i + 1].text
    reason = f"“{words}” is counted from {f'“{told}”' if told else 'the day of writing'}"
    if count is None:
        some = some_away(_LETTERS[letter], day, ahead=not back)
        return When(some, "somewhere", None, reason, words)
    if letter == "M":
        month = month_text(*add_months(day.year, day.month, way * count))
        return When(f"{month}~", "somewhere", None, reason, words)
    there = day + timedelta(way * count * (7 if letter == "W" else 1))
    about = "" if told and letter == "D" and not rough else "~"
    return When(days_text(there, there) + about, None, None, reason, words)
