"""The reasons for joining claims are English sentences a person can check."""

from __future__ import annotations

import pytest

from communique.events import likeness


@pytest.mark.parametrize(
    ("away", "ahead", "words"),
    [
        (0, True, "told on the day"),
        (1, True, "told 1 day before the day"),
        (3, True, "told 3 days before the day"),
        (1, False, "told 1 day from the day"),
    ],
)
def test_how_far_from_its_day_an_event_is_told(away: int, ahead: bool, words: str) -> None:
    assert likeness._told(away, ahead) == words


def test_how_far_apart_two_reports_are() -> None:
    assert [likeness._apart(days) for days in (0, 1, 2)] == [
        "reported on the same day",
        "reported 1 day apart",
        "reported 2 days apart",
    ]
