"""Which sums of money are told of one thing: by whom they go to, by how much they are, by the day."""

from __future__ import annotations

import pytest
from stories import Story

from communique.events import resolve
from communique.model import Reading


def sums(id: str, published: str, *told: str, to: str = "UKR", kind: str = "aid") -> Reading:
    story = Story(id, published)
    roles = {story.body(f"Fund of {id}"): "actor", story.state(to, to.title()): "recipient"}
    for sum in told:
        story.claim(kind, "happened", roles, details={"money": sum}, text=f"{id} tells this in its own words of {sum}")
    return story.reading()


@pytest.mark.parametrize(
    ("sum", "published", "expected"),
    [
        ("$1.85 billion package", "2021-05-05", 1),
        ("nearly $2 billion", "2021-05-10", 1),
        ("nearly $2 billion", "2021-06-10", 2),
        ("$45 billion", "2021-05-03", 2),
    ],
)
def test_sums_meet_where_they_go_to_one_state_and_are_about_as_much(sum: str, published: str, expected: int) -> None:
    events = resolve([sums("a", "2021-05-03", "nearly $2 billion"), sums("b", published, sum)]).events
    assert len(events) == expected


def test_sums_for_two_states_are_two() -> None:
    readings = [sums("a", "2021-05-03", "$2 billion"), sums("b", "2021-05-03", "$2 billion", to="CHL")]
    assert len(resolve(readings).events) == 2


def test_one_report_that_gives_two_sums_tells_of_two_things() -> None:
    assert len(resolve([sums("a", "2021-05-03", "$2 billion in aid", "$45 billion in aid")]).events) == 2


def test_what_is_somebodys_own_is_one_however_much_it_is_said_to_be() -> None:
    one = sums("a", "2021-05-03", "$50 billion in relief", kind="concession")
    other = sums("b", "2021-05-05", "$6 billion to $10 billion in sanctions relief", kind="concession")
    (event,) = resolve([one, other]).events
    (told,) = event.disagreements
    assert (told.attribute, told.kind) == ("money", "conflict")
