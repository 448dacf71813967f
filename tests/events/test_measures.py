"""Which measures are one: by who takes them, against whom, on what and when."""

from __future__ import annotations

import pytest
from stories import Story

from communique.events import resolve
from communique.model import Event, Reading

RUS, USA, FRA = ("RUS", "Russia"), ("USA", "United States"), ("FRA", "France")


def measure(
    id: str,
    day: str | None,
    by: tuple[str, str] | None,
    against: tuple[str, str] | None,
    published: str = "2021-05-04",
    name: str = "sanctions",
    **details: str,
) -> Reading:
    story = Story(id, published)
    roles = {story.state(*by): "actor"} if by else {}
    roles |= {story.state(*against): "recipient"} if against else {}
    words = f"{id} tells of it in words of its own"
    story.claim("sanction", "happened", roles, details={"measure": name, **details}, date=day, text=words)
    return story.reading()


def events(*readings: Reading) -> tuple[Event, ...]:
    return resolve(readings).events


FIRST = measure("a", "2021-05-03", USA, RUS, people="15")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (measure("b", "2021-05-03", USA, RUS), 1),
        (measure("b", None, USA, RUS), 1),
        (measure("b", "2021-05", USA, RUS, published="2021-06-20"), 1),
        (measure("b", "2021-05-03", USA, None), 1),
        (measure("b", "2021-05-03", FRA, RUS), 2),
        (measure("b", "2021-05-03", USA, FRA), 2),
        (measure("b", "2021-05-03", USA, RUS, name="tariffs on steel"), 2),
        (measure("b", "2021-05-20", USA, RUS), 2),
        (measure("b", None, USA, RUS, published="2021-07-20"), 2),
    ],
)
def test_measures_meet_by_both_sides_and_day(other: Reading, expected: int) -> None:
    assert len(events(FIRST, other)) == expected


@pytest.mark.parametrize(
    ("months", "published", "expected"),
    [
        ("2017-09~/2017-12~", "2021-05-04", 1),
        ("2017-01~/2017-04~", "2021-05-04", 2),
        ("2017-01~/2017-12~", "2021-05-04", 2),
        ("2021-01~/2021-04~", "2021-05-04", 2),
    ],
)
def test_a_measure_recalled_long_after_is_that_of_the_same_months(months: str, published: str, expected: int) -> None:
    year = months[:4]
    first = measure("a", f"{year}-10~/{year}-12~" if year == "2017" else "2021-01~/2021-04~", USA, RUS, "2021-01-20")
    assert len(events(first, measure("b", months, USA, RUS, published))) == expected


def test_tariffs_on_other_goods_are_others() -> None:
    steel = measure("a", "2021-05-03", USA, FRA, name="tariffs on steel")
    wine = measure("b", "2021-05-03", USA, FRA, name="tariffs on wine")
    both = measure("c", "2021-05-03", USA, FRA, name="tariffs on aluminum and steel")
    assert len(events(steel, wine)) == 2
    assert len(events(steel, both)) == 1


def test_numbers_of_one_measure_are_held_against_one_another() -> None:
    (event,) = events(FIRST, measure("b", "2021-05-03", USA, RUS, people="17"))
    assert [(each.attribute, each.kind) for each in event.disagreements] == [("people", "conflict")]
