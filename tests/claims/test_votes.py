"""Votes of bodies of states: whose, on what, by how many, and who stood apart."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Reading, Report


def read(text: str, published: str = "2019-05-16") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published=published))


def votes(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.kind == "vote"]


def named(reading: Reading, claim: Claim, role: str) -> set[str]:
    names = {actor.key: actor.name for actor in reading.actors}
    return {names[part.actor] for part in claim.participants if part.role == role}


def counts(claim: Claim) -> dict[str, str]:
    return {detail.attribute: detail.value for detail in claim.details if detail.attribute != "measure"}


@pytest.mark.parametrize(
    ("text", "body", "about"),
    [
        (
            "The U.N. Security Council adopted a resolution on Monday that condemned Peru.",
            "UN Security Council",
            {"Peru"},
        ),
        (
            "A resolution condemning Peru was adopted by the U.N. Security Council on Monday.",
            "UN Security Council",
            {"Peru"},
        ),
        ("The Arab League voted on Monday to suspend Peru.", "Arab League", {"Peru"}),
        ("The IAEA's board of governors voted on Monday to rebuke Peru.", "IAEA", {"Peru"}),
        ("Monday's vote in the United Nations General Assembly on Peru was close.", "UN General Assembly", {"Peru"}),
    ],
)
def test_a_vote_has_its_body_its_day_and_whom_it_is_about(text: str, body: str, about: set[str]) -> None:
    reading = read(text)
    [claim] = votes(reading)
    assert (claim.status, claim.date) == ("happened", "2019-05-13")
    assert named(reading, claim, "actor") == {body}
    assert named(reading, claim, "recipient") == about


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.N. General Assembly voted 138 to 9, with 41 abstentions, to condemn Peru.",
            {"votes": "138", "votes against": "9", "abstentions": "41"},
        ),
        ("The U.N. Security Council approved the resolution by a vote of 14-0.", {"votes": "14", "votes against": "0"}),
        ("The U.N. Security Council adopted the resolution with 14 votes in favor.", {"votes": "14"}),
        ("In the U.N. General Assembly, 143 countries voted to condemn Peru.", {"countries": "143"}),
    ],
)
def test_a_vote_keeps_its_numbers(text: str, expected: dict[str, str]) -> None:
    [claim] = votes(read(text))
    assert counts(claim) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Chile vetoed a Security Council resolution at the U.N. on Monday.",
        "Chile condemned Kenya for abstaining in Monday's U.N. Security Council vote.",
        "The U.N. Security Council voted 14-0 on Monday, with Kenya abstaining.",
    ],
)
def test_who_vetoes_or_abstains_takes_part(text: str) -> None:
    reading = read(text)
    [claim] = votes(reading)
    assert "Kenya" in named(reading, claim, "participant")
    assert claim.date == "2019-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "The Senate adopted a resolution on Monday that praised the U.N. Security Council.",
        "Chile voted on Monday to leave the European Union.",
        "The General Assembly of Ohio passed a resolution on Monday.",
        "The National Security Council approved the plan on Monday.",
        "Chile rejects the resolution of the U.N. Security Council.",
        "The council of the town voted on Monday.",
    ],
)
def test_what_others_vote_on_is_no_vote_of_a_body_of_states(text: str) -> None:
    assert votes(read(text)) == []


def test_a_vote_is_taken_up_without_its_body() -> None:
    text = "The U.N. Security Council met on Monday over Peru. The resolution was adopted with 14 votes in favor."
    reading = read(text)
    [claim] = votes(reading)
    assert named(reading, claim, "actor") == {"UN Security Council"}
