"""`communique export` as a person calls it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from communique.cli import app


def _export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_parquet_is_a_folder_that_must_be_named(story: Path, tmp_path: Path) -> None:
    unnamed = _export(story, "--format", "parquet")
    assert (unnamed.exit_code, "folder" in unnamed.output) == (2, True)
    assert _export(story, "--format", "parquet", "--out", story).exit_code == 2
    assert _export(story, "--format", "parquet", "--out", tmp_path / "none" / "tables").exit_code == 2
    assert _export(story, "--format", "parquet", "--out", tmp_path / "tables").exit_code == 0
    assert (tmp_path / "tables/events.parquet").exists()


def test_a_folder_with_other_things_is_left_alone(story: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    refused = _export(story, "--format", "parquet", "--out", tmp_path)
    assert (refused.exit_code, "holds other things" in refused.output) == (1, True)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_calendar_keeps_its_line_ends_in_a_file(story: Path, tmp_path: Path) -> None:
    _export(story, "--format", "ical", "--out", tmp_path / "visits.ics")
    assert (tmp_path / "visits.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_an_unknown_format_is_refused_with_those_there_are(story: Path) -> None:
    refused = _export(story, "--format", "xlsx")
    assert refused.exit_code == 2
    assert "jsonld" in refused.output
