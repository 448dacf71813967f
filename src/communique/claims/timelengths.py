"""How English says how long, how long ago, how often, and when in words that only point.

Invariant: as in `timedays`: a rule is a pattern and a function from its match and the day of writing
to what was found. A stated length keeps its ISO 8601 duration; `days` is given for hours, days and weeks only.
"""

from __future__ import annotations

import re
from datetime import date

from communique.claims import timewords as w
from communique.claims.calendar import days_text
from communique.claims.timedays import Found, Kind, Rule, certain
from communique.claims.timeperiods import days_of, lately, length_text, points, some_away, whole

_SOME = (
    rf"(?:about|nearly|almost|some|more{w.GAP}than|less{w.GAP}than|over|just|only|at{w.GAP}least|around|up{w.GAP}to|"
    rf"a{w.GAP}little{w.GAP}over|no{w.GAP}more{w.GAP}than)"
)
_ABOUT = rf"(?:{_SOME}{w.GAP})?"
_OR_MORE = rf"(?:{w.NUMBER}(?:{w.GAP}(?:or|to){w.GAP}{w.NUMBER})?|an?)"

_AGO_RULE = (
    rf"\b{_ABOUT}(?P<n>{_OR_MORE})(?:{w.GAP}|-)(?:or{w.GAP}(?:so|two|more){w.GAP})?(?P<u>{w.UNITS})"
    rf"(?:{w.GAP}or{w.GAP}(?:so|two|more))?(?:{w.GAP}|-)"
    rf"(?P<d>ago|earlier|later|before|after|from{w.GAP}now|hence|from{w.GAP}today|afterwards?)\b"
)


def _ago(match: re.Match[str], today: date | None) -> Found | None:
    """ "two weeks ago" from the day of writing; "three days later" from a date spoken of before."""
    way = re.sub(r"\s+", " ", match["d"].lower())
    words = match["n"].lower()
    length = length_text(words if words not in ("a", "an") else "one", match["u"])
    if way in ("before", "after") and re.match(r"\s[\w“\"]", match.string[match.end() : match.end() + 2]):
        return None  # "two days after the summit": the length is read on its own
    if way == "later" and re.match(r"\sthan\b", match.string[match.end() : match.end() + 6]):
        return Found("duration", length=length)
    letter, size = w.unit(match["u"])
    count = 1.0 if words in ("a", "an") else w.number(re.split(r"\s(?:or|to)\s", words)[-1])
    if count is None:
        past = some_away(match["u"], today, ahead=False) if today and way == "ago" else None
        return Found("vague", past=past, length=length)
    steps = int(count * size)
    kind: Kind = "day" if letter in ("D", "W", "H", "I", "S") else "month" if letter == "M" else "year"
    if way in ("ago", "from now", "hence", "from today"):
        if today is None:
            return Found(kind)
        found = certain(kind, points(letter, -steps if way == "ago" else steps, today))
        yearly = letter == "Y" and steps == 1 and way == "ago" and size == 1
        return Found(kind, found.value, found.past, found.future, shift=("quarter", -1)) if yearly else found
    return Found(kind, shift=(letter, -steps if way in ("earlier", "before") else steps))


_YEARLY_RULE = (
    rf"\b(?:the{w.GAP})?(?:comparable{w.GAP}|corresponding{w.GAP})?(?:year-ago|year-earlier)"
    rf"(?:{w.GAP}(?:first|second|third|fourth))?(?:{w.GAP}(?:quarter|period|nine{w.GAP}months|month))?\b"
)


def _yearly(match: re.Match[str], today: date | None) -> Found | None:
    """ "the year-earlier period": the one spoken of, a year back."""
    return Found("year", shift=("Y", -1))


_LATEST_RULE = rf"\b(?:the|its){w.GAP}(?:latest{w.GAP}(?:fiscal{w.GAP})?)?(?:quarter|period)\b(?!{w.GAP}of\b)"


def _latest(match: re.Match[str], today: date | None) -> Found | None:
    """ "the latest quarter": the one spoken of, else the last that has ended; "the period" only the former."""
    if "period" in match[0].lower():
        past = whole("quarter", -1, today) if today and "latest" in match[0].lower() else None
        return Found("season", past, past, past, shift=("quarter", 0))
    if today is None:
        return Found("season")
    value = whole("quarter", -1, today)
    if "latest" in match[0].lower():
        return certain("season", value)
    return Found("vague", value, value, value, shift=("quarter", 0))  # it may be a quarter of a town


