"""Events in PLOVER's JSON Lines: one coded event a line, with the sentences it rests on.

Invariant: only events that PLOVER has a type for are written, each with the fields of its codebook (Open Event
Data Alliance, PLOVER manual of 2023, chapter "Data Fields") under its names: `id`, `date`, `enddate`, `actor`,
`recipient`, `event`, `event_loc`, `mode`, `context`, `link`, `text`, `text_info`, `cite_info`, `coder`. Fields beyond
those, which the codebook invites, say what it has no field for: the status, the EDTF dates, the counts of reports.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from communique.claims.contexts import contexts_of
from communique.claims.ontology import quad_of
from communique.claims.places import canonical_country_name
from communique.claims.sectors import sector_of
from communique.exports.days import edtf_of, exact_day
from communique.exports.sources import reference
from communique.model import Event, Participation, Place
from communique.record import Record
from communique.version import VERSION

Json = dict[str, Any]

_ACTOR = ("visitor", "actor", "signatory", "speaker", "participant", "delegate", "mediator")
_RECIPIENT = ("host", "recipient", "audience")

_AUXILIARY = {"planned": "future", "possible": "hypothetical", "cancelled": "negation", "denied": "negation"}
"""The manual's auxiliary modes, which tell what did not, or not yet, happen."""


def write(record: Record, stream: TextIO) -> None:
    """Write one line a coded event."""
    for event in record.events:
        if event.plover_type is not None:
            stream.write(json.dumps(_coded(record, event), ensure_ascii=False) + "\n")


def _coded(record: Record, event: Event) -> Json:
    claims = [record.claim(key) for key in event.claims]
    start, end = exact_day(event.start), exact_day(event.end)
    return {
        "id": event.id,
        "has_event": True,
        "date": start.isoformat() if start else None,
        "enddate": end.isoformat() if end else None,
        "actor": _named(record, event, _ACTOR),
        "recipient": _named(record, event, _RECIPIENT),
        "event": [event.plover_type],
        "mode": [mode for mode in (event.plover_mode, _AUXILIARY.get(event.status)) if mode],
        "context": list(contexts_of(" ".join(claim.text for claim in claims))),
        "quad_code": quad_of(event.plover_type or ""),
        "event_loc": _location(event.place),
        "link": event.part_of,
        "text": claims[0].text if claims else None,
        "text_info": [
            {"text": claim.text, "start": claim.start, "end": claim.end, "report": claim.report} for claim in claims
        ],
        "cite_info": [_citation(record, claim.report) for claim in claims],
        "coder": f"communique {VERSION}",
        "status": event.status,
        "kind": event.kind,
        "cameo": event.cameo,
        "edtf": edtf_of(event),
        "reports": event.reports,
        "independent_reports": event.independent_reports,
    }


def _named(record: Record, event: Event, roles: tuple[str, ...]) -> list[Json]:
    return [_entity(record, part) for role in roles for part in event.participants if part.role == role]


def _entity(record: Record, part: Participation) -> Json:
    actor = record.actor(part.actor)
    held = [office.title for office in actor.offices if not office.former]
    return {
        "code": actor.country,
        "country_name": canonical_country_name(actor.country) if actor.country else None,
        "entity_text": actor.name,
        "identifier_id": actor.wikidata,
        "identifier_text": actor.id,
        "office": held[0] if held else None,
        "sector": sector_of(actor),
        "type": actor.type,
        "role": part.role,
    }


def _location(place: Place | None) -> Json | None:
    if place is None:
        return None
    country = canonical_country_name(place.country) if place.country else None
    return {"extracted_place": place.name, "country": country, "country_code": place.country}


def _citation(record: Record, key: str) -> Json:
    source = reference(record.report(key))
    return {
        "citation": source.uri,
        "url": source.url,
        "title": source.title if source.headed else None,
        "language": source.language,
        "publication": source.publisher,
        "date": source.date,
    }
