"""Inputs of every kind, broken at random, offered through the public door in a process that may die of them.

Invariant: what the doors give is a whole Report, or an Unread with a reason, within a limit of memory and of time;
anything else is lost, and its input is kept in `knocks/corpus/lost`, from where every later campaign offers it first.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.model import Report, Unread
from communique.reports import Limits, items, report
from knocks.seeds import TOKENS, seeds

CORPUS = Path(__file__).parent / "corpus"
LIMITS = Limits(max_bytes=500_000, max_chars=100_000, seconds=10)
PATIENCE = 30.0
"""Seconds on the clock that one input, with all its items, may take; the machine may be busy with other things."""
_MEMORY = 1_000_000_000
"""Bytes that a process of inputs may take beside what it had."""
_BATCH = 250
_KEPT = 40_000


def run(*, minutes: float, seed: int, **_: Any) -> dict[str, Any]:
    """Offer broken inputs for so many minutes; `lost` says which were not passed over as they must be."""
    until = time.monotonic() + minutes * 60
    lost: list[str] = []
    counts: Counter[str] = Counter()
    same: Counter[str] = Counter()
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory(dir=_memory()) as place:
        work = [*kept(), *((kind, name, data) for kind, found in seeds().items() for name, data in found)]
        drawn = 0
        while work or time.monotonic() < until:
            batch = work or _drawn(seed, drawn)
            drawn, work = drawn + (0 if work else _BATCH), []
            done = 0
            while done < len(batch) and (done == 0 or time.monotonic() < until or drawn == 0):
                told, fault = _offered(Path(place), batch[done:], until if drawn else None)
                for (kind, _name, _data), took, outcome in zip(batch[done:], *_columns(told), strict=False):
                    counts["inputs offered"] += 1
                    counts[f"of {kind}"] += 1
                    counts["reports read"] += outcome.count("r")
                    counts["named and passed over"] += outcome.count("u")
                    slowest = max(slowest, (took, kind))
                done += len(told)
                if fault:
                    kind, name, data = batch[done]
                    counts["inputs offered"] += 1
                    same[f"{kind}: {fault[:60]}"] += 1
                    if same[f"{kind}: {fault[:60]}"] == 1:  # one input of a kind of fault is enough to mend it by
                        lost.append(f"{kind}: {fault} ({keep(kind, name, data).name})")
                    done += 1
                elif done < len(batch):
                    break
    return {**counts, "the slowest, seconds": f"{slowest[0]:.1f} ({slowest[1]})", "lost": lost}


def faults(path: Path, limits: Limits = LIMITS) -> tuple[str, str]:
    """What a file's items came to, a letter each (`r`eport, `u`nread), and what is wrong with that, if anything."""
    outcome = []
    for item in items([path], limits=limits):
        found = item if isinstance(item, Unread) else report(item, limits)
        wrong = _wrong(found, limits)
        if wrong:
            return "".join(outcome), wrong
        outcome.append("r" if isinstance(found, Report) else "u")
    return "".join(outcome), ""


def _wrong(found: Report | Unread, limits: Limits) -> str:
    """Why a report or a reason is not what was promised; empty if it is."""
    words = (found.uri, found.reason) if isinstance(found, Unread) else (found.uri, found.text, found.title or "")
    if any("\x00" in text or text != text.encode("utf-8", "replace").decode() for text in words):
        return "words that no store can hold"
    if isinstance(found, Unread):
        if "could not be read (" in found.reason or "cannot be read (" in found.reason:
            return f"a fault of ours: {found.reason}"
        return "" if found.reason.strip() else "no reason given"
    here = 0
    for span in found.removed:
        if not here <= span.start < span.end <= len(found.text):
            return "spans that overlap or lead outside"
        here = span.end
    return "more text than the limit" if len(found.text) > limits.max_chars else ""


def mutated(draw: random.Random, data: bytes, other: bytes) -> bytes:
    """The bytes with a few things done to them; never more than twice as long as the longest way to write them."""
    out = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 4, 12))):
        at, size = draw.randrange(len(out) + 1), min(len(out), draw.choice((1, 2, 8, 64, 512, 4096)))
        match draw.randrange(9):
            case 0 if out:
                out[at % len(out)] ^= 1 << draw.randrange(8)
            case 1 if out:
                out[at % len(out)] = draw.choice(b"\x00\xff\x7f<>\"'\n\r {}[]0129")
            case 2:
                del out[at : at + size]
            case 3:
                out[at:at] = out[at : at + size] * draw.choice((1, 2, 30))
            case 4:
                place = draw.randrange(len(other) + 1)
                out[at:at] = other[place : place + size]
            case 5:
                out[at:at] = draw.choice(TOKENS) * draw.choice((1, 1, 1, 3, 2000))
            case 6:
                out = out[:at]
            case 7:
                _lie(draw, out)
            case 8:
                out[at:at] = draw.randbytes(size)
        del out[400_000:]
    return bytes(out)


