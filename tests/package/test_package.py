"""The package's public face."""

from __future__ import annotations

import subprocess
import sys

import pytest

import communique


def test_every_public_name_is_there_and_nothing_else_is_shown() -> None:
    homes = {name for names in communique._HOMES.values() for name in names}
    assert set(communique.__all__) == homes | {"__version__"} == set(dir(communique))
    for name in communique.__all__:
        assert getattr(communique, name) is not None
    with pytest.raises(AttributeError):
        communique.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, communique; print(len([m for m in sys.modules if m.startswith('communique')]))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "2"
