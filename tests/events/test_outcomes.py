"""An announced event followed to what became of it: held, on another day, cut short, postponed, called off, revived."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.events.stories import Story, meeting, of, only, visit

from communique.claims import read_report
from communique.events import resolve
from communique.model import Event, Reading, Report

PLAN = visit("a", "2021-05-01", "planned", date="2021-05-10", phase="start")


def said(event: Event) -> list[tuple[str, str | None]]:
    return [(entry.status, entry.asserted) for entry in event.history]


def test_a_plan_and_its_outcome_are_one_event_with_both_in_its_history() -> None:
    found = only(resolve([PLAN, visit("b", "2021-05-10", date="2021-05-10", phase="start")]), "visit")
    assert found.status == "happened"
    assert said(found) == [("planned", "2021-05-01"), ("happened", "2021-05-10")]


def test_held_on_another_day_it_has_the_day_it_was_held_on() -> None:
    found = only(resolve([PLAN, visit("b", "2021-05-13", date="2021-05-13", phase="start")]), "visit")
    assert (found.status, found.start) == ("happened", "2021-05-13")
    assert said(found)[0] == ("planned", "2021-05-01")


def test_cut_short_it_ends_on_the_day_it_ended() -> None:
    plan = visit("a", "2021-05-01", "planned", date="2021-05-10/2021-05-13")
    came = visit("b", "2021-05-10", date="2021-05-10", phase="start")
    left = visit("c", "2021-05-11", date="2021-05-11", phase="end")
    late = visit("d", "2021-05-12", date="2021-05-11", phase="end")
    found = only(resolve([plan, came, left, late]), "visit")
    assert (found.start, found.end) == ("2021-05-10", "2021-05-11")
    assert any(d.attribute == "end" and d.kind == "update" for d in found.disagreements)


def test_a_visit_without_the_signing_planned_for_it() -> None:
    def told(id: str, published: str, visited: str, signed: str) -> Reading:
        story = Story(id, published)
        who = story.person("Anna Berg", "NOR", "prime minister")
        host = story.state("CHL", "Chile")
        there = story.claim("visit", visited, {who: "visitor", host: "host"}, at=(None, "CHL"), date="2021-05-10")
        roles = {story.state("NOR", "Norway"): "signatory", host: "signatory"}
        story.claim("signing", signed, roles, date="2021-05-10", within=there)
        return story.reading()

    found = resolve([told("a", "2021-05-01", "planned", "planned"), told("b", "2021-05-11", "happened", "denied")])
    visited, signing = only(found, "visit"), only(found, "signing")
    assert (visited.status, signing.status, signing.part_of) == ("happened", "denied", visited.id)


def test_called_off_it_stays_called_off_though_a_later_report_looks_back_on_the_plan() -> None:
    off = visit("b", "2021-05-06", "cancelled")
    back = visit("c", "2021-05-08", "planned", date="2021-05-10", text="She had been due to visit on Monday.")
    assert only(resolve([PLAN, off, back]), "visit").status == "cancelled"


def test_revived_it_is_planned_again_and_then_held() -> None:
    off = visit("b", "2021-05-03", "cancelled", date="2021-05-10")
    again = visit("c", "2021-05-06", "planned", date="2021-05-10")
    assert only(resolve([PLAN, off, again]), "visit").status == "planned"
    held = visit("d", "2021-05-10", date="2021-05-10")
    found = only(resolve([PLAN, off, again, held]), "visit")
    assert [status for status, _ in said(found)] == ["planned", "cancelled", "planned", "happened"]
    assert found.status == "happened"


def test_a_planned_visit_is_made_once_the_visitor_met_somebody_of_that_state_on_its_day() -> None:
    met = meeting("b", "2021-05-10", date="2021-05-10")
    assert only(resolve([PLAN, met]), "visit").status == "happened"


def test_a_meeting_with_somebody_of_a_third_state_tells_nothing_of_the_visit() -> None:
    met = meeting("b", "2021-05-10", date="2021-05-10", people=(("Anna Berg", "NOR"), ("Luc Petit", "FRA")))
    assert only(resolve([PLAN, met]), "visit").status == "planned"


def test_the_day_of_calling_off_is_not_the_day_of_the_visit() -> None:
    text = (
        "Norwegian Prime Minister Anna Berg called off her visit to Chile on Tuesday. "
        "She had been due to visit Santiago on Friday."
    )
    reading = read_report(Report("a", "a.txt", text, published="2021-05-12"))
    found = [e for e in resolve([reading]).events if e.kind == "visit"]
    assert [(e.status, e.start) for e in found] == [("cancelled", "2021-05-14")]


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["planned", "cancelled", "happened"])), max_size=6))
def test_what_happened_is_never_undone_and_no_word_is_lost(told: list[tuple[int, str]]) -> None:
    reports = [visit(f"r{n}", f"2021-05-0{day}", status, date="2021-05-10") for n, (day, status) in enumerate(told)]
    held = visit("held", "2021-05-10", date="2021-05-10")
    after = visit("z", "2021-05-12", "planned", date="2021-05-10")
    found = only(resolve([PLAN, *reports, held, after]), "visit")
    assert found.status == "happened"
    assert len(found.claims) == len(told) + 3
    days = [str(entry.asserted) for entry in found.history]
    assert days == sorted(days)


def put_off(id: str, published: str, *, old: str | None = None, new: str | None = None) -> Reading:
    """A report that Berg's visit is put off, from a day and to one, as far as they are given."""
    story = Story(id, published)
    roles = {story.person("Anna Berg", "NOR", "prime minister"): "visitor", story.state("CHL", "Chile"): "host"}
    word = {"at": (None, "CHL"), "start": 0, "cue_start": 5, "text": "She postponed the visit."}
    off = story.claim("visit", "cancelled", roles, date=old, **word)
    if new:
        story.claim("visit", "planned", roles, date=new, same_as=off, **word)
    return story.reading()


