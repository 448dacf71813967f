"""Which counts of force and of captives are of one thing, and how they differ."""

from __future__ import annotations

import pytest
from stories import Story

from communique.events import resolve
from communique.model import Event, Reading


def sent(
    id: str, published: str, number: str, *, to: str = "KEN", by: str = "PER", of: str = "", on: str = ""
) -> Reading:
    story = Story(id, published)
    names = {"KEN": "Kenya", "CHL": "Chile", "PER": "Peru"}
    roles = {story.state(by, names[by]): "actor", story.state(to, names[to]): "recipient"}
    details = {f"troops of a deployment{of}": number}
    story.claim("mobilization", "happened", roles, date=on or None, at=(None, to), details=details)
    return story.reading()


def events(*readings: Reading) -> tuple[Event, ...]:
    return resolve(readings).events


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (sent("b", "2021-05-05", "320"), 1),
        (sent("b", "2021-05-20", "about 300"), 1),  # told again within weeks
        (sent("b", "2021-07-20", "300"), 2),
        (sent("b", "2021-05-05", "5000"), 2),
        (sent("b", "2021-05-05", "300", to="CHL"), 2),
        (sent("b", "2021-05-05", "300", by="CHL"), 2),
    ],
)
def test_soldiers_are_one_lot_by_who_sends_them_where_and_how_many(other: Reading, expected: int) -> None:
    assert len(events(sent("a", "2021-05-04", "300"), other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "of", "expected"),
    [
        ("up to 300", "300", "", "precision"),
        ("310", "275", "", "update"),
        ("475", "about 500", " of others", "precision"),
        ("475", "300", " of others", None),  # another lot
    ],
)
def test_counts_of_one_lot_differ_and_those_of_another_do_not(
    one: str, other: str, of: str, expected: str | None
) -> None:
    [event] = events(sent("a", "2021-05-04", one, of=of), sent("b", "2021-05-05", other, of=of))
    told = [each.kind for each in event.disagreements if each.attribute.startswith("troops")]
    assert told == ([expected] if expected else [])


def test_one_report_that_counts_two_lots_tells_of_two() -> None:
    story = Story("a", "2021-05-04")
    roles = {story.state("KEN", "Kenya"): "recipient"}
    for number in ("276", "8"):
        story.claim("assault", "happened", roles, at=(None, "KEN"), details={"kidnapped": number})
    assert len(events(story.reading())) == 2
