"""One event, once: claims are blocked, compared in pairs and clustered under constraints.

Invariant: every bundle is in exactly one cluster; no two bundles of a cluster are forbidden to be
one event, so one wrong link cannot chain two events together, unless a person said that the two are
one, or a report that the one was put off for the other; what a person said are two are never in one
cluster; the outcome depends on the set of bundles and on what people said, not on the order of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from communique.events.clusters import TOWN, Clusters, Days, Edge, between, is_firm, keys
from communique.events.doubts import NEAR, Doubt, left_apart, weakly_joined
from communique.events.following import follow_new_days, follow_plans, follow_two_plans, follow_what_was_put_off
from communique.events.likeness import JOIN, MARGIN, RECALLED, VISIT_GAP, Likeness, likeness
from communique.events.measures import MONTHS
from communique.events.sightings import Bundle, Setting, of_whom_unknown, place_of
from communique.events.windows import Window
from communique.model import Link

NEIGHBOURS = 60
"""A vague bundle is compared with at most this many others of its block that follow it in time."""
OVERLAPPING = 8
"""A bundle known to a week or a month is compared with so many others whose days follow on or meet its own."""
FOLLOWING_WAR = 4
"""The toll of a war is compared with so many that are told after it, however long after."""
REPORTED_APART = 10
COUNTED_APART = 30
"""Days between two reports that count force or captives, of whom is told for long."""
_WEEK = 8
"""Days of what was to be "next week", to which what is told of it afterwards, without a day, may belong."""
_RIVAL = "it fits another event nearly as well"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The bundles of one event, the oldest first, why each was joined, and what nearly was or was not."""

    bundles: tuple[Bundle, ...]
    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...] = ()


def identify(bundles: Sequence[Bundle], known: Setting) -> list[Cluster]:
    """Cluster bundles into events, in an order that depends on the claims alone."""
    clusters = Clusters(bundles, known)
    _as_judged(clusters)
    firm = frozenset(b.number for b in bundles if is_firm(b))
    blocks = _blocks(bundles)
    days = _by_day(bundles, blocks, firm)
    _take_up(clusters)
    _join_best(clusters, _firm_pairs(days))
    follow_new_days(clusters, days)
    follow_two_plans(clusters, days)
    _attach(clusters, days, [b.number for b in bundles if b.number not in firm])
    _join_best(clusters, _near_pairs(bundles, known.beside, blocks, firm))
    weekly = frozenset(b.number for b in bundles if b.number not in firm and _of_a_week(b))
    _attach(clusters, _by_day(bundles, blocks, weekly), _undated(clusters))
    follow_plans(clusters, days, firm)
    follow_what_was_put_off(clusters, days)
    return _clusters(clusters)


def _of_a_week(bundle: Bundle) -> bool:
    """Whether a bundle is known to some days or a week ("next week"), by its own words or those of others."""
    when = bundle.sighting.window
    return when is not None and when.width <= _WEEK


def _undated(clusters: Clusters) -> list[int]:
    """The bundles of clusters of which no member says when."""
    members = (m for m in clusters.members.values() if all(clusters.bundles[n].sighting.window is None for n in m))
    return sorted(n for group in members for n in group)


def _as_judged(clusters: Clusters) -> None:
    """Join what a person said is one event, whatever speaks against it."""
    first: dict[int, int] = {}
    for number in sorted(clusters.blocks):
        for block in sorted(clusters.known.rulings.blocks(c.id for c in clusters.bundles[number].claims)):
            begun = first.setdefault(block, number)
            if not clusters.parted(clusters.root(begun), clusters.root(number)):
                clusters.join((1.0, begun, number, (clusters.known.rulings.words[block],)), said=True)


def _take_up(clusters: Clusters) -> None:
    """Join what a report itself takes up ("the visit") to what it takes up."""
    bundle_of = {claim.id: bundle.number for bundle in clusters.bundles for claim in bundle.claims}
    for bundle in clusters.bundles:
        for claim in bundle.claims:
            there = bundle_of.get(claim.same_as or "", bundle.number)
            if clusters.root(there) != clusters.root(bundle.number) and clusters.allowed(bundle.number, there):
                low, high = sorted((bundle.number, there))
                clusters.join((0.95, low, high, ("its report takes up the same event",)))


def _blocks(bundles: Sequence[Bundle]) -> dict[tuple[str, ...], list[int]]:
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for bundle in bundles:
        for key in keys(bundle):
            blocks[key].append(bundle.number)
    return {key: blocks[key] for key in sorted(blocks)}


