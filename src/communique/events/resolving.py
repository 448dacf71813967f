"""The page that wires the room: from all readings to what is so in the world.

Invariant: the findings depend on the set of readings, never on their order; each claim belongs to
one event (a journey at home to none), and each report's actor to one actor of the world.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.claims.ontology import NO_OFFICE_HERE, family, may_contain
from communique.claims.talks_there import TOLD_THERE
from communique.events.actors import Cast, resolve_actors, short_hash
from communique.events.aftermath import with_days_of_talks
from communique.events.agreements import resolve_agreements
from communique.events.assembling import Draft, Known, assemble, draft, only_planned, stay, with_dates
from communique.events.bounds import Dates, Widening, cut_short, only_stops, stated_days, told_as_over, widened
from communique.events.containment import Stays, hinted, without_circles
from communique.events.copies import Copies, Shingles, candidates, compared, prints_of, shingles_of
from communique.events.dating import Dated, date_reports, with_days
from communique.events.identity import identify
from communique.events.joint_statements import with_statements_signed
from communique.events.rulings import Rulings, rulings
from communique.events.sightings import Setting, bundles, setting, sight
from communique.events.windows import Window, window
from communique.model import AgreementClaim, Candidate, Claim, Event, Findings, Given, Quotation, Reading, Report

_STAY = 3
"""Days before its end on which a visit may have begun of which only the end is known."""
_SHORT = 7
"""Days that a visit may last for its dates to tell when a paper was signed on it."""
_NOTHING = Given()
Containers = dict[str, tuple[str, Window | None]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What claims come to: readings with the days that others gave them, what is known of all, the events.

    `first` are the events as they were before undated reports had their days, `drafts` as they are.
    """

    readings: list[Reading]
    known: Setting
    first: list[Draft]
    drafts: list[Draft]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Findings, and what they were made with."""

    findings: Findings
    looked: Looked
    copies: Copies
    cast: Cast
    shingles: Shingles


def resolve(readings: Sequence[Reading], given: Given = _NOTHING) -> Findings:
    """One event, one actor, one agreement for each thing in the world, whatever the order of readings.

    A report given twice counts once. `given` is a person's word, which is kept to, and which ids were shown.
    """
    return resolved(readings, given).findings


def resolved(readings: Sequence[Reading], given: Given = _NOTHING) -> Resolved:
    """The findings of `resolve`, with what they were made with."""
    distinct = [with_days_of_talks(r) for _, r in sorted({r.report.id: r for r in readings}.items())]
    asked = rulings(given.judgements, distinct)
    cast = resolve_actors(distinct, given, asked)
    looked = look(distinct, setting(cast, {r.report.id: day_of(r.report) for r in distinct}, given.founders, asked))
    distinct, known = looked.readings, looked.known
    prints = prints_of([r.report for r in distinct], known.said)
    shingles = shingles_of(prints)
    copies = compared(prints, candidates(shingles))
    del prints
    events = events_of(looked.drafts, distinct, copies, known)
    event_of = {c: e.id for e in events for c in e.claims}
    actor_of = cast.actor_of
    papers = _believed(dated_by_events(distinct, events, event_of), asked)
    agreements, _ = resolve_agreements(papers, actor_of, given.founders)
    findings = Findings(
        reports=tuple(replace(r.report, copy_of=copies.original.get(r.report.id)) for r in distinct),
        actors=cast.actors,
        claims=tuple(claim_found(c, actor_of) for r in distinct for c in r.claims),
        agreement_claims=tuple(paper_claim_found(a, actor_of) for r in distinct for a in r.agreements),
        events=events,
        quotations=tuple(quotation_found(q, actor_of, event_of) for r in distinct for q in r.quotations),
        agreements=agreements,
        event_of=event_of,
        candidates=candidates_of(looked.drafts, event_of),
    )
    return Resolved(findings, looked, copies, cast, shingles)


def look(readings: Sequence[Reading], known: Setting) -> Looked:
    """The events that these readings tell of; what waited for a day can, once it has one, meet what it could not."""
    distinct = list(readings)
    first = drafts = drafts_of(distinct, known)
    reports = {r.id: r for r in date_reports(distinct, days_known(drafts))}
    if any(reports[r.report.id] is not r.report for r in distinct):
        distinct = [
            r if reports[r.report.id] is r.report else with_days_of_talks(with_days(r, reports)) for r in distinct
        ]
        known = replace(known, said={**known.said, **{r.report.id: day_of(r.report) for r in distinct}})
        drafts = drafts_of(distinct, known)
    return Looked(distinct, known, first, drafts)


def candidates_of(drafts: Iterable[Draft], event_of: Mapping[str, str]) -> tuple[Candidate, ...]:
    """What a person should look at: pairs near the threshold, on either side of it, the closest to it first."""
    found = []
    for doubt in (d for made in drafts for d in made.cluster.doubts):
        events = tuple(dict.fromkeys(event_of[c] for c in doubt.claims if c in event_of))
        if len(events) != (1 if doubt.joined else 2):
            continue  # a later step took the two for one event
        name = f"doubt-{short_hash(' '.join(sorted(doubt.claims)))}"
        found.append(
            Candidate(name, doubt.joined, events, doubt.claims, doubt.score, doubt.reasons, doubt.against, doubt.part)
        )
    return tuple(sorted(found, key=lambda c: (c.joined, -c.score if not c.joined else c.score, c.id)))


def _believed(readings: Iterable[Reading], asked: Rulings) -> list[Reading]:
    """The readings without the claims about papers that a person rejected."""
    if not asked.rejected:
        return list(readings)
    return [replace(r, agreements=tuple(a for a in r.agreements if a.id not in asked.rejected)) for r in readings]


def dated_by_events(readings: Sequence[Reading], events: Sequence[Event], event_of: Mapping[str, str]) -> list[Reading]:
    """Papers that were signed on no stated day, with the days of the signing or of the visit it was part of."""
    by_id = {e.id: e for e in events}

    def dated(claim: AgreementClaim) -> AgreementClaim:
        if claim.date or claim.stage != "signed" or claim.status != "happened" or not claim.event_claim:
            return claim
        event = by_id.get(event_of.get(claim.event_claim, ""))
        if event and not event.start and event.part_of:
            event = by_id.get(event.part_of)
        if event is None or not event.start or event.status not in ("happened", "ongoing"):
            return claim
        days = event.start if event.end in (None, event.start) else f"{event.start}/{event.end}"
        span = window(days)
        return replace(claim, date=days) if span and span.width <= _SHORT else claim

    return [replace(r, agreements=tuple(map(dated, r.agreements))) for r in readings]


def _of_nobody(claim: Claim, known: Setting) -> bool:
    """Whether a claim tells of people who, as far as all reports know, act for no state and no body.

    Where a report tells no office of those who meet, that one is of a state does not make it a meeting of states.
    Talks told by where they are name nobody at all.
    """
    if TOLD_THERE in claim.reasons and not claim.participants:
        return False
    parts = [p for p in claim.participants if p.role == "visitor"] or claim.participants
    actors = [known.actors[known.actor_of[p.actor]] for p in parts if p.actor in known.actor_of]
    by_state = NO_OFFICE_HERE not in claim.reasons
    return not any(a.type != "person" or a.offices or (by_state and a.country) for a in actors)


def _at_home(claim: Claim, known: Setting) -> bool:
    """Whether a claim tells of a journey in the traveller's own state, which is no visit.

    Whose president somebody is may stand in another report only, so that this is known here first.
    """
    homes = {
        known.actors[known.actor_of[p.actor]].country
        for p in claim.participants
        if p.role == "visitor" and p.actor in known.actor_of
    }
    if claim.kind != "visit" or claim.place is None:
        return False
    implied = any(why.endswith("puts the traveller in that state") for why in claim.reasons)
    # Of whom no report tells the state, what is said in a town is most likely said at home.
    return homes == {claim.place.country} - {None} or (implied and homes == {None})


def day_of(report: Report) -> int | None:
    """The day of a report as an ordinal; None if it has none, or only a span of more than a month."""
    span = window(report.published)
    return span.lo if span and span.width <= 31 else None


def days_known(drafts: Iterable[Draft]) -> Iterator[Dated]:
    """The days each event can have fallen on; a visit of more days than are seen may reach out on either side."""
    for made in drafts:
        span, firm = made.dates
        if span is not None and firm:
            more = max(0, (stated_days(made.claims) or 0) - span.width) if family(made.kind) == "visit" else 0
            ended = all(c.phase == "end" for c in made.claims if c.date)  # nobody tells when it began
            yield Dated(Window(span.lo - max(more, _STAY if ended else 0), span.hi + more), made.claims)


def drafts_of(readings: Sequence[Reading], known: Setting) -> list[Draft]:
    """All events: visits first, since what happens inside them is told apart by them."""
    told = (c for r in readings for c in r.claims if c.id not in known.rulings.rejected)
    claims = [c for c in told if not (_at_home(c, known) or _of_nobody(c, known))]
    visits = [
        draft(c, known) for c in identify(bundles((c for c in claims if family(c.kind) == "visit"), known, {}), known)
    ]
    visit_of = {c.id: v.id for v in visits for c in v.claims}
    inside = _containers(claims, visits, visit_of, known)
    others = [
        draft(c, known)
        for c in identify(bundles((c for c in claims if family(c.kind) != "visit"), known, inside), known)
    ]
    drafts = with_statements_signed([*visits, *others], known)
    return _contained(drafts, inside)


def _containers(
    claims: Sequence[Claim], visits: Sequence[Draft], visit_of: Mapping[str, str], known: Setting
) -> Containers:
    """The visit that each other claim's event belongs to: told by its report, or by who, when and where."""
    told = _told_inside(claims, visit_of)
    inside: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in told:
            inside[told[claim.id]].append(claim)
    days = {v.id: _possible_days(v, inside[v.id]) for v in visits}
    held = {v.id: stay(v, known) for v in visits}
    stays = Stays(list(held.values()))
    found: Containers = {}
    for claim in claims:
        if claim.id in visit_of:
            continue
        visit = told.get(claim.id)
        if visit is not None and not _fits(claim, days[visit], known.said.get(claim.report)):
            visit = None
        seen = sight(claim, known)
        if visit is None or not held[visit].hosts & {*seen.sides, seen.country}:
            visit = stays.holding(seen) or visit  # a tour, or "the trip", says less than who was met where
        if visit is not None:
            found[claim.id] = (visit, days[visit])
    return found


