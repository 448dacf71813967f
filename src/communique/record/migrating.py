"""Bringing a record of an older layout up to date, with a copy of it kept beside it.

Invariant: what was read and what a person decided is carried over whole, column by column; what follows
from it is made again by the next settling; and until the last step is done the file is what it was.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files
from pathlib import Path

from communique.record.errors import RecordError

KEPT = (
    "state",
    "runs",
    "text_files",
    "readings",
    "sources",
    "unread",
    "judgements",
    "judgement_sides",
    "shown_ids",
    "known_people",
)
"""The tables that no settling can make again, those that are named before those that name them."""


@cache
def schema() -> str:
    """The layout of a record, as SQL."""
    return files("communique.record").joinpath("schema.sql").read_text(encoding="utf-8")


def migrate(connection: sqlite3.Connection, version: int, layout: int) -> Path | None:
    """Lead a record from layout `version` to `layout`; the path of the copy that is kept of the old one.

    Raises RecordError if the copy cannot be made; the record is then left as it was.
    """
    copy = _copied(connection, version)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("ATTACH ? AS old", (str(copy),))
    try:
        connection.execute("BEGIN EXCLUSIVE")
        _clear(connection)
        for statement in _statements(schema()):
            connection.execute(statement)
        for table in KEPT:
            _carry_over(connection, table)
        for number in range(version + 1, layout + 1):
            step = files("communique.record").joinpath("migrations", f"{number}.sql")
            for statement in _statements(step.read_text(encoding="utf-8")) if step.is_file() else ():
                connection.execute(statement)
        connection.execute("UPDATE state SET settled = -1")
        connection.execute(f"PRAGMA user_version = {layout}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("DETACH old")
        connection.execute("PRAGMA foreign_keys = ON")
    return copy


def _copied(connection: sqlite3.Connection, version: int) -> Path:
    """A copy of the whole file beside it: `<record>.layout<version>`, numbered where that name is taken."""
    path = Path(connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])
    wanted = path.with_name(f"{path.name}.layout{version}")
    copy, number = wanted, 1
    while copy.exists():
        number += 1
        copy = wanted.with_name(f"{wanted.name}-{number}")
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.OperationalError as error:
        copy.unlink(missing_ok=True)
        raise RecordError(
            f"{path} is of an older layout, and no copy of it could be kept as {copy} ({error}); make room there"
        ) from error
    return copy


def _clear(connection: sqlite3.Connection) -> None:
    """Take all views and tables away; a virtual table takes those beneath it along."""
    listed = "SELECT type, name, sql FROM main.sqlite_schema WHERE type IN ('view', 'table') ORDER BY type DESC"
    rows = connection.execute(listed).fetchall()
    for kind, name, _ in sorted(rows, key=lambda row: not (row[2] or "").startswith("CREATE VIRTUAL")):
        if not name.startswith("sqlite_"):
            connection.execute(f'DROP {kind} IF EXISTS main."{name}"')


def _carry_over(connection: sqlite3.Connection, table: str) -> None:
    """Copy the columns that both layouts have; a table that is new stays empty."""
    theirs = {row[1] for row in connection.execute(f'PRAGMA old.table_info("{table}")')}
    both = [f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")') if row[1] in theirs]
    if both:
        columns = ", ".join(both)
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM old.{table}")


def _statements(script: str) -> list[str]:
    """The statements of a script, so that they run inside one transaction."""
    found, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            found.append(begun)
            begun = ""
    return found
