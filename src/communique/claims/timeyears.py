"""How English names years, runs of years, decades and centuries.

Invariant: as in `timedays`: a rule is a pattern and a function from its match and the day of writing
to what was found. Four figures that count something ("2000 troops") are no year.
"""

from __future__ import annotations

import re
from datetime import date

from communique.claims import timewords as w
from communique.claims.calendar import interval, year_text
from communique.claims.timedays import Found, Rule, certain
from communique.claims.timeperiods import PART, parted

_NO_SUM = r"(?<![$£€#\d.,/–-])\b"
_YEAR_RULE = (
    rf"{_NO_SUM}{PART}(?:fiscal(?:{w.GAP}year)?{w.GAP})?(?:(?:about|around|some|at{w.GAP}least){w.GAP})?"
    rf"(?:the{w.GAP}year{w.GAP})?(?P<y>(?:1[4-9]|20|21)\d\d)\b(?![.,]\d|/\d|%|°|[-–]\d{{3}})"
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|troops|soldiers|men|women|dollars|euros|miles|kilomet|metres|meters|feet|tons|tonnes|"
    r"points|jobs|workers|police|times|percent|per\s|deaths|hours|members|seats|delegates)"
)
_CUE = re.compile(
    r"\b(?:in|since|by|from|until|till|of|before|after|during|year|to|and|for|fiscal|early|late|mid|end)[\s-]$",
    re.IGNORECASE,
)


def _year(match: re.Match[str], today: date | None) -> Found | None:
    year = int(match["y"])
    if today is not None and year > today.year + 150:
        return None
    if _COUNTED.match(match.string[match.end() : match.end() + 40]):
        return None
    before = match.string[max(0, match.start("y") - 8) : match.start("y")]
    if (year < 1800 or year % 100 == 0) and not _CUE.search(before):
        return None
    return parted(certain("year", year_text(year)), match["part"], today)


_YEARS_RULE = (
    rf"{_NO_SUM}(?P<a>(?:1[4-9]|20)\d\d)(?:\s?[-–—/]\s?|{w.GAP}(?:to|through|until){w.GAP})"
    r"(?P<b>(?:1[4-9]|20)\d\d|\d\d)\b(?![.,]\d|[-–/]\d|%)"
)


def _years(match: re.Match[str], today: date | None) -> Found | None:
    """ "2014-16", "1980 to 1988": one run of years."""
    joined = match.string[match.end("a") : match.start("b")].strip()
    if len(match["b"]) == 2 and joined not in ("-", "–", "—", "/"):
        return None
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])
    if last <= first or last - first > 150:
        return None
    return certain("year", interval(year_text(first), year_text(last)))


_DECADE_RULE = (
    rf"\b{PART}(?:the{w.GAP})?(?:(?P<dp>early|mid|late)[\s-])?"
    rf"(?:(?P<d>(?:1[4-9]|20)\d0)[’']?s|[’'](?P<s>\d0)s|(?P<t>{'|'.join(w.DATA['decades'])}))\b"
)


def _decade(match: re.Match[str], today: date | None) -> Found | None:
    if match["d"]:
        value = match["d"][:3] + "X"
    else:
        tens = int(match["s"]) if match["s"] else int(w.DATA["decades"][match["t"].lower()])
        before = match.string[max(0, match.start("t") - 4) : match.start("t")] if match["t"] else "the "
        if not re.search(r"\bthe\s$", before, re.IGNORECASE):
            return None
        value = f"19{tens // 10}X" if tens >= 20 else f"20{tens // 10}X"
    return parted(certain("year", value), match["dp"] or match["part"], today)


_CENTURY_RULE = rf"\b(?:the{w.GAP})?(?P<c>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(w.DATA['ordinals'])})[\s-]century\b"


def _century(match: re.Match[str], today: date | None) -> Found | None:
    number = w.ordinal(match["c"])
    return certain("year", f"{number - 1:02d}XX") if 1 < number < 99 else None


_SPELLED_RULE = (
    r"\b(?P<c>nineteen|eighteen)[\s-](?P<t>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)\b(?![\s-](?:percent|people))"
)


def _spelled(match: re.Match[str], today: date | None) -> Found | None:
    rest, century = w.number(match["t"]), w.number(match["c"])
    if rest is None or century is None:
        return None
    return certain("year", year_text(int(century) * 100 + int(rest)))


_SHORT_YEAR_RULE = r"(?<=\s)[’'‘](?P<y>\d\d)\b(?!s)"


def _short_year(match: re.Match[str], today: date | None) -> Found | None:
    """ "'98": the year that ends so and lies nearest to the day of writing."""
    if today is None:
        return Found("year")
    ends = int(match["y"])
    century = today.year // 100 * 100
    near = min((century + ends + step for step in (-100, 0, 100)), key=lambda year: abs(year - today.year))
    return certain("year", year_text(near))


_I = re.IGNORECASE
YEARS: tuple[Rule, ...] = (
    Rule("year", re.compile(_YEAR_RULE, _I), _year),
    Rule("year", re.compile(_YEARS_RULE), _years),
    Rule("year", re.compile(_DECADE_RULE, _I), _decade),
    Rule("unit", re.compile(_CENTURY_RULE, _I), _century),
    Rule("year", re.compile(_SPELLED_RULE, _I), _spelled),
    Rule("year", re.compile(_SHORT_YEAR_RULE), _short_year),
)
