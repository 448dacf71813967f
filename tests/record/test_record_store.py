"""A record gives back what it was given, and one settling is seen whole."""

from __future__ import annotations

import dataclasses
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made
from communique import model
from communique.model import Actor, Claim, Event, Findings, Participation, Place, Reading, Report, Unread
from communique.record import FaultyFindingsError, Record, Source, UnknownIdError


def _in_order(findings: Findings) -> dict[str, Any]:
    parts = {f.name: getattr(findings, f.name) for f in dataclasses.fields(findings)}
    return {
        name: part if name == "event_of" else sorted(part, key=lambda thing: thing.id) for name, part in parts.items()
    }


def test_findings_come_back_as_they_were_given(story: Path) -> None:
    with Record(story) as record:
        expected = _in_order(made.findings())
        expected["event_of"] |= {"bbb2:p": "meeting-1", "ccc3:p": "meeting-1"}
        assert _in_order(record.findings()) == expected


def test_the_story_sets_every_field_of_every_class() -> None:
    """So that a field added to the model and forgotten by the store makes the test above fail."""
    seen: dict[type, set[str]] = {}

    def walk(thing: Any) -> None:
        if dataclasses.is_dataclass(thing):
            for field in dataclasses.fields(thing):
                value = getattr(thing, field.name)
                default = field.default if field.default is not dataclasses.MISSING else None
                if value not in (None, default, ()):
                    seen.setdefault(type(thing), set()).add(field.name)
                walk(value)
        elif isinstance(thing, tuple):
            for one in thing:
                walk(one)

    walk((made.findings(), made.readings()))
    unset = {
        f"{kind.__name__}.{field.name}"
        for kind, names in seen.items()
        for field in dataclasses.fields(kind)
        if field.name not in names
    }
    assert unset == {
        "Agreement.disagreements",
        "Agreement.count",
        "AgreementClaim.count",
        "AgreementClaim.cue_end",
        "AgreementClaim.cue_start",
        "AgreementClaim.said_by",
        "Claim.same_as",
        "ReportActor.nameless",
    }


def test_fields_that_the_story_leaves_out_come_back_too() -> None:
    base = made.findings()
    claims = tuple(dataclasses.replace(c, same_as="bbb2:0") if c.id == "bbb2:1" else c for c in base.claims)
    papers = tuple(
        dataclasses.replace(p, count=14, cue_start=3, cue_end=9, said_by="luna") for p in base.agreement_claims
    )
    dispute = dataclasses.replace(base.events[0].disagreements[0], attribute="count", kind="update")
    agreements = tuple(dataclasses.replace(a, count=14, disagreements=(dispute,)) for a in base.agreements)
    changed = dataclasses.replace(base, claims=claims, agreement_claims=papers, agreements=agreements)
    with Record() as record:
        record.settle(changed)
        back = record.findings()
    assert {c.id: c for c in back.claims} == {c.id: c for c in claims}
    assert back.agreement_claims == papers
    assert back.agreements == agreements


def test_readings_come_back_as_they_were_given_in_order_of_id(story: Path) -> None:
    with Record(story) as record:
        assert record.readings() == made.readings()


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def small_findings(draw: st.DrawFn) -> Findings:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    parts = (Participation("a", "visitor"),)
    report = Report("r", draw(words), text, draw(st.none() | words), publisher=draw(st.none() | words))
    claim = Claim(
        "c",
        "r",
        start,
        end,
        text[start:end],
        "visit",
        "happened",
        draw(st.none() | words),
        participants=parts,
        reasons=tuple(draw(st.lists(words, max_size=3))),
        score=draw(st.floats(0, 1)),
    )
    place = draw(st.none() | st.builds(Place, words, st.none() | words))
    event = Event("e", "visit", draw(words), "happened", place=place, participants=parts, claims=("c",))
    actor = Actor("a", "person", draw(words), tuple(draw(st.lists(words, max_size=3))))
    return Findings((report,), (actor,), (claim,), (), (event,), event_of={"c": "e"})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(small_findings())
