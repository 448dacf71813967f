"""One event, once: what meets, and what stays apart."""

from __future__ import annotations

import pytest
from stories import Story, meeting, names, of, only, visit

from communique.events import resolve
from communique.model import Reading

OTHER = ("Eva Lund", "NOR", "foreign minister")


def test_a_preview_a_report_and_a_late_account_are_one_visit() -> None:
    found = resolve(
        [
            visit("r1", "2021-04-28", "planned", date="2021-05-03/2021-05-04"),
            visit("r2", "2021-05-03", "happened", date="2021-05-03", phase="start"),
            visit("r3", "2021-05-06", "happened"),
            visit("r4", "2021-05-20", "happened", date="2021-05"),
        ]
    )
    event = only(found, "visit")
    assert (event.reports, event.status, event.start, event.end) == (4, "happened", "2021-05-03", "2021-05-04")
    assert names(found, event, "visitor") == {"Anna Berg"}
    assert len(event.links) == 3
    assert all(link.reasons for link in event.links)
    assert any("same visitor: Anna Berg" in reason for link in event.links for reason in link.reasons)


@pytest.mark.parametrize(
    "other",
    [
        visit("r2", "2022-05-04", date="2022-05-03"),
        visit("r2", "2021-07-04", date="2021-07-03"),
        visit("r2", "2021-05-04", date="2021-05-03", visitor=OTHER),
        visit("r2", "2021-05-04", date="2021-05-04", host="PER"),
        visit("r2", "2021-05-04", date="2020"),
        visit("r2", "2021-03-01", "happened"),
    ],
    ids=["another year", "another month", "another visitor", "another state", "a year ago", "told long before"],
)
def test_similar_visits_stay_apart(other: Reading) -> None:
    found = resolve([visit("r1", "2021-05-04", date="2021-05-03"), other])
    assert len(of(found, "visit")) == 2


def test_days_of_one_visit_follow_one_another() -> None:
    days = ("2021-05-03", "2021-05-04", "2021-05-06")
    found = resolve([visit(f"r{n}", day, date=day, phase="within") for n, day in enumerate(days)])
    event = only(found, "visit")
    assert (event.start, event.end) == ("2021-05-03", "2021-05-06")


def test_one_wrong_link_does_not_chain_two_visits() -> None:
    """A claim of the whole month fits both visits and so joins neither."""
    found = resolve(
        [
            visit("r1", "2021-05-03", date="2021-05-03"),
            visit("r2", "2021-05-24", date="2021-05-24"),
            visit("r3", "2021-06-20", date="2021-05"),
        ]
    )
    assert [e.reports for e in of(found, "visit")] == [1, 1, 1]


def test_a_visitor_known_by_state_alone_joins_the_only_visit_of_those_days() -> None:
    story = Story("r2", "2021-05-04")
    norway, chile = story.state("NOR", "Norway"), story.state("CHL", "Chile")
    story.claim("visit", "happened", {norway: "visitor", chile: "host"}, date="2021-05-03", at=("Santiago", "CHL"))
    found = resolve([visit("r1", "2021-05-04", date="2021-05-03"), story.reading()])
    assert only(found, "visit").reports == 2


def test_a_nameless_minister_is_not_the_prime_minister() -> None:
    story = Story("r2", "2021-05-04")
    who = story.person("the Norwegian oil minister", "NOR", "oil minister", nameless=True)
    story.claim("visit", "happened", {who: "visitor", story.state("CHL", "Chile"): "host"}, date="2021-05-03")
    found = resolve([visit("r1", "2021-05-04", date="2021-05-03"), story.reading()])
    assert len(of(found, "visit")) == 2


def test_talks_and_a_meeting_of_the_same_people_on_one_day_are_one_event() -> None:
    found = resolve(
        [
            meeting("r1", "2021-05-01", "planned", kind="talks", date="2021-05-03"),
            meeting("r2", "2021-05-02", "planned", kind="talks", date="2021-05-03"),
            meeting("r3", "2021-05-04", date="2021-05-03"),
        ]
    )
    (event,) = found.events
    assert (event.kind, event.status, event.start, event.end) == ("talks", "happened", "2021-05-03", "2021-05-03")


