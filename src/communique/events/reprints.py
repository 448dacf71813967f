"""Which reports print another's text, where most of them were compared before.

Invariant: what comes out for a report is what comparing all reports would give; only the reports that new
ones share text with, and those that these print or are printed by, are read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from communique.events.copies import CANDIDATE, COMMON, Copies, Place, Print, compared, is_copy, place_of
from communique.model import Report


class Shelf(Protocol):
    """Where the shingles by which candidates are found are kept, those of new reports among them."""

    def holders(self, shingle: int, most: int) -> Sequence[Place]:
        """The first reports that hold a shingle, in order, no more than `most`."""

    def beside(self, shingle: int, place: Place) -> Sequence[Place]:
        """The holder before and the holder after a place, if any."""

    def reports(self, ids: Iterable[str]) -> Sequence[Report]:
        """Reports by id."""

    def group(self, ids: Iterable[str]) -> frozenset[str]:
        """These and all that were found to copy or to be copied by them."""


@dataclass(frozen=True, slots=True)
class Reprints:
    """What was compared again: `copies` holds for `groups` (what copies what) and `spans` (what shares paragraphs)."""

    copies: Copies
    groups: frozenset[str]
    spans: frozenset[str]


def disturbed_by_new(new: Sequence[Print], shelf: Shelf) -> frozenset[str]:
    """Reports that came, and those whose neighbours may be others because they did. Ask when they are on the shelf."""
    found = {one.report.id for one in new}
    coming = Counter(shingle for one in new for shingle in one.sampled)
    for one in new:
        for shingle in one.sampled:
            holders = shelf.holders(shingle, COMMON + coming[shingle] + 1)
            if len(holders) > COMMON + coming[shingle]:
                found |= {place[2] for place in shelf.beside(shingle, place_of(one))}
            elif len(holders) > COMMON:  # until now it found all its holders for one another
                found |= {place[2] for place in holders}
    return frozenset(found)


def disturbed_at(one: Print, shelf: Shelf) -> frozenset[str]:
    """A report that is to go to another place, or has come to this one, and the neighbours it has there."""
    found = {one.report.id}
    for shingle in one.sampled:
        if len(shelf.holders(shingle, COMMON + 1)) > COMMON:
            found |= {place[2] for place in shelf.beside(shingle, place_of(one))}
    return frozenset(found)


class _Shop:
    """Prints made once, and what is near each."""

    def __init__(self, shelf: Shelf, said: Mapping[str, int | None]) -> None:
        self.shelf, self.said = shelf, said
        self.prints: dict[str, Print] = {}
        self.near: dict[str, frozenset[str]] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        for report in self.shelf.reports([i for i in ids if i not in self.prints]):
            self.prints[report.id] = Print(report, self.said.get(report.id))

    def look_near(self, ids: Iterable[str]) -> None:
        """Find what is near each of these, and fetch it."""
        for i in ids:
            if i in self.near or i not in self.prints:
                continue
            one = self.prints[i]
            shared: Counter[str] = Counter()
            for shingle in one.sampled:
                holders = self.shelf.holders(shingle, COMMON + 1)
                if len(holders) > COMMON:
                    holders = self.shelf.beside(shingle, place_of(one))
                shared.update(place[2] for place in holders)
            self.near[i] = frozenset(j for j, count in shared.items() if count >= CANDIDATE and j != i)
            self.fetch(self.near[i])


def reprints(changed: Iterable[str], shelf: Shelf, said: Mapping[str, int | None]) -> Reprints:
    """Compare again what these reports, whose neighbours may have changed, can have to do with."""
    shop = _Shop(shelf, said)
    begun = list(changed)
    shop.fetch(begun)
    shop.look_near(begun)
    spans = {i for i in begun if i in shop.prints}
    spans |= {j for i in spans for j in shop.near[i]}
    shop.look_near(spans)
    groups = set(shelf.group(spans))
    waiting = sorted(groups)
    while waiting:
        shop.fetch(waiting)
        shop.look_near(waiting)
        more = {
            j
            for i in waiting
            for j in shop.near.get(i, ())
            if j not in groups and is_copy(shop.prints[i], shop.prints[j])
        }
        waiting = sorted(shelf.group(more) - groups)
        groups |= more | set(waiting)
    ordered = [shop.prints[i] for i in sorted(shop.prints)]
    place = {one.report.id: n for n, one in enumerate(ordered)}
    pairs = {tuple(sorted((place[i], place[j]))) for i, near in shop.near.items() for j in near}
    return Reprints(compared(ordered, sorted((a, b) for a, b in pairs)), frozenset(groups), frozenset(spans))