def _told_inside(claims: Sequence[Claim], visit_of: Mapping[str, str]) -> dict[str, str]:
    """The visit within which a report places each claim, directly or by another claim."""
    by_id = {c.id: c for c in claims}
    found: dict[str, str] = {}
    for claim in claims:
        outer, seen = claim.within, {claim.id}
        while outer in by_id and outer not in visit_of and outer not in seen:
            seen.add(outer)
            outer = by_id[outer].within
        if outer is not None and outer in visit_of and claim.id not in visit_of and may_contain("visit", claim.kind):
            found[claim.id] = visit_of[outer]
    return found


def _possible_days(visit: Draft, inside: Iterable[Claim]) -> Window | None:
    """The days a visit can have covered, by its own claims and those told inside it; None if unknown."""
    windows = [w for c in inside if (w := window(c.date))]
    span, firm = widened(visit.dates, None, windows)
    if span is None or not firm:
        return None
    more = max(0, (stated_days(visit.claims) or 0) - span.width)
    return Window(span.lo - more, span.hi + more)


def _fits(claim: Claim, days: Window | None, said: int | None) -> bool:
    """Whether a claim's own date, or its report's, allows that it fell within a visit, as far as both are known."""
    own = window(claim.date)
    if days is None or own is not None:
        return days is None or own is None or own.meets(days, 2)
    return claim.status != "happened" or said is None or said >= days.lo - 2


