"""The record: one SQLite file of reports, what they say, and what follows.

Invariant: a reader sees the findings of one settling, whole. A reading is kept from the moment `add`
returns, whatever becomes of the process; findings follow when `settle` is called, and until then
`unsettled` says so.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import msgspec

from communique.events.renewing import TooWideError, renew
from communique.events.resolving import Resolved
from communique.model import (
    Actor,
    Agreement,
    AgreementClaim,
    Claim,
    Event,
    Findings,
    Passage,
    Quotation,
    Reading,
    Report,
    Unread,
)
from communique.record import filing, judging_rows, loading, searching, storing, tables, texts, updating
from communique.record.checking import check_findings, check_reading
from communique.record.collection import Collection
from communique.record.connecting import (
    WriterLock,
    connect,
    references_taken_on_trust,
    room_to_work,
    transaction,
)
from communique.record.errors import RecordError, UnknownIdError
from communique.record.explaining import Explanation, Found, explain
from communique.record.judged import Judged
from communique.record.moving import moved
from communique.record.sharing import Sharing
from communique.record.texts import Keeping, Outgoing, check_choice, choose

T = TypeVar("T")

MEETINGS = frozenset({"meeting", "talks", "call"})
"""The kinds of event that `Record.meetings` holds."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call for something to be read, and what came of it. `state`: reading, interrupted or read."""

    id: int
    started: str
    ended: str | None
    state: str
    offered: int
    read: int
    unchanged: int
    unread: int


@dataclass(frozen=True, slots=True)
class Source:
    """What tells an item from another before it is read: its bytes' fingerprint, its place, and the reader."""

    fingerprint: str
    uri: str
    reader: str


