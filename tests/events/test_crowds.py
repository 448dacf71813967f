"""Which counts of a crowd are of one: by where it is, by the day, by how many."""

from __future__ import annotations

import pytest
from stories import Story

from communique.events import resolve
from communique.model import Event, Reading


def march(id: str, published: str, details: dict[str, str], kind: str = "protest", **more: str | None) -> Reading:
    story = Story(id, published)
    place = more.get("town", "Lima"), more.get("state") or "PER"
    roles = {story.state(place[1], place[1].title()): "host"}
    words = f"{id} tells of it in words of its own"
    story.claim(kind, "happened", roles, details=details, at=place, date=more.get("day"), text=words)
    return story.reading()


def events(*readings: Reading) -> tuple[Event, ...]:
    return resolve(readings).events


@pytest.mark.parametrize(
    ("count", "published", "day", "town", "expected"),
    [
        ("30000", "2021-05-04", "2021-05-03", "Lima", 1),
        ("30000", "2021-05-04", None, "Lima", 1),
        ("30000", "2021-06-20", None, "Lima", 2),
        ("30000", "2021-05-04", "2021-05-03", None, 1),
    ],
)
def test_marches_meet_by_place_and_day(
    count: str, published: str, day: str | None, town: str | None, expected: int
) -> None:
    first = march("a", "2021-05-03", {"people": "20000"}, day="2021-05-03")
    assert len(events(first, march("b", published, {"people": count}, day=day, town=town))) == expected


def test_what_leaders_and_people_come_to_meets_where_one_thing_is_counted() -> None:
    one = march("a", "2021-05-03", {"leaders": "more than 40", "people": "1 million"}, "ceremony", day="2021-05-03")
    other = march("b", "2021-05-04", {"leaders": "dozens"}, "ceremony", day="2021-05-03")
    (event,) = events(one, other)
    assert [(each.attribute, each.kind) for each in event.disagreements] == [("leaders", "precision")]


def test_refuge_in_two_states_is_two() -> None:
    one = march("a", "2021-05-03", {"people": "20000"}, "refuge", town=None)
    other = march("b", "2021-05-03", {"people": "20000"}, "refuge", town=None, state="CHL")
    assert len(events(one, other)) == 2
