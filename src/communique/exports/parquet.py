"""The record as a folder of Parquet files, one a table, for DuckDB, Spark, pandas, R.

Invariant: every table has its columns and their types whether or not it has rows; the folder appears whole or not
at all. Ids join the tables: `participants.event` is `events.id`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from communique.exports.errors import FolderTakenError, MissingExtraError
from communique.record import Record

if TYPE_CHECKING:
    import pyarrow

Rows = Iterable[Mapping[str, Any]]

EVENTS: Final = (
    "id kind start end status label place country participants part_of reports:int independent_reports:int "
    "claims:int disagreements:int plover_type plover_mode cameo score:float"
)
"""The columns of a row for an event; what bears no type is text."""

_COLUMNS: Final = {
    "reports": "id published published_basis publisher agency title language uri url copy_of text",
    "actors": "id type name country offices names wikidata",
    "offices": "actor title country start end former:bool",
    "events": EVENTS,
    "visits": ("id start end status visitors hosts delegates place country label reports:int independent_reports:int"),
    "meetings": (
        "id kind start end status participants place country label part_of reports:int independent_reports:int"
    ),
    "participants": "event actor name role",
    "claims": (
        "id event kind status date place country participants said_by report start:int end:int text score:float"
    ),
    "history": "event status asserted claim",
    "disagreements": "event attribute kind value claim",
    "quotations": "id speaker said form text event report start:int end:int score:float",
    "agreements": "id label parties subjects count:int history",
    "agreement_stages": "agreement stage date status claim",
    "agreement_claims": "id report start:int end:int text label stage status date score:float",
}
"""The columns of each table, as in `EVENTS`."""


def write_folder(record: Record, folder: Path) -> None:
    """Write the tables into a folder, in the place of an earlier export if it holds one.

    Raises MissingExtraError without pyarrow, FolderTakenError if the folder holds anything else.
    """
    arrow, parquet = _arrow()
    strange = sorted(one for one in folder.iterdir() if not _ours(one)) if folder.exists() else []
    if strange:
        raise FolderTakenError(f"{folder} holds other things ({strange[0].name}); name a new folder")
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    beside.mkdir()
    try:
        for name, rows in _tables(record):
            parquet.write_table(_table(arrow, _COLUMNS[name], rows), beside / f"{name}.parquet")
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def one_table(rows: Rows, columns: str = EVENTS) -> bytes:
    """Flat rows, as a collection's `rows()` gives them, as the bytes of a Parquet file.

    `columns` names them with their types, as in `EVENTS`. Raises MissingExtraError without pyarrow.
    """
    arrow, parquet = _arrow()
    sink = arrow.BufferOutputStream()
    parquet.write_table(_table(arrow, columns, rows), sink)
    return bytes(sink.getvalue())


def _arrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "Parquet needs pyarrow, which is not installed: pip install 'communique[parquet]'"
        ) from error
    return pyarrow, parquet


def _ours(path: Path) -> bool:
    return path.suffix == ".parquet" and path.stem in _COLUMNS


def _table(arrow: ModuleType, columns: str, rows: Rows) -> pyarrow.Table:
    kinds = {"": arrow.string(), "int": arrow.int64(), "float": arrow.float64(), "bool": arrow.bool_()}
    fields = [column.partition(":") for column in columns.split()]
    schema = arrow.schema([(column, kinds[kind]) for column, _, kind in fields])
    return arrow.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _tables(record: Record) -> Iterator[tuple[str, Rows]]:
    for name in ("reports", "actors", "events", "visits", "meetings", "claims", "quotations", "agreements"):
        yield name, getattr(record, name).rows()
    yield (
        "offices",
        (
            {"actor": a.id, "title": o.title, "country": o.country, "start": o.start, "end": o.end, "former": o.former}
            for a in record.actors
            for o in a.offices
        ),
    )
    yield (
        "participants",
        (
            {"event": e.id, "actor": p.actor, "name": record.name(p.actor), "role": p.role}
            for e in record.events
            for p in e.participants
        ),
    )
    yield (
        "history",
        (
            {"event": e.id, "status": h.status, "asserted": h.asserted, "claim": claim}
            for e in record.events
            for h in e.history
            for claim in h.claims
        ),
    )
    yield (
        "disagreements",
        (
            {"event": e.id, "attribute": d.attribute, "kind": d.kind, "value": v.value, "claim": claim}
            for e in record.events
            for d in e.disagreements
            for v in d.values
            for claim in v.claims
        ),
    )
    yield (
        "agreement_stages",
        (
            {"agreement": a.id, "stage": s.stage, "date": s.date, "status": s.status, "claim": claim}
            for a in record.agreements
            for s in a.history
            for claim in s.claims
        ),
    )
    yield (
        "agreement_claims",
        ({name: getattr(claim, name) for name in _names("agreement_claims")} for claim in record.agreement_claims),
    )


def _names(table: str) -> list[str]:
    return [column.partition(":")[0] for column in _COLUMNS[table].split()]