_NEXT_DAY_RULE = (
    rf"\b(?P<w>(?:the{w.GAP})?(?:next|following){w.GAP}(?:day|morning|afternoon|evening)|a{w.GAP}day{w.GAP}after|"
    rf"(?:the{w.GAP}same|that|that{w.GAP}same){w.GAP}(?:day|morning|afternoon|evening|night)|"
    rf"(?:later|earlier){w.GAP}(?:(?:in|on){w.GAP}the|that){w.GAP}(?:same{w.GAP})?day|"
    rf"the{w.GAP}previous{w.GAP}(?:day|night|evening)|the{w.GAP}(?:day|night){w.GAP}before)\b(?!{w.GAP}(?:yesterday|that))"
)


_SAME_DAY = re.compile(r"\bsame\b|\bthat\b|\blater\b|\bearlier\b")


def _next_day(match: re.Match[str], today: date | None) -> Found | None:
    text = match["w"].lower()
    back = "previous" in text or "before" in text
    return Found("day", shift=("D", -1 if back else 0 if _SAME_DAY.search(text) else 1))


_AHEAD_RULE = rf"\b(?P<way>in|within){w.GAP}(?P<n>{_OR_MORE}){w.GAP}(?P<u>{w.UNITS})(?P<t>[’']s?{w.GAP}time)\b"


def _ahead(match: re.Match[str], today: date | None) -> Found | None:
    """ "in two weeks' time": so far ahead of the day of writing."""
    letter, size = w.unit(match["u"])
    count = 1.0 if match["n"].lower() in ("a", "an") else w.number(match["n"])
    if today is None or count is None:
        return Found("vague")
    kind: Kind = "day" if letter in ("D", "W", "H") else "month" if letter == "M" else "year"
    return certain(kind, points(letter, int(count * size), today))


_LENGTH_RULE = (
    rf"\b(?:(?:the|each|every){w.GAP})?(?P<n>{_OR_MORE}(?:{w.GAP}(?:full|whole|half))?)(?:{w.GAP}|-)"
    rf"(?:(?:more|full|whole|consecutive|straight|trading|additional){w.GAP})?(?P<u>{w.UNITS})(?:-long|{w.GAP}long)?\b"
    rf"(?!-old|{w.GAP}old\b|{w.GAP}of{w.GAP}age\b)"
)
_A_TIME = re.compile(
    r"\b(?:for|in|within|of|about|over|than|nearly|almost|around|after|take|takes|lasts?|lasting|by|once|twice|quite|"
    r"half|just|only|under|times?|and|or|every|spend|spent|stay)\s$",
    re.IGNORECASE,
)


def _length(match: re.Match[str], today: date | None) -> Found | None:
    words, unit = re.sub(r"\s+", " ", match["n"].lower()), match["u"].lower()
    if unit == "second" or (unit.startswith("quarter") and "-" in match[0]):
        return None  # "the second", "three-quarters of"
    if words in ("a", "an"):
        before = match.string[max(0, match.start() - 10) : match.start()]
        later = re.match(r"\s(?:later|earlier|ago|long)\b", match.string[match.end() : match.end() + 9])
        if unit in ("minute", "quarter", "night", "day") or not (_A_TIME.search(before) or later or "-" in match[0]):
            return None  # "20 flights a week" is a rate
        words = "one"
    elif words.split()[-1] in ("full", "whole"):
        words = "one" if words.startswith(("a ", "an ")) else words.rsplit(" ", 1)[0]
    elif words in ("a half", "an half"):
        words = "half a"
    count = w.number(re.split(r"\s(?:or|to)\s", words)[-1])
    letter, size = w.unit(unit)
    ahead = (
        today and count and letter in "DWMY" and match.string[: match.start()].lower().endswith(("in ", "in about "))
    )
    future = points(letter, int(count * size), today) if ahead and today and count else None
    if today and count is None and re.search(r"\b(?:with)?in\s$", match.string[: match.start()][-7:], re.IGNORECASE):
        future = some_away(unit, today, ahead=True)  # "in a few weeks"
    return Found("duration", future=future, days=days_of(count, unit), length=length_text(words, unit))


_LONG_RULE = rf"\b(?P<u>day|week|weekend|month|year|decade)[-\s]?long\b|\bweekend{w.GAP}(?:trip|visit|getaway|stay)"


def _long(match: re.Match[str], today: date | None) -> Found | None:
    """ "a weeklong visit", "a weekend trip"."""
    unit = (match["u"] or "weekend").lower()
    if unit == "weekend":
        return Found("duration", days=2, length="P2D")
    return Found("duration", days=days_of(1.0, unit), length=length_text("one", unit))


_BARE_RULE = (
    r"(?:(?<=\bfor\s)|(?<=\bin\s)|(?<=\bor\s)|(?<=\bwithin\s)|(?<=\bfollows\s)|(?<=\bafter\s))"
    r"(?P<u>hours|days|weeks|months|years|decades|centuries)\b"
    rf"|\b(?P<u2>weeks|months|days|years|decades){w.GAP}ago\b"
)


