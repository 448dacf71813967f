"""Where readings and texts stand: in the record, or in Parquet files in a folder beside it. The one door to both.

Invariant: a row refers to a file only once that file is on the disk, whole and under its name; until then what it is to
hold stands in the record. A file is never changed, and goes only when no state of the record that is being read refers
to it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import msgspec

from communique.model import Reading
from communique.record.connecting import references_taken_on_trust, transaction, without_waiting
from communique.record.errors import LostTextsError, RecordError

Keeping = Literal["record", "parquet"]
"""Where a record keeps its readings and texts."""

Where = tuple[int, int]
"""A file's number and a row in it."""

FILE_READINGS = 1024
FILE_BYTES = 16 << 20
"""At so many readings, or so many bytes of them, those that wait in the record are put into a file."""

_GROUP_READINGS = 64
_GROUP_BYTES = 1 << 20
"""The most that one look-up reads, unless a single reading is larger."""

_COLUMNS = ("report", "text", "reading")
_NAME = re.compile(r"\d{6,12}-[0-9a-f]{16}\.parquet(\.new)?")
_SHOWN = 3


# ---------------------------------------------------------------- what is chosen when a record is made


def check_choice(record: Path | None, keeping: Keeping | None) -> None:
    """Before a record is opened: raise RecordError if it cannot keep its texts in Parquet, and is to."""
    if keeping != "parquet":
        return
    if record is None:
        raise RecordError("a temporary record keeps its texts in itself; name a file for it")
    _arrow()
    if not record.exists():
        _refuse_taken(record.with_name(record.name + ".texts"))


def choose(connection: sqlite3.Connection, keeping: Keeping | None) -> None:
    """Give a record its choice while nothing was asked of it; later, raise RecordError where another one is asked for.

    Raises LostTextsError if its folder is gone.
    """
    (kept,) = connection.execute("SELECT texts FROM state").fetchone()
    if keeping is not None and kept != keeping:
        (begun,) = connection.execute("SELECT (SELECT count(*) FROM runs) + changes FROM state").fetchone()
        if begun:
            where = "in itself" if kept == "record" else f"in {_folder(connection)}"
            raise RecordError(
                f"this record keeps its texts {where}, and reading more keeps to that: leave --texts out, or make "
                f"another record with --texts {keeping}"
            )
        _refuse_taken(_folder(connection))
        with transaction(connection):
            connection.execute("UPDATE state SET texts = ?", (keeping,))
    elif kept == "parquet":
        _arrow()
        _files(connection, ())


def _refuse_taken(folder: Path) -> None:
    """A new record would sweep away what another one put there."""
    if _ours(folder):
        raise RecordError(f"{folder} holds texts of a record that is not there; put that back, or take the folder away")


# ---------------------------------------------------------------- getting


