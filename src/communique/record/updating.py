"""Writing what new reports change, and no more: the other way to settle a record.

Invariant: after `store_renewal` the derived tables hold what storing the findings of all readings would have
put there; only the order of rows that no reader sees may be another.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from communique.events.blocks import Kept, Rows, kept
from communique.events.renewing import Renewal, mark
from communique.events.resolving import Resolved
from communique.model import Actor, Agreement
from communique.record import filing, loading, storing
from communique.record.cataloguing import enter, leave
from communique.record.judging_rows import store_candidates

MUCH = 3
"""Where the new reports are more than one in so many of the old, all is resolved."""
_OF_EVENT = ("participants", "event_claims", "links", "history", "history_claims")
_OF_CLAIM = ("claim_participants", "claim_details", "agreement_claims")
_OF_AGREEMENT = ("agreement_parties", "agreement_subjects", "agreement_stages", "agreement_stage_claims")
_OF_ACTOR = ("actor_names", "offices")


def store_filing(connection: sqlite3.Connection, resolved: Resolved) -> None:
    """File all that was found, so that the next reports can be settled in blocks. Call it inside a transaction."""
    filing.lay_out(connection)
    for table in filing.TABLES:
        connection.execute(f"DELETE FROM {table}")
    bundles, rows = kept(resolved.looked)
    connection.execute("DROP INDEX filed_claim")  # an index is made from all rows faster than row by row
    _store_bundles(connection, bundles, rows)
    filing.lay_out(connection)
    filing.put_all_on_shelf(connection, resolved.shingles)
    _store_spans(connection, resolved.copies.shared)
    marks = {a.id: mark(a, resolved.cast.nameless) for a in resolved.cast.actors}
    _store_marks(connection, resolved.cast.actors, marks)
    stamp(connection)


def stamp(connection: sqlite3.Connection) -> None:
    """Note that the filing belongs to the settling that is being written."""
    connection.execute("INSERT OR REPLACE INTO filing SELECT 1, changes, ? FROM state", (filing.MADE_BY,))


def unready(connection: sqlite3.Connection) -> str | None:
    """Why what is new cannot be settled in blocks; None if it can."""
    if not filing.is_current(connection):
        return "it was never settled in blocks, or by another communique"
    (changes,) = connection.execute("SELECT changes - settled FROM state").fetchone()
    (held,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    (fresh,) = connection.execute(
        "SELECT count(*) FROM readings WHERE report NOT IN (SELECT id FROM reports)"
    ).fetchone()
    if changes != fresh:
        return "readings were replaced, or somebody's word was given"
    if MUCH * fresh > held:
        return "so much is new that resolving everything takes no longer"
    return None


def store_renewal(connection: sqlite3.Connection, renewal: Renewal) -> None:
    """Put what was made again in the place of what stood there. Call it inside a transaction without foreign keys."""
    found = renewal.findings
    gone = _events_of(connection, renewal.claims)
    left = leave(connection, gone | _events_with(connection, renewal.marks))
    _store_actors(connection, found.actors, renewal.marks)
    _store_reports(connection, renewal)
    _forget(connection, renewal, gone)
    storing.store_claims(connection, found)
    _index_claims(connection, [*(c.id for c in found.claims), *(c.id for c in found.agreement_claims)])
    storing.store_events(connection, found.events)
    store_candidates(connection, found.candidates)
    papers = _store_agreements(connection, found.agreements)
    first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM disagreements").fetchone()[0]
    storing.store_disagreements(
        connection,
        [
            *((e.id, None, d) for e in found.events for d in e.disagreements),
            *((None, p.id, d) for p in papers for d in p.disagreements),
        ],
        first,
    )
    enter(connection, left | {e.id for e in found.events})
    _many(connection, "DELETE FROM bundles WHERE claim", renewal.claims)
    _many(connection, "DELETE FROM filed WHERE claim", renewal.claims)
    _store_bundles(connection, renewal.kept, renewal.rows)
    _many(connection, "DELETE FROM shared_paragraphs WHERE report", renewal.spans)
    _store_spans(connection, {i: s for i, s in renewal.copies.shared.items() if i in renewal.spans})


def _many(connection: sqlite3.Connection, statement: str, values: Iterable[Any]) -> None:
    """Carry out a statement that ends with a column for all rows that have one of the values there, at one go.

    Not value by value: where a column has no index, each would be a look through the whole table.
    """
    connection.execute(f"{statement} IN (SELECT value FROM json_each(?))", [json.dumps(sorted(values))])


def _store_bundles(connection: sqlite3.Connection, bundles: Iterable[Kept], rows: Rows) -> None:
    encoder = msgspec.json.Encoder()
    ordered = sorted(bundles, key=lambda one: (one.claim, one.when))
    encoded = ((one.claim, one.when, encoder.encode(one)) for one in ordered)
    connection.executemany("INSERT INTO bundles VALUES (?, ?, ?)", encoded)
    places = sorted(
        (key, bucket, low, high, claim, when)
        for (key, low, high, claim), when in rows.items()
        for bucket in filing.buckets(low, high)
    )
    connection.executemany("INSERT INTO filed VALUES (?, ?, ?, ?, ?, ?)", places)


def _store_spans(connection: sqlite3.Connection, shared: Any) -> None:
    rows = ((report, filing.spans_text(spans)) for report, spans in sorted(shared.items()))
    connection.executemany("INSERT INTO shared_paragraphs VALUES (?, ?)", rows)


def _store_marks(connection: sqlite3.Connection, actors: Iterable[Actor], marks: dict[str, str]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO actor_marks VALUES (?, ?, ?)", ((a.id, marks[a.id], filing.whole(a)) for a in actors)
    )


def _store_actors(connection: sqlite3.Connection, actors: Sequence[Actor], marks: dict[str, str]) -> None:
    """Write the actors of whom anything is known otherwise than before."""
    marked: dict[str, str] = dict(connection.execute("SELECT actor, mark FROM actor_marks"))
    before = dict(connection.execute("SELECT actor, body FROM actor_marks"))
    held = dict(connection.execute("SELECT actor, count(*) FROM actor_members GROUP BY actor"))
    known: dict[str, str] = dict(connection.execute("SELECT member, actor FROM actor_members"))
    now = {a.id for a in actors}
    lost = _members_lost(actors, known, held)
    for gone in sorted(set(before) - now):
        _forget_actor(connection, gone, [*_OF_ACTOR, "actor_members"])
        connection.execute("DELETE FROM actor_marks WHERE actor = ?", (gone,))
    changed = {a.id: a for a in actors if before.get(a.id) != filing.whole(a) or a.id in lost}
    for actor in changed.values():
        _forget_actor(connection, actor.id, _OF_ACTOR)
        new = [m for m in actor.members if known.get(m) != actor.id]
        if actor.id in lost:
            connection.execute("DELETE FROM actor_members WHERE actor = ?", (actor.id,))
            new = list(actor.members)
        (last,) = connection.execute(
            "SELECT coalesce(max(position), -1) FROM actor_members WHERE actor = ?", (actor.id,)
        ).fetchone()
        rows = ((actor.id, last + 1 + n, member) for n, member in enumerate(new))
        connection.executemany("INSERT INTO actor_members VALUES (?, ?, ?)", rows)
    storing.store_actors(connection, list(changed.values()), members=False)
    _store_marks(connection, changed.values(), marks)
    other = ((marks[a.id], a.id) for a in actors if marked.get(a.id) != marks[a.id])
    connection.executemany("UPDATE actor_marks SET mark = ? WHERE actor = ?", other)


def _members_lost(actors: Sequence[Actor], known: dict[str, str], held: dict[str, int]) -> set[str]:
    """The actors that had a mention which is now another's."""
    stayed = {a.id: sum(known.get(m) == a.id for m in a.members) for a in actors}
    return {a for a, count in held.items() if stayed.get(a, count) != count}


