"""What is asked of a reviewer: the events of a thing in a queue beside one another, and the verdicts it can be given.

Invariant: what stands on either side is what the record says; the verdicts are judgements of the record and no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.brief.dates import worded
from communique.brief.naming import state
from communique.model import Claim, Disagreement, Event
from communique.record.catalogue import Heading, Look
from communique.record.queues import Item

_SENTENCES = 4
_READ = 200
"""Claims of one side that are looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict that can be given: its name in the form, its key, what the button says, and the judgement it makes."""

    name: str
    key: str
    words: str
    verb: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence under an event, with its report."""

    claim: Claim
    heading: Heading


@dataclass(frozen=True, slots=True)
class Side:
    """An event, or the part of one that may be another, as the reviewer compares it."""

    title: str
    event: Event
    facts: Mapping[str, str]
    told: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Valued:
    """One of the values that reports give for one thing, with sentences that give it."""

    attribute: str
    value: str
    told: tuple[Told, ...]
    more: int


def answers(look: Look, queue: str, found: Item) -> tuple[Answer, ...]:
    """The verdicts that a thing of this queue can be given."""
    key = found.events[0]
    if queue == "same":
        return (
            Answer("accept", "a", "One event", "merge", found.events),
            Answer("reject", "x", "Two events", "confirm", found.events),
        )
    if queue == "two":
        return (
            Answer("accept", "a", "One event", "confirm", (key,)),
            Answer("reject", "x", "Two events", "split", (key, *found.part)),
        )
    if queue == "disputed":
        return (Answer("accept", "a", "Both stand: reports differ", "confirm", (key,)), *_misread(look.event(key)))
    words = "An event, though no report tells its day" if queue == "undated" else "Read rightly"
    return (
        Answer("accept", "a", words, "confirm", (key,)),
        Answer("reject", "x", "Misread: no such event", "reject", (key,)),
    )


def values(look: Look, event: Event) -> tuple[Valued, ...]:
    """The values of an event that cannot all be true, each with its sentences."""
    found = []
    for one in _conflicts(event):
        for value in one.values:
            told = _told(look, value.claims)
            found.append(Valued(one.attribute, worded(value.value), told, len(value.claims) - len(told)))
    return tuple(found)


def _conflicts(event: Event) -> tuple[Disagreement, ...]:
    return tuple(one for one in event.disagreements if one.kind == "conflict")


def _misread(event: Event) -> tuple[Answer, ...]:
    """That one of the values is misread; the one that fewest sentences give has the key x."""
    given = [value for one in _conflicts(event) for value in one.values]
    fewest = min(range(len(given)), key=lambda n: (len(given[n].claims), -n), default=0)
    return tuple(
        Answer(
            "reject" if number == fewest else f"value-{number}",
            "x" if number == fewest else "",
            f"“{worded(value.value)}” is misread",
            "reject",
            value.claims,
        )
        for number, value in enumerate(given)
        if set(value.claims) != set(event.claims)
    )


def sides(look: Look, queue: str, found: Item) -> tuple[Side, ...]:
    """What a reviewer looks at: the event, the two events, or the two parts of one."""
    events = [look.event(key) for key in found.events]
    if queue == "two":
        leaving = [key for key in events[0].claims if key in found.part]
        staying = [key for key in events[0].claims if key not in found.part]
        return (
            _side(look, "Stays", events[0], staying, found.claims),
            _side(look, "Would be another event", events[0], leaving, found.claims),
        )
    return tuple(
        _side(look, "" if len(events) == 1 else f"Event {'AB'[n]}", event, event.claims, found.claims)
        for n, event in enumerate(events)
    )


def _side(look: Look, title: str, event: Event, claims: Sequence[str], first: Sequence[str]) -> Side:
    """The event with its sentences, those compared first; of a part only what its own sentences say."""
    ordered = [key for key in first if key in claims] + [key for key in claims if key not in first]
    held = look.claims(ordered[:_READ])
    shown = [one for key in ordered if isinstance(one := held.get(key), Claim)]
    names = {key: actor.name for key, actor in look.actors(_people(event, shown)).items()}
    whole = tuple(claims) == event.claims
    facts = _facts_of_event(event, names) if whole else _facts_of_claims(shown, names)
    told = _told(look, ordered)
    return Side(title, event, facts, told, len(claims) - len(told))


def _told(look: Look, keys: Sequence[str]) -> tuple[Told, ...]:
    held = look.claims(keys[:_SENTENCES])
    found = [one for key in keys[:_SENTENCES] if isinstance(one := held.get(key), Claim)]
    headings = look.headings({one.report for one in found})
    return tuple(Told(one, headings[one.report]) for one in found)


def _people(event: Event, claims: Sequence[Claim]) -> set[str]:
    return {part.actor for part in event.participants} | {p.actor for claim in claims for p in claim.participants}


def _facts_of_event(event: Event, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "What": event.label,
        "When": worded(event.start, event.end),
        "Where": _where(event.place.name, event.place.country) if event.place else "not told",
        "Who": _each([f"{names[part.actor]} ({part.role})" for part in event.participants]),
        "Status": event.status,
        "Told by": f"{_reports(event.reports)}, {event.independent_reports} independent",
    }


def _facts_of_claims(claims: Sequence[Claim], names: Mapping[str, str]) -> dict[str, str]:
    return {
        "What": _each([claim.kind for claim in claims]),
        "When": _each([worded(claim.date) if claim.date else None for claim in claims]),
        "Where": _each([_where(claim.place.name, claim.place.country) for claim in claims if claim.place]),
        "Who": _each([f"{names[part.actor]} ({part.role})" for claim in claims for part in claim.participants]),
        "Status": _each([claim.status for claim in claims]),
        "Told by": _reports(len({claim.report for claim in claims})),
    }


def _reports(number: int) -> str:
    return f"{number} report{'s' if number != 1 else ''}"


def _each(told: Sequence[str | None]) -> str:
    return "; ".join(dict.fromkeys(one for one in told if one)) or "not told"


def _where(name: str | None, country: str | None) -> str:
    return ", ".join(dict.fromkeys(filter(None, (name, state(country) if country else None))))


def rows(compared: Sequence[Side]) -> list[tuple[str, list[str], bool]]:
    """The facts of all sides beside one another, and whether they differ."""
    if not compared:
        return []
    listed = [(fact, [side.facts[fact] for side in compared]) for fact in compared[0].facts]
    return [(fact, values, len(set(values)) > 1) for fact, values in listed]
