"""The findings are made again from the desk, by a process of their own."""

from __future__ import annotations

import time

import pytest

from communique.record import Record
from communique.web import settling
from web.desks import Desk


def _wait(desk: Desk) -> None:
    limit = time.monotonic() + 60
    while desk.json("/review")["settling"]:
        assert time.monotonic() < limit
        time.sleep(0.2)


def test_the_findings_follow_the_verdicts(desk: Desk) -> None:
    desk.post("/review/name", "/review", name="Ada")
    desk.post("/review/undated/verdict", "/review/undated", item="meeting-2", verdict="reject")
    assert not desk.json("/review")["settled"]
    assert "Make the findings again" in desk.html("/review")
    answer = desk.post("/review/settle", "/review")
    assert answer.headers["location"] == "/review"
    assert "being made again" in desk.html("/review")
    _wait(desk)
    assert desk.json("/review")["settled"]
    assert "They follow every verdict" in desk.html("/review")
    with Record(desk.record) as record:
        assert not [event for event in record.events if event.place and event.place.name == "Lima"]


def test_what_kept_it_from_being_done_is_said(desk: Desk) -> None:
    with Record(desk.record, writing=True):
        desk.post("/review/settle", "/review")
        _wait(desk)
    page = desk.html("/review")
    assert "did not succeed" in page
    assert "written to" in page


def test_it_is_begun_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    began = []

    class Process:
        def __init__(self, *_: object, **__: object) -> None:
            began.append(self)

        def poll(self) -> None:
            return None

    monkeypatch.setattr(settling.subprocess, "Popen", Process)
    settling.start_settling(desk.record)
    settling.start_settling(desk.record)
    assert len(began) == 1
    assert settling.is_settling(desk.record)
    assert settling.what_failed(desk.record) is None
