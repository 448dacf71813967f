"""The date that came beside a report (a header, a column, a meta tag), as EDTF.

Invariant: what comes out is a day, a month or a year that the calendar has, or None; it is never
finer than what came in, and a numeric date that could be read two ways gives its year alone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"^\s*(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?\s*$",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ \-](?:of )?{_MONTH}\.?,?[ \-](?P<year>\d{{4}})(?!\d)",
        rf"\b{_MONTH}\.? {{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {{1,3}}(?P<year>\d{{4}})(?!\d)",
        rf"^\w{{3,9}},? {_MONTH}\.? {{1,3}}(?P<day>\d{{1,2}}) [\d:]{{4,8}}"
        r" (?:[A-Z]{1,5} |[+-]\d{4} )?(?P<year>\d{4})$",
        r"^\s*(?P<year>\d{4})-(?P<number>\d{1,2})\s*$",
        rf"^\s*{_MONTH}\.?,? (?P<year>\d{{4}})\s*$",
        r"^\s*(?P<year>\d{4})\s*$",
    )
)
_NUMERIC = re.compile(r"(?<!\d)(?P<one>\d{1,2})[/.\-](?P<two>\d{1,2})[/.\-](?P<year>\d{4})(?!\d)")
_EPOCH = re.compile(r"\s{0,20}(\d{9,10}|\d{12,13})(?:\.\d{1,9})?\s{0,20}")
_LONGEST = 120
_FIRST, _LAST = 1800, 2100


def given_day(words: str | None) -> str | None:
    """EDTF of a date in any common form: ISO 8601, RFC 2822, `March 5, 2017`, `5 Mar 2017`, seconds since 1970.

    The day is the one that is written, in the writer's own time zone. `03/05/2017` is a day in March
    or in May and gives `2017`. Days that no calendar has, years outside 1800-2100 and 1970-01-01 (the
    zero of computers) give None.
    """
    if not words or len(words) > _LONGEST:
        return None
    epoch = _EPOCH.fullmatch(words)
    if epoch:
        return _from_epoch(int(epoch[1]))
    for form in _FORMS:
        match = form.search(words)
        if match:
            parts = match.groupdict()
            month = parts.get("number") or _number(parts.get("month"))
            return _edtf(
                int(parts["year"]), int(month) if month else None, int(parts["day"]) if "day" in parts else None
            )
    match = _NUMERIC.search(words)
    return _two_ways(int(match["one"]), int(match["two"]), int(match["year"])) if match else None


def _number(month: str | None) -> int | None:
    return _MONTHS.index(month[:3].lower()) + 1 if month else None


def _from_epoch(number: int) -> str | None:
    seconds = number / 1000 if number >= 10**11 else number
    when = datetime.fromtimestamp(seconds, UTC)
    return _edtf(when.year, when.month, when.day)


def _two_ways(one: int, two: int, year: int) -> str | None:
    if one == two or (one <= 12 < two):
        return _edtf(year, one, two)
    if two <= 12 < one:
        return _edtf(year, two, one)
    return _edtf(year, None, None) if 1 <= one <= 12 and 1 <= two <= 12 else None


def _edtf(year: int, month: int | None, day: int | None) -> str | None:
    if not _FIRST <= year <= _LAST or (year, month, day) == (1970, 1, 1):
        return None
    try:
        checked = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return checked.isoformat()[: 4 if month is None else 7 if day is None else 10]
