"""Writing: one reading at a time, and all findings at once.

Invariant: after any transaction here, every derived table holds exactly what one `Findings` held, and
no table names something that another does not hold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.model import Actor, Agreement, AgreementClaim, Claim, Disagreement, Event, Findings, Report
from communique.record import texts
from communique.record.cataloguing import entering_all, make_catalogue
from communique.record.judging_rows import store_candidates

Row = tuple[Any, ...]

DERIVED = (
    "candidates",
    "agreement_claims",
    "agreement_stage_claims",
    "agreement_stages",
    "agreement_subjects",
    "agreement_parties",
    "quotations",
    "disagreement_claims",
    "disagreement_values",
    "disagreements",
    "history_claims",
    "history",
    "links",
    "event_claims",
    "claim_details",
    "claim_participants",
    "claims",
    "participants",
    "agreements",
    "events",
    "offices",
    "actor_members",
    "actor_names",
    "actors",
    "removed",
    "reports",
)
"""The tables that are made again at each settling, those that name others before those that are named."""


def store_findings(connection: sqlite3.Connection, findings: Findings) -> None:
    """Put these findings in the place of all that stood in the derived tables. Call it inside a transaction."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    store_reports(connection, findings.reports)
    store_actors(connection, findings.actors)
    store_claims(connection, findings)
    store_events(connection, findings.events)
    store_agreements(connection, findings.agreements)
    disagreeing: Iterable[tuple[str | None, str | None, Disagreement]] = (
        *((event.id, None, d) for event in findings.events for d in event.disagreements),
        *((None, paper.id, d) for paper in findings.agreements for d in paper.disagreements),
    )
    store_disagreements(connection, disagreeing)
    store_candidates(connection, findings.candidates)
    connection.execute("INSERT INTO reports_fts (reports_fts) VALUES ('delete-all')")
    with entering_all(connection, "reports_fts"):
        index_reports(connection, findings.reports)
    with entering_all(connection, "claims_fts"):
        connection.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
    make_catalogue(connection, findings)


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    first = next(iterator := iter(rows), None)
    if first is None:
        return
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"
    connection.execute(statement, first)
    connection.executemany(statement, iterator)


def _numbered(owner: str, values: Sequence[Any]) -> Iterator[Row]:
    return ((owner, position, value) for position, value in enumerate(values))


def store_reports(connection: sqlite3.Connection, reports: Sequence[Report]) -> None:
    """Add reports; the text of one whose reading stands in a file stays there."""
    placed = texts.places(connection, (r.id for r in reports))
    _fill(
        connection,
        "reports",
        (
            (
                None, r.id, r.uri, r.title, *placed.get(r.id, (None, None)), None if r.id in placed else r.text,
                r.published, r.published_basis, r.publisher, r.agency, r.language, r.url, r.copy_of,
            )
            for r in sorted(reports, key=lambda report: (report.published or "", report.id))
        ),
    )  # fmt: skip
    _fill(
        connection,
        "removed",
        ((r.id, n, span.start, span.end, span.reason) for r in reports for n, span in enumerate(r.removed)),
    )


def index_reports(connection: sqlite3.Connection, reports: Iterable[Report], *, leave: bool = False) -> None:
    """Enter reports that stand there into the index of their words; or let them `leave` it, told as they entered."""
    held = {r.id: r for r in reports}
    numbers = connection.execute(
        "SELECT number, id FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(list(held)),),
    ).fetchall()
    rows = ((number, held[key].title, held[key].text) for number, key in numbers)
    columns, values = ("reports_fts, rowid", "'delete', ?") if leave else ("rowid", "?")
    connection.executemany(f"INSERT INTO reports_fts ({columns}, title, text) VALUES ({values}, ?, ?)", rows)


def store_actors(connection: sqlite3.Connection, actors: Sequence[Actor], *, members: bool = True) -> None:
    """Add actors, with or without the list of their mentions."""
    _fill(connection, "actors", ((a.id, a.type, a.name, a.country, a.wikidata) for a in actors))
    _fill(connection, "actor_names", (row for a in actors for row in _numbered(a.id, a.names)))
    if members:
        _fill(connection, "actor_members", (row for a in actors for row in _numbered(a.id, a.members)))
    _fill(
        connection,
        "offices",
        (
            (a.id, n, office.title, office.country, office.start, office.end, int(office.former))
            for a in actors
            for n, office in enumerate(a.offices)
        ),
    )


