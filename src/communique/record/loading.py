"""Reading: rows of the derived tables back into the words of the model.

Invariant: what `storing` wrote comes back equal, in a settled order (events by day, actors by name,
claims by report and place), whatever the order in which it was written. Each function reads all there is, or
`only` what has these ids.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
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
    Passage,
    Place,
    Quotation,
    Removed,
    Report,
)
from communique.record import filing, texts

Rows = dict[Any, list[Any]]


class _Among:
    """The rows that are asked for: all, or those of some ids, as the condition of a query."""

    def __init__(self, connection: sqlite3.Connection, only: Iterable[str] | None) -> None:
        self._connection = connection
        self._all = only is None
        self._given = {"only": "[]" if only is None else json.dumps(list(only))}

    def where(self, column: str, also: str = "") -> str:
        """The WHERE of a query whose ids stand in this column."""
        conditions = [also] if also else []
        if not self._all:
            conditions.append(f"{column} IN (SELECT value FROM json_each(:only))")
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""

    def rows(self, query: str) -> sqlite3.Cursor:
        """The rows of a query made with `where`."""
        return self._connection.execute(query, self._given)

    def named(self, query: str) -> list[dict[str, Any]]:
        """Rows as the model's fields by name."""
        cursor = self.rows(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def grouped(self, query: str) -> Rows:
        """Rows by their first column, which is left off."""
        found: Rows = defaultdict(list)
        for key, *rest in self.rows(query):
            found[key].append(rest)
        return found

    def paired(self, query: str) -> dict[tuple[Any, Any], list[str]]:
        """Third columns by the first two."""
        found: dict[tuple[Any, Any], list[str]] = defaultdict(list)
        for first, second, value in self.rows(query):
            found[first, second].append(value)
        return found


def reports(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[Report, ...]:
    """Every report, by day of publication and id."""
    among = _Among(connection, only)
    removed = among.grouped(
        f'SELECT report, "start", "end", reason FROM removed {among.where("report")} ORDER BY report, position'
    )
    columns = "id, uri, text, title, published, published_basis, publisher, agency, language, url, copy_of"
    rows = among.named(
        f"SELECT {columns}, text_file, text_row FROM reports {among.where('id')} "
        "ORDER BY published IS NULL, published, id"
    )
    return tuple(
        Report(removed=tuple(Removed(*span) for span in removed[row["id"]]), **row)
        for row in texts.with_texts(connection, rows)
    )


def passages(connection: sqlite3.Connection) -> dict[str, tuple[Passage, ...]]:
    """By report, the paragraphs that other reports print too; none where the findings were not made by settling."""
    if not filing.is_current(connection):
        return {}
    rows = connection.execute("SELECT report, spans FROM shared_paragraphs ORDER BY report")
    return {
        report: tuple(Passage(start, end, tuple(sorted(others))) for start, end, others in filing.read_spans(spans))
        for report, spans in rows
    }


def actors(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[Actor, ...]:
    """Every actor: countries, then persons, then organisations, by name."""
    among = _Among(connection, only)
    mine = among.where("actor")
    names = among.grouped(f"SELECT actor, name FROM actor_names {mine} ORDER BY actor, position")
    members = among.grouped(f"SELECT actor, member FROM actor_members {mine} ORDER BY actor, member")
    held = f'SELECT actor, title, country, "start", "end", former FROM offices {mine} ORDER BY actor, position'
    offices = among.grouped(held)
    order = "CASE type WHEN 'country' THEN 0 WHEN 'person' THEN 1 ELSE 2 END, name, id"
    rows = among.named(f"SELECT id, type, name, country, wikidata FROM actors {among.where('id')} ORDER BY {order}")
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


def claims(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[Claim, ...]:
    """Every claim about an event, by report and place in it."""
    among = _Among(connection, only)
    mine = among.where("claim")
    parts = among.grouped(f"SELECT claim, actor, role FROM claim_participants {mine} ORDER BY claim, position")
    details = among.grouped(f"SELECT claim, attribute, value FROM claim_details {mine} ORDER BY claim, position")
    about = "c.about = 'event'"
    rows = among.named(
        f'SELECT {_CLAIM}, c.kind, c.days, c.within, c.same_as, c.phase, c."when", c.place_name, c.place_country, '
        f"c.reasons FROM claims c {among.where('c.id', about)} ORDER BY {_PLACE_IN_READING}"
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


def agreement_claims(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[AgreementClaim, ...]:
    """Every claim about an agreement, by report and place in it."""
    among = _Among(connection, only)
    parties = among.grouped(
        f"SELECT claim, actor FROM claim_participants {among.where('claim')} ORDER BY claim, position"
    )
    rows = among.named(
        f"SELECT {_CLAIM}, a.label, a.stage, a.subjects, a.count, a.event_claim, c.reasons "
        f"FROM claims c JOIN agreement_claims a ON a.claim = c.id {among.where('c.id')} ORDER BY {_PLACE_IN_READING}"
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


def events(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[Event, ...]:
    """Every event, by first day (undated ones last), the containing before the contained."""
    among = _Among(connection, only)
    mine = among.where("event")
    parts = among.grouped(f"SELECT event, actor, role FROM participants {mine} ORDER BY event, position")
    under = among.grouped(f"SELECT event, claim FROM event_claims {mine} ORDER BY event, position")
    linked = among.grouped(f"SELECT event, claim, joined, score, reasons FROM links {mine} ORDER BY event, position")
    history = among.grouped(f"SELECT event, position, status, asserted FROM history {mine} ORDER BY event, position")
    told = among.paired(f"SELECT event, history, claim FROM history_claims {mine} ORDER BY event, history, position")
    disagreements = _disagreements(among, "event")
    rows = among.named(
        'SELECT id, kind, label, status, "start", "end", place_name, place_country, part_of, reports, '
        f"independent_reports, plover_type, plover_mode, cameo, score FROM events {among.where('id')} "
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


def quotations(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[Quotation, ...]:
    """Every quotation, by report and place in it."""
    among = _Among(connection, only)
    rows = among.rows(
        'SELECT id, report, "start", "end", text, form, speaker, cue, said, event, score FROM quotations '
        f'{among.where("id")} ORDER BY report, "start", "end", id'
    )
    return tuple(Quotation(*row) for row in rows)


def agreements(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> tuple[Agreement, ...]:
    """Every agreement, by label."""
    among = _Among(connection, only)
    mine = among.where("agreement")
    parties = among.grouped(f"SELECT agreement, actor FROM agreement_parties {mine} ORDER BY agreement, position")
    subjects = among.grouped(f"SELECT agreement, subject FROM agreement_subjects {mine} ORDER BY agreement, position")
    stages = among.grouped(
        f"SELECT agreement, position, stage, date, status FROM agreement_stages {mine} ORDER BY agreement, position"
    )
    told = among.paired(
        f"SELECT agreement, stage, claim FROM agreement_stage_claims {mine} ORDER BY agreement, stage, position"
    )
    disagreements = _disagreements(among, "agreement")
    rows = among.rows(f"SELECT id, label, count FROM agreements {among.where('id')} ORDER BY label, id")
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


def _disagreements(among: _Among, owner: str) -> dict[str, list[Disagreement]]:
    mine = among.where(owner, f"{owner} IS NOT NULL")
    these = f"WHERE disagreement IN (SELECT id FROM disagreements {mine})"
    claims_of = among.paired(
        f"SELECT disagreement, value, claim FROM disagreement_claims {these} ORDER BY disagreement, value, position"
    )
    values = among.grouped(
        f"SELECT disagreement, position, value FROM disagreement_values {these} ORDER BY disagreement, position"
    )
    found: dict[str, list[Disagreement]] = defaultdict(list)
    for number, key, attribute, kind in among.rows(
        f"SELECT id, {owner}, attribute, kind FROM disagreements {mine} ORDER BY id"
    ):
        given = tuple(DisagreementValue(value, tuple(claims_of[number, n])) for n, value in values[number])
        found[key].append(Disagreement(attribute, kind, given))
    return found


def _firsts(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(row[0] for row in rows)


def _place(name: str | None, country: str | None) -> Place | None:
    return Place(name, country) if name is not None or country is not None else None
