"""Making the catalogue: the tables by which things are found in a large record without reading all of it.

Invariant: it says nothing that the other tables do not say; its rows stand along time in the order of their
numbers, whether they were all made at once or came and went a few at a time (`leave`, then `enter`).
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.events.windows import Window, window
from communique.model import AgreementClaim, Claim, Event, Findings, Report

TABLES = ("encounters", "event_outlets", "event_actors", "event_states", "timeline")
"""The catalogue's tables, those that name others before those that are named."""

MET = ("visit", "meeting", "talks", "call")
"""The kinds of event at which people meet."""

_RECEIVED = ("host", "recipient", "audience")
_ROOM = 1 << 40
"""Numbers of one day: events are spread over them, so that others find room between them later."""
_UNDATED = 4_000_000
"""The day, as numbers have it, of what has none: after every other."""
_PIECES = 1999
"""The most that SQLite lets an index of words consist of."""
_AMONG = "t.event IN (SELECT value FROM json_each(?))"

Place = tuple[str, bool, bool, int, str]
"""Where an event stands in its day: with what contains it all, after that, by its own day."""

_Told = Claim | AgreementClaim


@dataclass(frozen=True, slots=True)
class _Along:
    """An event on its way into the timeline: the day under which it stands, its place there, and its columns."""

    day: int
    place: Place
    columns: tuple[Any, ...]

    @property
    def event(self) -> str:
        return self.place[4]

    @property
    def outermost(self) -> str:
        return self.place[0]


def make_catalogue(connection: sqlite3.Connection, findings: Findings) -> None:
    """Fill the catalogue from all findings, which stand in their tables. Call it inside the settling's transaction.

    What lies far apart in those tables is taken from the findings themselves.
    """
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO events_fts (events_fts) VALUES ('delete-all')")
    days: defaultdict[int, list[_Along]] = defaultdict(list)
    for one in _along_time(connection, None):
        days[one.day].append(one)
    numbers: dict[str, int] = {}
    for day in sorted(days):
        ordered = sorted(days[day], key=lambda one: one.place)
        numbers.update(zip((o.event for o in ordered), _spread(day, len(ordered)), strict=True))
        _place(connection, ordered, numbers)
    _fill(connection, None)
    telling: tuple[_Told, ...] = (*findings.claims, *findings.agreement_claims)
    claims = {c.id: c for c in telling}
    reports = {r.id: r for r in findings.reports}
    told = ((numbers[e.id], reports[claims[c].report].publisher) for e in findings.events for c in e.claims)
    outlets = sorted({(outlet, number) for number, outlet in told if outlet is not None})
    connection.executemany("INSERT INTO event_outlets VALUES (?, ?)", outlets)
    names = {a.id: a.name for a in findings.actors}
    along = sorted(findings.events, key=lambda e: numbers[e.id])
    with entering_all(connection, "events_fts"):
        connection.executemany(
            "INSERT INTO events_fts (rowid, words) VALUES (?, ?)",
            ((numbers[e.id], _words(e, names, [claims[c] for c in e.claims], reports)) for e in along),
        )


def _words(event: Event, names: Mapping[str, str], claims: Sequence[_Told], reports: Mapping[str, Report]) -> str:
    """What `_WORDS` asks for, from what is at hand."""
    titles = (reports[c.report].title for c in claims)
    return " ".join(
        (
            event.label,
            event.kind,
            (event.place.name or "") if event.place else "",
            *(names[part.actor] for part in event.participants),
            *dict.fromkeys(c.text for c in claims),
            *dict.fromkeys(title for title in titles if title is not None),
        )
    )


@contextmanager
def entering_all(connection: sqlite3.Connection, index: str) -> Iterator[None]:
    """Inside, an empty index of words takes in all that there is: its pieces are merged once, at the end.

    SQLite merges four pieces whenever there are four, and so writes a large index anew again and again.
    """
    set_to = f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)"
    connection.executemany(set_to, [("automerge", 0), ("crisismerge", _PIECES)])
    yield
    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    connection.executemany(set_to, [("automerge", 4), ("crisismerge", 16)])  # as SQLite has them


