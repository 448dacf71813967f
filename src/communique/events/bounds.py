"""When an event began and ended, weighed from all its claims.

Invariant: a start or end given to the day rests on a claim that gives a day (of the event, or of
something inside it); a coarser claim yields a coarser date, and none yields none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.events.likeness import VISIT_GAP, VISIT_SPAN
from communique.events.sightings import outlook, stretched, to_the_day
from communique.events.windows import Window, edtf, iso, window
from communique.model import Claim

_WEIGHTS = {"past": 4, "ahead": 3, "off": 3, "now": 2}
"""What a day told so speaks for; "is visiting" is often written the day before."""

_ABOUT = str.maketrans("", "", "~?%")
Dated = tuple[Claim, Window]
Dates = tuple[Window | None, bool]
"""The days of an event, and whether they are known to the day (else the window only holds them)."""


def bounds(claims: Sequence[Claim], family: str) -> Dates:
    """The days that an event's own claims give it."""
    windows = [(c, w) for c in claims if (w := window(c.date))]
    held = [(c, w) for c, w in windows if to_the_day(c, w) and outlook(c.status) in ("past", "now")]
    ahead = [(c, w) for c, w in windows if to_the_day(c, w) and outlook(c.status) not in ("past", "now")]
    if not held and not ahead:
        # What is about a time may lie beside it; that two such meet there tells no day.
        return _coarse([window((c.date or "").translate(_ABOUT)) or w for c, w in windows]), False
    if family == "visit":
        if any(not _stop(c) for c, _ in held):
            ahead = [(c, w) for c, w in ahead if not _stop(c)]  # a tour's days hold those of its stops
        seen = [(w.lo + w.hi) // 2 for c, w in windows if c.phase == "within" and (c.date or "").endswith("~")]
        return _visit(_arrived(_stretch([*held, *ahead]), seen)), True
    # What was planned for another day gave way to what was done.
    return _moment([stretched(w, c) for c, w in held] or [stretched(w, c) for c, w in ahead]), True


def _stop(claim: Claim) -> bool:
    """Whether a claim has only the days of the tour that it is a stop of."""
    return claim.kind == "visit" and claim.within is not None and claim.phase == "within"


def only_stops(claims: Iterable[Claim]) -> bool:
    """Whether all days that claims give are those of a tour."""
    return all(_stop(c) for c in claims if c.date)


def _stretch(dated: Sequence[Dated]) -> list[Dated]:
    """Of days that cannot all be of one stay, those that follow one another and that most speaks for.

    Days told as over go before days only announced or told in passing.
    """
    groups: list[list[Dated]] = []
    last = 0
    for claim, day in sorted(dated, key=lambda d: (d[1], d[0].id)):
        whole = stretched(day, claim)
        if not groups or whole.lo > last + VISIT_GAP + 1:
            groups.append([])
        groups[-1].append((claim, day))
        last = max(last, whole.hi)
    return max(groups, key=lambda g: (any(c.status == "happened" for c, _ in g), _weight(g), -g[0][1].lo))


def _weight(group: Iterable[Dated]) -> int:
    return sum(_WEIGHTS[outlook(c.status)] for c, _ in group)


def _coarse(windows: Sequence[Window]) -> Window | None:
    """What the windows share, or the narrowest if they share nothing."""
    if not windows:
        return None
    low, high = max(w.lo for w in windows), min(w.hi for w in windows)
    return Window(low, high) if low <= high else min(windows, key=lambda w: (w.width, w))


def _moment(windows: Sequence[Window]) -> Window:
    """The days on which most claims agree; the narrowest and earliest among equals."""
    votes = Counter(windows)
    return min(votes, key=lambda w: (-sum(n for v, n in votes.items() if v.meets(w)), w.width, -votes[w], w))


def _visit(dated: Iterable[Dated]) -> Window:
    """First and last day of a visit: told beginnings, ends and lengths before mere mentions."""
    starts: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    days: Counter[int] = Counter()
    reckoned: Counter[int] = Counter()  # by a length, where no report says on which day it ends
    for claim, day in dated:
        weight = _WEIGHTS[outlook(claim.status)]
        whole = stretched(day, claim)
        days[day.lo] += weight
        days[day.hi] += weight
        if claim.phase == "start" or (claim.phase != "end" and whole.width > 1) or whole.lo < day.lo:
            starts[whole.lo] += weight
        if whole.hi > day.hi:
            reckoned[whole.hi] += weight
        elif claim.phase == "end" or (claim.phase != "start" and whole.width > 1):
            ends[whole.hi] += weight
    ends = ends or reckoned
    # A day outside the stated ones belongs to the visit if clearly more speaks for it; so does, where
    # none is stated, any day that is not a stray beside the best told one.
    least = max(days.values()) / 5
    first = _favoured(starts, earliest=True) if starts else min(d for d in days if days[d] >= least)
    last = _favoured(ends, earliest=False) if ends else max(d for d in days if days[d] >= least)
    first = min([first, *(d for d in days if days[d] > 2 * starts[first] and 0 <= first - d <= VISIT_GAP)])
    last = max([last, first, *(d for d in days if days[d] > 2 * ends[last] and 0 <= d - last <= VISIT_GAP)])
    return Window(first, last)


def _arrived(dated: Sequence[Dated], seen: Sequence[int]) -> list[Dated]:
    """The same, with one day for a beginning told as "one day or the next": the first on which others tell of a stay.

    `seen` are days about which the traveller was seen there.
    """
    days = [*seen, *(day.lo for claim, day in dated if not _sets_out(claim, day))]
    found = []
    for claim, day in dated:
        if _sets_out(claim, day):
            there = min((d for d in days if d >= day.lo), default=day.lo)
            day = Window(min(there, day.hi), min(there, day.hi))
        found.append((claim, day))
    return found


def _sets_out(claim: Claim, day: Window) -> bool:
    # "Departs on Wednesday for a two-day trip" counts its days from Wednesday.
    return claim.phase == "start" and day.width == 2 and not claim.days


def _favoured(votes: Counter[int], *, earliest: bool) -> int:
    return min(votes, key=lambda d: (-votes[d], d if earliest else -d))


@dataclass(frozen=True, slots=True)
class Widening:
    """How the days of a visit may grow.

    `over`: its length was told as it ended, and so reaches back from the last day known. `planned`: nothing tells
    that it was made, so that a plan for one day gives way to the days on which something happened there; `loose`:
    its days are a tour's, and give way likewise.
    """

    over: bool = False
    planned: bool = False
    loose: bool = False


def widened(own: Dates, days: int | None, inside: Sequence[Window], how: Widening | None = None) -> Dates:
    """A visit's days once those of the events inside it, and its stated length, are counted too."""
    how = how or Widening()
    span, firm = own
    own_days = span is not None and firm
    near = [w for w in inside if w.firm and (span is None or w.meets(span, VISIT_GAP))]
    if near:
        low, high = min(w.lo for w in near), max(w.hi for w in near)
        if how.planned and firm and span and (how.loose or (span.width == 1 and low > span.hi)):
            return Window(low, high), True
        if high - low <= VISIT_SPAN:
            span, firm = (Window(min(low, span.lo), max(high, span.hi)) if span and firm else Window(low, high)), True
    if span and own_days and days and span.width < days <= 30:
        span = Window(span.hi - days + 1, span.hi) if how.over else Window(span.lo, span.lo + days - 1)
    return span, firm


def stated_days(claims: Iterable[Claim]) -> int | None:
    """The length of stay that most claims state."""
    votes = Counter(c.days for c in claims if c.days)
    return min(votes, key=lambda d: (-votes[d], d)) if votes else None


def told_as_over(claims: Iterable[Claim], days: int | None) -> bool:
    """Whether those who state this length tell of the end: "wrapping up a two-day visit", "on the last day ... "."""
    claims = tuple(claims)
    ended = {c.report for c in claims if c.phase == "end" and c.status == "happened"}
    told = [c.phase == "end" or c.report in ended for c in claims if days is not None and c.days == days]
    return 2 * sum(told) > len(told)


def cut_short(claims: Iterable[Claim], days: int | None) -> bool:
    """Whether a stay that was to last so long is told to have ended on a day, or to end on one by who told how long."""
    claims = tuple(claims)
    stating = {c.report for c in claims if c.days == days}  # "on a six-day visit ... will return home on June 6"
    ended = (c for c in claims if c.phase == "end" and not c.days and (c.status == "happened" or c.report in stating))
    return not told_as_over(claims, days) and any(w.width == 1 for c in ended if (w := window(c.date)))


def as_edtf(dates: Dates) -> tuple[str | None, str | None]:
    """An event's `start` and `end` as EDTF; a coarse date stands as both."""
    span, firm = dates
    if span is None:
        return None, None
    return (iso(span.lo), iso(span.hi)) if firm else (edtf(span), edtf(span))


def about(claims: Iterable[Claim], said: Mapping[str, int | None], span: Window | None) -> str | None:
    """The approximate day of an event not known to the day: on it a report told it as going on, or as news.

    None if that day is not among the days (`span`) that the event's claims leave it.
    """
    days = Counter(
        day
        for claim in claims
        if claim.status == "ongoing" or (claim.date or "").endswith("~")
        if (day := said.get(claim.report)) is not None and (span is None or span.lo <= day <= span.hi)
    )
    return f"{iso(_favoured(days, earliest=True))}~" if days else None
