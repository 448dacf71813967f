"""Where the claims of one event give different values, and what kind of difference that is.

Invariant: nothing is averaged and nothing dropped: every claim whose value differs from another's stands
under its value, and any two values that stand together differ in the kind that is told of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.claims.counts import one_name, rivals, site_of
from communique.claims.force_rows import OTHERS, growing, in_lots, names
from communique.claims.lasting import of_a_war
from communique.claims.parts import SOME
from communique.claims.places import town_named
from communique.claims.timewords import number
from communique.events.amounts import ABOUT, SCALE, near, numbers_of, only_touch, overlap, rounded
from communique.events.day_values import DAYS, DayValue, days_differ, days_told
from communique.events.names import fold
from communique.events.papers import GENERAL, take_apart
from communique.events.sightings import outlook, said_order
from communique.model import Claim, Disagreement, DisagreementKind, DisagreementValue

_TOLLS = frozenset({"deaths", "injured", "missing"}) | growing()
"""What only grows: a later word that gives less is no update but another count. A report that gives several counts a
whole and its parts, so its largest speaks for it, and what may be the same in other words ("at least 23", "nearly two
dozen")."""
_SOME = f" of {SOME}"
"""How a count is named that its report tops."""
_LOTS = 14
"""Days after which another number of soldiers is another lot."""
_TOLL = re.compile(r"\btoll\b|\bnumber of (?:dead|deaths)\b", re.IGNORECASE)
"""What calls a count that of all the dead."""
_FRESH = 1
"""Days in which a first count may still double."""
_LATE = 60
"""Days after which those who died meanwhile, as in a war, may be as many again."""
_PART = 0.5
"""What counts so little of another, and is topped in its own report, is of a part."""
_WHOLE = 0.8
"""What counts so much of its report's largest count is hardly of a part."""
_GROWN, _GROWN_LATE = 1.15, 1.05
"""A later number so much above an earlier bound ("at least 40", then 84) is news, and no finer form of it; months
later, one a little above it is."""
_YEARS = 3
"""Years by which "in nearly ninety years" may be off."""

_PHRASES = ("with", "audience", "papers", "ceremony", "money", "measure")
"""Details in free words: they differ by wording, and only their numbers can disagree."""


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    claim: Claim
    day: DayValue | None = None
    part: bool = False
    """Whether its own report counts far more, so that it may be of a part."""
    beside: bool = False
    """Whether it counts those who come to others ("another 130"), of whom there may be several lots."""


def disagreements(
    claims: Sequence[Claim], said: Mapping[str, int | None], towns: Mapping[str, str], family: str
) -> tuple[Disagreement, ...]:
    """All attributes of an event on which its claims differ.

    `said` gives a report's day as an ordinal, `towns` a claim's place where it is finer than a state.
    """
    values: defaultdict[str, list[_Value]] = defaultdict(list)
    for claim in claims:
        for day in days_told(claim, family):
            values[day.attribute].append(_Value(day.text, claim, day=day))
        if claim.days and family == "visit":
            values["days"].append(_Value(str(claim.days), claim))
        if claim.id in towns and family != "visit":
            values["place"].append(_Value(towns[claim.id], claim))
        for detail in claim.details:
            beside = detail.attribute.endswith(OTHERS)
            told = detail.attribute.removesuffix(OTHERS)
            attribute = told.removesuffix(_SOME)
            part = attribute != told
            site = site_of(claim.text) if part else None
            name = f"{attribute} of those at the {site}" if site else one_name(attribute)
            values[name].append(_Value(detail.value, claim, part=part and not site, beside=beside))
    return tuple(d for attribute in sorted(values) for d in _disagreements(attribute, values[attribute], said))


def _disagreements(attribute: str, values: Sequence[_Value], said: Mapping[str, int | None]) -> Iterator[Disagreement]:
    """What differs in one kind with each other, the gravest kind first: "40" and "60" conflict, "dozens" is either."""
    groups: defaultdict[str, list[_Value]] = defaultdict(list)
    for value in values:
        groups[value.text if attribute in DAYS else fold(value.text)].append(value)
    ordered = sorted(groups.values(), key=lambda g: (_first_said(g, said), g[0].text))
    pairs: defaultdict[DisagreementKind, list[tuple[int, int]]] = defaultdict(list)
    spoken = _for_their_reports(attribute, ordered)
    for n, one in enumerate(spoken):
        for m, other in enumerate(spoken[n + 1 :], n + 1):
            alone = len(_reports(one) | _reports(other)) == 1
            if not one or not other or (alone and _is_toll(attribute)):
                continue  # what one report counts are parts, voices and hours of its own
            if attribute in DAYS:
                kind = _dates(one, other, said)
            elif attribute == "place":
                kind = _places(one, other, said)
            else:
                kind = _others(attribute, one, other, said)
            if kind and not (alone and kind == "update"):  # one report knows all that it tells at once
                pairs[kind].append((n, m))
    shown = [DisagreementValue(g[0].text, tuple(sorted(v.claim.id for v in g))) for g in ordered]
    order: tuple[DisagreementKind, ...] = ("conflict", "update", "precision")
    for kind in order:
        for together in _all_paired(pairs[kind]):
            yield Disagreement(attribute, kind, tuple(shown[n] for n in together))


def _all_paired(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers in groups in which any two are a pair, so that each pair stands in one at least."""
    known = set(pairs)
    numbers = sorted({number for pair in pairs for number in pair})
    groups: list[list[int]] = []
    for one, other in pairs:
        if any(one in group and other in group for group in groups):
            continue
        group = [one, other]
        for more in numbers:
            if more not in group and all((min(more, n), max(more, n)) in known for n in group):
                group.append(more)
        groups.append(sorted(group))
    return groups


def _for_their_reports(attribute: str, groups: Sequence[Sequence[_Value]]) -> list[list[_Value]]:
    """Of each group those values that speak for their reports; of a toll, the largest that a report gives.

    What may be the largest in a rounder form speaks with it, and so does what a report begins with, or calls the
    toll: a page that is written on all day tells a new toll and leaves the old one.
    """
    if not _is_toll(attribute):
        return [list(group) for group in groups]
    most: dict[tuple[str, str | None], tuple[float, float]] = {}
    for group in groups:
        for value in group:
            size = numbers_of(value.text) or (0.0, 0.0)
            most[_voice(value)] = max(most.get(_voice(value), size), size)
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for group in groups:
        for value in group:
            starts[value.claim.report].append(value.claim.start)

    def speaks(value: _Value) -> bool:
        called = attribute.startswith("deaths") and _TOLL.search(value.claim.text) is not None
        told = starts[value.claim.report]
        leading = value.claim.start == min(told) and told.count(value.claim.start) == 1
        return called or leading or _may_be(numbers_of(value.text) or (0.0, 0.0), most[_voice(value)])

    return [[value for value in group if speaks(value)] for group in groups]


def _voice(value: _Value) -> tuple[str, str | None]:
    """Who gives a count: its report, or whom it names for it; of a part, its report whoever told it."""
    return value.claim.report, None if value.part else value.claim.said_by


def _may_be(size: tuple[float, float], most: tuple[float, float]) -> bool:
    """Whether a count is the largest of its report, or so near it that it is the same in other words or told before."""
    return size == most or size[0] >= most[0] * _WHOLE or (size[1] < float("inf") and size[0] <= most[0] <= size[1])


def _is_toll(attribute: str) -> bool:
    return attribute.split(" of ", maxsplit=1)[0] in _TOLLS


def _first_said(group: Iterable[_Value], said: Mapping[str, int | None]) -> tuple[bool, int]:
    return min(said_order(said.get(v.claim.report)) for v in group)


def _later(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> bool:
    """Whether all that say the one spoke before all that say the other."""
    a = [said.get(v.claim.report) for v in one]
    b = [said.get(v.claim.report) for v in other]
    if any(d is None for d in (*a, *b)):
        return False
    return max(d for d in a if d is not None) < min(d for d in b if d is not None)


def _sooner(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> bool:
    """Whether the one was said before the other first was; an old bound is told again for days."""
    a, b = ([day for v in each if (day := said.get(v.claim.report)) is not None] for each in (one, other))
    return bool(a and b) and min(a) < min(b)


def _outcome(one: Sequence[_Value], other: Sequence[_Value]) -> bool:
    """Whether the one was a plan and the other what came of it."""
    plans = {outlook(v.claim.status) for v in one}
    return plans <= {"ahead", "off"} and bool({outlook(v.claim.status) for v in other} & {"past", "now"})


def _dates(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> DisagreementKind | None:
    first, second = (next((v.day for v in each if v.day and not v.day.loose), each[0].day) for each in (one, other))
    found = days_differ(first, second) if first and second else None
    return _apart(one, other, said) if found == "apart" else found


def _places(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> DisagreementKind | None:
    """Two towns are two places; what is no town ("the Demilitarized Zone", "Wales") may hold one, or be in it."""
    a, b = fold(one[0].text), fold(other[0].text)
    towns = [bool(town_named(values[0].text)) for values in (one, other)]
    return _apart(one, other, said) if all(towns) and not (a in b or b in a) else "precision"


def _apart(one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]) -> DisagreementKind:
    """Values that cannot both be true: an update if one is a later word, or the outcome of a plan."""
    changed = _outcome(one, other) or _outcome(other, one) or _later(one, other, said) or _later(other, one, said)
    return "update" if changed else "conflict"


def _others(
    attribute: str, one: Sequence[_Value], other: Sequence[_Value], said: Mapping[str, int | None]
) -> DisagreementKind | None:
    x, y = numbers_of(one[0].text), numbers_of(other[0].text)
    if attribute == "first-since":
        x, y = _year(one[0].text), _year(other[0].text)
        if (x is None) != (y is None):
            return "precision"  # "ever" says more than any year
    if attribute == "papers":
        x, y = _batch(one[0].text), _batch(other[0].text)
    if attribute == "money" and _reports(one) & _reports(other):
        return None  # a report that gives two sums tells them of two things
    if attribute in _RIVALS and not _RIVALS[attribute](one[0].text, other[0].text):
        return None
    if x is None or y is None:
        if attribute in _PHRASES:
            return None
        a, b = fold(one[0].text), fold(other[0].text)
        return "precision" if a in b or b in a else _apart(one, other, said)
    if x == y:
        return None
    if attribute.partition(" of ")[0] in names() and _other_lot(attribute, one, other, x, y, said):
        return None
    toll = _is_toll(attribute)
    told = [any(rivals(value.claim.text) for value in each) for each in (one, other)]
    wars = toll and any(of_a_war(value.claim.text) for value in (*one, *other))
    if wars and (_of_one_attack(one, x, y) or _of_one_attack(other, y, x)):
        return None
    if toll and not any(told) and (_of_a_part(one, x, y) or _of_a_part(other, y, x)):
        return None
    if attribute == "money" and not overlap(x, y) and not rounded(x, y):
        return "conflict"  # what something costs or gives is no news that grows: who says otherwise counts otherwise
    if not toll and attribute != "first-since" and rounded(x, y):
        return "precision"
    if overlap(x, y) and not only_touch(x, y):
        grown = toll and (_grown(one, other, x, y, said) or _grown(other, one, y, x, said))
        return "update" if grown else "precision"
    if toll and (_later(one, other, said) or _later(other, one, said)):
        more = y[0] > x[1]  # the other gives more
        grows = _later(one, other, said) == more
        # what is fired goes on, who dies of an attack is soon told
        counted = attribute.partition(" of ")[0] not in names()
        rival = _within(_LATE, one, other, said) and (
            (told[0] != told[1] and not _near(x, y)) or (counted and _doubled((one, x), (other, y), said))
        )
        return "update" if grows and not rival else "conflict"
    return _apart(one, other, said)


def _other_lot(
    attribute: str,
    one: Sequence[_Value],
    other: Sequence[_Value],
    x: tuple[float, float],
    y: tuple[float, float],
    said: Mapping[str, int | None],
) -> bool:
    """Whether two counts that exclude one another can be of two lots: of soldiers sent, of captives let go.

    So they are where one comes to what was there, where one report tells both, or where the one is told weeks later.
    """
    if overlap(x, y):
        return False
    if attribute in in_lots() or any(value.beside for value in (*one, *other)):
        return True
    if _is_toll(attribute):
        return False
    days = [day for value in (*one, *other) if (day := said.get(value.claim.report)) is not None]
    return bool(_reports(one) & _reports(other)) or max(days, default=0) - min(days, default=0) > _LOTS


def _reports(values: Sequence[_Value]) -> set[str]:
    return {value.claim.report for value in values}


def _near(x: tuple[float, float], y: tuple[float, float]) -> bool:
    """Whether two counts are so near that whoever gives them may have counted the same."""
    few, many = sorted((x[0], y[0]))
    return few >= many / _GROWN


def _doubled(
    one: tuple[Sequence[_Value], tuple[float, float]],
    other: tuple[Sequence[_Value], tuple[float, float]],
    said: Mapping[str, int | None],
) -> bool:
    """Whether a count that gave no bound is less than half of one given days later: not news, but another count."""
    (less, low), (more, high) = sorted((one, other), key=lambda each: each[1])
    days = [day for each in (*less, *more) if (day := said.get(each.claim.report)) is not None]
    return low[0] == low[1] < high[0] * _PART and max(days) - min(days) > _FRESH


def _of_one_attack(one: Iterable[_Value], x: tuple[float, float], y: tuple[float, float]) -> bool:
    """Whether the one counts far fewer than the other, and not the dead of a war."""
    return x[0] < y[0] * _PART and not any(of_a_war(value.claim.text) for value in one)


def _within(days: int, one: Iterable[_Value], other: Iterable[_Value], said: Mapping[str, int | None]) -> bool:
    told = [day for each in (*one, *other) if (day := said.get(each.claim.report)) is not None]
    return not told or max(told) - min(told) <= days


def _of_a_part(one: Sequence[_Value], x: tuple[float, float], y: tuple[float, float]) -> bool:
    """Whether the one counts only a part of what another counts."""
    return all(value.part for value in one) and x[0] < y[0] * _PART


def _grown(
    one: Sequence[_Value],
    other: Sequence[_Value],
    x: tuple[float, float],
    y: tuple[float, float],
    said: Mapping[str, int | None],
) -> bool:
    """Whether the other is a later word that goes far beyond the bound that the one gives."""
    grown = _GROWN if _within(_LATE, one, other, said) else _GROWN_LATE
    return x[1] == float("inf") and y[0] > x[0] * grown and _sooner(one, other, said)


def _year(text: str) -> tuple[float, float] | None:
    """The years that "1928" or "about 1928" allows."""
    match = re.search(r"\d{4}", text)
    if match is None:
        return None
    year, off = int(match[0]), _YEARS if ABOUT.search(text) else 0
    return float(year - off), float(year + off)


def _batch(text: str) -> tuple[float, float] | None:
    """How many papers a phrase allows ("15 documents", "more than a dozen agreements"); None for a single one."""
    words = (re.sub(r"^dozen$", "12", word, flags=re.IGNORECASE) for word in text.split())
    told = " ".join(f"{value:g}" if (value := number(word)) is not None else word for word in words)
    return numbers_of(told) if take_apart(text).plural else None


def _rivals(one: str, other: str) -> bool:
    """Whether two phrases can count one batch: papers of any sort, or of the same sort."""
    sorts = {take_apart(one).family, take_apart(other).family}
    return len(sorts - GENERAL) == 0 or len(sorts) == 1


def _for_one_thing(one: str, other: str) -> bool:
    """Whether two sums can be for the same: the words after them have one in common, names left out.

    A sum told without saying what for may be any that is about as large.
    """

    def what(text: str) -> set[str]:
        words = re.findall(r"\b[a-z][a-z-]{3,}", re.split(r"\d", text)[-1])
        return {word.removesuffix("s") for word in words if word not in SCALE and word not in _NO_PURPOSE}

    mine, theirs = what(one), what(other)
    return bool(mine & theirs) or (near(one, other) and not (mine and theirs))


_NO_PURPOSE = ("from", "with", "into", "this", "their", "year", "years")
_RIVALS = {"papers": _rivals, "money": _for_one_thing}
"""Details that come several to an event, and differ only where they can speak of one thing."""
