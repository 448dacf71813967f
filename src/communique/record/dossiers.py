"""What is asked of a person, a state or two states: whom they met, where they went, what they agreed on.

Invariant: each figure is a count of events that the list of the same choice holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from communique.model import Agreement, Quotation
from communique.record import loading
from communique.record.catalogue import Look
from communique.record.choosing import Choice

Type = Literal["person", "country"]


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two who met, and how often: ids of persons, or ISO 3166-1 alpha-3 codes of states."""

    one: str
    other: str
    events: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A place that was visited, as reports name it, and how often."""

    name: str | None
    country: str | None
    visits: int


def encounters(
    look: Look, of_type: Type, choice: Choice, limit: int, of: Iterable[str] = (), among: Iterable[str] | None = None
) -> tuple[Encounter, ...]:
    """Who met whom at the events chosen, the most frequent first; `of`: one of the two is one of these.

    `among`: both are. What was called off or denied is no encounter.
    """
    where, given = choice.where()
    wanted, asked = list(of), ""
    if wanted:
        asked += " AND (x.one IN (SELECT value FROM json_each(?)) OR x.other IN (SELECT value FROM json_each(?)))"
        given += [json.dumps(wanted)] * 2
    if among is not None:
        asked += " AND x.one IN (SELECT value FROM json_each(?)) AND x.other IN (SELECT value FROM json_each(?))"
        given += [json.dumps(list(among))] * 2
    rows = look.connection.execute(
        "SELECT x.one, x.other, count(*) FROM encounters x JOIN timeline t ON t.number = x.number "
        f"WHERE {where} AND t.status NOT IN ('cancelled', 'denied') {asked} AND x.type = ? "
        "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?",
        [*given, of_type, limit],
    )
    return tuple(Encounter(*row) for row in rows)


def stays(look: Look, choice: Choice) -> tuple[Stay, ...]:
    """Where the visits chosen led, the most frequent first; those without a place are left out."""
    where, given = choice.where()
    rows = look.connection.execute(
        "SELECT e.place_name, e.place_country, count(*) FROM timeline t JOIN events e ON e.id = t.event "
        f"WHERE {where} AND t.kind = 'visit' AND (e.place_country IS NOT NULL OR e.place_name IS NOT NULL) "
        "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        given,
    )
    return tuple(Stay(*row) for row in rows)


def agreements_between(look: Look, states: Iterable[str], limit: int) -> tuple[tuple[Agreement, ...], int]:
    """Papers to which all these states (or their people and bodies) are parties, the latest first; and how many."""
    given = list(states)
    one = "SELECT p.agreement FROM agreement_parties p JOIN actors a ON a.id = p.actor WHERE a.country = ?"
    asked = " INTERSECT ".join([one] * len(given))
    keys = [row[0] for row in look.connection.execute(
        f"SELECT k.agreement, max(s.date) AS latest FROM ({asked}) k "
        "LEFT JOIN agreement_stages s ON s.agreement = k.agreement GROUP BY 1 ORDER BY latest IS NULL, latest DESC, 1",
        given,
    )]  # fmt: skip
    held = {paper.id: paper for paper in look.agreements(keys[:limit])}
    return tuple(held[key] for key in keys[:limit]), len(keys)


def quotations_of(look: Look, speaker: str, limit: int) -> tuple[tuple[Quotation, ...], int]:
    """What somebody said, the latest first, and how many such there are."""
    total = look.connection.execute("SELECT count(*) FROM quotations WHERE speaker = ?", (speaker,)).fetchone()[0]
    keys = [row[0] for row in look.connection.execute(
        "SELECT id FROM quotations WHERE speaker = ? ORDER BY said IS NULL, said DESC, score DESC, id LIMIT ?",
        (speaker, limit),
    )]  # fmt: skip
    held = {quotation.id: quotation for quotation in loading.quotations(look.connection, keys)}
    return tuple(held[key] for key in keys), total
