"""Talks told by where they were, which join the one meeting there that they can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from stories import Story, meeting, names, of

from communique.claims.talks_there import TOLD_THERE
from communique.events import resolve
from communique.model import Reading

GENEVA = ("Geneva", "CHE")


def talks(id: str, published: str, people: Sequence[tuple[str, str]] = (), **more: Any) -> Reading:
    more = {"kind": "talks", "at": GENEVA, "score": 0.45, "reasons": (TOLD_THERE,), **more}
    return meeting(id, published, people=people, **more)


def whole(id: str, published: str, date: str, people: Sequence[tuple[str, str]], **more: Any) -> Reading:
    return meeting(id, published, kind="talks", at=GENEVA, people=people, date=date, **more)


BERG_SOTO = (("Anna Berg", "NOR"), ("Juan Soto", "CHL"))


def test_talks_of_a_town_and_a_month_are_the_one_meeting_there() -> None:
    found = resolve(
        [
            whole("r1", "2014-01-23", "2014-01-22", BERG_SOTO),
            talks("r2", "2014-02-06", date="2014-01", when="last month", phase="somewhere"),
        ]
    )
    (event,) = of(found, "talks")
    assert names(found, event) == {"Anna Berg", "Juan Soto"}
    assert (event.start, event.reports) == ("2014-01-22", 2)
    assert [(d.attribute, d.kind) for d in event.disagreements] == [("date", "precision")]


def test_talks_that_may_be_either_of_two_rounds_stand_alone() -> None:
    found = resolve(
        [
            whole("r1", "2014-01-12", "2014-01-10", BERG_SOTO),
            whole("r2", "2014-01-23", "2014-01-22", BERG_SOTO),
            talks("r3", "2014-02-06", date="2014-01", when="last month", phase="somewhere"),
        ]
    )
    assert sorted(event.reports for event in of(found, "talks")) == [1, 1, 1]


def test_the_first_and_the_last_day_of_talks_in_one_town_are_of_the_same_talks() -> None:
    found = resolve(
        [
            talks("r1", "2014-01-20", date="2014-01-20", phase="start"),
            talks("r2", "2014-01-23", date="2014-01-22", phase="end"),
            talks("r3", "2014-01-24", date="2014-01-23", phase="within"),
        ]
    )
    (event,) = of(found, "talks")
    assert event.reports == 3
    assert event.disagreements == ()


@pytest.mark.parametrize(("date", "phase"), [("2014-01-22", None), ("2014-01-26", "end")])
def test_other_days_are_of_other_talks(date: str, phase: str | None) -> None:
    first = talks("r1", "2014-01-20", date="2014-01-20")
    later = talks("r2", "2014-01-27", date=date, phase=phase)
    assert len(of(resolve([first, later]), "talks")) == 2


def test_talks_on_another_day_or_in_another_town_or_of_another_state_are_others() -> None:
    first = whole("r1", "2014-01-23", "2014-01-22", BERG_SOTO)
    assert len(of(resolve([first, talks("r2", "2014-01-28", date="2014-01-27")]), "talks")) == 2
    assert len(of(resolve([first, talks("r2", "2014-01-23", date="2014-01-22", at=("Oslo", "NOR"))]), "talks")) == 2
    one_side = (("Peter Otieno", "KEN"),)
    assert len(of(resolve([first, talks("r2", "2014-01-23", one_side, date="2014-01-22")]), "talks")) == 2


def test_two_reports_of_the_talks_of_a_town_tell_one_event() -> None:
    plan = {"status": "planned"}
    found = resolve(
        [
            talks("r1", "2014-01-13", date="2014-01-20/2014-01-26", when="next week", phase="somewhere", **plan),
            talks("r2", "2014-01-14", date="2014-01-22", when="January 22", **plan),
        ]
    )
    (event,) = of(found, "talks")
    assert (event.participants, event.label) == ((), "Talks in Geneva")


def test_two_reports_of_the_meeting_of_a_body_tell_one_event() -> None:
    def of_body(id: str, called: str, date: str) -> Reading:
        story = Story(id, "2014-01-23")
        body = {story.body(called): "participant"}
        story.claim("meeting", "happened", body, date=date, reasons=(TOLD_THERE,))
        return story.reading()

    first = of_body("r1", "NATO", "2014-01-22")
    assert len(of(resolve([first, of_body("r2", "NATO", "2014-01-22")]), "meeting")) == 1
    assert len(of(resolve([first, of_body("r2", "NATO", "2014-01-20")]), "meeting")) == 2
    assert len(of(resolve([first, of_body("r2", "Arab League", "2014-01-22")]), "meeting")) == 2


def test_a_state_that_negotiates_with_a_group_does_so_however_the_group_is_called() -> None:
    def with_group(id: str, called: str) -> Reading:
        syria = (("Anna Berg", "NOR"),)
        return whole(id, "2014-01-23", "2014-01-22", syria, details={"with": called})

    assert len(of(resolve([with_group("r1", "the opposition"), with_group("r2", "the Lao opposition")]), "talks")) == 1
    assert len(of(resolve([with_group("r1", "the opposition"), with_group("r2", "six world powers")]), "talks")) == 2
