"""How English names a day or a run of days, and which day that is.

Invariant: a rule is a pattern and a function from its match and the day of writing (or None) to what
was found; without a day of writing, nothing relative is resolved. `past` and `future` are both given
whenever the day of writing is known, and are the same when the words leave no choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from communique.claims import timewords as w
from communique.claims.calendar import Stretch, days_text, easter, nth_weekday, on_or_after, on_or_before, week_of

Kind = Literal["day", "days", "week", "month", "season", "year", "duration", "set", "vague"]

_FAR, _NEAR = 300, 45
"""Days. A date named without its year that lies this far one way and this near the other is the near one,
whatever the tense: "the visit of March 30" in a text of March 28 is not last year's."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule reads in an expression; the fields are those of `times.TimeExpression`.

    `shift` is a step (ISO unit letter, count) from whatever date was spoken of before.
    """

    kind: Kind
    value: str | None = None
    past: str | None = None
    future: str | None = None
    days: int | None = None
    length: str | None = None
    shift: tuple[str, int] | None = None


class Rule(NamedTuple):
    """A pattern, what it finds, and the kind of word that must stand near for it to be worth trying."""

    near: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], Found | None]


def certain(kind: Kind, value: str, length: str | None = None) -> Found:
    """The same date whichever way one looks."""
    return Found(kind, value, value, value, length=length)


def either(kind: Kind, past: str, future: str) -> Found:
    """A date that depends on whether one looks back or ahead."""
    return Found(kind, past if past == future else None, past, future)


def yearless(kind: Kind, today: date | None, at: Callable[[int], Stretch], write: Callable[[Stretch], str]) -> Found:
    """A date named without its year: the latest begun by the day of writing, and the next not yet over."""
    if today is None:
        return Found(kind)
    runs: list[Stretch] = []
    for year in range(today.year - 8, today.year + 9):
        try:
            runs.append(at(year))
        except ValueError:
            continue
    behind = max((r for r in runs if r.first <= today), key=lambda r: r.first, default=None)
    ahead = min((r for r in runs if r.last >= today), key=lambda r: r.first, default=None)
    if behind is None or ahead is None:
        return Found(kind)
    back, on = (today - behind.last).days, (ahead.first - today).days
    far, near = (_FAR, _NEAR) if kind in ("day", "days") else (330, 10)
    if kind == "season" and behind.days < 93 and 0 <= back < 93:
        ahead = behind  # figures for a quarter are expected when it is just over
    if back > far and on < near:
        behind = ahead
    elif on > far and back < near:
        ahead = behind
    return either(kind, write(behind), write(ahead))


def write_days(run: Stretch) -> str:
    """EDTF of a run of days, one day or an interval."""
    return days_text(run.first, run.last)


YEAR_PART = rf"(?:,?{w.GAP}(?:of{w.GAP})?(?:(?P<y>{w.YEAR})|(?P<ry>this|last|next){w.GAP}year\b))?"
_WD = rf"(?:(?:(?P<wd>{w.ANY_WEEKDAY})|(?i:today|yesterday|tomorrow)\b),?{w.GAP}\(?)?"
"""What may stand before a date that says the same day more exactly: "Monday, 4 May", "yesterday (May 27, 2014)"."""
_NOT_FIGURE = r"(?!\d|[.,:]\d|%)"


def said_year(match: re.Match[str], today: date | None) -> int | None:
    """The year an expression gives, in figures or as "last year"."""
    if match["y"]:
        return int(match["y"])
    if match["ry"] and today:
        return today.year + {"this": 0, "last": -1, "next": 1}[match["ry"]]
    return None


def _day(words: str) -> int:
    found = re.match(r"\d+", words)
    return int(found[0]) if found else 0


def _run(match: re.Match[str], today: date | None) -> Found | None:
    """Day, or days, of a month: with or without year, weekday, second day, second month."""
    parts = match.groupdict()
    month, first = w.month_number(parts["m"]), _day(parts["d"])
    end_month = w.month_number(parts["m2"]) if parts.get("m2") else month
    last = _day(parts["d2"]) if parts.get("d2") else first
    if parts.get("m2") is None and (last < first or last - first > 20):
        return None

    def at(year: int) -> Stretch:
        low, high = date(year, month, first), date(year + (end_month < month), end_month, last)
        if high < low:
            raise ValueError("a run of days must not end before it begins")
        return Stretch(low, high)

    kind: Kind = "day" if (month, first) == (end_month, last) else "days"
    year = said_year(match, today)
    if year is not None:
        if parts.get("m2") and end_month < month:
            year -= 1
        return certain(kind, write_days(at(year)))
    if match["ry"]:
        return Found(kind)
    if parts.get("wd") and today:
        weekday = w.weekday_number(parts["wd"])
        fit = [r for r in map(at, _valid(at, today.year)) if r.first.weekday() == weekday]
        near = min(fit, key=lambda r: abs((r.first - today).days), default=None)
        if near is not None and abs((near.first - today).days) <= 200:  # else the weekday is a slip
            return certain(kind, write_days(near))
    at(2000)  # no month has such a day: not a date
    return yearless(kind, today, at, write_days)


def _valid(at: Callable[[int], Stretch], year: int) -> list[int]:
    good = []
    for candidate in range(year - 3, year + 4):
        try:
            at(candidate)
        except ValueError:
            continue
        good.append(candidate)
    return good


def _iso(match: re.Match[str], today: date | None) -> Found | None:
    return certain("day", date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat())


def _figures(match: re.Match[str], today: date | None) -> Found | None:
    """10/30/89 or 30.10.1989: by what fits the calendar, else by what lies nearer to the day of writing."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < 50 else 1900
    found = []
    for month, day in ((one, two), (two, one)):
        if match["sep"] == "." and month == one:
            continue
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found or (len(set(found)) > 1 and today is None):
        return None
    best = min(found, key=lambda d: abs((d - today).days)) if today else found[0]
    return certain("day", best.isoformat())


