"""A line that names an event as a person would.

Invariant: a label names only the event's own participants and place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.claims.ontology import kinds
from communique.model import Actor, Participation, Place, Role

_OPENINGS = {
    "meeting": "Meeting of",
    "talks": "Talks of",
    "call": "Call of",
    "signing": "Signing by",
    "ceremony": "Ceremony with",
    "refuge": "Refuge with",
}


def label(
    kind: str,
    participants: Sequence[Participation],
    place: Place | None,
    actors: Mapping[str, Actor],
    strangers: str | None = None,
    *,
    beside: bool = False,
    reached: bool = False,
) -> str:
    """For instance "Anna Berg visits Chile (Santiago)" or "Meeting of Anna Berg and Juan Soto".

    `strangers` are a counterpart told in words only, named where there is no other; `beside` all the same.
    `reached` is true of an agreement of which nobody says that it was signed.
    """
    people = _named(participants, actors)
    if kind == "visit":
        return _visit(people, participants, place, actors)
    if kind == "address":
        speakers = _of(people, ("speaker",)) or people[:1]
        audience = _of(people, ("audience", "recipient"))
        return _joined("Address by", speakers) + (_joined(" to", audience) if audience else "") + _at(place)
    if kind in _OPENINGS:
        main = [p for p in people if p[1] not in ("audience", "delegate")] or people
        told = f" with {strangers}" if strangers and (beside or len(main) < 2) else ""
        opening = "Agreement of" if reached else _OPENINGS[kind]
        return _joined(opening, main) + told + _at(place)
    doers = _of(people, ("actor", "speaker", "visitor", "host", "participant", "signatory"))
    targets = _of(people, ("recipient", "audience"))
    title = kinds()[kind].label
    by, to = _joined(" by", doers), _joined(" to", targets) if targets else ""
    return title[:1].upper() + title[1:] + by + to + _at(place)


Named = tuple[str, Role]


def _named(participants: Sequence[Participation], actors: Mapping[str, Actor]) -> list[Named]:
    """Names and roles; a state is left out where one of its persons has the same role."""
    rows = [(actors[p.actor], p.role) for p in participants if p.actor in actors]
    shown = {(a.country, role) for a, role in rows if a.type == "person"}
    return [(a.name, role) for a, role in rows if a.type != "country" or (a.country, role) not in shown]


def _of(people: Sequence[Named], roles: Sequence[Role]) -> list[Named]:
    return [p for p in people if p[1] in roles]


def _joined(words: str, people: Sequence[Named]) -> str:
    names = list(dict.fromkeys(name for name, _ in people))
    if not names:
        return words.rsplit(" ", 1)[0] if words in (*_OPENINGS.values(), "Agreement of") else ""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} others"]
    return f"{words} {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"{words} {names[0]}"


def _at(place: Place | None) -> str:
    return f" in {place.name}" if place and place.name else ""


def _visit(
    people: Sequence[Named], participants: Sequence[Participation], place: Place | None, actors: Mapping[str, Actor]
) -> str:
    who = _joined("", _of(people, ("visitor",))).strip() or "Somebody"
    several = " and " in who
    states = [actors[p.actor] for p in participants if p.role in ("host", "recipient") and p.actor in actors]
    code = (place.country if place else None) or next((a.country for a in states if a.country), None)
    state = actors.get(f"country-{code}")
    country = state.name if state else next((a.name for a in states if a.type == "country"), None)
    town = place.name if place else None
    where = f"{country} ({town})" if country and town and town != country else country or town or "abroad"
    return f"{who} {'visit' if several else 'visits'} {where}"
