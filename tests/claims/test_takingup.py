"""What "the meeting" and "the visit" take up, where a report tells of several; sentences in our own words."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))


def at(made: Reading, word: str, text: str) -> Claim:
    """The claim whose cue is the last place of a word in the text."""
    place = text.rindex(word)
    return next(c for c in made.claims if c.cue_start <= place < c.cue_end)


def who(made: Reading, claim: Claim) -> set[str]:
    names = {actor.key: actor.name.split()[-1] for actor in made.actors}
    return {names[part.actor] for part in claim.participants}


TWO = (
    "President Marta Oliveira of Brazil met Chinese President Lin Hao on Monday in Lisbon. "
    "Peruvian Foreign Minister Luis Quispe met Japanese Foreign Minister Kenji Mori on Monday. "
)


def test_the_meeting_is_that_of_the_people_whom_the_sentence_names() -> None:
    text = TWO + "After the meeting Ms. Oliveira praised Mr. Lin."
    made = reading(text)
    assert who(made, at(made, "meeting", text)) == {"Oliveira", "Hao"}


def test_where_the_sentence_names_nobody_the_nearest_is_meant() -> None:
    text = TWO + "The meeting lasted two hours."
    made = reading(text)
    assert who(made, at(made, "meeting", text)) == {"Quispe", "Mori"}


def test_the_planned_meeting_is_none_that_was_held() -> None:
    text = (
        "President Marta Oliveira of Brazil will meet Chinese President Lin Hao next month. "
        "Brazil's foreign minister, Rui Prado, met Chinese President Lin Hao in Beijing on Friday. "
        "Two cities are being weighed for the planned meeting."
    )
    made = reading(text)
    claim = at(made, "meeting", text)
    assert who(made, claim) == {"Oliveira", "Hao"}
    assert claim.status in ("planned", "possible")


def test_a_meeting_held_to_prepare_another_is_not_that_other() -> None:
    text = (
        "President Marta Oliveira of Brazil will meet Chinese President Lin Hao next month. "
        "Brazilian Foreign Minister Rui Prado met Mr. Lin on Friday to prepare for the meeting."
    )
    made = reading(text)
    assert who(made, at(made, "meeting", text)) == {"Oliveira", "Hao"}


def test_to_speak_of_a_plan_does_not_make_it_a_fact() -> None:
    text = (
        "President Marta Oliveira of Brazil plans to meet Chinese President Lin Hao in June. "
        "Reporters asked her about the meeting on Monday."
    )
    assert at(reading(text), "meeting", text).status in ("planned", "possible")


def test_what_took_place_is_a_fact_though_it_was_announced_first() -> None:
    text = (
        "President Marta Oliveira of Brazil was to meet Chinese President Lin Hao in Lisbon. "
        "The meeting took place on Monday."
    )
    assert at(reading(text), "meeting", text).status == "happened"


def test_who_is_sent_to_meet_somebody_meets_him() -> None:
    text = (
        "President Marta Oliveira of Brazil sent Foreign Minister Rui Prado to Tokyo to meet Prime Minister Kenji Mori."
    )
    made = reading(text)
    assert who(made, at(made, "meet", text)) == {"Prado", "Mori"}


def test_who_confirms_a_meeting_takes_no_part_in_it() -> None:
    text = (
        "Foreign Minister Rui Prado of Brazil met Chinese President Lin Hao on Monday in an effort to lay the "
        "groundwork for a summit between Lin and President Marta Oliveira, Lisbon News has confirmed."
    )
    made = reading(text)
    summit = at(made, "summit", text)
    assert who(made, summit) == {"Oliveira", "Hao"}
    assert summit.date is None  # Monday was the day of those who prepared it


def test_whom_one_talks_with_is_no_place() -> None:
    text = "Chinese President Lin Hao said he was willing to negotiate with the United States."
    assert [c.kind for c in reading(text).claims] == ["talks"]


def test_each_side_of_a_semicolon_has_its_own_time() -> None:
    text = (
        "The summit of President Marta Oliveira and President Lin Hao began hours after reports that the war began in "
        "1950; the two nations ended it with a truce in 1953."
    )
    assert at(reading(text), "summit", text).date is None


def test_a_month_told_with_a_plan_is_ahead() -> None:
    text = (
        "President Marta Oliveira of Brazil repeated that she plans to meet Chinese President Lin Hao "
        "— perhaps in early June — but gave no place."
    )
    assert str(at(reading(text), "meet", text).date).startswith("2019-06")


def test_a_headline_without_a_verb_does_not_say_that_the_visit_has_been() -> None:
    text = (
        "Statement on the Visit of President Lin Hao of China\n\n"
        "President Marta Oliveira of Brazil looks forward to welcoming Chinese President Lin Hao to Brasilia in June.\n"
    )
    visits = [c for c in reading(text).claims if c.kind == "visit"]
    assert {c.status for c in visits} == {"planned"}


def test_who_is_hosted_for_a_visit_is_the_visitor() -> None:
    text = (
        "President Marta Oliveira of Brazil will host Chinese President Lin Hao for a state visit to Brazil on June 5."
    )
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors}
    visits = [c for c in made.claims if c.kind == "visit"]
    assert {names[p.actor] for c in visits for p in c.participants if p.role == "visitor"} == {"Lin Hao"}


def test_two_who_give_remarks_side_by_side_met_on_the_day_of_the_transcript() -> None:
    text = (
        "Remarks by President Marta Oliveira of Brazil and President Lin Hao of China Before Their Talks\n\nBrasilia\n"
    )
    made = reading(text)
    met = at(made, "Remarks", text)
    assert (met.kind, met.status, met.date, who(made, met)) == (
        "meeting",
        "happened",
        "2019-05-14",
        {"Oliveira", "Hao"},
    )


MET = "President Marta Oliveira of Brazil met Chinese President Lin Hao on Monday. "


@pytest.mark.parametrize(
    "then",
    [
        "The G-20 summit was dull.",
        "She spoke of the NATO meeting.",
        "The six-party talks have broken down.",
        "The Iranian talks failed.",
        "The international summit failed.",
        "She ended the question-and-answer session.",
        "There was laughter in the audience.",
        "She spoke of the sweet talk of others.",
        "Those briefed on the negotiations want more.",
        "The rebels wait for the promised peace talks.",
        "The two spoke to the press at the G-20 summit.",
    ],
)
def test_another_gathering_is_not_the_meeting_just_told(then: str) -> None:
    assert [c.cue_start for c in reading(MET + then).claims if c.kind in ("meeting", "talks")] == [MET.index("met")]


@pytest.mark.parametrize(
    "then",
    [
        "The summit was dull.",
        "The Chinese-Brazilian talks went well.",
        "She walked out of that meeting.",
        "Meeting went very smoothly.",
        "This was the third Oliveira-Lin summit.",
        "In the same meeting she spoke of trade.",
    ],
)
def test_a_meeting_spoken_of_as_known_is_the_one_just_told(then: str) -> None:
    made = reading(MET + then)
    assert [who(made, c) for c in made.claims if c.kind in ("meeting", "talks")] == [{"Oliveira", "Hao"}] * 2


def test_what_could_be_called_off_is_no_meeting_that_was_held() -> None:
    text = MET + "The president of Peru cautioned that the meeting could be cancelled at any time."
    assert len([c for c in reading(text).claims if c.kind == "meeting"]) == 1


def test_a_summit_that_a_meeting_is_said_to_be_is_that_meeting() -> None:
    text = (
        "President Marta Oliveira of Brazil will hold a summit with Chinese President Lin Hao in June. Next week she "
        "meets with Peruvian President Luis Quispe. The meeting will be the third inter-Andean summit."
    )
    made = reading(text)
    assert who(made, at(made, "summit", text)) == {"Oliveira", "Quispe"}


def test_met_and_meeting_are_one_word() -> None:
    text = MET + "Brazil and China have held direct talks on trade. Ms. Prado acknowledged the meeting."
    made = reading(text)
    assert who(made, at(made, "meeting", text)) == {"Oliveira", "Hao"}


@pytest.mark.parametrize(("caller", "off"), [("French President Luc Petit", False), ("Thai President Anan Chai", True)])
def test_a_visit_is_called_off_by_those_it_concerns(caller: str, off: bool) -> None:
    text = f"Kenyan President Peter Otieno will visit Thailand on Friday.\n\nBut {caller} called off the trip."
    found = read_report(Report("r1", "r1.txt", text, published="2019-05-14")).claims
    assert ("cancelled" in {claim.status for claim in found if claim.kind == "visit"}) is off


def test_the_conversation_may_be_a_telephone_call() -> None:
    text = (
        "Brazilian President Marta Oliveira and Chinese President Lin Hao spoke by telephone on Monday. Shortly after "
        "the conversation Ms. Oliveira named an envoy. Peruvian Foreign Minister Luis Quispe met Japanese Foreign "
        "Minister Kenji Mori."
    )
    made = reading(text)
    claim = at(made, "conversation", text)
    assert (claim.kind, who(made, claim)) == ("call", {"Oliveira", "Hao"})


def test_what_was_signed_in_an_old_year_was_not_signed_at_a_later_visit() -> None:
    text = (
        "The two states would revive a security pact signed in 2001. Japanese Prime Minister Kenji Mori, who was on a "
        "visit to Rome, did not comment."
    )
    assert not [claim for claim in reading(text).claims if claim.kind == "signing"]


PLANNED = "President Marta Oliveira of Brazil will visit Peru on June 20, her office said. "
SUMMIT = "President Marta Oliveira of Brazil will meet Chinese President Lin Hao in June. "


@pytest.mark.parametrize(
    "words",
    [
        "The visit comes after months of doubt.",
        "The visit is her first since the election.",
        "“We look forward to the visit,” an aide said.",
    ],
)
def test_what_is_said_of_a_planned_visit_in_the_present_does_not_make_it_go_on(words: str) -> None:
    text = PLANNED + words
    assert at(reading(text), "visit", text).status == "planned"


def test_a_visit_told_to_be_under_way_goes_on() -> None:
    text = PLANNED + "The visit is under way."
    assert at(reading(text), "visit", text).status == "ongoing"


def test_a_meeting_said_to_be_one_of_the_two_nations_is_that_of_their_leaders() -> None:
    text = (
        "President Marta Oliveira of Brazil will meet Peruvian President Luis Quispe on May 20. "
        "She is also planning to meet Chinese President Lin Hao. Ms. Oliveira and Mr. Lin have sent envoys to prepare "
        "their meeting, which will be the first summit between the two nations."
    )
    made = reading(text)
    assert who(made, at(made, "summit", text)) == {"Oliveira", "Hao"}


def test_a_meeting_that_only_dates_another_is_not_the_one_spoken_of() -> None:
    text = (
        "Chancellor Greta Berg of Germany met President Luis Quispe of Peru on Friday, "
        "three days after her meeting with Kenji Mori of Japan. Ms. Berg praised the meeting."
    )
    made = reading(text)
    assert who(made, at(made, "meeting", text)) == {"Berg", "Quispe"}


def test_a_meeting_told_as_held_with_somebody_else_is_not_the_planned_one() -> None:
    text = SUMMIT + "Ms. Oliveira spoke of Minister Kenji Mori of Japan. The meeting came at the wish of Mr. Mori."
    told = [c for c in reading(text).claims if c.kind == "meeting"]
    assert [c.status for c in told] == ["planned"]


def test_a_journey_has_the_day_on_which_it_took_place() -> None:
    text = "President Marta Oliveira of Brazil flew to Peru. An outlet revealed the trip, which took place on May 7."
    assert at(reading(text), "trip", text).date == "2019-05-07"


@pytest.mark.parametrize(("town", "people"), [("Lisbon", {"Oliveira", "Hao"}), ("Oslo", {"Quispe", "Mori"})])
def test_a_meeting_is_known_by_its_town(town: str, people: set[str]) -> None:
    text = (
        "President Marta Oliveira of Brazil met Chinese President Lin Hao on Monday in Lisbon. Peruvian Minister "
        f"Luis Quispe met Japanese Foreign Minister Kenji Mori on Monday in Oslo. The {town} meeting lasted two hours."
    )
    made = reading(text)
    assert who(made, at(made, "meeting", text)) == people


def test_where_they_last_met_is_not_where_they_are_going() -> None:
    text = (
        "Chinese President Lin Hao will travel to Peru on May 20 to meet Peruvian President Luis Quispe. "
        "The two men last met in Lisbon in March. Officials said that the meeting would be about trade."
    )
    made = reading(text)
    meeting = at(made, "meeting", text)
    assert (meeting.place, meeting.status) == (None, "planned")


def test_a_stay_with_a_deed_in_another_town_is_another_stay() -> None:
    text = (
        "President Marta Oliveira of Brazil visited Cusco in Peru on Monday. "
        "She met Peruvian President Luis Quispe in Lima in March, on her first trip abroad."
    )
    assert not any(c.same_as for c in reading(text).claims if c.cue_start == text.rindex("trip"))


def test_the_meeting_is_no_negotiation() -> None:
    text = (
        "President Marta Oliveira of Brazil is eager to end the negotiation with Peru. "
        "The meeting could be called off at any time."
    )
    assert [c.cue_start for c in reading(text).claims if c.cue_start == text.index("meeting")] == []


def test_what_a_report_recalls_of_the_last_visit_is_no_part_of_the_one_to_come() -> None:
    made = reading(
        "Kenyan Foreign Minister Jane Mwangi will visit Lima next week to meet President Luis Rojas. "
        "The last time Mwangi visited Lima was in May 2015. She held talks with Finance Minister Ana Paz. "
        "They spoke of trade and of fish. Mwangi also met with Rojas. "
        "Next week Mwangi will travel to Lima with two ministers."
    )
    last = next(claim for claim in made.claims if claim.kind == "visit" and claim.date == "2015-05")
    assert {c.kind for c in made.claims if c.within == last.id and c.status == "happened"} == {"talks", "meeting"}


ABROAD = (
    "Chilean President Ana Rojas will visit Peru on May 20. She will visit Bolivia on May 22.{} It is warm in Lima."
)


@pytest.mark.parametrize(
    "words", [" The tour is to bring trade.", " Her visits are to bring trade.", " The stops of the tour are short."]
)
def test_a_tour_of_several_states_is_a_visit_to_none_of_them(words: str) -> None:
    told = [[c for c in reading(ABROAD.format(more)).claims if c.kind == "visit"] for more in (words, "")]
    assert [len(visits) for visits in told] == [2, 2]


def test_a_tour_of_one_state_is_the_visit_there() -> None:
    text = "Chilean President Ana Rojas arrived in Lima on Monday. The tour is to bring trade."
    assert at(reading(text), "tour", text).same_as is not None


def test_that_nobody_made_a_trip_for_years_denies_no_visit() -> None:
    text = "Chilean President Ana Rojas visited Peru on Monday. No Chilean leader had made the trip for ten years."
    assert {c.status for c in reading(text).claims if c.kind == "visit"} == {"happened"}


def test_what_a_visit_is_said_to_be_makes_no_plan_a_fact() -> None:
    text = (
        "The visit of Chilean President Ana Rojas to Peru is a sign of friendship, an envoy said. When Ms. Rojas "
        "travels to Peru on Thursday, she will be met by children."
    )
    assert {c.status for c in reading(text).claims if c.kind == "visit"} == {"planned"}


def test_who_is_there_is_there_whatever_is_planned() -> None:
    text = "Chilean President Ana Rojas is in Lima, meeting with her host. She will visit Peru on May 20."
    assert "ongoing" in {c.status for c in reading(text).claims if c.kind == "visit"}


def test_delegates_go_along_with_a_traveller_of_their_state() -> None:
    text = (
        "Chilean President Juan Rojas will visit Peru on May 20. Peruvian President Luis Vega went to Chile in March."
        "\n\nWith His Excellency President Rojas come his wife and a delegation made up of Chilean Trade Minister Rosa "
        "Paz and Chilean Health Minister Juan Soto."
    )
    made = reading(text)
    names = {actor.key: actor.name for actor in made.actors}
    with_delegates = [c for c in made.claims if any(part.role == "delegate" for part in c.participants)]
    assert {names[p.actor] for c in with_delegates for p in c.participants if p.role == "visitor"} == {"Juan Rojas"}


def test_a_joint_statement_of_guest_and_host_belongs_to_the_visit() -> None:
    text = (
        "Chile and Peru issued a joint statement on Monday as the visit of Chilean President Ana Rojas to Peru ended."
    )
    made = reading(text)
    (visit,) = (c for c in made.claims if c.kind == "visit")
    assert [c.within for c in made.claims if c.kind == "statement"] == [visit.id]


def test_a_planned_visit_that_is_described_is_planned_still() -> None:
    text = (
        "Secretary of State Adam Stone of the United States plans to visit Lima on May 13.\n\n"
        "A spokeswoman described the visit as very timely."
    )
    made = read_report(Report("r1", "r1.txt", text, published="2019-05-04"))
    assert {claim.status for claim in made.claims if claim.kind == "visit"} == {"planned"}
