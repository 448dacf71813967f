"""When a report was written, as it says itself: metadata, byline, dateline, or the calendar.

Invariant: a day that comes back was read or follows from the calendar; it is never the day of
reading, never taken from debris, and None where two days are possible. The basis says which it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from communique.model import Basis, Removed
from communique.reports.debris import prose
from communique.reports.given_dates import given_day
from communique.reports.lines import Line, read_lines
from communique.reports.weekdays import day_by_weekdays, year_by_weekdays

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH = rf"(?P<month>{_MONTH_NAME})\b\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?:\b|(?=\d{1,2}:\d\d))"
_WEEKDAY = r"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?\b\.?"
_FULL = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_ORDINAL}(?: of)?[ \-./]{_MONTH},?[ \-./]{{1,2}}{_YEAR}",
        rf"\b{_MONTH}[ \-./]{_ORDINAL},?[ \-./]{{1,2}}{_YEAR}",
        rf"\b{_YEAR}[-/.](?P<number>\d{{2}})[-/.](?P<day>\d{{2}})(?!\d)",
        rf"\b{_YEAR} {_WEEKDAY} ?, ?{_ORDINAL} {_MONTH}",
        rf"\b{_YEAR},? {_MONTH} {_ORDINAL}",
    )
)
_SLASHED = re.compile(
    r"(?<![\d/.])(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>(?:19|20)\d{2}|\d{2}(?= \d{1,2}:\d{2}))(?![\d/.])"
)
_LABEL = re.compile(
    r"(?:^\W*(?:(?:first|originally|article|story|last)\s+)?|\bpublish )"
    r"(?P<label>published|posted|created|issued|filed|date|uploaded|updated|modified|edited|last update)\b",
    re.IGNORECASE,
)
_LATER = frozenset(("updated", "modified", "edited", "last update"))
_BY = re.compile(r"^\W*by\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[(\[]?[A-Z][A-Z .,'’\-/]{2,50}[,:/ ]+(?:[A-Z][a-z]+[,. ]+){0,2}[(\[]?"
    r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?)"
    r"[)\]]?,?\s*(?:[/(\[]?[A-Za-z][\w .&\-]{1,30}[/)\]]?)?\s*(?:[-–—]{1,3}|:|\.[-–—])"
)
_BARE_DAY = (re.compile(rf"^{_MONTH} {_ORDINAL}", re.IGNORECASE), re.compile(rf"^{_ORDINAL} {_MONTH}", re.IGNORECASE))
_COPYRIGHT_YEAR = re.compile(r"(?:©|\(c\)|copyright|rights reserved)[^\n]{0,60}?\b((?:19|20)\d{2})\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_STANDFIRST, _UNDER, _DATED_LIST = 2, 2, 2
_BYLINE_WORDS, _DATELINE_REACH = 24, 12
_LONGEST = 200_000


def date_report(text: str, removed: Sequence[Removed], given: str | None = None) -> tuple[str | None, Basis | None]:
    """The day a report was published, as EDTF, and how that is known; (None, None) if nothing says so.

    In this order: `given` (metadata beside the report), a dated byline, a dateline, and the calendar,
    which may leave two days open and then gives the interval. `removed` are the spans that
    `mark_debris` found; of them only those called `byline` are read.
    """
    day = given_day(given)
    if day:
        return day, "metadata"
    lines = [line for line in read_lines(text[:_LONGEST]) if _readable(line, removed)]
    byline = _byline_day(lines)
    if byline:
        return byline, "byline"
    body = [line for line in lines if prose(line)]
    latest = _copyright_year(text, removed)
    dateline = _dateline_day(lines, body, latest)
    if dateline:
        return dateline, "dateline"
    counted = day_by_weekdays([line.text for line in body], latest)
    return (counted, "calendar") if counted else (None, None)


def _readable(line: Line, removed: Sequence[Removed]) -> bool:
    return not any(s.start < line.end and line.start < s.end and s.reason != "byline" for s in removed)


def full_dates(text: str) -> tuple[date, ...]:
    """Days that a text names with day, month and year, in the order of their places.

    Numbers that fit two ways (`03/05/2017`) are left out.
    """
    found: list[tuple[int, date]] = []
    for form in _FULL:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else _month(parts["month"])
            day = _date(int(parts["year"]), month, int(parts["day"]))
            if day:
                found.append((match.start(), day))
    for match in _SLASHED.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        year += 2000 if year < 100 else 0
        day = _date(year, two, one) if one > 12 or one == two else _date(year, one, two) if two > 12 else None
        if day:
            found.append((match.start(), day))
    return tuple(day for _, day in sorted(found))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _byline_day(lines: Sequence[Line]) -> str | None:
    """A full date on a short line of its own near the head of the story or on a labelled line.

    The nearest to the story's first line is taken, since a page's top may show the day it was looked at;
    publication goes before update. A standfirst or a caption may stand above the byline. Where many days
    stand above the story, they are a list of other stories, and only a clock time or an author tells the byline.
    """
    running = [number for number, line in enumerate(lines) if prose(line)]
    head = running[0] if running else len(lines)
    last = running[_STANDFIRST] if len(running) > _STANDFIRST else len(lines)
    published: list[tuple[int, date]] = []
    updated: list[tuple[int, date]] = []
    bare: list[tuple[int, date, bool]] = []
    for number, line in enumerate(lines):
        if len(line.text) > 240 or len(line.text.split()) > _BYLINE_WORDS:
            continue
        days = full_dates(line.text)
        if not days:
            continue
        label = _LABEL.search(line.text)
        if label:
            (updated if label["label"].lower() in _LATER else published).append((abs(number - head), days[0]))
        elif number <= last and _stands_alone(line):
            signed = bool(_CLOCK.search(line.text) or _BY.match(line.text))
            bare.append((abs(number - head) + (_UNDER if number > head else 0), days[0], signed))
    if len({day for _, day, _ in bare}) > _DATED_LIST:
        bare = [found for found in bare if found[2]]
    for found in (published, [(far, day) for far, day, _ in bare], updated):
        if found:
            return min(found)[1].isoformat()
    return None


def _stands_alone(line: Line) -> bool:
    """Whether a dated line is a byline and not a sentence or a headline that has a date in it."""
    if _BY.match(line.text):
        return True
    words = re.findall(r"[^\W\d_]{3,}", line.text)
    return len(words) <= 8 and not line.text.rstrip().endswith((".", "?", "!"))


def _dateline_day(lines: Sequence[Line], body: Sequence[Line], latest: int | None) -> str | None:
    told = _dateline(lines)
    if isinstance(told, date):
        return told.isoformat()
    return _dateline_year(*told, body, latest) if told else None


def dateline_without_year(text: str, removed: Sequence[Removed]) -> tuple[int, int] | None:
    """Month and day of a dateline that gives no year ("ROME, May 3 (XYZ) -"); None if there is none."""
    told = _dateline([line for line in read_lines(text[:_LONGEST]) if _readable(line, removed)])
    return told if isinstance(told, tuple) else None


def _dateline(lines: Sequence[Line]) -> date | tuple[int, int] | None:
    """The day that a dateline near the top gives, or its month and day if it gives no year."""
    for line in lines[:_DATELINE_REACH]:
        found = _DATELINE.match(line.text[:200])
        if not found:
            continue
        days = full_dates(found["date"])
        if days:
            return days[0]
        bare = next((m for form in _BARE_DAY if (m := form.match(found["date"]))), None)
        if bare:
            return _month(bare["month"]), int(bare["day"])
    return None


def _dateline_year(month: int, day: int, body: Sequence[Line], latest: int | None) -> str | None:
    """The year of a dateline without one: that in which the weekdays named in the text fall on their dates."""
    year = year_by_weekdays([line.text for line in body], latest)
    found = _date(year, month, day) if year else None
    return found.isoformat() if found else None


def _copyright_year(text: str, removed: Sequence[Removed]) -> int | None:
    """The year of the page's copyright line: the report is not younger, as pages go."""
    years = [int(m[1]) for s in removed for m in _COPYRIGHT_YEAR.finditer(text[s.start : min(s.end, s.start + 5000)])]
    return max(years) if years else None
