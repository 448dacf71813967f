"""Who sets out on a day is abroad on that day or the next: the one on which others tell of a stay."""

from __future__ import annotations

from communique.claims import read_report
from communique.events import resolve
from communique.model import Report

AHEAD = "Kenyan President Peter Otieno leaves Thursday for a trip to Thailand."


def _visit(*texts: tuple[str, str]) -> tuple[str | None, int]:
    readings = [
        read_report(Report(id=f"r{n}", uri=f"r{n}.txt", text=text, published=day))
        for n, (day, text) in enumerate(texts)
    ]
    visits = [event for event in resolve(readings).events if event.kind == "visit"]
    return visits[0].start, len(visits)


def test_alone_the_day_of_leaving_is_the_first() -> None:
    assert _visit(("2019-05-14", AHEAD)) == ("2019-05-16", 1)


def test_seen_there_on_the_day_after_only_it_began_then() -> None:
    seen = "Kenyan President Peter Otieno said on Friday during a visit to Thailand that rice prices would fall."
    assert _visit(("2019-05-14", AHEAD), ("2019-05-17", seen)) == ("2019-05-17", 1)


def test_seen_there_on_the_day_of_leaving_it_began_then() -> None:
    seen = "Kenyan President Peter Otieno arrived in Thailand on Thursday."
    assert _visit(("2019-05-14", AHEAD), ("2019-05-16", seen)) == ("2019-05-16", 1)
