"""The desk as a test reaches it: a client on a small made record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.web import app
from web.desks import Desk


@pytest.fixture
def desk(story: Path) -> Iterator[Desk]:
    """The desk on the made story (see tests/made.py)."""
    with TestClient(app(story), base_url="http://localhost:8017") as client:
        yield Desk(client, story)
