"""Reading: rows of the derived tables back into the words of the model.

Invariant: what `storing` wrote comes back equal, in a settled order (events by day, actors by name,
claims by report and place), whatever the order in which it was written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Any

from communique.model import (
    Actor,
    Agreement,
    AgreementClaim,
    AgreementStage,
    Claim,
    Detail,
    Disagreement,
    DisagreementValue,
    Event,
    HistoryEntry,
    Link,
    Office,
    Participation,
    Place,
    Quotation,
    Removed,
    Report,
)

Rows = dict[Any, list[Any]]


def reports(connection: sqlite3.Connection) -> tuple[Report, ...]:
    """Every report, by day of publication and id."""
    removed = _grouped(connection, 'SELECT report, "start", "end", reason FROM removed ORDER BY report, position')
    columns = "id, uri, text, title, published, published_basis, publisher, agency, language, url, copy_of"
    rows = _named(connection, f"SELECT {columns} FROM reports ORDER BY published IS NULL, published, id")
    return tuple(Report(removed=tuple(Removed(*span) for span in removed[row["id"]]), **row) for row in rows)


def actors(connection: sqlite3.Connection) -> tuple[Actor, ...]:
    """Every actor: countries, then persons, then organisations, by name."""
    names = _grouped(connection, "SELECT actor, name FROM actor_names ORDER BY actor, position")
    members = _grouped(connection, "SELECT actor, member FROM actor_members ORDER BY actor, position")
    held = 'SELECT actor, title, country, "start", "end", former FROM offices ORDER BY actor, position'
    offices = _grouped(connection, held)
    order = "CASE type WHEN 'country' THEN 0 WHEN 'person' THEN 1 ELSE 2 END, name, id"
    rows = _named(connection, f"SELECT id, type, name, country, wikidata FROM actors ORDER BY {order}")
    return tuple(
        Actor(
            names=_firsts(names[row["id"]]),
            offices=tuple(
                Office(title, country, start, end, bool(former))
                for title, country, start, end, former in offices[row["id"]]
            ),
            members=_firsts(members[row["id"]]),
            **row,
        )
        for row in rows
    )


_CLAIM = 'c.id, c.report, c."start", c."end", c.text, c.status, c.date, c.said_by, c.cue_start, c.cue_end, c.score'
_PLACE_IN_READING = 'c.report, c."start", c."end", c.id'


def claims(connection: sqlite3.Connection) -> tuple[Claim, ...]:
    """Every claim about an event, by report and place in it."""
    parts = _grouped(connection, "SELECT claim, actor, role FROM claim_participants ORDER BY claim, position")
    details = _grouped(connection, "SELECT claim, attribute, value FROM claim_details ORDER BY claim, position")
    rows = _named(
        connection,
        f'SELECT {_CLAIM}, c.kind, c.days, c.within, c.same_as, c.phase, c."when", c.place_name, c.place_country, '
        "c.reasons "
        f"FROM claims c WHERE about = 'event' ORDER BY {_PLACE_IN_READING}",
    )
    return tuple(
        Claim(
            place=_place(row.pop("place_name"), row.pop("place_country")),
            participants=tuple(Participation(*part) for part in parts[row["id"]]),
            details=tuple(Detail(*detail) for detail in details[row["id"]]),
            reasons=tuple(json.loads(row.pop("reasons"))),
            **row,
        )
        for row in rows
    )


def agreement_claims(connection: sqlite3.Connection) -> tuple[AgreementClaim, ...]:
    """Every claim about an agreement, by report and place in it."""
    parties = _grouped(connection, "SELECT claim, actor FROM claim_participants ORDER BY claim, position")
    rows = _named(
        connection,
        f"SELECT {_CLAIM}, a.label, a.stage, a.subjects, a.count, a.event_claim, c.reasons "
        f"FROM claims c JOIN agreement_claims a ON a.claim = c.id ORDER BY {_PLACE_IN_READING}",
    )
    return tuple(
        AgreementClaim(
            parties=_firsts(parties[row["id"]]),
            subjects=tuple(json.loads(row.pop("subjects"))),
            reasons=tuple(json.loads(row.pop("reasons"))),
            **row,
        )
        for row in rows
    )


def event_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The event of each claim that has one; an agreement's claim has the signing it was made at."""
    return dict(connection.execute("SELECT id, event FROM claims WHERE event IS NOT NULL ORDER BY id"))


