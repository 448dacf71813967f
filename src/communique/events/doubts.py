"""What the comparison was not sure of: pairs left apart that may be one event, weak links that may join two.

Invariant: a pair that a person has decided is no doubt; the two claims of a doubt stand in the events
that it names; an event has at most a few doubts, the strongest of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.events.likeness import JOIN
from communique.events.sightings import Bundle

NEAR = 0.1
"""A pair that lacks this much of the score that joins is worth a person's look."""
WEAK = 0.05
"""A link that has no more than this above the score that joins is worth a person's look."""
_MOST = 3
"""Pairs left apart that are kept of one event."""

Passed = tuple[float, int, int, tuple[str, ...], str | None]
"""A pair that was not joined where it could have been: score, numbers, reasons, what was against it."""
Tree = Mapping[int, Sequence[tuple[float, int, int, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two claims that were compared; `part` are the claims that would leave if a link is wrong."""

    joined: bool
    claims: tuple[str, str]
    score: float
    reasons: tuple[str, ...]
    against: str | None = None
    part: tuple[str, ...] = ()


def left_apart(
    passed: Iterable[Passed],
    bundles: Sequence[Bundle],
    root: Callable[[int], int],
    parted: Callable[[int, int], bool],
    against: Callable[[int, int], str | None],
) -> dict[int, list[Doubt]]:
    """The likeliest of the pairs passed over whose clusters are still two, by the lower root."""
    best: dict[tuple[int, int], Passed] = {}
    for one in passed:
        low, high = sorted((root(one[1]), root(one[2])))
        if low == high or parted(low, high):
            continue
        held = best.get((low, high))
        if held is None or (-one[0], one[1:3]) < (-held[0], held[1:3]):
            best[low, high] = one
    kept: Counter[int] = Counter()
    found: defaultdict[int, list[Doubt]] = defaultdict(list)
    for (low, high), (score, i, j, reasons, why) in sorted(best.items(), key=lambda b: (-b[1][0], b[0])):
        if kept[low] < _MOST and kept[high] < _MOST:
            kept.update((low, high))
            why = why or against(low, high) or "too little speaks for it"
            found[low].append(Doubt(False, (bundles[i].first.id, bundles[j].first.id), score, reasons, why))
    return found


def weakly_joined(members: Sequence[int], tree: Tree, bundles: Sequence[Bundle]) -> list[Doubt]:
    """The links of one cluster that just reached the score that joins, each with the smaller side of it."""
    found = []
    edges = sorted({edge for m in members for edge in tree.get(m, ())}, key=lambda e: (e[1], e[2]))
    for score, i, j, reasons in edges:
        if score <= JOIN + WEAK:
            side = _side(j, (i, j), tree)
            part = side if 2 * len(side) <= len(members) else frozenset(members) - side
            claims = (c.id for n in sorted(part) for c in bundles[n].claims)
            pair = (bundles[i].first.id, bundles[j].first.id)
            found.append(Doubt(True, pair, score, reasons, None, tuple(claims)))
    return found


def _side(start: int, without: tuple[int, int], tree: Tree) -> frozenset[int]:
    """What hangs together with a bundle once one link is cut."""
    seen, queue = {start}, [start]
    while queue:
        here = queue.pop()
        for _, i, j, _ in tree.get(here, ()):
            there = j if i == here else i
            if there not in seen and (i, j) != without:
                seen.add(there)
                queue.append(there)
    return frozenset(seen)
