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