_DAY_WORDS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "earlier today": 0,
    "later today": 0, "yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2, "this day": 0,
}  # fmt: skip
_DAY_WORD = (
    rf"\b(?:(?:early|earlier|late|later|mid-morning|mid-afternoon|mid afternoon){w.GAP})?"
    rf"(?P<w>the{w.GAP}day{w.GAP}(?:before{w.GAP}yesterday|after{w.GAP}tomorrow)|"
    rf"today|tonight|yesterday|tomorrow|this{w.GAP}(?:morning|afternoon|evening)|"
    rf"later{w.GAP}today|last{w.GAP}(?:night|evening))\b{w.DAYTIME}?"
)


def _day_word(match: re.Match[str], today: date | None) -> Found | None:
    if today is None:
        return Found("day")
    step = _DAY_WORDS[re.sub(r"\s+", " ", match["w"].lower())]
    return certain("day", (today + timedelta(step)).isoformat())


_REL = (
    r"(?:this|last|next|past|previous|coming|following|the\sfollowing|the\sprevious|this\spast|this\scoming|the\snext)"
)
_WEEKDAY_RULE = (
    rf"\b(?:(?P<rel>(?i:{_REL})){w.GAP})?"
    rf"(?:(?i:early|earlier|late|later|mid|midday|noon|midnight|overnight)(?:{w.GAP}(?:on|in))?{w.GAP})?"
    rf"(?P<wd>{w.ANY_WEEKDAY}){w.DAYTIME}?"
    rf"(?:,?{w.GAP}(?:of{w.GAP})?(?P<rw>this|last|next|the\sfollowing|the\sprevious){w.GAP}week\b"
    rf"|{w.GAP}in{w.GAP}the{w.GAP}(?P<on>coming{w.GAP}week|week{w.GAP}(?:ahead|to{w.GAP}come))\b)?"
)
_PAPER = re.compile(r"\s(?:Times|Telegraph|Mail|Express|Mirror|Herald|Post|Tribune|Star|Independent|Guardian)\b")


