"""On whose side those stand whose office names no state: lists, delegations, hosts, datelines, outlets."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.claims.outlets import dateline_state, outlet_state
from communique.model import Report


def states(text: str, **known: str) -> dict[str, str | None]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14", **known))
    return {actor.name: actor.country for actor in made.actors if actor.type == "person"}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        (
            "Kenyan President Peter Otieno flew into Rome on Monday and was greeted at the airport by Foreign Minister "
            "Carla Bassi.",
            "Carla Bassi",
            "ITA",
        ),
        (
            "Kenyan President Peter Otieno arrived in Rome on Monday.\n\n"
            "He had lunch with President Aldo Ferri before talks with Prime Minister Ugo Sarti.",
            "Ugo Sarti",
            "ITA",
        ),
        (
            "Kenyan President Peter Otieno arrived in Rome on Monday.\n\n"
            "Finance Minister Paul Kamau and Energy Minister Jane Mwangi are accompanying the president on the trip.",
            "Jane Mwangi",
            "KEN",
        ),
        (
            "Kenyan President Peter Otieno arrived in Rome on Monday.\n\n"
            "The delegation also included Finance Minister Paul Kamau and Energy Minister Jane Mwangi.",
            "Paul Kamau",
            "KEN",
        ),
        (
            "The Kenyan delegation was led by Foreign Minister Jane Mwangi; the Italian delegation included Finance "
            "Minister Aldo Ferri.",
            "Aldo Ferri",
            "ITA",
        ),
        (
            "The Kenyan leader arrived in Rome on Monday for a two-day visit.\n\n"
            "He is due to meet President Aldo Ferri on Tuesday.",
            "Aldo Ferri",
            "ITA",
        ),
    ],
)
def test_a_visit_tells_the_sides(text: str, name: str, state: str) -> None:
    assert states(text)[name] == state


def test_two_who_meet_are_of_no_one_list() -> None:
    found = states(
        "Vice President Anna Bell spoke today with President Jean Petit of France.\n\n"
        "Vice President Bell and President Petit agreed to work together."
    )
    assert found["Jean Petit"] == "FRA"
    assert found["Anna Bell"] != "FRA"


def test_the_outlet_tells_whose_president_is_meant() -> None:
    text = "President Budi Hartono said on Monday that the rice harvest had been good and prices would fall."
    assert states(text, publisher="The Jakarta Post")["Budi Hartono"] == "IDN"
    assert states(text)["Budi Hartono"] is None


def test_a_state_without_ministers_has_none_guessed() -> None:
    text = "Commerce Minister Lin Wei signed contracts in thirteen American states last week."
    assert states(text, publisher="The Washington Post")["Lin Wei"] != "USA"


def test_world_agencies_have_no_home() -> None:
    assert outlet_state("AFP", "The Jakarta Post") is None
    assert outlet_state("WAM", None) == "ARE"
    assert outlet_state(None, "The Irish Times") == "IRL"
    assert outlet_state(None, "The Evening Courier") is None


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("LAHORE: The visitor was received at the airport.", "PAK"),
        ("BAGHDAD, March 3, 2008 (XYZ) - The visitor left.", "IRQ"),
        ("The visitor left Baghdad.", None),
    ],
)
def test_datelines_tell_where_a_report_was_written(line: str, state: str | None) -> None:
    assert dateline_state(Report("r1", "r1.txt", line)) == state


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        (
            "Kenyan Foreign Minister Jane Mwangi arrived in the Italian capital on Monday on a tour that takes "
            "her to Lisbon.\n\nMwangi is due to meet President Aldo Ferri on Tuesday.",
            "Aldo Ferri",
            "ITA",
        ),
        (
            "Kenyan Foreign Minister Jane Mwangi arrived in Rome on Monday for talks on fish, which President Peter "
            "Otieno has praised.",
            "Peter Otieno",
            None,
        ),
        (
            "Kenyan President Peter Otieno and a large delegation will pay a visit to Italy at the invitation of "
            "President Aldo Ferri.",
            "Aldo Ferri",
            "ITA",
        ),
    ],
)
def test_the_host_is_of_the_state_where_the_guest_is_then(text: str, name: str, state: str | None) -> None:
    found = states(text)[name]
    assert found == state if state else found != "ITA"


def test_a_trip_is_its_owners() -> None:
    text = (
        "Kenyan President Peter Otieno spoke of Adviser Jane Reed's trip to Italy. He met Adviser Jane Reed on Friday."
    )
    assert states(text)["Jane Reed"] != "ITA"


def test_two_who_agree_are_not_of_one_side_for_that() -> None:
    text = "Kenyan President Peter Otieno arrived. President Otieno and Foreign Minister Carla Bassi agreed on a road."
    assert states(text)["Carla Bassi"] is None


def test_members_of_somebodys_team_do_not_make_him_a_member() -> None:
    text = "Kenyan Adviser Peter Otieno travelled to Italy. He met Minister Carla Bassi and members of her team."
    assert states(text)["Carla Bassi"] != "KEN"


def test_a_minister_in_a_story_about_one_state_is_of_it() -> None:
    text = (
        "Italy went to the polls on Sunday. Italian voters chose between nine parties. Turnout in Italy was high, and "
        "Italian markets rose. Rome was calm.\n\nInterior Minister Carla Bassi said the count would take a day. "
        "Italian law lets it take two."
    )
    assert states(text)["Carla Bassi"] == "ITA"


def test_an_office_of_a_state_whose_head_is_named_is_no_other_presidents() -> None:
    text = (
        "German Chancellor Greta Berg met with President Samuel Otieno at the White House on Friday, three days after "
        "his meeting with Andrzej Kowalski of Poland.\n\n"
        "The visit had none of the pomp that greeted the Polish president."
    )
    assert states(text)["Samuel Otieno"] != "POL"


@pytest.mark.parametrize(("third", "state"), [("", "KEN"), (" Talks with Ghana go on.", None)])
def test_who_leaves_a_visit_for_the_only_other_state_goes_home(third: str, state: str | None) -> None:
    text = (
        "President Peter Otieno arrived in Rome on Monday for a two-day official visit. The anthem of Kenya was "
        "played. Otieno met Italian President Carla Bassi. Otieno will leave for Nairobi on Tuesday morning."
    )
    assert states(text + third)["Peter Otieno"] == state


def test_who_travels_is_of_the_state_whose_first_such_visitor_the_report_calls_him() -> None:
    text = (
        "President Anna Berg arrived in Lima on Friday. It is the first visit by a Norwegian president since 1998. "
        "President Luis Rojas met her."
    )
    assert states(text)["Anna Berg"] == "NOR"
    assert states(text)["Luis Rojas"] != "NOR"


def test_who_receives_a_guest_at_the_start_of_a_visit_is_no_traveller() -> None:
    text = (
        "King Ali II on Tuesday received Kuwait Emir Sheikh Jaber Al Hamad at the airport at the start of a two-day "
        "state visit to Jordan. Finance Minister Anwar Saleh is accompanying Sheikh Jaber on his visit to Jordan."
    )
    assert {name: states(text)[name] for name in ("Ali II", "Anwar Saleh")} == {"Ali II": "JOR", "Anwar Saleh": "KWT"}


@pytest.mark.parametrize("of", [" of Estonia", ""])
def test_those_who_invite_stand_on_one_side_and_who_comes_on_another(of: str) -> None:
    guest = "President Anan Chai of Thailand" if not of else "President Anan Chai"
    text = (
        f"At the invitation of President Alar Kask and Prime Minister Ruth Tamm{of}, {guest} paid a visit to Estonia "
        "from 5 to 7 May 2019.\n\nThe Thai president also met Speaker Amos Kipp."
    )
    assert {"Alar Kask": "EST", "Ruth Tamm": "EST", "Anan Chai": "THA"}.items() <= states(text).items()


@pytest.mark.parametrize(("other", "state"), [("", "TUR"), ("\n\nPresident Eva Lind watched.", None)])
def test_a_leader_told_by_the_state_alone_is_the_one_leader_of_no_known_state(other: str, state: str | None) -> None:
    text = (
        "President Aylin Demir inspected a guard of honour with Prime Minister Omar Khan of Pakistan.\n\n"
        f"The two leaders drove to the palace, where the Turkish leader planted a tree.{other}"
    )
    assert states(text)["Aylin Demir"] == state


def test_a_seat_that_many_governments_have_is_no_britons_in_a_report_of_others() -> None:
    def bodies(text: str) -> dict[str, str | None]:
        made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
        return {actor.name: actor.country for actor in made.actors if actor.type == "organization"}

    told = "The Foreign Office said on Monday that President Aylin Demir of Turkey would visit Pakistan."
    assert bodies(told) == {"Foreign Office": None}
    assert bodies(f"British ministers met. {told}") == {"Foreign Office": "GBR"}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        (
            "President Alar Kask won praise. Peru, under newly appointed President Rosa Paz, is willing to talk.\n\n"
            "The Peruvian president did not name him.",
            "Rosa Paz",
            "PER",
        ),
        (
            "President Alar Kask made no call that night, though a minister called the Peruvian president.",
            "Alar Kask",
            None,
        ),
        ("Sen. Adam Stone of Massachusetts met British Prime Minister Eva Lind.", "Adam Stone", "USA"),
        (
            "BEIRUT - Jets flew over Syria. Syria said Syrian towns near President Omar Haddad in Syria were hit.",
            "Omar Haddad",
            None,
        ),
    ],
)
def test_an_office_told_with_another_state_names_nobody_beside_whom_it_stands(
    text: str, name: str, state: str | None
) -> None:
    assert states(text)[name] == state


def test_a_dateline_with_its_state_beside_the_town_tells_whose_affairs_are_home_affairs() -> None:
    assert dateline_state(Report("r1", "r1.txt", "Valley Town, Guyana—The president spoke.")) == "GUY"
    assert dateline_state(Report("r1", "r1.txt", "Last week, Guyana and Peru — both small — signed it.")) is None


def test_an_emir_beside_a_king_is_no_couple() -> None:
    text = "On Monday Emir Said Al Nasser and King Omar II of Jordan spoke of peace. The emir of Kuwait is home."
    assert states(text)["Said Al Nasser"] != "JOR"


@pytest.mark.parametrize("title", ["Queen", "Queen Consort"])
def test_a_couple_is_of_one_state(title: str) -> None:
    text = (
        f"King Jigme Dorji of Bhutan and {title} Jetsun Pema arrived in Dhaka on Monday.\n\n"
        "The royal couple were received by President Omar Khan of Bangladesh."
    )
    assert states(text) == {"Jigme Dorji": "BTN", "Jetsun Pema": "BTN", "Omar Khan": "BGD"}