def _edges(clusters: Clusters, pairs: Iterable[tuple[int, int]]) -> list[Edge]:
    found: list[Edge] = []
    for i, j in pairs:
        like = likeness(clusters.bundles[i], clusters.bundles[j], clusters.known)
        if like.score >= JOIN:
            found.append((like.score, i, j, like.reasons))
        elif like.score >= JOIN - NEAR:
            clusters.passed.append((like.score, i, j, like.reasons, None))
    return sorted(found, key=lambda e: (-e[0], e[1], e[2]))


def _join_best(clusters: Clusters, pairs: Iterable[tuple[int, int]]) -> None:
    """Join the likeliest pairs first, as long as nothing in their clusters forbids it."""
    for edge in _edges(clusters, sorted(set(pairs))):
        if clusters.root(edge[1]) == clusters.root(edge[2]):
            continue
        if clusters.allowed(edge[1], edge[2]):
            clusters.join(edge)
        else:
            clusters.passed.append((*edge, None))


def _by_day(bundles: Sequence[Bundle], blocks: dict[tuple[str, ...], list[int]], dated: frozenset[int]) -> Days:
    return {
        key: sorted((w.lo, w.hi, n) for n in numbers if n in dated and (w := bundles[n].sighting.window))
        for key, numbers in blocks.items()
    }


def _firm_pairs(days: Days) -> Iterator[tuple[int, int]]:
    for key, dated in days.items():
        if key[1] == TOWN:
            continue  # what names its sides is compared where they meet
        slack = VISIT_GAP if key[0] == "visit" else 1
        for place, (_, hi, i) in enumerate(dated):
            for low, _, j in islice(dated, place + 1, None):
                if low > hi + slack:
                    break
                yield min(i, j), max(i, j)


def _attach(clusters: Clusters, days: Days, vague: Sequence[int]) -> None:
    """Join each vague bundle to the one event it fits; if it fits two nearly as well, to none.

    All choices are made before any is carried out, so that none depends on another.
    """
    bundles = clusters.bundles
    chosen: list[Edge] = []
    for i in vague:
        best: dict[int, tuple[Likeness, int]] = {}
        theirs = (key for key in keys(bundles[i]) if key[1] != TOWN or of_whom_unknown(bundles[i].sighting))
        for j in sorted({j for key in theirs for j in _around(bundles[i], days[key])}):
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
        return between(dated, s.window.lo - 14, s.window.hi + 2)
    if s.said is not None:
        return between(dated, s.said - (RECALLED if s.toll else 30), s.said + 45)
    return (n for _, _, n in dated)


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
        pairs = _vague_pairs_of(bundles, numbers, firm, key[1] == "report")
        if key[1] == TOWN:
            unknown = frozenset(n for n in numbers if n not in firm and of_whom_unknown(bundles[n].sighting))
            pairs = ((i, j) for i, j in pairs if i in unknown or j in unknown) if unknown else iter(())
        yield from pairs


def _vague_pairs_of(
    bundles: Sequence[Bundle], numbers: Sequence[int], firm: frozenset[int], one_report: bool
) -> Iterator[tuple[int, int]]:
    """Those of one block."""
    vague = [n for n in numbers if n not in firm]
    if one_report:
        near = numbers[: 4 * NEIGHBOURS]
        yield from ((i, j) for p, i in enumerate(near) for j in near[p + 1 :] if i not in firm or j not in firm)
        return
    for place, i in enumerate(vague):
        for j in vague[place + 1 : place + 1 + NEIGHBOURS]:
            mine, theirs = bundles[i].sighting.said, bundles[j].sighting.said
            if (
                mine is not None
                and theirs is not None
                and theirs - mine > (COUNTED_APART if bundles[i].sighting.counted else REPORTED_APART)
            ):
                break
            yield i, j
    wars = [n for n in vague if bundles[n].sighting.war]
    yield from ((i, j) for place, i in enumerate(wars) for j in wars[place + 1 : place + 1 + FOLLOWING_WAR])
    dated = sorted(
        (w.lo, w.hi, n) for n in vague if (w := bundles[n].sighting.window) and w.width <= _widest(bundles[n])
    )
    for place, (_, hi, i) in enumerate(dated):
        yield from ((min(i, j), max(i, j)) for low, _, j in dated[place + 1 : place + 1 + OVERLAPPING] if low <= hi)
    alike: defaultdict[Window, list[int]] = defaultdict(list)
    for n in vague:
        when = bundles[n].sighting.window
        if when is not None and when.width <= 93:
            alike[when].append(n)
    for group in alike.values():
        yield from ((i, j) for p, i in enumerate(group) for j in group[p + 1 : p + 1 + NEIGHBOURS])


def _widest(bundle: Bundle) -> int:
    """How many days a bundle may be known to, to be compared with others of overlapping days."""
    return MONTHS if bundle.sighting.measure else 31


def _clusters(clusters: Clusters) -> list[Cluster]:
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
