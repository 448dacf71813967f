"""How English says how long, how long ago, how often, which years, and when in words that only point.

Invariant: as in `timedays`: a rule is a pattern and a function from its match and the day of writing
to what was found. A stated length keeps its ISO 8601 duration; `days` is given for hours, days and weeks only.
"""

from __future__ import annotations

import re
from datetime import date

from communique.claims import timewords as w
from communique.claims.calendar import bounds, interval, year_text
from communique.claims.timedays import Found, Rule, certain
from communique.claims.timeperiods import PART, days_of, length_text, parted, points

_ABOUT = rf"(?:(?:about|nearly|almost|some|more{w.GAP}than|less{w.GAP}than|over|just|only|at{w.GAP}least|around|up{w.GAP}to|a{w.GAP}little{w.GAP}over){w.GAP})?"
_COUNT = rf"(?P<n>{w.NUMBER}(?:{w.GAP}(?:or|to){w.GAP}{w.NUMBER})?|an?|the)"
_AGO_RULE = (
    rf"\b{_ABOUT}{_COUNT}[\s-](?:or{w.GAP}(?:so|two|more){w.GAP})?(?P<u>{w.UNITS})(?:{w.GAP}or{w.GAP}(?:so|two|more))?(?:{w.GAP}|-)"
    rf"(?P<d>ago|earlier|later|before|after|from{w.GAP}now|hence|since|afterwards?|from{w.GAP}today|on)\b(?!{w.GAP}of\b)"
)


def _ago(match: re.Match[str], today: date | None) -> Found | None:
    """ "two weeks ago" from the day of writing; "three days later" from a date spoken of before."""
    way = re.sub(r"\s+", " ", match["d"].lower())
    words = match["n"].lower()
    if way in ("before", "after", "on", "since") or words == "the":
        following = match.string[match.end() : match.end() + 2]
        if way == "on" or words == "the" or (way in ("since", "before", "after") and re.match(r"\s[\w“\"]", following)):
            return Found("duration", length=length_text(match["n"], match["u"])) if words != "the" else None
    letter, size = w.unit(match["u"])
    count = 1.0 if words in ("a", "an") else w.number(words.split(" or ")[-1].split(" to ")[-1])
    if count is None:
        return Found("vague")
    steps = int(count * size)
    if way in ("ago", "from now", "hence", "from today"):
        if today is None:
            return Found("day" if letter == "D" else "vague")
        value = points("day", letter, -steps if way == "ago" else steps, today)
        return certain("day" if letter in ("D", "W", "H", "I", "S") else "month" if letter == "M" else "year", value)
    back = way in ("earlier", "before")
    return Found(
        "day" if letter in ("D", "W") else "month" if letter == "M" else "year",
        shift=(letter, -steps if back else steps),
    )


_YEARLY_RULE = rf"\b(?:the{w.GAP})?(?:comparable{w.GAP})?(?P<w>year-ago|year-earlier|same)(?:{w.GAP}(?P<q>first|second|third|fourth))?{w.GAP}?(?P<p>quarter|period|nine{w.GAP}months|month)?\b"


def _yearly(match: re.Match[str], today: date | None) -> Found | None:
    """ "the year-earlier period": the one spoken of, a year back."""
    if match["w"].lower() == "same":
        return None
    return Found("year", shift=("Y", -1))


_NEXT_DAY_RULE = rf"\b(?P<w>(?:the{w.GAP})?(?:next|following){w.GAP}(?:day|morning)|a{w.GAP}day{w.GAP}after|the{w.GAP}same{w.GAP}day|that{w.GAP}(?:day|morning|afternoon|evening|night)|the{w.GAP}previous{w.GAP}(?:day|night)|the{w.GAP}day{w.GAP}before)\b(?!{w.GAP}(?:yesterday|that))"


def _next_day(match: re.Match[str], today: date | None) -> Found | None:
    text = match["w"].lower()
    back = "previous" in text or "before" in text
    step = -1 if back else 0 if ("same" in text or text.startswith("that")) else 1
    return Found("day", shift=("D", step))


