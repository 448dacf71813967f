"""What the desk hands out as files: the list that the page shows, whole, and one event."""

from __future__ import annotations

import csv
import io
import sys

import bibtexparser
import icalendar
import networkx
import pytest
import rispy
from pyarrow import parquet

import made
from communique.record import Record
from communique.web import taking
from web.desks import Desk


def _rows(desk: Desk, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(desk.html(path))))


def _name(desk: Desk, path: str) -> str:
    return desk.client.get(path).headers["content-disposition"]


def test_a_list_is_taken_as_it_is_filtered(desk: Desk) -> None:
    assert {row["id"] for row in _rows(desk, "/take/csv")} == {"visit-1", "meeting-1", "call-1", "meeting-2"}
    assert [row["id"] for row in _rows(desk, "/take/csv?kind=call")] == ["call-1"]
    assert [row["id"] for row in _rows(desk, "/take/csv?at=2021-06")] == ["call-1"]
    assert [row["id"] for row in _rows(desk, "/take/csv?undated=1&at=2021-06")] == ["meeting-2"]
    assert _name(desk, "/take/csv") == 'attachment; filename="events.csv"'


def test_csv_json_and_parquet_hold_the_same_rows_as_the_record(desk: Desk) -> None:
    with Record(desk.record) as record:
        rows = {row["id"]: row for row in record.events.rows()}
    assert {row["id"]: row for row in desk.client.get("/take/json").json()} == rows
    table = parquet.read_table(io.BytesIO(desk.client.get("/take/parquet").content)).to_pylist()
    assert {row["id"]: row for row in table} == rows
    written = {row["id"]: row["label"] for row in _rows(desk, "/take/csv")}
    assert written == {key: row["label"] for key, row in rows.items()}


def test_all_pages_of_a_list_are_taken(desk: Desk) -> None:
    findings = made.findings()
    one, said = findings.events[2], findings.claims[1]
    numbers = range(700)
    events = tuple(made.replaced(one, id=f"call-{n}", claims=(f"said-{n}",), history=()) for n in numbers)
    claims = tuple(made.replaced(said, id=f"said-{n}") for n in numbers)
    with Record(desk.record, writing=True) as record:
        record.settle(
            made.replaced(
                findings, events=events, claims=claims, agreement_claims=(), agreements=(), quotations=(),
                event_of={f"said-{n}": f"call-{n}" for n in numbers},
            )
        )  # fmt: skip
    assert len(_rows(desk, "/take/csv?kind=call")) == 700


def test_no_cell_acts(desk: Desk) -> None:
    trap = made.replaced(made.findings().events[0], label="=cmd|'/C calc'!A0")
    with Record(desk.record, writing=True) as record:
        record.settle(made.replaced(made.findings(), events=(trap, *made.findings().events[1:])))
    assert {row["label"][:2] for row in _rows(desk, "/take/csv?kind=visit")} == {"'="}


def test_a_calendar_of_a_list_holds_its_visits(desk: Desk) -> None:
    calendar = icalendar.Calendar.from_ical(desk.html("/take/ical"))
    assert [str(event["UID"]) for event in calendar.walk("VEVENT")] == ["visit-1@communique"]
    assert "text/calendar" in desk.client.get("/take/ical").headers["content-type"]
    calls = icalendar.Calendar.from_ical(desk.html("/take/ical?kind=call"))
    assert [str(event["UID"]) for event in calls.walk("VEVENT")] == ["call-1@communique"]


def test_one_event_is_taken_with_its_own_sources(desk: Desk) -> None:
    (visit,) = icalendar.Calendar.from_ical(desk.html("/take/ical?event=visit-1")).walk("VEVENT")
    assert str(visit["SUMMARY"]) == "Harald visits Chile (Santiago)"
    assert _name(desk, "/take/ical?event=visit-1") == 'attachment; filename="visit-1.ics"'
    library = bibtexparser.parse_string(desk.html("/take/bibtex?event=meeting-1"))
    assert [entry.key for entry in library.entries] == ["communique-bbb2", "communique-ccc3"]
    assert [item["id"] for item in rispy.loads(desk.html("/take/ris?event=call-1"))] == ["aaa1"]


def test_the_graph_of_a_list_joins_those_who_met(desk: Desk) -> None:
    graph = networkx.read_gexf(io.BytesIO(desk.client.get("/take/gexf?kind=meeting").content))
    assert {frozenset(edge) for edge in graph.edges} == {frozenset(("harald", "luna"))}


@pytest.mark.parametrize("path", ["/take/docx", "/take/csv?event=none", "/take/"])
def test_what_is_not_there_is_said(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 404


def test_a_list_too_long_for_a_calendar_is_refused_with_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST", 1)
    assert "communique export RECORD" in desk.html("/take/bibtex", status=413)
    assert desk.client.get("/take/csv").status_code == 200


def test_without_pyarrow_the_page_says_how_to_get_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install" in desk.html("/take/parquet", status=501)


def test_pages_link_to_their_files(desk: Desk) -> None:
    assert 'href="/take/csv?kind=visit&amp;at=all"' in desk.html("/timeline?kind=visit")
    assert 'href="/take/parquet?undated=1"' in desk.html("/timeline?undated=1")
    assert 'href="/take/ris?event=visit-1"' in desk.html("/events/visit-1")


def test_people_are_taken_as_they_are_filtered(desk: Desk) -> None:
    everybody = {row["id"]: row for row in _rows(desk, "/take/people/csv")}
    assert set(everybody) == {"harald", "luna", "aas", "peru"}
    assert (everybody["harald"]["office"], everybody["harald"]["events"]) == ("king", "3")
    assert [row["id"] for row in _rows(desk, "/take/people/csv?state=CHL")] == ["luna"]
    assert [row["id"] for row in desk.client.get("/take/people/json?name=aas").json()] == ["aas"]
    table = parquet.read_table(io.BytesIO(desk.client.get("/take/people/parquet?type=organization").content))
    assert (len(table), table.schema.names[0]) == (0, "id")
    assert desk.client.get("/take/people/ical").status_code == 404


def test_dossiers_link_to_their_files(desk: Desk) -> None:
    assert 'href="/take/ical?state=CHL&amp;with=NOR"' in desk.html("/pairs/CHL/NOR")
    assert 'href="/take/ris?state=NOR"' in desk.html("/states/NOR")
    assert 'href="/take/bibtex?who=harald"' in desk.html("/actors/harald")
    assert 'href="/take/people/csv?state=CHL"' in desk.html("/actors?state=CHL")
    assert 'href="/take/csv?words=fishing"' in desk.html("/find?words=fishing")
    assert {row["id"] for row in _rows(desk, "/take/csv?state=CHL&with=NOR")} == {"visit-1", "meeting-1"}
    assert {row["id"] for row in _rows(desk, "/take/csv?who=harald")} == {"visit-1", "meeting-1", "call-1"}


def test_a_name_of_a_file_is_plain(desk: Desk) -> None:
    odd = made.replaced(made.findings().events[3], id='x"\r\nset-cookie: a=b;ü/../')
    findings = made.replaced(made.findings(), events=(*made.findings().events[:3], odd), event_of={})
    with Record(desk.record, writing=True) as record:
        record.settle(findings)
    answer = desk.client.get("/take/csv", params={"event": odd.id})
    assert answer.headers["content-disposition"] == 'attachment; filename="x-set-cookie-a-b.csv"'
