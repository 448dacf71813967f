"""State visits as agencies of many countries tell them: delegations by field, styles, papers in lists, looks back."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report

ARRIVED = "Kenyan President Peter Otieno arrived in Bangkok on Monday for talks with Thai President Anan Chai.\n"


def reading(text: str, published: str | None = "2019-05-14") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published=published))


def told(made: Reading, *kinds: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.kind in kinds]


def people(made: Reading, claim: Claim, *roles: str) -> set[str]:
    names = {actor.key: actor.name for actor in made.actors}
    return {names[part.actor] for part in claim.participants if not roles or part.role in roles}


def states(made: Reading) -> dict[str, str | None]:
    return {actor.name: actor.country for actor in made.actors if actor.type == "person"}


def offices(made: Reading, name: str) -> set[str]:
    return {office.title for actor in made.actors if actor.name == name for office in actor.offices}


def test_a_leader_told_without_his_state_is_who_is_elsewhere_told_by_it_alone() -> None:
    made = reading(
        "President Peter Otieno held talks with the Crown Prince of Kuwait on Sunday.\n"
        "The Kenyan leader flew in from Hanoi. Foreign Minister Grace Wanjiru is part of Otieno's entourage."
    )
    assert states(made)["Peter Otieno"] == "KEN"
    assert states(made)["Grace Wanjiru"] == "KEN"


def test_a_leader_is_not_of_the_state_whose_leader_he_meets() -> None:
    made = reading("President Peter Otieno met the Thai president on Sunday. The Thai president thanked him.")
    assert states(made)["Peter Otieno"] != "THA"


def test_a_surname_that_arrives_and_is_received_is_somebody() -> None:
    made = reading(
        "Chaver arrived in Tehran on Friday. Chaver was received by Iranian President Ali Moradi.\n"
        "The Venezuelan president thanked the people of Iran. On Saturday Chaver left. Chaver's visit was short."
    )
    assert states(made)["Chaver"] == "VEN"


def test_no_premier_is_a_premiers_chief_of_staff() -> None:
    made = reading(
        ARRIVED + "Chief of Staff of the Prime Minister Paul Kamau came along.\nThe premier left Bangkok on Tuesday."
    )
    left = [claim for claim in made.claims if claim.text.startswith("The premier")]
    assert all("Paul Kamau" not in people(made, claim) for claim in left)


def test_ministers_have_the_fields_in_their_brackets_and_go_along() -> None:
    made = reading(
        ARRIVED + "Three ministers are travelling with the president: Grace Wanjiru (Foreign Affairs), "
        "Paul Kamau (Energy and Mines) and Ann Njeri (Trade)."
    )
    assert offices(made, "Paul Kamau") == {"energy and mines minister"}
    assert states(made)["Ann Njeri"] == "KEN"
    assert {"Grace Wanjiru", "Paul Kamau", "Ann Njeri"} in [people(made, c, "delegate") for c in told(made, "visit")]


@pytest.mark.parametrize(
    "text",
    [
        "He leads a delegation of senior officials, among whom are Foreign Minister Grace Wanjiru and Trade Minister "
        "Paul Kamau.",
        "Otieno's delegation comprises eight ministers, including Foreign Minister Grace Wanjiru and Trade Minister "
        "Paul Kamau.",
    ],
)
def test_delegations_name_some_of_their_members(text: str) -> None:
    made = reading(ARRIVED + text)
    assert {"Grace Wanjiru", "Paul Kamau"} in [people(made, c, "delegate") for c in told(made, "visit")]


def test_a_delegation_headed_by_somebody_visits() -> None:
    made = reading(
        "An Eritrean delegation headed by Foreign Minister Yonas Tesfay and adviser Abel Haile visited Addis Ababa "
        "from May 6 to 8."
    )
    visit = told(made, "visit")[0]
    assert people(made, visit, "visitor") == {"Yonas Tesfay"}
    assert people(made, visit, "delegate") == {"Abel Haile"}
    assert (visit.date, visit.place and visit.place.name) == ("2019-05-06/2019-05-08", "Addis Ababa")


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("He met the Speaker of the Milli Majlis, Orkhan Veliyev.", "Orkhan Veliyev", "speaker of the milli majlis"),
        (
            "Minister of Economic Development, Trade and Agriculture Taras Bondar spoke.",
            "Taras Bondar",
            "minister of economic development, trade and agriculture",
        ),
        ("HE Minister of Transport Jassim Al Kaabi met him.", "Jassim Al Kaabi", "minister of transport"),
        (
            "The pact was signed by the head of Peru's port corporation Callao, Juan Soto, and others.",
            "Juan Soto",
            "head of the port corporation callao",
        ),
        (
            "He was received by the Leader of the Islamic Revolution Ayatollah Ali Moradi.",
            "Ali Moradi",
            "supreme leader",
        ),
        ("The Minister of Science and ICT, Min Hyesook, signed it.", "Min Hyesook", "minister of science and ict"),
        (
            "Minister of State for External Affairs Pavan Rao received him.",
            "Pavan Rao",
            "minister of state for external affairs",
        ),
    ],
)
def test_long_offices_stop_before_the_name(text: str, name: str, title: str) -> None:
    assert title in offices(reading(text), name)


def test_a_hyphenated_surname_holds_no_emirs_office() -> None:
    made = reading("Iranian Foreign Minister Hossein Amir-Karimi signed the paper.")
    assert offices(made, "Hossein Amir-Karimi") == {"foreign minister"}


def test_a_paper_is_signed_by_the_ministers_of_the_two_countries_named_after_them() -> None:
    made = reading(
        "The presidents of Iran and Venezuela oversaw the signing of a 20-year agreement on Saturday.\n"
        "The document was signed by the foreign ministers of the two countries, Ali Moradi and Carlos Rojas."
    )
    assert {"Ali Moradi", "Carlos Rojas"} in [people(made, claim, "signatory") for claim in told(made, "signing")]
    assert (states(made)["Ali Moradi"], states(made)["Carlos Rojas"]) == ("IRN", "VEN")


def test_papers_in_a_list_have_become_of_as_the_line_above_says() -> None:
    made = reading(
        ARRIVED + "After the talks of Peter Otieno and Anan Chai on Tuesday, a package of documents was signed:\n"
        "- Memorandum on cooperation in tourism;\n- Agreement on customs."
    )
    stages = {claim.label: (claim.stage, len(claim.parties)) for claim in made.agreements}
    assert stages["Memorandum on cooperation in tourism"] == ("signed", 2)
    assert stages["Agreement on customs"] == ("signed", 2)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Otieno was last here on a state visit in January 2010.", "2010-01"),
        ("It is the ninth visit to Thailand by Otieno, who last came in September 2009.", "2009-09"),
    ],
)
def test_the_visit_before_is_told_by_last(text: str, date: str) -> None:
    made = reading(ARRIVED + text)
    assert date in {claim.date for claim in told(made, "visit")}


def test_a_visit_during_which_something_was_to_be_signed_has_been() -> None:
    made = reading("The pact was to be signed during Kenyan President Peter Otieno's visit to Bangkok in May 2011.")
    assert [(claim.status, claim.date) for claim in told(made, "visit")] == [("happened", "2011-05")]


def test_the_day_on_which_somebody_is_due_there_is_that_of_the_talks() -> None:
    made = reading(
        "In Hanoi, where he is due on May 18, Kenyan President Peter Otieno will hold talks with Vietnamese President "
        "Tran Minh."
    )
    assert {claim.date for claim in told(made, "talks", "meeting", "visit")} == {"2019-05-18"}


def test_what_comes_then_is_on_the_same_day() -> None:
    made = reading(ARRIVED + "Otieno will attend a ceremony at the palace on Thursday, then hold talks with Anan Chai.")
    later = [claim for claim in told(made, "talks", "meeting") if claim.start >= len(ARRIVED)]
    assert {claim.date for claim in later} == {"2019-05-16"}


def test_the_same_day_may_be_that_of_the_paragraph_before() -> None:
    made = reading(ARRIVED + "On the same day Otieno met Thai Foreign Minister Somchai Boon.")
    last = [claim for claim in told(made, "meeting") if claim.start >= len(ARRIVED)]
    assert {claim.date for claim in last} == {"2019-05-13"}


def test_who_says_what_before_is_not_who_flies_on() -> None:
    made = reading(
        ARRIVED + "Otieno thanked his host. Thailand will invest in Kenya, Energy Minister Paul Kamau said. "
        "On Tuesday he flew to Hanoi."
    )
    onward = [claim for claim in told(made, "visit") if claim.place and claim.place.country == "VNM"]
    assert [people(made, claim, "visitor") for claim in onward] == [{"Peter Otieno"}]


def test_who_has_been_to_a_capital_visited_it() -> None:
    made = reading("Iranian Foreign Minister Ali Moradi himself had been to Tokyo on May 6.")
    assert [claim.place.country for claim in told(made, "visit") if claim.place] == ["JPN"]


def test_who_sees_a_guest_off_is_at_home() -> None:
    made = reading(
        "Kenyan President Peter Otieno arrived in Bangkok on Monday. "
        "He was seen off at the airport on Tuesday by Prime Minister Anan Chai and Foreign Minister Boon Mee."
    )
    assert (states(made)["Anan Chai"], states(made)["Boon Mee"]) == ("THA", "THA")


def test_an_order_with_a_name_of_its_own_is_conferred() -> None:
    made = reading(ARRIVED + "Anan Chai conferred the Nishan-e-Siam on Otieno at the palace on Tuesday.")
    assert [people(made, claim, "recipient") for claim in told(made, "award")] == [{"Peter Otieno"}]


def test_a_pact_that_the_two_sides_agree_on_is_theirs() -> None:
    made = reading(ARRIVED + "The two sides agreed that the free trade agreement signed in May 2006 should be widened.")
    pact = next(each for each in made.agreements if each.label == "free trade agreement")
    names = {actor.key: actor.name for actor in made.actors}
    assert {names[key] for key in pact.parties} == {"Kenya", "Thailand"}


def test_a_leader_of_unknown_state_is_not_of_those_that_he_travels_to() -> None:
    made = reading(
        "President Pedro Rojas closed on Monday his visit to China. China is the main market of Chile.\n"
        "From Santiago, the opposition in Chile asked why Rojas travels on to Seoul. Seoul receives him today."
    )
    assert states(made)["Pedro Rojas"] == "CHL"


def test_who_invites_is_the_host_and_no_other_name_of_the_guest() -> None:
    made = reading(
        "At the invitation of Prime Minister Shri Pavan Rao, President of the Arab Republic of Egypt, H.E. Mr. Omar "
        "Said will be on a State visit to India from 24-26 May 2019.\nPrime Minister Rao and President Said will hold "
        "talks on 25 May. Smt. Asha Devi, Hon'ble President of India, will host a banquet."
    )
    assert (states(made)["Omar Said"], states(made)["Asha Devi"]) == ("EGY", "IND")
    assert states(made)["Pavan Rao"] != "EGY"
    visit = told(made, "visit")[0]
    assert people(made, visit, "visitor") == {"Omar Said"}
    assert visit.date == "2019-05-24/2019-05-26"


def test_who_travels_to_two_states_is_of_neither() -> None:
    made = reading(
        "Vice President Ana Rojas will travel to Bangkok, Thailand and Hanoi, Vietnam. The Vice President is "
        "travelling to Bangkok on behalf of President Soto.\n\nIn both Bangkok and Hanoi, the Vice President will meet "
        "ministers of Thailand and of Vietnam. Thailand is an ally. Vietnam is a friend."
    )
    assert states(made) == {"Ana Rojas": None, "Soto": None}
