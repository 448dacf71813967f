"""One visit as pages of several houses tell it before, on and after its day: programmes, couples, ends, lists."""

from __future__ import annotations

import pytest
from tests.claims.test_state_visits import offices, people, reading, states, told

WENT = "President Peter Otieno of Kenya will visit Thailand on Saturday.\n"
CAME = "King Lotu of Tonga began a visit to Fiji on Monday.\n"


@pytest.mark.parametrize(
    "text",
    [
        "The state visit to Fiji of King Lotu of Tonga began on Monday.",
        "Monday saw the start of the state visit to Fiji of King Lotu of Tonga.",
    ],
)
def test_the_visitor_may_be_named_after_the_state(text: str) -> None:
    made = reading(text)
    visits = told(made, "visit")
    assert [(c.date, c.phase, c.place and c.place.country) for c in visits] == [("2019-05-13", "start", "FJI")]
    assert [people(made, c, "visitor") for c in visits] == [{"Lotu"}]


def test_who_visits_a_state_is_not_its_king() -> None:
    made = reading("The state visit to Thailand of King Lotu began on Monday. Tonga is far away.")
    assert states(made)["Lotu"] == "TON"


def test_a_visit_is_paid_to_a_state() -> None:
    made = reading("President Peter Otieno of Kenya will pay a state visit to Fiji on 18 May.")
    assert [(c.status, c.date) for c in told(made, "visit")] == [("planned", "2019-05-18")]


def test_a_king_and_his_queen_are_of_one_state() -> None:
    made = reading("King Lotu and Queen Ana of the Kingdom of Tonga will pay a State Visit to Fiji on Saturday.")
    assert states(made) == {"Lotu": "TON", "Ana": "TON"}
    assert [people(made, c, "visitor", "delegate") for c in told(made, "visit")] == [{"Lotu", "Ana"}]


def test_a_king_and_a_president_are_not() -> None:
    made = reading("King Lotu and President Ana Rivas of Chile met in Suva on Monday.")
    assert states(made)["Lotu"] != "CHL"


def test_their_majesties_are_the_couple_named_behind_or_before() -> None:
    made = reading(
        "The visit to Fiji of Their Majesties King Lotu and Queen Ana of Tonga began on Monday.\n"
        "Prime Minister Sefa Vula of Fiji received Their Majesties in Suva."
    )
    assert [people(made, c) for c in told(made, "meeting")] == [{"Lotu", "Ana", "Sefa Vula"}]
    assert all(actor.type != "organization" for actor in made.actors)


def test_his_majesty_before_a_name_is_who_is_named() -> None:
    made = reading(
        "King Lotu VI and Queen Ana of Tonga arrived in Fiji on Monday. Prime Minister Sefa Vula received them.\n"
        "His Majesty King Lotu VI reviewed a guard of honour of 100 men, and a dance followed."
    )
    assert [people(made, c) for c in told(made, "ceremony")] == [{"Lotu VI"}]


@pytest.mark.parametrize(
    "text",
    [
        "On the programme is also a meeting with President Sefa Vula of Fiji.",
        "A meeting with President Sefa Vula of Fiji is on the agenda.",
        "Talks with President Sefa Vula of Fiji await him there.",
        "Talks with President Sefa Vula of Fiji are planned.",
    ],
)
def test_a_programmes_meeting_is_with_the_visitor_and_still_to_come(text: str) -> None:
    made = reading(CAME + text)
    assert [(c.status, people(made, c)) for c in told(made, "meeting", "talks")] == [("planned", {"Lotu", "Sefa Vula"})]


def test_a_meeting_with_two_of_one_side_is_not_between_them() -> None:
    made = reading(CAME + "A meeting with President Sefa Vula of Fiji and First Lady Mere Vula is planned.")
    assert [people(made, c) for c in told(made, "meeting")] == [{"Lotu", "Sefa Vula", "Mere Vula"}]


def test_a_meeting_with_another_state_is_not_the_visitors() -> None:
    made = reading(CAME + "A meeting with President Ana Rivas of Chile is planned.")
    assert told(made, "meeting") == []


def test_who_is_coming_along_has_not_come() -> None:
    made = reading(WENT + "First Lady Mary Otieno is coming with him.")
    assert {c.status for c in told(made, "visit")} == {"planned"}


def test_a_present_tense_tells_a_plan_where_the_day_is_to_come() -> None:
    made = reading(
        "President Peter Otieno of Kenya goes to Bangkok for talks with President Anan Chai of Thailand.\n"
        "He will leave on Saturday through the airport in Nairobi."
    )
    assert {(c.kind, c.status) for c in made.claims} == {("visit", "planned"), ("talks", "planned")}


def test_who_leaves_from_home_sets_out() -> None:
    made = reading(WENT + "Otieno will leave through the airport in Nairobi on Saturday.")
    assert [c.phase for c in told(made, "visit")][-1] != "end"


