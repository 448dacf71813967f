"""A disk that fills up, and a power cut as far as files show it.

A full disk is a limit on the size of files that a reading process may write: it must end with an error that says
so, and the record must open, be whole, hold what was said to be read, and be read on later. A power cut is a copy
of the record's files taken while they are written, the last pages of the log cut off: the copy must open and be whole.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import communique
from communique.pool import check_parser
from communique.record.texts import Keeping
from knocks.kills import EXAMPLES, differs, export, faults, fork, read


def run(*, times: int, seed: int, texts: Keeping | None = None, **_: Any) -> dict[str, Any]:
    """Fill the disk and cut the power, each a quarter of `times`; `lost` lists what was not as it must be."""
    check_parser()
    draw = random.Random(seed)
    lost: list[str] = []
    paths = sorted(EXAMPLES.iterdir())[:5]
    each = max(1, times // 4)
    refused = 0
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.record"
        begun = time.monotonic()
        os.waitpid(fork(read, paths, whole, None, texts), 0)
        took = time.monotonic() - begun
        export(whole, whole.with_suffix(".json"))
        size = whole.stat().st_size
        for number in range(each):
            home = Path(place) / f"full-{number}"
            home.mkdir()
            record, said, told = home / "x.record", home / "said.txt", home / "error.txt"
            limit = draw.randrange(20_000, size)
            os.waitpid(fork(_cramped, paths, record, said, told, limit, texts), 0)
            error = told.read_text(encoding="utf-8") if told.exists() else ""
            refused += bool(error)
            if error.startswith("Traceback"):
                lost.append(f"full disk {number}: {error}")
            lost += [f"full disk {number}: {fault}" for fault in faults(record, said)]
            os.waitpid(fork(read, paths, record, said, texts), 0)
            lost += [
                f"full disk {number}, then on: {f}"
                for f in differs(record, whole.with_suffix(".json"), home / "x.json")
            ]
        for number in range(each):
            home = Path(place) / f"cut-{number}"
            home.mkdir()
            record = home / "x.record"
            child = fork(read, paths, record, None, texts)
            time.sleep(draw.uniform(0, took))
            copy = _cut(record, child, draw)
            lost += [f"power cut {number}: {fault}" for fault in (faults(copy, home / "none.txt") if copy else [])]
    return {"full disks": each, "full disks that were met and said": refused, "power cuts": each, "lost": lost}


def _cramped(paths: list[Path], record: Path, said: Path, told: Path, limit: int, texts: Keeping | None) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        read(paths, record, said, texts)
    except communique.RecordError as error:
        told.write_text(str(error), encoding="utf-8")
    except BaseException as error:
        told.write_text(f"Traceback: {error!r}", encoding="utf-8")


def _cut(record: Path, child: int, draw: random.Random) -> Path | None:
    """The record's files as a cut finds them: the log ends somewhere, and what is in memory alone is gone."""
    done, _ = os.waitpid(child, os.WNOHANG)
    if not done:
        os.kill(child, signal.SIGSTOP)
    copy = record.with_name("cut.record") if record.exists() else None
    if copy:
        shutil.copyfile(record, copy)
        if (beside := record.with_name(record.name + ".texts")).exists():
            shutil.copytree(beside, copy.with_name(copy.name + ".texts"))
        log = record.with_name(record.name + "-wal")
        if log.exists():
            body = log.read_bytes()
            copy.with_name(copy.name + "-wal").write_bytes(body[: draw.randrange(len(body) + 1)])
    if not done:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return copy
