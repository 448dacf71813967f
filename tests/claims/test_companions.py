"""Who goes along on a visit, in the ways that reports say so."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Report

ARRIVED = "Kenyan President Peter Otieno arrived in Bangkok on Monday.\n\n"


def delegates(text: str) -> set[str]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    names = {actor.key: actor.name for actor in made.actors}
    leads = {names[p.actor] for c in made.claims for p in c.participants if c.kind == "visit" and p.role == "visitor"}
    assert leads <= {"Peter Otieno"}
    return {names[p.actor] for c in made.claims for p in c.participants if p.role == "delegate"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Otieno's delegation included Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
        "The delegation also includes Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
        "Otieno, who is travelling with a large delegation including Foreign Minister Jane Mwangi and Trade Minister "
        "Paul Kamau, was received at the palace.",
        "Foreign Minister Jane Mwangi and Trade Minister Paul Kamau are part of the delegation.",
        "Foreign Minister Jane Mwangi and Trade Minister Paul Kamau are also in the delegation.",
        "Accompanying the president are Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
        "The Kenyan delegation includes Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
        "Foreign Minister Jane Mwangi and Trade Minister Paul Kamau travelled with him.",
        "Mr. Otieno had brought with him Foreign Minister Jane Mwangi and Trade Minister Paul Kamau.",
    ],
)
def test_companions_are_delegates(sentence: str) -> None:
    assert delegates(ARRIVED + sentence) == {"Jane Mwangi", "Paul Kamau"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Thai Foreign Minister Anan Chai and Trade Minister Somchai Dee spoke with him.",
        "The delegation left on Tuesday. Trade Minister Paul Kamau stayed in Nairobi.",
        "Thai Foreign Minister Anan Chai is a member of the royal family.",
    ],
)
def test_who_only_meets_or_stays_does_not_go_along(sentence: str) -> None:
    assert delegates(ARRIVED + sentence) == set()


@pytest.mark.parametrize(
    "told",
    [
        "Joining Otieno are Trade Minister Jane Mwangi and Energy Minister Paul Kamau.",
        "Also with the delegation are Trade Minister Jane Mwangi and Energy Minister Paul Kamau.",
        "Trade Minister Jane Mwangi and Energy Minister Paul Kamau are also joining.",
    ],
)
def test_who_joins_goes_along(told: str) -> None:
    text = f"President Peter Otieno of Kenya left for Japan on Tuesday with nine ministers. {told}"
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    names = {actor.key: actor.name for actor in made.actors}
    along = {names[p.actor] for c in made.claims if c.kind == "visit" for p in c.participants if p.role == "delegate"}
    assert along == {"Jane Mwangi", "Paul Kamau"}
