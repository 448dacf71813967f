"""Looking into a record of any size: one thing by its id, lists a page at a time, never all of it at once.

Invariant: everything asked of one `Look` comes from one unchanging state of the file, and nothing here reads more than
the answer needs; a record that is written to, or put in another's place, is seen as it then is by the next `Look`.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TypeVar, cast

from communique.model import Actor, Agreement, AgreementClaim, Claim, Event, Quotation, Report
from communique.record import loading
from communique.record.connecting import connect, transaction
from communique.record.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class Heading:
    """A report without its text."""

    id: str
    uri: str
    title: str | None
    published: str | None
    published_basis: str | None
    publisher: str | None
    agency: str | None
    language: str | None
    url: str | None
    copy_of: str | None


T = TypeVar("T")

_MOST_KEPT = 500
"""Answers kept of one state of a record."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A connection, and the file it is open on."""

    connection: sqlite3.Connection
    file: tuple[int, int]


class _Watch:
    """Tells whether the record may be another than before: a connection that does nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._opened: _Opened | None = None
        self._version: int | None = None
        self._state = 0

    def state(self) -> int:
        """A number that grows when anybody has changed the file, or put another in its place."""
        with self._lock:
            file = _file(self._path)
            if self._opened is None or self._opened.file != file:
                self.close()
                self._opened, self._version = _Opened(connect(self._path, writing=False), file), None
            (version,) = self._opened.connection.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._version, self._state = version, self._state + 1
            return self._state

    def close(self) -> None:
        """Close the connection."""
        if self._opened is not None:
            self._opened.connection.close()
            self._opened = None


class Catalogue:
    """A record's file, for many readers in one process."""

    def __init__(self, path: Path) -> None:
        """Raises RecordError if there is no record there that this communique can read."""
        self._path = path
        self._kept = _Kept()
        self._watch = _Watch(path)
        self._idle: SimpleQueue[_Opened] = SimpleQueue()
        self._idle.put(self._opened())

    @contextmanager
    def look(self) -> Iterator[Look]:
        """One unchanging state of the record. Raises RecordError if it cannot be read."""
        before = self._watch.state()
        opened = self._taken()
        try:
            with transaction(opened.connection, "DEFERRED"):
                opened.connection.execute("SELECT only FROM state").fetchone()
                same = self._watch.state() == before
                yield Look(opened.connection, self._kept if same else _Kept(), before)
        except BaseException:
            opened.connection.close()
            raise
        self._idle.put(opened)

    def close(self) -> None:
        """Close what is open."""
        while (waiting := self._waiting()) is not None:
            waiting.connection.close()
        self._watch.close()

    def _taken(self) -> _Opened:
        while (waiting := self._waiting()) is not None:
            if waiting.file == _file(self._path):
                return waiting
            waiting.connection.close()
        return self._opened()

    def _waiting(self) -> _Opened | None:
        try:
            return self._idle.get_nowait()
        except Empty:
            return None

    def _opened(self) -> _Opened:
        return _Opened(connect(self._path, writing=False), _file(self._path))


class _Kept:
    """What was worked out for one state of the record, until there is another."""

    def __init__(self) -> None:
        self._state: object = None
        self._things: dict[Hashable, object] = {}
        self._turns: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, state: object, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if state != self._state:
                self._state, self._things, self._turns = state, {}, {}
            things = self._things
            if len(things) >= _MOST_KEPT:
                things.clear()
            turn = self._turns.setdefault(key, Lock())
        with turn:  # whoever asks for the same meanwhile waits for it, and does not make it again
            held = things.get(key, self)
            if held is self:
                held = things[key] = make()
            return cast(T, held)


