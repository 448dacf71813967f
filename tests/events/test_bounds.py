"""When a visit began and ended, where a day that is told goes before one that a length only lets reckon."""

from __future__ import annotations

from communique.claims import read_report
from communique.events import resolve
from communique.model import Report


def days(text: str) -> tuple[str | None, str | None]:
    events = resolve([read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))]).events
    [made] = [event for event in events if event.kind == "visit"]
    return made.start, made.end


def test_a_day_of_return_goes_before_the_length_that_the_same_report_tells() -> None:
    came = "Kenyan President Peter Otieno reached Lima on Tuesday on a six-day visit."
    assert days(came) == ("2019-05-14", "2019-05-19")
    assert days(f"{came} The president is expected to return home on May 18.") == ("2019-05-14", "2019-05-18")
