"""Finding events by words, with how many there are of each kind, status, state and so on among those found.

Invariant: a facet's figure is the length of the list that choosing it leads to; words are looked for in what an event's
sentences, names, place and headlines say, and in reports where nothing was removed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.record.browsing import Entry, entries, entries_numbered
from communique.record.catalogue import Heading, Look
from communique.record.choosing import Choice
from communique.record.searching import fold, passages

_FACET = 12
"""Values shown of a facet that may have many."""

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
    """The events chosen: those that fit the words best first; without words, the latest first."""
    if not choice.query:
        found = entries(look, choice, limit, skip, latest=True)
    else:
        where, given = choice.without("words").where()
        rows = look.connection.execute(
            f"SELECT t.number FROM events_fts f JOIN timeline t ON t.number = f.rowid "
            f"WHERE f.events_fts MATCH ? AND {where} ORDER BY f.rank, t.number LIMIT ? OFFSET ?",
            [choice.query, *given, limit, skip],
        )
        found = entries_numbered(look, [row[0] for row in rows])
    wanted = frozenset(fold(word) for word in re.findall(r"\w+", choice.words))
    return tuple(_hit(look, entry, wanted) for entry in found)


def facets(look: Look, choice: Choice) -> dict[str, tuple[Value, ...]]:
    """How many of the events chosen have each value; by the name of the choice's field."""
    where, given = choice.where()
    rows = look.connection.execute(
        "SELECT t.kind, t.status, substr(t.first, 1, 4), min(t.independent, 5), t.disputed FROM timeline t "
        f"WHERE {where}",
        given,
    ).fetchall()
    kinds, statuses, years, reports, disputed = zip(*rows, strict=True) if rows else ((),) * 5
    carried = Counter(reports)
    found = {
        "kind": _values(Counter(kinds)),
        "status": _values(Counter(statuses)),
        "year": tuple(sorted(_values(Counter(year for year in years if year)), key=lambda one: one.value)[::-1]),
        "reports": tuple(
            Value(str(least), f"{least} or more", sum(number for held, number in carried.items() if held >= least))
            for least in (2, 3, 5)
        ),
        "disputed": (Value("1", "disputed", Counter(disputed)[1]),),
        "undated": (Value("1", "without a day", sum(year is None for year in years)),),
    }
    chosen = None if choice == Choice() else (where, given)
    found["state"] = _many(look, "event_states", "country", chosen, excluded=choice.states)
    found["outlet"] = _many(look, "event_outlets", "outlet", chosen)
    people = _many(look, "event_actors", "actor", chosen, excluded=(choice.actor,) if choice.actor else ())
    names = look.names(one.value for one in people)
    found["who"] = tuple(replace(one, words=names.get(one.value, one.value)) for one in people)
    return {name: tuple(value for value in values if value.events) for name, values in found.items()}


def report_passages(look: Look, words: str, limit: int) -> tuple[Passage, ...]:
    """Passages of reports that hold the words, the best report first, one of each report."""
    query = Choice(words=words).query
    if not query:
        return ()
    rows = look.connection.execute(
        "SELECT r.id FROM reports_fts f JOIN reports r ON r.number = f.rowid WHERE reports_fts MATCH ? "
        "ORDER BY f.rank, r.id LIMIT ?",
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


def _many(
    look: Look, table: str, column: str, chosen: tuple[str, list[Any]] | None, excluded: Sequence[str] = ()
) -> tuple[Value, ...]:
    where, given = "", list[Any]()
    if chosen is not None:
        where, given = f"WHERE x.number IN (SELECT t.number FROM timeline t WHERE {chosen[0]})", chosen[1]
    rows = look.connection.execute(
        f"SELECT x.{column}, count(*) FROM {table} x {where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        [*given, _FACET + len(excluded)],
    )
    return tuple(Value(value, value, number) for value, number in rows if value not in excluded)[:_FACET]


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
