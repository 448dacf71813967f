"""Events as JSON-LD: schema.org Events, with a W3C Web Annotation for each sentence behind them.

Invariant: the context stands in the file, so that nothing need be fetched to read it; a sentence is given both by
position (code points into the stored text, which is the `articleBody` of its report) and by its words. schema.org
knows an event as scheduled, which also means that it took place, or cancelled; what the record says of it stands
beside that, in terms of our own (`cq:status`, `cq:start`, `cq:end` in EDTF).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from communique.exports.days import plain_date
from communique.exports.sources import Holdings, cited, ordered, reference
from communique.model import Actor, AgreementClaim, Claim, Event, Report
from communique.record import Record

Json = dict[str, Any]

_CONTEXT: Json = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "cq": "urn:communique:terms:",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "eventStatus": {"@type": "@id"},
    "superEvent": {"@type": "@id"},
    "isBasedOn": {"@type": "@id"},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}

_TYPES = {"person": "Person", "organization": "Organization", "country": "Country"}
_STATUS = {
    "planned": "https://schema.org/EventScheduled",
    "ongoing": "https://schema.org/EventScheduled",
    "happened": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
_ROUND = 40
"""Characters of the text given before and after a sentence, to find it again where the text has changed."""


def write(record: Record, stream: TextIO) -> None:
    """Write the whole record, one line a thing."""
    _write(_nodes(record, record.events, cited(record), record.actors), stream)


def write_events(record: Holdings, events: Iterable[Event], stream: TextIO) -> None:
    """Write these events, with their actors, sentences and reports."""
    chosen = list(events)
    reports = ordered(record.report(record.claim(key).report) for event in chosen for key in event.claims)
    actors = dict.fromkeys(part.actor for event in chosen for part in event.participants)
    _write(_nodes(record, chosen, reports, [record.actor(key) for key in actors]), stream)


def _write(nodes: Iterable[Json], stream: TextIO) -> None:
    stream.write(f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": [')
    for number, node in enumerate(nodes):
        stream.write((",\n" if number else "\n") + json.dumps(node, ensure_ascii=False))
    stream.write("\n]}\n")


def _nodes(
    record: Holdings, events: Iterable[Event], reports: Iterable[Report], actors: Iterable[Actor]
) -> Iterator[Json]:
    yield from map(_article, reports)
    yield from map(_actor, actors)
    for event in events:
        yield _event(event)
        for key in event.claims:
            claim = record.claim(key)
            yield _annotation(event, claim, record.report(claim.report))


def _article(report: Report) -> Json:
    source = reference(report)
    return _held(
        id=_iri("report", report.id),
        type="NewsArticle",
        headline=source.title if source.headed else None,
        datePublished=source.date,
        publisher={"type": "Organization", "name": source.publisher} if source.publisher else None,
        url=source.url,
        inLanguage=report.language,
        isBasedOn=_iri("report", report.copy_of) if report.copy_of else None,
        articleBody=report.text,
    )


def _actor(actor: Actor) -> Json:
    offices = [
        _held(type="Role", roleName=office.title, startDate=plain_date(office.start), endDate=plain_date(office.end))
        for office in actor.offices
    ]
    return _held(
        id=_iri("actor", actor.id),
        type=_TYPES[actor.type],
        name=actor.name,
        alternateName=[name for name in actor.names if name != actor.name] or None,
        sameAs=f"http://www.wikidata.org/entity/{quote(actor.wikidata)}" if actor.wikidata else None,
        hasOccupation=offices or None,
        **{"cq:country": actor.country},
    )


def _event(event: Event) -> Json:
    place = event.place
    return _held(
        id=_iri("event", event.id),
        type="Event",
        name=event.label,
        startDate=plain_date(event.start),
        endDate=plain_date(event.end),
        eventStatus=_STATUS.get(event.status),
        location=_held(
            type="Place",
            name=place.name,
            address={"type": "PostalAddress", "addressCountry": place.country} if place.country else None,
        )
        if place
        else None,
        superEvent=_iri("event", event.part_of) if event.part_of else None,
        attendee=[
            {"type": "Role", "roleName": part.role, "attendee": {"id": _iri("actor", part.actor)}}
            for part in event.participants
        ]
        or None,
        **{
            "cq:status": event.status,
            "cq:kind": event.kind,
            "cq:start": event.start,
            "cq:end": event.end,
            "cq:cameo": event.cameo,
            "cq:plover": event.plover_type,
            "cq:reports": event.reports,
            "cq:independentReports": event.independent_reports,
        },
    )


def _annotation(event: Event, claim: Claim | AgreementClaim, report: Report) -> Json:
    text = report.text
    return {
        "id": _iri("claim", claim.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": _iri("event", event.id),
        "target": {
            "type": "SpecificResource",
            "source": _iri("report", report.id),
            "selector": [
                {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.text,
                    "prefix": text[max(0, claim.start - _ROUND) : claim.start],
                    "suffix": text[claim.end : claim.end + _ROUND],
                },
            ],
        },
        "cq:status": claim.status,
        "cq:score": claim.score,
    } | ({"cq:date": claim.date} if claim.date else {})


def _held(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _iri(kind: str, key: str) -> str:
    return f"urn:communique:{kind}:{quote(key, safe='')}"