def leave(connection: sqlite3.Connection, events: Iterable[str]) -> frozenset[str]:
    """Take events out of the catalogue, and all that they contain; returns what was taken out.

    Call it while all that is known of them stands as it did when they came in.
    """
    within = (
        "WITH RECURSIVE inside (id) AS (SELECT value FROM json_each(?) "
        "UNION SELECT e.id FROM events e JOIN inside i ON e.part_of = i.id) SELECT id FROM inside"
    )
    taken = frozenset(key for (key,) in connection.execute(within, [_listed(events)]))
    asked = [_listed(taken)]
    gone = f"INSERT INTO events_fts (events_fts, rowid, words) SELECT 'delete', number, words FROM ({_WORDS})"
    connection.execute(gone, asked)
    for table in TABLES[:-1]:
        connection.execute(f"DELETE FROM {table} WHERE number IN (SELECT number FROM timeline t WHERE {_AMONG})", asked)
    connection.execute("DELETE FROM timeline AS t WHERE " + _AMONG, asked)
    return taken


def enter(connection: sqlite3.Connection, events: Iterable[str]) -> None:
    """Put events into the catalogue that are not in it; those of them that there are no more are passed over."""
    coming: defaultdict[int, list[_Along]] = defaultdict(list)
    for one in _along_time(connection, events):
        coming[one.day].append(one)
    for day in sorted(coming):
        new = sorted(coming[day], key=lambda one: one.place)
        there = _standing(connection, day)
        numbers = _between(new, there, day)
        if numbers is None:  # no room is left: all of the day come in anew
            new = list(
                _along_time(connection, leave(connection, (place[4] for _, place in there)) | {o.event for o in new})
            )
            new.sort(key=lambda one: one.place)
            numbers = list(_spread(day, len(new)))
            there = []
        known = {place[4]: number for number, place in there}
        _place(connection, new, known | {one.event: number for one, number in zip(new, numbers, strict=True)})
        entered = [one.event for one in new]
        _fill(connection, entered)
        connection.execute(_OUTLETS, [_listed(entered)])
        connection.execute(f"INSERT INTO events_fts (rowid, words) {_WORDS}", [_listed(entered)])


def _fill(connection: sqlite3.Connection, events: Sequence[str] | None) -> None:
    """What participants give the catalogue, of these events or of all."""
    only, asked = ("", []) if events is None else (f"AND {_AMONG}", [_listed(events)])
    for statement in _FROM_PARTICIPANTS:
        connection.execute(statement.format(only=only), asked * statement.count("{only}"))
    connection.executemany("INSERT OR IGNORE INTO encounters VALUES (?, ?, ?, ?)", _encounters(connection, only, asked))


def _listed(events: Iterable[str]) -> str:
    return json.dumps(sorted(events))


