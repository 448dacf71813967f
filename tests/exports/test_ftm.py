"""FollowTheMoney entities, checked against its own model: `ftm_model.json`, made by training/make_ftm_model.py."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import made
from communique.model import Findings, Place

Exported = Callable[..., str]
Changed = Callable[..., Findings]

MODEL = json.loads((Path(__file__).parent / "ftm_model.json").read_text("utf-8"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _entities(text: str) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in text.splitlines()]
    return {entity["id"]: entity for entity in lines}


def _check(entities: dict[str, dict[str, Any]]) -> None:
    """That each entity is one of FollowTheMoney's model: its schema, its properties, their types and ranges."""
    for entity in entities.values():
        schema = MODEL["schemata"][entity["schema"]]
        assert not schema["abstract"]
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            about = schema["properties"][name]
            assert values
            for value in values:
                assert isinstance(value, str)
                assert len(value) <= (about["longest"] or len(value))
                if about["type"] == "entity":
                    assert about["range"] in MODEL["schemata"][entities[value]["schema"]]["is"]
                elif about["type"] == "country":
                    assert value in MODEL["countries"]
                elif about["type"] == "date":
                    assert DATE.fullmatch(value)
                elif about["type"] == "url":
                    assert value.startswith(("http://", "https://"))


def test_entities_fit_the_model(exported: Exported) -> None:
    entities = _entities(exported("ftm"))
    _check(entities)
    assert {entity["schema"] for entity in entities.values()} == {
        "Article",
        "Person",
        "PublicBody",
        "Event",
        "UnknownLink",
    }


def test_an_event_has_its_days_people_sentences_and_status(exported: Exported) -> None:
    entities = _entities(exported("ftm"))
    visit = entities["communique-visit-1"]["properties"]
    assert (visit["startDate"], visit["endDate"], visit["country"]) == (["2021-05-03"], ["2021-05-04"], ["cl"])
    assert visit["keywords"] == ["kind:visit", "status:happened"]
    assert visit["involved"] == ["communique-harald", "communique-chile", "communique-aas"]
    assert visit["organizer"] == ["communique-chile"]
    assert any(sentence.startswith("King Harald of Norway arrived") for sentence in visit["notes"])
    assert [entities[key]["schema"] for key in visit["proof"]] == ["Article"] * 3
    assert entities["communique-call-1"]["properties"]["keywords"] == ["kind:call", "status:planned"]


def test_roles_stand_on_links(exported: Exported) -> None:
    links = [e["properties"] for e in _entities(exported("ftm")).values() if e["schema"] == "UnknownLink"]
    visit = {link["subject"][0]: link["role"] for link in links if link["object"] == ["communique-visit-1"]}
    assert visit == {"communique-harald": ["visitor"], "communique-chile": ["host"], "communique-aas": ["delegate"]}


def test_persons_and_states_have_what_the_record_knows_of_them(exported: Exported) -> None:
    entities = _entities(exported("ftm"))
    assert entities["communique-aas"]["properties"]["position"] == ["foreign minister (NOR)", "former mayor"]
    assert entities["communique-harald"]["properties"]["alias"] == ["King Harald"]
    norway = entities["communique-norway"]
    assert (norway["schema"], norway["properties"]["wikidataId"]) == ("PublicBody", ["Q20"])


def test_a_script_in_an_address_is_no_address(exported: Exported) -> None:
    articles = [e["properties"] for e in _entities(exported("ftm")).values() if e["schema"] == "Article"]
    assert [article.get("sourceUrl") for article in articles] == [None, ["https://andes.example/2"], None]


@pytest.mark.parametrize("start", ["2021-05~", "202X", None, "2021-05-03/2021-05-09"])
def test_dates_that_the_model_cannot_hold_are_left_out(
    exported: Exported, with_event: Changed, start: str | None
) -> None:
    entities = _entities(exported("ftm", with_event("visit-1", start=start, end=start, place=Place(None, "QQQ"))))
    _check(entities)
    assert not {"startDate", "endDate", "country"} & set(entities["communique-visit-1"]["properties"])


def test_texts_and_names_are_no_longer_than_the_model_takes(exported: Exported) -> None:
    findings = made.findings()
    long = "A very long line of words.\n" * 6000
    reports = tuple(made.replaced(one, text=one.text + long) if one.id == "bbb2" else one for one in findings.reports)
    actors = tuple(made.replaced(one, name="Rosa " * 200) if one.id == "luna" else one for one in findings.actors)
    entities = _entities(exported("ftm", made.replaced(findings, reports=reports, actors=actors)))
    _check(entities)
    body = entities["communique-report-bbb2"]["properties"]["bodyText"]
    assert len(body) == 3
    assert "".join(body) == reports[1].text
