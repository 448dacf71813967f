"""The exports room: the record in the shapes that others take.

Invariant: an export says what the record says and nothing more, and is made from one unchanging state
of it. A format is one module here with a `write(record, stream)`, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TextIO, cast

from communique.exports.contract import contract_json
from communique.exports.errors import ExportError, FolderTakenError, MissingExtraError
from communique.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A shape to export to: its name on the command line, its module in this room, and what it is for.

    `writer` is the function of the module that writes it; of a `folder` it writes several files.
    """

    name: str
    module: str
    summary: str
    writer: str = "write"
    folder: bool = False


FORMATS = {
    one.name: one
    for one in (
        Format("json", "contract", "the whole record as one JSON object, by the public contract"),
        Format("csv", "events_csv", "events as a table for spreadsheets, one row each"),
        Format("parquet", "parquet", "every table as a Parquet file, in a folder", "write_folder", folder=True),
        Format("plover", "plover", "events as PLOVER JSON Lines, one object each"),
        Format("gdelt", "gdelt", "events as rows of GDELT's event table, version 2 of its codebook"),
        Format("gdelt1", "gdelt", "the same in version 1", "write_1"),
        Format("ftm", "ftm", "events, actors and reports as FollowTheMoney entities, one a line"),
        Format("jsonld", "jsonld", "events as schema.org JSON-LD, with a W3C Web Annotation for each sentence"),
        Format("gexf", "gexf", "who met whom, as a graph"),
        Format("ical", "ical", "visits planned and made, as a calendar"),
        Format("bibtex", "bibtex", "the reports cited, for BibTeX"),
        Format("ris", "ris", "the reports cited, for reference managers"),
    )
}


def write(record: Record, name: str, stream: TextIO) -> None:
    """Write the record to a stream in the named format. Raises KeyError if there is no such format of one file."""
    form = FORMATS[name]
    if form.folder:
        raise KeyError(f"{name} is a folder, not one file")
    writer = cast(Callable[[Record, TextIO], None], _writer(form))
    with record.snapshot():
        writer(record, stream)


def write_folder(record: Record, name: str, folder: Path) -> None:
    """Write the record as a folder of files in the named format; it appears whole or not at all.

    Raises KeyError if there is no such format of a folder, and ExportError if it cannot be written there.
    """
    form = FORMATS[name]
    if not form.folder:
        raise KeyError(f"{name} is one file, not a folder")
    writer = cast(Callable[[Record, Path], None], _writer(form))
    with record.snapshot():
        writer(record, folder)


def _writer(form: Format) -> object:
    return getattr(import_module(f"communique.exports.{form.module}"), form.writer)


__all__ = [
    "FORMATS",
    "ExportError",
    "FolderTakenError",
    "Format",
    "MissingExtraError",
    "contract_json",
    "write",
    "write_folder",
]
