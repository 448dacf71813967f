from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.exports.days import edtf_of, exact_day, plain_date, span
from communique.model import Event


def _event(start: str | None, end: str | None = None) -> Event:
    return Event("e", "visit", "A visit", "happened", start, end)


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "exact"),
    [
        ("2021-05-03", "2021-05-04", "2021-05-03", "2021-05-04", True),
        ("2021-05-03", None, "2021-05-03", "2021-05-03", True),
        ("2021-05-03~", "2021-05-04", "2021-05-03", "2021-05-04", False),
        ("2021-05", "2021-05", "2021-05-01", "2021-05-31", False),
        ("2021-05-03/2021-05-07", None, "2021-05-03", "2021-05-07", True),
        ("2021", "2021", "2021-01-01", "2021-12-31", False),
    ],
)
def test_spans_hold_all_possible_days(start: str, end: str | None, first: str, last: str, exact: bool) -> None:
    found = span(_event(start, end))
    assert found
    assert (found.first.isoformat(), found.last.isoformat(), found.exact) == (first, last, exact)


@pytest.mark.parametrize("start", [None, "2021-05-03/..", "soon", "2021-13-01", "2021-02-30"])
def test_what_has_no_days_has_no_span(start: str | None) -> None:
    assert span(_event(start)) is None


@pytest.mark.parametrize("text", ["2021-05-03?", "2021-05", "2021", None, "2021-02-30", "2021-05-03/2021-05-04"])
def test_only_a_whole_day_is_exact(text: str | None) -> None:
    assert exact_day(text) is None


@pytest.mark.parametrize("text", ["2021", "2021-05", "2021-05-03"])
def test_plain_dates_stay(text: str) -> None:
    assert plain_date(text) == text


@pytest.mark.parametrize("text", ["202X", "2021-21", "2021~", "2021-05-03/2021-05-04", "", None, "2021-02-30"])
def test_dates_that_iso_8601_lacks_are_no_plain_dates(text: str | None) -> None:
    assert plain_date(text) is None


def test_start_and_end_are_one_edtf_string() -> None:
    assert edtf_of(_event("2021-05-03", "2021-05-04")) == "2021-05-03/2021-05-04"
    assert edtf_of(_event("2021-05~", "2021-05~")) == "2021-05~"
    assert edtf_of(_event(None)) is None


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_span_is_as_long_as_its_days(one: date, other: date) -> None:
    low, high = sorted((one, other))
    found = span(_event(low.isoformat(), high.isoformat()))
    assert found
    assert (found.first, found.last, found.exact) == (low, high, True)
