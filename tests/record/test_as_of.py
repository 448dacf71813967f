"""The record as of an earlier day: what was published, read and judged by then, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from stories import told, visit

from communique.flow import settle
from communique.record import Record, RecordError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A visit announced, called off, and made after all; and a report without a day, read in 2022."""
    path = tmp_path / "x.record"
    with Record(path, writing=True) as record:
        run = record.start_run("r", ["x"])
        for reading in (
            visit("r1", "2021-05-01", "planned", date="2021-05-10"),
            visit("r2", "2021-05-05", "cancelled", date="2021-05-10"),
            visit("r3", "2021-05-11", date="2021-05-10"),
            visit("r4", "2021-06", date="2021-06-02"),
            visit("r5", None, date="2019-02-02"),
        ):
            record.add(told(reading), run=run)
        record.end_run(run, "read", (5, 5, 0, 0))
        settle(record)
    _execute(path, "UPDATE runs SET started = '2022-03-01T10:00:00+00:00'")
    return path


def _execute(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("day", "reports", "status"),
    [
        ("2021-05-01", {"r1"}, "planned"),
        ("2021-05-10", {"r1", "r2"}, "cancelled"),
        ("2021-05", {"r1", "r2", "r3"}, "happened"),
        ("2021-06-29", {"r1", "r2", "r3"}, "happened"),
        ("2021-06-30", {"r1", "r2", "r3", "r4"}, "happened"),
        ("2022-02", {"r1", "r2", "r3", "r4"}, "happened"),
        ("2022", {"r1", "r2", "r3", "r4", "r5"}, "happened"),
    ],
)
def test_only_what_was_known_by_then_is_in_it(path: Path, day: str, reports: set[str], status: str) -> None:
    with Record(path) as record:
        now = next(v for v in record.visits if v.start == "2021-05-10")
        with record.as_of(day) as early:
            assert {report.id for report in early.reports} == reports
            assert early.event(now.id).status == status
            assert early.event(now.id).id == now.id
        assert len(record.reports) == 5


def test_nothing_was_known_before_the_first_report(path: Path) -> None:
    with Record(path) as record, record.as_of("2021-04-30") as early:
        assert len(early.events) == len(early.reports) == 0


def test_judgements_hold_from_the_day_they_were_made_to_the_day_they_were_retired(path: Path) -> None:
    with Record(path, writing=True) as record:
        ids = [v.id for v in record.visits if v.start and v.start > "2021"]
        record.retire(record.judge("merge", ids, by="Ann").id, by="Bo")
        settle(record)
    _execute(path, "UPDATE judgements SET at = '2023-01-01T09:00:00', retired_at = '2024-01-01T09:00:00'")
    with Record(path) as record:
        for day, visits in (("2022-12", 3), ("2023-01-01", 2), ("2023-12-31", 2), ("2024-01-01", 3)):
            with record.as_of(day) as early:
                assert len(early.visits) == visits, day
                assert [j.in_force for j in early.judgements] == {"2022": [], "2023": [True], "2024": [False]}[day[:4]]


@pytest.mark.parametrize("day", ["", "May", "2021-13", "2021-02-30", "2021-05-01/2021-05-02", "2021-05~"])
def test_what_is_no_day_is_said(path: Path, day: str) -> None:
    with Record(path) as record, pytest.raises(RecordError, match="write 2017"):
        record.as_of(day)
