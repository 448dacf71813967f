"""The application: pages with their JSON twins, errors as pages, one state of the record for each answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import made
from communique.model import Reading
from communique.record import MissingRecordError, Record
from communique.web import app
from web.desks import Desk


def test_the_first_page_is_the_timeline(desk: Desk) -> None:
    answer = desk.client.get("/?kind=visit", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/timeline?kind=visit"


def test_what_is_not_there_is_said_as_a_page_and_as_json(desk: Desk) -> None:
    assert "Not here" in desk.html("/nothing", status=404)
    answer = desk.client.get("/nothing.json")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"


def test_a_page_names_its_twin(desk: Desk) -> None:
    page = desk.html("/timeline?kind=visit")
    assert 'href="/timeline.json?kind=visit"' in page
    assert desk.json("/timeline?kind=visit")


def test_the_files_of_a_page_are_there_and_may_be_kept(desk: Desk) -> None:
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', desk.html("/timeline"))
    assert len(found) >= 3
    for path in found:
        answer = desk.client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_what_another_process_adds_is_there_at_the_next_look(desk: Desk) -> None:
    assert desk.json("/timeline")["events"] == 4
    with Record(desk.record, writing=True) as record:
        record.settle(made.replaced(made.findings(), events=(), event_of={}, agreements=(), quotations=()))
        assert desk.json("/timeline")["events"] == 0


def test_a_page_says_that_the_findings_are_behind(desk: Desk) -> None:
    assert "Make them again" not in desk.html("/timeline")
    with Record(desk.record, writing=True) as record:
        record.add(Reading(made.replaced(made.reports()[0], id="ddd4", uri="d")))
    assert "Make them again" in desk.html("/timeline")


def test_a_record_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(MissingRecordError):
        app(tmp_path / "none.record")
