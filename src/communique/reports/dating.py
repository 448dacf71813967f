"""When a report was written, as it says itself: metadata, byline, dateline, or the calendar.

Invariant: a day that comes back was read or follows from the calendar; it is never the day of
reading, never taken from debris, and None where two days are possible. The basis says which it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from communique.model import Basis, Removed
from communique.reports.debris import prose
from communique.reports.debris_marks import RUN_IN_STAMP
from communique.reports.given_dates import given_day
from communique.reports.lines import Line, is_entry, read_lines
from communique.reports.weekdays import day_by_weekdays, last_year_named, year_by_weekdays

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH = rf"(?P<month>{_MONTH_NAME})\b\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}})(?:\b|(?=\d{{1,2}}:\d\d)|(?=\d{{1,2}} {_MONTH_NAME}\b))"
_WEEKDAY = r"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?\b\.?"
_FULL = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_ORDINAL}(?: of)?[ \-./]{_MONTH},?[ \-./]{{1,2}}{_YEAR}",
        r"\bAP-[A-Z]{2,4}-(?P<number>\d{2})-(?P<day>\d{2})-(?P<short>\d{2})\b",
        rf"\b{_MONTH},?[ \-./]{_ORDINAL},?[ \-./]{{1,2}}{_YEAR}",
        rf"(?-i:(?<=[A-Z]{{2}})(?P<month>{_MONTH_NAME.upper()})\.? {_ORDINAL}, {_YEAR})",
        rf"\b{_YEAR}(?P<dash>[-/.])(?P<number>\d{{1,2}})(?P=dash)(?P<day>\d{{1,2}})(?!\d)",
        rf"\b{_YEAR} {_WEEKDAY} ?, ?{_ORDINAL} {_MONTH}",
        rf"\b{_YEAR},? {_MONTH} {_ORDINAL}",
    )
)
_SLASHED = re.compile(
    r"(?<![\d/.\-])(?P<one>\d{1,2})(?P<dash>[/.\-])(?P<two>\d{1,2})(?P=dash)"
    r"(?P<year>(?:19|20)\d{2}|\d{2}(?=,?(?: @)? \d{1,2}:\d{2}))(?![\d/\-]|\.\d)"
)
_LABEL = re.compile(
    r"(?:^\W*(?:(?:first|originally|article|story|last)\s+)?|\bpublish )"
    r"(?P<label>published|posted|created|issued|filed|date|uploaded|updated|modified|edited|last update"
    r"|no\b\.?:? ?\d{1,4}(?=, ))\b",
    re.IGNORECASE,
)
"""What stands before the day of publication; ministries number their statements ("No: 23, 19 January 2022, ...")."""
_LATER = frozenset(("updated", "modified", "edited", "last update"))
_BY = re.compile(r"^\W*by\b", re.IGNORECASE)
_DATED = (
    r"(?P<date>(?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?(?:,? \d{4})?)[)\]]?[.,]?\s*"
)
_SIGNED = r"(?:[/(\[]?[A-Za-z][\w .&/\-]{1,30}[/)\]]?)"
_CAPITALIZED = (
    r"(?!(?:On|In|By|Since|From|Until|At|After|Before|Last|Next|This|The|For)\b)(?:[A-Z][\w.'’\-]{1,20}[ ,.]{1,2}){1,4}"
)
_DATELINES = (
    re.compile(
        r"^[(\[]?[A-Z][A-Z .,'’\-/]{2,50}[,:/ ]+(?:[A-Z][a-z]+[,. ]+){0,2}[(\[]?"
        rf"{_DATED}{_SIGNED}?\s*(?:[-–—]{{1,3}}|:|\.[-–—])"
    ),
    re.compile(rf"^[A-Z][A-Z .,'’\-/]{{2,50}}[, ]+{_DATED}(?:/[A-Z][\w .\-]{{1,30}}/|[A-Z]{{3,20}})\. "),
    re.compile(rf"^(?:\([A-Z][\w /\-]{{1,20}}\) [-–—] )[A-Z][\w .'’\-]{{2,40}}, {_DATED}[-–—]{{1,2}} "),
    re.compile(
        rf"^{_CAPITALIZED}(?:\[[A-Z][\w ]{{2,20}}\], )?{_DATED}(?!\((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
        r"[(/\[][A-Z][\w .&/\-]{1,30}[)/\]]"
    ),
    re.compile(rf"^{_CAPITALIZED}{_DATED}[A-Z][A-Za-z]{{1,20}}(?: ?[-–—]{{1,3}} |\.?$)"),
    re.compile(rf"^[A-Z][\w'’\-]{{2,20}}, (?:[A-Z][a-z]{{2,15}} ?){{1,2}}, {_DATED}[A-Z]"),
    re.compile(rf"^[A-Z][\w .'’\-]{{2,30}},? ?\([A-Z][\w .&/\-]{{1,40}}?(?:,| [-–—]) {_DATED}"),
    re.compile(rf"^[A-Z][\w .'’]{{2,30}}(?:, [A-Z][\w .'’]{{2,30}})? ?[-–—]{{1,3}} ?\({_DATED}"),
)
"""Place and day before the first sentence; the place in capitals, or an agency's name beside it."""
_BARE_DAY = (re.compile(rf"^{_MONTH} {_ORDINAL}", re.IGNORECASE), re.compile(rf"^{_ORDINAL} {_MONTH}", re.IGNORECASE))
_SHORT_DAY = (
    re.compile(rf"\b{_MONTH} {_ORDINAL}", re.IGNORECASE),
    re.compile(rf"\b{_ORDINAL} {_MONTH}", re.IGNORECASE),
)
_TODAY = re.compile(rf"\b[Tt]oday,? \(?{_DATED}")
_COPYRIGHT_YEAR = re.compile(
    r"(?:©|\(c\)|copyright|rights reserved)[^\n]{0,60}?\b(?:(?:19|20)\d{2} ?[-–,/] ?)?((?:19|20)\d{2})\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_STANDFIRST, _UNDER, _DATED_LIST = 2, 2, 2
_BYLINE_WORDS, _DATELINE_REACH = 24, 12
_LONGEST = 200_000
_BELOW, _ABOVE = 8, 8
_OPENING = 4
_SPAN, _LONG_SPAN = 4, 15
"""Years that may lie between the last year a story speaks of as past and the story: without a weekday, with one."""
_FORTNIGHT = 14
_DAY_NUMBERED = re.compile(
    r"\b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) \((?P<day>\d{1,2})(?:st|nd|rd|th)?\)"
)
_DAY_NAMED = re.compile(r"\b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")


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
    latest, footers = _copyright_year(text, removed), _footer_years(text, removed)
    dateline = _dateline_day(lines, body, latest, footers)
    if dateline:
        return dateline, "dateline"
    told = _byline_without_year(lines)
    running = _dateline_year(*told, body, latest) or _confirmed(*told, body, footers) if told else None
    if running:
        return running, "byline"
    running = _today_named(body)
    if running:
        return running, "dateline"
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
            year = int(parts["year"]) if parts.get("year") else _of_century(int(parts["short"]))
            day = _date(year, month, int(parts["day"]))
            if day:
                found.append((match.start(), day))
    for match in _SLASHED.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        year += 2000 if year < 100 else 0
        # Numbers with dots are written day first, if they can be; only slashes leave two ways.
        first = one > 12 or one == two or ("." in match.group() and two <= 12)
        day = _date(year, two, one) if first else _date(year, one, two) if two > 12 else None
        if day:
            found.append((match.start(), day))
    return tuple(day for _, day in sorted(found))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_century(short: int) -> int:
    """The year of two digits in an agency's slug, of which none is older than such slugs."""
    return short + (2000 if short < 70 else 1900)


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
        stamp = RUN_IN_STAMP.match(line.text)
        if stamp:
            published.extend((abs(number - head), day) for day in full_dates(stamp["day"]))
            continue
        listed = is_entry(line) and not _LABEL.search(line.text)
        if len(line.text) > 240 or len(line.text.split()) > _BYLINE_WORDS or listed:
            continue
        days = full_dates(line.text) or _by_weekday(line.text, lines[head : head + _OPENING])
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
    below = [] if published or bare else _below_story(lines, running)
    for found in (published, [(far, day) for far, day, _ in bare], below, updated):
        if found:
            return min(found)[1].isoformat()
    return None


def _byline_without_year(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Month and day of a line above the story that gives a clock time and no year, as pages do in the running year."""
    head = next((number for number, line in enumerate(lines) if prose(line)), 0)
    for line in reversed(lines[max(0, head - _ABOVE) : head + 1]):
        if len(line.text) <= 80 and _CLOCK.search(line.text) and not re.search(r"\b(?:19|20)\d\d\b", line.text):
            for form in _SHORT_DAY:
                found = form.search(line.text)
                if found:
                    return _month(found["month"]), int(found["day"])
    return None


def _by_weekday(text: str, opening: Sequence[Line]) -> tuple[date, ...]:
    """The day of numbers that fit two ways, where only one of them falls on a weekday that the story opens with."""
    match = _SLASHED.search(text)
    if match is None or len(match["year"]) < 4:
        return ()
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    both = [day for day in (_date(year, one, two), _date(year, two, one)) if day]
    numbered = [found for line in opening for found in _DAY_NUMBERED.finditer(line.text)]
    if numbered:
        borne = [day for day in both if all(_falls(day, found["weekday"], int(found["day"])) for found in numbered)]
        return tuple(borne) if len(borne) == 1 else ()
    named = {found["weekday"][:3].lower() for line in opening for found in _DAY_NAMED.finditer(line.text)}
    fitting = {day for day in both if named & {(day - timedelta(days=back)).strftime("%a").lower() for back in (0, 1)}}
    return tuple(fitting) if len(fitting) == 1 else ()


def _falls(day: date, weekday: str, number: int) -> bool:
    """Whether a day of the month nearest to this one ("Tuesday (11)") falls on that weekday."""
    near = (day + timedelta(days=away) for away in range(-_FORTNIGHT, _FORTNIGHT + 1))
    return any(each.day == number and each.strftime("%a").lower() == weekday[:3].lower() for each in near)


def _below_story(lines: Sequence[Line], running: Sequence[int]) -> list[tuple[int, date]]:
    """The one day that stands alone under the story, with a clock time at most; none where several days do."""
    after = running[-1] if running else len(lines)
    found: dict[date, int] = {}
    for number, line in enumerate(lines[after + 1 : after + 1 + _BELOW]):
        days = full_dates(line.text) if len(line.text) <= 40 else ()
        if len(days) == 1 and not re.search(r"[^\W\d_]{3,}", _named_months_blanked(line.text)):
            found.setdefault(days[0], number)
    return [(number, day) for day, number in found.items()] if len(found) == 1 else []


def _named_months_blanked(text: str) -> str:
    """A line without the names of months, weekdays and zones, to see whether anything else is said there."""
    return re.sub(rf"\b(?:{_MONTH_NAME}|{_WEEKDAY}|\d*[A-Z]{{3}})\b", " ", text, flags=re.IGNORECASE)


def _stands_alone(line: Line) -> bool:
    """Whether a dated line is a byline and not a sentence or a headline that has a date in it."""
    if _BY.match(line.text):
        return True
    words = re.findall(r"[^\W\d_]{3,}", line.text)
    return len(words) <= 8 and not line.text.rstrip().endswith((".", "?", "!"))


def _dateline_day(
    lines: Sequence[Line], body: Sequence[Line], latest: int | None, footers: Sequence[int]
) -> str | None:
    told = _dateline(lines)
    if isinstance(told, date):
        return told.isoformat()
    return _dateline_year(*told, body, latest) or _confirmed(*told, body, footers) if told else None


def _today_named(body: Sequence[Line]) -> str | None:
    """The day that the story's opening calls today, in the year in which the story names it in full elsewhere."""
    told = next((match for line in body[:_OPENING] if (match := _TODAY.search(line.text))), None)
    if told is None:
        return None
    whole = full_dates(told["date"])
    bare = next((match for form in _BARE_DAY if (match := form.match(told["date"]))), None)
    named = {day for line in body for day in full_dates(line.text)}
    same = {day for day in named if bare and (day.month, day.day) == (_month(bare["month"]), int(bare["day"]))}
    found = {whole[0]} if whole else same
    return found.pop().isoformat() if len(found) == 1 else None


def _confirmed(month: int, day: int, body: Sequence[Line], footers: Sequence[int]) -> str | None:
    """The day of a dateline in the year that the page's foot names, if the story's weekdays or years bear it out.

    A page's foot may be younger than the story, so that its year alone proves nothing. The weekday that the story
    names first must be the dateline's own: the day before would be its own in the year before.
    """
    paragraphs = [line.text for line in body]
    days = (match for text in paragraphs[:_OPENING] for match in _DAY_NAMED.finditer(text))
    named = next((match["weekday"][:3].lower() for match in days), None)
    behind = last_year_named(paragraphs)
    fitting = []
    for year in sorted(set(footers)):
        found = _date(year, month, day)
        if found is None or (behind is not None and not behind <= year <= behind + (_LONG_SPAN if named else _SPAN)):
            continue
        if named == found.strftime("%a").lower() if named else behind is not None and year == behind:
            fitting.append(found)
    return fitting[0].isoformat() if len(fitting) == 1 else None


def dateline_without_year(text: str, removed: Sequence[Removed]) -> tuple[int, int] | None:
    """Month and day of a dateline that gives no year ("ROME, May 3 (XYZ) -"); None if there is none."""
    told = _dateline([line for line in read_lines(text[:_LONGEST]) if _readable(line, removed)])
    return told if isinstance(told, tuple) else None


def _dateline(lines: Sequence[Line]) -> date | tuple[int, int] | None:
    """The day that a dateline near the top gives, or its month and day if it gives no year."""
    for line in lines[:_DATELINE_REACH]:
        found = next((m for form in _DATELINES if (m := form.match(line.text[:200]))), None)
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


def _footer_years(text: str, removed: Sequence[Removed]) -> list[int]:
    """The years of copyright lines, and those that stand alone on one of the last lines."""
    named = [int(m[1]) for s in removed for m in _COPYRIGHT_YEAR.finditer(text[s.start : min(s.end, s.start + 5000)])]
    last = (line.text.strip() for line in read_lines(text[-2000:])[-_BELOW:])
    return [*named, *(int(line) for line in last if re.fullmatch(r"(?:19|20)\d{2}", line))]
