"""Force and captives as their counts tell them: who sends how many where, who is abducted, arrested, let go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims import read_report
from communique.claims.counts import counted_before
from communique.model import Claim, Reading, Report


def read(text: str, published: str = "2019-05-14") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published=published))


def counted(text: str) -> list[Claim]:
    return [claim for claim in read(text).claims if any(why.endswith("are counted") for why in claim.reasons)]


def details(claim: Claim) -> dict[str, str]:
    return {detail.attribute: detail.value for detail in claim.details}


@pytest.mark.parametrize(
    ("text", "kind", "country", "expected"),
    [
        ("Chile sent another 130 military advisers to Peru on Monday.", "mobilization", "PER",
         {"troops of a deployment of others": "130"}),
        ("Roughly 500 more Chilean troops will be deployed to Peru.", "mobilization", "PER",
         {"troops of a deployment of others": "roughly 500"}),
        ("Peru has more than 3,000 troops in Chile.", "mobilization", "CHL", {"troops": "more than 3000"}),
        ("There are up to 4,000 Chilean soldiers in Peru.", "mobilization", "PER", {"troops": "up to 4000"}),
        ("Several thousand Chilean soldiers have moved into Peru.", "mobilization", "PER", {"troops": "thousands"}),
        ("Chile massed 30,000 troops along its border with Peru.", "mobilization", None,
         {"troops of a build-up": "30000"}),
        ("Peru will withdraw 2,000 soldiers from Kenya next month.", "retreat", "KEN", {"troops": "2000"}),
        ("Peru fired 26 missiles at Chile.", "assault", "CHL", {"missiles": "26"}),
        ("At least 422 rockets have been fired from Chile into Peru.", "assault", "PER", {"rockets": "at least 422"}),
        ("Peru has carried out 90 airstrikes in Kenya since May.", "assault", "KEN", {"strikes": "90"}),
        ("More than 300 girls were kidnapped from a school in Kenya.", "assault", "KEN",
         {"kidnapped": "more than 300"}),
        ("Fear of the abduction of some 276 pupils in Kenya grew.", "assault", "KEN", {"kidnapped": "some 276"}),
        ("Peru arrested 12 people in Lima.", "coercion", "PER", {"arrested": "12"}),
        ("Another 14 were detained in Peru.", "coercion", "PER", {"arrested of others": "14"}),
        ("Kenya released 53 political prisoners on Monday.", "concession", None, {"freed of prisoners": "53"}),
        ("Chile freed five Peruvians held captive since 2014.", "concession", None, {"freed of peruvians": "5"}),
        ("North Korea fired three ballistic missiles into the sea on Monday.", "mobilization", None,
         {"missiles": "3"}),
    ],
)  # fmt: skip
def test_who_counts_forces_or_captives_tells_what_became_of_them(
    text: str, kind: str, country: str | None, expected: dict[str, str]
) -> None:
    [claim] = counted(text)
    assert (claim.kind, claim.place.country if claim.place else None) == (kind, country)
    assert details(claim) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 Chilean soldiers moved into Peru.",
        "Three of the prisoners were released by Kenya.",
        "Kenya released 12 documents.",
        "Kenya arrested nobody in 2012.",
        "A Chilean soldier moved into Peru.",
        "Four prisoners were released.",
        "Chile sent 300 letters to Peru.",
        "Chile has 3,000 soldiers.",
        "The group seized two provincial capitals in Kenya.",
    ],
)
def test_a_number_of_something_else_or_without_a_state_tells_nothing(text: str) -> None:
    assert counted(text) == []


def test_who_sends_and_where_to_are_those_of_the_words() -> None:
    reading = read("Peru has 3,000 troops in Chile, and President Luis Ruiz of Peru will send 50 soldiers to Kenya.")
    names = {actor.key: actor.name for actor in reading.actors}
    told = [claim for claim in reading.claims if claim.kind == "mobilization"]
    assert [[(part.role, names[part.actor]) for part in claim.participants] for claim in told] == [
        [("actor", "Peru"), ("recipient", "Chile")],
        [("actor", "Luis Ruiz"), ("recipient", "Kenya")],
    ]
    assert [claim.status for claim in told][1] == "planned"


def test_who_is_got_in_exchange_is_let_go() -> None:
    [release] = counted("Luis Ruiz came home in exchange for seven Peruvians jailed in Chile.")
    assert (release.kind, details(release)) == ("concession", {"freed of peruvians": "7"})


def test_those_let_go_are_not_told_as_arrested() -> None:
    [release] = counted("Police in Peru said nine people who were detained in Lima have been released.")
    assert (release.kind, details(release)) == ("concession", {"freed": "9"})


def test_without_a_place_the_state_of_which_the_report_speaks_is_taken() -> None:
    told = counted(
        "Kenya mourns. Families in Kenya wait for news. Kenyan police search. Nearly 300 pupils were abducted."
    )
    assert [(claim.kind, claim.place.country if claim.place else None) for claim in told] == [("assault", "KEN")]


@given(st.text(max_size=300), st.integers(0, 300))
def test_a_number_stands_before_what_it_counts(text: str, end: int) -> None:
    count = counted_before(text, end)
    assert count is None or (0 <= count.at < end and count.value)
