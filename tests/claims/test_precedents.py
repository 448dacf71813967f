"""The visit that another is counted from has its own visitor and date, and lends neither to the new one."""

from __future__ import annotations

from communique.claims import read_report
from communique.model import Report


def visits(text: str) -> set[tuple[str, str | None]]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    names = {actor.key: actor.name for actor in made.actors}
    return {
        (names[part.actor], claim.date)
        for claim in made.claims
        if claim.kind == "visit"
        for part in claim.participants
        if part.role == "visitor"
    }


def test_who_went_before_is_told_with_the_date() -> None:
    found = visits(
        "Kenyan President Peter Otieno arrived in Bangkok on Monday, the first visit to Thailand by a Kenyan president "
        "since Daniel Koech in March 1998."
    )
    assert ("Daniel Koech", "1998-03") in found
    assert ("Peter Otieno", "2019-05-13") in found
    assert ("Peter Otieno", "1998-03") not in found


def test_a_count_from_a_year_alone_names_nobody() -> None:
    found = visits("Kenyan President Peter Otieno is the first Kenyan leader to visit Thailand since 1998.")
    assert {name for name, _ in found} == {"Peter Otieno"}
