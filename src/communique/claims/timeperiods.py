"""How English names a stretch of time: weeks, months, seasons, years, lengths, and words that only point.

Invariant: as in `timedays`: a rule is a pattern and a function from its match and the day of writing
to what was found. A stretch whose ends the words leave open ("early next year", "in the coming days")
carries `~` on both.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.claims import timewords as w
from communique.claims.calendar import (
    Stretch,
    add_months,
    bounds,
    days_text,
    interval,
    month_stretch,
    month_text,
    week_of,
    year_text,
)
from communique.claims.timedays import YEAR_PART, Found, Kind, Rule, certain, either, said_year, write_days, yearless

_THE = rf"(?:the{w.GAP})?"
_HALF = rf"(?:first|second|latter|last){w.GAP}half{w.GAP}of"
_OF_DAYS = rf"(?:opening|closing|final|last){w.GAP}days{w.GAP}of"
PART = (
    rf"(?:(?P<part>(?i:{_THE}(?:very{w.GAP})?(?:early|late|mid|middle|end|beginning|start|close|turn|{_HALF}|{_OF_DAYS}|"
    rf"earlier|later|sometime))(?:{w.GAP}(?:in|of|on|during))?)(?:{w.GAP}|-))?"
)
"""What may stand before a stretch and names a part of it."""

_OPEN = {"early": (0, 3), "beginning": (0, 1.5), "start": (0, 1.5), "turn": (0, 1.5), "mid": (3, 6), "middle": (3, 6),
         "late": (6, 9), "end": (7.5, 9), "close": (7.5, 9), "first": (0, 4.5), "second": (4.5, 9), "latter": (4.5, 9),
         "opening": (0, 1.5), "closing": (7.5, 9), "final": (7.5, 9), "last": (4.5, 9)}  # fmt: skip
"""The ninths of a stretch that each word of place in it stands for."""


def months_text(first: tuple[int, int], last: tuple[int, int], about: bool = False) -> str:
    """EDTF of a run of months, given as (year, month) pairs."""
    return interval(month_text(*first), month_text(*last), about)


def parted(found: Found, part: str | None, today: date | None) -> Found:
    """The part of a stretch that "early", "end of", "later" and the like name."""
    if not part:
        return found
    words = set(re.split(r"[\s-]+", part.lower()))
    if words & {"earlier", "later"}:
        return _cut(found, "earlier" in words, today)
    name = next((word for word in _OPEN if word in words), None)
    if name is None:
        return found
    low, high = _OPEN["end" if words >= {"last", "days"} else name]

    def cut(value: str | None) -> str | None:
        run = bounds(value)
        if run is None:
            return None
        first = run.first + timedelta(int(run.days * low / 9))
        last = run.first + timedelta(max(int(run.days * high / 9) - 1, int(run.days * low / 9)))
        if run.days > 60:
            return months_text((first.year, first.month), (last.year, last.month), about=True)
        return days_text(first, last, about=True)

    return Found(found.kind, cut(found.value), cut(found.past), cut(found.future), shift=found.shift)


def _cut(found: Found, earlier: bool, today: date | None) -> Found:
    """ "earlier this week" ends today, "later this week" begins today."""
    value = (found.past if earlier else found.future) or found.value
    run = bounds(value)
    if run is None or today is None or not run.first <= today <= run.last:
        return found
    if run.days > 60:
        edge = (today.year, today.month)
        first, last = (run.first.year, run.first.month), (run.last.year, run.last.month)
        return certain(found.kind, months_text(first, edge) if earlier else months_text(edge, last))
    return certain(found.kind, days_text(run.first, today) if earlier else days_text(today, run.last))


_PERSON_MAY = re.compile(
    r"(?:\b(?!In|By|Since|Until|From|Last|Next|This|Early|Late|Mid|On|For|And)[A-Z][\w’'.]+\s)May\b(?!\s\d)"
)
_BEFORE_MAY = re.compile(
    r"(?:\b(?:in|since|until|till|last|next|this|past|early|late|mid|from|between|during|through|of|coming|to|and)"
    r"|mid-)\s?$",
    re.I,
)
_MONTH_RULE = (
    rf"\b{PART}(?:(?P<rel>(?i:last|next|this|past|this\spast|this\scoming|coming)){w.GAP})?"
    rf"(?P<m>{w.ANY_MONTH}){YEAR_PART}(?!{w.GAP}\d)"
)


def _month(match: re.Match[str], today: date | None) -> Found | None:
    name = match["m"]
    bare = not (match["y"] or match["ry"] or match["rel"] or match["part"])
    if len(name.rstrip(".")) < 5 and name.upper() not in ("JUNE", "JULY", "MAY") and bare and not name.endswith("."):
        return None
    if bare and not _month_stands(match, name):
        return None
    if bare and match.string[max(0, match.start() - 5) : match.start()].lower() == "that ":
        return Found("month")  # "That October", of the year told before
    month = w.month_number(name)
    year = said_year(match, today)
    if year is not None:
        return parted(certain("month", month_text(year, month)), match["part"], today)
    if today is None or match["ry"]:
        return Found("month")
    rel = re.sub(r"\s+", " ", (match["rel"] or "").lower())
    found = yearless("month", today, lambda y: month_stretch(y, month), lambda r: month_text(r.first.year, month))
    if rel in ("last", "past", "this past"):
        strictly = today.year if month < today.month else today.year - 1
        found = certain("month", month_text(strictly, month))
    elif rel in ("next", "coming", "this coming"):
        found = certain("month", month_text(today.year if month > today.month else today.year + 1, month))
    elif rel == "this":
        found = certain("month", month_text(today.year, month))
    return parted(found, match["part"], today)


def _month_stands(match: re.Match[str], name: str) -> bool:
    """Whether a bare month's name is the month: "May" and "March" are words and names too."""
    before, after = (
        match.string[max(0, match.start() - 12) : match.start()],
        match.string[match.end() : match.end() + 12],
    )
    if name in ("May", "MAY", "March", "MARCH"):
        if not _BEFORE_MAY.search(before):
            return False
        return name.lower() != "may" or not (
            before.endswith((" of ", " to ", " and ")) and _PERSON_MAY.search(match.string)
        )
    if name in ("April", "June", "August"):
        return bool(_BEFORE_MAY.search(before)) or not re.match(r"\s[A-Z]", after)
    return True


