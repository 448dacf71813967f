"""What a record knows of what people decided: the part of `Record` that keeps, shows and follows their word.

Invariant: nothing here changes the findings; they follow when the record is next settled.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Self

from communique.model import Candidate, Event, Findings, Given, Judgement, KnownPerson, Reading
from communique.record import judging, judging_rows, tables
from communique.record.as_of import fill_as_of
from communique.record.collection import Collection
from communique.record.connecting import transaction


class Judged(ABC):
    """A person's word, over the connection of a record."""

    _connection: sqlite3.Connection

    @abstractmethod
    def event(self, key: str) -> Event:
        """The event with this id."""

    @abstractmethod
    def add(self, reading: Reading) -> bool:
        """Keep what one report says."""

    @abstractmethod
    def readings(self) -> tuple[Reading, ...]:
        """What each report says."""

    @abstractmethod
    def settle(self, made: Findings) -> None:
        """Put these findings in the place of the old ones."""

    @abstractmethod
    def close(self) -> None:
        """Close the file."""

    def judge(
        self, verb: str, targets: str | Sequence[str], *, by: str, why: str | None = None, value: str | None = None
    ) -> Judgement:
        """Keep a person's word; findings follow it from the next settling on, for good.

        `merge` takes the ids of two or more events (or actors) that are one; `split` an event (an actor) and
        those of its claims (mentions) that are another; `reject` events, agreements or claims that are
        misread; `rename` an actor, with the name as `value`; `confirm` one that is right as it is, or two that
        are two. Raises JudgementError or UnknownIdError, which say what to do instead.
        """
        named = [targets] if isinstance(targets, str) else list(targets)
        return judging.judge(self._connection, verb, named, by, why, value)

    def retire(self, judgement: str, *, by: str, why: str | None = None) -> Judgement:
        """Let a judgement ask nothing more; it stays in the list. Raises JudgementError or UnknownIdError."""
        return judging.retire(self._connection, judgement, by, why)

    def know_people(self, people: Sequence[KnownPerson]) -> None:
        """Put the user's own table of persons in the place of the one before; settling uses it."""
        with transaction(self._connection):
            judging_rows.store_known_people(self._connection, people)

    @property
    def judgements(self) -> Collection[Judgement]:
        """Everything a person decided, in the order in which it was, the retired too."""
        return Collection(judging_rows.judgements(self._connection), tables.judgement_row)

    @property
    def candidates(self) -> Collection[Candidate]:
        """Pairs near the threshold of being one event: those left apart, the likest first; then weak links."""
        found = judging_rows.candidates(self._connection)
        return Collection(found, partial(tables.candidate_row, label=lambda key: self.event(key).label))

    def as_of(self, day: str) -> Self:
        """A temporary record of what was known at the end of a day (`2017`, `2017-03`, `2017-03-28`); close it.

        See `fill_as_of` for what that is. Raises RecordError if it is no day.
        """
        early = type(self)()
        try:
            fill_as_of(self, self._connection, early, early._connection, day)
        except BaseException:
            early.close()
            raise
        return early

    @property
    def given(self) -> Given:
        """What findings are made with beside the readings."""
        return judging_rows.given(self._connection)
