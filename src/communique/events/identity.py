"""One event, once: claims are blocked, compared in pairs and clustered under constraints.

Invariant: every bundle is in exactly one cluster; no two bundles of a cluster are forbidden to be
one event, so one wrong link cannot chain two events together, unless a person said that the two are
one; what a person said are two are never in one cluster; the outcome depends on the set of bundles
and on what people said, not on the order of either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from communique.events.doubts import NEAR, Doubt, Passed, left_apart, weakly_joined
from communique.events.likeness import JOIN, MARGIN, VISIT_GAP, Likeness, forbidden, likeness, people_clash
from communique.events.sightings import WORDED, Bundle, Setting, place_of
from communique.events.windows import Window
from communique.model import Link

NEIGHBOURS = 60
"""A vague bundle is compared with at most this many others of its block that follow it in time."""
OVERLAPPING = 8
"""A bundle known to a week or a month is compared with so many others whose days follow on or meet its own."""
REPORTED_APART = 10
_RIVAL = "it fits another event nearly as well"
_MOVED = {"visit": 7}
_MOVED_OTHER = 3
"""Days by which a plan and its outcome may differ (visits; all else)."""

Edge = tuple[float, int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The bundles of one event, the oldest first, why each was joined, and what nearly was or was not."""

    bundles: tuple[Bundle, ...]
    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...] = ()


class _Clusters:
    """Bundles joined so far; only ever joined, never parted.

    A cluster is one part, of which no two members are forbidden to be one event, or several that a
    person's word holds together; whatever else joins it must be allowed by one part as a whole.
    """

    def __init__(self, bundles: Sequence[Bundle], known: Setting) -> None:
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
        """Make one cluster of two, and remember why; `said`: because a person said so."""
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


def identify(bundles: Sequence[Bundle], known: Setting) -> list[Cluster]:
    """Cluster bundles into events, in an order that depends on the claims alone."""
    clusters = _Clusters(bundles, known)
    _as_judged(clusters)
    firm = frozenset(b.number for b in bundles if is_firm(b))
    blocks = _blocks(bundles)
    days = _by_day(bundles, blocks, firm)
    _take_up(clusters)
    _join_best(clusters, _firm_pairs(days))
    _attach(clusters, days, [b.number for b in bundles if b.number not in firm])
    _join_best(clusters, _near_pairs(bundles, known.beside, blocks, firm))
    _follow_plans(clusters, days, firm)
    return _clusters(clusters)


def _as_judged(clusters: _Clusters) -> None:
    """Join what a person said is one event, whatever speaks against it."""
    first: dict[int, int] = {}
    for number in sorted(clusters.blocks):
        for block in sorted(clusters.known.rulings.blocks(c.id for c in clusters.bundles[number].claims)):
            begun = first.setdefault(block, number)
            if not clusters.parted(clusters.root(begun), clusters.root(number)):
                clusters.join((1.0, begun, number, (clusters.known.rulings.words[block],)), said=True)


def _take_up(clusters: _Clusters) -> None:
    """Join what a report itself takes up ("the visit") to what it takes up."""
    bundle_of = {claim.id: bundle.number for bundle in clusters.bundles for claim in bundle.claims}
    for bundle in clusters.bundles:
        for claim in bundle.claims:
            there = bundle_of.get(claim.same_as or "", bundle.number)
            if clusters.root(there) != clusters.root(bundle.number) and clusters.allowed(bundle.number, there):
                low, high = sorted((bundle.number, there))
                clusters.join((0.95, low, high, ("its report takes up the same event",)))


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
    yield from ((s.family, "who", p) for p in (*s.persons, *s.bodies))
    if s.family in WORDED:
        sides = sorted(s.sides)
        yield from ((s.family, "states", a, b) for n, a in enumerate(sides) for b in sides[n + 1 :])
    elif s.toll or not (s.persons or s.bodies):  # who did it is told late, and in ever other words
        yield from ((s.family, "state", c) for c in s.sides)


def _blocks(bundles: Sequence[Bundle]) -> dict[tuple[str, ...], list[int]]:
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for bundle in bundles:
        for key in keys(bundle):
            blocks[key].append(bundle.number)
    return {key: blocks[key] for key in sorted(blocks)}


def _edges(clusters: _Clusters, pairs: Iterable[tuple[int, int]]) -> list[Edge]:
    found: list[Edge] = []
    for i, j in pairs:
        like = likeness(clusters.bundles[i], clusters.bundles[j], clusters.known)
        if like.score >= JOIN:
            found.append((like.score, i, j, like.reasons))
        elif like.score >= JOIN - NEAR:
            clusters.passed.append((like.score, i, j, like.reasons, None))
    return sorted(found, key=lambda e: (-e[0], e[1], e[2]))


