"""Calendars, read by the icalendar library."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.exports.ical import folded, write_events
from communique.model import Findings
from communique.record import Record

Exported = Callable[..., str]
Changed = Callable[..., Findings]


def _events(text: str) -> list[icalendar.Event]:
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    events = list(calendar.walk("VEVENT"))
    assert not [event.errors for event in events if event.errors]
    return events


def test_visits_have_their_days_inclusive(exported: Exported) -> None:
    (visit,) = _events(exported("ical"))
    assert (visit.start, visit.end) == (date(2021, 5, 3), date(2021, 5, 5))
    assert str(visit["SUMMARY"]) == "Harald visits Chile (Santiago)"
    assert (str(visit["UID"]), str(visit["LOCATION"])) == ("visit-1@communique", "Santiago, CHL")
    assert "“The visit began on Tuesday.” (Andes Daily, 2021-05-04, https://andes.example/2)" in str(
        visit["DESCRIPTION"]
    )
    assert "javascript" not in exported("ical")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("planned", "TENTATIVE"),
        ("possible", "TENTATIVE"),
        ("ongoing", "CONFIRMED"),
        ("happened", "CONFIRMED"),
        ("cancelled", "CANCELLED"),
        ("denied", "CANCELLED"),
    ],
)
def test_the_status_is_told_in_the_calendars_words_and_ours(
    exported: Exported, with_event: Changed, status: str, told: str
) -> None:
    (visit,) = _events(exported("ical", with_event("visit-1", status=status)))
    assert (str(visit["STATUS"]), str(visit["X-COMMUNIQUE-STATUS"])) == (told, status)
    assert (f"({status})" in str(visit["SUMMARY"])) is (status not in ("happened", "ongoing"))


@pytest.mark.parametrize(
    ("start", "end", "first", "behind"),
    [
        ("2021-05", "2021-05", date(2021, 5, 1), date(2021, 6, 1)),
        ("2021-05-03~", "2021-05-04", date(2021, 5, 3), date(2021, 5, 5)),
    ],
)
def test_a_visit_on_a_day_not_known_is_tentative_and_says_so(
    exported: Exported, with_event: Changed, start: str, end: str, first: date, behind: date
) -> None:
    (visit,) = _events(exported("ical", with_event("visit-1", start=start, end=end)))
    assert (visit.start, visit.end, str(visit["STATUS"])) == (first, behind, "TENTATIVE")
    assert "[day not known: 2021-05" in str(visit["SUMMARY"])


@pytest.mark.parametrize("start", [None, "202X", "2021-05-03/.."])
def test_a_visit_without_days_is_counted_not_shown(exported: Exported, with_event: Changed, start: str | None) -> None:
    text = exported("ical", with_event("visit-1", start=start, end=start))
    assert _events(text) == []
    assert "X-COMMUNIQUE-LEFT-OUT:1" in text


def test_any_events_can_be_chosen(story: Path) -> None:
    stream = io.StringIO(newline="")
    with Record(story) as record:
        write_events(record, [record.event("call-1"), record.event("meeting-2")], stream)
    (call,) = _events(stream.getvalue())
    assert str(call["CATEGORIES"].to_ical(), "utf-8") == "call"
    assert "X-COMMUNIQUE-LEFT-OUT:1" in stream.getvalue()


def test_a_label_cannot_open_a_line_of_its_own(exported: Exported, with_event: Changed) -> None:
    label = "A visit\r\nEND:VEVENT\nATTACH:http://x.example; a, b \\n c"
    (visit,) = _events(exported("ical", with_event("visit-1", label=label)))
    assert str(visit["SUMMARY"]) == "A visit END:VEVENT ATTACH:http://x.example; a, b \\n c"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_folding_keeps_every_character_and_no_line_is_too_long(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode("utf-8")) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])