def test_any_text_survives_the_store(findings: Findings) -> None:
    with Record() as record:
        record.settle(findings)
        assert record.findings() == findings
        record.settle(findings)
        assert record.findings() == findings


@settings(max_examples=60)
@given(small_findings())
def test_any_reading_survives_the_store(findings: Findings) -> None:
    claim = dataclasses.replace(findings.claims[0], participants=())
    reading = Reading(findings.reports[0], (), (claim,))
    with Record() as record:
        assert record.add(reading)
        assert not record.add(reading)
        assert record.readings() == (reading,)


def test_the_same_report_from_two_places_keeps_the_first_place_in_either_order() -> None:
    near, far = (Reading(Report("same", uri, "Some words.")) for uri in ("a.txt", "z.txt"))
    kept = []
    for order in ((near, far), (far, near)):
        with Record() as record:
            for reading in order:
                record.add(reading)
            kept.append(record.readings())
    assert kept[0] == kept[1] == (near,)


def test_an_item_is_known_by_content_place_and_reader() -> None:
    with Record() as record:
        here = Source("print", "m.txt", "reader 1")
        assert not record.knows(here)
        record.add(Reading(Report("r", "m.txt", "Words.")), here)
        assert record.knows(here)
        assert record.knows(Source("print", "n.txt", "reader 1"))
        assert not record.knows(Source("print", "a.txt", "reader 1"))
        assert not record.knows(Source("print", "m.txt", "reader 2"))
        assert not record.knows(Source("other", "m.txt", "reader 1"))


def test_what_is_read_after_all_is_no_longer_unread() -> None:
    with Record() as record:
        record.add_unread(Unread("m.txt", "empty"))
        record.add_unread(Unread("n.txt", "empty"))
        record.add(Reading(Report("r", "m.txt", "Words.")))
        assert [one.uri for one in record.unread] == ["n.txt"]


def test_a_record_is_unsettled_from_a_new_reading_to_the_next_settling() -> None:
    with Record() as record:
        assert not record.unsettled
        reading = made.readings()[0]
        record.add(reading)
        assert record.unsettled
        record.settle(Findings())
        assert not record.unsettled
        record.add(reading)
        assert not record.unsettled


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": 1}, "not what stands"),
        ({"start": 0, "end": 99999}, "outside the text"),
        ({"start": 5, "end": 31, "text": made.reports()[0].text[5:31]}, "removed span"),
        ({"said_by": "nobody"}, "no actor nobody"),
        ({"within": "none"}, "no claim none"),
        ({"id": "aaa1:1"}, "stands twice"),
    ],
)
def test_a_reading_that_does_not_fit_its_report_is_refused(change: dict[str, Any], words: str) -> None:
    reading = made.readings()[0]
    bad = dataclasses.replace(reading, claims=(dataclasses.replace(reading.claims[0], **change), *reading.claims[1:]))
    with Record() as record, pytest.raises(FaultyFindingsError, match=words):
        record.add(bad)


def test_a_text_with_half_a_character_is_refused() -> None:
    with Record() as record, pytest.raises(FaultyFindingsError, match="surrogate"):
        record.add(Reading(Report("r", "r.txt", "Words \ud800.")))


def test_findings_that_contradict_themselves_leave_the_record_as_it_was(story: Path) -> None:
    broken = dataclasses.replace(made.findings(), actors=())
    with Record(story, writing=True) as record:
        before = record.findings()
        with pytest.raises(FaultyFindingsError, match="no actor"):
            record.settle(broken)
        assert record.findings() == before


def test_tables_have_one_row_each_and_names_in_place_of_ids(story: Path) -> None:
    with Record(story) as record:
        frame = record.visits.df()
        assert frame.loc["visit-1", "visitors"] == "Harald"
        assert frame.loc["visit-1", "hosts"] == "Chile"
        assert frame.loc["visit-1", "delegates"] == "Ines Aas"
        for name in ("reports", "events", "visits", "meetings", "claims", "actors", "agreements", "quotations"):
            collection = getattr(record, name)
            assert len(collection.df()) == len(collection) > 0, name
            assert [row["id"] for row in collection.rows()] == [one.id for one in collection]