@pytest.mark.parametrize(
    "other",
    [
        meeting("r2", "2021-05-04", kind="call", date="2021-05-03"),
        meeting("r2", "2021-05-05", date="2021-05-04"),
        meeting("r2", "2021-05-04", date="2021-05-03", people=(("Anna Berg", "NOR"), ("Eva Rojas", "CHL"))),
        meeting("r2", "2022-05-04", date="2022-05-03"),
    ],
    ids=["a call", "the next day", "another counterpart", "another year"],
)
def test_similar_meetings_stay_apart(other: Reading) -> None:
    found = resolve([meeting("r1", "2021-05-04", date="2021-05-03"), other])
    assert len(found.events) == 2


def test_a_thin_claim_joins_only_if_one_meeting_fits() -> None:
    def thin(id: str) -> Reading:
        story = Story(id, "2021-05-04")
        anna, chile = story.person("Anna Berg", "NOR"), story.state("CHL", "Chile")
        story.claim("meeting", "happened", {anna: "participant", chile: "participant"}, date="2021-05-03")
        return story.reading()

    one = meeting("r1", "2021-05-04", date="2021-05-03")
    other = meeting("r2", "2021-05-04", date="2021-05-03", people=(("Anna Berg", "NOR"), ("Eva Rojas", "CHL")))
    assert only(resolve([one, thin("r3")]), "meeting").reports == 2
    # With two meetings to choose from it may join either one or none, but never both into one.
    people = [names(f, e) for f in (resolve([one, other, thin("r3")]),) for e in f.events]
    assert not any({"Juan Soto", "Eva Rojas"} <= group for group in people)


def test_counterparts_told_in_words_keep_meetings_apart() -> None:
    story = Story("r1", "2021-05-03")
    anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
    story.claim("meeting", "planned", {anna: "participant", juan: "participant"})
    story.claim("meeting", "planned", {anna: "participant"}, details={"with": "students"})
    story.claim("meeting", "planned", {anna: "participant"}, details={"with": "fishermen"})
    assert len(resolve([story.reading()]).events) == 3


def test_what_takes_up_an_earlier_claim_joins_it() -> None:
    story = Story("r1", "2021-05-03")
    anna, chile = story.person("Anna Berg", "NOR"), story.state("CHL", "Chile")
    first = story.claim("visit", "happened", {anna: "visitor", chile: "host"}, date="2021-05-02", phase="start")
    story.claim("visit", "ongoing", {anna: "visitor"}, same_as=first)
    assert len(only(resolve([story.reading()]), "visit").claims) == 2


def test_a_plan_held_on_another_day_of_the_visit_is_followed_to_its_outcome() -> None:
    def report(id: str, day: str, status: str, on: str) -> Reading:
        story = Story(id, day)
        anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
        roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
        trip = story.claim("visit", "ongoing", roles, date="2021-05-03/2021-05-05")
        story.claim("talks", status, {anna: "participant", juan: "participant"}, date=on, within=trip)
        return story.reading()

    found = resolve(
        [report("r1", "2021-05-03", "planned", "2021-05-05"), report("r2", "2021-05-04", "happened", "2021-05-04")]
    )
    talks = only(found, "talks")
    assert (talks.start, talks.status, talks.reports) == ("2021-05-04", "happened", 2)
    assert [(d.attribute, d.kind) for d in talks.disagreements] == [("date", "update")]


def test_one_report_that_calls_off_one_meeting_and_tells_of_another_keeps_two() -> None:
    story = Story("r1", "2021-05-03")
    anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
    both = {anna: "participant", juan: "participant"}
    story.claim("meeting", "cancelled", both)
    story.claim("meeting", "happened", both, date="2021-05-02")
    assert sorted(e.status for e in resolve([story.reading()]).events) == ["cancelled", "happened"]


def test_statements_meet_by_their_words() -> None:
    def says(id: str, text: str) -> Reading:
        story = Story(id, "2021-05-03")
        story.claim(
            "statement", "happened", {story.person("Anna Berg", "NOR"): "speaker"}, date="2021-05-03", text=text
        )
        return story.reading()

    fish = says("r1", "The prime minister issued a statement condemning illegal fishing in northern waters.")
    again = says("r2", "In a statement the prime minister was condemning illegal fishing in northern waters.")
    taxes = says("r3", "Pension taxes would rise slowly, read another paper from her office.")
    assert sorted(e.reports for e in resolve([fish, again, taxes]).events) == [1, 2]


