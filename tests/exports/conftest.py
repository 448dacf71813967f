"""What tests of exports share: a record of the made story, changed as a test needs it, and a format written from it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

import made
from communique.exports import write
from communique.model import Findings
from communique.record import Record

Settled = Callable[[Findings], Path]
Exported = Callable[..., str]


@pytest.fixture
def settled(tmp_path: Path) -> Settled:
    """Makes a record that holds these findings."""

    def make(findings: Findings) -> Path:
        path = tmp_path / "changed.record"
        with Record(path, writing=True) as record:
            record.settle(findings)
        return path

    return make


@pytest.fixture
def exported(story: Path, settled: Settled) -> Exported:
    """The story in a format; given findings stand in its place."""

    def text(form: str, findings: Findings | None = None) -> str:
        stream = io.StringIO(newline="")
        with Record(story if findings is None else settled(findings)) as record:
            write(record, form, stream)
        return stream.getvalue()

    return text


@pytest.fixture
def with_event() -> Callable[..., Findings]:
    """The story with one of its events changed: `with_event("visit-1", label="...")`."""

    def change(key: str, **values: object) -> Findings:
        findings = made.findings()
        events = tuple(made.replaced(e, **values) if e.id == key else e for e in findings.events)
        return made.replaced(findings, events=events)

    return change
