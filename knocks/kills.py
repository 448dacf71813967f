"""A process killed by SIGKILL at moments drawn by chance: in reading, writing, settling and exporting.

After every kill the record must open, be whole (SQLite's own check and its foreign keys), and hold every report
that was said to be read; an export must be there whole or not at all. In the end the reading is run out, and what
it gives must be, byte for byte, what an undisturbed run gives.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import communique
from communique.exports import write
from communique.flow import Progress
from communique.pool import check_parser
from communique.record import texts as outgoing
from communique.record.texts import Keeping

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"


def run(*, times: int, seed: int, texts: Keeping | None = None, **_: Any) -> dict[str, Any]:
    """Kill `times` processes; `lost` lists everything that was not as it must be. `texts`: as of `communique read`."""
    check_parser()
    draw = random.Random(seed)
    lost: list[str] = []
    counts = {"while reading or settling": 0, "while exporting": 0, "finished before the kill": 0}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = sorted(EXAMPLES.iterdir())[:5]
        begun = time.monotonic()
        _wait(fork(read, paths, folder / "whole.record", None, texts))
        whole = time.monotonic() - begun
        export(folder / "whole.record", folder / "whole.json")
        record, said, out = folder / "killed.record", folder / "said.txt", folder / "killed.json"
        for number in range(times):
            exporting = record.exists() and draw.random() < 0.2
            if exporting:
                out.unlink(missing_ok=True)
                child = fork(export, record, out)
            else:
                child = fork(read, paths, record, said, texts)
            time.sleep(draw.uniform(0, 0.1 if exporting else whole * 1.05))
            done = _kill(child)
            counts[
                "finished before the kill" if done else f"while {'exporting' if exporting else 'reading or settling'}"
            ] += 1
            lost += [f"kill {number}: {fault}" for fault in (*faults(record, said), *_torn(out))]
            if done and not exporting:
                lost += [f"kill {number}: {fault}" for fault in differs(record, folder / "whole.json", out)]
                for path in (record, said, *folder.glob("killed.record-*")):
                    path.unlink(missing_ok=True)
                shutil.rmtree(folder / "killed.record.texts", ignore_errors=True)
        _wait(fork(read, paths, record, said, texts))
        lost += [f"at the end: {fault}" for fault in differs(record, folder / "whole.json", out)]
    return {"kills": times, **counts, "lost": lost}


def read(paths: list[Path], record: Path, said: Path | None, texts: Keeping | None = None) -> None:
    """Read into a record, and write down each report as soon as it is said to be read; two make a file of texts."""
    before = 0

    def tell(progress: Progress) -> None:
        nonlocal before
        if said is not None and progress.read > before and progress.uri:
            with said.open("a", encoding="utf-8") as lines:
                lines.write(progress.uri + "\n")
        before = progress.read

    outgoing.FILE_READINGS = 2
    with communique.Record(record, writing=True, texts=texts) as opened:
        communique.read(paths, opened, workers=0, progress=tell)


def export(record: Path, out: Path) -> None:
    """Export as the command line does."""
    from communique.cli import app

    with contextlib.suppress(SystemExit):
        app(["export", str(record), "--format", "json", "--out", str(out)])


def fork(work: Callable[..., None], *given: Any) -> int:
    """A process of its own that does a work with what is given, the parser loaded already."""
    child = os.fork()
    if child == 0:
        try:
            with open(os.devnull, "w") as nowhere:
                os.dup2(nowhere.fileno(), sys.stdout.fileno())
                os.dup2(nowhere.fileno(), sys.stderr.fileno())
            work(*given)
        finally:
            os._exit(0)
    return child


def _kill(child: int) -> bool:
    """Kill a process; whether it had come to its end before."""
    done, _ = os.waitpid(child, os.WNOHANG)
    if done:
        return True
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _wait(child: int) -> None:
    os.waitpid(child, 0)


def faults(record: Path, said: Path) -> list[str]:
    """What is not as it must be in a record after a kill."""
    if not record.exists():
        return [f"no record, and {said} says that something was read"] if said.exists() else []
    try:
        with contextlib.closing(sqlite3.connect(record)) as plain:
            state = plain.execute("PRAGMA integrity_check").fetchone()[0]
            broken = plain.execute("PRAGMA foreign_key_check").fetchall() if state == "ok" else []
        opened = communique.Record(record)
        held = {reading.report.uri for reading in opened.readings()}
        events = len(list(opened.events))
        opened.close()
    except (sqlite3.Error, communique.RecordError) as error:
        return [f"it does not open: {error}"] if said.exists() else []
    told = set(said.read_text(encoding="utf-8").split("\n")) - {""} if said.exists() else set()
    return [
        *([f"integrity: {state}"] if state != "ok" else []),
        *([f"{len(broken)} broken foreign keys"] if broken else []),
        *(f"said to be read, and not there: {uri}" for uri in sorted(told - held)),
        *(["events, and no reports"] if events and not held else []),
    ]


def _torn(out: Path) -> list[str]:
    """An export that is there but not whole."""
    if not out.exists():
        return []
    try:
        json.loads(out.read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"half an export: {error}"]
    return []


def differs(record: Path, whole: Path, out: Path) -> list[str]:
    """Whether a record exports to anything but what an undisturbed run exported to `whole`."""
    out.unlink(missing_ok=True)
    opened = communique.Record(record)
    with out.open("w", encoding="utf-8") as stream:
        write(opened, "json", stream)
    opened.close()
    return [] if out.read_bytes() == whole.read_bytes() else ["the export differs from an undisturbed run's"]
