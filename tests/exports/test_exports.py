"""Exports say what the record says, in the shapes that were promised."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
import made
from communique.exports import FORMATS, contract_json, write, write_folder
from communique.exports.events_csv import write_rows
from communique.record import Record


def _schema() -> Any:
    return json.loads(files("communique.exports").joinpath("record.schema.json").read_text(encoding="utf-8"))


def _written(path: Path, form: str) -> str:
    stream = io.StringIO()
    with Record(path) as record:
        write(record, form, stream)
    return stream.getvalue()


def test_the_contract_is_kept_and_the_stream_is_the_object(story: Path) -> None:
    with Record(story) as record:
        whole = contract_json(record)
    jsonschema.validate(whole, _schema())
    assert json.loads(_written(story, "json")) == whole


def test_the_examples_keep_the_contract_and_claims_of_no_event_stand_in_it() -> None:
    examples = Path(__file__).parents[2] / "examples" / "reports"
    with communique.read(examples, workers=0) as record:
        whole = contract_json(record)
        stream = io.StringIO()
        write(record, "json", stream)
    jsonschema.validate(whole, _schema())
    assert json.loads(stream.getvalue()) == whole
    without = [claim for claim in whole["claims"] if claim["event"] is None]
    assert without
    told = {claim for event in whole["events"] for claim in event["claims"]}
    assert not told & {claim["id"] for claim in without}


def test_an_empty_record_keeps_the_contract_too() -> None:
    with Record() as record:
        jsonschema.validate(contract_json(record), _schema())


def test_every_span_of_the_contract_stands_in_its_report_and_in_nothing_removed(story: Path) -> None:
    whole = json.loads(_written(story, "json"))
    reports = {report["id"]: report for report in whole["reports"]}
    assert whole["claims"]
    for thing in (*whole["claims"], *whole["quotations"]):
        report = reports[thing["report"]]
        assert report["text"][thing["start"] : thing["end"]] == thing["text"]
        assert not any(s["start"] < thing["end"] and thing["start"] < s["end"] for s in report["removed"])


def test_nothing_in_the_contract_names_what_is_not_there(story: Path) -> None:
    whole = json.loads(_written(story, "json"))
    ids = {part: {thing["id"] for thing in whole[part]} for part in ("reports", "actors", "claims", "events")}
    for event in whole["events"]:
        assert {part["actor"] for part in event["participants"]} <= ids["actors"]
        assert set(event["claims"]) <= ids["claims"]
        assert event["part_of"] in {None, *ids["events"]}
    for claim in whole["claims"]:
        assert claim["event"] in {None, *ids["events"]}
        assert claim["said_by"] in {None, *ids["actors"]}
    for paper in whole["agreements"]:
        assert set(paper["parties"]) <= ids["actors"]
        assert {claim for step in paper["history"] for claim in step["claims"]} <= ids["claims"]
    papers = [claim for claim in whole["claims"] if claim["about"] == "agreement"]
    assert {claim["event"] for claim in papers} == {"meeting-1"}


def test_csv_has_a_row_for_each_event_and_no_formulas(story: Path) -> None:
    findings = made.findings()
    trap = made.replaced(findings.events[1], label="=HYPERLINK(1)", part_of=None)
    with Record(story, writing=True) as record:
        record.settle(made.replaced(findings, events=(findings.events[0], trap, *findings.events[2:])))
    rows = list(csv.DictReader(io.StringIO(_written(story, "csv"))))
    assert [row["id"] for row in rows] == ["meeting-1", "visit-1", "call-1", "meeting-2"] or len(rows) == 4
    assert {row["id"]: row["label"] for row in rows}["meeting-1"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("form", [form.name for form in FORMATS.values() if not form.folder])
def test_every_format_is_the_same_twice(story: Path, form: str) -> None:
    assert _written(story, form) == _written(story, form) != ""


def test_a_folder_is_no_stream_and_a_stream_no_folder(story: Path, tmp_path: Path) -> None:
    with Record(story) as record:
        with pytest.raises(KeyError):
            write(record, "parquet", io.StringIO())
        with pytest.raises(KeyError):
            write_folder(record, "json", tmp_path / "json")


@given(st.text())
def test_no_cell_of_a_spreadsheet_acts(text: str) -> None:
    stream = io.StringIO()
    write_rows([{"a": text, "b": -1}], stream)
    row = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))[1]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    assert row[0] in (lines, f"'{lines}")
    assert row[1] == "-1"