def _weekday(match: re.Match[str], today: date | None) -> Found | None:
    name = match["wd"]
    rest = match.string[match.end("wd") : match.end("wd") + 24]
    if len(name.rstrip(".")) < 6 and not (name.endswith(".") or re.match(r",?\s(?:\d|[A-Z][a-z]{2,8}\.?\s\d)", rest)):
        return None
    if name in ("Sun.", "Sat.", "Wed.") and not re.match(r",?\s?(?:\d|[A-Z][a-z]{2}\.?\s\d)", rest):
        return None
    if _PAPER.match(rest):
        return None
    if today is None:
        return Found("day")
    weekday, rel = w.weekday_number(name), re.sub(r"\s+", " ", (match["rel"] or "").lower())
    if match["rw"]:
        offset = {"this": 0, "last": -1, "next": 1, "the following": 1, "the previous": -1}
        week = week_of(today, offset[re.sub(r"\s+", " ", match["rw"])])
        return certain("day", (week.first + timedelta(weekday)).isoformat())
    return _near_weekday(weekday, "coming" if match["on"] else rel, today)


def _near_weekday(weekday: int, rel: str, today: date) -> Found:
    before, after = on_or_before(today - timedelta(1), weekday), on_or_after(today + timedelta(1), weekday)
    if rel in ("last", "past", "previous", "the previous", "this past"):
        return certain("day", before.isoformat())
    if rel in ("next", "the next"):
        soon = (after - today).days <= 2  # said on Monday, "next Tuesday" is not tomorrow
        return certain("day", (after + timedelta(7 if soon else 0)).isoformat())
    if rel in ("coming", "this coming"):
        return certain("day", after.isoformat())
    if rel in ("following", "the following"):
        return Found("day", None, after.isoformat(), after.isoformat(), shift=("weekday", weekday))
    if rel == "this":
        own = week_of(today).first + timedelta(weekday)
        return either(
            "day", min(own, on_or_before(today, weekday)).isoformat(), on_or_after(today, weekday).isoformat()
        )
    return either("day", on_or_before(today, weekday).isoformat(), on_or_after(today, weekday).isoformat())


_WEEKDAYS_RULE = rf"\b(?P<a>{w.WEEKDAY}){w.TO}(?P<b>{w.WEEKDAY})"


def _weekdays(match: re.Match[str], today: date | None) -> Found | None:
    """ "Monday and Tuesday", "Wednesday to Friday": one run of days."""
    one, two = w.weekday_number(match["a"]), w.weekday_number(match["b"])
    gap = (two - one) % 7
    joined = match[0][len(match["a"]) : -len(match["b"])].strip()
    if gap == 0 or joined == "or" or (joined in ("and", "&") and gap != 1):
        return None
    if today is None:
        return Found("days")
    back = on_or_before(today, one)
    end = on_or_before(today, two)
    back = back if back + timedelta(gap) <= today + timedelta(gap) else end - timedelta(gap)
    on = on_or_after(today, one)
    if (on - today).days + gap > 6 and (today - back).days <= gap:
        on = back  # begun already, not yet over
    return either("days", days_text(back, back + timedelta(gap)), days_text(on, on + timedelta(gap)))


def _of_month(match: re.Match[str], today: date | None) -> Found | None:
    """ "on the 15th", "the 15th of this month"."""
    day, rel = _day(match["d"]), (match["rel"] or "").lower()
    if today is None:
        return Found("day")
    months = [divmod(today.year * 12 + today.month - 1 + step, 12) for step in (-2, -1, 0, 1, 2)]
    days = []
    for year, month in months:
        try:
            days.append(date(year, month + 1, day))
        except ValueError:
            continue
    if rel:
        want = today.year * 12 + today.month + {"this": 0, "the": 0, "last": -1, "next": 1}[rel]
        return next((certain("day", d.isoformat()) for d in days if d.year * 12 + d.month == want), None)
    return either("day", max(d for d in days if d <= today).isoformat(), min(d for d in days if d >= today).isoformat())


_FIXED, _EASTER, _NTH = (w.DATA["holidays"][k] for k in ("fixed", "easter", "nth"))
HOLIDAYS: list[str] = sorted([*_FIXED, *_EASTER, *_NTH], key=len, reverse=True)
_HOLIDAY = "|".join(name.replace("'", "[’']") for name in HOLIDAYS)
_HOLIDAY_RULE = (
    rf"\b(?:(?P<rel>last|next|this){w.GAP})?(?P<h>{_HOLIDAY})\b"
    rf"(?!{w.GAP}(?:Island|tree|card|present|market|carol|party))(?:,?{w.GAP}(?P<y>{w.YEAR}))?"
)