def _of_those_days(inner: Draft, outer: Draft) -> bool:
    """Whether an event may lie in another by their days: "welcoming X on May 27, he recalled X's visit in January"."""
    (one, sure), (other, firm) = inner.dates, outer.dates
    return not (one and other and sure and firm) or one.meets(other, _SHORT)


def _contained(drafts: Sequence[Draft], inside: Containers) -> list[Draft]:
    """Set what contains what, and let visits take in the days of what happened in them."""
    by_id = {d.id: d for d in drafts}
    event_of = {c.id: d.id for d in drafts for c in d.claims}
    kind_of = {d.id: d.kind for d in drafts}
    hosts = {d.id: {h for b in d.cluster.bundles for h in b.sighting.hosts} for d in drafts}
    wanted: dict[str, list[str]] = {}
    for made in drafts:
        outer = hinted(made.claims, event_of, kind_of, made.kind)
        votes = Counter(inside[c.id][0] for c in made.claims if c.id in inside)
        guessed = [e for e in sorted(votes, key=lambda e: (-votes[e], e)) if may_contain(kind_of[e], made.kind)]
        elsewhere = {o for o in (*outer, *guessed) if family(kind_of[o]) == "visit" and not hosts[o] & _states(made)}
        fitting = [o for o in (*outer, *guessed) if _of_those_days(made, by_id[o])]
        wanted[made.id] = sorted(fitting, key=lambda o: o in elsewhere)
    part_of = without_circles(wanted)
    windows: defaultdict[str, list[Window]] = defaultdict(list)
    for inner, outer_id in part_of.items():
        span, firm = by_id[inner].dates
        if span and firm and any(c.status not in ("cancelled", "denied") for c in by_id[inner].claims):
            windows[outer_id].append(span)
    return [
        replace(
            with_dates(d, _whole(d, windows[d.id])) if family(d.kind) == "visit" else d,
            part_of=part_of.get(d.id),
        )
        for d in drafts
    ]


