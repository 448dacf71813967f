"""State visits as pages print them: ministries with long names, hosts, counted days, looks back, old datelines."""

from __future__ import annotations

import pytest
from tests.claims.test_state_visits import offices, people, reading, states, told

ARRIVED = "Kenyan President Peter Otieno arrived in Bangkok on Monday for a three-day state visit.\n"


@pytest.mark.parametrize(
    "field",
    [
        "Roads and Urban Development",
        "Fisheries and Marine Resources",
        "Public Works",
        "Petroleum and Mineral Resources",
        "Higher Education and Scientific Research",
        "Agriculture and Livestock",
        "Climate Change",
        "Culture, Tourism and Sport",
    ],
)
def test_ministries_have_long_names(field: str) -> None:
    made = reading(f"{ARRIVED}He was received by Minister of {field} Somchai Boon at the airport.")
    assert offices(made, "Somchai Boon") == {f"minister of {field.lower()}"}


def test_the_fields_of_a_ministry_may_stand_before_the_minister() -> None:
    made = reading(ARRIVED + "He met Interior and Municipalities Minister Somchai Boon.")
    assert offices(made, "Somchai Boon") == {"interior and municipalities minister"}


def test_a_foreign_minister_is_one_whatever_else_the_ministry_does() -> None:
    made = reading(ARRIVED + "He met Minister of Foreign Affairs and Cooperation Somchai Boon.")
    assert offices(made, "Somchai Boon") == {"foreign minister"}


def test_a_field_of_no_ministry_is_a_surname() -> None:
    made = reading("Minister of Transport Anna Steel met Trade Minister Lars Lund of Denmark.")
    assert offices(made, "Anna Steel") == {"minister of transport"}


def test_the_host_is_who_is_named_right_after() -> None:
    made = reading(ARRIVED + "Otieno will be received by his host, King Anan Chai, at the palace.")
    planned = [claim for claim in told(made, "meeting") if claim.status == "planned"]
    assert [people(made, claim) for claim in planned] == [{"Peter Otieno", "Anan Chai"}]
    assert states(made)["Anan Chai"] == "THA"


def test_who_hosts_a_visiting_leader_goes_nowhere() -> None:
    made = reading(
        "President Asha Juma arrived in Kigali on Monday.\nPresident Jean Habimana is slated to host the visiting "
        "president and her delegation for a State Banquet at the Kigali Convention Centre."
    )
    assert states(made)["Jean Habimana"] == "RWA"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On his first day, he will hold talks with King Anan Chai.", "2019-05-13"),
        ("On the second day, Otieno will meet Prime Minister Boon Mee.", "2019-05-14"),
        ("On the last day, Otieno will meet Prime Minister Boon Mee.", "2019-05-15"),
        ("On his second day in office, Otieno met Prime Minister Boon Mee.", "2019-05-13~"),
    ],
)
def test_days_of_a_stay_are_counted(text: str, date: str) -> None:
    made = reading(ARRIVED + text, published="2019-05-13")
    assert [claim.date for claim in told(made, "talks", "meeting")] == [date]


def test_who_arrives_to_begin_a_visit_stays_as_long_as_that() -> None:
    made = reading("Kenyan President Peter Otieno arrived in Bangkok on Monday to begin a two-day state visit.")
    assert [(claim.date, claim.days) for claim in told(made, "visit")] == [("2019-05-13", 2)]


def test_who_is_met_at_the_airport_is_met_on_the_day_of_the_arrival() -> None:
    made = reading(
        "Kenyan President Peter Otieno has arrived in Bangkok on Monday.\nHis plane landed in the morning.\n"
        "He was received at the airport by King Anan Chai."
    )
    assert [claim.date for claim in told(made, "meeting")] == ["2019-05-13"]


def test_who_leads_a_delegation_arrives_with_it_and_is_received() -> None:
    made = reading(
        "Tehran, May 13, XYZ Kenyan President Peter Otieno leading a high ranking politico-economic delegation arrived "
        "in Tehran on Monday afternoon and was received by Minister of Culture Ali Moradi at the airport."
    )
    visits = [claim for claim in told(made, "visit") if claim.date == "2019-05-13"]
    assert visits
    assert all("Peter Otieno" in people(made, claim, "visitor") for claim in visits)
    assert [(people(made, claim), claim.date) for claim in told(made, "meeting")] == [
        ({"Peter Otieno", "Ali Moradi"}, "2019-05-13")
    ]


