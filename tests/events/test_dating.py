"""When events were, and when undated reports were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import Story, meeting, of, only, visit

from communique.events import resolve
from communique.events.windows import Window, edtf, iso, window
from communique.model import Reading


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-03-28", "2017-03-28", "2017-03-28"),
        ("2021-09", "2021-09-01", "2021-09-30"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2017-03-27/2017-03-28", "2017-03-27", "2017-03-28"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2022-01-19?", "2022-01-19", "2022-01-19"),
        ("2022-01-19~", "2022-01-17", "2022-01-21"),
    ],
)
def test_edtf_as_days(text: str, first: str, last: str) -> None:
    found = window(text)
    assert found is not None
    assert (iso(found.lo), iso(found.hi)) == (first, last)


@pytest.mark.parametrize("text", [None, "", "soon", "2021-13", "2021-02-30", "2021-05-04/2021-05-03", "../.."])
def test_what_is_no_date_gives_none(text: str | None) -> None:
    assert window(text) is None


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = window(text)
    assert found is None or found.lo <= found.hi


@given(st.integers(1, 3_000_000), st.integers(0, 800))
def test_a_written_window_reads_back(low: int, length: int) -> None:
    span = Window(low, low + length)
    assert window(edtf(span)) == span


def test_a_stated_length_gives_the_end() -> None:
    found = resolve([visit("r1", "2022-01-19", date="2022-01-19", phase="start", days=2)])
    event = only(found, "visit")
    assert (event.start, event.end) == ("2022-01-19", "2022-01-20")


def test_a_departure_and_a_length_give_the_start() -> None:
    found = resolve([visit("r1", "2022-01-20", date="2022-01-20", phase="end", days=3)])
    assert only(found, "visit").start == "2022-01-18"


def test_told_arrivals_outweigh_mentions() -> None:
    readings = [visit(f"r{n}", "2021-05-05", date="2021-05-04", phase="within") for n in range(3)]
    found = resolve([*readings, visit("r9", "2021-05-04", date="2021-05-03", phase="start")])
    assert (only(found, "visit").start, only(found, "visit").end) == ("2021-05-03", "2021-05-04")


def test_what_happened_outweighs_what_was_planned() -> None:
    found = resolve(
        [
            visit("r1", "2021-04-20", "planned", date="2021-05-01/2021-05-02"),
            visit("r2", "2021-05-04", "happened", date="2021-05-03/2021-05-04"),
        ]
    )
    event = only(found, "visit")
    assert (event.start, event.end, event.status) == ("2021-05-03", "2021-05-04", "happened")
    assert [(d.attribute, d.kind) for d in event.disagreements] == [("end", "update"), ("start", "update")]


def test_meetings_inside_a_visit_tell_its_days() -> None:
    story = Story("r1", None)
    anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
    trip = story.claim("visit", "happened", {anna: "visitor", story.state("CHL", "Chile"): "host"}, days=2)
    for day in ("2021-05-03", "2021-05-04"):
        story.claim("meeting", "happened", {anna: "participant", juan: "participant"}, date=day, within=trip)
    found = resolve([story.reading()])
    assert (only(found, "visit").start, only(found, "visit").end) == ("2021-05-03", "2021-05-04")


def test_a_month_stays_a_month_and_nothing_stays_nothing() -> None:
    assert only(resolve([visit("r1", "2021-06-20", date="2021-05")]), "visit").start == "2021-05"
    assert only(resolve([visit("r1", "2021-06-20")]), "visit").start is None
    assert only(resolve([visit("r1", "2021-05-03", "ongoing")]), "visit").start == "2021-05-03~"


def undated(status: str, when: str | None = None, **more) -> Reading:
    return meeting("r2", None, status, when=when, **more)


def test_an_undated_report_is_dated_by_its_event_and_says_so() -> None:
    found = resolve([meeting("r1", "2021-05-04", date="2021-05-03"), undated("planned", "Monday")])
    (event,) = found.events
    report = next(r for r in found.reports if r.id == "r2")
    assert event.reports == 2
    assert report.published_basis == "cross-report"
    span = window(report.published)
    # "Monday" said of a plan for Monday the 3rd: from the Monday or Tuesday before until the day itself.
    assert span is not None
    assert iso(span.hi) in ("2021-05-02", "2021-05-03")
    assert iso(span.lo) >= "2021-04-26"


def test_an_undated_plan_alone_dates_nothing() -> None:
    found = resolve([meeting("r1", "2021-05-04", date="2021-05-03"), undated("planned")])
    assert next(r for r in found.reports if r.id == "r2").published is None


def test_an_undated_report_of_what_is_over_is_not_dated_by_guess() -> None:
    found = resolve([meeting("r1", "2021-05-04", date="2021-05-03"), undated("happened")])
    assert next(r for r in found.reports if r.id == "r2").published is None


def test_once_dated_a_report_tells_its_other_days() -> None:
    story = Story("r2", None)
    anna, juan, eva = (
        story.person(n, c) for n, c in [("Anna Berg", "NOR"), ("Juan Soto", "CHL"), ("Eva Rojas", "CHL")]
    )
    roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
    trip = story.claim("visit", "ongoing", roles)
    story.claim("talks", "planned", {anna: "participant", juan: "participant"}, when="Tuesday", within=trip)
    story.claim("meeting", "happened", {anna: "participant", eva: "participant"}, when="late on Monday", within=trip)
    announced = Story("r1", "2021-05-01")
    anna, juan = announced.person("Anna Berg", "NOR"), announced.person("Juan Soto", "CHL")
    roles = {anna: "visitor", announced.state("CHL", "Chile"): "host"}
    trip = announced.claim("visit", "planned", roles, date="2021-05-03/2021-05-04")
    announced.claim("talks", "planned", {anna: "participant", juan: "participant"}, date="2021-05-04", within=trip)
    found = resolve([story.reading(), announced.reading()])
    report = next(r for r in found.reports if r.id == "r2")
    assert (report.published, report.published_basis) == ("2021-05-04", "cross-report")
    (met,) = of(found, "meeting")
    assert met.start == "2021-05-03"
    assert met.part_of == only(found, "visit").id


def test_a_report_with_a_day_keeps_it() -> None:
    found = resolve([meeting("r1", "2021-05-04", date="2021-05-03"), meeting("r2", "2021-05-09", date="2021-05-03")])
    assert [r.published for r in found.reports] == ["2021-05-04", "2021-05-09"]


def test_a_dateline_without_a_year_gives_the_day_that_its_events_allow() -> None:
    story = Story("r2", None, "OSLO, May 4 (XYZ) - Anna Berg met Juan Soto on Monday, a spokesman for her office said.")
    who = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
    story.claim("meeting", "happened", dict.fromkeys(who, "participant"), when="Monday")
    found = resolve([meeting("r1", "2021-05-06", date="2021-05-03"), story.reading()])
    report = next(r for r in found.reports if r.id == "r2")
    assert (report.published, report.published_basis) == ("2021-05-04", "cross-report")


def test_weekdays_inside_a_shared_visit_narrow_an_undated_reports_days() -> None:
    def told(id: str, published: str | None, *days: str) -> Reading:
        story = Story(id, published)
        anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
        eva = story.person("Eva Rojas", "CHL")
        trip = story.claim(
            "visit", "happened", {anna: "visitor", story.state("CHL", "Chile"): "host"}, date=days[0] if days else None
        )
        first = {"date": days[1]} if days else {"when": "Tuesday"}
        story.claim("talks", "happened", {anna: "participant", juan: "participant"}, within=trip, **first)
        if not days:
            story.claim("meeting", "happened", {anna: "participant", eva: "participant"}, within=trip, when="Wednesday")
        return story.reading()

    found = resolve([told("r1", "2021-05-07", "2021-05-03/2021-05-06", "2021-05-04"), told("r2", None)])
    span = window(next(r for r in found.reports if r.id == "r2").published)
    assert span is not None
    assert iso(span.lo) == "2021-05-05"
    assert only(found, "meeting").start == "2021-05-05"


def test_an_undated_report_with_the_year_dates_another() -> None:
    found = resolve(
        [
            visit("r1", None, date="2021-07-06/2021-07-10", status="planned"),
            visit("r2", None, when="this morning", phase="start"),
        ]
    )
    days = {report.id: report.published for report in found.reports}
    assert (days["r1"], days["r2"]) == (None, "2021-07-06")


def test_what_ends_on_a_day_is_not_told_of_the_first() -> None:
    found = resolve(
        [
            visit("r1", None, date="2021-07-06/2021-07-10", status="planned"),
            visit("r2", None, when="Saturday", phase="end", status="planned"),
        ]
    )
    assert {r.id: r.published for r in found.reports}["r2"] == "2021-07-04/2021-07-10"


def test_plans_told_by_day_and_month_say_before_when_an_undated_report_was_written() -> None:
    def goes(story: Story, status: str, state: str, name: str, **more: str) -> None:
        roles = {story.person("Anna Berg", "NOR"): "visitor", story.state(state, name): "host"}
        story.claim("visit", status, roles, **more)

    announced, tour = Story("r1", "2021-05-01"), Story("r2", None)
    goes(announced, "planned", "CHL", "Chile", date="2021-05-05/2021-05-07")
    goes(tour, "happened", "CHL", "Chile")
    goes(tour, "planned", "PER", "Peru", when="May 17")
    found = resolve([announced.reading(), tour.reading()])
    report = next(r for r in found.reports if r.id == "r2")
    assert (report.published, report.published_basis) == ("2021-05-05/2021-05-17", "cross-report")
    assert {e.start for e in of(found, "visit")} == {"2021-05-05", "2021-05-17"}


def test_a_visit_of_which_only_the_end_is_known_may_have_begun_days_before() -> None:
    def goes(id: str, published: str | None, status: str, **more: str) -> Reading:
        story = Story(id, published)
        roles = {story.person("Anna Berg", "NOR"): "visitor", story.state("CHL", "Chile"): "host"}
        story.claim("visit", status, roles, **more)
        return story.reading()

    home = goes("r1", "2021-05-05", "happened", date="2021-05-05", phase="end")
    found = resolve([home, goes("r2", None, "planned", when="Tuesday")])
    assert only(found, "visit").start == "2021-05-04"