_MONTHS_RULE = rf"\b(?P<m>{w.MONTH}){w.TO}(?P<m2>{w.MONTH}){YEAR_PART}(?!{w.GAP}\d)"


def _months(match: re.Match[str], today: date | None) -> Found | None:
    """ "March and April", "June to August 2017": one run of months."""
    one, two = w.month_number(match["m"]), w.month_number(match["m2"])
    if " or " in match[0] or (" and " in match[0] and (two - one) % 12 != 1):
        return None

    def at(year: int) -> Stretch:
        return Stretch(month_stretch(year, one).first, month_stretch(year + (two < one), two).last)

    def write(run: Stretch) -> str:
        return months_text((run.first.year, run.first.month), (run.last.year, run.last.month))

    year = said_year(match, today)
    if year is not None:
        return certain("month", write(at(year - (two < one))))
    return Found("month") if match["ry"] else yearless("month", today, at, write)


_EITHER_RULE = (
    rf"\b(?:(?P<part>(?i:early|late|mid)){w.GAP}?-?)?(?P<m>{w.MONTH}){w.GAP}or{w.GAP}(?:in{w.GAP})?"
    rf"(?:(?P<part2>(?i:early|late|mid)){w.GAP}?-?)?(?P<m2>{w.MONTH}){YEAR_PART}(?!{w.GAP}\d)"
)


