"""Every regular expression of the package against lines made to be slow for it.

Each pattern runs over lines of one character again and again, of the pattern's own pieces, and of what real pages
have long runs of. The time is given for a line of one million characters; a pattern that takes longer than
`PATIENCE` seconds for one counts as lost.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from typing import Any

import communique

PATIENCE = 5.0
"""Seconds that one pattern may take for a line of a million characters."""
PIECES = (
    "a", "A", " ", "1", ".", ",", "-", '"', "“", "(", "<", "&", "/", "\t", "A ", "Aa ", "a, ", "1, ", "A. ", "1-",
    "Mr. ", "and ", "of the ", "Monday, ", "12 May ", "A-", "(A", "<a ", "&#", "http://a", "a@", "“a", "A B C, ",
    "said ", "\n",
)  # fmt: skip


def run(*, times: int, **_: Any) -> dict[str, Any]:
    """Time all patterns on lines of ten thousand characters for each of `times` up to 100."""
    length = 10_000 * min(100, max(1, times))
    found = dict(patterns())
    slow: list[tuple[float, str]] = []
    for name, pattern in found.items():
        worst = max(_seconds(pattern, (piece * (length // len(piece) + 1))[:length]) for piece in PIECES)
        slow.append((worst * 1_000_000 / length, name))
    slow.sort(reverse=True)
    return {
        "patterns": len(found),
        "characters of a line": length,
        "the slowest, seconds a million characters": {name: round(took, 2) for took, name in slow[:5]},
        "lost": [f"{name} takes {took:.1f} s" for took, name in slow if took > PATIENCE],
    }


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of text that a module of the package keeps, by module and name."""
    for module in pkgutil.walk_packages(communique.__path__, "communique."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, each in enumerate(_within(value)):
                yield f"{module.name}.{name}{number or ''}", each


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from _within(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _within(each)


def _seconds(pattern: re.Pattern[str], line: str) -> float:
    """How long all matches of a pattern take on a line; `PATIENCE` and a little if it is not done by then."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * len(line) / 1_000_000 + 0.5)
    begun = time.process_time()
    try:
        for _ in pattern.finditer(line):
            pass
    except TimeoutError:
        return (PATIENCE + 1) * len(line) / 1_000_000 + 0.5
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - begun
