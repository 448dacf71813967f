"""For whom those act whose office names no state."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Report


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Peter Otieno arrived in Bangkok on Monday.\n\n"
        "He is accompanied by Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
        "Taking part on the Kenyan side are Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
    ],
)
def test_delegates_act_for_the_state_of_their_side(text: str) -> None:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    states = {actor.name: actor.country for actor in made.actors if actor.type == "person"}
    assert states["Jane Mwangi"] == states["Paul Kamau"] == "KEN"


def test_the_head_of_a_body_is_of_no_state_wherever_the_office_is_named_short() -> None:
    text = (
        "President Biden looks forward to welcoming Jens Holm, Secretary General of the North Atlantic Treaty "
        "Organization (NATO), to the White House on Monday to speak of the summit. President Biden and Secretary "
        "General Holm will review plans for the summit."
    )
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    assert {actor.name: actor.country for actor in made.actors if actor.type == "person"}["Jens Holm"] is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "NAIROBI (XYZ) - President Peter Otieno arrived in Manama on Wednesday. The visit is the first by the"
            " Otieno administration to the Gulf.",
            "KEN",
        ),
        ("President Peter Otieno spoke on Monday. The Otieno administration wants more trade.", "USA"),
        (
            "NAIROBI (XYZ) - American President Ann Berg spoke on Monday. The Berg administration wants more trade.",
            "USA",
        ),
    ],
)
def test_an_administration_is_of_another_state_in_its_own_news(text: str, state: str) -> None:
    made = read_report(Report(id="r", uri="r.txt", text=text, published="2017-04-13"))
    assert {actor.country for actor in made.actors if actor.type == "person"} == {state}
    assert not {actor.country for actor in made.actors if actor.type == "country"} - {state, "BHR"}
