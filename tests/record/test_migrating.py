"""A record of an older layout is brought up to date, with a copy of it kept."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import msgspec
import pytest

import made
from communique.flow import settle
from communique.record import OlderRecordError, Record, RecordError
from communique.record.connecting import APPLICATION, LAYOUT

LAYOUTS = Path(__file__).parent / "layouts"
"""The layouts of records that earlier versions made, as `schema.sql` then had them, without its words."""


def _old(path: Path, number: int) -> None:
    """A record as the communique of that layout left it: with readings, a run, and something unread."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((LAYOUTS / f"{number}.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("INSERT INTO state VALUES (1, '0.1.0', 3, 3)")
    connection.execute(
        "INSERT INTO runs VALUES (1, '2021-05-06T10:00:00', '2021-05-06T10:01:00', 'read', 'r', ?, 4, 3, 0, 1)",
        (json.dumps(["reports"]),),
    )
    for reading in made.readings():
        report = reading.report
        connection.execute(
            "INSERT INTO readings VALUES (?, ?, 1, ?)", (report.id, report.uri, msgspec.json.encode(reading))
        )
        connection.execute("INSERT INTO sources VALUES (?, ?, 'r', ?)", (f"f-{report.id}", report.uri, report.id))
    connection.execute("INSERT INTO unread VALUES ('reports/x.doc', 'no text', 1)")
    connection.execute("INSERT INTO reports (id, uri, text) VALUES ('stale', 's.txt', 'Stale words.')")
    connection.execute("INSERT INTO reports_fts (reports_fts) VALUES ('rebuild')")
    connection.close()


@pytest.mark.parametrize("number", [int(page.stem) for page in LAYOUTS.glob("*.sql")])
def test_an_older_record_keeps_what_was_read_and_a_copy(tmp_path: Path, number: int) -> None:
    path, copy = tmp_path / "old.record", tmp_path / f"old.record.layout{number}"
    _old(path, number)
    with pytest.raises(OlderRecordError, match="communique settle"):
        Record(path)
    assert not copy.exists()
    with Record(path, writing=True) as record:
        assert list(record.readings()) == sorted(made.readings(), key=lambda r: r.report.id)
        assert [(run.offered, run.read, run.state) for run in record.runs] == [(4, 3, "read")]
        assert [one.uri for one in record.unread] == ["reports/x.doc"]
        assert record.unsettled
        assert len(record.reports) == len(record.judgements) == 0
        settle(record)
        assert {report.id for report in record.reports} == {"aaa1", "bbb2", "ccc3"}
        assert [found.report.id for found in record.search("fishing pact")] != []
        visit = record.visits[0].id
        record.judge("confirm", visit, by="Ann")
    kept = sqlite3.connect(copy)
    assert kept.execute("PRAGMA user_version").fetchone() == (number,)
    assert kept.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert kept.execute("SELECT id FROM reports").fetchall() == [("stale",)]
    kept.close()
    with Record(path, writing=True) as record:
        assert [j.targets for j in record.judgements] == [(visit,)]
        foreign = sqlite3.connect(path)
        assert foreign.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
        assert foreign.execute("PRAGMA foreign_key_check").fetchall() == []
        foreign.close()
    assert {page.name for page in tmp_path.iterdir()} == {path.name, copy.name}


def test_a_copy_that_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "old.record"
    _old(path, 1)
    (tmp_path / "old.record.layout1").write_text("mine")
    Record(path, writing=True).close()
    assert (tmp_path / "old.record.layout1").read_text() == "mine"
    assert (tmp_path / "old.record.layout1-2").stat().st_size > 1000


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.record"
    _old(path, 1)
    monkeypatch.setattr(
        "communique.record.migrating.schema", lambda: "CREATE TABLE state (only INTEGER); CREATE nonsense;"
    )
    with pytest.raises((RecordError, sqlite3.Error)):
        Record(path, writing=True)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM readings").fetchone() == (3,)
    assert connection.execute("SELECT id FROM reports").fetchall() == [("stale",)]
    connection.close()
