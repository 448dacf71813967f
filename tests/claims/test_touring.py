"""Tours of a region and their stops; and who is received where, however the names are listed."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report

TOUR = "Norwegian Prime Minister Anna Berg will visit the {} from May 3 to 7. "


def told(text: str) -> list[Claim]:
    found = read_report(Report("r1", "r1.txt", text, published="2021-04-20")).claims
    return [claim for claim in found if claim.kind == "visit"]


@pytest.mark.parametrize("region", ["Middle East", "Middle East region"])
def test_stops_without_days_have_the_tours(region: str) -> None:
    tour, *stops = told(TOUR.format(region) + "She will begin her trip in Jordan. She will then travel to Qatar.")
    assert tour.place is not None
    assert (tour.place.country, tour.date) == (None, "2021-05-03/2021-05-07")
    assert {stop.place.country for stop in stops if stop.place} == {"JOR", "QAT"}
    assert {(stop.date, stop.within) for stop in stops} == {(tour.date, tour.id)}


def test_a_journey_with_its_own_time_is_no_stop() -> None:
    *_, later = told(TOUR.format("Middle East") + "She will travel to Japan in June.")
    assert (later.date, later.within) == ("2021-06", None)


def test_somebody_elses_journey_is_no_stop() -> None:
    *_, other = told(TOUR.format("Middle East") + "Her foreign minister, Liv Moe, will travel to Qatar.")
    assert (other.date, other.within) == (None, None)


@pytest.mark.parametrize(
    "guest",
    [
        "Angolan President João Manuel Gonçalves Lourenço",
        "the Republic of Angola President, João Lourenço,",
        "His Excellency President João Lourenço of Angola, First Lady Ana Lourenço, and Foreign Minister Rui Dias",
    ],
)
def test_who_is_welcomed_to_a_place_visits_it(guest: str) -> None:
    (visit, *_) = told(f"The president of Norway looks forward to welcoming {guest} to Oslo on May 3.")
    assert visit.place is not None
    assert (visit.status, visit.place.country) == ("planned", "NOR")


def test_who_is_invited_to_a_place_for_talks_may_visit_it() -> None:
    (visit,) = told(
        "Norwegian Prime Minister Anna Berg has invited French President Luc Petit to Oslo for talks on May 3."
    )
    assert visit.place is not None
    assert (visit.status, visit.date, visit.place.country) == ("possible", "2021-05-03", "NOR")


def test_who_will_attend_the_summit_in_a_place_visits_it() -> None:
    (visit,) = told("Norwegian Prime Minister Anna Berg will attend the summit in Tokyo on May 3-4.")
    assert visit.place is not None
    assert (visit.status, visit.date, visit.place.country) == ("planned", "2021-05-03/2021-05-04", "JPN")


def test_stops_told_with_the_tour_lie_in_it() -> None:
    tour, *stops = told(
        "Norwegian Prime Minister Anna Berg will travel to Southeast Asia May 3 to 7, with stops in Vietnam and Laos."
    )
    assert {(stop.date, stop.within) for stop in stops} == {(tour.date, tour.id)}
    assert len(stops) == 2


def test_somebodys_travel_to_a_place_is_a_visit_and_a_ban_on_travel_is_none() -> None:
    lead = "Norwegian Prime Minister Anna Berg will visit Santiago on May 3."
    text = f"On Prime Minister Anna Berg's Travel to Chile\n\n{lead}"
    assert {visit.place.country for visit in told(text) if visit.place} == {"CHL"}
    assert len(told(text)) == 2
    assert not told("Norwegian Prime Minister Anna Berg announced a ban on travel to Chile on Monday.")


def test_a_tour_known_to_the_week_dates_no_stop_to_the_day() -> None:
    text = (
        "Norwegian Prime Minister Anna Berg faces hard talks on her trip this week to Europe and Thailand. The Gulf "
        "states fret about her visit to Thailand."
    )
    found = read_report(Report("r1", "r1.txt", text, published="2021-05-25")).claims
    assert {claim.phase for claim in found if claim.kind == "visit" and claim.date} == {"somewhere"}
