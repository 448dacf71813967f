"""Two processes at one record: two readers, a reader and somebody who looks, a record of a newer communique."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import communique
from communique.pool import check_parser
from communique.record import LockedRecordError, NewerRecordError, RecordError
from knocks.kills import EXAMPLES, differs, export, faults, fork, read


def run(*, times: int, **_: Any) -> dict[str, Any]:
    """Let two be at one record a twentieth of `times`, at least once; `lost` lists what went wrong."""
    check_parser()
    lost: list[str] = []
    paths = sorted(EXAMPLES.iterdir())[:5]
    pairs, refused, looks = max(1, times // 20), 0, 0
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.record"
        os.waitpid(fork(read, paths, whole, None), 0)
        export(whole, whole.with_suffix(".json"))
        for number in range(pairs):
            record = Path(place) / f"{number}.record"
            said = Path(place) / f"{number}.txt"
            first = fork(read, paths[: number % 2 + 1], record, said)
            done = 0
            while not done:
                done, _ = os.waitpid(first, os.WNOHANG)
                refused += _second_writer(record)
                looks += _look(record, lost)
            os.waitpid(fork(read, paths, record, said), 0)
            lost += faults(record, said) + differs(record, whole.with_suffix(".json"), record.with_suffix(".json"))
        lost += _newer(whole)
    return {"pairs": pairs, "second writers told to wait": refused, "looks while it was written": looks, "lost": lost}


def _second_writer(record: Path) -> int:
    if not record.exists():
        return 0
    try:
        communique.Record(record, writing=True).close()
    except LockedRecordError:
        return 1
    return 0


def _look(record: Path, lost: list[str]) -> int:
    if not record.exists():
        return 0
    try:
        opened = communique.Record(record)
        list(opened.events)
        opened.close()
    except LockedRecordError:
        pass  # it is being made: that is said, and it is there a moment later
    except RecordError as error:
        if record.stat().st_size:
            lost.append(f"a look failed: {error}")
    return 1


def _newer(record: Path) -> list[str]:
    with sqlite3.connect(record) as plain:
        plain.execute("PRAGMA user_version = 9999")
    plain.close()
    try:
        communique.Record(record).close()
    except NewerRecordError as error:
        return [] if str(record) in str(error) else [f"the error names no file: {error}"]
    return ["a record of a newer communique opened"]
