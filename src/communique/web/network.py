"""Who met whom, as a drawing: persons or states, a line between two for what brought them together.

Invariant: the drawing is the same for the same address and record; every line of it stands in the table beneath it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from math import sqrt

from communique.brief.naming import capital, state
from communique.record.catalogue import Look
from communique.record.choosing import Choice, days_of
from communique.record.dossiers import Encounter, Type, encounters
from communique.web.chosen import STATUSES, chosen, state_names
from communique.web.layout import spread
from communique.web.rendering import address
from communique.web.views import Ask, Page, View

_NODES = 36
_EDGES = 90
_WIDTH, _HEIGHT = 1000.0, 640.0
_LEFT, _RIGHT = 30.0, 150.0
"""Room beside the drawing; names stand to the right of their nodes."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person or state in the drawing; `events` counts its meetings with the others shown."""

    key: str
    name: str
    x: float
    y: float
    size: float
    events: int
    address: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two who met, and how often."""

    one: Node
    other: Node
    width: float
    events: int
    address: str


def network_page(ask: Ask) -> Page:
    """Who met whom most, at the events chosen; around somebody, if a person or a state is chosen."""
    asked = chosen(ask.look, "/network", ask.query)
    of_type: Type = "country" if ask.query.get("of") == "states" else "person"
    span = days_of(asked.query.get("at", ""))
    choice = replace(asked.choice, since=span and span[0], until=span and span[1])
    found = ask.look.kept(("network", of_type, choice), lambda: _strongest(ask.look, of_type, choice))
    names = _names(ask.look, of_type, found)
    edges = _drawn(found, names, of_type)
    nodes = list({node.key: node for edge in edges for node in (edge.one, edge.other)}.values())
    kept = asked.kept | ({"of": "states"} if of_type == "country" else {})
    data = {
        "chosen": kept,
        "of": of_type,
        "names": {node.key: node.name for node in nodes},
        "met": [asdict(one) for one in found],
    }
    shown = {
        "state": replace(asked, query=kept),
        "at": asked.query.get("at", ""),
        "statuses": STATUSES,
        "states": state_names(),
        "nodes": sorted(nodes, key=lambda node: -node.events),
        "edges": edges,
        "other_address": asked.address(of=None if of_type == "country" else "states"),
        "width": _WIDTH,
        "height": _HEIGHT,
    }
    return Page("network.html", "Who met whom", data, shown)


def _strongest(look: Look, of_type: Type, choice: Choice) -> tuple[Encounter, ...]:
    """The most frequent encounters, of few enough persons or states to be told apart in a drawing."""
    centre = (
        [choice.actor] if of_type == "person" and choice.actor else list(choice.states) if of_type == "country" else []
    )
    wide = choice if of_type == "person" else choice.without("states")
    first = encounters(look, of_type, wide if centre else choice, 400, of=[key for key in centre if key])
    chosen_keys: dict[str, None] = {}
    for one in first:
        for key in (one.one, one.other):
            if len(chosen_keys) < _NODES:
                chosen_keys.setdefault(key)
    around = choice.without("actor", "states") if centre else choice
    return encounters(look, of_type, around, _EDGES, among=chosen_keys)


def _names(look: Look, of_type: Type, found: Sequence[Encounter]) -> dict[str, str]:
    keys = {key for one in found for key in (one.one, one.other)}
    if of_type == "country":
        return {key: capital(state(key)).removeprefix("The ") for key in keys}
    return look.names(keys)


def _drawn(found: Sequence[Encounter], names: dict[str, str], of_type: Type) -> list[Edge]:
    found = [one for one in found if one.one in names and one.other in names]
    weights = Counter[str]()
    for one in found:
        weights[one.one] += one.events
        weights[one.other] += one.events
    keys = [key for key, _ in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))]
    places = spread(keys, [(one.one, one.other, float(one.events)) for one in found])
    most = max(weights.values(), default=1)
    nodes = {}
    for key in keys:
        x, y = places[key]
        nodes[key] = Node(
            key,
            names[key],
            round(_LEFT + x * (_WIDTH - _LEFT - _RIGHT), 1),
            round(30 + y * (_HEIGHT - 60), 1),
            round(4 + 14 * sqrt(weights[key] / most), 1),
            weights[key],
            address(f"/states/{key}") if of_type == "country" else address(f"/actors/{key}"),
        )
    strongest = max((one.events for one in found), default=1)
    return [
        Edge(
            nodes[one.one], nodes[one.other], round(0.8 + 5 * one.events / strongest, 2), one.events,
            address(f"/pairs/{one.one}/{one.other}") if of_type == "country"
            else address("/timeline", at="all", who=one.one, also=one.other),
        )
        for one in found
    ]  # fmt: skip


VIEWS = (View("/network", network_page),)
