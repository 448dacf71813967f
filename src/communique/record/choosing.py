"""Which events are asked for: the conditions that a list, a count or a chart have in common.

Invariant: a choice becomes SQL with placeholders only; nothing that a person typed stands in the SQL itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from communique.events.windows import window
from communique.record.cataloguing import MET

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Choice:
    """Events that fulfil all of these; what is None, empty or False asks nothing.

    `since`, `until` are days (YYYY-MM-DD), both included: events of which a day may lie there. `states` (ISO 3166-1
    alpha-3) must all be in the event; so must `actor` and `other`, by id. `guest` is an actor on a visit, as visitor
    or delegate; `place` the state where it took place, `town` the place's name. `met`: a visit, meeting, talks or
    call. `open`: planned or possible. `reports` is the least number of independent reports.
    """

    since: str | None = None
    until: str | None = None
    kind: str | None = None
    status: str | None = None
    states: tuple[str, ...] = ()
    actor: str | None = None
    other: str | None = None
    guest: str | None = None
    place: str | None = None
    town: str | None = None
    met: bool = False
    open: bool = False
    outlet: str | None = None
    year: str | None = None
    reports: int = 0
    disputed: bool = False
    undated: bool = False
    words: str = ""

    @property
    def query(self) -> str:
        """The words as the index takes them: all of them, each as it stands, none an operator."""
        return " ".join(f'"{word}"' for word in _WORDS.findall(self.words))

    def without(self, *names: str) -> Choice:
        """The same choice, these asking nothing."""
        plain = Choice()
        return replace(self, **{name: getattr(plain, name) for name in names})

    def where(self) -> tuple[str, list[Any]]:
        """The conditions on a row `t` of the timeline, and what to put into them."""
        conditions, given = ["1"], list[Any]()

        def ask(condition: str, *values: Any) -> None:
            conditions.append(condition)
            given.extend(values)

        if self.since:
            ask("t.last >= ?", self.since)
        if self.until:
            ask("t.first <= ?", self.until)
        if self.kind:
            ask("t.kind = ?", self.kind)
        if self.status:
            ask("t.status = ?", self.status)
        if self.met:
            ask(f"t.kind IN ({', '.join('?' * len(MET))})", *MET)
        if self.open:
            ask("t.status IN ('planned', 'possible')")
        for state in self.states:
            ask("t.number IN (SELECT number FROM event_states WHERE country = ?)", state)
        for actor in (self.actor, self.other):
            if actor:
                ask("t.number IN (SELECT number FROM event_actors WHERE actor = ?)", actor)
        if self.guest:
            ask(
                "t.kind = 'visit' AND EXISTS (SELECT 1 FROM participants p WHERE p.event = t.event AND p.actor = ? "
                "AND p.role IN ('visitor', 'delegate'))",
                self.guest,
            )
        if self.place:
            ask("EXISTS (SELECT 1 FROM events p WHERE p.id = t.event AND p.place_country = ?)", self.place)
        if self.town:
            ask("EXISTS (SELECT 1 FROM events p WHERE p.id = t.event AND p.place_name = ?)", self.town)
        if self.outlet:
            ask("t.number IN (SELECT number FROM event_outlets WHERE outlet = ?)", self.outlet)
        if self.year:
            ask("substr(t.first, 1, 4) = ?", self.year)
        if self.reports:
            ask("t.independent >= ?", self.reports)
        if self.disputed:
            ask("t.disputed = 1")
        if self.undated:
            ask("t.first IS NULL")
        if self.query:
            ask("t.number IN (SELECT rowid FROM events_fts WHERE events_fts MATCH ?)", self.query)
        elif self.words.strip():
            ask("0")
        return " AND ".join(conditions), given


def days_of(text: str) -> tuple[str, str] | None:
    """The first and last day of a year, month or day as written in an address; None if it is none."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return None
    found = window(text)
    return (_iso(found.lo), _iso(found.hi)) if found else None


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