def test_a_visit_told_only_as_the_first_stands_with_its_delegates_and_the_one_before() -> None:
    made = reading(
        "Kenya and Thailand have signed ten agreements in Bangkok on Monday.\n"
        "Kenyan President Peter Otieno is heading a delegation, which includes foreign minister Grace Wanjiru and "
        "energy minister Paul Kamau.\nOtieno's visit is the first official visit of a Kenyan president to Thailand "
        "since Daniel Kiprop Arap Ruto's trip to Bangkok in 1996."
    )
    visits = [claim for claim in told(made, "visit") if "Peter Otieno" in people(made, claim, "visitor")]
    assert {claim.date for claim in visits} >= {"2019-05-14"}
    assert {"Grace Wanjiru", "Paul Kamau"} in [people(made, claim, "delegate") for claim in visits]
    before = [claim for claim in told(made, "visit") if claim.date == "1996"]
    assert {name for claim in before for name in people(made, claim, "visitor")} == {"Daniel Kiprop Arap Ruto"}
    assert states(made)["Daniel Kiprop Arap Ruto"] == "KEN"
    assert {office.former for actor in made.actors if actor.name.endswith("Ruto") for office in actor.offices} == {True}


def test_his_country_is_the_state_of_who_says_so() -> None:
    made = reading(
        "Thai President Anan Chai met President Peter Otieno on Monday.\n"
        "Chai thanked President Otieno and his delegation for the visit to his country."
    )
    visit = next(claim for claim in told(made, "visit") if people(made, claim, "visitor") == {"Peter Otieno"})
    assert visit.place is not None
    assert visit.place.country == "THA"


def test_they_who_met_are_the_two_told_of_in_the_sentence() -> None:
    made = reading(
        "The pact was signed by Trade Minister Paul Kamau and Energy Minister Grace Wanjiru of Kenya.\nThe Thai "
        "president, Anan Chai, invited President Peter Otieno when they met in New York in September 2018."
    )
    met = [claim for claim in told(made, "meeting") if claim.date == "2018-09"]
    assert [people(made, claim) for claim in met] == [{"Anan Chai", "Peter Otieno"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("King Anan Chai hosted a state banquet in honour of President Otieno on Monday.", "ceremony"),
        ("Otieno will attend a luncheon hosted in his honour by King Anan Chai.", "meeting"),
        ("King Anan Chai hosted a lunch for President Otieno on Monday.", "meeting"),
        ("Otieno and King Anan Chai had a tête-à-tête on Monday.", "meeting"),
    ],
)
def test_those_whom_something_is_given_for_take_part(text: str, kind: str) -> None:
    made = reading(ARRIVED + text)
    assert {"Peter Otieno", "Anan Chai"} in [people(made, claim) for claim in told(made, kind)]


@pytest.mark.parametrize("text", ["was accorded a ceremonial welcome", "performed a wreath-laying ceremony"])
def test_ceremonies_are_accorded_and_performed(text: str) -> None:
    made = reading(f"{ARRIVED}Otieno {text} at the palace on Monday.")
    assert [people(made, claim) for claim in told(made, "ceremony")] == [{"Peter Otieno"}]


def test_a_house_has_speakers_elsewhere_too() -> None:
    text = "Kenyan President Peter Otieno will meet House Speaker Maria Rojas in {}."
    assert states(reading(text.format("Manila")))["Maria Rojas"] != "USA"
    assert states(reading(text.format("Washington")))["Maria Rojas"] == "USA"


def test_who_is_accompanied_by_a_delegation_arrives() -> None:
    made = reading(
        "Kenyan President Peter Otieno, accompanied by a 40-member delegation, including Foreign Minister Grace "
        "Wanjiru and Trade Minister Paul Kamau, arrived in Bangkok on Monday."
    )
    assert ("2019-05-13", {"Peter Otieno"}) in [(c.date, people(made, c, "visitor")) for c in told(made, "visit")]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("will call on Prime Minister Boon Mee of Thailand on Monday", True),
        ("will call on Prime Minister Boon Mee of Thailand to resign", False),
    ],
)
def test_a_premier_is_called_on(text: str, met: bool) -> None:
    made = reading(f"Kenyan President Peter Otieno {text}.")
    assert ({"Peter Otieno", "Boon Mee"} in [people(made, claim) for claim in told(made, "meeting")]) == met


def test_who_came_before_is_of_the_same_state_and_no_other_side() -> None:
    made = reading(
        "Thai Prime Minister Boon Mee landed in Nairobi on Monday. President Peter Otieno received him at the palace.\n"
        "A visit by Otieno to Thailand would be the first by a Kenyan president since Daniel Mutua's in 2000."
    )
    assert (states(made)["Peter Otieno"], states(made)["Daniel Mutua"]) == ("KEN", "KEN")