def _join_best(clusters: _Clusters, pairs: Iterable[tuple[int, int]]) -> None:
    """Join the likeliest pairs first, as long as nothing in their clusters forbids it."""
    for edge in _edges(clusters, sorted(set(pairs))):
        if clusters.root(edge[1]) == clusters.root(edge[2]):
            continue
        if clusters.allowed(edge[1], edge[2]):
            clusters.join(edge)
        else:
            clusters.passed.append((*edge, None))


Days = dict[tuple[str, ...], list[tuple[int, int, int]]]
"""For each block its firm bundles by day: (first day, last day, number)."""


def _by_day(bundles: Sequence[Bundle], blocks: dict[tuple[str, ...], list[int]], firm: frozenset[int]) -> Days:
    return {
        key: sorted((w.lo, w.hi, n) for n in numbers if n in firm and (w := bundles[n].sighting.window))
        for key, numbers in blocks.items()
    }


def _firm_pairs(days: Days) -> Iterator[tuple[int, int]]:
    for key, dated in days.items():
        slack = VISIT_GAP if key[0] == "visit" else 1
        for place, (_, hi, i) in enumerate(dated):
            for low, _, j in islice(dated, place + 1, None):
                if low > hi + slack:
                    break
                yield min(i, j), max(i, j)


def _attach(clusters: _Clusters, days: Days, vague: Sequence[int]) -> None:
    """Join each vague bundle to the one event it fits; if it fits two nearly as well, to none.

    All choices are made before any is carried out, so that none depends on another.
    """
    bundles = clusters.bundles
    chosen: list[Edge] = []
    for i in vague:
        best: dict[int, tuple[Likeness, int]] = {}
        for j in sorted({j for key in keys(bundles[i]) for j in _around(bundles[i], days[key])}):
            like = likeness(bundles[i], bundles[j], clusters.known)
            root = clusters.root(j)
            if like.score >= JOIN - MARGIN and (root not in best or like.score > best[root][0].score):
                best[root] = (like, j)
        fitting = [(like, j) for root, (like, j) in sorted(best.items()) if clusters.allowed(i, root)]
        fitting.sort(key=lambda f: (-f[0].score, f[1]))
        if not fitting or fitting[0][0].score < JOIN:
            continue
        if len(fitting) > 1 and fitting[1][0].score > fitting[0][0].score - MARGIN:
            rivals = ((f.score, min(i, n), max(i, n), f.reasons, _RIVAL) for f, n in fitting[:2])
            clusters.passed.extend(rivals)
            continue
        like, j = fitting[0]
        chosen.append((like.score, min(i, j), max(i, j), like.reasons))
    for edge in sorted(chosen, key=lambda e: (-e[0], e[1], e[2])):
        if clusters.allowed(edge[1], edge[2]):
            clusters.join(edge)


