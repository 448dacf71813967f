"""JSON-LD, read by rdflib as triples of schema.org's and the W3C annotation vocabulary; nothing is fetched for it."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Callable

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

import made
from communique.exports.jsonld import write_events
from communique.model import Findings
from communique.record import Record

Exported = Callable[..., str]
Changed = Callable[..., Findings]

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
CQ = Namespace("urn:communique:terms:")
VISIT = URIRef("urn:communique:event:visit-1")


@pytest.fixture
def graph(exported: Exported, monkeypatch: pytest.MonkeyPatch) -> Graph:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reading the file must not need the network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    return Graph().parse(data=exported("jsonld"), format="json-ld")


def test_events_are_schema_orgs(graph: Graph) -> None:
    assert {str(event) for event in graph.subjects(RDF.type, SCHEMA.Event)} == {
        f"urn:communique:event:{key}" for key in ("visit-1", "meeting-1", "call-1", "meeting-2")
    }
    assert str(graph.value(VISIT, SCHEMA.startDate)) == "2021-05-03"
    assert str(graph.value(VISIT, SCHEMA.endDate)) == "2021-05-04"
    assert graph.value(URIRef("urn:communique:event:meeting-1"), SCHEMA.superEvent) == VISIT
    place = graph.value(VISIT, SCHEMA.location)
    assert (place, SCHEMA.name, Literal("Santiago")) in graph


def test_our_status_stands_beside_schema_orgs(graph: Graph) -> None:
    call, lima = (URIRef(f"urn:communique:event:{key}") for key in ("call-1", "meeting-2"))
    assert graph.value(VISIT, SCHEMA.eventStatus) == SCHEMA.EventScheduled
    assert (str(graph.value(call, CQ.status)), graph.value(call, SCHEMA.eventStatus)) == (
        "planned",
        SCHEMA.EventScheduled,
    )
    assert (str(graph.value(lima, CQ.status)), graph.value(lima, SCHEMA.eventStatus)) == (
        "cancelled",
        SCHEMA.EventCancelled,
    )


def test_who_took_part_has_a_role(graph: Graph) -> None:
    roles = {
        str(graph.value(role, SCHEMA.attendee)): str(graph.value(role, SCHEMA.roleName))
        for role in graph.objects(VISIT, SCHEMA.attendee)
    }
    assert roles == {
        "urn:communique:actor:harald": "visitor",
        "urn:communique:actor:chile": "host",
        "urn:communique:actor:aas": "delegate",
    }
    assert graph.value(URIRef("urn:communique:actor:chile"), RDF.type) == SCHEMA.Country


def test_each_sentence_is_an_annotation_whose_selectors_find_it_in_its_report(graph: Graph) -> None:
    found = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(found) == sum(len(event.claims) for event in made.findings().events)
    for annotation in found:
        body, target = graph.value(annotation, OA.hasBody), graph.value(annotation, OA.hasTarget)
        assert (body, RDF.type, SCHEMA.Event) in graph
        assert graph.value(annotation, OA.motivatedBy) == OA.identifying
        text = str(graph.value(graph.value(target, OA.hasSource), SCHEMA.articleBody))
        selectors = {graph.value(s, RDF.type): s for s in graph.objects(target, OA.hasSelector)}
        position, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = (graph.value(position, term).toPython() for term in (OA.start, OA.end))
        exact = str(graph.value(quote, OA.exact))
        assert text[start:end] == exact
        assert str(graph.value(quote, OA.prefix)) + exact + str(graph.value(quote, OA.suffix)) in text


def test_addresses_are_addresses_or_are_not_there(graph: Graph) -> None:
    assert set(graph.objects(None, SCHEMA.url)) == {URIRef("https://andes.example/2")}


def test_annotations_are_w3c_json_as_well(exported: Exported) -> None:
    nodes = json.loads(exported("jsonld"))["@graph"]
    annotation = next(node for node in nodes if node["type"] == "Annotation")
    assert set(annotation) >= {"id", "type", "motivation", "body", "target"}
    assert [selector["type"] for selector in annotation["target"]["selector"]] == [
        "TextPositionSelector",
        "TextQuoteSelector",
    ]


@pytest.mark.parametrize("start", ["2021-05-03~", "202X", "2021-05-03/2021-05-04"])
def test_an_uncertain_date_is_only_in_our_own_terms(exported: Exported, with_event: Changed, start: str) -> None:
    graph = Graph().parse(data=exported("jsonld", with_event("visit-1", start=start, end=start)), format="json-ld")
    assert graph.value(VISIT, SCHEMA.startDate) is None
    assert str(graph.value(VISIT, CQ.start)) == start


def test_a_choice_of_events_comes_with_its_own_reports_and_actors_alone(story: object) -> None:
    stream = io.StringIO()
    with Record(story) as record:  # type: ignore[arg-type]
        write_events(record, [record.event("call-1")], stream)
    graph = Graph().parse(data=stream.getvalue(), format="json-ld")
    assert len(set(graph.subjects(RDF.type, SCHEMA.NewsArticle))) == 1
    assert len(set(graph.subjects(RDF.type, SCHEMA.Person))) == 2
