"""Paragraphs that several reports print: in the record, and in the contract's JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made
from communique import settle
from communique.exports.contract import contract_json
from communique.record import Record

AGENCY = (
    "Fishing crews on both sides of the strait have waited since winter for the two ministries to say which boats may "
    "work the northern banks once the ice has gone."
)
OWN = (
    "The mayor of {} said her town would hold a feast for the crews whatever the capital decides, {}.\n"
    "Bakers along {} quay, who have opened before dawn all year, hope that {} will bring the visitors back."
)


def test_an_agencys_paragraph_in_two_stories_of_their_own_is_known(tmp_path: Path) -> None:
    base = made.readings()[0].report
    reports = [
        replace(base, id="aa", text=f"{AGENCY}\n{OWN.format('Hamn', 'and whoever signs', 'the old', 'summer')}"),
        replace(base, id="bb", text=f"{OWN.format('Nes', 'as her father did', 'a new', 'peace')}\n{AGENCY}"),
    ]
    with Record(tmp_path / "r", writing=True) as record:
        for report in reports:
            record.add(
                replace(
                    made.readings()[0],
                    report=replace(report, removed=()),
                    actors=(),
                    claims=(),
                    quotations=(),
                    agreements=(),
                )
            )
        settle(record)
        assert {key: [(p.start, p.reports) for p in found] for key, found in record.passages.items()} == {
            "aa": [(0, ("bb",))],
            "bb": [(reports[1].text.index(AGENCY), ("aa",))],
        }
        rows = {row["id"]: row for row in contract_json(record)["reports"]}
        assert rows["aa"]["shared"] == [{"start": 0, "end": len(AGENCY), "reports": ["bb"]}]
        assert (rows["aa"]["copy_of"], rows["bb"]["copy_of"]) == (None, None)