def agreement_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The agreement of each claim that tells a step of one."""
    return dict(connection.execute("SELECT claim, agreement FROM agreement_stage_claims ORDER BY claim"))


def events(connection: sqlite3.Connection) -> tuple[Event, ...]:
    """Every event, by first day (undated ones last), the containing before the contained."""
    parts = _grouped(connection, "SELECT event, actor, role FROM participants ORDER BY event, position")
    under = _grouped(connection, "SELECT event, claim FROM event_claims ORDER BY event, position")
    linked = _grouped(connection, "SELECT event, claim, joined, score, reasons FROM links ORDER BY event, position")
    history = _grouped(connection, "SELECT event, position, status, asserted FROM history ORDER BY event, position")
    told = _paired(connection, "SELECT event, history, claim FROM history_claims ORDER BY event, history, position")
    disagreements = _disagreements(connection, "event")
    rows = _named(
        connection,
        'SELECT id, kind, label, status, "start", "end", place_name, place_country, part_of, reports, '
        "independent_reports, plover_type, plover_mode, cameo, score FROM events "
        'ORDER BY "start" IS NULL, "start", part_of IS NOT NULL, "end", id',
    )
    return tuple(
        Event(
            place=_place(row.pop("place_name"), row.pop("place_country")),
            participants=tuple(Participation(*part) for part in parts[row["id"]]),
            claims=_firsts(under[row["id"]]),
            history=tuple(
                HistoryEntry(status, asserted, tuple(told[row["id"], number]))
                for number, status, asserted in history[row["id"]]
            ),
            disagreements=tuple(disagreements[row["id"]]),
            links=tuple(
                Link(claim, joined, score, tuple(json.loads(reasons)))
                for claim, joined, score, reasons in linked[row["id"]]
            ),
            **row,
        )
        for row in rows
    )


def quotations(connection: sqlite3.Connection) -> tuple[Quotation, ...]:
    """Every quotation, by report and place in it."""
    rows = connection.execute(
        'SELECT id, report, "start", "end", text, form, speaker, cue, said, event, score FROM quotations '
        'ORDER BY report, "start", "end", id'
    )
    return tuple(Quotation(*row) for row in rows)


def agreements(connection: sqlite3.Connection) -> tuple[Agreement, ...]:
    """Every agreement, by label."""
    parties = _grouped(connection, "SELECT agreement, actor FROM agreement_parties ORDER BY agreement, position")
    subjects = _grouped(connection, "SELECT agreement, subject FROM agreement_subjects ORDER BY agreement, position")
    lived = "SELECT agreement, position, stage, date, status FROM agreement_stages ORDER BY agreement, position"
    stages = _grouped(connection, lived)
    told = _paired(
        connection, "SELECT agreement, stage, claim FROM agreement_stage_claims ORDER BY agreement, stage, position"
    )
    disagreements = _disagreements(connection, "agreement")
    rows = connection.execute("SELECT id, label, count FROM agreements ORDER BY label, id")
    return tuple(
        Agreement(
            id=key,
            label=label,
            parties=_firsts(parties[key]),
            subjects=_firsts(subjects[key]),
            count=count,
            history=tuple(
                AgreementStage(stage, date, status, tuple(told[key, number]))
                for number, stage, date, status in stages[key]
            ),
            disagreements=tuple(disagreements[key]),
        )
        for key, label, count in rows
    )


def _disagreements(connection: sqlite3.Connection, owner: str) -> dict[str, list[Disagreement]]:
    claims_of = _paired(
        connection, "SELECT disagreement, value, claim FROM disagreement_claims ORDER BY disagreement, value, position"
    )
    values = _grouped(
        connection, "SELECT disagreement, position, value FROM disagreement_values ORDER BY disagreement, position"
    )
    found: dict[str, list[Disagreement]] = defaultdict(list)
    rows = connection.execute(
        f"SELECT id, {owner}, attribute, kind FROM disagreements WHERE {owner} IS NOT NULL ORDER BY id"
    )
    for number, key, attribute, kind in rows:
        given = tuple(DisagreementValue(value, tuple(claims_of[number, n])) for n, value in values[number])
        found[key].append(Disagreement(attribute, kind, given))
    return found


def _named(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    """Rows as the model's fields by name."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _grouped(connection: sqlite3.Connection, query: str) -> Rows:
    """Rows by their first column, which is left off."""
    found: Rows = defaultdict(list)
    for key, *rest in connection.execute(query):
        found[key].append(rest)
    return found


def _paired(connection: sqlite3.Connection, query: str) -> dict[tuple[Any, Any], list[str]]:
    found: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for first, second, value in connection.execute(query):
        found[first, second].append(value)
    return found


def _firsts(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(row[0] for row in rows)


def _place(name: str | None, country: str | None) -> Place | None:
    return Place(name, country) if name is not None or country is not None else None
