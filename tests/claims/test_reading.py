"""What one report claims, through the door of the room; sentences in our own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.claims import read_report
from communique.model import Claim, Reading, Removed, Report

TUESDAY = "2019-05-14"


def reading(text: str, published: str | None = TUESDAY, removed: tuple[Removed, ...] = ()) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, removed=removed, published=published))


def told(made: Reading, kind: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.kind == kind]


def who(made: Reading, claim: Claim, role: str) -> set[str]:
    names = {actor.key: actor.name for actor in made.actors}
    return {names[part.actor] for part in claim.participants if part.role == role}


@pytest.mark.parametrize(
    ("text", "visitor", "country", "status", "date"),
    [
        (
            "Norwegian Prime Minister Ingrid Dahl arrived in Nairobi on Monday for talks with Kenyan officials.",
            "Ingrid Dahl", "KEN", "happened", "2019-05-13",
        ),
        (
            "Peruvian President Luis Quispe will visit Japan on Thursday, his office said.",
            "Luis Quispe", "JPN", "planned", "2019-05-16",
        ),
        (
            "Ghana's Foreign Minister Kofi Asante is due to travel to Lisbon next week.",
            "Kofi Asante", "PRT", "planned", "2019-05-20/2019-05-26",
        ),
        (
            "Latvian President Janis Ozols, on a visit to Ottawa, praised the alliance.",
            "Janis Ozols", "CAN", "happened", "2019-05-14~",
        ),
        (
            "Turkish Foreign Minister Emre Aydin, in Baku for talks on gas, called the plan sound.",
            "Emre Aydin", "AZE", "happened", "2019-05-14~",
        ),
        (
            "Chilean President Ana Rojas cancelled her visit to Bolivia on Monday.",
            "Ana Rojas", "BOL", "cancelled", None,
        ),
    ],
)  # fmt: skip
def test_a_visit_has_its_visitor_state_status_and_day(
    text: str, visitor: str, country: str, status: str, date: str | None
) -> None:
    made = reading(text)
    visits = told(made, "visit")
    assert visits
    assert who(made, visits[0], "visitor") == {visitor}
    assert visits[0].place is not None
    assert visits[0].place.country == country
    assert visits[0].status == status
    if date is not None:
        assert visits[0].date == date


def test_a_trip_to_several_states_is_a_visit_to_each() -> None:
    made = reading("Indian Foreign Minister Ravi Menon will travel to Oman, Qatar and Kuwait next month.")
    assert {claim.place.country for claim in told(made, "visit") if claim.place} == {"OMN", "QAT", "KWT"}


def test_a_journey_at_home_is_no_visit() -> None:
    assert not told(reading("French President Paul Lenoir travelled to Marseille on Monday."), "visit")


def test_the_saying_keeps_its_own_day() -> None:
    made = reading("Irish Prime Minister Sean Byrne said on Friday that he would visit Warsaw in June.")
    (visit,) = told(made, "visit")
    assert visit.date == "2019-06"
    assert visit.said_by is not None


def test_a_host_and_a_guest_hold_talks_and_make_a_visit() -> None:
    made = reading(
        "Egyptian President Karim Nassar was Tuesday to host Greek counterpart Nikos Pappas for talks on migration."
    )
    (talks,) = told(made, "talks")
    assert who(made, talks, "participant") == {"Karim Nassar", "Nikos Pappas"}
    assert (talks.status, talks.date) == ("planned", TUESDAY)
    (visit,) = told(made, "visit")
    assert who(made, visit, "visitor") == {"Nikos Pappas"}
    assert who(made, visit, "host") == {"Karim Nassar"}
    assert talks.within == visit.id


def test_those_who_come_along_are_delegates() -> None:
    made = reading(
        "Vietnamese President Tran Van Minh landed in Vientiane on Monday.\n\n"
        "He was accompanied by his foreign minister Le Thi Hoa, trade minister Pham Duc Long, and defence minister "
        "Vo Quang Hai."
    )
    delegates = {name for claim in told(made, "visit") for name in who(made, claim, "delegate")}
    assert delegates == {"Le Thi Hoa", "Pham Duc Long", "Vo Quang Hai"}


def test_what_the_report_takes_up_is_the_same_event() -> None:
    made = reading(
        "Swedish Prime Minister Eva Lind arrived in Tallinn on Monday.\n\nThe visit is the first by a Swedish leader "
        "in ten years."
    )
    first, second = told(made, "visit")[:2]
    assert second.same_as == first.id
    assert second.place is not None
    assert second.place.country == "EST"


def test_a_call_is_no_meeting() -> None:
    made = reading(
        "Brazilian President Carlos Braga spoke by telephone with Spanish Prime Minister Marta Vidal on Monday."
    )
    assert [claim.kind for claim in made.claims] == ["call"]
    assert who(made, made.claims[0], "participant") == {"Carlos Braga", "Marta Vidal"}


def test_a_meeting_abroad_puts_both_in_that_state() -> None:
    made = reading(
        "Russian Foreign Minister Oleg Sorokin met U.S. Secretary of State Grace Miller in Geneva on Monday."
    )
    visits = {name: claim for claim in told(made, "visit") for name in who(made, claim, "visitor")}
    assert set(visits) == {"Oleg Sorokin", "Grace Miller"}
    assert {claim.place.country for claim in visits.values() if claim.place} == {"CHE"}
    assert not any(who(made, claim, "host") for claim in visits.values())


def test_a_cancelled_meeting_is_told_and_not_as_done() -> None:
    made = reading(
        "Cuban President Raul Ortega and Mexican President Diego Luna were to meet in Panama in March, but the talks "
        "were called off."
    )
    assert {claim.status for claim in told(made, "meeting")} == {"cancelled"}


def test_addresses_awards_ceremonies_and_signings() -> None:
    made = reading(
        "Hungarian President Zoltan Nagy will address Poland's parliament on Wednesday.\n\n"
        "Serbian President Marko Ilic awarded Chinese Ambassador Li Hua the Order of the Flag on Monday.\n\n"
        "A welcome ceremony led by Thai Prime Minister Somchai Dee is scheduled on Thursday.\n\n"
        "Foreign Minister Aisha Bello of Nigeria and Foreign Minister Jean Mensah of Benin signed a border treaty on "
        "Monday."
    )
    assert {"address", "award", "ceremony", "signing"} <= {claim.kind for claim in made.claims}
    (signing,) = told(made, "signing")
    assert who(made, signing, "signatory") == {"Aisha Bello", "Jean Mensah"}


@pytest.mark.parametrize("dateline", ["VIENNA (Agency) - ", "Vienna, Austria (XYZ) ", "(XYZ) ", "(Reuters) - "])
def test_a_dateline_is_no_part_of_a_sentence(dateline: str) -> None:
    made = reading(f"{dateline}Slovak Foreign Minister Petra Mala met Danish Foreign Minister Nils Krog on Monday.")
    (meeting,) = told(made, "meeting")
    assert meeting.text.startswith("Slovak")


def test_nothing_is_read_from_a_removed_span() -> None:
    text = "Finnish President Aino Salo visited Cairo on Monday.\nPeru's president visits Quito\n"
    start = text.index("Peru")
    made = reading(text, removed=(Removed(start, len(text) - 1, "related headlines"),))
    assert made.claims
    assert all(claim.end <= start for claim in made.claims)


WORDS = st.sampled_from(
    [
        "President",
        "Minister",
        "Ana",
        "Rojas",
        "visited",
        "met",
        "Chile",
        "Tokyo",
        "on",
        "Monday",
        ".",
        ",",
        "will",
        "and",
        "the",
        "talks",
        "with",
        "in",
        "“",
        "”",
        "said",
        "\n\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from([None, TUESDAY, "2019-05", "2019-05-13/2019-05-14"]))
def test_every_claim_stands_at_its_offsets_and_reading_twice_gives_the_same(text: str, published: str | None) -> None:
    made = reading(text, published)
    assert made == reading(text, published)
    keys = {actor.key for actor in made.actors}
    assert len({claim.id for claim in made.claims}) == len(made.claims)
    for claim in made.claims:
        assert claim.text == text[claim.start : claim.end]
        assert claim.start <= claim.cue_start < claim.cue_end <= claim.end
        assert {part.actor for part in claim.participants} <= keys


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Norwegian Prime Minister Ingrid Dahl told reporters in Nairobi that talks went well.", {"KEN"}),
        ("Norwegian Prime Minister Ingrid Dahl called the attack in Iraq an act of weakness.", set()),
        ("In Iraq, Norwegian Prime Minister Ingrid Dahl said, much depends on the new cabinet.", set()),
        ("Norwegian Prime Minister Ingrid Dahl answered a letter that she had announced in Lima.", set()),
    ],
)
def test_who_speaks_somewhere_is_there_and_what_is_spoken_of_is_no_place(text: str, states: set[str]) -> None:
    assert {claim.place.country for claim in told(reading(text), "visit") if claim.place and claim.date} == states


def test_a_weekday_that_the_page_cannot_know_yet_is_the_next_day() -> None:
    made = reading("Norwegian Prime Minister Ingrid Dahl arrived in Wellington on Wednesday for a historic visit.")
    assert {visit.date for visit in told(made, "visit")} == {"2019-05-15"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ghanaian President Kofi Asante agreed on Monday to meet Peruvian President Luis Quispe.", None),
        ("Ghanaian President Kofi Asante agreed to meet Peruvian President Luis Quispe on Friday.", "2019-05-17"),
        ("Ghanaian President Kofi Asante is scheduled on Friday to meet Peruvian President Luis Quispe.", "2019-05-17"),
        (
            "Ghanaian President Kofi Asante praised Peruvian President Luis Quispe on Monday for agreeing to meet "
            "Japanese Prime Minister Kenji Mori.",
            None,
        ),
        (
            "Aides briefed on the meeting of Ghanaian President Kofi Asante with Peruvian President Luis Quispe said "
            "on Monday that it went well.",
            None,
        ),
        (
            "Ghanaian President Kofi Asante, who has had talks with Peruvian President Luis Quispe, thanked Peru on "
            "Monday.",
            None,
        ),
    ],
)
def test_a_day_of_deciding_or_speaking_is_not_that_of_the_meeting(text: str, date: str | None) -> None:
    assert [claim.date for claim in reading(text).claims if claim.kind in ("meeting", "talks")] == [date]


def test_what_somebody_went_to_do_before_the_report_was_written_has_been() -> None:
    text = (
        "Ghanaian President Kofi Asante travelled to Peru over the weekend to meet with President Luis Quispe of Peru."
    )
    made = reading(text)
    assert [(claim.status, claim.date) for claim in told(made, "meeting")] == [("happened", "2019-05-11/2019-05-12")]
