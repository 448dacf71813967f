"""Reading items in worker processes: from an item to all that it says, or why it says nothing.

Invariant: every item that goes in comes out once, with a Reading or an Unread, whatever it does to the
process that reads it; no more than a few items are in hand at a time, however fast they are offered.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for_end
from types import ModuleType
from typing import Any, Literal

from communique.model import Reading, Unread
from communique.reports import Item, Limits

if sys.platform == "win32":  # there is nothing to fork from
    from multiprocessing.context import SpawnContext as _BaseContext
    from multiprocessing.context import SpawnProcess as _BaseProcess
else:
    from multiprocessing.context import ForkServerContext as _BaseContext
    from multiprocessing.context import ForkServerProcess as _BaseProcess

Reader = Callable[[Item, Limits], Reading | Unread]


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads: worker `processes` on this machine, or `ray`, here or on the cluster at an address."""

    name: Literal["processes", "ray"] = "processes"
    address: str | None = None


WORKER_MEMORY = 900_000_000
"""Bytes of data a worker may hold where the system lets us set it; two and their parent stay under 2 GB."""

_UNSTARTED = "no reading process can be started; try again with --workers 0 to see why"
IN_HAND = 3
"""Items that a reader is given ahead."""
_BYTES_IN_HAND = 48_000_000
LIFETIME = 4_000
"""Items after which a reader gives way to a fresh one."""
_HARD = 3.0


class PoolError(RuntimeError):
    """Nothing can be read at all; the text says what to do."""


def check_parser() -> None:
    """Raise PoolError, saying what to install, if the parser is not there."""
    from importlib.util import find_spec

    from communique.claims.parsing import MODEL

    name = os.environ.get("COMMUNIQUE_MODEL", MODEL)
    if not os.path.exists(name) and find_spec(name) is None:
        raise PoolError(f"the parser {name} is not installed; pip install it, or name another in COMMUNIQUE_MODEL")


def work(
    offered: Iterator[Item | Unread], limits: Limits, workers: int, read: Reader | None = None
) -> Iterator[tuple[Item | Unread, Reading | Unread]]:
    """Read the items as they come, in `workers` processes (0: in this one), in no set order.

    What is already Unread passes through. `read` is what is done with an item, `read_item` if not
    given; it must be importable by name. Raises PoolError if no worker can be started.
    """
    read = read or read_item
    if workers == 0:
        for item in offered:
            yield item, item if isinstance(item, Unread) else read(item, limits)
        return
    pool = _Pool(workers, limits, read)
    try:
        for item in offered:
            if isinstance(item, Unread):
                yield item, item
                continue
            while pool.full(item):
                yield from pool.finished()
            pool.submit(item)
        while pool.pending:
            yield from pool.finished()
    finally:
        pool.stop()


def read_item(item: Item, limits: Limits) -> Reading | Unread:
    """What one item says: bytes to report, report to claims. Never raises; a fault of ours is named as such."""
    from communique.claims.reading import read_report
    from communique.record import check_reading
    from communique.reports import report
    from communique.reports.deadline import deadline

    try:
        found = report(item, limits)
        if isinstance(found, Unread):
            return found
        with deadline(2 * limits.seconds):
            reading = read_report(found)
        check_reading(reading)
    except MemoryError:
        return Unread(item.uri, "needs more memory than a reader may take; split it, or read it with --workers 0")
    except Exception as error:
        return Unread(item.uri, fault(error))
    return reading


def fault(error: BaseException) -> str:
    """What to say of an item whose reading raised this."""
    from communique.record import FaultyFindingsError
    from communique.reports.item import UnreadableError

    if isinstance(error, UnreadableError | FaultyFindingsError):
        return str(error)
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "communique" in frame.filename]
    where = f" ({os.path.basename(ours[-1].filename)}:{ours[-1].lineno})" if ours else ""
    words = " ".join(str(error).split())[:200]
    return f"a fault in communique: {type(error).__name__}: {words}{where}; please report it"