class Record(Judged):
    """A record, open. Use it as a context manager, or `close()` it."""

    def __init__(self, path: str | Path | None = None, *, writing: bool = False, texts: Keeping | None = None) -> None:
        """Open the record at a path, to read or (`writing`) to add to it; it is made if it is not there.

        `texts` says of one that is made whether it keeps its readings and texts in itself ("record", which is
        usual) or in Parquet files in the folder `<path>.texts` beside it ("parquet"). Without a path it is a
        temporary one that goes when closed. Raises RecordError: the file is missing, is no record, is a newer
        one, is locked by another writer, or keeps its texts otherwise than asked.
        """
        self.path = None if path is None else Path(path)
        check_choice(self.path, texts)
        self.writing = writing or path is None
        self._lock = WriterLock(self.path) if self.path is not None and writing and not self.path.is_dir() else None
        self._kept: dict[str, object] = {}
        self._mark: object = None
        try:
            self._connection = connect(self.path, self.writing)
            self._outgoing = self._begun(texts) if self.writing else None
        except BaseException:
            if self._lock:
                self._lock.release()
            raise

    def _begun(self, keeping: Keeping | None) -> Outgoing:
        """What is to be written beside the record, if anything is."""
        try:
            choose(self._connection, keeping)
            return Outgoing(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; after the last writer it stands alone again, without a log beside it."""
        self._connection.close()
        if self._lock:
            self._lock.release()

    def discard(self) -> None:
        """Close the record and take its file away, as after a first run that read nothing."""
        texts.take_away(self._connection)
        self._connection.close()
        if self.path is not None:
            for suffix in ("-wal", "-shm", ""):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        """The record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Its path and its size."""
        return f"<Record {self.path or '(temporary)'}: {len(self.reports)} reports, {len(self.events)} events>"

    # ------------------------------------------------------------ writing

    def start_run(self, reader: str, paths: Sequence[str]) -> int:
        """Note that reading begins; the number is for the other calls here."""
        with transaction(self._connection):
            row = self._connection.execute(
                "INSERT INTO runs (started, state, reader, paths) VALUES (?, 'reading', ?, ?) RETURNING id",
                (_now(), reader, json.dumps(list(paths), ensure_ascii=False)),
            ).fetchone()
        return int(row[0])

    def end_run(self, run: int, state: str, counts: tuple[int, int, int, int]) -> None:
        """Note how it ended: `read` or `interrupted`, and (offered, read, unchanged, unread)."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE runs SET ended = ?, state = ?, offered = ?, read = ?, unchanged = ?, unread = ? WHERE id = ?",
                (_now(), state, *counts, run),
            )

    def knows(self, source: Source) -> bool:
        """Whether this item was read before, by this reader, from here or from an earlier place.

        An item known from a later place (in the alphabet) is not known from here: which of its places
        a report carries must not hang on the order of reading.
        """
        row = self._connection.execute(
            "SELECT min(r.uri) FROM sources s JOIN readings r ON r.report = s.report "
            "WHERE s.fingerprint = ? AND s.reader = ?",
            (source.fingerprint, source.reader),
        ).fetchone()
        return row[0] is not None and row[0] <= source.uri

    def add(self, reading: Reading, source: Source | None = None, run: int | None = None) -> bool:
        """Keep what one report says, in a transaction of its own. False if the very same stood there.

        Of two readings of one report (the same bytes found in two places) the one from the place first
        in the alphabet stays. Raises FaultyFindingsError if the reading does not fit its report.
        """
        check_reading(reading)
        report, body = reading.report, msgspec.json.encode(reading)
        with transaction(self._connection):
            held = self._connection.execute("SELECT uri FROM readings WHERE report = ?", (report.id,)).fetchone()
            stands = held is not None and report.uri == held[0] and texts.holds(self._connection, reading)
            changed = not stands and (held is None or report.uri <= held[0])
            if changed:
                self._connection.execute(
                    "INSERT INTO readings (report, uri, run, body) VALUES (?, ?, ?, ?) ON CONFLICT (report) "
                    "DO UPDATE SET uri = excluded.uri, run = excluded.run, body = excluded.body, "
                    "text_file = NULL, text_row = NULL",
                    (report.id, report.uri, run, body),
                )
                self._connection.execute("UPDATE state SET changes = changes + 1")
            if source is not None:
                self._connection.execute(
                    "INSERT OR REPLACE INTO sources (fingerprint, uri, reader, report) VALUES (?, ?, ?, ?)",
                    (source.fingerprint, source.uri, source.reader, report.id),
                )
            self._connection.execute("DELETE FROM unread WHERE uri = ?", (report.uri,))
        if changed and self._outgoing is not None:
            self._outgoing.note(report.id, len(body))
        return changed

    def unread_before(self, run: int) -> frozenset[str]:
        """The files (or other places) of which something was not read in runs before this one."""
        rows = self._connection.execute("SELECT uri FROM unread WHERE run IS NULL OR run < ?", (run,))
        return frozenset(_file_of(uri) for (uri,) in rows)

    def forget_unread(self, uri: str, run: int) -> None:
        """Drop what runs before this one said of the file that this item comes from: it is offered again."""
        file = _file_of(uri)
        with transaction(self._connection):
            self._connection.execute(
                "DELETE FROM unread WHERE (run IS NULL OR run < ?) AND (uri = ? OR substr(uri, 1, ?) = ?)",
                (run, file, len(file) + 1, f"{file}#"),
            )

    def forget_unread_of_same_paths(self, run: int) -> None:
        """Drop what runs before this one said of paths that this one has looked through as well."""
        with transaction(self._connection):
            rows = self._connection.execute("SELECT id, paths FROM runs WHERE id <= ?", (run,)).fetchall()
            asked = {number: frozenset(json.loads(paths)) for number, paths in rows}
            over = [(number,) for number, paths in asked.items() if number != run and paths <= asked[run]]
            self._connection.executemany("DELETE FROM unread WHERE run = ?", over)

    def add_unread(self, unread: Unread, run: int | None = None) -> None:
        """Keep what could not be read, and why."""
        with transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO unread (uri, reason, run) VALUES (?, ?, ?)", (unread.uri, unread.reason, run)
            )

    def settle(self, made: Findings | Resolved) -> None:
        """Put these findings in the place of the old ones, in one transaction.

        With what they were made with (`Resolved`), `renew` can follow. Raises FaultyFindingsError if they
        contradict themselves; the record then stays as it was.
        """
        findings = made.findings if isinstance(made, Resolved) else made
        check_findings(findings)
        self._put_out()
        trust, room = references_taken_on_trust(self._connection), room_to_work(self._connection)
        with trust, room, transaction(self._connection):
            storing.store_findings(self._connection, findings)
            judging_rows.remember_ids(self._connection, findings)
            self._connection.execute("UPDATE state SET settled = changes")
            if isinstance(made, Resolved):
                updating.store_filing(self._connection, made)
        self._settled()

    def renew(self) -> str | None:
        """Settle what the readings added since the last settling change, and nothing else.

        None if that is done; else why it cannot be, and all must be resolved: the record is as it was.
        """
        why = updating.unready(self._connection)
        if why is not None:
            return why
        self._put_out()
        try:
            with references_taken_on_trust(self._connection), transaction(self._connection):
                renewal = renew(filing.Filing(self._connection), self.given)
                updating.store_renewal(self._connection, renewal)
                judging_rows.remember_ids(self._connection, renewal.findings)
                self._connection.execute("UPDATE state SET settled = changes")
                updating.stamp(self._connection)
        except TooWideError as error:
            return str(error)
        self._settled()
        return None

    def _put_out(self) -> None:
        if self._outgoing is not None:
            self._outgoing.put()

    def _settled(self) -> None:
        if self.path is not None:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._kept.clear()

    def check(self) -> tuple[str, ...]:
        """What is not as it was written, in the file or in the files beside it, each in a line for a person."""
        ask = self._connection.execute
        with self.snapshot():
            try:
                broken = [row[0] for row in ask("PRAGMA integrity_check") if row[0] != "ok"]
                if not broken and (loose := ask("PRAGMA foreign_key_check").fetchall()):
                    broken = [f"{len(loose)} rows name what is not there; make the findings again: communique settle"]
            except sqlite3.DatabaseError as error:
                broken = [str(error)]
            return *(f"{self.path or 'the record'}: {words}" for words in broken), *texts.faults(self._connection)

    # ------------------------------------------------------------ what was read

    @property
    def unsettled(self) -> bool:
        """Whether readings were added after the findings were made, as when a run was killed."""
        changes, settled = self._connection.execute("SELECT changes, settled FROM state").fetchone()
        return bool(changes != settled)

    def readings(self) -> tuple[Reading, ...]:
        """What each report says, by report id: all that findings are made from."""
        sharing = Sharing()
        shared = (sharing.share(reading) for reading in texts.readings(self._connection))
        return tuple(sorted(shared, key=lambda reading: reading.report.id))

    @property
    def unread(self) -> Collection[Unread]:
        """What was offered and not read, and why."""
        rows = self._connection.execute("SELECT uri, reason FROM unread ORDER BY uri")
        return Collection([Unread(*row) for row in rows], lambda one: {"uri": one.uri, "reason": one.reason})

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every call for something to be read, oldest first."""
        columns = "id, started, ended, state, offered, read, unchanged, unread"
        return tuple(Run(*row) for row in self._connection.execute(f"SELECT {columns} FROM runs ORDER BY id"))

    # ------------------------------------------------------------ what follows

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Everything asked inside sees one unchanging state of the file, whatever a writer does meanwhile."""
        if self._connection.in_transaction:
            yield self
            return
        with transaction(self._connection, "DEFERRED"):
            yield self

    def _once(self, name: str) -> object:
        """What `loading` reads under this name, kept until the file changes."""
        mark = (
            self._connection.execute("PRAGMA data_version").fetchone()[0],
            self._connection.execute("SELECT settled FROM state").fetchone()[0],
        )
        if mark != self._mark:
            self._kept.clear()
            self._mark = mark
        if name not in self._kept:
            try:
                self._kept[name] = getattr(loading, name)(self._connection)
            except sqlite3.DatabaseError as error:
                raise RecordError(f"{self.path or 'the record'} is broken ({error}); make it anew") from error
        return self._kept[name]

    @property
    def reports(self) -> Collection[Report]:
        """Every report in the findings, by day of publication."""
        return Collection(self._list("reports", Report), tables.report_row)

    @property
    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """By report, the paragraphs that it shares with others, in text order; reports that share none are left out."""
        return cast(dict[str, tuple[Passage, ...]], self._once("passages"))

    @property
    def actors(self) -> Collection[Actor]:
        """Every country, person and organisation."""
        return Collection(self._list("actors", Actor), tables.actor_row)

    @property
    def events(self) -> Collection[Event]:
        """Every event, by first day; undated ones last."""
        return Collection(self._list("events", Event), partial(tables.event_row, name=self.name))

    @property
    def visits(self) -> Collection[Event]:
        """The events that are visits."""
        found = [event for event in self._list("events", Event) if event.kind == "visit"]
        return Collection(found, partial(tables.visit_row, name=self.name, kind=self._type))

    @property
    def meetings(self) -> Collection[Event]:
        """The events that are meetings, talks or calls."""
        found = [event for event in self._list("events", Event) if event.kind in MEETINGS]
        return Collection(found, partial(tables.meeting_row, name=self.name))

    @property
    def claims(self) -> Collection[Claim]:
        """Every claim about an event, by report and place in it."""
        return Collection(
            self._list("claims", Claim), partial(tables.claim_row, name=self.name, event_of=self.event_of)
        )

    @property
    def agreement_claims(self) -> tuple[AgreementClaim, ...]:
        """Every claim about an agreement, by report and place in it."""
        return self._list("agreement_claims", AgreementClaim)

    @property
    def quotations(self) -> Collection[Quotation]:
        """Everybody's words, by report and place in it."""
        return Collection(self._list("quotations", Quotation), partial(tables.quotation_row, name=self.name))

    @property
    def agreements(self) -> Collection[Agreement]:
        """Every paper or batch of papers, by label."""
        return Collection(self._list("agreements", Agreement), partial(tables.agreement_row, name=self.name))

    @property
    def event_of(self) -> dict[str, str]:
        """The event of each claim that has one; an agreement's claim has the signing it was made at."""
        return cast(dict[str, str], self._once("event_of"))

    def findings(self) -> Findings:
        """All that is so, as the model's one object."""
        with self.snapshot():
            return Findings(
                reports=self._list("reports", Report),
                actors=self._list("actors", Actor),
                claims=self._list("claims", Claim),
                agreement_claims=self.agreement_claims,
                events=self._list("events", Event),
                quotations=self._list("quotations", Quotation),
                agreements=self._list("agreements", Agreement),
                event_of=self.event_of,
                candidates=tuple(self.candidates),
            )

    def _list(self, name: str, kind: type[T]) -> tuple[T, ...]:
        return cast(tuple[T, ...], self._once(name))

    def _by_id(self, name: str) -> dict[str, Any]:
        things = self._once(name)
        index = f"{name} by id"
        if index not in self._kept:
            self._kept[index] = {thing.id: thing for thing in cast(tuple[Any, ...], things)}
        return cast(dict[str, Any], self._kept[index])

    # ------------------------------------------------------------ one thing

    def name(self, actor: str) -> str:
        """An actor's name by its id; the id itself where there is none."""
        found = self._by_id("actors").get(actor)
        return found.name if found else actor

    def _type(self, actor: str) -> str | None:
        found = self._by_id("actors").get(actor)
        return found.type if found else None

    def event(self, key: str) -> Event:
        """The event with this id, or the one that an event of this id has become. Raises UnknownIdError."""
        return cast(Event, self._one("events", key, "event"))

    def actor(self, key: str) -> Actor:
        """The actor with this id, or the one that an actor of this id has become. Raises UnknownIdError."""
        return cast(Actor, self._one("actors", key, "actor"))

    def agreement(self, key: str) -> Agreement:
        """The agreement with this id, or the one that an agreement of this id has become. Raises UnknownIdError."""
        return cast(Agreement, self._one("agreements", key, "agreement"))

    def report(self, key: str) -> Report:
        """The report with this id. Raises UnknownIdError."""
        return cast(Report, self._one("reports", key, "report"))

    def claim(self, key: str) -> Claim | AgreementClaim:
        """The claim with this id, about an event or an agreement. Raises UnknownIdError."""
        paper = self._by_id("agreement_claims").get(key)
        return cast("Claim | AgreementClaim", paper or self._one("claims", key, "claim"))

    def _one(self, name: str, key: str, what: str) -> object:
        things = self._by_id(name)
        found = things.get(key) or things.get(moved(self._connection, what, key) or "")
        if found is None:
            raise UnknownIdError(f"the record holds no {what} {key}")
        return found

    def explain(self, key: str) -> Explanation:
        """What stands under an event, agreement, quotation, actor or claim, with judgements. Raises UnknownIdError."""
        with self.snapshot():
            return explain(self, key)

    def search(self, words: str, limit: int = 20) -> tuple[Found, ...]:
        """Up to `limit` passages that hold all the words, those that make claims first."""
        with self.snapshot():
            return tuple(searching.search(self._connection, self._by_id("reports"), words, limit))


def _file_of(uri: str) -> str:
    """The file that an item comes from: a row of a table is named by the file's name, `#`, and its own."""
    return uri.partition("#")[0]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
