"""Where the claims of one event give different values, and what kind of difference that is.

Invariant: nothing is averaged and nothing dropped: every claim that gives a value for an attribute
on which claims differ stands under its value; papers that are no rival batches differ from nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.claims.timewords import number
from communique.events.names import fold
from communique.events.papers import GENERAL, take_apart
from communique.events.sightings import outlook, said_order, stretched
from communique.events.windows import iso, window
from communique.model import Claim, Disagreement, DisagreementKind, DisagreementValue

_NUMBER = re.compile(r"(\d[\d,. ]*\d|\d)")
_AT_LEAST = re.compile(r"more than|over|at least|upwards|above|[>≥+]|or more|nearly|almost")
_AT_MOST = re.compile(r"less than|fewer than|up to|under|below|at most|[<≤]")
_ABOUT = re.compile(r"about|around|some|roughly|approximately|estimated|close to|~")
_VAGUE = {"dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0), "thousands": (2000.0, 99_999.0)}
_TOLLS = ("deaths", "injured", "missing")
"""What only grows: a later word that gives less is no update but another count."""
_GROWN = 1.15
"""A later number so much above an earlier bound ("at least 40", then 84) is news, and no finer form of it."""
_YEARS = 3
"""Years by which "in nearly ninety years" may be off."""

_DAYS = ("date", "start", "end")
_PHRASES = ("with", "audience", "papers", "ceremony")
"""Details in free words: they differ by wording, and only their numbers can disagree."""


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    claim: Claim


def disagreements(
    claims: Sequence[Claim], said: Mapping[str, int | None], towns: Mapping[str, str], family: str
) -> tuple[Disagreement, ...]:
    """All attributes of an event on which its claims differ.

    `said` gives a report's day as an ordinal, `towns` a claim's place where it is finer than a state.
    """
    values: defaultdict[str, list[_Value]] = defaultdict(list)
    for claim in claims:
        for attribute, day in _days(claim, family):
            values[attribute].append(_Value(day, claim))
        if claim.days and family == "visit":
            values["days"].append(_Value(str(claim.days), claim))
        if claim.id in towns and family != "visit":
            values["place"].append(_Value(towns[claim.id], claim))
        for detail in claim.details:
            values[detail.attribute].append(_Value(detail.value, claim))
    found = (_disagreement(attribute, values[attribute], said) for attribute in sorted(values))
    return tuple(d for d in found if d)


def _days(claim: Claim, family: str) -> Iterator[tuple[str, str]]:
    """The days a claim gives: of the event, or of a visit's beginning and end where it tells these.

    A day told as approximate, or that only holds the event, can contradict no other.
    """
    span = window(claim.date)
    if span is None or claim.date is None or "~" in claim.date or claim.phase in ("within", "somewhere"):
        return
    if family != "visit":
        if claim.phase is None:
            yield "date", claim.date
        return
    whole = stretched(span, claim)
    if not span.firm:
        yield "date", claim.date
    elif claim.phase == "start" or whole.width > 1:
        yield "start", iso(whole.lo)
    if span.firm and (claim.phase == "end" or whole.width > 1):
        yield "end", iso(whole.hi)


def _disagreement(attribute: str, values: Sequence[_Value], said: Mapping[str, int | None]) -> Disagreement | None:
    groups: defaultdict[str, list[_Value]] = defaultdict(list)
    for value in values:
        groups[value.text if attribute in _DAYS else fold(value.text)].append(value)
    if len(groups) < 2:
        return None
    kinds: set[DisagreementKind] = set()
    ordered = sorted(groups.values(), key=lambda g: (_first_said(g, said), g[0].text))
    differing: set[int] = set()
    for n, one in enumerate(ordered):
        for m, other in enumerate(ordered[n + 1 :], n + 1):
            kind = _dates(one, other, said) if attribute in _DAYS else _others(attribute, one, other, said)
            if kind:
                kinds.add(kind)
                differing |= {n, m}
    if not kinds:
        return None
    order: tuple[DisagreementKind, ...] = ("conflict", "update", "precision")
    return Disagreement(
        attribute,
        next(k for k in order if k in kinds),
        tuple(
            DisagreementValue(g[0].text, tuple(sorted(v.claim.id for v in g)))
            for n, g in enumerate(ordered)
            if attribute != "papers" or n in differing
        ),
    )


def _first_said(group: Iterable[_Value], said: Mapping[str, int | None]) -> tuple[bool, int]:
    return min(said_order(said.get(v.claim.report)) for v in group)


def _later(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> bool:
    """Whether all that say the one spoke before all that say the other."""
    a = [said.get(v.claim.report) for v in one]
    b = [said.get(v.claim.report) for v in other]
    if any(d is None for d in (*a, *b)):
        return False
    return max(d for d in a if d is not None) < min(d for d in b if d is not None)


def _outcome(one: Sequence[_Value], other: Sequence[_Value]) -> bool:
    """Whether the one was a plan and the other what came of it."""
    plans = {outlook(v.claim.status) for v in one}
    return plans <= {"ahead", "off"} and bool({outlook(v.claim.status) for v in other} & {"past", "now"})


def _dates(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> DisagreementKind | None:
    a, b = window(one[0].text), window(other[0].text)
    if a is None or b is None or a == b:
        return None
    # A month is a coarser form of a day in it.
    return "precision" if a.meets(b) else _apart(one, other, said)


def _apart(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> DisagreementKind:
    """Values that cannot both be true: an update if one is a later word, or the outcome of a plan."""
    changed = _outcome(one, other) or _outcome(other, one) or _later(one, other, said) or _later(other, one, said)
    return "update" if changed else "conflict"


def _others(
    attribute: str, one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]
) -> DisagreementKind | None:
    x, y = _range(one[0].text), _range(other[0].text)
    if attribute == "first-since":
        x, y = _year(one[0].text), _year(other[0].text)
    if attribute == "papers":
        x, y = _batch(one[0].text), _batch(other[0].text)
        if not _rivals(one[0].text, other[0].text):
            return None
    if x is None or y is None:
        if attribute in _PHRASES:
            return None
        a, b = fold(one[0].text), fold(other[0].text)
        return "precision" if a in b or b in a else _apart(one, other, said)
    if x == y:
        return None
    toll = attribute.split(" of ", maxsplit=1)[0] in _TOLLS
    if x[0] <= y[1] and y[0] <= x[1]:
        grown = toll and (_grown(one, other, x, y, said) or _grown(other, one, y, x, said))
        return "update" if grown else "precision"
    if toll and (_later(one, other, said) or _later(other, one, said)):
        more = y[0] > x[1]  # the other gives more
        return "update" if _later(one, other, said) == more else "conflict"
    return _apart(one, other, said)


def _grown(
    one: Sequence[_Value],
    other: Sequence[_Value],
    x: tuple[float, float],
    y: tuple[float, float],
    said: Mapping[str, int | None],
) -> bool:
    """Whether the other is a later word that goes far beyond the bound that the one gives."""
    return x[1] == float("inf") and y[0] > x[0] * _GROWN and _later(one, other, said)


def _year(text: str) -> tuple[float, float] | None:
    """The years that "1928" or "about 1928" allows."""
    match = re.search(r"\d{4}", text)
    if match is None:
        return None
    year, off = int(match[0]), _YEARS if _ABOUT.search(text) else 0
    return float(year - off), float(year + off)


def _batch(text: str) -> tuple[float, float] | None:
    """How many papers a phrase allows ("15 documents", "more than a dozen agreements"); None for a single one."""
    words = (re.sub(r"^dozen$", "12", word, flags=re.IGNORECASE) for word in text.split())
    told = " ".join(f"{value:g}" if (value := number(word)) is not None else word for word in words)
    return _range(told) if take_apart(text).plural else None


def _rivals(one: str, other: str) -> bool:
    """Whether two phrases can count one batch: papers of any sort, or of the same sort."""
    sorts = {take_apart(one).family, take_apart(other).family}
    return len(sorts - GENERAL) == 0 or len(sorts) == 1


def _range(text: str) -> tuple[float, float] | None:
    """The numbers that a value such as "more than 10", "about 300" or "14" allows; None without a number."""
    match = _NUMBER.search(text)
    if not match:
        return next((span for word, span in _VAGUE.items() if word in text.lower().split()), None)
    try:
        number = float(re.sub(r"[, ]", "", match[1]).rstrip("."))
    except ValueError:
        return None
    words = text.lower()
    if _ABOUT.search(words):
        return number * 0.85, number * 1.15
    if _AT_LEAST.search(words):
        return (number * 0.9, number) if re.search(r"nearly|almost", words) else (number, float("inf"))
    if _AT_MOST.search(words):
        return 0.0, number
    return number, number
