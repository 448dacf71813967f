"""The stages of a tour, each with its place and its day, and who is where by then."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Reading, Report

TOUR = "Chilean President Ana Rojas arrived in Hanoi on Friday.\n\n"


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-05"))


def visits(text: str) -> set[tuple[str | None, str | None]]:
    made = reading(text)
    return {(each.place.country, each.date) for each in made.claims if each.kind == "visit" and each.place}


def states(text: str) -> dict[str, str | None]:
    return {actor.name: actor.country for actor in reading(text).actors if actor.type == "person"}


@pytest.mark.parametrize(
    ("sentence", "stages"),
    [
        (
            "The trip will take her to India on Tuesday and to China on Thursday.",
            {("IND", "2019-05-07"), ("CHN", "2019-05-09")},
        ),
        (
            "She will travel to Japan on Tuesday and to Peru on Thursday.",
            {("JPN", "2019-05-07"), ("PER", "2019-05-09")},
        ),
        ("She will travel to Japan and to Peru on Thursday.", {("JPN", "2019-05-09"), ("PER", "2019-05-09")}),
        ("From Hanoi she proceeded to Laos on Saturday.", {("LAO", "2019-05-04")}),
        ("She had begun her tour in Nepal on 1 May.", {("NPL", "2019-05-01")}),
    ],
)
def test_each_stage_has_its_state_and_day(sentence: str, stages: set[tuple[str, str]]) -> None:
    assert stages <= visits(TOUR + sentence)


def test_a_trip_that_takes_somebody_somewhere_is_no_visit_told_before() -> None:
    assert ("VNM", "2019-05-07") not in visits(TOUR + "The trip will take her to India on Tuesday.")


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("She went on to Laos on Saturday for talks with President Boun Khamsy.", "Boun Khamsy", "LAO"),
        ("The last stop of the tour was Nepal. President Ram Thapa held a ceremony for her.", "Ram Thapa", "NPL"),
        ("In Lima, she met President Luis Vega. She also received Vice President Jose Cruz.", "Jose Cruz", "PER"),
        ("She invited Prime Minister Van Tho to come to Chile.", "Van Tho", None),
        ("In Vientiane she will see President Boun Khamsy, Foreign Minister Luis Diaz said.", "Luis Diaz", None),
    ],
)
def test_hosts_are_of_the_state_in_which_the_traveller_is_by_then(text: str, name: str, state: str | None) -> None:
    found = states(TOUR + text)[name]
    assert found == state if state else found not in ("CHL", "LAO")


def test_a_traveller_comes_from_the_state_of_the_officials_whose_state_nobody_visits() -> None:
    text = (
        "President Kofi Adu arrived in Kingston on Friday at the invitation of Prime Minister Paul Brown. "
        "Foreign Minister Ama Boateng signed for Ghana, and her counterpart, Jean Smith, for Jamaica."
    )
    found = states(text)
    assert (found["Kofi Adu"], found["Paul Brown"]) == ("GHA", "JAM")
    assert (found["Ama Boateng"], found["Jean Smith"]) == ("GHA", "JAM")


def test_a_crown_prince_is_of_the_only_monarchy_that_is_named() -> None:
    text = (
        "ISLAMABAD: Crown Prince Fahd bin Saad landed in Islamabad on Friday. Pakistan and Saudi Arabia signed a pact."
    )
    assert states(text)["Fahd bin Saad"] == "SAU"


def test_one_named_beside_a_president_holds_the_office_that_is_told_without_a_name() -> None:
    text = (
        "President Aldo Ferri of Italy and Peter Otieno have ended their talks. The President of Kenya arrived in Rome "
        "on Friday. The Kenyan leader will fly to Paris on Monday."
    )
    made = reading(text)
    (kenyan,) = [actor for actor in made.actors if actor.type == "person" and actor.country == "KEN"]
    assert kenyan.name == "Peter Otieno"


def test_those_met_on_several_days_were_met_apart() -> None:
    text = TOUR + "Rojas met with King Vong on Saturday and with Prime Minister Tran on the following day."
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors}
    met = {
        (frozenset(names[part.actor] for part in each.participants), each.date)
        for each in made.claims
        if each.kind == "meeting"
    }
    assert met == {
        (frozenset({"Ana Rojas", "Vong"}), "2019-05-04"),
        (frozenset({"Ana Rojas", "Tran"}), "2019-05-05"),
    }


def test_who_tells_of_a_meeting_at_its_end_takes_no_part() -> None:
    made = reading(TOUR + "She will meet President Boun Khamsy, Foreign Minister Luis Diaz (X) said.")
    names = {actor.key: actor.name for actor in made.actors}
    met = [{names[part.actor] for part in each.participants} for each in made.claims if each.kind == "meeting"]
    assert met == [{"Ana Rojas", "Boun Khamsy"}]


@pytest.mark.parametrize(
    ("sentence", "stages"),
    [
        ("In the Lao capital Vientiane, where she arrived on Saturday, it rained.", {("LAO", "2019-05-04")}),
        ("Her next trip abroad will be to Nepal on 26 May.", {("NPL", "2019-05-26")}),
        ("The last stop of her tour was Lima, where she landed on Saturday.", {("PER", "2019-05-04")}),
        ("She will spend two days in Nepal from 8 May.", {("NPL", "2019-05-08")}),
    ],
)
def test_a_stage_is_told_by_where_and_by_being(sentence: str, stages: set[tuple[str, str]]) -> None:
    assert stages <= {(state, (day or "").partition("/")[0]) for state, day in visits(TOUR + sentence)}


def test_money_spent_somewhere_is_no_visit() -> None:
    assert "NPL" not in {state for state, _ in visits(TOUR + "She spent two million dollars in Nepal on Saturday.")}


def test_his_majesty_is_the_monarch_spoken_of() -> None:
    text = (
        "His Majesty King Fahd of Saudi Arabia arrived in Lima on Friday. On Saturday His Majesty met President Luis "
        "Vega of Peru."
    )
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors}
    met = [{names[part.actor] for part in each.participants} for each in made.claims if each.kind == "meeting"]
    assert met == [{"Fahd", "Luis Vega"}]
    assert not any("Majesty" in name for name in names.values())


def test_an_office_is_told_of_whom_he_stands_for() -> None:
    text = "Pavel Arkov stepped off his plane in Lima. He was the first Russian president to come to Peru."
    assert states(text)["Pavel Arkov"] == "RUS"


def test_an_office_told_of_him_in_somebody_s_quoted_words_may_be_another_s() -> None:
    text = "Peruvian Senator Luis Vega was calm. “He may be a good speaker, but he is the pope,” Ana Diaz said."
    assert [
        office.title for actor in reading(text).actors for office in actor.offices if actor.name == "Luis Vega"
    ] == ["senator"]


def test_a_row_of_those_who_sign_for_a_state_are_all_its() -> None:
    text = TOUR + "Ram Thapa, Minister of Petroleum, and Dev Rai, Minister of Finance, signed for Nepal."
    found = states(text)
    assert found["Ram Thapa"] == found["Dev Rai"] == "NPL"


def test_a_traveller_is_of_the_state_to_whose_capital_the_report_has_him_return() -> None:
    text = "President Jane Rojas arrived in Hanoi on Friday with her ministers. She returns to Lima on Sunday."
    assert states(text)["Jane Rojas"] == "PER"


def test_a_state_whose_name_is_a_thing_s_is_a_state_before_a_name() -> None:
    text = "President of the Kyrgyz Republic Sadyr Kanov arrived in Lima on Friday."
    assert states(text)["Sadyr Kanov"] == "KGZ"
