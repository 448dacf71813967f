"""Events in the manner of PLOVER's JSON Lines: one coded event a line, with the sentences it rests on.

Invariant: only events that PLOVER has a type for are written. Field names follow the PLOVER codebook
(Open Event Data Alliance, 2023): `actor`, `recipient`, `date`, `type`, `mode`, `location`, `text`, and
`source` is the textual source, never an actor.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from communique.model import Event
from communique.record import Record

_ACTOR = ("visitor", "actor", "signatory", "speaker", "participant", "delegate", "mediator")
_RECIPIENT = ("host", "recipient", "audience")


def write(record: Record, stream: TextIO) -> None:
    """Write one line a coded event."""
    for event in record.events:
        if event.plover_type is not None:
            stream.write(json.dumps(_coded(record, event), ensure_ascii=False) + "\n")


def _coded(record: Record, event: Event) -> dict[str, Any]:
    claims = [record.claim(key) for key in event.claims]
    return {
        "id": event.id,
        "date": event.start,
        "end_date": event.end,
        "type": event.plover_type,
        "mode": event.plover_mode,
        "cameo": event.cameo,
        "status": event.status,
        "actor": _named(record, event, _ACTOR),
        "recipient": _named(record, event, _RECIPIENT),
        "location": {"name": event.place.name, "country": event.place.country} if event.place else None,
        "text": [claim.text for claim in claims],
        "source": [record.report(claim.report).uri for claim in claims],
        "publisher": [record.report(claim.report).publisher for claim in claims],
        "reports": event.reports,
        "independent_reports": event.independent_reports,
    }


def _named(record: Record, event: Event, roles: tuple[str, ...]) -> list[dict[str, Any]]:
    found = []
    for role in roles:
        for part in event.participants:
            if part.role == role:
                actor = record.actor(part.actor)
                found.append({"name": actor.name, "country": actor.country, "type": actor.type, "role": role})
    return found
