"""The graph of who met whom, read by networkx."""

from __future__ import annotations

import io
from collections.abc import Callable

import networkx
import pytest

import made
from communique.model import Findings

Exported = Callable[..., str]
Changed = Callable[..., Findings]


def _graph(text: str) -> networkx.Graph:
    return networkx.read_gexf(io.BytesIO(text.encode("utf-8")))


def test_those_who_met_are_joined_and_none_else(exported: Exported) -> None:
    graph = _graph(exported("gexf"))
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset(pair) for pair in (("harald", "chile"), ("aas", "chile"), ("harald", "luna"))
    }
    assert not graph.is_directed()
    assert graph.nodes["harald"] == {"label": "Harald", "type": "person", "country": "NOR", "meetings": 2}


def test_an_edge_weighs_its_events_and_names_them(exported: Exported, with_event: Changed) -> None:
    twice = with_event("call-1", status="happened", participants=made.findings().events[1].participants)
    edge = _graph(exported("gexf", twice)).edges["harald", "luna"]
    assert (edge["weight"], edge["meetings"], edge["visits"]) == (2.0, 2, 0)
    assert edge["events"].split() == ["meeting-1", "call-1"]
    assert (edge["first"], edge["last"]) == ("2021-05-04", "2021-06-07")


@pytest.mark.parametrize("status", ["planned", "possible", "cancelled", "denied"])
def test_what_did_not_happen_joins_nobody(exported: Exported, with_event: Changed, status: str) -> None:
    graph = _graph(exported("gexf", with_event("meeting-1", status=status)))
    assert not graph.has_edge("harald", "luna")


def test_names_cannot_break_the_file(exported: Exported) -> None:
    findings = made.findings()
    trap = '"/><script>\x00\x1b</script>&\ud800'
    actors = tuple(made.replaced(a, name=trap) if a.id == "luna" else a for a in findings.actors)
    with pytest.raises(UnicodeEncodeError):
        trap.encode("utf-8")
    text = exported(
        "gexf",
        made.replaced(findings, actors=tuple(made.replaced(a, name=a.name.replace("\ud800", "")) for a in actors)),
    )
    assert _graph(text).nodes["luna"]["label"] == '"/><script> </script>&'
