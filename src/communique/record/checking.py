"""What must hold of a reading and of findings before they are stored.

Invariant: nothing that passes here points outside its text, into a removed span, or at something that
is not there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from communique.model import AgreementClaim, Claim, Findings, Quotation, Reading, Report
from communique.record.errors import FaultyFindingsError

_SHOWN = 5


def check_reading(reading: Reading) -> None:
    """Raise FaultyFindingsError if what one report says does not fit that report."""
    keys = {actor.key for actor in reading.actors}
    claims = {claim.id for claim in reading.claims}
    faults = [
        *_removed_faults(reading.report),
        *_span_faults({reading.report.id: reading.report}, reading.claims, reading.agreements, reading.quotations),
        *_reference_faults(reading.claims, reading.agreements, reading.quotations, keys, claims),
        *_twice("claim", [*(c.id for c in reading.claims), *(c.id for c in reading.agreements)]),
        *_twice("actor", (actor.key for actor in reading.actors)),
        *(
            f"quotation {quotation.id}: occasion {quotation.occasion} is no claim"
            for quotation in reading.quotations
            if quotation.occasion is not None and quotation.occasion not in claims
        ),
    ]
    _raise(faults, f"the reading of {reading.report.uri}")


def check_findings(findings: Findings) -> None:
    """Raise FaultyFindingsError if findings contradict themselves."""
    reports = {report.id: report for report in findings.reports}
    actors = {actor.id for actor in findings.actors}
    claims = {claim.id for claim in findings.claims}
    all_claims = claims | {claim.id for claim in findings.agreement_claims}
    events = {event.id for event in findings.events}
    faults = [
        *_span_faults(reports, findings.claims, findings.agreement_claims, findings.quotations),
        *_reference_faults(findings.claims, findings.agreement_claims, findings.quotations, actors, claims),
        *_event_faults(findings, actors, all_claims, events),
        *_twice("report", (report.id for report in findings.reports)),
        *_twice("actor", (actor.id for actor in findings.actors)),
        *_twice("claim", [*(c.id for c in findings.claims), *(c.id for c in findings.agreement_claims)]),
        *_twice("event", (event.id for event in findings.events)),
        *_twice("quotation", (quotation.id for quotation in findings.quotations)),
        *_twice("agreement", (agreement.id for agreement in findings.agreements)),
    ]
    _raise(faults, "the findings")


def _raise(faults: list[str], what: str) -> None:
    if faults:
        more = f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise FaultyFindingsError(
            f"a fault in communique: {what} contradict themselves: {'; '.join(faults[:_SHOWN])}{more}"
        )


def _removed_faults(report: Report) -> Iterator[str]:
    if any("\ud800" <= letter <= "\udfff" for letter in report.text):
        yield "the text holds half a character (a lone surrogate), which no file can hold"
    here = 0
    for span in report.removed:
        if not here <= span.start < span.end <= len(report.text):
            yield f"removed span {span.start}..{span.end} is out of order or outside the text"
        here = max(here, span.end)


def _span_faults(
    reports: dict[str, Report],
    claims: Iterable[Claim],
    agreements: Iterable[AgreementClaim],
    quotations: Iterable[Quotation],
) -> Iterator[str]:
    ends = {
        key: ([s.start for s in report.removed], [s.end for s in report.removed]) for key, report in reports.items()
    }
    items: list[Claim | AgreementClaim | Quotation] = [*claims, *agreements, *quotations]
    for item in items:
        report = reports.get(item.report)
        if report is None:
            yield f"{item.id}: there is no report {item.report}"
        elif not 0 <= item.start < item.end <= len(report.text):
            yield f"{item.id}: {item.start}..{item.end} lies outside the text"
        elif report.text[item.start : item.end] != item.text:
            yield f"{item.id}: its text is not what stands at {item.start}..{item.end}"
        else:
            starts, stops = ends[item.report]
            before = bisect_right(stops, item.start)
            if before < len(starts) and starts[before] < item.end:
                yield f"{item.id}: {item.start}..{item.end} reaches into a removed span"


def _reference_faults(
    claims: Iterable[Claim],
    agreements: Iterable[AgreementClaim],
    quotations: Iterable[Quotation],
    actors: set[str],
    known: set[str],
) -> Iterator[str]:
    for claim in claims:
        named = [part.actor for part in claim.participants] + ([claim.said_by] if claim.said_by else [])
        yield from (f"claim {claim.id}: there is no actor {actor}" for actor in named if actor not in actors)
        if claim.within is not None and claim.within not in known:
            yield f"claim {claim.id}: there is no claim {claim.within} to be within"
        if claim.same_as is not None and claim.same_as not in known:
            yield f"claim {claim.id}: there is no claim {claim.same_as} to take up"
    for paper in agreements:
        named = [*paper.parties, *([paper.said_by] if paper.said_by else [])]
        yield from (f"claim {paper.id}: there is no actor {actor}" for actor in named if actor not in actors)
        if paper.event_claim is not None and paper.event_claim not in known:
            yield f"claim {paper.id}: there is no claim {paper.event_claim} of a signing"
    for quotation in quotations:
        if quotation.speaker is not None and quotation.speaker not in actors:
            yield f"quotation {quotation.id}: there is no actor {quotation.speaker}"


def _event_faults(findings: Findings, actors: set[str], claims: set[str], events: set[str]) -> Iterator[str]:
    reports = {report.id for report in findings.reports}
    for report in findings.reports:
        if report.copy_of is not None and report.copy_of not in reports:
            yield f"report {report.id}: there is no report {report.copy_of} to be a copy of"
    for event in findings.events:
        named = [claim for entry in event.history for claim in entry.claims]
        named += [claim for link in event.links for claim in (link.claim, link.joined)]
        named += [claim for d in event.disagreements for value in d.values for claim in value.claims]
        if not event.claims:
            yield f"event {event.id} has no claim"
        yield from (f"event {event.id}: there is no claim {c}" for c in (*event.claims, *named) if c not in claims)
        yield from (
            f"event {event.id}: there is no actor {p.actor}" for p in event.participants if p.actor not in actors
        )
        if event.part_of is not None and (event.part_of not in events or event.part_of == event.id):
            yield f"event {event.id}: {event.part_of} cannot contain it"
    for claim, target in findings.event_of.items():
        if claim not in claims or target not in events:
            yield f"claim {claim} or event {target} is not there to be joined"
    for pair in findings.candidates:
        lost = [e for e in pair.events if e not in events] + [c for c in (*pair.claims, *pair.part) if c not in claims]
        yield from (f"candidate {pair.id}: there is no {key} to look at" for key in lost)
    for quotation in findings.quotations:
        if quotation.occasion is not None and quotation.occasion not in events:
            yield f"quotation {quotation.id}: there is no event {quotation.occasion}"
    for paper in findings.agreements:
        named = [claim for stage in paper.history for claim in stage.claims]
        named += [claim for d in paper.disagreements for value in d.values for claim in value.claims]
        yield from (f"agreement {paper.id}: there is no actor {p}" for p in paper.parties if p not in actors)
        yield from (f"agreement {paper.id}: there is no claim {c}" for c in named if c not in claims)


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield f"{what} {one} stands twice"
        seen.add(one)
