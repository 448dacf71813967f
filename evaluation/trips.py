"""One event a trip: of the trips that the news tells, how many are split in two events, how many share one.

`news/international.jsonl.gz` is read into a record in a temporary folder and held against the rows of `travel/*.jsonl`,
as `visits` does. A row is one traveller in one state, so that a tour of three states is three trips and rightly
three events; a row that the tables give twice counts once.

split: of the trips that the record has, those that two or more of its visit events meet (the same traveller and
state, days that meet the row's, give or take a day). merged: those that share an event with another trip of that
traveller to that state (an event known to the day that meets both rows' own days). The baseline has one event for
each day on which a report has a sentence with the traveller, the state and a word of travelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import communique
from communique.model import Event
from evaluation._news import news_record
from evaluation.visits import Trip, fold, meets, reports_told, spoken, trips


def evaluate(data: Path) -> dict[str, Any]:
    with news_record(data) as record:
        return measure(record, data)


def rows_once(folder: Path) -> list[Trip]:
    """The tables' trips, each once; two rows of one traveller and state that share a day are one trip."""
    found: list[Trip] = []
    for row in sorted(trips(folder), key=lambda t: (t.surname, t.country or "", t.start)):
        last = found[-1] if found else None
        if last and (last.surname, last.country) == (row.surname, row.country) and row.start <= last.end:
            found[-1] = replace(last, end=max(last.end, row.end))
        else:
            found.append(row)
    return found


def _to_the_day(event: Event) -> bool:
    return bool(
        re.fullmatch(r"\d{4}-\d\d-\d\d", event.start or "") and re.fullmatch(r"\d{4}-\d\d-\d\d", event.end or "")
    )


def measure(record: communique.Record, data: Path) -> dict[str, Any]:
    """The figures of a record that holds the news."""
    reports = reports_told(record)
    names = {a.id: {w for n in (a.name, *a.names) for w in fold(n).split()} for a in record.actors}
    states = {a.id: a.country for a in record.actors}
    visits = [e for e in record.events if e.kind == "visit"]
    rows = rows_once(data / "travel")
    told = [row for row, _ in spoken(rows, reports)]
    met = {row: [e for e in visits if meets(row, e, names, states)] for row in rows}
    found = [row for row in told if met[row]]
    split = [row for row in found if len(met[row]) > 1]
    by_event: defaultdict[str, list[Trip]] = defaultdict(list)
    for row in rows:
        for event in met[row]:
            if _to_the_day(event) and meets(row, event, names, states, slack=0):
                by_event[event.id].append(row)
    sharing = {row for shared in by_event.values() if len(shared) > 1 for row in shared}
    merged = [row for row in found if row in sharing]
    days = {row: _days_told(row, reports) for row in found}
    return {
        "figures": {
            "split": len(split) / len(found),
            "merged": len(merged) / len(found),
            "trips found": len(found),
            "trips split": len(split),
            "trips that share an event": len(merged),
        },
        "baseline": {"split": sum(len(d) > 1 for d in days.values()) / len(found), "merged": 0.0},
        "worst": [
            *(
                f"split: {row.name}, {row.country}, {row.start}/{row.end}: "
                + "; ".join(f"{e.id} {e.status} {e.start}/{e.end} ({len(e.claims)})" for e in met[row])
                for row in split
            ),
            *(f"merged: {row.name}, {row.country}, {row.start}/{row.end}" for row in merged),
        ],
    }


def _days_told(row: Trip, reports: list[tuple[date, list[str]]]) -> set[date]:
    return {day for day, sentences in reports if spoken([row], [(day, sentences)])}