def readings(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> Iterator[Reading]:
    """Whole readings, all or those of these reports, in no set order."""
    decoder = msgspec.json.Decoder(Reading)
    placed: list[Where] = []
    for body, file, row in _rows(connection, only):
        if file is None:
            yield decoder.decode(body)
        else:
            placed.append((file, row))
    for _, (text, body) in _found(connection, placed, ("text", "reading")):
        read = decoder.decode(body)
        yield replace(read, report=replace(read.report, text=text))


def bodies(connection: sqlite3.Connection) -> Iterator[bytes | str]:
    """All readings as JSON, those that stand in files without their texts, in no set order."""
    placed: list[Where] = []
    for body, file, row in _rows(connection, None):
        if file is None:
            yield body
        else:
            placed.append((file, row))
    for _, (body,) in _found(connection, placed, ("reading",)):
        yield body


def holds(connection: sqlite3.Connection, reading: Reading) -> bool:
    """Whether the very same reading stands there; not, if its file is not as it was written or it cannot be read."""
    with contextlib.suppress(LostTextsError, msgspec.DecodeError):
        for file, _ in places(connection, [reading.report.id]).values():
            (digest,) = connection.execute("SELECT digest FROM text_files WHERE number = ?", (file,)).fetchone()
            if _digest_of(_files(connection, [file])[file]) != digest:
                return False
        return next(readings(connection, [reading.report.id]), None) == reading
    return False


def with_texts(connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `reports` by column, each with its text and without saying where that stands."""
    standing = [(row.pop("text_file"), row.pop("text_row")) for row in rows]
    found = {
        where: text for where, (text,) in _found(connection, (at for at in standing if at[0] is not None), ("text",))
    }
    for row, where in zip(rows, standing, strict=True):
        row["text"] = found.get(where, row["text"])
    return rows


def places(connection: sqlite3.Connection, reports: Iterable[str]) -> Mapping[str, Where]:
    """Where the readings of these reports stand, as far as they stand in files."""
    if connection.execute("SELECT 1 FROM text_files LIMIT 1").fetchone() is None:
        return {}
    rows = connection.execute(
        "SELECT report, text_file, text_row FROM readings "
        "WHERE text_file IS NOT NULL AND report IN (SELECT value FROM json_each(?))",
        (json.dumps(list(reports)),),
    )
    return {report: (file, row) for report, file, row in rows}


def _rows(connection: sqlite3.Connection, only: Iterable[str] | None) -> Iterator[Any]:
    asked = "SELECT body, text_file, text_row FROM readings"
    if only is None:
        return connection.execute(asked)
    among = json.dumps(sorted(set(only)))
    return connection.execute(f"{asked} WHERE report IN (SELECT value FROM json_each(?))", (among,))


def _found(
    connection: sqlite3.Connection, asked: Iterable[Where], columns: tuple[str, ...]
) -> Iterator[tuple[Where, tuple[str, ...]]]:
    """The values in these columns of each row asked for, file by file, so that each part of a file is read once."""
    wanted: defaultdict[int, set[int]] = defaultdict(set)
    for file, row in asked:
        wanted[file].add(row)
    paths = _files(connection, wanted) if wanted else {}
    for file in sorted(wanted):
        path, record = str(paths[file]), paths[file].parent.name.removesuffix(".texts")
        try:
            starts = _starts(path)
            for row in sorted(wanted[file]):
                group = bisect_right(starts, row) - 1
                yield (file, row), _group(path, group, columns)[row - starts[group]]
        except (OSError, ValueError, LookupError) as error:  # what pyarrow raises of broken files is one of these
            raise LostTextsError(_told(f"{path} cannot be read ({error})", record)) from error


@lru_cache(maxsize=64)
def _digest_of(path: Path) -> str:
    """The digest of a file as it was when this process first asked."""
    return _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=32).hexdigest()


@lru_cache(maxsize=64)
def _starts(path: str) -> list[int]:
    """The first row of each part of a file, and how many rows there are."""
    meta = _arrow()[1].read_metadata(path)
    return list(accumulate((meta.row_group(n).num_rows for n in range(meta.num_row_groups)), initial=0))


@lru_cache(maxsize=8)
def _group(path: str, group: int, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of one part of a file."""
    with _arrow()[1].ParquetFile(path, page_checksum_verification=True) as file:
        table = file.read_row_group(group, columns=list(columns), use_threads=False)
    if table.schema.types != [_arrow()[0].string()] * len(columns):
        raise ValueError("its columns are others")
    return list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))


