"""What is told in one go with the lead has about its day; what stands behind it or has its own time has not."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Report

LEAD = "Kenyan President Peter Otieno arrived in Bangkok on Monday for a visit.\n\n"


def date_of(text: str, kind: str) -> str | None:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    return next(claim.date for claim in made.claims if claim.kind == kind)


@pytest.mark.parametrize(
    ("sentence", "kind", "date"),
    [
        ("Otieno met Thai President Anan Chai at the palace.", "meeting", "2019-05-13~"),
        ("Otieno and Thai President Anan Chai signed a trade agreement.", "signing", "2019-05-13~"),
        ("Otieno had met Thai President Anan Chai at a summit.", "meeting", None),
        ("Otieno met Thai President Anan Chai in 2014.", "meeting", "2014"),
        ("Otieno will meet Thai President Anan Chai.", "meeting", None),
        ("Peruvian President Rosa Quispe met Chilean President Luis Soto.", "meeting", None),
        ("Otieno previously met Thai President Anan Chai.", "meeting", None),
    ],
)
def test_only_what_belongs_to_the_news_has_its_day(sentence: str, kind: str, date: str | None) -> None:
    assert date_of(LEAD + sentence, kind) == date


def test_an_undated_report_has_no_news_day() -> None:
    text = LEAD + "Otieno met Thai President Anan Chai at the palace."
    made = read_report(Report(id="r1", uri="r1.txt", text=text))
    assert all(claim.date is None for claim in made.claims if claim.kind == "meeting")
