"""Where a thing is now whose id was shown once: every id leads to what holds the claim it was made from.

Invariant: an id is followed through the one claim (of an actor: the one mention) that it was made from,
never by likeness; so it is found in any record that holds that claim and still believes it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

_MADE_FROM_A_CLAIM = re.compile(r".{1,60}-[0-9a-f]{12,16}")

_NOW = {
    "event": "SELECT event FROM claims WHERE id = ? AND about = 'event'",
    "actor": "SELECT actor FROM actor_members WHERE member = ?",
    "agreement": "SELECT agreement FROM agreement_stage_claims WHERE claim = ?",
}
_ALL = {
    "event": "SELECT id FROM claims WHERE about = 'event'",
    "actor": "SELECT member FROM actor_members",
    "agreement": "SELECT claim FROM agreement_stage_claims",
}


def moved(connection: sqlite3.Connection, what: str, key: str) -> str | None:
    """The id today of the event, actor or agreement that once had this id; None if it never was one, or is none now.

    An id that another record showed is followed as well: the claims are looked through for the one it was
    made from.
    """
    if what not in _NOW or not _MADE_FROM_A_CLAIM.fullmatch(key):
        return None
    row = connection.execute("SELECT founder FROM shown_ids WHERE id = ?", (key,)).fetchone()
    founder = row[0] if row else _founder(connection, what, key)
    if founder is None:
        return None
    now = connection.execute(_NOW[what], (founder,)).fetchone()
    return now[0] if now else None


def gone(connection: sqlite3.Connection, key: str) -> str | None:
    """For an id that was shown and leads nowhere now: the claim or mention it was made from."""
    row = connection.execute("SELECT founder FROM shown_ids WHERE id = ?", (key,)).fetchone()
    return row[0] if row else None


def _founder(connection: sqlite3.Connection, what: str, key: str) -> str | None:
    from communique.events.actors import short_hash
    from communique.events.agreements import paper_id

    digest = key.rpartition("-")[2]
    fits: Callable[[str], bool] = (
        (lambda thing: paper_id(thing) == key) if what == "agreement" else (lambda thing: short_hash(thing) == digest)
    )
    return next((thing for (thing,) in connection.execute(_ALL[what]) if fits(thing)), None)