_LENGTH_RULE = (
    rf"\b(?:(?:the|each|every){w.GAP})?(?P<n>{w.NUMBER}(?:{w.GAP}(?:or|to){w.GAP}{w.NUMBER})?|an?(?:{w.GAP}(?:full|whole|half))?)"
    rf"(?:{w.GAP}|-)(?:(?:more|full|whole|consecutive|straight|trading|additional){w.GAP})?(?P<u>{w.UNITS})(?:-long|-old|{w.GAP}long)?\b(?!{w.GAP}(?:of{w.GAP}(?!\w+ing)the))"
)


def _length(match: re.Match[str], today: date | None) -> Found | None:
    words = match["n"].lower()
    if words in ("a", "an"):
        if match["u"].lower().rstrip("s") in ("second", "minute", "quarter", "night"):
            return None
        words = "one"
    elif words.startswith(("a ", "an ")) and "full" in words + "whole":
        words = (
            "half a" if "half" in words else words if words.split()[-1] in ("few", "couple", "of", "dozen") else "one"
        )
    if match["u"].lower().startswith("second") and not match["u"].lower().endswith("s"):
        return None
    count = w.number(re.split(r"\s(?:or|to)\s", words)[-1])
    return Found("duration", days=days_of(count, match["u"]), length=length_text(words, match["u"]))


_LONG_RULE = (
    rf"\b(?P<u>day|week|weekend|month|year|decade)[-\s]?long\b|\bweekend{w.GAP}(?:trip|visit|summit|getaway|stay)"
)


def _long(match: re.Match[str], today: date | None) -> Found | None:
    """ "a weeklong visit", "a weekend trip"."""
    unit = (match["u"] or "weekend").lower()
    if unit == "weekend":
        return Found("duration", days=2, length="P2D")
    return Found("duration", days=days_of(1.0, unit), length=length_text("one", unit))


_BARE_RULE = rf"(?:(?<=\bfor\s)|(?<=\bin\s)|(?<=\bof\s)|(?<=\bor\s))(?P<u>hours|days|weeks|months|years|decades|centuries)\b|\b(?P<u2>weeks|months|days|years|decades){w.GAP}ago\b"


def _bare(match: re.Match[str], today: date | None) -> Found | None:
    return Found("duration", length=length_text("", match["u"] or match["u2"]))


_HOW_OFTEN = rf"\b(?:daily|weekly|monthly|quarterly|annually|yearly|hourly|(?:each|every){w.GAP}(?:other{w.GAP})?(?:day|week|month|quarter|year|summer|winter|spring|autumn|morning|weekend))\b"


def _often(match: re.Match[str], today: date | None) -> Found | None:
    return Found("set")


_YEAR_RULE = rf"(?<![$£€#\d.,/–-])\b{PART}(?:(?P<fy>fiscal(?:{w.GAP}year)?){w.GAP})?(?:{_ABOUT}(?:the{w.GAP}year{w.GAP})?)(?P<y>(?:1[4-9]|20|21)\d\d)\b(?![.,]\d|[/]\d|%|°|[-–]\d{{3}}\d?[-–])"
_COUNTED = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|troops|soldiers|men|women|dollars|euros|miles|kilomet|metres|meters|feet|tons|tonnes|points|jobs|workers|police|times|percent|per\s)"
)


def _year(match: re.Match[str], today: date | None) -> Found | None:
    year = int(match["y"])
    if today is not None and year > today.year + 150:
        return None
    if _COUNTED.match(match.string[match.end() : match.end() + 30]):
        return None
    if (year < 1800 or year % 100 == 0) and not re.search(
        r"\b(?:in|since|by|from|until|till|of|before|after|during|year|to|and|for|fiscal|early|late|mid|end)[\s-]$",
        match.string[max(0, match.start("y") - 8) : match.start("y")],
        re.I,
    ):
        return None
    return parted(certain("year", year_text(year)), match["part"], today)


_YEARS_RULE = rf"(?<![$£€#\d.,/–-])\b(?P<a>(?:1[4-9]|20)\d\d)(?:\s?[-–—/]\s?|{w.GAP}(?:to|through|and|until){w.GAP})(?P<b>(?:(?:1[4-9]|20)\d\d|\d\d))\b(?![.,]\d|[-–/]\d|%)"


