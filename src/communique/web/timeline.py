"""The first view: events along time, in a year, a month or a day, or in all there is.

Invariant: everything chosen stands in the address; what has no day is listed, not hidden; and a bar says no more than
the dates do: what is known to the month only covers its month.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from communique.brief.dates import worded
from communique.record.browsing import Column, Entry, Row, columns, count, entries, latest_day, rows
from communique.record.catalogue import Look
from communique.record.choosing import Choice, days_of
from communique.web.charts import Part, pieces
from communique.web.chosen import PER_PAGE, STATUSES, Chosen, chosen, state_names
from communique.web.drawing import Bar, bar
from communique.web.views import Ask, Page, View

_FEW = 250
"""A record with no more events than this is shown whole at first."""

_UNDATED_SHOWN = 12

_BEFORE = "before"


def timeline(ask: Ask) -> Page:
    """Events in a span of time."""
    state = chosen(ask.look, "/timeline", ask.query)
    at = _at(ask.look, state)
    span = days_of(at)
    choice = replace(state.choice, since=span and span[0], until=span and span[1])
    if state.choice.undated:
        return _undated(ask.look, state)
    found, total = rows(ask.look, choice, PER_PAGE, (state.page - 1) * PER_PAGE, latest=not span)
    lacking = state.choice.without("since", "until")
    undated = replace(lacking, undated=True)
    without_day = [asdict(entry) for entry in entries(ask.look, undated, _UNDATED_SHOWN)]
    chart = _chart(ask.look, lacking, at)
    data = {
        "at": at,
        "chosen": state.kept,
        "events": count(ask.look, choice),
        "rows": [_row_data(row) for row in found],
        "pages": {"page": state.page, "rows": total, "per_page": PER_PAGE},
        "chart": [{"period": one.period, "counts": one.counts} for one in chart],
        "undated": {"events": count(ask.look, undated), "first": without_day},
    }
    shown = {
        "state": state,
        "at": at,
        "crumbs": _crumbs(at, state),
        "steps": _steps(at, state),
        "chart_bars": _bars(chart, at, state),
        "groups": _groups(found, choice.since),
        "undated_entries": without_day if state.page == 1 else [],
        "statuses": STATUSES,
        "states": state_names(),
        "page_count": max(1, -(-total // PER_PAGE)),
    }
    return Page("timeline.html", "Timeline", data, shown)


def _undated(look: Look, state: Chosen) -> Page:
    choice = replace(state.choice, since=None, until=None)
    total = count(look, choice)
    found = entries(look, choice, PER_PAGE, (state.page - 1) * PER_PAGE)
    data = {
        "chosen": state.kept, "events": total, "undated": [asdict(entry) for entry in found],
        "pages": {"page": state.page, "rows": total, "per_page": PER_PAGE},
    }  # fmt: skip
    shown = {
        "state": state, "statuses": STATUSES, "states": state_names(), "at": state.query.get("at", ""),
        "page_count": max(1, -(-total // PER_PAGE)),
    }  # fmt: skip
    return Page("undated.html", "Events without a day", data, shown)


def _at(look: Look, state: Chosen) -> str:
    """The span asked for: a year, month or day, or "all"; at first, the year of the latest report, or all of little."""
    asked = state.query.get("at", "")
    if asked == "all" or days_of(asked):
        return asked
    latest = latest_day(look)
    if latest is None or count(look, Choice()) <= _FEW or state.choice != Choice():
        return "all"
    return latest[:4]


# ------------------------------------------------------------------ getting about


def _crumbs(at: str, state: Chosen) -> list[tuple[str, str]]:
    """The span and those around it, widest first: words and address."""
    found = [("All years", state.address(at="all"))]
    if at != "all":
        for letters in (4, 7, 10):
            if len(at) >= letters:
                found.append((worded(at[:letters]), state.address(at=at[:letters])))
    return found


def _steps(at: str, state: Chosen) -> dict[str, str]:
    """The addresses of the spans before and after this one."""
    span = days_of(at)
    if not span:
        return {}
    first, last = (date.fromisoformat(day) for day in span)
    found = {}
    if first > date(2, 1, 1):
        found["before"] = state.address(at=(first - timedelta(days=1)).isoformat()[: len(at)])
    if last < date(9998, 1, 1):
        found["after"] = state.address(at=(last + timedelta(days=1)).isoformat()[: len(at)])
    return found


def _chart(look: Look, choice: Choice, at: str) -> tuple[Column, ...]:
    """How many began in each year; in a year, in each month; in a month or day, on each day of the month."""
    around = days_of(at[:7]) if at != "all" else None
    within = replace(choice, since=around and around[0], until=around and around[1])
    found = columns(look, within, 4 if at == "all" else 7 if len(at) == 4 else 10)
    return tuple(column for column in found if at == "all" or column.period.startswith(at[:7]))


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    words: str
    address: str
    here: bool
    parts: tuple[Part, ...]
    total: int


def _bars(found: tuple[Column, ...], at: str, state: Chosen) -> list[_Column]:
    held = {column.period: column for column in found}
    most = max((column.total for column in found), default=1)
    made = []
    for period in _periods(at, found):
        column = held.get(period, Column(period, {}))
        total, parts = pieces(column, most)
        label = {4: period, 7: worded(period)[:3], 10: str(int(period[-2:]))}[len(period)] if period else ""
        made.append(_Column(label, worded(period), state.address(at=period), at == period, parts, total))
    return made


def _periods(at: str, found: tuple[Column, ...]) -> list[str]:
    """The periods of a chart, in order and without gaps (of years, only those from the first dense decade on)."""
    if at == "all":
        if not found:
            return []
        years = [int(column.period) for column in found]
        first = max(min(years), max(years) - 59)
        return [f"{year:04d}" for year in range(first, max(years) + 1)]
    if len(at) == 4:
        return [f"{at}-{month:02d}" for month in range(1, 13)]
    span = days_of(at[:7])
    days = int(span[1][-2:]) if span else 0
    return [f"{at[:7]}-{day:02d}" for day in range(1, days + 1)]


# ------------------------------------------------------------------ rows


@dataclass(frozen=True, slots=True)
class _Shown:
    row: Row
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one month under its name; with `days` in it, if their bars stand on a scale of days."""

    title: str
    days: int
    rows: tuple[_Shown, ...]


def _groups(found: tuple[Row, ...], since: str | None) -> list[_Group]:
    """Rows by the month that they began in; those that may have begun before the span asked for are one group."""
    groups: defaultdict[str, list[_Shown]] = defaultdict(list)
    for row in found:
        month = _BEFORE if since and (row.event.first or "") < since else _month(row.event)
        groups[month].append(_Shown(row, bar(row, month) if len(month) == 7 else None))
    return [_Group(_title(month), _length(month), tuple(shown)) for month, shown in groups.items()]


def _month(event: Entry) -> str:
    """The month that an event began in, or the year if no more is known."""
    first, last = event.first or "", event.last or ""
    known = not event.rough or first[:7] == last[:7] or len(re.split("/", event.start or "")[0]) >= 7
    return first[:7] if known else first[:4]


def _title(month: str) -> str:
    if month == _BEFORE:
        return "Begun before, or known only roughly"
    return worded(month) if len(month) == 7 else f"Some time in {month}"


def _length(month: str) -> int:
    span = days_of(month)
    return int(span[1][-2:]) if span and len(month) == 7 else 0


def _row_data(row: Row) -> dict[str, Any]:
    return asdict(row.event) | {"chosen": row.chosen, "inside": [asdict(entry) for entry in row.inside]}


VIEWS = (View("/timeline", timeline),)
