"""What keeps plans, recollections and summits together or apart: likeness seen through resolving whole stories."""

from __future__ import annotations

import pytest
from tests.events.stories import Story, meeting, of, only, visit

from communique.events import resolve
from communique.model import Reading

LEADERS = (("Anna Berg", "NOR"), ("Juan Soto", "CHL"))


def test_a_plan_without_a_day_and_one_for_a_month_far_ahead_are_one_plan() -> None:
    found = resolve(
        [
            meeting("a", "2021-03-01", "planned", people=LEADERS, date="2021-06", phase="somewhere", when="June"),
            meeting("b", "2021-03-04", "planned", people=LEADERS),
        ]
    )
    assert len(only(found, "meeting").claims) == 2


def test_a_plan_told_half_a_year_later_is_another() -> None:
    found = resolve(
        [
            meeting("a", "2021-03-01", "planned", people=LEADERS, date="2021-06", phase="somewhere", when="June"),
            meeting("b", "2021-09-04", "planned", people=LEADERS),
        ]
    )
    assert len(of(found, "meeting")) == 2


@pytest.mark.parametrize(("date", "events"), [("2021-03-29/2021-04-04", 1), ("2021-04-12/2021-04-18", 2)])
def test_a_week_recalled_wrongly_is_the_journey_whose_day_another_report_knows(date: str, events: int) -> None:
    found = resolve(
        [
            visit("a", "2021-04-17", date="2021-03-28"),
            visit("b", "2021-04-18", date=date, phase="somewhere", when="that week"),
        ]
    )
    assert len(of(found, "visit")) == events


def test_a_summit_ahead_of_two_states_is_that_of_their_leaders() -> None:
    leaders = meeting("a", "2021-03-01", "planned", people=LEADERS, text="They plan to meet.", cue_start=13, cue_end=17)
    story = Story("b", "2021-03-02")
    told = "It would be the first summit of the two states."
    start = told.index("summit")
    roles = {story.state("NOR", "Norway"): "participant", story.state("CHL", "Chile"): "participant"}
    story.claim("meeting", "planned", roles, text=told, start=0, cue_start=start, cue_end=start + 6)
    assert len(only(resolve([leaders, story.reading()]), "meeting").claims) == 2


@pytest.mark.parametrize(
    ("date", "one_report", "events"),
    [("2021-03-28", False, 1), ("2021-03-29", False, 2), ("2021-03-28", True, 2)],
)
def test_two_plans_for_one_meeting_of_a_visit_differ_by_a_day(date: str, one_report: bool, events: int) -> None:
    def plan(story: Story, day: str) -> None:
        berg, chile = story.person("Anna Berg", "NOR"), story.state("CHL", "Chile")
        days = {"date": "2021-03-26/2021-03-30", "at": (None, "CHL")}
        trip = story.claim("visit", "planned", {berg: "visitor", chile: "host"}, **days)
        both = {berg: "participant", story.person("Juan Soto", "CHL"): "participant"}
        story.claim("meeting", "planned", both, date=day, within=trip)

    first, second = Story("a", "2021-03-23"), Story("b", "2021-03-24")
    plan(first, "2021-03-27")
    plan(first if one_report else second, date)
    found = of(resolve([first.reading()] if one_report else [first.reading(), second.reading()]), "meeting")
    assert len(found) == events
    if events == 1:
        (told,) = found[0].disagreements
        assert (told.attribute, {value.value for value in told.values}) == ("date", {"2021-03-27", "2021-03-28"})


def test_what_one_report_tells_as_over_and_as_to_come_are_two_meetings() -> None:
    story = Story("a", "2021-03-01")
    roles = {story.person("Anna Berg", "NOR"): "participant", story.person("Juan Soto", "CHL"): "participant"}
    story.claim("meeting", "happened", roles)
    story.claim("meeting", "planned", roles)
    assert len(of(resolve([story.reading()]), "meeting")) == 2


def test_to_go_into_a_meeting_gives_an_undated_report_no_day() -> None:
    dated = meeting("a", "2021-03-01", "planned", people=LEADERS, date="2021-04-20")
    story = Story("b", None)
    roles = {story.person("Anna Berg", "NOR"): "participant", story.person("Juan Soto", "CHL"): "participant"}
    plan = story.claim("meeting", "planned", roles)
    story.claim("meeting", "ongoing", roles, same_as=plan)
    found = resolve([dated, story.reading()])
    assert next(r for r in found.reports if r.id == "b").published != "2021-04-20"


def test_a_day_told_only_about_is_of_the_visit_whose_days_it_follows() -> None:
    found = resolve(
        [
            visit("a", "2021-03-30", date="2021-03-30"),
            visit("b", "2021-04-02", date="2021-04-02~", phase="within"),
        ]
    )
    assert len(only(found, "visit").claims) == 2


