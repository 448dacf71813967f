"""The record as it would have been on an earlier day: made anew from what was known by then.

Invariant: nothing enters that was published, or judged, after the day; where a report has no day, the day
on which it was read counts; the record itself stays as it is.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from communique.model import Judgement, Reading
from communique.record import judging_rows as rows
from communique.record.connecting import transaction
from communique.record.errors import RecordError

if TYPE_CHECKING:
    from communique.record.judged import Judged


def last_day(day: str) -> date:
    """The last day of a year, a month or a day as people write it. Raises RecordError if it is none."""
    from communique.events.windows import window

    span = window(day) if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day) else None
    if span is None:
        raise RecordError(f"{day!r} is no day: write 2017, 2017-03 or 2017-03-28")
    return date.fromordinal(span.hi)


def fill_as_of(record: Judged, theirs: sqlite3.Connection, early: Judged, mine: sqlite3.Connection, until: str) -> None:
    """Fill an empty record with what was known on the last of the days that `until` names, and settle it.

    That is: the reports published by then (known only to the month or year: if that was over), the undated
    ones that were read by then, and the judgements made and not yet retired by then. Ids are those that the
    record shows, wherever what they were made from was known. Raises RecordError if `until` is no day.
    """
    from communique.events import resolve

    day = last_day(until)
    readings = _known_by(record, theirs, day)
    for reading in readings:
        early.add(reading)
    with transaction(mine):
        for one in record.judgements:
            if (then := _by(one, day)) is not None:
                rows.store_judgement(mine, then)
        mine.executemany("INSERT INTO shown_ids VALUES (?, ?, ?, ?)", theirs.execute("SELECT * FROM shown_ids"))
        rows.store_known_people(mine, record.given.people)
    early.settle(resolve(early.readings(), early.given))


def _known_by(record: Judged, connection: sqlite3.Connection, day: date) -> list[Reading]:
    from communique.events.windows import window

    found = dict(connection.execute("SELECT id, published FROM reports"))
    read = dict(connection.execute("SELECT r.report, runs.started FROM readings r JOIN runs ON runs.id = r.run"))
    today = datetime.now(UTC).date().isoformat()
    known = []
    for reading in record.readings():
        report = reading.report
        span = window(found.get(report.id) or report.published)
        # What was added without a run is known to have been read by now, and no sooner.
        last = date.fromordinal(span.hi).isoformat() if span else read.get(report.id, today)[:10]
        if last <= day.isoformat():
            known.append(reading)
    return known


def _by(judgement: Judgement, day: date) -> Judgement | None:
    """The judgement as it stood at the end of a day; None if it was not made yet."""
    if judgement.at[:10] > day.isoformat():
        return None
    if judgement.retired_at is not None and judgement.retired_at[:10] > day.isoformat():
        return replace(judgement, retired_at=None, retired_by=None, retired_why=None)
    return judgement
