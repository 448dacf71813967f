"""What a report recalls has not the day of its news, and what is told of in general is nobody's meeting.

Each text is our own; each was written for a cause that made events of real news false when they were read by hand.
"""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report

A = "President Lena Okafor of Kenya"
B = "Prime Minister Ivo Hart of Norway"


def reading(text: str, day: str = "2024-03-14") -> Reading:
    return read_report(Report("r", "r.txt", text, published=day))


def told(text: str, *kinds: str) -> list[Claim]:
    return [claim for claim in reading(text).claims if claim.kind in kinds]


def names(made: Reading, claim: Claim) -> set[str]:
    known = {actor.key: actor.name for actor in made.actors}
    return {known[part.actor] for part in claim.participants}


def test_a_speech_of_years_ago_is_not_of_the_day_of_the_report() -> None:
    text = (
        f"{A} mourned 12 miners on Thursday. In 2010 a fire had killed 28 miners in the north. "
        "“The people are used to this,” she said in a speech outside the mine."
    )
    assert [claim.date for claim in told(text, "address")] == [None]


def test_would_looks_back_where_a_report_recalls() -> None:
    text = f"{A} fled a bombing in October 1984. The next year she would sign an accord with Norway."
    assert [claim.status for claim in told(text, "signing")] == ["happened"]


def test_what_goes_on_in_a_caption_of_years_ago_is_over() -> None:
    text = f"{A} and {B} are meeting in Oslo on May 4, 2010, in this picture."
    assert {claim.status for claim in told(text, "meeting", "talks")} == {"happened"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{A} did not call {B} until well after the vote.", "happened"),
        (f"It is unlikely {A} will sign the agreement this year.", "possible"),
        (f"It is imperative that {A} meet {B} this week.", "possible"),
        (f"Any agreement signed by {A} must be put to a vote.", "possible"),
        (f"Critics said {A} should be ashamed for signing the accord.", "happened"),
        (f"{A} reversed a decision to sign an accord with Norway.", "denied"),
        (f"{A} has not received a phone call from {B}.", "denied"),
        (f"The ministers should announce that {A} will sign an accord next year.", "possible"),
    ],
)
def test_how_what_is_told_stands(text: str, status: str) -> None:
    assert {claim.status for claim in told(text, "call", "signing", "meeting")} == {status}


@pytest.mark.parametrize(
    "text",
    [
        f"{B} said in March that costs rose, with 40 leaders watching.",  # no march
        f"Forty Kenyan lawmakers signed a letter about {B}.",
        f"A spokeswoman of {A} claimed there were no secret talks with Norway.",
        f"{A} brought aid to Uganda, and 200 soldiers are in Sudan.",
        f"Critics spoke of the decision of {A} not to leave a force in Sudan.",
        f"{A} is coming to the defense of Sudan.",
        f"In Sudan, {A} was bent on war.",
    ],
)
def test_what_is_no_event_of_theirs(text: str) -> None:
    assert not [claim for claim in told(text, "ceremony", "signing", "talks", "visit") if claim.participants]


def test_callers_do_not_call_each_other() -> None:
    made = reading(f"{A} and Kenyan Foreign Minister Juma Otieno made phone calls on Tuesday to senators.")
    (call,) = [claim for claim in made.claims if claim.kind == "call"]
    assert [detail.value for detail in call.details if detail.attribute == "with"] == ["senators"]


def test_who_is_left_out_was_not_met() -> None:
    made = reading(f"{A} met with {B}, but not Prime Minister Ana Ruiz of Spain.")
    (meeting,) = [claim for claim in made.claims if claim.kind == "meeting"]
    assert not any("Ruiz" in name for name in names(made, meeting))


def test_separate_meetings_are_each_with_the_one_whom_all_meet() -> None:
    made = reading(f"The leaders of France, Germany and Spain have scheduled separate meetings with {B}.")
    parties = [names(made, claim) for claim in made.claims if claim.kind == "meeting"]
    assert len(parties) == 3
    assert all("Ivo Hart" in each for each in parties)


def test_one_after_the_other_are_two_meetings() -> None:
    made = reading(f"{A} plans to meet with {B}, and then Spanish Prime Minister Ana Ruiz in Oslo.")
    assert sorted(map(len, (names(made, claim) for claim in made.claims if claim.kind == "meeting"))) == [2, 2]


def test_who_is_appointed_meets() -> None:
    made = reading(f"Kenyan Foreign Minister Juma Otieno was ill. {A} appointed Otieno to meet with {B}.")
    (meeting,) = [claim for claim in made.claims if claim.kind == "meeting"]
    assert names(made, meeting) == {"Juma Otieno", "Ivo Hart"}


def test_who_missed_a_summit_took_no_part_in_the_meeting_told_before() -> None:
    text = f"{A} met {B} on Monday. Spain missed the summit for the second year."
    assert [claim.status for claim in told(text, "meeting", "talks")] == ["happened"]


def test_a_plural_that_says_of_whom_it_is_takes_nobody_up() -> None:
    made = reading(f"{A} met {B} in Oslo. He later met the three young leaders of the movement.")
    late = [claim for claim in made.claims if claim.kind == "meeting"][-1]
    assert "Ivo Hart" not in names(made, late)


def test_the_counterpart_of_a_secretary_of_state_is_a_foreign_minister() -> None:
    made = reading("U.S. Secretary of State Ana Ruiz met her Russian counterpart in Oslo on Monday.")
    assert any("foreign minister" in office.title for actor in made.actors for office in actor.offices)


def test_a_possessive_before_its_clause_is_of_whom_the_clause_names() -> None:
    made = reading(f"{B} said little. At his news conference in Rome, President Juma Otieno of Kenya vowed to act.")
    (statement,) = [claim for claim in made.claims if claim.kind == "statement"]
    assert names(made, statement) == {"Juma Otieno"}


def test_what_a_visit_is_the_first_since_has_not_its_day() -> None:
    text = (
        f"At the invitation of the king, {A} paid a state visit to Norway from 5 to 7 May 2023. This is the first "
        "visit by President Okafor to Norway since her election in January 2023."
    )
    assert "2023-01" not in {claim.date for claim in told(text, "visit")}
