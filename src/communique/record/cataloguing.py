"""Making the catalogue: the tables by which things are found in a large record without reading all of it.

Invariant: it says nothing that the other tables do not say, and is made from them at each settling.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from communique.events.windows import Window, window

TABLES = ("encounters", "event_outlets", "event_actors", "event_states", "timeline")
"""The catalogue's tables, those that name others before those that are named."""

MET = ("visit", "meeting", "talks", "call")
"""The kinds of event at which people meet."""

_RECEIVED = ("host", "recipient", "audience")


def make_catalogue(connection: sqlite3.Connection) -> None:
    """Fill the catalogue from the findings as they stand. Call it inside the settling's transaction."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO events_fts (events_fts) VALUES ('delete-all')")
    connection.executemany("INSERT INTO timeline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _along_time(connection))
    for statement in _FROM_FINDINGS:
        connection.execute(statement)
    connection.executemany("INSERT OR IGNORE INTO encounters VALUES (?, ?, ?, ?)", _encounters(connection))
    connection.execute(_WORDS)


def _along_time(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    rows = connection.execute(
        'SELECT id, part_of, kind, status, "start", "end", independent_reports, score FROM events'
    ).fetchall()
    disputed = {key for (key,) in connection.execute("SELECT event FROM disagreements WHERE kind = 'conflict'")}
    part_of = {row[0]: row[1] for row in rows}
    days = {row[0]: (window(row[4]), window(row[5])) for row in rows}
    outermost = {key: _outermost(key, part_of) for key in part_of}

    def along(row: tuple[Any, ...]) -> tuple[Any, ...]:
        first, own = days[outermost[row[0]]][0], days[row[0]][0]
        return (
            first is None, first.lo if first else 0, outermost[row[0]], outermost[row[0]] != row[0], own is None,
            own.lo if own else 0, row[0],
        )  # fmt: skip

    numbers = {row[0]: number for number, row in enumerate(sorted(rows, key=along), 1)}
    for key, _, kind, status, _, _, independent, score in sorted(rows, key=along):
        start, end = days[key]
        last = max((each.hi for each in (start, end) if each), default=None)
        yield (
            numbers[key], key, numbers[outermost[key]], kind, status, _day(start.lo if start else None),
            _day(last if start else None), int(_is_rough(start) or _is_rough(end)), independent, int(key in disputed),
            score,
        )  # fmt: skip


def _outermost(key: str, part_of: dict[str, str | None]) -> str:
    seen = {key}
    while (outer := part_of.get(key)) is not None and outer not in seen and outer in part_of:
        seen.add(outer)
        key = outer
    return key


def _is_rough(days: Window | None) -> bool:
    return days is not None and days.width > 1


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


_FROM_FINDINGS = (
    """INSERT OR IGNORE INTO event_states
       SELECT a.country, t.number FROM timeline t JOIN participants p ON p.event = t.event
       JOIN actors a ON a.id = p.actor WHERE a.country IS NOT NULL
       UNION SELECT e.place_country, t.number FROM timeline t JOIN events e ON e.id = t.event
       WHERE e.kind = 'visit' AND e.place_country IS NOT NULL""",
    """INSERT OR IGNORE INTO event_actors
       SELECT p.actor, t.number FROM timeline t JOIN participants p ON p.event = t.event
       JOIN actors a ON a.id = p.actor WHERE a.type <> 'country' ORDER BY 1, 2""",
    """INSERT OR IGNORE INTO event_outlets
       SELECT r.publisher, t.number FROM timeline t JOIN event_claims c ON c.event = t.event
       JOIN claims k ON k.id = c.claim JOIN reports r ON r.id = k.report WHERE r.publisher IS NOT NULL ORDER BY 1, 2""",
)

_WORDS = """INSERT INTO events_fts (rowid, words)
  SELECT t.number, e.label || ' ' || e.kind || ' ' || coalesce(e.place_name, '') || ' ' ||
    coalesce((SELECT group_concat(a.name, ' ') FROM participants p JOIN actors a ON a.id = p.actor
      WHERE p.event = e.id), '') || ' ' ||
    coalesce((SELECT group_concat(text, ' ') FROM (SELECT DISTINCT k.text FROM event_claims c
      JOIN claims k ON k.id = c.claim WHERE c.event = e.id)), '') || ' ' ||
    coalesce((SELECT group_concat(title, ' ') FROM (SELECT DISTINCT r.title FROM event_claims c
      JOIN claims k ON k.id = c.claim JOIN reports r ON r.id = k.report WHERE c.event = e.id)), '')
  FROM timeline t JOIN events e ON e.id = t.event"""


def _encounters(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, int]]:
    """Of a visit, guests with hosts; of a meeting or call, all with all, but none with those of the own state."""
    rows = connection.execute(
        "SELECT t.number, t.kind, p.role, a.type, a.id, a.country, e.place_country FROM timeline t "
        "JOIN events e ON e.id = t.event JOIN participants p ON p.event = t.event JOIN actors a ON a.id = p.actor "
        f"WHERE t.kind IN ({', '.join('?' * len(MET))}) ORDER BY t.number",
        MET,
    )
    present: list[tuple[bool, str, str, str | None]] = []
    number, kind, visited = 0, "", None
    for found, its_kind, role, of_type, key, country, place in rows:
        if found != number:
            yield from _pairs(number, kind, present, visited)
            present, number, kind, visited = [], found, its_kind, place
        present.append((role in _RECEIVED, of_type, key, country))
    yield from _pairs(number, kind, present, visited)


def _pairs(
    number: int, kind: str, present: list[tuple[bool, str, str, str | None]], visited: str | None
) -> Iterator[tuple[str, str, str, int]]:
    people = [(host, key, country) for host, of_type, key, country in present if of_type == "person"]
    states = {(host if kind == "visit" else False, country) for host, _, _, country in present if country}
    if kind == "visit" and visited:
        states.add((True, visited))
    for n, (host, one, country) in enumerate(people):
        for other_host, other, other_country in people[n + 1 :]:
            apart = host != other_host if kind == "visit" else True
            if apart and one != other and (country is None or country != other_country):
                yield "person", min(one, other), max(one, other), number
    sides = sorted(states)
    for n, (host, country) in enumerate(sides):
        for other_host, other_country in sides[n + 1 :]:
            if country != other_country and (kind != "visit" or host != other_host):
                yield "country", min(country, other_country), max(country, other_country), number
