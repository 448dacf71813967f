"""`python -m evaluation [TASK...] --data FOLDER`: run measurements (all, if none is named) and print them.

A task is a module of this folder with `def evaluate(data: Path) -> dict[str, Any]`. The dict's keys
are printed in order: `figures` (name -> number), `baseline` (the same names, for what is held
against), `worst` (a list of strings: cases got wrong), and whatever else the task wants to say.
`--json` prints the dict as it is.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import time
from pathlib import Path
from typing import Any

import evaluation
from evaluation._news import LENT
from evaluation.outcomes import KEPT


def tasks() -> list[str]:
    """The names of the tasks there are."""
    return sorted(m.name for m in pkgutil.iter_modules(evaluation.__path__) if not m.name.startswith("_"))


def show(result: dict[str, Any], worst: int) -> None:
    for key, value in result.items():
        print(f"{key}:")
        if isinstance(value, dict):
            for name, number in value.items():
                print(f"  {name:32} {number:.3f}" if isinstance(number, float) else f"  {name:32} {number}")
        elif isinstance(value, list):
            for line in value[:worst]:
                print("  " + str(line))
        else:
            print(f"  {value}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("task", nargs="*", metavar="TASK", help=f"any of: {', '.join(tasks())}")
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled data")
    parser.add_argument("--worst", type=int, default=20, help="how many wrong cases to print")
    parser.add_argument("--news", metavar="RECORD", help="a record that holds the news already (visits, trips)")
    parser.add_argument(
        "--outcomes", metavar="FOLDER", help="where to keep what was read for outcomes, for the next run"
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.news:
        os.environ[LENT] = given.news
    if given.outcomes:
        os.environ[KEPT] = given.outcomes
    unknown = sorted(set(given.task) - set(tasks()))
    if unknown:
        parser.error(f"no such task: {', '.join(unknown)}; there are {', '.join(tasks())}")
    results: dict[str, dict[str, Any]] = {}
    for task in given.task or tasks():
        begun = time.monotonic()
        result = importlib.import_module(f"evaluation.{task}").evaluate(given.data)
        results[task] = {**result, "seconds": round(time.monotonic() - begun, 1)}
        if not given.json:
            print(f"== {task}")
            show(results[task], given.worst)
    if given.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