def _place(connection: sqlite3.Connection, new: Iterable[_Along], numbers: dict[str, int]) -> None:
    rows = ((numbers[one.event], one.event, numbers[one.outermost], *one.columns) for one in new)
    connection.executemany("INSERT INTO timeline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _spread(day: int, count: int) -> Iterator[int]:
    """So many numbers of a day, as far from one another as they can be."""
    return (day * _ROOM + _ROOM * place // (count + 1) for place in range(1, count + 1))


def _standing(connection: sqlite3.Connection, day: int) -> list[tuple[int, Place]]:
    """What stands under a day, in order."""
    rows = connection.execute(
        'SELECT t.number, o.event, t.event, e."start" FROM timeline t JOIN timeline o ON o.number = t.outermost '
        "JOIN events e ON e.id = t.event WHERE t.number BETWEEN ? AND ? ORDER BY t.number",
        (day * _ROOM, (day + 1) * _ROOM - 1),
    )
    return [(number, _place_of(outer, key, window(start))) for number, outer, key, start in rows]


def _between(new: Sequence[_Along], there: Sequence[tuple[int, Place]], day: int) -> list[int] | None:
    """Numbers for what is new among what stands there; None where there is no room between two."""
    gaps: defaultdict[int, int] = defaultdict(int)
    places = [place for _, place in there]
    for one in new:
        gaps[bisect(places, one.place)] += 1
    found: list[int] = []
    for gap in sorted(gaps):
        low = there[gap - 1][0] if gap else day * _ROOM
        high = there[gap][0] if gap < len(there) else (day + 1) * _ROOM
        if high - low <= gaps[gap]:
            return None
        found += (low + (high - low) * n // (gaps[gap] + 1) for n in range(1, gaps[gap] + 1))
    return found


def _place_of(outermost: str, key: str, own: Window | None) -> Place:
    return (outermost, outermost != key, own is None, own.lo if own else 0, key)


def _along_time(connection: sqlite3.Connection, events: Iterable[str] | None) -> Iterator[_Along]:
    """These events, or all, as they come into the timeline."""
    asked = 'SELECT id, part_of, kind, status, "start", "end", independent_reports, score FROM events'
    conflicts = "SELECT event FROM disagreements WHERE kind = 'conflict' AND event IS NOT NULL"
    if events is None:
        rows = {row[0]: row for row in connection.execute(asked)}
        wanted = list(rows)
        disputed = {key for (key,) in connection.execute(conflicts)}
    else:
        above = (
            "WITH RECURSIVE above (id) AS (SELECT value FROM json_each(?) "
            "UNION SELECT e.part_of FROM events e JOIN above a ON e.id = a.id WHERE e.part_of IS NOT NULL) "
        )
        named = _listed(events)
        rows = {
            row[0]: row for row in connection.execute(f"{above} {asked} WHERE id IN (SELECT id FROM above)", [named])
        }
        wanted = [key for key in json.loads(named) if key in rows]
        among = f"{conflicts} AND event IN (SELECT value FROM json_each(?))"
        disputed = {key for (key,) in connection.execute(among, [named])}
    part_of = {key: row[1] for key, row in rows.items()}
    for key in wanted:
        _, _, kind, status, begins, ends, independent, score = rows[key]
        outermost = _outermost(key, part_of)
        first, start, end = window(rows[outermost][4]), window(begins), window(ends)
        last = max((each.hi for each in (start, end) if each), default=None)
        yield _Along(
            first.lo if first else _UNDATED,
            _place_of(outermost, key, start),
            (
                kind, status, _day(start.lo if start else None), _day(last if start else None),
                int(_is_rough(start) or _is_rough(end)), independent, int(key in disputed), score,
            ),
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


_FROM_PARTICIPANTS = (
    """INSERT OR IGNORE INTO event_states
       SELECT a.country, t.number FROM timeline t JOIN participants p ON p.event = t.event
       JOIN actors a ON a.id = p.actor WHERE a.country IS NOT NULL {only}
       UNION SELECT e.place_country, t.number FROM timeline t JOIN events e ON e.id = t.event
       WHERE e.kind = 'visit' AND e.place_country IS NOT NULL {only}""",
    """INSERT OR IGNORE INTO event_actors
       SELECT p.actor, t.number FROM timeline t JOIN participants p ON p.event = t.event
       JOIN actors a ON a.id = p.actor WHERE a.type <> 'country' {only} ORDER BY 1, 2""",
)

_OUTLETS = f"""INSERT OR IGNORE INTO event_outlets
    SELECT r.publisher, t.number FROM timeline t JOIN event_claims c ON c.event = t.event
    JOIN claims k ON k.id = c.claim JOIN reports r ON r.id = k.report WHERE r.publisher IS NOT NULL AND {_AMONG}
    ORDER BY 1, 2"""

_WORDS = f"""SELECT t.number, e.label || ' ' || e.kind || ' ' || coalesce(e.place_name, '') || ' ' ||
    coalesce((SELECT group_concat(a.name, ' ') FROM participants p JOIN actors a ON a.id = p.actor
      WHERE p.event = e.id), '') || ' ' ||
    coalesce((SELECT group_concat(text, ' ') FROM (SELECT DISTINCT k.text FROM event_claims c
      JOIN claims k ON k.id = c.claim WHERE c.event = e.id)), '') || ' ' ||
    coalesce((SELECT group_concat(title, ' ') FROM (SELECT DISTINCT r.title FROM event_claims c
      JOIN claims k ON k.id = c.claim JOIN reports r ON r.id = k.report WHERE c.event = e.id)), '') AS words
  FROM timeline t JOIN events e ON e.id = t.event WHERE {_AMONG}"""


def _encounters(connection: sqlite3.Connection, only: str, asked: Sequence[str]) -> Iterator[tuple[str, str, str, int]]:
    """Of a visit, guests with hosts; of a meeting or call, all with all, but none with those of the own state."""
    rows = connection.execute(
        "SELECT t.number, t.kind, p.role, a.type, a.id, a.country, e.place_country FROM timeline t "
        "JOIN events e ON e.id = t.event JOIN participants p ON p.event = t.event JOIN actors a ON a.id = p.actor "
        f"WHERE t.kind IN ({', '.join('?' * len(MET))}) {only} ORDER BY t.number",
        [*MET, *asked],
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