def _holiday(match: re.Match[str], today: date | None) -> Found | None:
    name = match["h"].replace("’", "'")

    def at(year: int) -> Stretch:
        if name in _FIXED:
            day = date(year, *_FIXED[name])
        elif name in _EASTER:
            day = easter(year) + timedelta(_EASTER[name])
        else:
            day = nth_weekday(year, *_NTH[name])
        return Stretch(day, day)

    if match["y"]:
        return certain("day", write_days(at(int(match["y"]))))
    found = yearless("day", today, at, write_days)
    if match["rel"] == "last" and found.past:
        return certain("day", found.past)
    if match["rel"] == "next" and found.future:
        return certain("day", found.future)
    return found


def _set(match: re.Match[str], today: date | None) -> Found | None:
    return Found("set")


_M, _M2 = rf"(?P<m>{w.ANY_MONTH})", rf"(?P<m2>{w.ANY_MONTH})"
_D, _D2 = rf"(?P<d>{w.DAY})", rf"(?P<d2>{w.DAY})"
_OF = rf"(?:{w.GAP}(?:of{w.GAP})?|(?<=\d[snrt][tdh])(?=[A-Z]))"
"""What stands between a day and its month: a space, "of", or nothing by a slip ("7thApril")."""
_THE = rf"(?:the{w.GAP})?"

RULES: tuple[Rule, ...] = (
    Rule("figures", re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-\d)"), _iso),
    Rule(
        "figures",
        re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/.]\d|\d)"),
        _figures,
    ),
    *(
        Rule("month", re.compile(pattern), _run)
        for pattern in (
            rf"\b{_WD}{_M}{w.GAP}{_THE}{_D}{_NOT_FIGURE}{YEAR_PART}",
            rf"\b{_WD}{_THE}{_D}{_OF}{_M}{YEAR_PART}",
            rf"\b{_WD}{_M}{w.GAP}{_THE}{_D}{w.TO}(?:{w.ANY_WEEKDAY},?{w.GAP})?{_D2}{_NOT_FIGURE}{YEAR_PART}",
            rf"\b{_WD}{_THE}{_D}{w.TO}{_THE}{_D2}{_OF}{_M}{YEAR_PART}",
            rf"\b{_WD}{_M}{w.GAP}{_D}{w.TO}{_M2}{w.GAP}{_D2}{_NOT_FIGURE}{YEAR_PART}",
            rf"\b{_WD}{_D}{w.GAP}{_M}{w.TO}{_D2}{w.GAP}{_M2}{YEAR_PART}",
        )
    ),
    Rule("word", re.compile(_DAY_WORD, re.IGNORECASE), _day_word),
    Rule("weekday", re.compile(_WEEKDAY_RULE), _weekday),
    Rule("weekday", re.compile(_WEEKDAYS_RULE), _weekdays),
    Rule(
        "weekday",
        re.compile(rf"\b(?:(?i:each|every){w.GAP}{w.WEEKDAY}|{w.WEEKDAY[:-2]}s\b(?:{w.GAP}(?:night|morning)s?)?)"),
        _set,
    ),
    Rule(
        "ordinal",
        re.compile(
            r"(?:(?<=\bon\s)|(?<=\bOn\s))the\s(?P<d>[12]?1st|2?2nd|2?3rd|[12]?[04-9]th|1[1-3]th|30th|31st)\b"
            rf"(?!{w.GAP}[a-z]+(?<!\sof)(?<!\sto)(?<!\sfor)(?<!\swith)(?<!\sand)(?<!\sin)(?<!\sat)\b)"
            rf"(?:{w.GAP}of{w.GAP}(?P<rel>this|last|next|the){w.GAP}month\b)?"
        ),
        _of_month,
    ),
    Rule("holiday", re.compile(_HOLIDAY_RULE), _holiday),
)
