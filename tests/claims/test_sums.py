"""Money told by its sums: given, promised, given back, demanded."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report


def sums(text: str) -> list[Claim]:
    report = Report(id="r1", uri="r1.txt", text=text, published="2019-05-14")
    claims = read_report(report).claims
    return [claim for claim in claims if claim.reasons[0] == "the sum is counted"]


@pytest.mark.parametrize(
    ("text", "kind", "status", "told"),
    [
        ("Peru gave Chile $3 million in emergency aid.", "aid", "happened", "$3 million in emergency aid"),
        ("Peru pledged about $40 million for Chile.", "aid", "planned", "about $40 million for Chile"),
        ("The bill includes $45 million in funding for Chile.", "aid", "ongoing", "$45 million in funding for Chile"),
        ("Chile accepted a $15 million loan from Peru.", "aid", "happened", "$15 million loan"),
        (
            "The deal gives Iran $7 billion in sanctions relief.",
            "concession",
            "happened",
            "$7 billion in sanctions relief",
        ),
        ("Relief for Iran would amount to $7 billion.", "concession", "planned", "$7 billion"),
        ("Boko Haram demanded 20 million euros from Nigeria.", "request", "happened", "20 million euros"),
    ],
)
def test_a_sum_tells_what_is_given(text: str, kind: str, status: str, told: str) -> None:
    (claim,) = sums(text)
    assert (claim.kind, claim.status) == (kind, status)
    assert [(each.attribute, each.value) for each in claim.details] == [("money", told)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru gave Chile $3 million in emergency aid.",
        "Chile accepted a $15 million loan from Peru.",
        "Peru offered a package of $3 million for Chile.",
    ],
)
def test_who_gives_and_who_gets_it(text: str) -> None:
    reading = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    names = {actor.key: actor.name for actor in reading.actors}
    told = [(part.role, names[part.actor]) for claim in reading.claims for part in claim.participants]
    assert told == [("actor", "Peru"), ("recipient", "Chile")]


def test_the_day_of_a_promise_is_not_that_of_the_money() -> None:
    (claim,) = sums("On Monday Peru pledged $40 million in aid for Chile.")
    assert claim.date is None
    (given,) = sums("On Monday Peru gave Chile $40 million in aid.")
    assert given.date == "2019-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "The palace cost Peru $3 million.",
        "Peru suspended $3 million in aid to Chile.",
        "Peru approved $3 million in funding for Peruvian schools.",
        "Peru gave Chile $300 in aid.",
        "The airline spent $3 million in Chile.",
        "The fans sent $30 million home to Chile.",
    ],
)
def test_other_sums_tell_nothing(text: str) -> None:
    assert sums(text) == []


def test_a_sum_is_not_told_again_as_an_agreement() -> None:
    text = "Peru plans to invest at least $55 billion in Africa."
    claims = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14")).claims
    assert [claim.kind for claim in claims] == ["aid"]
