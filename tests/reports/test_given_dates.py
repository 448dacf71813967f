"""A given date becomes EDTF, never finer than given and never one that is not in the calendar."""

from __future__ import annotations

import email.utils
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reports.given_dates import given_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2017-03-27T22:00:00Z", "2017-03-27"),
        ("2017-03-27 22:00:00+02:00", "2017-03-27"),
        ("Tue, 28 Mar 2017 10:00:00 GMT", "2017-03-28"),
        ("Tue Mar 28 10:00:00 UTC 2017", "2017-03-28"),
        ("March 5, 2017", "2017-03-05"),
        ("Sunday, March 5th, 2017 at 10:30", "2017-03-05"),
        ("5 March 2017", "2017-03-05"),
        ("Sept. 5, 2017", "2017-09-05"),
        ("05-Mar-2017", "2017-03-05"),
        ("20170305", "2017-03-05"),
        ("2017/3/5", "2017-03-05"),
        ("1488672000", "2017-03-05"),
        ("1488672000000", "2017-03-05"),
        ("28/03/2017", "2017-03-28"),
        ("3/28/2017", "2017-03-28"),
        ("03/05/2017", "2017"),
        ("05.05.2017", "2017-05-05"),
        ("2017-03", "2017-03"),
        ("March 2017", "2017-03"),
        ("2017", "2017"),
    ],
)
def test_common_forms(words: str, day: str) -> None:
    assert given_day(words) == day


@pytest.mark.parametrize(
    "words",
    [None, "", "yesterday", "2017-02-30", "31 April 2017", "0001-01-01T00:00:00", "1970-01-01", "0", "9999-01-01",
     "2017-13-01", "99999999999", "12345678901234567890", "Mon, 99 Foo 2017", "1" * 10_000],
)  # fmt: skip
def test_what_is_no_date(words: str | None) -> None:
    assert given_day(words) is None


@given(st.dates(date(1971, 1, 1), date(2099, 12, 31)), st.times())
def test_days_come_back_from_every_form(day: date, clock: time) -> None:
    when = datetime.combine(day, clock, UTC)
    forms = (
        when.isoformat(),
        email.utils.format_datetime(when),
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d %b %Y}",
        f"{day:%Y%m%d}",
    )
    assert {given_day(form) for form in forms} == {day.isoformat()}


@given(st.text(max_size=40) | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", fullmatch=True))
def test_anything_gives_a_calendar_date_or_none(words: str) -> None:
    found = given_day(words)
    whole = {4: "-01-01", 7: "-01", 10: ""}
    assert found is None or date.fromisoformat(found + whole[len(found)])
