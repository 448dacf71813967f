"""Plans followed to what became of them: held on another day, put off to a named day, put off and planned anew.

Two plans for one meeting that differ by a day are followed to one another.

Invariant: a plan is joined to what lies on another day only where one thing fits, the same people go to the
same state (or meet), and nobody's word parts the two; so the choice depends on the set of bundles alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from communique.events.clusters import Clusters, Days, Edge, between, keys
from communique.events.likeness import VISIT_GAP, people_clash
from communique.events.postponing import new_days, put_off
from communique.events.sightings import Bundle, Sighting

MOVED = {"visit": 7}
MOVED_OTHER = 3
"""Days by which a plan and its outcome may differ (visits; all else)."""
RESUMED, REVIVED = 90, 30
"""Days within which what was put off, or called off, may be planned anew or held."""


def follow_new_days(clusters: Clusters, days: Days) -> None:
    """Join the plan for a new day to what it takes the place of, and that to the plan that others told before."""
    bundle_of = {claim.id: bundle.number for bundle in clusters.bundles for claim in bundle.claims}
    claims = [claim for bundle in clusters.bundles for claim in bundle.claims]
    moves = sorted((bundle_of[off.id], bundle_of[new]) for new, off in new_days(claims).items())
    for off, new in moves:
        _hold(clusters, (0.95, min(off, new), max(off, new), ("its report gives a new day",)))
    chosen = [edge for off, _ in moves if (edge := _given_up(clusters, days, clusters.bundles[off]))]
    for edge in sorted(chosen, key=lambda e: (-e[0], e[1], e[2])):
        _hold(clusters, edge)


def _hold(clusters: Clusters, edge: Edge) -> None:
    one, other = clusters.root(edge[1]), clusters.root(edge[2])
    if one != other and not clusters.parted(one, other):
        clusters.join(edge, said=True)


def _given_up(clusters: Clusters, days: Days, off: Bundle) -> Edge | None:
    """The one plan that a claim calls off, by its old day, or as what was still ahead; None if not one."""
    s = off.sighting
    root = clusters.root(off.number)
    found: dict[int, int] = {}
    for n in _near(off, days, -VISIT_GAP, 0 if s.window else RESUMED):
        other, its = clusters.bundles[n], clusters.root(n)
        x = other.sighting
        if its == root or its in found or x.window is None or x.outlook != "ahead" or not same_people(s, x):
            continue
        seen = {clusters.bundles[m].sighting.outlook for m in clusters.members[its]}
        there = x.window.meets(s.window, VISIT_GAP) if s.window else x.said is not None and x.said <= (s.said or 0)
        if there and seen <= {"ahead", "off"} and not _clash(clusters, root, its):
            found[its] = n
    if len(found) != 1:
        return None
    (plan,) = found.values()
    return 0.9, min(off.number, plan), max(off.number, plan), ("put off from the day first planned",)


def _near(bundle: Bundle, days: Days, before: int, after: int) -> list[int]:
    """The dated bundles with the same people whose days lie about the bundle's own, or about that of its report."""
    s = bundle.sighting
    low, high = (s.window.lo, s.window.hi) if s.window else (s.said, s.said)
    if low is None or high is None:
        return []
    numbers = {
        n
        for key in keys(bundle)
        if key[1] in ("visitor", "who")
        for n in between(days.get(key, ()), low + before, high + after)
    }
    return sorted(numbers)


def _clash(clusters: Clusters, one: int, other: int) -> bool:
    """Whether the people of two clusters exclude one another."""
    bundles = clusters.bundles
    return any(
        people_clash(bundles[m].sighting, bundles[n].sighting, clusters.known)
        for m in clusters.members[one]
        for n in clusters.members[other]
    )


def same_people(x: Sighting, y: Sighting) -> bool:
    """Whether the same person goes to the same state, or two persons meet."""
    if x.family == "visit":
        return bool(x.visitors & y.visitors and x.hosts & y.hosts)
    return len(x.persons & y.persons) >= 2


