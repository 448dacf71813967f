"""The reports cited, as an RIS file, which reference managers read.

Invariant: each tag stands on a line of its own and no value breaks a line, so that a report's words can
open no field.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from communique.exports.sources import cited, ordered, reference
from communique.model import Report
from communique.record import Record


def write(record: Record, stream: TextIO) -> None:
    """Write an item for each report that says anything in the record."""
    write_reports(cited(record), stream)


def write_reports(reports: Iterable[Report], stream: TextIO) -> None:
    """Write an item of type NEWS for each of these reports."""
    for number, report in enumerate(ordered(reports)):
        stream.write(("\n" if number else "") + _item(report))


def _item(report: Report) -> str:
    source = reference(report)
    year, month, day = [*(source.date or "").split("-"), "", ""][:3]
    fields = [
        ("TY", "NEWS"),
        ("ID", report.id),
        ("TI", source.title if source.headed else f"[{source.title}]"),
        ("AU", source.agency),
        ("T2", source.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else None),
        ("LA", source.language),
        ("UR", source.url),
        *(("N1", note) for note in source.notes),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"
