"""Making the findings again from the desk, so that they follow what reviewers said.

Invariant: it is done by a process of its own, by the same command as from the command line, and the desk goes on
answering from the findings as they were until they are replaced.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

_STARTED: dict[Path, tuple[subprocess.Popen[bytes], IO[bytes]]] = {}
"""The last settling of each record that this desk began, and what it says where it fails."""


def start_settling(record: Path) -> None:
    """Let the findings of a record be made again, unless that is going on."""
    if not is_settling(record):
        said = tempfile.TemporaryFile()  # noqa: SIM115 (it is read after the process has ended)
        command = [sys.executable, "-m", "communique", "settle", str(record)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        _STARTED[record] = process, said


def is_settling(record: Path) -> bool:
    """Whether a settling that this desk began is going on."""
    return record in _STARTED and _STARTED[record][0].poll() is None


def what_failed(record: Path) -> str | None:
    """What the last settling said, if it did not succeed."""
    if record not in _STARTED or _STARTED[record][0].poll() in (None, 0):
        return None
    process, said = _STARTED[record]
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), f"it ended with {process.returncode}")
