"""Time expressions of our own, read from the day a report was written; and what must hold of any text."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims.calendar import bounds, easter, month_stretch, on_or_after, on_or_before, week_of
from communique.claims.times import TimeExpression, find_times, read

TUESDAY = "2017-03-28"


def only(text: str, written: str | None = TUESDAY) -> TimeExpression:
    found = find_times(text, written)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("The president was Tuesday to host his guest.", "2017-03-28", "2017-03-28"),
        ("Late on Monday the two sat down.", "2017-03-27", "2017-04-03"),
        ("They spoke on Monday night.", "2017-03-27", "2017-04-03"),
        ("He flies in on Friday.", "2017-03-24", "2017-03-31"),
        ("in September", "2016-09", "2017-09"),
        ("in May", "2016-05", "2017-05"),
        ("on the 15th", "2017-03-15", "2017-04-15"),
        ("the weekend", "2017-03-25/2017-03-26", "2017-04-01/2017-04-02"),
        ("this week", "2017-03-27/2017-03-28", "2017-03-28/2017-04-02"),
        ("on Jan. 19", "2017-01-19", "2018-01-19"),
        ("before Christmas", "2016-12-25", "2017-12-25"),
        ("in the summer", "2016-06~/2016-08~", "2017-06~/2017-08~"),
        ("in May or June", "2016-05/2016-06", "2017-05/2017-06"),
        ("in May or early June", "2016-05-01~/2016-06-10~", "2017-05-01~/2017-06-10~"),
        ("in December or January", "2016-12/2017-01", "2017-12/2018-01"),
        ("the week of May 7", "2016-05-02/2016-05-08", "2017-05-01/2017-05-07"),
        ("in the second week of May", "2016-05-08~/2016-05-14~", "2017-05-08~/2017-05-14~"),
        ("in the last week of May 2018", "2018-05-25~/2018-05-31~", "2018-05-25~/2018-05-31~"),
        ("the week after next", "2017-04-10/2017-04-16", "2017-04-10/2017-04-16"),
    ],
)
def test_the_direction_decides_what_a_relative_expression_means(text: str, past: str, future: str) -> None:
    expression = only(text)
    assert read(expression, "happened") == past
    assert read(expression, "planned") == future
    assert read(expression, "possible") == future


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tuesday, 28 March", "2017-03-28"),
        ("on March 27 and 28", "2017-03-27/2017-03-28"),
        ("March 27-28", "2017-03-27/2017-03-28"),
        ("from March 27 to 29", "2017-03-27/2017-03-29"),
        ("27-28 March 2017", "2017-03-27/2017-03-28"),
        ("March 30 - April 2", "2017-03-30/2017-04-02"),
        ("from December 30 to January 2, 2015", "2014-12-30/2015-01-02"),
        ("19 January 2022", "2022-01-19"),
        ("Jan. 19, 2022", "2022-01-19"),
        ("the 3rd of June 2015", "2015-06-03"),
        ("MOSCOW, MARCH 28", "2017-03-28"),
        ("2017-03-29", "2017-03-29"),
        ("3/29/2017", "2017-03-29"),
        ("29.03.2017", "2017-03-29"),
        ("today", "2017-03-28"),
        ("this morning", "2017-03-28"),
        ("yesterday", "2017-03-27"),
        ("tomorrow evening", "2017-03-29"),
        ("the day after tomorrow", "2017-03-30"),
        ("last Tuesday", "2017-03-21"),
        ("next Tuesday", "2017-04-04"),
        ("Thursday last week", "2017-03-23"),
        ("Wednesday of next week", "2017-04-05"),
        ("this month", "2017-03"),
        ("last month", "2017-02"),
        ("last year", "2016"),
        ("next year", "2018"),
        ("next week", "2017-04-03/2017-04-09"),
        ("last week", "2017-03-20/2017-03-26"),
        ("earlier this week", "2017-03-27/2017-03-28"),
        ("later this week", "2017-03-28/2017-04-02"),
        ("last weekend", "2017-03-25/2017-03-26"),
        ("last March", "2016-03"),
        ("next June", "2017-06"),
        ("September last year", "2016-09"),
        ("in March 2011", "2011-03"),
        ("early next year", "2018-01~/2018-05~"),
        ("mid-2016", "2016-05~/2016-08~"),
        ("the end of the year", "2017-11~/2017-12~"),
        ("by the end of 2018", "2018-11~/2018-12~"),
        ("Wednesday, March 28", "2017-03-28"),
        ("late March", "2017-03-21~/2017-03-31~"),
        ("spring 2017", "2017-03~/2017-05~"),
        ("in the third quarter of 2016", "2016-07/2016-09"),
        ("two weeks ago", "2017-03-14~"),
        ("three days ago", "2017-03-25"),
        ("a year ago", "2016~"),
        ("in two weeks' time", "2017-04-11~"),
        ("since 2015", "2015"),
        ("the 1990s", "199X"),
        ("the 19th century", "18XX"),
        ("2014-16", "2014/2016"),
        ("Good Friday", "2017-04-14"),
        ("Monday to Wednesday", "2017-03-27/2017-03-29"),
    ],
)
def test_an_expression_that_leaves_no_choice_has_one_value(text: str, value: str) -> None:
    expression = only(text)
    assert expression.value == value
    assert {read(expression, s) for s in ("planned", "happened", "ongoing", "possible", "cancelled", "denied")} == {
        value
    }


@pytest.mark.parametrize(
    ("text", "days", "length"),
    [
        ("a two-day trip", 2, "P2D"),
        ("a 48-hour visit", 2, "PT48H"),
        ("for three days", 3, "P3D"),
        ("a week-long tour", 7, "P1W"),
        ("a two-week journey", 14, "P2W"),
        ("a weekend visit", 2, "P2D"),
        ("a three-hour meeting", None, "PT3H"),
        ("a 20-year agreement", None, "P20Y"),
        ("several months", None, "PXM"),
    ],
)
def test_a_stated_length_is_told_in_days_where_it_is_short(text: str, days: int | None, length: str) -> None:
    expression = only(text)
    assert (expression.kind, expression.days, expression.length) == ("duration", days, length)


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister may go if Mrs May agrees.",
        "Soldiers march on.",
        "He reads the Sunday Times.",
        "Sun Microsystems and the Sun in the sky.",
        "It cost $2,015 and 2000 troops came.",
        "three-quarters of them",
        "He is 52 years old.",
        "The second session, in Room 12-13.",
    ],
)
def test_words_that_only_look_like_times_are_left(text: str) -> None:
    assert [e.text for e in find_times(text, TUESDAY)] == []


def test_a_step_counts_from_the_date_spoken_of_before() -> None:
    text = "She arrived on Monday and left three days later; the following day it rained."
    monday, later, following = find_times(text, TUESDAY)
    assert monday.past == "2017-03-27"
    assert later.past == "2017-03-30"
    assert following.past == "2017-03-31"
    assert only("Three days later it rained.").past is None


def test_without_a_day_of_writing_only_absolute_dates_are_resolved() -> None:
    text = "On Tuesday, 28 March, and again last year, as on 5 May 2015, in June 2014 and since 2012."
    values = [e.past for e in find_times(text, None)]
    assert values == [None, None, "2015-05-05", "2014-06", "2012"]


def test_an_uncertain_day_of_writing_gives_only_what_is_certain() -> None:
    written = "2017-03-27/2017-03-28"
    assert only("last year", written).value == "2016"
    assert only("late on Monday", written).past == "2017-03-27"
    assert only("on Tuesday", written).future == "2017-03-28"
    assert only("on Tuesday", written).past is None  # the 21st or the 28th
    assert only("yesterday", written).past == "2017-03-26/2017-03-27"
    assert only("yesterday", "2017-03").past is None
    assert only("this month", "2017-03").past == "2017-03"
    assert only("on Tuesday", "2017-03").past is None


def test_a_day_without_year_is_the_near_one_whatever_the_tense() -> None:
    assert read(only("the visit of March 30"), "happened") == "2017-03-30"
    assert read(only("on February 20"), "planned") == "2017-02-20"
    assert read(only("on March 20"), "planned") == "2017-03-20"
    assert read(only("on June 20"), "planned") == "2017-06-20"
    assert read(only("on June 20"), "happened") == "2016-06-20"


def test_a_cancelled_weekday_is_the_next_a_cancelled_month_the_last() -> None:
    assert read(only("on Friday"), "cancelled") == "2017-03-31"
    assert read(only("in September", "2022-01-19"), "cancelled") == "2021-09"


def test_a_wrong_date_is_no_date() -> None:
    assert "day" not in {e.kind for e in find_times("on February 31, 2017 or 31/31/2017 or 2017-13-01", TUESDAY)}
    assert bounds("2017-02-31") is None


def test_calendar_arithmetic() -> None:
    assert easter(2017) == date(2017, 4, 16)
    assert easter(2024) == date(2024, 3, 31)
    assert month_stretch(2016, 2).last == date(2016, 2, 29)
    assert week_of(date(2017, 3, 28)).first == date(2017, 3, 27)
    assert bounds("2017-03~/2017-05~") == bounds("2017-03-01/2017-05-31")
    assert bounds("199X") == bounds("1990-01-01/1999-12-31")
    assert bounds("2017-05/2017-03") is None
    assert bounds("soon") is None
    assert bounds(None) is None


# ---------------------------------------------------------------- what must always hold

_DATE = r"(?:\d{4}|\d{3}X|\d{2}XX|\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)~?"
EDTF = re.compile(rf"{_DATE}(?:/{_DATE})?")

_PIECES = [
    "Monday",
    "on Tuesday",
    "late on",
    "last",
    "next",
    "this",
    "week",
    "month",
    "year",
    "March",
    "May",
    "28",
    "27-29",
    "2017",
    "1 200",
    "two",
    "days",
    "ago",
    "later",
    "a",
    "the",
    "end of",
    "early",
    "mid-",
    "quarter",
    "third",
    "since",
    "to",
    "and",
    "'98",
    "1990s",
    ",",
    "Jan.",
    "weekend",
    "tomorrow",
    "year-ago",
    "Feb 29",
    "31 April",
    "99999999",
    "years",
    "century",
    "spring",
    "Easter",
    "\n",
    "12/31/99",
    "every",
    "recent",
    "coming",
    "the following",
    "day",
    "9999",
    "0001-01-01",
    "Sunday Times",
    "é",
    "“",
    "two-day",
    "\xa0",
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join))
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
recent = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 12, 31))


@given(
    texts,
    st.one_of(st.none(), days.map(date.isoformat), st.sampled_from(["2017", "2017-03", "2017-03-27/2017-03-28", "?"])),
)
def test_any_text_gives_sorted_spans_inside_it_and_valid_edtf(text: str, written: str | None) -> None:
    end = 0
    for expression in find_times(text, written):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        end = expression.end
        for value in (expression.value, expression.past, expression.future):
            assert value is None or (EDTF.fullmatch(value) and bounds(value) is not None), value
        if expression.value is not None:
            assert expression.past is not None
            assert expression.future is not None
        assert expression.days is None or expression.days > 0


@given(
    recent,
    st.sampled_from(
        ["Monday", "on Friday", "last Sunday", "next Thursday", "this Wednesday", "the weekend", "next week"]
    ),
)
def test_a_week_later_the_same_words_mean_a_week_later(day: date, text: str) -> None:
    before, after = only(text, day.isoformat()), only(text, (day + timedelta(7)).isoformat())
    for one, two in ((before.past, after.past), (before.future, after.future)):
        first, second = bounds(one), bounds(two)
        assert first is not None
        assert second is not None
        assert second.first - first.first == timedelta(7)


@given(recent, st.integers(0, 6))
def test_a_weekday_is_within_a_week_on_its_side_of_the_day_of_writing(day: date, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    expression = only(f"on {name}", day.isoformat())
    assert expression.past == on_or_before(day, weekday).isoformat()
    assert expression.future == on_or_after(day, weekday).isoformat()
    assert (expression.value is not None) == (day.weekday() == weekday)


@given(recent, texts)
def test_without_a_day_of_writing_nothing_is_known_that_is_not_known_with_one(day: date, text: str) -> None:
    known = {(e.start, e.end): e for e in find_times(text, day.isoformat())}
    for expression in find_times(text, None):
        if expression.value is not None and (expression.start, expression.end) in known:
            other = known[expression.start, expression.end]
            counted = re.search(
                r"ago|later|earlier|before|after|quarter|period|following|same|that|next|previous", other.text, re.I
            )
            assert counted or other.value == expression.value


def test_a_megabyte_of_near_dates_does_not_hang() -> None:
    for junk in ("the " * 60_000, "20-" * 80_000, "1/1/" * 60_000, "a" * 250_000, "last the past " * 18_000):
        assert all(0 <= each.start < each.end <= len(junk) for each in find_times(junk, TUESDAY))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met yesterday (May 27, 2014) at the palace.", "2014-05-27"),
        ("She was received on Monday (4 May 2015).", "2015-05-04"),
        ("He stayed from 5th to 7thApril 2015.", "2015-04-05/2015-04-07"),
    ],
)
def test_a_whole_date_is_read_in_brackets_and_beside_a_missing_space(text: str, value: str) -> None:
    assert only(text, None).value == value
