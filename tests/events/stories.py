"""Small readings in our own words for the tests of the events room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from communique.model import (
    Claim,
    Detail,
    Event,
    Findings,
    Office,
    Participation,
    Place,
    Quotation,
    Reading,
    Report,
    ReportActor,
)

Role = str


class Story:
    """One report under construction: name people and states, then say what they did."""

    def __init__(self, id: str, published: str | None = None, text: str = "") -> None:
        self.id = id
        self.published = published
        self.text = text
        self.actors: dict[str, ReportActor] = {}
        self.claims: list[Claim] = []
        self.quotations: list[Quotation] = []

    def person(self, name: str, country: str | None = None, office: str | None = None, **more: Any) -> str:
        """A person of this report; returns the key."""
        offices = (Office(office, country, former=more.pop("former", False)),) if office else ()
        names = more.pop("names", (name,))
        return self._add(name, ReportActor(self._key(), "person", name, tuple(names), country, offices, **more))

    def state(self, code: str, name: str) -> str:
        """A state as an actor; returns the key."""
        return self._add(name, ReportActor(self._key(), "country", name, (name,), code))

    def body(self, name: str, country: str | None = None, names: Sequence[str] = ()) -> str:
        """An organisation; returns the key."""
        return self._add(name, ReportActor(self._key(), "organization", name, tuple(names) or (name,), country))

    def _key(self) -> str:
        return f"{self.id}#{len(self.actors)}"

    def _add(self, name: str, actor: ReportActor) -> str:
        if name in self.actors:
            return self.actors[name].key
        self.actors[name] = actor
        return actor.key

    def claim(self, kind: str, status: str, roles: dict[str, str], **more: Any) -> str:
        """A claim; `roles` maps actor keys to roles, `at` is (town, state). Returns its id."""
        number = len(self.claims)
        at = more.pop("at", None)
        details = more.pop("details", {})
        start = more.pop("start", number * 40)
        made = Claim(
            id=f"c-{self.id}-{number}",
            report=self.id,
            start=start,
            end=start + 39,
            text=more.pop("text", f"Sentence {number} of {self.id}."),
            kind=kind,
            status=status,  # type: ignore[arg-type]
            place=Place(*at) if at else None,
            participants=tuple(Participation(actor, role) for actor, role in roles.items()),  # type: ignore[arg-type]
            details=tuple(Detail(a, v) for a, v in details.items()),
            **more,
        )
        self.claims.append(made)
        return made.id

    def reading(self) -> Reading:
        """The finished reading."""
        report = Report(self.id, f"{self.id}.txt", self.text, published=self.published)
        return Reading(report, tuple(self.actors.values()), tuple(self.claims), tuple(self.quotations))


def visit(
    id: str,
    published: str | None,
    status: str = "happened",
    *,
    visitor: tuple[str, str, str] = ("Anna Berg", "NOR", "prime minister"),
    host: str = "CHL",
    **more: Any,
) -> Reading:
    """A report that says one thing about one visit."""
    story = Story(id, published)
    who = story.person(*visitor)
    state = story.state(host, host.title())
    story.claim("visit", status, {who: "visitor", state: "host"}, at=more.pop("at", (None, host)), **more)
    return story.reading()


def meeting(
    id: str,
    published: str | None,
    status: str = "happened",
    *,
    kind: str = "meeting",
    people: Sequence[tuple[str, str]] = (("Anna Berg", "NOR"), ("Juan Soto", "CHL")),
    **more: Any,
) -> Reading:
    """A report that says one thing about one meeting."""
    story = Story(id, published)
    roles = {story.person(name, country): "participant" for name, country in people}
    story.claim(kind, status, roles, **more)
    return story.reading()


def told(reading: Reading) -> Reading:
    """The reading with a text that holds what its claims point at, so that a record takes it."""
    text, claims = "", []
    for claim in reading.claims:
        claims.append(replace(claim, start=len(text), end=len(text) + len(claim.text)))
        text += claim.text + "\n"
    return replace(reading, report=replace(reading.report, text=text or "Nothing."), claims=tuple(claims))


def only(findings: Findings, kind: str) -> Event:
    """The one event of a kind."""
    (event,) = of(findings, kind)
    return event


def of(findings: Findings, kind: str) -> list[Event]:
    """All events of a kind, by start."""
    return sorted((e for e in findings.events if e.kind == kind), key=lambda e: (e.start or "", e.id))


def names(findings: Findings, event: Event, role: str | None = None) -> set[str]:
    """The names of an event's participants."""
    actors = {a.id: a.name for a in findings.actors}
    return {actors[p.actor] for p in event.participants if role in (None, p.role)}
