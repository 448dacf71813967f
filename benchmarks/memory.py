"""How much memory a process and all that it started hold: the peak, sampled while something runs.

Invariant: memory that processes share is counted once (PSS), so that the sum is what the machine has to have.
"""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path


def held(process: int) -> int:
    """Bytes that a process and its descendants hold; a process that ends meanwhile counts nothing."""
    return sum(_share(each) for each in _family(process))


def _family(process: int) -> list[int]:
    parent: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                parent[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found, waiting = [process], [process]
    while waiting:
        here = waiting.pop()
        children = [child for child, above in parent.items() if above == here]
        found += children
        waiting += children
    return found


def _share(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return 1024 * int(line.split()[1])
    return 0


class Peak:
    """The most that this process and its descendants held while the block ran, in `bytes`."""

    def __init__(self, every: float = 0.3) -> None:
        """`every` is the time between two looks, in seconds."""
        self.bytes = 0
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self._over.wait(self._every):
            self.bytes = max(self.bytes, held(os.getpid()))

    def __enter__(self) -> Peak:
        """Begin to look."""
        self.bytes = held(os.getpid())
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Look once more, and no longer."""
        self.bytes = max(self.bytes, held(os.getpid()))
        self._over.set()
        self._thread.join()
