"""Itineraries set out as lists under a sentence that tells of the journey."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report

LEFT = (
    "Chilean President Ana Rojas left Santiago on Tuesday, 2nd May 2017, for a tour, which takes her to:\n\n"
    "{0} Peru: 2nd - 4th May, 2017\n\n{0} Cote d’Ivoire (4-5 May 2017)\n\n{0} Chile: 5th May, 2017\n\n"
    "She will be back at the palace on Friday."
)


def visits(text: str) -> list[Claim]:
    return [claim for claim in read_report(Report("r1", "r1.txt", text)).claims if claim.kind == "visit"]


@pytest.mark.parametrize("mark", ["•", "-"])
def test_each_line_of_a_list_of_stops_is_a_visit_to_come(mark: str) -> None:
    found = {(v.place.country, v.date, v.status) for v in visits(LEFT.format(mark)) if v.place}
    assert found >= {("PER", "2017-05-02/2017-05-04", "planned"), ("CIV", "2017-05-04/2017-05-05", "planned")}
    assert "CHL" not in {country for country, _, _ in found}


def test_a_list_of_days_under_no_journey_is_none() -> None:
    text = "Chilean President Ana Rojas praised these games:\n\n• Peru: 2nd - 4th May, 2017\n\nShe likes them."
    assert not visits(text)
