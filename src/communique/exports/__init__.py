"""The exports room: the record in the shapes that others take.

Invariant: an export says what the record says and nothing more, and is made from one unchanging state
of it. A format is one module here with a `write(record, stream)`, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO, cast

from communique.exports.contract import contract_json
from communique.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A shape to export to: its name on the command line, its module in this room, and what it is for."""

    name: str
    module: str
    summary: str


FORMATS = {
    one.name: one
    for one in (
        Format("json", "contract", "the whole record as one JSON object, by the public contract"),
        Format("csv", "events_csv", "events as a table for spreadsheets, one row each"),
        Format("plover", "plover", "events as PLOVER JSON Lines, one object each"),
    )
}


def write(record: Record, name: str, stream: TextIO) -> None:
    """Write the record to a stream in the named format. Raises KeyError if there is no such format."""
    module = import_module(f"communique.exports.{FORMATS[name].module}")
    writer = cast(Callable[[Record, TextIO], None], module.write)
    with record.snapshot():
        writer(record, stream)


__all__ = ["FORMATS", "Format", "contract_json", "write"]
