"""Finding events by words, with how many there are of each kind, status, state and so on among those found.

Invariant: a facet's figure is the length of the list that choosing it leads to; words are looked for in what an event's
sentences, names, place and headlines say, and in reports where nothing was removed.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import compress
from typing import Any

from communique.record.browsing import Entry, entries, entries_numbered
from communique.record.catalogue import Heading, Look
from communique.record.choosing import Choice
from communique.record.searching import fold, passages

_FACET = 12
"""Values shown of a facet that may have many."""

_COMMON = 20_000
"""Words in more events or reports than this are not ranked by how well they fit."""

_SENTENCES = 60
"""Sentences of an event that are looked through for the best one."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: as it stands in a choice, in words, and how many events have it."""

    value: str
    words: str
    events: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An event found, and the sentence that best shows why; `report` is the one that it stands in."""

    event: Entry
    claim: str | None
    sentence: str
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report, found outside of events."""

    heading: Heading
    start: int
    end: int
    text: str


def hits(look: Look, choice: Choice, limit: int, skip: int = 0) -> tuple[Hit, ...]:
    """The events chosen: those that fit the words best first; without words, or of very many, the latest first."""
    if not choice.query:
        found = entries(look, choice, limit, skip, latest=True)
    else:
        where, given = choice.without("words").where()
        order = "t.number DESC" if _is_common(look, "events_fts", choice.query) else "f.rank, t.number"
        rows = look.connection.execute(
            f"SELECT t.number FROM events_fts f JOIN timeline t ON t.number = f.rowid "
            f"WHERE f.events_fts MATCH ? AND {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [choice.query, *given, limit, skip],
        )
        found = entries_numbered(look, [row[0] for row in rows])
    wanted = frozenset(fold(word) for word in re.findall(r"\w+", choice.words))
    return tuple(_hit(look, entry, wanted) for entry in found)


def facets(look: Look, choice: Choice) -> dict[str, tuple[Value, ...]]:
    """How many of the events chosen have each value; by the name of the choice's field."""
    return look.kept(("facets", choice), lambda: _facets(look, choice))


def _facets(look: Look, choice: Choice) -> dict[str, tuple[Value, ...]]:
    held = look.kept("facet columns", lambda: _Columns(look))
    where, given = choice.where()
    numbers = [row[0] for row in look.connection.execute(f"SELECT t.number FROM timeline t WHERE {where}", given)]
    chosen = bytearray(len(held.places))
    for number in numbers:
        chosen[held.places[number]] = 1
    kinds, statuses, years, reports, disputed = (
        Counter(compress(column, chosen)) for column in (held.kind, held.status, held.year, held.reports, held.disputed)
    )
    dated = Counter({year: number for year, number in years.items() if year})
    found = {
        "kind": _values(kinds),
        "status": _values(statuses),
        "year": tuple(sorted(_values(dated), key=lambda one: one.value, reverse=True)),
        "reports": tuple(
            Value(
                str(least), f"{least} or more", sum(number for carried, number in reports.items() if carried >= least)
            )
            for least in (2, 3, 5)
        ),
        "disputed": (Value("1", "disputed", disputed[1]),),
        "undated": (Value("1", "without a day", years[None]),),
        "state": held.state.most(chosen, choice.states),
        "outlet": held.outlet.most(chosen),
        "who": held.who.most(chosen, (choice.actor,) if choice.actor else ()),
    }
    names = look.names(one.value for one in found["who"])
    found["who"] = tuple(replace(one, words=names.get(one.value, one.value)) for one in found["who"])
    return {name: tuple(value for value in values if value.events) for name, values in found.items()}


class _Columns:
    """What each event has, along time, as columns in memory: a scan of the tables for each search takes too long."""

    def __init__(self, look: Look) -> None:
        rows = look.connection.execute(
            "SELECT number, kind, status, substr(first, 1, 4), min(independent, 5), disputed FROM timeline "
            "ORDER BY number"
        ).fetchall()
        numbers, self.kind, self.status, self.year, self.reports, self.disputed = (
            list(each) for each in (zip(*rows, strict=True) if rows else ((),) * 6)
        )
        self.places = {number: place for place, number in enumerate(numbers)}
        self.state = _Many(look, "event_states", "country", self.places)
        self.outlet = _Many(look, "event_outlets", "outlet", self.places)
        self.who = _Many(look, "event_actors", "actor", self.places)


class _Many:
    """A column of which an event may have several values: the places of the events of each."""

    def __init__(self, look: Look, table: str, column: str, places: Mapping[int, int]) -> None:
        rows = look.connection.execute(f"SELECT {column}, json_group_array(number) FROM {table} GROUP BY {column}")
        self._places = {value: array("L", map(places.__getitem__, json.loads(numbers))) for value, numbers in rows}

    def most(self, chosen: bytearray, excluded: Sequence[str] = ()) -> tuple[Value, ...]:
        """The most frequent values of the events chosen."""
        counted = [
            (sum(map(chosen.__getitem__, places)), value)
            for value, places in self._places.items()
            if value not in excluded
        ]
        best = nsmallest(_FACET, counted, key=lambda one: (-one[0], one[1]))
        return tuple(Value(value, value, number) for number, value in best)


def report_passages(look: Look, words: str, limit: int) -> tuple[Passage, ...]:
    """Passages of reports that hold the words, the best report first, one of each report."""
    query = Choice(words=words).query
    if not query:
        return ()
    order = "f.rowid DESC" if _is_common(look, "reports_fts", query) else "f.rank, r.id"
    rows = look.connection.execute(
        "SELECT r.id FROM reports_fts f JOIN reports r ON r.number = f.rowid WHERE reports_fts MATCH ? "
        f"ORDER BY {order} LIMIT ?",
        (query, limit),
    ).fetchall()
    headings = look.headings(key for (key,) in rows)
    held = {report.id: report for report in look.reports(key for (key,) in rows)}
    folded = [fold(word) for word in re.findall(r"\w+", words)]
    found = []
    for (key,) in rows:
        for start, end in passages(held[key], folded):
            found.append(Passage(headings[key], start, end, held[key].text[start:end]))
            break
    return tuple(found)


def _values(counted: Counter[Any]) -> tuple[Value, ...]:
    return tuple(
        Value(value, value, number) for value, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    )


def _is_common(look: Look, table: str, query: str) -> bool:
    """Whether so much holds the words that ranking it all would take long and tell little."""
    probe = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1 OFFSET {_COMMON}"
    return look.connection.execute(probe, (query,)).fetchone() is not None


def _hit(look: Look, entry: Entry, wanted: frozenset[str]) -> Hit:
    rows = look.connection.execute(
        "SELECT c.id, c.text, c.report, c.score FROM event_claims e JOIN claims c ON c.id = e.claim WHERE e.event = ? "
        "ORDER BY e.position LIMIT ?",
        (entry.id, _SENTENCES),
    ).fetchall()
    if not rows:
        return Hit(entry, None, "", None)
    claim, text, report, _ = max(rows, key=lambda row: (len(wanted & set(re.findall(r"\w+", fold(row[1])))), row[3]))
    return Hit(entry, claim, text, look.headings([report]).get(report))
