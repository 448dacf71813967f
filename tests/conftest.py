"""What tests of several rooms share: this folder on the path (`made`), and a settled record of a small story."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import made
from communique.record import Record

settings.register_profile("untimed", deadline=None)  # the machine is shared: no test fails for being slow
settings.load_profile("untimed")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """The file of a settled record of the made story."""
    path = tmp_path / "story.record"
    with Record(path, writing=True) as record:
        for reading in made.readings():
            record.add(reading)
        record.settle(made.findings())
    return path
