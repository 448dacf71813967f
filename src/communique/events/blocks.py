"""Where a claim must be looked for when another may be about the same: the keys and days it is filed under.

Invariant: two bundles of claims that identity, containment or the joining of statements can ever look at
together share a key, and their days under it meet; so whatever is related to nothing that changed stays
as it was found. What is filed is made from findings and can be made again from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.claims.ontology import family
from communique.events.assembling import Draft, stay
from communique.events.clusters import is_firm, keys
from communique.events.doubts import NEAR
from communique.events.following import MOVED, MOVED_OTHER, RESUMED, same_people
from communique.events.likeness import JOIN, likeness
from communique.events.resolving import Looked
from communique.events.sightings import Bundle, Setting, Sighting
from communique.events.windows import Window
from communique.model import Claim

FIRST, THEN, SURE = 1, 2, 4
"""When a filing holds: before undated reports had their days, after; and whether sharing it is relation enough."""
ALWAYS = Window(1, 3_652_059)
"""Days of what has no day: it may be about anything."""
_PAD = {"visit": 4}
_PAD_OTHER = 2
"""Days added before and after a firm window: half of what a plan and its outcome may differ by, and more."""
_CLOSE = JOIN - NEAR
"""Pairs that score less leave no trace in any finding."""

Rows = dict[tuple[int, int, int, str], int]
"""Filings: (key, first day, last day, claim that stands for the filed) -> when, as bits."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A bundle as it was found: the claim that stands for it, when it was seen so (bits), all its claims, its reports.

    `report` and `start` are the place of that first claim.
    """

    claim: str
    when: int
    sighting: Sighting
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    report: str
    start: int

    @property
    def bundle(self) -> Bundle:
        """The bundle, as far as likeness looks at it; of its claims only the first, and of that only its place."""
        first = Claim(self.claim, self.report, self.start, self.start, "", "", "happened")
        return Bundle(-1, self.sighting, (first,), frozenset(self.reports))


def number(*key: str) -> int:
    """A key as a signed number of 64 bits, the same on every machine."""
    digest = hashlib.blake2b("\x1f".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def kept(looked: Looked) -> tuple[list[Kept], Rows]:
    """All bundles of what was looked at, and where they and their events are filed."""
    found: dict[tuple[str, Sighting, tuple[str, ...]], int] = {}
    rows: Rows = {}
    passes = [(FIRST | THEN, looked.drafts)]
    if looked.first is not looked.drafts:
        passes = [(FIRST, looked.first), (THEN, looked.drafts)]
    for when, drafts in passes:
        for made in drafts:
            for bundle in made.cluster.bundles:
                claims = tuple(c.id for c in bundle.claims)
                found[claims[0], bundle.sighting, claims] = found.get((claims[0], bundle.sighting, claims), 0) | when
                _add(rows, _bundle_keys(bundle), claims[0], when)
            _add(rows, _draft_keys(made, looked.known), made.claims[0].id, when)
    whole = {c.id: c for _, drafts in passes for made in drafts for c in made.claims}
    return [
        Kept(
            first,
            when,
            seen,
            claims,
            tuple(sorted({whole[c].report for c in claims})),
            whole[first].report,
            whole[first].start,
        )
        for (first, seen, claims), when in found.items()
    ], rows


def filed(one: Kept) -> Rows:
    """Where a bundle is filed."""
    rows: Rows = {}
    _add(rows, _bundle_keys(one.bundle), one.claim, one.when)
    return rows


def _add(rows: Rows, filed: Iterable[tuple[int, Window, int]], claim: str, when: int) -> None:
    for key, days, sure in filed:
        place = (key, days.lo, days.hi, claim)
        rows[place] = rows.get(place, 0) | when | sure


def _bundle_keys(bundle: Bundle) -> Iterator[tuple[int, Window, int]]:
    days = tuple(_reach(bundle))
    for key in keys(bundle):
        for span in (ALWAYS,) if key[1] == "report" else days:
            yield number(*key), span, 0
    s = bundle.sighting
    if s.container:
        yield number("inside", s.container), ALWAYS, SURE
    if s.family not in ("visit", "call") and s.window is not None and s.firm:
        for person in s.persons:
            yield number("stay", person), s.window, SURE


def _draft_keys(made: Draft, known: Setting) -> Iterator[tuple[int, Window, int]]:
    """An event as a visit that may hold others, and as a signing or a statement that may be one with another."""
    if family(made.kind) == "visit":
        yield number("inside", made.id), ALWAYS, SURE
    days, firm = made.dates
    if days is None or not firm:
        return
    if family(made.kind) == "visit":
        held = stay(made, known)
        for person in held.visitors | held.delegates:
            yield number("stay", person), held.reach or days, SURE
    if made.kind in ("signing", "statement"):
        seen = [b.sighting for b in made.cluster.bundles]
        for sort, who in (
            ("person", {p for s in seen for p in s.persons}),
            ("side", {c for s in seen for c in s.sides}),
        ):
            ordered = sorted(who)
            for n, one in enumerate(ordered):
                yield from ((number("joint", sort, one, other), days, SURE) for other in ordered[n + 1 :])


def _reach(bundle: Bundle) -> Iterator[Window]:
    """The days between which what may be the same event is looked for; firm bundles lie close, vague ones reach out."""
    s = bundle.sighting
    if s.outlook == "off" and (s.said or s.window):
        low, high = (s.window.lo, s.window.hi) if s.window else (s.said or 1, s.said or 1)
        yield Window(max(1, min(low, s.said or low) - 30), max(high, s.said or high) + RESUMED)
        return
    if is_firm(bundle) and s.window is not None:
        pad = _PAD.get(s.family, _PAD_OTHER)
        yield Window(s.window.lo - pad, s.window.hi + pad)
        return
    if s.said is None:
        yield ALWAYS
        return
    if s.window is None:
        yield Window(s.said - 30, s.said + 45)
        return
    yield Window(s.window.lo - 14, s.window.hi + 2)
    yield Window(s.said - 5, s.said + 5)


def related(one: Bundle, other: Bundle, known: Setting) -> bool:
    """Whether two bundles are one, are compared with a score that leaves a trace, or may be plan and outcome."""
    x, y = one.sighting, other.sighting
    if x.family != y.family:
        return False
    return x == y or likeness(one, other, known).score >= _CLOSE or _plan_and_outcome(x, y)


def _plan_and_outcome(x: Sighting, y: Sighting) -> bool:
    if "off" in (x.outlook, y.outlook) and x.outlook != y.outlook:
        return same_people(x, y)  # what was put off, and what took its place
    if not (x.window and y.window and x.firm and y.firm) or {x.outlook, y.outlook} not in (
        {"ahead", "past"},
        {"ahead", "now"},
    ):
        return False
    return x.window.gap(y.window) <= MOVED.get(x.family, MOVED_OTHER) and same_people(x, y)
