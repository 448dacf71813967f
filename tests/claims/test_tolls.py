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
        ("A killing spree on Monday of 48 people shook the town.", {"deaths": "48"}),
        ("The bombing took more than 100 lives.", {"deaths": "more than 100"}),
        ("A blast that claimed the lives of four sailors.", {"deaths of sailors": "4"}),
        ("Among those killed were five Peruvians.", {"deaths of peruvians": "5"}),
        ("A video showed the beheading of 21 Peruvians.", {"deaths of peruvians": "21"}),
        ("The death toll is now 42.", {"deaths": "42"}),
        ("Hundreds of thousands of people were killed.", {"deaths": "hundreds of thousands"}),
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
        "Among the dead were 12.",
        "The raiders took 12 hostages.",
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


@pytest.mark.parametrize(
    "told",
    [
        "People rallied on Sunday outside the hotel in Nairobi where gunmen had killed 22 people.",
        "The minister appealed for calm on Sunday in the wake of an attack in Nairobi that left 22 people dead.",
        "Clashes have killed 22 people in Nairobi, since police cleared the square on Friday.",
        "The ministry said that 22 people had been killed in clashes in Nairobi between Friday and Sunday.",
        "The deaths of 22 people in an attack in Nairobi on Wednesday shook the town.",  # six days back, or tomorrow
    ],
)
def test_a_day_of_what_came_of_an_attack_or_of_one_of_several_is_not_its_own(told: str) -> None:
    assert [(c.date, details(c)["deaths"]) for c in claims(told) if c.kind == "assault"] == [(None, "22")]


def test_the_day_of_an_attack_that_a_clause_tells_more_of_is_its_own() -> None:
    [attack] = claims("The minister visited the site of Monday's attack in Nairobi, which killed 22 people.")
    assert attack.date == "2019-05-13"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police say 12 people are dead after a bombing in Nairobi.", "happened"),
        ("The talks come days after gunmen killed 12 people in Nairobi.", "happened"),
        ("More than 100 people slaughtered in Nairobi by gunmen, not just killed, slaughtered.", "happened"),
        ("The gunmen threatened to kill 12 hostages in Nairobi.", "possible"),
    ],
)
def test_those_who_are_counted_have_died_unless_somebody_is_to_kill_them(text: str, status: str) -> None:
    assert [c.status for c in claims(text) if c.details] == [status]


def test_attackers_trained_elsewhere_attacked_where_the_report_is_about() -> None:
    told = claims(
        "A museum in Tunis was attacked on Monday.\n\n"
        "Gunmen trained by a group in Peru opened fire there, killing 24 people."
    )
    assert [c.place and c.place.country for c in told if c.details] == ["TUN"]


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
        ("Raids have killed 1,200 people this year.", 0),
        ("Gunfire kills 508,000 people worldwide, an annual report found in Lima, Peru.", 0),
        ("A bomb killed 12 people on Monday in a town torn by civil war.", 1),
        ("The 20-day war has killed 12 people.", 1),
        ("The conflict, in its 18th day, has killed 12 people.", 1),
        ("A raid killed 12 people, prompting calls for an end to the civil war.", 1),
    ],
)
def test_the_toll_of_a_year_is_none_of_an_attack(text: str, found: int) -> None:
    assert len([c for c in claims(f"{text[:-1]} in Kenya.") if c.kind == "assault" and c.details]) == found


@pytest.mark.parametrize(
    "text",
    ["A monthlong war has killed 1,200 people in Kenya.", "The civil war in Kenya has cost half a million lives."],
)
def test_the_toll_of_a_war_has_no_day_and_takes_up_no_attack(text: str) -> None:
    told = claims(f"A bomb killed 12 people in Lima in Peru on Monday.\n\n{text}")
    assert [(c.date, c.place and c.place.country, c.same_as) for c in told if c.details] == [
        ("2019-05-13", "PER", None),
        (None, "KEN", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In London X spoke of Syria, embroiled in a conflict that has left 1,200 dead.",
        "In London X spoke of the civil war in Syria, which has killed 1,200.",
        "A raid on Lima brought the Syrian death toll to 1,200, Peru's ambassador said of the war.",
        "In London X spoke of Syria, which has seen at least 93,000 people killed.",
    ],
)
def test_a_war_is_where_it_is_called_after(text: str) -> None:
    assert [(c.place and c.place.country, c.date) for c in claims(text) if c.details] == [("SYR", None)]


def test_a_disaster_is_no_war_however_many_died() -> None:
    assert not [
        c
        for c in claims("An earthquake struck Nepal.\n\nThe disaster has killed more than 15,000 people there.")
        if c.details
    ]


def test_an_attack_of_another_year_is_not_where_the_news_is() -> None:
    told = claims("A bomb killed 14 people in Nairobi on Monday.\n\nThirteen people were killed in the 2009 shootings.")
    assert [details(c) for c in told if c.details] == [{"deaths": "14"}]


def test_the_place_that_is_named_before_is_that_of_the_attack() -> None:
    [attack] = claims(
        "A blast on a bus across from the military headquarters in Tel Aviv hurt at least 10, as raids on Gaza went on."
    )
    assert attack.place is not None
    assert attack.place.country == "ISR"


def test_the_dead_of_an_attack_are_no_part_of_those_of_a_war() -> None:
    told = claims("A bomb killed 12 people in Lima in Peru.\n\nThe civil war in Peru has killed 12,000 people.")
    assert [details(c) for c in told if c.details] == [{"deaths": "12"}, {"deaths": "12000"}]


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