def _either(match: re.Match[str], today: date | None) -> Found | None:
    """ "in May or early June": from the beginning of the one to the end of the other."""
    one, two = w.month_number(match["m"]), w.month_number(match["m2"])
    if not 0 < (two - one) % 12 < 4:
        return None

    def at(year: int) -> Stretch:
        return Stretch(
            _in_month(year, one, match["part"]).first, _in_month(year + (two < one), two, match["part2"]).last
        )

    def write(run: Stretch) -> str:
        if match["part"] or match["part2"]:
            return days_text(run.first, run.last, about=True)
        return months_text((run.first.year, run.first.month), (run.last.year, run.last.month))

    year = said_year(match, today)
    if year is not None:
        return certain("month", write(at(year - (two < one))))
    return Found("month") if match["ry"] else yearless("month", today, at, write)


def _in_month(year: int, month: int, part: str | None) -> Stretch:
    whole_month = month_stretch(year, month)
    cut = bounds(parted(certain("month", month_text(year, month)), part, None).value)
    return cut or whole_month


_WEEK_OF_RULE = (
    rf"\b(?:the{w.GAP})?(?:(?P<n>first|second|third|fourth|last){w.GAP})?week{w.GAP}(?:of|in){w.GAP}"
    rf"(?P<m>{w.ANY_MONTH})(?:{w.GAP}(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d))?{YEAR_PART}"
)


def _week_of(match: re.Match[str], today: date | None) -> Found | None:
    """ "the week of May 7": that which holds the day; "the second week of May": its eighth day to its fourteenth."""
    month, which = w.month_number(match["m"]), (match["n"] or "").lower()
    if bool(which) == bool(match["d"]):
        return None

    def at(year: int) -> Stretch:
        if match["d"]:
            return week_of(date(year, month, int(match["d"])))
        whole_month = month_stretch(year, month)
        if which == "last":
            return Stretch(whole_month.last - timedelta(6), whole_month.last)
        first = whole_month.first + timedelta(7 * (w.ordinal(which) - 1))
        return Stretch(first, first + timedelta(6))

    def write(run: Stretch) -> str:
        return days_text(run.first, run.last, about=bool(which))

    year = said_year(match, today)
    if year is not None:
        return certain("week", write(at(year)))
    return Found("week") if match["ry"] else yearless("week", today, at, write)


_AFTER_NEXT_RULE = rf"\bthe{w.GAP}(?P<u>week|month|year){w.GAP}(?:(?P<back>before{w.GAP}last)|after{w.GAP}next)\b"


def _after_next(match: re.Match[str], today: date | None) -> Found | None:
    unit = match["u"].lower()
    return certain(_KINDS[unit], whole(unit, -2 if match["back"] else 2, today)) if today else Found(_KINDS[unit])


_REL = (
    r"this|last|next|past|previous|coming|current|following|same|upcoming|the\spast|the\slast|the\snext|"
    r"the\sprevious|the\scoming|the\scurrent|the\sfollowing|the\ssame|the\supcoming|this\spast|this\scoming|that|the"
)
_KINDS: dict[str, Kind] = {"week": "week", "weekend": "days", "fortnight": "days", "month": "month",
                           "quarter": "season", "spring": "season", "summer": "season", "autumn": "season",
                           "fall": "season",
                           "winter": "season", "year": "year", "decade": "year", "century": "year"}  # fmt: skip
_UNIT_RULE, _SEASON_OF_RULE = (
    rf"\b{PART}(?P<rel>{_REL}){w.GAP}(?:(?:calendar|fiscal|full|whole|entire|academic|financial|flat){w.GAP})?"
    rf"(?P<p>{nouns})\b(?!-|{w.GAP}of{w.GAP}\w)"
    for nouns in ("weekend|week|month|quarter|year|decade|century|fortnight", "spring|summer|autumn|fall|winter")
)
_BACK = {"last", "previous", "the last", "the previous", "this past"}
_ON = {"next", "coming", "upcoming", "the coming", "the next", "the upcoming", "this coming"}
_OTHER = {"following", "same", "that", "the following", "the same"}


