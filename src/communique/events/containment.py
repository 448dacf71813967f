"""What happened inside what: meetings inside visits, visits inside tours.

Invariant: `part_of` never runs in a circle, and an event stands only inside one whose kind may hold
its kind (a visit holds a meeting, never the reverse).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from communique.claims.ontology import may_contain
from communique.events.likeness import VISIT_GAP
from communique.events.sightings import Sighting
from communique.events.windows import Window
from communique.model import Claim


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit as a place where other things happen."""

    event: str
    visitors: frozenset[str]
    travelling: frozenset[str]
    hosts: frozenset[str]
    days: Window | None
    delegates: frozenset[str] = frozenset()
    ahead: bool = False
    """Whether nothing yet tells that it was made."""

    @property
    def reach(self) -> Window | None:
        """Its days; of a visit that was only planned also the next two, on which it may have been made instead."""
        return Window(self.days.lo, self.days.hi + VISIT_GAP) if self.days and self.ahead else self.days


class Stays:
    """All visits, found by their visitors."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        """Note each dated stay under its visitors and delegates, with the last day that it or one before it reaches."""
        self._by_visitor: defaultdict[str, list[tuple[int, int, Stay]]] = defaultdict(list)
        dated = [(reach.lo, reach.hi, stay) for stay in stays if (reach := stay.reach)]
        for first, last, stay in sorted(dated, key=lambda one: (one[0], one[2].event)):
            for person in stay.visitors | stay.delegates:
                held = self._by_visitor[person]
                held.append((first, max(last, held[-1][1]) if held else last, stay))

    def holding(self, seen: Sighting) -> str | None:
        """The one visit during which, and in whose country, a dated sighting took place; None if not one."""
        if seen.window is None or not seen.firm or seen.family in ("call", "visit"):
            return None
        found: dict[str, tuple[bool, bool]] = {}
        for person in seen.persons:
            for stay in self._near(person, seen.window):
                if stay.days is None or stay.reach is None or not stay.reach.meets(seen.window):
                    continue
                on_its_days = stay.days.meets(seen.window)
                if not on_its_days and (seen.outlook != "past" or seen.family != "meeting"):
                    continue
                at_host = seen.country in stay.hosts
                with_host = bool(seen.sides & stay.hosts) and seen.country is None
                if at_host or with_host:
                    rank = (on_its_days, person in stay.visitors)
                    found[stay.event] = max(found.get(stay.event, (False, False)), rank)
        best = [e for e in sorted(found) if found[e] == max(found.values())]
        return best[0] if len(best) == 1 else None

    def _near(self, person: str, days: Window) -> Iterator[Stay]:
        """The stays of a person that can meet these days, the latest first: none that begins later, or long before."""
        held = self._by_visitor.get(person, [])
        for n in range(bisect_right(held, days.hi, key=itemgetter(0)) - 1, -1, -1):
            _, last, stay = held[n]
            if last < days.lo:
                return
            yield stay


def hinted(claims: Sequence[Claim], event_of: Mapping[str, str], kind_of: Mapping[str, str], kind: str) -> list[str]:
    """The events that claims place this one in, those most often named first."""
    votes: Counter[str] = Counter()
    for claim in claims:
        outer = event_of.get(claim.within or "")
        if outer and outer in kind_of and may_contain(kind_of[outer], kind):
            votes[outer] += 1
    return sorted(votes, key=lambda e: (-votes[e], e))


def without_circles(wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each event the first of its wanted containers that closes no circle."""
    inside: dict[str, str] = {}
    for event in sorted(wanted):
        for outer in wanted[event]:
            here: str | None = outer
            while here is not None and here != event:
                here = inside.get(here)
            if here is None:
                inside[event] = outer
                break
    return inside
