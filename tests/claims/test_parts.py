"""Counts that their report tops, and what tops none."""

from __future__ import annotations

import pytest

from communique.claims.parts import with_parts
from communique.model import Claim, Detail, Place


def claim(
    key: str, deaths: str, country: str | None = "KEN", date: str | None = None, said_by: str | None = None
) -> Claim:
    return Claim(
        id=key,
        report="r1",
        start=0,
        end=1,
        text="x",
        kind="assault",
        status="happened",
        place=Place(None, country) if country else None,
        date=date,
        said_by=said_by,
        details=(Detail("deaths", deaths),),
    )


def named(*claims: Claim) -> list[str]:
    return [each.details[0].attribute for each in with_parts(claims, "2019-05-14")]


def test_what_a_report_tops_is_a_part() -> None:
    assert named(claim("a", "12"), claim("b", "at least 41")) == ["deaths of some", "deaths"]
    assert named(claim("a", "12"), claim("b", "dozens")) == ["deaths of some", "deaths"]


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "20"),  # an earlier state of it
        claim("b", "41", country="PER"),
        claim("b", "41", date="2013-09-21"),
    ],
)
def test_what_is_told_of_something_else_tops_nothing(other: Claim) -> None:
    assert named(claim("a", "12"), other)[0] == "deaths"


def test_what_somebody_else_counts_tops_nothing() -> None:
    assert named(claim("a", "12", said_by="r1#1"), claim("b", "41", said_by="r1#2")) == ["deaths", "deaths"]
