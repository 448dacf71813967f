"""What a person should look at, in queues, the most telling first.

Invariant: what somebody has judged, in force, is in no queue that asks the same again; a judgement that is retired
brings it back to its place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from communique.model import Judgement
from communique.record import judging_rows
from communique.record.catalogue import Look

LOW = 0.6
"""An event with a score below this is doubtful: each of its claims was read with little certainty."""

QUEUES = ("same", "two", "disputed", "low", "undated")
"""Likely one event, likely two, values that contradict one another, low score, no day."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge. In `same` there are two events; in `two` one, and the claims (`part`) that may be another.

    `claims` are the two claims compared, `score` how like they are, `reasons` what speaks for one event and `against`
    what spoke against it; in the other queues only `id` (the event's) and `score` are told.
    """

    id: str
    events: tuple[str, ...]
    score: float
    claims: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    against: str | None = None
    part: tuple[str, ...] = ()


_JUDGED_EVENTS = """
SELECT c.event FROM judgements j JOIN judgement_sides s ON s.judgement = j.number JOIN claims c ON c.id = s.thing
WHERE j.retired_at IS NULL AND c.event IS NOT NULL AND (j.verb = 'reject' OR (j.verb = 'confirm' AND
  NOT EXISTS (SELECT 1 FROM judgement_sides o WHERE o.judgement = j.number AND o.side > 0)))
"""

_CANDIDATES = """
FROM candidates c WHERE c.joined = {joined} AND NOT EXISTS (
  SELECT 1 FROM judgement_sides a JOIN judgement_sides b ON b.judgement = a.judgement
  JOIN judgements j ON j.number = a.judgement
  WHERE a.thing = c.claim AND b.thing = c.other_claim AND j.retired_at IS NULL
) AND NOT EXISTS (
  SELECT 1 FROM judgement_sides a JOIN judgements j ON j.number = a.judgement
  WHERE a.thing IN (c.claim, c.other_claim) AND j.verb = 'reject' AND j.retired_at IS NULL
)
"""

_EVENTS = f"FROM timeline t WHERE {{asked}} AND t.event NOT IN ({_JUDGED_EVENTS})"

_FROM = {
    "same": (_CANDIDATES.format(joined=0), "c.score DESC, c.id"),
    "two": (_CANDIDATES.format(joined=1), "c.score, c.id"),
    "disputed": (_EVENTS.format(asked="t.disputed = 1"), "t.independent DESC, t.number"),
    "low": (_EVENTS.format(asked=f"t.score < {LOW}"), "t.score, t.number"),
    "undated": (_EVENTS.format(asked="t.first IS NULL"), "t.independent DESC, t.number"),
}


def lengths(look: Look) -> dict[str, int]:
    """How many things each queue holds."""
    return {queue: _all(look, f"SELECT count(*) {_FROM[queue][0]}")[0][0] for queue in QUEUES}


def item(look: Look, queue: str, skip: int = 0) -> Item | None:
    """The thing in this place of a queue (0 is the first), or None. Raises KeyError if there is no such queue."""
    return next(iter(_items(look, queue, "", [], skip)), None)


def item_by_id(look: Look, queue: str, key: str) -> Item | None:
    """A thing of a queue by its id; None if it is not, or no longer, there. Raises KeyError as `item`."""
    column = "c.id" if queue in ("same", "two") else "t.event"
    return next(iter(_items(look, queue, f"AND {column} = ?", [key], 0)), None)


def place(look: Look, queue: str, judgement: Judgement) -> int | None:
    """Where in a queue the thing stands that this judgement was about; None if it is not there."""
    things = {thing for side in judgement.sides for thing in side}
    source, order = _FROM[queue]
    if queue in ("same", "two"):
        rows = _all(look, f"SELECT c.claim, c.other_claim {source} ORDER BY {order}")
        return next((n for n, row in enumerate(rows) if things.issuperset(row)), None)
    told = "SELECT event FROM claims WHERE event IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    about = {row[0] for row in _all(look, told, json.dumps(sorted(things)))}
    rows = _all(look, f"SELECT t.event {source} ORDER BY {order}")
    return next((n for n, row in enumerate(rows) if row[0] in about), None)


def judgements_by(look: Look, name: str, limit: int) -> tuple[Judgement, ...]:
    """What somebody decided and did not take back, the latest first."""
    found = [one for one in judging_rows.judgements(look.connection) if one.by == name and one.in_force]
    return tuple(reversed(found))[:limit]


def _items(look: Look, queue: str, also: str, given: list[object], skip: int) -> list[Item]:
    source, order = _FROM[queue]
    if queue in ("same", "two"):
        columns = "c.id, c.event, c.other_event, c.claim, c.other_claim, c.score, c.reasons, c.against, c.part"
        rows = _all(look, f"SELECT {columns} {source} {also} ORDER BY {order} LIMIT 1 OFFSET ?", *given, skip)
        return [
            Item(
                id=key,
                events=(event,) if other is None else (event, other),
                score=score,
                claims=(claim, compared),
                reasons=tuple(json.loads(reasons)),
                against=against,
                part=tuple(json.loads(part)),
            )
            for key, event, other, claim, compared, score, reasons, against, part in rows
        ]
    rows = _all(look, f"SELECT t.event, t.score {source} {also} ORDER BY {order} LIMIT 1 OFFSET ?", *given, skip)
    return [Item(id=event, events=(event,), score=score) for event, score in rows]


def _all(look: Look, query: str, *given: object) -> list[Any]:
    return look.connection.execute(query, given).fetchall()