def _around(bundle: Bundle, dated: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """The dated bundles of a block that could be what a vague bundle speaks of, by their days."""
    s = bundle.sighting
    if s.window:
        return _between(dated, s.window.lo - 14, s.window.hi + 2)
    if s.said is not None:
        return _between(dated, s.said - 30, s.said + 45)
    return (n for _, _, n in dated)


def _between(dated: Sequence[tuple[int, int, int]], low: int, high: int) -> Iterator[int]:
    first, last = bisect_left(dated, (low, -1, -1)), bisect_right(dated, (high, 10**9, -1))
    return (n for _, _, n in dated[first:last])


def _near_pairs(
    bundles: Sequence[Bundle],
    beside: Sequence[Bundle],
    blocks: dict[tuple[str, ...], list[int]],
    firm: frozenset[int],
) -> Iterator[tuple[int, int]]:
    """The vague pairs among bundles that stand beside others, which take their places and are not paired."""
    if not beside:
        yield from _vague_pairs(bundles, blocks, firm)
        return
    families = {b.sighting.family for b in bundles}
    others = [b for b in beside if b.sighting.family in families]
    row = sorted([*bundles, *others], key=place_of)
    whole = [replace(b, number=n) for n, b in enumerate(row)]
    loose = frozenset(n for n, b in enumerate(whole) if row[n].number < 0 or row[n].number not in firm)
    for i, j in _vague_pairs(whole, _blocks(whole), frozenset(range(len(whole))) - loose):
        if row[i].number >= 0 and row[j].number >= 0:
            yield row[i].number, row[j].number


def _vague_pairs(
    bundles: Sequence[Bundle], blocks: dict[tuple[str, ...], list[int]], firm: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Pairs with a vague bundle, among those reported at about the same time or dated alike."""
    for key, numbers in blocks.items():
        vague = [n for n in numbers if n not in firm]
        if key[1] == "report":
            near = numbers[: 4 * NEIGHBOURS]
            yield from ((i, j) for p, i in enumerate(near) for j in near[p + 1 :] if i not in firm or j not in firm)
            continue
        for place, i in enumerate(vague):
            for j in vague[place + 1 : place + 1 + NEIGHBOURS]:
                mine, theirs = bundles[i].sighting.said, bundles[j].sighting.said
                if mine is not None and theirs is not None and theirs - mine > REPORTED_APART:
                    break
                yield i, j
        dated = sorted((w.lo, w.hi, n) for n in vague if (w := bundles[n].sighting.window) and w.width <= 31)
        for place, (_, hi, i) in enumerate(dated):
            yield from ((min(i, j), max(i, j)) for low, _, j in dated[place + 1 : place + 1 + OVERLAPPING] if low <= hi)
        alike: defaultdict[Window, list[int]] = defaultdict(list)
        for n in vague:
            when = bundles[n].sighting.window
            if when is not None and when.width <= 93:
                alike[when].append(n)
        for group in alike.values():
            yield from ((i, j) for p, i in enumerate(group) for j in group[p + 1 : p + 1 + NEIGHBOURS])


def _follow_plans(clusters: _Clusters, days: Days, firm: frozenset[int]) -> None:
    """Join what was planned for one day to what was then done on another, if only one fits."""
    bundles = clusters.bundles
    outlooks = {
        root: {bundles[m].sighting.outlook for m in members} for root, members in sorted(clusters.members.items())
    }
    chosen: list[Edge] = []
    for root, seen in outlooks.items():
        if not seen <= {"ahead"}:
            continue
        others = {
            clusters.root(j)
            for m in clusters.members[root]
            if m in firm and (when := bundles[m].sighting.window)
            for key in keys(bundles[m])
            if key[1] in ("visitor", "who")
            for j in _between(days[key], when.lo - 2 * _MOVED["visit"], when.hi + _MOVED["visit"])
        }
        held = sorted(o for o in others if o != root and outlooks[o] & {"past", "now"} and not outlooks[o] & {"ahead"})
        edges = [edge for o in held if (edge := _moved(clusters, root, o))]
        if len(edges) == 1:
            chosen.append(edges[0])
    taken: set[int] = set()
    for edge in sorted(chosen, key=lambda e: (-e[0], e[1], e[2])):
        ends = {clusters.root(edge[1]), clusters.root(edge[2])}
        if not ends & taken:
            clusters.join(edge)
            taken |= {*ends, clusters.root(edge[1])}


def _moved(clusters: _Clusters, plan: int, held: int) -> Edge | None:
    """The edge between a plan and its outcome on another day; None if that is not what they are."""
    bundles, known = clusters.bundles, clusters.known
    before = [bundles[m] for m in clusters.members[plan]]
    after = [bundles[m] for m in clusters.members[held]]
    if clusters.parted(plan, held) or any(people_clash(a.sighting, b.sighting, known) for a in before for b in after):
        return None
    for a in before:
        for b in after:
            x, y = a.sighting, b.sighting
            if not (x.window and y.window and x.firm and y.firm) or x.said is None or y.said is None:
                continue
            close = x.window.gap(y.window) <= _MOVED.get(x.family, _MOVED_OTHER)
            ahead = y.window.hi >= x.said - 1 and y.said >= x.said - 1
            who = (
                x.visitors & y.visitors and x.hosts & y.hosts
                if x.family == "visit"
                else len(x.persons & y.persons) >= 2
            )
            inside = x.family == "visit" or (x.container is not None and x.container == y.container)
            if close and ahead and who and inside:
                return 0.66, min(a.number, b.number), max(a.number, b.number), ("planned for one day, held on another",)
    return None


def _clusters(clusters: _Clusters) -> list[Cluster]:
    neighbours: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in clusters.edges:
        neighbours[edge[1]].append(edge)
        neighbours[edge[2]].append(edge)
    apart = left_apart(clusters.passed, clusters.bundles, clusters.root, clusters.parted, clusters.against)
    found: list[Cluster] = []
    for root in sorted(clusters.members):
        members = sorted(clusters.members[root])
        links = [
            Link(c.id, clusters.bundles[m].first.id, 1.0, ("the same people, place and day",))
            for m in members
            for c in clusters.bundles[m].claims[1:]
        ]
        seen, queue = {members[0]}, [members[0]]
        while queue:
            here = queue.pop(0)
            for score, i, j, reasons in sorted(neighbours[here], key=lambda e: (e[1], e[2])):
                there = j if i == here else i
                if there not in seen:
                    seen.add(there)
                    queue.append(there)
                    links.append(
                        Link(clusters.bundles[there].first.id, clusters.bundles[here].first.id, score, reasons)
                    )
        links.sort(key=lambda link: link.claim)
        doubts = (*apart.get(root, ()), *weakly_joined(members, neighbours, clusters.bundles))
        found.append(Cluster(tuple(clusters.bundles[m] for m in members), tuple(links), doubts))
    return found