def _period(match: re.Match[str], today: date | None) -> Found | None:
    rel, word = re.sub(r"\s+", " ", match["rel"].lower()), match["p"].lower()
    kind = _KINDS[word]
    if rel == "the" and word not in ("weekend", "spring", "summer", "autumn", "winter") and not match["part"]:
        return None
    if today is None:
        return Found(kind)
    counted = rel == "the next" and match["rel"][0] == "T"  # "The next year she signed": after the one told before
    if rel in _OTHER or counted:
        letter, size = {"weekend": ("W", 1), "quarter": ("quarter", 1)}.get(word) or (
            ("Y", 1) if kind == "season" else w.unit(word)
        )
        return Found(kind, shift=(letter, 0 if rel.endswith(("same", "that")) else size))
    if word in w.DATA["seasons"]:
        return parted(_season(word, rel, None, today), match["part"], today)
    if rel in ("past", "the past"):
        return lately(word, 1.0, today)
    step = -1 if rel in _BACK else 1 if rel in _ON else 0
    if word == "weekend":
        return parted(_weekend(rel, today), match["part"], today)
    found = certain(kind, whole(word, step, today))
    if word == "week" and step == 0:
        week = bounds(found.value)
        assert week is not None
        found = Found("week", found.value, days_text(week.first, today), days_text(today, week.last))
    return parted(found, match["part"], today)