def test_postponed_to_a_named_day_it_is_planned_for_that_day() -> None:
    for old in (None, "2021-05-10"):
        found = only(resolve([PLAN, put_off("b", "2021-05-06", old=old, new="2021-06-03")]), "visit")
        assert (found.status, found.start) == ("planned", "2021-06-03")
        assert said(found) == [("planned", "2021-05-01"), ("cancelled", "2021-05-06"), ("planned", "2021-05-06")]


def test_postponed_to_a_named_day_and_held_on_it() -> None:
    held = visit("c", "2021-06-03", date="2021-06-03")
    found = only(resolve([PLAN, put_off("b", "2021-05-06", new="2021-06-03"), held]), "visit")
    assert (found.status, found.start) == ("happened", "2021-06-03")
    assert [status for status, _ in said(found)] == ["planned", "cancelled", "planned", "happened"]


def test_postponed_to_a_season_it_waits_for_it() -> None:
    found = only(resolve([PLAN, put_off("b", "2021-05-06", new="2021-10")]), "visit")
    assert (found.status, found.start) == ("planned", "2021-10")


def test_that_it_was_postponed_said_again_does_not_call_off_the_new_day() -> None:
    moved = put_off("b", "2021-05-06", new="2021-06-03")
    again = visit("c", "2021-05-07", "cancelled", date="2021-05-10", text="She postponed her visit.")
    assert only(resolve([PLAN, moved, again]), "visit").status == "planned"
    off = visit("c", "2021-05-20", "cancelled", date="2021-06-03", text="She called off her visit.")
    assert only(resolve([PLAN, moved, off]), "visit").status == "cancelled"


def test_postponed_without_a_day_and_planned_anew_it_is_one_visit() -> None:
    again = visit("c", "2021-05-20", "planned", date="2021-07-01")
    found = only(resolve([PLAN, put_off("b", "2021-05-06"), again]), "visit")
    assert (found.status, found.start) == ("planned", "2021-07-01")
    assert [status for status, _ in said(found)] == ["planned", "cancelled", "planned"]


