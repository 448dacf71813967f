"""PLOVER lines, checked against the fields that its manual lists (2023, chapter "Data Fields")."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from communique.model import Findings

Exported = Callable[..., str]
Changed = Callable[..., Findings]

_TEXT = {"type": ["string", "null"]}
_ENTITY = {"type": "object", "properties": dict.fromkeys(("code", "sector", "entity_text", "office"), _TEXT)}
_TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
)
MANUAL = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": {"type": "string"},
        "has_event": {"type": "boolean"},
        "date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
        "enddate": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
        "actor": {"type": "array", "items": _ENTITY},
        "recipient": {"type": "array", "items": _ENTITY},
        "event": {
            "type": "array",
            "minItems": 1,
            "items": {"enum": _TYPES.split()},
        },
        "quad_code": {"enum": [1, 2, 3, 4]},
        "mode": {"type": "array", "items": {"type": "string"}},
        "context": {"type": "array", "items": {"type": "string"}},
        "event_loc": {"type": ["object", "null"]},
        "link": _TEXT,
        "text": _TEXT,
        "coder": {"type": "string"},
    },
}
"""The manual's table of fields; its `text_info` and `cite_info` are objects, ours lists of them, one a sentence."""


def _lines(text: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        jsonschema.validate(line, MANUAL)
    return lines


def test_events_with_a_plover_type_are_lines(exported: Exported) -> None:
    lines = _lines(exported("plover"))
    assert [line["id"] for line in lines] == ["visit-1"]
    line = lines[0]
    assert (line["event"], line["mode"], line["quad_code"]) == (["CONSULT"], ["visit"], 1)
    assert (line["date"], line["enddate"], line["edtf"]) == ("2021-05-03", "2021-05-04", "2021-05-03/2021-05-04")


def test_the_visitor_is_the_actor_and_the_host_the_recipient(exported: Exported) -> None:
    (line,) = _lines(exported("plover"))
    assert [(one["entity_text"], one["code"], one["role"]) for one in line["actor"]] == [
        ("Harald", "NOR", "visitor"), ("Ines Aas", "NOR", "delegate"),
    ]  # fmt: skip
    assert [one["code"] for one in line["recipient"]] == ["CHL"]
    assert line["actor"][1]["office"] == "foreign minister"
    assert line["event_loc"] == {"extracted_place": "Santiago", "country": "Chile", "country_code": "CHL"}


def test_sentences_stand_with_their_place_and_source(exported: Exported) -> None:
    (line,) = _lines(exported("plover"))
    assert line["text"].startswith("King Harald of Norway arrived")
    assert [info["report"] for info in line["text_info"]] == ["aaa1", "bbb2", "ccc3"]
    assert [cite["publication"] for cite in line["cite_info"]] == ["Nordic Post", "Andes Daily", "Coast Times"]
    assert [cite["url"] for cite in line["cite_info"]] == [None, "https://andes.example/2", None]


@pytest.mark.parametrize(
    ("status", "mode"),
    [("planned", "future"), ("possible", "hypothetical"), ("cancelled", "negation"), ("denied", "negation")],
)
def test_what_did_not_happen_has_the_manuals_auxiliary_mode(
    exported: Exported, with_event: Changed, status: str, mode: str
) -> None:
    (line,) = _lines(exported("plover", with_event("visit-1", status=status)))
    assert line["mode"] == ["visit", mode]
    assert line["status"] == status


@pytest.mark.parametrize("start", ["2021-05", "2021-05-03~", None])
def test_a_date_that_is_no_day_is_null_and_stays_as_edtf(
    exported: Exported, with_event: Changed, start: str | None
) -> None:
    (line,) = _lines(exported("plover", with_event("visit-1", start=start, end=start)))
    assert (line["date"], line["enddate"], line["edtf"]) == (None, None, start)


def test_every_sentence_is_one_line(exported: Exported) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", exported("plover"))
