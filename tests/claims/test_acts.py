"""What leaders do beside meeting: who speaks to whom, and at what."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))


def speakers(made: Reading, kind: str) -> list[set[str]]:
    names = {actor.key: actor.name for actor in made.actors}

    def of(claim: Claim) -> set[str]:
        return {names[part.actor] for part in claim.participants if part.role == "speaker"}

    return [of(claim) for claim in made.claims if claim.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Chilean President Ana Rojas spoke to the National Assembly on Monday.",
        "In a speech at the opening of the school, Chilean President Ana Rojas called for patience.",
        "Chilean President Ana Rojas addressed the National Assembly on Monday.",
    ],
)
def test_a_speech_has_its_speaker(text: str) -> None:
    assert speakers(reading(text), "address") == [{"Ana Rojas"}]


@pytest.mark.parametrize(
    "text",
    [
        "Chilean President Ana Rojas told a joint news conference with Peruvian President Luis Quispe that trade grew.",
        "Chilean President Ana Rojas said at a news conference with Peruvian President Luis Quispe that trade grew.",
    ],
)
def test_those_at_a_news_conference_are_its_speakers(text: str) -> None:
    made = reading(text)
    assert {"Ana Rojas", "Luis Quispe"} in speakers(made, "statement")
    assert not speakers(made, "address")


def test_addressing_the_press_is_no_address() -> None:
    made = reading("Addressing a press conference on Monday, Chilean President Ana Rojas said trade grew.")
    assert not speakers(made, "address")
    assert speakers(made, "statement") == [{"Ana Rojas"}]


def test_an_honour_received_is_an_award() -> None:
    made = reading("Chilean President Ana Rojas will receive an honorary doctorate from Delta University on Friday.")
    (award,) = (claim for claim in made.claims if claim.kind == "award")
    names = {actor.key: actor.name for actor in made.actors}
    assert "Ana Rojas" in {names[part.actor] for part in award.participants if part.role == "recipient"}
    assert (award.status, award.date) == ("planned", "2019-05-17")
    assert not [claim for claim in made.claims if claim.kind in ("meeting", "visit")]


def test_what_is_remembered_for_its_ceremony_is_no_ceremony() -> None:
    made = reading("Chilean President Ana Rojas's journey to Peru will be remembered in Lima for its ceremony.")
    assert not [claim for claim in made.claims if claim.kind == "ceremony"]


def test_a_year_in_the_name_of_those_received_is_not_the_day() -> None:
    made = reading("Chilean President Ana Rojas will receive the 1972 champions at a ceremony.")
    assert [claim.date for claim in made.claims if claim.kind == "ceremony"] == [None]


def test_who_lays_down_lines_lays_no_wreath() -> None:
    made = reading("It is for Chilean President Ana Rojas, who lays down the lines.")
    assert [claim for claim in made.claims if claim.kind == "ceremony"] == []


@pytest.mark.parametrize(
    ("signers", "told"), [("Speaker Ana Rojas", 0), ("Speaker Ana Rojas and Speaker Luis Vega", 1)]
)
def test_somebodys_own_word_is_signed_by_one_alone(signers: str, told: int) -> None:
    made = read_report(Report("r1", "r1.txt", f"{signers} signed a statement on Monday.", published="2019-05-14"))
    assert len([c for c in made.claims if c.kind == "signing"]) == told
