"""Opening the one SQLite file of a record, to read or to write.

Invariant: a connection that leaves this module speaks to a record of exactly this version's layout,
and at most one process at a time holds it open for writing.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from communique.record.errors import (
    LockedRecordError,
    MissingRecordError,
    NewerRecordError,
    NotARecordError,
    OlderRecordError,
    RecordError,
)
from communique.record.migrating import migrate, schema
from communique.version import VERSION

APPLICATION = 0x434F4D51
"""SQLite's application_id of a record: the letters COMQ; `file` and Datasette show it."""

LAYOUT = 3
"""SQLite's user_version: the number of this layout; `migrating` leads from older ones to it."""

_ROOM = 128_000
"""Kilobytes of the file held in memory while all is stored."""
_WAIT = 10.0


def connect(path: Path | None, writing: bool) -> sqlite3.Connection:
    """Open a record; `None` is a record that lives only as long as the connection.

    Raises a `RecordError` that says what to do when the file is missing, is no record, was made by
    another version, or is broken.
    """
    if path is None:
        return _prepared(sqlite3.connect("", isolation_level=None, check_same_thread=False), "(temporary)", True)
    if path.is_dir():
        raise NotARecordError(f"{path} is a folder; name the record's file itself")
    if not writing and not path.exists():
        raise MissingRecordError(
            f"{path}: there is no such record; make one with: communique read PATH... --record {path}"
        )
    try:
        if writing:
            connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        else:
            connection = _read_only(path)
        return _prepared(connection, str(path), writing)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LockedRecordError(
                f"{path} is being written to by another program; try again when that is done"
            ) from error
        raise MissingRecordError(
            f"{path} cannot be opened ({error}); look at its permissions and at the disk"
        ) from error
    except sqlite3.DatabaseError as error:
        raise NotARecordError(
            f"{path} is not a communique record, or is broken ({error}); name another file"
        ) from error


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that does not write; beside a writer it sees whole transactions only.

    It may tidy away the write-ahead log when it is the last to leave, so it opens the file for writing
    where that is allowed. Where not even the folder can be written to, SQLite cannot keep its index of
    the log there; with no log waiting, the file may be taken as it stands.
    """
    uri = path.resolve().as_uri()
    connection = _opened(f"{uri}?mode=rw")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.OperationalError:
        connection.close()
        log = path.with_name(path.name + "-wal")
        if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size):
            raise
        connection = _opened(f"{uri}?immutable=1")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _opened(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, timeout=_WAIT, isolation_level=None, check_same_thread=False, uri=True)


def _prepared(connection: sqlite3.Connection, name: str, writing: bool) -> sqlite3.Connection:
    try:
        _agree(connection, name, writing)
    except BaseException:
        connection.close()
        raise
    return connection


def _agree(connection: sqlite3.Connection, name: str, writing: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32000")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables == 0 and writing:
        connection.execute("PRAGMA journal_mode = WAL")
        _lay_out(connection)
        return
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if tables == 0 and Path(f"{name}-lock").exists():
        raise LockedRecordError(f"{name} is just being made by another program; try again when it is there")
    if application != APPLICATION:
        raise NotARecordError(
            f"{name} is not a communique record; name another file, or make one with: communique read"
        )
    if version > LAYOUT:
        raise NewerRecordError(
            f"{name} was made by a newer communique (layout {version}, this one knows {LAYOUT}); upgrade"
        )
    if version < LAYOUT:
        if not writing:
            raise OlderRecordError(
                f"{name} was made by an older communique; bring it up to date with: communique settle {name}"
            )
        migrate(connection, version, LAYOUT)


def _lay_out(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN EXCLUSIVE; {schema()}\nPRAGMA application_id = {APPLICATION}; PRAGMA user_version = {LAYOUT};"
    )
    connection.execute("INSERT INTO state (only, made_by, changes, settled) VALUES (1, ?, 0, 0)", (VERSION,))
    connection.execute("COMMIT")


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All or nothing. `IMMEDIATE` to write, `DEFERRED` to read one unchanging state."""
    try:
        connection.execute(f"BEGIN {kind}")
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            raise _said(error) from error
        raise


@contextmanager
def references_taken_on_trust(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside, SQLite does not look references up: it would scan a table for each row of another one.

    `check_findings` looks at all of findings beforehand. Call it outside any transaction.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def room_to_work(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside, more of the file is held in memory: rows that stand in no order are looked up all over it."""
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_ROOM}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")


def without_waiting(connection: sqlite3.Connection, statement: str) -> Any:
    """The first row of what a statement gives; it does not wait for others who hold the record."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        return connection.execute(statement).fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(_WAIT * 1000)}")


def _said(error: sqlite3.OperationalError) -> RecordError:
    words = str(error)
    if "locked" in words:
        return LockedRecordError("the record is being written to by another program; try again when that is done")
    if "full" in words:
        return RecordError("the disk is full; make room and run the same command again: what was read is kept")
    if "readonly" in words:
        return RecordError("the record cannot be written to; look at its permissions")
    return RecordError(f"SQLite says of the record: {words}")


class WriterLock:
    """Held by the one process that writes a record, from opening to closing; gone when the process is.

    A file beside the record (`<name>-lock`) carries a POSIX lock, which the system takes back however
    the holder dies. Where there are no POSIX locks, SQLite's own guard each transaction alone.
    """

    def __init__(self, record: Path) -> None:
        """Take the lock. Raises LockedRecordError if another process, or another opening here, has it."""
        self._path = record.with_name(record.name + "-lock")
        self._file: int | None = None
        try:
            import fcntl
        except ImportError:
            return
        while self._file is None:
            if not record.parent.is_dir():
                raise MissingRecordError(f"{record}: the folder {record.parent} is not there; make it first")
            try:
                opened = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except OSError as error:
                raise MissingRecordError(
                    f"{record} cannot be written to ({error.strerror}); look at permissions"
                ) from error
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(opened)
                raise LockedRecordError(
                    f"{record} is being written to by another communique; wait for it to end, or name another file"
                ) from error
            self._file = self._still_there(opened)

    def _still_there(self, opened: int) -> int | None:
        """The file, unless its last holder took it away between our opening and our locking."""
        with contextlib.suppress(FileNotFoundError):
            if os.fstat(opened).st_ino == self._path.stat().st_ino:
                return opened
        os.close(opened)
        return None

    def release(self) -> None:
        """Give the lock back; the file goes while it is still ours."""
        if self._file is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None