class _Pool:
    """Worker processes, the items they have in hand, and what to do when one of them dies."""

    def __init__(self, workers: int, limits: Limits, read: Reader) -> None:
        self._workers, self._limits, self._read = workers, limits, read
        self._executor: ProcessPoolExecutor | None = None
        self.pending: dict[Future[Reading | Unread], Item] = {}
        self._handed_out = 0
        self._ever_read = False
        self._dead_in_a_row = 0

    def full(self, item: Item) -> bool:
        """Whether to wait for a result before another item is handed out."""
        if not self.pending:
            return False
        if len(self.pending) >= IN_HAND * self._workers or self._handed_out >= LIFETIME * self._workers:
            return True
        return not room_for(item, self.pending.values())

    def submit(self, item: Item) -> None:
        """Hand an item out."""
        if self._handed_out >= LIFETIME * self._workers:
            self.stop()
        if self._executor is None:
            self._executor = _executor(self._workers)
        self._handed_out += 1
        try:
            self.pending[self._executor.submit(read_in_time, self._read, item, self._limits)] = item
        except BrokenProcessPool:
            self.pending[_broken()] = item
        except (EOFError, OSError) as error:
            raise PoolError(_UNSTARTED) from error

    def finished(self) -> Iterator[tuple[Item, Reading | Unread]]:
        """Wait for at least one result. Where a worker has died, read again, one by one, what was in hand."""
        done, _ = wait(self.pending, return_when=FIRST_COMPLETED)
        for future in done:
            if isinstance(future.exception(), BrokenProcessPool):
                yield from self._after_a_death()
                return
            item = self.pending.pop(future)
            yield item, self._result(item, future)

    def _result(self, item: Item, future: Future[Reading | Unread]) -> Reading | Unread:
        self._ever_read, self._dead_in_a_row = True, 0
        error = future.exception()
        return Unread(item.uri, fault(error)) if error else future.result()

    def _after_a_death(self) -> Iterator[tuple[Item, Reading | Unread]]:
        """One of the items in hand killed its worker. Alone in a fresh process, each shows whether it was the one."""
        wait(self.pending, timeout=10)
        suspects = []
        for future, item in self.pending.items():
            if future.done() and not isinstance(future.exception(), BrokenProcessPool):
                yield item, self._result(item, future)
            else:
                suspects.append(item)
        self.pending.clear()
        self.stop()
        alone: ProcessPoolExecutor | None = None
        try:
            for item in suspects:
                alone = alone or _executor(1)
                begun = time.monotonic()
                future = alone.submit(read_in_time, self._read, item, self._limits)
                if isinstance(future.exception(), BrokenProcessPool):
                    _end(alone)
                    alone = None
                    yield item, self._killer(item, time.monotonic() - begun)
                else:
                    yield item, self._result(item, future)
        finally:
            if alone:
                _end(alone)

    def _killer(self, item: Item, seconds: float) -> Unread:
        self._dead_in_a_row += 1
        if not self._ever_read and self._dead_in_a_row >= 3:
            raise PoolError(_UNSTARTED)
        return ended_by(item, seconds, self._limits)

    def stop(self) -> None:
        """End all workers now; what they have in hand is lost."""
        if self._executor is not None:
            _end(self._executor)
        self._executor, self._handed_out = None, 0


def room_for(item: Item, in_hand: Iterable[Item]) -> bool:
    """Whether an item and those in hand together stay within the bytes that may be in hand."""
    return _size(item) + sum(map(_size, in_hand)) <= _BYTES_IN_HAND


def ended_by(item: Item, seconds: float, limits: Limits) -> Unread:
    """What to say of an item that ended the process reading it, after so many seconds."""
    if seconds >= _HARD * limits.seconds:
        return Unread(item.uri, f"took longer than {_HARD * limits.seconds:g} s to read; split it")
    return Unread(item.uri, "the process reading it died, as when memory runs out; split it, or leave it out")


def _size(item: Item) -> int:
    return len(item.data or b"") + 4 * len(item.text or "")


def _broken() -> Future[Reading | Unread]:
    future: Future[Reading | Unread] = Future()
    future.set_exception(BrokenProcessPool())
    return future


def _end(executor: ProcessPoolExecutor) -> None:
    processes = list((executor._processes or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join(5)


# ---------------------------------------------------------------- a worker's side


class _Process(_BaseProcess):
    """A worker that does not run the caller's script again: it needs nothing from it.

    Python's own workers import the `__main__` script, so that a script that reads reports without an
    `if __name__ == "__main__"` guard would start itself over and over.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return _BaseProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = script


class _Context(_BaseContext):
    Process = _Process


def _executor(workers: int) -> ProcessPoolExecutor:
    context = _Context()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read by numpy in the workers: each has one core to itself
    multiprocessing.set_forkserver_preload(["communique.claims.reading", "communique.reports"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Make a fresh process a reader: deaf to Ctrl-C, gone with its parent, held to its memory and time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    begin()


def begin(alone: bool = False) -> None:
    """Load the parser, and hold the process to its memory; `alone`: beside what it holds now."""
    from communique.claims.parsing import load

    held = _data_held() if alone else 0
    load()
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (held + WORKER_MEMORY, held + WORKER_MEMORY))


def _data_held() -> int:
    """Bytes of data that this process has, where the system tells; what an engine takes for itself is no reader's."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/status", encoding="ascii") as status:
        return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmData:"))
    return 0


def read_in_time(read: Reader, item: Item, limits: Limits) -> Reading | Unread:
    """Read an item, with a watch that ends the process where even its own deadline goes unheard, as inside C code."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(_HARD * limits.seconds, exit=True, file=nowhere)
        try:
            return read(item, limits)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)