def _forget_actor(connection: sqlite3.Connection, actor: str, tables: Iterable[str]) -> None:
    for table in tables:
        connection.execute(f"DELETE FROM {table} WHERE actor = ?", (actor,))
    connection.execute("DELETE FROM actors WHERE id = ?", (actor,))


def _store_reports(connection: sqlite3.Connection, renewal: Renewal) -> None:
    reports = sorted(renewal.reports)
    storing.index_reports(connection, loading.reports(connection, reports), leave=True)
    _many(connection, "DELETE FROM removed WHERE report", reports)
    _many(connection, "DELETE FROM reports WHERE id", reports)
    storing.store_reports(connection, renewal.findings.reports)
    storing.index_reports(connection, renewal.findings.reports)


def _events_of(connection: sqlite3.Connection, claims: Iterable[str]) -> set[str]:
    """The events of these claims, as they stand."""
    asked = "SELECT DISTINCT event FROM claims WHERE event IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    return {event for (event,) in connection.execute(asked, [json.dumps(sorted(claims))])}


def _events_with(connection: sqlite3.Connection, marks: dict[str, str]) -> set[str]:
    """The events of actors of whom something else is known now, such as the name."""
    before = connection.execute("SELECT actor, mark FROM actor_marks")
    other = [actor for actor, known in before if marks.get(actor) != known]
    asked = "SELECT event FROM participants WHERE actor IN (SELECT value FROM json_each(?))"
    return {event for (event,) in connection.execute(asked, [json.dumps(other)])}


