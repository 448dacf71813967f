"""When: every time expression of a text, resolved against the day the text was written.

Invariant: spans lie in the text, are sorted and do not overlap; every value is valid EDTF; nothing
relative is resolved without a day of writing; and where the day of writing is itself an interval, a
value is given only as precisely as it would be the same on all of its days.

Each expression carries two readings, `past` (as behind the day of writing) and `future` (as ahead of
it); `read` chooses by the status of what the expression dates, so that "Tuesday" is the last Tuesday
for what happened and the next for what is planned. The rules stand in `timedays`, `timeperiods` and
`timelengths`, their words in `data/times.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from communique.claims.calendar import Stretch, add_months, bounds, days_text, month_text, year_text
from communique.claims.timedays import HOLIDAYS, RULES, Found, Kind, Rule
from communique.claims.timelengths import LENGTHS
from communique.claims.timeperiods import PERIODS, months_text
from communique.claims.timewords import DATA, MONTHS, WEEKDAYS
from communique.claims.timeyears import YEARS
from communique.model import Status

_RULES = (*RULES, *PERIODS, *YEARS, *LENGTHS)
_REACH, _FAR_REACH = 400, 1500
"""How many characters back the date may stand that "three days later" counts from; the far one for quarters."""

_AROUND = 90
"""How many characters on either side of a telling word an expression may reach."""

_MONTH_STEMS = "|".join(f"{m[:3]}|{m[:3].upper()}" for m in MONTHS)
_DAY_STEMS = "|".join(f"{d[:3]}|{d[:3].upper()}" for d in WEEKDAYS)
_TELLING = tuple(
    re.compile("|".join(f"(?P<{near}>{pattern})" for near, pattern in group.items()))
    for group in (
        {
            "weekday": rf"\b(?:{_DAY_STEMS})",
            "month": rf"(?:\b|(?<=\d[snrt][tdh]))(?:{_MONTH_STEMS})",
            "ordinal": r"\d(?:st|nd|rd|th)\b",
            "figures": r"\d[-/.]\d",
            "year": rf"\b\d{{4}}|[’'‘]\d\d|\b(?i:nineteen|eighteen|{'|'.join(DATA['decades'])})\b",
            "word": r"\b(?i:today|tonight|yesterday|tomorrow|(?:this|last)\s(?:morning|afternoon|evening|night))\b",
            "season": rf"\b(?i:{'|'.join(DATA['seasons'])})\b",
            "unit": (
                r"\b(?i:second|minute|hour|day|dai|night|week|fortnight|month|quarter|period|year|decade|centur|annual)"
            ),
        },
        {"holiday": rf"\b(?:{'|'.join(sorted({name.split()[0].split(chr(39))[0] for name in HOLIDAYS}))})\b"},
    )
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A piece of text that says when, or how long.

    `start`/`end` are offsets in the given text. `value` is the EDTF date if it is the same in either
    direction, `past` and `future` the readings as behind and as ahead of the day of writing. `days`
    is a stated length in days ("two-day" is 2), `length` the same as an ISO 8601 duration, which also
    holds longer units. Kind "duration" is a length, "set" a recurring time, "vague" a word that only
    points ("recently", "in the coming days"; the latter still has a wide interval about it).
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: str | None = None
    past: str | None = None
    future: str | None = None
    days: int | None = None
    length: str | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    found: tuple[Found, Found]


@lru_cache(maxsize=256)
def find_times(text: str, written: str | None) -> tuple[TimeExpression, ...]:
    """Every time expression in `text`, in order; `written` is the EDTF day (or interval) of the report."""
    anchor = bounds(written)
    windows = _windows(text)
    hits: list[_Hit] = []
    for rule in _RULES:
        for low, high in windows.get(rule.near, ()):
            for match in rule.pattern.finditer(text, low, high):
                found = _apply(rule, match, anchor)
                if found is not None:
                    hits.append(_Hit(match.start(), match.end(), found))
    chosen = _longest(hits)
    return _anchored(text, [_expression(text, hit, anchor) for hit in chosen], chosen)


def read(expression: TimeExpression, status: Status) -> str | None:
    """The date of an expression for something of this status: ahead for plans, behind for what is past.

    What is cancelled or denied is read ahead or behind by whichever lies nearer to the day of writing.
    """
    if expression.value is not None and expression.kind != "week":
        return expression.value
    if status in ("planned", "possible"):
        return expression.future
    if status in ("happened", "ongoing"):
        return expression.past
    return _nearer(expression)


def is_same_day(expression: TimeExpression) -> bool:
    """Whether an expression means the day told last: "the same evening", "later in the day"."""
    return expression.kind == "day" and re.match(r"(?i)(?:the )?same|that|later|earlier", expression.text) is not None


def _nearer(expression: TimeExpression) -> str | None:
    behind, ahead = bounds(expression.past), bounds(expression.future)
    if expression.kind == "week" or behind is None or ahead is None:
        return expression.value or expression.past
    # both are candidates around one day of writing, so the middle of a year apart is twice as far
    if expression.kind in ("day", "days") and (ahead.first - behind.first).days <= 7:
        return expression.future
    return expression.past


def _windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where each kind of rule is worth trying: around the words that tell. "vague" words may be anywhere."""
    found: dict[str, list[tuple[int, int]]] = {"vague": [(0, len(text))]}
    for match in (match for telling in _TELLING for match in telling.finditer(text)):
        spans = found.setdefault(match.lastgroup or "", [])
        low, high = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        while 0 < low < len(text) and text[low - 1].isalnum():
            low += 1
        while high < len(text) and text[high].isalnum() and text[high - 1].isalnum() and high > match.end():
            high -= 1
        if spans and low <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
        else:
            spans.append((low, high))
    return found


