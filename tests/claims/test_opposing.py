"""Who stands on which side of a meeting told in one sentence with others."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Report


def of_whom(text: str) -> dict[str, str | None]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    return {actor.name: actor.country for actor in made.actors if actor.type == "person"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Ana Paz",
            "Kenya's King Otieno arrived in Lima on Sunday. The king, who was greeted by Peru's Crown Prince Luis Rojas"
            " at the airport, will meet Prime Minister Ana Paz on Monday.",
        ),
        (
            "Ana Paz",
            "During his stay in Lima, Otieno paid visits to Peruvian party leader Luis Rojas and President Jose Quispe,"
            " held talks with Prime Minister Ana Paz, and saw documents of Kenya and Peru signed.",
        ),
    ],
)
def test_two_whom_a_third_meets_are_no_two_sides(name: str, text: str) -> None:
    assert of_whom(text)[name] == "PER"


def test_a_headlines_office_is_his_who_travels_in_the_next_sentence_and_not_his_hosts() -> None:
    text = (
        "Kenyan PM wraps up official visit to Peru\n\nDuring his stay, Otieno held talks with Prime Minister Ana Paz "
        "and saw documents of the two countries signed."
    )
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    states = {actor.name: actor.country for actor in made.actors if actor.type == "person"}
    assert states["Otieno"] == "KEN" != states["Ana Paz"]
    names = {actor.key: actor.name for actor in made.actors}
    told = {(c.kind, *sorted(names[p.actor] for p in c.participants)) for c in made.claims}
    assert {("visit", "Otieno", "Peru"), ("talks", "Ana Paz", "Otieno")} <= told