def _forget(connection: sqlite3.Connection, renewal: Renewal, events: set[str]) -> None:
    """Take away the claims made again, their events, and what the reports told say of papers and in quotations."""
    claims = set(renewal.claims)
    papers = "SELECT id FROM claims WHERE about = 'agreement' AND report IN (SELECT value FROM json_each(?))"
    claims |= {claim for (claim,) in connection.execute(papers, [json.dumps(sorted(renewal.told))])}
    _many(connection, "DELETE FROM quotations WHERE report", renewal.told)
    _many(
        connection,
        "INSERT INTO claims_fts (claims_fts, rowid, text) SELECT 'delete', number, text FROM claims WHERE id",
        claims,
    )
    _many(connection, "DELETE FROM claims WHERE id", claims)
    for table in _OF_CLAIM:
        _many(connection, f"DELETE FROM {table} WHERE claim", claims)
    _forget_disagreements(connection, "event", events)
    _many(connection, "DELETE FROM candidates WHERE event", events)
    _many(connection, "DELETE FROM events WHERE id", events)
    for table in _OF_EVENT:
        _many(connection, f"DELETE FROM {table} WHERE event", events)


def _forget_disagreements(connection: sqlite3.Connection, owner: str, keys: Iterable[str]) -> None:
    asked = f"SELECT id FROM disagreements WHERE {owner} IN (SELECT value FROM json_each(?))"
    numbers = [number for (number,) in connection.execute(asked, [json.dumps(sorted(keys))])]
    for table in ("disagreement_claims", "disagreement_values"):
        _many(connection, f"DELETE FROM {table} WHERE disagreement", numbers)
    _many(connection, "DELETE FROM disagreements WHERE id", numbers)


def _index_claims(connection: sqlite3.Connection, claims: Iterable[str]) -> None:
    _many(connection, "INSERT INTO claims_fts (rowid, text) SELECT number, text FROM claims WHERE id", set(claims))


def _store_agreements(connection: sqlite3.Connection, agreements: Sequence[Agreement]) -> list[Agreement]:
    """Write the agreements that are not as they were; returns them."""
    before = {a.id: a for a in loading.agreements(connection)}
    now = {a.id: a for a in agreements}
    changed = {i for i in before.keys() | now.keys() if before.get(i) != now.get(i)}
    _forget_disagreements(connection, "agreement", changed & before.keys())
    for table in _OF_AGREEMENT:
        _many(connection, f"DELETE FROM {table} WHERE agreement", changed)
    _many(connection, "DELETE FROM agreements WHERE id", changed)
    new = [now[i] for i in sorted(changed & now.keys())]
    storing.store_agreements(connection, new)
    return new