def _years(match: re.Match[str], today: date | None) -> Found | None:
    """ "2014-16", "from 1980 to 1988": one run of years; "2000 and 2012" stays a run only if the years touch."""
    joined = match.string[match.end("a") : match.start("b")].strip()
    if len(match["b"]) == 2 and joined not in ("-", "–", "—", "/"):
        return None
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])
    if last <= first or last - first > 150 or (joined == "and" and last - first > 1):
        return None
    return certain("year", interval(year_text(first), year_text(last)))


_DECADE_RULE = rf"\b{PART}(?:the{w.GAP})?(?:(?P<dp>early|mid|late)[\s-])?(?:(?P<d>(?:1[4-9]|20)\d0)[’']?s|[’'](?P<s>\d0)s|(?P<t>{'|'.join(w.DATA['decades'])}))\b"


def _decade(match: re.Match[str], today: date | None) -> Found | None:
    if match["d"]:
        value = match["d"][:3] + "X"
    else:
        tens = int(match["s"]) if match["s"] else int(w.DATA["decades"][match["t"].lower()])
        if match["t"] and not re.search(
            r"\bthe\s$", match.string[max(0, match.start("t") - 4) : match.start("t")], re.I
        ):
            return None
        value = f"19{tens // 10}X" if tens >= 20 else f"20{tens // 10}X"
    return parted(certain("year", value), match["dp"] or match["part"], today)


_CENTURY_RULE = rf"\b{PART}(?:the{w.GAP})?(?P<c>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(w.DATA['ordinals'])})[\s-]century\b"


def _century(match: re.Match[str], today: date | None) -> Found | None:
    number = w.ordinal(match["c"])
    if not 1 < number < 99:
        return None
    return certain("year", f"{number - 1:02d}XX")


_SPELLED_RULE = rf"\b(?P<c>nineteen|eighteen)[\s-](?P<t>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)\b(?![\s-](?:percent|people))"


def _spelled(match: re.Match[str], today: date | None) -> Found | None:
    rest = w.number(match["t"])
    if rest is None:
        return None
    return certain("year", year_text(int(w.number(match["c"]) or 0) * 100 + int(rest)))


_SHORT_YEAR_RULE = r"(?<=\s)[’'‘](?P<y>\d\d)\b(?!s)"


def _short_year(match: re.Match[str], today: date | None) -> Found | None:
    """ "'98": the year that ends so and lies nearest to the day of writing."""
    if today is None:
        return Found("year")
    last = int(match["y"])
    near = min(
        (base + last for base in range(today.year // 100 * 100 - 100, today.year + 101, 100)),
        key=lambda y: abs(y - today.year),
    )
    return certain("year", year_text(near)) if bounds(year_text(near)) else None


_VAGUE = sorted((words for group in w.DATA["vague"].values() for words in group), key=len, reverse=True)
_VAGUE_RULE = rf"\b(?:{'|'.join(words.replace(' ', w.GAP) for words in _VAGUE)})\b"


def _vague(match: re.Match[str], today: date | None) -> Found | None:
    return Found("vague")


_I = re.IGNORECASE
LENGTHS: tuple[Rule, ...] = (
    (re.compile(_AGO_RULE, _I), _ago),
    (re.compile(_YEARLY_RULE, _I), _yearly),
    (re.compile(_NEXT_DAY_RULE, _I), _next_day),
    (re.compile(_LENGTH_RULE, _I), _length),
    (re.compile(_LONG_RULE, _I), _long),
    (re.compile(_BARE_RULE, _I), _bare),
    (re.compile(_HOW_OFTEN, _I), _often),
    (re.compile(_YEAR_RULE, _I), _year),
    (re.compile(_YEARS_RULE), _years),
    (re.compile(_DECADE_RULE, _I), _decade),
    (re.compile(_CENTURY_RULE, _I), _century),
    (re.compile(_SPELLED_RULE, _I), _spelled),
    (re.compile(_SHORT_YEAR_RULE), _short_year),
    (re.compile(_VAGUE_RULE, _I), _vague),
)
