"""The record as FollowTheMoney entities, one JSON object a line, as Aleph and OpenSanctions read them.

Invariant: every schema and property is FollowTheMoney's own, and an entity that another names is among the
lines. FollowTheMoney has neither a status of events nor roles in them: the status stands in `keywords`
(`status:planned`), the role on a link of schema `UnknownLink`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from communique.exports.codes import alpha2
from communique.exports.days import plain_date
from communique.exports.sources import cited, one_line, reference
from communique.model import Actor, Event, Report
from communique.record import Record

Entity = dict[str, Any]

_TEXT = 65_000
_LONGEST = {
    "name": 384,
    "alias": 384,
    "title": 1024,
    "fileName": 1024,
    "publisher": 1024,
    "position": 1024,
    "location": 250,
}
"""The greatest length of a value, by FollowTheMoney's types; all other texts may have `_TEXT` characters."""


def write(record: Record, stream: TextIO) -> None:
    """Write the reports (`Article`), actors, events (`Event`) and who took part in them as what."""
    for entity in _entities(record):
        stream.write(json.dumps(entity, ensure_ascii=False) + "\n")


def _entities(record: Record) -> Iterator[Entity]:
    for report in cited(record):
        yield _article(report)
    for actor in sorted(record.actors, key=lambda one: one.id):
        yield _actor(actor)
    for event in record.events:
        yield _event(record, event)
        for number, part in enumerate(event.participants):
            yield _entity(
                f"part-{event.id}-{number}",
                "UnknownLink",
                subject=[_id(part.actor)],
                object=[_id(event.id)],
                role=[part.role],
                status=[event.status],
            )


def _article(report: Report) -> Entity:
    source = reference(report)
    return _entity(
        f"report-{report.id}",
        "Article",
        title=[source.title],
        publishedAt=[source.date],
        publisher=[source.publisher],
        sourceUrl=[source.url],
        fileName=[source.uri],
        bodyText=list(_pieces(report.text)),
    )


def _actor(actor: Actor) -> Entity:
    country = [alpha2(actor.country)]
    shared: dict[str, list[str | None]] = {
        "name": [actor.name],
        "alias": [name for name in actor.names if name != actor.name],
        "wikidataId": [actor.wikidata],
    }
    if actor.type == "person":
        offices: list[str | None] = [
            ("former " if office.former else "") + office.title + (f" ({office.country})" if office.country else "")
            for office in actor.offices
        ]
        return _entity(actor.id, "Person", **shared, country=country, position=offices)
    if actor.type == "country":
        return _entity(actor.id, "PublicBody", **shared, jurisdiction=country, country=country, legalForm=["state"])
    return _entity(actor.id, "Organization", **shared, country=country)


def _event(record: Record, event: Event) -> Entity:
    claims = [record.claim(key) for key in event.claims]
    organizers = [part.actor for part in event.participants if part.role == "host"]
    return _entity(
        event.id,
        "Event",
        name=[event.label],
        startDate=[plain_date(event.start)],
        endDate=[plain_date(event.end)],
        summary=[f"{event.kind}, {event.status}"],
        keywords=[f"kind:{event.kind}", f"status:{event.status}"],
        location=[event.place.name if event.place else None],
        country=[alpha2(event.place.country) if event.place else None],
        involved=[_id(part.actor) for part in event.participants],
        organizer=[_id(actor) for actor in organizers],
        notes=[claim.text for claim in claims],
        proof=[_id(f"report-{claim.report}") for claim in claims],
        publisher=[record.report(claim.report).publisher for claim in claims],
        recordId=[event.id],
    )


def _entity(key: str, schema: str, **values: list[str | None]) -> Entity:
    held = {
        name: list(dict.fromkeys(v if name == "bodyText" else _short(name, one_line(v)) for v in given if v))
        for name, given in values.items()
    }
    return {"id": _id(key), "schema": schema, "properties": {name: v for name, v in held.items() if any(v)}}


def _short(name: str, value: str) -> str:
    """The value, cut where it is longer than FollowTheMoney takes for this property."""
    longest = _LONGEST.get(name, _TEXT)
    return value if len(value) <= longest else value[: longest - 1] + "…"


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces no longer than FollowTheMoney takes, cut at the ends of lines where there are any."""
    while len(text) > _TEXT:
        cut = text.rfind("\n", 1, _TEXT) + 1 or _TEXT
        yield text[:cut]
        text = text[cut:]
    yield text


def _id(key: str) -> str:
    return f"communique-{key}"
