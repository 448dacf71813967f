"""From paths to a settled record, through every room."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from communique.claims import reading
from communique.exports import contract_json
from communique.flow import Progress, settle
from communique.model import Report
from communique.record import Record

_STORIES = {
    "a.txt": "OSLO, 3 May 2021 - Norwegian Foreign Minister Ines Aas arrived in Santiago on Monday for talks.",
    "b.txt": "SANTIAGO, 4 May 2021 - President Rosa Luna met Norwegian Foreign Minister Ines Aas on Tuesday.",
    "c/d.txt": "OSLO, 3 May 2021 - Norwegian Foreign Minister Ines Aas arrived in Santiago on Monday for talks.",
    "e.txt": "",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    for name, text in _STORIES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_the_order_of_reading_makes_no_difference(reports: Path) -> None:
    paths = [reports / name for name in _STORIES]
    with communique.read(paths, workers=0) as straight, communique.read(paths[::-1], workers=0) as backwards:
        assert contract_json(straight) == contract_json(backwards)
        assert [report.uri for report in straight.reports] == ["a.txt", "b.txt"]
        assert straight.unread[0].uri.endswith("e.txt")


def test_reading_tells_its_progress_and_its_run(reports: Path) -> None:
    told: list[Progress] = []
    with communique.read(reports, workers=0, progress=told.append) as record:
        assert [one.stage for one in told] == ["reading"] * 4 + ["settling", "done"]
        assert (told[-1].read, told[-1].unread) == (record.runs[-1].read, record.runs[-1].unread)
        assert record.runs[-1].state == "read"
        assert not record.unsettled


def test_a_fault_of_ours_costs_one_report_and_is_named(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reading.read_report

    def faulty(report: Report) -> object:
        if "Luna" in report.text:
            raise ZeroDivisionError("by nought")
        return honest(report)

    monkeypatch.setattr(reading, "read_report", faulty)
    with communique.read(reports, workers=0) as record:
        assert len(record.reports) == 1
        reasons = {one.uri.rsplit("/", 1)[-1]: one.reason for one in record.unread}
        assert reasons["b.txt"].startswith("a fault in communique: ZeroDivisionError: by nought")


def test_an_interrupted_reading_keeps_and_settles_what_was_read(reports: Path, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == "reading" and progress.read == 1:
            raise KeyboardInterrupt

    path = tmp_path / "x.record"
    with pytest.raises(KeyboardInterrupt):
        communique.read(reports, path, workers=0, progress=stop)
    with Record(path) as record:
        assert len(record.reports) == 1
        assert record.runs[-1].state == "interrupted"
        assert not record.unsettled
    with communique.read(reports, path, workers=0) as record, communique.read(reports, workers=0) as straight:
        assert contract_json(record) == contract_json(straight)


def test_what_a_killed_run_left_is_settled_by_the_next(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.record"
    with communique.read(reports, workers=0) as read, Record(path, writing=True) as record:
        for one in read.readings():
            record.add(one)
    with Record(path, writing=True) as record:
        assert record.unsettled
        assert len(record.events) == 0
        settle(record)
        assert len(record.reports) == 2
        assert not record.unsettled
