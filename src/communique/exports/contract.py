"""The public contract `communique-record/1`: the record as one JSON object.

Invariant: the object fits `record.schema.json` beside this file. Fields may be added; none of the
contract's is renamed, retyped or dropped. Things stand in the order of their ids, so that two records
with the same content are the same text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from communique.claims.sectors import sector_of
from communique.model import (
    Actor,
    Agreement,
    AgreementClaim,
    Claim,
    Disagreement,
    Event,
    Participation,
    Passage,
    Place,
    Quotation,
    Report,
)
from communique.record import Record

CONTRACT = "communique-record/1"
Json = dict[str, Any]


def contract_json(record: Record) -> Json:
    """The whole record in the contract's shape."""
    with record.snapshot():
        return {"contract": CONTRACT} | {part: list(things) for part, things in _parts(record)}


def write(record: Record, stream: TextIO) -> None:
    """Write the contract's object, one line a thing, without holding all of it."""
    stream.write(f'{{"contract": "{CONTRACT}"')
    for part, things in _parts(record):
        stream.write(f',\n"{part}": [')
        for number, thing in enumerate(things):
            stream.write(",\n" if number else "\n")
            stream.write(json.dumps(thing, ensure_ascii=False))
        stream.write("\n]")
    stream.write("}\n")


def _parts(record: Record) -> Iterator[tuple[str, Iterable[Json]]]:
    event_of = record.event_of
    claims: list[Claim | AgreementClaim] = [*record.claims, *record.agreement_claims]
    passages = record.passages
    yield "reports", (_report(report, passages.get(report.id, ())) for report in _by_id(record.reports))
    yield "actors", map(_actor, _by_id(record.actors))
    yield "claims", (_claim(claim, event_of.get(claim.id)) for claim in _by_id(claims))
    yield "events", map(_event, _by_id(record.events))
    yield "quotations", map(_quotation, _by_id(record.quotations))
    yield "agreements", map(_agreement, _by_id(record.agreements))


def _by_id(things: Iterable[Any]) -> list[Any]:
    return sorted(things, key=lambda thing: thing.id)


def _report(report: Report, shared: Iterable[Passage]) -> Json:
    return {
        "id": report.id,
        "uri": report.uri,
        "title": report.title,
        "text": report.text,
        "removed": [{"start": span.start, "end": span.end, "reason": span.reason} for span in report.removed],
        "published": report.published,
        "published_basis": report.published_basis,
        "publisher": report.publisher,
        "agency": report.agency,
        "language": report.language,
        "url": report.url,
        "copy_of": report.copy_of,
        "shared": [{"start": each.start, "end": each.end, "reports": list(each.reports)} for each in shared],
    }


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "type": actor.type,
        "name": actor.name,
        "names": list(actor.names),
        "country": actor.country,
        "wikidata": actor.wikidata,
        "sector": sector_of(actor),
        "offices": [
            {
                "title": office.title,
                "country": office.country,
                "from": office.start,
                "to": office.end,
                "former": office.former,
            }
            for office in actor.offices
        ],
    }


def _claim(claim: Claim | AgreementClaim, event: str | None) -> Json:
    said: Json = {
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "event": event,
        "status": claim.status,
        "date": claim.date,
        "said_by": claim.said_by,
    }
    if isinstance(claim, Claim):
        said |= {
            "about": "event",
            "kind": claim.kind,
            "days": claim.days,
            "phase": claim.phase,
            "when": claim.when,
            "place": _place(claim.place),
            "participants": _participants(claim.participants),
            "details": [{"attribute": detail.attribute, "value": detail.value} for detail in claim.details],
            "within": claim.within,
            "same_as": claim.same_as,
        }
    else:
        said |= {
            "about": "agreement",
            "label": claim.label,
            "stage": claim.stage,
            "parties": list(claim.parties),
            "subjects": list(claim.subjects),
            "count": claim.count,
        }
    return said | {
        "cue": {"start": claim.cue_start, "end": claim.cue_end},
        "score": claim.score,
        "reasons": list(claim.reasons),
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "kind": event.kind,
        "label": event.label,
        "plover": {"type": event.plover_type, "mode": event.plover_mode},
        "cameo": event.cameo,
        "status": event.status,
        "start": event.start,
        "end": event.end,
        "place": _place(event.place),
        "part_of": event.part_of,
        "participants": _participants(event.participants),
        "claims": list(event.claims),
        "reports": event.reports,
        "independent_reports": event.independent_reports,
        "history": [
            {"status": entry.status, "asserted": entry.asserted, "claims": list(entry.claims)}
            for entry in event.history
        ],
        "disagreements": _disagreements(event.disagreements),
        "links": [
            {"claim": link.claim, "joined": link.joined, "score": link.score, "reasons": list(link.reasons)}
            for link in event.links
        ],
        "score": event.score,
    }


def _quotation(quotation: Quotation) -> Json:
    return {
        "id": quotation.id,
        "speaker": quotation.speaker,
        "form": quotation.form,
        "text": quotation.text,
        "report": quotation.report,
        "start": quotation.start,
        "end": quotation.end,
        "said": quotation.said,
        "event": quotation.occasion,
        "cue": quotation.cue,
        "score": quotation.score,
    }


def _agreement(agreement: Agreement) -> Json:
    return {
        "id": agreement.id,
        "label": agreement.label,
        "parties": list(agreement.parties),
        "subjects": list(agreement.subjects),
        "count": agreement.count,
        "history": [
            {"stage": step.stage, "date": step.date, "status": step.status, "claims": list(step.claims)}
            for step in agreement.history
        ],
        "disagreements": _disagreements(agreement.disagreements),
    }


def _place(place: Place | None) -> Json | None:
    return {"name": place.name, "country": place.country} if place else None


def _participants(participants: Sequence[Participation]) -> list[Json]:
    return [{"actor": part.actor, "role": part.role} for part in participants]


def _disagreements(disagreements: Sequence[Disagreement]) -> list[Json]:
    return [
        {
            "attribute": one.attribute,
            "kind": one.kind,
            "values": [{"value": value.value, "claims": list(value.claims)} for value in one.values],
        }
        for one in disagreements
    ]
