"""When a report was written, as it says itself: metadata, byline, dateline, or the calendar.

Invariant: a day that comes back was read or follows from the calendar; it is never the day of
reading, never taken from debris, and None where two days are possible. The basis says which it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from communique.model import Basis, Removed
from communique.reports.debris import prose
from communique.reports.given_dates import given_day
from communique.reports.lines import Line, read_lines

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d{2})\b"
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
_SLASHED = re.compile(r"(?<!\d)(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>(?:19|20)\d{2})(?!\d)")
_WEEKDAY_DATE = (
    re.compile(rf"\b{_WEEKDAY},? (?:the )?{_ORDINAL}(?: of)? {_MONTH}(?!,? (?:19|20)\d\d)", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY},? {_MONTH} {_ORDINAL}(?!,? (?:19|20)\d\d)", re.IGNORECASE),
    re.compile(rf"\b{_ORDINAL}(?: of)? {_MONTH}(?!,? (?:19|20)\d\d) \({_WEEKDAY}\)", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_ORDINAL}(?!,? (?:19|20)\d\d) \({_WEEKDAY}\)", re.IGNORECASE),
)
_LABEL = re.compile(
    r"^\W*(?:(?:first|originally|article|story|last)\s+)?(?P<label>published|posted|created|issued|filed|date|uploaded"
    r"|updated|modified|edited|last update)\b",
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
_PAST_YEAR = re.compile(r"\b(?:\w+,?) (?P<year>(?:19|20)\d{2})\b(?!s)", re.IGNORECASE)
_AHEAD_YEAR = re.compile(
    r"\b(?:by|before|until|till|through|towards?|to|for|next|beyond|target|goal|vision|agenda)\s+"
    r"(?:the\s+)?(?:end of\s+|year\s+)?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans?|planned|expected|scheduled|(?:is|are|was|were) due|set to|aims?|hopes?|to be|is to"
    r"|are to|goal|target|projected|forecast)\b",
    re.IGNORECASE,
)
_COPYRIGHT_YEAR = re.compile(r"(?:©|\(c\)|copyright|rights reserved)[^\n]{0,60}?\b((?:19|20)\d{2})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’])[.!?][\"”’)]*\s")
_YEARS_AHEAD = 4
_STANDFIRST = 2
_BYLINE_WORDS = 24
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
    written = " \n".join(line.text for line in body)
    latest = _copyright_year(text, removed)
    dateline = _dateline_day(body, written, latest)
    if dateline:
        return dateline, "dateline"
    counted = _calendar_day(written, latest)
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
    """A full date on a short line of its own above the story or on a labelled line; publication before update.

    A standfirst or a caption may stand above the byline: the first two lines of running text do not end the head.
    """
    running = [number for number, line in enumerate(lines) if prose(line)]
    first = running[_STANDFIRST] if len(running) > _STANDFIRST else len(lines)
    published: list[date] = []
    updated: list[date] = []
    bare: list[date] = []
    for number, line in enumerate(lines):
        if len(line.text) > 240 or len(line.text.split()) > _BYLINE_WORDS:
            continue
        days = full_dates(line.text)
        label = _LABEL.match(line.text)
        if not days:
            continue
        if label:
            (updated if label["label"].lower() in _LATER else published).append(days[0])
        elif number <= first and _stands_alone(line):
            bare.append(days[0])
    for days_found in (published, bare, updated):
        if days_found:
            return days_found[0].isoformat()
    return None


def _stands_alone(line: Line) -> bool:
    """Whether a dated line is a byline and not a sentence or a headline that has a date in it."""
    if _BY.match(line.text):
        return True
    words = re.findall(r"[^\W\d_]{3,}", line.text)
    return len(words) <= 8 and not line.text.rstrip().endswith((".", "?", "!"))


def _dateline_day(body: Sequence[Line], written: str, latest: int | None) -> str | None:
    for line in body[:3]:
        found = _DATELINE.match(line.text[:200])
        if not found:
            continue
        days = full_dates(found["date"])
        if days:
            return days[0].isoformat()
        bare = next((m for form in _BARE_DAY if (m := form.match(found["date"]))), None)
        if bare:
            return _dateline_year(_month(bare["month"]), int(bare["day"]), written, latest)
    return None


def _dateline_year(month: int, day: int, written: str, latest: int | None) -> str | None:
    """The year of a dateline without one: that of a weekday with its date in the text, if it fits one year only."""
    years = _fitting_years(list(_weekday_dates(written)), _last_past_year(written), latest)
    if len(years) != 1:
        return None
    found = _date(years[0], month, day)
    return found.isoformat() if found else None


def _copyright_year(text: str, removed: Sequence[Removed]) -> int | None:
    """The year of the page's copyright line: the report is not younger, as pages go."""
    years = [int(m[1]) for s in removed for m in _COPYRIGHT_YEAR.finditer(text[s.start : min(s.end, s.start + 5000)])]
    return max(years) if years else None


def _weekday_dates(text: str) -> Iterator[tuple[int, int, int, int]]:
    """(weekday from Monday 0, month, day, place in the text) of dates that name the weekday and no year."""
    for form in _WEEKDAY_DATE:
        for match in form.finditer(text):
            if 1 <= int(match["day"]) <= 31:
                yield (
                    _WEEKDAYS.index(match["weekday"][:3].lower()),
                    _month(match["month"]),
                    int(match["day"]),
                    match.start(),
                )


def _last_past_year(text: str) -> int | None:
    """The latest year that the text speaks of as behind it."""
    years = []
    for match in _PAST_YEAR.finditer(text):
        begin = max(
            (m.end() for m in _SENTENCE_END.finditer(text, max(0, match.start() - 300), match.start())),
            default=max(0, match.start() - 300),
        )
        before = text[begin : match.start("year")]
        if _AHEAD_YEAR.search(before) or _AHEAD.search(before):
            continue
        years.append(int(match["year"]))
    return max(years) if years else None


def _fitting_years(named: Sequence[tuple[int, int, int, int]], past: int | None, latest: int | None) -> list[int]:
    """The years, from the last past one on, in which every named weekday falls on its date."""
    if past is None or not named:
        return []
    last = past + _YEARS_AHEAD if latest is None else min(latest, past + _YEARS_AHEAD)
    return [
        year
        for year in range(past, last + 1)
        if all((day := _date(year, month, number)) and day.weekday() == weekday for weekday, month, number, _ in named)
    ]


def _calendar_day(written: str, latest: int | None) -> str | None:
    named = list(_weekday_dates(written))
    years = _fitting_years(named, _last_past_year(written), latest)
    if len(years) != 1:
        return None
    days: list[tuple[date, bool]] = []
    for _, month, number, place in named:
        day = _date(years[0], month, number)
        if day:
            days.append((day, _is_ahead(written, place)))
    ahead = [day for day, coming in days if coming]
    behind = [day for day, coming in days if not coming]
    if behind and ahead:
        first, last = max(behind), min(ahead)
        return _span(first, last) if first <= last and (last - first).days <= 7 else None
    if ahead:
        return _span(min(ahead) - timedelta(days=1), min(ahead))
    return _span(max(behind), max(behind) + timedelta(days=1)) if behind else None


def _is_ahead(text: str, place: int) -> bool:
    begin = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(0, place - 300), place)), default=max(0, place - 300)
    )
    return bool(_AHEAD.search(text[begin:place]))


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
