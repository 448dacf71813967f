"""Events as a table for spreadsheets.

Invariant: no cell can act as a formula: reports are not ours, and a spreadsheet runs what begins with
an equals sign. Such a cell opens with an apostrophe. Lines within a cell end in one way, which readers agree on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from communique.record import Record

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), wide forms included."""


def write(record: Record, stream: TextIO) -> None:
    """Write one row an event, under a header."""
    write_rows(record.events.rows(), stream)


def write_rows(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write flat rows as CSV, the header from the first one; nothing for no rows."""
    writer = csv.writer(stream, lineterminator="\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        value = value.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        return f"'{value}" if value.startswith(_ACTS) else value
    return value
