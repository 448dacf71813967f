"""The one page that wires the rooms: paths -> items -> reports -> claims -> events -> record.

Invariant: one process writes, workers only read; a report that was read is kept before the next one is
looked at; whatever an item does to its worker costs that item alone, and is said; and the order in
which items come makes no difference to the record.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from communique.model import Reading, Unread
from communique.pool import Engine, check_parser, work
from communique.record import FaultyFindingsError, Record, Source
from communique.reports import Columns, Item, Limits, items
from communique.version import VERSION

_PROCESSES = Engine()
Stage = Literal["reading", "settling", "done"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: items offered, read, there already, not read; `uri` is the latest of them."""

    stage: Stage
    offered: int = 0
    read: int = 0
    unchanged: int = 0
    unread: int = 0
    uri: str | None = None


def read(
    paths: str | Path | Sequence[str | Path],
    record: str | Path | Record | None = None,
    *,
    columns: Columns | None = None,
    limits: Limits | None = None,
    workers: int | None = None,
    again: bool = False,
    engine: Engine = _PROCESSES,
    progress: Callable[[Progress], None] | None = None,
) -> Record:
    """Read files and folders into a record, and settle it; what it holds unchanged is passed over.

    `record` is the record's file, an open record, or None for a temporary one. `workers` is the number
    of processes (default: one a core, at most 4; 0 reads in this process). `again` reads also what is
    unchanged. `engine` is what reads: worker processes, or Ray; the record is the same.

    Raises RecordError if the record cannot be written, PoolError if nothing can be read at all.
    A KeyboardInterrupt leaves all that was read in the record, settled, and is then raised again.
    """
    wanted = [paths] if isinstance(paths, str | Path) else list(paths)
    check_parser()
    opened = record if isinstance(record, Record) else Record(record, writing=True)
    tell = progress or (lambda _: None)
    counts = _Counts()
    run = opened.start_run(reader(), [str(path) for path in wanted])
    bounds = limits or Limits()
    try:
        found = _anew(items(wanted, columns or Columns(), bounds), opened, run)
        offered = _new(found, opened, counts, again, tell)
        for item, result in _results(offered, bounds, workers, engine):
            _keep(opened, item, result, run, counts)
            tell(counts.progress("reading", item.uri))
        opened.forget_unread_of_same_paths(run)
    except BaseException as error:
        opened.end_run(run, "interrupted", counts.numbers)
        try:
            if isinstance(error, KeyboardInterrupt):
                tell(counts.progress("settling"))
                settle(opened)
        finally:
            if not isinstance(record, Record):
                opened.close()
        raise
    opened.end_run(run, "read", counts.numbers)
    tell(counts.progress("settling"))
    settle(opened)
    tell(counts.progress("done"))
    return opened


def settle(record: Record, *, again: bool = False) -> str | None:
    """Make the findings from the readings, if any reading is newer than they are (or `again`, and then from all).

    Where it can, it looks only at what the new readings touch. None if it did, or had nothing to do; else why it
    resolved everything.
    """
    if not (record.unsettled or again):
        return None
    with _no_collecting():
        why = "asked to" if again else record.renew()
        if why is not None:
            from communique.events.resolving import resolved

            record.settle(resolved(record.readings(), record.given))
    return why


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Python's collector looks through all objects again and again; settling makes many, and none in circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def reader() -> str:
    """Who reads: this communique, its parser and its encoder. What another reader read is read again."""
    from communique.claims.parsing import MODEL

    deeds = f", deeds {named}" if (named := os.environ.get("COMMUNIQUE_DEEDS")) else ""
    return f"communique {VERSION}, {os.environ.get('COMMUNIQUE_MODEL', MODEL)}{deeds}"


class _Counts:
    """What has come of the items so far."""

    def __init__(self) -> None:
        self.offered = self.read = self.unchanged = self.unread = 0

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return self.offered, self.read, self.unchanged, self.unread

    def progress(self, stage: Stage, uri: str | None = None) -> Progress:
        return Progress(stage, *self.numbers, uri)


def _anew(offered: Iterator[Item | Unread], record: Record, run: int) -> Iterator[Item | Unread]:
    """The items as they come; what an earlier run could not read of their files is forgotten, to be said anew."""
    stale = set(record.unread_before(run))
    for item in offered:
        file = item.uri.partition("#")[0]
        if file in stale:
            record.forget_unread(file, run)
            stale.discard(file)
        yield item


def _new(
    offered: Iterator[Item | Unread],
    record: Record,
    counts: _Counts,
    again: bool,
    tell: Callable[[Progress], None],
) -> Iterator[Item | Unread]:
    """The items that the record does not hold."""
    for item in offered:
        counts.offered += 1
        if isinstance(item, Item) and not again and record.knows(_source(item)):
            counts.unchanged += 1
            tell(counts.progress("reading", item.uri))
            continue
        yield item


def _keep(record: Record, item: Item | Unread, result: Reading | Unread, run: int, counts: _Counts) -> None:
    if isinstance(result, Reading) and isinstance(item, Item):
        try:
            record.add(result, _source(item), run)
            counts.read += 1
            return
        except FaultyFindingsError as error:
            result = Unread(item.uri, str(error))
    if isinstance(result, Unread):
        record.add_unread(result, run)
        counts.unread += 1


def _source(item: Item) -> Source:
    """The item's fingerprint: its id, and what was given beside it, which its reading may hang on."""
    beside = json.dumps([item.id, item.media, item.charset, sorted(item.given.items())], ensure_ascii=True)
    return Source(hashlib.blake2b(beside.encode(), digest_size=16).hexdigest(), item.uri, reader())


def _results(
    offered: Iterator[Item | Unread], limits: Limits, workers: int | None, engine: Engine
) -> Iterator[tuple[Item | Unread, Reading | Unread]]:
    if engine.name == "ray":
        from communique.cluster import work_on_ray

        return work_on_ray(offered, limits, workers or None, address=engine.address)
    return work(offered, limits, _workers(workers))


def _workers(asked: int | None) -> int:
    return max(0, asked) if asked is not None else min(4, os.cpu_count() or 1)
