"""What a brief is about: names, and days between which.

Invariant: an event is taken if one of its participants or its state answers to one of the names and
its days meet the span; an undated one is taken only where no span is asked for, one that is less sure
than asked for never.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from communique.brief.dates import first_day, last_day, worded
from communique.brief.naming import listed
from communique.brief.plain import plain
from communique.claims.places import country_named
from communique.model import Actor, Agreement, Event, Quotation
from communique.record import Record


class Choice:
    """Which of a record's things a brief tells."""

    def __init__(
        self,
        record: Record,
        names: Sequence[str],
        since: str | None,
        until: str | None,
        min_score: float = 0.0,
    ) -> None:
        """`names` are of persons, states or bodies, in part or whole; days are EDTF, inclusive."""
        self.least = min_score
        self._record, self.names = record, tuple(names)
        self._since, self._until = first_day(since), last_day(until)
        self._asked = (f"from {worded(since)}" if since else "", f"to {worded(until)}" if until else "")
        self._actors = {actor.id for actor in record.actors if any(_answers(actor, name) for name in names)}
        chosen = [actor for actor in record.actors if actor.id in self._actors and actor.type == "country"]
        self._states = {actor.country for actor in chosen}

    @property
    def title(self) -> str:
        """What the brief is about, in words."""
        about = f": {listed(self.names)}" if self.names else ""
        days = " ".join(end for end in self._asked if end)
        return plain(f"Brief{about}{f', {days}' if days else ''}")

    @property
    def bounded(self) -> bool:
        """Whether days are asked for."""
        return bool(self._since or self._until)

    def holds_month_of(self, event: Event) -> bool:
        """Whether the month in which an event began is known, and it meets the days asked for."""
        months = {day[: len("2000-01")] for day in (event.start or "").split("/")}
        known = len(months) == 1 and all(len(month) == len("2000-01") for month in months)
        return known and self._within(event.start, event.end)

    def takes(self, event: Event) -> bool:
        """Whether the event is told."""
        place = event.place.country if event.place else None
        named = not self.names or place in self._states or self._any(part.actor for part in event.participants)
        return named and event.score >= self.least and self._within(event.start, event.end)

    def takes_agreement(self, paper: Agreement) -> bool:
        """Whether the agreement is told: a party answers, and a step of its life falls within the days."""
        named = not self.names or self._any(paper.parties)
        return named and any(self._within(step.date, step.date) for step in paper.history)

    def takes_quotation(self, quotation: Quotation) -> bool:
        """Whether the words are told: the speaker answers."""
        named = not self.names or self._any([quotation.speaker] if quotation.speaker else [])
        return named and self._within(quotation.said, quotation.said)

    def _any(self, actors: Iterable[str]) -> bool:
        return any(actor in self._actors for actor in actors)

    def _within(self, start: str | None, end: str | None) -> bool:
        if not self.bounded:
            return True
        first, last = first_day(start), last_day(end or start)
        if not first or not last:
            return False
        return (not self._since or last >= self._since) and (not self._until or first <= self._until)


def _answers(actor: Actor, name: str) -> bool:
    """Whether the actor is called so: all of the words asked for stand in a name of it, or it is a state so called."""
    if actor.type == "country" and actor.country in (name.upper(), country_named(name)):
        return True
    wanted = _words(name)
    return bool(wanted) and any(wanted <= _words(known) for known in (actor.name, *actor.names))


def nearest(record: Record, name: str) -> list[str] | None:
    """Up to three actors whose names come near one that nobody answers to; None if somebody does."""
    if any(_answers(actor, name) for actor in record.actors):
        return None
    from rapidfuzz import fuzz, process

    names = {known: actor.name for actor in record.actors for known in (actor.name, *actor.names)}
    folded = {known: " ".join(sorted(_words(known))) for known in sorted(names)}
    found = process.extract(" ".join(sorted(_words(name))), folded, scorer=fuzz.WRatio, score_cutoff=80, limit=9)
    return list(dict.fromkeys(names[known] for _, _, known in found))[:3]


def _words(text: str) -> set[str]:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return set(re.findall(r"\w+", "".join(letter for letter in parts if not unicodedata.combining(letter))))
