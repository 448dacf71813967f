"""The quality that was reached on text of our own stays reached."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

import evaluation

HOME = Path(evaluation.__file__).parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HOME / "floors.toml").read_text(encoding="utf-8"))["own"]


@pytest.mark.parametrize("task", FLOORS)
def test_no_figure_falls_below_its_floor(task: str) -> None:
    figures = importlib.import_module(f"evaluation.{task}").evaluate(HOME / "own")["figures"]
    fallen = {name: figures[name] for name, floor in FLOORS[task].items() if figures[name] < floor}
    assert not fallen, (
        f"below the floor in evaluation/floors.toml: {fallen}; python -m evaluation {task} --data evaluation/own"
    )


def test_missing_data_is_named(tmp_path: Path) -> None:
    from evaluation._rows import rows

    with pytest.raises(FileNotFoundError, match=r"docs\.jsonl"):
        list(rows(tmp_path / "docs.jsonl.gz"))
