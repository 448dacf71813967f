"""What a larger input costs: `python -m benchmarks.scale [TASK...]`, each figure a ratio within one run.

    engines    reports a second with one worker, with two, and on Ray: template texts, read in earnest
    memory     the most that is held while 1,000, 10,000, ... reports are read into a record. The reading stage is
               a stub here (it decodes what the template means): what is measured is whether anything between
               the input and the record grows, not the parser
    identity   time to resolve and store 1,000, 10,000, ... readings, against linear
    adding     time to add 100 reports, and 1%, to a large record, against building that record

Invariant: every measurement runs in a process of its own, on reports of the same seed, and what is
compared was measured in this run.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.memory import Peak
from benchmarks.templates import reports
from communique.model import Reading, Unread
from communique.reports import Item, Limits

TASKS = ("engines", "memory", "identity", "adding")


def stub(item: Item, _limits: Limits) -> Reading | Unread:
    """A reading stage that costs next to nothing: the item holds the reading."""
    return msgspec.json.decode(item.text or "", type=Reading)


# ---------------------------------------------------------------- one measurement, in a process of its own


def _engines(count: int, engine: str, workers: int) -> dict[str, Any]:
    """Read texts; the rate is counted from the first result, when all readers stand."""
    from communique.cluster import work_on_ray
    from communique.pool import work

    items = [told.item for told in reports(count)]
    begun = time.monotonic()
    run = work_on_ray if engine == "ray" else work
    first, last, read = 0.0, 0.0, 0
    with Peak() as peak:
        for _, result in run(iter(items), Limits(), workers):
            last = time.monotonic()
            first = first or last
            read += isinstance(result, Reading)
    return {"rate": (count - 1) / (last - first), "start": first - begun, "read": read, "peak": peak.bytes}


def _memory(count: int) -> dict[str, Any]:
    from benchmarks.scale import stub as read  # by its module's name, for other processes
    from communique.pool import work
    from communique.record import Record

    items = (Item(t.uri, text=msgspec.json.encode(t.reading).decode()) for t in reports(count))
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "x.record", writing=True) as record:
        run = record.start_run("stub", [])
        with Peak() as peak:
            for _, result in work(items, Limits(), 2, read):
                assert isinstance(result, Reading), result
                record.add(result, None, run)
    return {"peak": peak.bytes}


def _identity(count: int) -> dict[str, Any]:
    from communique.events.resolving import resolved
    from communique.record import Record

    readings, truth = [], {}
    for told in reports(count):
        readings.append(told.reading)
        truth.update(told.truth)
    del told
    gc.disable()  # as `flow.settle` does
    with Peak(1.0) as peak:
        clock, whole, begun = time.monotonic(), time.process_time(), time.thread_time()
        made = resolved(readings)
        between = time.thread_time()
        with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "x.record", writing=True) as record:
            record.settle(made)
        ended = time.thread_time()
        whole, clock = time.process_time() - whole, time.monotonic() - clock
    found = made.findings.event_of
    return {
        "resolve": between - begun,
        "store": ended - between,
        "watch": whole - (ended - begun),
        "clock": clock,
        "peak": peak.bytes,
        "events": len(made.findings.events),
        "b3": b_cubed(truth, found),
    }


def _adding(count: int) -> dict[str, Any]:
    from communique import flow
    from communique.record import Record

    more = max(100, count // 100)
    coming = reports(count + 100 + more)
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "x.record", writing=True) as record:
        begun = time.process_time()
        for told in islice(coming, count):
            record.add(told.reading)
        with Peak(1.0) as peak:
            flow.settle(record)
        built = time.process_time() - begun
        found: dict[str, Any] = {"built": built, "more": more, "peak": peak.bytes}
        for name, number in (("hundred", 100), ("percent", more)):
            begun = time.process_time()
            for told in islice(coming, number):
                record.add(told.reading)
            found[f"{name} why"] = flow.settle(record)
            found[name] = time.process_time() - begun
    return found


def b_cubed(told: dict[str, str], event_of: dict[str, str]) -> float:
    """B-cubed F1 of the events against the truth of the templates, over all claims that have an event."""
    truth = {c: t for c, t in told.items() if c in event_of}
    events: defaultdict[str, set[str]] = defaultdict(set)
    happenings: defaultdict[str, set[str]] = defaultdict(set)
    for claim, happening in truth.items():
        events[event_of[claim]].add(claim)
        happenings[happening].add(claim)
    precision = recall = 0.0
    for claim, happening in truth.items():
        both = len(events[event_of[claim]] & happenings[happening])
        precision += both / len(events[event_of[claim]])
        recall += both / len(happenings[happening])
    precision, recall = precision / len(truth), recall / len(truth)
    return 2 * precision * recall / (precision + recall)


# ---------------------------------------------------------------- all of them, told in ratios


def _alone(task: str, *given: object) -> dict[str, Any]:
    """One measurement in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.scale", "--one", json.dumps([task, *given])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _mb(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def tell_engines(count: int, ray: bool) -> Iterator[str]:
    """Rates against one worker process."""
    runs = [("processes", 1), ("processes", 2), *([("ray", 2)] if ray else [])]
    rates = {}
    for engine, workers in runs:
        found = _alone("engines", count, engine, workers)
        rates[engine, workers] = rate = found["rate"]
        yield (
            f"  {engine:10} {workers} workers  {rate:6.1f} reports/s  {rate / rates['processes', 1]:.2f} x one"
            f"  ready after {found['start']:4.1f} s  {found['read']} read  {_mb(found['peak'])} in all"
        )
    if ray:
        yield f"  ray against worker processes: {rates['ray', 2] / rates['processes', 2]:.2f} (floor 0.80)"
    yield f"  two workers against one: {rates['processes', 2] / rates['processes', 1]:.2f} (floor 1.70)"


