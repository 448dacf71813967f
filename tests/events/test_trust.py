"""How far an event is trusted: by what went wrong with events like it that were read by hand."""

from __future__ import annotations

from communique.claims import read_report
from communique.claims.weighing import weights
from communique.events import resolve
from communique.model import Event, Report


def told(text: str) -> dict[str, Event]:
    """The events of one report, by their kinds."""
    found = resolve([read_report(Report("r", "r.txt", text, published="2024-03-14"))])
    return {event.kind: event for event in found.events}


def test_who_is_named_is_trusted_more_than_who_is_only_meant() -> None:
    named = told("President Lena Okafor of Kenya met Prime Minister Ivo Hart of Norway on Tuesday.")
    meant = told("President Lena Okafor of Kenya spoke first. She met Prime Minister Ivo Hart of Norway on Tuesday.")
    assert named["meeting"].score > meant["meeting"].score


def test_what_was_held_is_trusted_more_than_what_may_be() -> None:
    held = told("President Lena Okafor of Kenya met Prime Minister Ivo Hart of Norway on Tuesday.")
    open_ = told("President Lena Okafor of Kenya may meet Prime Minister Ivo Hart of Norway on Tuesday.")
    assert held["meeting"].score > open_["meeting"].score


def test_more_reports_make_a_false_reading_no_truer() -> None:
    text = "President Lena Okafor of Kenya met Prime Minister Ivo Hart of Norway on Tuesday."
    reports = [Report(name, f"{name}.txt", text, published="2024-03-14") for name in ("a", "b")]
    both = resolve([read_report(each) for each in reports]).events
    assert {event.score for event in both if event.kind == "meeting"} == {told(text)["meeting"].score}


def test_every_weight_is_of_a_feature_and_moderate() -> None:
    table = weights("communique.events", "trust_weights.tsv")
    assert table
    assert all(-3 < weight < 3 for weight in table.values())