def test_a_visit_announced_for_next_week_may_begin_on_the_monday_after() -> None:
    found = resolve(
        [
            visit("a", "2021-04-09", "planned", date="2021-04-12/2021-04-18", phase="somewhere", when="next week"),
            visit("b", "2021-04-19", date="2021-04-19", phase="start"),
        ]
    )
    assert only(found, "visit").status == "happened"


def test_a_month_and_a_week_in_it_are_one_plan() -> None:
    found = resolve(
        [
            visit("a", "2021-03-20", "planned", date="2021-04", phase="somewhere", when="next month"),
            visit("b", "2021-04-12", "planned", date="2021-04-12/2021-04-18", phase="somewhere", when="this week"),
        ]
    )
    assert len(only(found, "visit").claims) == 2


def test_what_a_report_denies_of_a_visit_does_not_deny_the_visit() -> None:
    story = Story("a", "2021-04-12")
    roles = {story.person("Anna Berg", "NOR", "prime minister"): "visitor", story.state("CHL", "Chile"): "host"}
    story.claim("visit", "happened", roles, at=("Santiago", "CHL"), date="2021-04-12")
    story.claim("visit", "denied", roles, at=("Santiago", "CHL"))
    assert len(only(resolve([story.reading()]), "visit").claims) == 2


@pytest.mark.parametrize(("date", "events"), [("2021-06-04", 1), ("2021-06-03", 2)])
def test_what_was_this_weekend_may_have_begun_on_friday(date: str, events: int) -> None:
    found = resolve(
        [
            meeting("a", "2021-06-02", "planned", people=LEADERS, date="2021-06-05/2021-06-06"),
            meeting("b", "2021-06-04", people=LEADERS, date=date),
        ]
    )
    assert len(of(found, "meeting")) == events


def test_a_month_and_the_beginning_of_the_next_share_no_day() -> None:
    found = resolve(
        [
            meeting("a", "2021-03-01", "planned", people=LEADERS, date="2021-05", phase="somewhere", when="May"),
            meeting(
                "b",
                "2021-03-01",
                "planned",
                people=LEADERS,
                date="2021-06-01~/2021-06-10~",
                phase="somewhere",
                when="early June",
            ),
        ]
    )
    assert only(found, "meeting").start == "2021-06-01/2021-06-10"


def test_mere_talks_of_two_states_are_no_summit_of_their_leaders() -> None:
    told = "A summit of the two."
    leaders = meeting("a", "2021-03-01", "planned", people=LEADERS, text=told, cue_start=2, cue_end=8)
    story = Story("b", "2021-03-02")
    roles = {story.state("NOR", "Norway"): "participant", story.state("CHL", "Chile"): "participant"}
    story.claim("talks", "planned", roles, text="They may negotiate.")
    assert len(resolve([leaders, story.reading()]).events) == 2


@pytest.mark.parametrize(("said", "events"), [("2021-06-14", 1), ("2021-07-20", 2)])
def test_what_was_to_be_next_week_and_is_told_afterwards_without_a_day_is_one(said: str, events: int) -> None:
    plan = visit("a", "2021-05-28", "planned", date="2021-05-31/2021-06-06", phase="somewhere", when="next week")
    assert len(of(resolve([plan, visit("b", said)]), "visit")) == events


def test_a_leader_is_who_leads_in_whatever_office() -> None:
    named = (("Anna Berg", "NOR"), ("Juan Soto", "CHL"), ("Li Na", "CHN"))
    first = Story("a", "2021-03-02")
    roles = {first.person(name, state, "president"): "participant" for name, state in named}
    first.claim("call", "happened", roles, date="2021-03-01")
    second = Story("b", "2021-03-02")
    roles = {second.person(name, state, "president"): "participant" for name, state in named[:2]}
    roles[second.person("Chinese leader", "CHN", "leader", nameless=True)] = "participant"
    second.claim("call", "happened", roles, date="2021-03-01")
    assert len(only(resolve([first.reading(), second.reading()]), "call").claims) == 2


@pytest.mark.parametrize(("bodies", "events"), [(True, 2), (False, 1)])
def test_a_day_that_is_only_the_reports_joins_persons_but_no_bodies(bodies: bool, events: int) -> None:
    def told(id: str, published: str, **more: str) -> Reading:
        story = Story(id, published)
        if bodies:
            roles = {story.body("Red Front", "CHL"): "participant", story.state("NOR", "Norway"): "participant"}
        else:
            roles = {story.person(*each, "president"): "participant" for each in LEADERS}
        story.claim("talks", "happened", roles, **more)
        return story.reading()

    found = resolve([told("a", "2021-03-02"), told("b", "2021-03-03", date="2021-03-03~")])
    assert len(found.events) == events
