"""Rows of what a person decided, of ids that were shown, and of what a person should look at.

Invariant: no row of a judgement or of a shown id is ever deleted; a judgement comes back equal.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from communique.model import Agreement, Candidate, Findings, Given, Judgement, KnownPerson

_FIELDS = 'number, id, verb, about, targets, value, "by", at, why, retired_at, retired_by, retired_why'


def now() -> str:
    """This second, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Every judgement, in the order in which they were made."""
    sides: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    listed = "SELECT judgement, side, thing FROM judgement_sides ORDER BY judgement, side, position"
    for number, side, thing in connection.execute(listed):
        sides[number][side].append(thing)
    rows = connection.execute(f"SELECT {_FIELDS} FROM judgements ORDER BY number")
    return tuple(
        Judgement(
            id=key,
            verb=verb,
            about=about,
            targets=tuple(json.loads(targets)),
            sides=tuple(tuple(sides[number][side]) for side in sorted(sides[number])),
            by=by,
            at=at,
            value=value,
            why=why,
            retired_at=retired_at,
            retired_by=retired_by,
            retired_why=retired_why,
        )
        for number, key, verb, about, targets, value, by, at, why, retired_at, retired_by, retired_why in rows
    )


def store_judgement(connection: sqlite3.Connection, made: Judgement) -> Judgement:
    """Keep a new judgement under the next number, which gives it its id. Call it inside a transaction."""
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM judgements").fetchone()[0]
    key = made.id or f"judgement-{number}"
    connection.execute(
        f"INSERT INTO judgements ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, key, made.verb, made.about, json.dumps(made.targets, ensure_ascii=False), made.value, made.by,
            made.at, made.why, made.retired_at, made.retired_by, made.retired_why,
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO judgement_sides VALUES (?, ?, ?, ?)",
        ((number, n, m, thing) for n, side in enumerate(made.sides) for m, thing in enumerate(side)),
    )
    connection.execute("UPDATE state SET changes = changes + 1")
    (kept,) = (one for one in judgements(connection) if one.id == key)
    return kept


def retire_judgement(connection: sqlite3.Connection, key: str, at: str, by: str, why: str | None) -> None:
    """Note that a judgement asks nothing any more. Call it inside a transaction."""
    connection.execute(
        "UPDATE judgements SET retired_at = ?, retired_by = ?, retired_why = ? WHERE id = ?", (at, by, why, key)
    )
    connection.execute("UPDATE state SET changes = changes + 1")


def known_people(connection: sqlite3.Connection) -> tuple[KnownPerson, ...]:
    """The persons of the user's own table, in its order."""
    rows = connection.execute("SELECT name, names, wikidata, country, office FROM known_people ORDER BY number")
    return tuple(
        KnownPerson(name, tuple(json.loads(names)), wikidata, country, office)
        for name, names, wikidata, country, office in rows
    )


def store_known_people(connection: sqlite3.Connection, people: Sequence[KnownPerson]) -> None:
    """Put these in the place of the known persons, if they are others. Call it inside a transaction."""
    if tuple(people) == known_people(connection):
        return
    connection.execute("DELETE FROM known_people")
    connection.executemany(
        "INSERT INTO known_people VALUES (?, ?, ?, ?, ?, ?)",
        (
            (n, p.name, json.dumps(p.names, ensure_ascii=False), p.wikidata, p.country, p.office)
            for n, p in enumerate(people)
        ),
    )
    connection.execute("UPDATE state SET changes = changes + 1")


def founders(connection: sqlite3.Connection) -> dict[str, int]:
    """What shown ids were made from, each with the settling that first showed it."""
    return dict(connection.execute("SELECT founder, min(settling) FROM shown_ids GROUP BY founder"))


def given(connection: sqlite3.Connection) -> Given:
    """All that findings are made with beside the readings."""
    return Given(judgements(connection), founders(connection), known_people(connection))


def remember_ids(connection: sqlite3.Connection, findings: Findings) -> None:
    """Note the ids that are shown for the first time, each with what it was made from."""
    old = {key for (key,) in connection.execute("SELECT id FROM shown_ids")}
    new = [
        *((e.id, _founder(e.id, e.claims)) for e in findings.events if e.id not in old),
        *((a.id, _founder(a.id, a.members)) for a in findings.actors if a.id not in old),
        *((p.id, _founder_of_paper(p)) for p in findings.agreements if p.id not in old),
    ]
    (settling,) = connection.execute("SELECT changes FROM state").fetchone()
    since = now()
    connection.executemany(
        "INSERT OR IGNORE INTO shown_ids VALUES (?, ?, ?, ?)",
        ((key, founder, settling, since) for key, founder in new if founder is not None),
    )


def _founder(key: str, things: Iterable[str]) -> str | None:
    """Which of these gave the id; None for an id that is not made from one of them, as a state's."""
    from communique.events.actors import short_hash

    digest = key.rpartition("-")[2]
    return next((thing for thing in things if short_hash(thing) == digest), None)


def _founder_of_paper(paper: Agreement) -> str | None:
    from communique.events.agreements import paper_id

    told = (claim for stage in paper.history for claim in stage.claims)
    return next((claim for claim in told if paper_id(claim) == paper.id), None)


def store_candidates(connection: sqlite3.Connection, candidates: Sequence[Candidate]) -> None:
    """Keep what a person should look at. Call it inside a transaction, with the table empty."""
    connection.executemany(
        "INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                c.id, int(c.joined), c.events[0], c.events[1] if len(c.events) > 1 else None, *c.claims, c.score,
                json.dumps(c.reasons, ensure_ascii=False), c.against, json.dumps(c.part),
            )
            for c in candidates
        ),
    )  # fmt: skip


def candidates(connection: sqlite3.Connection) -> tuple[Candidate, ...]:
    """What a person should look at: pairs left apart, the likest first; then weak links, the weakest first."""
    rows = connection.execute(
        "SELECT id, joined, event, other_event, claim, other_claim, score, reasons, against, part FROM candidates "
        "ORDER BY joined, CASE joined WHEN 1 THEN score ELSE -score END, id"
    )
    return tuple(
        Candidate(
            id=key,
            joined=bool(joined),
            events=(event,) if other is None else (event, other),
            claims=(claim, compared),
            score=score,
            reasons=tuple(json.loads(reasons)),
            against=against,
            part=tuple(json.loads(part)),
        )
        for key, joined, event, other, claim, compared, score, reasons, against, part in rows
    )