def test_collections_are_lists(story: Path) -> None:
    with Record(story) as record:
        assert record.events[0].id == "visit-1"
        assert [e.id for e in record.events[1:3]] == ["meeting-1", "call-1"]
        assert [e.id for e in record.events.where(lambda e: e.status == "planned")] == ["call-1"]
        assert {e.id for e in record.meetings} == {"meeting-1", "meeting-2", "call-1"}


def test_one_thing_by_its_id(story: Path) -> None:
    with Record(story) as record:
        assert record.event("visit-1").label.startswith("Harald")
        assert record.name("aas") == "Ines Aas"
        assert record.claim("bbb2:p").report == "bbb2"
        with pytest.raises(UnknownIdError, match="no event nothing"):
            record.event("nothing")


def test_explaining_shows_every_sentence_and_why_they_were_joined(story: Path) -> None:
    with Record(story) as record:
        shown = record.explain("visit-1")
        assert [e.claim.id for e in shown.evidence] == ["aaa1:0", "bbb2:1", "ccc3:1"]
        assert shown.evidence[1].links[0].reasons == ("the same visitor", "days that meet")
        for evidence in shown.evidence:
            claim = evidence.claim
            assert evidence.report.text[claim.start : claim.end] == claim.text
        assert record.explain("meeting-2").evidence[0].said_by == "Harald"
        assert [e.claim.id for e in record.explain("pact-1").evidence] == ["bbb2:p", "ccc3:p"]
        assert record.explain("aaa1:q").label == "The sea joins us,"
        with pytest.raises(UnknownIdError):
            record.explain("nothing")


def test_search_finds_claims_first_and_nothing_that_was_removed(story: Path) -> None:
    with Record(story) as record:
        first = record.search("sántiago VISIT")[0]
        assert (first.claim, first.event) == ("aaa1:0", "visit-1")
        assert record.search("sea")[0].text.startswith("“The sea joins us,”")
        assert record.search("subscribe") == ()
        assert record.search("alert") == ()
        assert record.search("") == record.search('"*(') == ()
        assert len(record.search("the", limit=1)) == 1


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_any_words_may_be_looked_for(query: str) -> None:
    with Record() as record:
        record.settle(made.findings())
        for found in record.search(query):
            assert found.report.text[found.start : found.end] == found.text
            assert not any(s.start < found.end and found.start < s.end for s in found.report.removed)


def test_the_file_speaks_to_any_sql_tool(story: Path) -> None:
    connection = sqlite3.connect(story)
    row = connection.execute("SELECT visitors, hosts, delegates, status FROM visits").fetchone()
    assert row == ("Harald", "Chile", "Ines Aas", "happened")
    assert connection.execute("SELECT label FROM open_plans").fetchall() == [
        ("Call between Harald and the president of Peru",)
    ]
    shown = connection.execute(
        'SELECT substr(r.text, c."start" + 1, c."end" - c."start") = c.text '
        "FROM claims c JOIN reports r ON r.id = c.report"
    )
    assert {row[0] for row in shown} == {1}
    hits = connection.execute("SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'lima'").fetchone()
    assert hits == (1,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_every_table_and_column_of_the_schema_is_explained() -> None:
    schema = (Path(model.__file__).parent / "record" / "schema.sql").read_text(encoding="utf-8")
    head = schema.split("-- ----")[0]
    tables = re.findall(r"^CREATE TABLE (\w+) \(\n(.*?)\n\)", schema, re.MULTILINE | re.DOTALL)
    assert len(tables) > 25
    for table, body in tables:
        before = schema.split(f"CREATE TABLE {table} (")[0].rstrip().splitlines()[-1]
        assert before.startswith("-- "), table
        for line in body.splitlines():
            column = re.match(r'  "?([a-z_]+)"? (TEXT|INTEGER|REAL|BLOB)', line)
            if column:
                name = column.group(1)
                assert "-- " in line or f"`{name}`" in head or f'"{name}"' in head, f"{table}.{name}"