def test_the_neighbouring_country_is_the_one_told() -> None:
    made = reading(
        "President Peter Otieno of Kenya will visit Uganda. He travels to the neighbouring country on Saturday."
    )
    assert [(c.date, c.place and c.place.country) for c in told(made, "visit")][-1] == ("2019-05-18", "UGA")


def test_a_town_is_no_body() -> None:
    made = reading("President Lazarus Molewa of Malawi goes to Lusaka for bilateral talks with Zambia's Edgar Lubasi.")
    assert [people(made, c) for c in told(made, "talks")] == [{"Lazarus Molewa", "Edgar Lubasi"}]


def test_in_a_list_of_names_the_office_stands_behind() -> None:
    made = reading(
        "President Peter Otieno was met by Joseph Banda, Foreign Affairs Minister of Zambia, Bowman Chulu, Lusaka "
        "Province Minister, Patrick Tembo, Deputy Secretary to the Cabinet, and others."
    )
    assert (offices(made, "Joseph Banda"), states(made)["Joseph Banda"]) == ({"foreign minister"}, "ZMB")
    assert "foreign minister" not in offices(made, "Bowman Chulu")


def test_the_name_of_some_islands_leads_no_state() -> None:
    made = reading(
        "King Lotu of Tonga will visit Fiji on Saturday. In Tubo Village, Moru, Sau Ni Vanua Ko Moru is installed.\n"
        "Their songs have left a strong mark on the Moru archipelago. Paul Vesi, a chief of Moru, called it a feast.\n"
        "There will be meetings with families in Moru. Besides, the king will meet the President of Fiji."
    )
    assert all("president" not in offices(made, name) for name in states(made) if "Moru" in name)


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Lara of Zambia and President Hage Nangolo of Namibia watched over the signing of agreements.",
        "President Ada Lara of Zambia and President Hage Nangolo of Namibia watched as five agreements were signed.",
        "President Ada Lara of Zambia arrived in Namibia on Monday. Five agreements were signed.",
    ],
)
def test_states_sign_where_their_leaders_look_on(text: str) -> None:
    made = reading(text)
    assert [people(made, c) for c in told(made, "signing")] == [{"Zambia", "Namibia"}]


def test_who_looks_on_alone_signs_nothing() -> None:
    made = reading("President Ada Lara of Zambia watched the signing of a deal between the miners and the firm.")
    assert told(made, "signing") == []


def test_who_gives_a_banquet_for_a_guest_has_him_there() -> None:
    made = reading(
        "It was President Hage Nangolo of Namibia who told it, at the banquet he gave for President Ada Lara of Zambia "
        "at the State House in Windhoek on Monday night."
    )
    (banquet,) = told(made, "ceremony")
    assert (people(made, banquet), banquet.place and banquet.place.name) == ({"Hage Nangolo", "Ada Lara"}, "Windhoek")
    assert [people(made, c, "visitor") for c in told(made, "visit")] == [{"Ada Lara"}]


def test_one_office_told_twice_before_a_name_is_one_persons() -> None:
    made = reading("A text was put out after the visit to Namibia of the Zambian Head of State, President Ada Lara.")
    assert states(made) == {"Ada Lara": "ZMB"}
    assert [people(made, c, "visitor") for c in told(made, "visit")] == [{"Ada Lara"}]


def test_a_headlines_ruler_without_a_name_is_the_one_named_below() -> None:
    made = reading(
        "Closer ties: Sultan of Oman to visit Bahrain\n\nSultan Karim bin Salim begins his visit on Monday.\n"
        "The late Sultan Yusuf bin Salim was there in 2010. Sultan Yusuf rarely travelled.\n"
        "Karim seeks closer ties with Saudi Arabia, Qatar and Kuwait."
    )
    assert states(made)["Karim bin Salim"] == "OMN"


@pytest.mark.parametrize("verb", ["been to Manama", "visited Bahrain"])
def test_who_has_not_come_since_denies_no_visit(verb: str) -> None:
    made = reading(f"Sultan Karim of Oman has not {verb} since he came to the throne in 2015.")
    assert told(made, "visit") == []


def test_a_crown_prince_is_an_office_and_no_leader_beside_the_king() -> None:
    made = reading(
        "King Hadi of Bahrain and Sultan Karim of Oman met in Manama on Monday. It took place in the presence of "
        "Prince Salim bin Hadi, Crown Prince, Deputy Supreme Commander and Prime Minister of the Kingdom of Bahrain, "
        "and others.\n"
        "King Hadi opened it by welcoming Sultan Karim. The two leaders stressed that they wished for more trade."
    )
    assert set(states(made)) == {"Hadi", "Karim", "Salim bin Hadi"}
    names = {actor.key: actor.name for actor in made.actors}
    assert {names[q.speaker] for q in made.quotations if q.speaker} == {"Hadi", "Karim"}
