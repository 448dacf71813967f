"""Meetings that a noun recalls, and talks told by where they are, in sentences of our own."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report

NAMED = (
    "Kenyan President Peter Otieno and Thai President Anan Chai are both in the news. "
    "So is Lao Foreign Minister Kham Vong.\n\n"
)


def reading(text: str, published: str = "2019-07-10") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=NAMED + text, published=published))


def told(made: Reading, *kinds: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.kind in kinds]


def parties(made: Reading, claim: Claim) -> set[str]:
    names = {actor.key: actor.name for actor in made.actors}
    return {names[part.actor] for part in claim.participants}


BOTH = {"Peter Otieno", "Anan Chai"}


@pytest.mark.parametrize(
    ("text", "date", "town"),
    [
        (
            "Since the June 12 meeting between Otieno and Chai in Vientiane, little has moved.",
            "2019-06-12",
            "Vientiane",
        ),
        ("Exports have fallen since last month's meeting between Otieno and Chai.", "2019-06", None),
        ("Vong will fly to Nairobi soon after the June 12 summit between Otieno and Chai.", "2019-06-12", None),
        (
            "Before the meeting between Otieno and Chai in Oslo, Norway, on July 3, both were silent.",
            "2019-07-03",
            "Oslo",
        ),
        ("A summit between Otieno and Chai, held in Oslo on July 3, changed that.", "2019-07-03", "Oslo"),
        ("The July 3 talks between Otieno and Chai opened in Oslo.", "2019-07-03", "Oslo"),
    ],
)
def test_what_a_preposition_recalls_keeps_its_own_day(text: str, date: str, town: str | None) -> None:
    made = reading(text)
    (claim,) = told(made, "meeting", "talks")
    assert (claim.status, claim.date, parties(made, claim)) == ("happened", date, BOTH)
    assert (claim.place.name if claim.place else None) == town


def test_a_summit_still_ahead_is_not_recalled() -> None:
    (claim,) = told(reading("Vong will speak after the July 20 summit between Otieno and Chai."), "meeting")
    assert (claim.status, claim.date) == ("planned", "2019-07-20")


def test_a_clause_says_when_a_visit_ended() -> None:
    made = reading("On a visit to Laos that ended Tuesday, Otieno spoke to reporters.")
    assert [(c.date, c.phase) for c in told(made, "visit")] == [("2019-07-09", "end")]


def test_separate_meetings_are_those_of_the_clause() -> None:
    text = (
        "Tea was an issue in separate meetings Otieno held last week with Chai and with Lao Foreign Minister Kham Vong."
    )
    made = reading(text)
    assert {frozenset(parties(made, c)) for c in told(made, "meeting")} == {
        frozenset(BOTH),
        frozenset({"Peter Otieno", "Kham Vong"}),
    }
    assert {c.date for c in told(made, "meeting")} == {"2019-07-01/2019-07-07"}


def test_what_one_promised_the_other_at_their_summit_is_between_the_two() -> None:
    made = reading("Lawmakers asked what Otieno promised Chai at their summit in Oslo on Monday.")
    (claim,) = told(made, "meeting")
    assert (claim.status, claim.date, parties(made, claim)) == ("happened", "2019-07-08", BOTH)


@pytest.mark.parametrize(
    ("text", "side", "group"),
    [
        ("Talks between the Lao government and the rebels in Oslo ended on Monday.", "Laos", "the rebels"),
        ("Talks between Laos and six world powers in Oslo ended on Monday.", "Laos", "six world powers"),
        ("The peace conference between Laos and the opposition ended in Oslo on Monday.", "Laos", "the opposition"),
    ],
)
def test_a_state_negotiates_with_a_group(text: str, side: str, group: str) -> None:
    made = reading(text)
    (claim,) = told(made, "talks")
    assert (claim.date, parties(made, claim)) == ("2019-07-08", {side})
    assert [(d.attribute, d.value) for d in claim.details] == [("with", group)]
    assert claim.place is not None
    assert claim.place.name == "Oslo"


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        ("The Geneva talks ended last Saturday without a date for a third round.", "2019-07-06", "happened"),
        ("A new round of talks is due to open in Geneva on Monday.", "2019-07-15", "planned"),
        ("Nuclear talks resumed in Geneva on Tuesday.", "2019-07-09", "happened"),
        ("They spoke ahead of a peace conference set for next week in Geneva.", "2019-07-15/2019-07-21", "planned"),
        ("The Geneva II peace conference is due to begin next week.", "2019-07-15/2019-07-21", "planned"),
    ],
)
def test_talks_are_told_by_where_and_when_they_are(text: str, date: str, status: str) -> None:
    (claim,) = told(reading(text), "talks")
    assert (claim.date, claim.status, claim.participants) == (date, status, ())
    assert claim.place is not None
    assert (claim.place.name, claim.place.country) == ("Geneva", "CHE")
    assert claim.score <= 0.45


@pytest.mark.parametrize(
    "text",
    [
        "The Geneva talks have led nowhere.",
        "Budget talks in Geneva broke down on Friday.",
        "The union said pay talks in Geneva would resume on Monday.",
        "She gave a talk in Geneva on Friday.",
        "No talks are planned in Geneva on Friday.",
        "On Friday he leaves for the peace talks in Geneva.",
    ],
)
def test_talks_without_a_day_or_at_home_are_not(text: str) -> None:
    assert not told(reading(text), "talks", "meeting")


def test_a_day_to_which_talks_are_drawn_out_is_not_theirs() -> None:
    (claim,) = told(reading("Talks between Laos and Kenya in Oslo were extended to July 20."), "talks")
    assert claim.date is None


def test_whom_nobody_names_is_named_by_a_deed_of_the_sentence_or_not_at_all() -> None:
    made = reading("At talks in Geneva on Tuesday, Laos offered Kenya a truce.")
    (claim,) = told(made, "talks")
    assert parties(made, claim) <= {"Laos", "Kenya"}
    assert claim.date == "2019-07-09"


def test_who_is_against_somebody_does_not_bring_them_to_the_table() -> None:
    made = reading("Chai plans a meeting on Monday with the anti-Otieno opposition.")
    assert all("Peter Otieno" not in parties(made, claim) for claim in told(made, "meeting"))


@pytest.mark.parametrize(
    ("text", "date", "body"),
    [
        ("NATO called an emergency meeting of alliance ambassadors on Tuesday.", "2019-07-09", {"NATO"}),
        ("At an Arab League meeting in Cairo on Sunday, ministers condemned the raid.", "2019-07-07", {"Arab League"}),
        ("Interior ministers meet in Brussels on Friday.", "2019-07-12", set()),
        ("European officials said they will meet this month in Brussels.", "2019-07", set()),
    ],
)
def test_a_body_of_states_or_its_ministers_meet(text: str, date: str, body: set[str]) -> None:
    made = reading(text)
    (claim,) = told(made, "meeting")
    assert (claim.date, parties(made, claim)) == (date, body)


def test_a_party_or_a_firm_is_no_body_of_states() -> None:
    for text in (
        "The Tea Party called a meeting on Tuesday in Geneva.",
        "Shareholders met in Geneva on Friday.",
        "NATO meetings are long.",
    ):
        assert not told(reading(text), "meeting")


@pytest.mark.parametrize(
    "text",
    [
        "Peter Otieno and Anan Chai before a meeting in Oslo in 2018.",
        "During a 2018 meeting in Oslo, Otieno promised Thai President Anan Chai more tea.",
    ],
)
def test_a_caption_and_a_promise_join_two(text: str) -> None:
    made = reading(text)
    (claim,) = told(made, "meeting")
    assert (claim.date, parties(made, claim)) == ("2018", BOTH)


def test_who_was_at_a_seat_of_government_was_in_its_town() -> None:
    made = reading("Kenyan President Peter Otieno, who was at the White House on Tuesday, has made peace his goal.")
    (claim,) = told(made, "visit")
    assert claim.place is not None
    assert (claim.date, claim.place.name) == ("2019-07-09", "Washington")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The jab was a reference to the Cairo speech Otieno gave in June 2018.", "2018-06"),
        ("Otieno's famous 2018 Cairo speech pleased few.", "2018"),
    ],
)
def test_a_speech_is_recalled_by_its_town(text: str, date: str) -> None:
    made = reading(text)
    (claim,) = told(made, "address")
    assert claim.place is not None
    assert (claim.date, claim.place.name, parties(made, claim)) == (date, "Cairo", {"Peter Otieno"})
