"""Which days of one event differ, and which say the same in other words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.claims.travelling import PUT_THERE
from communique.events.disagreements import disagreements
from communique.model import Claim, Phase, Status

SAID = {"a": date(2021, 6, 2).toordinal(), "b": date(2021, 6, 9).toordinal()}


def claim(
    report: str, day: str, when: str, phase: Phase | None = None, kind: str = "meeting", status: Status = "happened"
) -> Claim:
    return Claim(
        id=report, report=report, start=0, end=1, text="x", kind=kind, status=status, date=day, when=when, phase=phase
    )


def told(one: Claim, other: Claim) -> list[tuple[str, str]]:
    return [(d.attribute, d.kind) for d in disagreements([one, other], SAID, {}, one.kind)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2021-06-07/2021-06-13", "next week", "planned"), ("2021-06-07/2021-06-09", "this week", "happened")),
        (("2021-06", "June", "planned"), ("2021-06-09/2021-06-30", "later this month", "planned")),
        (
            ("2021-05-26~/2021-06-02~", "recent days", "happened"),
            ("2021-06-02~/2021-06-09~", "recent days", "happened"),
        ),
        (("2021", "last year", "happened"), ("2021-06/2021-12", "later this year", "planned")),
    ],
)
def test_one_stretch_in_other_words_is_no_difference(
    one: tuple[str, str, Status], other: tuple[str, str, Status]
) -> None:
    a, b = (claim(r, d, w, "somewhere", status=s) for r, (d, w, s) in zip("ab", (one, other), strict=True))
    assert told(a, b) == []


@pytest.mark.parametrize(
    ("day", "when"),
    [
        ("2021-06-01~/2021-06-10~", "early June"),
        ("2021-06-02~/2021-07-14~", "the coming weeks"),
        ("2021-06~/2021-12~", "the coming months"),
        ("2021-06-07/2021-06-13", "next week"),
    ],
)
def test_a_stretch_is_a_coarser_form_of_a_day_in_it(day: str, when: str) -> None:
    planned = claim("a", day, when, "somewhere", status="planned")
    assert told(planned, claim("b", "2021-06-08", "Tuesday")) == [("date", "precision")]


def test_a_month_is_a_coarser_form_of_the_day_a_visit_began_or_ended() -> None:
    month = claim("a", "2021-06", "June", "somewhere", kind="visit")
    for phase in ("start", "end"):
        assert told(month, claim("b", "2021-06-08", "Tuesday", phase, kind="visit")) == [("date", "precision")]  # type: ignore[arg-type]


def test_two_days_of_one_visit_are_no_difference() -> None:
    one, other = (claim(r, d, "Tuesday", kind="visit") for r, d in (("a", "2021-06-08"), ("b", "2021-06-09")))
    assert told(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Geneva", "Vienna", "update"), ("White House", "Washington", "precision"), ("Florida", "Miami", "precision")],
)
def test_only_two_towns_contradict_each_other(one: str, other: str, expected: str) -> None:
    found = disagreements(
        [claim("a", "2021-06-08", "Tuesday"), claim("b", "2021-06-08", "Tuesday")],
        SAID,
        {"a": one, "b": other},
        "meeting",
    )
    assert [(d.attribute, d.kind) for d in found] == [("place", expected)]


def test_a_week_is_a_coarser_form_of_a_day_of_the_visit_in_it() -> None:
    week = claim("a", "2021-06-07/2021-06-13", "next week", "somewhere", kind="visit", status="planned")
    assert told(week, claim("b", "2021-06-08", "Tuesday", "within", kind="visit")) == [("date", "precision")]


def test_a_day_on_which_a_traveller_only_did_something_there_is_none_of_the_visit() -> None:
    week = claim("a", "2021-06-07/2021-06-13", "next week", "somewhere", kind="visit", status="planned")
    seen = claim("b", "2021-06-08", "Tuesday", "within", kind="visit")
    assert told(week, replace(seen, reasons=(f"“said” {PUT_THERE}",))) == []


@pytest.mark.parametrize("phase", ["start", "within", "end"])
def test_one_day_of_talks_of_several_contradicts_no_other(phase: Phase) -> None:
    ended = claim("a", "2021-06-08", "Tuesday", phase, kind="talks")
    assert told(ended, claim("b", "2021-06-02", "Wednesday", kind="talks")) == []
    assert told(ended, claim("b", "2021-06", "June", "somewhere", kind="talks")) == [("date", "precision")]


def test_a_stretch_left_open_is_a_coarser_form_of_about_a_day_in_it() -> None:
    about = claim("a", "2021-06-08~", "two days before", None, status="planned")
    days = claim("b", "2021-06-08~/2021-06-12~", "just ahead", "somewhere", status="planned")
    assert told(about, days) == [("date", "precision")]