def _lie(draw: random.Random, out: bytearray) -> None:
    """Put another number where one stands: a length, an offset, a date."""
    digits = [place for place, byte in enumerate(out[:20_000]) if 48 <= byte <= 57]
    if digits:
        at = draw.choice(digits)
        out[at : at + 1] = str(draw.choice((0, 1, 9, 65_536, 2**31, 2**63, 10**30))).encode()


def keep(kind: str, name: str, data: bytes) -> Path:
    """Keep a lost input, its first bytes if it is long, and say where."""
    home = CORPUS / "lost" / kind
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"{hashlib.sha256(data).hexdigest()[:12]}-{name}"
    path.write_bytes(data[:_KEPT])
    return path


def kept() -> list[tuple[str, str, bytes]]:
    """The corpus: kind, name and bytes of all that was kept, in order."""
    return [
        (path.parent.name, path.name.partition("-")[2] or path.name, path.read_bytes())
        for path in sorted(CORPUS.glob("*/*/*"))
        if path.is_file()
    ]


def _drawn(seed: int, first: int) -> list[tuple[str, str, bytes]]:
    """The next batch of broken inputs; the same for the same seed and number."""
    known = {kind: [*found] for kind, found in seeds().items()}
    for kind, name, data in kept():
        known.setdefault(kind, []).append((name, data))
    kinds = sorted(known)
    batch = []
    for number in range(first, first + _BATCH):
        draw = random.Random(f"{seed}/{number}")
        kind = kinds[number % len(kinds)]
        name, data = draw.choice(known[kind])
        _, other = draw.choice(known[draw.choice(kinds)])
        batch.append((kind, name, mutated(draw, data, other)))
    return batch


def _columns(told: Sequence[tuple[float, str]]) -> tuple[list[float], list[str]]:
    return [took for took, _ in told], [outcome for _, outcome in told]


def _offered(
    place: Path, batch: Sequence[tuple[str, str, bytes]], until: float | None
) -> tuple[list[tuple[float, str]], str]:
    """Offer inputs in a process of its own: what came of each until the end, or time's end, or a fault; the fault."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _offer_all(place, batch, writing, until)
    os.close(writing)
    told: list[tuple[float, str]] = []
    rest, fault = b"", ""
    with os.fdopen(reading, "rb", buffering=0) as heard:
        while True:
            ready, _, _ = select.select([heard], [], [], PATIENCE)
            if not ready:
                os.kill(child, signal.SIGKILL)
                fault = f"took longer than {PATIENCE:g} s"
                break
            data = heard.read(65_536)
            if not data:
                break
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                took, _, outcome = line.decode("utf-8", "replace").partition(" ")
                if took == "!":
                    fault = outcome
                else:
                    told.append((float(took), outcome))
    _, status = os.waitpid(child, 0)
    if not fault and status:
        fault = f"the process died (status {status})"
    return told, fault


def _offer_all(place: Path, batch: Sequence[tuple[str, str, bytes]], writing: int, until: float | None) -> None:
    """The child's work; ends the process, at the first fault or when time is up."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (held + _MEMORY, resource.RLIM_INFINITY))
    wrong = ""
    try:
        for _kind, name, data in batch:
            path = place / name
            path.write_bytes(data)
            begun = time.monotonic()
            outcome, wrong = faults(path)
            if wrong:
                break
            path.unlink()
            os.write(writing, f"{time.monotonic() - begun:.3f} {outcome}\n".encode())
            if until is not None and time.monotonic() > until:
                break
    except BaseException as error:
        wrong = f"raised {type(error).__name__}: {str(error)[:200]}"
    if wrong:
        os.write(writing, f"! {' '.join(wrong.split())[:300]}\n".encode("utf-8", "replace"))
    os._exit(0)


def _memory() -> str | None:
    """A folder in memory where there is one: thousands of small files are written."""
    return "/dev/shm" if sys.platform == "linux" and os.access("/dev/shm", os.W_OK) else None