def _bare(match: re.Match[str], today: date | None) -> Found | None:
    """ "weeks ago", "within days": some of them back, or the next few; "for weeks" is a length."""
    unit = match["u"] or match["u2"]
    within = re.search(r"\bwithin\s$", match.string[: match.start()][-8:], re.IGNORECASE)
    past = some_away(unit, today, ahead=False) if today and match["u2"] else None
    future = some_away(unit, today, ahead=True, few=0) if today and within else None
    return Found("vague" if past else "duration", past=past, future=future, length=length_text("", unit))


_TO_COME_RULE = (
    rf"\b(?:the{w.GAP})?(?:(?P<n>{w.NUMBER}){w.GAP})?(?P<u>week|month|days|weeks|months|years){w.GAP}(?:ahead|to{w.GAP}come)\b"
    rf"(?!{w.GAP}of\b)"
)


def _to_come(match: re.Match[str], today: date | None) -> Found | None:
    """ "in the weeks ahead", "in the days to come": from the day of writing on."""
    unit = match["u"].lower()
    if not unit.endswith("s") and not match[0].lower().startswith("the"):
        return None
    if today is None:
        return Found("vague")
    count = w.number(match["n"]) if match["n"] else None
    more = {"D": 7, "W": 6, "M": 6, "Y": 5}[w.unit(unit)[0]] if unit.endswith("s") else 1
    value = lately(unit, count or more, today).future
    return Found("vague", value, value, value)


_HOW_OFTEN = (
    rf"\b(?:daily|weekly|monthly|annually|yearly|hourly|(?:each|every){w.GAP}(?:other{w.GAP})?"
    r"(?:day|week|month|quarter|year|summer|winter|spring|autumn|morning|weekend))\b"
)


def _often(match: re.Match[str], today: date | None) -> Found | None:
    return Found("set")


_OVER_RULE = (
    rf"\b(?:for|over|during|in){w.GAP}the{w.GAP}(?P<u>week|month|year)\b"
    rf"(?!{w.GAP}(?:end|to|of|before|after|that|when|ahead|\d)|-)"
)


def _over(match: re.Match[str], today: date | None) -> Found | None:
    """ "for the year", "over the week": the one going on."""
    if today is None:
        return Found("vague")
    value = whole(match["u"].lower(), 0, today)
    return certain({"week": "week", "month": "month", "year": "year"}[match["u"].lower()], value)  # type: ignore[arg-type]


_YEAR_END_RULE = rf"\b(?:the{w.GAP})?year(?:[’']s)?[-\s]end\b"


def _year_end(match: re.Match[str], today: date | None) -> Found | None:
    if today is None:
        return Found("month")
    past = today if today.month == 12 else date(today.year - 1, 12, 31)
    return (
        Found("year", None, f"{past.year:04d}-12~", f"{today.year:04d}-12~")
        if past.year != today.year
        else certain("year", days_text(date(today.year, 12, 1), date(today.year, 12, 31), about=True))
    )


_VAGUE = sorted((words for group in w.DATA["vague"].values() for words in group), key=len, reverse=True)
_VAGUE_RULE = rf"\b(?:{'|'.join(words.replace(' ', w.GAP) for words in _VAGUE)})\b(?!{w.GAP}(?:as|after|before)\b)"


def _vague(match: re.Match[str], today: date | None) -> Found | None:
    return Found("vague")


_I = re.IGNORECASE
LENGTHS: tuple[Rule, ...] = (
    Rule("unit", re.compile(_AGO_RULE, _I), _ago),
    Rule("unit", re.compile(_YEARLY_RULE, _I), _yearly),
    Rule("unit", re.compile(_LATEST_RULE, _I), _latest),
    Rule("unit", re.compile(_NEXT_DAY_RULE, _I), _next_day),
    Rule("unit", re.compile(_AHEAD_RULE, _I), _ahead),
    Rule("unit", re.compile(_LENGTH_RULE, _I), _length),
    Rule("unit", re.compile(_LONG_RULE, _I), _long),
    Rule("unit", re.compile(_BARE_RULE, _I), _bare),
    Rule("unit", re.compile(_TO_COME_RULE, _I), _to_come),
    Rule("unit", re.compile(_HOW_OFTEN, _I), _often),
    Rule("unit", re.compile(_OVER_RULE, _I), _over),
    Rule("unit", re.compile(_YEAR_END_RULE, _I), _year_end),
    Rule("vague", re.compile(_VAGUE_RULE, _I), _vague),
)
