"""What each view shows of the made story (tests/made.py), and that what is chosen stands in the address."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import communique
from communique.web import app
from web.desks import Desk

VIEWS = (
    "/timeline",
    "/timeline?at=2021",
    "/timeline?at=2021-05",
    "/timeline?at=2021-05-03",
    "/timeline?undated=1",
    "/events/visit-1",
    "/events/meeting-1",
    "/reports/aaa1",
    "/reports/ccc3",
    "/actors",
    "/actors/harald",
    "/states/NOR",
    "/pairs/CHL/NOR",
    "/find",
    "/find?words=fishing+pact",
    "/network",
    "/network?of=states",
    "/map",
)


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_is_there_with_its_data_and_its_links_lead_somewhere(desk: Desk, path: str) -> None:
    page = desk.html(path)
    assert desk.json(path)
    for link in {unescape(link) for link in re.findall(r'href="(/[^"#]*)', page)}:
        answer = desk.client.get(link)
        assert answer.status_code == 200, link


@pytest.mark.parametrize("path", VIEWS)
def test_no_view_holds_markup_of_a_report_or_a_script_of_its_own(desk: Desk, path: str) -> None:
    page = desk.html(path)
    assert "<script>" not in page
    assert "javascript:" not in re.sub(r"<[^a][^>]*>", "", page) or 'href="javascript' not in page
    assert "<b>Subscribe" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r"\sstyle=", page)


# ---------------------------------------------------------------- timeline


def test_each_month_and_what_is_known_to_the_year_alone_stand_under_one_heading(tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text(
        "Date: 2021-05-03\n\nKenyan President Peter Otieno gave a speech in Nairobi in 2020. He met Chilean President "
        "Ana Rojas in January 2020. Otieno visited Peru in 2020.\n",
        encoding="utf-8",
    )
    communique.read(tmp_path / "told.txt", record=tmp_path / "told.record").close()
    with TestClient(app(tmp_path / "told.record"), base_url="http://localhost:8017") as client:
        page = Desk(client, tmp_path / "told.record").html("/timeline?at=2020")
    assert page.count("<h2>Some time in 2020</h2>") == 1
    assert page.count("<h2>January 2020</h2>") == 1


def test_the_timeline_shows_dated_events_with_what_they_contain_and_lists_the_others(desk: Desk) -> None:
    data = desk.json("/timeline")
    assert [row["id"] for row in data["rows"]] == ["call-1", "visit-1"]
    assert [inner["id"] for inner in data["rows"][1]["inside"]] == ["meeting-1"]
    assert [entry["id"] for entry in data["undated"]["first"]] == ["meeting-2"]
    page = desk.html("/timeline")
    assert 'class="bar happened"' in page
    assert 'class="bar planned"' in page
    assert '<span class="badge disputed"' in page
    assert "No report tells the day" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("at=2021-05", ["visit-1"]),
        ("at=2021-06-07", ["call-1"]),
        ("at=2020", []),
        ("kind=visit", ["visit-1"]),
        ("kind=meeting", ["visit-1"]),
        ("status=planned", ["call-1"]),
        ("state=NOR&with=PER", ["call-1"]),
        ("state=CHL", ["visit-1"]),
        ("who=luna", ["visit-1"]),
        ("who=Rosa+Luna", ["visit-1"]),
        ("who=nobody+at+all", []),
        ("disputed=1", ["visit-1"]),
    ],
)
def test_filters_of_the_timeline(desk: Desk, query: str, found: list[str]) -> None:
    data = desk.json(f"/timeline?{query}")
    assert [row["id"] for row in data["rows"]] == found


@pytest.mark.parametrize("query", ["at=2021-13", "at=x", "status=x", "state=xx", "page=0", "page=x", "kind=", "year=1"])
def test_what_is_no_choice_is_left_out(desk: Desk, query: str) -> None:
    assert len(desk.json(f"/timeline?{query}")["rows"]) == 2


def test_a_choice_goes_on_through_links_and_forms(desk: Desk) -> None:
    page = unescape(desk.html("/timeline?at=2021&kind=visit&state=NOR"))
    chart = re.findall(r'href="(/timeline\?[^"]*at=2021-\d\d[^"]*)"', page)
    assert len(chart) == 12
    assert all("kind=visit" in link and "state=NOR" in link for link in chart)
    assert '<option value="visit" selected>' in page
    assert '<input type="hidden" name="at" value="2021">' in page


# ---------------------------------------------------------------- events and reports


def test_an_event_has_all_that_the_record_holds_on_it(desk: Desk) -> None:
    page = unescape(desk.html("/events/visit-1"))
    for words in (
        "Harald visits Chile (Santiago)", "3–4 May 2021", "Santiago", "foreign minister of Norway",
        "2 of them independent",
        "both cannot be true", "3 May 2021", "4 May 2021", "The sea joins us,", "Meeting of Harald and Rosa Luna",
        "The visit began on Tuesday.", "the same visitor; days that meet", "the verb 'arrive'", "CONSULT/visit",
    ):  # fmt: skip
        assert words in page, words
    assert desk.html("/events/meeting-1").count("fishing pact")


def test_the_clicked_sentence_is_marked_in_its_report(desk: Desk) -> None:
    for claim, report in (("aaa1:0", "King in"), ("bbb2:1", "b/second.txt")):
        page = unescape(desk.html(f"/events/visit-1?claim={claim}"))
        aside = page.split('<aside class="paper beside"')[1]
        assert report in aside
        assert len(re.findall(r'<mark id="s"', aside)) == 1
    assert re.search(r'<mark id="s" class="mine aimed">The visit began on Tuesday.</mark>', aside)


def test_a_sentence_has_an_address_for_good(desk: Desk) -> None:
    text = desk.json("/reports/aaa1")["report"]["text"]
    start = text.index("He is to speak")
    data = desk.json(f"/reports/aaa1?from={start}&to={start + 14}")
    assert data["chosen"] == {"start": start, "end": start + 14, "text": "He is to speak"}
    assert '<mark id="s" class=" aimed">He is to speak</mark>' in desk.html(
        f"/reports/aaa1?from={start}&to={start + 14}"
    )
    for query in ("from=5&to=2", "from=0&to=999999", "from=x&to=3", "from=-1&to=3", "from=٣&to=٤"):
        assert desk.json(f"/reports/aaa1?{query}")["chosen"] is None


def test_a_report_dims_what_was_removed_and_keeps_it(desk: Desk) -> None:
    page = desk.html("/reports/aaa1")
    removed = re.search(r'<span class="removed" title="left out of the reading: menu">(.*?)</span>', page, re.DOTALL)
    assert removed
    assert unescape(removed[1]).startswith("Home | Sport | <b>Subscribe</b>")


def test_only_addresses_of_the_web_become_links(desk: Desk) -> None:
    assert 'href="https://andes.example/2"' in desk.html("/reports/bbb2")
    page = desk.html("/reports/ccc3")
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page
    assert 'href="/reports/bbb2"' in page


@pytest.mark.parametrize("path", ["/events/none", "/reports/none", "/actors/none", "/states/XXX", "/pairs/NOR/NOR"])
def test_what_is_not_in_the_record_is_said(desk: Desk, path: str) -> None:
    assert "Not here" in desk.html(path, status=404)


# ---------------------------------------------------------------- who


def test_a_person_has_travel_encounters_and_words(desk: Desk) -> None:
    data = desk.json("/actors/harald")
    assert data["events"] == 3
    assert [trip["id"] for trip in data["trips"]["latest"]] == ["visit-1"]
    assert data["trips"]["places"] == [{"name": "Santiago", "country": "CHL", "visits": 1}]
    assert {(one["one"], one["other"]) for one in data["met"]} == {("harald", "luna"), ("harald", "peru")}
    assert data["quotations"]["total"] == 1
    assert desk.json("/actors/aas")["trips"]["events"] == 1


def test_a_state_is_a_page_of_its_own(desk: Desk) -> None:
    answer = desk.client.get("/actors/norway", follow_redirects=False)
    assert answer.headers["location"] == "/states/NOR"
    data = desk.json("/states/NOR")
    assert {one["country"] for one in data["met"]} == {"CHL", "PER"}
    assert data["agreements"]["total"] == 1


def test_the_dossier_of_two_states_is_one_whichever_is_named_first(desk: Desk) -> None:
    data = desk.json("/pairs/NOR/CHL")
    assert data == desk.json("/pairs/CHL/NOR")
    assert data["events"] == 2
    assert [(step["stage"], step["date"]) for step in data["agreements"]["first"][0]["history"]] == [
        ("signed", "2021-05-04")
    ]
    assert {part["title"]: part["events"] for part in data["parts"]}["Visits to Chile"] == 1
    assert {part["title"]: part["events"] for part in desk.json("/pairs/NOR/PER")["parts"]}["Open plans"] == 1


def test_persons_are_listed_by_name_and_state(desk: Desk) -> None:
    assert [one["id"] for one in desk.json("/actors?name=luna")["actors"]] == ["luna"]
    assert {one["id"] for one in desk.json("/actors?state=NOR")["actors"]} == {"harald", "aas"}
    assert desk.json("/actors?type=organization")["actors"] == []


# ---------------------------------------------------------------- find, network, map


def test_find_lights_up_the_words_and_counts_facets(desk: Desk) -> None:
    data = desk.json("/find?words=visit+santiago")
    assert [hit["event"]["id"] for hit in data["hits"]] == ["visit-1"]
    assert data["facets"]["kind"] == [{"value": "visit", "words": "visit", "events": 1}]
    assert {value["value"] for value in data["facets"]["outlet"]} == {"Nordic Post", "Andes Daily", "Coast Times"}
    assert "<mark>Santiago</mark>" in desk.html("/find?words=santiago")


def test_a_facet_that_is_chosen_can_be_taken_out_again(desk: Desk) -> None:
    page = unescape(desk.html("/find?words=harald&kind=visit"))
    taken = page.split('<ul class="taken"')[1].split("</ul>")[0]
    assert 'href="/find?words=harald"' in taken
    assert "visit" in taken


def test_what_was_removed_from_a_report_is_not_found(desk: Desk) -> None:
    assert desk.json("/find?words=subscribe")["passages"] == []
    assert [passage["heading"]["id"] for passage in desk.json("/find?words=planned")["passages"]] == ["aaa1"]


def test_the_network_draws_each_encounter_once(desk: Desk) -> None:
    data = desk.json("/network")
    assert {(one["one"], one["other"], one["events"]) for one in data["met"]} == {
        ("harald", "luna", 1), ("harald", "peru", 1),
    }  # fmt: skip
    assert desk.html("/network").count("<line ") == 2
    states = desk.json("/network?of=states")
    assert {(one["one"], one["other"]) for one in states["met"]} == {("CHL", "NOR"), ("NOR", "PER")}
    assert {(one["one"], one["other"]) for one in desk.json("/network?who=luna")["met"]} == {("harald", "luna")}


def test_the_map_places_visits_and_lists_them(desk: Desk) -> None:
    data = desk.json("/map")
    assert [(place["name"], place["visits"], place["at_capital"]) for place in data["places"]] == [
        ("Santiago", 1, False)
    ]
    assert abs(data["places"][0]["latitude"] + 33.4) < 0.2
    page = desk.html("/map?who=harald")
    assert page.count('class="dot"') == 1
    assert page.count('class="way"') == 1