def tell_memory(sizes: list[int]) -> Iterator[str]:
    """Peaks against the smallest input's."""
    least = 0
    for size in sizes:
        peak = _alone("memory", size)["peak"]
        least = least or peak
        yield f"  {size:9,} reports  {_mb(peak):>9}  {peak / least:.2f} x the first (floor 1.20)"


def tell_identity(sizes: list[int]) -> Iterator[str]:
    """CPU time per report against that of the size before, and the time on the clock.

    That of watching how much memory is held, a thread of the measurement's own, is told beside it and not counted.
    """
    before: tuple[int, float] | None = None
    for size in sizes:
        found = _alone("identity", size)
        spent = found["resolve"] + found["store"]
        linear = f"{spent / size / (before[1] / before[0]):.2f} x linear" if before else ""
        yield (
            f"  {size:9,} readings  resolve {found['resolve']:7.1f} s  store {found['store']:7.1f} s  "
            f"{1000 * spent / size:.2f} ms each  {linear:>14}  {found['events']:,} events  B3 {found['b3']:.3f}  "
            f"{_mb(found['peak'])}  (on the clock {found['clock']:.0f} s; watching {found['watch']:.1f} s)"
        )
        before = (size, spent)


def tell_adding(size: int, rate: float | None) -> Iterator[str]:
    """The cost of more reports against that of building the record."""
    found = _alone("adding", size)
    yield f"  {size:,} readings kept, resolved and stored in {found['built']:.1f} s; settling held {_mb(found['peak'])}"
    for name, count in (("hundred", 100), ("percent", found["more"])):
        spent = found[name]
        line = f"  {count:,} more: {spent:.2f} s, {spent / found['built']:.2%} of that"
        if rate:
            line += (
                f"; {(spent + count / rate) / (found['built'] + size / rate):.2%} with reading at {rate:.0f} a second"
            )
        yield line + (f"; all resolved: {found[f'{name} why']}" if found[f"{name} why"] else "")


def main() -> None:
    """Run the tasks named, or all."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").split("\n\n")[0])
    ask.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS))
    ask.add_argument("--texts", type=int, default=300, help="texts to read in earnest")
    ask.add_argument("--sizes", type=int, nargs="+", default=[1_000, 4_000, 10_000], help="readings, smallest first")
    ask.add_argument("--large", type=int, default=10_000, help="size of the record that is added to")
    ask.add_argument("--rate", type=float, help="reports read a second, for `adding` alone")
    ask.add_argument("--one", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.one:
        task, *rest = json.loads(given.one)
        print(json.dumps(globals()[f"_{task}"](*rest)))
        return
    from importlib.util import find_spec

    rate = given.rate
    ray = find_spec("ray") is not None
    tellers = {
        "engines": lambda: tell_engines(given.texts, ray),
        "memory": lambda: tell_memory(given.sizes),
        "identity": lambda: tell_identity(given.sizes),
        "adding": lambda: tell_adding(given.large, rate),
    }
    for task in given.tasks or TASKS:
        begun = time.monotonic()
        print(f"{task}:", flush=True)
        for line in tellers[task]():
            print(line, flush=True)
            if task == "engines" and "processes  1" in line:
                rate = float(line.split(" workers")[1].split()[0])
        print(f"  ({time.monotonic() - begun:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
