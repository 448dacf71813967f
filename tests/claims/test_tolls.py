"""Counts that sentences give: tolls of attacks, who came, and since when something is the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims import read_report
from communique.claims.counts import casualties, first_since
from communique.model import Claim, Report


def claims(text: str, published: str = "2019-05-14", title: str | None = None) -> tuple[Claim, ...]:
    return read_report(Report(id="r1", uri="r1.txt", text=text, title=title, published=published)).claims


def details(claim: Claim) -> dict[str, str]:
    return {detail.attribute: detail.value for detail in claim.details}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed at least 84 people and wounded 200 others.", {"deaths": "at least 84", "injured": "200"}),
        ("Twenty-one people, most of them dockers, were killed.", {"deaths": "21"}),
        ("The raid left some 62 dead and dozens injured.", {"deaths": "some 62", "injured": "dozens"}),
        ("The death toll has climbed past 1,600, the ministry said.", {"deaths": "1600"}),
        ("A clinic counted 355 deaths.", {"deaths": "355"}),
        ("More than two dozen sailors are missing.", {"missing of sailors": "more than 24"}),
        ("Two Norwegians were killed when 31 people died.", {"deaths of norwegians": "2", "deaths": "31"}),
        ("It followed the killing of 23 people in March.", {"deaths": "23"}),
    ],
)
def test_who_died_and_who_was_hurt_is_counted_with_what_makes_it_rough(text: str, expected: dict[str, str]) -> None:
    assert {count.attribute: count.value for count in casualties(text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bill was killed after 12 days.",
        "He died in 1984.",
        "The ministers met for 40 minutes.",
        "Inflation hurt 30 percent of savers.",
    ],
)
def test_days_years_and_shares_are_no_tolls(text: str) -> None:
    assert casualties(text) == ()


@given(st.text(max_size=400))
def test_a_count_stands_where_it_says(text: str) -> None:
    for count in casualties(text):
        assert 0 <= count.at < len(text)
        assert count.value


def test_a_toll_tells_an_attack_with_its_place_and_day() -> None:
    [attack] = claims(
        "A bomb at the harbour of Oran in Algeria killed 14 people and wounded 30 on Monday, police said."
    )
    assert (attack.kind, attack.status, attack.date) == ("assault", "happened", "2019-05-13")
    assert attack.place is not None
    assert attack.place.country == "DZA"
    assert details(attack) == {"deaths": "14", "injured": "30"}


def test_a_later_sentence_gives_another_toll_of_the_same_attack() -> None:
    first, later = claims(
        "Gunmen attacked a market in Nairobi on Monday, killing at least 14 people.\nThe death toll later rose to 19."
    )
    assert later.same_as == first.id
    assert details(later) == {"deaths": "19"}


def test_the_dead_of_an_accident_are_no_attack() -> None:
    assert claims("A ferry sank off Bergen in Norway on Monday, and 14 people died in the crash.") == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("the first visit by a Peruvian president since 1961", "1961"),
        ("the first foreign minister to visit Oslo since June 1961", "1961"),
        ("his country's first visit there in 58 years", "about 1961"),
        ("the first visit in nearly six decades", "about 1959"),
    ],
)
def test_since_when_a_visit_is_the_first(text: str, year: str) -> None:
    assert [d.value for d in first_since(text, text.find("visit"), "2019-05-14")] == [year]


def test_a_length_of_time_without_a_day_of_writing_gives_no_year() -> None:
    assert first_since("the first visit in 58 years", 10, None) == ()


def test_a_visit_holds_since_when_it_is_the_first() -> None:
    made = claims(
        "Peruvian President Luis Quispe arrived in Japan on Monday, the first visit by a leader of Peru since 1961."
    )
    assert {details(claim).get("first-since") for claim in made if claim.kind == "visit"} == {"1961"}


def test_how_many_leaders_came_stands_with_what_they_came_to() -> None:
    made = claims("President Luis Quispe of Peru met more than 40 world leaders in Lisbon on Monday.")
    assert "more than 40" in {details(claim).get("leaders") for claim in made}