def test_what_was_over_when_told_is_not_a_later_meeting_of_the_same_visit() -> None:
    def told(id: str, day: str, status: str, on: str | None) -> Reading:
        story = Story(id, day)
        anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
        roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
        trip = story.claim("visit", "ongoing", roles, date="2021-05-03/2021-05-06")
        story.claim("meeting", status, {anna: "participant", juan: "participant"}, date=on, within=trip)
        return story.reading()

    over = told("r1", "2021-05-03", "happened", None)
    last = told("r2", "2021-05-06", "happened", "2021-05-06")
    first = told("r3", "2021-05-04", "happened", "2021-05-03")
    found = resolve([over, last, first])
    assert [(e.start, e.reports) for e in of(found, "meeting")] == [("2021-05-03", 2), ("2021-05-06", 1)]


@pytest.mark.parametrize(("group", "events"), [("students", 2), ("Chilean officials", 1)])
def test_a_group_met_is_not_the_state_met_on_the_same_day(group: str, events: int) -> None:
    state, crowd = Story("r1", "2021-05-04"), Story("r2", "2021-05-04")
    state.claim(
        "meeting",
        "happened",
        {state.person("Anna Berg", "NOR", "prime minister"): "participant", state.state("CHL", "Chile"): "participant"},
        date="2021-05-03",
        at=("Santiago", "CHL"),
    )
    crowd.claim(
        "meeting",
        "happened",
        {crowd.person("Anna Berg", "NOR", "prime minister"): "participant"},
        date="2021-05-03",
        at=("Santiago", "CHL"),
        details={"with": group},
    )
    assert len(of(resolve([state.reading(), crowd.reading()]), "meeting")) == events


def test_talks_that_were_over_before_a_visit_are_not_inside_it() -> None:
    story = Story("r1", "2021-04-20")
    anna, juan = story.person("Anna Berg", "NOR", "prime minister"), story.person("Juan Soto", "CHL", "president")
    going = story.claim(
        "visit", "planned", {anna: "visitor", story.state("CHL", "Chile"): "host"}, date="2021-05-03", at=(None, "CHL")
    )
    story.claim("talks", "happened", {anna: "participant", juan: "participant"}, within=going)
    found = resolve([story.reading(), meeting("r2", "2021-05-04", date="2021-05-03", at=(None, "CHL"))])
    assert sorted(len(event.claims) for event in of(found, "meeting") + of(found, "talks")) == [1, 1]


@pytest.mark.parametrize(("towns", "events"), [(("Oslo", "Bergen"), 2), (("Oslo", "Holmenkollen"), 1)])
def test_one_report_that_tells_of_meetings_in_two_towns_tells_of_two(towns: tuple[str, str], events: int) -> None:
    story = Story("r1", "2020-01-06")
    roles = {
        story.person("Anna Berg", "NOR", "president"): "participant",
        story.person("Peter Otieno", "KEN", "president"): "participant",
    }
    for town in towns:
        story.claim("meeting", "happened", roles, at=(town, "NOR"))
    assert len(resolve([story.reading()]).events) == events


def test_two_joint_statements_of_one_visit_are_one_whatever_their_words() -> None:
    def told(id: str, text: str, leaders: bool) -> Reading:
        story = Story(id, "2021-05-05")
        guest, host = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
        norway, chile = story.state("NOR", "Norway"), story.state("CHL", "Chile")
        trip = story.claim("visit", "happened", {guest: "visitor", chile: "host"}, date="2021-05-03/2021-05-05")
        who = (guest, host) if leaders else (norway, chile)
        day = "2021-05-05~" if leaders else "2021-05-05"
        story.claim("statement", "happened", dict.fromkeys(who, "speaker"), date=day, within=trip, text=text)
        return story.reading()

    one = told("r1", "They put out a joint statement on fish and ice at the close of the journey.", True)
    other = told("r2", "Both states issued a joint statement about trade, schools and ships as it ended.", False)
    assert only(resolve([one, other]), "statement").reports == 2
