"""What one walk through a report knows and has found so far.

Invariant: mentions are kept in the order in which they were understood, and every reference is a
person's number, a state's code or a body's label that the same walk brought in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from communique.claims.belonging import Holding
from communique.claims.coreference import Discourse
from communique.claims.people import People
from communique.claims.states import StateMention
from communique.claims.words import Words

MentionForm = Literal["name", "title", "pronoun", "state", "plural", "body"]
Ref = tuple[Literal["person", "state", "body"], str]
"""An actor while the report is read: a person's number, a state's code, a body's label."""


@dataclass(frozen=True, slots=True)
class RawMention:
    """Words `start`..`end` of a sentence that stand for `refs`; `head` is the word that carries the rest."""

    refs: tuple[Ref, ...]
    sentence: int
    start: int
    end: int
    head: int
    form: MentionForm


@dataclass(slots=True)
class Walk:
    """The state of one walk, and what it found."""

    sentences: Sequence[Words]
    people: People
    held: Mapping[int, Sequence[Holding]]
    countries: Mapping[int, str]
    genders: Mapping[int, str]
    possible: Sequence[Sequence[StateMention]]
    mentions: list[RawMention] = field(default_factory=list)
    learned: list[tuple[int, Holding]] = field(default_factory=list)
    nameless: dict[tuple[str, str], int] = field(default_factory=dict)
    introduced: dict[tuple[str, str], int] = field(default_factory=dict)
    bodies: dict[str, str | None] = field(default_factory=dict)
    at: dict[tuple[int, int], tuple[Ref, ...]] = field(default_factory=dict)
    discourse: Discourse = field(init=False)

    def __post_init__(self) -> None:
        """Set up the discourse, which asks the walk what is known of persons."""
        self.discourse = Discourse(self.genders.get, self.country_of, self.holdings_of)

    def country_of(self, person: int) -> str | None:
        """The state a person acts for, as far as known."""
        if person >= len(self.people.persons):
            return next(c for (_, c), n in self.nameless.items() if n == person)
        return self.countries.get(person)

    def state_of(self, ref: Ref) -> str | None:
        """The state that an actor is or acts for, as far as known."""
        kind, key = ref
        if kind == "person":
            return self.country_of(int(key))
        return key if kind == "state" else self.bodies.get(key)

    def holdings_of(self, person: int) -> Sequence[Holding]:
        """The offices a person holds, as far as known."""
        if person >= len(self.people.persons):
            title, country = next(key for key, n in self.nameless.items() if n == person)
            return (Holding(title, "top" if title in ("president", "prime minister") else "state", country, False, 0),)
        return self.held.get(person, ())


def put(
    state: Walk, number: int, words: Words, span: tuple[int, int, int], refs: Sequence[Ref], form: MentionForm
) -> None:
    """Keep a mention of words `span` = (start, end, head), and remember that its actors were spoken of."""
    start, end, head = span
    if not refs:
        return
    state.mentions.append(RawMention(tuple(refs), number, start, end, head, form))
    for position in range(start, end):
        inner = state.at.get((number, position))
        if inner is None or position == head:
            state.at[number, position] = tuple(refs)
    for kind, key in refs:
        if kind == "person":
            state.discourse.note(int(key), words, number, _carrier(words, start, end, head))
        elif kind == "state" and form != "plural":
            state.discourse.note_state(key, number, 0.5)


def _carrier(words: Words, start: int, end: int, head: int) -> int:
    """The word by which a name with its office hangs in the sentence: the office, in "the ambassador to Y X said"."""
    while start <= words.head[head] < end and words.head[head] != head:
        head = words.head[head]
    return head


def person_ref(number: int) -> Ref:
    """The reference to a person by number."""
    return ("person", str(number))
