"""Which day is a plan's, and what only looks like a plan; sentences in our own words."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report

THURSDAY = "2016-05-05"


def told(text: str, kind: str) -> list[Claim]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published=THURSDAY))
    return [claim for claim in made.claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "status", "date"),
    [
        (
            "President Otieno of Kenya meets President Uwimana of Rwanda in Kigali on Monday, May 2, 2016.",
            "meeting", "happened", "2016-05-02",
        ),
        (
            "President Otieno of Kenya meets President Uwimana of Rwanda in Kigali on Monday.",
            "meeting", "planned", "2016-05-09",
        ),
        (
            "The fighting goes on despite a meeting between Kenyan President Otieno and Rwandan President Uwimana"
            " in Nairobi on Tuesday at which some progress was made.",
            "meeting", "happened", "2016-05-03",
        ),
        (
            "Critics now worry that Kenyan President Otieno will visit Rwanda.",
            "visit", "possible", None,
        ),
        (
            "President Otieno will attend the leaders’ summit in Sydney, Australia, on May 24.",
            "visit", "planned", "2016-05-24",
        ),
        (
            "If we had said in March that we would be in a position where Kenya would sign the treaty with Rwanda,"
            " nobody would have believed us, Senator Mwangi said.",
            "signing", "possible", None,
        ),
        (
            "On Sunday, Kenyan President Otieno will begin a visit to Uganda before continuing on to Rwanda.",
            "visit", "planned", "2016-05-08",
        ),
        (
            "During a news conference on Tuesday with his Rwandan counterpart, President Otieno did not mention it.",
            "statement", "happened", "2016-05-03",
        ),
        (
            "Kenyan President Otieno left on Sunday for an official trip to Rwanda.",
            "visit", "happened", "2016-05-01/2016-05-02",
        ),
        (
            "Kenyan President Otieno left on a three-day trip to Rwanda on Sunday.",
            "visit", "happened", "2016-05-01/2016-05-02",
        ),
        (
            "Kenyan President Otieno arrived in Rwanda as planned on Sunday.",
            "visit", "happened", "2016-05-01",
        ),
        (
            "Kenyan President Otieno appeared to soften his tone on a trip to Rwanda on Tuesday.",
            "visit", "happened", "2016-05-03",
        ),
        (
            "Kenyan President Otieno is in Kigali on Thursday and may face hard questions.",
            "visit", "ongoing", "2016-05-05",
        ),
        (
            "Kenyan President Otieno is in Kigali on Friday to speak to students.",
            "visit", "planned", "2016-05-06",
        ),
        (
            "Kenyan President Otieno spoke after meeting Monday in Uganda with Rwandan President Uwimana.",
            "meeting", "happened", "2016-05-02",
        ),
        (
            "Kenyan President Otieno has doubted a deal was possible after meeting Monday in Uganda"
            " with Rwandan President Uwimana.",
            "meeting", "happened", "2016-05-02",
        ),
        (
            "The minister has left Rwanda, where she and Kenyan President Otieno were attending a regional summit.",
            "visit", "happened", None,
        ),
        (
            "Kenyan President Otieno returned to Nairobi after a trip to Rwanda, where he held discussions.",
            "visit", "happened", None,
        ),
        (
            "When Rwandan President Uwimana addressed parliament in March, Kenyan President Otieno's refusal"
            " to meet with Uwimana was seen as a snub.",
            "meeting", "denied", "2016-03",
        ),
        (
            "When Kenyan President Otieno visited Kigali on Monday, he met Rwandan President Uwimana.",
            "meeting", "happened", "2016-05-02",
        ),
        (
            "The last time was in late February, when Kenyan President Otieno travelled to Rwanda to meet"
            " President Uwimana.",
            "meeting", "happened", "2016-02-20~/2016-02-29~",
        ),
        (
            "“It’s an honor and a pleasure to welcome Prime Minister Ingrid Dahl of Norway to the White House,”"
            " President Alice Grant said.",
            "visit", "happened", None,
        ),
        (
            "It will be a pleasure to welcome Prime Minister Ingrid Dahl of Norway to the White House,"
            " President Alice Grant said.",
            "visit", "planned", None,
        ),
        (
            "In their first meeting since the war, President Ana Rojas of Chile and Peruvian President Luis Quispe"
            " called Monday for an end to the violence.",
            "meeting", "happened", "2016-05-02",
        ),
    ],
)  # fmt: skip
def test_status_and_day(text: str, kind: str, status: str, date: str | None) -> None:
    assert [(claim.status, claim.date) for claim in told(text, kind)][:1] == [(status, date)]


def test_the_stop_after_a_visit_begins_has_no_day() -> None:
    text = "On Sunday, Kenyan President Otieno will begin a visit to Uganda before continuing on to Rwanda."
    assert {claim.place.country: claim.date for claim in told(text, "visit") if claim.place} == {
        "UGA": "2016-05-08",
        "RWA": None,
    }


def test_the_day_on_which_a_plan_is_spoken_of_is_not_its_own() -> None:
    text = (
        "Kenyan President Otieno will meet Rwandan President Uwimana at a summit in Kigali next week.\n\n"
        '"It has to be understood," Otieno said on Tuesday about the summit.'
    )
    last = told(text, "meeting")[-1]
    assert (last.status, last.date) == ("planned", None)


def test_nobody_comes_home_from_a_journey_that_was_called_off() -> None:
    text = (
        "Kenyan President Otieno postponed his trip to Rwanda.\n\n"
        "He is returning home tomorrow rather than continuing with the rest of the trip."
    )
    assert {claim.status for claim in told(text, "visit")} <= {"cancelled", "denied"}


def test_what_is_not_done_for_something_else_is_denied() -> None:
    text = "Kenyan President Otieno will fly to Rwanda rather than visit Uganda on Friday."
    assert {claim.place.country: claim.status for claim in told(text, "visit") if claim.place} == {
        "RWA": "planned",
        "UGA": "denied",
    }


def test_a_secretary_general_alone_is_not_of_the_state_he_is_spoken_of_in() -> None:
    text = (
        "The White House said that the president had signed the bill.\n\n"
        "The President will receive Secretary General Berg on Monday. He spoke to the Senate and to the Pentagon."
    )
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published=THURSDAY))
    assert [actor.country for actor in made.actors if "Berg" in actor.name] == [None]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("in two weeks", "2016-05-19~"),
        ("by the end of June", "2016-05-05/2016-06-30"),
        ("before the end of the year", "2016-05-05/2016-12-31"),
        ("within the next two months", "2016-05~/2016-07~"),
        ("before June", None),
        ("in the coming weeks", "2016-05-05~/2016-06-16~"),
        ("in the months ahead", "2016-05~/2016-11~"),
        ("in a few days", "2016-05-07~/2016-05-11~"),
        ("in several weeks", "2016-05-19~/2016-06-16~"),
        ("within days", "2016-05-05~/2016-05-11~"),
        ("in the next few weeks", "2016-05-05~/2016-06-16~"),
    ],
)
def test_a_plan_without_a_day_has_the_days_by_which_it_is_to_be(words: str, date: str | None) -> None:
    (visit,) = told(f"Kenyan President Otieno will visit Rwanda {words}.", "visit")
    assert (visit.status, visit.date, visit.days) == ("planned", date, None)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("in recent days", "2016-04-28~/2016-05-05~"),
        ("over the past week", "2016-04-28~/2016-05-05~"),
        ("a few days ago", "2016-04-29~/2016-05-03~"),
        ("several weeks ago", "2016-03-24~/2016-04-21~"),
        ("weeks ago", "2016-03-24~/2016-04-21~"),
        ("the week before last", "2016-04-18/2016-04-24"),
        ("in the final days of March", "2016-03-26~/2016-03-31~"),
        ("several years ago", None),
        ("over the past decade", None),
    ],
)
def test_what_happened_lately_has_the_days_about_which_it_was(words: str, date: str | None) -> None:
    (visit,) = told(f"Kenyan President Otieno visited Rwanda {words}.", "visit")
    assert (visit.status, visit.date) == ("happened", date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The order comes three days after Kenyan President Otieno visited Rwanda.", "2016-05-02~"),
        ("The order came two weeks after Kenyan President Otieno visited Rwanda.", "2016-04-21~"),
        ("The order comes a week before Kenyan President Otieno is to visit Rwanda.", "2016-05-12~"),
        ("The order came just days before Kenyan President Otieno is due to visit Rwanda.", "2016-05-07~/2016-05-11~"),
        ("On Monday he spoke in Lima, two days after Kenyan President Otieno visited Rwanda.", "2016-04-30"),
        ("The order was given two weeks after Kenyan President Otieno visited Rwanda.", None),
        ("The order comes a day ahead of Kenyan President Otieno's visit to Rwanda.", "2016-05-06~"),
        ("The order comes on the eve of Kenyan President Otieno's visit to Rwanda.", "2016-05-06~"),
        ("On Thursday a court sat in Lima on the eve of Kenyan President Otieno's visit to Rwanda.", "2016-05-06"),
        ("The order comes just ahead of Kenyan President Otieno's visit to Rwanda.", "2016-05-07~/2016-05-11~"),
        ("The order comes hours before Kenyan President Otieno is to visit Rwanda.", "2016-05-05~"),
        ("The order comes ahead of Kenyan President Otieno's visit to Rwanda.", None),
    ],
)
def test_what_news_is_counted_from_has_the_day_counted(text: str, date: str | None) -> None:
    assert [claim.date for claim in told(text, "visit")] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenyan President Otieno called off a July trip to Rwanda.", "2016-07"),
        ("Kenyan President Otieno called off an April trip to Rwanda.", "2016-04"),
        ("A June visit by Kenyan President Otieno to Rwanda was called off.", "2016-06"),
    ],
)
def test_the_month_of_what_was_called_off_is_the_nearest(text: str, date: str) -> None:
    (visit,) = told(text, "visit")
    assert (visit.status, visit.date) == ("cancelled", date)


def test_a_weekday_of_the_week_ahead_is_never_the_day_of_writing() -> None:
    (visit,) = told("Kenyan President Otieno will visit Rwanda on Thursday in the week ahead.", "visit")
    assert visit.date == "2016-05-12"


def test_who_arrives_in_so_many_weeks_is_to_arrive() -> None:
    (visit,) = told("Kenyan President Otieno arrives in Rwanda in two weeks.", "visit")
    assert (visit.status, visit.date) == ("planned", "2016-05-19~")


def test_what_was_done_in_so_many_weeks_has_no_deadline() -> None:
    (visit,) = told("Kenyan President Otieno visited Rwanda twice in two weeks.", "visit")
    assert visit.date is None


@pytest.mark.parametrize("who", ["The leaders of North and South Korea", "The North and South Korean leaders"])
def test_two_states_share_the_end_of_their_names(who: str) -> None:
    made = read_report(Report(id="r1", uri="r1.txt", text=f"{who} met on Monday.", published=THURSDAY))
    (meeting,) = [claim for claim in made.claims if claim.kind == "meeting"]
    states = {actor.key: actor.country for actor in made.actors}
    assert sorted(states[part.actor] or "" for part in meeting.participants) == ["KOR", "PRK"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In April she was to have gone to Peru, but Chilean President Ana Soto remained at home.", "2018-04"),
        ("Chilean President Ana Soto has called off a trip to Peru that she had planned for December.", "2018-12"),
    ],
)
def test_what_was_to_have_been_is_of_a_month_that_is_over(text: str, day: str) -> None:
    before = "Chilean President Ana Soto spoke on Friday. "
    made = read_report(Report("r", "r.txt", before + text, published="2018-11-03"))
    assert {claim.date for claim in made.claims if claim.status == "cancelled"} == {day}
