"""When a report was written: what says so, in which order, and when nothing does."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reports.dating import date_report, full_dates
from communique.reports.debris import mark_debris

BODY = (
    "The foreign minister of Chile landed in Wellington for talks on fisheries and on trade across the Pacific.",
    "She will meet her counterpart and the prime minister, and will speak at the university in the evening.",
    "The two countries have had close ties for decades, and both are members of the same trade pact.",
)
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def dated(*rows: str, given: str | None = None) -> tuple[str | None, str | None]:
    text = "\n".join(rows)
    return date_report(text, mark_debris(text), given)


@pytest.mark.parametrize(
    "given", ["2018-05-14", "2018-05-14T23:10:00+12:00", "Mon, 14 May 2018 08:00:00 GMT", "May 14, 2018"]
)
def test_metadata_come_first(given: str) -> None:
    assert dated("Chilean minister in Wellington", "3 March 2011", *BODY, given=given) == ("2018-05-14", "metadata")


@pytest.mark.parametrize(
    "line",
    [
        "14 May 2018",
        "May 14, 2018",
        "May 14, 2018 / 10:02 AM",
        "Published: Monday, 14 May 2018 09:30 GMT",
        "By Jane Roe | Posted May 14th, 2018",
        "Jane Roe - May 14, 2018, 10:31 pm CST",
        "By Jane Roe - 05/14/18 06:56 AM EST",
        "2018-05-14",
        "14.05.2018",
        "MONDAY 14 MAY 2018",
        "Published On 14 May 201814 May 2018",
        "By JANE ROEMAY 14, 2018",
        "05.14.2018 09:00 AM",
        "Mon 14-05-2018 09:30",
        "2018/5/14 09:30",
        "1397/02/24 - 14 May 2018",
        "No: 112, 14 May 2018, Press Release Regarding the Visit of the Foreign Minister of Chile to New Zealand",
    ],
)
def test_a_dated_line_above_the_story_is_its_byline(line: str) -> None:
    assert dated("Chilean minister in Wellington for talks", line, *BODY) == ("2018-05-14", "byline")


def test_publication_goes_before_update() -> None:
    rows = ("Updated 16 May 2018", "Published 14 May 2018")
    assert dated("Chilean minister in Wellington for talks", *rows, *BODY) == ("2018-05-14", "byline")


def test_the_day_on_the_top_of_the_page_is_not_the_byline() -> None:
    rows = (
        "November 20, 2020",
        "World",
        "Chilean minister in Wellington for talks",
        "Jane Roe",
        "May 14, 2018 10:36 am",
    )
    assert dated(*rows, *BODY) == ("2018-05-14", "byline")


def test_a_standfirst_may_stand_above_the_byline() -> None:
    standfirst = "The minister will speak at the university and meet the prime minister during her stay."
    assert dated("Chilean minister in Wellington", standfirst, "By Jane Roe", "14 May 2018", *BODY) == (
        "2018-05-14",
        "byline",
    )


@pytest.mark.parametrize(
    "opening",
    [
        "WELLINGTON, May 14, 2018 (Reuters) - ",
        "WELLINGTON, New Zealand, 14 May 2018 — ",
        "WELLINGTON, May 14, 2018 /Xinhua/ -- ",
    ],
)
def test_a_dateline_with_a_year(opening: str) -> None:
    assert dated(opening + BODY[0], *BODY[1:]) == ("2018-05-14", "dateline")


def test_a_dateline_on_a_line_of_its_own_is_no_caption() -> None:
    line = "SANTA MARTA, Colombia, Aug. 10, 2010 (Reuters)"
    assert dated("Chilean minister in Wellington", line, "Tweet 14", *BODY)[0] == "2010-08-10"


def test_a_day_and_a_clock_time_alone_on_a_line_are_a_byline() -> None:
    assert dated("Chilean minister in Wellington", "19.04.13 @ 17:48", *BODY)[0] == "2013-04-19"


def test_days_in_debris_are_not_the_reports() -> None:
    rows = (
        *BODY,
        "GMT 20:37 2019 Thursday ,03 January",
        "Sultan opens a new portGMT 17:50 2019 Thursday ,03 January",
        "All rights reserved to Coast Media House 2021 ©",
    )
    assert dated(*rows) == (None, None)


def test_the_calendar_dates_a_plan_that_fits_one_year_only() -> None:
    plan = "A welcome ceremony is scheduled on Tuesday, 15 May, and the talks are to follow it."
    past = "Trade has grown since the pact was signed in 2016."
    assert date(2018, 5, 15).weekday() == 1
    assert dated(*BODY, plan, past) == ("2018-05-14/2018-05-15", "calendar")


def test_the_calendar_is_silent_without_a_year_behind() -> None:
    assert dated(*BODY, "A welcome ceremony is scheduled on Tuesday, 15 May.") == (None, None)


def test_the_calendar_is_silent_where_two_weekdays_fit_no_common_year() -> None:
    plan = "A ceremony is scheduled on Tuesday, 15 May, and a second one will be held on Tuesday, 16 May."
    assert dated(*BODY, plan, "The pact was signed in 2016.") == (None, None)


def test_a_past_day_deep_in_the_text_dates_nothing() -> None:
    past = "He was born in the south and, on Tuesday, May 15, he saw the sea, as he wrote in 2016."
    assert dated(*BODY, past) == (None, None)


def test_a_year_still_ahead_bounds_the_calendar() -> None:
    plan = "A ceremony is scheduled on Tuesday, 15 May."
    assert dated(*BODY, plan, "The pact was signed in 2016.", "They hope to end the talks by 2017.") == (None, None)


def test_numbers_that_fit_two_ways_are_no_day() -> None:
    assert full_dates("05/04/2018") == ()
    assert full_dates("25/04/2018") == (date(2018, 4, 25),)


def test_without_any_date_there_is_none() -> None:
    assert dated(*BODY) == (None, None)
    assert dated("") == (None, None)


@given(day=st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    month = MONTHS[day.month - 1]
    for written in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()):
        assert full_dates(written) == (day,)


@settings(max_examples=60)
@given(day=st.dates(date(1990, 1, 1), date(2060, 1, 1)), gap=st.integers(0, 3))
def test_the_calendar_never_gives_a_day_on_which_the_weekday_does_not_fall(day: date, gap: int) -> None:
    plan = f"A ceremony is scheduled on {day:%A}, {day.day} {MONTHS[day.month - 1]}."
    found, basis = dated(*BODY, plan, f"The pact was signed in {day.year - gap}.")
    if found:
        assert basis == "calendar"
        last = date.fromisoformat(found.split("/")[-1])
        assert (last.weekday(), last.month, last.day) == (day.weekday(), day.month, day.day)
        assert date.fromisoformat(found.split("/")[0]) == last - timedelta(days=1)


@settings(max_examples=100)
@given(text=st.text(max_size=300), given=st.one_of(st.none(), st.text(max_size=20)))
def test_what_comes_out_is_edtf_with_a_basis_or_nothing(text: str, given: str | None) -> None:
    found, basis = date_report(text, mark_debris(text), given)
    assert (found is None) == (basis is None)
    if found:
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", part) for part in found.split("/"))


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("YEREVAN, MARCH 1, 2018, XYZPRESS. ", "2018-03-01"),
        ("ANKARA, 24th November, 2021 (XYZ) -- ", "2021-11-24"),
        ("Boston, 2 April 2001 (XYZ/ABC) -- ", "2001-04-02"),
        ("Metro Lima (XYZ Peru, February 1, 2023) — ", "2023-02-01"),
        ("LIMA, (XYZ - The Sun, 3 May 2021) -- ", "2021-05-03"),
    ],
)
def test_datelines_of_many_houses(head: str, day: str) -> None:
    assert dated(head + BODY[0], *BODY[1:]) == (day, "dateline")


@pytest.mark.parametrize("line", ["2019-10-07 11:42", "April 20, 2006", "AP-NY-12-09-99 0724EST"])
def test_a_day_alone_under_the_story_is_its_day(line: str) -> None:
    day = {"2": "2019-10-07", "A": "2006-04-20"}.get(line[0] if line[1] != "P" else "", "1999-12-09")
    assert dated("Chilean minister in Wellington", *BODY, line) == (day, "byline")


def test_numbers_with_dots_are_written_day_first() -> None:
    assert full_dates("Newsroom 07.12.2023 16:55") == (date(2023, 12, 7),)
    assert full_dates("07/12/2023") == ()


@pytest.mark.parametrize(
    ("lead", "year", "expected"),
    [
        ("The minister arrived on Monday.", 2016, "2016-01-25"),
        ("The minister arrived on Monday.", 2021, "2021-01-25"),
        ("The minister arrived on Monday.", 2018, None),
    ],
)
def test_a_footers_year_needs_the_weekday_to_bear_it_out(lead: str, year: int, expected: str | None) -> None:
    head = f"(XYZ) - Rome, January 25 - {lead} She had lunch with the president and then went on to a forum."
    assert dated(head, *BODY[1:], "© Copyright XYZ - All rights reserved", str(year))[0] == expected


@pytest.mark.parametrize(("line", "day"), [("Issued on: 05/03/2018", "2018-03-05"), ("03/05/2017 - 08:00", None)])
def test_a_weekday_tells_which_of_two_days_is_meant(line: str, day: str | None) -> None:
    lead = "The foreign minister of Chile landed in Wellington on Monday for talks on fisheries and on trade with it."
    assert dated("Chilean minister in Wellington", line, lead, *BODY[1:])[0] == day


@pytest.mark.parametrize("line", ["2 days ago", "1397/02/24 - 09:30", "09:30", "Monday", "05-04-2018"])
def test_what_names_no_day_of_the_calendar_dates_nothing(line: str) -> None:
    assert dated("Chilean minister in Wellington for talks", line, *BODY) == (None, None)


@pytest.mark.parametrize(
    "head",
    [
        "WELLINGTON, May 14, 2018. /XYZ/. ",
        "WELLINGTON, May 14, 2018 (XYZ) ",
        "Wellington [New Zealand], May 14, 2018 (XYZ): ",
        "Wellington, 14 May, 2018 (XYZ).- ",
        "Wellington, May 14, 2018, XYZ -- ",
        "WELLINGTON, New Zealand, May 14, 2018. ",
    ],
)
def test_datelines_with_and_without_a_dash(head: str) -> None:
    assert dated(head + BODY[0], *BODY[1:]) == ("2018-05-14", "dateline")


def test_a_sentence_that_opens_with_a_day_is_no_dateline() -> None:
    told = (
        "On May 14, 2018 (Monday) the minister of Chile will be ten years in office, and a dinner is planned for her."
    )
    assert dated(told, *BODY) == (None, None)


RUNNING = "The foreign minister of Chile landed in Wellington on Monday for talks on fisheries and on trade with it."


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("© 1999-2018 Harbour Media", "2018-05-14"),
        ("© 1999-2019 Harbour Media", None),
        ("Share", None),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_day_without_its_year_needs_the_foot_and_the_weekday(foot: str, day: str | None, above: bool) -> None:
    """In the year after, the fourteenth is a Tuesday, and the Monday that the story names the day before it."""
    if above:
        rows = ("Chilean minister in Wellington for talks", "14 May, 09:05", RUNNING, *BODY[1:], "Share", foot)
    else:
        rows = ("WELLINGTON, May 14 (XYZ) - " + RUNNING, *BODY[1:], "Share", foot)
    assert dated(*rows)[0] == day


def test_a_weekday_with_its_number_tells_more_than_others() -> None:
    story = "Berg leaves Oslo this Tuesday (11) for a visit to Chile, and meets the premier there on Friday (14)."
    assert date_report(f"A headline\nPublished on 11/04/2023 - 10:25\n{story}", ())[0] == "2023-04-11"


@pytest.mark.parametrize("stamp", ["date 2018-05-14 ", "Published: 2018-05-14T08:30:00Z "])
def test_a_machines_stamp_runs_into_the_first_sentence(stamp: str) -> None:
    text = stamp + BODY[0] + " She came with a large delegation of farmers, bankers, teachers and others from Santiago."
    assert dated(text, BODY[1]) == ("2018-05-14", "byline")
    removed = [text[span.start : span.end] for span in mark_debris(f"{text}\n{BODY[1]}")]
    assert removed == [stamp]


def test_a_sentence_about_a_day_of_publication_is_no_stamp() -> None:
    assert dated("Published on 2018-05-14, the paper of the " + BODY[0], BODY[1]) == (None, None)


def test_a_day_in_brackets_after_town_and_state_is_the_datelines() -> None:
    assert dated(f"Wellington, New Zealand—(May 14, 2018) {BODY[0]}", *BODY[1:]) == ("2018-05-14", "dateline")


def test_a_day_labelled_at_the_head_of_a_long_headline_is_the_pages() -> None:
    head = "JOINT STATEMENT AT THE CLOSE OF THE OFFICIAL VISIT OF THE FOREIGN MINISTER OF CHILE TO NEW ZEALAND, " * 2
    assert dated(f"date 2018-05-14 {head}MAY 10-12, 2018", *BODY)[0] == "2018-05-14"


def test_the_day_that_an_opening_calls_today_has_the_year_in_which_it_is_named_in_full() -> None:
    opening = "From today, May 14, the foreign minister of Chile goes on visits to the countries of the Pacific."
    later = "It was on Monday, 14th May, 2018, that she left Santiago for the first of them, her office says there."
    assert dated(opening, *BODY, later) == ("2018-05-14", "dateline")
    assert dated(opening, *BODY) == (None, None)


def test_a_list_of_stops_with_their_days_is_no_byline() -> None:
    stops = ("• Fiji: 2nd - 4th May, 2018", "• Tonga: 4th - 5th May, 2018")
    assert dated(BODY[0], *stops, *BODY[1:]) == (None, None)
