"""The year in which a report's weekdays fall on their dates, where it fits one year only.

Invariant: a year comes out only if the text itself bounds it: it speaks of an earlier year as behind
it, the years in reach are few, and every weekday that it names with a day and a month fits exactly one
of them. A weekday recurs on its date after five, six or eleven years, so reach is short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH = rf"(?P<month>{_MONTH_NAME})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_WEEKDAY = r"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?\b\.?"
_NO_YEAR = r"(?!,? (?:19|20)\d\d)"
_WEEKDAY_DATES = (
    re.compile(rf"\b{_WEEKDAY},? (?:the )?{_DAY}(?: of)? {_MONTH}{_NO_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY},? {_MONTH} {_DAY}{_NO_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?: of)? {_MONTH} \({_WEEKDAY}\)", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY} \({_WEEKDAY}\)", re.IGNORECASE),
)
_YEAR = re.compile(
    rf"\b(?:in|since|of|from|during|after|until|till|between|and|early|late|mid|by|before|{_MONTH_NAME}\.?,?)"
    r" (?:the year |early |late |mid-)?(?P<year>(?:19|20)\d{2})\b(?!s)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:by|before|until|till|through|towards?|to|for|next|beyond|target|goal|vision|agenda)\s+"
    r"(?:the\s+)?(?:end of\s+|year\s+)?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans?|planned|expected|scheduled|(?:is|are|was|were) due|set to|aims?|hopes?|to be|is to"
    r"|are to|goal|target|projected|forecast)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|shall|(?:is|are|has been|have been) (?:now |also |to be )?"
    r"(?:scheduled|due|expected|planned|slated|set|to|billed|poised|invited))\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[a-z0-9)”\"’])[.!?][\"”’)]*\s|\n")
_REACH, _LEAD, _BACK = 3, 2, 300


@dataclass(frozen=True, slots=True)
class _Named:
    """A weekday with its date, where it stands, and whether the text says it is still to come."""

    weekday: int
    month: int
    day: int
    paragraph: int
    coming: bool

    def in_year(self, year: int) -> date | None:
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if found.weekday() == self.weekday else None


def year_by_weekdays(paragraphs: Sequence[str], latest: int | None = None) -> int | None:
    """The one year that fits every weekday named with its date, from the last past year on; None if not one.

    `latest` is a year that the report cannot be younger than, such as that of a copyright line.
    """
    return _year(list(_named(paragraphs)), paragraphs, latest)


def last_year_named(paragraphs: Sequence[str]) -> int | None:
    """The latest year that the text speaks of as behind it; None if it speaks of none."""
    return max(_years(paragraphs)[0], default=None)


def day_by_weekdays(paragraphs: Sequence[str], latest: int | None = None) -> str | None:
    """The day of writing, as EDTF, that the calendar gives; None if the text does not settle it.

    A weekday and date that is still to come puts the report on that day or the one before; one that the
    lead tells as past, on that day or the one after. Dates elsewhere that are past say nothing of when it
    was written, though they must fit the year.
    """
    named = list(_named(paragraphs))
    year = _year(named, paragraphs, latest)
    if year is None:
        return None
    coming = [day for one in named if one.coming and (day := one.in_year(year))]
    past = [day for one in named if not one.coming and one.paragraph < _LEAD and (day := one.in_year(year))]
    if coming and past:
        first, last = max(past), min(coming)
        return _span(max(first, last - timedelta(days=1)), last) if first <= last else None
    if coming:
        return _span(min(coming) - timedelta(days=1), min(coming))
    return _span(max(past), max(past) + timedelta(days=1)) if past else None


def _named(paragraphs: Sequence[str]) -> Iterator[_Named]:
    for number, text in enumerate(paragraphs):
        for form in _WEEKDAY_DATES:
            for match in form.finditer(text):
                begin = _sentence(text, match.start())
                yield _Named(
                    _WEEKDAYS.index(match["weekday"][:3].lower()),
                    _MONTHS.index(match["month"][:3].lower()) + 1,
                    int(match["day"]),
                    number,
                    bool(_COMING.search(text[begin : match.start()])),
                )


def _sentence(text: str, place: int) -> int:
    """Where the sentence that holds a place begins, looking back a few lines at most."""
    low = max(0, place - _BACK)
    return max((stop.end() for stop in _STOP.finditer(text, low, place)), default=low)


def _year(named: Sequence[_Named], paragraphs: Sequence[str], latest: int | None) -> int | None:
    behind, ahead = _years(paragraphs)
    if not named or not behind:
        return None
    last_past = max(behind)
    bounds = [last_past + _REACH, *(year for year in ahead if year >= last_past), *([latest] if latest else [])]
    fitting = [y for y in range(last_past, min(bounds) + 1) if all(one.in_year(y) is not None for one in named)]
    return fitting[0] if len(fitting) == 1 else None


def _years(paragraphs: Sequence[str]) -> tuple[list[int], list[int]]:
    """The years that a text speaks of as behind it, and as ahead of it."""
    behind: list[int] = []
    ahead: list[int] = []
    for text in paragraphs:
        for match in _YEAR.finditer(text):
            before = text[_sentence(text, match.start()) : match.start("year")]
            coming = _UNTIL.search(before) or _AHEAD.search(before)
            (ahead if coming else behind).append(int(match["year"]))
    return behind, ahead


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
