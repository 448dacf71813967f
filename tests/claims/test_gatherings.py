"""Gatherings told by how many came to them."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.model import Claim, Report


def claims(text: str) -> list[Claim]:
    report = Report(id="r1", uri="r1.txt", text=text, published="2019-05-14")
    return [claim for claim in read_report(report).claims if claim.details]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("On Monday President Biden invited 40 world leaders to a summit on climate.", "conference", ("leaders", "40")),
        ("More than 40 world leaders joined a march in Paris on Sunday.", "ceremony", ("leaders", "more than 40")),
        ("Dozens of heads of state came to the funeral in Lima on Sunday.", "ceremony", ("leaders", "dozens")),
        ("Delegates of 60 countries came to a conference in Lima on Sunday.", "conference", ("countries", "60")),
        ("Between 50 and 60 countries came to a forum in Lima.", "conference", ("countries", "50 to 60")),
    ],
)
def test_who_is_counted_stands_with_what_they_come_to(text: str, kind: str, told: tuple[str, str]) -> None:
    (claim,) = claims(text)
    assert claim.kind == kind
    assert [(each.attribute, each.value) for each in claim.details] == [told]
    assert claim.text == text


@pytest.mark.parametrize(
    "text",
    [
        "The treaty has been signed by 40 countries.",
        "Forty leaders of unions praised the summit.",
        "More than 40 world leaders sent letters in protest.",
    ],
)
def test_a_count_without_a_gathering_tells_none(text: str) -> None:
    assert [claim for claim in claims(text) if claim.kind in ("conference", "ceremony")] == []
