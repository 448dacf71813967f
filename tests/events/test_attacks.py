"""Which tolls are those of one attack: by town, by the day, by what they count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from stories import Story

from communique.events import resolve
from communique.model import Reading

Told = tuple[str | None, str, str]
"""A toll's day, its town, and how many it counts."""


def attack(id: str, published: str, *told: Told, **more: str) -> Reading:
    story = Story(id, published)
    state = story.state("KEN", "Kenya")
    roles = {state: "recipient"}
    if "by" in more:
        roles[story.body(more["by"])] = "actor"
    for day, town, dead in told:
        story.claim("assault", "happened", roles, date=day, at=(town or None, "KEN"), details={"deaths": dead})
    return story.reading()


def events(*readings: Reading) -> int:
    return len(resolve(readings).events)


@pytest.mark.parametrize(
    ("day", "town", "published", "expected"),
    [
        (None, "Nairobi", "2021-05-07", 1),  # four days on, in its town
        (None, "", "2021-05-07", 1),  # four days on, in its state
        (None, "Nairobi", "2021-05-20", 2),
        ("2021-05-04", "Nairobi", "2021-05-04", 1),  # the day on which the toll was given out
        ("2021-05-04", "Mombasa", "2021-05-04", 2),
        ("2021-05-06", "Nairobi", "2021-05-06", 2),
    ],
)
def test_tolls_meet_where_state_town_and_day_allow(day: str | None, town: str, published: str, expected: int) -> None:
    first = attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "14"))
    assert events(first, attack("b", published, (day, town, "19"))) == expected


def test_fewer_dead_a_day_later_are_those_of_another_attack() -> None:
    first = attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "14"))
    assert events(first, attack("b", "2021-05-04", ("2021-05-04", "Nairobi", "at least 9"))) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("14", "19", 1),
        ("at least 140", "163", 1),
        ("14", "39", 2),
        ("3", "3", 2),  # that two attacks killed three says little
    ],
)
def test_tolls_without_day_and_town_meet_where_they_count_about_as_many(one: str, other: str, expected: int) -> None:
    first = attack("a", "2021-05-03", (None, "", one))
    assert events(first, attack("b", "2021-05-04", (None, "", other))) == expected


@pytest.mark.parametrize(
    ("dead", "town", "expected"),
    [
        ("131", "Nairobi", 1),
        ("131", "", 1),
        ("90", "Nairobi", 2),  # far fewer
        ("131", "Mombasa", 2),
    ],
)
def test_an_attack_that_killed_very_many_is_recalled_months_later_by_its_dead(
    dead: str, town: str, expected: int
) -> None:
    first = attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "129"))
    assert events(first, attack("b", "2021-08-20", (None, town, dead))) == expected


def test_an_attack_that_killed_few_is_not_recalled_by_its_dead() -> None:
    first = attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "14"))
    assert events(first, attack("b", "2021-08-20", (None, "Nairobi", "14"))) == 2


@pytest.mark.parametrize(
    ("dead", "text", "expected"),
    [
        ("137", "137 people have been killed since the raids began.", 2),
        ("30", "30 people have been killed since the raids began.", 1),
        ("30", "30 people were killed in the raids.", 1),
    ],
)
def test_a_toll_of_days_is_not_that_of_one_attack_with_far_fewer_dead(dead: str, text: str, expected: int) -> None:
    story = Story("b", "2021-05-04")
    state = story.state("KEN", "Kenya")
    story.claim("assault", "happened", {state: "recipient"}, at=("Nairobi", "KEN"), details={"deaths": dead}, text=text)
    assert events(attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "27")), story.reading()) == expected


WAR = "The civil war in Kenya has killed many people."


@pytest.mark.parametrize(
    ("one", "later", "other", "days", "expected"),
    [
        ("6000", WAR, "7200", 90, 1),
        ("6000", WAR, "2000", 90, 2),  # the dead do not become fewer
        ("6000", WAR, "7200", 600, 2),  # another war, as far as can be told
        ("60000", WAR, "200000", 600, 1),
        ("6000", "A bomb in Kenya killed many people.", "12", 1, 2),
    ],
)
def test_tolls_of_one_war_are_told_for_months_and_are_none_of_an_attack(
    one: str, later: str, other: str, days: int, expected: int
) -> None:
    def told(id: str, day: date, dead: str, text: str) -> Reading:
        story = Story(id, day.isoformat())
        roles = {story.state("KEN", "Kenya"): "recipient"}
        story.claim("assault", "happened", roles, at=(None, "KEN"), details={"deaths": dead}, text=text)
        return story.reading()

    first = date(2021, 5, 3)
    readings = [told("a", first, one, WAR), told("b", first + timedelta(days), other, later)]
    assert len(resolve(readings).events) == expected


@pytest.mark.parametrize(("whose", "expected"), [("peruvians", 1), ("militants", 2)])
def test_the_dead_of_one_state_tell_an_attack_and_fighters_none(whose: str, expected: int) -> None:
    def told(id: str, day: str, dead: str) -> Reading:
        story = Story(id, day)
        roles = {story.state("KEN", "Kenya"): "recipient"}
        story.claim("assault", "happened", roles, at=(None, "KEN"), details={f"deaths of {whose}": dead})
        return story.reading()

    assert events(told("a", "2021-05-03", "11"), told("b", "2021-05-04", "14")) == expected


def test_a_report_that_counts_the_victims_of_two_towns_tells_of_two_attacks() -> None:
    assert events(attack("a", "2021-05-03", (None, "Nairobi", "14"), (None, "Mombasa", "3"))) == 2
    assert events(attack("a", "2021-05-03", (None, "Nairobi", "14"), (None, "", "3"))) == 1


def test_an_old_toll_beside_that_of_the_news_is_another_attack() -> None:
    assert events(attack("a", "2021-05-03", (None, "", "14"), ("1998-08-07", "Nairobi", "213"))) == 2


def test_one_attack_meets_though_but_one_report_says_who_did_it() -> None:
    first = attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "14"), by="Red Lake Brigade")
    assert events(first, attack("b", "2021-05-03", ("2021-05-03", "Nairobi", "15"))) == 1


def test_a_day_between_the_days_of_two_reports_is_no_disagreement() -> None:
    first = attack("a", "2021-05-03", ("2021-05-03", "Nairobi", "14"))
    [event] = resolve([first, attack("b", "2021-05-04", ("2021-05-04", "Nairobi", "19"))]).events
    assert [(each.attribute, each.kind) for each in event.disagreements] == [("deaths", "update")]


@pytest.mark.parametrize(("others", "attacked"), [(2, {"KEN": "actor"}), (5, {"KEN": "recipient"})])
def test_a_state_that_few_of_many_reports_call_the_attacker_is_none(others: int, attacked: dict[str, str]) -> None:
    story = Story("a", "2021-05-03")
    state = story.state("KEN", "Kenya")
    story.claim(
        "assault", "happened", {state: "actor"}, date="2021-05-03", at=("Nairobi", "KEN"), details={"deaths": "14"}
    )
    told = [attack(f"b{n}", "2021-05-03", ("2021-05-03", "Nairobi", "14")) for n in range(others)]
    made = resolve([story.reading(), *told])
    countries = {actor.id: actor.country for actor in made.actors}
    (event,) = made.events
    assert {countries[part.actor]: part.role for part in event.participants} == attacked
