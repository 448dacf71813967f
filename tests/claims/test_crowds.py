"""What those who are counted do: join an undertaking, march, flee, come to what is told elsewhere."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report

_WHY = ("those who do it are counted", "who came is counted")


def crowds(text: str) -> list[Claim]:
    report = Report(id="r1", uri="r1.txt", text=text, published="2019-05-14")
    return [claim for claim in read_report(report).claims if claim.reasons[0] in _WHY]


@pytest.mark.parametrize(
    ("text", "kind", "status", "told"),
    [
        ("About 40 countries have joined the fight against the Islamic State.", "mobilization", "happened", "about 40"),
        (
            "Nearly 40 nations agreed to contribute to the war against the Islamic State.",
            "mobilization",
            "planned",
            "nearly 40",
        ),
        ("Peru was one of 12 states that offered help in the battle against ISIS.", "mobilization", "planned", "12"),
        ("About 20,000 people rallied in Lima on Sunday.", "protest", "happened", "about 20000"),
        ("More than 180,000 refugees have crossed into Turkey.", "refuge", "happened", "more than 180000"),
        ("Turkey has taken in 1.5 million refugees.", "refuge", "happened", "1.5 million"),
        ("Tens of thousands of refugees have reached Turkey.", "refuge", "happened", "tens of thousands"),
        ("About 150 migrants plan to seek asylum from Chile.", "refuge", "planned", "about 150"),
        ("Delegates from more than 190 countries gathered in Lima.", "conference", "happened", "more than 190"),
    ],
)
def test_who_is_counted_tells_what_they_do(text: str, kind: str, status: str, told: str) -> None:
    (claim,) = crowds(text)
    assert (claim.kind, claim.status) == (kind, status)
    assert [each.value for each in claim.details] == [told]


def test_a_march_that_leaders_join_is_no_protest() -> None:
    (claim,) = crowds("At least 1 million people, including 40 world leaders, marched in Lima on Sunday.")
    assert (claim.kind, claim.date) == ("ceremony", "2019-05-12")
    assert {each.attribute: each.value for each in claim.details} == {"people": "at least 1 million", "leaders": "40"}


def test_guests_come_to_what_their_report_tells() -> None:
    first, second = crowds(
        "The funeral in Lima was held by 40 heads of state. With 91 heads of state attending, it was calm."
    )
    assert first.kind == second.kind == "ceremony"
    assert second.place == first.place
    assert [each.value for each in second.details] == ["91"]


def test_whom_an_undertaking_is_against_may_be_told_before() -> None:
    claims = crowds(
        "Peru fights the Islamic State. The president said over 40 nations have offered to join the coalition."
    )
    assert [claim.kind for claim in claims] == ["mobilization"]


@pytest.mark.parametrize(
    "text",
    [
        "About 40 countries have joined the coalition.",  # nobody says against whom
        "About 20,000 people live in Lima.",
        "The two refugees crossed into Turkey.",
        "More than 40 countries use the euro.",
        "The Group of 20 leaders gathered in Lima.",
        "Peru takes 200 of the 5,000 refugees.",
        "Of the migrants rescued at sea 85 percent of the 16,000 came from Libya.",
        "Ten countries border Peru and five leaders have written books.",
    ],
)
def test_other_counts_tell_nothing(text: str) -> None:
    assert crowds(text) == []
