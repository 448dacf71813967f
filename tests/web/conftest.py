"""The desk as a test reaches it: a client on a small made record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import made
from communique.record import Record
from communique.web import app
from web.desks import Desk


@pytest.fixture(params=["record", "parquet"])
def desk(story: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The desk on the made story (see tests/made.py), which keeps its texts in itself, or beside itself."""
    if request.param == "parquet":
        story.unlink()
        with Record(story, writing=True, texts="parquet") as record:
            for reading in made.readings():
                record.add(reading)
            record.settle(made.findings())
    with TestClient(app(story), base_url="http://localhost:8017") as client:
        yield Desk(client, story)