def _apply(rule: Rule, match: re.Match[str], anchor: Stretch | None) -> tuple[Found, Found] | None:
    """What a rule finds on the first and on the last possible day of writing."""
    try:
        one = rule.read(match, anchor.first if anchor else None)
        two = rule.read(match, anchor.last) if anchor and anchor.days > 1 else one
    except (ValueError, OverflowError, KeyError):
        return None
    return (one, two) if one is not None and two is not None else None


def _longest(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits that do not overlap, longer ones first."""
    taken: list[_Hit] = []
    covered: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if hit.start in covered or hit.end - 1 in covered:
            continue
        covered.update(range(hit.start, hit.end))
        taken.append(hit)
    return sorted(taken, key=lambda h: h.start)


def _expression(text: str, hit: _Hit, anchor: Stretch | None) -> TimeExpression:
    one, two = hit.found
    slack = anchor.days - 1 if anchor else 0
    value, past, future = (
        _merge(a, b, slack) for a, b in ((one.value, two.value), (one.past, two.past), (one.future, two.future))
    )
    if one.kind == "week" and slack:
        past = future = value
    return TimeExpression(
        hit.start, hit.end, text[hit.start : hit.end], one.kind, value, past, future, one.days, one.length
    )


def _merge(one: str | None, two: str | None, slack: int) -> str | None:
    """What is certain of a date that comes out differently on the first and the last day of writing."""
    if one == two:
        return one
    low, high = bounds(one), bounds(two)
    if low is None or high is None or slack > 7 or "~" in f"{one}{two}":
        return None
    hull = Stretch(min(low.first, high.first), max(low.last, high.last))
    return days_text(hull.first, hull.last) if hull.days <= max(low.days, high.days) + slack else None


def _anchored(text: str, found: list[TimeExpression], hits: Sequence[_Hit]) -> tuple[TimeExpression, ...]:
    """Fill in what counts from a date spoken of before ("three days later", "the following week")."""
    done: list[TimeExpression] = []
    bases: list[TimeExpression] = []
    for each, hit in zip(found, hits, strict=True):
        shift = hit.found[0].shift
        if shift is not None and (each.value is None or shift[0] == "quarter"):
            base = _base(text, each, bases, shift)
            if base is not None:
                step = ("Y", shift[1]) if shift[0] == "quarter" else shift
                value, past, future = (_shifted(v, step) for v in (base.value, base.past, base.future))
                kind = base.kind if shift[0] in ("quarter", "Y") else each.kind
                each = replace(each, kind=kind, value=value, past=past, future=future, length=None)
                if shift[0] in ("D", "W", "weekday") and past is not None:
                    bases.append(each)
        elif each.past is not None and each.kind not in ("duration", "vague", "set"):
            bases.append(each)
        done.append(each)
    return tuple(done)


def _base(
    text: str, each: TimeExpression, bases: Sequence[TimeExpression], shift: tuple[str, int]
) -> TimeExpression | None:
    """The date that an expression counts from: the last one named, in the same paragraph and not far back."""
    if shift[0] in ("quarter", "Y"):
        quarter = next((b for b in reversed(bases) if _is_quarter(b)), None)
        if quarter is not None and each.start - quarter.end <= _FAR_REACH:
            return quarter
        if shift[0] == "quarter":
            return None
    near = [b for b in bases if b.kind == "day"] if shift in _NEXT_TO else bases
    base = near[-1] if near else None
    if base is None or each.start - base.end > _REACH or "\n\n" in text[base.end : each.start]:
        return None
    return base


_NEXT_TO = (("D", -1), ("D", 0), ("D", 1))
"""Steps that count from a day and nothing coarser: "the next morning", "the same evening"."""


def _is_quarter(each: TimeExpression) -> bool:
    run = bounds(each.past)
    return each.kind == "season" and run is not None and run.days in range(89, 93) and "~" not in (each.past or "")


def _shifted(edtf: str | None, shift: tuple[str, int]) -> str | None:
    run = bounds(edtf)
    if run is None or edtf is None:
        return None
    letter, count = shift
    try:
        return _shift(edtf, run, letter, count)
    except (ValueError, OverflowError):
        return None


def _shift(edtf: str, run: Stretch, letter: str, count: int) -> str | None:
    if letter == "quarter":
        return None
    if letter == "weekday":
        ahead = (count - run.last.weekday()) % 7 or 7
        return (run.last + timedelta(ahead)).isoformat()
    if letter in ("D", "W"):
        step = timedelta(count * (7 if letter == "W" else 1))
        if run.days > 7:
            return None
        return days_text(run.first + step, run.last + step)
    months = count * (12 if letter == "Y" else 1)
    first, last = (add_months(d.year, d.month, months) for d in (run.first, run.last))
    if run.days == 1:
        return (month_text(*first) if letter == "M" else year_text(first[0])) + "~" if count else edtf
    if run.days > 300:
        return year_text(first[0]) if letter == "Y" and first[0] == last[0] else None
    return months_text(first, last) if run.days >= 28 else None
