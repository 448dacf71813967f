"""Bundles as they are joined: the blocks they stand in, and the clusters they come to.

Invariant: clusters are only ever joined, never parted; no two members of a part are forbidden to be one
event, and two bundles are looked at together only if they share a block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from communique.events.doubts import Passed
from communique.events.likeness import forbidden
from communique.events.sightings import WORDED, Bundle, Setting

Edge = tuple[float, int, int, tuple[str, ...]]

Days = dict[tuple[str, ...], list[tuple[int, int, int]]]
"""For each block its firm bundles by day: (first day, last day, number)."""


TOWN = "town"
"""The block of what was met in one town: only there are meetings compared of which one names not both its sides."""


class Clusters:
    """Bundles joined so far; only ever joined, never parted.

    A cluster is one part, of which no two members are forbidden to be one event, or several that a
    person's word, or a report's of a new day, holds together; whatever else joins it must be allowed
    by one part as a whole.
    """

    def __init__(self, bundles: Sequence[Bundle], known: Setting) -> None:
        """Each bundle by itself, with what people said of its claims."""
        self.bundles = bundles
        self.known = known
        self.parent = list(range(len(bundles)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(bundles))}
        self.parts: dict[int, list[list[int]]] = {}
        self.blocks: dict[int, frozenset[int]] = {}
        self.edges: list[Edge] = []
        self.passed: list[Passed] = []
        if known.rulings.block_of:
            held = ((b.number, known.rulings.blocks(c.id for c in b.claims)) for b in bundles)
            self.blocks = {number: blocks for number, blocks in held if blocks}

    def root(self, i: int) -> int:
        """The number that stands for the cluster of a bundle."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def allowed(self, i: int, j: int) -> bool:
        """Whether no two members of the two clusters are forbidden to be one event."""
        one, other = self.root(i), self.root(j)
        return not self.parted(one, other) and self._meeting(one, other) is not None

    def against(self, i: int, j: int) -> str | None:
        """What forbids that two clusters be one, in words."""
        pairs = ((m, n) for m in self.members[self.root(i)] for n in self.members[self.root(j)])
        return next((why for m, n in pairs if (why := forbidden(self.bundles[m], self.bundles[n], self.known))), None)

    def parted(self, one: int, other: int) -> bool:
        """Whether a person said that two clusters, given by their roots, are two events."""
        return bool(self.blocks) and self.known.rulings.parted(self.blocks.get(one, ()), self.blocks.get(other, ()))

    def _meeting(self, one: int, other: int) -> tuple[int, int] | None:
        """The first parts of two clusters that nothing forbids to be one."""
        for p, mine in enumerate(self.parts.get(one) or (self.members[one],)):
            for q, theirs in enumerate(self.parts.get(other) or (self.members[other],)):
                if not any(forbidden(self.bundles[m], self.bundles[n], self.known) for m in mine for n in theirs):
                    return p, q
        return None

    def join(self, edge: Edge, said: bool = False) -> None:
        """Make one cluster of two, and remember why; `said`: because a person, or a report of a new day, said so."""
        low, high = sorted((self.root(edge[1]), self.root(edge[2])))
        if low == high:
            return
        if said or low in self.parts or high in self.parts:
            self._join_parts(low, high, said)
        self.parent[high] = low
        self.members[low] += self.members.pop(high)
        self.edges.append(edge)
        if high in self.blocks:
            self.blocks[low] = self.blocks.get(low, frozenset()) | self.blocks.pop(high)

    def _join_parts(self, low: int, high: int, said: bool) -> None:
        """Two parts that may meet become one; what only a person's word holds together stays in parts."""
        mine = self.parts.pop(low, None) or [list(self.members[low])]
        theirs = self.parts.pop(high, None) or [list(self.members[high])]
        self.parts[low], self.parts[high] = mine, theirs
        met = self._meeting(low, high)
        if met is None and not said:
            met = (0, 0)  # a plan and its outcome on another day are one event, whose days forbid nothing
        del self.parts[high]
        if met is not None:
            p, q = met
            mine[p] = [*mine[p], *theirs.pop(q)]
        self.parts[low] = [*mine, *theirs]


def is_firm(bundle: Bundle) -> bool:
    """Whether a bundle tells by itself which event it is about: a day, and who with whom."""
    s = bundle.sighting
    if not s.firm:
        return False
    if s.family == "visit":
        return bool((s.visitors or s.travelling or s.unnamed) and s.hosts)
    if s.family in WORDED and s.family != "address":
        return len(s.sides) >= 2 or len(s.persons) + len(s.bodies) + len(s.strangers) >= 2
    return bool(s.persons or s.bodies or s.sides)


def keys(bundle: Bundle) -> Iterator[tuple[str, ...]]:
    """The blocks that a bundle stands in: only bundles of one block are compared."""
    s = bundle.sighting
    for report in bundle.reports:
        yield s.family, "report", report
    if s.container:
        yield s.family, "inside", s.container
    if s.family == "visit":
        yield from ((s.family, "visitor", v) for v in s.visitors)
        yield from ((s.family, "states", t, h) for t in s.travelling for h in s.hosts)
        return
    if s.family == "meeting" and s.town and s.window is not None:
        yield s.family, TOWN, s.town
    yield from ((s.family, "who", p) for p in (*s.persons, *s.bodies))
    yield from ((s.family, "paper", p, w) for p in (*s.sides, *s.strangers) for w in s.papers)
    yield from ((s.family, "paper", p) for p in s.strangers if s.papers)
    if s.family in WORDED:
        sides = sorted(s.sides)
        yield from ((s.family, "states", a, b) for n, a in enumerate(sides) for b in sides[n + 1 :])
        yield from ((s.family, "state", c) for c in s.sides if s.crowd)
        return
    yield from ((s.family, "given", each) for each in s.given_to)
    if (
        s.toll or s.crowd or s.counted or s.measure or not (s.persons or s.bodies)
    ):  # who did it is told late, and in ever other words
        yield from ((s.family, "state", c) for c in s.sides)


def between(dated: Sequence[tuple[int, int, int]], low: int, high: int) -> Iterator[int]:
    """The dated bundles of a block that begin between two days."""
    first, last = bisect_left(dated, (low, -1, -1)), bisect_right(dated, (high, 10**9, -1))
    return (n for _, _, n in dated[first:last])
