"""Counts that sentences give: tolls of attacks, who came, and since when something is the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims import read_report
from communique.claims.counts import attending, casualties, first_since, spent
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
        ("Candles were lit for the 23 killed at the harbour.", {"deaths": "23"}),
        ("Five people were killed and 12 others hurt.", {"deaths": "5", "injured": "12"}),
        ("A mine killed one soldier and wounded six others.", {"deaths of soldiers": "1", "injured": "6"}),
        ("At least 11 Peruvian citizens were among those killed.", {"deaths of peruvians": "at least 11"}),
        ("We know that 22 Peruvians lost their lives.", {"deaths of peruvians": "22"}),
        ("A raid that killed hundreds last week was condemned.", {"deaths": "hundreds"}),
        ("The raid killed between 100 and 150 people.", {"deaths": "100 to 150"}),
        ("Shelling left 12 to 15 people dead.", {"deaths": "12 to 15"}),
        ("The toll of Monday's raids, which stands at 638, shocked many.", {"deaths": "638"}),
        ("The number of Peruvians killed in two days rose to at least 30.", {"deaths of peruvians": "at least 30"}),
        ("Three civilian deaths were confirmed.", {"deaths": "3"}),
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
        "Twelve of the dead were passengers of one ship.",
        "Seven of them were dead by nightfall.",
        "The envoy and three other Norwegians were killed.",
        "The two died hours later.",
        "No one was hurt or killed.",
    ],
)
def test_days_years_shares_and_parts_are_no_tolls(text: str) -> None:
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


def test_a_toll_is_of_the_only_time_that_its_sentence_names() -> None:
    made = claims(
        "A bomb killed 14 people at a market in Nairobi on Monday.\n\n"
        "It was the worst attack in Kenya since the 1998 bombing that killed 213 people."
    )
    assert {(c.date, details(c)["deaths"]) for c in made if c.kind == "assault"} == {
        ("2019-05-13", "14"),
        ("1998", "213"),
    }


def test_the_worst_attack_since_a_year_is_not_of_that_year() -> None:
    made = claims("Gunmen killed 22 people in Nairobi, in the worst attack in Kenya since 1998.")
    assert [(c.date, details(c)["deaths"]) for c in made if c.kind == "assault"] == [(None, "22")]


@pytest.mark.parametrize(
    "told",
    [
        "The blast killed 22 people at a market in Nairobi, the ministry said on Friday.",
        "Bombs have killed 22 people in Nairobi since Friday.",
        "Bombs killed 22 people in Nairobi in six days of violence that ended on Friday.",
    ],
)
def test_a_day_on_which_a_toll_is_told_or_up_to_which_it_was_counted_is_no_day_of_the_attack(told: str) -> None:
    assert [(c.date, details(c)["deaths"]) for c in claims(told) if c.kind == "assault"] == [(None, "22")]


def test_an_attack_of_months_before_does_not_take_up_that_of_the_news() -> None:
    old = [
        c
        for c in claims(
            "A bomb killed 14 people at a market in Nairobi.\n\n"
            "Earlier attacks included a bombing on March 3 that killed 31 people."
        )
        if c.date == "2019-03-03"
    ]
    assert [(details(c), c.same_as) for c in old] == [({"deaths": "31"}, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A bomb in a warehouse killed 12 people after a warning.", 1),
        ("A monthlong war has killed 12 people.", 0),
        ("The civil war has killed 12 people since Monday.", 0),
        ("A bomb killed 12 people on Monday in a town torn by civil war.", 1),
    ],
)
def test_the_toll_of_a_war_is_none_of_an_attack(text: str, found: int) -> None:
    assert len([c for c in claims(f"{text[:-1]} in Kenya.") if c.kind == "assault" and c.details]) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway gave nearly $2 billion of food aid to Peru.", ["nearly $2 billion of food aid"]),
        ("It is worth $6 billion to $10 billion in relief.", ["$6 billion to $10 billion in relief"]),
        ("The aid comes to $3 million.", ["$3 million"]),
        ("The aid comes to 3 percent.", []),
    ],
)
def test_sums_are_told_with_what_they_are_for(text: str, expected: list[str]) -> None:
    assert [detail.value for detail in spent("aid", text)] == expected
    assert spent("assault", text) == ()


def test_those_who_were_spoken_of_are_no_count_of_who_came() -> None:
    assert [d.value for d in attending("talks", "The two leaders met 40 world leaders.")] == ["40"]
    assert attending("talks", "The two countries agreed.") == ()


def test_the_dead_of_an_accident_are_no_attack() -> None:
    assert claims("A ferry sank off Bergen in Norway on Monday, and 14 people died in the crash.") == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("the first visit by a Peruvian president since 1961", "1961"),
        ("the first foreign minister to visit Oslo since June 1961", "1961"),
        ("his country's first visit there in 58 years", "about 1961"),
        ("the first visit in nearly six decades", "about 1959"),
        ("his first visit in the last quarter of a century", "about 1994"),
        ("the first visit in half a century", "about 1969"),
        ("the first-ever visit of a Peruvian president", "ever"),
        ("the first minister ever to visit Oslo", "ever"),
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


def attacks(text: str, title: str | None = None) -> list[Claim]:
    return [claim for claim in claims(text, title=title) if claim.kind == "assault" and claim.details]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Brotherhood's office in London called it a massacre and said 30 people had been killed.", "EGY"),
        ("The Lima-based Observatory for Peace said 30 people had been killed.", "EGY"),
        ("U.S. officials said 30 people had been killed.", "EGY"),
        ("Thirty people were killed, among them an unnamed Peruvian sailor.", "EGY"),
        ("At least 14 Peruvian citizens were killed.", "EGY"),
        ("More than 30 Egyptians were killed and two died in Lima.", "EGY"),
        ("A bomb at the Lima airport killed 30 people.", "PER"),
    ],
)
def test_a_toll_is_where_the_news_is_and_not_where_somebody_says_it(text: str, country: str) -> None:
    told = attacks(f"Gunmen attacked a camp in Cairo on Monday.\n\n{text}")
    assert [claim.place.country for claim in told if claim.place] == [country]


def test_a_toll_that_takes_up_no_other_attack_is_where_the_news_is() -> None:
    text = (
        "A bomb killed two people in Lima on Monday.\n\nIn Cairo, a mob attacked a camp.\n\nThirty people were killed."
    )
    assert details(attacks(text)[-1]) == {"deaths": "30"}


def test_what_stands_before_a_toll_says_whether_it_was_violent() -> None:
    begins = "A ferry to Lima was late.\n\nThe ministers spoke of trade.\n\nThey flew home.\n\n"
    assert attacks(f"{begins}Gunmen opened fire in Lima.\n\nTwenty people died.")
    assert not attacks(f"{begins}An earthquake shook Lima.\n\nTwenty people died.")
