"""The years of days in reports that look back."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Report


def days(text: str) -> set[str | None]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-05"))
    return {claim.date for claim in made.claims if claim.kind == "meeting"}


OPENING = "On May 3, 2009, Chilean President Ana Rojas arrived in Lima.\n\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (OPENING + "She met Peruvian President Luis Vega on May 4.", "2009-05-04"),
        (OPENING + "She had met Peruvian President Luis Vega in December.", "2008-12"),
        (OPENING + "Rojas, who left office last month, met Peruvian President Luis Vega on April 30.", "2019-04-30"),
        ("Chilean President Ana Rojas was in Lima. She met Peruvian President Luis Vega on May 4.", "2019-05-04"),
        (
            "In October last year Chilean President Ana Rojas cut short a trip after she had met Peruvian President "
            "Luis Vega on October 26.",
            "2018-10-26",
        ),
    ],
)
def test_a_day_without_a_year_is_of_the_year_that_the_report_speaks_of(text: str, day: str) -> None:
    assert day in days(text)


def test_in_an_undated_report_a_day_has_the_year_of_the_whole_date_beside_it() -> None:
    text = (
        "Chilean President Ana Rojas paid a visit to Peru from 5 to 7 May 2014.\n\n"
        "On Tuesday 6 May she met Peruvian President Luis Vega. On 30 December she met Prime Minister Rosa Paz of Peru."
    )
    made = read_report(Report(id="r1", uri="r1.txt", text=text))
    assert [claim.date for claim in made.claims if claim.kind == "meeting"] == ["2014-05-06", None]
