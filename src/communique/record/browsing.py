"""Lists of events, a page at a time, and how many there are in a span of time.

Invariant: lists stand in the order of the timeline, and a count counts what the list of the same choice holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.record.catalogue import Look
from communique.record.choosing import Choice


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a list shows it. `first`, `last` are the days that its dates allow, None where it is undated."""

    number: int
    id: str
    kind: str
    label: str
    status: str
    start: str | None
    end: str | None
    first: str | None
    last: str | None
    rough: bool
    place_name: str | None
    place_country: str | None
    reports: int
    independent: int
    disputed: bool
    score: float


@dataclass(frozen=True, slots=True)
class Row:
    """An event that nothing contains, and what happened in its course. `chosen`: it was itself asked for."""

    event: Entry
    inside: tuple[Entry, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Column:
    """How many events began in a period (a year, month or day, as its date is written), by status."""

    period: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


_ENTRY = (
    't.number, e.id, e.kind, e.label, e.status, e."start", e."end", t.first, t.last, t.rough, e.place_name, '
    "e.place_country, e.reports, t.independent, t.disputed, t.score FROM timeline t JOIN events e ON e.id = t.event"
)


def count(look: Look, choice: Choice) -> int:
    """How many events there are."""
    where, given = choice.where()

    def counted() -> int:
        return int(look.connection.execute(f"SELECT count(*) FROM timeline t WHERE {where}", given).fetchone()[0])

    return look.kept(("count", choice), counted)


def columns(look: Look, choice: Choice, letters: int) -> tuple[Column, ...]:
    """How many dated events began in each year (`letters` 4), month (7) or day (10); empty periods are left out."""
    return look.kept(("columns", choice, letters), lambda: _columns(look, choice, letters))


def _columns(look: Look, choice: Choice, letters: int) -> tuple[Column, ...]:
    where, given = choice.where()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = look.connection.execute(
        f"SELECT substr(t.first, 1, {int(letters)}) AS period, t.status, count(*) FROM timeline t "
        f"WHERE {where} AND t.first IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
        given,
    )
    for period, status, number in rows:
        found[period][status] = number
    return tuple(Column(*column) for column in found.items())


def entries(look: Look, choice: Choice, limit: int, skip: int = 0, latest: bool = False) -> tuple[Entry, ...]:
    """The events, along time or `latest` first (the undated after all others either way)."""
    where, given = choice.where()
    order = "t.first DESC, t.number" if latest else "t.number"
    query = f"SELECT {_ENTRY} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    return tuple(map(_entry, look.connection.execute(query, [*given, limit, skip])))


def rows(look: Look, choice: Choice, limit: int, skip: int = 0, latest: bool = False) -> tuple[tuple[Row, ...], int]:
    """The events with what contains them, and how many such rows there are in all; dated ones only.

    A row is there if it or anything in it was asked for. Of a span of time, what may have begun before it comes last.
    """
    where, given = choice.where()
    outer = look.connection.execute(
        "SELECT DISTINCT t.outermost, o.first IS NULL OR o.first < ? FROM timeline t "
        f"JOIN timeline o ON o.number = t.outermost WHERE {where} AND t.first IS NOT NULL "
        f"ORDER BY 2, 1 {'DESC' if latest else 'ASC'}",
        [choice.since or "", *given],
    ).fetchall()
    numbers = [row[0] for row in outer[skip : skip + limit]]
    asked = {row[0] for row in look.connection.execute(
        f"SELECT t.number FROM timeline t WHERE {where} AND t.outermost IN ({_marks(numbers)})", [*given, *numbers]
    )}  # fmt: skip
    found: dict[int, list[Entry]] = defaultdict(list)
    query = f"SELECT t.outermost, {_ENTRY} WHERE t.outermost IN ({_marks(numbers)}) ORDER BY t.number"
    for outermost, *entry in look.connection.execute(query, numbers):
        found[outermost].append(_entry(entry))
    return tuple(_row(found[number], asked) for number in numbers), len(outer)


def events_by_id(look: Look, keys: Iterable[str]) -> dict[str, Entry]:
    """The events with these ids as a list shows them."""
    wanted = list(keys)
    query = f"SELECT {_ENTRY} WHERE t.event IN ({_marks(wanted)}) ORDER BY t.number"
    return {entry.id: entry for entry in map(_entry, look.connection.execute(query, wanted))}


def entries_numbered(look: Look, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """The events with these numbers of the timeline, in the order given."""
    query = f"SELECT {_ENTRY} WHERE t.number IN ({_marks(numbers)})"
    held = {entry.number: entry for entry in map(_entry, look.connection.execute(query, numbers))}
    return tuple(held[number] for number in numbers)


def latest_day(look: Look) -> str | None:
    """The day of the latest dated report, as YYYY-MM-DD; of events, where no report is dated."""
    return look.kept("latest day", lambda: _latest_day(look))


def _latest_day(look: Look) -> str | None:
    for query in (
        "SELECT max(substr(published, 1, 10)) FROM reports WHERE length(published) >= 10",
        "SELECT max(first) FROM timeline",
    ):
        found = look.connection.execute(query).fetchone()[0]
        if found:
            return str(found)
    return None


def _row(entries: Sequence[Entry], asked: set[int]) -> Row:
    outer, *inside = entries
    return Row(outer, tuple(entry for entry in inside if entry.number in asked), outer.number in asked)


def _entry(row: Sequence[Any]) -> Entry:
    values = list(row)
    values[9], values[14] = bool(row[9]), bool(row[14])
    return Entry(*values)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
