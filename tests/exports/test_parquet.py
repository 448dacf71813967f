"""The folder of tables, read by pyarrow and pandas."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pandas
import pyarrow
import pytest
from pyarrow import parquet

import made
from communique.exports import FolderTakenError, MissingExtraError, write_folder
from communique.exports.parquet import one_table
from communique.model import Findings
from communique.record import Record

Settled = Callable[[Findings], Path]

_NAMES = (
    "reports actors offices events visits meetings participants claims history disagreements quotations agreements "
    "agreement_stages agreement_claims"
)
TABLES = _NAMES.split()


@pytest.fixture
def folder(story: Path, tmp_path: Path) -> Path:
    with Record(story) as record:
        write_folder(record, "parquet", tmp_path / "tables")
    return tmp_path / "tables"


def test_every_table_is_there_and_holds_the_records_rows(story: Path, folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    with Record(story) as record:
        for name in ("reports", "actors", "events", "visits", "meetings", "claims", "quotations", "agreements"):
            assert parquet.read_table(folder / f"{name}.parquet").to_pylist() == getattr(record, name).rows()


def test_ids_join_the_tables(folder: Path) -> None:
    tables = {name: pandas.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    joined = tables["participants"].merge(tables["events"], left_on="event", right_on="id")
    assert len(joined) == len(tables["participants"]) == sum(len(e.participants) for e in made.findings().events)
    assert set(tables["participants"].actor) <= set(tables["actors"].id)
    said = set(tables["claims"].id) | set(tables["agreement_claims"].id)
    for name in ("history", "disagreements", "agreement_stages"):
        assert len(tables[name])
        assert set(tables[name].claim) <= said


def test_numbers_are_numbers(folder: Path) -> None:
    schema = parquet.read_schema(folder / "events.parquet")
    assert schema.field("reports").type == pyarrow.int64()
    assert schema.field("score").type == pyarrow.float64()
    assert parquet.read_schema(folder / "offices.parquet").field("former").type == pyarrow.bool_()


def test_an_empty_record_has_the_same_tables(folder: Path, settled: Settled, tmp_path: Path) -> None:
    with Record(settled(Findings())) as record:
        write_folder(record, "parquet", tmp_path / "empty")
    for name in TABLES:
        empty = parquet.read_table(tmp_path / "empty" / f"{name}.parquet")
        assert len(empty) == 0
        assert empty.schema == parquet.read_schema(folder / f"{name}.parquet")


def test_an_earlier_export_is_replaced_and_anything_else_is_not(story: Path, folder: Path) -> None:
    with Record(story) as record:
        write_folder(record, "parquet", folder)
        (folder / "thesis.docx").write_text("years of work")
        with pytest.raises(FolderTakenError, match=r"thesis\.docx"):
            write_folder(record, "parquet", folder)
    assert (folder / "thesis.docx").exists()
    assert [one.name for one in folder.parent.iterdir() if one.name.startswith(".tables")] == []


def test_without_pyarrow_it_says_how_to_get_it(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with Record(story) as record, pytest.raises(MissingExtraError, match=r"pip install 'communique\[parquet\]'"):
        write_folder(record, "parquet", tmp_path / "tables")
    assert not (tmp_path / "tables").exists()


def test_any_list_is_one_table(story: Path) -> None:
    with Record(story) as record:
        rows = record.events.rows()
    assert parquet.read_table(io.BytesIO(one_table(rows))).to_pylist() == rows
    named = parquet.read_table(io.BytesIO(one_table([{"id": "a", "n": 3}], "id n:int empty")))
    assert named.to_pylist() == [{"id": "a", "n": 3, "empty": None}]
