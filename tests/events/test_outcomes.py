"""An announced event followed to what became of it: held, on another day, cut short, postponed, called off, revived."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.events.stories import Story, meeting, only, visit

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
