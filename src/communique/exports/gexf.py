"""Who met whom, as a GEXF graph for Gephi and its kin.

Invariant: two actors are joined only if at least one visit, meeting, talks or call of theirs happened or was
going on; those who act for one state are not joined, for that is a delegation and no meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TextIO
from xml.etree import ElementTree

from communique.exports.days import span
from communique.exports.sources import Holdings, one_line
from communique.model import Event
from communique.record import Record

_NAMESPACE = "http://www.gexf.net/1.2draft"
_TOGETHER = {"visit", "meeting", "talks", "call"}
_SO = {"happened", "ongoing"}
_COMING = {"visitor", "actor", "delegate"}
_RECEIVING = {"host", "recipient"}

_NODE_FIELDS = (("type", "string"), ("country", "string"), ("meetings", "integer"))
_EDGE_FIELDS = (
    ("meetings", "integer"), ("visits", "integer"), ("first", "string"), ("last", "string"), ("events", "string"),
)  # fmt: skip


@dataclass(slots=True)
class _Edge:
    events: list[str] = field(default_factory=list)
    visits: int = 0
    days: list[str] = field(default_factory=list)


def write(record: Record, stream: TextIO) -> None:
    """Write the graph of all actors who met; an edge weighs as many events as the two had together."""
    write_events(record, record.events, stream)


def write_events(record: Holdings, events: Iterable[Event], stream: TextIO) -> None:
    """Write the graph of these events."""
    edges: dict[tuple[str, str], _Edge] = {}
    for event in events:
        for pair in sorted(set(_pairs(record, event))):
            edge = edges.setdefault(pair, _Edge())
            edge.events.append(event.id)
            edge.visits += event.kind == "visit"
            if days := span(event):
                edge.days += [days.first.isoformat(), days.last.isoformat()]
    root = _graph(record, dict(sorted(edges.items())))
    ElementTree.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _pairs(record: Holdings, event: Event) -> Iterator[tuple[str, str]]:
    if event.kind not in _TOGETHER or event.status not in _SO:
        return
    roles = [(part.actor, part.role) for part in event.participants]
    if event.kind == "visit":
        coming = [actor for actor, role in roles if role in _COMING]
        receiving = [actor for actor, role in roles if role in _RECEIVING]
        met: Iterable[tuple[str, str]] = product(coming, receiving)
    else:
        met = combinations([actor for actor, _ in roles], 2)
    for one, other in met:
        state = record.actor(one).country
        if one != other and (state is None or state != record.actor(other).country):
            yield (one, other) if one < other else (other, one)


def _graph(record: Holdings, edges: dict[tuple[str, str], _Edge]) -> ElementTree.Element:
    root = ElementTree.Element("gexf", xmlns=_NAMESPACE, version="1.2")
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "creator").text = "communique"
    ElementTree.SubElement(meta, "description").text = "Who met whom: visits, meetings, talks and calls that took place"
    graph = ElementTree.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    _declare(graph, "node", _NODE_FIELDS)
    _declare(graph, "edge", _EDGE_FIELDS)
    nodes = ElementTree.SubElement(graph, "nodes")
    events: dict[str, set[str]] = {}
    for pair, edge in edges.items():
        for side in pair:
            events.setdefault(side, set()).update(edge.events)
    for key in sorted(events):
        actor = record.actor(key)
        node = ElementTree.SubElement(nodes, "node", id=one_line(key), label=one_line(actor.name))
        _values(node, (actor.type, actor.country, len(events[key])))
    drawn = ElementTree.SubElement(graph, "edges")
    for number, ((one, other), edge) in enumerate(edges.items()):
        line = ElementTree.SubElement(
            drawn, "edge", id=str(number), source=one_line(one), target=one_line(other), weight=str(len(edge.events))
        )
        first, last = (min(edge.days), max(edge.days)) if edge.days else (None, None)
        held = len(edge.events) - edge.visits
        _values(line, (held, edge.visits, first, last, " ".join(edge.events)))
    return root


def _declare(graph: ElementTree.Element, kind: str, fields: tuple[tuple[str, str], ...]) -> None:
    declared = ElementTree.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for number, (title, type_) in enumerate(fields):
        ElementTree.SubElement(declared, "attribute", id=str(number), title=title, type=type_)


def _values(element: ElementTree.Element, values: Iterable[object]) -> None:
    held = ElementTree.SubElement(element, "attvalues")
    for number, value in enumerate(values):
        if value is not None:
            ElementTree.SubElement(held, "attvalue", {"for": str(number), "value": one_line(str(value))})
