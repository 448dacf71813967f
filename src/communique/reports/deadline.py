"""A limit on the time that one item may take.

Invariant: on leaving, the process's alarm is as it was found. Where no alarm can be set (a thread
that is not the main one, Windows, an alarm already ticking) there is no limit rather than a wrong one.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from communique.reports.item import UnreadableError


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises UnreadableError inside the block once `seconds` have passed. C code is stopped only when it returns."""
    can_alarm = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds <= 0 or not can_alarm or signal.getitimer(signal.ITIMER_REAL)[0] > 0:
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise UnreadableError(f"took longer than {seconds:g} s to read")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
