"""Who calls on whom, who is visited by whom, and what comes next in a row of days; sentences of our own."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))


def claims(text: str) -> list[tuple[str, str | None, str | None, frozenset[str]]]:
    """Kind, day, place and people of every meeting, visit and address."""
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors if actor.type == "person"}

    def shown(claim: Claim) -> tuple[str, str | None, str | None, frozenset[str]]:
        there = claim.place and (claim.place.name or claim.place.country)
        people = frozenset(names[part.actor] for part in claim.participants if part.actor in names)
        return claim.kind, claim.date, there, people

    return [shown(claim) for claim in made.claims if claim.kind in ("meeting", "talks", "visit", "address")]


OTIENO, CHAI = "Peter Otieno", "Anan Chai"
BOTH = frozenset({OTIENO, CHAI})


def test_who_pays_an_official_a_visit_meets_that_official() -> None:
    told = claims("Thai Foreign Minister Mali Suk paid a visit to Kenyan President Peter Otieno on Monday.")
    both = frozenset({"Mali Suk", OTIENO})
    assert told == [("meeting", "2019-05-13", None, both), ("visit", "2019-05-13", "KEN", frozenset({"Mali Suk"}))]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("The White House said that Kenyan President Peter Otieno would visit on May 20.", ["USA"]),
        ("The White House said that U.S. President Ann Lee would visit on May 20.", []),
        ("The White House said that Kenyan President Peter Otieno would visit Bangkok on May 20.", ["Bangkok"]),
    ],
)
def test_a_visit_that_a_seat_of_government_announces_is_to_its_state(text: str, there: list[str]) -> None:
    assert [where for kind, _, where, _ in claims(text) if kind == "visit"] == there


@pytest.mark.parametrize("who", ["U.S. and Thai officials", "Thai and U.S. officials", "American and Thai officials"])
def test_officials_of_two_states_are_of_both_however_these_are_written(who: str) -> None:
    made = reading(f"{who} met in Oman in 2012, as a report of that year says.")
    (met,) = (claim for claim in made.claims if claim.kind == "meeting")
    states = {actor.key: actor.country for actor in made.actors}
    assert {states[part.actor] for part in met.participants} == {"USA", "THA"}


@pytest.mark.parametrize(
    ("text", "where", "home"),
    [
        (
            "Kenyan President Peter Otieno will visit Thai President Anan Chai in Bangkok on May 20.",
            "Bangkok",
            "Bangkok",
        ),
        ("Kenyan President Peter Otieno will visit Thai President Anan Chai on May 20.", None, "THA"),
    ],
)
def test_who_visits_an_official_meets_that_official_there(text: str, where: str | None, home: str) -> None:
    assert claims(text) == [
        ("meeting", "2019-05-20", where, BOTH),
        ("visit", "2019-05-20", home, frozenset({OTIENO})),
    ]


def test_who_visits_an_official_at_home_does_not_travel() -> None:
    told = claims("Kenyan Finance Minister Jane Mwangi visited Kenyan President Peter Otieno in Nairobi on Monday.")
    assert [kind for kind, *_ in told] == ["meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Peter Otieno met visiting Thai President Anan Chai in Nairobi on Monday.",
        "Kenyan President Peter Otieno held talks in Nairobi on Monday with visiting Thai President Anan Chai.",
    ],
)
def test_a_visiting_president_is_met_and_not_visited(text: str) -> None:
    told = claims(text)
    assert {people for kind, _, _, people in told if kind != "visit"} == {BOTH}
    assert {where for kind, _, where, _ in told if kind == "visit"} == {"Nairobi"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Thai President Anan Chai's week will also include a visit from Kenyan President Peter Otieno.", None),
        ("Thai President Anan Chai got a visit from Kenyan President Peter Otieno on Monday.", "2019-05-13"),
        ("Thai President Anan Chai hosted a visit by Kenyan President Peter Otieno on Monday.", "2019-05-13"),
    ],
)
def test_who_gets_a_visit_is_visited_at_home(text: str, date: str | None) -> None:
    assert claims(text) == [("visit", date, "THA", frozenset({OTIENO}))]


def test_stops_in_a_row_have_each_their_own_day() -> None:
    told = claims(
        "Kenyan President Peter Otieno will meet with Thai President Anan Chai on Wednesday, then meet with Lao "
        "Foreign Minister Kham Vong on Thursday and travel to Hanoi to meet Vietnamese President Tran Minh on Friday."
    )
    assert [(kind, date) for kind, date, *_ in told] == [
        ("meeting", "2019-05-15"),
        ("meeting", "2019-05-16"),
        ("visit", "2019-05-17"),
        ("meeting", "2019-05-17"),
    ]


def test_whom_a_traveller_met_the_day_before_is_not_part_of_the_visit() -> None:
    made = reading(
        "Kenyan President Peter Otieno will meet Lao Foreign Minister Kham Vong on Wednesday and fly to Hanoi to meet "
        "Vietnamese President Tran Minh on Friday."
    )
    first, visit, second = (claim for claim in made.claims if claim.kind in ("meeting", "visit"))
    assert first.within is None
    assert second.within == visit.id


def test_a_visit_made_for_a_meeting_has_its_day() -> None:
    told = claims(
        "Kenyan President Peter Otieno will travel to Hanoi to meet Vietnamese President Tran Minh on Friday."
    )
    assert ("visit", "2019-05-17", "Hanoi", frozenset({OTIENO})) in told


def test_a_meeting_called_by_a_seat_of_government_is_there() -> None:
    told = claims(
        "Kenyan President Peter Otieno's White House meeting with U.S. President Ann Lee on Monday was their first."
    )
    assert ("meeting", "2019-05-13", "White House", frozenset({OTIENO, "Ann Lee"})) in told
    assert [where for kind, _, where, _ in told if kind == "visit"] == ["Washington"]


def test_a_body_in_the_name_of_talks_is_no_place() -> None:
    told = claims("The NATO talks between Thai President Anan Chai and Kenyan President Peter Otieno ended on Monday.")
    assert [where for _, _, where, _ in told] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Peter Otieno told the UN General Assembly on Monday that rich states must pay.",
        "Kenyan President Peter Otieno spoke at the UN General Assembly on Monday, and few listened.",
        "Kenyan President Peter Otieno spoke to a joint session of Congress on Monday.",
        "Kenyan President Peter Otieno told the Thai parliament on Monday that trade had doubled.",
    ],
)
def test_what_an_assembly_is_told_is_an_address(text: str) -> None:
    assert ("address", "2019-05-13", None, frozenset({OTIENO})) in claims(text)


def test_who_is_told_of_a_veto_by_letter_hears_no_speech() -> None:
    assert not claims("U.S. President Ann Lee told Congress on Monday that the bill would not get through.")


@pytest.mark.parametrize(
    "text",
    [
        "The UN Security Council met on Monday to discuss Mali.",
        "The UN Security Council held an emergency session Monday.",
    ],
)
def test_a_council_of_states_meets(text: str) -> None:
    made = reading(text)
    assert [(claim.kind, claim.date) for claim in made.claims if claim.kind == "meeting"] == [("meeting", "2019-05-13")]


@pytest.mark.parametrize(
    ("verb", "phase"), [("opened", "start"), ("resumed", "start"), ("ended", "end"), ("collapsed", "end")]
)
def test_talks_that_begin_or_end_are_told_by_one_of_their_days(verb: str, phase: str) -> None:
    made = reading(f"Talks between Kenya and Uganda {verb} in Geneva on Monday.")
    assert [(c.date, c.phase) for c in made.claims if c.kind == "talks"] == [("2019-05-13", phase)]


def test_talks_that_are_set_to_resume_are_to_begin_there() -> None:
    made = reading("Talks between Kenya and Uganda are set to resume in Geneva on May 20.")
    (talks,) = (claim for claim in made.claims if claim.kind == "talks")
    assert (talks.date, talks.phase, talks.place and talks.place.name) == ("2019-05-20", "start", "Geneva")


SPOKE = "Thai President Anan Chai, speaking with Kenyan President Peter Otieno on Monday, urged Laos to open talks."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SPOKE + " Otieno arrived in Bangkok on Monday.", "meeting"),
        (SPOKE + " Otieno arrived in Bangkok on Tuesday.", "call"),
        (SPOKE + " Otieno visited Bangkok in May.", "call"),
        (SPOKE + " Otieno's trip to Bangkok on Monday was called off.", "call"),
        (SPOKE + " Otieno arrived in Hanoi on Monday.", "call"),
        (SPOKE.replace("speaking with", "speaking by phone with") + " Otieno arrived in Bangkok on Monday.", "call"),
    ],
)
def test_who_speaks_with_a_visitor_meets_that_visitor(text: str, kind: str) -> None:
    made = reading(text)
    assert [claim.kind for claim in made.claims if claim.kind in ("meeting", "call")] == [kind]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (
            "All eyes are on Kenyan President Peter Otieno as he presses Thai President Anan Chai when they meet",
            BOTH,
        ),
        ("Kenyan President Peter Otieno told Thai President Anan Chai that their aides will know when they meet", None),
    ],
)
def test_they_who_meet_are_the_two_named_after_any_other_plural(text: str, met: frozenset[str] | None) -> None:
    found = [people for kind, _, _, people in claims(text + " in June.") if kind == "meeting"]
    assert found == ([met] if met else [])