def _files(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Path]:
    """The paths of these files. Raises LostTextsError for one that is not there, or is of another size."""
    folder = _folder(connection)
    if not folder.is_dir() and connection.execute("SELECT 1 FROM text_files LIMIT 1").fetchone():
        raise LostTextsError(
            f"the folder {folder} is not there, and the record keeps its texts in it: put it back beside the record; "
            "if it is lost, make an empty one of that name and read the reports again with --again"
        )
    rows = connection.execute(
        "SELECT number, name, bytes FROM text_files WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    found = {}
    for number, name, size in rows:
        found[number] = path = folder / name
        if (wrong := _wrong(path, size)) is not None:
            raise LostTextsError(_told(wrong, folder.name.removesuffix(".texts")))
    return found


def _wrong(path: Path, size: int) -> str | None:
    try:
        held = path.stat().st_size
    except FileNotFoundError:
        return f"{path} is missing"
    return f"{path} is not as it was written: it has {held} bytes and had {size}" if held != size else None


def _told(wrong: str, record: str) -> str:
    return (
        f"{wrong}: put it back from a copy, or read the reports in it again with: "
        f"communique read PATH... --record {record} --again (communique check {record} says which)"
    )


# ---------------------------------------------------------------- putting


class Outgoing:
    """The readings that wait in the record for a file of their own: for the one process that writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """What a run that was killed left waiting, waits on. Files that nothing refers to are taken away."""
        self._connection = connection
        self._waiting: dict[str, int] = {}
        self._outside = connection.execute("SELECT texts FROM state").fetchone()[0] == "parquet"
        if self._outside:
            _sweep(connection)
            rows = connection.execute("SELECT report, length(body) FROM readings WHERE text_file IS NULL")
            self._waiting.update(rows.fetchall())

    def note(self, report: str, size: int) -> None:
        """A reading has come to stand in the record. Call it outside any transaction: it may be time for a file."""
        if self._outside:
            self._waiting[report] = size
            if len(self._waiting) >= FILE_READINGS or sum(self._waiting.values()) >= FILE_BYTES:
                self.put()

    def put(self) -> None:
        """Put all that wait into a file, and then their rows in order. Raises RecordError; they then wait on."""
        if not self._waiting:
            return
        rows = self._connection.execute(
            "SELECT report, uri, run, body FROM readings WHERE text_file IS NULL AND report IN "
            "(SELECT value FROM json_each(?)) ORDER BY rowid",
            (json.dumps(list(self._waiting)),),
        ).fetchall()
        data = _encoded((report, body) for report, _, _, body in rows)
        digest = _digest(data)
        (number,) = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM text_files").fetchone()
        name = f"{number:06}-{digest[:16]}.parquet"
        _write(_folder(self._connection), name, data)
        # A row that shrinks in place leaves its page all but empty; taken out and put in anew, rows stand close.
        with references_taken_on_trust(self._connection), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO text_files VALUES (?, ?, ?, ?, ?)", (number, name, len(rows), len(data), digest)
            )
            self._connection.executemany("DELETE FROM readings WHERE report = ?", ((row[0],) for row in rows))
            self._connection.executemany(
                "INSERT INTO readings (report, uri, run, text_file, text_row) VALUES (?, ?, ?, ?, ?)",
                ((report, uri, run, number, row) for row, (report, uri, run, _) in enumerate(rows)),
            )
        self._waiting.clear()


def _encoded(rows: Iterable[tuple[str, bytes]]) -> bytes:
    """A Parquet file of readings, in parts of bounded size, with a checksum on each page."""
    arrow, parquet = _arrow()
    schema = arrow.schema([(name, arrow.string()) for name in _COLUMNS])
    sink = arrow.BufferOutputStream()
    options = {"use_dictionary": False, "write_statistics": False, "write_page_checksum": True}
    decoder, encoder = msgspec.json.Decoder(Reading), msgspec.json.Encoder()
    with parquet.ParquetWriter(sink, schema, compression="zstd", compression_level=9, **options) as file:
        part: list[tuple[str, str, str]] = []
        size = 0

        def close() -> None:
            if part:
                file.write_table(arrow.table([list(column) for column in zip(*part, strict=True)], schema=schema))
                part.clear()

        for report, body in rows:
            if len(part) >= _GROUP_READINGS or size + len(body) > _GROUP_BYTES:
                close()
                size = 0
            read = decoder.decode(body)
            bare = encoder.encode(replace(read, report=replace(read.report, text="")))
            part.append((report, read.report.text, bare.decode()))
            size += len(body)
        close()
    return bytes(sink.getvalue())


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write a file so that it is on the disk, whole and under its name, when this returns."""
    beside = folder / f"{name}.new"
    try:
        if not folder.is_dir():
            folder.mkdir()
            _sync(folder.parent)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / name)
        _sync(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise RecordError(
            f"{folder} cannot be written to ({error.strerror}); make room, look at its permissions, and run the same "
            "command again: what was read is kept"
        ) from error


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


# ---------------------------------------------------------------- looking after the files


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Each file that is not as it was written, with the places from which its reports came, for a person."""
    folder = _folder(connection)
    for number, name, size, digest in connection.execute("SELECT number, name, bytes, digest FROM text_files"):
        path = folder / name
        wrong = _wrong(path, size)
        if wrong is None and _digest(path.read_bytes()) != digest:
            wrong = f"{path} is not as it was written"
        if wrong is not None:
            rows = connection.execute("SELECT uri FROM readings WHERE text_file = ? ORDER BY uri", (number,))
            uris = [uri for (uri,) in rows]
            places = sorted({uri.partition("#")[0] for uri in uris})
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            yield _told(
                f"{wrong}; it holds {len(uris)} reports, from {', '.join(places[:_SHOWN])}{more}",
                folder.name.removesuffix(".texts"),
            )


def take_away(connection: sqlite3.Connection) -> None:
    """Take the files and their folder away, as with a record that is discarded."""
    if connection.execute("SELECT 1 FROM text_files LIMIT 1").fetchone():
        folder = _folder(connection)
        for name in _ours(folder):
            (folder / name).unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()


def _sweep(connection: sqlite3.Connection) -> None:
    """Take away the files that no row refers to, unless somebody still reads an older state of the record.

    Where a file is missing that a row does refer to, the folder may be another record's: nothing is taken away.
    """
    folder = _folder(connection)
    if not folder.is_dir():
        return
    with transaction(connection):
        connection.execute(
            "DELETE FROM text_files WHERE number NOT IN (SELECT text_file FROM readings WHERE text_file IS NOT NULL "
            "UNION SELECT text_file FROM reports WHERE text_file IS NOT NULL)"
        )
    known = {name for (name,) in connection.execute("SELECT name FROM text_files")}
    there = _ours(folder)
    if there - known and known <= there and without_waiting(connection, "PRAGMA wal_checkpoint(RESTART)")[0] == 0:
        for name in there - known:
            (folder / name).unlink(missing_ok=True)


def _ours(folder: Path) -> set[str]:
    """The names of the files there that a record put there."""
    return {path.name for path in folder.glob("*.parquet*") if _NAME.fullmatch(path.name)}


def _folder(connection: sqlite3.Connection) -> Path:
    (path,) = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(path).with_name(Path(path).name + ".texts")


def _arrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise RecordError(
            "a record that keeps its texts in Parquet needs pyarrow, which is not installed: "
            "pip install 'communique[parquet]'"
        ) from error
    return pyarrow, parquet
