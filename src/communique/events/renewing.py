"""What new reports change: the blocks they touch are resolved again, and nothing else is.

Invariant: what comes out is what resolving all readings would find, as far as it differs from what stood
there. The argument: claims are joined, contained and doubted only along relations (`blocks.related`, or a
filing that is `SURE`), and whatever is related to something resolved again is resolved again with it. Two
things are not cut into blocks. Who is who is found anew from all mentions, because one full name may
settle a hundred bare ones anywhere; so are papers, whose parties and words know no days. Where a bound
below is passed, or somebody's word reaches across blocks, `TooWideError` says so, and all is resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Protocol

from communique.events.actors import resolve_actors
from communique.events.aftermath import with_days_of_talks
from communique.events.agreements import resolve_agreements
from communique.events.blocks import FIRST, SURE, THEN, Kept, Rows, filed, kept, related
from communique.events.clusters import is_firm
from communique.events.copies import Copies, Print
from communique.events.identity import NEIGHBOURS, OVERLAPPING, REPORTED_APART
from communique.events.names import fold
from communique.events.reprints import Reprints, Shelf, disturbed_at, disturbed_by_new, reprints
from communique.events.resolving import (
    Looked,
    candidates_of,
    claim_found,
    dated_by_events,
    day_of,
    events_of,
    look,
    paper_claim_found,
    quotation_found,
)
from communique.events.sightings import Bundle, Setting, Sighting, place_of, setting
from communique.events.windows import window
from communique.model import Actor, Event, Findings, Given, Reading, Report

_LEAST = 3_000
"""Claims that may be resolved again however small the record."""


class TooWideError(Exception):
    """What changed reaches too far to be resolved in blocks; the text says why."""


class Held(Shelf, Protocol):
    """What a record holds, as it was last settled, with the new readings beside it."""

    def mentions(self) -> Sequence[Reading]:
        """All readings, old and new, without claims and quotations; texts are left out."""

    def fresh(self) -> frozenset[str]:
        """The reports that were not there when it was last settled."""

    def size(self) -> int:
        """How many claims there are."""

    def readings(self, reports: Iterable[str]) -> Sequence[Reading]:
        """Whole readings by report."""

    def shelve(self, prints: Iterable[Print]) -> None:
        """Put reports on the shelf, each at its place and no longer at any other."""

    def published(self) -> Mapping[str, str | None]:
        """The day that each report was found to be of."""

    def actor_marks(self) -> Mapping[str, str]:
        """What was known of each actor, as `mark` has it."""

    def actor_of(self) -> Mapping[str, str]:
        """The actor of each mention."""

    def actors(self, ids: Iterable[str]) -> Sequence[Actor]:
        """These actors, as they were found."""

    def together(self, claims: Iterable[str]) -> frozenset[str]:
        """The claims of the events that hold any of these, of what contains those and of what they contain."""

    def events(self, ids: Iterable[str]) -> Sequence[Event]:
        """These events: their days, status and what contains them."""

    def reports_of(self, claims: Iterable[str]) -> frozenset[str]:
        """The reports that make these claims."""

    def event_of(self, claims: Iterable[str]) -> Mapping[str, str]:
        """The event of each of these claims that has one."""

    def kept(self, claims: Iterable[str]) -> Sequence[Kept]:
        """The bundles that these claims stand for."""

    def filed(self, claims: Iterable[str]) -> Rows:
        """Where what these claims stand for is filed."""

    def near(self, rows: Rows) -> Rows:
        """What else is filed under the keys of these, with days that meet theirs."""

    def paper_dates(self) -> Mapping[str, str | None]:
        """The date of each claim about a paper."""

    def copies(self, reports: Iterable[str]) -> Copies:
        """What was found of these reports."""


@dataclass(slots=True)
class Renewal:
    """What is to be put in the place of what stood there.

    `findings` hold all actors and agreements, and of reports, claims and events those made again.
    `claims` are the claims made again (their events go with them), `told` the reports whose quotations
    and claims about papers are, `marks` what is now known of each actor.
    """

    findings: Findings
    claims: frozenset[str]
    told: frozenset[str]
    reports: frozenset[str]
    kept: list[Kept]
    rows: Rows
    copies: Copies
    spans: frozenset[str]
    marks: dict[str, str] = field(default_factory=dict)


def mark(actor: Actor, nameless: frozenset[str]) -> str:
    """What events look at in an actor, in a line: where it is the same, nothing that names the actor changes."""
    held = sorted({fold(o.title) for o in actor.offices if not o.former})
    parts = [actor.type, actor.name, actor.country or "", *held, str(bool(actor.offices)), str(actor.id in nameless)]
    return "\x1f".join(parts)


class _Renewing:
    """One renewal in the making: what is known of all, and the growing set of claims."""

    def __init__(self, held: Held, given: Given) -> None:
        self.held, self.given = held, given
        self.mentions = held.mentions()
        self.cast = resolve_actors(self.mentions, given)
        said = {r.report.id: day_of(r.report) for r in self.mentions}
        self.known: Setting = setting(self.cast, said, given.founders)
        self.readings: dict[str, Reading] = {}
        self.report_of: dict[str, str] = {}
        self.claims: set[str] = set()
        self.limit = max(_LEAST, held.size() // 3)
        self.checked: set[Kept] = set()
        self.beside: dict[str, Bundle] = {}
        self.inside: defaultdict[int, set[Kept]] = defaultdict(set)
        self.told: set[str] = set()
        self.gone: dict[str, Actor] = {}
        self.marks = {a.id: mark(a, self.cast.nameless) for a in self.cast.actors}

    # ------------------------------------------------------------ readings and claims

    def load(self, reports: Iterable[str]) -> None:
        for found in self.held.readings(sorted(r for r in set(reports) if r not in self.readings)):
            self.readings[found.report.id] = reading = with_days_of_talks(found)
            self.report_of.update((c.id, reading.report.id) for c in reading.claims)

    def claims_of(self, reports: Iterable[str]) -> set[str]:
        """All claims of some reports."""
        wanted = list(reports)
        self.load(wanted)
        return {c.id for i in wanted for c in self.readings[i].claims}

    def add(self, claims: Iterable[str]) -> None:
        """Take claims in, and with them what was one event with them and what their reports tie to them."""
        waiting = set(claims) - self.claims
        while waiting:
            waiting |= self.held.together(waiting) - self.claims
            self.claims |= waiting
            if len(self.claims) > self.limit:
                raise TooWideError(f"more than {self.limit} claims hang together with what is new")
            tied: set[str] = set()
            self.load(self.held.reports_of(c for c in waiting if c not in self.report_of))
            for report in {self.report_of[c] for c in waiting if c in self.report_of}:
                tied |= _tied(self.readings[report], self.claims)
            waiting = tied - self.claims

    def pruned(self) -> list[Reading]:
        """The readings with those claims only that are made again."""
        reports = sorted({self.report_of[c] for c in self.claims if c in self.report_of})
        return [
            replace(r, claims=tuple(c for c in r.claims if c.id in self.claims))
            for r in (self.readings[i] for i in reports)
        ]

    # ------------------------------------------------------------ what changed to begin with

    def changed(self) -> set[str]:
        """Claims of new reports, and claims that name somebody who is now somebody else, or known otherwise."""
        fresh = self.held.fresh()
        before, marks = self.held.actor_of(), self.held.actor_marks()
        now = self.cast.actor_of
        self.gone = {a.id: a for a in self.held.actors(marks.keys() - self.marks.keys())}
        other = {a for a, made in self.marks.items() if marks.get(a) != made}
        keys = {k for k, a in now.items() if before.get(k) != a or a in other}
        named = {_report(k) for k in keys} - fresh
        if len(named) > self.limit:
            raise TooWideError(f"{len(named)} reports name somebody of whom something else is known now")
        self.load([*fresh, *named])
        found = {c.id for i in fresh for c in self.readings[i].claims}
        for i in named:
            found |= {
                c.id
                for c in self.readings[i].claims
                if c.said_by in keys or any(p.actor in keys for p in c.participants)
            }
        self.told = {*fresh, *named}
        return found

    # ------------------------------------------------------------ the closure

    def closed(self) -> Looked:
        """Take in all that is related to what is in, until nothing is; and look at the whole."""
        while True:
            standing = {c: b for c, b in self.beside.items() if c not in self.claims}
            looked = look(self.pruned(), replace(self.known, beside=tuple(standing[c] for c in sorted(standing))))
            made, rows = kept(looked)
            held = self.held.kept(sorted(self.claims))
            more = self._beyond([*made, *held], set(made) ^ set(held), looked.known)
            before = self.held.filed(sorted(self.claims))
            sure = {place: when for each in (rows, before) for place, when in each.items() if when & SURE}
            hits = self.held.near(sure)
            more |= {place[3] for place, when in hits.items() if when & SURE}
            if not more - self.claims and self.beside.keys() - self.claims <= standing.keys():
                return looked
            self.add(more)

    def _beyond(self, bundles: Iterable[Kept], changed: Set[Kept], known: Setting) -> set[str]:
        """The claims outside that are related to bundles inside, or were to what these bundles were."""
        if self.gone:  # what was found before may name who is now somebody else
            titles = {i: frozenset(fold(o.title) for o in a.offices if not o.former) for i, a in self.gone.items()}
            known = replace(known, actors={**self.gone, **known.actors}, titles={**titles, **known.titles})
        new = [b for b in bundles if b not in self.checked]
        self.checked.update(new)
        rows_of = [(b, filed(b)) for b in new]
        hits = self.held.near({place: when for _, rows in rows_of for place, when in rows.items() if not when & SURE})
        by_key: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for (key, low, high, claim), when in hits.items():
            if not when & SURE:
                by_key[key].append((low, high, claim))
        others: defaultdict[str, list[Kept]] = defaultdict(list)
        for one in self.held.kept(sorted({c for found in by_key.values() for *_, c in found})):
            others[one.claim].append(one)
        vague = {c: o for c, seen in others.items() for o in seen if not is_firm(o.bundle)}
        loose = {b for b in new if not is_firm(b.bundle)}
        for bundle, rows in rows_of:
            for key, *_ in rows if bundle in loose else ():
                self.inside[key].add(bundle)
        found: set[str] = set()
        for bundle, rows in rows_of:
            for key, low, high, _ in rows:
                close = {c for lo, hi, c in by_key.get(key, ()) if lo <= high and low <= hi}
                if bundle in loose:
                    around = [vague[c] for c in close - self.claims if c in vague]
                    found |= self._crowd(bundle, around, self.inside[key], bundle in changed)
                for claim in close - self.claims - found:
                    if any(o.when & bundle.when and related(bundle.bundle, o.bundle, known) for o in others[claim]):
                        found |= {c for o in others[claim] for c in o.claims}
        return found

    def _crowd(self, one: Kept, around: Sequence[Kept], inside: Set[Kept], changed: bool) -> set[str]:
        """Let the vague bundles outside that may keep others from being compared stand in their places.

        Identity compares a vague bundle with a number of those nearest to it. Where one has come between two
        others, these may be compared no longer: they are taken in.
        """
        s = one.sighting
        near = [o for o in around if _told_near(s, o.sighting)]
        over = [o for o in around if _meet(s, o.sighting)]
        told = len(near) + sum(_told_near(s, o.sighting) for o in inside)
        dated = len(over) + sum(_meet(s, o.sighting) for o in inside)
        if not around or (told <= NEIGHBOURS and dated <= OVERLAPPING):
            return set()
        if any(o.when != FIRST | THEN for o in (one, *around)):
            raise TooWideError("reports without a day stand among many vague claims of one time")
        self.beside |= {o.claim: o.bundle for o in around}
        mine = place_of(one.bundle)
        parted: list[Kept] = []
        if changed and any(place_of(o.bundle) > mine for o in near):
            parted += near
        if changed and any((_days(o.sighting), place_of(o.bundle)) > (_days(s), mine) for o in over):
            parted += over
        return {c for o in parted for c in o.claims}


def _told_near(one: Sighting, other: Sighting) -> bool:
    return one.said is None or other.said is None or abs(one.said - other.said) <= REPORTED_APART


def _meet(one: Sighting, other: Sighting) -> bool:
    return one.window is not None and other.window is not None and one.window.meets(other.window)


def _days(s: Sighting) -> tuple[int, int]:
    return (s.window.lo, s.window.hi) if s.window else (0, 0)


def _report(key: str) -> str:
    """The report of a mention (`<report id>#<n>`)."""
    return key.rpartition("#")[0]


def _tied(reading: Reading, inside: set[str]) -> set[str]:
    """The claims of a report that it ties to those inside: told within one another, taken up, or all if undated."""
    if reading.report.published is None:
        return {c.id for c in reading.claims}
    parent = {c.id: c.id for c in reading.claims}

    def root(i: str) -> str:
        while parent[i] != i:
            i = parent[i]
        return i

    for claim in reading.claims:
        for other in (claim.within, claim.same_as):
            if other in parent:
                parent[root(claim.id)] = root(other)
    roots = {root(c.id) for c in reading.claims if c.id in inside}
    return {c.id for c in reading.claims if root(c.id) in roots}


def renew(held: Held, given: Given) -> Renewal:
    """What the fresh readings of a record change. Raises TooWideError, saying why, if all must be resolved."""
    if any(j.in_force for j in given.judgements) or given.people:
        raise TooWideError("a person's word reaches across blocks")
    work = _Renewing(held, given)
    seeds = work.changed()
    fresh = held.fresh()
    published = {**held.published(), **{i: work.readings[i].report.published for i in fresh}}
    said = {i: _day(day) for i, day in published.items()}
    prints = [Print(work.readings[i].report, said[i]) for i in sorted(fresh)]
    held.shelve(prints)
    disturbed = set(disturbed_by_new(prints, held))
    again = reprints(disturbed, held, said)
    work.add(seeds | work.claims_of(_copied_otherwise(held, again)))
    while True:
        looked = work.closed()
        moved = [r.report for r in looked.readings if day_of(r.report) != said[r.report.id]]
        published |= {r.report.id: r.report.published for r in looked.readings}
        if not moved:
            break
        for report in moved:
            disturbed |= disturbed_at(Print(report, said[report.id]), held)
            said[report.id] = day_of(report)
            held.shelve([Print(report, said[report.id])])
            disturbed |= disturbed_at(Print(report, said[report.id]), held)
        again = reprints(disturbed, held, said)
        more = work.claims_of(_copied_otherwise(held, again))
        if more <= work.claims:
            break
        work.add(more)
    return _renewal(work, looked, again, published)


def _day(published: str | None) -> int | None:
    span = window(published)
    return span.lo if span and span.width <= 31 else None


def _copied_otherwise(held: Held, again: Reprints) -> frozenset[str]:
    """The reports of which something else was found now."""
    before, now = held.copies(again.groups | again.spans), again.copies
    return frozenset(
        {i for i in again.groups if before.original.get(i) != now.original.get(i)}
        | {i for i in again.spans if before.shared.get(i) != now.shared.get(i)}
    )


def _renewal(work: _Renewing, looked: Looked, again: Reprints, published: Mapping[str, str | None]) -> Renewal:
    held, actor_of = work.held, work.cast.actor_of
    copies = _merged(held.copies(r.report.id for r in looked.readings), again)
    events = events_of(looked.drafts, looked.readings, copies, looked.known)
    event_of = {c: e.id for e in events for c in e.claims}
    told = sorted(work.told | {r.report.id for r in looked.readings})
    work.load(told)
    readings = [work.readings[i] for i in told]
    elsewhere = {
        c
        for r in readings
        for c in (*(q.occasion for q in r.quotations), *(a.event_claim for a in r.agreements))
        if c is not None and c not in work.claims
    }
    stays = held.event_of(elsewhere)
    papers = _papers(work, readings, published, events, event_of)
    agreements, _ = resolve_agreements(papers, actor_of, work.given.founders)
    bundles, rows = kept(looked)
    found = {r.report.id: r.report for r in looked.readings}
    other = _copied_otherwise(held, again)
    rewritten = {i for i, day in published.items() if i in found and day != held.published().get(i)}
    rewritten |= {i for i in again.groups if i in other} | held.fresh()
    reports = {r.id: r for r in held.reports(rewritten - set(found))} | found
    return Renewal(
        Findings(
            reports=tuple(replace(reports[i], copy_of=_original(i, again, held)) for i in sorted(rewritten)),
            actors=work.cast.actors,
            claims=tuple(claim_found(c, actor_of) for r in looked.readings for c in r.claims),
            agreement_claims=tuple(paper_claim_found(a, actor_of) for r in readings for a in r.agreements),
            events=events,
            quotations=tuple(
                quotation_found(q, actor_of, {**stays, **event_of}) for r in readings for q in r.quotations
            ),
            agreements=agreements,
            event_of={**stays, **event_of},
            candidates=candidates_of(looked.drafts, event_of),
        ),
        frozenset(work.claims),
        frozenset(told),
        frozenset(rewritten),
        bundles,
        rows,
        again.copies,
        again.spans,
        work.marks,
    )


def _original(report: str, again: Reprints, held: Held) -> str | None:
    if report in again.groups:
        return again.copies.original.get(report)
    return held.copies([report]).original.get(report)


def _merged(before: Copies, again: Reprints) -> Copies:
    """What stood there, with what was compared again in its place."""
    original = {i: first for i, first in before.original.items() if i not in again.groups}
    shared = {i: spans for i, spans in before.shared.items() if i not in again.spans}
    return Copies(
        {**original, **{i: first for i, first in again.copies.original.items() if i in again.groups}},
        {**shared, **{i: spans for i, spans in again.copies.shared.items() if i in again.spans}},
    )


def _papers(
    work: _Renewing,
    told: Sequence[Reading],
    published: Mapping[str, str | None],
    events: Sequence[Event],
    event_of: Mapping[str, str],
) -> list[Reading]:
    """All claims about papers, with the days of the events that they were made at."""
    dates = work.held.paper_dates()
    whole = {r.report.id: r.agreements for r in told}

    def dated(reading: Reading) -> Reading:
        i = reading.report.id
        papers = whole.get(i) or tuple(replace(a, date=dates.get(a.id, a.date)) for a in reading.agreements)
        return replace(reading, report=replace(reading.report, published=published[i]), agreements=papers)

    # Of reports that speak of no paper only this counts: which states are spoken of at all.
    states = {a.country: a for r in work.mentions for a in r.actors if a.type == "country" and a.country}
    readings = [dated(r) for r in work.mentions if r.agreements]
    readings.append(Reading(Report("", "", ""), tuple(states.values())))
    signings = {a.event_claim for r in readings for a in r.agreements if a.event_claim and not a.date}
    stays = work.held.event_of(c for c in signings if c not in work.claims)
    others = work.held.events(stays.values())
    parents = work.held.events(e.part_of for e in others if e.part_of)
    return dated_by_events(readings, [*parents, *others, *events], {**stays, **event_of})
