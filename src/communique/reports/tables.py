"""Tables of reports: CSV, TSV, JSON lines, and JSON that holds one report or a list of them.

Invariant: each row gives exactly one Item or one Unread that names its line; one bad row costs no other.
Rows are streamed; only a `.json` file is read whole, and so must be within `max_bytes`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from communique.model import Unread
from communique.reports.decoding import decode, tidy
from communique.reports.item import Columns, Item, Limits, UnreadableError
from communique.reports.media import is_marked_up
from communique.reports.streams import at_most, lines, too_large

_EMPTY = frozenset(("", "nan", "none", "null", "n/a"))
_PATIENCE = 20
"""Rows in a row, from the first, without the text column before the file is given up."""


def read_jsonl(stream: io.BufferedIOBase, uri: str, columns: Columns, limits: Limits) -> Iterator[Item | Unread]:
    """The rows of a JSON lines file, one object a line; empty lines are no rows."""
    misses = 0
    for number, line in lines(stream, limits):
        where = f"{uri}#{number}"
        if line is None:
            yield Unread(where, f"line {number}: {too_large(None, limits)}")
            continue
        try:
            text = decode(line).strip() if line.strip() else ""
            if not text:
                continue
            row = json.loads(text)
        except UnreadableError as error:
            yield Unread(where, f"line {number}: {error}")
            continue
        except (ValueError, RecursionError) as error:
            yield Unread(where, f"line {number} is not JSON ({str(error)[:80]})")
            continue
        read = _row(row, number, uri, columns)
        yield read
        misses = misses + 1 if isinstance(read, Unread) and misses >= 0 and _lacks(row, columns) else -1
        if misses >= _PATIENCE:
            yield Unread(
                uri, f"given up after {misses} rows without a column {columns.text!r}; name it: --columns text=NAME"
            )
            return


def read_json(stream: io.BufferedIOBase, uri: str, columns: Columns, limits: Limits) -> Iterator[Item | Unread]:
    """A JSON file that holds one report, a list of them, or an object one of whose values is such a list."""
    try:
        data = json.loads(decode(at_most(stream, limits)))
    except UnreadableError as error:
        yield Unread(uri, f"{error}; write it as JSON lines, which are read one by one")
        return
    except (ValueError, RecursionError) as error:
        yield Unread(uri, f"not JSON ({str(error)[:80]})")
        return
    rows = data if isinstance(data, list) else [data]
    if isinstance(data, dict) and columns.text not in data:
        rows = next((v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)), rows)
    for number, row in enumerate(rows, 1):
        yield _row(row, number, uri, columns)


def read_csv(
    stream: io.BufferedIOBase, uri: str, columns: Columns, limits: Limits, delimiter: str | None = None
) -> Iterator[Item | Unread]:
    """The rows of a CSV file with a header line; comma, semicolon, tab or bar, whichever the header shows."""
    source = _text_lines(stream, limits)
    header_line = next(source, "")
    delimiter = delimiter or max(",;\t|", key=header_line.count)
    before = csv.field_size_limit(limits.max_bytes)
    try:
        names = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter), [])]
        if columns.text not in names:
            has = tidy(", ".join(names)[:200])
            yield Unread(uri, f"no column {columns.text!r} among: {has}; name the one of the text: --columns text=NAME")
            return
        yield from _csv_rows(csv.reader(source, delimiter=delimiter), names, uri, columns, limits)
    finally:
        csv.field_size_limit(before)


def _csv_rows(reader: Any, names: list[str], uri: str, columns: Columns, limits: Limits) -> Iterator[Item | Unread]:
    while True:
        line = reader.line_num
        csv.field_size_limit(limits.max_bytes)
        try:
            values = next(reader)
        except StopIteration:
            return
        except UnreadableError as error:
            yield Unread(f"{uri}#{line + 2}", f"line {line + 2}: {error}; the rest of the file is not read")
            return
        except csv.Error as error:
            yield Unread(f"{uri}#{line + 2}", f"line {line + 2}: {error}")
            if reader.line_num > line + 1:
                yield Unread(uri, f"not read after line {line + 2}, where a quoted field does not end")
                return
            continue
        if any(value.strip() for value in values):
            yield _row(dict(zip(names, values, strict=False)), line + 2, uri, columns)


def _text_lines(stream: io.BufferedIOBase, limits: Limits) -> Iterator[str]:
    """Decoded lines with their ends. UTF-16, which has no lines of bytes, is decoded whole, within `max_bytes`."""
    start = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from decode(at_most(stream, limits)).splitlines(keepends=True)
        return
    for number, line in lines(stream, limits):
        if line is None:
            raise UnreadableError(f"line {number}: {too_large(None, limits)}")
        yield decode(line)


def _lacks(row: Any, columns: Columns) -> bool:
    return isinstance(row, dict) and columns.text not in row


def _row(row: Any, number: int, uri: str, columns: Columns) -> Item | Unread:
    """The item of one row; `number` is its line, or its place in a list, from 1."""
    where = f"{uri}#{number}"
    if not isinstance(row, dict):
        return Unread(where, f"row {number} is not an object with columns")
    given = _given(row, columns)
    name = given.get("id")
    where = f"{uri}#{name}" if name else where
    if columns.text not in row:
        has = tidy(", ".join(map(str, row))[:200])
        return Unread(
            where, f"row {number} has no column {columns.text!r}; it has: {has}; name it: --columns text=NAME"
        )
    text = row[columns.text]
    if not isinstance(text, str) or not text.strip():
        return Unread(where, f"row {number} has no text")
    return Item(where, text=tidy(text), media="fragment" if is_marked_up(text) else "text", given=given)


_ALSO_CALLED = {
    "title": ("headline",),
    "publisher": ("outlet", "source"),
    "url": ("link",),
    "published": ("date", "published_at", "pub_date"),
    "id": ("doc_id",),
}
"""What other tables call these columns, where nobody names them and the usual name is not there."""


def _given(row: Mapping[str, Any], columns: Columns) -> dict[str, str]:
    found = {}
    for name, others in _ALSO_CALLED.items():
        column = getattr(columns, name)
        if column == name and name not in row:
            column = next((other for other in others if other in row), name)
        found[name] = _words(row.get(column))
    return {name: value for name, value in found.items() if value}


def _words(value: Any) -> str:
    """A value as one line of words; numbers as written, an object by its name, a list by its first."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    words = " ".join(tidy(str(value)).split())[:2000]
    return "" if words.lower() in _EMPTY else words
