"""The campaigns of hard knocks at the size that CI has time for; `make knocks` runs them at any size."""

from __future__ import annotations

import importlib
import os
import random
import signal
import time
from pathlib import Path

import pytest
from knocks.seeds import seeds

from knocks import fuzz

SEED = 20261122


@pytest.mark.parametrize(
    ("campaign", "times", "texts", "tried"),
    [
        ("kills", 100, None, {"kills": 100}),
        ("kills", 20, "parquet", {"kills": 20}),
        ("disk", 12, None, {"full disks": 3, "power cuts": 3}),
        ("disk", 12, "parquet", {"full disks": 3, "power cuts": 3}),
        ("together", 20, None, {"pairs": 1}),
        ("crafted", 1, None, {"characters of a line": 10_000}),
    ],
)
def test_nothing_is_lost(campaign: str, times: int, texts: str | None, tried: dict[str, int]) -> None:
    found = importlib.import_module(f"knocks.{campaign}").run(times=times, minutes=0, seed=SEED, texts=texts)
    assert not found["lost"]
    assert tried.items() <= found.items()


def test_broken_inputs_are_passed_over() -> None:
    found = fuzz.run(minutes=1 / 6, seed=SEED)
    assert not found["lost"]
    assert found["inputs offered"] > len(seeds())
    assert found["reports read"]
    assert found["named and passed over"]


def test_every_seed_is_read(tmp_path: Path) -> None:
    for kind, found in seeds().items():
        for name, data in found:
            path = tmp_path / name
            path.write_bytes(data)
            outcome, wrong = fuzz.faults(path)
            assert not wrong, (kind, name)
            assert "r" in outcome or name == "y.txt", (kind, name, outcome)


def test_what_dies_hangs_or_raises_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def knocked(path: Path) -> tuple[str, str]:
        match path.name:
            case "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hangs":
                time.sleep(60)
            case "raises":
                raise ValueError("no")
            case "hungry":
                bytearray(1 << 40)
        return "r", ""

    monkeypatch.setattr(fuzz, "faults", knocked)
    monkeypatch.setattr(fuzz, "PATIENCE", 1.0)
    for name in ("dies", "hangs", "raises", "hungry"):
        told, fault = fuzz._offered(
            tmp_path, [("text", "fine", b"a"), ("text", name, b"b"), ("text", "after", b"c")], None
        )
        assert [outcome for _, outcome in told] == ["r"]
        assert fault, name


def test_inputs_are_broken_the_same_way_each_time() -> None:
    data = seeds()["html"][0][1]
    first = [fuzz.mutated(random.Random(n), data, b"other") for n in range(50)]
    assert first == [fuzz.mutated(random.Random(n), data, b"other") for n in range(50)]
    assert len(set(first)) > 40