class Look:
    """One state of a record. Things that are not there raise UnknownIdError where one is asked for by its id."""

    def __init__(self, connection: sqlite3.Connection, kept: _Kept, state: int) -> None:
        """For `Catalogue` alone: a connection inside a transaction, and what was worked out of this state before."""
        self.connection = connection
        """For the modules of this room."""
        self._kept = kept
        self._state = state

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of this state of the record; made once, as long as the record stays as it is."""
        return self._kept.get(self._state, key, make)

    @property
    def state(self) -> tuple[int, int]:
        """How far the readings, and how far the findings go: it changes when the record does."""
        changes, settled = self.connection.execute("SELECT changes, settled FROM state").fetchone()
        return changes, settled

    # ------------------------------------------------------------ one thing

    def event(self, key: str) -> Event:
        """The event with this id."""
        return _one(self.events([key]), "event", key)

    def report(self, key: str) -> Report:
        """The report with this id."""
        return _one(self.reports([key]), "report", key)

    def actor(self, key: str) -> Actor:
        """The actor with this id."""
        return _one(self.actors([key]).values(), "actor", key)

    def claim(self, key: str) -> Claim | AgreementClaim:
        """The claim with this id, about an event or an agreement."""
        return _one(self.claims([key]).values(), "claim", key)

    def agreement(self, key: str) -> Agreement:
        """The agreement with this id."""
        return _one(loading.agreements(self.connection, [key]), "agreement", key)

    # ------------------------------------------------------------ some things

    def events(self, keys: Iterable[str]) -> tuple[Event, ...]:
        """The events with these ids, by first day."""
        return loading.events(self.connection, keys)

    def reports(self, keys: Iterable[str]) -> tuple[Report, ...]:
        """The reports with these ids, by day."""
        return loading.reports(self.connection, keys)

    def actors(self, keys: Iterable[str]) -> dict[str, Actor]:
        """The actors with these ids, by id."""
        return {actor.id: actor for actor in loading.actors(self.connection, keys)}

    def claims(self, keys: Iterable[str]) -> dict[str, Claim | AgreementClaim]:
        """The claims with these ids, about events or agreements, by id."""
        wanted = list(keys)
        found: dict[str, Claim | AgreementClaim] = {
            claim.id: claim for claim in loading.claims(self.connection, wanted)
        }
        found |= {paper.id: paper for paper in loading.agreement_claims(self.connection, wanted)}
        return found

    def headings(self, keys: Iterable[str]) -> dict[str, Heading]:
        """The reports with these ids, by id, without their texts."""
        rows = self.connection.execute(
            "SELECT id, uri, title, published, published_basis, publisher, agency, language, url, copy_of "
            "FROM reports WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {row[0]: Heading(*row) for row in rows}

    def names(self, keys: Iterable[str]) -> dict[str, str]:
        """The names of the actors with these ids, by id."""
        rows = self.connection.execute(
            "SELECT id, name FROM actors WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
        )
        return dict(rows.fetchall())

    def agreements(self, keys: Iterable[str]) -> tuple[Agreement, ...]:
        """The agreements with these ids, by label."""
        return loading.agreements(self.connection, keys)

    # ------------------------------------------------------------ what belongs to one thing

    def inside(self, event: str) -> tuple[Event, ...]:
        """The events that this one directly contains, by first day."""
        return self.events(self._keys("SELECT id FROM events WHERE part_of = ?", event))

    def quotations_at(self, event: str) -> tuple[Quotation, ...]:
        """What was said at this event, as far as reports tell."""
        keys = self._keys("SELECT id FROM quotations WHERE event = ?", event)
        return loading.quotations(self.connection, keys)

    def agreements_at(self, event: str) -> tuple[Agreement, ...]:
        """The agreements of which a claim names this event as the signing, or stands among its claims."""
        keys = self._keys(
            "SELECT DISTINCT s.agreement FROM claims c JOIN agreement_stage_claims s ON s.claim = c.id "
            "WHERE c.event = ? AND c.about = 'agreement'",
            event,
        )
        return self.agreements(keys)

    def copies_of(self, report: str) -> tuple[Heading, ...]:
        """The reports that reprint this one."""
        keys = self._keys("SELECT id FROM reports WHERE copy_of = ? ORDER BY published, id", report)
        held = self.headings(keys)
        return tuple(held[key] for key in keys)

    def claims_in(self, report: str) -> tuple[Claim | AgreementClaim, ...]:
        """What a report says, by place in it."""
        keys = self._keys("SELECT id FROM claims WHERE report = ?", report)
        return tuple(sorted(self.claims(keys).values(), key=lambda claim: (claim.start, claim.end, claim.id)))

    def event_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The event of each of these claims that has one."""
        found: dict[str, str] = {}
        for key in claims:
            row = self.connection.execute("SELECT event FROM claims WHERE id = ?", (key,)).fetchone()
            if row and row[0]:
                found[key] = row[0]
        return found

    def moved(self, key: str) -> str | None:
        """Where what was shown under this id is found now, if it is no longer found under it."""
        row = self.connection.execute("SELECT now FROM moved_ids WHERE old = ?", (key,)).fetchone()
        return row[0] if row else None

    def _keys(self, query: str, *given: str) -> list[str]:
        return [row[0] for row in self.connection.execute(query, given)]


def _file(path: Path) -> tuple[int, int]:
    """What tells a file from another that takes its name."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return 0, 0
    return found.st_dev, found.st_ino


def _one(found: Iterable[T], what: str, key: str) -> T:
    for one in found:
        return one
    raise UnknownIdError(f"the record holds no {what} {key}")
