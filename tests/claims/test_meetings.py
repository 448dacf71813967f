"""Who meets whom, in sentences of our own that agencies' copy is full of."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.claims.ontology import NO_OFFICE_HERE
from communique.model import Claim, Reading, Report


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))


def told(made: Reading, *kinds: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.kind in kinds]


def parties(made: Reading, claim: Claim) -> set[str]:
    names = {actor.key: actor.name for actor in made.actors}
    return {names[part.actor] for part in claim.participants if part.role == "participant"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Monday, Kenyan President Peter Otieno held four hours of talks with Thai President Anan Chai.",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan President Peter Otieno was to hold talks with Thai President Anan Chai and Foreign Minister "
            "Mali Sook.",
            {"Peter Otieno", "Anan Chai", "Mali Sook"},
        ),
        (
            "Kenyan President Peter Otieno met with Thai President Anan Chai and with Lao President Kham Vong.",
            {"Peter Otieno", "Anan Chai", "Kham Vong"},
        ),
        (
            "Thai President Anan Chai sat down with Kenyan President Peter Otieno in Bangkok on Monday.",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan President Peter Otieno and Thai President Anan Chai discussed trade, tea and tourism at a meeting "
            "in the palace, the Kenyan leader's office said in a statement.",
            {"Peter Otieno", "Anan Chai"},
        ),
    ],
)
def test_everybody_named_for_a_meeting_is_in_it(text: str, expected: set[str]) -> None:
    made = reading(text)
    assert expected in [parties(made, claim) for claim in told(made, "meeting", "talks")]


def test_sitting_without_anybody_is_no_meeting() -> None:
    assert not told(reading("Thai President Anan Chai sat in the front row on Monday."), "meeting", "talks")


def test_a_group_can_be_met() -> None:
    made = reading("Kenyan President Peter Otieno met a group of Thai tea growers on Monday.")
    (meeting,) = told(made, "meeting")
    assert parties(made, meeting) == {"Peter Otieno"}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("After talks with Thai Foreign Minister Anong Chai in Bangkok, Otieno spoke of rice.", "talks", "Bangkok"),
        (
            "Kenyan President Peter Otieno holds a meeting with Thai King Rama in Bangkok on May 10.",
            "meeting",
            "Bangkok",
        ),
        (
            "Kenyan President Peter Otieno thanked Thai King Rama for his help following a meeting in Bangkok.",
            "meeting",
            "Bangkok",
        ),
    ],
)
def test_where_a_meeting_was_held(text: str, kind: str, place: str) -> None:
    """The place may stand by the verb, or by whom was met, instead of by the meeting."""
    text = "Kenyan President Peter Otieno toured a farm.\n\n" + text
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    assert place in {c.place.name for c in made.claims if c.kind == kind and c.place}


def test_speaking_after_talks_is_no_call() -> None:
    text = "Speaking after talks with Thai Foreign Minister Anong Chai, Kenyan President Peter Otieno urged calm."
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    assert "call" not in {claim.kind for claim in made.claims}


def test_who_is_headed_somewhere_on_a_day_is_to_come() -> None:
    text = "Kenyan President Peter Otieno is headed to the meeting Sunday in Bangkok, where rice is on the table."
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    assert {(c.status, c.date) for c in made.claims if c.kind == "visit"} == {("planned", "2019-05-19")}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "On Monday Kenyan President Peter Otieno called on Thai Prime Minister Anan Chai at his office.",
            "meeting",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan President Peter Otieno and Thai President Anan Chai telephoned each other on Sunday.",
            "call",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Presidents Peter Otieno and Anan Chai agreed on an extension in a phone call on January 26.",
            "call",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan Minister Jane Mwangi told Thai President Anan Chai in a phone call on Friday that it rained.",
            "call",
            {"Jane Mwangi", "Anan Chai"},
        ),
        (
            "Kenyan President Peter Otieno flew into Bangkok on Monday and was received by Thai President Anan Chai.",
            "meeting",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan Minister Jane Mwangi, together with Thai Minister Somchai Dee, co-chaired the third meeting of the "
            "border commission.",
            "meeting",
            {"Jane Mwangi", "Somchai Dee"},
        ),
        (
            "The meeting was co-chaired in a new format by Kenyan Minister Jane Mwangi and Thai Minister Somchai Dee.",
            "meeting",
            {"Jane Mwangi", "Somchai Dee"},
        ),
        (
            "Kenyan President Peter Otieno and Thai President Anan Chai had the opportunity to engage on the margins "
            "of the summit.",
            "meeting",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan President Peter Otieno spoke today with Thai President Anan Chai at the G20.",
            "meeting",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan President Peter Otieno met today with his counterparts from allies Thailand, Peru and Chile.",
            "meeting",
            {"Peter Otieno", "Thailand", "Peru", "Chile"},
        ),
        (
            "Kenyan President Peter Otieno held a meeting ahead of a harvest feast with Thai President Anan Chai.",
            "meeting",
            {"Peter Otieno", "Anan Chai"},
        ),
        (
            "Kenyan Minister Jane Mwangi co-chaired the Kenya-Thailand talks with the help of many on Monday.",
            "talks",
            {"Jane Mwangi", "Thailand"},
        ),
        ("The U.S.-Thailand talks began in Vienna on Monday.", "talks", {"United States", "Thailand"}),
        ("A Kenyan-Thai summit was held in Vienna on Monday.", "meeting", {"Kenya", "Thailand"}),
    ],
)
def test_meetings_and_calls_by_other_words(text: str, kind: str, expected: set[str]) -> None:
    made = reading(text)
    assert [parties(made, claim) for claim in told(made, kind)] == [expected]


def test_who_is_called_on_to_act_is_not_met() -> None:
    made = reading("Kenyan President Peter Otieno called on Thai Prime Minister Anan Chai to resign.")
    assert told(made, "meeting", "call") == []


def test_one_meeting_follows_another() -> None:
    made = reading(
        "Kenyan President Peter Otieno will hold talks with Thai President Anan Chai on Thursday, followed by a "
        "meeting with Prime Minister Somchai Dee on Friday."
    )
    found = [parties(made, claim) for claim in told(made, "meeting", "talks")]
    assert {"Peter Otieno", "Anan Chai"} in found
    assert {"Peter Otieno", "Somchai Dee"} in found


def test_a_courtesy_call_is_paid_in_person() -> None:
    made = reading("Kenyan Foreign Minister Jane Mwangi paid a courtesy call on Thai President Anan Chai on Monday.")
    assert [parties(made, claim) for claim in told(made, "meeting", "call")] == [{"Jane Mwangi", "Anan Chai"}]
    assert told(made, "call") == []


def test_whom_somebody_meets_one_by_one_is_met_at_two_meetings() -> None:
    made = reading(
        "Kenyan President Peter Otieno met separately with Thai President Anan Chai and with Lao President Kham Vong."
    )
    assert [parties(made, claim) for claim in told(made, "meeting")] == [
        {"Peter Otieno", "Anan Chai"},
        {"Peter Otieno", "Kham Vong"},
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenyan President Peter Otieno accepted Thai President Anan Chai's invitation to meet.", "possible"),
        ("Kenyan President Peter Otieno rejected Thai President Anan Chai's offer to meet.", "denied"),
        ("Kenyan President Peter Otieno is in negotiations to meet with Thai President Anan Chai.", "possible"),
        ("Kenyan President Peter Otieno has plans to meet with Thai President Anan Chai.", "planned"),
        (
            "Work goes on for the summit planned between Kenyan President Peter Otieno and Thai President Anan Chai.",
            "planned",
        ),
        (
            "Kenyan President Peter Otieno's announcement came days before a scheduled meeting with Thai President "
            "Anan Chai.",
            "planned",
        ),
        (
            "Kenyan President Peter Otieno spoke after welcoming Thai President Anan Chai to his residence for talks "
            "on tea.",
            "happened",
        ),
    ],
)
def test_a_meeting_hangs_on_the_word_that_brings_it_about(text: str, status: str) -> None:
    made = reading(text)
    claims = told(made, "meeting", "talks")
    assert [(parties(made, claim), claim.status) for claim in claims] == [({"Peter Otieno", "Anan Chai"}, status)]


def test_a_meeting_at_a_summit_is_told_by_both_words() -> None:
    made = reading("Kenyan President Peter Otieno will meet with Thai President Anan Chai at a summit on Friday.")
    claims = told(made, "meeting")
    assert [parties(made, claim) for claim in claims] == [{"Peter Otieno", "Anan Chai"}] * 2
    assert {claim.date for claim in claims} == {"2019-05-17"}


def test_dissidents_of_a_state_are_not_the_state() -> None:
    made = reading("Kenyan President Peter Otieno plans to meet with Cuban dissidents and with Cuban-Americans.")
    assert not {"Cuba", "United States"} & {name for claim in made.claims for name in parties(made, claim)}


def test_a_state_before_talks_is_a_party_and_no_place() -> None:
    text = "Kenyan President Peter Otieno met Thai President Anan Chai. The Thailand talks were long."
    made = reading(text)
    assert [claim.place for claim in told(made, "talks")] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "crowd"),
    [
        (
            "Kenyan President Peter Otieno convened a group of Thai farmers on Monday.",
            "meeting",
            "a group of Thai farmers",
        ),
        (
            "Kenyan President Peter Otieno hosted a virtual meeting today with a group of Thai farmers.",
            "call",
            "a group of Thai farmers",
        ),
    ],
)
def test_people_who_are_only_told_are_met(text: str, kind: str, crowd: str) -> None:
    made = reading(text)
    assert [(claim.kind, [d.value for d in claim.details]) for claim in told(made, "meeting", "call")] == [
        (kind, [crowd])
    ]


def test_a_body_convened_by_its_head_is_no_meeting_of_two() -> None:
    assert told(reading("Kenyan President Peter Otieno convened the Kenyan Cabinet on Monday."), "meeting") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenyan President Peter Otieno had the honour to meet Thai President Anan Chai.", "happened"),
        ("Kenyan President Peter Otieno had no chance to meet Thai President Anan Chai.", None),
        ("Kenyan President Peter Otieno hosted Thai President Anan Chai for talks.", "happened"),
    ],
)
def test_what_somebody_had_the_chance_to_do_was_done(text: str, status: str | None) -> None:
    made = reading(text)
    happened = [claim.status for claim in told(made, "meeting", "talks") if claim.status == "happened"]
    assert happened[:1] == ([status] if status else [])


def test_several_met_one_by_one_are_met_by_the_subject() -> None:
    made = reading(
        "Kenyan President Peter Otieno met President Lin Hao of China in Nairobi. Indonesian President Budi Santoso, "
        "the host of the dinner, held separate meetings on Monday with Mr Otieno, Thai President Anan Chai and Lao "
        "President Kham Vong."
    )
    met = [parties(made, each) for each in told(made, "meeting") if "Budi Santoso" in parties(made, each)]
    assert {frozenset(each) for each in met} >= {
        frozenset({"Budi Santoso", name}) for name in ("Peter Otieno", "Anan Chai", "Kham Vong")
    }


def test_some_of_a_number_are_named_after_among_them() -> None:
    made = reading(
        "Kenyan President Peter Otieno was to dine on Friday with 11 leaders from the region, among them President "
        "Anan Chai of Thailand."
    )
    assert parties(made, told(made, "meeting")[0]) == {"Peter Otieno", "Anan Chai"}


def test_who_agreed_after_talks_held_them() -> None:
    made = reading("Kenya and Chad agreed to reopen their embassies, a deal sealed on Friday after talks in Oslo.")
    (talks,) = told(made, "talks")
    assert parties(made, talks) == {"Kenya", "Chad"}


def test_their_meeting_is_that_of_those_named_in_commas() -> None:
    made = reading(
        "The commanders, Field Marshal Peter Otieno for the army and General Ali Noor for the rebels, are expected to "
        "hold their meeting in Oslo on Friday."
    )
    assert parties(made, told(made, "meeting")[0]) == {"Peter Otieno", "Ali Noor"}


def test_two_who_go_to_a_summit_of_many_do_not_meet_by_that() -> None:
    made = reading(
        "Kenyan President Peter Otieno met Thai President Anan Chai in May. "
        "Neither Mr. Otieno nor Mr. Chai will attend this month’s United Nations climate summit."
    )
    assert [claim.status for claim in told(made, "meeting", "talks")] == ["happened"]


def test_three_who_speak_make_no_call() -> None:
    made = reading("Kenyan President Peter Otieno, Thai President Anan Chai and Lao President Kham Vong spoke.")
    assert told(made, "call", "meeting", "talks") == []


def test_a_day_to_come_is_not_that_of_what_is_told_as_past() -> None:
    text = (
        "Ahead of Peru’s election on August 20, Kenyan President Peter Otieno met today with Thai President Anan Chai."
    )
    made = read_report(Report("r1", "r1.txt", text, published="2023-08-01"))
    assert [(claim.status, claim.date) for claim in told(made, "meeting")] == [("happened", "2023-08-01")]


@pytest.mark.parametrize(("who", "claims"), [("The President", 1), ("The reporter", 0), ("The firm's president", 0)])
def test_who_is_known_by_an_office_alone_stands_in_words(who: str, claims: int) -> None:
    made = reading(f"{who} spoke on Monday with Thai Prime Minister Anan Chai.")
    assert [claim.details[0].value for claim in told(made, "call")] == [who] * claims


def test_ministers_named_in_commas_are_to_meet_each_other() -> None:
    made = reading("The foreign ministers, Anna Berg and Peter Otieno, are to meet on Friday in Oslo.")
    assert parties(made, told(made, "meeting")[0]) == {"Anna Berg", "Peter Otieno"}


def test_a_year_in_a_clause_about_the_place_is_not_the_meetings() -> None:
    made = reading(
        "Kenyan President Peter Otieno and Thai President Anan Chai met at the house where the poet Ali Noor died in "
        "1830."
    )
    assert told(made, "meeting")[0].date is None


def test_what_is_told_as_done_for_a_day_to_come_is_a_plan() -> None:
    made = reading(
        "“No useful purpose will be served by the Indian foreign secretary going to Oslo next week,” he said."
    )
    assert [c.status for c in told(made, "visit")] == ["planned"]


def test_who_tried_to_telephone_on_a_weekday_did_so_before() -> None:
    made = reading("Kenyan President Peter Otieno tried to telephone Thai President Anan Chai on Monday.")
    assert [(c.status, c.date) for c in told(made, "call")] == [("possible", "2019-05-13")]


def test_who_urges_the_two_sides_is_neither() -> None:
    made = reading("Chad is under pressure. Kenyan President Peter Otieno wants the two sides to negotiate in Oslo.")
    assert told(made, "meeting", "talks") == []
    made = reading("Chad quarrels with Mali. Kenyan President Peter Otieno urged both sides to hold talks.")
    assert [parties(made, claim) for claim in told(made, "talks")] == [{"Chad", "Mali"}]


def test_who_did_not_meet_somewhere_may_have_been_there() -> None:
    made = reading("Kenyan President Peter Otieno did not meet Thai President Anan Chai in Peru.")
    assert [(claim.kind, claim.status) for claim in made.claims] == [("meeting", "denied")]


def test_a_general_assembly_is_no_general() -> None:
    made = reading("Kenyan President Peter Otieno, speaking to leaders at the U.N. General Assembly Tuesday, was calm.")
    assert told(made, "call", "meeting") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya’s Peter Otieno met Thailand’s Anan Chai on Monday.",
        "Peter Otieno has met Anan Chai again, this time in Rome.",
    ],
)
def test_two_whose_offices_another_report_may_tell_meet(text: str) -> None:
    made = reading(text)
    (claim,) = told(made, "meeting")
    assert parties(made, claim) == {"Peter Otieno", "Anan Chai"}
    assert NO_OFFICE_HERE in claim.reasons


def test_what_one_went_to_in_a_month_gone_by_was_held() -> None:
    made = reading(
        "In March, President Peter Otieno of Kenya flew to Rome for his first meeting with Premier Ugo Sarti."
    )
    (claim,) = told(made, "meeting")
    assert (claim.status, claim.date) == ("happened", "2019-03")


def test_somebody_called_like_a_month_dates_nothing() -> None:
    made = reading(
        "Prime Minister Clara May of Kenya met President Anan Chai of Thailand. Mr. Chai and May met in Rome."
    )
    assert "May" not in {claim.when for claim in told(made, "meeting")}


def test_who_met_and_talked_did_not_telephone() -> None:
    made = reading(
        "Kenyan President Peter Otieno arrived in Bangkok on Monday. He and Thai Prime Minister Anan Chai met at the "
        "palace and talked about rice."
    )
    assert {claim.kind for claim in made.claims} == {"visit", "meeting"}


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("spoke with Peruvian President Luis Rojas when she flew to Lima in May", "meeting"),
        ("talked with Peruvian President Luis Rojas at a dinner in May", "meeting"),
        ("spoke with Peruvian President Luis Rojas in May", "call"),
    ],
)
def test_who_speaks_with_somebody_on_a_journey_or_at_a_dinner_meets_him(told: str, kind: str) -> None:
    made = read_report(Report("r1", "r1.txt", f"Kenyan President Jane Mwangi {told}.", published="2019-05-14"))
    assert {claim.kind for claim in made.claims} & {"meeting", "call"} == {kind}


def test_all_who_pay_a_call_were_there() -> None:
    text = (
        "The Speaker Amos Kip, Minister of Trade Engr. Peter Otieno and Minister of Defence, Ruth Wanja of Kenya "
        "called on President Anan Chai of Thailand at the hotel on 6 May."
    )
    assert [len(claim.participants) for claim in reading(text).claims if claim.kind == "meeting"] == [4]


@pytest.mark.parametrize(
    "name",
    ["Kenya-Thailand Strategic Dialogue and Cooperation Platform", "Dialogue Council between Kenya and Thailand"],
)
def test_the_name_of_a_standing_body_is_no_meeting(name: str) -> None:
    assert not told(reading(f"On Monday the minister praised the {name}."), "talks", "meeting")


def test_those_who_come_with_somebody_are_no_other_side() -> None:
    text = (
        "The talks with President Anan Chai of Thailand and his delegation were good, Kenyan President Peter Otieno "
        "said."
    )
    made = reading(text)
    (talks,) = told(made, "talks")
    assert (parties(made, talks), talks.details) == ({"Anan Chai", "Peter Otieno"}, ())


def test_two_who_will_talk_when_one_visits_the_other_do_not_telephone() -> None:
    text = (
        "Kenyan President Peter Otieno and Thai President Anan Chai, who has seen to the preparation of the visit, "
        "will talk about trade."
    )
    assert [claim.kind for claim in told(reading(text), "meeting", "call", "talks")] == ["meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "President Omar Khan of Pakistan and First Lady Rosa Khan met the royal party.",
        "They were met by President Omar Khan of Pakistan and the first lady.",
    ],
)
def test_those_who_meet_a_guest_together_do_not_meet_each_other(text: str) -> None:
    assert not [claim for claim in reading(text).claims if claim.kind == "meeting"]
