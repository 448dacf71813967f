"""Days of a stay told by counting, from the sentence to the visit's first and last day."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.events import resolve
from communique.model import Claim, Event, Report

DAY = "2019-05-14"  # a Tuesday


def visits(text: str) -> list[Claim]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published=DAY))
    return [claim for claim in made.claims if claim.kind == "visit"]


def visit(text: str) -> Event:
    made = resolve([read_report(Report(id="r1", uri="r1.txt", text=text, published=DAY))])
    return next(event for event in made.events if event.kind == "visit")


@pytest.mark.parametrize(
    ("text", "date", "phase"),
    [
        ("On the second day of his visit to Thailand, Kenyan President Peter Otieno toured a port on Monday.",
         "2019-05-12", "start"),
        ("On the first full day of his trip to Thailand, Kenyan President Peter Otieno toured a port on Monday.",
         "2019-05-13", "start"),
        ("On the final day of his visit to Thailand, Kenyan President Peter Otieno toured a port on Monday.",
         "2019-05-13", "end"),
        ("Kenyan President Peter Otieno wound up a visit to Thailand on Monday.", "2019-05-13", "end"),
        ("Kenyan President Peter Otieno toured a port on Monday during his visit to Thailand.", "2019-05-13", "within"),
        ("Kenyan President Peter Otieno gave a speech on Monday on his last day in Thailand.", "2019-05-13", "end"),
        ("Kenyan President Peter Otieno spoke on Monday on his second day in Thailand.", "2019-05-12", "start"),
    ],
)  # fmt: skip
def test_a_counted_day_tells_the_first_or_the_last(text: str, date: str, phase: str) -> None:
    assert [(claim.date, claim.phase) for claim in visits(text)] == [(date, phase)]


def test_a_length_told_as_over_reaches_back() -> None:
    told = visit(
        "Kenyan President Peter Otieno spoke to reporters in Thailand on Monday at the end of a two-day summit."
    )
    assert (told.start, told.end) == ("2019-05-12", "2019-05-13")


def test_a_length_told_as_over_in_one_sentence_reaches_back_from_the_day_of_another() -> None:
    told = visit(
        "Kenyan President Peter Otieno said on Monday at a news conference in Thailand that rice was dear.\n\n"
        "The president, wrapping up two days of talks with Thai leaders in Thailand, spoke for an hour."
    )
    assert (told.start, told.end) == ("2019-05-12", "2019-05-13")


def test_the_length_of_a_stay_and_its_last_day_tell_its_first() -> None:
    told = visit(
        "Kenyan President Peter Otieno spoke to students on Monday on his last day in Thailand.\n\n"
        "During his three-day visit, Otieno met Thai leaders before leaving for home."
    )
    assert (told.start, told.end) == ("2019-05-11", "2019-05-13")


def test_a_first_day_in_office_is_spent_nowhere() -> None:
    assert not visits("Kenyan President Peter Otieno spoke on Monday on his first day in office in Thailand.")


def test_who_was_visiting_or_travelling_as_something_happened_was_there_about_then() -> None:
    for text in (
        "The storm came as Kenyan President Peter Otieno was visiting Thailand, where he asked for help.",
        "Travelling in Thailand, Kenyan President Peter Otieno said that rice was dear.",
        "Kenyan President Peter Otieno, travelling in Thailand, said that rice was dear.",
    ):
        assert [claim.date for claim in visits(text)] == [f"{DAY}~"]


def test_the_length_of_something_else_is_not_the_stays() -> None:
    (told,) = visits("Kenyan President Peter Otieno said in Bangkok on Monday that he hoped for a three-day truce.")
    assert (told.date, told.days) == ("2019-05-13", None)


def test_who_travels_for_talks_somewhere_is_there_then_or_later() -> None:
    told = visits("Kenyan President Peter Otieno flew to Asia on Monday for discussions in Thailand.")
    assert [claim.date for claim in told if claim.place and claim.place.country == "THA"] == [None]


def test_who_comes_to_the_airport_on_the_day_after_the_pages_to_greet_somebody_does_so_then() -> None:
    (told,) = visits(
        "Thai Prime Minister Anan Chai came to the airport on Wednesday to greet Kenyan President Peter Otieno."
    )
    assert (told.status, told.date, told.phase) == ("happened", "2019-05-15", "start")


def test_a_greeting_at_the_airport_is_an_arrival() -> None:
    (told,) = visits("Thai Prime Minister Anan Chai greeted Kenyan President Peter Otieno at the airport on Monday.")
    assert (told.date, told.phase) == ("2019-05-13", "start")


def test_to_set_the_stage_is_no_journey() -> None:
    assert visits("Critics say Kenyan President Peter Otieno has set the stage for a quarrel in Thailand.") == []


def test_a_refusal_is_of_the_day_told_before_it() -> None:
    text = "When Kenyan President Peter Otieno spoke in Bangkok in March, Thai King Anan Chai refused to meet him."
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published=DAY))
    assert [(claim.status, claim.date) for claim in made.claims if claim.kind == "meeting"] == [("denied", "2019-03")]


def test_not_until_a_year_is_in_that_year() -> None:
    told = visits("Kenyan President Peter Otieno did not return to Asia until 2013 with a tour of Thailand.")
    assert {claim.date for claim in told if claim.place and claim.place.country == "THA"} == {"2013"}


def test_a_sentence_about_last_week_is_not_dated_by_its_report() -> None:
    told = visits(
        "Anger appeared to have cooled last week following a meeting between Kenyan President Peter Otieno and "
        "Thai Prime Minister Anan Chai in Bangkok."
    )
    assert [(claim.date, claim.status) for claim in told] == [(None, "happened")]


def test_who_is_sent_somewhere_on_a_day_arrives_then_or_on_the_next() -> None:
    told = visits("Kenya sent Foreign Minister Jane Mwangi to Bangkok and Hanoi on Monday to calm tempers.")
    assert {(claim.date, claim.phase) for claim in told} == {("2019-05-13/2019-05-14", "start")}


def test_who_goes_home_from_the_next_place_ends_the_visit_there() -> None:
    told = visits(
        "Kenyan President Peter Otieno will fly to Bangkok on Wednesday. From Thailand, he will travel to Vietnam for "
        "a summit before returning to Nairobi on Saturday."
    )
    ends = [claim.place.country for claim in told if claim.phase == "end" and claim.date and claim.place]
    assert ends == ["VNM"]


def test_a_stop_on_a_longer_trip_is_not_the_visit_told_before() -> None:
    told = visits(
        "Kenyan President Peter Otieno arrived in Myanmar on Monday. The president spoke to reporters in Thailand on "
        "Sunday, the first stop on his Asia trip."
    )
    assert [claim.date for claim in told if claim.place and claim.place.country == "MMR"] == ["2019-05-13"]


@pytest.mark.parametrize(
    ("told", "date", "phase", "days"),
    [
        ("will be in Thailand through May 17", "2019-05-17", "end", None),
        ("is in Thailand until Friday for talks", "2019-05-17", "end", None),
        ("is on an official visit to Thailand until Friday", "2019-05-17", "end", None),
        ("arrived in Bangkok on Monday for a stay until Friday", "2019-05-13/2019-05-17", None, None),
        ("arrived in Bangkok on Tuesday for a three-night stay", "2019-05-14", "start", 4),
        ("will not visit Thailand until Friday", "2019-05-17", None, None),
    ],
)
def test_a_stay_until_a_day_ends_on_it(told: str, date: str, phase: str | None, days: int | None) -> None:
    first = visits(f"Kenyan President Peter Otieno {told}.")[0]
    assert (first.date, first.phase, first.days) == (date, phase, days)
