"""Short passages in the manners of many outlets, read whole: what a later sentence means hangs on those before it."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report


def reading(text: str, published: str | None = "2019-05-14") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published=published))


def told(made: Reading, *kinds: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.kind in kinds]


def people(made: Reading, claim: Claim, *roles: str) -> set[str]:
    names = {actor.key: actor.name for actor in made.actors}
    return {names[part.actor] for part in claim.participants if not roles or part.role in roles}


def met(made: Reading) -> list[set[str]]:
    return [people(made, claim, "participant") for claim in told(made, "meeting", "talks")]


ARRIVED = "Kenyan President Peter Otieno arrived in Bangkok on Monday for talks with Thai President Anan Chai.\n"


@pytest.mark.parametrize(
    "text",
    [
        "The two men spoke for almost three hours in the library of the palace.",
        "The two leaders then spoke in private.",
        "Anan Chai received at the Grand Palace the President of Kenya, Peter Otieno.",
    ],
)
def test_the_two_of_the_lead_are_told_to_have_met(text: str) -> None:
    last = [each for each in told(reading(ARRIVED + text), "meeting", "talks") if each.start >= len(ARRIVED)]
    assert [people(reading(ARRIVED + text), each, "participant") for each in last] == [{"Peter Otieno", "Anan Chai"}]


def test_the_leaders_are_no_two_ministers_named_last() -> None:
    made = reading(
        ARRIVED
        + "He is accompanied by Foreign Minister Grace Wanjiru, Trade Minister Paul Kamau and Defence Minister Ann "
        "Njeri.\nAfter a meeting at the palace, the two leaders signed a joint declaration on trade."
    )
    assert people(made, told(made, "signing")[0], "signatory") == {"Peter Otieno", "Anan Chai"}


def test_those_at_the_head_of_a_delegation_bring_those_it_includes() -> None:
    made = reading(
        "Peter Otieno, the Kenyan president, landed in Bangkok on Monday at the head of a large delegation that "
        "includes Foreign Minister Grace Wanjiru and Trade Minister Paul Kamau. He flew back to Nairobi on Tuesday."
    )
    visits = told(made, "visit")
    assert {"Grace Wanjiru", "Paul Kamau"} in [people(made, each, "delegate") for each in visits]
    assert {each.place.country for each in visits if each.place} == {"THA"}


def test_a_long_retinue_is_named_to_its_end() -> None:
    made = reading(
        ARRIVED
        + "He is accompanied by his wife Mary Otieno, Foreign Minister Grace Wanjiru, Treasury and Planning Minister "
        "Paul Kamau and the head of the Ports Authority, James Mwangi."
    )
    company = [people(made, each, "delegate") for each in told(made, "visit")]
    assert any({"Grace Wanjiru", "Paul Kamau", "James Mwangi"} <= each for each in company)


def test_a_pronoun_passes_over_somebody_told_of_in_an_aside() -> None:
    made = reading(
        "Kenyan President Peter Otieno, who is on a three-day visit to Thailand, will not go to Laos, Otieno's office "
        "said. Otieno was last in Bangkok with his family. Lao President Kham Vong was in Nairobi in May.\n"
        "On Thursday he will call on King Suri before formal talks with Prime Minister Anan Chai, at which "
        "two agreements on water are expected to be signed."
    )
    assert {"Peter Otieno", "Anan Chai"} in met(made)
    assert not any("Kham Vong" in each for each in met(made))


def test_whom_somebody_would_host_is_the_other() -> None:
    made = reading(
        ARRIVED + "The Kenyan leader also invited Chai to Nairobi, saying he would be pleased to host him in July."
    )
    ahead = [each for each in told(made, "visit") if each.status in ("planned", "possible")]
    assert {"Anan Chai"} in [people(made, each, "visitor") for each in ahead if each.date == "2019-07"]


def test_his_guest_is_whom_he_received() -> None:
    made = reading(ARRIVED + "During the dinner Anan Chai decorated his guest with the Order of the Elephant.")
    honour = told(made, "award")[0]
    assert people(made, honour, "recipient") == {"Peter Otieno"}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Otieno also addressed Kenyans in the square.", "Kenyans"),
        ("Otieno also addressed the ambassadors of the Pacific League.", "ambassadors"),
    ],
)
def test_peoples_and_envoys_are_addressed(text: str, heard: str) -> None:
    made = reading(ARRIVED + text)
    assert heard in told(made, "address")[0].details[0].value


def test_a_wreath_is_laid_at_a_ceremony() -> None:
    made = reading(ARRIVED + "Earlier in the day Otieno laid a wreath at the Tomb of the Unknown Soldier.")
    rite = told(made, "ceremony")[0]
    assert (rite.status, rite.date) == ("happened", "2019-05-13")


def test_laying_blame_is_no_ceremony() -> None:
    assert not told(reading(ARRIVED + "Otieno laid the blame on the weather."), "ceremony")


def test_what_was_told_by_telephone_was_a_call() -> None:
    made = reading(
        "Kenyan President Peter Otieno told his Thai counterpart Anan Chai by telephone on Monday that the port was "
        "open."
    )
    assert [people(made, each) for each in told(made, "call")] == [{"Peter Otieno", "Anan Chai"}]


def test_a_meeting_planned_for_a_day_has_that_day_when_it_is_called_off() -> None:
    made = reading(
        "Kenyan President Peter Otieno on Monday called off a meeting with Thai President Anan Chai that had been "
        "planned for May 31 in Bangkok."
    )
    assert [(each.status, each.date) for each in told(made, "meeting")] == [("cancelled", "2019-05-31")]


def test_the_summit_of_a_body_is_not_the_meeting_told_before() -> None:
    made = reading(ARRIVED + "On Friday he leaves for the G20 summit.")
    assert not [each for each in told(made, "meeting") if each.date == "2019-05-17"]


def test_setting_foot_in_a_town_is_a_visit() -> None:
    made = reading("In May Kenyan President Peter Otieno became the first African leader to set foot in Vientiane.")
    assert [each.place.country for each in told(made, "visit") if each.place] == ["LAO"]


def test_a_visit_to_the_kingdom_goes_where_the_report_has_been() -> None:
    made = reading(ARRIVED + "Otieno last visited the kingdom in January 2016.")
    before = [each for each in told(made, "visit") if each.date == "2016-01"]
    assert [each.place.country for each in before if each.place] == ["THA"]


def test_a_second_day_of_one_paragraph_holds_for_its_next_sentence() -> None:
    made = reading(
        "Kenyan Foreign Minister Grace Wanjiru held talks on Monday in Vientiane with Lao Prime Minister Kham Vong.\n"
        "In Bangkok, where the tour began on Saturday, Wanjiru met Thai Foreign Minister Mali Sook. She was also "
        "received by President Anan Chai."
    )
    audience = next(each for each in told(made, "meeting") if "Anan Chai" in people(made, each))
    assert audience.date == "2019-05-11"


def test_an_airport_is_its_town() -> None:
    made = reading(
        "Kenyan President Peter Otieno was welcomed at Bangkok International Airport on Monday by Thai President "
        "Anan Chai."
    )
    assert [each.place.name for each in told(made, "visit") if each.place] == ["Bangkok"]


def test_an_existing_treaty_is_not_the_one_that_is_drafted() -> None:
    made = reading(
        "Kenya and Thailand have drafted a strategic cooperation agreement, President Peter Otieno said.\n"
        "The existing treaty, signed in March 2001 for ten years, was prolonged twice and renewed again in 2011."
    )
    lives = {(each.label, each.stage, each.date) for each in made.agreements}
    assert ("strategic cooperation agreement", "drafted", None) in lives
    assert {("treaty", "signed", "2001-03"), ("treaty", "extended", "2011")} <= lives
    assert len({each.parties for each in made.agreements}) == 1


def test_the_years_that_a_plan_is_for_are_not_the_day_it_was_signed() -> None:
    made = reading(
        ARRIVED + "The two ministers, Kenya's Grace Wanjiru and Thailand's Mali Sook, signed a plan of consultations "
        "for 2020-2021."
    )
    assert not [each for each in made.agreements if each.date and each.date.startswith("2020")]


def test_answers_in_a_transcript_are_the_host_s() -> None:
    made = reading(
        "Lena Borg: Foreign Minister Otto Lind of Norway will be here in May.\n"
        "Q: Will the minister travel to Lima?\nA: I have no news on that.\n"
        "Q: What of the trade talks?\nA: They go on, as we have said before."
    )
    names = {actor.key: actor.name for actor in made.actors}
    said = {each.text: names.get(each.speaker or "") for each in made.quotations}
    assert said["They go on, as we have said before."] == "Lena Borg"
    assert said["What of the trade talks?"] is None


def test_papers_due_to_be_signed_are_expected() -> None:
    made = reading(ARRIVED + "Some 15 memorandums are due to be signed after the talks with Chai.")
    assert [(each.stage, each.status, each.count) for each in made.agreements] == [("expected", "planned", 15)]


def test_a_treaty_on_one_thing_and_the_treaty_on_another_are_two() -> None:
    made = reading(ARRIVED + "The two leaders signed the Treaty on Allied Relations and the Treaty on Water.")
    assert all("and" not in each.label.split() for each in made.agreements)


def test_a_paper_under_negotiation_is_negotiated() -> None:
    made = reading("A free trade agreement between Kenya and Thailand has been under negotiation since 2015.")
    assert [each.stage for each in made.agreements] == ["negotiated"]


@pytest.mark.parametrize("text", ["Otieno will leave on Friday.", "Otieno flew back to Nairobi on Tuesday."])
def test_leaving_ends_the_visit(text: str) -> None:
    made = reading(ARRIVED + text)
    last = [each for each in told(made, "visit") if each.start >= len(ARRIVED)]
    assert [(each.phase, each.place.country) for each in last if each.place] == [("end", "THA")]


def test_leaving_something_behind_ends_no_visit() -> None:
    made = reading(ARRIVED + "Otieno will leave the details to his ministers on Friday.")
    assert not [each for each in told(made, "visit") if each.start >= len(ARRIVED)]


def test_a_day_after_travelling_elsewhere_is_counted() -> None:
    made = reading(
        "Kenyan President Peter Otieno met Thai President Anan Chai in Bangkok on Tuesday, a day after travelling by "
        "train to Vientiane for talks with President Kham Vong."
    )
    days = {each.place.country: each.date for each in told(made, "visit") if each.place}
    assert (days["THA"], days["LAO"]) == ("2019-05-14", "2019-05-13")
    assert {"Peter Otieno", "Anan Chai"} in met(made)


def test_those_at_home_are_no_audience_had() -> None:
    made = reading(ARRIVED + "The mission was aimed at the home audience.")
    assert not [each for each in told(made, "meeting") if each.start >= len(ARRIVED)]


def test_another_king_of_one_name_is_another() -> None:
    made = reading(
        "Crown Prince Mohammed bin Saleh of Yemen met Kenyan President Peter Otieno on Monday.\n"
        "On Friday King Mohammed VI of Morocco will receive Otieno in Rabat."
    )
    assert {actor.name for actor in made.actors if "Mohammed" in actor.name} == {"Mohammed bin Saleh", "Mohammed VI"}


def test_an_invitation_taken_is_a_visit_that_may_come() -> None:
    made = reading(ARRIVED + "Chai accepted an invitation to pay a return visit to Nairobi in July.")
    ahead = [each for each in told(made, "visit") if each.status == "possible"]
    assert [(people(made, each, "visitor"), each.date) for each in ahead] == [({"Anan Chai"}, "2019-07")]


def test_two_told_with_their_offices_first_are_both_met() -> None:
    made = reading(
        "In Vientiane, Kenyan President Peter Otieno will meet the Prime Minister of Laos, Kham Vong, and the Prime "
        "Minister of Thailand, Anan Chai."
    )
    assert {"Peter Otieno", "Kham Vong", "Anan Chai"} in met(made)


def test_seeing_somebody_is_a_meeting_to_come_and_no_past_one() -> None:
    made = reading(ARRIVED + "Otieno will fly to Vientiane on Thursday to see Lao President Kham Vong.")
    assert {"Peter Otieno", "Kham Vong"} in met(made)
    assert not told(reading("Kenyan President Peter Otieno saw Thai President Anan Chai as a rival."), "meeting")


def test_a_delegation_in_commas_accompanies() -> None:
    made = reading(
        "Kenyan President Peter Otieno will begin a two-day visit to Thailand on Wednesday.\nA high-level delegation, "
        "including Foreign Minister Grace Wanjiru and Trade Minister Paul Kamau, will accompany the president."
    )
    assert {"Grace Wanjiru", "Paul Kamau"} in [people(made, each, "delegate") for each in told(made, "visit")]


def test_the_news_is_of_the_day_of_its_first_sentence() -> None:
    made = reading(
        "Kenyan President Peter Otieno promised cheap tea on Tuesday in talks with Thai President Anan Chai.\n"
        "Otieno, who arrived in Bangkok on Monday, was given a ceremonial welcome at the palace.\n"
        "The two countries signed an agreement on water."
    )
    assert {each.date for each in told(made, "signing")} == {"2019-05-14~"}
    assert told(made, "ceremony")


def test_a_short_notice_without_days_is_of_its_own_day() -> None:
    made = reading(
        "Kenyan President Peter Otieno held talks with Thai President Anan Chai at the State House.\n"
        "Anan Chai awarded Peter Otieno the Order of the Elephant.",
        "2019-05-14",
    )
    assert [each.date for each in told(made, "talks", "award")] == ["2019-05-14~", "2019-05-14~"]


def test_his_counterpart_after_and_is_of_whom_stands_before() -> None:
    made = reading(
        ARRIVED + "An agreement on tea was signed by Kenyan Deputy Trade Minister Paul Kamau and his Thai counterpart "
        "Mali Sook."
    )
    offices = {actor.name: {office.title for office in actor.offices} for actor in made.actors}
    assert offices["Mali Sook"] == {"deputy trade minister"}


def test_a_name_from_the_middle_stands_for_its_bearer() -> None:
    made = reading(
        "Brazilian President Joao Batista Tito da Costa landed in Lima on Sunday.\n“Brazil is back,” Tito told "
        "reporters. On Wednesday Tito travels to Quito."
    )
    names = {actor.key: actor.name for actor in made.actors}
    assert [names.get(each.speaker or "") for each in made.quotations] == ["Joao Batista Tito da Costa"]


def test_who_believes_something_goes_on_speaking() -> None:
    made = reading(
        ARRIVED + "Otieno has never lost a vote. Otieno likes to gamble.\nRobert Lang of the Lake Institute believes "
        "that the president is taking a risk. “It could hardly be worse,” he told the Courier."
    )
    names = {actor.key: actor.name for actor in made.actors}
    said = {each.text: names.get(each.speaker or "") for each in made.quotations}
    assert said["It could hardly be worse"] == "Robert Lang"


def test_separate_talks_are_two_meetings() -> None:
    made = reading(ARRIVED + "French Foreign Minister Luc Morel will hold separate talks with both men on Friday.")
    assert {"Luc Morel", "Peter Otieno"} in met(made)
    assert {"Luc Morel", "Anan Chai"} in met(made)


def test_the_two_of_a_sentence_are_those_it_names() -> None:
    made = reading(
        ARRIVED + "Kenyan Foreign Minister Grace Wanjiru met Thai Foreign Minister Mali Sook on Tuesday, and the two "
        "signed a memorandum on tea."
    )
    assert people(made, told(made, "signing")[0], "signatory") == {"Grace Wanjiru", "Mali Sook"}


def test_who_may_be_no_official_is_called_all_the_same() -> None:
    made = reading("Kenyan President Peter Otieno landed in Lima.\nMr Otieno and Mr Chai spoke by telephone on May 10.")
    assert [(people(made, each), each.date) for each in told(made, "call")] == [
        ({"Peter Otieno", "Chai"}, "2019-05-10")
    ]


def test_the_deal_is_the_one_called_so() -> None:
    made = reading(
        "Kenya held talks on the nuclear deal with Iran.\nA treaty between Iran and Kenya was signed in 2001.\n"
        "In 2018 the United States pulled out of the deal."
    )
    assert {each.label for each in made.agreements if each.stage == "withdrawn"} == {"nuclear deal"}


def test_a_paper_has_one_pair_of_parties_in_a_sentence() -> None:
    made = reading(
        ARRIVED + "A similar treaty signed in 2001 was automatically renewed for five years after the two leaders met."
    )
    assert {(each.stage, each.date) for each in made.agreements} >= {("signed", "2001")}
    assert len({each.parties for each in made.agreements}) == 1


def test_a_surname_with_its_particle_first_is_its_bearer_s() -> None:
    made = reading(
        "Chilean Foreign Minister Alberto van Kalden signed the paper.\nVan Kalden will travel to Madrid on Thursday."
    )
    assert [actor.name for actor in made.actors if actor.type == "person"] == ["Alberto van Kalden"]


def test_leading_others_to_a_town_is_a_visit() -> None:
    made = reading(
        "Kenyan President Peter Otieno led the presidents of Laos, Chad and Togo to Bangkok, where they met Anan Chai."
    )
    assert {"THA"} == {each.place.country for each in told(made, "visit") if each.place}


def test_leading_a_state_to_victory_is_none() -> None:
    assert not told(reading("Kenyan President Peter Otieno led Kenya to victory on Monday."), "visit")


def test_who_is_greeted_at_a_ceremony_is_there() -> None:
    made = reading(ARRIVED + "Otieno was greeted by the host at a ceremony on the lawn.")
    assert "Peter Otieno" in people(made, told(made, "ceremony")[0])


def test_a_town_of_two_states_is_the_host_s() -> None:
    made = reading(
        "Kenyan Foreign Minister Grace Wanjiru was received in Oyo on Monday by Denis Mbemba, the president of the "
        "Republic of the Congo."
    )
    assert {each.place.country for each in told(made, "visit") if each.place} == {"COG"}


def test_who_will_not_meet_somebody_rejects_it() -> None:
    made = reading("Serbian President Marko Ilic will not sit down with Kosovo Prime Minister Arben Hoxha on Thursday.")
    assert {each.status for each in told(made, "rejection")} <= {"happened"}


def test_who_speaks_after_a_news_conference_did_not_give_it() -> None:
    made = reading("Kenyan Senator Peter Otieno spoke following a press conference at which Anan Chai stood silent.")
    assert not told(made, "statement")


def test_planting_trees_is_no_ceremony_and_planting_one_is() -> None:
    assert not told(reading(ARRIVED + "Otieno said he was planting carob trees."), "ceremony")
    assert told(reading(ARRIVED + "Otieno planted a tree in the garden."), "ceremony")


def test_a_session_of_a_house_is_no_meeting_with_it() -> None:
    made = reading(
        "Kenyan President Peter Otieno on Monday delivered a speech at the plenary session of the State Duma."
    )
    assert not told(made, "meeting", "talks")
    assert told(made, "address")