def test_postponed_without_a_day_it_is_off() -> None:
    found = only(resolve([PLAN, put_off("b", "2021-05-06")]), "visit")
    assert (found.status, found.start) == ("cancelled", "2021-05-10")


def test_a_plan_known_before_another_was_put_off_is_its_own() -> None:
    other = visit("c", "2021-05-02", "planned", date="2021-07-01")
    found = resolve([PLAN, put_off("b", "2021-05-06", old="2021-05-10"), other])
    assert [(e.status, e.start) for e in of(found, "visit")] == [("cancelled", "2021-05-10"), ("planned", "2021-07-01")]


def test_a_meeting_on_the_day_after_moves_the_visit_to_it() -> None:
    plan = visit("a", "2021-05-01", "planned", date="2021-05-10")
    met = meeting("b", "2021-05-11", date="2021-05-11")
    found = only(resolve([plan, met]), "visit")
    assert (found.status, found.start, found.end) == ("happened", "2021-05-11", "2021-05-11")
    late = meeting("b", "2021-05-14", date="2021-05-14")
    assert only(resolve([plan, late]), "visit").status == "planned"


def test_a_visit_that_was_to_begin_the_day_before_the_meeting_keeps_its_beginning() -> None:
    found = only(resolve([PLAN, meeting("b", "2021-05-11", date="2021-05-11")]), "visit")
    assert (found.status, found.start, found.end) == ("happened", "2021-05-10", "2021-05-11")


def test_a_visit_cut_short_is_not_stretched_to_its_stated_length() -> None:
    plan = visit("a", "2021-05-01", "planned", date="2021-05-10", days=4)
    left = visit("b", "2021-05-11", date="2021-05-11", phase="end")
    found = only(resolve([plan, left]), "visit")
    assert (found.start, found.end) == ("2021-05-10", "2021-05-11")


def test_the_stops_of_a_tour_are_made_on_their_own_days_and_with_them_the_tour() -> None:
    story = Story("a", "2021-05-01")
    who = story.person("Anna Berg", "NOR", "prime minister")
    days = {"date": "2021-05-10/2021-05-14"}
    tour = story.claim("visit", "planned", {who: "visitor"}, at=("Latin America", None), **days)
    for code in ("CHL", "PER"):
        roles = {who: "visitor", story.state(code, code.title()): "host"}
        story.claim("visit", "planned", roles, at=(None, code), phase="within", within=tour, **days)
    met = meeting("b", "2021-05-11", date="2021-05-11")
    seen = visit("c", "2021-05-13", date="2021-05-13", host="PER")
    found = {e.place.country if e.place else None: e for e in of(resolve([story.reading(), met, seen]), "visit")}
    assert {c: e.status for c, e in found.items()} == {None: "happened", "CHL": "happened", "PER": "happened"}
    assert (found["CHL"].start, found["CHL"].end) == ("2021-05-11", "2021-05-11")
    assert (found["PER"].start, found["PER"].end) == ("2021-05-13", "2021-05-13")
    assert found["CHL"].part_of == found["PER"].part_of == found[None].id


def test_a_meeting_told_with_a_tour_belongs_to_the_stop_in_its_state() -> None:
    story = Story("b", "2021-05-10")
    who, host = story.person("Anna Berg", "NOR", "prime minister"), story.person("Juan Soto", "CHL")
    tour = story.claim("visit", "ongoing", {who: "visitor"}, at=("Latin America", None))
    story.claim("meeting", "happened", {who: "participant", host: "participant"}, date="2021-05-10", within=tour)
    found = resolve([PLAN, story.reading()])
    stop = next(e for e in of(found, "visit") if e.place and e.place.country == "CHL")
    assert (stop.status, only(found, "meeting").part_of) == ("happened", stop.id)