def store_claims(connection: sqlite3.Connection, findings: Findings) -> None:
    """Add the claims and quotations of some findings."""
    papers = findings.agreement_claims
    rows = [_claim_row(claim, findings.event_of.get(claim.id)) for claim in findings.claims]
    rows += [_paper_row(claim, _signing(claim, findings.event_of)) for claim in papers]
    _fill(connection, "claims", sorted(rows, key=lambda row: (row[2], row[3], row[4], row[1])))
    _fill(
        connection,
        "claim_participants",
        ((c.id, n, part.actor, part.role) for c in findings.claims for n, part in enumerate(c.participants)),
    )
    _fill(
        connection,
        "claim_participants",
        ((c.id, n, party, "signatory") for c in papers for n, party in enumerate(c.parties)),
    )
    _fill(
        connection,
        "claim_details",
        ((c.id, n, detail.attribute, detail.value) for c in findings.claims for n, detail in enumerate(c.details)),
    )
    _fill(
        connection,
        "agreement_claims",
        ((c.id, c.label, c.stage, c.count, _json(c.subjects), c.event_claim) for c in papers),
    )
    _fill(
        connection,
        "quotations",
        (
            (q.id, q.report, q.start, q.end, q.text, q.form, q.speaker, q.cue, q.said, q.occasion, q.score)
            for q in findings.quotations
        ),
    )


def _signing(claim: AgreementClaim, event_of: dict[str, str]) -> str | None:
    """The event of the signing that an agreement's claim was made at, if it names one."""
    return event_of.get(claim.id) or (event_of.get(claim.event_claim) if claim.event_claim else None)


def _claim_row(c: Claim, event: str | None) -> Row:
    place = (c.place.name, c.place.country) if c.place else (None, None)
    return (
        None, c.id, c.report, c.start, c.end, c.text, "event", c.kind, event, c.status, c.date, c.days, *place,
        c.said_by, c.within, c.same_as, c.phase, c.when, c.cue_start, c.cue_end, c.score, _json(c.reasons),
    )  # fmt: skip


def _paper_row(c: AgreementClaim, event: str | None) -> Row:
    return (
        None, c.id, c.report, c.start, c.end, c.text, "agreement", None, event, c.status, c.date, None, None, None,
        c.said_by, None, None, None, None, c.cue_start, c.cue_end, c.score, _json(c.reasons),
    )  # fmt: skip


def store_events(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Add events, without what they disagree on; in the order of their ids, in which tables are fastest to fill."""
    events = sorted(events, key=lambda e: e.id)
    _fill(
        connection,
        "events",
        (
            (
                e.id, e.kind, e.label, e.status, e.start, e.end, e.place.name if e.place else None,
                e.place.country if e.place else None, e.part_of, e.reports, e.independent_reports, e.plover_type,
                e.plover_mode, e.cameo, e.score,
            )
            for e in events
        ),
    )  # fmt: skip
    _fill(
        connection,
        "participants",
        ((e.id, n, part.actor, part.role) for e in events for n, part in enumerate(e.participants)),
    )
    _fill(connection, "event_claims", (row for e in events for row in _numbered(e.id, e.claims)))
    _fill(
        connection,
        "links",
        (
            (e.id, n, link.claim, link.joined, link.score, _json(link.reasons))
            for e in events
            for n, link in enumerate(e.links)
        ),
    )
    _fill(
        connection,
        "history",
        ((e.id, n, entry.status, entry.asserted) for e in events for n, entry in enumerate(e.history)),
    )
    _fill(
        connection,
        "history_claims",
        (
            (e.id, n, m, claim)
            for e in events
            for n, entry in enumerate(e.history)
            for m, claim in enumerate(entry.claims)
        ),
    )


def store_agreements(connection: sqlite3.Connection, agreements: Sequence[Agreement]) -> None:
    """Add agreements, without what they disagree on."""
    _fill(connection, "agreements", ((a.id, a.label, a.count) for a in agreements))
    _fill(connection, "agreement_parties", (row for a in agreements for row in _numbered(a.id, a.parties)))
    _fill(connection, "agreement_subjects", (row for a in agreements for row in _numbered(a.id, a.subjects)))
    _fill(
        connection,
        "agreement_stages",
        ((a.id, n, stage.stage, stage.date, stage.status) for a in agreements for n, stage in enumerate(a.history)),
    )
    _fill(
        connection,
        "agreement_stage_claims",
        (
            (a.id, n, m, claim)
            for a in agreements
            for n, stage in enumerate(a.history)
            for m, claim in enumerate(stage.claims)
        ),
    )


def store_disagreements(
    connection: sqlite3.Connection, disagreeing: Iterable[tuple[str | None, str | None, Disagreement]], first: int = 1
) -> None:
    """Add what events (by id) or agreements (by id) disagree on, numbered from `first`."""
    for number, (event, agreement, one) in enumerate(disagreeing, first):
        _fill(connection, "disagreements", [(number, event, agreement, one.attribute, one.kind)])
        _fill(connection, "disagreement_values", ((number, n, value.value) for n, value in enumerate(one.values)))
        _fill(
            connection,
            "disagreement_claims",
            ((number, n, m, claim) for n, value in enumerate(one.values) for m, claim in enumerate(value.claims)),
        )


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