def _states(made: Draft) -> set[str | None]:
    """The states whose people or places an event's claims name."""
    seen = [b.sighting for b in made.cluster.bundles]
    return {c for s in seen for c in (*s.sides, s.country)}


def _whole(visit: Draft, inside: Sequence[Window]) -> Dates:
    """The days of a visit by its own claims, by what happened in it, and by the length that is stated."""
    days = stated_days(visit.claims)
    # A beginning that was planned stays where it was.
    planned = only_planned(visit.claims) and all(c.phase != "start" for c in visit.claims)
    how = Widening(told_as_over(visit.claims, days), planned, only_stops(visit.claims))
    return widened(visit.dates, None if cut_short(visit.claims, days) else days, inside, how)


def events_of(
    drafts: Sequence[Draft], readings: Sequence[Reading], copies: Copies, known: Setting
) -> tuple[Event, ...]:
    """The finished events. `readings` are all that the drafts' claims come from."""
    inner: defaultdict[str, list[Draft]] = defaultdict(list)
    for made in drafts:
        if made.part_of:
            inner[made.part_of].append(made)
    papers: defaultdict[str, list[str]] = defaultdict(list)
    for reading in readings:
        for paper in reading.agreements:
            if paper.event_claim and paper.id not in known.rulings.rejected:
                papers[paper.event_claim].append(paper.id)
    context = Known(
        setting=known,
        published={r.report.id: r.report.published for r in readings},
        copies=copies,
        agreement_claims={c: tuple(sorted(ids)) for c, ids in papers.items()},
    )
    return tuple(assemble(made, inner[made.id], context) for made in drafts)


def _actors(keys: Iterable[str], actor_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor_of[k] for k in keys if k in actor_of))


def claim_found(claim: Claim, actor_of: Mapping[str, str]) -> Claim:
    """A claim that names the actors of the world."""
    parts = (replace(p, actor=actor_of[p.actor]) for p in claim.participants if p.actor in actor_of)
    return replace(claim, participants=tuple(dict.fromkeys(parts)), said_by=actor_of.get(claim.said_by or ""))


def paper_claim_found(claim: AgreementClaim, actor_of: Mapping[str, str]) -> AgreementClaim:
    """A claim about a paper that names the actors of the world."""
    return replace(claim, parties=_actors(claim.parties, actor_of), said_by=actor_of.get(claim.said_by or ""))


def quotation_found(words: Quotation, actor_of: Mapping[str, str], event_of: Mapping[str, str]) -> Quotation:
    """Somebody's words, with the actor of the world who said them and the event they were said at."""
    return replace(words, speaker=actor_of.get(words.speaker or ""), occasion=event_of.get(words.occasion or ""))
