"""Opening a record: what may be opened, by how many, and what a person is told otherwise."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import made
from communique.model import Findings, Reading, Report
from communique.record import (
    LockedRecordError,
    MissingRecordError,
    NewerRecordError,
    NotARecordError,
    OlderRecordError,
    Record,
    RecordError,
)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(MissingRecordError, match="communique read"):
        Record(tmp_path / "none.record")
    with pytest.raises(MissingRecordError, match="make it first"):
        Record(tmp_path / "nowhere" / "x.record", writing=True)


@pytest.mark.parametrize("writing", [False, True])
def test_other_files_are_refused_and_left_alone(tmp_path: Path, writing: bool) -> None:
    words, other = tmp_path / "words.txt", tmp_path / "other.db"
    words.write_text("not a database, but long enough to look at " * 50)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    for path in (words, other, tmp_path):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(NotARecordError, match=str(path)):
            Record(path, writing=writing)
        assert (path.read_bytes() if path.is_file() else b"") == before


def test_an_empty_file_is_no_record_to_read_but_may_become_one(tmp_path: Path) -> None:
    path = tmp_path / "empty.record"
    path.touch()
    with pytest.raises(NotARecordError):
        Record(path)
    with Record(path, writing=True) as record:
        assert len(record.reports) == 0


def test_a_record_of_another_version_is_named_so(story: Path) -> None:
    connection = sqlite3.connect(story)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerRecordError, match="upgrade"):
        Record(story)
    connection = sqlite3.connect(story)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(OlderRecordError, match="communique settle"):
        Record(story)


def test_one_writer_at_a_time_and_the_next_when_it_is_done(tmp_path: Path) -> None:
    path = tmp_path / "x.record"
    with Record(path, writing=True), pytest.raises(LockedRecordError, match="wait for it to end"):
        Record(path, writing=True)
    with Record(path, writing=True) as record:
        assert record.add(Reading(Report("r", "r.txt", "Words.")))
    assert [p.name for p in tmp_path.iterdir()] == ["x.record"]


def test_a_writer_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "x.record"
    script = (
        "import os, sys, signal; from communique.record import Record; from communique.model import *\n"
        "record = Record(sys.argv[1], writing=True)\n"
        "record.add(Reading(Report('kept', 'k.txt', 'Words.')))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, env=os.environ)
    assert done.returncode == -9
    with Record(path, writing=True) as record:
        assert [reading.report.id for reading in record.readings()] == ["kept"]
        assert record.unsettled


def test_readers_beside_a_writer_see_whole_settlings_only(story: Path) -> None:
    with Record(story) as one, Record(story) as other, Record(story, writing=True) as writer:
        with other.snapshot():
            before = len(other.events)
            assert before == len(one.events) == 4
            writer.settle(Findings())
            assert len(one.events) == len(one.claims) == 0
            assert len(other.claims) == 7
            assert len(other.events) == before
        assert len(other.events) == 0
        writer.settle(made.findings())
        assert len(one.events) == len(other.events) == 4


def test_a_record_stands_in_one_file_once_its_writer_is_done(story: Path) -> None:
    assert [path.name for path in story.parent.iterdir()] == [story.name]
    story.chmod(0o444)
    with Record(story) as record, Record(story) as other:
        assert len(record.events) == len(other.events) == 4
    assert [path.name for path in story.parent.iterdir()] == [story.name]


def test_a_reader_cannot_write(story: Path) -> None:
    with Record(story) as record, pytest.raises(RecordError, match="cannot be written to"):
        record.add(Reading(Report("r", "r.txt", "Words.")))


def test_a_temporary_record_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Record() as record:
        record.settle(made.findings())
        assert len(record.events) == 4
    assert list(tmp_path.iterdir()) == []
