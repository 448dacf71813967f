"""Who is in the record: lists of persons, states and bodies with how much there is of each.

Invariant: an actor's number is that of the events it takes part in; a state's counts those of its people too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from communique.record.catalogue import Look

Sort = Literal["events", "name"]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor as a list shows it."""

    id: str
    type: str
    name: str
    country: str | None
    office: str | None
    events: int


_COLUMNS = (
    "a.id, a.type, a.name, a.country, "
    "(SELECT o.title FROM offices o WHERE o.actor = a.id ORDER BY o.former, o.position LIMIT 1)"
)


def people(
    look: Look, *, name: str = "", country: str | None = None, of_type: str | None = None, limit: int, skip: int = 0
) -> tuple[tuple[Known, ...], int]:
    """Persons and bodies, those in most events first, and how many there are; `name` is a part of a name of theirs."""
    where, given = ["a.type <> 'country'"], list[str]()
    if name.strip():
        where.append("a.id IN (SELECT actor FROM actor_names WHERE name LIKE ? ESCAPE '\\') ")
        given.append(f"%{_escaped(name)}%")
    if country:
        where.append("a.country = ?")
        given.append(country)
    if of_type:
        where.append("a.type = ?")
        given.append(of_type)
    conditions = " AND ".join(where)
    total = look.connection.execute(f"SELECT count(*) FROM actors a WHERE {conditions}", given).fetchone()[0]
    rows = look.connection.execute(
        f"SELECT {_COLUMNS}, coalesce(n.events, 0) FROM actors a "
        "LEFT JOIN (SELECT actor, count(*) AS events FROM event_actors GROUP BY actor) n ON n.actor = a.id "
        f"WHERE {conditions} ORDER BY n.events IS NULL, n.events DESC, a.name, a.id LIMIT ? OFFSET ?",
        [*given, limit, skip],
    )
    return tuple(Known(*row) for row in rows), total


def states(look: Look) -> tuple[tuple[str, int], ...]:
    """Every state that is in an event, by its ISO 3166-1 alpha-3 code, with the number of its events, most first."""
    rows = look.connection.execute("SELECT country, count(*) FROM event_states GROUP BY country ORDER BY 2 DESC, 1")
    return tuple(rows.fetchall())


def best_known(look: Look, text: str) -> Known | None:
    """The person or body with this id, or with this name; of several the one in most events."""
    row = look.connection.execute(
        f"SELECT {_COLUMNS}, 0 FROM actors a WHERE a.id = ? AND a.type <> 'country'", (text,)
    ).fetchone()
    if row:
        return Known(*row)
    row = look.connection.execute(
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM event_actors n WHERE n.actor = a.id) AS events FROM actors a "
        "WHERE a.type <> 'country' AND a.id IN (SELECT actor FROM actor_names WHERE name = ? COLLATE NOCASE "
        "UNION SELECT id FROM actors WHERE name = ? COLLATE NOCASE) ORDER BY events DESC, a.id LIMIT 1",
        (text, text),
    ).fetchone()
    if row:
        return Known(*row)
    found, _ = people(look, name=text, limit=1)
    return found[0] if found else None


def state_actor(look: Look, country: str) -> str | None:
    """The id of the actor that is this state."""
    row = look.connection.execute("SELECT id FROM actors WHERE country = ? AND type = 'country'", (country,)).fetchone()
    return row[0] if row else None


def _escaped(name: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", name.strip())
