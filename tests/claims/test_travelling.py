"""Who goes along, however the sentence lists them, and where a journey leads."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Reading, Report


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))


ARRIVED = "Kenyan President Peter Otieno arrived in Bangkok on Monday.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "The head of state is accompanied by Foreign Minister Jane Mwangi, Minister of Trade and Industry Paul Kamau, "
        "and by Ali Hassan, head of the port authority.",
        "Foreign Minister Jane Mwangi, Minister of Trade and Industry Paul Kamau and Energy Minister Ali Hassan are "
        "accompanying the president.",
    ],
)
def test_every_name_in_the_list_is_a_delegate(text: str) -> None:
    made = reading(ARRIVED + text)
    names = {actor.key: actor for actor in made.actors}
    delegates = {
        names[part.actor].name: names[part.actor].country
        for claim in made.claims
        for part in claim.participants
        if part.role == "delegate"
    }
    assert set(delegates) == {"Jane Mwangi", "Paul Kamau", "Ali Hassan"}
    assert delegates["Jane Mwangi"] == delegates["Paul Kamau"] == "KEN"


def test_leaving_for_home_ends_the_visit() -> None:
    made = reading("Kenyan President Peter Otieno left Bangkok for Nairobi on Monday after a two-day stay.")
    visit = next(claim for claim in made.claims if claim.kind == "visit")
    assert visit.place is not None
    assert (visit.place.country, visit.phase, visit.date) == ("THA", "end", "2019-05-13")


def test_a_headlines_trip_cancelled_is_off() -> None:
    made = reading("Otieno's trip to Bangkok cancelled after flood\n\n" + ARRIVED.replace("arrived in", "was due in"))
    assert [claim.status for claim in made.claims if claim.kind == "visit"][:1] == ["cancelled"]


def test_a_visit_only_offered_is_not_the_one_spoken_of() -> None:
    made = reading(
        ARRIVED + "He invited Thai Foreign Minister Anan Chai to visit Nairobi.\n\nAides called the trip a success."
    )
    last = [claim for claim in made.claims if claim.kind == "visit"][-1]
    assert last.place is not None
    assert last.place.country == "THA"


@pytest.mark.parametrize(
    ("text", "date", "phase"),
    [
        ("Kenyan President Peter Otieno leaves Thursday for a trip to Thailand.", "2019-05-16/2019-05-17", "start"),
        ("Kenyan President Peter Otieno departs for Thailand on Thursday.", "2019-05-16/2019-05-17", "start"),
        (
            "On Thursday, Kenyan President Peter Otieno is to open a school before flying on to Bangkok.",
            "2019-05-16/2019-05-17",
            "start",
        ),
        (
            "As President Peter Otieno of Kenya heads to Thailand and Laos, there is no peace plan.",
            "2019-05-14~",
            "somewhere",
        ),
        (
            "At the rice summit in Thailand, Kenyan President Peter Otieno said trade would grow.",
            "2019-05-14~",
            "within",
        ),
    ],
)
def test_setting_out_is_not_arriving(text: str, date: str, phase: str) -> None:
    """Who sets out on a day is there on that day or the next; who is on the way is not there yet."""
    made = reading(text)
    visit = next(claim for claim in made.claims if claim.kind == "visit")
    assert visit.place is not None
    assert (visit.place.country, visit.date, visit.phase) == ("THA", date, phase)


def test_a_meeting_taken_up_with_its_place_puts_the_guest_there() -> None:
    made = reading(
        "Kenyan President Peter Otieno will meet Peruvian President Rosa Quispe on Thursday.\n\n"
        "The meeting in Nairobi with Ms. Quispe will be about trade."
    )
    assert ("planned", "KEN") in {(c.status, c.place.country) for c in made.claims if c.kind == "visit" and c.place}


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        ("Kenyan President Peter Otieno is due in Thailand on Friday.", "THA", "planned"),
        ("Kenyan President Peter Otieno is expected in Bangkok on Friday.", "THA", "planned"),
        (
            "Kenyan President Peter Otieno has called off a state visit to Thailand planned for June.",
            "THA",
            "cancelled",
        ),
        ("LAHORE: Kenyan President Peter Otieno landed at the city's main airport on Monday.", "PAK", "happened"),
    ],
)
def test_visits_by_other_words(text: str, country: str, status: str) -> None:
    visits = [claim for claim in reading(text).claims if claim.kind == "visit"]
    assert [(claim.place.country if claim.place else None, claim.status) for claim in visits] == [(country, status)]


def test_the_first_to_do_so_holds_the_office() -> None:
    made = reading(
        "Peter Otieno stepped on to Thai soil on Sunday, the first sitting Kenyan president to do so since 1998."
    )
    otieno = next(actor for actor in made.actors if actor.name == "Peter Otieno")
    assert otieno.country == "KEN"
    assert [office.title for office in otieno.offices] == ["president"]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Kenya sent Foreign Minister Jane Mwangi to Bangkok on Monday.", {"THA"}),
        ("The Kenyan foreign minister, Jane Mwangi, was dispatched to Lima.", {"PER"}),
        ("Kenya sent its new ambassador, Jane Mwangi, to Bangkok.", set()),
        ("Kenya sent Foreign Minister Jane Mwangi back to Bangkok with a letter.", set()),
    ],
)
def test_who_is_sent_somewhere_visits_it(text: str, states: set[str]) -> None:
    made = reading(text)
    assert {claim.place.country for claim in made.claims if claim.kind == "visit" and claim.place} == states


def test_an_invitation_is_taken_up_by_the_invited() -> None:
    made = reading("Kenyan President Peter Otieno accepted Thai President Anan Chai's invitation to visit Bangkok.")
    names = {actor.key: actor.name for actor in made.actors}
    visits = [claim for claim in made.claims if claim.kind == "visit"]
    assert [names[part.actor] for claim in visits for part in claim.participants if part.role == "visitor"] == [
        "Peter Otieno"
    ]


@pytest.mark.parametrize(
    "then",
    [
        "In 1945 the trip from Lima took ten days.",
        "The refugees' trip ended at the border.",
        "Refugees made the last leg of their trip on foot.",
        "“This remarkable journey has just begun,” a poet said.",
        "The regime should go on with its journey.",
    ],
)
def test_a_journey_of_others_is_not_the_visit_just_told(then: str) -> None:
    made = reading(ARRIVED + then)
    assert [claim.cue_start for claim in made.claims if claim.kind == "visit"] == [ARRIVED.index("arrived")]


@pytest.mark.parametrize("then", ["His trip was short.", "The trip was short.", "Mr. Otieno's journey was short."])
def test_the_traveller_s_own_journey_is_the_visit_just_told(then: str) -> None:
    assert len([claim for claim in reading(ARRIVED + then).claims if claim.kind == "visit"]) == 2


def test_who_says_what_there_is_somewhere_is_not_there() -> None:
    made = reading("Kenyan Foreign Minister Ann Otieno wants help. “There are bases in Spain, in Chile,” she said.")
    assert [claim for claim in made.claims if claim.kind == "visit"] == []


@pytest.mark.parametrize(
    ("who", "town", "visits"),
    [
        ("U.N. spokesman Ann Otieno", "New York", 0),
        ("U.N. spokesman Ann Otieno", "Paris", 1),
        ("Ann Otieno, head of the harbour ministry's committee,", "Paris", 0),  # of no known state: of France perhaps
    ],
)
def test_who_speaks_for_a_body_at_its_seat_is_at_home(who: str, town: str, visits: int) -> None:
    made = reading(f"{who} said in {town} on Monday that the team would go on.")
    assert len([claim for claim in made.claims if claim.kind == "visit"]) == visits


@pytest.mark.parametrize(("place", "visits"), [("Norway", 1), ("Oslo", 0)])
def test_a_leader_of_no_known_state_is_abroad_where_a_state_is_named(place: str, visits: int) -> None:
    made = reading(f"President Otieno said in {place} on Monday that the team would go on.")
    assert len([claim for claim in made.claims if claim.kind == "visit"]) == visits


def test_the_state_of_an_envoy_is_no_place_to_meet_in() -> None:
    made = reading("Kenyan President Peter Otieno met with the U.S. envoy to Kenya in February.")
    assert [(claim.kind, claim.place) for claim in made.claims] == [("meeting", None)]


def test_a_trip_ahead_of_a_summit_does_not_lead_there() -> None:
    text = ARRIVED + "The president's trip, ahead of a summit in Peru, is meant to reassure."
    trips = [claim for claim in reading(text).claims if claim.cue_start == text.index("trip")]
    assert [claim.place.country for claim in trips if claim.place] == ["THA"]


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        (
            "The Kenyan palace on Monday released photos of Kenyan President Peter Otieno's visit to Peru.",
            "happened",
            None,
        ),
        (
            "Kenyan President Peter Otieno declined on Monday to meet senators during his trip to Peru next week.",
            "planned",
            "2024-05-20/2024-05-26",
        ),
        (
            "In February, Kenyan President Peter Otieno was in Nairobi with plans to head to Peru the next morning.",
            "planned",
            "2024-02",
        ),
    ],
)
def test_a_visit_has_the_day_and_status_of_its_own_clause(text: str, status: str, date: str | None) -> None:
    made = read_report(Report("r1", "r1.txt", text, published="2024-05-14"))
    assert [(claim.status, claim.date) for claim in made.claims if claim.kind == "visit"] == [(status, date)]


def test_what_was_announced_by_two_somewhere_was_announced_there() -> None:
    made = reading(
        "The plan was announced by Kenyan President Peter Otieno and Thai President Anan Chai in Oslo on Monday."
    )
    visits = [claim for claim in made.claims if claim.kind == "visit"]
    assert [(claim.place and claim.place.name, claim.date) for claim in visits] == [("Oslo", "2019-05-13")] * 2


def test_the_first_stop_of_a_tour_is_visited_and_does_not_travel() -> None:
    made = reading("Laos is the first stop in Kenyan President Peter Otieno's three-day tour of Asia.")
    names = {actor.key: actor.name for actor in made.actors}
    visits = [claim for claim in made.claims if claim.kind == "visit" and claim.place and claim.place.country]
    assert [[names[part.actor] for part in claim.participants] for claim in visits] == [["Peter Otieno", "Laos"]]
    assert [claim.days for claim in visits] == [None]


@pytest.mark.parametrize("verb", ["will be", "became"])
def test_who_is_the_first_to_visit_a_state_visits_it(verb: str) -> None:
    made = reading(f"President Peter Otieno of Kenya {verb} the first Kenyan president to visit Peru since 1998.")
    [visit] = [claim for claim in made.claims if claim.kind == "visit"]
    names = {actor.key: actor.name for actor in made.actors}
    assert [names[part.actor] for part in visit.participants if part.role == "visitor"] == ["Peter Otieno"]
    assert ("first-since", "1998") in {(each.attribute, each.value) for each in visit.details}


def test_it_is_nobody_who_travels() -> None:
    made = reading("It was the first attempt to visit Peru in years, Kenyan President Peter Otieno said on Monday.")
    assert not [claim for claim in made.claims if claim.kind == "visit" and claim.status == "happened"]


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("The 61-year-old president is expected to return home on May 18.", True),
        ("Otieno will leave for home on Saturday.", True),
        ("He will fly home on May 18 with his ministers.", True),
        ("Fishermen will return home on May 18.", False),
        ("Otieno left home on May 18 as a boy of nine.", False),
    ],
)
def test_who_goes_home_ends_the_visit(told: str, ends: bool) -> None:
    made = reading(f"President Peter Otieno of Kenya arrived in Lima on Tuesday. {told}")
    ended = [c for c in made.claims if c.kind == "visit" and c.phase == "end"]
    assert [(c.date, c.place and c.place.country) for c in ended] == [("2019-05-18", "PER")] * ends


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        (
            "Kenyan Foreign Minister Peter Otieno will travel. Spokesman Paul Kamau said that Otieno's first"
            " trip to Asia will take him to Laos.",
            "Peter Otieno",
            "LAO",
        ),
        ("Kenyan President Peter Otieno arrived in the capital, Lima, on Tuesday evening.", "Peter Otieno", "PER"),
    ],
)
def test_who_goes_where(text: str, who: str, country: str) -> None:
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors}
    there = [claim for claim in made.claims if claim.kind == "visit" and claim.place and claim.place.country == country]
    assert {names[p.actor] for claim in there for p in claim.participants if p.role == "visitor"} == {who}


def test_a_headline_that_says_a_visit_cancelled_tells_of_none_that_was_made() -> None:
    made = reading(
        "Kenyan Embassy In Lima Says Otieno's Visit To Peru On Tuesday Cancelled\n\n"
        "A visit of Kenyan Foreign Minister Peter Otieno to Peru has been cancelled."
    )
    assert {claim.status for claim in made.claims if claim.kind == "visit"} == {"cancelled"}


def test_what_a_trip_to_come_is_told_after_has_been_made() -> None:
    made = reading(
        "President Peter Otieno of Kenya will be in Lima on May 20, his third trip after his visit to Chile in April."
    )
    status = {c.place.country: c.status for c in made.claims if c.kind == "visit" and c.place}
    assert status == {"PER": "planned", "CHL": "happened"}


def where(text: str) -> set[tuple[str | None, str | None, str]]:
    found = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14")).claims
    return {(c.place.country, c.date, c.status) for c in found if c.kind == "visit" and c.place}


def test_who_comes_home_from_a_state_ends_the_visit_there() -> None:
    text = "On Monday Kenyan President Peter Otieno came home from Thailand, where his visit had ended."
    assert where(text) == {("THA", "2019-05-13", "happened")}


def test_a_visit_to_be_paid_to_the_kingdom_leads_where_the_report_was_written() -> None:
    text = "BANGKOK, May 14 (Agency) -- A state visit to the kingdom will be paid by President Ana Rojas of Chile."
    assert {(country, status) for country, _, status in where(text)} == {("THA", "planned")}


def test_each_of_two_visits_has_the_days_in_brackets_beside_its_place() -> None:
    text = "Kenyan President Peter Otieno is home after visits to Peru (May 3-5) and Chile (May 5-8)."
    assert where(text) == {
        ("PER", "2019-05-03/2019-05-05", "happened"),
        ("CHL", "2019-05-05/2019-05-08", "happened"),
    }


def test_who_is_dined_for_the_sake_of_a_visit_visits_the_hosts_state() -> None:
    text = (
        "Chilean President Ana Rojas spoke of trade at a dinner that she gave for the visit of Peter Otieno, President "
        "of Kenya."
    )
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors}
    (visit,) = (c for c in made.claims if c.kind == "visit")
    assert visit.place is not None
    assert (visit.place.country, names[visit.participants[0].actor]) == ("CHL", "Peter Otieno")
    (dinner,) = (c for c in made.claims if c.kind == "meeting")
    assert {names[part.actor] for part in dinner.participants} == {"Ana Rojas", "Peter Otieno"}


def test_in_a_later_leg_the_present_tells_a_plan() -> None:
    told = "In the {} leg of her tour Chilean President Ana Rojas {} to Peru."
    assert {status for *_, status in where(told.format("second", "goes"))} == {"planned"}
    assert {status for *_, status in where(told.format("second", "went"))} == {"happened"}


def test_in_an_undated_report_the_present_with_a_day_tells_a_plan() -> None:
    text = "Chilean President Ana Rojas is at home, and she leaves for Peru on May 17."
    made = read_report(Report(id="r1", uri="r1.txt", text=text))
    assert {c.status for c in made.claims if c.kind == "visit"} == {"planned"}


def test_that_country_is_the_one_named_last() -> None:
    text = (
        "Kenyan President Peter Otieno leaves for Peru on May 17. From Peru the president goes on to Chile on Friday, "
        "May 19, and that country he leaves on Sunday, May 21."
    )
    made = read_report(Report(id="r1", uri="r1.txt", text=text))
    assert {c.place.country for c in made.claims if c.when == "Sunday, May 21" and c.place} == {"CHL"}


def test_a_length_told_in_the_clause_before_is_not_the_next_journeys() -> None:
    text = "Chile has Kenyan President Peter Otieno for two days, and he leaves for Peru on Friday."
    assert {c.days for c in reading(text).claims if c.kind == "visit"} == {None}
