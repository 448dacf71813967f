"""Status, history and disagreements."""

from __future__ import annotations

import pytest
from stories import meeting, only, visit

from communique.events import resolve
from communique.model import Reading


def told(*days: tuple[str, str]) -> list[Reading]:
    return [
        visit(f"r{n}", published, status, date="2021-05-10/2021-05-11") for n, (published, status) in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("days", "status"),
    [
        ([("2021-05-01", "planned")], "planned"),
        ([("2021-05-01", "planned"), ("2021-05-10", "ongoing")], "ongoing"),
        ([("2021-05-01", "planned"), ("2021-05-12", "happened")], "happened"),
        ([("2021-05-12", "happened"), ("2021-05-13", "planned")], "happened"),
        ([("2021-05-01", "planned"), ("2021-05-05", "cancelled")], "cancelled"),
        ([("2021-05-01", "planned"), ("2021-05-05", "cancelled"), ("2021-05-07", "planned")], "planned"),
        ([("2021-05-05", "cancelled"), ("2021-05-12", "happened")], "happened"),
        ([("2021-05-01", "planned"), ("2021-05-01", "cancelled")], "cancelled"),
        ([("2021-05-01", "possible"), ("2021-05-02", "denied")], "denied"),
        ([("2021-05-01", "planned"), ("2021-05-05", "cancelled"), ("2021-05-06", "denied")], "cancelled"),
        ([("2021-05-01", "possible")], "possible"),
        ([("2021-05-10", "ongoing"), ("2021-05-10", "planned")], "ongoing"),
        ([("2021-05-11", "happened"), ("2021-05-11", "ongoing")], "happened"),
    ],
)
def test_status_follows_from_what_was_said_in_order(days: list[tuple[str, str]], status: str) -> None:
    event = only(resolve(told(*days)), "visit")
    assert event.status == status
    assert [(h.asserted, h.status) for h in event.history] == sorted(days, key=lambda d: d[0]) or len(
        {d[0] for d in days}
    ) < len(days)


def test_every_claim_stands_once_in_the_history() -> None:
    event = only(
        resolve(told(("2021-05-01", "planned"), ("2021-05-01", "planned"), ("2021-05-10", "ongoing"))), "visit"
    )
    assert sorted(c for h in event.history for c in h.claims) == sorted(event.claims)
    assert [h.asserted for h in event.history] == ["2021-05-01", "2021-05-10"]


def counted(id: str, published: str, value: str, status: str = "happened") -> Reading:
    return meeting(id, published, status, date="2021-05-10", details={"deaths": value})


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("2021-05-10", "12"), ("2021-05-10", "14"), "conflict"),
        (("2021-05-10", "12"), ("2021-05-12", "14"), "update"),
        (("2021-05-10", "more than 10"), ("2021-05-10", "14"), "precision"),
        (("2021-05-10", "about 300"), ("2021-05-10", "310"), "precision"),
        (("2021-05-10", "up to 10"), ("2021-05-10", "14"), "conflict"),
        (("2021-05-10", "1,400"), ("2021-05-10", "1400"), None),
        (("2021-05-10", "12"), ("2021-05-11", "12"), None),
    ],
)
def test_differing_counts_are_told_apart(first: tuple[str, str], second: tuple[str, str], kind: str | None) -> None:
    event = only(resolve([counted("r1", *first), counted("r2", *second)]), "meeting")
    assert [(d.attribute, d.kind) for d in event.disagreements] == ([("deaths", kind)] if kind else [])
    for disagreement in event.disagreements:
        assert sorted(c for v in disagreement.values for c in v.claims) == sorted(event.claims)


def test_two_starts_of_one_visit_conflict_and_a_month_is_a_coarser_form() -> None:
    found = resolve(
        [
            visit("r1", "2021-05-04", date="2021-05-03", phase="start"),
            visit("r2", "2021-05-04", date="2021-05-04", phase="start"),
        ]
    )
    (start,) = only(found, "visit").disagreements
    assert (start.attribute, start.kind, [v.value for v in start.values]) == (
        "start",
        "conflict",
        ["2021-05-03", "2021-05-04"],
    )
    coarse = resolve([meeting("r1", "2021-05-04", date="2021-05-03"), meeting("r2", "2021-05-20", date="2021-05")])
    assert [(d.attribute, d.kind) for d in only(coarse, "meeting").disagreements] == [("date", "precision")]


def test_days_inside_a_visit_are_no_disagreement() -> None:
    found = resolve(
        [
            visit("r1", "2021-05-04", date="2021-05-03/2021-05-05"),
            visit("r2", "2021-05-04", date="2021-05-04", phase="within"),
        ]
    )
    assert only(found, "visit").disagreements == ()


def test_two_towns_for_one_meeting_are_kept_side_by_side() -> None:
    towns = ("Santiago", "Valparaiso")
    told = [meeting(f"r{n}", "2021-05-04", date="2021-05-03", at=(town, "CHL")) for n, town in enumerate(towns)]
    (place,) = only(resolve(told), "meeting").disagreements
    assert (place.attribute, place.kind, {v.value for v in place.values}) == ("place", "conflict", set(towns))


def test_places_that_no_table_knows_for_towns_are_no_disagreement() -> None:
    told = [
        meeting(f"r{n}", "2021-05-04", date="2021-05-03", at=(name, "CHL"))
        for n, name in enumerate(("a ranch", "Lota"))
    ]
    assert only(resolve(told), "meeting").disagreements == ()


def test_what_a_report_of_uncertain_day_announces_stands_before_what_others_tell_as_over_then() -> None:
    found = resolve(
        [
            meeting("r1", "2021-05-05/2021-05-07", date="2021-05-06"),
            meeting("r2", "2021-05-05/2021-05-11", "planned", date="2021-05-06"),
        ]
    )
    event = only(found, "meeting")
    assert [entry.status for entry in event.history] == ["planned", "happened"]
    assert event.status == "happened"
