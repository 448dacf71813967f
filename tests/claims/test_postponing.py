"""What is put off, moved or planned anew: the old day called off, the new one planned, as a report's claims."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report

WHO = "Norwegian Prime Minister Anna Berg"


def told(text: str, kind: str = "visit") -> list[Claim]:
    found = read_report(Report("r1", "r1.txt", text, published="2021-05-25")).claims
    return [claim for claim in found if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (f"{WHO}'s visit to Chile has been postponed to June 3, her office said.", None, "2021-06-03"),
        (f"{WHO} has postponed her visit to Chile from May 27 to June 3.", "2021-05-27", "2021-06-03"),
        (f"{WHO}, put off her trip to Chile until next week.".replace(",", ""), None, "2021-05-31/2021-06-06"),
        (f"{WHO} pushed back her trip to Chile to Friday.", None, "2021-05-28"),
        (f"{WHO}'s visit to Chile was moved to Friday because of a storm.", None, "2021-05-28"),
        (f"{WHO}'s visit to Chile, scheduled for Thursday, was put off until Friday.", "2021-05-27", "2021-05-28"),
        (
            f"{WHO}'s visit to Chile, originally scheduled for May 27, will now take place on June 3.",
            "2021-05-27",
            "2021-06-03",
        ),
        (f"{WHO}'s visit to Chile has been put back by a day and will now begin on Friday.", None, "2021-05-28"),
        (f"{WHO} will visit Chile on Friday instead of Thursday.", "2021-05-27", "2021-05-28"),
        (f"{WHO} cancelled her visit to Chile. She will now visit on June 3.", None, "2021-06-03"),
    ],
)
def test_what_is_put_off_is_called_off_for_its_old_day_and_planned_for_the_new(
    text: str, old: str | None, new: str
) -> None:
    off, plan = told(text)
    assert (off.status, off.date) == ("cancelled", old)
    assert (plan.status, plan.date) == ("planned", new)
    assert plan.same_as == off.id
    assert plan.place == off.place


def test_a_meeting_is_brought_forward() -> None:
    text = f"Talks between {WHO} and Chilean President Juan Soto have been brought forward to Wednesday."
    off, plan = told(text, "talks")
    assert (off.status, plan.status, plan.date) == ("cancelled", "planned", "2021-05-26")


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}'s visit to Chile has been postponed, her office said on Tuesday.",
        f"{WHO} postponed her visit to Chile on Tuesday.",
        f"{WHO} put off her trip to Chile until after the vote.",
    ],
)
def test_put_off_without_a_day_has_no_new_plan(text: str) -> None:
    (off,) = told(text)
    assert (off.status, off.date) == ("cancelled", None)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO} may move her visit to Chile to Friday.",
        f"{WHO} did not postpone her visit to Chile to June 3.",
    ],
)
def test_what_may_be_moved_is_not_called_off(text: str) -> None:
    assert "cancelled" not in {claim.status for claim in told(text)}


def test_the_day_of_cutting_short_is_the_visits_last() -> None:
    (visit,) = told(f"{WHO} cut short her visit to Chile on Tuesday and flew home.")
    assert (visit.status, visit.date, visit.phase) == ("happened", "2021-05-25", "end")


def test_a_clause_of_plans_dates_its_noun() -> None:
    (visit,) = told(f"{WHO}'s visit to Chile, planned for Thursday, will focus on trade.")
    assert (visit.status, visit.date) == ("planned", "2021-05-27")