def whole(word: str, step: int, today: date) -> str:
    """EDTF of the calendar week, month, quarter, year ... that lies `step` from the one that holds today."""
    if word == "week":
        return write_days(week_of(today, step))
    if word == "fortnight":
        return days_text(today + timedelta(14 * min(step, 0)), today + timedelta(14 * max(step, 0)), about=True)
    if word == "month":
        return month_text(*add_months(today.year, today.month, step))
    if word == "quarter":
        first = add_months(today.year, (today.month - 1) // 3 * 3 + 1, 3 * step)
        return months_text(first, add_months(*first, 2))
    if word == "decade":
        return year_text(today.year + 10 * step)[:3] + "X"
    if word == "century":
        return year_text(today.year + 100 * step)[:2] + "XX"
    return year_text(today.year + step)


def _weekend(rel: str, today: date) -> Found:
    saturday = week_of(today).first + timedelta(5)
    ahead = Stretch(saturday, saturday + timedelta(1))
    behind = ahead if today >= saturday else Stretch(saturday - timedelta(7), saturday - timedelta(6))
    if rel in _BACK:
        behind = Stretch(saturday - timedelta(7), saturday - timedelta(6))
        return certain("days", write_days(behind))
    if rel in ("next", "the next"):
        return certain("days", write_days(Stretch(saturday + timedelta(7), saturday + timedelta(8))))
    return either("days", write_days(behind), write_days(ahead))


def _season(word: str, rel: str, year: int | None, today: date | None) -> Found:
    low, high = w.DATA["seasons"][word]

    def at(of: int) -> Stretch:
        end = add_months(of, 1, high - 1)
        return Stretch(date(of, low, 1), month_stretch(*end).last)

    def write(run: Stretch) -> str:
        return months_text((run.first.year, run.first.month), (run.last.year, run.last.month), about=True)

    if year is not None:
        return certain("season", write(at(year)))
    if today is None:
        return Found("season")
    found = yearless("season", today, at, write)
    if rel in _BACK:
        return certain("season", write(at(today.year if at(today.year).last < today else today.year - 1)))
    if rel in _ON:
        return certain("season", write(at(today.year if at(today.year).first > today else today.year + 1)))
    if rel == "this":
        return certain("season", write(at(today.year)))
    return found


_SEASON_RULE = (
    rf"\b{PART}(?:(?P<sy>{w.YEAR})(?:[’']s)?{w.GAP})?(?P<s>spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter)"
    rf"(?:{w.GAP}(?:of{w.GAP})?(?P<y>{w.YEAR})|{w.GAP}(?:of{w.GAP})?(?P<ry>this|last|next){w.GAP}year\b)?\b"
)


def _named_season(match: re.Match[str], today: date | None) -> Found | None:
    year = said_year(match, today) or (int(match["sy"]) if match["sy"] else None)
    word = match["s"].lower()
    if year is None:
        before = match.string[max(0, match.start("s") - 8) : match.start("s")].lower()
        if word in ("spring", "fall") or not re.search(
            r"\b(?:in|by|until|since|during|over|each|mid|early|late|for)[\s-]$", before
        ):
            return None
    return parted(_season(word, "", year, today), match["part"], today)


_QUARTER_RULE = (
    rf"\b{PART}(?:(?:the|its|a|(?P<qr>this|last|next){w.GAP}year[’']s|(?P<qy>{w.YEAR})(?:[’']s)?){w.GAP})?(?:(?P<qy2>{w.YEAR}){w.GAP})?(?:fiscal[\s-]{{1,2}})?"
    rf"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter\b{YEAR_PART}"
)


def _quarter(match: re.Match[str], today: date | None) -> Found | None:
    first = 3 * w.ordinal(match["q"]) - 2
    year = said_year(match, today)
    for group in ("qy", "qy2"):
        year = int(match[group]) if match[group] and year is None else year
    if match["qr"] and today:
        year = today.year + {"this": 0, "last": -1, "next": 1}[match["qr"]]

    def at(of: int) -> Stretch:
        return Stretch(date(of, first, 1), month_stretch(of, first + 2).last)

    def write(run: Stretch) -> str:
        return months_text((run.first.year, run.first.month), (run.last.year, run.last.month))

    if year is not None:
        return parted(certain("season", write(at(year))), match["part"], today)
    return parted(yearless("season", today, at, write), match["part"], today)


_PLURAL_RULE = (
    rf"\b(?P<rel>the{w.GAP}(?:past|last|next|coming|previous|first|recent|final|following)|past|last|next|coming|previous|recent|future|latest)"
    rf"{w.GAP}(?:(?P<n>{w.NUMBER}(?:{w.GAP}(?:or|to){w.GAP}{w.NUMBER})?)[\s-])?(?P<u>{w.UNITS})"
)


def _plural(match: re.Match[str], today: date | None) -> Found | None:
    """ "the past two months", "the coming days", "recent weeks": a stretch that ends or begins today."""
    rel = match["rel"].lower().split()[-1]
    if not match["n"] and not match["u"].lower().endswith("s"):
        return None
    count = w.number(re.split(r"\s(?:or|to)\s", match["n"])[-1]) if match["n"] else None
    length = length_text(match["n"] or "", match["u"])
    if rel in ("first", "final", "following") or today is None:
        return Found("duration", length=length, days=days_of(count, match["u"]))
    found = lately(match["u"], count or {"D": 7, "W": 6, "M": 6, "Y": 5}.get(w.unit(match["u"])[0], 3), today)
    ahead = rel in ("next", "coming", "future")
    value = found.future if ahead else found.past
    kind: Kind = "duration" if match["n"] else "vague"
    return Found(kind, value, value, value, length=length)


def lately(unit: str, count: float, today: date) -> Found:
    """A stretch of so many units up to today, and one from today on."""
    letter, size = w.unit(unit)
    whole_count = max(1, int(count * size))
    if letter in ("S", "I", "H"):
        step = timedelta(min(1, whole_count) if letter == "H" else 0)
        back, on = days_text(today - step, today, about=True), days_text(today, today + step, about=True)
    elif letter in ("D", "W"):
        step = timedelta(whole_count * (7 if letter == "W" else 1))
        back, on = days_text(today - step, today, about=True), days_text(today, today + step, about=True)
    elif letter == "M":
        here = (today.year, today.month)
        back = months_text(add_months(*here, -whole_count), here, about=True)
        on = months_text(here, add_months(*here, whole_count), about=True)
    else:
        year = today.year
        back = interval(year_text(year - whole_count), year_text(year), about=True)
        on = interval(year_text(year), year_text(year + whole_count), about=True)
    return Found("duration", None, back, on, length=length_text("1" if count == 1 else str(int(count)), unit))


_SOME = {"D": (2, 6), "W": (2, 6), "M": (2, 9)}
"""How many units "a few days" and the like are, told of what was or will be then."""


def some_away(unit: str, today: date, *, ahead: bool, few: int | None = None) -> str | None:
    """EDTF of what lies "some" days, weeks or months from today; None for longer units, where that tells nothing.

    `few` takes the place of the least that some are.
    """
    letter, size = w.unit(unit)
    if letter not in _SOME:
        return None
    low, high = (count * size for count in _SOME[letter])
    low = low if few is None else few
    if letter == "M":
        ends = [add_months(today.year, today.month, count if ahead else -count) for count in (low, high)]
        return months_text(min(ends), max(ends), about=True)
    step = 7 if letter == "W" else 1
    days = [today + timedelta((count if ahead else -count) * step) for count in (low, high)]
    return days_text(min(days), max(days), about=True)


def length_text(count: str, unit: str) -> str | None:
    """ISO 8601 duration of a stated length; X where the count is not said ("several days" is PXD)."""
    letter, size = w.unit(unit)
    clock = "T" if letter in ("S", "I", "H") else ""
    letter = "M" if letter == "I" else letter
    value = w.number(re.split(r"\s(?:or|to)\s", count)[-1]) if count else None
    if value is None:
        return f"P{clock}X{letter}"
    whole_count = value * size
    if whole_count != int(whole_count) and letter == "Y":
        return f"P{int(whole_count)}Y6M" if whole_count > 1 else "P6M"
    return f"P{clock}{int(whole_count) or 1}{letter}"


def days_of(count: float | None, unit: str) -> int | None:
    """A stated length in whole days, where the unit is short enough to mean days."""
    if count is None:
        return None
    letter, size = w.unit(unit)
    hours = {"H": 1, "D": 24, "W": 168}.get(letter)
    if hours is None or count * size * hours < 24:
        return None
    nights = unit.lower().startswith("night")  # who stays three nights leaves on the fourth day
    return max(1, round(count * size * hours / 24)) + nights


def points(letter: str, count: int, today: date) -> str:
    """EDTF of the day, week, month or year that lies so many units from today, as roughly as the unit says."""
    if letter in ("S", "I", "H"):
        hours = count / {"S": 3600, "I": 60, "H": 1}[letter]
        return (today + timedelta(int(hours / 24))).isoformat()
    if letter == "D":
        return (today + timedelta(count)).isoformat()
    if letter == "W":
        return (today + timedelta(7 * count)).isoformat() + "~"
    if letter == "M":
        return month_text(*add_months(today.year, today.month, count)) + "~"
    return year_text(today.year + count) + ("~" if abs(count) >= 1 else "")


_I = re.IGNORECASE
PERIODS: tuple[Rule, ...] = (
    Rule("month", re.compile(_MONTH_RULE), _month),
    Rule("month", re.compile(_MONTHS_RULE), _months),
    Rule("month", re.compile(_EITHER_RULE), _either),
    Rule("month", re.compile(_WEEK_OF_RULE), _week_of),
    Rule("unit", re.compile(_AFTER_NEXT_RULE, _I), _after_next),
    Rule("unit", re.compile(_UNIT_RULE, _I), _period),
    Rule("season", re.compile(_SEASON_OF_RULE, _I), _period),
    Rule("season", re.compile(_SEASON_RULE), _named_season),
    Rule("unit", re.compile(_QUARTER_RULE, _I), _quarter),
    Rule("unit", re.compile(_PLURAL_RULE, _I), _plural),
)
