"""Part of a record, taken out to be handed on: some events with their claims, reports and actors.

Invariant: what stands on the shelf is what the record holds, and nothing is read twice; what was not gathered before
is fetched when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.model import Actor, AgreementClaim, Claim, Event, Report
from communique.record.browsing import entries
from communique.record.catalogue import Look
from communique.record.choosing import Choice
from communique.record.record import Run

_BATCH = 500


class Shelf:
    """What an export asks of a record, of a part of it. Unknown ids raise UnknownIdError."""

    def __init__(self, look: Look) -> None:
        """Nothing stands there yet."""
        self._look = look
        self._claims: dict[str, Claim | AgreementClaim] = {}
        self._reports: dict[str, Report] = {}
        self._actors: dict[str, Actor] = {}

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every call for something to be read, oldest first."""
        columns = "id, started, ended, state, offered, read, unchanged, unread"
        rows = self._look.connection.execute(f"SELECT {columns} FROM runs ORDER BY id")
        return tuple(Run(*row) for row in rows)

    def events(self, choice: Choice) -> Iterator[Event]:
        """The events chosen, along time, with their actors on the shelf."""
        keys = [entry.id for entry in entries(self._look, choice, -1)]
        for at in range(0, len(keys), _BATCH):
            batch = keys[at : at + _BATCH]
            held = {event.id: event for event in self._look.events(batch)}
            self._take_actors(held.values())
            yield from (held[key] for key in batch)

    def gather(self, events: Iterable[Event]) -> None:
        """Put the claims of these events, their reports and their actors on the shelf, all at once."""
        chosen = list(events)
        claims = {key for event in chosen for key in event.claims} - self._claims.keys()
        self._claims |= self._look.claims(claims)
        wanted = {self._claims[key].report for event in chosen for key in event.claims} - self._reports.keys()
        self._reports |= {report.id: report for report in self._look.reports(wanted)}
        self._take_actors(chosen)

    def claim(self, key: str) -> Claim | AgreementClaim:
        """The claim with this id."""
        if key not in self._claims:
            self._claims[key] = self._look.claim(key)
        return self._claims[key]

    def report(self, key: str) -> Report:
        """The report with this id."""
        if key not in self._reports:
            self._reports[key] = self._look.report(key)
        return self._reports[key]

    def actor(self, key: str) -> Actor:
        """The actor with this id."""
        if key not in self._actors:
            self._actors[key] = self._look.actor(key)
        return self._actors[key]

    def name(self, key: str) -> str:
        """An actor's name by its id."""
        return self.actor(key).name

    def _take_actors(self, events: Iterable[Event]) -> None:
        wanted = {part.actor for event in events for part in event.participants} - self._actors.keys()
        if wanted:
            self._actors |= self._look.actors(wanted)