def follow_what_was_put_off(clusters: Clusters, days: Days) -> None:
    """Join what was called off to what was planned or held afterwards in its place, if only one thing fits."""
    chosen = []
    for root, members in sorted(clusters.members.items()):
        bundles = [clusters.bundles[m] for m in members]
        outlooks = {b.sighting.outlook for b in bundles}
        off = [b for b in bundles if b.sighting.outlook == "off"]
        if not off or not outlooks <= {"ahead", "off"}:
            continue
        told = max((b.sighting.said for b in off if b.sighting.said is not None), default=None)
        if told is None or any(c.status != "cancelled" for b in off for c in b.claims):
            continue
        reach = RESUMED if any(put_off(c) for b in off for c in b.claims) else REVIVED
        fitting = {
            clusters.root(n): (b.number, n)
            for b in bundles
            for n in _near(b, days, -VISIT_GAP, reach)
            if clusters.root(n) != root and _in_its_place(clusters, b, n, told)
        }
        if len(fitting) == 1:
            (other, pair), *_ = fitting.items()
            if not clusters.parted(root, other) and not _clash(clusters, root, other):
                low, high = sorted(pair)
                chosen.append((0.66, low, high, ("put off, and planned or held afterwards",)))
    _join_once(clusters, chosen)


def _in_its_place(clusters: Clusters, off: Bundle, number: int, told: int) -> bool:
    """Whether all of another cluster was told after something was called off, and is of days still ahead then."""
    there = [clusters.bundles[m].sighting for m in clusters.members[clusters.root(number)]]
    if any(s.outlook == "off" or s.said is None or s.said <= told for s in there):
        return False
    x = clusters.bundles[number].sighting
    return x.window is not None and x.window.hi >= told and same_people(off.sighting, x)


def follow_two_plans(clusters: Clusters, days: Days) -> None:
    """Join two plans for one meeting of a visit that two reports put on two days that follow one another."""
    for (_, sort, *_rest), dated in sorted(days.items()):
        pairs = ((i, j) for (_, hi, i), (low, _, j) in itertools.pairwise(dated) if low == hi + 1)
        for i, j in pairs if sort == "inside" else ():
            if _one_plan(clusters, i, j):
                _hold(clusters, (0.66, min(i, j), max(i, j), ("planned for two days that follow one another",)))


def _one_plan(clusters: Clusters, i: int, j: int) -> bool:
    """Whether two clusters only tell a plan of the same people to meet, and no report tells of both."""
    mine, theirs = ([clusters.bundles[n] for n in clusters.members[clusters.root(k)]] for k in (i, j))
    one, other = clusters.bundles[i].sighting, clusters.bundles[j].sighting
    ahead = all(b.sighting.outlook == "ahead" for b in (*mine, *theirs))
    apart = not any(a.reports & b.reports for a in mine for b in theirs)
    return ahead and apart and one.family == "meeting" and one.persons == other.persons and len(one.persons) > 1


def _join_once(clusters: Clusters, chosen: Iterable[Edge]) -> None:
    """Join the likeliest first, each cluster once."""
    taken: set[int] = set()
    for edge in sorted(chosen, key=lambda e: (-e[0], e[1], e[2])):
        ends = {clusters.root(edge[1]), clusters.root(edge[2])}
        if not ends & taken:
            clusters.join(edge)
            taken |= {*ends, clusters.root(edge[1])}


def follow_plans(clusters: Clusters, days: Days, firm: frozenset[int]) -> None:
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
            for j in between(days[key], when.lo - 2 * MOVED["visit"], when.hi + MOVED["visit"])
        }
        held = sorted(o for o in others if o != root and outlooks[o] & {"past", "now"} and not outlooks[o] & {"ahead"})
        edges = [edge for o in held if (edge := _moved(clusters, root, o))]
        if len(edges) == 1:
            chosen.append(edges[0])
    _join_once(clusters, chosen)


def _moved(clusters: Clusters, plan: int, held: int) -> Edge | None:
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
            close = x.window.gap(y.window) <= MOVED.get(x.family, MOVED_OTHER)
            ahead = y.window.hi >= x.said - 1 and y.said >= x.said - 1
            who = same_people(x, y)
            inside = x.family == "visit" or (x.container is not None and x.container == y.container)
            if close and ahead and who and inside:
                return 0.66, min(a.number, b.number), max(a.number, b.number), ("planned for one day, held on another",)
    return None
