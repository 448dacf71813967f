"""Visits of the whole pipeline against the US Office of the Historian's travel tables.

`news/international.jsonl.gz` is read into a record in a temporary folder; the visits of US presidents
and secretaries of state, and of foreign leaders to the US, are held against `travel/*.jsonl`.

recall: of the rows that the reports speak of (within ten days a sentence holds the traveller's surname
and the state), those that the record has, with dates that meet the row's give or take a day, or in
the same month where no report tells the day. precision: of the record's dated visits of those
travellers that happened, those that the tables know. start day: of the rows found, those with the
table's very first day. The baseline counts a visit wherever such a sentence stands, on its report's day.

first day told: of the rows found, those for which anybody could have known the first day from these
reports: the record has it, or a sentence of a report at most six days away holds the surname, a word of
travel or the place, and that day (its weekday, its date, "today" or "yesterday"). It is the ceiling of
"start day" at this recall, and generous: the day may be that of something else in the sentence.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import communique
from communique.claims.places import country_named, names_of
from communique.model import Event
from evaluation._news import news_record

FIRST, LAST = "2012-01-01", "2017-01-01"
_TITLES = re.compile(r"\b(?:Jr|Sr|II|III|IV|bin .*|of .*)\b\.?")
_TRAVEL = re.compile(r"\b(?:visit|trip|travel|arriv|summit|meet|met|talks|tour|welcom|host)")


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text or "")
    return re.sub(r"[^a-z0-9 ]+", " ", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip()


@dataclass(frozen=True)
class Trip:
    name: str
    surname: str
    country: str | None
    start: date
    end: date
    words: tuple[str, ...]


def trips(folder: Path) -> list[Trip]:
    found = []
    for table in ("president_trips", "secretary_trips", "foreign_visits_to_us"):
        for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = row.get("name") or row["visitor"]
            surname = fold(_TITLES.sub("", name)).split()
            if not surname or not FIRST <= row["start"] < LAST:
                continue
            abroad = table != "foreign_visits_to_us"
            country = _state(row["country"]) if abroad else "USA"
            words = (
                *(fold(n) for n in names_of(country or "")),
                *map(fold, re.split("[,;(]", row.get("locale") or "")),
            )
            start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"] or row["start"])
            found.append(
                Trip(name, surname[-1], country, start, end, tuple(w for w in (*words, *_USA * (not abroad)) if w))
            )
    return found


_USA = ("washington", "white house")


def _state(name: str) -> str | None:
    return country_named(name) or country_named(name.partition(",")[0])


def spoken(rows: list[Trip], reports: list[tuple[date, list[str]]]) -> list[tuple[Trip, date]]:
    by_name: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)
    surnames = {row.surname for row in rows}
    for day, sentences in reports:
        for sentence in sentences:
            if _TRAVEL.search(sentence):
                for word in surnames & set(sentence.split()):
                    by_name[word].append((day, f" {sentence} "))
    found = []
    for row in rows:
        days = [
            d
            for d, s in by_name[row.surname]
            if abs((d - row.start).days) <= 10 and any(f" {w} " in s for w in row.words)
        ]
        if days:
            found.append((row, min(days)))
    return found


def first_day_told(row: Trip, reports: list[tuple[date, list[str]]]) -> bool:
    """Whether a sentence of a report near the trip can have told its first day."""
    named = (f" {row.start:%A} ".lower(), f" {row.start:%B} {row.start.day} ".lower())
    for day, sentences in reports:
        away = (day - row.start).days
        if abs(away) > 6:
            continue
        marks = (*named, *([" today "] if away == 0 else [" yesterday "] if away == 1 else []))
        for sentence in sentences:
            line = f" {sentence} "
            about = _TRAVEL.search(line) or any(f" {word} " in line for word in row.words)
            if about and f" {row.surname} " in line and any(mark in line for mark in marks):
                return True
    return False


def meets(row: Trip, event: Event, names: dict[str, set[str]], states: dict[str, str | None], slack: int = 1) -> bool:
    visitors = [part.actor for part in event.participants if part.role in ("visitor", "actor")]
    if not any(row.surname in names[who] for who in visitors):
        return False
    hosts = {states[part.actor] for part in event.participants if part.role in ("host", "recipient")}
    if row.country not in {event.place.country if event.place else None, *hosts}:
        return False
    low = re.sub("[~?%]", "", (event.start or "").split("/")[0])
    high = re.sub("[~?%]", "", (event.end or event.start or "").split("/")[-1])
    if len(low) < len("2000-01"):
        return False
    if len(low) < len(FIRST) or len(high) < len(FIRST):
        return low[:7] <= row.end.isoformat()[:7] and row.start.isoformat()[:7] <= max(low, high)[:7]
    first, last = date.fromisoformat(low), date.fromisoformat(high)
    return first - timedelta(slack) <= row.end and row.start <= last + timedelta(slack)


def evaluate(data: Path) -> dict[str, Any]:
    with news_record(data) as record:
        return measure(record, data)


def reports_told(record: communique.Record) -> list[tuple[date, list[str]]]:
    """The sentences of each report with a known day, folded."""
    return [
        (date.fromisoformat(r.published), [fold(s) for s in re.split(r"(?<=[.!?])\s+|\n+", r.text)])
        for r in record.reports
        if r.published and len(r.published) == len(FIRST)
    ]


def measure(record: communique.Record, data: Path) -> dict[str, Any]:
    """The figures of a record that holds the news."""
    reports = reports_told(record)
    names = {a.id: {w for n in (a.name, *a.names) for w in fold(n).split()} for a in record.actors}
    own = {a.id: (fold(a.name).split() or [""])[-1] for a in record.actors}
    states = {a.id: a.country for a in record.actors}
    visits = [event for event in record.events if event.kind == "visit"]
    rows = trips(data / "travel")
    told = spoken(rows, reports)
    found = [(row, [e for e in visits if meets(row, e, names, states)]) for row, _ in told]
    exact = [row for row, events in found if any((e.start or "")[:10] == row.start.isoformat() for e in events)]
    travellers = {row.surname for row in rows if row.country != "USA"}
    claimed = [
        e
        for e in visits
        if e.status == "happened" and re.match(r"\d{4}-\d\d-\d\d", e.start or "") and FIRST <= (e.start or "") < LAST
        if e.place and e.place.country not in (None, "USA")
        if {own[part.actor] for part in e.participants if part.role == "visitor"} & travellers
    ]
    true = [e for e in claimed if any(meets(row, e, names, states) for row in rows)]
    hits = sum(bool(events) for _, events in found)
    other = [(row, events) for row, events in found if events and row not in exact]
    untold = [row for row, _ in other if not first_day_told(row, reports)]
    return {
        "figures": {
            "recall": hits / len(told),
            "precision": len(true) / len(claimed),
            "start day": len(exact) / hits,
            "start day, where told": len(exact) / (hits - len(untold)),
            "first day told": (hits - len(untold)) / hits,
            "rows spoken of": len(told),
            "visits claimed": len(claimed),
        },
        "baseline": {"start day": sum(row.start == day for row, day in told) / len(told)},
        "worst": [
            *(f"missed: {row.name}, {row.country}, {row.start}" for row, events in found if not events),
            *(
                f"other first day: {row.name}, {row.country}, {row.start}, not {events[0].start}"
                + (" (no report tells it)" if row in untold else "")
                for row, events in other
            ),
            *(f"not in the tables: {e.label}, {e.start}" for e in claimed if e not in true),
        ],
    }
